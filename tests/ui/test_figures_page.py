"""Figures and sources by clicks and keys: looking, changing, taking back, files in and out, what follows at once."""

import json
import shutil
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from reapply_desktop.domain.application_costs import cost_line
from reapply_desktop.domain.own_tables import OwnTables, OwnThreshold
from reapply_desktop.domain.reference import OWN, Figure
from reapply_desktop.services import own_tables, storage
from reapply_desktop.services.reference_data import load_tables, shipped
from reapply_desktop.services.resources import path as resource
from reapply_desktop.ui.controls.charts import Funnel, Numbers
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.figures.row_dialog import RowDialog
from reapply_desktop.ui.pages.figures_page import FiguresPage
from tests.real_window import Answering, open_window

TODAY = date(2026, 6, 14)
KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
REPORT = "Class report <b>2026</b>, p. 4"


@pytest.fixture
def document(qapp) -> Document:
    made = Document(load_tables(), lambda: TODAY, lambda: "n")
    with resource("samples", "sample.reapply") as sample:
        made.open(storage.load(sample), None)
    return made


@pytest.fixture
def page(document, theme, qtbot, tmp_path) -> FiguresPage:
    made = FiguresPage(document, theme, tmp_path, Answering(theme))
    qtbot.addWidget(made)
    made.resize(1158, 738)
    made.show()
    qtbot.waitExposed(made)
    return made


def column(page: FiguresPage, name: str) -> list[str]:
    at = page.model.columns.index(name)
    return [row.cells[at] for row in page.model.rows]


def fill(qtbot, button, **values: object) -> None:
    """Press a button that opens the dialog, fill it in by keys and keep it. What is refused fails the test."""
    seen = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RowDialog)
        for field, value in values.items():
            widget = dialog.fields[field]
            if hasattr(widget, "set_value"):
                widget.set_value(value)
                widget.chosen.emit(value)
            else:
                widget.clear()
                qtbot.keyClicks(widget, str(value))
        qtbot.mouseClick(dialog.keep, LEFT)
        seen.append([message.text() for message in dialog.messages.values() if message.text()])
        dialog.reject()

    QTimer.singleShot(0, answer)
    qtbot.mouseClick(button, LEFT)
    assert seen == [[]]


def test_every_table_can_be_looked_at_with_value_source_and_whose(page):
    counts = {}
    for table in ("figures", "thresholds", "season", "fees"):
        page.show_table(table)
        counts[table] = len(page.model.rows)
        assert all(column(page, "Source"))
        assert set(column(page, "Whose")) == {"shipped"}
        assert "14 June 2026" in page._age.text()
    assert counts["figures"] == len(load_tables().figures)
    assert min(counts.values()) > 20


def test_the_chosen_row_says_source_and_link_in_full(page):
    page.search.setText("internal medicine filled")
    page.table.selectRow(0)
    assert "NRMP, Results and Data: 2025 Main Residency Match (as reported by RX Radio)" in page.details.text()
    assert "https://www.rxradio.fm" in page.details.text()
    assert page.details.back.isHidden()


def test_search_and_yours_filter_and_count(page, qtbot):
    total = len(page.model.rows)
    qtbot.keyClicks(page.search, "psychiatry")
    assert 0 < len(page.model.rows) < total
    assert page.count.text() == f"{len(page.model.rows)} of {total} shown"
    page.search.clear()
    qtbot.mouseClick(page.mine, LEFT)
    assert page.model.rows == ()
    qtbot.mouseClick(page.mine, LEFT)
    assert len(page.model.rows) == total


def test_a_figure_from_a_report_is_added_counts_at_once_and_is_undone(page, document, qtbot, tmp_path):
    """B11.12"""
    fill(qtbot, page.add, measure="match_rate", specialty="internal_medicine", applicant_type="non_us_img", year="2026",
         value="51,5 %", source=REPORT)  # fmt: skip
    found = next(figure for figure in document.tables.figures if figure.is_own)
    assert (found.value, found.source) == (51.5, REPORT)
    assert page.table.chosen().origin == OWN
    assert REPORT in page.details.text()
    assert page.details.back.text() == "Take out"
    assert json.loads((tmp_path / own_tables.NAME).read_text())["figures"][0]["source"] == REPORT
    assert document.undo_stack.count() == 0  # no edit of the plan
    qtbot.mouseClick(page.toast.findChildren(QPushButton)[0], LEFT)
    assert document.tables == load_tables()
    assert own_tables.tables_in_use(tmp_path, TODAY).own == OwnTables()


