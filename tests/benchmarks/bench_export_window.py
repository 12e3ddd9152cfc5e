"""How long the window stands still while a plan of 3,000 steps goes into a calendar. Run by hand:

python tests/benchmarks/bench_export_window.py   prints the longest pauses between two beats of a 5 ms timer, by phase;
the aim is at most 50 ms in each.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent))

from bench_ics import a_plan
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from reapply_desktop.domain.answers import Application
from reapply_desktop.services import storage
from reapply_desktop.services.reference_data import load_tables
from reapply_desktop.ui.calendar_export.dialog import CalendarDialog
from reapply_desktop.ui.calendar_export.live_file import LiveFile
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme

STEPS, NOW = 3000, datetime(2026, 4, 1, 9, tzinfo=UTC)


class Heartbeat:
    """Beats every 5 ms; `longest` is the longest pause since the last reading."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self._longest = 0.0
        self._timer = QTimer()
        self._timer.setInterval(5)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last)
        self._last = now

    def longest(self) -> float:
        self._beat()
        longest, self._longest = self._longest, 0.0
        return longest * 1000


def main() -> None:
    app = QApplication([])
    theme = Theme(app, factor=1.0)
    heart = Heartbeat()

    def phase(words: str, do: Callable[[], object], until: Callable[[], bool] | None = None) -> None:
        app.processEvents()
        heart.longest()
        do()
        end = time.perf_counter() + 0.3
        while time.perf_counter() < end or (until is not None and not until()):
            app.processEvents()
        print(f"{words:42} {heart.longest():6.0f} ms")

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        plan = a_plan(STEPS)
        # No file keeps a plan without an application.
        plan = replace(plan, answers=replace(plan.answers, applications=(Application("internal_medicine"),)))
        storage.save(plan, out / "year.reapply")
        document = Document(load_tables(), lambda: date(2026, 4, 1), lambda: "x")
        document.open(plan, out / "year.reapply")
        live = LiveFile(document, Settings(out), out, lambda: NOW)
        made: list[CalendarDialog] = []

        def open_dialog() -> None:
            made.append(CalendarDialog(document, theme, Settings(out), live, out, lambda: NOW))
            made[-1].show()

        def done() -> bool:
            return made[-1]._job is None

        phase("nothing", lambda: None)
        phase("the dialog opens, first time", open_dialog)
        dialog = made[-1]
        phase("a choice", dialog.choices.discreet.click)
        phase("another calendar", dialog.choices._cards["apple"].click)
        phase("what goes in", lambda: dialog._show_contents())
        phase("the export, first time", dialog.export, done)
        dialog.close()
        phase("the dialog opens again", open_dialog)
        again = made[-1]
        phase("the export again", again.export, done)
        again.close()
        current = document.plan
        assert current is not None
        phase("the record goes into the plan's file", lambda: storage.save(current, out / "year.reapply"))
        phase("the dialog opens a third time", open_dialog)
        third = made[-1]
        third.choices._ways["live"].click()
        phase("a file kept up to date", third.export, done)
        third.close()
        moved = current.with_milestone(current.milestones[7].moved(1))
        phase("a change, followed", lambda: document.change(moved, "Move"), lambda: live._job is None)
        phase("written", live._write, lambda: live._job is None)
        live.finish()


if __name__ == "__main__":
    main()
