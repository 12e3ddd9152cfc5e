"""The sample looks like a year that is lived: what is over is done, one step is late, nothing to come is touched."""

from datetime import date, timedelta

import pytest

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.sample import lived
from reapply_desktop.services import plan_file, resources


@pytest.fixture
def sample() -> Plan:
    return plan_file.decode(resources.data("samples", "sample.reapply"))


@pytest.mark.parametrize("today", [date(2026, 6, 14), date(2026, 11, 22), date(2027, 3, 30)])
def test_what_is_over_is_done_but_for_one(sample: Plan, today: date) -> None:
    found = lived(sample, today)
    late = [step for step in found.milestones if step.end < today and step.status == "planned"]
    assert len(late) == 1
    before = max(step.end for step in sample.milestones if step.end < today)
    assert late[0].end == before
    assert [step for step in found.milestones if step.end >= today] == [
        step for step in sample.milestones if step.end >= today
    ]
    assert [(step.id, step.title, step.start) for step in found.milestones] == [
        (step.id, step.title, step.start) for step in sample.milestones
    ]


def test_before_the_year_begins_nothing_is_done(sample: Plan) -> None:
    day = min(step.start for step in sample.milestones) - timedelta(1)
    assert lived(sample, day) == sample
