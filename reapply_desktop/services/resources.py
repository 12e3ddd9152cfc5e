"""The one door to the files below resources/: the same in a checkout, a wheel and a frozen build.

Found beside this file, not by importlib.resources: that brings a dozen modules, and resources are read before the
first window.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parents[1]
    inside = package / "resources"
    return inside if inside.is_dir() else package.parent / "resources"


def _at(parts: tuple[str, ...]) -> Path:
    return _root().joinpath(*parts)


def data(*parts: str) -> bytes:
    """The bytes of one shipped file, e.g. `data("fonts", "SourceSans3-Regular.ttf")`."""
    return _at(parts).read_bytes()


def text(*parts: str) -> str:
    """The text of one shipped UTF-8 file."""
    return _at(parts).read_text(encoding="utf-8")


def exists(*parts: str) -> bool:
    return _at(parts).is_file()


@contextmanager
def path(*parts: str) -> Iterator[Path]:
    """A real path to one shipped file while the block lasts, for libraries that only take paths."""
    yield _at(parts)
