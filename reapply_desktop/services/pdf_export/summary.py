"""The first page: who, what stood in the way, the path, what must stand, questions, key dates, lines to write on."""

from collections.abc import Sequence
from dataclasses import dataclass

from reapply_desktop.domain.findings import Finding, SeasonDate
from reapply_desktop.domain.season_words import hour_words, short_event
from reapply_desktop.domain.vocabulary import CAUSES
from reapply_desktop.domain.words import brief_day
from reapply_desktop.services.pdf_export.about import aim, facts, path_words, questions
from reapply_desktop.services.pdf_export.content import MARGIN, POST_MORTEM, SEASON, Content, Page, month_key
from reapply_desktop.services.pdf_export.flow import BODY, HEAD, STRONG, TITLE
from reapply_desktop.services.pdf_export.fonts import DISPLAY, SANS, SANS_BOLD, SERIF, Style
from reapply_desktop.services.pdf_export.four_things import Thing, four_things
from reapply_desktop.services.pdf_export.ink import ACCENT, HAIRLINE, OUTLINE, POSITIVE, SECOND, TEXT
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import cut, one_line, sentences_within, width, wrapped
from reapply_desktop.services.pdf_export.words import now

AIM = Style(DISPLAY, 14.25, 19)
FACT, FACT_VALUE = Style(SANS, 9, 13), Style(SANS_BOLD, 10.25, 14)
QUESTION = Style(SANS, 10.75, 14.5)
NUMBER = Style(SERIF, 11)
LABEL = Style(SANS, 8.5)
CAUSE = Style(SANS, 9.75, 12.8)
SMALL = Style(SANS, 9.75)
LOWER, NOTES = 292.0, 134.0  # how far above the lower edge the questions and the notes begin
KEY = ("eras_season_ends", "eras_season_opens", "submission_opens", "review_opens", "nrmp_registration_ends",
       "rank_list_due", "match_day", "residency_start")  # fmt: skip
MOST_DATES = 6


@dataclass(frozen=True)
class _Columns:
    """The two columns, as 376 to 272."""

    left: float
    left_wide: float
    right: float
    right_wide: float


def summary_page(content: Content) -> Page:
    """Everything an adviser needs to see in one minute; what is longer stands in full on the pages after it."""

    def paint(sheet: Sheet) -> None:
        wide = sheet.width - 2 * MARGIN
        gap = 30.0
        left_wide = (wide - gap) * 376 / (376 + 272)
        columns = _Columns(MARGIN, left_wide, MARGIN + left_wide + gap, wide - gap - left_wide)
        y = _title(sheet, content, wide)
        lower = sheet.height - LOWER
        _causes(sheet, content, columns, y + 36, lower - 28)
        _path_and_four(sheet, content, columns, y + 36, lower - 14)
        _questions(sheet, content, columns, lower)
        _dates(sheet, content, columns, lower)
        _signing(sheet, wide)

    name = one_line(content.answers.applicant.name or "")
    return Page("Summary", f"Summary: {name}" if name else "Summary", paint)


def _title(sheet: Sheet, content: Content, wide: float) -> float:
    """Name, aim and facts; gives the y below them."""
    name = one_line(content.answers.applicant.name or "") or "Your year"
    y = sheet.lines(MARGIN, 78, wrapped(name, TITLE, wide, 2), TITLE) - TITLE.line
    y = sheet.lines(MARGIN, y + 23, wrapped(aim(content), AIM, wide, 2), AIM, SECOND) - AIM.line
    sheet.rule(MARGIN, MARGIN + wide, y + 15, TEXT, 1.1)
    x, y = MARGIN, y + 32
    for label, value in facts(content):
        room = max(width(label, FACT), width(value, FACT_VALUE))
        if x > MARGIN and x + room > MARGIN + wide:
            x, y = MARGIN, y + 33
        sheet.text(x, y, label, FACT, SECOND)
        sheet.text(x, y + 14, value, FACT_VALUE)
        x += room + 21
    sheet.rule(MARGIN, MARGIN + wide, y + 25, HAIRLINE)
    return y + 25


def _causes(sheet: Sheet, content: Content, columns: _Columns, y: float, bottom: float) -> None:
    """The circled causes with their evidence and what mends them; without any, the strongest findings, said so."""
    x, wide = columns.left, columns.left_wide
    sheet.link(x, y - 13, sheet.text(x, y, "What stood in the way", HEAD), 18, POST_MORTEM)
    y += 12
    sheet.rule(x, x + wide, y, HAIRLINE)
    circled = list(content.decision.causes or ())[:3]
    shown: list[tuple[str, Finding | None]] = [(cause, content.assessment.finding(cause)) for cause in circled]
    if not circled:
        shown = [(finding.id, finding) for finding in content.assessment.findings[:3]]
        said = (
            "None is circled yet. These are the strongest findings:" if shown
            else "Nothing is circled, and the answers given show no cause with evidence."
        )  # fmt: skip
        y = sheet.lines(x, y + 17, wrapped(said, SMALL, wide), SMALL, SECOND) - 8
    each = min(150.0, (bottom - y) / max(1, len(shown)))
    for cause, finding in shown:
        y = _cause(sheet, content, cause, finding, x, y, wide, each, ring=bool(circled))


