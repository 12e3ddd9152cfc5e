"""A frame of the chart while scrolling, dragging and zooming, with 300 to 10,000 steps, beside a blank widget.

QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_timeline.py   prints CPU milliseconds of a frame: median and
p95; the aims are 4 and 6 ms. An edit is one step moved in the document with the chart painted again: at most 16 ms at
3,000 (table and inspector have to share that with it).
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

TODAY, FRAMES = date(2026, 6, 14), 300
SIZE = 1200, 720
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


def a_chart(theme: Theme, plan: Plan, selected: int = 1) -> tuple[ChartView, Document]:
    document = Document(load_tables(), lambda: TODAY, lambda: "new")
    document.open(plan, None)
    chart = ChartView(theme, document, TODAY)
    chart.resize(*SIZE)
    chart.set_rows([m.id for m in plan.milestones])
    chart.set_selected([m.id for m in plan.milestones[:selected]])
    chart.show()
    QApplication.processEvents()
    return chart, document


def scrolling(chart: ChartView) -> Callable[[int], None]:
    bar = chart.verticalScrollBar()

    def frame(n: int) -> None:
        bar.setValue((n * 37) % max(1, bar.maximum()))
        chart.viewport().repaint()

    return frame


def sideways(chart: ChartView) -> Callable[[int], None]:
    chart.zoom_about(6, 400)
    bar = chart.horizontalScrollBar()

    def frame(n: int) -> None:
        bar.setValue((n * 23) % max(1, bar.maximum()))
        chart.viewport().repaint()

    return frame


def sent(chart: ChartView, kind: QEvent.Type, x: float, y: float) -> None:
    port = chart.viewport()
    place = QPointF(x, y)
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    QApplication.sendEvent(port, QMouseEvent(kind, place, port.mapToGlobal(place), button, LEFT, NONE))


def dragging(chart: ChartView) -> Callable[[int], None]:
    chart.fit_year()
    chart.verticalScrollBar().setValue(0)
    at = chart.geometry_now()
    x0, x1 = at.span(chart.rows, 5)
    x, y = (x0 + x1) / 2, at.y(5) + at.row / 2
    sent(chart, QEvent.Type.MouseButtonPress, x, y)

    def frame(n: int) -> None:
        sent(chart, QEvent.Type.MouseMove, x + 20 + (n * 3) % 300, y)
        chart.viewport().repaint()

    return frame


def editing(chart: ChartView, document: Document) -> Callable[[int], None]:
    chart.cancel()

    def frame(n: int) -> None:
        plan = document.plan
        assert plan is not None
        step = plan.milestones[7]
        document.change(plan.with_milestone(replace(step, end=step.start + timedelta(days=n % 30 + 1))), "Change end")
        chart.set_rows([m.id for m in document.plan.milestones])  # type: ignore[union-attr]
        chart.viewport().repaint()

    return frame


def main() -> None:
    app = QApplication(sys.argv[:1])
    theme = Theme(app, factor=1.0)
    blank = Blank()
    blank.resize(*SIZE)
    blank.show()
    app.processEvents()
    floor, _ = timed(lambda _n: blank.repaint())
    print(f"blank widget {floor:5.2f} ms")
    print("                          scroll          sideways        drag            edit     median / p95, ms")
    for name, size, far, scheme, selected in (
        ("60", 60, False, "light", 1), ("300", 300, False, "light", 1), ("3,000", 3000, False, "light", 1),
        ("10,000", 10000, False, "light", 1), ("10,000 patterned", 10000, False, "contrast", 1),
        ("10,000 far arrows", 10000, True, "light", 1), ("10,000 all selected", 10000, False, "light", 10000),
    ):  # fmt: skip
        theme.set_scheme(scheme)
        chart, document = a_chart(theme, a_plan(size, far), selected)
        results = [timed(scrolling(chart)), timed(sideways(chart)), timed(dragging(chart), FRAMES)]
        results.append(timed(editing(chart, document), 60))
        cells = "   ".join(f"{median:5.2f} / {late:5.2f}" for median, late in results)
        print(f"{name:20}  {cells}   scroll is {results[0][0] / floor:.1f} × blank")
        chart.deleteLater()


if __name__ == "__main__":
    main()
