"""A change of mind: what other answers add, move and remove, and what they never touch (B2.5, B3.7, B4.2)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from uuid import UUID

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from reapply_desktop.domain.answer_checks import read_answers
from reapply_desktop.domain.answers import Answers, Application, Decision, Situation
from reapply_desktop.domain.changing import DONE, EDITED, Change, changed_plan, current_steps
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.services.reference_data import load_tables, load_templates
from tests.generated import raw_answers
from tests.people import TODAY, person

TABLES, TEMPLATES = load_tables(), load_templates()
STRONG = ("internal_medicine", 60, 5, 4, 4)


def ids() -> Callable[[], str]:
    numbers = count(1)
    return lambda: str(UUID(int=next(numbers)))


def plan_for(answers: Answers, today: date = TODAY) -> Plan:
    return new_plan(answers, TABLES, TEMPLATES, today, ids())


def change(plan: Plan, answers: Answers, today: date = TODAY, included: tuple[str, ...] = ()) -> Change:
    new = count(1)
    return changed_plan(
        plan, answers, TABLES, TEMPLATES, today, lambda: str(UUID(int=(1 << 100) + next(new))), included
    )


def shape(plan: Plan) -> list[object]:
    """The plan apart from its ids: each step under its template, waiting for templates."""
    template = {key: origin.template for key, origin in plan.origins.items()}
    return [
        (replace(m, id=template.get(m.id, m.id), depends_on=()), frozenset(template.get(d, d) for d in m.depends_on),
         plan.origins.get(m.id))
        for m in plan.milestones
    ]  # fmt: skip


def series_shape(plan: Plan) -> set[tuple[str, ...]]:
    """The series by the templates of their steps."""
    return {tuple(plan.origins[key].template for key in ids) for ids in plan.series.values()}


def decided(plan: Plan, **changes: object) -> Answers:
    assert plan.answers.decision is not None
    return replace(plan.answers, decision=replace(plan.answers.decision, **changes))  # type: ignore[arg-type]


def titles(steps: tuple[Milestone, ...]) -> set[str]:
    return {m.title for m in steps}


def templates_of(change_: Change, steps: tuple[Milestone, ...], plan: Plan) -> set[str]:
    origins = {**plan.origins, **change_.plan.origins}
    return {origins[m.id].template for m in steps}


answers_on_day = raw_answers(TODAY).map(lambda raw: read_answers(raw, TODAY))
relaxed = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck),
                   phases=[Phase.explicit, Phase.reuse, Phase.generate])


@relaxed
@given(made=answers_on_day, later=st.integers(0, 400))
def test_the_same_answers_change_nothing_on_any_day(made, later):
    answers, problems = made
    assume(not problems)
    plan = plan_for(answers)
    found = change(plan, plan.answers, TODAY + timedelta(days=later))
    assert found.is_quiet
    assert found.plan == plan


@relaxed
@given(first=answers_on_day, second=answers_on_day)
def test_there_and_back_gives_the_same_plan(first, second):
    assume(not first[1] and not second[1])
    plan = plan_for(first[0])
    other = plan_for(replace(second[0], season=plan.answers.season)).answers
    # What a person decided in part is done in the plan, while its answers say that the rest was taken for them.
    assume(shape(plan_for(plan.answers)) == shape(plan))
    there = change(plan, other)
    back = change(there.plan, plan.answers)
    assert shape(back.plan) == shape(plan)
    assert back.plan.answers == plan.answers
    fresh = plan_for(other)
    assert shape(there.plan) == shape(fresh)
    assert series_shape(back.plan) == series_shape(plan)
    assert series_shape(there.plan) == series_shape(fresh)


@relaxed
@given(first=answers_on_day, second=answers_on_day, later=st.integers(0, 380), data=st.data())
def test_done_and_edited_steps_stay_and_the_order_holds(first, second, later, data):
    assume(not first[1] and not second[1])
    today = TODAY + timedelta(days=later)
    plan = plan_for(first[0])
    own = Milestone("own", "My own", "support", TODAY, TODAY, depends_on=(plan.milestones[-1].id,))
    picked = data.draw(st.lists(st.sampled_from(plan.milestones), unique_by=lambda m: m.id, min_size=6, max_size=12))
    done = {m.id: replace(m, status="done") for m in picked[:3]}
    edited = {m.id: replace(m, title=f"{m.title}, mine") for m in picked[3:6]}
    shifted = {m.id: m.moved(1) for m in picked[6:] if m.is_open}
    touched = {**done, **edited, **shifted}
    lived = plan.with_milestones(touched.values()).with_milestone(own)
    season = data.draw(st.sampled_from([plan.answers.season, (plan.answers.season or 0) + 1]))
    found = change(lived, replace(second[0], season=season), today)
    after = {m.id: m for m in found.plan.milestones}
    assert replace(after["own"], depends_on=()) == replace(own, depends_on=())
    for key, step in touched.items():
        assert replace(after[key], depends_on=()) == replace(step, depends_on=())
        assert set(after[key].depends_on) <= set(step.depends_on)
    for m in (*found.added, *(move.after for move in found.moved)):
        was = lived.milestone(m.id)
        assert m.end >= today or m.status == "done" or (was is not None and (was.start, was.end) == (m.start, m.end))
        assert m.start <= m.end
    assert all(m.start >= today or m.status == "done" for m in found.added)
    generated = [m for m in found.plan.milestones if m.id in found.plan.origins]
    for m in generated:
        for before in m.depends_on:
            assert before in after
            was, waited = lived.milestone(m.id), lived.milestone(before)
            if was is not None and waited is not None and waited.start > was.end:
                continue  # a person's own order, from before
            assert after[before].start <= m.end, (m.title, after[before].title)
    assert found.plan.answers.season is not None
    again = change(found.plan, found.plan.answers, today)
    assert again.is_quiet
    assert again.plan == found.plan


def test_B5_another_circled_cause_brings_its_work_and_takes_the_old():
    plan = plan_for(person("us_md", STRONG, decision={"causes": ["weak_letters", "few_interviews"],
                                                      "path": "same_specialty"}))  # fmt: skip
    found = change(plan, decided(plan, causes=("interview_performance", "few_interviews")))
    assert {found.plan.origins[m.id].cause for m in found.added} >= {"interview_performance"}
    assert {plan.origins[m.id].cause for m in found.removed} - {None} == {"weak_letters"}
    assert not found.kept
    assert found.plan.answers.decision.causes == ("interview_performance", "few_interviews")


def test_B3_7_a_late_change_lies_from_today_on_in_true_order():
    plan = plan_for(person("us_md", STRONG, step2=215, applicant={"graduation_year": 2025},
                           decision={"causes": ["weak_letters", "few_interviews"], "path": "same_specialty"}),
                    TODAY)  # fmt: skip
    late = date(2026, 7, 1)
    found = change(plan, decided(plan, causes=("low_scores", "few_interviews")), late)
    steps = current_steps(found.plan)
    assert all(m.start >= late for m in found.added)
    assert steps["step3_verification"].end < steps["step3_permit"].start
    assert steps["step3_permit"].end < steps["step3_test"].start
    assert "of lead time" in steps["step3_test"].notes


def test_hand_edits_are_listed_apart_and_follow_only_when_asked():
    plan = plan_for(person("us_md", STRONG, decision={"path": "same_specialty", "primary": "internal_medicine",
                                                      "causes": ["weak_letters", "few_interviews"]}))  # fmt: skip
    talk = current_steps(plan)["director_talk"]
    mine = replace(talk, notes="Dr. Okafor, room 4")
    lived = plan.with_milestone(mine)
    to_family = decided(plan, path="pivot", primary="family_medicine")
    found = change(lived, to_family)
    kept = next(k for k in found.kept if k.step == mine)
    assert kept.why == EDITED
    assert found.plan.milestone(talk.id) == mine
    taken = change(lived, to_family, included=(talk.id,))
    assert taken.plan.milestone(talk.id).notes == mine.notes
    assert talk.id not in {k.step.id for k in taken.kept}
    unedited = change(plan, to_family).plan.milestone(talk.id)
    assert "family medicine" in unedited.title


def test_a_done_talk_stays_and_may_come_again_for_the_new_specialty():
    plan = plan_for(person("us_md", STRONG, decision={"path": "same_specialty", "primary": "internal_medicine",
                                                      "causes": ["weak_letters", "few_interviews"]}))  # fmt: skip
    talk = replace(current_steps(plan)["director_talk"], status="done")
    lived = plan.with_milestone(talk)
    to_family = decided(plan, path="pivot", primary="family_medicine")
    found = change(lived, to_family, date(2026, 6, 1))
    assert [k.why for k in found.kept if k.step == talk] == [DONE]
    again = change(lived, to_family, date(2026, 6, 1), included=(talk.id,))
    assert again.plan.milestone(talk.id) == talk
    new = current_steps(again.plan)["director_talk"]
    assert new.id != talk.id
    assert "family medicine" in new.title
    assert new.start >= date(2026, 6, 1)
    assert change(again.plan, again.plan.answers, date(2026, 6, 2)).is_quiet


def test_what_a_person_deleted_does_not_come_back():
    plan = plan_for(person("us_md", STRONG))
    gone = current_steps(plan)["dean_talk"]
    lived = plan.without([gone.id])
    assert change(lived, plan.answers).is_quiet
    other = change(lived, replace(plan.answers, us_experience_months=1, applicant=replace(
        plan.answers.applicant, needs_visa=True)))  # fmt: skip
    assert "dean_talk" not in current_steps(other.plan)
    assert "visa_plan" in templates_of(other, other.added, plan)


def test_B11_1_steps_moved_with_a_season_date_are_not_edits_by_hand():
    from reapply_desktop.domain.season_change import with_season_date

    plan = plan_for(person("us_md", STRONG))
    moved = with_season_date(plan, TABLES, TEMPLATES, "submission_opens", date(2026, 9, 9), TODAY).plan_with_moves
    assert change(moved, moved.answers).is_quiet
    found = change(moved, decided(moved, primary="family_medicine", path="pivot"))
    assert not found.kept
    assert current_steps(found.plan)["submit"].start == date(2026, 9, 9)


def test_a_plan_of_before_that_remembers_nothing_reads_the_same():
    plan = plan_for(person("us_md", STRONG))
    old = replace(plan, planned_on=None, origins={k: replace(o, given=None) for k, o in plan.origins.items()})
    to_family = decided(plan, path="pivot", primary="family_medicine")
    found, new = change(old, to_family, date(2026, 5, 20)), change(plan, to_family, date(2026, 5, 20))
    assert found.plan.milestones == new.plan.milestones
    assert not found.kept
    assert change(old, old.answers, date(2026, 5, 20)).plan == old


def test_B4_2_another_season_makes_the_year_anew_and_keeps_what_was_done():
    plan = plan_for(person("us_md", STRONG))
    first = plan.milestones[0]
    done = {m.id: replace(m, status="done") for m in plan.milestones[:20]}
    lived = plan.with_milestones(done.values())
    today = date(2027, 3, 22)
    found = change(lived, replace(plan.answers, season=2028), today)
    assert found.plan.answers.season == 2028
    assert found.plan.planned_on == today
    assert all(found.plan.milestone(key) == replace(m, depends_on=found.plan.milestone(key).depends_on)
               for key, m in done.items())  # fmt: skip
    fresh = plan_for(replace(plan.answers, season=2028), today)
    steps = current_steps(found.plan)
    assert {k: (m.title, m.start, m.end) for k, m in steps.items()} == {
        k: (m.title, m.start, m.end) for k, m in current_steps(fresh).items()
    }
    assert found.plan.origins[first.id].past
    assert change(found.plan, found.plan.answers, today).is_quiet


def test_B5_3_B10_1_series_follow_a_change_of_mind_and_stay_apart_where_taken_apart():
    plan = plan_for(person("us_md", STRONG))
    (check_ins,) = plan.series.values()
    practised = change(plan, decided(plan, causes=("interview_performance",)))
    assert sorted(map(len, practised.plan.series.values())) == [len(check_ins), 12]
    assert check_ins in practised.plan.series.values()
    gone = change(practised.plan, plan.answers)
    assert gone.plan.series == plan.series
    apart = replace(practised.plan, series={})
    assert change(apart, replace(apart.answers, season=2028), date(2027, 3, 22)).plan.series == {}


def test_B4_2_a_new_season_has_its_series_without_what_was_done():
    plan = plan_for(person("us_md", STRONG))
    (check_ins,) = plan.series.values()
    done = [replace(m, status="done") for m in plan.milestones if m.id in check_ins[:4]]
    today = date(2027, 3, 22)
    found = change(plan.with_milestones(done), replace(plan.answers, season=2028), today).plan
    fresh = plan_for(replace(plan.answers, season=2028), today)
    assert series_shape(found) == series_shape(fresh)
    assert found.series.keys() == plan.series.keys()


def test_a_position_that_is_decided_on_counts_as_done():
    plan = plan_for(person("us_md", STRONG))
    choose = current_steps(plan)["choose_path"]
    assert choose.is_open
    found = change(plan, decided(plan, by="person"))
    assert current_steps(found.plan)["choose_path"] == replace(choose, status="done")
    back = change(found.plan, plan.answers)
    assert current_steps(back.plan)["choose_path"] == choose


def test_unknown_answers_of_a_file_stay():
    plan = plan_for(person("us_md", STRONG))
    kept = replace(plan, answers=replace(plan.answers, unknown={("later",): 3}))
    found = change(kept, replace(plan.answers, applications=(Application("family_medicine", 80),),
                                 situation=Situation(role="research"), decision=Decision()))  # fmt: skip
    assert found.plan.answers.unknown == {("later",): 3}
    assert found.plan.answers.decision.primary == "family_medicine"


def lost_waits(before: Plan, found: Change) -> dict[str, set[str]]:
    """What steps that are done, past or the person's own waited for and do not wait for any more."""
    lost = {}
    for step in found.plan.milestones:
        was = before.milestone(step.id)
        origin = found.plan.origins.get(step.id)
        stays = step.status == "done" or "mine" in step.notes or origin is None or origin.past
        if stays and was is not None and set(was.depends_on) - set(step.depends_on):
            lost[step.id] = set(was.depends_on) - set(step.depends_on)
    return lost


