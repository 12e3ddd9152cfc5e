"""A newer table without a new version: taken in when it is right and newer, refused whole when not, taken out again."""

import copy
import json
import random
from datetime import date
from pathlib import Path

import pytest

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.fees import application_cost
from reapply_desktop.domain.figures import match_rate
from reapply_desktop.domain.own_tables import OwnTables, merged
from reapply_desktop.domain.path_cards import cards
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.domain.reference import TAKEN_IN, Figure
from reapply_desktop.domain.season import season
from reapply_desktop.services import own_tables, table_files
from reapply_desktop.services.reference_data import FILES, load_tables, shipped, tables_of
from reapply_desktop.services.table_shapes import problems_of
from tests.people import TODAY, person

LATER, NOW = "2026-11-20", date(2026, 11, 22)
PEOPLE = (
    person("us_md", ("dermatology", 30, 1, 1, 1), ("internal_medicine", 5, 0, 0, 0), step2=212, attempts=3),
    person("non_us_img", ("internal_medicine", 60, 5, 4, 4), step2=231, submitted_on="2025-10-12"),
    person("us_do", ("emergency_medicine",), ("family_medicine", 12, 1)),
)


def newer(table: str) -> dict:
    return {**copy.deepcopy(shipped(table)), "as_of": LATER}


def file_of(tmp_path: Path, raw: object) -> Path:
    path = tmp_path / "from-the-pages.json"
    path.write_text(json.dumps(raw, ensure_ascii=False), encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "data" / table_files.FOLDER


@pytest.mark.parametrize("table", list(FILES))
def test_every_shipped_table_has_the_form_that_is_asked_for_and_says_its_day(table):
    assert list(problems_of(table, shipped(table))) == []
    assert load_tables().as_of[table] == date.fromisoformat(shipped(table)["as_of"])


@pytest.mark.parametrize("table", list(FILES))
def test_a_newer_table_is_taken_in_and_out_again(table, tmp_path, folder):
    path = file_of(tmp_path, newer(table))
    assert table_files.take_in(path, folder, NOW) == table
    tables, problems = table_files.base_tables(folder)
    assert problems == []
    assert tables.taken_in == {table}
    assert tables.as_of[table] == date(2026, 11, 20)
    data = table_files.remove(table, folder)
    assert data == path.read_bytes()
    assert table_files.base_tables(folder) == (load_tables(), [])
    table_files.put_back(table, data, folder)
    assert table_files.base_tables(folder)[0].taken_in == {table}


def test_shipped_is_less_than_taken_in_is_less_than_own(tmp_path, folder):
    raw = newer("figures")
    for row in raw["records"]:
        if row["measure"] == "match_rate" and row["applicant_type"] == "us_md_prior_graduate":
            row["value"] = 47
    table_files.take_in(file_of(tmp_path, raw), folder, NOW)
    found = own_tables.tables_in_use(folder.parent, TODAY)
    figure = match_rate(found.tables, PEOPLE[0], 2027)
    assert (figure.value, figure.origin) == (47, TAKEN_IN)
    mine = Figure("match_rate", "all", "us_md_prior_graduate", 2025, "%", "Class report", value=50)
    own_tables.write(folder.parent, OwnTables().with_rows([mine]))
    assert match_rate(own_tables.tables_in_use(folder.parent, TODAY).tables, PEOPLE[0], 2027).value == 50
    table_files.remove("figures", folder)
    assert match_rate(own_tables.tables_in_use(folder.parent, TODAY).tables, PEOPLE[0], 2027).value == 50


def test_a_table_no_newer_than_the_shipped_one_is_refused_and_not_used(tmp_path, folder):
    raw = shipped("fees")
    with pytest.raises(UserError, match="no older"):
        table_files.take_in(file_of(tmp_path, raw), folder, NOW)
    assert not folder.exists()
    folder.mkdir(parents=True)
    (folder / FILES["fees"]).write_text(json.dumps(raw))  # as after an update of the program
    assert table_files.base_tables(folder) == (load_tables(), [])


def test_a_table_from_the_future_is_refused(tmp_path, folder):
    with pytest.raises(UserError, match="has not come yet"):
        table_files.take_in(file_of(tmp_path, {**newer("fees"), "as_of": "2999-01-01"}), folder, NOW)


def test_a_kept_table_that_breaks_later_is_left_out_and_said(tmp_path, folder):
    table_files.take_in(file_of(tmp_path, newer("season")), folder, NOW)
    (folder / FILES["season"]).write_text("{")
    (folder / FILES["fees"]).write_text(json.dumps(newer("season")))
    tables, problems = table_files.base_tables(folder)
    assert tables == load_tables()
    assert [path.name for path, _lines in problems] == ["season.json", "fees.json"]
    assert "holds the table of season dates" in problems[1][1][0]


def first_tier(raw: dict, **changes: object) -> None:
    raw["eras"]["tiers"][0].update(changes)


@pytest.mark.parametrize(("table", "break_it", "said"), [
    ("figures", lambda raw: raw["records"][3].update(value=180), "row 4: value: 180 is not a percentage"),
    ("figures", lambda raw: raw["records"].append(raw["records"][0]), "stands there twice, first in row 1"),
    ("figures", lambda raw: raw["records"][0].update(mood="good"), "row 1: mood: unknown key"),
    ("figures", lambda raw: raw["records"][0].pop("source"), "row 1: source: is missing"),
    ("figures", lambda raw: raw.update(records=[]), "is not a list with figures"),
    ("figures", lambda raw: raw.pop("as_of"), "as_of: is missing"),
    ("figures", lambda raw: raw.update(as_of="yesterday"), 'as_of: "yesterday" is not a date'),
    ("figures", lambda raw: raw.update(extra=1), "extra: unknown key"),
    ("thresholds", lambda raw: raw["step2ck"].update(low=240), "step2_low: 240 does not lie below"),
    ("thresholds", lambda raw: raw["step2ck"].update(low="low"), 'step2ck.low: "low" is not a whole number'),
    ("thresholds", lambda raw: raw["interviews_enough"].pop("_default"), "_default: is missing"),
    ("thresholds", lambda raw: raw["interviews_enough"]["psychiatry"].update(value=0), "(1-60)"),
    ("thresholds", lambda raw: raw["interviews_enough"].update(alchemy={}), "alchemy: is not a specialty"),
    ("thresholds", lambda raw: raw["tiers"]["ultra"]["more"].pop(), "stands there 0 times"),
    ("thresholds", lambda raw: raw["late"].update({"from": "13-45"}), "late.from"),
    ("thresholds", lambda raw: raw.pop("letters"), "letters: is missing"),
    ("season", lambda raw: raw["events"].pop(), "is unknown, missing or there twice"),
    ("season", lambda raw: raw["events"][0].update(hour_et="25:00"), "row 1: hour_et"),
    ("season", lambda raw: raw["events"][0]["dates"]["2026"].update(date="2031-05-31"), "not a date of that season"),
    ("season", lambda raw: raw["events"][0]["dates"].update({"soon": {}}), "is not a Match year"),
    ("fees", lambda raw: first_tier(raw, each=-11), "is not an amount"),
    ("fees", lambda raw: first_tier(raw, programs="2-30"), "does not follow"),
    ("fees", lambda raw: first_tier(raw, programs="many"), "is not a step"),
    ("fees", lambda raw: raw.pop("residencycas"), "residencycas.tiers: is missing"),
    ("fees", lambda raw: raw["step3"].pop("source"), "step3.source: is missing"),
    ("support", lambda raw: raw["lines"][0].pop("how"), "row 1: how: is missing"),
])  # fmt: skip
def test_a_bad_table_is_refused_whole_with_place_and_reason(table, break_it, said, tmp_path, folder):
    raw = newer(table)
    break_it(raw)
    with pytest.raises(UserError) as found:
        table_files.take_in(file_of(tmp_path, raw), folder, NOW)
    assert any(said in line for line in found.value.lines), found.value.lines
    assert not folder.exists()


@pytest.mark.parametrize("raw", [{}, [], {"as_of": LATER}, {"records": [], "events": []}])
def test_what_is_no_table_is_refused(raw, tmp_path, folder):
    with pytest.raises(UserError):
        table_files.take_in(file_of(tmp_path, raw), folder, NOW)


def test_ten_megabytes_are_refused(tmp_path, folder):
    path = tmp_path / "big.json"
    path.write_bytes(b" " * 10_000_000)
    with pytest.raises(UserError, match="larger than 4 MiB"):
        table_files.take_in(path, folder, NOW)


HOSTILE = (None, True, -1, 0, 1, 10**9, 1.5, "", "x", "<b>x</b>", "\ud800", [], [1], {}, {"x": 1}, "2026-01-01")


def places(value: object, path: tuple = ()) -> list[tuple]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, part in inner for place in places(part, (*path, key)))][(1 if not path else 0):]


