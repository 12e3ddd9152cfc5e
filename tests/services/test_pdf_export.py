"""The PDF read back by an independent reader: what stands in it, that it is whole, and that no text can break it."""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from functools import cache
from io import BytesIO
from uuid import UUID

import pytest
from pypdf import PageObject, PdfReader
from pypdfium2 import PdfDocument

from reapply_desktop.domain.answers import (
    Answers,
    Applicant,
    Application,
    Decision,
    Dispute,
    Exam,
    Letters,
    Reflections,
    Situation,
    Standing,
)
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Hours, Milestone, Origin, Plan
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.services.pdf_export.content import MONTHS, POST_MORTEM, SECTIONS, SUMMARY, WALL, WEEKS, WORK, YEAR
from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf
from reapply_desktop.services.pdf_export.text import Unknown
from reapply_desktop.services.reference_data import load_tables, load_templates

START, TODAY = date(2026, 3, 23), date(2026, 6, 14)
CATEGORIES = ("stabilise", "decide", "position", "exams", "letters", "interviews", "documents", "application")


def answers(**changes: object) -> Answers:
    made = Answers(
        applicant=Applicant("non_us_img", "Nadia Karimi", 2022, True),
        applications=(Application("internal_medicine", 65, 5, 4, 4),),
        season=2027,
        situation=Situation(location="With my sister in Cleveland", role="research", role_paid=True),
        exams=(Exam("step1", None, True, 1), Exam("step2ck", 231, True, 1)),
        submitted_on=date(2025, 10, 12),
        letters=Letters(3, 1, 0, True),
        us_experience_months=2,
        reflections=Reflections("Four, so no.", None, "Dr. Osei said he would."),
        disputes=(Dispute("weak_letters", "Two of them were about this very year."),),
        decision=Decision(
            causes=("few_interviews", "late_application"), path="hybrid", primary="internal_medicine",
            backup="family_medicine", primary_programs=60, backup_programs=80, primary_mentor="Dr. Osei",
            why="It keeps the interest that five programs showed.", by="person",
        ),
    )  # fmt: skip
    return replace(made, **changes)


def generated(**changes: object) -> Plan:
    numbers = iter(range(1, 10_000))
    return new_plan(answers(**changes), load_tables(), load_templates(), START, lambda: str(UUID(int=next(numbers))))


def own_plan(*steps: Milestone, origins: dict[str, Origin] | None = None, **changes: object) -> Plan:
    return Plan("plan", answers(**changes), steps, origins or {})


def step(number: int, title: str = "", start: date = date(2026, 9, 7), days: int = 1, **changes: object) -> Milestone:
    category = CATEGORIES[number % len(CATEGORIES)]
    made = Milestone(f"m{number}", title or f"Step {number}", category, start, start + timedelta(days=days - 1))
    return replace(made, **changes)


def many(count: int) -> Plan:
    return own_plan(*(step(n, start=START + timedelta(days=n * 7 % 350), days=1 + n * 5 % 24) for n in range(count)))


def pdf(plan: Plan, **options: object) -> PdfReader:
    return PdfReader(BytesIO(export_pdf(plan, load_tables(), TODAY, PdfOptions(**options))), strict=True)


def part(reader: PdfReader, name: str) -> list[PageObject]:
    """The pages of one part, found by the bookmarks: summary, why, year, months, work, budget, season."""
    flat_outline = [entry for entry in reader.outline if not isinstance(entry, list)]
    heads = {"summary": "Summary", "why": "Why it", "year": "The year", "season": "Season dates",
             "work": ("Letters", "Documents", "Programs"), "budget": "Budget"}  # fmt: skip
    begins = {
        key: reader.get_destination_page_number(entry)
        for key, head in heads.items() for entry in flat_outline if entry.title.startswith(head)
    }  # fmt: skip
    begins["months"] = begins["year"] + 1
    begin = begins[name]
    return list(reader.pages)[begin : min((at for at in begins.values() if at > begin), default=None)]


def text_of(reader: PdfReader, name: str) -> str:
    return "\n".join(page.extract_text() for page in part(reader, name))


@cache
def generated_text(name: str) -> str:
    return flat(text_of(pdf(generated()), name))


