"""The answers people ask "what if" about most, each as one lever: what it stands at, and the answers with it moved."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from reapply_desktop.domain.answers import Answers, Application, Decision, Exam, Letters
from reapply_desktop.domain.decisions import decided, recommended_causes, with_path
from reapply_desktop.domain.limits import Whole, kind_of
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.domain.profile import main_row, profile
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.season import planned_season, season, submission_season
from reapply_desktop.domain.vocabulary import EXAMS, SPECIALTIES, in_sentence

NUMBER, TICK, SPECIALTY = "number", "tick", "specialty"
SIDES, PARTS = ("primary", "backup"), ("programs", "mentor", "statement", "letters", "interest")


@dataclass(frozen=True)
class Lever:
    """One answer to vary. `value` is what the answers hold now (None: not known), `moved` gives the answers with
    another; a number lies from `least` to `most`. `detail` is a quiet line under a tick."""

    id: str
    group: str
    name: str
    kind: str
    value: Any
    moved: Callable[[Any], Answers]
    least: int = 0
    most: int = 0
    detail: str = ""


def levers(answers: Answers, tables: Tables, today: date, field: str | None = None) -> tuple[Lever, ...]:
    """The levers for these answers, in the order they are shown; programs and interviews are those of the `field`
    (None: the main specialty)."""
    is_do = answers.applicant.type == "us_do"
    exams = ("level2ce", "level3") if is_do else ("step2ck", "step3")
    months = _span("us_experience_months")
    found = [_exam(answers, exam) for exam in exams]
    found += [
        _letters(answers, "fresh", "New letters"),
        _letters(answers, "from_leadership", "From someone who leads"),
        Lever("letters.generic", "Letters", "They say something particular", TICK,
              answers.letters is not None and answers.letters.generic is False,
              lambda on: _with_letters(answers, generic=not on)),
        Lever("us_experience_months", "Experience", "Months of US clinical work", NUMBER,
              answers.us_experience_months, lambda count: replace(answers, us_experience_months=count),
              months.low, months.high),
    ]  # fmt: skip
    main = next((row for row in answers.applications if row.specialty == field), None) or main_of(answers, tables)
    if main is not None:
        name = in_sentence(main.specialty)
        for key, words in (("programs", f"Programs in {name}"), ("attended", f"Interviews in {name}")):
            found.append(_count(answers, main, key, words))
    first = first_day(answers, tables, today)
    found.append(Lever("submitted_on", "Application", "Submitted on the first day", TICK,
                       answers.submitted_on is not None and answers.submitted_on <= first,
                       lambda on: replace(answers, submitted_on=first if on else None)))  # fmt: skip
    aimed = answers.decision.primary if answers.decision else None
    kept = main.specialty if main else None
    found.append(Lever("specialty", "Application", "Specialty", SPECIALTY, aimed or kept,
                       lambda specialty: with_specialty(answers, tables, today, specialty, kept)))  # fmt: skip
    return tuple(found)


def main_of(answers: Answers, tables: Tables) -> Application | None:
    """The application that counts as the main one."""
    return profile(answers, tables).main or main_row(answers.applications)


def first_day(answers: Answers, tables: Tables, today: date) -> date:
    """The day applications opened in the season told about: that of the submission, else the one before the plan's."""
    told = answers.submitted_on
    year = submission_season(told) if told else (answers.season or planned_season(tables, None, today)) - 1
    return min(season(tables, year).day("submission_opens"), today)


def with_specialty(answers: Answers, tables: Tables, today: date, specialty: str, kept: str | None) -> Answers:
    """Another specialty in the first place: a pivot; the one applied to again is the same specialty, improved.

    It is a path chosen by the person (B3.7), and no causes circled by them: those that were taken come again (B2.5).
    """
    other: dict[str, Any] = {f"{side}_{part}": None for side in SIDES for part in PARTS}
    path = "same_specialty" if specialty == kept else "pivot"
    recommended = recommended_causes(assess(answers, tables, today, answers.season))
    return with_path(answers, {"path": path, "primary": specialty, "backup": None, **other}, recommended)


