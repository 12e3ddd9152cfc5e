"""The calendars people keep and the ways a plan gets there, with the words for each, from `calendars.toml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from reapply_desktop.services import resources

# Words in the texts that are filled in: the file's name, where it lies, its address, the calendar's own name.
PLACES = ("{file}", "{folder}", "{url}", "{name}")


@dataclass(frozen=True)
class Way:
    """How a plan gets into a calendar: `tombstones` tells of what is gone, `live` is a file that is followed."""

    id: str
    name: str
    tombstones: bool = False
    live: bool = False


@dataclass(frozen=True)
class Ignored:
    """Something that a calendar leaves out by these ways (none: by any), and what can be done instead ("": nothing)."""

    text: str
    instead: str = ""
    ways: tuple[str, ...] = ()


@dataclass(frozen=True)
class Source:
    """Where what is said of these ways was read; without `url` it rests on memory."""

    says: str
    ways: tuple[str, ...]
    url: str


@dataclass(frozen=True)
class CalendarGuide:
    """One calendar. `says`, `steps` and `again` are by way: a sentence, and what to do, after an earlier export too.

    `parts` is what else to know where several files were written; `small_files`: it takes only so much in one.
    """

    id: str
    name: str
    detail: str
    short: str
    suggested: str
    because: str
    note: str
    warns: bool
    says: Mapping[str, str]
    steps: Mapping[str, tuple[str, ...]]
    again: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    small_files: bool
    ignores: tuple[Ignored, ...]
    sources: tuple[Source, ...]

    def ignored_by(self, way: str) -> tuple[Ignored, ...]:
        """What this calendar leaves out when a plan gets there by this way."""
        return tuple(one for one in self.ignores if not one.ways or way in one.ways)

    def to_do(
        self, way: str, filled: Mapping[str, str], exported_before: bool, in_parts: bool = False
    ) -> tuple[str, ...]:
        """The numbered steps after an export; `filled` maps file, folder, url and name to what stands there."""
        steps = (*(self.again.get(way, ()) if exported_before else ()), *self.steps.get(way, ()),
                 *(self.parts.get(way, ()) if in_parts else ()))  # fmt: skip
        return tuple(_filled(step, filled) for step in steps)


@dataclass(frozen=True)
class Guides:
    """All calendars and ways, in the order of the dialog; `as_of` is when the menus were last compared."""

    as_of: str
    ways: tuple[Way, ...]
    calendars: tuple[CalendarGuide, ...]

    def way(self, way: str) -> Way:
        return next((one for one in self.ways if one.id == way), self.ways[0])

    def calendar(self, calendar: str) -> CalendarGuide:
        return next((one for one in self.calendars if one.id == calendar), self.calendars[0])


@cache
def load_guides() -> Guides:
    """The shipped guides."""
    import tomllib  # late: only the export dialog needs it

    raw = tomllib.loads(resources.text("data", "calendars.toml"))
    return Guides(
        raw["as_of"], tuple(Way(**way) for way in raw["way"]), tuple(_calendar(entry) for entry in raw["calendar"])
    )


def _calendar(raw: dict[str, object]) -> CalendarGuide:
    def texts(key: str) -> dict[str, tuple[str, ...]]:
        found = raw.get(key, {})
        assert isinstance(found, dict)
        return {way: tuple(lines) for way, lines in found.items()}

    ignores = raw.get("ignores", [])
    assert isinstance(ignores, list)
    sources = raw["source"]
    assert isinstance(sources, list)
    says = raw["says"]
    assert isinstance(says, dict)
    plain = {key: str(raw[key]) for key in ("id", "name", "detail", "short", "suggested", "because", "note")}
    return CalendarGuide(
        **plain, warns=raw.get("warns") is True, says=says, steps=texts("steps"), again=texts("again"),
        parts=texts("parts"), small_files=raw.get("small_files") is True,
        ignores=tuple(_ignored(one) for one in ignores),
        sources=tuple(Source(str(one["says"]), tuple(one["ways"]), str(one["url"])) for one in sources),
    )  # fmt: skip


def _ignored(raw: dict[str, object]) -> Ignored:
    ways = raw.get("ways", ())
    assert isinstance(ways, list | tuple)
    return Ignored(str(raw["text"]), str(raw.get("instead", "")), tuple(ways))


def _filled(text: str, filled: Mapping[str, str]) -> str:
    """The text with its places filled; nothing in what is filled in is taken for a place again."""
    pieces = []
    while text:
        at, place = min(((text.find(place), place) for place in PLACES if place in text), default=(len(text), ""))
        pieces += [text[:at], filled.get(place[1:-1], "")]
        text = text[at + len(place):]
    return "".join(pieces)
