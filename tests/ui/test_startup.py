"""Start-up is imports: nothing of the export stack is loaded before the first window is up with a plan open."""

import json
import os
import subprocess
import sys
from pathlib import Path

from plan_values import small_plan

from reapply_desktop.services import storage

SLOW = (
    "icalendar", "reportlab", "xlsxwriter", "jinja2", "asyncio", "urllib.request", "importlib.metadata", "dateutil",
    "arabic_reshaper", "bidi", "caldav", "cryptography", "numpy", "PIL", "http.client", "ssl", "tomllib", "zoneinfo",
    "importlib.resources",
)  # fmt: skip
QT_OWN = {"shibokensupport", "signature_bootstrap", "typing_extensions"}  # what PySide6 brings itself
# Classes of Qt with hundreds of names, or one of a whole family, that PySide makes when anything touches them.
LARGE = {"QStyle", "QStyledItemDelegate", "QGraphicsSceneEvent", "QTabletEvent", "QTextCharFormat", "QAccessible",
         "QPageSize", "QWizard", "QFileDialog"}  # fmt: skip
ALLOWED = {"PySide6", "shiboken6", "msgspec", "platformdirs", "reapply_desktop"}

SCRIPT = """
import json, sys
before = set(sys.modules)
from pathlib import Path
import reapply_desktop.__main__
from reapply_desktop import app
from PySide6.QtWidgets import QApplication
qt = QApplication([])
window = app.compose(qt, Path(sys.argv[1]), None)
window.start(Path(sys.argv[2]))
window.show()
for _ in range(20):
    qt.processEvents()
import linecache
sources = [file for file in linecache.cache if "reapply_desktop" in file]
modules = sorted(set(sys.modules) - before)
from shiboken6 import Shiboken
made, next_ones = set(), [Shiboken.Object]
while next_ones:
    below = type.__subclasses__(next_ones.pop())
    made |= {one.__name__ for one in below}
    next_ones += below
print(json.dumps({"title": window.windowTitle(), "modules": modules, "sources": sources, "made": sorted(made)}))
"""


def test_nothing_slow_is_imported_before_the_first_window(tmp_path: Path) -> None:
    plan = tmp_path / "nadia.reapply"
    storage.save(small_plan(), plan)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path), str(plan)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["title"].startswith("nadia")
    assert [name for name in SLOW if name in seen["modules"]] == []
    assert seen["sources"] == [], "Qt's import reads the source of all that is imported after it"
    assert LARGE & set(seen["made"]) == set()
    packages = {name.partition(".")[0] for name in seen["modules"]} - set(sys.stdlib_module_names)
    assert {p for p in packages if not p.startswith("_")} <= ALLOWED | QT_OWN
