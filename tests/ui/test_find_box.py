"""Ctrl+K by keys and clicks: typing narrows, arrows and Enter choose, Esc leaves."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from reapply_desktop.domain.finding_things import COMMAND, PAGE, STEP, Thing
from reapply_desktop.ui.find_box import FindBox, command_things, page_things
from reapply_desktop.ui.page_list import PAGES

TODAY = date(2026, 6, 14)
KEY = Qt.Key
THINGS = (
    Thing(PAGE, "timeline", "Timeline", "Page", "calendar-days"),
    Thing(COMMAND, "export", "Export…", "Ctrl E", "chevron-right"),
    Thing(STEP, "a", "Letter talks", "13 Jul 2026", "letters"),
    Thing(STEP, "b", "Letters uploaded", "21 Aug 2026", "letters"),
)


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def found(window, theme) -> FindBox:
    made = FindBox(theme, window)
    made.ask(THINGS)
    return made


def texts(box: FindBox) -> list[str]:
    return [box.model.index(n).data() for n in range(box.model.rowCount())]


def test_it_opens_over_the_window_with_everything_in_it(found, window):
    assert found.isVisible()
    assert texts(found) == ["Timeline", "Export…", "Letter talks", "Letters uploaded"]
    assert found.list.currentIndex().row() == 0
    inside = window.rect().translated(window.mapToGlobal(window.rect().topLeft()))
    assert inside.contains(found.geometry())


def test_typing_narrows_and_enter_takes_the_first(found, qtbot):
    qtbot.keyClicks(found.field, "let upl")
    assert texts(found) == ["Letters uploaded"]
    with qtbot.waitSignal(found.chosen) as chosen:
        qtbot.keyClick(found.field, KEY.Key_Return)
    assert chosen.args == [STEP, "b"]
    assert not found.isVisible()


def test_arrows_walk_and_wrap(found, qtbot):
    qtbot.keyClick(found.field, KEY.Key_Down)
    assert found.list.currentIndex().row() == 1
    qtbot.keyClick(found.field, KEY.Key_Up)
    qtbot.keyClick(found.field, KEY.Key_Up)
    assert found.list.currentIndex().row() == 3
    with qtbot.waitSignal(found.chosen) as chosen:
        qtbot.keyClick(found.field, KEY.Key_Enter)
    assert chosen.args == [STEP, "b"]


def test_a_click_chooses(found, qtbot):
    place = found.list.visualRect(found.model.index(1)).center()
    with qtbot.waitSignal(found.chosen) as chosen:
        qtbot.mouseClick(found.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [COMMAND, "export"]


@pytest.mark.parametrize(("key", "modifier"), [(KEY.Key_Escape, Qt.KeyboardModifier.NoModifier),
                                               (KEY.Key_K, Qt.KeyboardModifier.ControlModifier)])
def test_escape_and_the_same_keys_leave_it(found, qtbot, key, modifier):
    chosen = []
    found.chosen.connect(lambda *args: chosen.append(args))
    qtbot.keyClick(found.field, key, modifier)
    assert not found.isVisible()
    assert chosen == []


def test_nothing_found_says_so_and_enter_does_nothing(found, qtbot):
    qtbot.keyClicks(found.field, "zebra")
    assert not found.list.isVisible()
    assert found._nothing.isVisible()
    assert found._nothing.text() == "Nothing holds “zebra”. Fewer letters find more."
    qtbot.keyClick(found.field, KEY.Key_Return)
    assert found.isVisible()
    found.ask(THINGS)
    assert found.field.text() == ""
    assert found.list.isVisible()


def test_pages_and_commands_come_from_what_the_window_has(window):
    assert [thing.id for thing in page_things(PAGES)] == [page.id for page in PAGES]
    export, off = QAction("Save && &export…", window), QAction("Off", window)
    export.setShortcut("Ctrl+E")
    off.setEnabled(False)
    things = command_things({"export": export, "off": off})
    assert [(thing.id, thing.text, thing.detail) for thing in things] == [("export", "Save & export…", "Ctrl E")]


def test_what_a_person_typed_is_no_markup_and_long_titles_stay_inside(found, qapp):
    found.ask((Thing(STEP, "x", "<b>" + "Long " * 60, "1 Jun 2026", "exams"),))
    qapp.processEvents()
    assert texts(found)[0].startswith("<b>")
    assert found.list.horizontalScrollBar().maximum() == 0


def test_a_name_in_arabic_does_not_move_the_line(found, qapp):
    def lowest(text: str) -> int:
        found.field.setText(text)
        image = found.field.grab().toImage()
        ground = image.pixel(image.width() - 2, 2)
        return max(y for y in range(image.height()) for x in range(9, 20) if image.pixel(x, y) != ground)

    assert lowest("Hello Hello") == lowest("Hello \u0645\u0647\u0646\u062f")


def test_the_model_is_sound(found, qtmodeltester):
    qtmodeltester.check(found.model)
