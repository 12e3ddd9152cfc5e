"""Letters, documents and programs as far as the plan is filled; a part with nothing in it is not named at all."""

from collections.abc import Sequence
from itertools import chain

from reapply_desktop.domain.answers import Application
from reapply_desktop.domain.season_work import (
    DOCUMENTS,
    LETTER_SLOTS,
    LETTERS,
    PROGRAMS,
    Field,
    applied,
    backup_measure,
    carried_over,
    fields,
    letter_counts,
    letters_asked,
    work_steps,
)
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.words import listed
from reapply_desktop.services.pdf_export.about import whose
from reapply_desktop.services.pdf_export.content import MARGIN, Content, Page
from reapply_desktop.services.pdf_export.flow import (
    BODY,
    SMALL,
    STRONG,
    Block,
    filled,
    flow_pages,
    heading,
    page_room,
    space,
    text_blocks,
)
from reapply_desktop.services.pdf_export.ink import SECOND
from reapply_desktop.services.pdf_export.ruled_table import Cell, columns, heads, row_of
from reapply_desktop.services.pdf_export.step_table import TIGHT, USUAL, Air, counted_done, step_blocks
from reapply_desktop.services.pdf_export.text import one_line, width
from reapply_desktop.services.pdf_export.words import specialty
from reapply_desktop.services.pdf_export.writing import fact_line, form, list_line, note_lines

GAP = 20.0
FEW_PAGES = 4  # of more than so many one page less is no gain
NOT_KNOWN, OPEN = Cell("not known", SECOND), Cell("open", SECOND)


def work_pages(content: Content) -> list[Page]:
    """The pages of all three under one title that names those which hold something; none where none does.

    What would leave a few rows alone on a last page is set tighter.
    """
    wide = content.paper[0] - 2 * MARGIN
    parts = _parts(content, wide, USUAL)
    if not parts:
        return []
    blocks, room = [*chain(*parts.values())], page_room(content.paper)
    count = len(filled(blocks, room))
    if 1 < count <= FEW_PAGES:
        tight = [*chain(*_parts(content, wide, TIGHT).values())]
        blocks = tight if len(filled(tight, room)) < count else blocks
    title = listed(tuple(parts)).capitalize()
    return flow_pages(
        blocks, head=whose(content), bookmark=title, title=title,
        subtitle="", size=content.paper, margin=MARGIN, foot=note_lines(wide),
    )  # fmt: skip


def _parts(content: Content, wide: float, air: Air) -> dict[str, list[Block]]:
    """The blocks of each part that holds something, by the part's name."""
    parts = {
        LETTERS: _letters(content, wide, air), DOCUMENTS: _documents(content, wide, air),
        PROGRAMS: _programs(content, wide, air),
    }  # fmt: skip
    return {name: blocks for name, blocks in parts.items() if blocks}


def _letters(content: Content, wide: float, air: Air) -> list[Block]:
    """Last season's letters, what this season asks, the steps, and lines for writers to be named by hand (B6.3)."""
    counts = letter_counts(content.answers.letters)
    steps = work_steps(LETTERS, content.plan, content.steps)
    if not counts and not steps:
        return []
    blocks = heading("Letters", MARGIN, wide, 2, counted_done(steps))
    if counts:
        (first, number), *others = counts
        blocks += [*fact_line([(f"Last season, {first.lower()}", number), *others], wide), space(2)]
    blocks += text_blocks(f"This season: {letters_asked(content.tables.thresholds)}", BODY, MARGIN, wide)
    if steps:
        blocks += [space(6), *step_blocks(content, "Letters", steps, wide, air)]
    if content.options.with_names:
        asked = (("Who writes", 160.0), ("Field", 104.0), ("Knows me from", 140.0), ("Promised for", wide - 392))
        blocks += [space(12), *form(asked, LETTER_SLOTS)]
    return [*blocks, space(6)]


