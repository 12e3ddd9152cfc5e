"""Plan files: everything comes back, unknown keys too; what cannot be a plan is refused with its place."""

import json
from dataclasses import replace
from datetime import date, time
from itertools import count
from uuid import UUID

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from reapply_desktop.domain.answer_checks import read_answers
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Hours, Milestone
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.services import plan_file
from reapply_desktop.services.reference_data import load_tables, load_templates
from tests.generated import days, raw_answers
from tests.people import TODAY, person


def made(answers=None, today=TODAY):
    numbers = count(1)
    who = answers or person("us_md", ("internal_medicine", 60, 4, 4))
    return new_plan(who, load_tables(), load_templates(), today, lambda: str(UUID(int=next(numbers))))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), today=days, text=st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_every_plan_comes_back_equal(data, today, text):
    answers, problems = read_answers(data.draw(raw_answers(today)), today)
    assume(not problems)
    plan = made(answers, today)
    plan = plan.with_milestone(replace(plan.milestones[0], title=text, notes=text))
    own = {"series": {"s": tuple(m.id for m in plan.milestones[:3])}, "season_dates": {"match_day": today}}
    plan = replace(plan, **own, position_found=today, dropped_for_position=(plan.milestones[0].id,))
    assert plan_file.decode(plan_file.encode(plan)) == plan


def test_the_file_is_as_the_interface_says():
    raw = json.loads(plan_file.encode(made()))
    assert (raw["format"], raw["version"]) == ("reapply-plan", 1)
    assert UUID(raw["id"])
    assert raw["answers"]["season"] == 2027
    assert raw["answers"]["decision"]["by"] == "recommendation"
    assert raw["exports"] == {}
    submit = next(m for m in raw["milestones"] if m["start"] == "2026-09-02" and m["time"])
    assert submit["time"] == {"start": "09:00", "end": "09:30", "zone": "America/New_York"}
    assert set(submit) == {"id", "title", "category", "start", "end", "time", "status", "reminder", "depends_on",
                           "notes", "rule"}  # fmt: skip


def test_ones_own_milestone_has_no_rule():
    own = Milestone("own", "Call home", "support", date(2026, 5, 1), date(2026, 5, 1), Hours(time(9), time(10), "UTC"))
    raw = json.loads(plan_file.encode(made().with_milestone(own)))
    assert "rule" not in raw["milestones"][-1]


def test_unknown_keys_are_kept_at_any_depth():
    raw = json.loads(plan_file.encode(made()))
    raw["later"] = {"deep": [1, {"x": None}]}
    raw["answers"]["later"] = 1
    raw["answers"]["applicant"]["later"] = {"y": 2}
    raw["answers"]["applications"][0]["later"] = [3]
    raw["answers"]["decision"]["later"] = "4"
    raw["milestones"][0]["later"] = 5.5
    timed = next(m for m in raw["milestones"] if m["time"])
    timed["time"]["later"] = True
    raw["exports"] = {"gone": {"sequence": 3, "later": 6}}
    raw["origins"]["strange"] = {"no": "template"}
    raw["big"] = 2**80
    again = json.loads(plan_file.encode(plan_file.decode(json.dumps(raw).encode())))
    assert again == raw


def test_unknown_keys_find_their_own_row_again():
    raw = json.loads(plan_file.encode(made()))
    raw["answers"]["applications"] = [
        {"specialty": "family_medicine", "note": "internal_medicine", "zz": 1},
        {"specialty": "internal_medicine", "zz": 2},
    ]
    raw["answers"]["disputes"] = [{"cause": "gaps", "zz": 1}, {"cause": "gaps", "zz": 2}]
    first = next(iter(raw["origins"].values()))
    first["zz"] = [3]
    assert json.loads(plan_file.encode(plan_file.decode(json.dumps(raw).encode()))) == raw


@pytest.mark.parametrize("number", [b"1e999", b"-1E+0400", b"17976931348623159e293", b"9" * 310 + b".5"])
def test_a_number_beyond_keeping_is_refused_instead_of_lost(number):
    data = plan_file.encode(made()).replace(b'"version"', b'"later": [{"x": ' + number + b'}], "version"', 1)
    with pytest.raises(UserError, match="too large to keep"):
        plan_file.decode(data)


def test_an_old_plan_opens_at_any_later_time():
    raw = json.loads(plan_file.encode(made()))
    raw["answers"]["season"] = 2019
    raw["answers"]["submitted_on"] = "2099-01-01"
    assert plan_file.decode(json.dumps(raw).encode()).answers.season == 2019


