"""The draft of the interview: written whole, private, read tolerantly, kept aside when broken."""

import os
import stat
import sys
from datetime import datetime
from pathlib import Path

import pytest

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.interview_draft import Draft, discard_draft, read_draft, write_draft

DRAFT = Draft(
    {"applicant": {"type": "us_do", "name": "Zoë <b>&"}, "letters": {"total": None, "fresh": "2x"}, "_comlex": True},
    "letters",
    datetime(2026, 3, 23, 21, 50),
)


def test_a_draft_comes_back_as_it_was_left(tmp_path: Path) -> None:
    folder = tmp_path / "not yet there"
    assert read_draft(folder) is None
    write_draft(folder, DRAFT)
    assert read_draft(folder) == DRAFT
    write_draft(folder, Draft({}, "who"))
    assert read_draft(folder) == Draft({}, "who", None)
    assert [file.name for file in folder.iterdir()] == ["interview.json"]
    discard_draft(folder)
    discard_draft(folder)
    assert read_draft(folder) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_a_draft_is_for_its_owner_alone(tmp_path: Path) -> None:
    write_draft(tmp_path, DRAFT)
    assert stat.S_IMODE((tmp_path / "interview.json").stat().st_mode) == 0o600


def test_half_a_character_is_kept(tmp_path: Path) -> None:
    write_draft(tmp_path, Draft({"applicant": {"name": "\ud83d"}}))
    assert read_draft(tmp_path) == Draft({"applicant": {"name": "\ud83d"}})


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[]",
        b'{"format": "reapply-interview", "version": 1, "answers": 3}',
        b'{"format": "reapply-interview", "version": 2, "answers": {}}',
        b'{"format": "something", "answers": {}}',
        b"[" * 100_000,
    ],
)
def test_a_broken_draft_is_kept_aside_and_reported_once(tmp_path: Path, broken: bytes) -> None:
    for number in (1, 2):
        (tmp_path / "interview.json").write_bytes(broken)
        with pytest.raises(UserError) as caught:
            read_draft(tmp_path)
        assert f"interview.unreadable-{number}.json" in caught.value.hint
        assert (tmp_path / f"interview.unreadable-{number}.json").read_bytes() == broken
        assert read_draft(tmp_path) is None


def test_what_can_be_read_of_a_draft_is_used(tmp_path: Path) -> None:
    text = '{"format": "reapply-interview", "version": 1, "step": 4, "saved_at": "then", "answers": {"season": 2027}}'
    (tmp_path / "interview.json").write_text(text)
    assert read_draft(tmp_path) == Draft({"season": 2027}, "", None)


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder one may not write to")
def test_a_draft_that_cannot_be_written_is_reported_and_the_old_one_stays(tmp_path: Path) -> None:
    write_draft(tmp_path, DRAFT)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(UserError):
            write_draft(tmp_path, Draft({}))
        assert read_draft(tmp_path) == DRAFT
    finally:
        tmp_path.chmod(0o700)


def test_a_folder_that_cannot_be_made_is_reported(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError):
        write_draft(tmp_path / "file" / "data", DRAFT)
    (tmp_path / "interview.json").mkdir()
    with pytest.raises(UserError):
        read_draft(tmp_path)
    with pytest.raises(UserError):
        write_draft(tmp_path, DRAFT)
