"""The list of plans opened lately."""

from pathlib import Path

from reapply_desktop.services.recent_files import MOST, described, forgotten, remembered


def test_the_newest_comes_first_once_and_ten_are_kept() -> None:
    recent: tuple[str, ...] = ()
    for number in range(14):
        recent = remembered(recent, Path(f"/plans/{number}.reapply"))
    recent = remembered(recent, Path("/plans/9.reapply"))
    assert recent[:2] == (str(Path("/plans/9.reapply")), str(Path("/plans/13.reapply")))
    assert len(recent) == MOST == 10
    assert len(set(recent)) == MOST
    assert str(Path("/plans/9.reapply")) not in forgotten(recent, Path("/plans/9.reapply"))


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    here = tmp_path / "Nadia’s year.reapply"
    here.write_text("")
    first, second = described((str(here), str(tmp_path / "gone.reapply")))
    assert (first.exists, first.name, first.folder) == (True, "Nadia’s year", str(tmp_path))
    assert not second.exists
