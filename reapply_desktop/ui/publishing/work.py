"""What the publishing dialog does in the background: sign in, list or make calendars, publish."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.publishing.account import Account, forget_password, keep_password, kept_password
from reapply_desktop.services.publishing.publish import Published, publish
from reapply_desktop.services.publishing.server import RemoteCalendar, Server
from reapply_desktop.ui.background import Report

NO_PASSWORD = UserError("The password is missing.", "The keyring has none for this account either.")


@dataclass(frozen=True)
class Connection:
    """How to sign in: `password` empty takes the one the keyring has; `keep` gives it to the keyring once it works."""

    account: Account
    password: str
    keep: bool

    def server(self) -> Server:
        """Signed in as far as can be without asking the server. UserError without any password."""
        password = self.password or kept_password(self.account)
        if not password:
            raise NO_PASSWORD
        return Server(self.account, password)

    def settle_password(self) -> bool:
        """Keep or forget the password as wished; whether the keyring has it now."""
        if not self.keep:
            forget_password(self.account)
            return False
        return keep_password(self.account, self.password) if self.password else True


@dataclass(frozen=True)
class SignedIn:
    """The account's calendars, and whether the keyring has its password."""

    calendars: tuple[RemoteCalendar, ...]
    kept: bool


@dataclass(frozen=True)
class Told:
    """What was published where."""

    calendar: RemoteCalendar
    done: Published


def sign_in(connection: Connection, report: Report) -> SignedIn:
    """Try the account: its calendars."""
    report("Signing in", 0, 0)
    server = connection.server()
    try:
        calendars = server.calendars()
    finally:
        server.close()
    return SignedIn(calendars, connection.settle_password())


def publish_plan(
    plan: Plan, tables: Tables, now: datetime, options: CalendarOptions, connection: Connection,
    calendar: RemoteCalendar, data_folder: Path, report: Report,
) -> Told:  # fmt: skip
    """Publish into this calendar; one without an address is made first, with its name."""
    report("Signing in", 0, 0)
    server = connection.server()
    try:
        if not calendar.url:
            calendar = server.make_calendar(calendar.name)
        done = publish(plan, tables, now, options, server, calendar.url, data_folder, report)
    finally:
        server.close()
    return Told(calendar, done)
