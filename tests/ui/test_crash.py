"""What nobody expected: a log, a copy, one calm box; never a traceback or a person's words."""

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from reapply_desktop.ui import crash


@pytest.fixture(autouse=True)
def _hook_back() -> Iterator[None]:
    before = sys.excepthook
    yield
    sys.excepthook = before


def fail(text: str = "secret answer") -> None:
    try:
        raise RuntimeError(text)
    except RuntimeError as error:
        sys.excepthook(RuntimeError, error, error.__traceback__)


def test_one_calm_box_a_copy_and_a_log_without_answers(tmp_path: Path) -> None:
    kept: list[bool] = []

    def keep() -> bool:
        kept.append(True)
        return True

    said: list[tuple[str, str]] = []
    crash.install(
        tmp_path, keep, lambda t, f: said.append((t, f)), "1.0", lambda: datetime(2026, 3, 23)
    )
    fail()
    log = (tmp_path / crash.LOG).read_text(encoding="utf-8")
    assert kept == [True]
    assert len(said) == 1
    assert "kept in a copy" in said[0][1]
    assert "Traceback" not in said[0][1]
    assert str(tmp_path / crash.LOG) in said[0][1]
    assert "RuntimeError" in log
    assert "test_crash.py" in log
    assert "secret answer" not in log


def test_an_error_inside_the_box_is_logged_and_not_said_again(tmp_path: Path) -> None:
    said: list[str] = []

    def tell(title: str, facts: str) -> None:
        said.append(title)
        fail("once more")

    crash.install(tmp_path, lambda: False, tell, "1.0", lambda: datetime(2026, 3, 23))
    fail()
    assert len(said) == 1
    assert (tmp_path / crash.LOG).read_text(encoding="utf-8").count("RuntimeError\n\n") == 2


def test_a_copy_that_fails_is_not_promised_and_the_log_does_not_grow_without_end(tmp_path: Path) -> None:
    said: list[str] = []

    def no_copy() -> bool:
        raise OSError("disk full")

    crash.install(tmp_path, no_copy, lambda t, f: said.append(f), "1.0", lambda: datetime(2026, 3, 23))
    (tmp_path / crash.LOG).write_text("x" * (crash.LONGEST + 1))
    fail()
    assert "Unsaved changes" not in said[0]
    assert (tmp_path / crash.LOG).stat().st_size < crash.LONGEST