def _documents(content: Content, wide: float, air: Air) -> list[Block]:
    """What can be imported and what must be given anew (B11.4), and the steps."""
    steps = work_steps(DOCUMENTS, content.plan, content.steps)
    if not steps:
        return []
    blocks = heading("Documents", MARGIN, wide, 10, counted_done(steps))
    lists = carried_over(content.plan, content.steps)
    label = max((width(one.head, SMALL) for one in lists), default=0.0) + 14
    for one in lists:
        last = one is lists[-1]
        blocks.append(list_line(one.head, one.names, min(label, wide * 0.42), wide, ticked=last))
    return [*blocks, *step_blocks(content, "Documents", steps, wide, air), space(6)]


def _programs(content: Content, wide: float, air: Air) -> list[Block]:
    """Last season's numbers, what is planned in each field, and the steps of list, mails and submission."""
    rows, planned = applied(content.answers), fields(content.decision, content.tables)
    steps = work_steps(PROGRAMS, content.plan, content.steps)
    soap = _soap(content, wide)
    if not (rows or soap or planned or steps):
        return []
    blocks = heading("Programs", MARGIN, wide, 10, counted_done(steps))
    if rows or soap:
        blocks += [*(_last_season(rows, wide) if rows else []), *soap, space(10)]
    if planned:
        blocks += [*_this_season(planned, wide)]
        measure = backup_measure(content.decision, content.tables.thresholds)
        blocks += [space(3), *text_blocks(measure, SMALL, MARGIN, wide, SECOND)] if measure else []
        blocks.append(space(10))
    return [*blocks, *(step_blocks(content, "Programs", steps, wide, air) if steps else [])]


def _last_season(rows: Sequence[Application], wide: float) -> list[Block]:
    names = ("Applied to", "Invited", "Attended", "Ranked")
    table = columns(("Last season", wide - 4 * 74), *((name, 62.0) for name in names),
                    styles=(STRONG, *(BODY,) * 4), right=names)  # fmt: skip
    head, again = heads(table, wide, "Programs")
    blocks = [head]
    for row in rows:
        counts = (row.programs, row.invited, row.attended, row.ranked)
        cells = [NOT_KNOWN if count is None else Cell(str(count)) for count in counts]
        blocks.append(row_of(table, (Cell(specialty(row.specialty)), *cells), wide, again))
    return blocks


def _soap(content: Content, wide: float) -> list[Block]:
    """The same of SOAP, in a sentence."""
    soap = content.answers.soap
    if soap is None or soap.applications is None:
        return []
    said = f"SOAP: {counted(soap.applications, 'application')}"
    said += f", {counted(soap.responses, 'answer')}." if soap.responses is not None else "; the answers are not known."
    return [space(3), *text_blocks(said, SMALL, MARGIN, wide, SECOND)]


def _this_season(planned: Sequence[Field], wide: float) -> list[Block]:
    """What each field has so far. A column that no field has anything in is not there."""
    wanted = [
        ("Mentor", 110.0, [Cell(who) if (who := one_line(field.mentor or "")) else OPEN for field in planned]),
        ("Statement", 60.0, [OPEN if field.statement is None else Cell("begun" if field.statement else "not begun")
                             for field in planned]),
        ("Letters promised", 76.0, [OPEN if field.letters is None else Cell(str(field.letters)) for field in planned]),
    ]  # fmt: skip
    shown = [column for column in wanted if any(cell is not OPEN for cell in column[2])]
    room = wide - 50 - GAP - sum(column[1] + GAP for column in shown)
    given = (("This season", room), ("Programs", 50.0), *(column[:2] for column in shown))
    table = columns(*given, styles=(STRONG, *(BODY,) * (len(given) - 1)), right=("Programs", "Letters promised"),
                    gap=GAP)  # fmt: skip
    head, again = heads(table, wide, "Programs")
    blocks = [head]
    for at, field in enumerate(planned):
        number = OPEN if field.programs is None else Cell(str(field.programs))
        further = [column[2][at] for column in shown]
        name = Cell(specialty(field.specialty), below=f"Through {field.service}")
        blocks.append(row_of(table, (name, number, *further), wide, again))
    return blocks
