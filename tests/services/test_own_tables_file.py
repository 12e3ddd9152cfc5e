"""Own rows on disk: written whole, read back equal, and a bad file refused whole with row and reason."""

import json
from pathlib import Path

import pytest

from reapply_desktop.cli import run
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.own_tables import OwnDate, OwnFee, OwnTables, OwnThreshold, merged
from reapply_desktop.domain.reference import Figure
from reapply_desktop.services import own_tables
from reapply_desktop.services.figures_csv import from_csv, to_csv
from reapply_desktop.services.reference_data import load_tables
from tests.people import TODAY, raw_person

TABLES = load_tables()
ROWS = (
    Figure("match_rate", "all", "us_md_prior_graduate", 2026, "%", "Class report <b>2026</b> & مهند", value=51.5),
    Figure("step2ck_mean", "psychiatry", "us_img", 2026, "score", "=cmd()|' /C calc'", "example.org", matched=239,
           unmatched=231),
    OwnThreshold("interviews_enough.psychiatry", 12, "my adviser"),
    OwnThreshold("tiers.neurology", "competitive", "my adviser"),
    OwnDate("review_opens", 2027, TABLES.events[4].dates[2027][0], "AAMC, read today"),
    OwnFee("step3.fee", 975.5, "FSMB"),
)  # fmt: skip
OWN = OwnTables().with_rows(ROWS)


def refused(action, *parts):
    with pytest.raises(UserError) as found:
        action(*parts)
    return found.value


def kept(tmp_path: Path, raw: object) -> Path:
    path = tmp_path / own_tables.NAME
    path.write_text(raw if isinstance(raw, str) else json.dumps(raw), encoding="utf-8")
    return path


def test_what_is_written_is_read_back(tmp_path):
    own_tables.write(tmp_path, OWN)
    found = own_tables.tables_in_use(tmp_path, TODAY)
    assert found.own == OWN
    assert found.tables == merged(TABLES, OWN)
    assert found.problems == ()
    assert own_tables.read(tmp_path / own_tables.NAME, TABLES) == OWN
    assert [path.name for path in tmp_path.iterdir()] == [own_tables.NAME]


def test_an_empty_folder_gives_the_shipped_tables_themselves(tmp_path):
    assert own_tables.tables_in_use(tmp_path, TODAY).tables is TABLES
    assert own_tables.tables_in_use(tmp_path / "not there", TODAY).tables is TABLES


GOOD = {"measure": "match_rate", "specialty": "all", "applicant_type": "us_img", "year": 2026, "value": 60,
        "unit": "%", "source": "x"}  # fmt: skip
HEAD = {"format": "reapply-tables", "version": 1}


@pytest.mark.parametrize(("raw", "said"), [
    ("", "line 1, column 1"),
    ("[]", "is not an object"),
    ("{", "line 1"),
    ({}, 'format: is missing ("reapply-tables")'),
    ({"format": "reapply-plan", "version": 1}, "is not a file of own figures"),
    ({**HEAD, "version": 2}, "newer than this program reads"),
    ({**HEAD, "version": True}, "is not a version"),
    ({**HEAD, "moods": []}, '"moods": unknown key'),
    ({**HEAD, "figures": {}}, "figures: {} is not a list"),
    ({**HEAD, "figures": [GOOD, {**GOOD, "year": 2025}, {**GOOD, "year": 2024, "value": 180}]},
     "figures, row 3: value: 180 is not a percentage (0-100"),
    ({**HEAD, "figures": [GOOD, GOOD]}, "figures, row 2: stands there twice, first in row 1"),
    ({**HEAD, "figures": [None]}, "figures, row 1: null is not an object"),
    ('{"format": "reapply-tables", "version": 1, "figures": [{"value": NaN}]}', "NaN is not a number"),
    ('{"format": "reapply-tables", "version": 1, "fees": [{"value": 1e999}]}', "too large"),
    ('{"format": "reapply-tables", "format": "x"}', "stands twice"),
    ("[" * 100_000, "nested too deeply"),
    ('{"format": "reapply-tables", "version": 1, "fees": [{"value": ' + "9" * 5000 + "}]}", "cannot be read"),
])  # fmt: skip
def test_a_bad_file_is_refused_whole_with_its_place(tmp_path, raw, said):
    path = kept(tmp_path, raw)
    error = refused(own_tables.read, path, TABLES)
    assert any(said in line for line in error.lines), error.lines
    assert error.status == 2
    in_use = own_tables.tables_in_use(tmp_path, TODAY)
    assert in_use.tables is TABLES
    assert in_use.problems[0][0] == path


def test_every_row_that_is_wrong_is_named(tmp_path):
    rows = [{**GOOD, "year": 2000 + n, "value": 500} for n in range(7)]
    error = refused(own_tables.read, kept(tmp_path, {**HEAD, "figures": rows}), TABLES)
    assert len(error.lines) == 7


def test_other_encodings_are_refused_and_a_byte_order_mark_is_not(tmp_path):
    text = own_tables.encode(OWN).decode()
    path = tmp_path / own_tables.NAME
    path.write_bytes(text.encode("utf-16"))
    assert "UTF-8" in refused(own_tables.read, path, TABLES).message
    path.write_bytes(text.encode("utf-8-sig"))
    assert own_tables.read(path, TABLES) == OWN


def test_ten_megabytes_are_refused(tmp_path):
    path = tmp_path / own_tables.NAME
    path.write_bytes(b" " * 10_000_000)
    assert "larger than 4 MiB" in refused(own_tables.read, path, TABLES).message