def flat(text: str) -> str:
    return " ".join(text.split())


# ---------------------------------------------------------------- the document


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595.28, 841.89))])
def test_paper_and_the_one_landscape_page(paper: str, size: tuple[float, float]) -> None:
    reader = pdf(generated(), paper=paper)
    sizes = [(float(page.mediabox.width), float(page.mediabox.height)) for page in reader.pages]
    landscape = [number for number, (wide, high) in enumerate(sizes) if wide > high]
    assert len(landscape) == 1
    assert "The year on one page" in reader.pages[landscape[0]].extract_text()
    assert sizes[0] == pytest.approx(size, abs=0.02)
    assert sizes[landscape[0]] == pytest.approx(size[::-1], abs=0.02)


def test_an_unknown_paper_is_said() -> None:
    with pytest.raises(UserError, match="legal is not a paper size"):
        pdf(many(1), paper="legal")


def test_title_author_language_and_bookmarks() -> None:
    reader = pdf(generated())
    assert reader.metadata is not None
    assert reader.metadata.title == "Plan for the 2027 Match: Nadia Karimi"
    assert reader.metadata.author == "Nadia Karimi"
    assert reader.trailer["/Root"]["/Lang"] == "en-US"
    marks = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert marks[:3] == ["Summary: Nadia Karimi", "Why it went this way", "The year on one page"]
    assert marks[3:] == ["Letters, documents and programs", "Budget", "Season dates and sources"]
    months = next(entry for entry in reader.outline if isinstance(entry, list))
    assert [entry.title for entry in months][:2] == ["March 2026", "April 2026"]


def test_every_font_is_embedded_and_says_its_letters() -> None:
    reader = pdf(own_plan(step(1, "مقابلة 🏥 שלום"), step(2, "𓀀")))
    names = set()
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font["/FontDescriptor"]
            assert "/ToUnicode" in font
            names.add(font["/BaseFont"].split("+")[1])
    assert {"SourceSans3-Regular", "NotoSansArabic-Regular", "NotoEmoji-Regular"} <= names
    assert not {name for name in names if "Helvetica" in name}


def test_every_form_that_is_drawn_is_there() -> None:
    for page in pdf(generated()).pages:
        _drawn_forms_exist(page.get_contents().get_data(), page["/Resources"])
        for form in page["/Resources"].get("/XObject", {}).values():
            _drawn_forms_exist(form.get_object().get_data(), form.get_object()["/Resources"])


def _drawn_forms_exist(content: bytes, resources: dict) -> None:
    used = {name.decode() for name in re.findall(rb"(/[^\s]+) Do", content)}
    assert used <= set(resources.get("/XObject", {}))


def test_the_same_plan_on_the_same_day_gives_the_same_bytes() -> None:
    plan, tables = generated(), load_tables()
    first = export_pdf(plan, tables, TODAY, PdfOptions())
    assert export_pdf(plan, tables, TODAY, PdfOptions()) == first
    assert export_pdf(plan, tables, TODAY + timedelta(days=1), PdfOptions()) != first


def test_the_files_own_dates_are_the_day_of_the_plan() -> None:
    made = {day: PdfReader(BytesIO(export_pdf(own_plan(), load_tables(), day, PdfOptions(sections=(SUMMARY,)))))
            for day in (TODAY, TODAY + timedelta(days=1))}  # fmt: skip
    for day, reader in made.items():
        assert reader.metadata.creation_date.isoformat() == f"{day}T00:00:00+00:00"
        assert reader.metadata.modification_date == reader.metadata.creation_date
    one, other = (reader.trailer["/ID"][0] for reader in made.values())
    assert one != other


def test_a_usual_plan_stays_small() -> None:
    assert len(export_pdf(generated(), load_tables(), TODAY, PdfOptions())) < 300_000


def test_each_page_has_its_head_and_its_number() -> None:
    reader = pdf(own_plan(step(1)))
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        assert f"Page {number} of {len(reader.pages)}" in text
        assert "Plan for the 2027 Match · version of 14 June 2026" in text


