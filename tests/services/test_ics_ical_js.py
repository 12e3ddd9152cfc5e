"""The calendar as ical.js reads it, which Thunderbird and web calendars build on; only where node has it.

`npm install ical.js` in a folder above, or NODE_PATH naming one that has it.
"""

import json
import shutil
import subprocess
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from calendar_steps import EVENING, NOW, export, plan, step, tables

from reapply_desktop.services.ics_export import CalendarOptions, export_calendar, export_tasks

READ = """
const text = require('fs').readFileSync(0, 'utf8');
import('ical.js').catch(() => import(require.resolve('ical.js'))).then(({default: ICAL}) => {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const told = (part) => {
    const event = part.name === 'vevent' ? new ICAL.Event(part) : null;
    const alarm = part.getFirstSubcomponent('valarm');
    return {
      uid: part.getFirstPropertyValue('uid'), summary: part.getFirstPropertyValue('summary'),
      description: part.getFirstPropertyValue('description'), sequence: part.getFirstPropertyValue('sequence'),
      status: part.getFirstPropertyValue('status'), categories: part.getFirstProperty('categories')?.getValues(),
      start: event && event.startDate.toString(), end: event && event.endDate.toString(),
      wholeDay: event && event.startDate.isDate, due: part.getFirstPropertyValue('due')?.toString(),
      rings: alarm && event.startDate.clone() && (() => { const at = event.startDate.clone();
        if (at.isDate) { at.isDate = false; at.hour = at.minute = at.second = 0; }
        at.addDuration(alarm.getFirstPropertyValue('trigger')); return at.toString(); })(),
    };
  };
  const parts = [...calendar.getAllSubcomponents('vevent'), ...calendar.getAllSubcomponents('vtodo')];
  console.log(JSON.stringify(parts.map(told)));
}).catch((error) => { console.error(error); process.exit(1); });
"""


@cache
def node() -> str | None:
    """Node, where it finds ical.js."""
    found = shutil.which("node")
    if found is None:
        return None
    look = [found, "-e", "require.resolve('ical.js')"]
    here = Path(__file__).parent
    return found if subprocess.run(look, cwd=here, capture_output=True, check=False).returncode == 0 else None


pytestmark = pytest.mark.skipif(node() is None, reason="node or its ical.js is not there")


def read(data: bytes) -> list[dict]:
    done = subprocess.run([node(), "-e", READ], input=data, cwd=Path(__file__).parent, capture_output=True, check=True)
    return json.loads(done.stdout)


def test_days_hours_alarms_and_words_are_read_as_they_were_meant():
    hostile = 'Ask; "Dr." Lind, \\n é 🎓 ' + "long " * 30
    long = step("long", category="position", start=date(2026, 6, 1), end=date(2027, 3, 12), reminder=3)
    told = export(plan(step(title=hostile, notes="one\ntwo; three"), step("timed", time=EVENING), long,
                       step("done", status="done")))
    whole, timed, collapsed, done = read(told.data)
    assert whole["summary"] == hostile.strip()
    assert whole["description"].startswith("one\ntwo; three\n\n")
    assert (whole["start"], whole["end"], whole["wholeDay"]) == ("2026-06-10", "2026-06-11", True)
    assert whole["rings"] == "2026-06-09T09:00:00"
    assert whole["categories"] == ["Letters"]
    assert (timed["start"], timed["end"], timed["wholeDay"]) == ("2026-06-11T00:30:00Z", "2026-06-11T01:00:00Z", False)
    assert collapsed["start"] == "2027-03-12"
    assert collapsed["rings"] == "2027-03-09T09:00:00"
    assert (done["summary"], done["rings"]) == ("✔ Ask Dr. Lind", None)


def test_a_second_export_is_read_with_its_move_removal_finish_and_addition():
    first = export(plan(step(), step("two"), step("three")))
    moved = step(start=date(2026, 6, 20), end=date(2026, 6, 20))
    second = export(plan(moved, step("three", status="done"), step("new", title="New"), exports=first.exports), 1)
    one, done, new, gone = read(second.data)
    assert (one["start"], one["sequence"], one["status"]) == ("2026-06-20", 1, "CONFIRMED")
    assert (done["summary"], done["sequence"], done["rings"]) == ("✔ Ask Dr. Lind", 1, None)
    assert (new["summary"], new["sequence"], new["status"]) == ("New", 0, "CONFIRMED")
    assert (gone["summary"], gone["sequence"], gone["status"]) == ("Cancelled: Ask Dr. Lind", 1, "CANCELLED")
    assert (gone["start"], gone["rings"]) == ("2026-06-10", None)
    assert {one["uid"], done["uid"], gone["uid"]} == {entry["uid"] for entry in read(first.data)}


def test_live_files_and_tasks_are_read_too():
    live = export_calendar(plan(step()), tables(), NOW, CalendarOptions(live=True, tombstones=False))
    assert len(read(live.data)) == 1
    (task,) = read(export_tasks(plan(step()), tables(), NOW, CalendarOptions()).data)
    assert (task["due"], task["status"]) == ("2026-06-10", "NEEDS-ACTION")
