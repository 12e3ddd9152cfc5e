"""What the interview says beside a field as it is typed: red where an answer cannot be, amber where it can but should
be explained, green for a date that works out, and quiet notes. The limits are those of the answers file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reapply_desktop.domain import limits, questions, season
from reapply_desktop.domain.answer_checks import read_date
from reapply_desktop.domain.interview import TAKEN, Interview, exam_rows, required_missing
from reapply_desktop.domain.questions import Question, Tree, get, rows
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.runway import runway_words
from reapply_desktop.domain.vocabulary import EXAMS, SPECIALTIES
from reapply_desktop.domain.words import short_day

ERROR, EXPLAIN, FINE, NOTE = "error", "explain", "fine", "note"
SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SCORE_HINTS = {
    "step1": "Since 2022 there is none, only passed or not.",
    "step2ck": "It is the three-digit number on your score report.",
    "step3": "It is the three-digit number on your score report.",
    "level1": "Since 2022 there is none, only passed or not.",
    "level2ce": "It stands on your COMLEX score report.",
    "level3": "It stands on your COMLEX score report.",
}


@dataclass(frozen=True)
class Check:
    """One remark. `where` is the field: a key (`letters.fresh`), or key, row and column (`exams.step2ck.score`,
    `applications.0.ranked`)."""

    where: str
    level: str
    text: str


def checks(
    interview: Interview, step: str, answers: Tree, today: date, tables: Tables, *, insist: bool = False
) -> tuple[Check, ...]:
    """Everything to say on one page. With `insist` the two required answers are asked for too (on Next)."""
    found: list[Check] = []
    missing = required_missing(answers) if insist else ()
    for question in interview.asked(step, answers):
        if question.key in missing:
            where = "applications.0.specialty" if question.kind == questions.APPLICATIONS else question.key
            found.append(Check(where, ERROR, question.required))
        found.extend(_of_question(question, answers, today, tables))
    return tuple(found)


def errors(checked: tuple[Check, ...]) -> tuple[Check, ...]:
    return tuple(check for check in checked if check.level == ERROR)


def first_step_with_errors(interview: Interview, answers: Tree, today: date, tables: Tables) -> str | None:
    """The first page of the route with an answer that cannot be, or one of the two required ones missing."""
    return next(
        (
            step
            for step in interview.steps(answers)
            if errors(checks(interview, step, answers, today, tables, insist=True))
        ),
        None,
    )


def counted(checked: tuple[Check, ...]) -> str:
    """The footer's count: answers to look at, and notes asked for."""
    red = len(errors(checked))
    amber = sum(check.level == EXPLAIN for check in checked)
    parts = [f"{red} answer{'s' if red > 1 else ''} to look at"] if red else []
    if amber:
        parts.append(f"{amber} note{'s' if amber > 1 else ''} asked for")
    return ", ".join(parts)


def _of_question(question: Question, answers: Tree, today: date, tables: Tables) -> Iterator[Check]:
    if question.kind == questions.EXAMS:
        yield from _exams(answers)
    elif question.kind == questions.APPLICATIONS:
        yield from _applications(answers)
    elif question.kind == questions.DATE:
        yield from _date(question, get(answers, question.key), today, tables)
    elif question.kind in (questions.WHOLE, questions.NUMBER, questions.MONEY):
        text = _number(question.key, get(answers, question.key), question.subject, question.hint, today)
        if text:
            yield Check(question.key, ERROR, text)
        else:
            yield from _in_common(question.key, answers, today)
    elif question.kind in (questions.TEXT, questions.LONG_TEXT) and (
        text := _length(question.key, get(answers, question.key))
    ):
        yield Check(question.key, ERROR, text)


def _number(key: str, value: Any, subject: str, hint: str, today: date | None = None) -> str:
    """What is wrong with a number, with the allowed range in words; empty where nothing is."""
    if value is None or value == "":
        return ""
    kind = limits.kind_of(key)
    if isinstance(kind, limits.Year):
        kind = kind.at(today)
    assert isinstance(kind, limits.Whole | limits.Decimal)
    if isinstance(value, int | float) and not isinstance(value, bool):
        whole = isinstance(kind, limits.Decimal) or isinstance(value, int)
        if whole and kind.low <= value <= kind.high:
            return ""
    unit = " US dollars" if kind == limits.MONEY else ""
    high = f"{kind.high:,.0f}" if kind.high > 9_999 else f"{kind.high:g}"
    return f"{subject} lies between {kind.low:g} and {high}{unit}. {hint}".rstrip()


def _length(key: str, value: Any) -> str:
    kind = limits.kind_of(key)
    if isinstance(kind, limits.Text) and isinstance(value, str) and len(value) > kind.limit:
        return f"Up to {kind.limit:,} characters fit here; this text has {len(value):,}."
    return ""


