"""Exports a plan file to the targets of the command line: everything is made first, then each file written whole."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.services import storage
from reapply_desktop.services.calendar import memory
from reapply_desktop.services.calendar.restored import strays
from reapply_desktop.services.data_folder import data_folder
from reapply_desktop.services.json_file import UNUSABLE

TOO_BIG = "is more than Google takes in one file (1 MB, about 1,000 entries); the window offers one file a quarter"


@dataclass(frozen=True)
class Targets:
    """`files` maps ics, pdf, csv and xlsx to the file to write; the rest are the options of interface.md."""

    files: Mapping[str, Path]
    paper: str = "letter"
    discreet: bool = False
    spans: bool = False
    with_contingency: bool = False
    record: bool = True


@dataclass
class Exported:
    """What was written (with a word on it), and warnings and failures by file."""

    written: list[tuple[Path, str]] = field(default_factory=list)
    warnings: list[tuple[Path, tuple[str, ...]]] = field(default_factory=list)
    failures: list[tuple[Path, tuple[str, ...]]] = field(default_factory=list)


def export(
    plan: Plan, plan_path: Path, targets: Targets, tables: Tables, today: date, now: datetime
) -> Exported:
    """Write the targets of the plan that stands in `plan_path`. UserError when its calendar would be empty."""
    result = Exported()
    exports, made = _make(plan, plan_path, targets, tables, today, now, result)
    for kind, path in targets.files.items():
        data, words = made[kind]
        try:
            storage.write_whole(path, data, private=False)
            result.written.append((path, words))
        except UserError as error:
            result.failures.append((path, error.lines))
    calendar = targets.files.get("ics")
    if calendar is not None and targets.record and calendar not in (path for path, _ in result.failures):
        _record(plan, exports, plan_path, now, result)
    return result


def _make(
    plan: Plan, plan_path: Path, targets: Targets, tables: Tables, today: date, now: datetime, result: Exported
) -> tuple[Mapping[str, object], dict[str, tuple[bytes, str]]]:
    made: dict[str, tuple[bytes, str]] = {}
    exports: Mapping[str, object] = plan.exports
    if "ics" in targets.files:
        from reapply_desktop.services.ics_export import CalendarOptions, export_calendar

        options = CalendarOptions(
            discreet=targets.discreet, spans=targets.spans, with_contingency=targets.with_contingency
        )
        known = _known(plan, plan_path)
        calendar = export_calendar(plan, tables, now, options, known)
        if not calendar.events and not calendar.tombstones:
            raise UserError("nothing to write: the plan has no step for a calendar", status=UNUSABLE)
        exports = calendar.exports
        if calendar.is_too_big:
            result.warnings.append((targets.files["ics"], (TOO_BIG,)))
        found = strays(plan, known, exports, today)
        if said := tuple(filter(None, (found.cancelled_words(), found.left_words(), found.back_words()))):
            result.warnings.append((targets.files["ics"], said))
        removed = f", {calendar.tombstones} cancelled" if calendar.tombstones else ""
        made["ics"] = calendar.data, f"{calendar.events} events{removed}"
    if "pdf" in targets.files:
        from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf
        from reapply_desktop.services.pdf_export.text import Unknown

        pdf = PdfOptions(paper=targets.paper, with_contingency=targets.with_contingency)
        unknown = Unknown()
        made["pdf"] = export_pdf(plan, tables, today, pdf, unknown=unknown), f"plan on {targets.paper} paper"
        if note := unknown.note():
            result.warnings.append((targets.files["pdf"], (note.removesuffix("."),)))
    if targets.files.keys() & {"csv", "xlsx"}:
        from reapply_desktop.services import tables as sheets

        rows = f"{len(plan.milestones)} rows"
        if "csv" in targets.files:
            made["csv"] = sheets.to_csv(plan), rows
        if "xlsx" in targets.files:
            made["xlsx"] = sheets.to_xlsx(plan, today), rows
    return exports, made


def _known(plan: Plan, path: Path) -> Mapping[str, object]:
    """What this computer remembers of the plan's exports; nothing where the data folder cannot be had."""
    try:
        return memory.known(data_folder(), plan.id, path)
    except UserError:
        return {}


def _record(plan: Plan, exports: Mapping[str, object], path: Path, now: datetime, result: Exported) -> None:
    """Keep in the plan, and on this computer, what was exported: the next export then updates instead of doubling."""
    with contextlib.suppress(UserError):
        memory.remember(data_folder(), plan.id, exports, now, before=plan.exports, plan_file=path)
    if exports == plan.exports:
        return
    try:
        storage.save(replace(plan, exports=exports), path)
    except UserError as error:
        result.warnings.append(
            (path, (f"{error.message}; what was exported is not recorded in the plan",))
        )
