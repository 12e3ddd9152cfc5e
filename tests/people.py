"""Makes answers for tests: one call a person, everything not named is not known."""

from datetime import date
from typing import Any

from reapply_desktop.domain.answer_checks import read_answers
from reapply_desktop.domain.answers import Answers

TODAY = date(2026, 3, 23)


def raw_person(applicant_type: str = "us_md", *rows: tuple[Any, ...], **answers: Any) -> dict[str, Any]:
    """Answers as JSON values. `rows`: (specialty, programs, invited, attended, ranked), shorter where not known.

    `step2`, `level2`, `attempts` and `failed` (not passed by now) describe the second exam; `flags` as in the file.
    """
    applicant = {"type": applicant_type, **answers.pop("applicant", {})}
    keys = ("specialty", "programs", "invited", "attended", "ranked")
    applications = [dict(zip(keys, row, strict=False)) for row in rows or (("internal_medicine",),)]
    exams = list(answers.pop("exams", []))
    for name, key in (("step2", "step2ck"), ("level2", "level2ce")):
        if name in answers:
            exam = {"exam": key, "score": answers.pop(name), "attempts": answers.pop("attempts", 1)}
            exam["passed"] = not answers.pop("failed", False)
            exams.append(exam)
    if exams:
        answers["exams"] = exams
    return {"applicant": applicant, "applications": applications, **answers}


def person(applicant_type: str = "us_md", *rows: tuple[Any, ...], **answers: Any) -> Answers:
    """The same as values; wrong ones fail the test at once."""
    made, problems = read_answers(raw_person(applicant_type, *rows, **answers), TODAY)
    assert made is not None, [str(problem) for problem in problems]
    return made