def test_progress_counts_pages_and_can_stop() -> None:
    seen: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> bool:
        seen.append((done, total))
        return True

    export_pdf(many(5), load_tables(), TODAY, PdfOptions(), watch)
    assert seen[0][0] == 1
    assert seen[-1][0] == seen[-1][1] == len(seen)
    with pytest.raises(UserError, match="stopped"):
        export_pdf(many(5), load_tables(), TODAY, PdfOptions(), lambda done, total: done < 2)


# ---------------------------------------------------------------- what stands in it


def test_the_summary_has_what_an_adviser_needs() -> None:
    page = generated_text("summary")
    for words in (
        "Nadia Karimi", "Internal medicine, and family medicine as a serious second", "Non-US IMG, 2022",
        "231, first try", "65 applied, 5 invited, 4 attended", "Few interviews", "Submitted late", "The path: hybrid",
        "It keeps the interest that five programs showed.", "Four things that must stand", "Questions to you",
        "What would make you hesitate about me?", "Key dates", "3 Mar, 9 pm ET", "Seen by",
    ):  # fmt: skip
        assert words in page


def test_without_a_name_and_a_decision_the_summary_says_so() -> None:
    plan = own_plan(applicant=Applicant("us_md"), decision=None)
    page = flat(pdf(plan).pages[0].extract_text())
    assert "Reapplying to the 2027 Match" in page
    assert "None is circled yet. These are the strongest findings:" in page
    assert "Nothing is chosen yet." in page


def test_B2_4_a_dispute_prints_with_its_reason() -> None:
    assert "Disputed: Two of them were about this very year." in generated_text("why")


def test_B3_1_the_three_answers_print_and_B1_1_what_is_open_prints_as_open() -> None:
    text = generated_text("why")
    assert "Were the interviews enough for this specialty? Four, so no." in text
    assert "Did programs really rank me? open" in text
    assert "What “current position” will say open" in text
    assert "With my sister in Cleveland" in text


def test_B3_7_choosing_otherwise_prints_the_recommendation_and_the_why() -> None:
    decision = replace(answers().decision, path="pivot", primary="psychiatry", backup=None)
    text = flat(text_of(pdf(own_plan(decision=decision)), "why"))
    assert "The answers point to hybrid; chosen otherwise." in text
    assert "It keeps the interest that five programs showed." in text


def test_B2_2_the_rough_picture_says_that_it_is_rough_and_marks_the_own_bracket() -> None:
    text = generated_text("why")
    assert "Rough, illustrative" in text
    assert "Not a forecast" in text
    assert "230–239" in text
    assert "own score, 231" in text


def test_B11_12_the_figure_of_the_own_group_stands_with_source_and_year() -> None:
    text = generated_text("why")
    assert "56.4 %" in text
    assert "non-US IMGs matched, all specialties · NRMP, 2026" in text
    assert "match rate of people who apply again; none is published" in text
    assert "NRMP" in text


def test_B11_1_season_dates_stand_with_label_hour_and_source() -> None:
    text = generated_text("season")
    assert "Wed 2 Sep 2026" in text
    assert "Rank order list certification due" in text
    assert "9 pm ET" in text
    for label in ("published", "reported", "estimated"):
        assert label in text
    assert "Figures used in this plan" in text


def test_a_date_that_is_a_deadline_a_target_or_an_estimate_says_so() -> None:
    origins = {"m1": Origin("submit", "submission_opens"), "m2": Origin("x", "nrmp_registration_ends")}
    hours = Hours(
        start=time(9), end=time(9, 30), zone="America/New_York"
    )  # fmt: skip
    plan = own_plan(
        step(1, "Submit ERAS", date(2026, 9, 2), time=hours), step(2, "Register", date(2027, 1, 29)), origins=origins
    )  # fmt: skip
    text = flat(text_of(pdf(plan), "months"))
    assert "target, reported" in text
    assert "From 9 am Eastern." in text
    assert "deadline, estimated" in text


def test_the_months_say_what_done_means_and_show_done_and_still_open() -> None:
    plan = own_plan(
        step(1, "Write to Dr. Osei", date(2026, 6, 9), notes="Be brief. Done means the mail is sent. Then rest."),
        step(2, "Meet the dean", date(2026, 6, 2), status="done"),
    )
    text = flat(text_of(pdf(plan), "months"))
    assert "The mail is sent." in text
    assert "Be brief. Then rest." in text  # the notes of a step of one's own print too
    assert "still open" in text
    assert "late" not in text  # days are not counted on paper
    assert "done" in text


