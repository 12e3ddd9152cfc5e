"""Colours and patterns on paper: each category of the light theme has its icon, and a pattern for black and white."""

import tomllib
from functools import cache

from reapply_desktop.domain.values import dataclass
from reapply_desktop.services import resources

TEXT, SECOND, HAIRLINE, RULE = "#1C1E22", "#5A5C62", "#CFCCC4", "#1C1E22"
BAND, ACCENT, POSITIVE, WARNING, TRACK, OUTLINE, SOFT = (
    "#F6F5F1", "#2B4C86", "#2C6A4A", "#7A5000", "#D9D5CB", "#87837A", "#F1EFEA",
)  # fmt: skip
WHITE = "#FFFFFF"


@dataclass(frozen=True)
class Cue:
    """How a category looks: colour, icon, and lines (angle, gap, width) or dots (gap, radius) in white, or hollow."""

    colour: str
    icon: str
    lines: tuple[tuple[float, float, float], ...] = ()
    dots: tuple[float, float] | None = None
    hollow: tuple[float, float] | None = None


@cache
def cues() -> dict[str, Cue]:
    """The cues by category, from themes.toml; lengths there are px, here points."""
    theme = tomllib.loads(resources.text("themes", "themes.toml"))
    point = 0.75
    found = {}
    for category, cue in theme["cue"].items():
        dots, hollow = cue.get("dots"), cue.get("hollow")
        found[category] = Cue(
            theme["light"]["category"][category],
            cue["icon"],
            tuple((angle, gap * point, width * point) for angle, gap, width in cue.get("pattern", ())),
            (dots[0] * point, dots[1] * point) if dots else None,
            (hollow[0] * point, hollow[1] * point) if hollow else None,
        )
    return found


def cue(category: str) -> Cue:
    """The category's cue; a category that the table lacks looks like an ordinary grey one."""
    return cues().get(category) or Cue(SECOND, "")


@cache
def rgb(colour: str) -> str:
    """The colour as the three numbers of a PDF operator."""
    return " ".join(f"{int(colour[at:at + 2], 16) / 255:.4g}" for at in (1, 3, 5))