def test_B4_2_what_stays_and_waits_for_less_is_said():
    """A done step cannot wait for one that moves to the year after it: nothing else of it differs, and that is told."""
    seen = 0
    for who in (person("us_md", STRONG), person("non_us_img", STRONG, step2=215)):
        plan = plan_for(who)
        own = Milestone("own", "My own", "support", TODAY, TODAY, depends_on=(plan.milestones[30].id,))
        for part in (plan.milestones[:20], plan.milestones[::3], plan.milestones[20:56]):
            edited = [replace(m, notes="mine") for m in plan.milestones[40::7] if m not in part]
            done = [replace(m, status="done") for m in part]
            lived = plan.with_milestones([*done, *edited]).with_milestone(own)
            for answers, today in ((replace(plan.answers, season=2028), date(2027, 3, 22)),
                                   (decided(plan, path="pivot", primary="pathology"), date(2026, 5, 20))):  # fmt: skip
                found = change(lived, answers, today)
                lost = lost_waits(lived, found)
                assert {f.step.id: {m.id for m in f.lost} for f in found.freed} == lost
                seen += len(lost)
                for freed in found.freed:
                    for other in freed.lost:  # only what is gone, or would now begin after it was over
                        now = found.plan.milestone(other.id)
                        assert now is None or now.start > freed.step.end
                for m in part:
                    after = found.plan.milestone(m.id)
                    assert replace(after, depends_on=()) == replace(m, status="done", depends_on=())
    assert seen > 10