def test_a_number_out_of_range_is_refused_in_place_then_kept_reset_undone_and_there_after_a_restart(
    page, document, theme, qtbot, tmp_path
):
    page.show_table("thresholds")
    page.table.choose("step2_low")
    shipped_value = document.tables.thresholds.step2_low
    said: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        try:
            for value in ("9000", "217"):
                dialog.fields["value"].clear()
                qtbot.keyClicks(dialog.fields["value"], value)
                dialog.fields["source"].clear()
                qtbot.keyClicks(dialog.fields["source"], "my adviser")
                qtbot.mouseClick(dialog.keep, LEFT)
                said.append(dialog.messages["value"].text())
        finally:
            dialog.reject()

    QTimer.singleShot(0, answer)
    qtbot.mouseClick(page.details.change, LEFT)
    assert said[0].startswith("9000 is not")
    assert said[1] == ""
    assert document.tables.thresholds.step2_low == 217
    again = FiguresPage(Document(load_tables(), lambda: TODAY, lambda: "n"), theme, tmp_path, Answering(theme))
    qtbot.addWidget(again)
    assert again.keeping.own == OwnTables(thresholds=(OwnThreshold("step2_low", 217, "my adviser"),))
    qtbot.mouseClick(page.details.back, LEFT)
    assert document.tables.thresholds.step2_low == shipped_value
    qtbot.mouseClick(page.toast.findChildren(QPushButton)[0], LEFT)
    assert document.tables.thresholds.step2_low == 217


def test_a_shipped_row_is_changed_and_goes_back(page, document, qtbot):
    page.show_table("thresholds")
    page.table.choose("interviews_enough.internal_medicine")
    fill(qtbot, page.details.change, value="8", source="my adviser")
    assert document.tables.thresholds.interviews("internal_medicine").value == 8
    assert page.table.chosen().before == "10"
    assert "Shipped: 10." in page.details.text()
    assert page.details.back.text() == "Back to the shipped one"
    qtbot.keyClick(page.table, KEY.Key_Delete)
    assert document.tables == load_tables()
    page.undo()
    assert document.tables.thresholds.interviews("internal_medicine").value == 8


def test_a_tier_and_a_fee_can_be_changed(page, document, qtbot):
    page.show_table("thresholds")
    page.table.choose("tiers.neurology")
    fill(qtbot, page.details.change, value="competitive", source="x")
    assert document.tables.thresholds.tier("neurology") == "competitive"
    page.show_table("fees")
    page.table.choose("eras.tiers.1-30")
    fill(qtbot, page.details.change, value="$12", source="AAMC, read today")
    assert document.tables.fees["eras"]["tiers"][0]["each"] == 12


def test_B11_8_a_fee_that_no_table_holds_is_added_counts_is_taken_out_and_is_there_after_a_restart(
    page, document, theme, qtbot, tmp_path
):
    page.show_table("fees")
    assert page.add.text() == "Add a fee"
    fill(qtbot, page.add, key="ophthalmology_service.base", value="$60", source="SF Match, 2027")
    fill(qtbot, page.add, key="ophthalmology_service.each", value="15", source="SF Match, 2027")
    line = cost_line("ophthalmology", 40, document.tables)
    assert (line.dollars, line.source, line.note) == (660, "SF Match, 2027, yours", "")
    row = page.table.chosen()
    assert (row.origin, row.cells[0]) == (OWN, "SF Match application, ophthalmology, each program")
    assert page.details.back.text() == "Take out"
    again = FiguresPage(Document(load_tables(), lambda: TODAY, lambda: "n"), theme, tmp_path, Answering(theme))
    qtbot.addWidget(again)
    again.show_table("fees")
    assert {fee.key for fee in again.keeping.own.fees} == {f"ophthalmology_service.{part}" for part in ("base", "each")}
    fill(qtbot, page.details.change, value="20", source="SF Match, 2027")
    assert cost_line("ophthalmology", 40, document.tables).dollars == 860
    page.undo()
    qtbot.mouseClick(page.details.back, LEFT)
    assert cost_line("ophthalmology", 40, document.tables).dollars == 60
    page.undo()
    page.undo()
    page.undo()
    assert document.tables == load_tables()
    assert cost_line("ophthalmology", 40, document.tables).dollars is None


