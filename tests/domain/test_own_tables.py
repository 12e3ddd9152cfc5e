"""Own rows over the shipped tables: whose row counts, that laying them over twice is laying them over once, and that
nothing a person enters can break a rule (B2.2, B11.1, B11.8, B11.12)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reapply_desktop.domain.answer_checks import read_answers
from reapply_desktop.domain.fee_rows import fee_rows
from reapply_desktop.domain.fees import application_cost
from reapply_desktop.domain.figures import fill_rate, match_rate
from reapply_desktop.domain.own_table_checks import NUMBERS, RowReader, day_limits, meaning_problem
from reapply_desktop.domain.own_tables import OwnDate, OwnFee, OwnTables, OwnThreshold, merged
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.domain.reference import OWN, Figure
from reapply_desktop.domain.season import planned_season, season
from reapply_desktop.domain.table_words import LIMITS, MEASURES, TIERS, limit_of
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.services.reference_data import load_tables
from tests.generated import raw_answers
from tests.people import TODAY, person

TABLES = load_tables()
REPORT = "Class report 2026, p. 4"


def own_figure(**changes: object) -> Figure:
    values = {"measure": "match_rate", "specialty": "all", "applicant_type": "us_md_prior_graduate", "year": 2026,
              "unit": "%", "source": REPORT, "value": 51.5, "origin": OWN, **changes}  # fmt: skip
    return Figure(**values)  # type: ignore[arg-type]


specialties = st.sampled_from(list(SPECIALTIES))
sources = st.text("abc <b>&", min_size=1, max_size=12).map(lambda text: f"x{text}")


@st.composite
def thresholds(draw: st.DrawFn) -> OwnThreshold:
    kind = draw(st.sampled_from(["number", "interviews", "tier"]))
    if kind == "tier":
        return OwnThreshold(f"tiers.{draw(specialties)}", draw(st.sampled_from(list(TIERS))), draw(sources))
    key = draw(st.sampled_from(sorted(NUMBERS))) if kind == "number" else f"interviews_enough.{draw(specialties)}"
    limit = limit_of(key)
    return OwnThreshold(key, draw(st.integers(limit.low, limit.high)), draw(sources))


@st.composite
def dates(draw: st.DrawFn) -> OwnDate:
    year = draw(st.integers(2025, 2030))
    event = draw(st.sampled_from([event.id for event in TABLES.events]))
    return OwnDate(event, year, draw(st.dates(*day_limits(year))), draw(sources))


figures = st.builds(
    lambda specialty, year, value, source: own_figure(specialty=specialty, year=year, value=value, source=source),
    specialties, st.integers(2024, 2027), st.integers(0, 100), sources,
)  # fmt: skip
fees = st.builds(
    OwnFee, st.sampled_from([row.key for row in fee_rows(TABLES.fees)] + ["gone.fee"]), st.integers(0, 5_000), sources
)
owns = st.lists(st.one_of(thresholds(), dates(), figures, fees), max_size=8).map(OwnTables().with_rows)


@settings(max_examples=60, deadline=None)
@given(owns)
def test_merging_twice_is_merging_once_and_taking_all_back_is_the_shipped_table(own):
    both = merged(TABLES, own)
    assert merged(both, own) == both
    for row in own.rows():
        own = own.without({"Figure": "figures", "OwnThreshold": "thresholds", "OwnDate": "season",
                           "OwnFee": "fees"}[type(row).__name__], row.key)  # fmt: skip
    assert own == OwnTables()
    assert merged(TABLES, own) == TABLES


@settings(max_examples=60, deadline=None)
@given(owns, raw_answers(TODAY))
def test_no_row_that_is_allowed_can_break_a_rule(own, raw):
    """The ranges are such that findings, advice and season come out, whatever stands in the tables."""
    answers, problems = read_answers(raw, TODAY)
    assert answers is not None, problems
    result = assess(answers, merged(TABLES, own), TODAY)
    assert all(0 <= finding.weight <= 1 for finding in result.findings)


def test_own_figures_win_over_shipped_ones_and_are_marked():
    """B11.12"""
    who = person("us_md")
    assert match_rate(TABLES, who, 2027).value == 45.9
    own = OwnTables().with_rows([own_figure(origin="shipped")])
    found = match_rate(merged(TABLES, own), who, 2027)
    assert (found.value, found.origin, found.source) == (51.5, OWN, REPORT)
    same = own_figure(measure="fill_rate_before_soap", specialty="pediatrics", applicant_type="all", year=2025,
                      value=90)  # fmt: skip
    changed = merged(TABLES, own.with_rows([same]))
    assert fill_rate(changed, "pediatrics").value == 90
    assert len(changed.figures) == len(TABLES.figures) + 1  # one new, one in the place of a shipped one


def test_an_own_figure_is_shown_though_a_later_one_is_shipped():
    own = OwnTables().with_rows([own_figure(year=2019, value=40)])
    assert match_rate(merged(TABLES, own), person("us_md"), 2027).value == 40


def test_own_thresholds_change_findings_at_once_and_name_their_source():
    who = person("us_md", ("internal_medicine", 80, 9, 9, 9))
    assert assess(who, TABLES, TODAY).finding("few_interviews")
    own = OwnTables().with_rows([OwnThreshold("interviews_enough.internal_medicine", 8, REPORT)])
    tables = merged(TABLES, own)
    assert assess(who, tables, TODAY).finding("few_interviews") is None
    assert tables.thresholds.interviews("internal_medicine").words == f"yours: {REPORT}"
    hard = merged(TABLES, OwnTables().with_rows([OwnThreshold("tiers.internal_medicine", "ultra", REPORT)]))
    assert assess(who, hard, TODAY).finding("specialty_too_competitive")


def test_B11_1_an_own_season_date_counts_and_is_labelled():
    own = OwnTables().with_rows([OwnDate("review_opens", 2027, date(2026, 9, 30), REPORT)])
    found = season(merged(TABLES, own), 2027).dates["review_opens"]
    assert (found.day, found.status, found.source) == (date(2026, 9, 30), OWN, REPORT)
    assert season(merged(TABLES, own), 2026).dates["review_opens"].status == "published"
    assert planned_season(merged(TABLES, own), None, date(2026, 9, 29)) == 2027


def test_B11_8_own_prices_count():
    before = application_cost("internal_medicine", 60, TABLES)
    tables = merged(TABLES, OwnTables().with_rows([OwnFee("eras.tiers.1-30", 12, REPORT), OwnFee("gone.fee", 5, "x")]))
    assert application_cost("internal_medicine", 60, tables) == before + 30
    assert tables.own_fees == {"eras.tiers.1-30": REPORT}
    assert TABLES.fees["eras"]["tiers"][0]["each"] == 11


def test_a_newer_shipped_table_never_overwrites_an_own_row():
    own = OwnTables().with_rows([own_figure(year=2025)])
    newer = merged(TABLES, OwnTables().with_rows([own_figure(year=2025, value=99, source="NRMP")]))
    assert match_rate(merged(newer, own), person("us_md"), 2027).source == REPORT


def test_every_number_behind_a_rule_has_a_name_and_shipped_values_inside_its_bounds():
    assert set(LIMITS) >= NUMBERS
    for field in NUMBERS:
        limit = limit_of(field)
        assert limit.low <= getattr(TABLES.thresholds, field) <= limit.high
    assert {figure.measure for figure in TABLES.figures} <= set(MEASURES)


FIGURE = {"measure": "match_rate", "specialty": "all", "applicant_type": "us_img", "year": 2026, "value": 60.1,
          "unit": "%", "source": REPORT}  # fmt: skip
INTERVIEWS = {"key": "interviews_enough.psychiatry", "value": 12, "source": "x"}
DAY = {"event": "match_day", "year": 2028, "date": "2028-03-17", "source": "x"}
FEE = {"key": "step3.fee", "value": 975, "source": "x"}
GOOD = [("figures", FIGURE), ("thresholds", INTERVIEWS), ("season", DAY), ("fees", FEE)]


@pytest.mark.parametrize(("table", "raw"), GOOD)
def test_a_right_row_is_read(table, raw):
    reader = RowReader(TABLES)
    assert reader.read(table, raw) is not None
    assert reader.problems == []


@pytest.mark.parametrize(("table", "changes", "field", "said"), [
    ("figures", {"value": 180}, "value", "180 is not a percentage (0-100"),
    ("figures", {"value": -1}, "value", "-1 is not a percentage"),
    ("figures", {"value": True}, "value", "true is not a percentage"),
    ("figures", {"value": "60"}, "value", '"60" is not a percentage'),
    ("figures", {"value": None}, "value", "is missing"),
    ("figures", {"value": 60.123}, "value", "two decimals"),
    ("figures", {"matched": 240}, "matched", "does not belong"),
    ("figures", {"measure": "step2ck_mean", "unit": "score"}, "matched", "is missing"),
    ("figures", {"measure": "luck"}, "measure", '"luck" is not a measure'),
    ("figures", {"specialty": "alchemy"}, "specialty", "is not a specialty"),
    ("figures", {"applicant_type": ["us_img"]}, "applicant_type", "is not a group"),
    ("figures", {"year": 1850}, "year", "1850 is not a year"),
    ("figures", {"year": 2026.5}, "year", "is not a year"),
    ("figures", {"unit": "score"}, "unit", "is not the unit"),
    ("figures", {"source": "  "}, "source", "is missing"),
    ("figures", {"source": "a\nb"}, "source", "one line"),
    ("figures", {"source": "x" * 301}, "source", "too long"),
    ("figures", {"mood": 1}, "mood", "unknown key"),
    ("thresholds", {"value": 0}, "value", "0 is not a number for this (1-60)"),
    ("thresholds", {"key": "interviews_enough.alchemy"}, "key", "is not a threshold"),
    ("thresholds", {"key": "tiers"}, "key", "is not a threshold"),
    ("thresholds", {"key": "__class__"}, "key", "is not a threshold"),
    ("thresholds", {"key": "tiers.psychiatry", "value": "easy"}, "value", "is not a tier"),
    ("thresholds", {"source": None}, "source", "is missing"),
    ("season", {"event": "party"}, "event", "is not an event"),
    ("season", {"date": "2028-02-30"}, "date", "is not a date"),
    ("season", {"date": "2035-03-17"}, "date", "does not lie in that season"),
    ("season", {"year": 20270}, "year", "is not a Match year"),
    ("fees", {"value": -5}, "value", "is not an amount"),
    ("fees", {"value": 1e9}, "value", "is not an amount"),
    ("fees", {"key": ""}, "key", "is missing"),
])  # fmt: skip
def test_a_wrong_row_is_refused_with_field_and_what_is_allowed(table, changes, field, said):
    reader = RowReader(TABLES)
    assert reader.read(table, {**dict(GOOD)[table], **changes}) is None
    assert any(where == field and said in what for where, what in reader.problems), reader.problems


@pytest.mark.parametrize("raw", [None, 5, "row", [], [1]])
def test_what_is_no_row_is_refused(raw):
    for table, _row in GOOD:
        reader = RowReader(TABLES)
        assert reader.read(table, raw) is None
        assert reader.problems


@pytest.mark.parametrize(("key", "value", "said"), [
    ("step2_low", 230, "below"), ("step2_weak", 220, "above"), ("programs_accessible", 101, "up to"),
    ("token_backup", 40, "below"), ("many_interviews_upper", 9, "above"),
])  # fmt: skip
def test_a_lower_line_cannot_pass_an_upper_one(key, value, said):
    problem = meaning_problem(TABLES, OwnTables(), OwnThreshold(key, value, "x"))
    assert problem is not None
    assert said in problem[1]
    assert meaning_problem(TABLES, OwnTables(), OwnThreshold(key, getattr(TABLES.thresholds, key), "x")) is None
