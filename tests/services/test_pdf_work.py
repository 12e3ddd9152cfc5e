"""Letters, documents, programs and budget on paper, read back: what the plan holds stands there, and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdfium2 import PdfDocument

from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision, Letters, Situation, Soap
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone, Origin, Plan
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.domain.reference import OWN, Basis, Figure, Tables
from reapply_desktop.domain.season_work import CATEGORIES
from reapply_desktop.services.pdf_export.content import BUDGET, MARGIN, PLAN_SECTIONS, SECTIONS, WORK
from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf
from reapply_desktop.services.reference_data import load_tables, load_templates

START, TODAY = date(2026, 3, 23), date(2026, 6, 14)
HYBRID = Decision(
    causes=("few_interviews", "weak_letters"), path="hybrid", primary="internal_medicine", backup="family_medicine",
    primary_programs=60, backup_programs=80, primary_mentor="Dr. Osei", backup_mentor="Dr. Lind",
    primary_statement=True, backup_statement=False, primary_letters=2, primary_interest="A poster on readmissions",
    why="My own why", by="person",
)  # fmt: skip
MONEY = Situation(location="With my sister", monthly_costs=2100, monthly_income=1500, savings=6000)
PARTS = {"Letters": "letters", "Documents": "documents", "Programs": "outreach"}


def answers(applicant_type: str = "non_us_img", **given: object) -> Answers:
    made = Answers(Applicant(applicant_type, "Nadia Karimi", 2022), (Application("internal_medicine"),), season=2027)
    return replace(made, **given)


def full(applicant_type: str = "non_us_img") -> Answers:
    return answers(
        applicant_type, situation=MONEY, decision=HYBRID, letters=Letters(3, 1, 0, True), soap=Soap(True, 45, 0),
        applications=(Application("internal_medicine", 65, 5, 4, 4, "a note of mine"), Application("neurology", 12, 1)),
    )  # fmt: skip


@cache
def generated(applicant_type: str = "non_us_img") -> Plan:
    numbers = iter(range(1, 10_000))
    return new_plan(full(applicant_type), load_tables(), load_templates(), START, lambda: str(UUID(int=next(numbers))))


def step(number: int, title: str = "", category: str = "letters", **changes: object) -> Milestone:
    day = TODAY + timedelta(days=number * 7 % 300)
    made = Milestone(f"m{number}", title or f"Step {number}", category, day, day + timedelta(days=number % 20))
    return replace(made, **changes)


def many(count: int) -> Plan:
    names = [name for names in CATEGORIES.values() for name in names]
    return Plan("plan", full(), tuple(step(n, category=names[n % len(names)]) for n in range(count)))


def made(plan: Plan, tables: Tables | None = None, **options: object) -> bytes:
    options = {"sections": (WORK, BUDGET), **options}
    return export_pdf(plan, tables or load_tables(), TODAY, PdfOptions(**options))


def pages(data: bytes) -> list[str]:
    """The text of each page, as PDFium reads it."""
    return [flat(page.get_textpage().get_text_bounded()) for page in PdfDocument(data)]


def flat(text: str) -> str:
    return " ".join(text.split())


def text_of(plan: Plan, **options: object) -> str:
    return " ".join(pages(made(plan, **options)))


# ---------------------------------------------------------------- as far as filled


def test_where_nothing_is_filled_the_pages_leave_themselves_out() -> None:
    plan = Plan("plan", answers(decision=Decision(path="pivot"), letters=Letters(), soap=Soap(), situation=Situation()))
    with pytest.raises(UserError, match="holds nothing yet"):
        made(plan)
    reader = PdfReader(BytesIO(made(plan, sections=PLAN_SECTIONS)))
    marks = [entry.title for entry in reader.outline]
    assert marks[1:] == ["Why it went this way", "The year on one page", "Season dates and sources"]


@settings(max_examples=40, deadline=None)
@given(st.fixed_dictionaries({name: st.booleans() for name in
                              ("letters", "letter step", "document step", "rows", "soap", "fields", "mail", "money")}))
def test_a_part_is_named_where_it_is_filled_and_nowhere_else(filled: dict[str, bool]) -> None:
    plan = Plan(
        "plan",
        answers(
            letters=Letters(3) if filled["letters"] else None, soap=Soap(True, 45) if filled["soap"] else None,
            applications=(Application("pathology", 60 if filled["rows"] else None),),
            decision=Decision(primary="neurology") if filled["fields"] else None,
            situation=Situation(savings=70) if filled["money"] else None,
        ),
        tuple(step(number, category=category) for number, (name, category) in enumerate(
            (("letter step", "letters"), ("document step", "documents"), ("mail", "outreach"))) if filled[name]),
    )  # fmt: skip
    expected = {
        "Letters": filled["letters"] or filled["letter step"],
        "Documents": filled["document step"],
        "Programs": filled["rows"] or filled["soap"] or filled["fields"] or filled["mail"],
        "Budget": filled["money"],
    }
    if not any(expected.values()):
        with pytest.raises(UserError):
            made(plan)
        return
    data = made(plan)
    said = re.sub("Plan for the|Programs planned", "", " ".join(pages(data)))
    for name, is_filled in expected.items():
        assert (re.search(rf"\b{name}\b", said, re.IGNORECASE if name == "Budget" else 0) is not None) is is_filled
    title = PdfReader(BytesIO(data)).outline[0].title
    named = [name.lower() for name in ("Letters", "Documents", "Programs") if expected[name]]
    assert (named == re.findall("letters|documents|programs", title.lower())) or title == "Budget"


def test_only_steps_of_the_plan_stand_there_and_of_them_no_dropped_past_or_other_ones() -> None:
    steps = (
        step(1, "Ask Dr. Osei"), step(2, "Dropped letter", status="dropped"), step(3, "Last year's letter"),
        step(4, "Sketch of informatics", "contingency"), step(5, "Retake", "exams"), step(6, "Paper", "documents"),
        step(7, "Mail with notes", "outreach", notes="A note of my own."),
    )  # fmt: skip
    text = text_of(Plan("plan", full(), steps, {"m3": Origin("old_letters", past=True)}), with_contingency=True)
    for title in ("Ask Dr. Osei", "Paper", "Mail with notes"):
        assert text.count(title) == 1
    for title in ("Dropped", "Last year", "informatics", "Retake", "note of", "My own why", "poster", "sister"):
        assert title not in text


def test_every_number_is_one_of_the_plan_or_of_the_tables() -> None:
    """Figures of letters, programs and money come from the answers, the thresholds and the fees alone."""
    plan = replace(generated(), milestones=())
    said = [page.partition("version of 14 June 2026")[2].partition("Made with")[0] for page in pages(made(plan))]
    numbers = set(re.findall(r"\d[\d,]*", " ".join(said)))
    own = {"3", "1", "0", "65", "5", "4", "12", "45", "60", "80", "2", "2,100", "1,500", "6,000"}
    asked = {"600", "2027", "40", str(30 * 11 + 30 * 30), "1,230", "1,830", "3,060"}
    assert numbers <= own | asked


# ---------------------------------------------------------------- what stands there


def test_B6_3_letters_of_last_season_what_is_asked_and_lines_for_writers() -> None:
    text = text_of(generated())
    for said in (
        "Last season, in all 3 Fresh 1 By a leader 0 Could be about almost anyone yes, mostly",
        "3 or 4 new ones, 2 or more of them earned since the result", "(reapplication guidance)",
        "13 Jul – 31 Jul 2026 Letter conversations with two or three writers", "Who writes", "Promised for",
    ):  # fmt: skip
        assert said in text


def test_B11_4_documents_say_what_can_be_imported_and_what_must_be_new() -> None:
    text = text_of(generated())
    assert "Can be imported, from the last seven years" in text
    lists = text[text.index("Must be given anew") :]
    assert all(name in lists for name in ("Statement", "MSPE", "Transcript", "Photo", "Score reports"))


@pytest.mark.parametrize(
    ("applicant_type", "here", "not_here"),
    [
        ("us_md", "Ask your school to verify you", "ECFMG"), ("us_do", "Ask your school to verify you", "ECFMG"),
        ("us_img", "ECFMG: send transcript, MSPE and photo", "Ask your school to verify you"),
        ("non_us_img", "ECFMG token", "Ask your school to verify you"),
    ],
)  # fmt: skip
def test_B11_5_documents_and_fees_are_those_of_the_applicant(applicant_type: str, here: str, not_here: str) -> None:
    text = text_of(generated(applicant_type))
    assert here in text
    assert not_here not in text
    assert ("ECFMG token ECFMG, as reported, 2027 $185" in text) is applicant_type.endswith("img")


def test_B3_6_programs_of_last_season_and_what_is_planned_in_each_field() -> None:
    text = text_of(generated())
    assert "Last season Applied to Invited Attended Ranked Internal medicine 65 5 4 4" in text
    assert "Neurology 12 1 not known not known" in text
    assert "SOAP: 45 applications, 0 answers." in text
    assert "Internal medicine Through ERAS 60 Dr. Osei begun 2" in text
    assert "Family medicine Through ERAS 80 Dr. Lind not begun open" in text
    assert "A second field is serious from about 40 programs (rule of thumb)." in text


def test_B8_4_the_budget_has_fees_with_source_and_year_and_how_long_the_money_lasts() -> None:
    text = pages(made(generated()))[-1]
    for said in ("ERAS: AAMC, ERAS fees, 2027", "$1,230", "$1,830", "ECFMG, as reported, 2027", "Together $3,410",
                 "Travel, stay and leave without pay are not counted here.",
                 "Costs a month $2,100 Income a month $1,500 Savings $6,000",
                 "$600", "until April 2027."):  # fmt: skip
        assert said in text


def test_a_step_says_whether_it_is_done_still_open_or_a_deadline() -> None:
    steps = (
        step(1, "Sent", "documents", status="done"), step(2, "Behind", start=date(2026, 6, 1), end=date(2026, 6, 9)),
        step(3, "Register", "application", start=date(2027, 1, 29), end=date(2027, 1, 29)),
    )  # fmt: skip
    text = text_of(Plan("plan", full(), steps, {"m3": Origin("nrmp_ends", "nrmp_registration_ends")}))
    assert "Sent done" in text
    assert "1 Jun – 9 Jun 2026 Behind still open" in text
    assert "29 Jan 2027 Register deadline, estimated" in text
    assert "1 of 1 done" in text


def test_fees_of_an_old_table_and_of_ones_own_say_so() -> None:
    tables = load_tables()
    old = replace(tables, as_of={**tables.as_of, "fees": date(2025, 1, 2)}, own_fees={"ecfmg_token.fee": "A mail"})
    page = pages(made(generated(), old))[-1]
    assert "These fees stand as of 2 January 2025, more than a year ago." in page
    assert "A mail, yours" in page


# ---------------------------------------------------------------- who may read it


def test_without_scores_and_names_nothing_typed_stands_there() -> None:
    typed = (step(900, "Explain my 213 to Dr. Osei"), step(901, "Thank Prof. Lind", "outreach", notes="Own words."))
    plan = replace(generated(), milestones=(*generated().milestones, *typed))
    text = text_of(plan, discreet=True, with_names=False)
    for said in ("213", "Osei", "Lind", "Own words", "Who writes", "note of mine"):
        assert said not in text
    assert "named begun 2" in text
    assert "Who could write: six names, three chosen" in text
    assert "Dr. Osei" in text_of(plan, discreet=True)
    assert "Who writes" in text_of(plan, discreet=True)


def named_sources() -> Tables:
    """Tables with a row of the person's own in each, from a source that names someone."""
    tables, source = load_tables(), "Dr. Okonkwo told me on 231"
    limits = tables.thresholds
    figure = Figure("match_rate", "all", "non_us_img", 2026, "%", source, "https://okonkwo.example", value=50.0,
                    origin=OWN)  # fmt: skip
    interviews = {key: replace(one, basis=OWN, source=source) for key, one in limits.interviews_enough.items()}
    bases = {**limits.bases, "letters_fresh": Basis(OWN, source), "serious_backup": Basis(OWN, source)}
    return replace(
        tables, own_fees={"eras.tiers.31+": source},
        thresholds=replace(limits, bases=bases, interviews_enough=interviews),
        figures=(*(one for one in tables.figures if one.key != figure.key), figure),
        events=tuple(replace(one, own_sources={2027: source}, dates={**one.dates, 2027: (one.dates[2027][0], OWN)})
                     if one.id == "match_day" else one for one in tables.events),
    )  # fmt: skip


