"""Since last season: for a second reapplication, the applicant's own numbers then and now side by side (B11.14)."""

from reapply_desktop.domain.differences import SAME, UNKNOWN, WORSE, Difference
from reapply_desktop.domain.history import applications, compared
from reapply_desktop.services.pdf_export.content import MARGIN, Content
from reapply_desktop.services.pdf_export.flow import BODY, SMALL, STRONG, Block, heading, space, text_blocks
from reapply_desktop.services.pdf_export.ink import SECOND, TEXT
from reapply_desktop.services.pdf_export.ruled_table import Cell, columns, heads, row_of

TITLE = "Since last season"
# What is counted or dated, by key or the beginning of one; written answers and circumstances stand elsewhere.
COUNTED = ("exams.", "standing.", "applications", "submitted_on", "letters.", "us_experience_months", "soap.",
           "applicant.graduation_year")  # fmt: skip
UNJUDGED = ("applicant.graduation_year",)  # it only grows
WORDS = {WORSE: "weaker"}
TWICE = "So far this is the profile and the story programs have seen before. The year ahead is there to change both."


def since_last_season(content: Content, wide: float) -> list[Block]:
    """What differs between the last two applications, what stayed, and the causes nothing moved for; without a season
    before, nothing."""
    told = applications(content.plan)
    if len(told) < 2:
        return []
    found = compared(told[-2], told[-1], content.tables)
    items = [item for item in found.items if item.key.startswith(COUNTED)]
    changed = [item for item in items if item.before != item.after]
    same = [item.name for item in items if item.verdict == SAME and item.before == item.after]
    blocks = heading(TITLE, MARGIN, wide)
    if changed:
        blocks += _table(changed, found.before.words, found.after.words, wide)
    if same:
        blocks += [space(6), *text_blocks(f"As it was: {' · '.join(same)}", SMALL, MARGIN, wide, SECOND)]
    quiet = content.options.discreet  # what got better may be among what is left out
    said = [still.words for still in found.stood_still] + ([TWICE] if found.same_twice and not quiet else [])
    if said:
        blocks.append(space(6))
    for words in said:
        blocks += text_blocks(words, BODY, MARGIN, wide)
    return blocks


def _table(items: list[Difference], before: str, after: str, wide: float) -> list[Block]:
    left = wide - 3 * 12
    table = columns(
        ("What", left * 0.32), (before, left * 0.28), (after, left * 0.28), ("", left * 0.12),
        styles=(STRONG, BODY, BODY, BODY),
    )  # fmt: skip
    first, again = heads(table, wide, TITLE)
    blocks = [first]
    for at, item in enumerate(items):
        unjudged = item.verdict in (SAME, UNKNOWN) or item.key in UNJUDGED
        verdict = "" if unjudged else WORDS.get(item.verdict, item.verdict)
        cells = (Cell(item.name), Cell(item.before, SECOND), Cell(item.after, TEXT), Cell(verdict, SECOND))
        blocks.append(row_of(table, cells, wide, again, keep=at < 2 and at < len(items) - 1))
    return blocks
