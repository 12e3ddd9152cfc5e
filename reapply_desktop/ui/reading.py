"""What Help and Plan show to be read: help lines, what the program is built on, itself, and the check of a plan."""

import sys
from collections.abc import Mapping
from datetime import date
from typing import Any

from reapply_desktop import __version__
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.ui import wording
from reapply_desktop.ui.messages import Section

Page = tuple[str, tuple[Section, ...]]

BUILT_ON = (
    ("Qt and PySide6", "the window", "LGPL-3.0"),
    ("icalendar, python-dateutil", "the calendar file", "BSD-2-Clause, Apache-2.0"),
    ("ReportLab, Pillow", "the PDF", "BSD-3-Clause, MIT-CMU"),
    ("XlsxWriter", "the spreadsheet", "BSD-2-Clause"),
    ("msgspec", "reading and writing plans", "BSD-3-Clause"),
    ("platformdirs", "finding the folder for settings", "MIT"),
    ("arabic-reshaper, python-bidi", "Arabic in the PDF", "MIT, LGPL-3.0"),
    ("Source Sans 3, Source Serif 4, Noto Sans Arabic", "the letters", "SIL Open Font License 1.1"),
    ("Lucide", "the icons", "ISC"),
)


def support(tables: Tables) -> Page:
    """The help lines, offline (B8.5)."""
    lines: list[Mapping[str, Any]] = list(tables.support["lines"])
    sections = tuple((str(entry["name"]), (_how(str(entry["how"]), str(entry["source"])),)) for entry in lines)
    first = ("", ("A year like this beside everything else is heavy. Talking to someone is not a detour.",))
    last = ("", ("The first two are in the United States. Nothing is sent from here.",))
    return "If it gets too heavy", (first, *sections, last)


def _how(how: str, source: str) -> str:
    words = how if how.startswith(source) else f"{how[:1].upper()}{how[1:]}"
    return words if source in how else f"{words} · {source}"


def built_on() -> Page:
    """The parts of other people, with their licences."""
    parts = tuple((name, (f"{use[0].upper()}{use[1:]} · {licence}",)) for name, use, licence in BUILT_ON)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    first = ("", (f"ReApply Desktop is free software under the MIT licence, written in Python {version}.",))
    return "What ReApply is built on", (first, *parts)


def about() -> Page:
    return (
        "ReApply Desktop",
        (
            ("", (f"Version {__version__}", "A private, offline planner for the year before the next application.")),
            ("", ("No account, no network, no telemetry. Your plan is one file on this computer.",)),
            (
                "What it is not",
                ("It is not run by NRMP, AAMC or ECFMG. Its figures name their sources; none is a forecast for you.",),
            ),
        ),
    )


def plan_check(plan: Plan, tables: Tables, today: date) -> Page:
    """What a check of the plan says: warnings, what is late, what is not known, what comes next."""
    from reapply_desktop.domain.checks import check

    result = check(plan, tables, today)
    sections: list[Section] = []
    if result.warnings:
        said = (f"{caution.text[:1].upper()}{caution.text[1:]} ({caution.rule})" for caution in result.warnings)
        sections.append(("Worth a look", tuple(dict.fromkeys(said))))
    late = tuple(_step(plan, step) for step in result.overdue)
    if late:
        sections.append(("Planned for an earlier day", late))
    if result.missing:
        count = len(result.missing)
        sections.append(("Not known yet", (f"{count} answer{'' if count == 1 else 's'} would sharpen the result.",)))
    coming = tuple(_step(plan, step) for step in result.next)
    if coming:
        sections.append(("Next", coming))
    if not result.warnings and not late:
        sections.insert(0, ("", ("Nothing in this plan asks for a change.",)))
    return f"{wording.plan_name(plan)}, checked", tuple(sections)


def _step(plan: Plan, milestone_id: str) -> str:
    step = plan.milestone(milestone_id)
    return milestone_id if step is None else f"{wording.short_day(step.start)} · {step.title}"