@pytest.mark.parametrize(("change", "expected"), [
    ({"start": "2026-13-01"}, 'start: "2026-13-01" is not a date (YYYY-MM-DD, 1970 to 2199)'),
    ({"end": "1999-01-01"}, "end: 1999-01-01 lies before the start"),
    ({"category": "fun"}, 'category: "fun" is not a category (stabilise, decide,'),
    ({"status": "late"}, 'status: "late" is not a status (planned, done, dropped)'),
    ({"reminder": 0}, "reminder: 0 is not a number of days before (1-28, or null)"),
    ({"reminder": 29}, "reminder: 29 is not"),
    ({"reminder": True}, "reminder: true is not"),
    ({"title": None}, "title: null is not a text"),
    ({"depends_on": ["nobody"]}, 'depends_on: "nobody" is no step of this plan'),
    ({"depends_on": "x"}, 'depends_on: "x" is not a list of ids'),
    ({"time": {"start": "9:00", "end": "10:00", "zone": "UTC"}}, 'time.start: "9:00" is not an hour (HH:MM)'),
    ({"time": {"start": "09:00", "end": "09:00", "zone": "UTC"}}, 'time.end: "09:00" is not after the start'),
    ({"time": {"start": "09:00", "end": "10:00", "zone": "Mars/One"}}, 'time.zone: "Mars/One" is not a time zone'),
    ({"id": ""}, "id: is missing"),
])  # fmt: skip
def test_a_broken_milestone_is_refused_with_its_place(change, expected):
    raw = json.loads(plan_file.encode(made()))
    first = raw["milestones"][0]
    first.update({"end": first["start"], **change} if "end" not in change else change)
    with pytest.raises(UserError) as caught:
        plan_file.decode(json.dumps(raw).encode())
    assert caught.value.lines[0].startswith("milestones[0].")
    assert expected in caught.value.lines[0]


def test_circles_and_twins_are_refused():
    plan = made()
    raw = json.loads(plan_file.encode(plan))
    a, b = raw["milestones"][:2]
    a["depends_on"], b["depends_on"] = [b["id"]], [a["id"]]
    with pytest.raises(UserError, match="in a circle"):
        plan_file.decode(json.dumps(raw).encode())
    b["id"], b["depends_on"], a["depends_on"] = a["id"], [], []
    with pytest.raises(UserError, match="stands there twice"):
        plan_file.decode(json.dumps(raw).encode())


@pytest.mark.parametrize(("change", "expected"), [
    ({"version": 2}, "version: 2 is newer"),
    ({"id": "7"}, 'id: "7" is not a UUID'),
    ({"milestones": {}}, "milestones: {} is not a list"),
    ({"answers": None}, "answers: null is not an object"),
    ({"exports": 1}, "exports: 1 is not an object"),
    ({"series": []}, "series: \\[\\] is not an object"),
    ({"season_dates": {"match_day": "soon"}}, "season_dates.match_day: \"soon\" is not a date"),
    ({"dropped_for_position": [3]}, "dropped_for_position: \\[3\\] is not a list of ids"),
    ({"position_found": 3}, "position_found: 3 is not a date"),
])  # fmt: skip
def test_a_broken_plan_is_refused(change, expected):
    raw = {**json.loads(plan_file.encode(made())), **change}
    with pytest.raises(UserError, match=expected) as caught:
        plan_file.decode(json.dumps(raw).encode())
    assert caught.value.status == 2


def test_problems_in_the_answers_of_a_plan_have_their_place():
    raw = json.loads(plan_file.encode(made()))
    raw["answers"]["exams"] = [{"exam": "step2ck", "score": 999}]
    with pytest.raises(UserError, match=r"answers\.exams\[0\]\.score: 999 is not a Step 2 CK score"):
        plan_file.decode(json.dumps(raw).encode())


def test_what_is_wrong_in_the_history_is_named_with_its_place():
    raw = json.loads(plan_file.encode(made()))
    raw["history"] = [
        {"answers": {"applicant": {"type": "us_md"}, "applications": [{"specialty": "psychiatry", "programs": 900}]}},
        {"answers": raw["answers"], "outcome": "maybe", "closed_on": "soon", "done": -1},
        7,
    ]  # fmt: skip
    with pytest.raises(UserError) as refused:
        plan_file.decode(json.dumps(raw).encode())
    said = "\n".join(refused.value.lines)
    for where in ("history[0].answers.applications[0].programs", "history[1].outcome", "history[1].closed_on",
                  "history[1].done", "history[2].answers"):  # fmt: skip
        assert where in said


def test_a_plan_of_before_opens_without_what_it_cannot_know():
    raw = json.loads(plan_file.encode(made()))
    for key in ("planned_on", "history"):
        raw.pop(key, None)
    for origin in raw["origins"].values():
        origin.pop("given")
    plan = plan_file.decode(json.dumps(raw).encode())
    assert (plan.planned_on, plan.history) == (None, ())
    assert plan.milestones == made().milestones
    assert plan_file.decode(plan_file.encode(plan)) == plan


def test_a_step_that_waits_twice_for_one_waits_for_it_once_with_hours_or_without():
    raw = json.loads(plan_file.encode(made()))
    first, *rest = [entry["id"] for entry in raw["milestones"]]
    for entry in raw["milestones"]:
        entry["depends_on"] = [first, first] if entry["id"] in rest else []
    read = plan_file.decode(json.dumps(raw).encode())
    assert {m.depends_on for m in read.milestones if m.id in rest} == {(first,)}


@pytest.mark.parametrize(("start", "end", "said"), [("9:00", "10:00", "is not an hour"),
                                                    ("10:00", "09:00", "is not after the start")])  # fmt: skip
def test_wrong_hours_are_said_with_their_place_in_a_file_that_is_sound_otherwise(start, end, said):
    raw = json.loads(plan_file.encode(made()))
    entry = raw["milestones"][-1]
    entry["end"] = entry["start"]
    entry["time"] = {"start": start, "end": end, "zone": "America/New_York"}
    with pytest.raises(UserError, match=said) as refused:
        plan_file.decode(json.dumps(raw).encode())
    assert refused.value.lines[0].startswith(f"milestones[{len(raw['milestones']) - 1}].time.")
