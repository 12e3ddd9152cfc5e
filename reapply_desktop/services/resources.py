"""The one door to the files below resources/: the same in a checkout, a wheel and a frozen build."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path


@cache
def _root() -> Traversable:
    inside = files("reapply_desktop") / "resources"
    if inside.is_dir():
        return inside
    return Path(__file__).resolve().parents[2] / "resources"


def _at(parts: tuple[str, ...]) -> Traversable:
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
    with as_file(_at(parts)) as real:
        yield real
