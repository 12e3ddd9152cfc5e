"""The season's deadlines that stand as lines across the chart."""

from datetime import date

from reapply_desktop.domain.chart_deadlines import Deadline
from reapply_desktop.domain.findings import SeasonDate
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.season_change import plan_season
from reapply_desktop.domain.season_words import KEY_EVENTS, short_event
from reapply_desktop.domain.words import brief_day


def season_lines(plan: Plan | None, tables: Tables, today: date) -> tuple[tuple[Deadline, ...], date | None]:
    """The deadlines of the plan's season, with the person's own dates, as lines; and its Match Day."""
    if plan is None:
        return (), None
    dates = plan_season(plan, tables, today).dates
    lines = tuple(_line(dates[event]) for event in KEY_EVENTS if event in dates)
    return lines, dates["match_day"].day if "match_day" in dates else None


def _line(event: SeasonDate) -> Deadline:
    """Its date; where the person set it themselves, that is said beside it."""
    day = brief_day(event.day)
    return Deadline(short_event(event), event.day, f"{day}, own" if event.status == "own" else day, event.status)
