"""The window itself: frames, menus and keys, title, sidebar, toast, colours and text size, dropping a file, leaving."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from plan_values import small_plan
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QListView, QMenu, QPushButton
from pytestqt.qtbot import QtBot
from real_window import Answering, open_window

from reapply_desktop.services import storage
from reapply_desktop.ui.controls.toast import Toast
from reapply_desktop.ui.files import CANCEL, DO_NOT_SAVE
from reapply_desktop.ui.interview.view import InterviewView
from reapply_desktop.ui.main_window import MainWindow
from reapply_desktop.ui.page_list import PAGES
from reapply_desktop.ui.pages.welcome_page import WelcomePage
from reapply_desktop.ui.sidebar import FOLDED, WIDE, Sidebar
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.workspace import Workspace

Opened = Callable[..., tuple[MainWindow, Answering]]


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    path = tmp_path / "nadia.reapply"
    storage.save(small_plan(), path)
    return path


@pytest.fixture
def opened(qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path) -> Opened:
    """Makes and shows the window, with its data in the test's folder."""

    def make(plan: Path | None = None, width: int = 1600, height: int = 900) -> tuple[MainWindow, Answering]:
        folder = tmp_path / "data"
        folder.mkdir(exist_ok=True)
        window, messages = open_window(qapp, theme, folder)
        qtbot.addWidget(window, before_close_func=lambda w: messages.answers.extend([DO_NOT_SAVE] * 3))
        window.start(plan)
        window.resize(width, height)
        window.show()
        qtbot.waitUntil(window.isActiveWindow, timeout=2000)
        return window, messages

    return make


def action(window: MainWindow, name: str) -> QAction:
    return window._commands[name]


def menu(window: MainWindow, title: str) -> QMenu:
    (found,) = [a.menu() for a in window.menuBar().actions() if a.text() == title]
    assert isinstance(found, QMenu)
    return found


def frame(window: MainWindow) -> object:
    return window._frames.currentWidget()


def rename(window: MainWindow, title: str = "New name") -> None:
    plan = window._document.plan
    assert plan is not None
    window._document.change(plan.with_milestone(replace(plan.milestones[0], title=title)), "Rename step")


def test_without_anything_the_welcome_page_comes(opened: Opened) -> None:
    window, _ = opened()
    assert isinstance(frame(window), WelcomePage)
    assert window.windowTitle() == "ReApply Desktop"
    assert not action(window, "save").isEnabled()


def test_a_plan_comes_with_its_name_and_today(opened: Opened, plan_file: Path) -> None:
    window, _ = opened(plan_file)
    space = frame(window)
    assert isinstance(space, Workspace)
    assert space.current == "today"
    assert window.windowTitle() == "nadia[*] – ReApply Desktop"
    assert action(window, "save").isEnabled()


def test_a_plan_that_cannot_be_read_leaves_the_welcome_page(opened: Opened, tmp_path: Path) -> None:
    bad = tmp_path / "bad.reapply"
    bad.write_text("{")
    window, messages = opened(bad)
    assert isinstance(frame(window), WelcomePage)
    assert len(messages.errors) == 1


def test_the_plan_open_last_opens_again_with_size_and_sidebar(opened: Opened, plan_file: Path) -> None:
    window, _ = opened(plan_file)
    action(window, "sidebar").trigger()
    window.resize(1000, 640)
    window.close()
    again, _ = opened(None, 1000, 640)
    assert isinstance(frame(again), Workspace)
    assert again._document.path == plan_file
    assert (again.width(), again.height()) == (1000, 640)
    assert again.findChild(Sidebar).is_folded


def test_every_menu_has_a_mnemonic_and_no_two_commands_share_keys(opened: Opened, plan_file: Path) -> None:
    window, _ = opened(plan_file)
    titles = [a.text() for a in window.menuBar().actions()]
    assert titles == ["&File", "&Edit", "&Plan", "&View", "&Go", "&Help"]
    keys: dict[str, str] = {}
    for title in titles:
        for entry in menu(window, title).actions():
            for shortcut in entry.shortcuts():
                said = shortcut.toString()
                assert keys.setdefault(said, entry.text()) == entry.text(), said
    for wanted in ("Ctrl+S", "Ctrl+O", "Ctrl+N", "Ctrl+Z", "Ctrl+B", "Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+Shift+S"):
        assert QKeySequence(wanted).toString() in keys, wanted


