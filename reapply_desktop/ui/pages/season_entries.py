"""What the season page lists: days with hour, label and source, and what other Matches and services add."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from reapply_desktop.domain.findings import SeasonDate
from reapply_desktop.domain.follow import offer_after
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.season import other_match_day
from reapply_desktop.domain.season_change import SeasonChange, plan_season
from reapply_desktop.domain.step_words import counted, moved_words, zone_words
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.domain.words import day_month_year, short_day

EASTERN = "America/New_York"
FOR_IMGS = "ecfmg_"
RESIDENCY_CAS_OPENS = (10, 1)  # applications reach programs on 1 October (B11.6)
LABELS = {
    "published": "read on the publisher’s own page",
    "reported": "read elsewhere, in agreement with the rule",
    "estimated": "computed from the rule, can still change",
    "own": "set by you",
}


@dataclass(frozen=True)
class Entry:
    """One line. `event` is empty for days that no season table holds: they are shown, not edited.

    `official` is what the table says of a day that the person set, with its label, hour and source; `hour_note` says
    that the hour comes from there.
    """

    event: str
    name: str
    day: date | None
    status: str
    hour_et: str | None
    source: str
    steps: int = 0
    official: str = ""
    hour_note: str = ""


@dataclass(frozen=True)
class Question:
    """What a new day asks: in words, the steps that move (days, title, category), and what follows from it.

    `followers` says which steps wait for those and are offered next, `missed` what no longer fits, by how many days.
    """

    words: str
    rows: tuple[tuple[str, str, str], ...] = ()
    followers: str = ""
    missed: tuple[str, ...] = ()


def entries(plan: Plan, tables: Tables, today: date, hanging: dict[str, int]) -> tuple[Entry, ...]:
    """The days that concern this person, in their order; `hanging` counts the steps on each event."""
    season = plan_season(plan, tables, today)
    table = plan_season(replace(plan, season_dates={}), tables, today)
    found = [
        _entry(d, table.dates[d.id], hanging.get(d.id, 0))
        for d in season.dates.values()
        if plan.answers.applicant.is_img or not d.id.startswith(FOR_IMGS)
    ]
    found += _elsewhere(plan, tables, season.match_year)
    return tuple(sorted(found, key=lambda entry: (entry.day is None, entry.day or date.max)))


def _entry(shown: SeasonDate, table: SeasonDate, steps: int) -> Entry:
    """A day of the person's own is theirs: the table's source is told of the table's day alone. The hour stays with
    the event, as it does in its step, and says whose it is. One that they set in the tables stands with the source
    they named."""
    if shown.status != "own" or (table.status == "own" and shown.day == table.day):
        return Entry(shown.id, shown.name, shown.day, shown.status, shown.hour_et, shown.source, steps)
    note = "" if shown.day == table.day or shown.hour_et is None else f"as for the {_kind(table.status)} day"
    at = f", {table.hour_et} Eastern" if table.hour_et else ""
    official = f"{table.status.capitalize()}: {day_month_year(table.day)}{at}. {table.source}"
    return Entry(shown.id, shown.name, shown.day, shown.status, shown.hour_et, shown.source, steps, official, note)


def _kind(status: str) -> str:
    return "table’s" if status == "own" else status


def _elsewhere(plan: Plan, tables: Tables, match_year: int) -> list[Entry]:
    """Matches and services beside NRMP and ERAS, for the fields of the plan (B11.6)."""
    decision = plan.answers.decision
    fields = dict.fromkeys(f for f in (decision.primary, decision.backup) if f) if decision else {}
    found = []
    for field in fields:
        name = SPECIALTIES.get(field, field)
        match = tables.other_matches.get(field)
        if match is not None:
            note = f"{match.rule}; {match.note}"
            found.append(Entry("", f"{match.match}: {name} Match Day", other_match_day(field, match_year),
                               "estimated", None, note))
        service = tables.own_services.get(field)
        if service is None:
            continue
        if service.startswith("ResidencyCAS"):
            day = date(match_year - 1, *RESIDENCY_CAS_OPENS)
            found.append(Entry("", f"ResidencyCAS: applications in {name.lower()} reach programs", day, "estimated",
                               None, "applied for beside ERAS; confirm the day with ResidencyCAS"))
        else:
            note = "confirm its dates with the programs"
            found.append(Entry("", f"{name}: {service}", None, "estimated", None, note))
    return found


def own_hour(day: date, hour_et: str, zone: str) -> str:
    """The Eastern hour in another zone: `15:00 Berlin`; empty where it is the same or the zone is not known."""
    try:
        there = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ""
    moment = datetime.combine(day, time.fromisoformat(hour_et), ZoneInfo(EASTERN)).astimezone(there)
    if moment.date() == day and f"{moment:%H:%M}" == hour_et:
        return ""
    other = {-1: ", the day before", 1: ", the day after"}.get((moment.date() - day).days, "")
    return f"{moment:%H:%M} {zone_words(zone)}{other}"


def relative(day: date, today: date) -> str:
    """`in 80 days`, `tomorrow`, `12 days ago`."""
    days = (day - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    return near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")


def question(plan: Plan, change: SeasonChange, before: date, event: str, others: tuple[str, ...]) -> Question:
    """What moving an event to its new day asks: the steps that hang on it, which other days move, what follows."""
    after = change.season.day(event)
    days = (after - before).days
    way = f"{counted(abs(days), 'day')} {'later' if days > 0 else 'earlier'}"
    count = len(change.moves)
    if not count:
        words = "No open step hangs on it."
    elif count == 1:
        words = f"1 step hangs on it. Move it {way}?"
    else:
        words = f"{count:,} steps hang on it. Move them {way}?"
    if others:
        moved = "; ".join(f"{change.season.dates[o].name} {short_day(change.season.day(o))}" for o in others)
        words += f" Counted from it, and so moved too: {moved}."
    places = {m.id: m for m in plan.milestones}
    rows = tuple((moved_words(places[m.id], m), m.title, m.category) for m in change.moves)
    offer = offer_after(plan, change.plan_with_moves)
    if offer is None:
        return Question(words, rows)
    waiting = len(offer.followers)
    verb = "waits" if waiting == 1 else "wait"
    asked = "You are asked about it next." if waiting == 1 else "You are asked about them next."
    followers = f"{counted(waiting, 'step')} that {verb} for them would then come too early. {asked}" if waiting else ""
    return Question(words, rows, followers, offer.missed)


def back_words(status: str, day: date) -> str:
    """The way back to the table's day."""
    kind = "estimate" if status == "estimated" else f"{status} date"
    return f"Back to the {kind}, {day_month_year(day)}"
