"""Why it went this way, in full: findings by bucket, figures, the funnel, the path, and what was written down."""

from collections.abc import Iterable
from dataclasses import asdict, replace

from reapply_desktop.domain.answers import Situation
from reapply_desktop.domain.findings import Finding
from reapply_desktop.domain.gap_words import gap_words
from reapply_desktop.domain.runway import runway_words
from reapply_desktop.domain.seriousness import SIDES, asked, needs, standing
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.vocabulary import BUCKETS, CAUSE_BUCKET, CAUSES, ROLES
from reapply_desktop.domain.words import listed
from reapply_desktop.domain.written import written_answers
from reapply_desktop.services.pdf_export.about import mending_words, path_words, whose
from reapply_desktop.services.pdf_export.content import MARGIN, SEASON, Content, Page
from reapply_desktop.services.pdf_export.discretion import NAMED, ON_SCORES
from reapply_desktop.services.pdf_export.flow import (
    BODY,
    NOTE,
    SMALL,
    STRONG,
    TITLE,
    Block,
    flow_pages,
    heading,
    space,
    text_blocks,
)
from reapply_desktop.services.pdf_export.fonts import Style
from reapply_desktop.services.pdf_export.ink import ACCENT, HAIRLINE, OUTLINE, SECOND, TEXT, TRACK
from reapply_desktop.services.pdf_export.pictures import figure_blocks
from reapply_desktop.services.pdf_export.seasons import since_last_season
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.sources import rests_on, source_blocks
from reapply_desktop.services.pdf_export.text import width, wrapped
from reapply_desktop.services.pdf_export.words import inside, sentence

NAME = "Why it went this way"
NONE_FOUND = "The answers given show no cause with evidence. What is not known yet stands further down."
NONE_PRINTED = "No finding is printed here. What rests on scores, attempts or class standing is left out."
ALONE = 70.0  # a last line shorter than this is a word left behind
SITUATION = (
    ("location", "Where to live this year"),
    ("income", "What to live on"),
    ("current_position", "What “current position” will say"),
)


def post_mortem_pages(content: Content) -> list[Page]:
    """The pages of the post-mortem. Without scores, plan and findings come without them, and their chart stays out."""
    wide = content.paper[0] - 2 * MARGIN
    aside, opening = _found_words(content, wide)
    blocks = [
        *opening,
        *_findings(content, wide, 12 if opening else 2),
        *figure_blocks(content, wide),
        *since_last_season(content, wide),
        *_path(content, wide),
        *_written(content, wide),
        *_situation(content, wide),
        *_open(content, wide),
        *([] if content.prints(SEASON) else source_blocks(content, wide)),
    ]
    return flow_pages(
        blocks, head=whose(content), bookmark=NAME, title=NAME,
        subtitle=aside, size=content.paper, margin=MARGIN,
    )  # fmt: skip


def _found_words(content: Content, wide: float) -> tuple[str, list[Block]]:
    """How many findings there are and where none is: beside the title, or below it where that has no room.

    Without scores neither is claimed: a bucket that may have lost a finding is not called empty, whether it has or not.
    """
    findings = content.assessment.findings
    quiet = content.options.discreet
    counts = counted(len(findings), "finding")
    words = f"{counts} printed here, scores left out" if quiet else f"{counts} with evidence"
    there = {finding.bucket for finding in findings}
    if quiet:
        there |= {CAUSE_BUCKET[cause] for cause in ON_SCORES}
    without = [name for bucket, name in BUCKETS.items() if bucket not in there]
    if not findings:
        return "", []
    if not without:
        return words, []
    whole = f"{words}; nothing found in {listed(without).lower()}"
    if width(whole, SMALL) <= wide - width(NAME, TITLE) - 24:
        return whole, []
    return words, text_blocks(f"Nothing found in {listed(without).lower()}.", SMALL, MARGIN, wide, SECOND)


