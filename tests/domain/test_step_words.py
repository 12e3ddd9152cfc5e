"""A title in a sentence: whatever script or control of direction it holds, our own words keep their order."""

import pytest

from reapply_desktop.domain.bulk import deleted
from reapply_desktop.domain.follow import offer_after
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.step_words import isolated, quoted
from tests.reshaping import STEPS, chain_plan


@pytest.mark.parametrize("text", ["Submit ERAS", "Überweisung – Größe", "Θεσσαλονίκη", "日本語", "", "“quoted”"])
def test_a_title_from_left_to_right_stays_as_it_is(text):
    assert quoted(text) == f"“{text}”"


@pytest.mark.parametrize(("text", "inside"), [
    ("رسالة 2026", "رسالة 2026"),
    ("a\u202ecod.exe", "acod.exe"),
    ("\u202ea\u202c b", "\u202ea\u202c b"),
    ("a\u2069b\u202cc", "abc"),
    ("\u2067a", "a"),
    ("\u202a\u2067a\u202c", "a"),
])
def test_a_title_of_another_direction_stands_for_itself(text, inside):
    assert isolated(text) == f"\u2068{inside}\u2069"


def test_what_turns_text_round_is_shut_in_wherever_a_title_is_quoted():
    plan = chain_plan()
    turned = "\u202eetalpmet"
    named = plan.with_milestones([Milestone("c", turned, "letters", STEPS[2].start, STEPS[2].end, depends_on=("b",))])
    assert deleted(named, ["c"]).said == "Deleted “\u2068etalpmet\u2069”"
    offer = offer_after(named, named.with_milestones([named.milestone("b").moved(4)]))
    assert "\u202e" not in offer.question
