"""The PDF of a plan: summary, post-mortem, the year on one page, months, letters to budget, the season and sources."""

import calendar
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.post_mortem import assess_plan
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.words import day_month_year
from reapply_desktop.services.pdf_export.content import (
    MARGIN,
    MARGIN_WIDE,
    SECTIONS,
    Content,
    Page,
    PdfOptions,
    paper_size,
    printed_steps,
)
from reapply_desktop.services.pdf_export.fonts import SANS, Style
from reapply_desktop.services.pdf_export.ink import HAIRLINE, SECOND
from reapply_desktop.services.pdf_export.sections import section_pages
from reapply_desktop.services.pdf_export.sheet import Sheet
from reapply_desktop.services.pdf_export.text import Unknown, cut, one_line, shaped, width

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

__all__ = ["PdfOptions", "export_pdf", "pdf_of"]

FRAME = Style(SANS, 9)

Progress = Callable[[int, int], bool]  # pages drawn, pages in all; False stops


def export_pdf(
    plan: Plan, tables: Tables, today: date, options: PdfOptions, progress: Progress | None = None,
    unknown: Unknown | None = None,
) -> bytes:  # fmt: skip
    """The plan as a PDF, the same bytes for the same plan, tables, day and options.

    `unknown` gathers the characters that no font has: they stand as an empty box, and the caller tells the person.
    Raises UserError for an unknown paper, for sections that hold nothing, and when `progress` answers False.
    """
    return pdf_of(plan, assess_plan(plan, tables, today), tables, today, options, progress, unknown)


def pdf_of(
    plan: Plan, assessment: Assessment, tables: Tables, today: date, options: PdfOptions,
    progress: Progress | None = None, unknown: Unknown | None = None,
) -> bytes:  # fmt: skip
    """The same from an assessment that is already there."""
    strange = [name for name in options.sections if name not in SECTIONS]
    if strange or not options.sections:
        raise UserError(f"{strange[0]} is not a section of the plan" if strange else "Choose at least one section.")
    if not options.prints_all:
        from reapply_desktop.services.pdf_export.discretion import printable, without_typed_sources

        quiet = without_typed_sources(tables, options)
        if quiet is not tables:
            tables, assessment = quiet, assess_plan(plan, quiet, today)
        plan, assessment = printable(plan, assessment, options)
    content = Content(
        plan, assessment, tables, today, options, printed_steps(plan, options), paper_size(options.paper)
    )  # fmt: skip
    pages = _pages(content)
    if not pages:
        raise UserError("What is chosen holds nothing yet.", "Choose another section beside it.")
    return _drawn(content, pages, progress, unknown or Unknown())


def _pages(content: Content) -> list[Page]:
    made = {name: section_pages(name, content) for name in SECTIONS if name in content.options.sections}
    return [
        replace(page, key=page.key or (name if at == 0 else ""))
        for name, pages in made.items() for at, page in enumerate(pages)
    ]  # fmt: skip


def _drawn(content: Content, pages: list[Page], progress: Progress | None, unknown: Unknown) -> bytes:
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    from reapply_desktop.services.pdf_export.fonts import face

    rl_config.useA85 = 0  # bytes as they are: a fifth smaller, and quicker
    buffer = BytesIO()
    canvas = Canvas(
        buffer, pagesize=content.paper, invariant=1, pageCompression=1, initialFontName=face(SANS).name,
        initialFontSize=10, lang="en-US",
    )  # fmt: skip
    _date(canvas, content.today)
    name = one_line(content.answers.applicant.name or "")
    canvas.setTitle(f"Plan for the {content.match_year} Match" + (f": {name}" if name else ""))
    canvas.setAuthor(name or "ReApply Desktop")
    canvas.setSubject(f"Version of {day_month_year(content.today)}")
    canvas.setCreator("ReApply Desktop")
    canvas.setKeywords(["residency", "Match", "plan"])
    canvas.showOutline()
    sheet = Sheet(canvas, frozenset(page.key for page in pages if page.key))
    sheet.unknown = unknown
    level = -1
    for number, page in enumerate(pages, 1):
        paper = page.size or content.paper
        size = (max(paper), min(paper)) if page.landscape else paper
        sheet.begin(*size)
        if page.bookmark:
            key = page.key or f"page-{number}"
            canvas.bookmarkPage(key)
            level = min(page.level, level + 1)  # months alone, without the year above them, stand at the top
            canvas.addOutlineEntry(page.bookmark, key, level, closed=False)
        page.paint(sheet)
        _frame(sheet, content, page, f"Page {number} of {len(pages)}")
        sheet.end()
        if progress is not None and progress(number, len(pages)) is False:
            raise UserError("The PDF was not written: the export was stopped.", "Start it again whenever you want.")
    canvas.save()
    return buffer.getvalue()


def _date(canvas: "Canvas", today: date) -> None:
    """Made and changed on the plan's day at 00:00 UTC; reportlab's own day is that of no plan. The file's ID, a digest
    of its contents, then differs from day to day too."""
    document = canvas._doc
    stamp = document._timeStamp
    stamp.lt = today.timetuple()
    stamp.t = calendar.timegm(stamp.lt)
    stamp.YMDhms, stamp.dhh, stamp.dmm, stamp.tzname = tuple(stamp.lt)[:6], 0, 0, "UTC"
    document.updateSignature(today.isoformat())


def _frame(sheet: Sheet, content: Content, page: Page, number: str) -> None:
    """Head and foot of a page."""
    margin = MARGIN_WIDE if page.landscape else MARGIN
    head, foot = (27.0, 24.0) if page.landscape else (36.0, 30.0)
    right = sheet.width - margin
    version = f"Plan for the {content.match_year} Match · version of {day_month_year(content.today)}"
    room = right - margin - width(version, FRAME) - 20
    sheet.text(margin, head, cut(shaped(one_line(page.head)), FRAME, room), FRAME, SECOND)
    sheet.text(right, head, version, FRAME, SECOND, "right")
    base = sheet.height - foot
    sheet.rule(margin, right, base - 11.5, HAIRLINE)
    sheet.text(margin, base, f"Made with ReApply. {_how_sure(content)}", FRAME, SECOND)
    sheet.text(right, base, number, FRAME, SECOND, "right")


def _how_sure(content: Content) -> str:
    estimated = len(content.assessment.season.estimated)
    if estimated:
        return "Some season dates are estimated; confirm before you rely on them."
    return "Season dates as reported; confirm before you rely on them."
