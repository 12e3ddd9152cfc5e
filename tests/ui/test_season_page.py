"""The dates of the season by clicks and keys: hour, zone and label; a changed one asks before steps move (B11.1)."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from reapply_desktop.domain.answers import Answers, Applicant, Application, Decision
from reapply_desktop.domain.plan import Hours, Milestone, Origin, Plan
from reapply_desktop.services import storage
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.services.resources import path
from reapply_desktop.ui.controls.tag import Tag
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.season_entries import entries, own_hour, relative
from reapply_desktop.ui.pages.season_page import SeasonPage

TODAY = date(2026, 6, 14)
KEY, LEFT = Qt.Key, Qt.MouseButton.LeftButton
REVIEW = date(2026, 9, 23)
AT_NINE = Hours(time(9), time(9, 30), "America/New_York")
# The step that is review day itself, one counted from it, and one that is not.
STEPS = (
    Milestone("read", "Programs begin to read", "application", REVIEW, REVIEW, AT_NINE),
    Milestone("docs", "Documents in", "documents", REVIEW - timedelta(days=8), REVIEW - timedelta(days=8)),
    Milestone("own", "My own step", "support", REVIEW, REVIEW),
)
ORIGINS = {"read": Origin("review_opens", "review_opens"), "docs": Origin("ecfmg_documents_day", "ecfmg_documents_in")}


def answers(kind: str = "non_us_img", **decision: object) -> Answers:
    return Answers(Applicant(kind), (Application("internal_medicine"),), season=2027, decision=Decision(**decision))


@pytest.fixture
def document(qapp) -> Document:
    made = Document(load_tables(), lambda: TODAY, lambda: "n")
    made.open(Plan("p", answers(), STEPS, origins=ORIGINS), None)
    return made


@pytest.fixture
def page(document, theme, qtbot) -> SeasonPage:
    made = SeasonPage(document, theme, "Europe/Berlin")
    qtbot.addWidget(made)
    made.resize(1158, 738)
    made.show()
    qtbot.waitExposed(made)
    return made


def words(page: SeasonPage, event: str) -> list[str]:
    return [part.text() for part in page.rows[event].findChildren(QLabel) if part.isVisible() and part.text()]


def tag(page: SeasonPage, event: str) -> str:
    return page.rows[event].findChild(Tag).text()


def type_day(page: SeasonPage, qtbot, event: str, text: str) -> None:
    row = page.rows[event]
    qtbot.waitUntil(row.pencil.isVisible)  # laid out anew after the plan changed
    qtbot.mouseClick(row.pencil, LEFT)
    assert row.field.isVisible()
    assert row.field.hasFocus()
    row.field.selectAll()
    qtbot.keyClicks(row.field, text)
    qtbot.keyClick(row.field, KEY.Key_Return)


def press(page: SeasonPage, qtbot, event: str, name: str) -> None:
    qtbot.mouseClick(page.rows[event].findChild(QPushButton, name), LEFT)


# -- reading


def test_each_date_stands_with_hour_zone_label_and_source(page):
    shown = words(page, "review_opens")
    assert "Wed 23 Sep 2026" in shown
    assert "in 101 days" in shown
    assert "09:00 Eastern" in shown
    assert "15:00 Berlin" in shown
    assert any("AAMC" in text for text in shown)
    assert tag(page, "review_opens") == "reported"
    assert "1 step" in shown


@pytest.mark.parametrize(
    ("day", "hour", "zone", "words"),
    [
        (date(2026, 9, 23), "09:00", "Europe/Berlin", "15:00 Berlin"),
        (date(2027, 3, 3), "21:00", "Asia/Karachi", "07:00 Karachi, the day after"),
        # The United States change their clocks before Europe does.
        (date(2027, 3, 19), "12:00", "Europe/Berlin", "17:00 Berlin"),
        (date(2027, 1, 29), "00:30", "Pacific/Honolulu", "19:30 Hawaii, the day before"),
        (date(2026, 9, 23), "09:00", "America/New_York", ""),
        (date(2026, 9, 23), "09:00", "America/Toronto", ""),
        (date(2026, 9, 23), "09:00", "No/Such_Zone", ""),
        (date(2026, 9, 23), "09:00", "", ""),
    ],
)
def test_hours_in_ones_own_zone(day, hour, zone, words):
    assert own_hour(day, hour, zone) == words


def test_days_are_said_from_today():
    days = (0, 1, -1, 80, -12)
    said = [relative(TODAY + timedelta(days=n), TODAY) for n in days]
    assert said == ["today", "tomorrow", "yesterday", "in 80 days", "12 days ago"]


def test_only_imgs_see_the_days_of_ecfmg(page, document):
    """B11.5"""
    assert "ecfmg_tokens" in page.rows
    document.open(Plan("p", answers("us_md"), STEPS), None)
    assert not [event for event in page.rows if event.startswith("ecfmg_")]


def test_B11_6_other_matches_and_services_stand_among_the_dates_as_estimated():
    tables = load_tables()
    made = Plan("p", answers("us_md", primary="urology", backup="obstetrics_gynecology"))
    found = {entry.name: entry for entry in entries(made, tables, TODAY, {}) if not entry.event}
    urology = found["AUA/SAU Match: Urology Match Day"]
    assert (urology.day, urology.status) == (date(2027, 2, 1), "estimated")
    service = found["ResidencyCAS: applications in obstetrics and gynecology reach programs"]
    assert (service.day, service.status) == (date(2026, 10, 1), "estimated")
    assert not [e for e in entries(Plan("p", answers("us_md", primary="pediatrics")), tables, TODAY, {}) if not e.event]


# -- changing


def test_a_new_day_asks_what_hangs_on_it_and_moves_it_in_one_step(page, document, qtbot):
    before = document.plan
    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    row = page.rows["review_opens"]
    assert row.ask.isVisible()
    assert row.ask.text().startswith("2 steps hang on it. Move them 7 days later?")
    assert "Programs begin to read: 23 Sep → 30 Sep 2026; Documents in: 15 Sep → 22 Sep 2026" in row.ask.text()
    assert "ECFMG asks for supporting documents to be in 22 Sep 2026" in row.ask.text()
    assert document.plan == before
    with qtbot.waitSignal(page.message) as said:
        qtbot.keyClick(row.ask.along, KEY.Key_Space)
    plan = document.plan
    assert plan.season_dates == {"review_opens": date(2026, 9, 30)}
    assert plan.milestone("read").start == date(2026, 9, 30)
    assert plan.milestone("read").time == AT_NINE
    assert plan.milestone("docs").start == date(2026, 9, 22)
    assert plan.milestone("own").start == REVIEW
    assert said.args == ["Programs begin reviewing; MSPE released: 30 September 2026, 2 steps moved", True]
    assert tag(page, "review_opens") == "set by you"
    assert document.undo_stack.count() == 1
    assert document.undo_stack.undoText() == "Change season date"
    document.undo_stack.undo()
    assert document.plan == before
    assert tag(page, "review_opens") == "reported"


def test_only_the_date_leaves_the_steps_where_they_are(page, document, qtbot):
    type_day(page, qtbot, "review_opens", "16 Sep 2026")
    assert "Move them 7 days earlier?" in page.rows["review_opens"].ask.text()
    press(page, qtbot, "review_opens", "only_the_date")
    assert document.plan.season_dates == {"review_opens": date(2026, 9, 16)}
    assert document.plan.milestones == STEPS


@pytest.mark.parametrize("way", ["button", "escape"])
def test_cancel_and_escape_change_nothing(page, document, qtbot, way):
    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    row = page.rows["review_opens"]
    if way == "button":
        press(page, qtbot, "review_opens", "leave")
    else:
        qtbot.keyClick(row.field, KEY.Key_Escape)
    assert not row.ask.isVisible()
    assert not row.field.isVisible()
    assert row.pencil.isVisible()
    assert document.undo_stack.count() == 0


def test_a_day_on_which_nothing_hangs_asks_only_for_itself(page, document, qtbot):
    type_day(page, qtbot, "residency_start", "2 Jul 2027")
    row = page.rows["residency_start"]
    assert row.ask.text() == "No open step hangs on it."
    assert row.ask.along.isHidden()
    press(page, qtbot, "residency_start", "only_the_date")
    assert document.plan.season_dates == {"residency_start": date(2027, 7, 2)}


def test_back_to_the_date_of_the_table(page, document, qtbot):
    changed = replace(document.plan, season_dates={"review_opens": date(2026, 9, 30)})
    document.open(changed.with_milestone(replace(STEPS[0], start=date(2026, 9, 30), end=date(2026, 9, 30))), None)
    back = page.rows["review_opens"].findChild(QPushButton, "back")
    qtbot.waitUntil(back.isVisible)
    assert back.text() == "Back to the reported date, 23 September 2026"
    qtbot.mouseClick(back, LEFT)
    assert "7 days earlier" in page.rows["review_opens"].ask.text()
    press(page, qtbot, "review_opens", "move_them")
    assert document.plan.season_dates == {}
    assert document.plan.milestone("read").start == REVIEW
    assert tag(page, "review_opens") == "reported"


def test_a_day_that_cannot_be_says_why_and_stays(page, document, qtbot):
    type_day(page, qtbot, "match_day", "31 Feb 2027")
    row = page.rows["match_day"]
    assert row._wrong.text().startswith("There is no such day")
    assert not row.ask.isVisible()
    row.field.selectAll()
    qtbot.keyClicks(row.field, "1 Mar 2040")
    qtbot.keyClick(row.field, KEY.Key_Return)
    assert row._wrong.text() == "A date from 1 Jun 2025 to 31 Dec 2027."
    row.field.clear()
    qtbot.keyClick(row.field, KEY.Key_Return)
    assert row._wrong.text().startswith("Which day?")
    assert document.undo_stack.count() == 0


def test_one_day_is_changed_at_a_time(page, qtbot):
    qtbot.mouseClick(page.rows["review_opens"].pencil, LEFT)
    qtbot.mouseClick(page.rows["submission_opens"].pencil, LEFT)
    assert [event for event, row in page.rows.items() if row.is_editing] == ["submission_opens"]


def test_a_place_can_be_led_to(page):
    page.show_event("match_day")
    assert page.rows["match_day"].is_editing
    page.show_event("no such event")


def test_done_steps_stay_where_they_were(page, document, qtbot):
    document.open(Plan("p", answers(), (replace(STEPS[0], status="done"), *STEPS[1:]), origins=ORIGINS), None)
    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    press(page, qtbot, "review_opens", "move_them")
    assert document.plan.milestone("read").start == REVIEW


# -- what follows from it


def after_review(count: int, first: date) -> tuple[Milestone, ...]:
    """Steps that wait for review day, one after another, and a season day after the last."""
    ids = ["read", *(f"w{n}" for n in range(count))]
    return (*STEPS, *(
        Milestone(f"w{n}", f"Wait {n}", "outreach", first + timedelta(days=n), first + timedelta(days=n),
                  depends_on=(ids[n],)) for n in range(count)
    ), Milestone("nrmp", "Register with NRMP", "application", first + timedelta(days=count + 1),
                 first + timedelta(days=count + 1), depends_on=(ids[-1],)))  # fmt: skip


@pytest.fixture
def waiting(document) -> Document:
    origins = {**ORIGINS, "nrmp": Origin("nrmp", "nrmp_registration_opens")}
    document.open(Plan("p", answers(), after_review(2, date(2026, 9, 24)), origins=origins), None)
    return document


def test_those_that_wait_are_offered_to_follow_as_one_step_with_the_date(page, waiting, qtbot):
    before = waiting.plan
    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    asked = page.rows["review_opens"].ask.text()
    assert "2 steps that wait for them would then come too early." in asked
    assert "“Register with NRMP” on 27 September comes 5 days before “Wait 1” ends." in asked
    press(page, qtbot, "review_opens", "move_them")
    qtbot.waitUntil(page.offer.isVisible)
    assert page.offer.along.text() == "Move 2 &along"
    assert "Register with NRMP" in page.offer.text()
    assert "5 days" in page.offer.text()
    row = page.rows["review_opens"]
    qtbot.waitUntil(lambda: page.offer.y() == row.geometry().bottom() + 1)
    assert row.pencil.hasFocus()
    qtbot.keyClick(row.pencil, KEY.Key_Tab)
    assert page.offer.along.hasFocus()
    qtbot.keyClick(page.offer.along, KEY.Key_Return)
    plan = waiting.plan
    assert [plan.milestone(key).start for key in ("read", "w0", "w1")] == [
        date(2026, 9, 30), date(2026, 10, 1), date(2026, 10, 2)]  # fmt: skip
    assert plan.milestone("nrmp") == before.milestone("nrmp")
    assert plan.season_dates == {"review_opens": date(2026, 9, 30)}
    assert not page.offer.isVisible()
    assert (waiting.undo_stack.count(), waiting.undo_stack.undoText()) == (1, "Change season date")
    waiting.undo_stack.undo()
    assert waiting.plan == before
    waiting.undo_stack.redo()
    assert waiting.plan == plan


@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_question_and_offer_come_into_view(page, waiting, theme, qtbot, factor):
    theme.set_factor(factor)
    waiting.open(replace(waiting.plan, id="q"), None)

    def in_view(part):
        return part.isVisible() and part.visibleRegion().boundingRect().height() >= min(part.height(), 300)

    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    qtbot.waitUntil(lambda: in_view(page.rows["review_opens"].ask))
    press(page, qtbot, "review_opens", "move_them")
    qtbot.waitUntil(lambda: in_view(page.offer))


def test_left_alone_the_date_stands_and_the_others_stay(page, waiting, qtbot):
    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    press(page, qtbot, "review_opens", "move_them")
    qtbot.keyClick(page.rows["review_opens"].pencil, KEY.Key_Escape)
    assert not page.offer.isVisible()
    assert waiting.plan.milestone("w0").start == date(2026, 9, 24)
    assert waiting.plan.milestone("read").start == date(2026, 9, 30)


def test_a_deadline_put_earlier_says_how_many_days_are_missing_and_can_be_taken_back(page, document, qtbot):
    letters = Milestone("letters", "All letters uploaded", "letters", date(2026, 9, 10), date(2026, 9, 20))
    early = (replace(STEPS[0], depends_on=("letters",)), *STEPS[1:], letters)
    document.open(Plan("p", answers(), early, origins=ORIGINS), None)
    before = document.plan
    type_day(page, qtbot, "review_opens", "16 Sep 2026")
    said = "“Programs begin to read” on 16 September comes 4 days before “All letters uploaded” ends."
    assert said in page.rows["review_opens"].ask.text()
    press(page, qtbot, "review_opens", "move_them")
    qtbot.waitUntil(page.offer.isVisible)
    assert said in page.offer.text()
    assert page.offer.along.text() == "T&ake the date back"
    qtbot.mouseClick(page.offer.along, LEFT)
    assert document.plan == before
    assert tag(page, "review_opens") == "reported"


def test_every_step_that_hangs_on_a_day_can_be_read(page, document, qtbot):
    many = tuple(replace(STEPS[0], id=f"m{n}", title=f"Step {n}") for n in range(12))
    document.open(Plan("p", answers(), many, origins={m.id: ORIGINS["read"] for m in many}), None)
    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    ask = page.rows["review_opens"].ask
    assert ask.text().count("→") == 4
    assert ask.more.text() == "And 8 steps more"
    assert ask.more.isVisible()
    qtbot.keyClick(ask.more, KEY.Key_Space)
    assert ask.text().count("→") == 12
    assert not ask.more.isVisible()


def test_a_day_of_ones_own_is_told_apart_from_the_reported_one(page, document, qtbot):
    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    press(page, qtbot, "review_opens", "only_the_date")
    qtbot.waitUntil(page.rows["review_opens"].pencil.isVisible)
    shown = words(page, "review_opens")
    assert "Wed 30 Sep 2026" in shown
    assert "Your own date" in shown
    # The step keeps its hour on a day of one's own, and so does the page, with the words whose hour it is.
    assert "09:00 Eastern" in shown
    assert "15:00 Berlin" in shown
    assert "as for the reported day" in shown
    (official,) = [text for text in shown if text.startswith("Reported: 23 September 2026, 09:00 Eastern. AAMC")]
    assert official
    document.undo_stack.undo()
    qtbot.waitUntil(page.rows["review_opens"].pencil.isVisible)
    assert "09:00 Eastern" in words(page, "review_opens")
    assert "as for the reported day" not in words(page, "review_opens")


def test_an_own_day_that_is_the_reported_one_keeps_its_hour(page, document, qtbot):
    document.open(replace(document.plan, season_dates={"review_opens": REVIEW}), None)
    qtbot.waitUntil(page.rows["review_opens"].pencil.isVisible)
    assert "09:00 Eastern" in words(page, "review_opens")
    assert "as for the reported day" not in words(page, "review_opens")


def test_B11_1_page_and_step_name_the_same_hour_on_a_day_of_ones_own(page, document, qtbot):
    noon = Hours(time(12), time(12, 30), "America/New_York")
    day = date(2027, 3, 19)
    step = Milestone("match", "Match Day", "rank", day, day, noon)
    document.open(Plan("p", answers(), (step,), origins={"match": Origin("match_day", "match_day")}), None)
    type_day(page, qtbot, "match_day", "20 Mar 2027")
    press(page, qtbot, "match_day", "move_them")
    qtbot.waitUntil(page.rows["match_day"].pencil.isVisible)
    moved = document.plan.milestone("match")
    assert (moved.start, moved.time) == (date(2027, 3, 20), noon)
    assert "12:00 Eastern" in words(page, "match_day")


def test_the_ring_of_the_pencil_has_room(page):
    row = page.rows["review_opens"]
    assert row.pencil.geometry().right() + 4 <= row.rect().right()


# -- a question that is still open while the plan changes


def leave_and_work_elsewhere(page, document) -> None:
    """On another page meanwhile: a step ticked, another added."""
    page.hide()
    document.change(document.plan.with_milestone(replace(document.plan.milestone("own"), status="done")), "Mark done")
    document.change(document.plan.with_milestone(Milestone("new", "Later", "support", REVIEW, REVIEW)), "New step")
    page.show()


@pytest.mark.parametrize("answer", ["move_them", "only_the_date"])
def test_an_open_question_keeps_what_was_done_elsewhere_meanwhile(page, document, qtbot, answer):
    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    leave_and_work_elsewhere(page, document)
    assert page.rows["review_opens"].ask.isVisible()
    assert page.rows["review_opens"].field.text() == "30 Sep 2026"
    press(page, qtbot, "review_opens", answer)
    plan = document.plan
    assert plan.season_dates == {"review_opens": date(2026, 9, 30)}
    assert plan.milestone("own").status == "done"
    assert plan.milestone("new") is not None
    assert plan.milestone("read").start == (date(2026, 9, 30) if answer == "move_them" else REVIEW)
    assert document.undo_stack.count() == 3


def test_the_way_back_keeps_what_was_done_meanwhile(page, document, qtbot):
    document.open(replace(document.plan, season_dates={"review_opens": date(2026, 9, 30)}), None)
    back = page.rows["review_opens"].findChild(QPushButton, "back")
    qtbot.waitUntil(back.isVisible)
    qtbot.mouseClick(back, LEFT)
    leave_and_work_elsewhere(page, document)
    press(page, qtbot, "review_opens", "only_the_date")
    assert document.plan.season_dates == {}
    assert document.plan.milestone("own").status == "done"
    assert document.plan.milestone("new") is not None


def test_an_open_question_says_what_is_so_now(page, document, qtbot):
    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    document.change(document.plan.with_milestone(replace(document.plan.milestone("docs"), status="done")), "Mark done")
    ask = page.rows["review_opens"].ask
    assert ask.text().startswith("1 step hangs on it. Move it 7 days later?")
    document.undo_stack.undo()
    assert ask.text().startswith("2 steps hang on it.")
    qtbot.keyClick(ask.along, KEY.Key_Space)
    assert document.plan.milestone("docs").start == date(2026, 9, 22)


def test_undo_of_a_date_is_kept_when_the_question_about_another_is_answered(page, document, qtbot):
    type_day(page, qtbot, "residency_start", "2 Jul 2027")
    press(page, qtbot, "residency_start", "only_the_date")
    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    document.undo_stack.undo()
    assert document.plan.season_dates == {}
    # The list was laid out anew, and what was asked is asked no longer.
    assert not page.rows["review_opens"].is_editing
    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    press(page, qtbot, "review_opens", "only_the_date")
    assert document.plan.season_dates == {"review_opens": date(2026, 9, 30)}


def test_a_cancelled_question_is_not_asked_again(page, document, qtbot):
    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    press(page, qtbot, "review_opens", "leave")
    leave_and_work_elsewhere(page, document)
    assert not page.rows["review_opens"].ask.isVisible()


def test_another_plan_ends_the_question(page, document, qtbot):
    type_day(page, qtbot, "review_opens", "30 Sep 2026")
    document.open(replace(document.plan, id="q", milestones=STEPS[:2]), None)
    assert not page.rows["review_opens"].is_editing
    assert not page.rows["review_opens"].ask.isVisible()


# -- every state


def test_without_a_plan_the_page_is_bare(page, document):
    document.open(None, None)
    assert not page._content.isVisible()


def test_the_system_zone_is_asked_for_without_one(document, theme, qtbot):
    page = SeasonPage(document, theme)
    qtbot.addWidget(page)
    assert page.zone


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_nothing_is_cut_off_sideways(scheme, factor, theme, qtbot, qapp):
    theme.set_scheme(scheme)
    theme.set_factor(factor)
    document = Document(load_tables(), lambda: TODAY, lambda: "n")
    with path("samples", "sample.reapply") as sample:
        document.open(storage.load(sample), None)
    page = SeasonPage(document, theme, "Asia/Karachi")
    qtbot.addWidget(page)
    page.resize(1158, 738)
    page.show()
    qapp.processEvents()
    assert page.horizontalScrollBar().maximum() == 0
    assert page._names.isVisible() == (factor == 1.0)
    for row in page.rows.values():
        assert row.width() <= page._content.width()
