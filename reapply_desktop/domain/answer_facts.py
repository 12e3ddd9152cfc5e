"""The answers as single facts under plain names, so that two sets of answers can be laid beside each other."""

from collections.abc import Iterator, Sequence
from typing import Any

from reapply_desktop.domain import vocabulary as words
from reapply_desktop.domain.answers import Answers, Application, Exam
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.season import season, submission_season
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.words import day_month_year, listed

# The groups, in the order they are shown.
GROUPS = {
    "exams": "Exams",
    "school": "Medical school",
    "applications": "Specialties and programs",
    "dates": "Dates",
    "letters": "Letters",
    "experience": "Experience",
    "communication": "Statement and interviews",
    "record": "Record",
    "person": "Circumstances",
    "soap": "SOAP",
    "decision": "Causes and path",
}
NOT_KNOWN = "not known"
Measure = tuple[float | None, ...]


@dataclass(frozen=True)
class Fact:
    """One answer: `words` as a person reads it (None: not known), `measure` its parts as numbers, more always better;
    empty where neither is better. `derived` is a sum of others."""

    key: str
    group: str
    name: str
    words: str | None
    measure: Measure = ()
    derived: bool = False


def answer_facts(answers: Answers, tables: Tables) -> tuple[Fact, ...]:
    """Every answer as a fact, known or not, in the order of the groups. Rows are there only for what is named."""
    found = (
        *_exams(answers), *_school(answers), *_applications(answers), *_dates(answers, tables), *_letters(answers),
        *_experience(answers), *_communication(answers), *_record(answers), *_person(answers), *_soap(answers),
        *_decision(answers),
    )  # fmt: skip
    return tuple(found)


def _exams(answers: Answers) -> Iterator[Fact]:
    for exam in answers.exams or ():
        yield Fact(f"exams.{exam.exam}", "exams", words.EXAMS.get(exam.exam, exam.exam), _exam_words(exam),
                   (None if exam.passed is None else float(exam.passed), exam.score,
                    None if exam.attempts is None else -exam.attempts))  # fmt: skip


def _exam_words(exam: Exam) -> str | None:
    parts = []
    if exam.passed is not None:
        parts.append("passed" if exam.passed else "not passed")
    if exam.score is not None:
        parts.append(str(exam.score))
    if exam.attempts is not None:
        parts.append(counted(exam.attempts, "attempt"))
    return ", ".join(parts) or None


def _school(answers: Answers) -> Iterator[Fact]:
    standing = answers.standing
    for key, name, sign in (("quartile", "Quartile", -1), ("decile", "Decile", -1), ("gpa", "GPA", 1),
                            ("failed_clerkships", "Failed clerkships", -1), ("rank", "Rank", 0)):  # fmt: skip
        value = getattr(standing, key) if standing else None
        yield _number(f"standing.{key}", "school", name, value, sign)


def _number(key: str, group: str, name: str, value: Any, sign: int, unit: str = "") -> Fact:
    if value is None:
        return Fact(key, group, name, None)
    shown = counted(value, unit) if unit else str(value)
    return Fact(key, group, name, shown, (sign * float(value),) if sign else ())


def _applications(answers: Answers) -> Iterator[Fact]:
    names = [words.SPECIALTIES[row.specialty] for row in answers.applications]
    yield Fact("applications", "applications", "Specialties applied to", ", ".join(names) or None)
    yield from _totals(answers)
    for row in answers.applications:
        name = words.SPECIALTIES[row.specialty]
        yield Fact(f"applications.{row.specialty}.programs", "applications", f"{name}: programs",
                   _plain(row.programs), _measured(row.programs))  # fmt: skip
        yield Fact(f"applications.{row.specialty}.interviews", "applications", f"{name}: interviews",
                   _interview_words(row), (row.invited, row.attended, row.ranked))  # fmt: skip


