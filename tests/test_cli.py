"""The command line as interface.md says it: results, statuses, one line a problem, nothing left behind."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from reapply_desktop.cli import run
from tests.people import raw_person

MARCH = ("--today", "2026-03-23")


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path_factory, monkeypatch):
    monkeypatch.setenv("REAPPLY_DATA_DIR", str(tmp_path_factory.mktemp("data")))


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    raw = raw_person("non_us_img", ("internal_medicine", 60, 5, 4, 4), step2=231)
    Path("a.json").write_text(json.dumps({"format": "reapply-answers", "version": 1, **raw}))
    return tmp_path


@pytest.fixture
def plan(folder, capsys):
    assert run(["new", "a.json", "-o", "p.reapply", *MARCH]) == 0
    capsys.readouterr()
    return folder / "p.reapply"


def test_new_writes_a_plan_and_says_so(folder, capsys):
    assert run(["new", "a.json", "-o", "p.reapply", *MARCH]) == 0
    out, err = capsys.readouterr()
    assert "steps for the 2027 Match" in out
    assert all(line.startswith("reapply-desktop: a.json: ") for line in err.splitlines())
    assert sorted(os.listdir()) == ["a.json", "p.reapply"]


def test_new_refuses_an_existing_plan_unless_forced(plan, capsys):
    before = plan.read_bytes()
    assert run(["new", "a.json", "-o", "p.reapply", *MARCH]) == 1
    assert capsys.readouterr().err == "reapply-desktop: p.reapply: exists already (--force replaces it)\n"
    assert plan.read_bytes() == before
    assert run(["new", "a.json", "-o", "p.reapply", "--force", *MARCH]) == 0
    assert plan.read_bytes() != before


def test_new_knows_an_existing_plan_by_any_spelling(plan, capsys):
    before = plan.read_bytes()
    assert run(["new", "a.json", "-o", "none/../p.reapply", *MARCH]) == 1
    assert plan.read_bytes() == before


def test_assess_json_is_as_the_interface_says(folder, capsys):
    assert run(["assess", "a.json", "--json", *MARCH]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["season"] == {
        "match_year": 2027, "submission_opens": "2026-09-02", "review_opens": "2026-09-23", "match_day": "2027-03-19",
        "estimated": ["ecfmg_documents_in", "nrmp_registration_ends", "soap_review_opens", "soap_offers",
                      "residency_start"]}  # fmt: skip
    assert [set(cause) for cause in found["causes"]] == [
        {"id", "bucket", "weight", "rule", "evidence", "sources", "disputed"}
    ] * len(found["causes"])
    assert set(found["path"]) == {"recommended", "reasons", "specialties"}
    assert "letters" in found["missing"]


def test_assess_gives_the_same_bytes_for_answers_and_again(folder, plan, capsys):
    outputs = []
    for _ in range(2):
        assert run(["assess", "a.json", "--json", *MARCH]) == 0
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert run(["assess", "p.reapply", "--json", *MARCH]) == 0
    assert json.loads(capsys.readouterr().out)["causes"] == json.loads(outputs[0])["causes"]


def test_a_plan_keeps_its_season(plan, capsys):
    assert run(["assess", "p.reapply", "--json", "--today", "2027-01-05"]) == 0
    assert json.loads(capsys.readouterr().out)["season"]["match_year"] == 2027
    assert run(["assess", "a.json", "--json", "--today", "2027-01-05"]) == 0
    assert json.loads(capsys.readouterr().out)["season"]["match_year"] == 2028


def test_check_json(plan, capsys):
    assert run(["check", "p.reapply", "--json", "--today", "2026-04-10"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert set(found) == {"warnings", "overdue", "missing", "next"}
    assert all(set(w) == {"rule", "text", "where"} for w in found["warnings"])
    ids = {m["id"] for m in json.loads(plan.read_bytes())["milestones"]}
    assert found["overdue"]
    assert set(found["overdue"]) | set(found["next"]) <= ids


def test_export_gives_the_same_bytes_every_time_and_records_once(plan, capsys):
    targets = ["--ics", "o.ics", "--pdf", "o.pdf", "--csv", "o.csv", "--xlsx", "o.xlsx"]
    names = targets[1::2]
    assert run(["export", "p.reapply", *targets, *MARCH]) == 0
    first, recorded = [Path(n).read_bytes() for n in names], plan.read_bytes()
    assert json.loads(recorded)["exports"]
    assert run(["export", "p.reapply", *targets, *MARCH]) == 0
    assert [Path(n).read_bytes() for n in names] == first
    assert plan.read_bytes() == recorded
    assert sorted(os.listdir()) == sorted(["a.json", "p.reapply", *names])
    assert capsys.readouterr().err == ""


def test_a_pristine_copy_exports_the_same_bytes_again(plan):
    pristine = plan.read_bytes()
    assert run(["export", "p.reapply", "--ics", "1.ics", *MARCH]) == 0
    plan.write_bytes(pristine)
    assert run(["export", "p.reapply", "--ics", "2.ics", *MARCH]) == 0
    assert Path("1.ics").read_bytes() == Path("2.ics").read_bytes()


def test_no_record_leaves_the_plan_alone(plan):
    before = plan.read_bytes()
    assert run(["export", "p.reapply", "--ics", "o.ics", "--no-record", *MARCH]) == 0
    assert plan.read_bytes() == before


def test_nothing_to_write_writes_nothing(plan, capsys):
    raw = json.loads(plan.read_bytes())
    raw["milestones"] = []
    plan.write_text(json.dumps(raw))
    assert run(["export", "p.reapply", "--ics", "o.ics", "--csv", "o.csv", *MARCH]) == 2
    assert capsys.readouterr().err.startswith("reapply-desktop: o.ics: nothing to write")
    assert sorted(os.listdir()) == ["a.json", "p.reapply"]


def test_the_plan_stands_in_nobodys_way(plan, capsys):
    """A target that is the plan, by any name, or named twice."""
    os.link("p.reapply", "twin")
    for target in ("p.reapply", "./p.reapply", str(plan), "twin"):
        assert run(["export", "p.reapply", "--csv", target, *MARCH]) == 2
        assert "is the plan itself" in capsys.readouterr().err
    assert run(["export", "p.reapply", "--csv", "x", "--ics", "./x", *MARCH]) == 2
    assert "named twice" in capsys.readouterr().err
    assert run(["export", "p.reapply", "--csv", "x", "--csv", "y", *MARCH]) == 2
    assert capsys.readouterr().err == "reapply-desktop: --csv: is given 2 times (once)\n"
    assert run(["new", "a.json", "-o", "a.json", "--force", *MARCH]) == 2
    assert run(["export", "p.reapply", *MARCH]) == 2


def test_a_failed_target_leaves_the_others_and_no_pieces(plan, capsys):
    assert run(["export", "p.reapply", "--csv", "none/o.csv", "--xlsx", "o.xlsx", *MARCH]) == 1
    assert capsys.readouterr().err == "reapply-desktop: none/o.csv: cannot be written: there is no such folder\n"
    assert sorted(os.listdir()) == ["a.json", "o.xlsx", "p.reapply"]


@pytest.mark.parametrize(("arguments", "status", "line"), [
    (["check", "p", "--today", "tomorrow"], 2, "--today: tomorrow is not a date (YYYY-MM-DD)"),
    (["check", "p", "--today"], 2, "--today: is missing its value"),
    (["check", "p", "--today", "9999-12-31"], 2, "--today: 9999-12-31 is out of reach (2000-01-01 to 2150-12-31)"),
    (["new", "a.json"], 2, "-o: is missing"),
    (["new"], 2, "ANSWERS: is missing"),
    (["export", "p", "--paper", "legal", "--pdf", "x"], 2, "--paper: legal is not a paper size (letter, a4)"),
    (["check", "p", "--jsn"], 2, "--jsn: is not known here (see --help)"),
    (["check", "none.reapply"], 1, "none.reapply: no such file"),
    (["assess", "."], 1, ".: is a folder (a file)"),
    (["check", "a.json"], 2, 'a.json: format: "reapply-answers" is not a plan ("reapply-plan")'),
])  # fmt: skip
def test_what_is_wrong_is_one_line(folder, capsys, arguments, status, line):
    assert run(arguments) == status
    assert capsys.readouterr() == ("", f"reapply-desktop: {line}\n")


def test_at_most_twenty_lines_and_how_many_more(folder, capsys):
    raw = json.loads(Path("a.json").read_text())
    raw["exams"] = [{"exam": "step1", "score": 0}] * 30
    Path("a.json").write_text(json.dumps(raw))
    assert run(["assess", "a.json", *MARCH]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 21
    assert lines[-1] == "reapply-desktop: a.json: and 39 more"


def test_the_process_itself_without_display_or_widgets(folder):
    code = (
        "import sys; from reapply_desktop.cli import run; status = run(sys.argv[1:]);"
        "assert not any(name.startswith('PySide6') for name in sys.modules), 'Qt was loaded'; sys.exit(status)"
    )
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run([sys.executable, "-c", code, "assess", "a.json", "--json", *MARCH], capture_output=True,
                          env=environment, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["season"]["match_year"] == 2027


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_standard_output_is_said(folder):
    with Path("/dev/full").open("w") as full:
        done = subprocess.run([sys.executable, "-m", "reapply_desktop", "assess", "a.json", *MARCH], stdout=full,
                              stderr=subprocess.PIPE, check=False)  # fmt: skip
    assert done.returncode == 1
    assert b"standard output: cannot be written" in done.stderr
    assert b"Traceback" not in done.stderr


def _in_shell(line):
    return subprocess.run(["sh", "-c", line], capture_output=True, check=False, env={**os.environ, "P": sys.executable})


def test_closed_streams_change_nothing_else(folder):
    call = '"$P" -m reapply_desktop assess a.json --json --today 2026-03-23'
    whole = _in_shell(call).stdout
    assert _in_shell(f"{call} 2>&-").stdout == whole
    closed = _in_shell(f"{call} >&-")
    assert (closed.returncode, b"fault" in closed.stderr) == (0, False)
    made = _in_shell('"$P" -m reapply_desktop new a.json -o q.reapply --today 2026-03-23 2>/dev/full')
    assert made.returncode == 0
    assert b"steps for the 2027 Match" in made.stdout


def test_without_a_display_the_window_says_so(folder):
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run([sys.executable, "-m", "reapply_desktop", "bogus"], capture_output=True, env=environment,
                          check=False)  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith(b"reapply-desktop: no display to open the window on")
    assert done.stderr.count(b"\n") == 1


def test_version_and_help(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("reapply-desktop ")
    for command in ([], ["new"], ["assess"], ["export"], ["check"]):
        assert run([*command, "--help"]) == 0
        assert "usage: reapply-desktop" in capsys.readouterr().out


def test_letters_that_cannot_be_printed_are_a_warning_of_the_pdf(plan, capsys):
    held = json.loads(plan.read_text(encoding="utf-8"))
    held["answers"]["applicant"]["name"] = "Amara 𓀀"
    plan.write_text(json.dumps(held), encoding="utf-8")
    assert run(["export", "p.reapply", "--pdf", "o.pdf", *MARCH]) == 0
    assert capsys.readouterr().err == (
        "reapply-desktop: o.pdf: A sign in your texts that no font here has will print as an empty box\n"
    )
