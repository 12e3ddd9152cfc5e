"""The export dialog by clicks: what comes out, what is asked, what is recorded, and what a failure leaves behind."""

import threading
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QWidget

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.notes import Note
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.export_dialog import CHOOSE_ONE, IS_THE_PLAN, REPLACE, ExportDialog
from reapply_desktop.ui.export_job import ExportJob, Wish
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.settings import Settings

TODAY, NOW = date(2026, 6, 14), datetime(2026, 6, 14, 9, 41, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton


class Answering(Messages):
    """Answers every box with what the test decided, and keeps what was asked."""

    def __init__(self, theme, answer: str = "", target: Path | None = None) -> None:
        super().__init__(theme)
        self.answer, self.target, self.asked = answer, target, []

    def question(self, title, facts, buttons):
        self.asked.append((title, facts, tuple(buttons)))
        return self.answer

    def save_file(self, title, suggested, kinds, suffix):
        self.asked.append((title, suggested, suffix))
        return self.target


def step(key: str, title: str, category: str, day: date, **more) -> Milestone:
    return Milestone(key, title, category, day, more.pop("end", day), **more)


PLAN = Plan("3126ecb3-5998-52d3-abff-9640975a9bef", Answers(Applicant("us_md", "Nadia R"), (Application("pathology"),),
                                                            season=2027), (
    step("a", "Ask Dr. Osei & <b>co</b>", "letters", date(2026, 7, 20)),
    step("b", "Submit ERAS", "application", date(2026, 9, 2), notes="With the new statement"),
    step("c", "Research post", "position", date(2026, 6, 1), end=date(2027, 3, 12)),
    step("d", "Teaching abroad", "contingency", date(2027, 3, 20)),
    step("e", "Left out", "outreach", date(2026, 8, 1), status="dropped"),
))  # fmt: skip


@pytest.fixture
def document(qapp, tmp_path, monkeypatch) -> Document:
    monkeypatch.setenv("REAPPLY_DATA_DIR", str(tmp_path / "data"))
    made = Document(load_tables(), lambda: TODAY, lambda: "new")
    made.open(PLAN, None)
    return made


@pytest.fixture
def settings(tmp_path) -> Settings:
    kept = Settings(tmp_path)
    out = tmp_path / "out"
    out.mkdir()
    kept.setValue("export/folder", str(out))
    return kept


@pytest.fixture
def dialog(document, theme, settings, qtbot) -> ExportDialog:
    made = ExportDialog(document, theme, settings, messages=Answering(theme), now=lambda: NOW)
    qtbot.addWidget(made)
    made.show()
    return made


def press(dialog: ExportDialog, qtbot, name: str) -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, name), LEFT)


def tick(dialog: ExportDialog, qtbot, name: str) -> None:
    widget = dialog.findChild(Tick, name)
    qtbot.mouseClick(widget, LEFT, pos=widget.rect().center())


def export(dialog: ExportDialog, qtbot) -> None:
    press(dialog, qtbot, "export")
    qtbot.waitUntil(lambda: dialog._job is None, timeout=20_000)


def events(path: Path) -> list:
    return list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_the_count_says_what_stays_out_and_the_button_how_many(dialog, qtbot):
    assert dialog.preview.count.text() == "3 of 5 steps: 1 in Plan B and 1 dropped stay out"
    assert dialog._go.text() == "Export 3 steps"
    tick(dialog, qtbot, "plan_b")
    assert dialog.preview.count.text() == "4 of 5 steps: 1 dropped stays out"
    assert dialog._go.text() == "Export 4 steps"


def test_the_preview_reads_as_others_will_read_it(dialog, qtbot):
    assert dialog.findChild(Tick, "discreet").isChecked()
    rows = dialog.preview.rows.accessibleName()
    assert "Osei" not in rows
    assert "20 Jul: Letters" in rows
    assert "12 Mar: Work" in rows
    tick(dialog, qtbot, "discreet")
    assert "20 Jul: Ask Dr. Osei & <b>co</b>" in dialog.preview.rows.accessibleName()
    tick(dialog, qtbot, "spans")
    assert "1 Jun: Research post" in dialog.preview.rows.accessibleName()


def test_B9_1_a_calendar_is_written_discreet_without_plan_b_and_recorded(dialog, document, qtbot, tmp_path):
    export(dialog, qtbot)
    target = tmp_path / "out" / "Nadia’s year.ics"
    assert len(events(target)) == 3
    assert "Osei" not in target.read_text(encoding="utf-8")
    assert set(document.plan.exports) >= {"a", "b", "c"}
    assert document.undo_stack.count() == 0
    assert "Saved Nadia’s year.ics in out." in dialog._to.text()
    assert dialog._go.text() == "Close"
    press(dialog, qtbot, "export")
    assert dialog.result() == ExportDialog.DialogCode.Accepted