def _totals(answers: Answers) -> Iterator[Fact]:
    """Over all specialties, so that applications to different ones can be compared too."""
    for part, name in (("programs", "Programs in all"), ("attended", "Interviews attended in all")):
        known = [count for row in answers.applications if (count := getattr(row, part)) is not None]
        yield Fact(f"applications.{part}", "applications", name, str(sum(known)) if known else None,
                   _measured(sum(known)) if known else (), derived=True)  # fmt: skip


def _plain(value: int | None) -> str | None:
    return None if value is None else str(value)


def _measured(value: float | None) -> Measure:
    return () if value is None else (float(value),)


def _interview_words(row: Application) -> str | None:
    parts = [f"{count} {word}" for word, count in (("invited", row.invited), ("attended", row.attended),
                                                   ("ranked", row.ranked)) if count is not None]  # fmt: skip
    return ", ".join(parts) or None


def _dates(answers: Answers, tables: Tables) -> Iterator[Fact]:
    day = answers.submitted_on
    if day is None:
        yield Fact("submitted_on", "dates", "Application submitted", None)
        return
    opened = season(tables, submission_season(day)).day("submission_opens")
    late = max(0, (day - opened).days)
    said = "on the first day" if late == 0 else f"{counted(late, 'day')} after it opened"
    yield Fact("submitted_on", "dates", "Application submitted", f"{day_month_year(day)}, {said}", (-float(late),))


def _letters(answers: Answers) -> Iterator[Fact]:
    letters = answers.letters
    for key, name in (("total", "Letters in all"), ("fresh", "New letters"),
                      ("from_leadership", "Letters from someone who leads")):  # fmt: skip
        yield _number(f"letters.{key}", "letters", name, getattr(letters, key) if letters else None, 1)
    generic = letters.generic if letters else None
    said = None if generic is None else "general" if generic else "say something particular"
    yield Fact("letters.generic", "letters", "What they say", said, () if generic is None else (-float(generic),))


def _experience(answers: Answers) -> Iterator[Fact]:
    yield _number("us_experience_months", "experience", "US clinical experience", answers.us_experience_months, 1,
                  "month")  # fmt: skip
    situation = answers.situation
    role = situation.effective_role if situation else None
    yield Fact("situation.role", "experience", "Role of the year", words.ROLES[role] if role else None)
    said = (situation.clinical_exposure or "").strip() if situation else ""
    yield Fact("situation.clinical_exposure", "experience", "Clinical exposure", said or None)


def _flag(answers: Answers, flag: str, group: str, name: str, there: str, absent: str) -> Fact:
    if answers.flags is None:
        return Fact(f"flags.{flag}", group, name, None)
    has = answers.has_flag(flag)
    return Fact(f"flags.{flag}", group, name, there if has else absent, (-float(has),))


def _communication(answers: Answers) -> Iterator[Fact]:
    yield _flag(answers, "generic_statement", "communication", "Personal statement", "one general text for all",
                "not one general text for all")  # fmt: skip
    yield _flag(answers, "incoherent_story", "communication", "Thread of the story", "does not hold together yet",
                "holds together")  # fmt: skip
    yield _flag(answers, "weak_interviewing", "communication", "Interviewing", "was hard", "not named as hard")
    felt = answers.interview_feedback
    yield Fact("interview_feedback", "communication", "How the interviews felt", felt,
               () if felt is None else (float(("poor", "mixed", "good").index(felt)),))  # fmt: skip
    said = answers.reflections
    for key, name in (("enough_interviews", "Were the interviews enough?"),
                      ("did_programs_rank_me", "Did programs really rank me?"),
                      ("would_pd_work_with_me", "Would a director want me as a colleague?")):  # fmt: skip
        text = (getattr(said, key) or "").strip() if said else ""
        yield Fact(f"reflections.{key}", "communication", name, text or None)


