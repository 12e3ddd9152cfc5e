"""The findings: five buckets, evidence and what mends; two or three circled, a fourth refused in words (B2.3–B2.5)."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from reapply_desktop.domain.added_steps import AddedSteps
from reapply_desktop.domain.answers import Answers, Applicant, Application, Exam, Letters
from reapply_desktop.domain.gap_words import gap_words
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.services.reference_data import load_tables, load_templates
from reapply_desktop.ui.controls.charts import BarChart, Funnel, Numbers
from reapply_desktop.ui.controls.text import Label, Prose
from reapply_desktop.ui.pages.findings_view import FOURTH, WHY_ONE, FindingRow, FindingsView
from reapply_desktop.ui.pages.rule_panel import RuleLink, RulePanel

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
    made.show_assessment(RESULT, NADIA, (), True)
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
    why = view.findChild(type(view.why), "why_few_causes")
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
    view.show_assessment(RESULT, NADIA, (CAUSES[0],), True)
    assert view.decision_fields() == {"causes": (CAUSES[0],), "why_few_causes": "The rest was in order."}
    assert told == []


def test_B2_4_a_finding_can_be_disputed_and_shows_the_written_reason(view, qtbot, theme):
    view.findChild(QPushButton, f"more-{CAUSES[0]}").click()
    menu = next(m for m in view.findChildren(QMenu) if m.isVisible())
    menu.actions()[0].trigger()
    menu.close()
    box = row(view, CAUSES[0]).dispute
    with qtbot.waitSignal(view.disputed) as told:
        qtbot.keyClicks(box.reason, "N")
    assert told.args == [CAUSES[0], "N"]
    with qtbot.waitSignal(view.dispute_closed):
        qtbot.mouseClick(box.keep, Qt.MouseButton.LeftButton)
    first = replace(RESULT.findings[0], disputed=True, dispute_reason="<b>The portal was down</b>")
    view.show_assessment(replace(RESULT, findings=(first, *RESULT.findings[1:])), NADIA, (), True)
    said = [p.text() for p in row(view, CAUSES[0]).findChildren(Prose)]
    assert "You see it otherwise: <b>The portal was down</b>" in said


def test_findings_that_cannot_be_edited_offer_nothing_to_circle(view):
    view.show_assessment(RESULT, NADIA, tuple(CAUSES[:2]), False)
    assert view.findChild(QPushButton, f"circle-{CAUSES[0]}") is None
    assert row(view, CAUSES[1]).ring.circled()


def test_a_circled_cause_without_evidence_is_shown_and_says_so(view):
    absent = next(c for c in ("incoherent_story", "class_standing") if c not in CAUSES)
    view.show_assessment(RESULT, NADIA, (absent,), False)
    assert "no numbers" in row(view, absent).finding.evidence[0]


def test_B2_2_and_B11_12_the_pictures_say_the_same_in_words(view):
    assert "230–239: 60 % (you, 231)" in view.findChild(BarChart).accessibleName()
    assert "Broke here: 5 of 60 invited" in view.findChild(Funnel).accessibleName()
    published = view.findChild(Numbers).accessibleName()
    assert "56.4 %: non-US IMGs matched, all specialties · NRMP, 2026" in published
    assert "not known: match rate of people who apply again" in published


def test_the_side_column_goes_below_where_there_is_no_room(view, qtbot):
    funnel, first = view.findChild(Funnel), row(view, CAUSES[0])
    assert funnel.mapTo(view, funnel.rect().topLeft()).x() > first.mapTo(view, first.rect().topRight()).x()
    view.resize(700, 1400)
    qtbot.waitUntil(lambda: funnel.mapTo(view, funnel.rect().topLeft()).x() < 300)


def test_B2_3_a_bucket_nothing_points_to_says_so_and_names_what_would_tell(view, qtbot):
    said = [p.text() for p in view.findChildren(Prose) if p.text().startswith("Nothing in your answers points here.")]
    assert said == ["Nothing in your answers points here. Not known: the standing in the class.",
                    "Nothing in your answers points here. Not known: what was heard after the interviews."]
    link = next(b for b in view.findChildren(QPushButton)
                if b.accessibleName() == "Answer: what was heard after the interviews")
    with qtbot.waitSignal(view.question_wanted) as told:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert told.args == ["interview_feedback"]


def test_B2_4_the_rule_and_its_sources_open_in_place_and_close_with_escape(view, qtbot):
    first = row(view, "late_application")
    link = first.findChild(RuleLink)
    assert link.text() == "B2.3 · source"
    link.setFocus()
    qtbot.keyClick(link, Qt.Key.Key_Space)
    panel = first.findChild(RulePanel)
    words = " ".join(p.text() for p in panel.findChildren(Prose))
    assert "five places" in words
    assert "24 September 2025" in words
    assert "Reapplication guidance" in words
    qtbot.keyClick(link, Qt.Key.Key_Tab)
    assert panel.hasFocus()
    qtbot.keyClick(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert link.hasFocus()


def test_B2_2_a_published_figure_stands_with_source_year_and_address(view, qtbot):
    low = replace(NADIA, exams=(Exam("step2ck", 212, True, 1),))
    view.show_assessment(assess(low, TABLES, TODAY), low, (), True)
    link = row(view, "low_scores").findChild(RuleLink)
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    words = [p.text() for p in row(view, "low_scores").findChild(RulePanel).findChildren(Prose)]
    figure = next(f for f in TABLES.figures if f.measure == "step2ck_median" and f.applicant_type == "non_us_img"
                  and f.year == 2026)
    assert f"Source: {figure.source}, 2026" in words
    assert figure.url in words
    assert "Held against: Step 2 CK under 220 counts in full, from 220 to 229 about half. (Reapplication guidance)" \
        in words


def test_B2_5_what_circling_adds_to_the_year_is_said_before_it_is_done(view, qtbot):
    added = AddedSteps(NADIA, TABLES, load_templates(), TODAY)
    view.show_added(added)
    one = added.by_causes(("late_application",)).each["late_application"]
    assert f"In the year: {len(one.steps)} steps" in row(view, "late_application").adds.text()
    assert one.steps[0].title in row(view, "late_application").adds.text()
    assert view.together() == ""
    circle(view, qtbot, "late_application")
    circle(view, qtbot, "wrong_mix")
    both = added.by_causes(("late_application", "wrong_mix"))
    shared = sum(len(a.steps) for a in both.each.values()) - len(both.together.steps)
    assert shared > 0
    assert f"Together they add {len(both.together.steps)} steps to the year" in view.together()
    assert f"{shared} of them serving more than one" in view.together()
    view.toggle_sum()
    words = " ".join(p.text() for p in view.sum.findChildren(Prose))
    assert all(step.title in words for step in both.together.steps)


def test_every_missing_answer_has_words():
    bare = Answers(Applicant("non_us_img"), (Application("neurology"),), exams=(Exam("step2ck"),))
    for answers in (bare, replace(bare, exams=None), NADIA):
        for key in assess(answers, TABLES, TODAY).missing:
            assert "[" not in gap_words(key, answers)
            assert gap_words(key, answers) != key
