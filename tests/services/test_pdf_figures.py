"""The small figures on paper: vectors, with the numbers, sources and marks that the screen has (B2.2, B11.12)."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from reapply_desktop.domain.figures import published
from reapply_desktop.domain.own_season import own_seasons
from reapply_desktop.domain.own_tables import OwnTables, OwnThreshold, merged
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Figure, Tables
from reapply_desktop.domain.vocabulary import APPLICANT_TYPES
from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf
from reapply_desktop.services.reference_data import load_tables
from tests.people import person

TABLES, TODAY = load_tables(), date(2026, 6, 14)


def pages(plan: Plan, tables: Tables, today: date = TODAY) -> PdfReader:
    return PdfReader(BytesIO(export_pdf(plan, tables, today, PdfOptions())), strict=True)


def flat(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def plan_of(kind: str, *rows: tuple) -> Plan:
    return Plan("p", person(kind, *rows, step2=231, season=2027), ())


@pytest.mark.parametrize("kind", list(APPLICANT_TYPES))
@pytest.mark.parametrize("specialty", ["internal_medicine", "dermatology", "thoracic_surgery"])
def test_every_number_on_paper_is_one_of_the_rows_with_its_source(kind, specialty):
    plan = plan_of(kind, (specialty, 40, 5, 4, 4), ("family_medicine", 5, 0))
    reader = pages(plan, TABLES)
    text = flat(reader)
    for entry in published(TABLES, plan.answers, 2027, specialty):
        assert (entry.number or "not known") in text
        assert entry.words in text
        if entry.figure:
            assert f"{entry.figure.source}, {entry.figure.year}" in text
    for season in own_seasons(plan.answers, TABLES):
        assert season.sentence in text
    assert "Rough, illustrative" in text
    assert "own score, 231" in text
    assert not any(page.images for page in reader.pages)  # vectors alone


def test_own_figures_and_lines_are_marked_as_theirs():
    own = OwnTables().with_rows([
        Figure("match_rate", "internal_medicine", "us_img", 2026, "%", "Class report <b> & 2026", value=51.5),
        OwnThreshold("interviews_enough.internal_medicine", 8, "Dr. Osei"),
    ])  # fmt: skip
    text = flat(pages(plan_of("us_img", ("internal_medicine", 60, 5, 4, 4)), merged(TABLES, own)))
    assert "51.5 %" in text
    assert "yours: Class report <b> & 2026, 2026" in text
    assert "yours: Dr. Osei" in text


def test_B11_1_figures_of_an_old_table_say_so():
    plan = plan_of("us_img", ("internal_medicine", 60, 5, 4, 4))
    assert "more than a year ago" not in flat(pages(plan, TABLES))
    assert "14 June 2026, more than a year ago" in flat(pages(plan, TABLES, date(2027, 7, 1)))