def _cause(
    sheet: Sheet, content: Content, cause: str, finding: Finding | None, x: float, y: float, wide: float, room: float,
    *, ring: bool,
) -> float:  # fmt: skip
    name = CAUSES.get(cause, cause)
    named = width(name, STRONG)
    indent = 7.5 if ring else 0.0
    if ring:
        sheet.ring(x + indent, y + 11.6, named)
    sheet.text(x + indent, y + 22.6, name, STRONG)
    base = y + 41
    lines = max(2, int((room - 37) // CAUSE.line))
    evidence = finding.evidence if finding else ()
    if finding is None:
        evidence = ("Circled; the answers given hold no evidence for it.",)
    mend = wrapped(now(finding.mend), CAUSE, wide) if finding else []
    said = sentences_within(evidence, CAUSE, wide, max(1, lines - min(len(mend), lines // 2)))
    base = sheet.lines(x, base, said, CAUSE, SECOND)
    if finding:
        mend = wrapped(now(finding.mend), CAUSE, wide, max(1, lines - len(said)))
        base = sheet.lines(x, base, mend, CAUSE)
    below = base - CAUSE.line + 9.5
    sheet.rule(x, x + wide, below, HAIRLINE)
    return below


def _path_and_four(sheet: Sheet, content: Content, columns: _Columns, y: float, bottom: float) -> None:
    x, wide = columns.right, columns.right_wide
    head, sentences = path_words(content)
    for line in wrapped(head, HEAD, wide, 2):
        sheet.link(x, y - 13, sheet.text(x, y, line, HEAD), 18, POST_MORTEM)
        y += HEAD.line
    things = four_things(content.plan, content.steps, content.today)
    told = [_thing_lines(thing, wide - 18) for thing in things]
    room = bottom - y - 4 - 40 - sum(34.5 + (len(lines) - 1) * BODY.line for lines in told)
    lines = max(2, int(room // BODY.line))
    y = sheet.lines(x, y + 2, sentences_within(sentences, BODY, wide, lines), BODY)
    y += 16
    sheet.text(x, y, "Four things that must stand", HEAD)
    y += 22
    for thing, words in zip(things, told, strict=True):
        sheet.icon("circle-check" if thing.stands else "circle-dashed", x, y - 9.2, 11.5,
                   POSITIVE if thing.stands else SECOND)  # fmt: skip
        sheet.text(x + 18, y, thing.name, STRONG)
        sheet.lines(x + 18, y + 14, words, BODY, SECOND)
        y += 34.5 + (len(words) - 1) * BODY.line


def _thing_lines(thing: Thing, wide: float) -> list[str]:
    """Step and time on as many as two lines; of a longer title its beginning, and the time in full."""
    lines = wrapped(thing.step + thing.when, BODY, wide)
    if len(lines) <= 2:
        return lines
    first, *rest = wrapped(thing.step, BODY, wide)
    return [first, cut(" ".join(rest), BODY, wide - width(thing.when, BODY)) + thing.when]


def _questions(sheet: Sheet, content: Content, columns: _Columns, y: float) -> None:
    x, wide = columns.left, columns.left_wide
    sheet.text(x, y, "Questions to you", HEAD)
    y += 21
    for number, question in enumerate(questions(content), 1):
        sheet.text(x, y, str(number), NUMBER, ACCENT)
        lines = wrapped(question, QUESTION, wide - 16, 2)
        sheet.lines(x + 16, y, lines, QUESTION)
        # Two lines of question leave less room to write, never none.
        sheet.rule(x + 16, x + wide, y + 26 + (4 if len(lines) > 1 else 0), HAIRLINE)
        y += 41.5


def _dates(sheet: Sheet, content: Content, columns: _Columns, y: float) -> None:
    x, wide = columns.right, columns.right_wide
    sheet.link(x, y - 13, sheet.text(x, y, "Key dates", HEAD), 18, SEASON)
    y += 9
    shown = _key_dates(content)
    for event in shown:
        day = brief_day(event.day)
        if event.id == "rank_list_due" and event.hour_et:
            day += f", {hour_words(event.hour_et)}"
        sheet.text(x, y + 13.8, day, STRONG)
        name = wrapped(short_event(event), BODY, wide - 78 - width(event.status, LABEL) - 6, 2)
        sheet.lines(x + 78, y + 13.8, name, BODY)
        sheet.link(x, y + 2, wide, 18, month_key(event.day))
        sheet.text(x + wide, y + 13.8, event.status, LABEL, SECOND, "right")
        y += 20.7 + (len(name) - 1) * 12.4
        sheet.rule(x, x + wide, y, HAIRLINE)
    if not shown:
        sheet.text(x, y + 14, "The dates of this season have passed.", SMALL, SECOND)


def _key_dates(content: Content) -> Sequence[SeasonDate]:
    """The next of the season's main dates."""
    wanted = [content.dates[event] for event in KEY if event in content.dates]
    ahead = [event for event in wanted if event.day >= content.today]
    if len(ahead) > MOST_DATES:
        ahead = [event for event in ahead if event.id not in ("eras_season_ends", "residency_start")]
    return ahead[:MOST_DATES]


def _signing(sheet: Sheet, wide: float) -> None:
    y = sheet.height - NOTES
    right = MARGIN + wide
    sheet.text(MARGIN, y, "Notes", SMALL, SECOND)
    sheet.rule(MARGIN, right, y + 16, HAIRLINE)
    sheet.rule(MARGIN, right, y + 36, HAIRLINE)
    base = y + 63
    sheet.text(MARGIN, base, "Seen by", SMALL, SECOND)
    sheet.rule(MARGIN + 51, right - 168, base + 5, OUTLINE)
    sheet.text(right - 150, base, "Date", SMALL, SECOND)
    sheet.rule(right - 113, right, base + 5, OUTLINE)
