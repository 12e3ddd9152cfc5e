"""The publishing dialog by clicks and keys, against a real CalDAV server and a keyring."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Event
from uuid import uuid4

import icalendar
import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from real_window import open_window

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.publishing.server import path_of
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.calendar_export.dialog import CalendarDialog
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.publishing.dialog import NOT_SIGNED_IN, NOTHING_CHOSEN, STOPPED, PublishDialog
from reapply_desktop.ui.publishing.sign_in import IN_KEYRING, NO_KEYRING
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.working_dialog import STOPPING
from tests.people import person
from tests.services.dav import silent
from tests.services.radicale import PASSWORD, USER, Radicale, free_port, running

NOW = datetime(2026, 6, 14, 9, 41, tzinfo=UTC)
LEFT = Qt.MouseButton.LeftButton
PLAN = Plan("3126ecb3-5998-52d3-abff-9640975a9bef", person(), tuple(
    Milestone(key, title, category, date(2026, 7, day), date(2026, 7, day)) for key, title, category, day in (
        ("a", "Ask Dr. Osei", "letters", 20), ("b", "Step 3", "exams", 21), ("c", "Public health", "contingency", 22))
))  # fmt: skip


class InMemory(KeyringBackend):
    """A keyring of this test's own, so that no one's real one is touched."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self.kept.pop((service, username), None)


@pytest.fixture(scope="module")
def radicale(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Radicale]:
    with running(tmp_path_factory.mktemp("radicale")) as server:
        yield server


@pytest.fixture
def ring() -> Iterator[InMemory]:
    before, made = keyring.get_keyring(), InMemory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


class Desk:
    """A dialog over an open plan; `again` opens the next one on the same computer."""

    def __init__(self, bot: QtBot, theme: Theme, folder: Path, plan: Plan = PLAN) -> None:
        self.bot, self.theme, self.data = bot, theme, folder / "data"
        self.settings = Settings(folder)
        self.document = Document(load_tables(), lambda: NOW.date(), lambda: "new")
        self.document.open(replace(plan, id=str(uuid4())), None)
        self.dialog = self.again()

    def again(self) -> PublishDialog:
        self.dialog = PublishDialog(self.document, self.theme, self.settings, self.data, lambda: NOW)
        self.bot.addWidget(self.dialog)
        self.dialog.show()
        return self.dialog

    def type_account(self, url: str, password: str = PASSWORD, user: str = USER) -> None:
        fields = self.dialog.sign_in
        for field, words in ((fields.url, url), (fields.user, user), (fields.password, password)):
            field.clear()
            field.insert(words)  # QTest types no umlauts

    def press(self, name: str) -> None:
        button = {"test": self.dialog.sign_in.test, "publish": self.dialog.go}[name]
        self.bot.mouseClick(button, LEFT)
        self.bot.waitUntil(lambda: self.dialog._job is None, timeout=20000)

    def sign_in(self, radicale: Radicale) -> None:
        self.type_account(radicale.url)
        self.press("test")


def summaries(radicale: Radicale, dialog: PublishDialog) -> set[str]:
    """What stands in the dialog's calendar, read from the server's own files."""
    folder = radicale.folder / "collections" / "collection-root" / path_of(dialog.calendar.value().url).strip("/")
    found = set()
    for file in folder.glob("*.ics"):
        found |= {str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")}
    return found


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme, tmp_path: Path, ring: InMemory) -> Desk:
    return Desk(qtbot, theme, tmp_path)


def test_sign_in_choose_publish_and_publish_again(desk: Desk, radicale: Radicale, ring: InMemory) -> None:
    dialog = desk.dialog
    assert not dialog.go.isEnabled()
    desk.sign_in(radicale)
    assert dialog.sign_in.said.text().startswith("Signed in")
    assert "new" in dialog.calendar.currentText()
    desk.bot.mouseClick(dialog.discreet, LEFT)
    assert dialog.go.text() == "Publish 2 steps"
    desk.press("publish")
    assert "2 added" in dialog.happened.text()
    assert summaries(radicale, dialog) == {"Ask Dr. Osei", "Step 3"}
    assert not ring.kept
    plan = desk.document.plan
    assert plan is not None
    desk.document.change(plan.without(["a"]), "Delete step")
    dialog.close()
    dialog = desk.again()
    desk.sign_in(radicale)
    desk.bot.mouseClick(dialog.discreet, LEFT)
    desk.press("publish")
    assert "1 removed" in dialog.happened.text()
    assert summaries(radicale, dialog) == {"Step 3"}


