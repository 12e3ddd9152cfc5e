"""Brings a calendar on a server to what the plan says: writes what changed, removes what is gone, leaves the rest."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.services.calendar import ical, memory
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.ics_export import CalendarExport, export_calendar, uids
from reapply_desktop.services.publishing.record import Item, read_record, write_record
from reapply_desktop.services.publishing.server import NOT_OURS, RefusedError, Server, UnreachableError, path_of

HEAD = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{ical.PRODID}\r\nCALSCALE:GREGORIAN\r\n".encode()
REFUSED_IN_A_ROW = 5  # then the server will take none of the rest either

# What is being done in words, how much of it is done, and of how much (0: not known); may raise to stop the work.
Report = Callable[[str, int, int], None]


@dataclass
class Published:
    """What happened, in counts of entries. `refused`: titles the server did not take, with HTTP's status; `untried`:
    how many were then left, as it would have refused them too.

    `edited`: left as someone changed them in the calendar. `lost`: why it ended early; what was done stays done.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0
    edited: int = 0
    refused: list[tuple[str, int]] = field(default_factory=list)
    untried: int = 0
    lost: UnreachableError | None = None

    @property
    def is_whole(self) -> bool:
        return self.lost is None and not self.refused


def publish(
    plan: Plan, tables: Tables, now: datetime, options: CalendarOptions, server: Server, calendar: str,
    data_folder: Path, report: Report,
) -> Published:  # fmt: skip
    """Write the plan into the calendar at this address. What `report` raises stops it between two entries.

    Only entries whose UID is made from this plan are ever written or removed. UserError when the calendar cannot be
    read at all; a connection lost on the way ends in `lost`, and the next publishing goes on from there.
    """
    report("Reading the calendar", 0, 0)
    options = replace(options, tombstones=False, live=True)
    export = export_calendar(plan, tables, now, options, memory.known(data_folder, plan.id))
    memory.remember(data_folder, plan.id, export.exports, now, live=True)
    work = _Work(plan, export, server, calendar.rstrip("/") + "/", read_record(data_folder, plan.id, calendar))
    try:
        work.run(report)
    except UnreachableError as lost:
        work.done.lost = lost
    finally:
        write_record(data_folder, plan.id, calendar, work.items)
    return work.done


class _Work:
    """One publishing under way; `items` follows each entry written or removed."""

    def __init__(
        self, plan: Plan, export: CalendarExport, server: Server, calendar: str, items: dict[str, Item]
    ) -> None:
        uid = uids(plan.id)
        self._titles = {uid(m.id): m.title for m in plan.milestones}
        self._ours = {*self._titles, *(uid(key) for key in plan.exports), *items}
        self._wanted = {_uid_of(entry.data): HEAD + entry.data + ical.END for entry in export.entries}
        self._server, self._calendar = server, calendar
        self._there: dict[str, str] = {}
        self._in_a_row = 0
        self.items, self.done = items, Published()

    def run(self, report: Report) -> None:
        self._there = self._server.entries(self._calendar)
        gone = [uid for uid in sorted(self._ours - set(self._wanted)) if self._etag(uid) is not None]
        total = len(self._wanted) + len(gone)
        for at, (uid, data) in enumerate(self._wanted.items()):
            report("Publishing", at, total)
            self._tell(uid, data)
            if self._in_a_row >= REFUSED_IN_A_ROW:
                self.done.untried = total - at - 1
                return
        for at, uid in enumerate(gone, start=len(self._wanted)):
            report("Publishing", at, total)
            self._remove(uid)
        for uid in self._ours - set(self._wanted) - set(gone):
            self.items.pop(uid, None)
        if any(item.etag is None for item in self.items.values()):
            # Some servers do not say the ETag when they take an entry.
            self._there = self._server.entries(self._calendar)
            self.items = {uid: replace(item, etag=self._etag(uid)) for uid, item in self.items.items()}

    def _tell(self, uid: str, data: bytes) -> None:
        item, etag = self.items.get(uid), self._etag(uid)
        digest = hashlib.sha256(data).hexdigest()
        if item is not None and item.hash == digest and etag is not None:
            if etag == item.etag:
                self.done.same += 1
            else:
                self.done.edited += 1
            return
        if self._written(uid, data, etag):
            self.items[uid] = Item(self._url(uid), self._there.get(path_of(self._url(uid))), digest)
            if etag is None:
                self.done.added += 1
            else:
                self.done.changed += 1

    def _written(self, uid: str, data: bytes, etag: str | None, *, again: bool = True) -> bool:
        url = self._url(uid)
        try:
            new = self._server.put(url, data, etag)
        except RefusedError as refused:
            if refused.status == NOT_OURS and again:  # someone wrote it meanwhile: look once more, the plan decides
                self._there = self._server.entries(self._calendar)
                return self._written(uid, data, self._etag(uid), again=False)
            self._note(uid, refused)
            return False
        self._in_a_row = 0
        self._there.pop(path_of(url), None)
        if new is not None:
            self._there[path_of(url)] = new
        return True

    def _remove(self, uid: str) -> None:
        etag = self._etag(uid)
        if etag is None:
            return
        try:
            self._server.remove(self._url(uid), etag)
        except RefusedError as refused:
            self._note(uid, refused)
            return
        self.items.pop(uid, None)
        self.done.removed += 1

    def _note(self, uid: str, refused: RefusedError) -> None:
        self._in_a_row += 1
        self.done.refused.append((self._titles.get(uid, "A removed step"), refused.status))

    def _url(self, uid: str) -> str:
        item = self.items.get(uid)
        return item.url if item is not None else f"{self._calendar}{uid}.ics"

    def _etag(self, uid: str) -> str | None:
        """The ETag of our entry as the calendar has it now; None where it is not there."""
        return self._there.get(path_of(self._url(uid)))


def _uid_of(entry: bytes) -> str:
    line = next(line for line in entry.split(b"\r\n") if line.startswith(b"UID:"))
    return line[4:].decode("ascii")
