"""The controls by mouse, keyboard and screen reader, in every scheme and at 200 % text."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision, Exam
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.rows_text import read_rows
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.controls.buttons import button, icon_button, link
from reapply_desktop.ui.controls.charts import Bar, BarChart, Funnel, Step
from reapply_desktop.ui.controls.choices import Radio, RadioCard, Tick
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.date_field import DateField, parse_day
from reapply_desktop.ui.controls.fields import CheckedField, FieldMessage, NumberField
from reapply_desktop.ui.controls.focus_ring import FocusRing
from reapply_desktop.ui.controls.notes import EmptyPage, Note
from reapply_desktop.ui.controls.one_line import steady
from reapply_desktop.ui.controls.page_head import PageHead
from reapply_desktop.ui.controls.pen_ring import PenRing, ring
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.segments import Segments
from reapply_desktop.ui.controls.tag import KINDS, Strength, Tag
from reapply_desktop.ui.controls.text import Label, Prose, heading, label, line, title
from reapply_desktop.ui.controls.toast import STAYS, Toast
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.path_page import PathPage
from reapply_desktop.ui.pages.post_mortem_page import PostMortemPage
from reapply_desktop.ui.theme import SCHEMES, Theme
from reapply_desktop.ui.timeline.title_edit import TitleEdit


class Show:
    """Shows widgets below one another in an active window and keeps them alive until the test is over."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._windows: list[QWidget] = []

    def __call__(self, *widgets: QWidget, width: int = 500) -> QWidget:
        window = QWidget()
        self._windows.append(window)
        self._qtbot.addWidget(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        column.addStretch(1)
        window.resize(width, 400)
        window.show()
        window.activateWindow()
        self._qtbot.waitUntil(window.isActiveWindow)
        return window


@pytest.fixture
def show(qtbot: QtBot) -> Show:
    return Show(qtbot)


def role_of(widget: QWidget) -> QAccessible.Role:
    return QAccessible.queryAccessibleInterface(widget).role()


# -- days


@pytest.mark.parametrize(
    "typed",
    [
        "12 Oct 2025",
        "12 October 2025",
        " 12  oct  2025 ",
        "12. Oct. 2025",
        "12-Oct-2025",
        "Oct 12, 2025",
        "October 12 2025",
        "Oct 12th, 2025",
        "2025-10-12",
        "2025/10/12",
        "10/12/2025",
        "10-12-2025",
    ],
)
def test_a_day_may_be_typed_in_any_usual_way(typed: str) -> None:
    assert parse_day(typed) == date(2025, 10, 12)


@pytest.mark.parametrize(("typed", "day"), [("", None), ("  ", None), ("9 Sept 2026", date(2026, 9, 9))])
def test_empty_is_not_known(typed: str, day: date | None) -> None:
    assert parse_day(typed) == day


def test_a_day_first_date_is_read_when_it_can_only_be_that() -> None:
    assert parse_day("23/10/2025") == date(2025, 10, 23)


@pytest.mark.parametrize("typed", ["12.10.2026", "12. 10. 2026", "10/12/2026", "2026-10-12", "Mon, 12 Oct 2026"])
def test_a_field_reads_a_day_as_a_pasted_table_does(typed: str) -> None:
    (pasted,) = read_rows(f"Step\tFrom\nA\t{typed}", date(2026, 6, 14), lambda: "n", lambda _zone: True).steps
    assert parse_day(typed) == pasted.start == date(2026, 10, 12)


@pytest.mark.parametrize(
    ("typed", "words"),
    [("30 Feb 2026", "no such day"), ("12 Oct", "year is missing"), ("2025", "12 Oct 2025"), ("12 Okt 2025", "12 Oct")],
)
def test_what_is_no_day_is_explained(typed: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        parse_day(typed)


def test_a_date_field_is_read_when_left_and_written_in_words(theme: Theme, qtbot: QtBot, show: Show) -> None:
    field, other = DateField(theme), QLineEdit()
    show(field, other)
    field.setFocus()
    QTest.keyClicks(field, "10/12/2025")
    with qtbot.waitSignal(field.value_changed) as caught:
        other.setFocus()
    assert caught.args == [date(2025, 10, 12)]
    assert field.text() == "12 Oct 2025"
    assert field.day() == date(2025, 10, 12)
    field.clear()
    field.check()
    assert field.day() is None
    assert field.problem() == ""


def test_a_date_outside_its_range_keeps_what_was_typed(theme: Theme, show: Show) -> None:
    field = DateField(theme, date(2025, 1, 1), date(2025, 12, 31), "The season of 2025: 1 Jan to 31 Dec 2025.")
    show(field)
    field.setFocus()
    QTest.keyClicks(field, "3 Mar 2031")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "3 Mar 2031"
    assert field.day() is None
    assert field.problem().startswith("The season of 2025")
    assert field.property("state") == "error"


def test_a_date_field_steps_by_days_and_opens_a_calendar_by_keyboard(theme: Theme, show: Show) -> None:
    field = DateField(theme)
    show(field)
    field.set_day(date(2026, 2, 28))
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.day() == date(2026, 3, 1)
    QTest.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    field.open_calendar()
    field.picked(None)
    assert field.day() is None


# -- numbers


def test_a_number_is_checked_after_a_rest_and_never_clamped(theme: Theme, qtbot: QtBot, show: Show) -> None:
    field = NumberField(theme, 1, 300, message="A Step 2 CK score lies between 1 and 300.")
    show(field)
    field.setFocus()
    QTest.keyClicks(field, "331")
    assert field.problem() == ""  # nobody is corrected in the middle of a number
    with qtbot.waitSignal(field.problem_changed, timeout=2000):
        pass
    assert (field.text(), field.value()) == ("331", None)
    assert field.problem() == "A Step 2 CK score lies between 1 and 300."
    assert field.accessibleDescription() == field.problem()
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert field.problem() == ""  # but right is right at once
    assert field.value() == 33


@pytest.mark.parametrize(
    ("typed", "value", "wrong"),
    [("3.75", 3.75, False), ("3,7", 3.7, False), ("", None, False), ("4.01", None, True), ("x", None, True)],
)
def test_decimals(theme: Theme, show: Show, typed: str, value: float | None, wrong: bool) -> None:
    field = NumberField(theme, 0, 4, decimals=2)
    show(field)
    QTest.keyClicks(field, typed)
    assert field.check() is not wrong
    assert field.value() == value
    assert field.text() == typed


def test_zero_is_a_number_and_empty_is_none(theme: Theme, qtbot: QtBot) -> None:
    field = NumberField(theme, 0, 500)
    qtbot.addWidget(field)
    field.set_value(0)
    assert (field.text(), field.value()) == ("0", 0)
    field.set_value(None)
    assert (field.text(), field.value()) == ("", None)
    assert field.allowed() == "A number from 0 to 500."


def test_arrows_count_up_and_down_inside_the_range(theme: Theme, show: Show) -> None:
    field = NumberField(theme, 1, 3)
    show(field)
    field.set_value(2)
    for key, expected in ((Qt.Key.Key_Up, 3), (Qt.Key.Key_Up, 3), (Qt.Key.Key_Down, 2)):
        QTest.keyClick(field, key)
        assert field.value() == expected


def test_keys_qt_has_no_name_for_are_just_typed(theme: Theme, show: Show) -> None:
    segments, field = Segments(theme, [(1, "Passed"), (2, "Not passed")], "Result"), NumberField(theme)
    show(segments, field)
    for widget in (segments.findChildren(QRadioButton)[0], field):
        key = QKeyEvent(QEvent.Type.KeyPress, 0x0436, Qt.KeyboardModifier.NoModifier, "ж")
        QApplication.sendEvent(widget, key)
    assert segments.value() is None
    assert field.text() == "ж"


def test_what_is_painted_is_text_to_a_screen_reader(theme: Theme, show: Show) -> None:
    signs: list[QWidget] = [
        Prose(theme, "No account, no network.", lead="It stays here."),
        Tag(theme, "reported"),
        Strength(theme, 1),
        PenRing(theme, "Few interviews"),
        BarChart(theme, [Bar("below 220", 30, "30 %")]),
        Funnel(theme, [Step("Applied", 60)]),
    ]
    show(*signs)
    for sign in signs:
        found = QAccessible.queryAccessibleInterface(sign)
        assert found.role() == QAccessible.Role.StaticText
        assert found.text(QAccessible.Text.Name) == sign.accessibleName() != ""


def test_the_message_under_a_field_follows_it(theme: Theme, show: Show) -> None:
    field = NumberField(theme, 1, 300)
    message = FieldMessage(theme, field)
    show(field, message)
    field.setText("900")
    field.check()
    assert message.isVisible()
    assert message.text() == "A number from 1 to 300."
    field.setText("200")
    field.check()
    assert not message.isVisible()
    message.show_message("Ranked is one more than attended. Please say how.", "explain")
    assert field.property("state") == "explain"
    assert "say how" in field.accessibleDescription()
    message.show_message("A score is back by 23 September.", "good")
    assert field.property("state") is None


# -- choices


def test_segments_by_keyboard(theme: Theme, show: Show) -> None:
    segments = Segments(theme, [("good", "Good"), ("mixed", "Mixed"), ("poor", "Poor")], "How did they feel?")
    show(segments)
    assert segments.value() is None
    heard: list[object] = []
    segments.chosen.connect(heard.append)
    first = segments.findChildren(QRadioButton)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert segments.value() == "good"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert segments.value() == "poor"
    assert heard == ["good", "mixed", "poor"]
    segments.set_value("mixed")
    segments.set_value(None)
    assert segments.value() is None
    assert heard == ["good", "mixed", "poor"]


def test_segments_speak(theme: Theme, show: Show) -> None:
    segments = Segments(theme, [(1, "Passed"), (2, "R&D")], "Result")
    show(segments)
    parts = segments.findChildren(QRadioButton)
    assert [part.accessibleName() for part in parts] == ["Passed", "R&D"]
    assert {role_of(part) for part in parts} == {QAccessible.Role.RadioButton}
    assert {part.accessibleDescription() for part in parts} == {"Result"}


def test_the_whole_row_of_a_tick_is_the_target(theme: Theme, show: Show) -> None:
    tick = Tick(theme, "Discreet titles", "Neutral words, no notes, no causes.")
    show(tick)
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(tick.width() - 3, tick.height() - 3))
    assert tick.isChecked()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    assert not tick.isChecked()
    assert role_of(tick) == QAccessible.Role.CheckBox
    assert tick.accessibleDescription() == "Neutral words, no notes, no causes."
    assert tick.height() >= 28


def test_radio_cards_exclude_each_other_and_speak(theme: Theme, show: Show) -> None:
    cards = [RadioCard(theme, "Google Calendar", "on the web"), RadioCard(theme, "Outlook", "new")]
    show(*cards)
    QTest.mouseClick(cards[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(cards[1], Qt.MouseButton.LeftButton, pos=cards[1].rect().bottomRight() - QPoint(4, 4))
    assert [card.isChecked() for card in cards] == [False, True]
    assert role_of(cards[0]) == QAccessible.Role.RadioButton


def test_the_wheel_does_not_change_an_answer(theme: Theme, qtbot: QtBot, show: Show) -> None:
    combo = Combo(theme, [("im", "Internal medicine"), ("fm", "Family medicine")], "Specialty")
    window = show(combo)
    assert combo.value() is None
    combo.set_value("im")
    at = QPointF(10, 10)
    wheel = QWheelEvent(
        at,
        combo.mapToGlobal(at),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(combo, wheel)
    assert combo.value() == "im"
    with qtbot.waitSignal(combo.chosen) as caught:
        combo.setFocus()
        QTest.keyClick(combo, Qt.Key.Key_Down)
    assert caught.args == ["fm"]
    assert window.isVisible()


# -- text and signs


def test_prose_has_lines_of_22(theme: Theme, show: Show) -> None:
    prose = Prose(theme, "You answer honest questions. ReApply shows why this season ended as it did. " * 3)
    show(prose)
    assert prose.heightForWidth(300) % 22 == 0
    assert prose.heightForWidth(300) > prose.heightForWidth(600) >= 44
    assert prose.heightForWidth(10_000) == 22


def test_user_text_is_never_markup(theme: Theme, qtbot: QtBot) -> None:
    made = Label(theme, "<b>bold</b> & more")
    qtbot.addWidget(made)
    assert made.textFormat() == Qt.TextFormat.PlainText
    plain = Label(theme, "bold & more")
    qtbot.addWidget(plain)
    assert made.sizeHint().width() > plain.sizeHint().width()


def test_labels_name_their_fields(theme: Theme, show: Show) -> None:
    field = QLineEdit()
    show(label(theme, "Step 2 CK", field), field)
    assert field.accessibleName() == "Step 2 CK"


def test_the_pen_ring_says_that_it_is_there(theme: Theme, show: Show) -> None:
    name = PenRing(theme, "Few interviews")
    show(name)
    before = name.sizeHint()
    name.set_circled(True)
    assert name.accessibleName() == "Few interviews, circled"
    assert name.sizeHint().width() == before.width() + 20
    assert name.sizeHint().height() == before.height()
    bounds = ring(before.width()).boundingRect()
    assert bounds.left() >= 0
    assert bounds.right() <= name.sizeHint().width()


def test_tags_and_strength_have_words(theme: Theme, qtbot: QtBot) -> None:
    for kind in KINDS:
        tag = Tag(theme, "5 days late", kind)
        qtbot.addWidget(tag)
        assert tag.accessibleName() == "5 days late"
        assert tag.sizeHint().height() == 20
    strength = Strength(theme, 2)
    qtbot.addWidget(strength)
    assert strength.accessibleName() == "Evidence: clear"


def test_the_figures_can_be_heard(theme: Theme, show: Show) -> None:
    chart = BarChart(theme, [Bar("below 220", 30, "30 %"), Bar("230–239", 60, "60 %", True, "you, 231")])
    funnel = Funnel(theme, [Step("Applied", 60), Step("Invited", 5), Step("Ranked", None)], 0, "Broke here: 5 of 60.")
    show(chart, funnel)
    assert chart.accessibleName() == "below 220: 30 %; 230–239: 60 % (you, 231)"
    assert funnel.accessibleName() == "Applied: 60; Broke here: 5 of 60.; Invited: 5; Ranked: not known"
    assert funnel.heightForWidth(100) > funnel.heightForWidth(324)


@pytest.mark.parametrize("values", [[], [None, None], [0, 0], [0, 1_000_000]])
def test_the_figures_draw_anything(theme: Theme, show: Show, values: list[int | None]) -> None:
    chart = BarChart(theme, [Bar("a", value, str(value)) for value in values])
    funnel = Funnel(theme, [Step("a", value) for value in values], 0, "Broke here.")
    show(chart, funnel)
    assert not chart.grab().isNull() or not values
    assert not funnel.grab().isNull()


def test_a_note_and_an_empty_page_offer_one_thing_to_do(theme: Theme, qtbot: QtBot, show: Show) -> None:
    note = Note(theme, "Review day is now 24 September. 3 steps hang on it.", link_text="Look")
    empty = EmptyPage(theme, "building-2", "No programs yet", "A table can come in as it is.", "Import a table…")
    show(note, empty)
    with qtbot.waitSignal(note.link_followed):
        QTest.mouseClick(note.findChild(QPushButton), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(empty.activated):
        QTest.keyClick(empty.button, Qt.Key.Key_Space)


def test_an_empty_page_leaves_the_filled_button_to_the_page_round_it(theme: Theme, show: Show) -> None:
    alone = EmptyPage(theme, "calendar-days", "No steps yet", "One line is enough.", "New step")
    inside = EmptyPage(theme, "calendar-days", "No steps yet", "One line is enough.", "New step", outlined=True)
    show(alone, inside)
    assert alone.button.property("role") == "primary"
    assert inside.button.property("role") is None
    assert inside.button.isVisible()


@pytest.mark.parametrize("page_class", [PostMortemPage, PathPage])
@pytest.mark.parametrize(("factor", "width"), [(1.0, 1166), (2.0, 1314), (2.0, 966), (2.0, 972)])
def test_the_head_of_a_page_wraps_rather_than_make_it_scroll_sideways(
    theme: Theme, qtbot: QtBot, page_class: type[PostMortemPage | PathPage], factor: float, width: int
) -> None:
    theme.set_factor(factor)
    today = date(2026, 6, 14)
    document = Document(load_tables(), lambda: today, lambda: "new")
    answers = Answers(Applicant("non_us_img", "Nadia", 2022), (Application("internal_medicine", 60, 5, 4, 4),),
                      season=2027, exams=(Exam("step2ck", 231, True, 1),), submitted_on=date(2025, 10, 12),
                      decision=Decision(path="same_specialty", by="person"))  # no countdown beside the button
    document.open(Plan("p", answers, (Milestone("a", "A", "decide", today, today),)), None)
    page = page_class(document, theme)
    qtbot.addWidget(page)
    page.resize(width, 700)
    page.show()
    qtbot.wait(20)
    scroll, change = page.findChild(Scroll), page.findChild(QPushButton, "change_answers")
    assert scroll.horizontalScrollBar().maximum() == 0
    corner = change.mapTo(page, QPoint(change.width(), change.height()))
    assert corner.x() <= scroll.viewport().width()
    assert change.width() >= change.minimumSizeHint().width()
    head = page.findChild(PageHead)
    beside = change.mapTo(head, QPoint()).y() == 0
    assert beside == (width / factor > 600)
    assert head.height() >= head.heightForWidth(head.width())


# -- letters of another script

ARABIC_NAME = "Hello \u0645\u0631\u062d\u0628\u0627"


def ink(widget: QWidget, left: int, wide: int) -> tuple[int, int]:
    """The first and last row that has something dark in these columns."""
    image = widget.grab().toImage()
    rows = [y for y in range(3, image.height() - 3)
            if any(image.pixelColor(x, y).lightness() < 140 for x in range(left, left + wide))]
    return rows[0], rows[-1]


class PlainField(CheckedField):
    def _parsed(self, text: str) -> tuple[str, str]:
        return text, ""


@pytest.mark.parametrize("factor", [1.0, 2.0])
@pytest.mark.parametrize("kind", [PlainField, QLineEdit])
def test_a_name_in_arabic_does_not_move_the_line_in_its_field(
    theme: Theme, show: Show, factor: float, kind: type[QLineEdit]
) -> None:
    theme.set_factor(factor)
    field = kind()
    if kind is QLineEdit:
        steady(field)
    show(field, QLineEdit())
    field.setText("Hello")
    plain = ink(field, round(8 * factor), round(12 * factor))
    field.setText(ARABIC_NAME)
    assert ink(field, round(8 * factor), round(12 * factor)) == plain
    # And it stands where an ordinary field has it.
    usual = QLineEdit("Hello")
    show(usual, QLineEdit())
    assert ink(usual, round(8 * factor), round(12 * factor)) == plain
    assert usual.height() == field.height()


def test_a_paragraph_keeps_its_lines_and_its_baseline_in_every_script(theme: Theme, show: Show) -> None:
    plain, mixed = Prose(theme, "Hello"), Prose(theme, ARABIC_NAME)
    show(plain, mixed)
    assert plain.height() == mixed.height()
    assert ink(plain, 0, 9) == ink(mixed, 0, 9)


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_a_title_shows_its_lines_whole_in_every_script(theme: Theme, show: Show, factor: float) -> None:
    theme.set_factor(factor)
    edit = TitleEdit(theme)
    edit.show_text(" ".join([ARABIC_NAME] * 4))
    show(edit, QLineEdit(), width=round(300 * factor))
    layout = edit.document().firstBlock().layout()
    assert layout.lineCount() > 1
    shown = [layout.lineAt(at).rect().bottom() for at in range(min(4, layout.lineCount()))]
    assert edit.viewport().height() >= edit.document().documentMargin() + shown[-1]
    one = TitleEdit(theme)
    one.show_text("Hello")
    show(one, QLineEdit())
    assert one.viewport().height() < 2 * one.fontMetrics().height()


# -- toast


def test_the_toast_says_what_happened_and_takes_it_back(theme: Theme, qtbot: QtBot, show: Show) -> None:
    window = show(QLineEdit())
    toast = Toast(theme, window)
    toast.show_message("Deleted “Updates where there is a tie”")
    assert toast.isVisible()
    assert toast.height() == 44
    assert (toast.geometry().right(), toast.geometry().bottom()) == (window.width() - 25, window.height() - 25)
    window.resize(800, 600)
    assert toast.geometry().bottom() == 600 - 25
    undo = toast.findChildren(QPushButton)[0]
    with qtbot.waitSignal(toast.undo_requested):
        QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not toast.isVisible())


def test_the_toast_goes_by_itself_but_not_from_under_the_keyboard(theme: Theme, qtbot: QtBot, show: Show) -> None:
    window = show(QLineEdit())
    toast = Toast(theme, window)
    assert STAYS == 8000
    toast._timer.setInterval(30)
    toast.show_message("Moved", undo=False)
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=2000)
    toast.show_message("Moved again")
    toast.findChildren(QPushButton)[0].setFocus()
    qtbot.wait(150)
    assert toast.isVisible()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not toast.isVisible(), timeout=2000)


def test_a_long_toast_wraps_in_a_narrow_window(theme: Theme, show: Show) -> None:
    window = show(QLineEdit(), width=420)
    toast = Toast(theme, window)
    toast.show_message("Deleted “" + "A very long title of a step " * 4 + "”")
    assert toast.x() >= 0
    assert toast.height() > 44


# -- focus


def test_tab_shows_the_ring_and_the_mouse_does_not(theme: Theme, show: Show) -> None:
    first, second, field = button("Back"), button("Next", "primary"), QLineEdit()
    window = show(first, second, field)
    follower = FocusRing(theme, window)
    first.setFocus()
    assert follower.target() is None
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert follower.target() is second
    overlay = window.children()[-1]
    assert isinstance(overlay, QWidget)
    assert overlay.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    window.resize(700, 500)
    assert overlay.geometry() == second.geometry().adjusted(-4, -4, 4, 4)
    QTest.keyClick(second, Qt.Key.Key_Tab)
    assert follower.target() is None  # a field has its own border
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert follower.target() is first
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert follower.target() is None


def test_the_ring_goes_round_the_tick_not_its_words(theme: Theme, show: Show) -> None:
    start, tick = button("Back"), Tick(theme, "Include Plan B", "left out unless you ask")
    window = show(start, tick)
    follower = FocusRing(theme, window)
    start.setFocus()
    QTest.keyClick(start, Qt.Key.Key_Tab)
    assert follower.target() is tick
    overlay = window.children()[-1]
    assert isinstance(overlay, QWidget)
    assert overlay.width() == 18 + 8


def test_the_ring_survives_the_end_of_what_it_was_round(theme: Theme, qtbot: QtBot, show: Show) -> None:
    first, second = button("Back"), button("Next")
    window = show(first, second)
    follower = FocusRing(theme, window)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    second.deleteLater()
    qtbot.wait(20)
    QTest.keyClick(window, Qt.Key.Key_Tab)
    assert follower.target() in (None, first)


# -- everything, everywhere


def every_control(theme: Theme) -> list[QWidget]:
    message = FieldMessage(theme)
    message.show_message("A Step 2 CK score lies between 1 and 300.")
    number, day = NumberField(theme, 1, 300), DateField(theme)
    number.set_value(231)
    day.set_day(date(2026, 8, 10))
    return [
        title(theme, "Controls and states"),
        heading(theme, "Buttons"),
        line(),
        button("Choose a path", "primary"),
        button("Rules and sources", "toolbar", theme.icon("book-open")),
        button("Drop", density="small"),
        button("Begin the interview", "primary", density="large"),
        link(theme, "Where this rule comes from"),
        icon_button(theme, "ellipsis", "More"),
        number,
        day,
        message,
        Combo(theme, [("im", "Internal medicine")], "Specialty"),
        Tick(theme, "Discreet titles", "Neutral words, no notes, no causes.", True),
        Radio(theme, "A calendar of its own", "Import into a new, empty calendar."),
        RadioCard(theme, "Google Calendar", "on the web"),
        Segments(theme, [("g", "Good"), ("m", "Mixed"), ("p", "Poor")], "How did they feel?", "m"),
        Tag(theme, "5 days late", "warning"),
        Strength(theme, 3),
        PenRing(theme, "Few interviews", True),
        Note(theme, "Review day is now 24 September. 3 steps hang on it.", link_text="Look"),
        Prose(theme, "No account, no network.", lead="It stays here."),
        BarChart(theme, [Bar("below 220", 30, "30 %"), Bar("230–239", 60, "60 %", True, "you, 231")]),
        Funnel(theme, [Step("Applied", 60), Step("Invited", 5)], 0, "Broke here: 5 of 60 invited"),
        EmptyPage(theme, "building-2", "No programs yet", "A table can come in as it is.", "Import a table…"),
    ]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_nothing_is_clipped_in_any_scheme_or_size(
    theme: Theme, qtbot: QtBot, show: Show, scheme: str, factor: float
) -> None:
    controls = every_control(theme)
    window = show(*controls, width=700)
    theme.set_factor(factor)  # while they are shown: a change must reach them
    theme.set_scheme(scheme)
    window.resize(round(700 * factor), window.sizeHint().height())
    qtbot.wait(20)
    for control in controls:
        needed = control.minimumSizeHint()
        assert control.height() >= needed.height(), control
        assert control.width() >= needed.width(), control
        if control.hasHeightForWidth():
            assert control.height() >= control.heightForWidth(control.width()), control
    assert not window.grab().isNull()


@pytest.mark.parametrize("factor", [1.0, 2.0])
@pytest.mark.parametrize("scheme", ["light", "contrast"])
def test_fields_and_buttons_have_the_height_of_the_look(theme: Theme, show: Show, factor: float, scheme: str) -> None:
    theme.set_factor(factor)
    theme.set_scheme(scheme)
    number: CheckedField = NumberField(theme, 1, 300)
    number.set_value(231)
    pieces = [number, DateField(theme), Combo(theme, [(1, "one")]), button("Next", "primary"), button("Back")]
    pieces.append(button("Sources", icon=theme.icon("book-open")))
    small, large = button("Drop", density="small"), button("Begin", density="large")
    show(*pieces, small, large)
    for piece in pieces:
        assert piece.height() == pytest.approx(34 * factor, abs=4), piece
    assert small.height() == pytest.approx(28 * factor, abs=4)
    assert large.height() == pytest.approx(40 * factor, abs=5)
    before = number.height()
    number.setText("900")
    number.check()
    QApplication.processEvents()
    assert number.height() == before  # an error moves nothing
