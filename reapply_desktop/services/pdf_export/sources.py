"""Where every figure and line of the plan is from: each source once, by name, year and address, with what it says."""

import re
from collections.abc import Iterable, Mapping, Sequence

from reapply_desktop.domain.budget import season_budget
from reapply_desktop.domain.causes.evidence import GUIDANCE, OWN_WORD, RULE_OF_THUMB
from reapply_desktop.domain.findings import Finding
from reapply_desktop.domain.reference import Figure
from reapply_desktop.domain.vocabulary import CAUSES
from reapply_desktop.domain.words import listed
from reapply_desktop.services.pdf_export.content import BUDGET, MARGIN, POST_MORTEM, Content
from reapply_desktop.services.pdf_export.figures_used import figures_used
from reapply_desktop.services.pdf_export.flow import BODY, NOTE, SMALL, Block, heading, space, text_blocks
from reapply_desktop.services.pdf_export.fonts import SANS_BOLD, Style
from reapply_desktop.services.pdf_export.ink import SECOND
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import width
from reapply_desktop.services.pdf_export.words import inner

NAME = Style(SANS_BOLD, SMALL.size, 13)
# "This program" would be read as a residency program on paper.
NAMES = {RULE_OF_THUMB: "Rule of thumb of this planner"}
EXPLAINED = {
    GUIDANCE: "the advice to people who apply again that this planner is built on; no single publication.",
    RULE_OF_THUMB: "a judgement, not a published figure.",
    OWN_WORD: "as it stands in this plan.",
}
CHECKED = {"publisher": "read on the publisher’s own page", "secondary": "read in a publication that quotes it"}


def rests_on(finding: Finding) -> str:
    """The sources of a finding and of the lines it is held against: figures with their year; empty without any."""
    years = {figure.source: str(figure.year) for figure in finding.figures}
    names = dict.fromkeys((*finding.sources, *(limit.basis for limit in finding.limits)))
    said = "; ".join(_with_year(NAMES.get(name, name), years.get(name, "")) for name in names)
    return said and f"Source{'s' if len(names) > 1 else ''}: {said}"


def source_blocks(content: Content, wide: float) -> list[Block]:
    """The published figures by source, what is not known, and what the lines of the findings rest on."""
    used = figures_used(content)
    blocks = heading("Figures used in this plan, and their sources", MARGIN, wide, 20)
    by_source: dict[tuple[str, int, str], list[tuple[str, Figure]]] = {}
    for words, figure in used:
        if figure is not None:
            by_source.setdefault((figure.source, figure.year, figure.url), []).append((words, figure))
    groups = [_source(said, wide) for said in by_source.values()]
    if unknown := [words.removesuffix(": not known.") for words, figure in used if figure is None]:
        groups.append(_group("Not known", [f"{words}." for words in unknown], wide))
    return blocks + _apart([*groups, *_fees(content, wide)]) + _lines(content, wide)


def _apart(groups: Iterable[list[Block]]) -> list[Block]:
    """The groups with a little room between them; none above the first, which stays with its heading."""
    blocks: list[Block] = []
    for group in groups:
        blocks += [space(6), *group] if blocks else group
    return blocks


def _group(name: str, said: Sequence[str], wide: float) -> list[Block]:
    blocks = text_blocks(name, NAME, MARGIN, wide, keep=bool(said))
    for words in said:
        blocks += text_blocks(words, BODY, MARGIN + 12, wide - 12)
    return blocks


def _source(said: Iterable[tuple[str, Figure]], wide: float) -> list[Block]:
    """Name, year and address of a source, and under it the figures taken from it."""
    said = list(said)
    figure = said[0][1]
    name = "Yours: " + figure.source if figure.is_own else figure.source
    how = sorted({CHECKED[one.checked] for _words, one in said if one.checked in CHECKED})
    blocks = text_blocks(_with_year(name, str(figure.year)), NAME, MARGIN, wide, keep=True)
    said_how = f"{listed(how).capitalize()}. " if how else ""
    for line in _address_lines(said_how, figure.url, wide):
        blocks += [linked(one, wide, figure.url) for one in text_blocks(line, NOTE, MARGIN, wide, SECOND, keep=True)]
    for words, _figure in said:
        blocks += text_blocks(words, BODY, MARGIN + 12, wide - 12)
    return blocks


def _fees(content: Content, wide: float) -> list[list[Block]]:
    """The fees that the budget counts, with the address where the table has one (B11.8)."""
    if not content.prints(BUDGET):
        return []
    costs = season_budget(content.plan, content.steps, content.tables, content.today).costs
    groups = []
    for entry in content.tables.fees.values():
        source, url = (str(entry.get(key, "")) for key in ("source", "url")) if isinstance(entry, Mapping) else ("", "")
        names = [f"{cost.name}." for cost in costs if source and cost.dollars is not None and source in cost.source]
        if url and names:
            seasons = entry.get("seasons") or ()
            head = text_blocks(_with_year(source, str(max(seasons, default=""))), NAME, MARGIN, wide, keep=True)
            address = [one for line in _address_lines("", url, wide)
                       for one in text_blocks(line, NOTE, MARGIN, wide, SECOND, keep=True)]  # fmt: skip
            said = [one for name in names for one in text_blocks(f"Fee: {name}", BODY, MARGIN + 12, wide - 12)]
            groups.append([*head, *address, *said])
    return groups


def _lines(content: Content, wide: float) -> list[Block]:
    """The lines that printed findings are held against, by what they rest on; what that is, is said once."""
    if not content.prints(POST_MORTEM):
        return []
    by_basis: dict[str, dict[str, None]] = {}
    for finding in content.assessment.findings:
        for limit in finding.limits:
            words = f"{CAUSES.get(finding.id, finding.id)}: {inner(limit.words)}"
            by_basis.setdefault(limit.basis, {})[words] = None
        for source in finding.sources:
            if source in EXPLAINED:
                by_basis.setdefault(source, {})
    groups = [
        _group(f"{NAMES.get(basis, basis)}: {EXPLAINED[basis]}" if basis in EXPLAINED else basis, list(limits), wide)
        for basis, limits in by_basis.items()
    ]
    return [*heading("What the findings are held against", MARGIN, wide, 16), *_apart(groups)] if groups else []


def _address_lines(before: str, url: str, wide: float) -> list[str]:
    """An address behind some words, or on lines of its own, broken where its parts end."""
    if not url or width(before + url, NOTE) <= wide:
        return [before + url] if before or url else []
    lines = [""]
    for part in re.split(r"(?<=[/.?&=_-])", url):
        if lines[-1] and width(lines[-1] + part, NOTE) > wide:
            lines.append("")
        lines[-1] += part
    return [before.rstrip(), *lines] if before else lines


def linked(block: Block, wide: float, url: str) -> Block:
    """The line, to be clicked."""

    def paint(sheet: Sheet, y: float) -> None:
        block.paint(sheet, y)
        sheet.link(MARGIN, y, wide, block.height, url)

    return Block(block.height, paint, block.keep)


def _with_year(name: str, year: str) -> str:
    """The name with its year, where it does not end with it already."""
    return name if not year or name.endswith(year) else f"{name}, {year}"
