"""What stands behind a choice: rules with sources, steps counted, costs by service, what makes a field serious."""

from dataclasses import replace
from datetime import date

import pytest

from reapply_desktop.domain.added_steps import AddedSteps
from reapply_desktop.domain.answers import Decision
from reapply_desktop.domain.application_costs import path_cost
from reapply_desktop.domain.decisions import decided
from reapply_desktop.domain.fees import eras_cost
from reapply_desktop.domain.own_decision import own_decision
from reapply_desktop.domain.plan import Milestone, Origin, Plan
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.domain.rule_notes import finding_note
from reapply_desktop.domain.seriousness import needs, standing
from reapply_desktop.services.reference_data import load_tables, load_templates
from reapply_desktop.services.reports import assessment_text
from reapply_desktop.services.rule_data import load_rules
from tests.domain.test_post_mortem_profiles import PEOPLE
from tests.people import TODAY, person

TABLES, RULES = load_tables(), load_rules()
HYBRID = Decision(("few_interviews", "low_scores"), None, "hybrid", "internal_medicine", "family_medicine", 60, 80,
                  by="person")


def test_B2_4_every_finding_has_its_rule_in_words_and_every_figure_its_row():
    assert len(PEOPLE) >= 60
    for _who, answers, _causes, _path in PEOPLE:
        for finding in assess(answers, TABLES, TODAY).findings:
            note = finding_note(finding, RULES)
            assert note.rule.says, finding.rule
            assert note.sources
            assert all(limit.words.endswith(".") and limit.basis for limit in finding.limits)
            for figure in finding.figures:
                assert figure in TABLES.figures
                assert any(source.url == figure.url and source.year == str(figure.year) for source in note.sources)


def test_B2_5_steps_of_causes_are_those_the_year_gets_with_them():
    answers = person("us_md", ("internal_medicine", 20, 3, 3), step2=205, decision={
        "path": "same_specialty", "primary": "internal_medicine", "by": "person"})
    added = AddedSteps(answers, TABLES, load_templates(), TODAY)
    seen = added.by_causes(("low_scores", "too_few_programs"))
    assert {m.rule for m in seen.each["too_few_programs"].steps} == {"B5.4"}
    assert {"B5.1"} <= {m.rule for m in seen.each["low_scores"].steps}
    both = {m.title for one in seen.each.values() for m in one.steps}
    assert both == {m.title for m in seen.together.steps}
    assert not any(one.dropped for one in seen.each.values())
    assert added.by_causes(()).together.steps == ()


def test_B3_6_a_path_adds_and_drops_against_the_one_that_is_planned():
    answers = person("us_md", ("internal_medicine", 80, 4, 4), step2=240)
    planned = replace(answers, decision=HYBRID)
    added = AddedSteps(planned, TABLES, load_templates(), TODAY)
    seen = added.by_paths({"hybrid": HYBRID, "pivot": replace(HYBRID, path="pivot", primary="pediatrics", backup=None)})
    pivot = replace(HYBRID, path="pivot", primary="pediatrics", backup=None)
    assert "A mentor for family medicine" in {m.title for m in seen["hybrid"].steps}, "counted from one base"
    assert "A mentor in pediatrics" in {m.title for m in seen["pivot"].steps}
    change = added.by_change(pivot)
    assert "A mentor in pediatrics" in {m.title for m in change.steps}
    assert "A mentor for family medicine" in {m.title for m in change.dropped}
    assert added.by_change(HYBRID).steps == added.by_change(HYBRID).dropped == ()


def test_B11_6_costs_name_service_source_and_what_is_not_known():
    both = path_cost((("internal_medicine", 60), ("emergency_medicine", 80)), TABLES)
    assert both.words == "ERAS and ResidencyCAS, 60 + 80 programs"
    assert "AAMC, ERAS fees, 2027" in both.sources
    assert "SAEM" in both.sources
    eyes = path_cost((("ophthalmology", 60), ("internal_medicine", 10)), TABLES)
    assert eyes.dollars == eras_cost(10, TABLES.fees) == 110
    assert eyes.words == "SF Match and ERAS, 60 + 10 programs"
    assert eyes.notes == ("The fee of SF Match for 60 programs is not in the table.",)
    assert path_cost((("ophthalmology", 60),), TABLES).dollars is None
    [note] = path_cost((("anesthesiology", 40),), TABLES).notes
    assert note == "For anesthesiology, some programs use a service of their own; its fee is not in the table."


def test_B3_6_a_hybrid_asks_for_five_things_in_each_field_until_they_are_there():
    found = needs(HYBRID, TABLES.thresholds)
    assert len(found) == 10
    assert standing("backup", found).startswith("1 of 5 are there. Open: a mentor")
    thin = needs(replace(HYBRID, backup_programs=5), TABLES.thresholds)
    assert not next(need for need in thin if need.key == "backup_programs").met
    full = replace(HYBRID, **{f"{side}_{key}": value for side in ("primary", "backup") for key, value in (
        ("mentor", "Dr. Lind"), ("statement", True), ("letters", 2), ("interest", "A clinic"))})
    assert all(need.met for need in needs(full, TABLES.thresholds))
    assert needs(replace(full, path="pivot"), TABLES.thresholds) == ()
    answers = person("us_md", ("internal_medicine", 80, 4, 4))
    warned = [w.where for w in assess(replace(answers, decision=HYBRID), TABLES, TODAY).warnings if w.rule == "B3.6"]
    assert warned == ["decision.primary_mentor", "decision.primary_statement", "decision.backup_mentor",
                      "decision.backup_statement"]
    assert not [w for w in assess(replace(answers, decision=full), TABLES, TODAY).warnings if w.rule == "B3.6"]


def test_B2_4_a_dispute_is_told_by_assess():
    answers = person("us_md", ("internal_medicine", 90, 2, 2), disputes=[
        {"cause": "few_interviews", "reason": "Two more\ncame late."}])
    assert "    You see it otherwise: Two more came late." in assessment_text(assess(answers, TABLES, TODAY))


@pytest.mark.parametrize(("causes", "done", "own"), [
    (None, False, None), (("low_scores", "few_interviews"), False, ("causes",)), (None, True, ("path",)),
    (("low_scores", "few_interviews"), True, ("causes", "path"))])  # fmt: skip
def test_B3_7_of_a_decision_taken_in_part_only_the_own_part_goes_back_into_the_interview(causes, done, own):
    answers = person("us_md", ("internal_medicine", 20, 3, 3), step2=205)
    seen = assess(answers, TABLES, TODAY)
    taken = decided(answers, TABLES, seen)
    given = replace(answers, decision=replace(taken, causes=causes or taken.causes))
    day = date(2026, 4, 30)
    step = Milestone("c", "Choose", "decide", day, day, status="done" if done else "planned")
    left = own_decision(Plan("p", given, (step,), {"c": Origin("choose_path")}), seen)
    assert (left is None) == (own is None)
    if left is not None:
        assert tuple(key for key in ("causes", "path") if getattr(left, key) is not None) == own
        assert left.by == "person"