def _exams(answers: Tree) -> Iterator[Check]:
    for row in rows(answers, "exams"):
        exam = row.get("exam")
        if exam not in exam_rows(answers) or row.get(TAKEN) is False:
            continue
        name = EXAMS[exam]
        if text := _number(f"exams.score.{exam}", row.get("score"), f"A {name} score", SCORE_HINTS[exam]):
            yield Check(f"exams.{exam}.score", ERROR, text)
        hint = "Count every sitting, also the last one."
        if text := _number("exams.attempts", row.get("attempts"), f"The number of {name} attempts", hint):
            yield Check(f"exams.{exam}.attempts", ERROR, text)


COUNTS = {
    "programs": ("Applied to", "The number of programs applied to"),
    "invited": ("Invited", "The number of invitations"),
    "attended": ("Attended", "The number of interviews attended"),
    "ranked": ("Ranked", "The number of programs ranked"),
}


def _applications(answers: Tree) -> Iterator[Check]:
    seen: set[Any] = set()
    for index, row in enumerate(rows(answers, "applications")):
        where = f"applications.{index}"
        specialty = row.get("specialty")
        if specialty in seen:
            text = f"{SPECIALTIES.get(str(specialty), str(specialty))} stands here twice. One row holds all of it."
            yield Check(f"{where}.specialty", ERROR, text)
        elif not specialty and any(row.get(count) not in (None, "") for count in COUNTS):
            yield Check(f"{where}.specialty", ERROR, "Which specialty do these numbers belong to?")
        if specialty:
            seen.add(specialty)
        for count, (_, subject) in COUNTS.items():
            if text := _number(f"applications.{count}", row.get(count), subject, ""):
                yield Check(f"{where}.{count}", ERROR, text)
        yield from _funnel(row, where)
        if text := _length("applications.note", row.get("note")):
            yield Check(f"{where}.note", ERROR, text)


def _funnel(row: Mapping[str, Any], where: str) -> Iterator[Check]:
    """Invited within applied to, attended within invited; ranked above attended only asks how (interface.md)."""
    if more := _more(row, "invited", "programs"):
        text = f"Invited is {more} more than applied to. Each program counts once here."
        yield Check(f"{where}.invited", ERROR, text)
    if more := _more(row, "attended", "invited"):
        text = f"Attended is {more} more than invited. An interview you were offered later counts as an invitation too."
        yield Check(f"{where}.attended", ERROR, text)
    if more := _more(row, "ranked", "attended"):
        said = bool(str(row.get("note") or "").strip())
        text = f"Ranked is {more} more than attended. " + (
            "Your note is kept with it." if said else "That can be right; please say how, so the plan keeps it."
        )
        yield Check(f"{where}.ranked", NOTE if said else EXPLAIN, text)


def _more(values: Mapping[str, Any], part: str, whole: str) -> str:
    """By how much the part is above the whole, in words; empty where it is not, or one of them is not known."""
    a, b = values.get(part), values.get(whole)
    if not isinstance(a, int) or not isinstance(b, int) or a <= b:
        return ""
    return SMALL[a - b] if a - b < len(SMALL) else str(a - b)


def _in_common(key: str, answers: Tree, today: date) -> Iterator[Check]:
    """What only two or three numbers together tell."""
    group, _, name = key.rpartition(".")
    values = get(answers, group) if group else None
    if not isinstance(values, Mapping):
        return
    if key == "soap.responses" and (more := _more(values, "responses", "applications")):
        yield Check(key, ERROR, f"Responses are {more} more than SOAP applications. Each program counts once here.")
    if group == "letters" and name != "total" and _more(values, name, "total"):
        yield Check(key, ERROR, f"These are part of the letters in all, so there are at most {values['total']}.")
    if key == "situation.savings" and (text := runway_words(values, today)):
        yield Check(key, NOTE, text)


def _date(question: Question, value: Any, today: date, tables: Tables) -> Iterator[Check]:
    if value is None or value == "":
        return
    day = read_date(value)
    if day is None:
        yield Check(
            question.key, ERROR, "This is no date yet. Write it like 12 Oct 2025, or choose it from the calendar."
        )
    elif day > today:
        yield Check(question.key, ERROR, f"{short_day(day)} lies after today. It should be the day it happened.")
    elif question.key == "submitted_on" and day.year >= 2020:
        review = season.review_day(tables, season.submission_season(day))
        late = day > review
        text = f"Programs began reading on {short_day(review)}" + ("" if late else "; this was in time.")
        yield Check(question.key, NOTE if late else FINE, text)
