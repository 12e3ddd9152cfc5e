"""Answers files: what is taken, and the one clear line for each thing that is not."""

import json
from pathlib import Path

import pytest

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services import answers_file
from tests.people import TODAY

GOOD = {
    "format": "reapply-answers",
    "version": 1,
    "applicant": {"type": "us_md"},
    "applications": [{"specialty": "internal_medicine"}],
}


def lines(tmp_path: Path, content: object) -> tuple[str, ...]:
    file = tmp_path / "a.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    with pytest.raises(UserError) as caught:
        answers_file.read(file, TODAY)
    assert caught.value.status == 2
    return caught.value.lines


def test_the_least_that_is_needed(tmp_path):
    file = tmp_path / "a.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode())
    read = answers_file.read(file, TODAY)
    assert read.applicant.type == "us_md"
    assert answers_file.to_object(read) == GOOD


@pytest.mark.parametrize(("change", "expected"), [
    ({"exams": [{"exam": "step1"}, {"exam": "step2ck", "score": 412}]},
     "exams[1].score: 412 is not a Step 2 CK score (1-300)"),
    ({"exams": [{"exam": "level2ce", "score": 8}]}, "exams[0].score: 8 is not a COMLEX Level 2-CE score (9-999)"),
    ({"exams": [{"exam": "step1"}, {"exam": "step1"}]}, 'exams[1].exam: "step1" stands there twice (one entry each)'),
    ({"exams": [{"exam": "step1", "attempts": 0}]}, "exams[0].attempts: 0 is not a number of attempts (1-10)"),
    ({"exams": [{"exam": "step1", "passed": 1}]}, "exams[0].passed: 1 is not yes or no (true, false)"),
    ({"season": 2025}, "season: 2025 is not a Match year (2026-2031)"),
    ({"season": 2032}, "season: 2032 is not a Match year (2026-2031)"),
    ({"submitted_on": "2026-03-24"}, "submitted_on: 2026-03-24 lies after today (a date up to 2026-03-23)"),
    ({"submitted_on": "2025-02-29"}, 'submitted_on: "2025-02-29" is not a date (YYYY-MM-DD)'),
    ({"submitted_on": "20251012"}, 'submitted_on: "20251012" is not a date (YYYY-MM-DD)'),
    ({"applications": [{"specialty": "neurology", "programs": 5, "invited": 6}]},
     "applications[0].invited: 6 is more than programs (0-5)"),
    ({"applications": [{"specialty": "neurology", "invited": 5, "attended": 6}]},
     "applications[0].attended: 6 is more than invited (0-5)"),
    ({"applications": [{"specialty": "neurology"}, {"specialty": "neurology"}]},
     'applications[1].specialty: "neurology" stands there twice (one entry each)'),
    ({"applications": []}, "applications: is missing: one entry with its specialty is needed"),
    ({"applicant": None}, "applicant.type: is missing (us_md, us_do, us_img, non_us_img)"),
    ({"applicant": {"type": "us_md", "name": "x" * 201}},
     "applicant.name: a text of 201 characters is too long (up to 200 characters)"),
    ({"applicant": {"type": "us_md", "graduation_year": 2028}},
     "applicant.graduation_year: 2028 is not a graduation year (1970-2027)"),
    ({"soap": {"applications": 3, "responses": 4}}, "soap.responses: 4 is more than applications (0-3)"),
    ({"letters": {"total": 2, "fresh": 3}}, "letters.fresh: 3 is more than total (0-2)"),
    ({"letters": {"total": True}}, "letters.total: true is not a number of letters (0-12)"),
    ({"standing": {"gpa": 10**400}}, f"standing.gpa: 1{'0' * 58}… is not a GPA (0-5)"),
    ({"situation": {"savings": -1}}, "situation.savings: -1 is not an amount in US dollars (0-10,000,000)"),
    ({"situation": {"role_leaning": "undecided"}}, "situation.role_leaning: \"undecided\" is not a role to lean to "
     "(research, preliminary, teaching, observership, non_clinical)"),
    ({"decision": {"causes": ["gaps"], "by": "person"}},
     "decision.why_few_causes: is missing: a single cause needs its reason (a text)"),
    ({"decision": {"causes": ["gaps", "low_scores", "wrong_mix", "weak_letters"]}},
     "decision.causes: 4 causes are circled (one to three)"),
    ({"decision": {"path": "hybrid", "primary": "urology", "backup": "urology"}},
     'decision.backup: "urology" is the primary too (another specialty)'),
    ({"situation": []}, "situation: [] is not an object ({…} with location, income, current_position, monthly_costs, "
     "monthly_income, savings, role, role_paid, role_leaning, clinical_exposure, soap_ended, matched)"),
    ({"version": 2}, "version: 2 is newer than this program reads (1-1); the file was not touched"),
    ({"format": "reapply-plan"}, 'format: "reapply-plan" is not an answers file ("reapply-answers")'),
])  # fmt: skip
def test_each_problem_has_its_place_and_what_is_allowed(tmp_path, change, expected):
    assert lines(tmp_path, {**GOOD, **change}) == (expected,)


def test_an_unknown_key_is_named(tmp_path):
    (line,) = lines(tmp_path, {**GOOD, "applicant": {"type": "us_md", "colour": 1}})
    assert line.startswith("applicant.colour: unknown key (allowed: ")


def test_all_that_is_wrong_comes_at_once(tmp_path):
    found = lines(tmp_path, {**GOOD, "season": "soon", "flags": ["brave"], "us_experience_months": 9999})
    assert [line.split(":")[0] for line in found] == ["season", "us_experience_months", "flags[0]"]


@pytest.mark.parametrize(("content", "part"), [
    (b"{", "line 1, column 2"),
    (b'{"format": "reapply-answers",\n "version": 1,,}', "line 2, column"),
    ('{"format": "é"}'.encode("latin-1"), "is not UTF-8"),
    (b"\xff\xfe{\x00}\x00", "is not UTF-8"),
    (b"[]", "is not an object"),
    (b"", "line 1, column 1"),
    (b'{"a": NaN}', "NaN is not a number"),
    (b'{"a": -Infinity}', "-Infinity is not a number"),
    (b'{"a": 1, "a": 2}', '"a" stands twice'),
    (b"[" * 100_000, "nested too deeply"),
    (b'{"a": ' + b"9" * 5000 + b"}", "holds a number that cannot be read"),
])  # fmt: skip
def test_a_malformed_file_gets_one_line_with_its_place(tmp_path, content, part):
    (line,) = lines(tmp_path, content)
    assert part in line
    assert "\n" not in line


def test_half_characters_and_line_breaks_never_reach_a_message(tmp_path):
    raw = json.dumps({**GOOD, "applicant": {"type": "us\n\u2028md"}})
    (line,) = lines(tmp_path, raw.encode())
    assert len(line.splitlines()) == 1
    (line,) = lines(tmp_path, (json.dumps(GOOD)[:-1] + ', "us_experience_months": "\\ud800"}').encode())
    assert "\\\\ud800" in line or "\\ud800" in line


def test_a_folder_and_a_missing_file_are_said(tmp_path):
    for path, words in ((tmp_path, "is a folder"), (tmp_path / "none.json", "no such file")):
        with pytest.raises(UserError, match=words) as caught:
            answers_file.read(path, TODAY)
        assert caught.value.status == 1
