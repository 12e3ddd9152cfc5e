"""Whether a person changed a generated step: it is held against what the program gave it, kept in its origin."""

from hashlib import blake2s

from reapply_desktop.domain.plan import Milestone, Origin

DIGEST = 8


def given_of(step: Milestone) -> str:
    """Days and words of a step in one short text, to be kept in its origin: `2026-04-06/2026-04-28 1f0c…`."""
    return f"{_days(step)} {_words(step)}"


def has_given_days(step: Milestone, origin: Origin, made: Milestone | None) -> bool:
    """Whether the days are those the program gave: by the origin, or by what it would give now (`made`)."""
    kept = (origin.given or "").partition(" ")[0]
    return _days(step) == kept or (made is not None and _days(step) == _days(made))


def has_given_words(step: Milestone, origin: Origin, made: Milestone | None) -> bool:
    """The same for title, category, notes, hours and reminder."""
    kept = (origin.given or "").partition(" ")[2]
    return _words(step) == kept or (made is not None and _words(step) == _words(made))


def is_as_given(step: Milestone, origin: Origin, made: Milestone | None) -> bool:
    """Whether nobody changed it: not its days, not its words, and it is as open or done as the program made it."""
    status = "planned" if made is None else made.status
    return step.status == status and has_given_days(step, origin, made) and has_given_words(step, origin, made)


def _days(step: Milestone) -> str:
    return f"{step.start.isoformat()}/{step.end.isoformat()}"


def _words(step: Milestone) -> str:
    hours = step.time and (step.time.start.isoformat(), step.time.end.isoformat(), step.time.zone)
    parts = repr((step.title, step.category, step.notes, step.reminder, hours))
    return blake2s(parts.encode("utf-8", "surrogatepass"), digest_size=DIGEST).hexdigest()
