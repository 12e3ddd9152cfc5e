"""The first page as an adviser reads it (B11.6, B4.1, B4.2): read back from the PDF by another reader."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from uuid import UUID

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
    band = page(urology, sections=("year",))
    assert "Urology Match 1 Feb" in band
    emergency = planned(decided(path="pivot", primary="emergency_medicine", backup=None))
    assert "ResidencyCAS delivers 1 Oct" in page(emergency, sections=("year",))