def test_a_long_step_stands_where_it_is_due_and_goes_on_between() -> None:
    plan = own_plan(step(1, "Research post", date(2026, 7, 1), 90), step(2, "Between", date(2026, 8, 5)))
    august = flat(part(pdf(plan), "months")[1].extract_text())
    assert "August 2026" in august
    assert "Goes on Research post until 28 Sep 2026" in august


def test_dropped_steps_and_plan_b_do_not_print_unless_asked_B9_1() -> None:
    plan = own_plan(
        step(1, "Dropped thing", status="dropped"), step(2, "A sketch of informatics", category="contingency"),
        step(3, "Kept thing"),
    )  # fmt: skip
    text = text_of(pdf(plan), "months")
    assert "Kept thing" in text
    assert "Dropped thing" not in text
    assert "informatics" not in text
    assert "informatics" in text_of(pdf(plan, with_contingency=True), "months")


SCORED = {
    "exams": (Exam("step1", None, False, 3), Exam("step2ck", 213, True, 2)),
    "standing": Standing(quartile=4, decile=9, rank="110 of 120", gpa=2.87, failed_clerkships=2),
    "reflections": Reflections("Four. With 213 that was much.", "My rank was fine. Two asked.", None),
    "flags": ("failing_clinical_grades",),
}  # fmt: skip


def scored_plan() -> Plan:
    decision = Decision(
        causes=("low_scores", "few_interviews", "exam_attempts"), path="hybrid", primary="internal_medicine",
        backup="family_medicine", why="Programs invited me all the same. With a 213 that says much.", by="person",
    )  # fmt: skip
    plan = generated(**SCORED, decision=decision)
    own = step(1, "Mail the dean that 213 stands", notes="Done means it is sent. Two attempts behind me.")
    return replace(plan, milestones=(*plan.milestones, own))


def test_without_scores_no_score_attempt_or_standing_stands_anywhere() -> None:
    everything = {"sections": SECTIONS, "weeks": 60}
    with_scores = flat(raw_text(scored_plan(), **everything))
    for said in ("213", "second try", "Quartile 4", "2 attempts", "Step 2 CK, roughly", "Two attempts behind me"):
        assert said in with_scores
    text = flat(raw_text(scored_plan(), **everything, discreet=True))
    assert not re.search(r"\b213\b|2\.87|110 of 120|second try|[Qq]uartile|[Dd]ecile|\d+ attempts|failed", text)
    for said in ("Low scores", "Exam attempts", "Step 2 CK, roughly", "Two attempts behind me", "With a 213"):
        assert said not in text
    for kept in ("Few interviews", "4 attended", "The role of the year"):
        assert kept in text
    for typed in ("Programs invited me all the same", "Mail the dean", "Two asked", "Cleveland", "Three h"):
        assert typed not in text
    assert scored_plan().answers.exams  # the plan itself stays as it was


def test_without_scores_nothing_is_denied_that_was_only_left_out() -> None:
    """The findings on academics are left out, so academics are not called clean, and their number is not claimed."""
    exams = (Exam("step1", None, True, 2), Exam("step2ck", 213, True, 4))
    plan = generated(exams=exams, standing=Standing(quartile=3, decile=8, gpa=2.61), disputes=None)
    with_scores = flat(raw_text(plan, sections=(POST_MORTEM,)))
    assert re.search(r"\d+ findings with evidence", with_scores)
    text = flat(raw_text(plan, sections=(POST_MORTEM,), discreet=True))
    assert "scores left out" in text
    assert "with evidence" not in text
    denied = re.search(r"[Nn]othing found in ([^.]*)", text)
    assert denied is None or not re.search("academics|clinical record", denied[1])
    # Nor does what is said depend on whether there was something to leave out.
    clean = flat(raw_text(generated(disputes=None), sections=(POST_MORTEM,), discreet=True))
    assert "academics" not in clean.lower().partition("nothing found in")[2].partition(".")[0]
    circled = replace(answers().decision or Decision(), causes=("low_scores",))
    for section in (SUMMARY, POST_MORTEM):
        text = flat(raw_text(generated(exams=exams, decision=circled), sections=(section,), discreet=True))
        assert "None is circled" not in text
        assert "no cause" not in text


