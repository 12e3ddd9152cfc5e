"""What the window's own thread has to do comes in short turns: imports a few modules at a time, events between them."""

import json
import subprocess
import sys

import pytest
from PySide6.QtCore import QTimer

from reapply_desktop.ui import exporting
from reapply_desktop.ui.printing import opening
from reapply_desktop.ui.turns import breathe, import_in_turns

AT_ONCE = 8  # modules of ours that one turn may import
COUNTS = """
import json, sys
from importlib import import_module
import reapply_desktop.app
def ours(): return {name for name in sys.modules if name.startswith("reapply_desktop")}
found = []
for name in json.loads(sys.argv[1]):
    before = ours()
    import_module(name)
    found.append(len(ours() - before))
print(json.dumps(found))
"""


def test_timers_run_between_turns(qtbot):
    heard = []
    QTimer.singleShot(0, lambda: heard.append("timer"))
    breathe()
    assert heard == ["timer"]


def test_what_is_there_already_takes_no_turn_and_shows_no_busy_pointer(qapp):
    import_in_turns(("json", "sys"))
    assert qapp.overrideCursor() is None


def test_the_pointer_is_busy_only_meanwhile(qapp, monkeypatch):
    monkeypatch.delitem(sys.modules, "this_is_no_module", raising=False)
    with pytest.raises(ModuleNotFoundError):
        import_in_turns(("this_is_no_module",))
    assert qapp.overrideCursor() is None


@pytest.mark.parametrize("modules", [exporting.CALENDAR, exporting.SERVER, opening.PRINTING],
                         ids=["calendar", "server", "printing"])  # fmt: skip
def test_no_turn_imports_more_than_a_few_modules(modules):
    asked = [sys.executable, "-c", COUNTS, json.dumps(modules)]
    counts = json.loads(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
    assert {name: count for name, count in zip(modules, counts, strict=True) if count > AT_ONCE} == {}
