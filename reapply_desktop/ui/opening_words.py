"""Why a file was not opened, in words for a person: what is the matter, that nothing was changed, what to do next."""

import re

from reapply_desktop.domain.errors import UserError

UNTOUCHED = "The file was not changed."
PLACE = re.compile(r"^milestones\[(\d+)\]\.?([a-z_.]*)")


def opening_words(error: UserError) -> str:
    """One or two sentences for the box that says a plan was not opened."""
    line = error.lines[0]
    if "is a folder" in line:
        return "That is a folder. Choose a plan inside it, a file that ends in .reapply."
    if line == "no such file":
        return "It is not there any more. It may have been moved, renamed or deleted."
    if "newer than this program" in line:
        return f"A newer ReApply Desktop made this plan. Update the program to open it. {UNTOUCHED}"
    if line.startswith("cannot be read"):
        return f"{_sentence(f'It {line}')} Check who may read it, or make a copy that you may."
    if line.startswith("format:"):
        return f"This is not a plan of ReApply. {UNTOUCHED}"
    if _is_damaged(line):
        return (
            f"It is no plan, or it was damaged on the way ({_plain(line)}). {UNTOUCHED} "
            "Earlier versions of your plans are among the program’s backups."
        )
    more = len(error.lines) - 1
    others = f" {more} more {'thing is' if more == 1 else 'things are'} wrong in it." if more else ""
    return f"Something in it cannot be: {_sentence(_plain(line))}{others} {UNTOUCHED}"


def _is_damaged(line: str) -> bool:
    return line.startswith(("line ", "byte ")) or "is not an object" in line or "nested too deeply" in line


def _plain(line: str) -> str:
    """`milestones[0].start: …` as `step 1, start: …`."""
    found = PLACE.match(line)
    if found is None:
        return line.removesuffix(" (JSON)").replace("answers.", "answers, ", 1)
    key = found[2].replace("_", " ").replace(".", ", ")
    rest = line[found.end() :]
    return f"step {int(found[1]) + 1}{', ' if key else ''}{key}{rest}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", ")")) else f"{text}."
