"""Three paths, one of them marked as fitting best, none chosen for the person (B3.4–B3.7)."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from reapply_desktop.domain.added_steps import AddedSteps
from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision, Exam
from reapply_desktop.domain.path_cards import proposed
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.domain.table_age import with_age
from reapply_desktop.services.reference_data import load_tables, load_templates
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.tag import Tag
from reapply_desktop.ui.controls.text import Label, Prose
from reapply_desktop.ui.pages.path_cards_view import FITS_BEST
from reapply_desktop.ui.pages.path_view import NOT_CHOSEN, OTHERWISE, OWN_FIELD, PROGRAMS, SAME_FIELD, PathView

TABLES, TODAY = load_tables(), date(2026, 3, 23)
NADIA = Answers(
    Applicant("non_us_img", "Nadia", 2022),
    (Application("internal_medicine", 60, 5, 4, 4), Application("family_medicine", 5, 0, 0, 0)),
    exams=(Exam("step2ck", 231, True, 1),), submitted_on=date(2025, 10, 12),
)  # fmt: skip
RESULT = assess(NADIA, TABLES, TODAY)


@pytest.fixture
def view(theme, qtbot) -> PathView:
    made = PathView(theme, TABLES)
    qtbot.addWidget(made)
    made.resize(1100, 900)
    made.show_choices(NADIA, RESULT, None, True)
    made.show()
    return made


def choose(view: PathView, qtbot, path: str) -> None:
    radio = view.cards.radio(path)
    qtbot.mouseClick(radio, Qt.MouseButton.LeftButton, pos=QPoint(12, radio.height() // 2))


def test_the_fitting_one_is_marked_and_none_is_chosen(view):
    assert RESULT.advice.recommended == "hybrid"
    tags = [tag for tag in view.findChildren(Tag) if tag.text() == FITS_BEST]
    assert len(tags) == 1
    hybrid = view.cards.radio("hybrid")
    assert abs(tags[0].x() - hybrid.mapTo(view.cards, QPoint(0, 0)).x()) < 30
    assert not any(view.cards.radio(path).isChecked() for path in ("same_specialty", "hybrid", "pivot"))
    assert view.chosen is None
    assert view.problems() == (NOT_CHOSEN,)


def test_against_it_starts_on_one_line_in_all_three(view):
    tops = {label.mapTo(view, QPoint(0, 0)).y() for label in view.findChildren(Label) if label.text() == "Against it"}
    assert len(tops) == 1


def test_B3_6_hybrid_asks_for_both_fields_with_numbers_and_mentors(view, qtbot):
    with qtbot.waitSignal(view.chosen_changed) as told:
        choose(view, qtbot, "hybrid")
    assert told.args == ["hybrid"]
    fields = view.decision_fields()
    assert (fields["primary"], fields["backup"]) == ("internal_medicine", "family_medicine")
    assert (fields["primary_programs"], fields["backup_programs"]) == (60, 80)
    assert fields["why"] is None
    mentor = view.fields.sides["backup"].mentor
    assert mentor.isVisible()
    with qtbot.waitSignal(view.fields_changed):
        qtbot.keyClicks(mentor, "Dr. Reyes")
    assert view.decision_fields()["backup_mentor"] == "Dr. Reyes"
    assert view.problems() == ()


def test_a_backup_equal_to_the_primary_and_an_impossible_number_are_said_in_place(view, qtbot):
    choose(view, qtbot, "hybrid")
    backup, count = view.fields.sides["backup"].name, view.fields.sides["backup"].programs
    backup.setFocus()
    qtbot.keyClicks(backup, "Internal medicine")
    backup.setCurrentIndex(backup.findData("internal_medicine"))
    backup.activated.emit(backup.currentIndex())
    assert SAME_FIELD in view.problems()
    assert view.fields.same.isVisible()
    count.clear()
    qtbot.keyClicks(count, "800")
    count.check()
    assert PROGRAMS in view.problems()


def test_B3_5_pivot_offers_another_field_and_same_specialty_asks_nothing(view, qtbot):
    choose(view, qtbot, "pivot")
    fields = view.decision_fields()
    assert fields["primary"] == RESULT.advice.specialties[0]
    assert fields["primary"] != "internal_medicine"
    assert fields["backup"] is None
    assert not view.fields.sides["backup"].name.isVisible()
    choose(view, qtbot, "same_specialty")
    assert view.decision_fields()["primary"] == "internal_medicine"
    assert not view.fields.sides["primary"].name.isVisible()


def test_B3_7_choosing_otherwise_is_free_and_asks_why(view, qtbot):
    choose(view, qtbot, "pivot")
    assert view.why.isVisible()
    assert view.problems() == (OTHERWISE,)
    qtbot.keyClicks(view.why, "My heart is in psychiatry & it stays there.")
    assert view.problems() == ()
    assert view.decision_fields()["why"] == "My heart is in psychiatry & it stays there."
    choose(view, qtbot, "hybrid")
    assert not view.why.isVisible()
    assert view.decision_fields()["why"] is None


def test_the_whole_card_is_the_target_and_the_keyboard_reaches_it(view, qtbot):
    same = view.cards._frame(0)
    qtbot.mouseClick(view.cards, Qt.MouseButton.LeftButton, pos=same.center().toPoint() + QPoint(120, 160))
    assert view.chosen == "same_specialty"
    view.cards.radio("same_specialty").setFocus()
    qtbot.keyClick(view.cards.radio("same_specialty"), Qt.Key.Key_Right)
    qtbot.keyClick(view.cards.radio("hybrid"), Qt.Key.Key_Space)
    assert view.chosen == "hybrid"


def test_costs_and_fill_rates_stand_on_the_cards_with_their_year(view):
    said = {w.text() for w in (*view.findChildren(Label), *view.findChildren(Prose))}
    assert {"$2,430", "$3,060", "ERAS, 60 + 80 programs", "96.7 %", "85.0 %", "filled before SOAP, NRMP 2025"} <= said


def test_a_decision_made_before_comes_back_and_cannot_be_changed_on_the_page_of_a_plan(view):
    decided = Decision(path="hybrid", primary="psychiatry", backup="pediatrics", primary_programs=70,
                       backup_programs=90, primary_mentor="Dr. Osei")
    view.show_choices(replace(NADIA, decision=decided), RESULT, "hybrid", False)
    fields = view.decision_fields()
    assert (fields["primary"], fields["backup"], fields["primary_programs"]) == ("psychiatry", "pediatrics", 70)
    assert not any(view.cards.radio(path).isVisible() for path in ("same_specialty", "hybrid", "pivot"))
    assert not view.fields.sides["primary"].name.isVisible()


def test_showing_what_was_decided_is_no_edit(view):
    told = []
    view.fields_changed.connect(lambda: told.append("fields"))
    view.chosen_changed.connect(told.append)
    decided = Decision(path="pivot", primary="psychiatry", why="My heart is there")
    view.show_choices(replace(NADIA, decision=decided), RESULT, "pivot", True)
    assert view.decision_fields()["why"] == "My heart is there"
    assert told == []


def test_where_nothing_supports_a_path_none_is_marked_and_none_asks_why(view, qtbot):
    nothing = replace(RESULT, advice=replace(RESULT.advice, recommended=None, reasons=()))
    view.show_choices(NADIA, nothing, None, True)
    assert not view.cards.findChildren(Tag)
    choose(view, qtbot, "pivot")
    assert view.problems() == ()


def test_cards_stand_below_each_other_where_there_is_no_room(view, qtbot):
    view.resize(520, 1600)
    qtbot.waitUntil(lambda: view.cards._frame(1).top() > view.cards._frame(0).bottom())
    assert view.cards._frame(1).left() == view.cards._frame(0).left()


def pick(combo, qtbot, value) -> None:
    """Go down the list with the arrow keys until the answer is there."""
    combo.setFocus()
    qtbot.keyClick(combo, Qt.Key.Key_Home)
    while combo.currentData() != value:
        before = combo.currentIndex()
        qtbot.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentIndex() > before


def test_the_wheel_scrolls_the_page_and_changes_no_specialty(view, qtbot, theme):
    choose(view, qtbot, "hybrid")
    scroll = Scroll(view)
    qtbot.addWidget(scroll)
    scroll.resize(1100, 500)
    scroll.show()
    before = view.decision_fields()
    bar = scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    for side in ("primary", "backup"):
        combo, here = view.fields.sides[side].name, bar.value()
        combo.setFocus()
        QTest.wheelEvent(scroll.windowHandle(), combo.mapTo(scroll, combo.rect().center()), QPoint(0, 120))
        qtbot.waitUntil(lambda here=here: bar.value() < here)
        bar.setValue(bar.maximum())
    assert view.decision_fields() == before
    scroll.takeWidget()


def test_B3_6_the_hybrid_card_follows_the_fields_chosen_below_it(view, qtbot):
    choose(view, qtbot, "hybrid")
    assert "$3,060" in card_words(view)
    pick(view.fields.sides["backup"].name, qtbot, "emergency_medicine")
    assert "ERAS and ResidencyCAS, 60 + 80 programs" in card_words(view)
    assert "Internal medicine, with emergency medicine applied to as seriously." in card_words(view)
    assert "$3,060" not in card_words(view)
    count = view.fields.sides["backup"].programs
    qtbot.mouseClick(count, Qt.MouseButton.LeftButton)
    count.selectAll()
    qtbot.keyClicks(count, "100")
    qtbot.keyClick(count, Qt.Key.Key_Tab)
    assert "ERAS and ResidencyCAS, 60 + 100 programs" in card_words(view)
    assert "160 programs, and the fees for them" in card_words(view)
    # The radio is still the one that was chosen, and no card moved.
    assert view.cards.radio("hybrid").isChecked()
    tops = {label.mapTo(view, QPoint(0, 0)).y() for label in view.findChildren(Label) if label.text() == "Against it"}
    assert len(tops) == 1
    assert len(view.findChildren(Tag)) == 1
    choose(view, qtbot, "pivot")
    pick(view.fields.sides["primary"].name, qtbot, "psychiatry")
    assert "Psychiatry" in card_words(view)
    decided = Decision(path="hybrid", primary="psychiatry", backup="pediatrics", primary_programs=70,
                       backup_programs=90)
    view.show_choices(replace(NADIA, decision=decided), RESULT, "hybrid", False)
    assert "ERAS, 70 + 90 programs" in card_words(view)


def card_words(view) -> set[str]:
    return {w.text() for w in (*view.cards.findChildren(Label), *view.cards.findChildren(Prose)) if w.isVisible()}


def test_B3_5_a_pivot_to_the_field_it_leaves_is_refused_in_place(view, qtbot):
    choose(view, qtbot, "pivot")
    before = card_words(view)
    pick(view.fields.sides["primary"].name, qtbot, "internal_medicine")
    assert OWN_FIELD in view.problems()
    assert view.fields.same.text() == OWN_FIELD
    assert card_words(view) == before  # nothing is said against a field that is not chosen
    pick(view.fields.sides["primary"].name, qtbot, "psychiatry")
    assert OWN_FIELD not in view.problems()


def test_B3_6_tab_goes_from_the_cards_through_primary_and_backup_to_the_reason(view, qtbot):
    choose(view, qtbot, "hybrid")
    view.activateWindow()
    seen = []
    focus = view.cards.radio("hybrid")
    focus.setFocus()
    for _ in range(13):
        QTest.keyClick(view.window().focusWidget(), Qt.Key.Key_Tab)
        seen.append(view.window().focusWidget().objectName())
    wanted = [f"{side}{key}" for side in ("primary", "backup")
              for key in ("", "_programs", "_letters", "_mentor", "_interest", "_statement")]
    assert seen[:12] == wanted


def test_what_each_path_adds_is_planned_not_guessed(view, qtbot):
    added = AddedSteps(NADIA, TABLES, load_templates(), TODAY)
    view.show_choices(NADIA, RESULT, None, True, added)
    told = {path: proposed(path, NADIA, RESULT, TABLES) for path in ("same_specialty", "hybrid", "pivot")}
    years = added.by_paths(told)
    assert "A mentor for family medicine" in card_words(view)
    assert f"and {len(years['hybrid'].steps) - 2} more" in card_words(view)
    assert {str(len(year.steps)) for year in years.values()} <= card_words(view)
    decided = replace(NADIA, decision=Decision(path="hybrid", primary="internal_medicine", backup="family_medicine"))
    view.show_choices(decided, RESULT, "hybrid", True, AddedSteps(decided, TABLES, load_templates(), TODAY))
    assert "It adds to the year, in your plan now" in card_words(view)
    counted = {str(len(year.steps)) for year in years.values()}
    assert counted <= card_words(view), "the planned path counts from the same base as the others"


def test_a_hybrid_beside_a_recommended_pivot_keeps_the_main_field(theme, qtbot):
    answers = replace(NADIA, applications=(Application("anesthesiology", 60, 1, 1, 1),),
                      decision=Decision((), None, "pivot", "family_medicine", by="recommendation"))
    made = PathView(theme, TABLES)
    qtbot.addWidget(made)
    made.show_choices(answers, assess(answers, TABLES, TODAY), None, True)
    made.show()
    choose(made, qtbot, "hybrid")
    fields = made.decision_fields()
    assert fields["primary"] == "anesthesiology"
    assert fields["backup"] not in (None, "anesthesiology")
    assert made.problems()[:1] != (SAME_FIELD,)


def test_cards_shown_anew_stand_in_their_places(view, qtbot):
    before = [view.cards._frame(at).size().toSize() for at in range(3)]
    view.show_choices(NADIA, RESULT, None, True)
    assert all(view.cards.isAncestorOf(cell) for column in view.cards._cells for cell in column)
    qtbot.waitUntil(lambda: [view.cards._frame(at).size().toSize() for at in range(3)] == before)


def test_B11_1_figures_and_fees_older_than_a_year_say_so(theme, qtbot):
    made = PathView(theme, with_age(TABLES, date(2029, 1, 1)))
    qtbot.addWidget(made)
    made.show_choices(NADIA, RESULT, None, True)
    words = [part.text() for part in made.findChildren(Prose)]
    assert any(text.startswith("These figures stand as of ") for text in words)
    assert any(text.startswith("These fees stand as of ") for text in words)
