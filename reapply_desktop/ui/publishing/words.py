"""What a publishing did, in sentences."""

from reapply_desktop.domain.step_words import counted, quoted
from reapply_desktop.services.publishing.publish import Published

NAMED = 3
WHY = {
    400: "it does not take entries in this form",
    403: "it may only be read with this name",
    409: "it is there already, imported from a file, in its bin or in another of your calendars; delete that one",
    412: "someone is changing it at the same time",
    413: "the entry is too long for it",
    423: "it is locked",
    507: "it is full",
}


def happened(done: Published) -> str:
    """`12 added · 2 changed · 1 removed · 43 as they were`"""
    parts = [
        f"{count:,} {word}"
        for count, word in ((done.added, "added"), (done.changed, "changed"), (done.removed, "removed"))
        if count
    ]
    if done.same:
        parts.append(f"{done.same:,} as {'it was' if done.same == 1 else 'they were'}")
    return " · ".join(parts) or "Nothing was written."


def remarks(done: Published) -> tuple[str, ...]:
    """What else to know: left as edited there, not taken, or broken off. Each is a whole sentence or two."""
    said = []
    if done.edited:
        was = "was" if done.edited == 1 else "were"
        said.append(
            f"{counted(done.edited, 'entry', 'entries')} {was} changed in the calendar itself and {was} left that way."
        )
    if done.veiled:
        were, are = ("was", "is") if done.veiled == 1 else ("were", "are")
        said.append(
            f"{counted(done.veiled, 'entry', 'entries')} changed in the calendar itself {were} not discreet any more, "
            f"and {are} as the plan has it again."
        )
    if done.elsewhere:
        were, say = ("was", "says") if done.elsewhere == 1 else ("were", "say")
        said.append(
            f"{counted(done.elsewhere, 'entry', 'entries')} {were} last published from another computer, and {say} now "
            "what this copy of the plan says."
        )
    if done.strange:
        were, them = ("was", "it") if done.strange == 1 else ("were", "them")
        said.append(
            f"{counted(done.strange, 'entry', 'entries')} from another computer {were} removed, as this copy of the "
            f"plan does not have {them}."
        )
    if done.refused:
        titles = [quoted(title) for title, _status in done.refused[:NAMED]]
        more = len(done.refused) - NAMED
        names = " · ".join([*titles, f"and {more:,} more"] if more > 0 else titles)
        status = done.refused[0][1]
        why = WHY.get(status, f"it answers with HTTP status {status}")
        said.append(f"The calendar did not take {names}: {why}.")
        if done.untried:
            verb = "was" if done.untried == 1 else "were"
            said.append(f"The other {counted(done.untried, 'entry', 'entries')} {verb} not tried.")
    if done.lost is not None:
        said.append(f"{done.lost.message} What was written stays. Publish again later, and it goes on from there.")
    return tuple(said)
