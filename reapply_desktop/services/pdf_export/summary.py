"""The first page: who, what stood in the way, the path, what must stand, questions, key dates, lines to write on."""

from reapply_desktop.domain.values import dataclass
from reapply_desktop.services.pdf_export.about import aim, facts, path_words, questions, whose
from reapply_desktop.services.pdf_export.content import MARGIN, POST_MORTEM, SEASON, Content, Page, month_key
from reapply_desktop.services.pdf_export.flow import BODY, HEAD, STRONG, TITLE
from reapply_desktop.services.pdf_export.fonts import DISPLAY, SANS, SANS_BOLD, SERIF, Style
from reapply_desktop.services.pdf_export.four_things import Thing, four_things
from reapply_desktop.services.pdf_export.ink import ACCENT, HAIRLINE, OUTLINE, POSITIVE, SECOND, TEXT
from reapply_desktop.services.pdf_export.key_dates import KeyDate, by_day, key_dates
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.summary_room import CAUSE, LEVELS, USUAL, Causes, Levels, Told, causes_within
from reapply_desktop.services.pdf_export.text import cut, one_line, sentences_within, width, wrapped
from reapply_desktop.services.pdf_export.words import sentences

TITLES = (TITLE, Style(DISPLAY, 18, 23), Style(DISPLAY, 14.5, 19))  # the first in which the name is short enough
AIM = Style(DISPLAY, 14.25, 19)
FACT, FACT_VALUE = Style(SANS, 9, 13), Style(SANS_BOLD, 10.25, 14)
QUESTION = Style(SANS, 10.75, 14.5)
NUMBER = Style(SERIF, 11)
LABEL = Style(SANS, 8.5)
SMALL = Style(SANS, 9.75)
DATE_NAMES = (BODY, SMALL, Style(SANS, 9.25, 12))  # the first in which each name stands beside its label
ROW, SECOND_LINE, MOST_DATES = 20.7, 12.0, 7
WHOLE = "In full in “Why it went this way”."


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
        top = _title(sheet, content, wide) + 36
        path = _Path(content, columns.right_wide)
        asked = [wrapped(question, QUESTION, left_wide - 16, 2) for question in questions(content)]
        more = SECOND_LINE * sum(len(lines) - 1 for lines in asked)  # what those of two lines take beyond one
        level, causes = _level(content, columns, path, sheet.height - top - more)
        lower = sheet.height - level.lower - more
        _causes(sheet, content, columns, top, causes)
        path.paint(sheet, columns.right, top, lower, level)
        _questions(sheet, asked, columns, lower, level.pitch)
        _dates(sheet, content, columns, lower, sheet.height - level.notes - 9)
        _signing(sheet, wide, level)

    name = one_line(content.answers.applicant.name or "")
    return Page("Summary", f"Summary: {name}" if name else "Summary", paint)


def _level(content: Content, columns: _Columns, path: "_Path", height: float) -> tuple[Levels, Causes]:
    """The first sharing of the page that leaves nothing out but evidence beyond the usual; else the tightest."""
    wide = columns.left_wide
    above = _intro_height(content, wide)
    ways = [causes_within(content, wide, float("inf"), usual=usual) for usual in (False, True)]
    for level in LEVELS:
        room = height - level.lower
        fitting = next((causes for causes in ways if causes.height <= room - 24 - above), None)
        if fitting is not None and path.height(level) <= room:
            return level, fitting
    return level, causes_within(content, wide, height - level.lower - 20 - above)


def _title(sheet: Sheet, content: Content, wide: float) -> float:
    """Name, aim and facts; gives the y below them."""
    name = whose(content)
    most = 3 - len(wrapped(aim(content), AIM, wide, 2))  # both on two lines take too much
    style = next((style for style in TITLES if len(wrapped(name, style, wide)) <= most), TITLES[-1])
    y = sheet.lines(MARGIN, 78, wrapped(name, style, wide, 3), style) - style.line
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


