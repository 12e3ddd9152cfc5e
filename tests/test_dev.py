"""The set-up file: what it looks for, what it says when it cannot help, and that a failure is never hidden."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
import dev  # noqa: E402

sys.path.pop(0)


def started(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "dev.py", *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize("arguments", [[], ["tset"]])
def test_anything_but_its_commands_is_answered_with_both(arguments: list[str]) -> None:
    result = started(*arguments)
    assert result.returncode == 2
    assert "dev.py run" in result.stdout
    assert "dev.py test" in result.stdout


def test_help_is_no_error() -> None:
    assert started("--help").returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries of Linux")
def test_only_libraries_that_the_loader_does_not_find_are_missing() -> None:
    assert dev.missing({"libc.so.6": "libc6", "libof-no-one.so.9": "libof-no-one9"}) == ["libof-no-one9"]


@pytest.mark.skipif(sys.platform != "linux", reason="the libraries of Linux")
@pytest.mark.parametrize(
    ("environ", "window", "holds", "lacks"),
    [
        ({}, False, "libegl1", "libxcb-cursor0"),
        ({"DISPLAY": ":0"}, False, "libegl1", "libxcb-cursor0"),
        ({"DISPLAY": ":0"}, True, "libxcb-cursor0", "libwayland-egl1"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True, "libwayland-egl1", "libxcb-cursor0"),
    ],
)
def test_libraries_of_a_window_are_asked_for_where_one_can_be_shown(
    environ: dict[str, str], window: bool, holds: str, lacks: str
) -> None:
    packages = dev.libraries_needed(environ, window=window).values()
    assert holds in packages
    assert lacks not in packages


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "vnc"}, True),
    ],
)
def test_display(environ: dict[str, str], expected: bool) -> None:
    assert dev.has_display(environ) is expected


def test_without_apt_it_names_the_packages_and_stops(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as stop:
        dev.install_system(["libegl1", "libgl1"], "Qt needs them")
    assert "libegl1 libgl1" in str(stop.value.code)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_a_failed_installation_ends_in_one_line_to_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An apt-get that fails stands in for a machine without network or without rights."""
    apt = tmp_path / "apt-get"
    apt.write_text("#!/bin/sh\nexit 100\n", encoding="ascii")
    apt.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as stop:
        dev.install_system(["libegl1", "libgl1"], "Qt needs them")
    assert str(stop.value.code).endswith("\n  sudo apt-get update && sudo apt-get install -y libegl1 libgl1")


def test_another_project_file_calls_for_another_installation(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    project.write_text("[project]", encoding="utf-8")
    first = dev.what_to_install()
    assert dev.what_to_install() == first
    project.write_text("[project]\ndependencies = []", encoding="utf-8")
    assert dev.what_to_install() != first


def test_one_failure_fails_the_run_and_hides_none_of_the_others(capfd: pytest.CaptureFixture[str]) -> None:
    good, bad = [sys.executable, "-c", "print('well')"], [sys.executable, "-c", "raise SystemExit(3)"]
    assert dev.run_all({"first": bad, "second": good}) == 1
    lines = capfd.readouterr().out.splitlines()
    assert "well" in lines
    assert lines[-1].startswith("first failed (status 3) after ")
    assert ", second passed after " in lines[-1]
    assert dev.run_all({"second": good}) == 0


def test_no_test_at_all_is_a_failure(tmp_path: Path) -> None:
    """pytest says 5 where it found no test; a run that tested nothing must not look green."""
    assert dev.run_all({"pytest": [sys.executable, "-m", "pytest", "-c", os.devnull, str(tmp_path)]}) == 1


def test_sample_without_a_window_becomes_plan_calendar_and_pdf_and_can_be_made_again(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "sample-output"
    for _ in range(2):
        assert dev.make_sample(folder, Path(sys.executable)) == 0
        assert (folder / "sample.reapply").read_bytes().lstrip().startswith(b"{")
        assert (folder / "sample.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
        assert (folder / "sample.pdf").read_bytes().startswith(b"%PDF-")
    said = capfd.readouterr().out
    assert all(name in said for name in ("sample.reapply", "sample.ics", "sample.pdf"))
