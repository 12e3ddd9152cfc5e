"""Brings a calendar on a server to what the plan says: writes what changed, removes what is gone, leaves the rest."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.services.calendar import ical, memory, said
from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.calendar.wording import load_discretion
from reapply_desktop.services.ics_export import CalendarExport, export_calendar, uids
from reapply_desktop.services.publishing.failures import RefusedError, UnreachableError
from reapply_desktop.services.publishing.record import Item, read_record, write_record
from reapply_desktop.services.publishing.seal import Standing, mark_of, sealed, standing
from reapply_desktop.services.publishing.server import NOT_OURS, Server, path_of

HEAD = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{ical.PRODID}\r\nCALSCALE:GREGORIAN\r\n".encode()
REFUSED_IN_A_ROW = 5  # then the server will take none of the rest either
MADE_NAME = re.compile(r"/([0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})\.ics")

# What is being done in words, how much of it is done, and of how much (0: not known); may raise to stop the work.
Report = Callable[[str, int, int], None]


@dataclass
class Published:
    """What happened, in counts of entries. `refused`: titles the server did not take, with HTTP's status; `untried`:
    how many were then left, as it would have refused them too.

    `edited`: left as someone changed them in the calendar; `veiled`: written over, as their titles were not discreet
    any more. `elsewhere`: of those changed, how many another computer
    had published last; `strange`: of those removed, how many it alone knew. `lost`: why it ended early; what was done
    stays done.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    same: int = 0
    edited: int = 0
    veiled: int = 0
    elsewhere: int = 0
    strange: int = 0
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

    Only entries whose UID is made from this plan are ever written or removed; what this copy of the plan does not have
    is removed too. An entry that someone changed in the calendar by hand stays so until its step changes; with
    discreet words it stays only while its title is neutral. UserError when the calendar cannot be read at all; a
    connection lost on the way ends in `lost`, and the next publishing goes on from there.
    """
    report("Reading the calendar", 0, 0)
    options = replace(options, tombstones=False, live=True)
    calendar = calendar.rstrip("/") + "/"
    work = _Work(plan, options, server, calendar, read_record(data_folder, plan.id, calendar))
    try:
        work.read(memory.told(data_folder, plan.id, memory.SERVER))
        export = export_calendar(plan, tables, now, options, work.known)
        memory.remember_told(data_folder, plan.id, memory.SERVER, export.exports)
        work.run(export, report)
    except UnreachableError as lost:
        work.done.lost = lost
    finally:
        write_record(data_folder, plan.id, calendar, work.items)
    return work.done


class _Work:
    """One publishing under way; `items` follows each entry written or removed."""

    def __init__(
        self, plan: Plan, options: CalendarOptions, server: Server, calendar: str, items: dict[str, Item]
    ) -> None:
        self._plan, self._uid, self._mark = plan, uids(plan.id), mark_of(plan.id)
        self._titles = {self._uid(m.id): m.title for m in plan.milestones}
        self._discreet = options.discreet
        words = load_discretion()
        self._neutral = {words.any, *words.categories.values(), *words.templates.values()}
        self._server, self._calendar = server, calendar
        self._there: dict[str, str] = {}
        self._standing: dict[str, Standing] = {}
        self._ours: set[str] = set()
        self._in_a_row = 0
        self.known: dict[str, Any] = {}
        self.items, self.done = items, Published()

    def read(self, known: Mapping[str, Any]) -> None:
        """Look what stands there, closer where it is not as this computer left it; `known` is what it remembers."""
        self._there = self._server.entries(self._calendar)
        self._ours = {*self._titles, *(self._uid(key) for key in (*self._plan.exports, *known)), *self.items}
        paths = {path_of(self._url(uid)): uid for uid in self._ours}
        found = (MADE_NAME.fullmatch(path, len(path_of(self._calendar)) - 1) for path in self._there)
        paths |= {match.string: match[1] for match in found if match and match.string not in paths}
        unknown = [
            path for path, uid in paths.items()
            if (etag := self._there.get(path)) is not None and (uid not in self.items or self.items[uid].etag != etag)
        ]  # fmt: skip
        for path, (etag, data) in self._server.read(self._calendar, unknown).items():
            self._there[path] = etag
            stands = standing(data)
            if stands is not None and path in paths and stands.uid == paths[path]:
                self._standing[stands.uid] = stands
                if stands.plan == self._mark:
                    self._ours.add(stands.uid)
        self.known = dict(known)
        for step in self._plan.milestones:
            if (at := self._standing.get(self._uid(step.id))) is not None:
                self._learn(step.id, at)

    def _learn(self, step_id: str, stands: Standing) -> None:
        """Tell the next entry of this step later and higher than the one on the server, whoever wrote that."""
        mine = said.read(self.known.get(step_id) or self._plan.exports.get(step_id))
        told = stands.told if stands.is_intact else ""
        if mine is not None and (mine.sequence, told) == (stands.sequence, mine.fingerprint):
            return
        if mine is not None and mine.sequence > stands.sequence:
            return
        modified = stands.last_modified
        if mine is not None and mine.sequence == stands.sequence and mine.last_modified is not None:
            # Two computers counted to the same number: what stands there shall win, to be counted on from.
            modified = max(mine.last_modified, modified or mine.last_modified) + timedelta(seconds=1)
        self.known[step_id] = {**(self.known.get(step_id) or {}), **stands.stamps(modified)}

    def run(self, export: CalendarExport, report: Report) -> None:
        told = {self._uid(key): entry["hash"] for key, entry in export.exports.items() if "hash" in entry}
        wanted = {_uid_of(entry.data): HEAD + entry.data + ical.END for entry in export.entries}
        gone = [uid for uid in sorted(self._ours - set(wanted)) if self._etag(uid) is not None]
        total = len(wanted) + len(gone)
        for at, (uid, data) in enumerate(wanted.items()):
            report("Publishing", at, total)
            self._tell(uid, data, told[uid])
            if self._in_a_row >= REFUSED_IN_A_ROW:
                self.done.untried = total - at - 1
                return
        for at, uid in enumerate(gone, start=len(wanted)):
            report("Publishing", at, total)
            self._remove(uid)
        for uid in self._ours - set(wanted) - set(gone):
            self.items.pop(uid, None)
        if any(item.etag is None for item in self.items.values()):
            # Some servers do not say the ETag when they take an entry.
            self._there = self._server.entries(self._calendar)
            self.items = {uid: replace(item, etag=self._etag(uid)) for uid, item in self.items.items()}

    def _tell(self, uid: str, data: bytes, told: str) -> None:
        item, etag, stands = self.items.get(uid), self._etag(uid), self._standing.get(uid)
        is_elsewhere = is_veiled = False
        if etag is not None:
            if item is not None and item.etag == etag:
                is_right = item.hash == told
            elif stands is not None and stands.is_intact:
                is_right, is_elsewhere = stands.told == told, stands.told != (item.hash if item else "")
            else:  # by hand, or the server keeps no marks
                is_right = False
                last = stands.told if stands is not None and stands.told else item.hash if item is not None else ""
                is_veiled = last == told and self._discreet and not self._is_neutral(stands)
                if last == told and not is_veiled:
                    self.done.edited += 1
                    return
            if is_right:
                self.done.same += 1
                self.items[uid] = Item(self._url(uid), etag, told)
                return
        if self._written(uid, sealed(data, self._mark, told), etag):
            self.items[uid] = Item(self._url(uid), self._there.get(path_of(self._url(uid))), told)
            self.done.elsewhere += is_elsewhere
            self.done.veiled += is_veiled
            if etag is None:
                self.done.added += 1
            else:
                self.done.changed += 1

    def _is_neutral(self, stands: Standing | None) -> bool:
        """Whether an entry gives nothing of the person's own away."""
        if stands is None or not stands.is_private:
            return False
        return stands.title.removeprefix("✔ ") in self._neutral

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
        self.done.strange += uid not in self.items and uid not in self._titles
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
