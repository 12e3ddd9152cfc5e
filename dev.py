"""Sets up what is missing and starts the program (`run`) or its tests (`test`), with the standard library alone.

It makes `.venv`, installs the project there, and, which pip cannot, the system libraries Qt needs on Linux.
Nothing is installed twice: a stamp in `.venv` holds what was installed.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed-for"
ON_ALL_CORES = ("-n", "auto", "--maxprocesses", "8", "--dist", "worksteal")
WITHOUT_WINDOW = {"new", "assess", "export", "check", "--help", "-h", "--version"}
USAGE = """\
python3 dev.py run [PLAN]        set up what is missing and start the program (arguments are passed on)
python3 dev.py test [ARGUMENTS]  set up what is missing, check the code and run the tests (arguments go to pytest)"""

# Shared library → Debian package. The names hold on Debian 12 and later and on Ubuntu 22.04 and later.
ALWAYS = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
ON_X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
ON_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


def has_display(environ: Mapping[str, str]) -> bool:
    """Whether a window can be shown. Someone who names a Qt platform has decided that themselves."""
    if not sys.platform.startswith("linux"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def libraries_needed(environ: Mapping[str, str], *, window: bool) -> dict[str, str]:
    """The system libraries Qt loads on Linux, with their packages; elsewhere Qt brings all it needs."""
    if not sys.platform.startswith("linux"):
        return {}
    needed = dict(ALWAYS)
    if window and environ.get("DISPLAY"):
        needed |= ON_X11
    if window and environ.get("WAYLAND_DISPLAY"):
        needed |= ON_WAYLAND
    return needed


def missing(libraries: Mapping[str, str]) -> list[str]:
    """The packages of the libraries that the loader does not find."""
    packages = []
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            packages.append(package)
    return packages


def line_to_type(packages: Sequence[str]) -> str:
    return f"sudo apt-get update && sudo apt-get install -y {' '.join(packages)}"


def install_system(packages: Sequence[str], why: str) -> None:
    """Install Debian packages where that needs no password, else say the one line to type and stop."""
    apt = shutil.which("apt-get")
    if apt and hasattr(os, "geteuid") and os.geteuid() == 0:
        command = [apt]
    elif apt and shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        command = ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", apt]
    elif apt:
        sys.exit(f"{why}. Type this line, then start again:\n  {line_to_type(packages)}")
    else:
        sys.exit(f"{why}. Install what these Debian packages hold, then start again:\n  {' '.join(packages)}")
    environ = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    options = ["-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300"]
    install = [*command, "install", *options, *packages]
    print(f"{why}: installing {' '.join(packages)}", flush=True)

    def status(arguments: Sequence[str]) -> int:
        return subprocess.run(arguments, env=environ, stdin=subprocess.DEVNULL, capture_output=True).returncode

    if status(install):
        # A machine that was never updated knows no package, or only versions that are gone. That an update says
        # it failed is no reason to stop: another of its sources may be out of reach.
        status([*command, "update", "-q"])
        if status(install):
            sys.exit(f"{why}, and installing it failed. This line says why:\n  {line_to_type(packages)}")


def what_to_install() -> str:
    """What the stamp must say: another pyproject.toml, Python or folder calls for a new installation."""
    wanted = (ROOT / "pyproject.toml").read_bytes() + f"{sys.version_info[:3]} {ROOT}".encode()
    return hashlib.sha256(wanted).hexdigest()


def set_up_python() -> None:
    """Make `.venv` and install the project with its test extra, unless the stamp says that this is done."""
    wanted = what_to_install()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="ascii") == wanted:
        return
    print(f"Setting up {VENV} (once; it takes a minute or two)", flush=True)
    if not PYTHON.exists() or subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode:
        try:
            import ensurepip  # noqa: F401  Debian leaves it out of python3
        except ImportError:
            install_system(
                [f"python3.{sys.version_info.minor}-venv"], "Python's own venv module is missing on this machine"
            )
        if subprocess.run([sys.executable, "-m", "venv", "--clear", VENV]).returncode:
            sys.exit(f"Could not make {VENV}.")
    install = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-e", f"{ROOT}[test]"]
    if subprocess.run(install, cwd=ROOT, stdin=subprocess.DEVNULL).returncode:
        sys.exit("Could not install what the program needs. The lines above say why; a network is needed this once.")
    STAMP.write_text(wanted, encoding="ascii")


def set_up(*, window: bool) -> None:
    packages = missing(libraries_needed(os.environ, window=window))
    if packages:
        install_system(packages, "Qt needs system libraries that this machine lacks")
    set_up_python()


def run(arguments: Sequence[str]) -> int:
    """Start the program; where no window can be shown, do its main job with the sample instead."""
    wants_window = not WITHOUT_WINDOW & set(arguments)
    if wants_window and not has_display(os.environ):
        set_up(window=False)
        print("There is no display, so no window can be shown. The sample answers become files instead:", flush=True)
        return make_sample(ROOT / "sample-output", PYTHON)
    set_up(window=wants_window)
    return subprocess.run([PYTHON, "-m", "reapply_desktop", *arguments]).returncode


def make_sample(folder: Path, python: Path) -> int:
    """The main job without a window: sample answers → a plan, a calendar and a PDF in `folder`."""
    folder.mkdir(exist_ok=True)
    plan, calendar, pdf = folder / "sample.reapply", folder / "sample.ics", folder / "sample.pdf"
    answers = ROOT / "resources" / "samples" / "sample-answers.json"
    for command in (
        ["new", answers, "-o", plan, "--force"],
        ["export", plan, "--ics", calendar, "--pdf", pdf],
    ):
        status = subprocess.run([python, "-m", "reapply_desktop", *command]).returncode
        if status:
            return status
    print(f"All three lie in {folder}.")
    return 0


def test(arguments: Sequence[str]) -> int:
    """Check style and types and run the tests, all three even when one fails. Tests draw off the screen.

    The whole suite runs on all cores; with arguments (one file, a debugger) pytest gets just those.
    """
    set_up(window=False)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    return run_all(
        {
            "ruff": [PYTHON, "-m", "ruff", "check", "."],
            "mypy": [PYTHON, "-m", "mypy"],
            "pytest": [PYTHON, "-m", "pytest", *(arguments or ON_ALL_CORES)],
        }
    )


def run_all(commands: Mapping[str, Sequence[str | Path]]) -> int:
    """Run each command in order and say in one last line how each went: 0 when all passed, else 1."""
    results = {}
    for name, command in commands.items():
        print(f"-- {name}", flush=True)
        started = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL).returncode
        outcome = "passed" if status == 0 else f"failed (status {status})"
        results[name] = f"{name} {outcome} after {time.monotonic() - started:.0f} s"
    print(", ".join(results.values()), flush=True)
    return int(any("failed" in result for result in results.values()))


def main(arguments: Sequence[str]) -> int:
    if sys.version_info < (3, 11):  # noqa: UP036  this file is what an older Python meets first
        sys.exit(f"ReApply Desktop needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    commands = {"run": run, "test": test}
    if not arguments or arguments[0] not in commands:
        print(USAGE)
        return 0 if set(arguments) & {"-h", "--help"} else 2
    try:
        return commands[arguments[0]](arguments[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