def test_the_password_goes_to_the_keyring_and_nowhere_else(
    desk: Desk, radicale: Radicale, ring: InMemory, tmp_path: Path
) -> None:
    desk.bot.mouseClick(desk.dialog.sign_in.keep, LEFT)
    desk.sign_in(radicale)
    desk.press("publish")
    assert list(ring.kept.values()) == [PASSWORD]
    desk.dialog.close()
    desk.settings.sync()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert files
    assert not any(PASSWORD.encode() in file.read_bytes() or b"s3cret" in file.read_bytes() for file in files)
    dialog = desk.again()  # the next time nothing has to be typed
    assert dialog.sign_in.password.text() == ""
    assert dialog.sign_in.password.placeholderText() == IN_KEYRING
    desk.press("publish")
    assert "as they were" in dialog.happened.text()
    desk.bot.mouseClick(dialog.sign_in.keep, LEFT)
    desk.press("test")
    assert not ring.kept


def test_without_a_keyring_it_says_that_the_password_is_asked_for(desk: Desk, radicale: Radicale) -> None:
    keyring.set_keyring(NoKeyring())
    desk.bot.mouseClick(desk.dialog.sign_in.keep, LEFT)
    desk.sign_in(radicale)
    assert NO_KEYRING in desk.dialog.sign_in.said.text()
    assert desk.dialog.go.isEnabled()


@pytest.mark.parametrize(
    ("url", "password", "words"),
    [
        ("http://cal.example.org", PASSWORD, "anyone on the way"),
        ("nonsense address", PASSWORD, "not the address"),
        ("http://127.0.0.1:{free}", PASSWORD, "cannot be reached"),
        ("{radicale}", "wrong", "does not accept"),
        ("{radicale}", "", "password is missing"),
    ],
)
def test_what_cannot_work_is_a_sentence(desk: Desk, radicale: Radicale, url: str, password: str, words: str) -> None:
    desk.type_account(url.format(free=free_port(), radicale=radicale.url), password)
    desk.press("test")
    assert words in desk.dialog.sign_in.said.text()
    assert not desk.dialog.go.isEnabled()


def test_a_server_that_goes_away_leaves_a_dialog_that_can_try_again(desk: Desk, radicale: Radicale) -> None:
    desk.sign_in(radicale)
    radicale.stop()
    try:
        desk.press("publish")
        assert "cannot be reached" in desk.dialog.sign_in.said.text()
    finally:
        radicale.start()
    desk.press("publish")
    assert "2 added" in desk.dialog.happened.text()


def test_another_account_asks_for_the_test_again(desk: Desk, radicale: Radicale) -> None:
    desk.sign_in(radicale)
    assert desk.dialog.go.isEnabled()
    desk.bot.keyClicks(desk.dialog.sign_in.user, "x")
    assert not desk.dialog.go.isEnabled()


def test_after_a_wrong_password_the_next_key_types_the_right_one(desk: Desk, radicale: Radicale) -> None:
    desk.type_account(radicale.url, "wrong")
    desk.press("test")
    fields = desk.dialog.sign_in
    assert desk.dialog.focusWidget() is fields.password
    assert fields.password.selectedText() != ""
    fields.password.insert(PASSWORD)
    desk.bot.keyClick(fields.password, Qt.Key.Key_Return)
    desk.bot.waitUntil(lambda: not desk.dialog.is_working, timeout=20000)
    assert fields.said.text().startswith("Signed in")
    assert desk.dialog.focusWidget() is desk.dialog.calendar


