"""What the publishing dialog does in the background: sign in, list or make calendars, publish."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.publishing.account import Account, forget_password, keep_password, kept_password
from reapply_desktop.services.publishing.failures import PasswordError
from reapply_desktop.services.publishing.line import Line
from reapply_desktop.services.publishing.publish import Published, publish
from reapply_desktop.services.publishing.server import RemoteCalendar, Server
from reapply_desktop.ui.background import Report

NO_PASSWORD = PasswordError("The password is missing.", "The keyring has none for this account either.")


@dataclass(frozen=True)
class Connection:
    """How to sign in: `password` empty takes the one the keyring has; `keep` gives it to the keyring once it works.

    `line` hangs up when the person will not wait any longer.
    """

    account: Account
    password: str
    keep: bool
    line: Line = field(default_factory=Line)

    def server(self) -> Server:
        """Signed in as far as can be without asking the server. UserError without any password."""
        password = self.password or kept_password(self.account)
        if not password:
            raise NO_PASSWORD
        return Server(self.account, password, line=self.line)

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


@dataclass(frozen=True)
class Target:
    """Where to publish: one without an address is made first, with its name. `others` are the account's calendars as
    far as they are known; `made` hears of the new one at once, in the thread of the work."""

    calendar: RemoteCalendar
    others: tuple[RemoteCalendar, ...]
    made: Callable[[RemoteCalendar], None]


def publish_plan(
    plan: Plan, tables: Tables, now: datetime, options: CalendarOptions, connection: Connection,
    target: Target, data_folder: Path, report: Report,
) -> Told:  # fmt: skip
    """Publish into this calendar, made first where it is new."""
    report("Signing in", 0, 0)
    server, calendar = connection.server(), target.calendar
    try:
        report("Signing in", 0, 0)
        if not calendar.url:
            calendar = server.make_calendar(calendar.name, plan.id, [other.url for other in target.others])
            target.made(calendar)
        done = publish(plan, tables, now, options, server, calendar.url, data_folder, report)
    finally:
        server.close()
    if done.lost is not None:
        report("Publishing", 0, 0)  # it was no loss where the person hung up
    return Told(calendar, done)