@pytest.mark.parametrize("options", [{"discreet": True}, {"with_names": False}])
def test_a_source_the_person_typed_is_not_named_where_their_words_stay_out(options: dict[str, bool]) -> None:
    tables = named_sources()
    with_all = " ".join(pages(made(generated(), tables, sections=SECTIONS, weeks=1)))
    assert with_all.count("Okonkwo") >= 5
    text = " ".join(pages(made(generated(), tables, sections=SECTIONS, weeks=1, **options)))
    assert not re.search("okonkwo", text, re.IGNORECASE)
    assert "yours: source not printed here" in text


def test_without_the_budget_no_amount_of_money_stands_on_any_page() -> None:
    rest = tuple(name for name in SECTIONS if name != BUDGET)
    text = " ".join(pages(made(generated(), sections=rest, weeks=1)))
    for amount in ("2,100", "1,500", "6,000", "$600"):
        assert amount not in text
    with_all = " ".join(pages(made(generated(), sections=SECTIONS, weeks=1)))
    assert "$600" in with_all
    assert "$6,000" in with_all
    assert generated().answers.situation == MONEY


# ---------------------------------------------------------------- on any paper


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("count", [0, 10, 60, 300])
def test_every_step_stands_once_and_each_page_of_a_table_has_its_head(count: int, paper: str) -> None:
    found = pages(made(many(count), paper=paper))
    text = " ".join(found)
    for number in range(count):
        assert len(re.findall(rf"\bStep {number}\b", text)) == 1
    for page in found:
        if "Step " in page:
            assert page.index("When What State") < page.index("Step ")
    assert max((len(re.findall(r"\bStep \d", page)) for page in found), default=0) <= 40
    if count == 300:
        for name in ("Letters", "Documents", "Programs"):
            assert f"{name}, continued When What State" in text


