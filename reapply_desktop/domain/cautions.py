"""What is worth saying about the answers without being a cause: doubtful numbers, thin backups, advice (warnings)."""

from collections.abc import Iterator
from datetime import date

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.causes.evidence import number
from reapply_desktop.domain.findings import Caution, Finding, Season
from reapply_desktop.domain.profile import Profile
from reapply_desktop.domain.reference import Basis, Thresholds
from reapply_desktop.domain.season import review_day, season
from reapply_desktop.domain.seriousness import asked, needs
from reapply_desktop.domain.vocabulary import CAUSES, EXAMS, in_sentence
from reapply_desktop.domain.words import day_month_year

LAST_MATCH_MONTH = 3  # Match Week lies in March: from April on the running season is the next year's


def cautions(
    answers: Answers, p: Profile, found: tuple[Finding, ...], match_year: int, today: date
) -> tuple[Caution, ...]:
    """The warnings of an answers file, each with its rule and the key it concerns."""
    return (
        *_season(answers, p, match_year, today),
        *_rows(answers),
        *_lists(answers, p),
        *_exams(answers, p),
        *_letters(answers, p),
        *_role(answers),
        *_record(answers, match_year),
        *_disputes(answers, found),
        *_backup(answers, p),
    )


def _season(answers: Answers, p: Profile, match_year: int, today: date) -> Iterator[Caution]:
    """A season asked for that has passed (reading 15), and what the running one still allows (B4.2)."""
    asked = answers.season
    if asked is not None and asked < match_year:
        day = day_month_year(review_day(p.tables, asked))
        text = f"the review day of the {asked} season, {day}, has passed; the plan is for the {match_year} Match"
        yield Caution("B11.1", text, "season")
    running = season(p.tables, today.year + (today.month > LAST_MATCH_MONTH))
    if running.match_year < match_year and running.day("review_opens") < today <= running.day("soap_offers"):
        yield Caution("B4.2", still_open(running, today), "season")


def still_open(running: Season, today: date) -> str:
    """What a season whose review has begun still allows, until the last of its offer rounds."""
    registering = running.day("nrmp_registration_ends")
    monday = running.day("match_week_monday")
    if today > running.day("rank_list_due"):
        soap = f"SOAP, whose last offers come on {day_month_year(running.day('soap_offers'))}"
        when = "began" if today >= monday else "begins"
        return (
            f"the {running.match_year} season is still running: {soap}, remains for those who are registered; "
            f"Match Week {when} on {day_month_year(monday)}"
        )
    if today <= registering:
        by = f"register with NRMP by {day_month_year(registering)}"
    else:
        by = "NRMP’s standard registration has ended, a later one costs a late fee"
    return (
        f"the {running.match_year} season is still running: programs that still take applications, and SOAP in Match "
        f"Week from {day_month_year(monday)}, remain; {by}"
    )


def _rows(answers: Answers) -> Iterator[Caution]:
    for index, row in enumerate(answers.applications):
        where = f"applications[{index}]"
        if row.ranked is not None and row.attended is not None and row.ranked > row.attended and not row.note:
            more = f"{row.ranked} ranked last season is more than {row.attended} attended"
            text = f"{more}; that can be right, a note says how"
            yield Caution("B2.1", text, f"{where}.ranked")
        if row.invited is None and None not in (row.attended, row.programs) and row.attended > row.programs:  # type: ignore[operator]
            text = f"{row.attended} attended last season is more than {row.programs} programs"
            yield Caution("B2.1", text, f"{where}.attended")


