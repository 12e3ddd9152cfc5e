"""When an entry begins, ends and rings: days stay days, hours become UTC, reminders always lie before the start."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from reapply_desktop.domain.plan import Hours

NINE = time(9)
ONE_DAY = timedelta(days=1)


def zone_named(name: str) -> ZoneInfo | None:
    """The IANA zone, or None where this machine does not know it."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # unknown, a folder of zones, not a name at all
        return None


def utc_hours(day: date, hours: Hours) -> tuple[datetime, datetime] | None:
    """Start and end in UTC; None where the zone is unknown or the day lies at the edge of the calendar.

    An hour that the clock skips or repeats is read as RFC 5545 asks: the offset before the change. Where that would
    put the end before the start, the end holds, because a deadline's entry ends at its hour.
    """
    zone = zone_named(hours.zone)
    if zone is None:
        return None
    try:
        start = datetime.combine(day, hours.start, zone).astimezone(UTC)
        end = datetime.combine(day, hours.end, zone).astimezone(UTC)
        if end <= start:
            long = datetime.combine(day, hours.end) - datetime.combine(day, hours.start)
            start = end - max(long, timedelta(minutes=1))
    except OverflowError:
        return None
    return start, end


def day_after(day: date) -> date:
    """The next day; the calendar's own last day stays."""
    return day + ONE_DAY if day < date.max else day


def whole_day_trigger(days_before: int) -> str:
    """09:00 so many days (1–28) before, as RFC 5545 duration: 1 gives `-PT15H`.

    A positive one ("09:00 on the day") is taken for a negative one by Outlook.
    """
    return f"-PT{24 * min(max(days_before, 1), 28) - 9}H"


def timed_trigger(days_before: int, start: datetime, day: date, zone_name: str) -> str:
    """09:00 of the entry's zone so many days (0–28) before, counted back from the UTC start; 0 is 30 minutes before."""
    zone = zone_named(zone_name)
    back = min(max(days_before, 0), 28)
    if back == 0 or zone is None:
        return "-PT30M"
    try:
        rings = datetime.combine(day - timedelta(days=back), NINE, zone).astimezone(UTC)
    except OverflowError:
        return "-PT30M"
    seconds = round((start - rings).total_seconds())
    if seconds <= 0:  # a zone that skipped a whole day
        return "-PT30M"
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    # RFC 5545 wants minutes between hours and seconds.
    tail = f"{minutes}M" if minutes or (hours and seconds) else ""
    return "-PT" + (f"{hours}H" if hours else "") + tail + (f"{seconds}S" if seconds else "")