OWN_NOTES = "Done means 231 stands.\n\nA sentence of my own."


def test_without_scores_nothing_the_person_typed_tells_of_them() -> None:
    """A list of words finds never all: typed notes stay out, and of typed titles what could tell."""
    plan = generated()
    made = plan.milestones
    kept, noted, renamed = made[:3]
    telling = ("Retake after failed attempt", "Explain my fourth quartile", "Why I was in the bottom half of class",
               "Tell them I retook it", "Say two hundred thirty-one aloud", "Frame the 87 percent",
               "Объяснить двойку")  # fmt: skip
    own = [step(n, title, notes=OWN_NOTES) for n, title in enumerate((*telling, "Call my sister"), 1)]
    edited = [replace(noted, notes=OWN_NOTES), replace(renamed, title="My 231 again")]
    situation = Situation(location="On 231 street", income="87 percent", clinical_exposure="Bottom half")
    plan = replace(plan, milestones=(kept, *edited, *made[3:], *own))
    plan = replace(plan, answers=replace(plan.answers, situation=situation))
    with_scores = flat(raw_text(plan, sections=SECTIONS, weeks=60))
    text = flat(raw_text(plan, sections=SECTIONS, weeks=60, discreet=True))
    for title in telling[:-1]:
        assert title in with_scores
        assert title not in text
    assert "двойку" not in text
    for typed in ("231", "A sentence of my own", "87 percent", "Bottom half", "two hundred"):
        assert typed in with_scores
        assert typed not in text
    for said in (kept.title, noted.title, "Call my sister"):
        assert said in text


def test_without_names_no_mentor_or_writer_is_named() -> None:
    decision = replace(answers().decision or Decision(), backup_mentor="Lindqvist, Anna-Lena")
    plan = generated(decision=decision)
    own = (
        step(1, "Ask Dr. Maria van Lind for a letter", notes="Done means Prof. Weiß-Ortega has said yes."),
        step(2, "Thank Osei"), step(3, "Drive to the exam"), step(4, "Coffee with Lindqvist"),
        step(5, "Mail Anna-Lena’s office"), step(6, "Meet Dean Whitfield"), step(7, "Write to j.okafor@clinic.org"),
        step(8, "See chair Dr Petrova", notes="Zimmermann will call."), step(9, "Thank Director Amy B. Castellanos"),
    )  # fmt: skip
    plan = replace(plan, milestones=(*plan.milestones, *own))
    names = ("Osei", "Lind", "Weiß", "Ortega", "Maria", "Lindqvist", "Anna", "Lena", "Whitfield", "okafor", "Petrova",
             "Zimmermann", "Castellanos")  # fmt: skip
    text = flat(raw_text(plan, sections=SECTIONS, weeks=60))
    for name in names:
        assert name in text
    text = flat(raw_text(plan, sections=SECTIONS, weeks=60, with_names=False))
    for name in names:
        assert name not in text
    for kept in ("Ask a mentor for a letter", "Drive to the exam", "Coffee with a mentor", "Nadia Karimi", "or named"):
        assert kept in text
    assert "mentor open" not in text


def test_without_names_half_a_name_and_a_joined_one_are_not_printed_either() -> None:
    decision = replace(answers().decision or Decision(), primary_mentor="Dr. Amara Osei-Bonsu", backup_mentor="Dr. May")
    own = (
        step(1, "Osei's clinic, Thursday"), step(2, "OseiBonsu lab"), step(3, "Mail Bonsu"),
        step(4, "Finish the statement by 5 May"), step(5, "Thank May"), step(6, "I may write again"),
    )  # fmt: skip
    plan = generated(decision=decision)
    plan = replace(plan, milestones=(*plan.milestones, *own))
    pages = dict.fromkeys(SECTIONS)
    for section in (WALL, WEEKS, YEAR, MONTHS, WORK):
        pages[section] = flat(raw_text(plan, sections=(section,), weeks=60, with_names=False))
        assert "Osei" not in pages[section], section
        assert "Bonsu" not in pages[section], section
        assert "Thank May" not in pages[section], section
    for kept in ("a mentor's clinic, Thursday", "a mentor lab", "statement by 5 May", "I may write again"):
        assert kept in pages[WEEKS]


