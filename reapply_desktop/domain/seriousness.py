"""What makes the two fields of a hybrid path serious, and what of it is still missing (B3.6)."""

from collections.abc import Iterator

from reapply_desktop.domain.answers import Decision
from reapply_desktop.domain.reference import Thresholds
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import in_sentence
from reapply_desktop.domain.words import listed

SIDES = ("primary", "backup")
ALONE = ("_programs", "_mentor")  # asked for in a sentence of their own


@dataclass(frozen=True)
class Need:
    """One of the five things a field needs. `key` in `decision`, `name` in a list, `asks` the sentence while it is
    missing (of what is asked for together: the field)."""

    side: str
    key: str
    name: str
    asks: str
    met: bool


def needs(decision: Decision | None, limits: Thresholds) -> tuple[Need, ...]:
    """The five of each field of a hybrid; none for another path. Five applications are no backup, nor is a list
    without its own statement, letters, mentor and interest."""
    if decision is None or decision.path != "hybrid":
        return ()
    return tuple(need for side in SIDES for need in _of(side, decision, limits))


def _of(side: str, decision: Decision, limits: Thresholds) -> tuple[Need, ...]:
    specialty = getattr(decision, side)
    field = in_sentence(specialty) if specialty else f"the {side} field"
    programs, letters = getattr(decision, f"{side}_programs"), getattr(decision, f"{side}_letters")
    enough, wanted = limits.serious_backup, limits.letters_gap_year
    few = f"{counted(programs, 'program')} in {field}: serious from about {enough}" if programs else None
    return (
        Need(side, f"{side}_programs", "programs", few or f"how many programs in {field} is open",
             bool(programs) and (side == "primary" or programs >= enough)),
        Need(side, f"{side}_mentor", "a mentor", f"a mentor in {field} is not named yet",
             bool((getattr(decision, f"{side}_mentor") or "").strip())),
        Need(side, f"{side}_statement", "a statement of its own", field,
             getattr(decision, f"{side}_statement") is True),
        Need(side, f"{side}_letters", f"{wanted} letters from the field", field, (letters or 0) >= wanted),
        Need(side, f"{side}_interest", "what shows the interest", field,
             bool((getattr(decision, f"{side}_interest") or "").strip())),
    )  # fmt: skip


def asked(found: tuple[Need, ...]) -> Iterator[tuple[str, str]]:
    """What is missing, as key and sentence: programs and mentor each, the rest of a field in one sentence."""
    missing = [need for need in found if not need.met]
    for side in SIDES:
        mine = [need for need in missing if need.side == side]
        yield from ((need.key, need.asks) for need in mine if need.key.endswith(ALONE))
        if rest := [need for need in mine if not need.key.endswith(ALONE)]:
            yield rest[0].key, f"{rest[0].asks} still needs {listed([need.name for need in rest])}"


def standing(side: str, found: tuple[Need, ...]) -> str:
    """`3 of 5 are there. Open: mentor, statement of its own.` for one field; empty where nothing is asked."""
    mine = [need for need in found if need.side == side]
    if not mine:
        return ""
    missing = [need.name for need in mine if not need.met]
    if not missing:
        return "All five are there: this field is applied to in earnest."
    return f"{len(mine) - len(missing)} of {len(mine)} are there. Open: {listed(missing)}."