def test_no_heading_stands_alone_at_the_foot_of_a_page() -> None:
    for count in range(8, 30):
        steps = (*(step(n) for n in range(count)), step(100, "Paper", "documents"), step(101, "Mail", "outreach"))
        found = pages(made(Plan("plan", full(), steps), sections=(WORK,)))
        for heading, first in (("Documents", "Paper"), ("Programs", "Last season Applied to")):
            page = next(page for page in found if re.search(rf"{heading} \d of", page))
            assert first in page


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("applicant_type", ["us_md", "us_do", "us_img", "non_us_img"])
def test_a_usual_plan_in_one_field_takes_two_pages(applicant_type: str, paper: str) -> None:
    """Rows that would stand alone on a third page are set tighter with the others."""
    numbers = iter(range(1, 10_000))
    decision = replace(HYBRID, path="same_specialty", backup=None, causes=("few_interviews", "late_application"))
    plan = new_plan(replace(full(applicant_type), decision=decision), load_tables(), load_templates(), START,
                    lambda: str(UUID(int=next(numbers))))  # fmt: skip
    found = pages(made(plan, sections=(WORK,), paper=paper))
    assert len(found) == 2
    assert "SOAP: the four offer rounds" in found[1]


HOSTILE = (
    "W" * 300, " ".join(f"word{n}" for n in range(900)), "<b>&amp;</b> <para> %s \\( ) )", "مقابلة مع الدكتور " * 30,
    "🏥🩺", "a\x00b\x07c\ud800", "שלום (עולם)", " ", "x\n" * 30,
)  # fmt: skip


