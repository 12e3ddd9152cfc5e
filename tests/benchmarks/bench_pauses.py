"""How long the real window stands still while a plan is exported, published, printed and saved as a table. Run by hand:

python tests/benchmarks/bench_pauses.py [STEPS …]   prints, by phase, the longest pause between two beats of a 5 ms
timer and how long the phase took (the best of three runs); the aim is at most 50 ms in each. A pause counts for as
much processor time as the program used in it, so that other programs on a busy machine are left out; the pause by the
clock stands in brackets.

Without a screen it runs offscreen; `QT_QPA_PLATFORM=xcb xvfb-run …` shows real windows.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from real_window import open_window
from services.radicale import PASSWORD, USER, Radicale, running

from reapply_desktop.domain.plan import Plan
from reapply_desktop.services import plan_file, resources, storage
from reapply_desktop.ui.theme import Theme

RUNS, BEAT, REST = 3, 5, 0.35
LEFT = Qt.MouseButton.LeftButton


def a_plan(size: int) -> Plan:
    """The sample's year with so many steps."""
    plan = plan_file.decode(resources.data("samples", "sample.reapply"))
    own = plan.milestones
    steps = tuple(
        replace(own[at % len(own)].moved(at // len(own) % 5), id=f"{own[at % len(own)].id}-{at}", depends_on=(),
                title=f"{own[at % len(own)].title} {at}")
        for at in range(size)
    )  # fmt: skip
    return replace(plan, milestones=steps, origins={})


@dataclass
class Phase:
    """`do` begins it; it is over when `until` says so and it has rested for a while."""

    words: str
    do: Callable[[], object]
    until: Callable[[], bool] = lambda: True


class Run:
    """Beats every 5 ms and goes from phase to phase; in modal dialogs too, as it is driven by the timer itself."""

    def __init__(self, app: QApplication, phases: Iterator[Phase]) -> None:
        self._app, self._phases = app, phases
        self._phase: Phase | None = None
        self._last = self._begun = time.perf_counter()
        self._used = time.process_time()
        self._longest, self._by_clock, self._over = 0.0, 0.0, 0.0
        self.found: dict[str, tuple[float, float, float]] = {}
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now, used = time.perf_counter(), time.process_time()
        self._longest = max(self._longest, min(now - self._last, used - self._used))
        self._by_clock = max(self._by_clock, now - self._last)
        self._last, self._used = now, used
        if self._phase is not None:
            if not self._phase.until():
                self._over = 0.0
                if now - self._begun > 120:
                    raise SystemExit(f"never over: {self._phase.words}")
                return
            self._over = self._over or now
            if now - self._over < REST:
                return
            self.found[self._phase.words] = self._longest * 1000, self._by_clock * 1000, self._over - self._begun
        self._phase = next(self._phases, None)
        if self._phase is None:
            self._timer.stop()
            QTimer.singleShot(0, self._app.quit)
            return
        self._longest, self._by_clock, self._over = 0.0, 0.0, 0.0
        self._last, self._used = time.perf_counter(), time.process_time()
        self._begun = self._last
        QTimer.singleShot(0, self._phase.do)


def story(window: Any, messages: Any, out: Path, server: Radicale) -> Iterator[Phase]:
    """All that leaves the program, one after the other, as a person does it."""
    app = QApplication.instance()

    def dialog() -> Any:
        return app.activeModalWidget()  # type: ignore[union-attr]

    def shown() -> bool:
        return dialog() is not None

    def gone() -> bool:
        return dialog() is None

    def rests() -> bool:
        return dialog()._job is None

    def press(name: str) -> Callable[[], object]:
        def go() -> None:
            found: list[QWidget] = dialog().findChildren(QAbstractButton, name)
            QTest.mouseClick(next(one for one in found if one.isVisible()), LEFT)

        return go

    def close() -> Phase:
        return Phase("", lambda: dialog().reject(), gone)

    yield Phase("", lambda: None)
    yield Phase("nothing", lambda: None)
    yield from calendar(window, out, dialog, shown, rests, press, close)
    yield from publishing(window, server, dialog, shown, rests, press, close)
    yield from printing(window, out, dialog, shown, rests, press, close)
    for kind in ("csv", "xlsx"):
        messages.paths = [out / f"table.{kind}"]
        yield Phase(f"table {kind}", window._commands["table"].trigger,
                    lambda: window.exporting._table is not None and window.exporting._table._job is None)
    window._document.undo_stack.setClean()


def calendar(window: Any, out: Path, dialog: Any, shown: Any, rests: Any, press: Any, close: Any) -> Iterator[Phase]:
    opens = window._commands["export"].trigger
    yield Phase("calendar: opens, first time", opens, shown)
    dialog()._path = out / "year.ics"
    for name in ("discreet", "plan_b", "calendar-apple", "calendar-thunderbird", "way-import", "calendar-google"):
        yield Phase(f"calendar: {name}", press(name))
    yield Phase("calendar: what goes in", press("contents"))
    yield Phase("calendar: a category", press("category-letters"))
    yield Phase("calendar: tasks too", press("tasks"))
    yield Phase("calendar: back", press("back"))
    yield Phase("calendar: export, first time", press("export"), rests)
    yield close()
    yield Phase("calendar: opens again", opens, shown)
    yield Phase("calendar: export again", press("export"), rests)
    yield close()
    yield Phase("calendar: opens a third time", opens, shown)
    yield Phase("", press("calendar-thunderbird"))
    dialog()._path = out / "live.ics"
    yield Phase("calendar: live file on", press("export"), rests)
    yield close()
    live = window.exporting.live_file
    plan = window._document.plan
    moved = plan.with_milestone(plan.milestones[7].moved(1))
    yield Phase("an edit", lambda: window._document.change(moved, "Move"))
    yield Phase("live file rewritten", lambda: live._soon.start(0), lambda: live._job is None)


def publishing(
    window: Any, server: Radicale, dialog: Any, shown: Any, rests: Any, press: Any, close: Any
) -> Iterator[Phase]:
    yield Phase("publish: opens", window._commands["publish"].trigger, shown)
    fields = dialog().sign_in
    for field, words in ((fields.url, server.url), (fields.user, USER), (fields.password, PASSWORD)):
        field.insert(words)
    yield Phase("publish: sign in", lambda: QTest.mouseClick(fields.test, LEFT), rests)
    # As many as the server takes in a few seconds.
    plan = window._document.plan
    dialog()._plan = replace(plan, milestones=plan.milestones[:100])
    yield Phase("publish: publish 100", press("publish"), rests)
    yield Phase("publish: a choice", press("plan_b"))
    yield close()


def printing(window: Any, out: Path, dialog: Any, shown: Any, rests: Any, press: Any, close: Any) -> Iterator[Phase]:
    opens = window._commands["print"].trigger

    def drawn() -> bool:
        return shown() and not dialog().maker.is_busy and not dialog().preview.view.image().isNull()

    def pdf_printer(printer: Any, _pages: int, _parent: Any) -> bool:
        printer.setOutputFormat(printer.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(out / "paper.pdf"))
        printer.setResolution(300)
        printer.setFromTo(1, 3)
        return True

    yield Phase("print: opens, first pages", opens, drawn)
    for name in ("section-weeks", "section-wall", "scores", "names", "plan_b", "section-weeks"):
        yield Phase(f"print: {name}", press(name), drawn)
    pages = dialog().preview.pages

    def turn() -> None:
        QTest.keyClick(dialog(), Qt.Key.Key_PageDown)

    for _ in range(min(pages - 1, 6)):
        yield Phase("print: next page", turn, drawn)
    yield Phase("print: enlarge", lambda: QTest.mouseClick(dialog().preview.enlarge, LEFT), drawn)
    yield Phase("print: next page, large", turn, drawn)
    yield Phase("", press("names"))
    yield Phase("print: save the PDF", press("save_pdf"), rests)
    dialog()._choose_printer, dialog()._has_printer = pdf_printer, lambda: True
    yield Phase("print: 3 pages on paper", press("print_pages"), rests)
    yield close()
    yield Phase("print: opens again", opens, drawn)
    yield Phase("print: closed at once", lambda: (press("names")(), dialog().reject()), lambda: not shown())


def once(size: int) -> None:
    """One run; prints what was found as JSON."""
    app = QApplication([])
    theme = Theme(app, factor=1.0)
    with tempfile.TemporaryDirectory() as folder, running(Path(tempfile.mkdtemp(dir=folder))) as server:
        out = Path(folder)
        storage.save(a_plan(size), out / "year.reapply")
        window, messages = open_window(app, theme, out / "data")
        window.start(out / "year.reapply")
        window.show()
        run = Run(app, story(window, messages, out, server))
        app.exec()
        window.close()
        print(json.dumps(run.found))


def main() -> None:
    if "--once" in sys.argv:
        once(int(sys.argv[-1]))
        return
    for size in [int(word) for word in sys.argv[1:]] or [300, 3000]:
        runs = []
        for _ in range(RUNS):
            asked = [sys.executable, __file__, "--once", str(size)]
            done = subprocess.run(asked, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            runs.append(json.loads(done.stdout))
        print(f"{size} steps")
        for words in filter(None, runs[0]):
            pause, clock, took = (min(run[words][at] for run in runs) for at in range(3))
            mark = "*" if pause > 50 else " "
            print(f"  {words:32} {pause:5.0f} ms {mark} ({clock:5.0f} ms) {took:6.2f} s", flush=True)


if __name__ == "__main__":
    main()
