"""The first page as an adviser reads it (B11.6, B4.1, B4.2): read back from the PDF by another reader."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import pairwise
from uuid import UUID

import pytest
from pypdf import PdfReader

from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision, Exam, Letters, Situation
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf
from reapply_desktop.services.reference_data import load_tables, load_templates

MARCH, JUNE, LATE, WINTER = date(2026, 3, 23), date(2026, 6, 14), date(2026, 9, 15), date(2027, 2, 10)
NADIA = Answers(
    applicant=Applicant("non_us_img", "Nadia Karimi", 2022, True),
    applications=(Application("internal_medicine", 60, 5, 4, 4), Application("family_medicine", 5, 0, 0, 0)),
    season=2027, situation=Situation(role="research"), submitted_on=date(2025, 10, 12),
    exams=(Exam("step1", None, True, 1), Exam("step2ck", 231, True, 1)), letters=Letters(3, 1, 0, True),
    decision=Decision(causes=("few_interviews", "late_application", "weak_letters"), path="hybrid",
                      primary="internal_medicine", backup="family_medicine", primary_programs=100, backup_programs=80,
                      by="person"),
)  # fmt: skip


def planned(answers: Answers = NADIA, today: date = MARCH) -> Plan:
    numbers = iter(range(1, 10_000))
    return new_plan(answers, load_tables(), load_templates(), today, lambda: str(UUID(int=next(numbers))))


def page(plan: Plan, today: date = JUNE, number: int = 0, **options: object) -> str:
    options = {"sections": ("summary", "post_mortem"), **options}
    found = PdfReader(BytesIO(export_pdf(plan, load_tables(), today, PdfOptions(**options))), strict=True)
    return " ".join(found.pages[number].extract_text().split())


def decided(**changes: object) -> Answers:
    return replace(NADIA, decision=replace(NADIA.decision, **changes))


def dates_of(plan: Plan, today: date = JUNE) -> str:
    text = page(plan, today)
    return text[text.index("Key dates") : text.index("Notes")]


def test_B11_6_the_year_and_the_key_dates_hold_the_specialty_s_own_days() -> None:
    urology = planned(decided(path="pivot", primary="urology", backup=None))
    assert "1 Feb Urology Match estimated" in dates_of(urology)
    assert "Urology Match 1 Feb" in page(urology, sections=("year",))
    both = dates_of(planned(decided(primary="urology", backup="ophthalmology")))
    assert "1 Feb Urology Match estimated" in both
    assert "2 Feb Ophthalmology Match estimated" in both
    for primary, backup in (("urology", "emergency_medicine"), ("urology", "ophthalmology")):
        band = page(planned(decided(primary=primary, backup=backup)), sections=("year",))
        for name in ("Review opens 23 Sep", "Rank list due 3 Mar", "Match Day 19 Mar", "Urology Match 1 Feb"):
            assert name in band
    emergency = planned(decided(path="pivot", primary="emergency_medicine", backup=None))
    assert "1 Oct ResidencyCAS delivers estimated" in dates_of(emergency)
    assert "ResidencyCAS delivers 1 Oct" in page(emergency, sections=("year",))


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_key_dates_hold_the_plan_s_own_decisive_days_by_day_with_their_labels(paper: str) -> None:
    step3 = planned(decided(causes=("low_scores", "weak_letters")))
    text = page(step3, paper=paper)
    rows = text[text.index("Key dates") : text.index("Notes")]
    said = ["19 Aug Step 3 taken", "31 Aug All letters in", "2 Sep ERAS submitted target",
            "23 Sep Programs begin to read reported", "3 Mar, 9 pm ET Rank list due reported",
            "19 Mar Match Day reported"]  # fmt: skip
    places = [rows.index(row) for row in said]
    assert places == sorted(places)
    assert "NRMP deadline" not in text
    assert "…" not in rows


def test_key_dates_follow_what_the_person_moved_and_leave_what_is_past() -> None:
    plan = planned()
    submit = next(m for m in plan.milestones if plan.origins[m.id].template == "submit")
    moved = dates_of(plan.with_milestone(submit.moved(9)))
    assert "11 Sep ERAS submitted" in moved
    assert "2 Sep Submission opens reported" in moved
    assert "2 Sep" not in dates_of(plan, LATE)
    assert "All letters in" not in dates_of(plan, LATE)
    end = page(plan, date(2027, 8, 1))
    assert "The dates of this season have passed." in end


def test_B4_2_a_remedy_that_has_become_impossible_is_not_printed_as_the_plan() -> None:
    late = planned(NADIA, LATE)
    for number in (0, 1):
        text = page(late, LATE, number)
        assert "ready in August" not in text
        assert re.search(r"Now: ready on 1\d October; submitted on 1\d October, 2\d days after programs begin", text)
        assert "what is sent by 23 September still counts as the first day" in text
    assert "Now: ready on 31 August; submitted on 2 September, the first day." in page(planned())


def test_a_cause_without_a_step_is_not_claimed_to_be_in_the_plan_B10_2() -> None:
    plan = planned()
    gone = [m.id for m in plan.milestones if plan.origins[m.id].template in
            ("letter_talks", "letter_drafts", "letters_uploaded")]  # fmt: skip
    text = page(plan.without(gone))
    assert "Not in the plan yet: 3 to 4 new letters" in text
    assert "Not in the plan yet: 3 to 4 new letters" in page(plan.without(gone), number=1)


def test_B4_1_the_four_things_agree_with_what_is_late_elsewhere() -> None:
    text = page(planned())
    things = text[text.index("Four things") : text.index("Questions")] if text.index("Questions") > text.index(
        "Four things") else text[text.index("Four things") : text.index("Key dates")]  # fmt: skip
    assert "Two or three US months in internal medicine arranged, was planned for 31 May" in things
    assert "Research post: agree the terms in writing, was planned for 20 Apr" in things
    assert "QI report or abstract sent, from 20 Aug" in things


LONG_NAME = "Maria-Alexandra Konstantinopoulou-Papadimitriou van den Broeck de la Cruz y Hernandez"
WHY = ("I want to stay in internal medicine because five programs wrote to me after the interviews and said what was "
       "missing, and because the people there know how I work; family medicine is where I have spent most of my days "
       "with patients since graduation, and I mean it as much as the first one, not as a fallback.")  # fmt: skip


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize(("begun", "today"), [(MARCH, MARCH), (MARCH, JUNE), (LATE, LATE), (MARCH, WINTER)])
def test_what_the_applicant_wrote_is_not_cut_where_there_is_room(begun: date, today: date, paper: str) -> None:
    assert len(WHY) > 290
    written = replace(NADIA, applicant=replace(NADIA.applicant, name=LONG_NAME), decision=replace(
        NADIA.decision, why=WHY))  # fmt: skip
    plan = planned(written, begun)
    text = page(plan, today, paper=paper)
    assert LONG_NAME in text
    assert "…" not in text
    assert text.count("Now:") == 3
    if today != WINTER:
        assert WHY in text
    assert WHY in page(planned(decided(why=WHY), begun), today, paper=paper)


def test_what_has_no_room_ends_with_a_sentence_and_says_where_the_whole_stands() -> None:
    plan = planned(decided(why=f"Dr. Osei said I should. {WHY} {WHY} A last sentence."))
    text = page(plan)
    assert "A last sentence." not in text
    assert "In full in “Why it went this way”." in text
    assert "In full" not in page(plan, sections=("summary",))
    assert "Shortened here." in page(plan, sections=("summary",))
    path = text[text.index("The path: hybrid") : text.index("In full")]
    assert path.rstrip().endswith((".", "fallback."))
    assert "…" not in path


def test_a_name_of_two_hundred_letters_stands_whole() -> None:
    name = " ".join(["Anna Katharina"] * 13)
    assert name in page(planned(replace(NADIA, applicant=replace(NADIA.applicant, name=name))))


@pytest.mark.parametrize("today", [MARCH, JUNE, LATE, WINTER])
@pytest.mark.parametrize("plan", [
    planned(), planned(Answers(Applicant("us_md"), (Application("internal_medicine"),), season=2027)),
    planned(replace(decided(causes=("exam_attempts",), path="pivot", primary="family_medicine", backup=None),
                    applicant=Applicant("us_do"), exams=(Exam("level2ce", 430, True, 2),))),
    Plan("bare", Answers(Applicant("us_img"), (Application("urology"),), season=2027)),
], ids=["sample", "minimal", "COMLEX", "no steps"])  # fmt: skip
def test_there_are_always_three_questions_each_a_sentence(plan: Plan, today: date) -> None:
    text = page(plan, today)
    asked = text[text.index("Questions to you") : text.index("Key dates")]
    numbered = re.findall(r"\b([123]) ([A-Z][^?]*\?)", asked)
    assert [number for number, _words in numbered] == ["1", "2", "3"]
    assert not [words for _number, words in numbered if ":" in words or "this:" in words]
    if today > date(2026, 9, 23):
        assert "by September" not in asked


def test_the_exam_is_asked_about_by_its_name() -> None:
    comlex = replace(decided(causes=("exam_attempts",), path="same_specialty", backup=None),
                     applicant=Applicant("us_do"), exams=(Exam("level2ce", 430, True, 2),))  # fmt: skip
    assert "Is 12 August too late a date for COMLEX Level 3?" in page(planned(comlex))
    squeezed = page(planned(comlex, LATE), LATE)
    assert "eligibility and a day?" not in squeezed


def test_without_a_name_the_pages_say_what_they_are_and_address_no_one() -> None:
    nameless = planned(replace(NADIA, applicant=replace(NADIA.applicant, name=None)))
    sections = ("summary", "post_mortem", "year", "months", "season")
    pages = [page(nameless, number=number, sections=sections) for number in range(5)]
    assert "Reapplying to the 2027 Match" in pages[0]
    assert not [text for text in pages if "Your year" in text]
    facts = pages[0][: pages[0].index("Questions to you")]
    assert not re.search(r"\b(you|your)\b", facts, re.IGNORECASE)


def test_a_day_is_never_torn_from_its_month() -> None:
    months = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    for plan, today in ((planned(), JUNE), (planned(NADIA, LATE), LATE)):
        data = export_pdf(plan, load_tables(), today, PdfOptions(sections=("summary", "post_mortem")))
        for one in PdfReader(BytesIO(data)).pages:
            lines = one.extract_text().splitlines()
            torn = [(a, b) for a, b in pairwise(lines)
                    if re.search(r"[a-z] \d{1,2}$", a) and re.match(rf"({months})", b)]  # fmt: skip
            assert not torn


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_a_long_name_long_fields_and_a_long_reason_share_one_page(paper: str) -> None:
    written = decided(primary="physical_medicine_rehabilitation", backup="internal_medicine_pediatrics", why=WHY,
                      causes=("too_few_programs", "wrong_mix", "late_application"))  # fmt: skip
    written = replace(written, applicant=replace(NADIA.applicant, name=LONG_NAME))
    for begun, today in ((MARCH, JUNE), (LATE, LATE)):
        text = page(planned(written, begun), today, paper=paper)
        assert WHY in text
        assert "…" not in text
        assert "Who in internal medicine–pediatrics would take me on for a month?" in text
        assert text.count("Now:") + text.count("hold no evidence for it.") == 3
