"""What is said of a change before it is made: all that a tick does (B2.5)."""

from dataclasses import replace
from datetime import date

from reapply_desktop.domain.change_words import kept_words
from reapply_desktop.domain.changing import DONE, EDITED, Kept
from reapply_desktop.domain.plan import Milestone

STEP = Milestone("a", "Talk: internal medicine", "decision", date(2026, 4, 6), date(2026, 4, 28), notes="Old.")


def test_a_tick_says_all_that_it_does():
    moved = replace(STEP, start=date(2026, 5, 4), end=date(2026, 5, 24))
    named = replace(moved, title="Talk: psychiatry")
    assert kept_words(Kept(STEP, moved, EDITED)) == "Edited by you. Tick to move it to 4 May – 24 May 2026."
    assert kept_words(Kept(STEP, named, EDITED)) == (
        "Edited by you. Tick to move it to 4 May – 24 May 2026 and rename it “Talk: psychiatry”."
    )
    assert kept_words(Kept(STEP, replace(STEP, title="Other"), EDITED)) == "Edited by you. Tick to rename it “Other”."
    assert kept_words(Kept(STEP, replace(STEP, notes="New."), EDITED)) == "Edited by you. Tick to take the new text."
    assert kept_words(Kept(STEP, replace(named, notes="New."), EDITED)).endswith(
        "4 May – 24 May 2026, rename it “Talk: psychiatry” and take the new text."
    )
    assert kept_words(Kept(STEP, None, EDITED)) == "Edited by you. It no longer fits. Tick to remove it."
    assert kept_words(Kept(STEP, named, DONE)) == "Done. Tick to plan “Talk: psychiatry” beside it."