@pytest.mark.parametrize("how", ["esc", "close"])
def test_a_server_that_never_answers_is_not_waited_for(desk: Desk, how: str) -> None:
    dialog = desk.dialog
    with silent() as url:
        desk.type_account(url)
        desk.bot.mouseClick(dialog.sign_in.test, LEFT)
        desk.bot.waitUntil(lambda: dialog.doing.text() == "Signing in", timeout=5000)
        if how == "close":
            dialog.close()
            desk.bot.waitUntil(lambda: not dialog.isVisible(), timeout=5000)  # far below the 20 s for an answer
        else:
            desk.bot.keyClick(dialog, Qt.Key.Key_Escape)
            assert dialog.doing.text() == STOPPING
            desk.bot.waitUntil(lambda: not dialog.is_working, timeout=5000)
            assert dialog.sign_in.said.text() == NOT_SIGNED_IN
            assert dialog.said.text() == ""
            assert dialog.focusWidget() is dialog.sign_in.test
            assert dialog.isVisible()
        assert not dialog.is_working


def test_a_closed_dialog_goes_even_where_the_work_is_stuck_in_what_nobody_can_end(
    desk: Desk, ring: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, free = Event(), Event()

    def stuck(service: str, username: str) -> None:
        asked.set()
        free.wait(20)

    monkeypatch.setattr(ring, "get_password", stuck)  # a keyring that waits for somebody to unlock it
    dialog = desk.dialog
    desk.type_account("http://127.0.0.1:9/", "")
    desk.bot.mouseClick(dialog.sign_in.test, LEFT)
    desk.bot.waitUntil(asked.is_set, timeout=5000)
    job = dialog._job
    assert job is not None
    dialog.close()
    desk.bot.waitUntil(lambda: not dialog.isVisible(), timeout=5000)
    assert job.isRunning()
    with desk.bot.waitSignal(job.finished, timeout=5000):
        free.set()


def test_a_calendar_made_before_a_stop_is_gone_on_with_and_not_made_twice(
    qtbot: QtBot, theme: Theme, tmp_path: Path, ring: InMemory, radicale: Radicale
) -> None:
    steps = tuple(Milestone(f"m{n}", f"Step {n}", "exams", date(2026, 7, 1), date(2026, 7, 1)) for n in range(30))
    desk = Desk(qtbot, theme, tmp_path, replace(PLAN, milestones=steps))
    dialog = desk.dialog
    before = calendars(radicale)
    desk.sign_in(radicale)
    qtbot.mouseClick(dialog.go, LEFT)
    qtbot.waitUntil(lambda: dialog.doing.text() == "Publishing", timeout=20000)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialog.is_working, timeout=20000)
    assert dialog.said.text() == STOPPED
    (made,) = calendars(radicale) - before
    assert made in dialog.calendar.value().url
    qtbot.waitUntil(lambda: is_seen(dialog, dialog.said), timeout=2000)
    desk.press("publish")
    assert calendars(radicale) - before == {made}
    assert len(list((home(radicale) / made).glob("*.ics"))) == 30
    assert dialog.focusWidget() is dialog.close_button
    dialog.close()
    other = PublishDialog(desk.document, theme, Settings(tmp_path / "b"), tmp_path / "b", lambda: NOW)  # elsewhere
    desk.dialog = other
    qtbot.addWidget(other)
    other.show()
    desk.sign_in(radicale)
    assert made in other.calendar.value().url
    desk.press("publish")
    assert "30 as they were" in other.happened.text()


def home(radicale: Radicale) -> Path:
    return radicale.folder / "collections" / "collection-root" / USER


def calendars(radicale: Radicale) -> set[str]:
    return {folder.name for folder in home(radicale).glob("*") if folder.is_dir()}


def is_seen(dialog: PublishDialog, part: QWidget) -> bool:
    """Whether a part of the page is wholly in sight."""
    port = dialog._page.viewport()
    area = part.rect().translated(part.mapTo(port, part.rect().topLeft()))
    return part.isVisible() and port.rect().contains(area)


