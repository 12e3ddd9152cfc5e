"""B11.1: `assess` and `check` say on standard error that their figures are older than a year."""

import shutil

import pytest

from reapply_desktop.cli import run
from reapply_desktop.services.resources import path as resource


@pytest.fixture
def plan(tmp_path, monkeypatch):
    monkeypatch.setenv("REAPPLY_DATA_DIR", str(tmp_path / "data"))
    with resource("samples", "sample.reapply") as sample:
        return shutil.copy(sample, tmp_path / "plan.reapply")


@pytest.mark.parametrize("command", [["assess"], ["assess", "--json"], ["check"], ["check", "--json"]])
def test_B11_1_figures_older_than_a_year_are_said_to_be(command, plan, capsys):
    assert run([*command, str(plan), "--today", "2027-06-14"]) == 0
    before = capsys.readouterr().err.splitlines()
    assert run([*command, str(plan), "--today", "2027-06-15"]) == 0
    out, err = capsys.readouterr()
    assert not any("a year ago" in line for line in before)
    assert [line for line in err.splitlines() if "a year ago" in line] == [
        "reapply-desktop: the figures, thresholds and season dates used here stand as of 14 June 2026, "
        "more than a year ago; check before you rely on them"
    ]
    assert "a year ago" not in out