def _intro(content: Content, wide: float) -> list[str]:
    if content.decision.causes:
        return []
    if content.options.discreet:  # what is circled, or found, may be among what is left out
        return wrapped("Printed without scores, and without what rests on them.", SMALL, wide)
    if content.assessment.findings:
        return wrapped("None is circled yet. These are the strongest findings:", SMALL, wide)
    return wrapped("Nothing is circled, and the answers given show no cause with evidence.", SMALL, wide)


def _intro_height(content: Content, wide: float) -> float:
    lines = _intro(content, wide)
    return 12 + (len(lines) * SMALL.line + 9 if lines else 0)


def _causes(sheet: Sheet, content: Content, columns: _Columns, y: float, causes: Causes) -> None:
    """The circled causes with their evidence and what mends them; without any, the strongest findings, said so."""
    x, wide = columns.left, columns.left_wide
    sheet.link(x, y - 13, sheet.text(x, y, "What stood in the way", HEAD), 18, POST_MORTEM)
    if causes.is_cut and content.prints(POST_MORTEM):
        said = "in full on page 2"
        sheet.text(x + wide, y, said, LABEL, SECOND, "right")
        sheet.link(x + wide - width(said, LABEL), y - 10, width(said, LABEL), 14, POST_MORTEM)
    y += 12
    sheet.rule(x, x + wide, y, HAIRLINE)
    if intro := _intro(content, wide):
        y = sheet.lines(x, y + 17, intro, SMALL, SECOND) - 8
    for told in causes.told:
        y = _cause(sheet, told, x, y, wide, ring=bool(content.decision.causes))


def _cause(sheet: Sheet, told: Told, x: float, y: float, wide: float, *, ring: bool) -> float:
    indent = 7.5 if ring else 0.0
    if ring:
        sheet.ring(x + indent, y + 11.6, width(told.name, STRONG))
    sheet.text(x + indent, y + 22.6, told.name, STRONG)
    base = sheet.lines(x, y + 41, told.evidence, CAUSE, SECOND)
    base = sheet.lines(x, base, told.mend, CAUSE)
    below = base - CAUSE.line + 9.5
    sheet.rule(x, x + wide, below, HAIRLINE)
    return below


