"""What the publishing dialog remembers of each plan: into which calendar it went, and what went in."""

import json
from dataclasses import replace
from typing import Any

from reapply_desktop.services.calendar.options import CalendarOptions, as_kept, from_kept
from reapply_desktop.services.publishing.server import RemoteCalendar
from reapply_desktop.ui.calendar_export.kept import KeptChoices
from reapply_desktop.ui.settings import Settings

PLANS = "publish_plans"


class KeptPublishing:
    """Reads and writes the settings of one plan. Discretion and Plan B are asked for anew each time (B9.1)."""

    def __init__(self, settings: Settings, plan_id: str) -> None:
        self._settings, self._plan = settings, plan_id

    def calendar(self) -> RemoteCalendar | None:
        """Where it went last time, or what was made for it."""
        kept = self._kept()
        url, name = kept.get("url"), kept.get("name")
        return RemoteCalendar(url, name) if isinstance(url, str) and isinstance(name, str) and url else None

    def options(self) -> CalendarOptions:
        """What went in last time: here, else into a file."""
        raw = self._kept().get("options")
        if raw is None:
            return KeptChoices(self._settings, self._plan).options()
        return replace(from_kept(raw), discreet=True, with_contingency=False)

    def keep_calendar(self, calendar: RemoteCalendar) -> None:
        self._keep({"url": calendar.url, "name": calendar.name})

    def keep_options(self, options: CalendarOptions) -> None:
        self._keep({"options": as_kept(options)})

    def _keep(self, more: dict[str, Any]) -> None:
        self._settings.setValue(f"{PLANS}/{self._plan}", json.dumps(self._kept() | more))

    def _kept(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._settings.text(f"{PLANS}/{self._plan}") or "{}")
        except ValueError:
            return {}
        return kept if isinstance(kept, dict) else {}