def left_to_the_answers(answers: Answers, tables: Tables, today: date) -> Answers:
    """Causes and path as these answers recommend them; what is known of a field that stays is kept."""
    before = answers.decision or Decision()
    bare = replace(answers, decision=None)
    taken = decided(bare, tables, assess(bare, tables, today, answers.season))
    kept: dict[str, Any] = {
        f"{side}_{part}": getattr(before, f"{old}_{part}")
        for side in SIDES
        for old in SIDES
        for part in PARTS
        if getattr(taken, side) is not None and getattr(taken, side) == getattr(before, old)
    }
    return replace(answers, decision=replace(taken, **kept))


def specialty_options(tables: Tables) -> Mapping[str, str]:
    """The specialties to choose from: the accessible ones first, then all others."""
    first = [name for name in tables.thresholds.pivot_to if name in SPECIALTIES]
    return {name: SPECIALTIES[name] for name in (*first, *(s for s in SPECIALTIES if s not in first))}


def _span(key: str) -> Whole:
    kind = kind_of(key)
    assert isinstance(kind, Whole)
    return kind


def _exam(answers: Answers, name: str) -> Lever:
    limits, known = _span(f"exams.score.{name}"), answers.exam(name)

    def moved(score: int | None) -> Answers:
        exam = known or Exam(name)
        if score is not None:
            # A score to be tried is a passed one; how often it took stays as it was.
            exam = replace(exam, score=score, passed=True, attempts=exam.attempts or 1)
        rest = tuple(e for e in answers.exams or () if e.exam != name)
        order = list(EXAMS)
        kept = (*rest, exam) if score is not None else rest
        return replace(answers, exams=tuple(sorted(kept, key=lambda e: order.index(e.exam))) or None)

    return Lever(f"exams.{name}", "Exams", f"{EXAMS[name]}, passed with", NUMBER, known.score if known else None, moved,
                 limits.low, limits.high)  # fmt: skip


def _letters(answers: Answers, key: str, name: str) -> Lever:
    limits = _span(f"letters.{key}")
    now = getattr(answers.letters, key) if answers.letters else None

    def moved(count: int | None) -> Answers:
        total = answers.letters.total if answers.letters else None
        if count is None or total is None:
            return _with_letters(answers, **{key: count})
        # More new letters are more letters; the parts never exceed the whole.
        grown = total + max(0, count - (now or 0)) if key == "fresh" else total
        return _with_letters(answers, **{key: count, "total": min(limits.high, max(grown, count))})

    return Lever(f"letters.{key}", "Letters", name, NUMBER, now, moved, limits.low, limits.high)


def _with_letters(answers: Answers, **changes: Any) -> Answers:
    return replace(answers, letters=replace(answers.letters or Letters(), **changes))


def _count(answers: Answers, row: Application, key: str, name: str) -> Lever:
    limits = _span(f"applications.{key}")

    def moved(count: int | None) -> Answers:
        now: dict[str, Any] = {key: count}
        changed = replace(row, **now)
        if count is not None:
            changed = _consistent(changed, key, count)
        rows = tuple(changed if each is row else each for each in answers.applications)
        return replace(answers, applications=rows)

    return Lever(f"applications.{key}", "Application", name, NUMBER, getattr(row, key), moved, limits.low, limits.high)


def _consistent(row: Application, key: str, count: int) -> Application:
    """Nobody attends more than invited, or is invited by more than applied to: the other numbers give way."""
    order = ("programs", "invited", "attended", "ranked")
    place = order.index(key)
    changes: dict[str, Any] = {}
    for number, other in enumerate(order):
        value = getattr(row, other)
        if value is not None and ((number < place and value < count) or (number > place and value > count)):
            changes[other] = count
    return replace(row, **changes)