def test_an_import_that_contradicts_the_other_lines_is_refused(tmp_path):
    raw = {**HEAD, "thresholds": [{"key": "step2_low", "value": 240, "source": "x"}]}
    assert "step2_low: 240 does not lie below" in refused(own_tables.read, kept(tmp_path, raw), TABLES).message


def test_a_file_that_could_not_be_read_is_set_aside_by_the_next_edit(tmp_path):
    path = kept(tmp_path, "not json")
    own_tables.write(tmp_path, OWN)
    assert own_tables.read(path, TABLES) == OWN
    assert (tmp_path / own_tables.ASIDE).read_text() == "not json"
    path.write_text("again")
    own_tables.write(tmp_path, OWN)
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "own-tables.json", "own-tables.unreadable.2.json", "own-tables.unreadable.json"]


# -- CSV


def test_figures_go_out_as_csv_and_come_back(tmp_path):
    path = tmp_path / "figures.csv"
    path.write_bytes(to_csv(OWN.figures))
    text = path.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "measure,specialty,applicant_type,year,value,matched,unmatched,unit,source,url"
    assert "'=cmd()" in text
    assert OwnTables().with_rows(from_csv(path, TABLES)).figures == OWN.figures


def test_csv_with_words_other_separators_and_a_decimal_comma(tmp_path):
    path = tmp_path / "school.csv"
    path.write_text("Measure;Specialty;Applicant type;Year;Value;Unit;Source\r\n"
                    "Matched;All specialties;Earlier US MD graduates;2026;51,5 %;%;Class report\r\n\r\n")
    (row,) = from_csv(path, TABLES)
    assert (row.measure, row.applicant_type, row.value) == ("match_rate", "us_md_prior_graduate", 51.5)


@pytest.mark.parametrize(("text", "said"), [
    ("", "has no row"),
    ("measure,specialty\n", "column applicant_type is missing"),
    ("a,b\n1,2\n", "column measure is missing"),
    ("measure,specialty,applicant_type,year,value,unit,source,mood\nmatch_rate,all,us_img,2026,5,%,x,y\n",
     "column mood is unknown"),
    ("measure,specialty,applicant_type,year,value,unit,source\nmatch_rate,all,us_img,2026,180,%,x\n",
     "row 2: value: 180 is not a percentage"),
    ("measure,specialty,applicant_type,year,value,unit,source\nmatch_rate,all,us_img,2026,nan,%,x\n",
     'row 2: value: "nan"'),
    ("measure,specialty,applicant_type,year,value,unit,source\nmatch_rate,all,us_img\n", "row 2: year: is missing"),
    ("measure,specialty,applicant_type,year,value,unit,source\nmatch_rate,all,us_img,2026,5,%,x,extra\n",
     "row 2: has 8 cells"),
    ("measure,specialty,applicant_type,year,value,unit,source\n" + "match_rate,all,us_img,2026,5,%,x\n" * 2,
     "row 3: stands there twice, first in row 2"),
    ('measure,specialty,applicant_type,year,value,unit,source\n"' + "x" * 200_000, "cannot be read as a table"),
])  # fmt: skip
def test_a_bad_csv_is_refused_with_row_and_reason(tmp_path, text, said):
    path = tmp_path / "bad.csv"
    path.write_text(text)
    error = refused(from_csv, path, TABLES)
    assert any(said in line for line in error.lines), error.lines


def test_a_csv_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "latin.csv"
    path.write_bytes("measure,source\nmatch_rate,Universität\n".encode("latin-1"))
    assert "UTF-8" in refused(from_csv, path, TABLES).message
    path.write_bytes(b"\x00\x01\x02")
    assert refused(from_csv, path, TABLES).lines


# -- the command line


@pytest.fixture
def answers(tmp_path) -> Path:
    path = tmp_path / "a.json"
    raw = raw_person("us_md", ("internal_medicine", 80, 9, 9, 9))
    path.write_text(json.dumps({"format": "reapply-answers", "version": 1, **raw}))
    return path


@pytest.fixture
def data(tmp_path, monkeypatch) -> Path:
    folder = tmp_path / "data"
    monkeypatch.setenv("REAPPLY_DATA_DIR", str(folder))
    return folder


def assessed(answers: Path, capsys) -> tuple[int, str, str]:
    status = run(["assess", str(answers), "--json", "--today", "2026-03-23"])
    out, err = capsys.readouterr()
    return status, out, err


def test_the_command_line_uses_the_same_tables(answers, data, capsys):
    _, before, _ = assessed(answers, capsys)
    assert not data.exists()  # looking for own figures makes no folder
    assert "few_interviews" in before
    data.mkdir()
    assert assessed(answers, capsys)[1] == before
    own = OwnTables().with_rows([OwnThreshold("interviews_enough.internal_medicine", 8, "my adviser")])
    own_tables.write(data, own)
    status, out, err = assessed(answers, capsys)
    assert (status, err) == (0, "")
    assert "few_interviews" not in out


def test_a_broken_own_file_warns_and_the_shipped_tables_count(answers, data, capsys):
    _, before, _ = assessed(answers, capsys)
    data.mkdir()
    path = kept(data, {**HEAD, "figures": [{**GOOD, "value": 180}]})
    status, out, err = assessed(answers, capsys)
    assert (status, out) == (0, before)
    first, second = err.splitlines()
    assert first.startswith(f"reapply-desktop: {path}: figures, row 1: value: 180 is not a percentage")
    assert second == f"reapply-desktop: {path}: is not used; the shipped figures are"