def raw_text(plan: Plan, **options: object) -> str:
    """All text as PDFium reads it, many times as quick as the independent reader."""
    document = PdfDocument(export_pdf(plan, load_tables(), TODAY, PdfOptions(**options)))
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


# ---------------------------------------------------------------- any number of steps


def quick_text(page: PageObject) -> str:
    """The plain ASCII strings of a page, one a line: an independent reading of dozens of pages takes half a minute."""
    strings = re.findall(rb"\(((?:[^()\\]|\\.)*)\) Tj", page.get_contents().get_data())
    return "\n".join(found.decode() for found in strings)


@pytest.mark.parametrize("count", [0, 1, 10, 60, 140, 300])
def test_every_step_is_named_in_its_month_and_drawn_in_the_year(count: int) -> None:
    reader = pdf(many(count))
    months = "\n".join(quick_text(page) for page in part(reader, "months"))
    for number in range(count):
        assert re.search(rf"^Step {number}$", months, re.MULTILINE)
    year = quick_text(part(reader, "year")[0])
    assert (f"of {count} steps done" if count else "Nothing is planned yet") in year
    assert "do not fit" not in year


def test_pages_send_no_reader_to_pages_that_are_not_printed() -> None:
    steps = many(400).milestones
    plan = own_plan(*(replace(one, title=f"Ask the third writer for a letter, {one.title}") for one in steps))
    alone = flat(raw_text(plan, sections=("year", "weeks"), weeks=1))
    assert "month pages" not in alone
    assert "page of their month" not in alone
    with_months = flat(raw_text(plan, sections=("year", "months", "weeks"), weeks=1))
    assert "month pages" in with_months
    assert "page of their month" in with_months


def test_the_step_that_carries_one_of_the_four_things_is_said_whole_on_the_summary() -> None:
    text = flat(raw_text(generated(), sections=("summary",)))
    things = text[text.index("Four things that must stand") : text.index("Key dates")]
    assert "…" not in things


def test_a_hundred_steps_keep_their_names_on_the_year_page() -> None:
    reader = pdf(many(100))
    year = text_of(reader, "year")
    assert all(re.search(rf"Step {number}\b", year) for number in range(100))


def test_what_does_not_fit_on_the_year_page_is_said() -> None:
    plan = own_plan(*(step(n, start=date(2026, 1, 1), days=900) for n in range(400)))
    assert "steps do not fit here; the month pages hold them all." in flat(text_of(pdf(plan), "year"))


@pytest.mark.parametrize(
    ("start", "end"),
    [
        (date(1, 1, 1), date(1, 1, 1)),
        (date(9999, 12, 31), date(9999, 12, 31)),
        (date(1, 1, 1), date(9999, 12, 31)),
        (date(2016, 2, 29), date(2036, 2, 29)),
    ],
)
def test_days_far_apart_neither_break_nor_loop(start: date, end: date) -> None:
    plan = own_plan(Milestone("a", "Far away", "decide", start, end), step(2))
    assert "Far away" in text_of(pdf(plan, paper="a4"), "months")


# ---------------------------------------------------------------- any text

LATIN = 'A & B <b>bold</b> &amp; (x) \\ "quoted" 50 % – résumé, Łódź, naïve'


@pytest.mark.parametrize(
    "title",
    [
        LATIN, "Γειά σου Κόσμε", "Привет, мир", "Phỏng vấn với bác sĩ Nguyễn Thị Hương", "= cmd | calc", "½ ≥ → ✓ …",
    ],
)  # fmt: skip
def test_text_comes_back_exactly(title: str) -> None:
    assert title in flat(text_of(pdf(own_plan(step(1, title))), "months"))


def test_a_title_of_400_letters_and_a_word_of_300_are_wrapped_not_cut() -> None:
    long = " ".join(f"word{n}" for n in range(60))
    word = "".join(chr(97 + n % 26) for n in range(300))
    reader = pdf(own_plan(step(1, long), step(2, word)))
    text = flat(text_of(reader, "months"))
    assert long in text
    assert word in text.replace(" ", "")


