"""How the first page shares its height: what stands above gets the room of notes and gaps before a word of it is cut.

Cut is only at the end of a sentence, and what was cut is said.
"""

from collections.abc import Sequence

from reapply_desktop.domain.findings import Finding
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import CAUSES
from reapply_desktop.services.pdf_export.about import mending_words
from reapply_desktop.services.pdf_export.content import Content
from reapply_desktop.services.pdf_export.flow import BODY
from reapply_desktop.services.pdf_export.fonts import SANS, Style
from reapply_desktop.services.pdf_export.text import wrapped

CAUSE = Style(SANS, 9.75, 12.8)
AROUND = 37.7  # of a cause: ring above, space and rule below its lines
USUAL = 2  # sentences of evidence that stand on every summary with room


@dataclass(frozen=True)
class Levels:
    """Where questions and notes begin above the lower edge, how many lines of notes, how far apart the questions and
    the four things, and the style of the path's text."""

    lower: float
    notes: float
    note_lines: int
    pitch: float
    thing: float = 34.5
    path: Style = BODY


LEVELS = (
    Levels(292.0, 134.0, 2, 41.5), Levels(272.0, 114.0, 1, 41.5), Levels(272.0, 114.0, 1, 41.5, 32.0, CAUSE),
    Levels(256.0, 114.0, 1, 36.5, 32.0, CAUSE), Levels(228.0, 86.0, 0, 36.5, 32.0, CAUSE),
    Levels(212.0, 86.0, 0, 33.5, 31.0, CAUSE),
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """A cause as it is told: its name, the lines of evidence and of what mends it."""

    name: str
    evidence: list[str]
    mend: list[str]

    @property
    def height(self) -> float:
        return AROUND + (len(self.evidence) + len(self.mend)) * CAUSE.line


@dataclass(frozen=True)
class Causes:
    """The causes told within a height; `is_cut`: whether sentences were left out."""

    told: list[Told]
    is_cut: bool

    @property
    def height(self) -> float:
        return sum(one.height for one in self.told)


def shown_causes(content: Content) -> list[tuple[str, Finding | None]]:
    """The circled ones; without any, the strongest findings."""
    circled = list(content.decision.causes or ())[:3]
    if circled:
        return [(cause, content.assessment.finding(cause)) for cause in circled]
    return [(finding.id, finding) for finding in content.assessment.findings[:3]]


def causes_within(content: Content, wide: float, room: float, *, usual: bool = False) -> Causes:
    """The causes with as many of their sentences as the height holds: evidence goes first, of each the first stays.

    `usual`: evidence begins with the usual number of sentences, not with all.
    """
    shown = shown_causes(content)
    kept: list[tuple[list[str], list[str]]] = []
    said_once: set[str] = set()
    for _cause, finding in shown:
        if finding is None:
            kept.append((["Circled; the answers given hold no evidence for it."], []))
        else:
            evidence = list(finding.evidence)
            first, *more = mending_words(content, finding)
            # What holds for several causes alike is said once.
            more = [words for words in more if words not in said_once]
            said_once.update(words for words in more if not words.endswith("lost."))
            kept.append((evidence[:USUAL] if usual else evidence, [first, *more]))
    cut = usual and any(finding and len(finding.evidence) > USUAL for _cause, finding in shown)
    while True:
        told = [
            Told(CAUSES.get(cause, cause), wrapped(" ".join(said), CAUSE, wide), wrapped(" ".join(mend), CAUSE, wide))
            for (cause, _finding), (said, mend) in zip(shown, kept, strict=True)
        ]
        made = Causes(told, cut)
        if made.height <= room or not _shorten(kept):
            return made
        cut = True


def _shorten(kept: Sequence[tuple[list[str], list[str]]]) -> bool:
    """Take one sentence away, of the longest text that has more than one; whether there was one to take."""
    for part in (0, 1):
        texts = [pair[part] for pair in kept if len(pair[part]) > 1]
        if texts:
            max(texts, key=lambda text: sum(map(len, text))).pop()
            return True
    return False