def test_a_fee_beside_eras_is_named_as_yours_and_not_added_twice(page, document, qtbot):
    page.show_table("fees")
    before = cost_line("plastic_surgery", 40, document.tables)
    fill(qtbot, page.add, key="plastic_surgery_service.each", value="30", source="The service, 2027")
    after = cost_line("plastic_surgery", 40, document.tables)
    assert after.dollars == before.dollars
    assert after.note.endswith("for 40 programs it asks $1,200 (The service, 2027, yours).")


def test_what_cannot_be_is_said_under_its_field_and_keeps_the_dialog(document, theme, qtbot):
    dialog = RowDialog(theme, "thresholds", document.tables, OwnTables(), {"key": "step2_low", "value": 220},
                       fixed=("key",))  # fmt: skip
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog.keep, KEY.Key_Space)
    assert dialog.messages["source"].text() == "Say where it is from, with its year."
    qtbot.keyClicks(dialog.fields["source"], "x")
    for typed, said in (("9999", "(2-299)"), ("abc", '"abc" is not'), ("240", "does not lie below"), ("", "Allowed")):
        dialog.fields["value"].clear()
        qtbot.keyClicks(dialog.fields["value"], typed)
        qtbot.mouseClick(dialog.keep, LEFT)
        assert said in dialog.messages["value"].text()
        assert dialog.row is None
        assert dialog.isVisible()
    dialog.fields["value"].setText("215")
    qtbot.mouseClick(dialog.keep, LEFT)
    assert dialog.row == OwnThreshold("step2_low", 215, "x")


def test_only_the_values_of_the_chosen_figure_are_asked_for(document, theme, qtbot):
    dialog = RowDialog(theme, "figures", document.tables, OwnTables())
    qtbot.addWidget(dialog)
    dialog.show()
    measure = dialog.fields["measure"]
    measure.set_value("step2ck_median")
    measure.chosen.emit("step2ck_median")
    assert dialog.fields["matched"].isVisible()
    assert not dialog.fields["value"].isVisible()
    measure.set_value("match_rate")
    measure.chosen.emit("match_rate")
    assert dialog.fields["value"].isVisible()
    assert not dialog.fields["unmatched"].isVisible()


def test_B11_1_a_changed_season_date_offers_to_move_what_hangs_on_it(page, document, qtbot):
    before = document.plan
    page.show_table("season")
    page.table.choose(("review_opens", 2027))
    fill(qtbot, page.details.change, date="30 Sep 2026", source="AAMC, read today")
    assert document.plan == before
    assert page.move_note.isVisible()
    assert "hang on changed dates" in page.move_note.text()
    with qtbot.waitSignal(page.message) as said:
        page.move_note.link_followed.emit()
    assert said.args[0].endswith("moved with their dates")
    moved = [m for m in document.plan.milestones if m != before.milestone(m.id)]
    assert len(moved) > 1
    assert document.undo_stack.undoText() == "Move steps with their dates"
    assert not page.move_note.isVisible()
    document.undo_stack.undo()
    assert document.plan == before


# -- files


def test_own_rows_go_out_and_come_back_and_a_bad_file_changes_nothing(page, document, qtbot, tmp_path):
    mine = Figure("match_rate", "all", "us_img", 2026, "%", REPORT, value=60)
    page.keeping.keep([mine, OwnThreshold("interviews_enough.psychiatry", 12, "x")])
    out, sheet = tmp_path / "mine.json", tmp_path / "mine.csv"
    page.messages.paths = [out, sheet]
    page.files.export_own()
    page.files.export_csv()
    assert REPORT in sheet.read_text(encoding="utf-8-sig")
    page.files.drop_all()
    assert document.tables == load_tables()
    for path, count in ((sheet, 1), (out, 2)):
        page.messages.paths = [path]
        page.files.import_own()
        assert len(page.keeping.own.rows()) == count
    kept = page.keeping.own
    bad = tmp_path / "bad.csv"
    bad.write_text("measure,specialty,applicant_type,year,value,unit,source\nmatch_rate,all,us_img,2026,180,%,x\n")
    page.messages.paths = [bad]
    page.files.import_own()
    assert page.messages.errors[0].message == "bad.csv cannot be used."
    assert "row 2: value: 180 is not a percentage" in page.messages.errors[0].hint
    assert page.keeping.own == kept