def test_all_four_kinds_come_out_at_once_and_can_be_read(dialog, qtbot, tmp_path):
    for kind in ("pdf", "xlsx", "csv"):
        tick(dialog, qtbot, f"kind-{kind}")
    export(dialog, qtbot)
    out = tmp_path / "out"
    assert {p.suffix for p in out.iterdir()} == {".ics", ".pdf", ".xlsx", ".csv"}
    assert len(PdfReader(out / "Nadia’s year.pdf").pages) > 2
    assert load_workbook(out / "Nadia’s year.xlsx")["Milestones"].max_row == 6
    assert (out / "Nadia’s year.csv").read_bytes().startswith(b"\xef\xbb\xbftitle,")


def test_a_pdf_alone_records_nothing_and_has_the_paper_chosen(dialog, document, qtbot, tmp_path):
    tick(dialog, qtbot, "kind-ics")
    assert dialog._said.text() == CHOOSE_ONE
    assert not dialog._go.isEnabled()
    tick(dialog, qtbot, "kind-pdf")
    dialog._paper.set_value("letter")
    export(dialog, qtbot)
    page = PdfReader(tmp_path / "out" / "Nadia’s year.pdf").pages[0]
    assert (float(page.mediabox.width), float(page.mediabox.height)) == (612, 792)
    assert document.plan.exports == {}


def test_a_file_that_is_there_is_replaced_only_when_asked_for(dialog, document, qtbot, tmp_path, theme, settings):
    target = tmp_path / "out" / "Nadia’s year.ics"
    target.write_text("mine", encoding="utf-8")
    press(dialog, qtbot, "export")
    assert dialog._job is None
    assert target.read_text(encoding="utf-8") == "mine"
    title, facts, buttons = dialog._messages.asked[-1]
    assert title == "Replace Nadia’s year.ics?"
    assert "out" in facts
    assert buttons[-1] == "Cancel"
    dialog._messages.answer = REPLACE
    export(dialog, qtbot)
    assert len(events(target)) == 3
    # What was written from here before is its own business: no second question.
    again = ExportDialog(document, theme, settings, messages=Answering(theme), now=lambda: NOW)
    qtbot.addWidget(again)
    export(again, qtbot)
    assert again._messages.asked == []


def test_the_place_can_be_changed_and_the_plan_itself_is_refused(dialog, document, qtbot, tmp_path):
    other = tmp_path / "elsewhere"
    other.mkdir()
    dialog._messages.target = other / "My calendar.ics"
    qtbot.mouseClick(dialog._change, LEFT)
    assert "elsewhere / My calendar.ics" in dialog._to.text()
    document.path = other / "My calendar.ics"
    press(dialog, qtbot, "export")
    assert dialog._said.text() == IS_THE_PLAN
    document.path = None
    export(dialog, qtbot)
    assert (other / "My calendar.ics").is_file()


def test_a_failed_export_leaves_the_old_file_says_why_and_records_nothing(dialog, document, qtbot, tmp_path):
    (tmp_path / "out" / "Nadia’s year.ics").mkdir()
    dialog._messages.answer = REPLACE
    export(dialog, qtbot)
    assert "Not saved: Nadia’s year.ics" in dialog._said.text()
    assert document.plan.exports == {}
    assert dialog._go.text() == "Export 3 steps"
    assert dialog._go.isEnabled()
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["Nadia’s year.ics"]


def test_the_window_stays_free_and_cancel_writes_nothing(document, theme, settings, qtbot, tmp_path, monkeypatch):
    going, go_on, threads = threading.Event(), threading.Event(), []

    def slow(self, made):
        threads.append(threading.current_thread() is threading.main_thread())
        going.set()
        go_on.wait(10)
        return b"never written"

    monkeypatch.setattr(ExportJob, "_calendar", slow)
    dialog = ExportDialog(document, theme, settings, messages=Answering(theme), now=lambda: NOW)
    qtbot.addWidget(dialog)
    dialog.show()
    press(dialog, qtbot, "export")
    qtbot.waitUntil(going.is_set)
    assert threads == [False]
    qtbot.waitUntil(lambda: dialog._to.text() == "Writing the calendar")
    assert dialog._bar.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    go_on.set()
    qtbot.waitUntil(lambda: dialog._job is None)
    assert dialog._said.text() == "Cancelled. Nothing was written."
    assert list((tmp_path / "out").iterdir()) == []
    press(dialog, qtbot, "cancel")
    assert not dialog.isVisible()


