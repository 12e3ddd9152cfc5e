"""An edit in the table's model and a letter typed in Find, with 300 and 3,000 steps, beside a plain walk over them.

QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_edits.py   prints CPU milliseconds (median) and the ratio to
the walk; the aim is at most 16 ms at 3,000 (an edit shares that with the chart and the inspector).
"""

import statistics
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import uuid4

from PySide6.QtWidgets import QApplication, QWidget

from reapply_desktop.domain.answers import Answers, Applicant, Application
from reapply_desktop.domain.finding_things import find, searchable, step_things
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.find_box import FindBox
from reapply_desktop.ui.models.steps import STEPS
from reapply_desktop.ui.models.table_model import TableModel
from reapply_desktop.ui.theme import Theme

TODAY = date(2026, 6, 14)
QUERIES = ("s", "st", "sta", "statement", "statement 12", "feedback", "program 3 write")


def a_plan(size: int) -> Plan:
    answers = Answers(Applicant("us_md"), (Application("neurology"),))
    days = [TODAY + timedelta(days=n * 300 // size) for n in range(size)]
    return Plan(str(uuid4()), answers, tuple(
        Milestone(f"s{n}", f"Write statement {n} for program {n % 97}", "documents", day, day, notes="Feedback. " * 9)
        for n, day in enumerate(days)
    ))  # fmt: skip


def milliseconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)


def edits(plan: Plan, sort: bool) -> Iterator[float]:
    document = Document(load_tables(), lambda: TODAY, lambda: str(uuid4()))
    document.open(plan, None)
    model = TableModel(document, STEPS)
    if sort:
        model.sort(model.column_of("start"))
    for n in range(9):
        step = plan.milestones[n * len(plan.milestones) // 10]
        changed = document.plan.with_milestone(step.moved(3))  # type: ignore[union-attr]
        yield milliseconds(lambda changed=changed: document.change(changed, "Move step"))


def main() -> None:
    app = QApplication([])
    theme, window = Theme(app), QWidget()
    for size in (300, 3000):
        plan = a_plan(size)
        walk = statistics.median(milliseconds(lambda plan=plan: [m.title for m in plan.milestones]) for _ in range(9))
        things = searchable(step_things(plan, TODAY))
        box = FindBox(theme, window)
        box.ask(step_things(plan, TODAY))

        def typed(query: str, box: FindBox = box) -> None:
            box.field.setText(query)
            box.list.viewport().repaint()

        rows = {
            "edit": list(edits(plan, False)),
            "edit, sorted": list(edits(plan, True)),
            "find": [milliseconds(lambda q=q, things=things: find(q, things)) for q in QUERIES],
            "find, shown": [milliseconds(lambda q=q: typed(q)) for q in QUERIES],
        }
        for name, spent in rows.items():
            middle = statistics.median(spent)
            ratio = middle / max(walk, 0.001)
            print(f"{size:5} steps  {name:13} {middle:6.2f} ms  {ratio:8.1f} × a walk over the steps")


if __name__ == "__main__":
    main()
