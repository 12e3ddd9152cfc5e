"""Whoever the plan is for, on either paper, no two pieces of text lie on each other or beyond the margin."""

from datetime import date
from uuid import UUID

import pytest
from pypdfium2 import PdfDocument, PdfPage

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.planning import new_plan
from reapply_desktop.services import plan_file, resources
from reapply_desktop.services.pdf_export.content import SECTIONS
from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf
from reapply_desktop.services.reference_data import load_tables, load_templates
from tests.people import person

TABLES, START, TODAY = load_tables(), date(2026, 3, 23), date(2026, 6, 14)
MARGIN, ASCENT = 29.0, 1.2  # points; a line's box is a little higher than its letters
PEOPLE = {
    "sample": None,
    "earlier US graduate, one cause, same specialty": person(
        "us_md", ("internal_medicine", 90, 14, 13, 13), step2=246, submitted_on="2025-09-03", interview_feedback="poor",
        applicant={"name": "Thomas O’Neill-Castellanos", "graduation_year": 2025},
        decision={"path": "same_specialty", "primary": "internal_medicine", "causes": ["interview_performance"],
                  "why_few_causes": "Everything else held.", "by": "person", "why": "It was close."},
    ),
    "DO, COMLEX alone, pivot": person(
        "us_do", ("orthopaedic_surgery", 70, 2, 2, 2), ("general_surgery", 12, 1, 1, 1), level2=430, attempts=2,
        standing={"quartile": 4, "gpa": 2.9, "failed_clerkships": 1}, flags=["failing_clinical_grades"],
        applicant={"graduation_year": 2024},
        decision={"path": "pivot", "primary": "family_medicine",
                  "causes": ["specialty_too_competitive", "low_scores", "exam_attempts"]},
    ),
    "fields of long names": person(
        "us_img", ("physical_medicine_rehabilitation", 60, 5, 4, 4), ("internal_medicine_pediatrics", 20, 2, 2, 1),
        ("interventional_radiology", 10, 1, 1, 1), step2=228,
    ),
    "US IMG of whom little is known": person("us_img", ("pediatrics",)),
    "own Match, hybrid": person(
        "us_do", ("urology", 80, 3, 3, 3), step2=236, level2=540, applicant={"name": "Nguyễn Thị Hương"},
        decision={"path": "hybrid", "primary": "urology", "backup": "internal_medicine_pediatrics", "by": "person",
                  "causes": ["few_interviews", "gaps"]},
    ),
}  # fmt: skip


def plan_of(name: str) -> Plan:
    answers = PEOPLE[name]
    if answers is None:
        return plan_file.decode(resources.data("samples", "sample.reapply"))
    numbers = iter(range(1, 10_000))
    return new_plan(answers, TABLES, load_templates(), START, lambda: str(UUID(int=next(numbers))))


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize("name", PEOPLE)
def test_no_text_lies_on_another(name: str, paper: str) -> None:
    options = PdfOptions(sections=SECTIONS, weeks=2, paper=paper, large_wall=paper == "a4")
    for number, page in enumerate(PdfDocument(export_pdf(plan_of(name), TABLES, TODAY, options)), 1):
        assert (number, overlaps(page)) == (number, [])


def overlaps(page: PdfPage) -> list[tuple[str, str]]:
    text = page.get_textpage()
    boxes = []
    for at in range(text.count_rects()):
        left, low, right, high = text.get_rect(at)
        said = text.get_text_bounded(left, low, right, high).strip()
        if said:
            assert MARGIN < left < right < page.get_width() - MARGIN, said
            boxes.append((left + 0.8, low + ASCENT, right - 0.8, high - ASCENT, said))
    boxes.sort()
    found = []
    for at, (_left, low, right, high, said) in enumerate(boxes):
        for other in boxes[at + 1 :]:
            if other[0] >= right:
                break
            if other[1] < high and other[3] > low:
                found.append((said, other[4]))
    return found
