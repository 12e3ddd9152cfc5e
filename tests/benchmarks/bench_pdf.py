"""How long the PDF of 300 steps takes beside a bare reportlab canvas, and how large it is. Run by hand:

    python tests/benchmarks/bench_pdf.py

The bare canvas writes a table of the same steps with the same two fonts and nothing else: no wrapping, no calendar, no
year page. Each is measured in a process of its own as CPU seconds, the best of several.
"""

import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reapply_desktop.domain.plan import Plan

COUNTS = (10, 60, 140, 300, 3000)
TODAY = date(2026, 6, 14)


def plan_of(count: int) -> "Plan":
    from reapply_desktop.domain.answers import Answers, Applicant, Application
    from reapply_desktop.domain.plan import Milestone, Plan
    from reapply_desktop.domain.vocabulary import CATEGORIES

    names = list(CATEGORIES)[:10]
    start = date(2026, 3, 23)
    steps = tuple(
        Milestone(
            f"m{n}", f"Step {n}: ask for the second letter of the year", names[n % 10],
            start + timedelta(days=n * 7 % 350), start + timedelta(days=n * 7 % 350 + n * 5 % 24),
            notes="Done means the letter is promised and its day is known.",
        )
        for n in range(count)
    )  # fmt: skip
    return Plan("bench", Answers(Applicant("us_md", "Bench"), (Application("internal_medicine", 60, 5),)), steps)


def bare(count: int) -> tuple[float, int]:
    """The same steps as plain lines on a canvas."""
    plan = plan_of(count)
    from reapply_desktop.services import resources

    begun = time.process_time()
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name in ("SourceSans3-Regular", "SourceSans3-Semibold"):
        pdfmetrics.registerFont(TTFont(name, BytesIO(resources.data("fonts", f"{name}.ttf"))))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(612, 792), invariant=1, pageCompression=1, initialFontName="SourceSans3-Regular")
    for index, step in enumerate(plan.milestones):
        if index and index % 30 == 0:
            canvas.showPage()
        y = 740 - index % 30 * 23
        canvas.rect(48, y, 9, 9)
        canvas.setFont("SourceSans3-Semibold", 10)
        canvas.drawString(64, y, step.end.isoformat())
        canvas.drawString(140, y, step.title)
        canvas.setFont("SourceSans3-Regular", 10)
        canvas.drawString(140, y - 11, step.notes)
        canvas.drawRightString(564, y, step.category)
        canvas.line(48, y - 15, 564, y - 15)
    canvas.save()
    return time.process_time() - begun, len(buffer.getvalue())


def ours(count: int) -> tuple[float, int]:
    plan = plan_of(count)
    from reapply_desktop.services.reference_data import load_tables

    tables = load_tables()
    begun = time.process_time()
    from reapply_desktop.services.pdf_export.document import PdfOptions, export_pdf

    data = export_pdf(plan, tables, TODAY, PdfOptions())
    return time.process_time() - begun, len(data)


def once(kind: str, count: int, compiled: str) -> tuple[float, int]:
    """One run in a fresh process, so that imports and fonts count; modules are compiled as in an installed program."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, __file__, kind, str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    seconds, size = done.stdout.split()
    return float(seconds), int(size)


def best(count: int, compiled: str, rounds: int = 9) -> tuple[float, float, int]:
    """The quickest of some runs of each, taken in turn so that both meet the same moments of a busy machine."""
    pairs = [(once("bare", count, compiled), once("ours", count, compiled)) for _ in range(rounds)]
    return min(canvas for (canvas, _), _ in pairs), min(pdf for _, (pdf, _) in pairs), pairs[0][1][1]


def main() -> None:
    if len(sys.argv) == 3:
        seconds, size = {"bare": bare, "ours": ours}[sys.argv[1]](int(sys.argv[2]))
        print(seconds, size)
        return
    print(f"{'steps':>6} {'canvas s':>9} {'PDF s':>7} {'ratio':>6} {'PDF kB':>7}")
    with tempfile.TemporaryDirectory(prefix="reapply-bench-") as compiled:
        once("ours", 10, compiled)
        once("bare", 10, compiled)
        for count in COUNTS:
            canvas, pdf, size = best(count, compiled)
            print(f"{count:>6} {canvas:>9.3f} {pdf:>7.3f} {pdf / canvas:>6.2f} {size / 1000:>7.0f}")


if __name__ == "__main__":
    main()
