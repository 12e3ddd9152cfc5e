"""The list of plans opened lately: newest first, each once, at most ten."""

from collections.abc import Iterable
from pathlib import Path

from reapply_desktop.domain.values import dataclass

MOST = 10


@dataclass(frozen=True)
class RecentFile:
    """One plan opened before; `exists` is False when its file is no longer where it was."""

    path: Path
    exists: bool

    @property
    def name(self) -> str:
        return self.path.stem

    @property
    def folder(self) -> str:
        """The folder as it is said: relative to the home folder where it lies below it."""
        try:
            inside = self.path.parent.relative_to(Path.home())
        except ValueError:
            return str(self.path.parent)
        return str(inside) if inside.parts else "home folder"


def remembered(recent: Iterable[str], path: Path) -> tuple[str, ...]:
    """The list with this file first."""
    newest = str(path)
    return (newest, *(other for other in recent if other != newest))[:MOST]


def forgotten(recent: Iterable[str], path: Path) -> tuple[str, ...]:
    """The list without this file."""
    return tuple(other for other in recent if other != str(path))


def described(recent: Iterable[str]) -> tuple[RecentFile, ...]:
    """The list with what can be said of each file now."""
    return tuple(RecentFile(Path(name), Path(name).is_file()) for name in recent)