def test_control_characters_and_line_ends_leave_the_rest_readable() -> None:
    text = flat(text_of(pdf(own_plan(step(1, "before\x00after\r\nnext\tline \ud800 end"))), "months"))
    assert "before\ufffdafter next line \ufffd end" in text


def test_an_empty_title_is_named() -> None:
    assert "Step without a title" in text_of(pdf(own_plan(step(1, " \u200b\n"))), "months")


def test_arabic_is_joined_and_turned() -> None:
    text = text_of(pdf(own_plan(step(1, "سلام"))), "months")
    assert {"\ufeb3", "\ufefc", "\ufee1"} <= set(text)  # the forms within a word: initial, joined, final
    assert not {"س", "ل", "ا", "م"} & set(text)


def test_what_no_font_has_is_shown_as_a_box_and_told_to_who_prints_not_to_who_reads() -> None:
    reader, unknown = pdf(own_plan(step(1, "Ask 𓀀𓀁 twice"))), Unknown()
    assert "Ask □□ twice" in text_of(reader, "months")
    assert "U+" not in reader.pages[-1].extract_text()
    assert "font" not in reader.pages[-1].extract_text()
    export_pdf(own_plan(step(1, "Ask 𓀀𓀁 twice")), load_tables(), TODAY, PdfOptions(), unknown=unknown)
    assert unknown.note() == "2 signs in your texts that no font here has will print as empty boxes."


def test_texts_of_thousands_of_letters_run_over_pages() -> None:
    why = " ".join(f"because{n}" for n in range(450))
    decision = replace(answers().decision, why=why)
    texts = Reflections(why, why, why)
    plan = own_plan(decision=decision, reflections=texts, situation=Situation(location=why, income=why))
    text = flat(text_of(pdf(plan), "why"))
    assert text.count("because449") >= 6


def test_hostile_names_do_no_harm() -> None:
    name = "Nadia <b>&</b> كريمي 😀 " + "x" * 160
    reader = pdf(own_plan(step(1), applicant=Applicant("us_img", name)))
    assert "Nadia <b>&</b>" in reader.pages[0].extract_text()
    assert reader.metadata is not None
    assert reader.metadata.author is not None
    assert reader.metadata.author.startswith("Nadia <b>&</b>")


def test_emoji_can_be_copied_out_of_the_pdf() -> None:
    reader = pdf(own_plan(step(1, "Call 😀 home")))
    assert any("😀" in page.extract_text() for page in reader.pages)


def test_B1_1_how_long_the_money_lasts_is_printed() -> None:
    money = Situation(monthly_costs=2100, monthly_income=1500, savings=6000)
    pages = pdf(replace(generated(), answers=answers(situation=money))).pages
    assert any("They last until" in flat(page.extract_text()) for page in pages)


# ---------------------------------------------------------------- links, wall and weeks


def links(reader: PdfReader, page: PageObject) -> tuple[set[str], set[str]]:
    """The addresses that a page's links lead to, and the titles of the pages."""
    numbers = {other.indirect_reference.idnum: other for other in reader.pages}
    found = [entry.get_object() for entry in page.get("/Annots", [])]
    urls = {str(entry["/A"]["/URI"]) for entry in found if "/A" in entry and "/URI" in entry["/A"]}
    pages = [numbers[entry["/Dest"][0].indirect_reference.idnum] for entry in found if "/Dest" in entry]
    return urls, {other.extract_text() for other in pages}


def test_links_lead_to_pages_that_are_there_and_to_sources() -> None:
    reader = pdf(generated())
    inside = "\n".join(links(reader, reader.pages[0])[1])
    for title in ("Why it went this way", "The 2027 season", "September 2026"):
        assert title in inside
    assert "February 2027" in "\n".join(links(reader, part(reader, "year")[0])[1])
    urls = set().union(*(links(reader, page)[0] for page in part(reader, "season")))
    assert any("nrmp.org" in url for url in urls)
    few = pdf(generated(), sections=("summary", "year"))
    assert not any(links(few, page)[1] for page in few.pages)


