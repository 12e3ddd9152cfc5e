"""CSV and XLSX as other programs read them: every step, every cell as it was, never a formula."""

import csv
import io
import zipfile
from dataclasses import replace
from datetime import date, time
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reapply_desktop.domain.answers import Answers, Applicant
from reapply_desktop.domain.plan import Hours, Milestone, Plan
from reapply_desktop.services.tables import COLUMNS, to_csv, to_xlsx

TODAY = date(2026, 4, 1)
STEP = Milestone("0f0e", "Ask Dr. Lind", "letters", date(2026, 6, 10), date(2026, 6, 12), notes="At noon", rule="B5.2")
TIMED = Milestone(
    "0f0f", "Rank list", "application", date(2027, 3, 3), date(2027, 3, 3),
    Hours(time(20, 30), time(21), "America/New_York"), "done", 0, ("0f0e", "0f0a"),
)  # fmt: skip
B = Milestone("0f0a", "Sketch", "contingency", date(2027, 1, 1), date(2027, 1, 1), status="dropped", reminder=None)


def plan(*steps: Milestone, **unknown: Any) -> Plan:
    return Plan("6e1b0d3c-2f2a-4c39-9f5e-6c8e3a3d1b10", Answers(Applicant("us_do"), ()), steps, unknown=unknown)


