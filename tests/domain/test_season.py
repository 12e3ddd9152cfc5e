"""Season dates: rules, published days, labels (B11.1), and which season is planned (reading 15)."""

from datetime import date

import pytest

from reapply_desktop.domain import season as seasons
from reapply_desktop.services.reference_data import load_tables

TABLES = load_tables()


@pytest.mark.parametrize("event", [e for e in TABLES.events if e.dates], ids=lambda e: e.id)
def test_B11_1_the_rule_agrees_with_every_published_day(event):
    for year, (day, _) in event.dates.items():
        known = {e.id: e.dates[year][0] for e in TABLES.events if year in e.dates and e.id != event.id}
        assert seasons.by_rule(event.id, year, known) == day


def test_B11_1_labels_of_2027():
    season = seasons.season(TABLES, 2027)
    assert season.estimated == (
        "ecfmg_documents_in", "nrmp_registration_ends", "soap_review_opens", "soap_offers", "residency_start",
    )  # fmt: skip
    assert season.day("ecfmg_documents_in") == date(2026, 9, 15)
    assert season.day("nrmp_registration_ends") == date(2027, 1, 29)
    assert season.day("soap_offers") == date(2027, 3, 18)
    assert season.day("rank_list_due") == date(2027, 3, 3)


def test_B11_3_the_old_season_closes_in_the_year_before_the_match():
    closing = seasons.season(TABLES, 2027).dates["eras_season_ends"]
    assert (closing.day, closing.status) == (date(2026, 5, 31), "published")


def test_an_own_date_replaces_the_tables_and_what_follows_by_rule_moves_with_it():
    season = seasons.season(TABLES, 2030, {"submission_opens": date(2029, 9, 12)})
    assert season.dates["submission_opens"].status == "own"
    assert season.day("review_opens") == date(2029, 10, 3)
    assert season.day("ecfmg_documents_in") == date(2029, 9, 25)


@pytest.mark.parametrize(("today", "asked", "planned"), [
    (date(2026, 3, 23), None, 2027),
    (date(2026, 9, 23), None, 2027),
    (date(2026, 9, 24), None, 2028),
    (date(2026, 9, 24), 2027, 2028),
    (date(2026, 3, 23), 2028, 2028),
    (date(2026, 3, 23), 2026, 2027),
    (date(2027, 1, 2), None, 2028),
])  # fmt: skip
def test_reading_15_the_review_day_still_belongs_to_its_season(today, asked, planned):
    assert seasons.planned_season(TABLES, asked, today) == planned


def test_weekend_rules():
    assert seasons.or_next_weekday(date(2024, 9, 15)) == date(2024, 9, 16)
    assert seasons.or_last_weekday(date(2027, 1, 31)) == date(2027, 1, 29)


def test_B11_6_own_matches():
    assert seasons.other_match_day("urology", 2027) == date(2027, 2, 1)
    assert seasons.other_match_day("ophthalmology", 2027) == date(2027, 2, 2)
    assert seasons.other_match_day("internal_medicine", 2027) is None


@pytest.mark.parametrize(("day", "year"), [
    (date(2025, 6, 1), 2026), (date(2026, 5, 31), 2026), (date(2025, 12, 1), 2026),
])  # fmt: skip
def test_reading_9_a_submission_belongs_to_june_to_may(day, year):
    assert seasons.submission_season(day) == year


def test_B11_1_a_date_of_ones_own_cites_no_one_else():
    ours = seasons.season(TABLES, 2027, {"submission_opens": date(2026, 9, 9)}).dates["submission_opens"]
    assert (ours.status, ours.source) == ("own", "Your own date")
    assert seasons.season(TABLES, 2027).dates["submission_opens"].source != ours.source
