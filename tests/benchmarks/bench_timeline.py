"""A frame of the timeline, table and chart and inspector together, with 300 to 10,000 steps, beside a blank widget.

QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_timeline.py   prints CPU milliseconds of a frame, from the event
to the painted window: median / p95 while scrolling, sideways, dragging (aims 4 / 6), and of an edit of one step with
all views redrawn (aim 16 at 3,000). `chart` is the chart painted wholly anew, which a frame of these seldom is.
"""

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.chart_view import ChartView
from reapply_desktop.ui.timeline.timeline_page import TimelinePage

TODAY, FRAMES = date(2026, 6, 14), 300
PAGE = 1314, 738
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Blank(QWidget):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().base())
        painter.end()


def a_plan(size: int, far: bool = False) -> Plan:
    """Steps over a year, a third of one day, each but the first few waiting for one some rows (`far`: many) above."""
    categories = list(CATEGORIES)
    steps = []
    for n in range(size):
        start = date(2026, 4, 1) + timedelta(days=n * 350 // size)
        end = start + timedelta(days=0 if n % 3 == 0 else n % 40)
        back = n // 2 + 1 if far else 1 + n % 7
        steps.append(Milestone(
            str(n), f"Step {n}, with a title of usual length", categories[n % len(categories)], start, end,
            status=("planned", "planned", "done", "dropped")[n % 4],
            depends_on=(str(n - back),) if n >= back else (),
        ))  # fmt: skip
    return Plan("p", Answers(Applicant("us_md"), (Application("internal_medicine"),), season=2027), tuple(steps))


def timed(frame: Callable[[int], None], frames: int = FRAMES) -> tuple[float, float]:
    """Median and 95th percentile of CPU milliseconds."""
    for n in range(10):
        frame(n)
    taken = []
    for n in range(frames):
        began = time.process_time_ns()
        frame(n)
        taken.append((time.process_time_ns() - began) / 1e6)
    taken.sort()
    return statistics.median(taken), taken[int(len(taken) * 0.95)]


def a_page(theme: Theme, plan: Plan, selected: int) -> tuple[TimelinePage, Document]:
    """The page as it stands in the window, its first step selected, or all."""
    document = Document(load_tables(), lambda: TODAY, lambda: "new")
    document.open(plan, None)
    page = TimelinePage(document, theme, None)
    page.resize(*PAGE)
    page.show()
    QApplication.processEvents()
    if selected > 1:
        page.table.selectAll()
    else:
        page.show_step(plan.milestones[0].id)
    QApplication.processEvents()
    return page, document


def scrolling(chart: ChartView) -> Callable[[int], None]:
    bar = chart.verticalScrollBar()

    def frame(n: int) -> None:
        bar.setValue((n * 37) % max(1, bar.maximum()))
        QApplication.processEvents()

    return frame


def sideways(chart: ChartView) -> Callable[[int], None]:
    chart.zoom_about(6, 400)
    QApplication.processEvents()
    bar = chart.horizontalScrollBar()

    def frame(n: int) -> None:
        bar.setValue((n * 23) % max(1, bar.maximum()))
        QApplication.processEvents()

    return frame


def sent(chart: ChartView, kind: QEvent.Type, x: float, y: float) -> None:
    port = chart.viewport()
    place = QPointF(x, y)
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    QApplication.sendEvent(port, QMouseEvent(kind, place, port.mapToGlobal(place), button, LEFT, NONE))


def dragging(chart: ChartView) -> Callable[[int], None]:
    chart.fit_year()
    chart.verticalScrollBar().setValue(0)
    QApplication.processEvents()
    at = chart.geometry_now()
    x0, x1 = at.span(chart.rows, 5)
    x, y = (x0 + x1) / 2, at.y(5) + at.row / 2
    sent(chart, QEvent.Type.MouseButtonPress, x, y)

    def frame(n: int) -> None:
        sent(chart, QEvent.Type.MouseMove, x + 20 + (n * 3) % 300, y)
        QApplication.processEvents()

    return frame


def anew(chart: ChartView) -> Callable[[int], None]:
    chart.cancel()
    return lambda _n: chart.viewport().repaint()


def editing(document: Document) -> Callable[[int], None]:
    def frame(n: int) -> None:
        plan = document.plan
        assert plan is not None
        step = plan.milestones[7]
        document.change(plan.with_milestone(replace(step, end=step.start + timedelta(days=n % 30 + 1))), "Change end")
        QApplication.processEvents()

    return frame


def main() -> None:
    app = QApplication(sys.argv[:1])
    theme = Theme(app, factor=1.0)
    blank = Blank()
    blank.resize(*PAGE)
    blank.show()
    app.processEvents()
    floor, _ = timed(lambda _n: blank.repaint())
    blank.hide()
    print(f"blank widget {floor:5.2f} ms")
    print("                          scroll          sideways        drag            chart           edit")
    for name, size, far, scheme, selected in (
        ("60", 60, False, "light", 1), ("300", 300, False, "light", 1), ("3,000", 3000, False, "light", 1),
        ("10,000", 10000, False, "light", 1), ("3,000 patterned", 3000, False, "contrast", 1),
        ("10,000 patterned", 10000, False, "contrast", 1), ("10,000 far arrows", 10000, True, "light", 1),
        ("10,000 all selected", 10000, False, "light", 10000),
    ):  # fmt: skip
        theme.set_scheme(scheme)
        page, document = a_page(theme, a_plan(size, far), selected)
        chart = page.pane.chart
        assert chart is not None
        results = [timed(scrolling(chart)), timed(sideways(chart)), timed(dragging(chart)), timed(anew(chart), 60)]
        results.append(timed(editing(document), 30))
        cells = "   ".join(f"{median:5.2f} / {late:5.2f}" for median, late in results)
        print(f"{name:20}  {cells}   scroll is {results[0][0] / floor:.1f} × blank", flush=True)
        page.close()
        page.deleteLater()
        app.processEvents()


if __name__ == "__main__":
    main()
