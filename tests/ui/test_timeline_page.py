"""The timeline by clicks and keys: every field edited in place, every command undoable and named."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.plan import Hours, Milestone, Origin, Plan
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.date_field import DateField
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.models.editors import NotesEdit
from reapply_desktop.ui.models.hours_field import HoursField, parse_time
from reapply_desktop.ui.models.waits_picker import WaitsPicker
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.timeline.timeline_page import NO_MATCH, NO_PLAN, NO_STEPS, TABLE, TimelinePage

TODAY = date(2026, 6, 14)
KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


def step(key: str, title: str, category: str, start: date, days: int = 1, **more: object) -> Milestone:
    return Milestone(key, title, category, start, start + timedelta(days=days - 1), **more)


STEPS = (
    step("a", "Meet the adviser", "decide", date(2026, 4, 16), status="done"),
    step("b", "Ask Dr. Osei <b>again</b>", "position", date(2026, 6, 9)),
    step("c", "Step 3 study", "exams", date(2026, 6, 22), 49, notes="Ten hours a week"),
    step("d", "Step 3, both days", "exams", date(2026, 8, 10), 9, depends_on=("c",), rule="B11.7"),
    step("e", "Rank list due", "application", date(2027, 3, 3), time=Hours(time(20, 30), time(21), "America/New_York")),
    step("f", "Teaching post", "contingency", date(2027, 3, 20), 10, status="dropped"),
)


@pytest.fixture
def document(qapp) -> Document:
    ids = iter(f"new{n}" for n in range(99))
    made = Document(load_tables(), lambda: TODAY, lambda: next(ids))
    made.open(Plan("p", Answers(Applicant("us_md"), (Application("internal_medicine"),)), STEPS), None)
    return made


@pytest.fixture
def page(document, theme, qtbot) -> TimelinePage:
    made = TimelinePage(document, theme, None)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show_view("table")
    made.show()
    qtbot.waitExposed(made)
    made.table.setFocus()
    return made


def cell(page: TimelinePage, key: str, column: str) -> QModelIndex:
    return page.model.index(page.model.row_of(key), page.model.column_of(column))


def click(page: TimelinePage, qtbot, key: str, column: str, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    page.table.scrollTo(cell(page, key, column))
    place = page.table.visualRect(cell(page, key, column)).center()
    qtbot.mouseClick(page.table.viewport(), LEFT, modifier, place)


def open_editor(page: TimelinePage, qtbot, key: str, column: str, kind: type) -> QWidget:
    index = cell(page, key, column)
    page.table.selectionModel().setCurrentIndex(
        index, QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows)
    page.table.setFocus()
    qtbot.keyClick(page.table, KEY.Key_F2)
    editors = [w for w in page.table.viewport().findChildren(kind) if w.isVisible()]
    assert editors, f"no {kind.__name__} for {column}"
    return editors[0]


def shown(page: TimelinePage) -> list[str]:
    return [m.id for m in page.model.shown()]


def test_counts_say_what_is_there_and_late_stands_in_words(page):
    assert page.head.counts.text() == "6 steps · 1 done · 1 late · 1 dropped"
    assert cell(page, "b", "status").data() == "5 days late"


def test_a_title_is_typed_in_its_cell_and_undone_by_name(page, document, qtbot):
    editor = open_editor(page, qtbot, "c", "title", QLineEdit)
    qtbot.keyClicks(editor, "Study & <i>more</i>")
    qtbot.keyClick(editor, KEY.Key_Return)
    assert document.plan.milestone("c").title == "Study & <i>more</i>"
    assert document.undo_stack.undoText() == "Rename step"
    document.undo_stack.undo()
    assert document.plan.milestone("c").title == "Step 3 study"


def test_escape_gives_an_edit_up(page, document, qtbot):
    editor = open_editor(page, qtbot, "c", "title", QLineEdit)
    qtbot.keyClicks(editor, "Nothing")
    qtbot.keyClick(editor, KEY.Key_Escape)
    assert document.undo_stack.count() == 0


def test_a_start_after_the_end_moves_the_end_along_keeping_the_length(page, document, qtbot):
    editor = open_editor(page, qtbot, "d", "start", DateField)
    editor.selectAll()
    qtbot.keyClicks(editor, "1 Sep 2026")
    qtbot.keyClick(editor, KEY.Key_Return)
    moved = document.plan.milestone("d")
    assert (moved.start, moved.end) == (date(2026, 9, 1), date(2026, 9, 9))
    assert document.undo_stack.undoText() == "Move step"


def test_an_impossible_date_says_why_and_stays_open_to_be_mended(page, document, qtbot):
    editor = open_editor(page, qtbot, "d", "end", DateField)
    editor.selectAll()
    qtbot.keyClicks(editor, "31 Feb 2026")
    qtbot.keyClick(editor, KEY.Key_Return)
    assert editor.isVisible()
    assert "no such day" in page.reshaping.told.text()
    assert document.undo_stack.count() == 0
    editor.selectAll()
    qtbot.keyClicks(editor, "1 Aug 2026")
    qtbot.keyClick(editor, KEY.Key_Return)
    assert "before the start, 10 Aug 2026" in page.reshaping.told.text()
    assert document.plan.milestone("d").end == date(2026, 8, 18)


@pytest.mark.parametrize(("column", "keys", "expected"), [
    ("category", "Sup", ("category", "support")),
    ("status", "Dro", ("status", "dropped")),
    ("reminder", "2 w", ("reminder", 14)),
])  # fmt: skip
def test_category_status_and_reminder_are_picked_from_a_list_in_words(page, document, qtbot, column, keys, expected):
    editor = open_editor(page, qtbot, "c", column, Combo)
    qtbot.waitUntil(lambda: editor.view().isVisible())
    qtbot.keyClicks(editor.view(), keys)
    qtbot.keyClick(editor.view(), KEY.Key_Return)
    qtbot.waitUntil(lambda: document.undo_stack.count() == 1)
    assert getattr(document.plan.milestone("c"), expected[0]) == expected[1]


def test_no_reminder_is_a_choice_of_its_own(page, document, qtbot):
    editor = open_editor(page, qtbot, "c", "reminder", Combo)
    qtbot.waitUntil(lambda: editor.view().isVisible())
    qtbot.keyClick(editor.view(), KEY.Key_Home)
    qtbot.keyClick(editor.view(), KEY.Key_Return)
    qtbot.waitUntil(lambda: document.undo_stack.count() == 1)
    assert document.plan.milestone("c").reminder is None


def test_hours_with_their_zone_are_typed_in_place_and_taken_off_again(page, document, qtbot):
    editor = open_editor(page, qtbot, "b", "time", HoursField)
    for field, words in ((editor.start, "8:30 pm"), (editor.end, "21")):
        field.selectAll()
        qtbot.keyClicks(field, words)
    editor.zone.set_value("America/Chicago")
    qtbot.keyClick(editor.end, KEY.Key_Return)
    assert document.plan.milestone("b").time == Hours(time(20, 30), time(21), "America/Chicago")
    assert cell(page, "b", "time").data() == "20:30–21:00 Central"
    editor = open_editor(page, qtbot, "b", "time", HoursField)
    editor.start.clear()
    editor.end.clear()
    qtbot.keyClick(editor.end, KEY.Key_Return)
    assert document.plan.milestone("b").time is None
    open_editor(page, qtbot, "c", "time", HoursField)
    editor = page.table.viewport().findChildren(HoursField)[-1]
    qtbot.keyClicks(editor.start, "9")
    qtbot.keyClicks(editor.end, "10")
    qtbot.keyClick(editor.end, KEY.Key_Return)
    assert "one day" in page.reshaping.told.text()
    assert document.plan.milestone("c").time is None


def test_what_a_step_waits_for_is_ticked_in_a_list_without_circles(page, document, qtbot):
    editor = open_editor(page, qtbot, "c", "waits", WaitsPicker)
    offered = [editor.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(editor.list.count())]
    assert "d" not in offered
    assert "c" not in offered
    qtbot.keyClicks(editor.search, "osei")
    row = offered.index("b")
    assert editor.list.isRowHidden(offered.index("a"))
    place = editor.list.visualItemRect(editor.list.item(row)).center()
    qtbot.mouseClick(editor.list.viewport(), LEFT, pos=place)
    qtbot.keyClick(editor.search, KEY.Key_Return)
    assert document.plan.milestone("c").depends_on == ("b",)
    assert document.undo_stack.undoText() == "Change what it waits for"


def test_notes_have_lines_and_are_done_with_control_return(page, document, qtbot):
    editor = open_editor(page, qtbot, "d", "notes", NotesEdit)
    qtbot.keyClicks(editor, "Elm Street")
    qtbot.keyClick(editor, KEY.Key_Return)
    qtbot.keyClicks(editor, "near the bus")
    qtbot.keyClick(editor, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert document.plan.milestone("d").notes == "Elm Street\nnear the bus"


def test_a_click_on_the_tick_marks_done_and_open(page, document, qtbot):
    click(page, qtbot, "c", "done")
    assert document.plan.milestone("c").status == "done"
    click(page, qtbot, "c", "done")
    assert document.plan.milestone("c").status == "planned"
    assert document.undo_stack.undoText() == "Mark open"


def test_several_selected_are_marked_done_dropped_and_deleted_in_one_step_each(page, document, qtbot):
    click(page, qtbot, "b", "title")
    click(page, qtbot, "d", "title", Qt.KeyboardModifier.ControlModifier)
    assert page.table.chosen_ids() == ("b", "d")
    with qtbot.waitSignal(page.message) as told:
        qtbot.keyClick(page.table, KEY.Key_Space)
    assert told.args == ["Done: 2 steps", True]
    assert {m.id for m in document.plan.milestones if m.status == "done"} == {"a", "b", "d"}
    page.toggle_dropped()
    assert document.undo_stack.undoText() == "Drop 2 steps"
    with qtbot.waitSignal(page.message) as told:
        qtbot.keyClick(page.table, KEY.Key_Delete)
    assert told.args == ["Deleted 2 steps", True]
    assert shown(page) == ["a", "c", "e", "f"]
    for _ in range(3):
        document.undo_stack.undo()
    assert document.plan.milestones == STEPS


def test_deleting_keeps_a_row_selected_and_names_the_step(page, document, qtbot):
    click(page, qtbot, "c", "title")
    with qtbot.waitSignal(page.message) as told:
        qtbot.keyClick(page.table, KEY.Key_Delete)
    assert told.args == ["Deleted “Step 3 study”", True]
    assert page.table.chosen_ids() == ("d",)
    assert document.plan.milestone("d").depends_on == ()


@pytest.mark.parametrize("way", ["Insert", "shortcut", "button"])
def test_a_new_step_opens_for_typing_behind_the_current_one(page, document, qtbot, way):
    click(page, qtbot, "c", "title")
    if way == "Insert":
        qtbot.keyClick(page.table, KEY.Key_Insert)
    elif way == "shortcut":
        both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        qtbot.keyClick(page.table, KEY.Key_N, both)
    else:
        qtbot.mouseClick(page.findChild(QPushButton, "new_step"), LEFT)
    made = document.plan.milestone("new0")
    assert (made.start, made.end, made.category, made.rule) == (date(2026, 6, 22), date(2026, 6, 22), "exams", None)
    editor = next(w for w in page.table.viewport().findChildren(QLineEdit) if w.isVisible())
    qtbot.keyClicks(editor, "Call the clinic")
    qtbot.keyClick(editor, KEY.Key_Return)
    assert document.plan.milestone("new0").title == "Call the clinic"
    assert page.table.chosen_ids() == ("new0",)


def test_duplicating_makes_a_new_id_and_selects_the_copy(page, document, qtbot):
    click(page, qtbot, "d", "title")
    qtbot.keyClick(page.table, KEY.Key_D, Qt.KeyboardModifier.ControlModifier)
    copy = document.plan.milestone("new0")
    assert (copy.title, copy.depends_on, copy.rule) == ("Step 3, both days", ("c",), None)
    assert page.table.chosen_ids() == ("new0",)


def test_every_column_sorts_by_a_click_on_its_head(page, qtbot):
    head = page.table.horizontalHeader()
    for column in range(page.model.columnCount()):
        if column == page.model.column_of("start") or page.table.isColumnHidden(column):
            continue
        page.table.horizontalScrollBar().setValue(0)
        place = QPoint(head.sectionViewportPosition(column) + 20, head.height() // 2)
        if place.x() > head.viewport().width():
            page.table.horizontalScrollBar().setValue(page.table.horizontalScrollBar().maximum())
            place.setX(head.sectionViewportPosition(column) + 20)
        qtbot.mouseClick(head.viewport(), LEFT, pos=place)
        assert page.model.sorted_by == (column, False)
    head.setSortIndicator(page.model.column_of("title"), Qt.SortOrder.DescendingOrder)
    titles = [m.title for m in page.model.shown()]
    assert titles == sorted(titles, key=str.casefold, reverse=True)


def test_search_and_filters_say_how_many_are_shown_and_can_be_taken_off(page, qtbot):
    qtbot.keyClick(page.table, KEY.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.filters.search.hasFocus()
    qtbot.keyClicks(page.filters.search, "step 3")
    qtbot.waitUntil(lambda: shown(page) == ["c", "d"])
    assert page.filters.shown.text() == "2 of 6 shown"
    page.filters.search.clear()
    qtbot.waitUntil(lambda: len(shown(page)) == 6)
    chip = page.filters.category
    qtbot.mouseClick(chip, LEFT)
    assert chip.popup.isVisible()
    qtbot.keyClick(chip.ticks["exams"], KEY.Key_Space)
    chip.popup.close()
    assert shown(page) == ["c", "d"]
    assert "Categories: Exams" in chip.text()
    qtbot.mouseClick(chip, LEFT, pos=QPoint(chip.width() - 8, chip.height() // 2))
    assert len(shown(page)) == 6
    assert page.filters.shown.text() == ""
    qtbot.keyClick(page.filters.state, KEY.Key_Down)
    qtbot.keyClick(page.filters.state.ticks["late"], KEY.Key_Space)
    page.filters.state.popup.close()
    assert shown(page) == ["b"]
    qtbot.keyClick(page.filters.state, KEY.Key_Delete)
    assert len(shown(page)) == 6


def test_ten_thousand_words_that_match_nothing_show_the_way_back(page, qtbot):
    qtbot.keyClicks(page.filters.search, "zzz")
    qtbot.waitUntil(lambda: page._area.currentIndex() == NO_MATCH)
    qtbot.mouseClick(page._area.currentWidget().button, LEFT)
    assert page._area.currentIndex() == TABLE


def test_empty_plans_and_no_plan_have_their_own_words(page, document, qtbot):
    document.open(replace(document.plan, milestones=()), None)
    assert page._area.currentIndex() == NO_STEPS
    qtbot.mouseClick(page._area.currentWidget().button, LEFT)
    assert page._area.currentIndex() == TABLE
    assert len(document.plan.milestones) == 1
    document.open(None, None)
    assert page._area.currentIndex() == NO_PLAN
    assert page.head.counts.text() == ""


def test_the_menu_offers_what_fits_the_selection(page, qtbot):
    click(page, qtbot, "f", "title")
    words = [action.text().split("\t")[0] for action in page.step_menu().actions() if not action.isSeparator()]
    assert words == [
        "Mark done", "Take up again", "Duplicate", "Delete", "Move…", "Shift everything from here…", "Make a series…",
        "Cut", "Copy", "Paste", "New step",
    ]  # fmt: skip


def test_a_conflict_and_lost_lead_time_are_said_in_the_inspector(page, document, qtbot):
    click(page, qtbot, "d", "title")
    assert page.inspector._dates.text() == ""
    document.change(document.plan.with_milestone(replace(STEPS[2], end=date(2026, 8, 12))), "Change end")
    assert "Begins before “Step 3 study” ends, 12 Aug 2026." in page.inspector._dates.text()
    document.open(replace(document.plan, origins={"b": Origin("x", planned=date(2026, 5, 19))}), None)
    click(page, qtbot, "b", "title")
    assert "3 weeks are lost" in page.inspector._dates.text()


def test_the_inspector_shows_and_edits_the_selected_step(page, document, qtbot):
    click(page, qtbot, "d", "title")
    inspector = page.inspector
    assert inspector.title.toPlainText() == "Step 3, both days"
    inspector.title.selectAll()
    qtbot.keyClicks(inspector.title, "Step 3")
    qtbot.keyClick(inspector.title, KEY.Key_Return)
    assert document.plan.milestone("d").title == "Step 3"
    inspector.end.selectAll()
    qtbot.keyClicks(inspector.end, "1 Aug 2026")
    qtbot.keyClick(inspector.end, KEY.Key_Return)
    assert "before the start" in inspector._said.text()
    assert document.plan.milestone("d").end == date(2026, 8, 18)
    qtbot.waitUntil(lambda: inspector.end.text() == "18 Aug 2026")
    qtbot.keyClicks(inspector.notes, "Two days off")
    qtbot.keyClick(inspector.notes, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert document.plan.milestone("d").notes == "Two days off"
    qtbot.mouseClick(inspector.findChild(QPushButton, "mark_done"), LEFT)
    assert document.plan.milestone("d").status == "done"


def test_notes_typed_and_left_by_choosing_another_row_are_kept(page, document, qtbot):
    click(page, qtbot, "d", "title")
    qtbot.keyClicks(page.inspector.notes, "Kept")
    click(page, qtbot, "c", "title")
    assert document.plan.milestone("d").notes == "Kept"
    assert document.plan.milestone("c").notes == "Ten hours a week"


def test_what_is_remembered_comes_back(document, theme, qtbot, tmp_path):
    settings = Settings(tmp_path)
    first = TimelinePage(document, theme, settings)
    qtbot.addWidget(first)
    first.table.horizontalHeader().setSortIndicator(first.model.column_of("title"), Qt.SortOrder.DescendingOrder)
    first.pane.columns_menu.actions()[-1].setChecked(False)
    first.head.details.setChecked(False)
    second = TimelinePage(document, theme, Settings(tmp_path))
    qtbot.addWidget(second)
    assert second.model.sorted_by == (second.model.column_of("title"), True)
    assert second.table.isColumnHidden(second.model.column_of("notes"))
    assert second.inspector.isHidden()


@pytest.mark.parametrize(("typed", "read"), [
    ("20:30", time(20, 30)), ("8:30 pm", time(20, 30)), ("8pm", time(20)), ("12 am", time(0)), ("9", time(9)),
    ("", None),
])  # fmt: skip
def test_times_are_read_as_people_type_them(typed, read):
    assert parse_time(typed) == read


@pytest.mark.parametrize("typed", ["25:00", "8:70", "noon", "13 pm"])
def test_what_is_no_time_is_said_with_an_example(typed):
    with pytest.raises(ValueError, match="20:30"):
        parse_time(typed)


def test_B11_1_a_season_day_is_changed_on_the_season_page_alone(page, document, qtbot):
    dated = replace(document.plan, origins={"e": Origin("rank_list", event="rank_list_due")})
    document.open(dated, None)
    sentence = "“Rank list due” is dated by the season. Its date is changed on the Season dates page."
    page.table.choose(["e"])
    for column in ("start", "end"):
        page.reshaping.say("")
        index = cell(page, "e", column)
        assert not index.flags() & Qt.ItemFlag.ItemIsEditable
        page.table.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        qtbot.keyClick(page.table, KEY.Key_F2)
        assert page.reshaping.told.text() == sentence
        assert not [w for w in page.table.viewport().findChildren(DateField) if w.isVisible()]
        page.reshaping.say("")
        qtbot.keyClick(page.table, KEY.Key_Return)
        assert page.reshaping.told.text() == sentence
    assert page.inspector.start.isReadOnly()
    assert page.inspector.end.isReadOnly()
    assert page.inspector._dates.text() == sentence
    assert cell(page, "e", "title").flags() & Qt.ItemFlag.ItemIsEditable
    page.table.choose(["b"])
    assert not page.inspector.start.isReadOnly()
    assert document.undo_stack.count() == 0


def test_escape_on_the_title_of_a_new_step_takes_the_step_back(page, document, qtbot):
    def new_title() -> QLineEdit:
        click(page, qtbot, "c", "title")
        qtbot.keyClick(page.table, KEY.Key_Insert)
        return next(w for w in page.table.viewport().findChildren(QLineEdit) if w.isVisible())

    before = document.plan
    qtbot.keyClick(new_title(), KEY.Key_Escape)
    assert document.plan == before
    assert document.undo_stack.count() == 0
    assert not document.is_dirty
    assert page.table.chosen_ids() == ("c",)
    # What was typed, or named, stays.
    editor = new_title()
    qtbot.keyClicks(editor, "Call")
    qtbot.keyClick(editor, KEY.Key_Escape)
    assert len(document.plan.milestones) == len(before.milestones) + 1
    qtbot.keyClick(new_title(), KEY.Key_Return)
    assert len(document.plan.milestones) == len(before.milestones) + 2
    editor = open_editor(page, qtbot, "c", "title", QLineEdit)
    qtbot.keyClick(editor, KEY.Key_Escape)
    assert len(document.plan.milestones) == len(before.milestones) + 2
