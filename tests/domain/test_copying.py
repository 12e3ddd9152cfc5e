"""Saving as a copy makes a plan of its own (interface: calendar file, `exports`)."""

from itertools import count

from plan_values import small_plan

from reapply_desktop.domain.copying import as_copy


def test_a_copy_has_new_ids_throughout_and_nothing_exported() -> None:
    plan = small_plan()
    numbers = count()
    copy = as_copy(plan, lambda: f"new-{next(numbers)}")
    before, after = {m.id for m in plan.milestones} | {plan.id}, {m.id for m in copy.milestones} | {copy.id}
    assert not before & after
    assert len(after) == len(before)
    assert copy.exports == {}
    assert [m.depends_on for m in copy.milestones] == [(), (copy.milestones[0].id,), (copy.milestones[1].id,)]
    assert [m.title for m in copy.milestones] == [m.title for m in plan.milestones]
    assert copy.answers == plan.answers