@pytest.mark.parametrize("paper", ["letter", "a4"])
def test_any_text_stands_whole_and_within_the_margins(paper: str) -> None:
    names = ("letters", "documents", "outreach")
    steps = tuple(step(n, title, names[n % 3]) for n, title in enumerate(HOSTILE))
    decision = replace(HYBRID, primary_mentor="W" * 200, backup_mentor="<i>مقابلة</i> & 🏥")
    data = made(Plan("plan", replace(full(), decision=decision), steps), paper=paper)
    text = " ".join(pages(data))
    assert all(f"word{n}" in text for n in range(900))
    assert "<b>&amp;</b> <para> %s" in text
    assert text.replace(" ", "").count("W") >= 500
    assert "Step without a title" in text
    for number, box in boxes(data):
        left, bottom, right, top, wide, high = box
        assert left >= MARGIN - 1, number
        assert right <= wide - MARGIN + 1, number
        assert bottom >= 20, number
        assert top <= high - 20, number


def boxes(data: bytes) -> Iterator[tuple[int, tuple[float, ...]]]:
    """Where each letter stands, with the size of its page."""
    for number, page in enumerate(PdfDocument(data)):
        letters = page.get_textpage()
        for at in range(letters.count_chars()):
            if letters.get_text_range(at, 1).strip():
                yield number, (*letters.get_charbox(at), *page.get_size())


def test_rows_lead_to_the_month_of_their_step_where_months_are_printed() -> None:
    def targets(*sections: str) -> set[str]:
        reader = PdfReader(BytesIO(made(generated(), sections=sections)))
        page = next(page for page in reader.pages if "Letters, documents and programs" in page.extract_text())
        numbers = {other.indirect_reference.idnum: other for other in reader.pages}
        found = [entry.get_object() for entry in page.get("/Annots", [])]
        return {numbers[entry["/Dest"][0].indirect_reference.idnum].extract_text() for entry in found}

    assert any("July 2026" in text for text in targets("months", WORK))
    assert targets(WORK) == set()


def test_the_same_plan_gives_the_same_bytes_and_stays_small() -> None:
    first = made(generated(), sections=PLAN_SECTIONS)
    assert made(generated(), sections=PLAN_SECTIONS) == first
    assert len(first) < 300_000
