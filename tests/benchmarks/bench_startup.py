"""CPU seconds from exec to the first painted window with a plan of 300 steps open, as a ratio to a bare PySide6 window.

Run by hand: `python tests/benchmarks/bench_startup.py [steps] [rounds]`. Only the ratio is stable between machines.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

BARE = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, app.quit)
window = Window()
window.setCentralWidget(QLabel("A window"))
window.resize(1366, 768)
window.show()
app.exec()
print(time.process_time())
"""
# The real command, up to what it leaves for after the first window; the list of pages is painted with the rest.
OURS = """
import gc, os, sys, time
import reapply_desktop.__main__
gc.disable()  # as the command does
from reapply_desktop import app as composition
from reapply_desktop.ui.sidebar import _PageList
from PySide6.QtCore import QTimer
painted, paint = [], _PageList.paintEvent
def paint_and_note(self, event):
    paint(self, event)
    painted.append(self.window().size().toTuple())
_PageList.paintEvent = paint_and_note
def end(app, window):
    if not painted:
        QTimer.singleShot(0, lambda: end(app, window))
        return
    print(time.process_time())
    sys.stdout.flush()
    os._exit(painted[0] != (1366, 768))
compose = composition.compose
def compose_in_its_size(*given):  # as a window has it on all days but the first
    window = compose(*given)
    window.resize(1366, 768)
    return window
composition.compose, composition._after_start = compose_in_its_size, end
composition.run(sys.argv[1], None)
"""


def cpu(script: str, *arguments: str) -> float:
    """CPU seconds, user and system, from exec until the first window is painted."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], env=os.environ, check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def main() -> None:
    from plan_values import small_plan

    from reapply_desktop.services import storage

    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled already
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        plan = Path(folder) / "plan.reapply"
        storage.save(small_plan(steps), plan)
        os.environ["REAPPLY_DATA_DIR"] = folder
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        cpu(OURS, str(plan))
        cpu(BARE)
        bare, ours = [], []
        for _ in range(rounds):
            bare.append(cpu(BARE))
            ours.append(cpu(OURS, str(plan)))
    floor, own = statistics.median(bare), statistics.median(ours)
    least = f"{min(bare):.3f} s, {min(ours):.3f} s, {min(ours) / min(bare):.2f}"
    print(f"{steps} steps: bare {floor:.3f} s, ReApply {own:.3f} s, ratio {own / floor:.2f} (least of each: {least})")


if __name__ == "__main__":
    main()