def test_what_nobody_expected_comes_out_as_a_sentence(document, qtbot, tmp_path, monkeypatch):
    def broken(self, made):
        raise ZeroDivisionError

    monkeypatch.setattr(ExportJob, "_csv", broken)
    job = ExportJob(PLAN, document.tables, TODAY, NOW, Wish({"csv": tmp_path / "x.csv"}))
    with qtbot.waitSignal(job.ended) as told:
        job.start()
    job.wait()
    (failure,) = told.args[0].failures
    assert isinstance(failure, UserError)
    assert "untouched" in failure.hint
    assert not (tmp_path / "x.csv").exists()


def test_show_in_folder_opens_the_folder(dialog, qtbot, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(Path(url.toLocalFile())) or True)
    export(dialog, qtbot)
    press(dialog, qtbot, "show_in_folder")
    assert opened == [tmp_path / "out"]


def test_choices_are_remembered_but_discretion_is_always_on_again(dialog, document, theme, settings, qtbot):
    tick(dialog, qtbot, "discreet")
    tick(dialog, qtbot, "kind-csv")
    tick(dialog, qtbot, "spans")
    export(dialog, qtbot)
    again = ExportDialog(document, theme, settings, now=lambda: NOW)
    qtbot.addWidget(again)
    assert again.findChild(Tick, "discreet").isChecked()
    assert again.findChild(Tick, "kind-csv").isChecked()
    assert again.findChild(Tick, "spans").isChecked()


def test_a_plan_without_steps_has_nothing_to_export(document, theme, settings, qtbot):
    document.open(replace(PLAN, milestones=()), None)
    dialog: QWidget = ExportDialog(document, theme, settings)
    qtbot.addWidget(dialog)
    assert not dialog._go.isEnabled()


# -- how it lies on the screen


def place(widget: QWidget, dialog: ExportDialog) -> QRect:
    return QRect(widget.mapTo(dialog, QPoint()), widget.size())


@pytest.mark.parametrize("room", [QSize(1366, 768), QSize(1024, 600)])
@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
def test_the_foot_is_on_every_screen_at_every_text_size(document, theme, settings, qtbot, monkeypatch, room, factor):
    class Screen:
        def availableSize(self) -> QSize:
            return room

    theme.set_factor(factor)
    steps = tuple(step(f"m{n}", f"Step {n} of a long year with many words", "letters", date(2026, 8, n + 1))
                  for n in range(12))
    document.open(replace(PLAN, milestones=steps), None)
    monkeypatch.setattr(ExportDialog, "screen", lambda self: Screen())
    dialog = ExportDialog(document, theme, settings, messages=Answering(theme), now=lambda: NOW)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.wait(20)
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height() - 40
    parts = [dialog._change, dialog._cancel, dialog._go]
    for part in parts:
        assert dialog.rect().contains(place(part, dialog))
        assert part.width() >= part.minimumSizeHint().width()
    assert dialog._to.height() >= dialog._to.heightForWidth(dialog._to.width())
    assert dialog.findChild(Scroll).horizontalScrollBar().maximum() == 0
    assert dialog.preview.isVisible()
    assert place(dialog._ticks["ics"], dialog).top() == place(dialog._ticks["pdf"], dialog).top()
    assert dialog._ticks["ics"]._row.top(dialog._ticks["ics"].size()) == \
        dialog._ticks["pdf"]._row.top(dialog._ticks["pdf"].size())
    dialog._ticks["ics"].setFocus()
    export(dialog, qtbot)
    assert dialog.findChild(Scroll).verticalScrollBar().value() == 0
    assert dialog.rect().contains(place(dialog._go, dialog))
    assert dialog._to.height() >= dialog._to.heightForWidth(dialog._to.width())


def test_change_follows_the_path_and_all_of_the_foot_stands_on_one_line(dialog, qtbot):
    words, change = place(dialog._to, dialog), place(dialog._change, dialog)
    assert 0 < change.left() - words.right() < 24
    assert change.left() < dialog.width() / 2
    assert abs(change.center().y() - words.center().y()) <= 1
    export(dialog, qtbot)
    qtbot.wait(20)
    said, show, close = (place(widget, dialog) for widget in (dialog._to, dialog._show, dialog._go))
    assert 0 < show.left() - said.right() < 24
    assert abs(show.center().y() - said.center().y()) <= 1
    assert abs(close.center().y() - said.center().y()) <= 1


def test_a_calendar_of_its_own_is_called_the_safest_way_where_there_is_a_calendar(dialog, qtbot):
    note = dialog.preview.findChild(Note)
    assert note.isVisible()
    assert "Safest is a calendar of its own" in note.text()
    assert "delete that calendar and import again" in note.text()
    tick(dialog, qtbot, "kind-pdf")
    tick(dialog, qtbot, "kind-ics")
    assert not note.isVisible()