class _Path:
    """The right column's upper part: the path with its reasons, and the four things."""

    def __init__(self, content: Content, wide: float) -> None:
        self._content, self._wide = content, wide
        head, self._sentences = path_words(content)
        self._head = wrapped(head, HEAD, wide, 2)
        self._things = four_things(content.plan, content.steps, content.today)
        self._told = [_thing_lines(thing, wide - 18) for thing in self._things]
        self._usual = len(sentences(content.decision.why or "")) + USUAL

    def height(self, level: Levels) -> float:
        """What it takes to say the person's own reason in full and the first of the program's."""
        return self._fixed(level) + len(self._needed(level)) * level.path.line

    def _needed(self, level: Levels) -> list[str]:
        return wrapped(" ".join(self._sentences[: self._usual]), level.path, self._wide)

    def _fixed(self, level: Levels) -> float:
        things = sum(level.thing + (len(lines) - 1) * BODY.line for lines in self._told)
        return len(self._head) * HEAD.line + 44 + things

    def paint(self, sheet: Sheet, x: float, y: float, bottom: float, level: Levels) -> None:
        room = int((bottom - y - self._fixed(level)) // level.path.line)
        pointer = ""
        own = wrapped(" ".join(self._sentences[: self._usual - USUAL]), level.path, self._wide)
        if len(own) > room:  # of the program's own reasons some may stay out
            pointer = WHOLE if self._content.prints(POST_MORTEM) else "Shortened here."
            room -= 1
        for line in self._head:
            sheet.link(x, y - 13, sheet.text(x, y, line, HEAD), 18, POST_MORTEM)
            y += HEAD.line
        y = sheet.lines(x, y + 2, sentences_within(self._sentences, level.path, self._wide, max(2, room)), level.path)
        if pointer:
            sheet.link(x, y - 10, sheet.text(x, y, pointer, SMALL, SECOND), 14, POST_MORTEM)
            y += level.path.line
        y += 16
        sheet.text(x, y, "Four things that must stand", HEAD)
        y += 22
        for thing, words in zip(self._things, self._told, strict=True):
            sheet.icon("circle-check" if thing.stands else "circle-dashed", x, y - 9.2, 11.5,
                       POSITIVE if thing.stands else SECOND)  # fmt: skip
            sheet.text(x + 18, y, thing.name, STRONG)
            sheet.lines(x + 18, y + 14, words, BODY, SECOND)
            y += level.thing + (len(words) - 1) * BODY.line


def _thing_lines(thing: Thing, wide: float) -> list[str]:
    """Step and time on as many as three lines; of a longer title its beginning, and the time in full."""
    lines = wrapped(thing.step + thing.when, BODY, wide)
    if len(lines) <= 3:
        return lines
    first, *rest = wrapped(thing.step, BODY, wide)
    return [first, cut(" ".join(rest), BODY, wide - width(thing.when, BODY)) + thing.when]


def _questions(sheet: Sheet, asked: list[list[str]], columns: _Columns, y: float, pitch: float) -> None:
    x, wide = columns.left, columns.left_wide
    sheet.text(x, y, "Questions to you", HEAD)
    y += 21
    for number, lines in enumerate(asked, 1):
        sheet.text(x, y, str(number), NUMBER, ACCENT)
        sheet.lines(x + 16, y, lines, QUESTION)
        y += SECOND_LINE * (len(lines) - 1)
        sheet.rule(x + 16, x + wide, y + (26 if pitch > 40 else 21), HAIRLINE)
        y += pitch


def _dates(sheet: Sheet, content: Content, columns: _Columns, y: float, bottom: float) -> None:
    x, wide = columns.right, columns.right_wide
    sheet.link(x, y - 13, sheet.text(x, y, "Key dates", HEAD), 18, SEASON)
    y += 9
    ranked = key_dates(content)
    for most in range(MOST_DATES, 0, -1):
        shown = by_day(ranked[:most])
        days = max((width(one.day_words, STRONG) for one in shown), default=0.0) + 6.5
        style, names = _date_names(shown, wide - days)
        if ROW * len(shown) + SECOND_LINE * sum(len(name) - 1 for name in names) <= bottom - y:
            break
    for one, name in zip(shown, names, strict=True):
        sheet.text(x, y + 13.8, one.day_words, STRONG)
        sheet.lines(x + days, y + 13.8, name, style)
        sheet.link(x, y + 2, wide, 18, month_key(one.day))
        sheet.text(x + wide, y + 13.8, one.label, LABEL, SECOND, "right")
        y += ROW + SECOND_LINE * (len(name) - 1)
        sheet.rule(x, x + wide, y, HAIRLINE)
    if not shown:
        sheet.text(x, y + 14, "The dates of this season have passed.", SMALL, SECOND)


def _date_names(shown: list[KeyDate], room: float) -> tuple[Style, list[list[str]]]:
    """The largest style in which each name stands on one line beside its label; else the smallest, on two lines."""
    for style in DATE_NAMES:
        names = [wrapped(one.name, style, room - width(one.label, LABEL) - 3, 2) for one in shown]
        if all(len(name) == 1 for name in names):
            break
    return style, names


def _signing(sheet: Sheet, wide: float, level: Levels) -> None:
    y = sheet.height - level.notes
    right = MARGIN + wide
    if level.note_lines:
        sheet.text(MARGIN, y, "Notes", SMALL, SECOND)
    for line in range(level.note_lines):
        sheet.rule(MARGIN, right, y + 16 + 20 * line, HAIRLINE)
    base = sheet.height - 71
    sheet.text(MARGIN, base, "Seen by", SMALL, SECOND)
    sheet.rule(MARGIN + 51, right - 168, base + 5, OUTLINE)
    sheet.text(right - 150, base, "Date", SMALL, SECOND)
    sheet.rule(right - 113, right, base + 5, OUTLINE)
