"""What the milestone templates may ask about a person: each fact a set of words, held against a template's `when`."""

from collections.abc import Mapping
from datetime import date

from reapply_desktop.domain.anchors import loan_grace
from reapply_desktop.domain.answers import Answers, Decision
from reapply_desktop.domain.reference import Tables, Template
from reapply_desktop.domain.vocabulary import CAUSE_BUCKET

Facts = Mapping[str, frozenset[str]]
MOST_ATTEMPTS = 4
GRACE_REMEMBERED = 183


def facts(answers: Answers, decision: Decision, tables: Tables, match_year: int, today: date) -> Facts:
    """The person's circumstances under the names that templates use."""
    situation = answers.situation
    causes = decision.causes or ()
    fields = tuple(field for field in (decision.primary, decision.backup) if field)
    role = situation.effective_role if situation else None
    found = {
        "type": {answers.applicant.type},
        "path": {decision.path or "same_specialty"},
        "role": {role or "none"},
        "causes": set(causes),
        "bucket": {CAUSE_BUCKET[cause] for cause in causes},
        "specialty": set(fields),
        "matched": {(situation.matched if situation else None) or "none"},
        "service": {_service(field, tables) for field in fields},
        "needs_visa": _truth(answers.applicant.needs_visa is True),
        "student": _truth(_still_student(answers, match_year)),
        "own_match": _truth(any(field in tables.other_matches for field in fields)),
        "loans": _truth(_loans(answers, today)),
        "undecided_role": _truth(situation is None or situation.role in (None, "undecided")),
        "open_situation": _truth(bool(open_situation(answers))),
        "has_backup": _truth(decision.backup is not None),
    }
    exam = next_exam(answers, match_year) if "academics" in found["bucket"] else None
    found["step3"], found["level3"] = _truth(exam == "step3"), _truth(exam == "level3")
    return {name: frozenset(words) for name, words in found.items()}


def applies(template: Template, known: Facts) -> bool:
    """Whether every condition of the template holds; `not_x` holds where none of its words does."""
    if template.cause is not None and template.cause not in known["causes"]:
        return False
    for name, words in (template.when or {}).items():
        negated = name.startswith("not_")
        met = bool(known[name.removeprefix("not_")] & set(words))
        if met == negated:
            return False
    return True


def open_situation(answers: Answers) -> tuple[str, ...]:
    """Which of the three questions of the first evening are unanswered (B1.1): location, income, current_position."""
    situation = answers.situation
    keys = ("location", "income", "current_position")
    return tuple(key for key in keys if situation is None or not (getattr(situation, key) or "").strip())


def next_exam(answers: Answers, match_year: int) -> str | None:
    """The exam a good result in which would show the rise (B5.1): Step 3 or COMLEX Level 3; None where neither is open.

    Step 3 wants the earlier Steps passed, the degree and fewer than four attempts (B11.7); a student has a shelf exam.
    """
    if _still_student(answers, match_year):
        return None
    last, earlier = ("step3", ("step1", "step2ck"))
    if answers.applicant.type == "us_do" and (
        any(answers.exam(name) for name in ("level1", "level2ce", "level3")) or not answers.exam("step2ck")
    ):
        last, earlier = ("level3", ("level1", "level2ce"))
    taken = answers.exam(last)
    if taken is not None and (taken.passed or (taken.attempts or 0) >= MOST_ATTEMPTS):
        return None
    if any((exam := answers.exam(name)) is not None and exam.passed is False for name in earlier):
        return None
    return last


def _still_student(answers: Answers, match_year: int) -> bool:
    graduation = answers.applicant.graduation_year
    return graduation is not None and graduation >= match_year


def _loans(answers: Answers, today: date) -> bool:
    """US graduates, and US citizens abroad, whose grace period ends ahead or ended within the last half year."""
    grace = loan_grace(answers)
    return answers.applicant.type != "non_us_img" and grace is not None and (today - grace).days <= GRACE_REMEMBERED


def _service(field: str, tables: Tables) -> str:
    service = tables.own_services.get(field)
    return "eras" if service is None else "residencycas" if service.startswith("ResidencyCAS") else "own"


def _truth(value: bool) -> set[str]:
    return {"true"} if value else {"false"}