def _findings(content: Content, wide: float, above: float) -> list[Block]:
    """The five buckets, the one with the strongest finding first (B2.3)."""
    findings = content.assessment.findings
    blocks: list[Block] = []
    order = list(dict.fromkeys(finding.bucket for finding in findings))
    for bucket in order:
        blocks.extend(heading(BUCKETS.get(bucket, bucket), MARGIN, wide, 12 if blocks else above))
        for finding in findings:
            if finding.bucket == bucket:
                blocks.extend(_finding(content, finding, wide))
    if not findings:
        said = NONE_PRINTED if content.options.discreet else NONE_FOUND
        blocks.extend(text_blocks(said, BODY, MARGIN, wide))
    for dispute in content.answers.disputes or ():
        if content.assessment.finding(dispute.cause) is None:
            cause = CAUSES.get(dispute.cause, dispute.cause).lower()
            said = f"Disputed though not found: {cause}. {dispute.reason or ''}".rstrip()
            blocks.extend(text_blocks(said, SMALL, MARGIN, wide, SECOND))
    return blocks


def _paragraph(text: str, style: Style, wide: float, colour: str = TEXT, *, keep: bool = False) -> list[Block]:
    """A paragraph without a short word alone on its last line: a few points narrower where that brings one to it."""
    lines = wrapped(text, style, wide)
    if 1 < len(lines) < 12 and width(lines[-1], style) < ALONE:
        for less in (15, 30, 45, 60, 75):
            narrow = wrapped(text, style, wide - less)
            if len(narrow) > len(lines):
                break
            if width(narrow[-1], style) >= ALONE:
                return text_blocks(text, style, MARGIN, wide - less, colour, keep=keep)
    return text_blocks(text, style, MARGIN, wide, colour, keep=keep)


def _finding(content: Content, finding: Finding, wide: float) -> list[Block]:
    name = CAUSES.get(finding.id, finding.id)
    circled = finding.id in (content.decision.causes or ())
    named = width(name, STRONG)

    def paint(sheet: Sheet, y: float) -> None:
        x = MARGIN + (7.5 if circled else 0)
        if circled:
            sheet.ring(x, y + 5.4, named)
        sheet.text(x, y + 16.4, name, STRONG)
        right = MARGIN + wide
        filled = {"slight": 1, "clear": 2, "strong": 3}[finding.strength]
        word = finding.strength + (", disputed" if finding.disputed else "")
        sheet.text(right, y + 16, word, SMALL, SECOND, "right")
        start = right - width(word, SMALL) - 8 - 3 * 11
        for cell in range(3):
            sheet.box(start + cell * 11, y + 10, 9, 5.5, fill=ACCENT if cell < filled else TRACK, stroke=OUTLINE,
                      thickness=0.5, radius=1)  # fmt: skip

    blocks = [Block(28.0 if circled else 23.0, paint, keep=True)]
    blocks.extend(_paragraph(" ".join(finding.evidence), BODY, wide, SECOND, keep=True))
    blocks.extend(_paragraph(" ".join(mending_words(content, finding)), BODY, wide, keep=True))
    dispute = content.answers.disputed(finding.id)
    if finding.disputed or dispute:
        reason = finding.dispute_reason or (dispute.reason if dispute else "") or "No reason is written down."
        said = f"Disputed: {reason}" if content.options.keeps_all else "Disputed by the applicant."
        blocks.extend(_paragraph(said, BODY, wide, keep=True))
    if said := rests_on(finding):
        blocks.extend(text_blocks(said, NOTE, MARGIN, wide, SECOND, keep=True))
    blocks.append(Block(8, lambda sheet, y: sheet.rule(MARGIN, MARGIN + wide, y + 6, HAIRLINE)))
    return blocks