def test_undo_names_the_edit_and_the_title_marks_it(opened: Opened, plan_file: Path, qtbot: QtBot) -> None:
    window, _ = opened(plan_file)
    assert not action(window, "undo").isEnabled()
    rename(window)
    assert "Rename step" in action(window, "undo").text()
    qtbot.waitUntil(window.isWindowModified, timeout=1000)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not window.isWindowModified(), timeout=1000)
    assert window._document.plan == small_plan()
    assert "Rename step" in action(window, "redo").text()


def test_ctrl_s_saves_and_the_foot_says_when(opened: Opened, plan_file: Path, qtbot: QtBot) -> None:
    window, _ = opened(plan_file)
    rename(window, "Saved by key")
    foot = window.findChild(Sidebar)._foot_text
    qtbot.waitUntil(lambda: foot.text().startswith("Changed since"), timeout=1000)
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert storage.load(plan_file).milestones[0].title == "Saved by key"
    assert foot.text().startswith("Saved ")
    assert foot.text().endswith("only on this computer")


def test_the_sidebar_says_whose_year_which_path_and_match(opened: Opened, plan_file: Path) -> None:
    window, _ = opened(plan_file)
    lines = [label.text() for label in window.findChild(Sidebar)._head._labels]
    assert lines == ["Nadia’s year", "Path not chosen yet", "Match 2027"]


def test_pages_are_reached_by_click_by_menu_and_by_key(opened: Opened, plan_file: Path, qtbot: QtBot) -> None:
    window, _ = opened(plan_file)
    space = window.findChild(Workspace)
    pages = window.findChild(Sidebar).findChild(QListView)
    row = next(r for r in range(pages.model().rowCount()) if pages.model().index(r, 0).data() == "Path")
    place = pages.visualRect(pages.model().index(row, 0)).center()
    qtbot.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert space.current == "path"
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert space.current == "post_mortem"
    go = {a.objectName(): a for a in menu(window, "&Go").actions()}
    assert [page for page, entry in go.items() if entry.isChecked()] == ["post_mortem"]
    go["timeline"].trigger()
    assert space.current == "timeline"


def test_a_page_is_made_only_when_it_is_shown(opened: Opened, plan_file: Path) -> None:
    window, _ = opened(plan_file)
    assert set(window.findChild(Workspace)._made) == {"today"}


def test_the_sidebar_lists_the_pages_that_exist(opened: Opened, plan_file: Path) -> None:
    window, _ = opened(plan_file)
    model = window.findChild(Sidebar).findChild(QListView).model()
    shown = [model.index(r, 0).data() for r in range(model.rowCount())]
    assert [s for s in shown if s not in ("Understand", "Apply")] == [p.title for p in PAGES]
    assert shown[0] == "Today"


def test_every_plan_opens_on_today(opened: Opened, plan_file: Path, tmp_path: Path) -> None:
    """Whatever page was left, of this plan or another: what is on today comes first."""
    window, _ = opened(plan_file)
    window._go_to("path")
    other = tmp_path / "other.reapply"
    storage.save(replace(small_plan(), id="22222222-2222-4222-8222-222222222222"), other)
    window.files.open_path(other)
    assert window.findChild(Workspace).current == "today"
    window._go_to("season")
    window.close()
    again, _ = opened(other)
    assert again.findChild(Workspace).current == "today"


def test_the_page_stays_when_the_text_grows(opened: Opened, plan_file: Path) -> None:
    window, _ = opened(plan_file)
    window._go_to("season")
    action(window, "larger").trigger()
    assert window.findChild(Workspace).current == "season"
    window.files.open_path(plan_file)
    assert window._workspace.current == "today"


def test_a_copy_just_saved_keeps_its_page(opened: Opened, plan_file: Path, tmp_path: Path) -> None:
    window, messages = opened(plan_file)
    window._go_to("path")
    messages.paths = [tmp_path / "copy.reapply"]
    action(window, "save_as").trigger()
    assert window._document.path == tmp_path / "copy.reapply"
    assert window.findChild(Workspace).current == "path"


