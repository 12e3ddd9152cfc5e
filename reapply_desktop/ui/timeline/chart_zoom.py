"""How much of the year shows: the days to scroll over, and how wide a day is."""

from __future__ import annotations

from datetime import date

from reapply_desktop.domain.chart_rows import year_within
from reapply_desktop.domain.time_scale import TimeScale

LEAST_DAYS = 7


class Zoom:
    """A day's width between a week and all days in the window. Lengths in px of the content."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self._room = 1
        self._day = 1.0
        self.fitted = True  # the year keeps filling the window when its size changes

    @property
    def scale(self) -> TimeScale:
        return TimeScale(self.first, self.last, self._day * self.days)

    @property
    def days(self) -> int:
        return self.last.toordinal() - self.first.toordinal() + 1

    @property
    def day_width(self) -> float:
        return self._day

    @property
    def width(self) -> int:
        return round(self._day * self.days)

    def set_room(self, width: int) -> None:
        """The window is so wide now."""
        self._room = max(1, width)
        self.set_day_width(self._day)

    def set_days(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.set_day_width(self._day)

    def set_day_width(self, width: float) -> None:
        """As wide as asked for, not beyond a week or all days in the window."""
        least = self._room / self.days
        self._day = min(max(width, least), max(least, self._room / LEAST_DAYS))

    def fit(self, today: date, match_day: date | None) -> float:
        """Show the year; returns where it begins."""
        begin, end = year_within(self.first, self.last, today, match_day)
        self.set_day_width(self._room / ((end - begin).days + 1))
        self.fitted = True
        return (begin.toordinal() - self.first.toordinal()) * self._day
