"""The findings: five buckets, evidence and what mends; two or three circled, a fourth refused in words (B2.3–B2.5)."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from reapply_desktop.domain.answers import Answers, Applicant, Application, Exam, Letters
from reapply_desktop.domain.gap_words import gap_words
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.controls.charts import BarChart, Funnel, Numbers
from reapply_desktop.ui.controls.text import Label, Prose
from reapply_desktop.ui.pages.findings_view import FOURTH, WHY_ONE, FindingRow, FindingsView

TABLES, TODAY = load_tables(), date(2026, 3, 23)
NADIA = Answers(
    Applicant("non_us_img", "Nadia", 2022),
    (Application("internal_medicine", 60, 5, 4, 4), Application("family_medicine", 5, 0, 0, 0)),
    exams=(Exam("step2ck", 231, True, 1),), submitted_on=date(2025, 10, 12), letters=Letters(3, 1, 0, True),
)  # fmt: skip
RESULT = assess(NADIA, TABLES, TODAY)
CAUSES = [f.id for f in RESULT.findings]


@pytest.fixture
def view(theme, qtbot) -> FindingsView:
    made = FindingsView(theme)
    qtbot.addWidget(made)
    made.show_assessment(RESULT, (), True)
    made.show_figures(NADIA, TABLES)
    made.resize(1100, 800)
    made.show()
    return made


def circle(view: FindingsView, qtbot, cause: str) -> None:
    qtbot.mouseClick(view.findChild(QPushButton, f"circle-{cause}"), Qt.MouseButton.LeftButton)


def row(view: FindingsView, cause: str) -> FindingRow:
    return next(r for r in view.findChildren(FindingRow) if r.finding.id == cause)


def test_B2_3_all_five_buckets_stand_there_the_one_with_the_strongest_finding_first(view):
    names = [label.text() for label in view.findChildren(Label)]
    shown = [n for n in names if n in ("Academics", "Application strategy", "Specialty fit", "Clinical record",
                                       "Communication")]
    assert len(shown) == 5
    assert shown[0] == "Application strategy"
    rows = [r.finding for r in view.findChildren(FindingRow)]
    assert {f.id for f in rows} == set(CAUSES)
    assert any("12 October 2025" in e for f in rows for e in f.evidence)


def test_B2_5_two_are_circled_by_click_and_taken_off_again(view, qtbot):
    with qtbot.waitSignal(view.circled_changed) as told:
        circle(view, qtbot, CAUSES[1])
    assert told.args == [(CAUSES[1],)]
    circle(view, qtbot, CAUSES[0])
    assert view.circled == (CAUSES[0], CAUSES[1])
    assert row(view, CAUSES[0]).ring.circled()
    assert "circled" in row(view, CAUSES[0]).ring.accessibleName()
    assert view.summary().startswith("2 of 3 circled: ")
    circle(view, qtbot, CAUSES[0])
    assert view.circled == (CAUSES[1],)
    assert not row(view, CAUSES[0]).ring.circled()


def test_B2_5_a_fourth_is_refused_with_the_reason_in_place(view, qtbot):
    for cause in CAUSES[:3]:
        circle(view, qtbot, cause)
    told = []
    view.circled_changed.connect(told.append)
    fourth = CAUSES[3]
    circle(view, qtbot, fourth)
    assert view.circled == tuple(CAUSES[:3])
    assert not told
    assert row(view, fourth).message.isVisible()
    assert row(view, fourth).message.text() == FOURTH
    circle(view, qtbot, CAUSES[0])
    assert not row(view, fourth).message.isVisible()
    circle(view, qtbot, fourth)
    assert fourth in view.circled


def test_B2_5_a_single_one_asks_why(view, qtbot):
    why = view.findChild(type(view._why), "why_few_causes")
    assert not why.isVisible()
    circle(view, qtbot, CAUSES[0])
    assert why.isVisible()
    assert view.problems() == (WHY_ONE,)
    qtbot.keyClicks(why, "The rest was in order.")
    assert view.problems() == ()
    assert view.decision_fields() == {"causes": (CAUSES[0],), "why_few_causes": "The rest was in order."}
    circle(view, qtbot, CAUSES[1])
    assert not why.isVisible()
    assert view.decision_fields()["why_few_causes"] is None


def test_showing_a_stored_reason_is_no_edit(view):
    told = []
    view.why_changed.connect(told.append)
    view.circled_changed.connect(told.append)
    view.set_why("The rest was in order.")
    view.show_assessment(RESULT, (CAUSES[0],), True)
    assert view.decision_fields() == {"causes": (CAUSES[0],), "why_few_causes": "The rest was in order."}
    assert told == []


def test_B2_4_a_finding_can_be_disputed_and_shows_the_written_reason(view, qtbot, theme):
    view.findChild(QPushButton, f"more-{CAUSES[0]}").click()
    menu = next(m for m in view.findChildren(QMenu) if m.isVisible())
    with qtbot.waitSignal(view.dispute_requested) as told:
        menu.actions()[0].trigger()
    menu.close()
    assert told.args == [CAUSES[0]]
    first = replace(RESULT.findings[0], disputed=True, dispute_reason="<b>The portal was down</b>")
    view.show_assessment(replace(RESULT, findings=(first, *RESULT.findings[1:])), (), True)
    said = [p.text() for p in row(view, CAUSES[0]).findChildren(Prose)]
    assert "You see it otherwise: <b>The portal was down</b>" in said


def test_on_the_page_of_an_open_plan_nothing_can_be_circled(view):
    view.show_assessment(RESULT, tuple(CAUSES[:2]), False)
    assert view.findChild(QPushButton, f"circle-{CAUSES[0]}") is None
    assert row(view, CAUSES[1]).ring.circled()


def test_a_circled_cause_without_evidence_is_shown_and_says_so(view):
    absent = next(c for c in ("incoherent_story", "class_standing") if c not in CAUSES)
    view.show_assessment(RESULT, (absent,), False)
    assert "no numbers" in row(view, absent).finding.evidence[0]


def test_B2_2_and_B11_12_the_pictures_say_the_same_in_words(view):
    assert "230–239: 60 % (you, 231)" in view.findChild(BarChart).accessibleName()
    assert "Broke here: 5 of 60 invited you" in view.findChild(Funnel).accessibleName()
    published = view.findChild(Numbers).accessibleName()
    assert "56.4 %: non-US IMGs matched, all specialties · NRMP, 2026" in published
    assert "not known: match rate of people who apply again" in published


def test_the_side_column_goes_below_where_there_is_no_room(view, qtbot):
    funnel, first = view.findChild(Funnel), row(view, CAUSES[0])
    assert funnel.mapTo(view, funnel.rect().topLeft()).x() > first.mapTo(view, first.rect().topRight()).x()
    view.resize(700, 1400)
    qtbot.waitUntil(lambda: funnel.mapTo(view, funnel.rect().topLeft()).x() < 300)


def test_every_missing_answer_has_words():
    bare = Answers(Applicant("non_us_img"), (Application("neurology"),), exams=(Exam("step2ck"),))
    for answers in (bare, replace(bare, exams=None), NADIA):
        for key in assess(answers, TABLES, TODAY).missing:
            assert "[" not in gap_words(key, answers)
            assert gap_words(key, answers) != key