def _path(content: Content, wide: float) -> list[Block]:
    head, sentences = path_words(content)
    blocks = [*heading(head, MARGIN, wide)]
    for words in sentences:
        blocks.extend(_paragraph(words, BODY, wide))
    decision = content.decision
    found = needs(decision, content.tables.thresholds)
    for side in SIDES:
        field, programs = getattr(decision, side), getattr(decision, f"{side}_programs")
        if field:
            list_words = f"{programs} programs planned" if programs is not None else "number of programs open"
            words = sentence(f"{inside(field)}: {list_words}, {_mentor(getattr(decision, f'{side}_mentor'))}")
            said = standing(side, found)
            blocks.extend(text_blocks(words, BODY, MARGIN, wide, keep=bool(said)))
            if said:
                blocks.extend(text_blocks(said, SMALL, MARGIN, wide, SECOND))
    if decision.why_few_causes:
        blocks.extend(text_blocks(f"Why so few causes: {sentence(decision.why_few_causes)}", BODY, MARGIN, wide))
    # It stays on one page with its head.
    return [*(replace(block, keep=True) for block in blocks[:-1]), blocks[-1]]


def _mentor(name: str | None) -> str:
    return "mentor open" if not name else "mentor named" if name == NAMED else f"mentor: {name}"


def _written(content: Content, wide: float) -> list[Block]:
    """The three written answers of B3.1; none where the person's own words stay out."""
    if not content.options.keeps_all:
        return []
    return _answers("Three hard questions", written_answers(content.answers), wide)


def _situation(content: Content, wide: float) -> list[Block]:
    """Where to live, what on, and what the application will say; what is open prints as open (B1.1)."""
    situation = content.answers.situation or Situation()
    pairs: list[tuple[str, str | None]] = []
    if content.options.keeps_all:
        pairs.extend((label, getattr(situation, key)) for key, label in SITUATION)
    role = situation.role
    said = ROLES.get(role or "", role)
    if role == "undecided" and situation.role_leaning:
        said = f"Undecided, leaning to {ROLES.get(situation.role_leaning, situation.role_leaning).lower()}"
    if situation.clinical_exposure:
        said = f"{said or 'Open'}; with patients: {situation.clinical_exposure}"
    pairs.append(("The role of the year", said))
    lasts = runway_words(asdict(situation), content.today)
    if lasts:
        pairs.append(("How long the money lasts", lasts))
    return _answers("The situation, in writing", pairs, wide)


def _answers(title: str, pairs: Iterable[tuple[str, str | None]], wide: float) -> list[Block]:
    blocks = [*heading(title, MARGIN, wide)]
    for question, answer in pairs:
        blocks.extend(text_blocks(question, SMALL, MARGIN, wide, SECOND, keep=True))
        if answer and answer.strip():
            blocks.extend(_paragraph(answer, BODY, wide))
        else:
            blocks.append(_open_line(wide))
        blocks.append(space(4))
    return blocks


def _open_line(wide: float) -> Block:
    def paint(sheet: Sheet, y: float) -> None:
        sheet.text(MARGIN, y + BODY.size, "open", STRONG)
        sheet.rule(MARGIN + 34, MARGIN + wide, y + BODY.size + 2, HAIRLINE)

    return Block(18, paint)


def _open(content: Content, wide: float) -> list[Block]:
    """What is not known, and what is worth knowing though it stops nothing."""
    blocks: list[Block] = []
    if content.assessment.missing:
        blocks.extend(heading("Not known yet", MARGIN, wide))
        words = listed([gap_words(key, content.answers) for key in content.assessment.missing])
        blocks.extend(_paragraph(f"It would sharpen this: {words}.", BODY, wide))
    # What a field of the path still needs stands with the path already.
    said = {words.casefold() for _key, words in asked(needs(content.decision, content.tables.thresholds))}
    cautions = [one for one in content.assessment.warnings if one.text.rstrip(".").casefold() not in said]
    if cautions:
        blocks.extend(heading("Worth knowing", MARGIN, wide))
        for at, caution in enumerate(cautions):
            # Neither the first nor the last stands alone on a page.
            together = len(cautions) > 1 and at in (0, len(cautions) - 2)
            blocks.extend(_paragraph(sentence(caution.text), BODY, wide, keep=together))
            blocks.append(replace(space(3), keep=together))
    return blocks