def test_find_leads_to_steps_pages_and_commands(opened: Opened, plan_file: Path, qtbot: QtBot) -> None:
    window, messages = opened(plan_file)
    for typed, page in (("season d", "season"), ("step 1", "timeline")):
        qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        box = window._find_box
        assert box is not None
        assert box.isVisible()
        qtbot.keyClicks(box.field, typed)
        qtbot.keyClick(box.field, Qt.Key.Key_Return)
        assert not box.isVisible()
        assert window.findChild(Workspace).current == page
    assert [window._document.plan.milestone(i).title for i in window.findChild(Workspace).page.table.chosen_ids()] \
        == ["Step 1"]
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window._find_box.field, "check the plan")
    qtbot.keyClick(window._find_box.field, Qt.Key.Key_Return)
    assert messages.read_titles == ["Nadia’s year, checked"]


def test_the_sidebar_folds_by_hand_and_by_itself_beside_an_inspector(
    opened: Opened, plan_file: Path, qtbot: QtBot
) -> None:
    window, _ = opened(plan_file, 1600)
    window._go_to("timeline")
    side = window.findChild(Sidebar)
    inspector = window.findChild(Workspace).page.inspector
    assert not inspector.isHidden()
    assert side.width() == WIDE
    window.resize(1366, 768)
    qtbot.waitUntil(lambda: side.width() == FOLDED, timeout=1000)
    inspector.hide()
    qtbot.waitUntil(lambda: side.width() == WIDE, timeout=1000)
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert side.width() == FOLDED
    assert not action(window, "sidebar").isChecked()
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert side.width() == WIDE


def test_what_a_page_says_becomes_a_toast_whose_undo_undoes(opened: Opened, plan_file: Path, qtbot: QtBot) -> None:
    window, _ = opened(plan_file)
    rename(window)
    window.findChild(Workspace).page.message.emit("Renamed a step", True)
    toast = window.findChild(Toast)
    assert toast.isVisible()
    assert toast.text() == "Renamed a step"
    (undo,) = [b for b in toast.findChildren(QPushButton) if b.text() == "Undo"]
    qtbot.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert window._document.plan == small_plan()


def test_the_edit_menu_holds_what_the_page_can_do(opened: Opened, plan_file: Path) -> None:
    window, _ = opened(plan_file)
    window._go_to("timeline")
    edit = menu(window, "&Edit")
    for _ in range(2):
        edit.aboutToShow.emit()
        said = [a.text().split("\t")[0] for a in edit.actions() if a.isVisible() and not a.isSeparator()]
        assert {"Duplicate", "Delete", "New step"} <= set(said)
        assert said.count("Delete") == 1


@pytest.mark.parametrize("scheme", ["dark", "contrast", "light"])
def test_colours_change_at_once_and_are_remembered(opened: Opened, plan_file: Path, scheme: str) -> None:
    window, _ = opened(plan_file)
    window.findChild(QAction, f"scheme_{scheme}").trigger()
    assert window.theme.scheme == scheme
    assert window._settings.text("view/colours") == scheme


def test_larger_text_lays_the_window_out_anew_and_keeps_the_page(
    opened: Opened, plan_file: Path, qtbot: QtBot
) -> None:
    window, _ = opened(plan_file)
    window._go_to("timeline")
    before = window.findChild(Sidebar).width()
    for _ in range(5):
        qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.theme.factor == 2.0
    space = frame(window)
    assert isinstance(space, Workspace)
    assert space.current == "timeline"
    assert space.sidebar.width() in (2 * before, 2 * FOLDED)
    assert window._settings.number("view/text", 0) == 2.0
    action(window, "usual").trigger()
    assert window.theme.factor == pytest.approx(1.0, abs=0.3)