@pytest.mark.parametrize("table", list(FILES))
def test_whatever_is_accepted_breaks_no_rule(table):
    """Any one value of a table replaced by a hostile one: refused, or harmless."""
    draw = random.Random(7)
    spots = places(shipped(table))
    accepted = 0
    for _ in range(250):
        raw = newer(table)
        *way, last = draw.choice(spots)
        part = raw
        for key in way:
            part = part[key]
        part[last] = draw.choice(HOSTILE)
        if list(problems_of(table, raw)) or list(table_files._age_problems(raw)):
            continue
        accepted += 1
        tables = tables_of({name: raw if name == table else shipped(name) for name in FILES})
        for who in PEOPLE[: 1 + accepted % 3]:
            cards(who, assess(who, tables, TODAY), tables)
        season(tables, 2028)
        application_cost("obstetrics_gynecology", 70, merged(tables, OwnTables()))
    assert accepted < 250


def test_an_older_table_does_not_replace_a_newer_one_that_was_taken_in(tmp_path, folder):
    raw = newer("fees")
    table_files.take_in(file_of(tmp_path, raw), folder, NOW)
    kept = (folder / FILES["fees"]).read_bytes()
    with pytest.raises(UserError, match="is of 2026-10-01; the one taken in before is of 2026-11-20, newer"):
        table_files.take_in(file_of(tmp_path, {**raw, "as_of": "2026-10-01"}), folder, NOW)
    assert (folder / FILES["fees"]).read_bytes() == kept
    raw["note"] = "Mended."  # of the same day: a table that was put right
    assert table_files.take_in(file_of(tmp_path, raw), folder, NOW) == "fees"
    (folder / FILES["fees"]).write_bytes(b"{")  # what cannot be read stands in nobody's way
    assert table_files.take_in(file_of(tmp_path, {**raw, "as_of": "2026-10-01"}), folder, NOW) == "fees"
