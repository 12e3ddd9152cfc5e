"""Rules and published dates give the season's dates (B11.1). A day that no table holds is computed and so labelled."""

from collections.abc import Mapping
from datetime import date, timedelta

from reapply_desktop.domain.findings import Season, SeasonDate
from reapply_desktop.domain.reference import SeasonEvent, Tables

MONDAY, TUESDAY, WEDNESDAY, FRIDAY, SATURDAY = 0, 1, 2, 4, 5
OWN_SOURCE = "Your own date"  # the table's source speaks of the table's day


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th such weekday of a month (n from 1; weekday as in `date.weekday`)."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))


def or_next_weekday(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= SATURDAY else day


def or_last_weekday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def by_rule(event: str, match_year: int, known: Mapping[str, date]) -> date:
    """The day that `season.json`'s rule gives for an event, from the days `known` so far of the same season.

    The key of `eras_season_ends` is the season that ends, so its day lies in the Match year itself.
    """
    before = match_year - 1
    match_day = known.get("match_day") or nth_weekday(match_year, 3, FRIDAY, 3)
    opens = known.get("eras_season_opens") or nth_weekday(before, 6, WEDNESDAY, 1)
    submission = known.get("submission_opens") or nth_weekday(before, 9, WEDNESDAY, 1)
    review = known.get("review_opens") or submission + timedelta(days=21)
    days = {
        "eras_season_ends": date(match_year, 5, 31),
        "eras_season_opens": opens,
        "ecfmg_tokens": opens + timedelta(days=21),
        "submission_opens": submission,
        "review_opens": review,
        "ecfmg_documents_in": review - timedelta(days=8),
        "nrmp_registration_opens": or_next_weekday(date(before, 9, 15)),
        "nrmp_registration_ends": or_last_weekday(date(match_year, 1, 31)),
        "ecfmg_pathways_ends": date(match_year, 1, 31),
        "ranking_opens": or_next_weekday(date(match_year, 2, 1)),
        "rank_list_due": match_day - timedelta(days=16),
        "match_week_monday": match_day - timedelta(days=4),
        "soap_review_opens": match_day - timedelta(days=3),
        "soap_offers": match_day - timedelta(days=1),
        "match_day": match_day,
        "residency_start": date(match_year, 7, 1),
    }
    return days[event]


def season(tables: Tables, match_year: int, own: Mapping[str, date] | None = None) -> Season:
    """The dates of the season that ends with the Match of `match_year`; `own` days replace the table's.

    `eras_season_ends` is the end of the season before: someone aiming at 2027 saves the papers of 2026 (B11.3).
    """
    own = own or {}
    fixed = {e.id: own[e.id] if e.id in own else e.dates[match_year][0] for e in tables.events
             if e.id != "eras_season_ends" and (e.id in own or match_year in e.dates)}
    return Season(match_year, {event.id: _dated(event, match_year, own, fixed) for event in tables.events})


def _dated(event: SeasonEvent, match_year: int, own: Mapping[str, date], fixed: Mapping[str, date]) -> SeasonDate:
    year = match_year - 1 if event.id == "eras_season_ends" else match_year
    source = event.source
    if event.id in own:
        day, status, source = own[event.id], "own", OWN_SOURCE
    elif year in event.dates:
        day, status = event.dates[year]
        source = event.own_sources.get(year, source)
    else:
        day, status = by_rule(event.id, year, fixed), "estimated"
    return SeasonDate(event.id, event.name, day, status, event.kind, event.hour_et, source)


def review_day(tables: Tables, match_year: int) -> date:
    """The day programs begin to review the applications of that Match year."""
    return season(tables, match_year).day("review_opens")


def planned_season(tables: Tables, asked: int | None, today: date) -> int:
    """The Match year to plan: the one asked for, else the next, while its review day has not passed (reading 15)."""
    first_open = today.year
    while review_day(tables, first_open) < today:
        first_open += 1
    return first_open if asked is None else max(asked, first_open)


def other_match_day(specialty: str, match_year: int) -> date | None:
    """The day of a specialty's own Match: ophthalmology first Tuesday of February, urology first Monday (estimated)."""
    weekday = {"ophthalmology": TUESDAY, "urology": MONDAY}.get(specialty)
    return None if weekday is None else nth_weekday(match_year, 2, weekday, 1)


def submission_season(day: date) -> int:
    """The Match year of the season, June to May, that holds a submission day (reading 9)."""
    return day.year + 1 if day.month >= 6 else day.year
