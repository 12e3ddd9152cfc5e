"""Shifting and series by keys and clicks: what comes out stands beside the choices, and is one step of undo."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from reapply_desktop.domain.series import Pattern, as_series, members
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.timeline.series_change_dialog import ChangeSeriesDialog
from reapply_desktop.ui.timeline.series_dialog import MakeSeriesDialog
from reapply_desktop.ui.timeline.shift_dialog import ShiftDialog
from tests.reshaping import chain_document, chain_plan, numbered

KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton


@pytest.fixture
def document(qapp) -> Document:
    return chain_document()


def opened(dialog, qtbot):
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def typed(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def click_segment(qtbot, segments, text):
    part = next(part for part in segments.findChildren(type(segments._group.buttons()[0])) if part.text() == text)
    qtbot.mouseClick(part, LEFT)


# Shift


def test_everything_from_a_day_on_is_shifted_and_season_days_stay(document, theme, qtbot):
    dialog = opened(ShiftDialog(document, theme), qtbot)
    assert dialog.distance.number.hasFocus()
    assert dialog.go.text() == "Shift 4 steps"
    typed(qtbot, dialog.distance.number, "3")
    assert "4 steps move 3 weeks later." in dialog.preview.said()
    assert "“Submit ERAS” on 2 September is missed by 10 days." in dialog.preview.said()
    assert "Stay where they are: 1 season day." in dialog.preview.said()
    assert "Practice: 6 Oct → 27 Oct 2026" in dialog.preview.said()
    assert dialog.first.day() == date(2026, 7, 13)
    said = []
    dialog.message.connect(lambda *words: said.append(words))
    qtbot.keyClick(dialog.distance.number, KEY.Key_Return)
    assert not dialog.isVisible()
    assert document.plan.milestone("b").start == date(2026, 7, 13)
    assert document.plan.milestone("e").start == date(2026, 9, 2)
    assert document.undo_stack.undoText() == "Shift everything"
    assert said == [("Moved 4 steps 3 weeks later", True)]
    document.undo_stack.undo()
    assert document.plan == chain_plan()


def test_days_direction_and_the_first_day_all_lead_to_the_same(document, theme, qtbot):
    dialog = opened(ShiftDialog(document, theme), qtbot)
    click_segment(qtbot, dialog.distance.unit, "days")
    click_segment(qtbot, dialog.distance.direction, "earlier")
    typed(qtbot, dialog.distance.number, "10")
    assert "Step 3 study” then lies in the past" not in dialog.preview.said()
    assert dialog.first.day() == date(2026, 6, 12)
    typed(qtbot, dialog.first, "6 Jul 2026")
    qtbot.keyClick(dialog.first, KEY.Key_Tab)
    assert dialog.distance.days() == 14
    assert dialog.distance.unit.value() == 7
    assert dialog.go.text() == "Shift 4 steps"


def test_another_day_to_begin_with_takes_other_steps_and_none_is_said(document, theme, qtbot):
    dialog = opened(ShiftDialog(document, theme), qtbot)
    typed(qtbot, dialog.day, "15 Aug 2026")
    qtbot.keyClick(dialog.day, KEY.Key_Tab)
    assert dialog.go.text() == "Shift 2 steps"
    typed(qtbot, dialog.day, "1 Jan 2030")
    qtbot.keyClick(dialog.day, KEY.Key_Tab)
    assert not dialog.go.isEnabled()
    assert "No open step begins then" in dialog.problem.text()


def test_only_the_selected_ones_and_what_would_come_too_early(document, theme, qtbot):
    dialog = opened(ShiftDialog(document, theme, ["c", "d", "e"]), qtbot)
    assert dialog.selected.text() == "The 3 selected steps"
    assert "Stay where they are: 1 season day." in dialog.preview.said()
    click_segment(qtbot, dialog.distance.direction, "earlier")
    assert "“Letter talk & more” begins before what must come first is over." in dialog.preview.said()
    assert dialog.go.text() == "Move 2 steps"
    qtbot.mouseClick(dialog.everything, LEFT)
    assert dialog.go.text() == "Shift 4 steps"
    qtbot.mouseClick(dialog.selected, LEFT)
    qtbot.mouseClick(dialog.go, LEFT)
    assert document.undo_stack.undoText() == "Move 2 steps"
    assert document.plan.milestone("c").start == date(2026, 8, 5)


def test_no_distance_and_escape_change_nothing(document, theme, qtbot):
    dialog = opened(ShiftDialog(document, theme), qtbot)
    for text in ("0", "x", "99999"):
        typed(qtbot, dialog.distance.number, text)
        assert not dialog.go.isEnabled()
    assert dialog.distance.number.problem() == "A whole number from 0 to 3,650."
    dialog.distance.number.clear()
    dialog.distance.number.check()
    assert not dialog.go.isEnabled()
    qtbot.keyClick(dialog, KEY.Key_Escape)
    assert not dialog.isVisible()
    assert document.undo_stack.count() == 0


def test_only_a_season_day_selected_is_refused_in_words(document, theme, qtbot):
    dialog = opened(ShiftDialog(document, theme, ["e"]), qtbot)
    assert "Season days do not move with the plan." in dialog.problem.text()
    assert not dialog.go.isEnabled()


# Make a series


def test_every_tuesday_twelve_times(document, theme, qtbot):
    dialog = opened(MakeSeriesDialog(document, theme, "f"), qtbot)
    assert dialog.times.hasFocus()
    assert "“Practice”, every week, 12 times." in dialog.preview.said()
    assert "1 of 12: Tue 6 Oct 2026; 2 of 12: Tue 13 Oct 2026" in dialog.preview.said()
    assert dialog.until.day() == date(2026, 12, 22)
    made = []
    dialog.changed.connect(made.append)
    qtbot.mouseClick(dialog.go, LEFT)
    series_id, ids = next(iter(document.plan.series.items()))
    assert series_id == "new1"
    assert made == [ids]
    steps = members(document.plan, series_id)
    assert len(steps) == 12
    assert all(m.start.weekday() == 1 for m in steps)
    assert (steps[0].id, steps[11].title) == ("f", "Practice, 12 of 12")
    assert document.undo_stack.undoText() == "Make a series"
    document.undo_stack.undo()
    assert document.plan == chain_plan()


def test_until_a_day_counts_the_times(document, theme, qtbot):
    dialog = opened(MakeSeriesDialog(document, theme, "f"), qtbot)
    typed(qtbot, dialog.until, "3 Nov 2026")
    qtbot.keyClick(dialog.until, KEY.Key_Tab)
    assert dialog.times.value() == 5
    click_segment(qtbot, dialog.interval, "day")
    assert dialog.go.text() == "Make 5 steps"
    typed(qtbot, dialog.every, "2")
    assert "every 2 days, 5 times" in dialog.preview.said()
    typed(qtbot, dialog.times, "1")
    assert not dialog.go.isEnabled()
    assert dialog.times.problem() == "A whole number from 2 to 104."


def test_what_overlaps_or_is_cut_short_is_said(document, theme, qtbot):
    dialog = opened(MakeSeriesDialog(document, theme, "b"), qtbot)
    assert "Each lasts 49 days; the next begins before it is over." in dialog.preview.said()
    late = document.plan.milestone("a")
    document.change(document.plan.with_milestone(late.moved(15 + 30)), "Move step")
    monthly = opened(MakeSeriesDialog(document, theme, "a"), qtbot)
    click_segment(qtbot, monthly.interval, "month")
    assert "A month that is too short takes its last day." in monthly.preview.said()


def test_a_season_day_or_a_member_makes_no_series(document, theme, qtbot):
    dialog = opened(MakeSeriesDialog(document, theme, "e"), qtbot)
    assert "A season day comes only once." in dialog.problem.text()
    assert not dialog.go.isEnabled()


# Change a series


@pytest.fixture
def series(document) -> Document:
    plan = as_series(document.plan, "f", Pattern("week", 1, 5), "s", numbered("m"))
    done = [m if m.id != "f" else m.__class__(**{**vars(m), "status": "done"}) for m in plan.milestones]
    document.open(plan.with_milestones(done), None)
    return document


def test_a_whole_series_is_renamed_moved_and_recategorised_as_one_step(series, theme, qtbot):
    dialog = opened(ChangeSeriesDialog(series, theme, "s"), qtbot)
    assert dialog.title.text() == "Practice"
    assert not dialog.go.isEnabled()
    typed(qtbot, dialog.title, "Rehearsal & more")
    typed(qtbot, dialog.distance.number, "2")
    dialog.category.setFocus()
    qtbot.keyClicks(dialog.category, "Sup")
    dialog.category.chosen.emit(dialog.category.value())
    assert dialog.go.text() == "Change 4 steps"
    qtbot.mouseClick(dialog.go, LEFT)
    first, second = members(series.plan, "s")[:2]
    assert (first.title, first.category) == ("Practice, 1 of 5", "interviews")
    assert (second.title, second.category, second.start) == ("Rehearsal & more, 2 of 5", "support", date(2026, 10, 15))
    assert (series.undo_stack.count(), series.undo_stack.undoText()) == (1, "Change series")


def test_an_empty_title_is_refused(series, theme, qtbot):
    dialog = opened(ChangeSeriesDialog(series, theme, "s"), qtbot)
    dialog.title.selectAll()
    qtbot.keyClick(dialog.title, KEY.Key_Delete)
    assert "needs a title" in dialog.problem.text()
    assert not dialog.go.isEnabled()


@pytest.mark.parametrize(("choice", "button", "undo", "left"), [
    ("skip", "Skip 1 step", "Skip one of a series", 5),
    ("delete", "Delete 4 steps", "Delete 4 steps", 1),
    ("dissolve", "Dissolve the series", "Dissolve series", 0),
])  # fmt: skip
def test_one_is_skipped_the_rest_deleted_or_the_series_dissolved(series, theme, qtbot, choice, button, undo, left):
    before = series.plan
    dialog = opened(ChangeSeriesDialog(series, theme, "s"), qtbot)
    qtbot.mouseClick(dialog.choices[choice], LEFT)
    assert not dialog.title.isEnabled()
    assert dialog.go.text() == button
    qtbot.mouseClick(dialog.go, LEFT)
    assert series.undo_stack.undoText() == undo
    assert len(members(series.plan, "s")) == left
    if choice == "skip":
        assert [m.status for m in members(series.plan, "s")] == ["done", "dropped", "planned", "planned", "planned"]
    if choice == "dissolve":
        assert series.plan.milestones == before.milestones
    series.undo_stack.undo()
    assert series.plan == before


def test_a_series_that_is_over_can_only_be_dissolved(series, theme, qtbot):
    over = [m.__class__(**{**vars(m), "status": "done"}) for m in members(series.plan, "s")]
    series.open(series.plan.with_milestones(over), None)
    dialog = opened(ChangeSeriesDialog(series, theme, "s"), qtbot)
    assert [key for key, radio in dialog.choices.items() if radio.isEnabled()] == ["dissolve"]
    assert dialog.go.text() == "Dissolve the series"


@pytest.mark.parametrize("factor", [1.0, 2.0])
@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_dialogs_hold_any_text_size_and_colours(series, theme, qtbot, factor, scheme):
    theme.set_factor(factor)
    theme.set_scheme(scheme)
    for dialog in (ShiftDialog(series, theme), MakeSeriesDialog(series, theme, "b"),
                   ChangeSeriesDialog(series, theme, "s")):  # fmt: skip
        opened(dialog, qtbot)
        scroll = dialog.findChild(Scroll)
        assert scroll.widget().width() <= scroll.viewport().width(), "it scrolls sideways"
        assert dialog.go.geometry().right() <= dialog.width()
        assert not dialog.grab().isNull()