def drop(window: MainWindow, path: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    enter = QDragEnterEvent(
        QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    enter.setAccepted(False)
    window.dragEnterEvent(enter)
    if enter.isAccepted():
        window.dropEvent(
            QDropEvent(
                QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
            )
        )
    return enter.isAccepted()


def test_a_plan_dropped_on_the_window_opens_and_another_file_does_not(
    opened: Opened, plan_file: Path, tmp_path: Path
) -> None:
    window, _ = opened()
    note = tmp_path / "note.txt"
    note.write_text("")
    assert not drop(window, note)
    assert drop(window, plan_file)
    assert window._document.path == plan_file


def test_closing_asks_about_unsaved_changes_and_cancel_keeps_the_window(opened: Opened, plan_file: Path) -> None:
    window, messages = opened(plan_file)
    rename(window)
    messages.answers = [CANCEL]
    assert not window.close()
    assert window.isVisible()
    messages.answers = [DO_NOT_SAVE]
    assert window.close()
    assert storage.load(plan_file) == small_plan()


def test_closing_the_plan_leads_back_to_the_welcome_page_that_lists_it(
    opened: Opened, plan_file: Path, qtbot: QtBot
) -> None:
    window, _ = opened(plan_file)
    qtbot.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(frame(window), WelcomePage)
    assert [b.text() for b in frame(window).findChildren(QPushButton) if b.text() == "nadia"] == ["nadia"]


def test_recent_plans_stand_in_the_menu_and_missing_ones_are_greyed(
    opened: Opened, plan_file: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other & more.reapply"
    storage.save(small_plan(), other)
    window, _ = opened(plan_file)
    window.files.open_path(other)
    plan_file.unlink()
    window.files.recent_changed.emit()
    entries = [(a.text(), a.isEnabled()) for a in window._menus._recent.actions() if not a.isSeparator()]
    assert entries == [("&1 other && more", True), ("&2 nadia (not found)", False), ("&Forget this list", True)]


def test_help_shows_lines_parts_and_itself_offline(opened: Opened) -> None:
    """B8.5: the help lines are one click away."""
    window, messages = opened()
    for name in ("support", "built_on", "about"):
        action(window, name).trigger()
    assert messages.read_titles == ["If it gets too heavy", "What ReApply is built on", "ReApply Desktop"]


def test_the_plan_can_be_checked(opened: Opened, plan_file: Path) -> None:
    window, messages = opened(plan_file)
    action(window, "check").trigger()
    assert messages.read_titles == ["Nadia’s year, checked"]


def test_the_interview_takes_the_whole_window_and_leaving_it_comes_back(opened: Opened, qtbot: QtBot) -> None:
    window, _ = opened()
    (begin,) = [b for b in frame(window).findChildren(QPushButton) if b.objectName() == "begin"]
    qtbot.mouseClick(begin, Qt.MouseButton.LeftButton)
    view = frame(window)
    assert isinstance(view, InterviewView)
    assert not action(window, "open").isEnabled()
    view.leave()
    assert isinstance(frame(window), WelcomePage)


def test_the_sample_opens_without_a_file_and_asks_nothing_when_left_alone(opened: Opened) -> None:
    window, messages = opened()
    action(window, "sample").trigger()
    assert window._document.path is None
    assert window.windowTitle().startswith("Sample plan")
    assert window.findChild(Sidebar)._foot_text.text().startswith("A sample to look at")
    assert window.close()
    assert messages.asked == []


def test_B8_5_help_lines_are_one_click_away_on_every_page(opened: Opened, plan_file: Path, qtbot: QtBot) -> None:
    window, messages = opened(plan_file)
    sidebar = window.findChild(Sidebar)
    for folded in (False, True):
        sidebar.set_folded(folded)
        (heavy,) = [b for b in sidebar.findChildren(QAbstractButton, "support") if b.isVisible()]
        assert heavy.focusPolicy() & Qt.FocusPolicy.TabFocus
        assert heavy.accessibleName() == "If it gets too heavy"
        assert sidebar.rect().contains(heavy.geometry())
        heavy.setFocus()
        qtbot.keyClick(heavy, Qt.Key.Key_Space)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert messages.read_titles == ["If it gets too heavy"] * 3


def test_B8_5_help_lines_are_one_click_away_before_there_is_a_plan(opened: Opened, qtbot: QtBot) -> None:
    window, messages = opened()
    (heavy,) = window.findChildren(QAbstractButton, "support")
    qtbot.mouseClick(heavy, Qt.MouseButton.LeftButton)
    window.interview.begin()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert messages.read_titles == ["If it gets too heavy"] * 2
