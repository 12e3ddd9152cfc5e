"""The copy that survives a crash: written whole, private, offered only when its program has ended."""

import os
import signal
import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from plan_values import small_plan

from reapply_desktop.services import recovery
from reapply_desktop.services.file_state import changed_since, from_dict, state_of
from reapply_desktop.services.recovery import RecoveryCopy

NOW = datetime(2026, 3, 23, 9, 41)

CHILD = """
import sys, time
sys.path.insert(0, {tests!r})
from datetime import datetime
from pathlib import Path
from plan_values import small_plan
from reapply_desktop.services.recovery import RecoveryCopy
copy = RecoveryCopy(Path({folder!r}), "child")
copy.keep(small_plan(), Path("/plans/nadia.reapply"), None, datetime(2026, 3, 23, 9, 41))
print("kept", flush=True)
time.sleep(60)
"""


def test_a_copy_of_a_running_program_is_offered_to_nobody(tmp_path: Path) -> None:
    copy = RecoveryCopy(tmp_path, "a")
    copy.keep(small_plan(), None, None, NOW)
    assert recovery.left_behind(tmp_path) == ()
    copy.close()


def test_what_a_closed_session_left_is_found_with_file_and_time(tmp_path: Path) -> None:
    file = tmp_path / "plan.reapply"
    file.write_text("{}")
    copy = RecoveryCopy(tmp_path, "a")
    copy.keep(small_plan(), file, state_of(file), NOW)
    copy.close()
    (left,) = recovery.left_behind(tmp_path)
    assert (left.plan, left.path, left.written, left.base) == (small_plan(), file, NOW, state_of(file))
    recovery.remove(tmp_path, left)
    assert list((tmp_path / recovery.FOLDER).iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="needs a signal that cannot be caught")
def test_a_killed_program_leaves_its_copy(tmp_path: Path) -> None:
    script = CHILD.format(tests=str(Path(__file__).parents[1]), folder=str(tmp_path))
    child = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    assert child.stdout.readline() == "kept\n"
    assert recovery.left_behind(tmp_path) == ()
    child.send_signal(signal.SIGKILL)
    child.wait()
    child.stdout.close()
    (left,) = recovery.left_behind(tmp_path)
    assert left.path == Path("/plans/nadia.reapply")
    assert left.plan == small_plan()


def test_a_discarded_copy_leaves_nothing(tmp_path: Path) -> None:
    copy = RecoveryCopy(tmp_path, "a")
    copy.keep(small_plan(), None, None, NOW)
    assert copy.is_kept
    copy.discard()
    assert not copy.is_kept
    copy.close()
    assert list((tmp_path / recovery.FOLDER).iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_the_copy_is_for_its_owner_alone(tmp_path: Path) -> None:
    copy = RecoveryCopy(tmp_path, "a")
    copy.keep(small_plan(), None, None, NOW)
    modes = {stat.S_IMODE(f.stat().st_mode) for f in (tmp_path / recovery.FOLDER).iterdir() if f.suffix != ".lock"}
    assert modes == {0o600}
    copy.close()


def test_a_broken_copy_is_passed_over_and_kept(tmp_path: Path) -> None:
    folder = tmp_path / recovery.FOLDER
    folder.mkdir()
    (folder / "x.reapply").write_text("{ half")
    (folder / "y.json").write_text("no plan beside it")
    assert recovery.left_behind(tmp_path) == ()
    assert (folder / "x.reapply").exists()


def test_a_copy_without_its_note_is_still_a_plan(tmp_path: Path) -> None:
    copy = RecoveryCopy(tmp_path, "a")
    copy.keep(small_plan(), Path("/p.reapply"), None, NOW)
    copy.close()
    (tmp_path / recovery.FOLDER / "a.json").write_text("[]")
    (left,) = recovery.left_behind(tmp_path)
    assert (left.path, left.written, left.base) == (None, None, None)


def test_a_change_by_someone_else_is_noticed_but_a_touch_is_not(tmp_path: Path) -> None:
    file = tmp_path / "p.reapply"
    file.write_text("one")
    known = state_of(file)
    assert known is not None
    assert not changed_since(known, file)
    os.utime(file, (1, 1))
    assert not changed_since(known, file)
    file.write_text("two")
    os.utime(file, ns=(known.mtime_ns, known.mtime_ns + 5))
    assert changed_since(known, file)
    file.unlink()
    assert not changed_since(known, file), "a file that is gone holds nothing to overwrite"
    assert from_dict(known.to_dict()) == known
    assert from_dict("nonsense") is None
