"""What the calendar dialog remembers: which calendar and way, and of each plan what goes in and where it goes."""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from reapply_desktop.services.calendar.options import CalendarOptions, as_kept, from_kept
from reapply_desktop.ui.settings import Settings

CALENDAR, WAY, FOLDER, WRITTEN = "calendar/program", "calendar/way", "export/folder", "export/written"
PLANS, LIVE = "calendar_plans", "calendar_live"
KEPT_PATHS = 20


@dataclass(frozen=True)
class Live:
    """A file that is kept up to date, and what goes into it."""

    path: Path
    options: CalendarOptions


class KeptChoices:
    """Reads and writes the settings of one plan. Discretion and Plan B are asked for anew each time (B9.1)."""

    def __init__(self, settings: Settings | None, plan_id: str) -> None:
        self._settings, self._plan = settings, plan_id

    def calendar(self) -> str:
        return self._text(CALENDAR)

    def way(self) -> str:
        return self._text(WAY)

    def options(self) -> CalendarOptions:
        """What went in last time."""
        kept = from_kept(self._of_plan(PLANS).get("options"))
        return replace(kept, discreet=True, with_contingency=False, tombstones=True, live=False)

    def tasks(self) -> bool:
        return self._of_plan(PLANS).get("tasks") is True

    def before(self) -> tuple[str, str]:
        """To which calendar and by which way this plan went last time, empty where it did not."""
        kept = self._of_plan(PLANS)
        calendar, way = kept.get("calendar"), kept.get("way")
        return (calendar, way) if isinstance(calendar, str) and isinstance(way, str) else ("", "")

    def path(self) -> Path | None:
        """Where this plan's calendar went last time."""
        kept = self._of_plan(PLANS).get("path")
        return Path(kept) if isinstance(kept, str) and kept else None

    def folder(self) -> Path | None:
        """Where the last export of any plan went."""
        kept = self._text(FOLDER)
        return Path(kept) if kept else None

    def keep(self, calendar: str, way: str, options: CalendarOptions, tasks: bool, path: Path) -> None:
        """Remember an export that is done."""
        if self._settings is None:
            return
        self._settings.setValue(CALENDAR, calendar)
        self._settings.setValue(WAY, way)
        self._settings.setValue(FOLDER, str(path.parent))
        kept = {"options": as_kept(options), "tasks": tasks, "path": str(path), "calendar": calendar, "way": way}
        self._settings.setValue(f"{PLANS}/{self._plan}", json.dumps(kept))

    # Files written from here are replaced without a question.

    def is_ours(self, path: Path) -> bool:
        """Whether this program wrote it, and no other plan keeps it up to date."""
        if self._settings is None or str(path) not in self._settings.texts(WRITTEN):
            return False
        self._settings.beginGroup(LIVE)
        others = [plan for plan in self._settings.childKeys() if plan != self._plan]
        self._settings.endGroup()
        lives = (KeptChoices(self._settings, plan).live() for plan in others)
        return all(live is None or live.path != path for live in lives)

    def keep_written(self, paths: tuple[Path, ...]) -> None:
        if self._settings is not None:
            mine = tuple(str(path) for path in paths)
            before = tuple(path for path in self._settings.texts(WRITTEN) if path not in mine)
            self._settings.set_texts(WRITTEN, (*mine, *before)[:KEPT_PATHS])

    # The file kept up to date

    def live(self) -> Live | None:
        """The file of this plan that is kept up to date, if there is one."""
        kept = self._of_plan(LIVE)
        path = kept.get("path")
        if not isinstance(path, str) or not path:
            return None
        return Live(Path(path), replace(from_kept(kept.get("options")), live=True, tombstones=False))

    def keep_live(self, live: Live | None) -> None:
        if self._settings is None:
            return
        key = f"{LIVE}/{self._plan}"
        if live is None:
            self._settings.remove(key)
        else:
            self._settings.setValue(key, json.dumps({"path": str(live.path), "options": as_kept(live.options)}))

    def _text(self, key: str) -> str:
        return "" if self._settings is None else self._settings.text(key)

    def _of_plan(self, group: str) -> dict[str, Any]:
        try:
            kept = json.loads(self._text(f"{group}/{self._plan}") or "{}")
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}
