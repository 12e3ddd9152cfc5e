"""CPU seconds from exec to the first painted window with a plan of 300 steps open, as a ratio to a bare PySide6 window.

Run by hand: `python tests/benchmarks/bench_startup.py [steps] [rounds]`. Only the ratio is stable between machines.
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

BARE = """
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
"""
OURS = """
import sys
from pathlib import Path
import reapply_desktop.__main__
from reapply_desktop import app as composition
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
window = composition.compose(app, Path(sys.argv[1]), None)
window.start(Path(sys.argv[2]))
window.resize(1366, 768)
window.show()
QTimer.singleShot(0, lambda: QTimer.singleShot(0, app.quit))
app.exec()
"""


def cpu(script: str, *arguments: str) -> float:
    """CPU seconds of one start, user and system, of the child alone."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", script, *arguments], env=os.environ, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    from plan_values import small_plan

    from reapply_desktop.services import storage

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled already
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        plan = Path(folder) / "plan.reapply"
        storage.save(small_plan(steps), plan)
        cpu(OURS, folder, str(plan))
        cpu(BARE)
        bare, ours = [], []
        for _ in range(rounds):
            bare.append(cpu(BARE))
            ours.append(cpu(OURS, folder, str(plan)))
    floor, own = statistics.median(bare), statistics.median(ours)
    print(f"{steps} steps: bare {floor:.3f} s, ReApply {own:.3f} s, ratio {own / floor:.2f}")


if __name__ == "__main__":
    main()