def test_a_newer_table_is_taken_in_said_and_taken_out_again(page, document, tmp_path, qtbot):
    raw = {**shipped("fees"), "as_of": "2026-06-15"}
    path = tmp_path / "newer.json"
    path.write_text(json.dumps(raw))
    page.messages.paths = [path]
    page._document.today = lambda: date(2026, 7, 1)
    page.files.take_in()
    assert not page.messages.errors
    assert document.tables.taken_in == {"fees"}
    page.show_table("fees")
    assert "From a table file that you took in" in page._age.text()
    assert "15 June 2026" in page._age.text()
    assert set(column(page, "Whose")) == {"taken in"}
    qtbot.mouseClick(page._out, LEFT)
    assert document.tables.taken_in == frozenset()
    page.undo()
    assert document.tables.taken_in == {"fees"}
    page.undo()
    assert document.tables == load_tables()


def test_an_old_table_says_so_and_a_broken_file_is_named(document, theme, qtbot, tmp_path):
    (tmp_path / own_tables.NAME).write_text("{")
    page = FiguresPage(document, theme, tmp_path, Answering(theme))
    qtbot.addWidget(page)
    assert "own-tables.json in the data folder cannot be read" in page._note.text()
    day = date(2027, 6, 15)
    old = Document(own_tables.tables_in_use(tmp_path / "none", day).tables, lambda: day, lambda: "n")
    later = FiguresPage(old, theme, tmp_path / "none", Answering(theme))
    qtbot.addWidget(later)
    assert "more than a year ago" in later._note.text()


def test_without_a_plan_the_page_works_too(theme, qtbot, tmp_path):
    document = Document(load_tables(), lambda: TODAY, lambda: "n")
    page = FiguresPage(document, theme, tmp_path, Answering(theme))
    qtbot.addWidget(page)
    page.keeping.keep([OwnThreshold("step2_low", 215, "x")])
    assert document.tables.thresholds.step2_low == 215


@pytest.mark.parametrize("scheme", ["light", "contrast"])
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_it_can_be_painted_at_any_size(scheme, factor, theme, document, qtbot, qapp, tmp_path):
    theme.set_scheme(scheme)
    theme.set_factor(factor)
    page = FiguresPage(document, theme, tmp_path, Answering(theme))
    qtbot.addWidget(page)
    page.resize(1158, 738)
    page.show()
    qapp.processEvents()
    for table in ("figures", "thresholds", "season", "fees"):
        page.show_table(table)
        page.table.selectRow(0)
        assert not page.grab().isNull()


# -- the open window


def test_changes_act_at_once_in_the_open_window(qapp, theme, qtbot, tmp_path):
    plan = tmp_path / "nadia.reapply"
    with resource("samples", "sample.reapply") as sample:
        shutil.copy(sample, plan)
    folder = tmp_path / "data"
    folder.mkdir()
    window, _messages = open_window(qapp, theme, folder, TODAY)
    qtbot.addWidget(window)
    window.start(plan)
    window.show()
    space = window._workspace
    space.show_page("post_mortem")
    assert "about 10 interviews" in space.page.findChild(Funnel).accessibleName().lower()
    for other in ("today", "timeline", "path", "season", "figures"):
        space.show_page(other)
    page = space.page
    page.keeping.keep([
        OwnThreshold("interviews_enough.internal_medicine", 8, "my adviser"),
        Figure("match_rate", "internal_medicine", "non_us_img", 2026, "%", REPORT, value=51.5),
    ])  # fmt: skip
    assert space.page is page  # the page itself stays
    space.show_page("post_mortem")
    assert "about 8 interviews are taken as enough in internal medicine (yours: my adviser)" in (
        space.page.findChild(Funnel).accessibleName().lower())
    assert f"yours: {REPORT}, 2026" in space.page.findChild(Numbers).accessibleName()
    # Pages made before the change are gone for good: an edit of the plan reaches none of them.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    document = window._document
    document.change(document.plan.without([document.plan.milestones[0].id]), "Delete a step")
    qapp.processEvents()
    assert document.is_dirty
    document.undo_stack.undo()
    again, _ = open_window(qapp, theme, folder, TODAY)
    qtbot.addWidget(again)
    assert again._document.tables.thresholds.interviews("internal_medicine").value == 8