def test_a_month_a_little_too_full_is_set_tighter_on_its_one_page() -> None:
    notes = "Done means it is sent, and the answer lies in the folder with the others."
    steps = [step(n, start=date(2026, 9, 3 + n), notes=notes) for n in range(9)]
    reader = pdf(own_plan(*steps), sections=("months",))
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    assert all(f"Step {n}" in text for n in range(9))
    more = [*steps, *(step(20 + n, start=date(2026, 9, 14), notes=notes) for n in range(4))]
    assert len(pdf(own_plan(*more), sections=("months",)).pages) == 2


def test_the_wall_calendar_holds_the_year_on_one_large_page_or_two() -> None:
    """On usual paper the year takes two pages, so that names have room."""
    plan = own_plan(step(1, "Ask for the letter", start=date(2026, 7, 8)), step(2, "Long ago", start=date(2024, 1, 2)))
    for paper, large, size in (("letter", False, (792, 612)), ("a4", False, (841.89, 595.28)),
                               ("letter", True, (1224, 792)), ("a4", True, (1190.55, 841.89))):  # fmt: skip
        reader = pdf(plan, sections=("wall",), paper=paper, large_wall=large)
        assert len(reader.pages) == (1 if large else 2)
        box = reader.pages[0].mediabox
        assert (float(box.width), float(box.height)) == pytest.approx(size, abs=0.02)
        text = flat(" ".join(page.extract_text() for page in reader.pages))
        halves = ["March 2026 to September 2026", "October 2026 to March 2027"]
        heads = ["March 2026 to March 2027"] if large else halves
        assert all(head in text for head in heads)
        assert "Submission" in text
        assert "Match Day" in text
        assert "Ask for the letter" in text
        assert "1 more before or after these months" in text


@pytest.mark.parametrize("count", [0, 10, 60, 300])
def test_wall_and_weeks_of_any_number_of_steps(count: int) -> None:
    """Every printed step that is due in the weeks shown is named, and nothing lies beyond the paper."""
    plan = many(count)
    reader = pdf(plan, sections=("wall", "weeks"), weeks=5, large_wall=False)
    shown = "\n".join(quick_text(page) for page in list(reader.pages)[2:])
    for one in plan.milestones:
        if date(2026, 6, 15) <= one.end < date(2026, 7, 20):
            assert re.search(rf"^{one.title}$", shown, re.MULTILINE)
    assert shown.count(" to: Submission opens") == 5


def test_what_a_field_still_needs_is_said_once_with_the_path() -> None:
    text = flat(raw_text(generated(), sections=("post_mortem",)))
    assert "2 letters from the field" in text
    assert "still needs a statement" not in text
    assert "Internal medicine: 60 programs planned" in text


def test_the_weekly_sheet_says_how_full_the_week_is() -> None:
    """B8.5: more than fits beside a full-time role is said, kindly."""
    full = [step(n, start=date(2026, 6, 16)) for n in range(9)]
    text = flat(pdf(own_plan(*full), sections=("weeks",), weeks=1).pages[0].extract_text())
    assert "14 June to 20 June 2026" in text
    assert "9 steps due, 0 going on" in text
    assert "fuller than a week beside the job can hold" in text
    text = flat(pdf(own_plan(full[0]), sections=("weeks",), weeks=1).pages[0].extract_text())
    assert "1 step due, 0 going on" in text
    assert "fits" in text


HOSTILE = (
    "W" * 200, "<b>&amp;</b> <para> %s \\( ) )", "مقابلة مع الدكتور", "🏥🩺", "a\x00b\x07c\ud800", "שלום עולם", " ",
)  # fmt: skip


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_wall_and_weeks_take_any_text(paper: str) -> None:
    steps = [step(n, title, start=date(2026, 6, 16 + n % 4), notes=title) for n, title in enumerate(HOSTILE)]
    reader = pdf(own_plan(*steps), sections=SECTIONS, paper=paper, weeks=1)
    for page in reader.pages:
        page.extract_text()


def test_an_unknown_section_and_none_at_all_are_said() -> None:
    with pytest.raises(UserError, match="cover is not a section"):
        pdf(many(1), sections=("cover",))
    with pytest.raises(UserError, match="at least one"):
        pdf(many(1), sections=())