def read_csv(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def read_xlsx(data: bytes) -> dict[str, list[list[str]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n") and (cell.data_type == "s" or cell.value is None) for cell in row)
            assert all(cell.hyperlink is None for cell in row)
    return {sheet.title: [["" if v is None else v for v in row] for row in sheet.values] for sheet in book}


def test_the_csv_has_every_step_whatever_its_status_in_the_agreed_columns():
    data = to_csv(plan(STEP, TIMED, B))
    assert data.split(b"\r\n")[0].decode("utf-8-sig") == (
        "title,category,start,end,time_start,time_end,zone,status,reminder,depends_on,notes,rule,id"
    )
    assert data.endswith(b"\r\n")
    assert read_csv(data)[1:] == [
        ["Ask Dr. Lind", "letters", "2026-06-10", "2026-06-12", "", "", "", "planned", "1", "", "At noon", "B5.2",
         "0f0e"],
        ["Rank list", "application", "2027-03-03", "2027-03-03", "20:30", "21:00", "America/New_York", "done", "0",
         "0f0e 0f0a", "", "", "0f0f"],
        ["Sketch", "contingency", "2027-01-01", "2027-01-01", "", "", "", "dropped", "", "", "", "", "0f0a"],
    ]  # fmt: skip


def test_the_workbook_has_the_same_rows():
    here = plan(STEP, TIMED, B)
    assert read_xlsx(to_xlsx(here, TODAY)) == {"Milestones": read_csv(to_csv(here))}


def test_an_empty_plan_has_its_head():
    assert read_csv(to_csv(plan())) == [list(COLUMNS)]
    assert read_xlsx(to_xlsx(plan(), TODAY)) == {"Milestones": [list(COLUMNS)]}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\0=", "\x1b@"])
def test_a_cell_that_would_be_a_formula_is_guarded(start: str):
    text = f"{start}HYPERLINK(\"http://x\")"
    danger = plan(replace(STEP, title=text, notes=text, rule=text, id=text, category=text))
    row = read_csv(to_csv(danger))[1]
    sheet = read_xlsx(to_xlsx(danger, TODAY))["Milestones"][1]
    for column in ("title", "notes", "rule", "id", "category"):
        assert row[COLUMNS.index(column)] == "'" + text.lstrip("\0\x1b")
        assert sheet[COLUMNS.index(column)].startswith("'")


@pytest.mark.parametrize("text", ["1-2", "a=b", "'quoted", " =1", "“–”", "e@x"])
def test_other_cells_stay_as_they_are(text: str):
    harmless = plan(replace(STEP, title=text))
    assert read_csv(to_csv(harmless))[1][0] == text
    assert read_xlsx(to_xlsx(harmless, TODAY))["Milestones"][1][0] == text


def test_lines_quotes_and_commas_inside_a_cell_stay_inside_it():
    text = 'one, "two"\nthree\r\nfour; five'
    lines = plan(replace(STEP, notes=text), TIMED)
    assert read_csv(to_csv(lines))[1][COLUMNS.index("notes")] == text
    assert len(read_csv(to_csv(lines))) == 3
    sheet = read_xlsx(to_xlsx(lines, TODAY))["Milestones"]
    assert sheet[1][COLUMNS.index("notes")] == text.replace("\r\n", "\n")


@pytest.mark.parametrize("text", ["a\0b\x01\x1fc\ufffe", "half \ud83d", "_x0041_ _x000D_", "http://x.org", "12", "&<>"])
def test_what_xml_cannot_hold_breaks_no_file(text: str):
    strange = plan(replace(STEP, title=text))
    title = read_xlsx(to_xlsx(strange, TODAY))["Milestones"][1][0]
    assert title == read_csv(to_csv(strange))[1][0]
    assert title == text.translate({0: None, 1: None, 0x1F: None, 0xFFFE: None, 0xD83D: "\ufffd"})


@pytest.mark.parametrize("letter", ["a", "é", "😀"])
def test_a_cell_longer_than_excel_takes_says_that_it_was_cut(letter: str):
    long = plan(replace(STEP, notes=letter * 40_000))
    cell = read_xlsx(to_xlsx(long, TODAY))["Milestones"][1][COLUMNS.index("notes")]
    assert cell.endswith("… (cut: a cell holds no more)")
    assert 32_760 <= len(cell.encode("utf-16-le")) // 2 <= 32_767
    assert len(read_csv(to_csv(long))[1][COLUMNS.index("notes")]) == 40_000


def test_the_same_day_gives_the_same_bytes():
    here = plan(STEP, TIMED)
    assert to_xlsx(here, TODAY) == to_xlsx(here, TODAY)
    assert to_xlsx(here, TODAY) != to_xlsx(here, date(2026, 4, 2))
    stamps = {info.date_time for info in zipfile.ZipFile(io.BytesIO(to_xlsx(here, TODAY))).infolist()}
    assert len(stamps) == 1


def test_every_further_table_of_the_plan_has_a_sheet():
    programs = [
        {"name": "=Saint Mary", "invited": True, "fee": 11.5, "contacts": ["a", {"b": None}]},
        {"name": "Überlingen", "note": None, "day": "2026-10-01"},
    ]
    here = plan(STEP, programs=programs, rank_list=[{"place": 1}], words=["a"], none=[], x={})
    book = read_xlsx(to_xlsx(here, TODAY))
    assert list(book) == ["Milestones", "Programs", "Rank list"]
    assert book["Programs"] == [
        ["name", "invited", "fee", "contacts", "note", "day"],
        ["'=Saint Mary", "true", "11.5", '["a", {"b": null}]', "", ""],
        ["Überlingen", "", "", "", "", "2026-10-01"],
    ]
    assert book["Rank list"] == [["place"], ["1"]]


def test_strange_table_names_become_sheet_names_that_excel_takes():
    names = ["a" * 40, "A" * 40, "milestones", "History", "[x]:*?/\\", "'", "", "=sum", "\0", "😀" * 40, "a\nb"]
    data = to_xlsx(plan(STEP, **{name: [{"=k": "v", "": 1}] for name in names}), TODAY)
    titles = list(read_xlsx(data))
    assert len(titles) == 1 + len(names)
    assert len({title.casefold() for title in titles}) == len(titles)
    for title in titles:
        assert 0 < len(title.encode("utf-16-le")) // 2 <= 31
        assert not set("[]:*?/\\") & set(title)
        assert not title.startswith("'")
    assert read_xlsx(data)["Milestones 2"][0] == ["'=k", ""]


def test_a_row_without_any_key_is_an_empty_table():
    assert "Things" in read_xlsx(to_xlsx(plan(STEP, things=[{}]), TODAY))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=200), st.text(max_size=200))
def test_any_text_is_read_back_from_both(title: str, notes: str):
    here = plan(replace(STEP, title=title, notes=notes))
    row = read_csv(to_csv(here))[1]
    assert len(row) == len(COLUMNS)
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))
    sheet = read_xlsx(to_xlsx(here, TODAY))["Milestones"][1]
    assert sheet == [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row]