def _lists(answers: Answers, p: Profile) -> Iterator[Caution]:
    t = p.tables.thresholds
    for index, row in enumerate(answers.applications):
        if row in p.backups and row.programs is not None and t.token_backup < row.programs < t.serious_backup:
            count = f"{number(row.programs, 'program')} in {in_sentence(row.specialty)} last season"
            text = f"{count}: a backup is serious from about {t.serious_backup}{_rests(t, 'serious_backup')}"
            yield Caution("B3.6", text, f"applications[{index}].programs")
        advised = t.programs_accessible <= (row.programs or 0) < t.programs_img_upper
        if row is p.main and answers.applicant.is_img and p.tier == "accessible" and advised:
            count = f"{number(row.programs or 0, 'program')} in {in_sentence(row.specialty)} last season"
            advice = f"IMGs are advised to go to {t.programs_img_upper} and more{_rests(t, 'programs_img_upper')}"
            text = f"{count}; {advice}"
            yield Caution("B5.4", text, f"applications[{index}].programs")


def _rests(t: Thresholds, name: str) -> str:
    """What a line is held against, in brackets: the numbers before it are last season's, the line is for this one."""
    return f" ({t.bases.get(name, Basis('source')).words})"


def _exams(answers: Answers, p: Profile) -> Iterator[Caution]:
    """A score far above any line to pass, of an exam that is said not to be passed: one of the two is mistaken."""
    t = p.tables.thresholds
    high = {"step2ck": t.step2_weak, "level2ce": t.level2_weak}
    for index, exam in enumerate(answers.exams or ()):
        if exam.passed is False and exam.score is not None and exam.score >= high.get(exam.exam, exam.score + 1):
            text = f"{EXAMS[exam.exam]} {exam.score}, and not passed; both can hardly be, please check which is right"
            yield Caution("B2.1", text, f"exams[{index}].passed")


def _letters(answers: Answers, p: Profile) -> Iterator[Caution]:
    letters, t = answers.letters, p.tables.thresholds
    if letters is None:
        return
    if letters.fresh is not None and letters.fresh < t.letters_fresh:
        aim = f"{t.letters_fresh} or {t.letters_fresh_upper} new ones are the aim"
        text = f"{number(letters.fresh, 'fresh letter')} last season; {aim}{_rests(t, 'letters_fresh')}"
        yield Caution("B6.3", text, "letters.fresh")
    if letters.from_leadership == 0:
        text = "no letter last season from someone who runs a program or department"
        yield Caution("B6.3", text, "letters.from_leadership")


def _role(answers: Answers) -> Iterator[Caution]:
    situation = answers.situation
    if situation is None or situation.role is None:
        return
    if situation.role == "undecided" and situation.role_leaning is None:
        yield Caution("B1.2", "no role yet is fine; a leaning gives the year its direction", "situation.role_leaning")
    role = situation.effective_role
    if role == "observership" and not answers.applicant.is_img:
        yield Caution("B1.2", "observerships are meant for IMGs; a rotation counts more for you", "situation.role")
    if role == "non_clinical" and not (situation.clinical_exposure or "").strip():
        text = "work outside the clinic counts only next to structured volunteering with patients"
        yield Caution("B1.2", text, "situation.clinical_exposure")


def _record(answers: Answers, match_year: int) -> Iterator[Caution]:
    graduated = answers.applicant.graduation_year
    if graduated is not None and match_year - graduated >= 2:
        text = f"{match_year - graduated} years from graduation to the {match_year} Match; some programs filter on it"
        yield Caution("B11.14", text, "applicant.graduation_year")


def _disputes(answers: Answers, found: tuple[Finding, ...]) -> Iterator[Caution]:
    causes = {f.id for f in found}
    for index, dispute in enumerate(answers.disputes or ()):
        if dispute.cause not in causes:
            text = f"{CAUSES[dispute.cause].lower()} is disputed but was not found in the answers; it is kept"
            yield Caution("B2.4", text, f"disputes[{index}].cause")
        if not (dispute.reason or "").strip():
            yield Caution("B2.4", "a dispute counts with its written reason", f"disputes[{index}].reason")


def _backup(answers: Answers, p: Profile) -> Iterator[Caution]:
    """What is still missing for two fields in earnest stays a warning until it is there (B3.6)."""
    for key, text in asked(needs(answers.decision, p.tables.thresholds)):
        yield Caution("B3.6", text, f"decision.{key}")
