"""A title in Hebrew or Arabic stands isolated in every sentence, so that it cannot turn the words around it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from reapply_desktop import domain
from reapply_desktop.domain.added_steps import names
from reapply_desktop.domain.change_words import freed_words, kept_words, move_words
from reapply_desktop.domain.changing import DONE, EDITED, Freed, Kept, Move
from reapply_desktop.domain.checks import check, lead_time
from reapply_desktop.domain.plan import Milestone, Origin, Plan
from reapply_desktop.domain.step_words import quoted
from reapply_desktop.services.reference_data import load_tables
from tests.people import TODAY, person

HEBREW = "שיחה (פסיכיאטריה)"
ISOLATED = f"“\u2068{HEBREW}\u2069”"
STEP = Milestone("a", HEBREW, "decide", TODAY, TODAY)
OTHER = replace(STEP, id="b", title="Other")


def test_titles_of_any_script_are_isolated_where_they_are_named():
    assert quoted(HEBREW) == ISOLATED
    said = [
        names([STEP]),
        move_words(Move(STEP, OTHER))[0],
        kept_words(Kept(OTHER, STEP, DONE)),
        kept_words(Kept(OTHER, STEP, EDITED)),
        freed_words(Freed(OTHER, (STEP,))),
    ]
    assert all(ISOLATED in words for words in said), said


def test_warnings_isolate_titles_too():
    later = replace(STEP, id="c", start=TODAY + timedelta(9), end=TODAY + timedelta(9))
    waits = replace(STEP, depends_on=("c",))
    plan = Plan("00000000-0000-4000-8000-000000000000", person(), (waits, later),
                origins={"c": Origin("x", planned=date(2026, 1, 1))})
    (order,) = [w.text for w in check(plan, load_tables(), TODAY).warnings if w.where == "a"]
    assert order.count(ISOLATED) == 2
    (lost,) = [caution.text for caution in lead_time(plan)]
    assert lost.endswith(ISOLATED)


def test_no_title_is_quoted_by_hand():
    package = Path(domain.__file__).parents[1]
    found = [
        f"{path.name}: {line.strip()}"
        for part in ("domain", "services")
        for path in sorted((package / part).rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"“\{[^}]*title[^}]*\}”", line)
    ]
    assert found == []