def _record(answers: Answers) -> Iterator[Fact]:
    for flag, name in (("professionalism", "Professionalism issue"), ("leave_of_absence", "Leave of absence"),
                       ("unexplained_gap", "Gap without an explanation"),
                       ("failing_clinical_grades", "Borderline or failing grades")):  # fmt: skip
        yield _flag(answers, flag, "record", name, "yes", "no")


def _person(answers: Answers) -> Iterator[Fact]:
    who = answers.applicant
    yield Fact("applicant.type", "person", "Applying as", words.APPLICANT_TYPES.get(who.type, who.type))
    year = who.graduation_year
    # Programs filter on it, and it only grows (B11.14).
    if year is None or answers.season is None:
        yield Fact("applicant.graduation_year", "person", "Graduation", _plain(year))
    else:
        since = max(0, answers.season - year)
        yield Fact("applicant.graduation_year", "person", "Graduation",
                   f"{year}, {counted(since, 'year')} before the Match", (-float(since),))  # fmt: skip
    visa = who.needs_visa
    yield Fact("applicant.needs_visa", "person", "Visa", None if visa is None else "needed" if visa else "not needed",
               () if visa is None else (-float(visa),))  # fmt: skip
    situation = answers.situation
    matched = situation.matched if situation else None
    yield Fact("situation.matched", "person", "Position held", words.MATCHED[matched] if matched else None)
    for key, name in (("location", "Where you live"), ("income", "What you live on"),
                      ("current_position", "The line “current position”")):  # fmt: skip
        text = (getattr(situation, key) or "").strip() if situation else ""
        yield Fact(f"situation.{key}", "person", name, text or None)


def _soap(answers: Answers) -> Iterator[Fact]:
    soap = answers.soap
    able = soap.eligible if soap else None
    yield Fact("soap.eligible", "soap", "SOAP", None if able is None else "could take part" if able else "could not")
    for key, name in (("applications", "SOAP applications"), ("responses", "Answers to them")):
        yield _number(f"soap.{key}", "soap", name, getattr(soap, key) if soap else None, 1)


def _decision(answers: Answers) -> Iterator[Fact]:
    decision = answers.decision
    causes: Sequence[str] = (decision.causes or ()) if decision else ()
    path = decision.path if decision else None
    first, *more = [words.CAUSES[c] for c in causes] or [""]
    circled = listed([first, *(name[:1].lower() + name[1:] for name in more)])
    yield Fact("decision.causes", "decision", "Causes circled", circled or None)
    yield Fact("decision.path", "decision", "Path", words.PATHS[path] if path else None)
    for side in ("primary", "backup"):
        field = getattr(decision, side) if decision else None
        programs = getattr(decision, f"{side}_programs") if decision else None
        name = side.capitalize()
        yield Fact(f"decision.{side}", "decision", f"{name} specialty", words.SPECIALTIES[field] if field else None)
        yield _number(f"decision.{side}_programs", "decision", f"{name}: programs planned", programs, 0)
        for part, words_of in (("mentor", "mentor"), ("interest", "what shows the interest")):
            text = (getattr(decision, f"{side}_{part}") or "").strip() if decision else ""
            yield Fact(f"decision.{side}_{part}", "decision", f"{name}: {words_of}", text or None)
        begun = getattr(decision, f"{side}_statement") if decision else None
        yield Fact(f"decision.{side}_statement", "decision", f"{name}: statement",
                   None if begun is None else "begun" if begun else "not begun")  # fmt: skip
        letters = getattr(decision, f"{side}_letters") if decision else None
        yield _number(f"decision.{side}_letters", "decision", f"{name}: letters promised", letters, 0)
    why = (decision.why or "").strip() if decision else ""
    yield Fact("decision.why", "decision", "Why this way", why or None)
    for dispute in answers.disputes or ():
        yield Fact(f"disputes.{dispute.cause}", "decision", f"Disputed: {words.CAUSES[dispute.cause]}",
                   dispute.reason or "without a reason")  # fmt: skip
