"""Saving: whole or not at all, nothing left behind, the version before kept."""

import os
import stat
from dataclasses import replace

import pytest

from reapply_desktop.domain.answers import Decision
from reapply_desktop.domain.errors import UserError
from reapply_desktop.services import storage
from tests.services.test_plan_file import made


def test_a_new_file_is_private_and_nothing_else_is_left(tmp_path):
    storage.save(made(), tmp_path / "p.reapply")
    assert os.listdir(tmp_path) == ["p.reapply"]
    assert stat.S_IMODE((tmp_path / "p.reapply").stat().st_mode) == 0o600
    assert storage.load(tmp_path / "p.reapply") == made()


def test_an_interrupted_save_leaves_the_old_file(tmp_path, monkeypatch):
    file = tmp_path / "p.reapply"
    file.write_bytes(b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UserError, match="no space left on device"):
        storage.save(made(), file)
    assert file.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["p.reapply"]


def test_a_link_is_followed_and_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    link = tmp_path / "p.reapply"
    link.symlink_to(tmp_path / "real" / "p.reapply")
    storage.write_whole(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real" / "p.reapply").read_bytes() == b"new"


@pytest.mark.parametrize(("name", "words"), [
    ("", "is a folder"), ("none/p", "no such folder"), ("x" * 300, "too long"),
])  # fmt: skip
def test_what_cannot_be_written_is_said(tmp_path, name, words):
    with pytest.raises(UserError, match=words) as caught:
        storage.write_whole(tmp_path / name, b"")
    assert caught.value.status == 1


def test_a_device_is_never_replaced():
    with pytest.raises(UserError, match="is a device"):
        storage.write_whole(storage.Path(os.devnull), b"")


def test_the_last_ten_versions_are_kept(tmp_path):
    file, backups = tmp_path / "p.reapply", tmp_path / "backups"
    plan = made()
    for number in range(13):
        file.write_bytes(str(number).encode()) if number else None
        storage.save(plan, file, backups=backups)
    kept = sorted(backups.iterdir())
    assert len(kept) == 10
    assert [f.read_bytes() for f in kept] == [str(n).encode() for n in range(3, 13)]


def test_an_existing_file_keeps_its_mode(tmp_path):
    file = tmp_path / "p.reapply"
    file.write_bytes(b"")
    file.chmod(0o640)
    storage.write_whole(file, b"x")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_plan_that_could_not_be_opened_again_is_not_written_and_the_old_file_stays(tmp_path):
    file = tmp_path / "p.reapply"
    storage.save(made(), file)
    before, decision = file.read_bytes(), replace(made().answers.decision or Decision(), why="x" * 5_001)
    locked = replace(made(), answers=replace(made().answers, decision=decision))
    with pytest.raises(UserError, match=r"could not be opened again: answers\.decision\.why: .*5,000 characters"):
        storage.save(locked, file)
    assert file.read_bytes() == before


def test_one_file_is_known_by_any_of_its_names(tmp_path):
    plan, other = tmp_path / "plan.reapply", tmp_path / "other.reapply"
    plan.write_text("{}")
    other.write_text("{}")
    (tmp_path / "link.ics").symlink_to(plan)
    (tmp_path / "hard.ics").hardlink_to(plan)
    (tmp_path / "folder").symlink_to(tmp_path)
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("plan.reapply", "link.ics", "hard.ics", "folder/plan.reapply"):
        assert storage.same_file(tmp_path / name, plan), name
    for name in ("other.reapply", "not-there.ics", "loop"):
        assert not storage.same_file(tmp_path / name, plan), name
    assert storage.same_file(tmp_path / "not-there", tmp_path / "folder" / "not-there")