def test_what_was_chosen_before_goes_in_and_can_be_changed(desk: Desk, radicale: Radicale) -> None:
    plan = desk.document.plan
    assert plan is not None
    chosen = CalendarOptions(discreet=False, without=frozenset({"exams"}), with_contingency=True)
    dialog = PublishDialog(desk.document, desk.theme, desk.settings, desk.data, lambda: NOW, options=chosen)
    desk.dialog = dialog
    desk.bot.addWidget(dialog)
    dialog.show()
    assert (dialog.discreet.isChecked(), dialog.plan_b.isChecked()) == (False, True)
    assert dialog.go.text() == "Publish 2 steps"
    assert "Without exams" in dialog.choices.goes_in.text()
    desk.sign_in(radicale)
    desk.press("publish")
    assert summaries(radicale, dialog) == {"Ask Dr. Osei", "Public health"}
    desk.bot.mouseClick(dialog.choices.more, LEFT)
    assert dialog.contents is not None
    assert dialog.contents.isVisible()
    assert not dialog.contents.tasks.isVisible()
    desk.bot.mouseClick(dialog.contents.findChild(Tick, "category-exams"), LEFT)
    desk.bot.mouseClick(dialog.contents.findChild(Tick, "category-letters"), LEFT)
    desk.bot.mouseClick(dialog.contents.findChild(QAbstractButton, "back"), LEFT)
    assert dialog.choices.isVisible()
    assert "Without letters" in dialog.choices.goes_in.text()
    desk.press("publish")
    assert summaries(radicale, dialog) == {"Step 3", "Public health"}
    assert dialog.doing.text() == ""
    desk.bot.mouseClick(dialog.choices.more, LEFT)
    dialog.contents.findChild(QLineEdit, "first_day").setFocus()
    desk.bot.keyClicks(dialog.focusWidget(), "2099-01-01")
    desk.bot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert not dialog.go.isEnabled()  # it would empty the calendar
    assert dialog.doing.text() == NOTHING_CHOSEN
    dialog.contents.findChild(QLineEdit, "first_day").setFocus()
    dialog.focusWidget().selectAll()
    desk.bot.keyClick(dialog.focusWidget(), Qt.Key.Key_Delete)
    desk.bot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.go.isEnabled()
    dialog.close()
    assert desk.again().options().without == frozenset({"letters"})  # kept; discretion and Plan B are asked anew
    assert (desk.dialog.discreet.isChecked(), desk.dialog.plan_b.isChecked()) == (True, False)


def test_the_test_button_keeps_its_width_and_what_is_said_is_seen(
    qtbot: QtBot, theme: Theme, tmp_path: Path, ring: InMemory, radicale: Radicale
) -> None:
    theme.set_factor(2.0)
    dialog = (desk := Desk(qtbot, theme, tmp_path)).dialog
    dialog.resize(1326, 600)
    width = dialog.sign_in.test.width()
    assert width < 600
    desk.type_account("http://cal.example.org/dav")
    qtbot.keyClick(dialog.sign_in.url, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: is_seen(dialog, dialog.sign_in.said), timeout=2000)
    assert dialog.contents is None
    assert dialog.sign_in.test.width() == width
    desk.sign_in(radicale)
    assert dialog.sign_in.test.width() == width
    desk.press("publish")
    qtbot.waitUntil(lambda: is_seen(dialog, dialog.happened), timeout=2000)


def test_what_was_set_in_the_export_dialog_is_carried_to_the_server_one(
    qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path
) -> None:
    window, _messages = open_window(qapp, theme, tmp_path / "data")
    qtbot.addWidget(window, before_close_func=lambda w: w._document.undo_stack.setClean())
    window.start(None)
    window.files.open_sample()
    window.show()
    seen: list[CalendarOptions] = []

    def choose() -> None:
        dialog = qapp.activeModalWidget()
        if isinstance(dialog, PublishDialog):
            seen.append(dialog.options())
            dialog.close()
            return
        if isinstance(dialog, CalendarDialog) and dialog.isVisible():
            for name in ("calendar-other", "discreet", "contents"):
                qtbot.mouseClick(dialog.findChild(QAbstractButton, name), LEFT)
            assert dialog.contents is not None
            for name in ("category-exams", "with_done", "spans"):
                qtbot.mouseClick(dialog.contents.findChild(QAbstractButton, name), LEFT)
            qtbot.mouseClick(dialog.contents.findChild(QAbstractButton, "back"), LEFT)
            qtbot.mouseClick(dialog.findChild(QAbstractButton, "server"), LEFT)
        QTimer.singleShot(50, choose)

    QTimer.singleShot(50, choose)
    window.exporting.to_calendar()
    assert seen == [
        CalendarOptions(
            discreet=False, spans=True, tombstones=False, live=True, with_done=False, without=frozenset({"exams"})
        )
    ]
