"""The quick search over everything (Ctrl+K): which steps, season dates, pages and commands a few letters mean."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from reapply_desktop.domain.findings import Season
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.season_words import short_event
from reapply_desktop.domain.step_words import late_words
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.domain.words import short_day

STEP, PAGE, COMMAND, DAY = "step", "page", "command", "day"
KINDS = {PAGE: "Page", COMMAND: "Command", DAY: "Season date", STEP: "Step"}
# Typed with a plain keyboard: an apostrophe finds the curly one, a hyphen any dash.
PLAIN = str.maketrans("’‘ʼ“”–—−‐‑", "'''\"\"-----")
# How well a typed word fits; of equals pages come before commands, commands before days and steps, done steps last.
EXACT, STARTS, WORD_STARTS, INSIDE, BESIDE = 0, 1, 2, 3, 4
KIND_ORDER = {PAGE: 0, COMMAND: 1, DAY: 2, STEP: 3}
FAR = 10_000


@dataclass(frozen=True)
class Thing:
    """Something to be found. `detail` stands at the right (a day, keys); `beside` is searched but weighs less.

    `order` says which of two equally good things comes first: for steps how near they are, done ones last.
    """

    kind: str
    id: str
    text: str
    detail: str = ""
    icon: str = ""
    beside: str = ""
    order: int = 0
    is_quiet: bool = False


@dataclass(frozen=True)
class Searchable:
    """A thing with its text folded once, so that every further letter costs little."""

    thing: Thing
    folded: str
    folded_beside: str


def folded(text: str) -> str:
    """Lower case without accents, quotes and dashes plain: `Ünal` is found by `unal`, `season’s` by `season's`."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold()).translate(PLAIN)
    return "".join(c for c in parts if not unicodedata.combining(c))


def searchable(things: Iterable[Thing]) -> tuple[Searchable, ...]:
    return tuple(Searchable(thing, folded(thing.text), folded(thing.beside)) for thing in things)


def step_things(plan: Plan, today: date) -> tuple[Thing, ...]:
    """Every step of the plan, the nearest open one first."""
    return tuple(
        Thing(
            STEP,
            m.id,
            m.title,
            late_words(m, today) or short_day(m.start),
            m.category,
            f"{CATEGORIES.get(m.category, m.category)} {m.notes}",
            (0 if m.is_open else FAR) + (0 if m.start <= today <= m.end else min(abs((m.start - today).days),
                                                                                abs((m.end - today).days))),
            not m.is_open,
        )
        for m in plan.milestones
    )


def day_things(season: Season) -> tuple[Thing, ...]:
    """Every date of the season, in its order."""
    days = sorted(season.dates.values(), key=lambda event: event.day)
    return tuple(
        Thing(DAY, d.id, short_event(d), short_day(d.day), "calendar-clock", f"season date {d.status} {d.name}", at)
        for at, d in enumerate(days)
    )


def find(query: str, things: Sequence[Searchable], limit: int = 50) -> tuple[Thing, ...]:
    """The things that hold every typed word, best first; without a word pages, commands and the nearest steps."""
    words = folded(query).split()
    whole = " ".join(words)
    hits = []
    for at, entry in enumerate(things):
        rank = _rank(whole, words, entry)
        if rank is not None:
            thing = entry.thing
            hits.append((rank, KIND_ORDER[thing.kind], thing.order, at))
    hits.sort()
    return tuple(things[hit[-1]].thing for hit in hits[:limit])


def _rank(whole: str, words: Sequence[str], entry: Searchable) -> int | None:
    """How well all words fit together: the worst of them counts; None where one does not fit at all."""
    if not words:
        return BESIDE
    text = entry.folded
    if text == whole:
        return EXACT
    if text.startswith(whole):
        return STARTS
    worst = STARTS
    for word in words:
        place = text.find(word)
        if place < 0:
            if word not in entry.folded_beside:
                return None
            worst = BESIDE
        elif worst < INSIDE:
            worst = max(worst, WORD_STARTS if _begins_a_word(text, word, place) else INSIDE)
    return worst


def _begins_a_word(text: str, word: str, place: int) -> bool:
    while place >= 0:
        if place == 0 or not text[place - 1].isalnum():
            return True
        place = text.find(word, place + 1)
    return False
