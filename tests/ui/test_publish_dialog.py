"""The publishing dialog by clicks and keys, against a real CalDAV server and a keyring."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import icalendar
import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services.publishing.server import path_of
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.publishing.dialog import PublishDialog
from reapply_desktop.ui.publishing.sign_in import IN_KEYRING, NO_KEYRING
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme
from tests.people import person
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
