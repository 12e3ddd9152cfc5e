"""What of a plan's decision is the person's own, where the rest was taken for them: the interview goes on from it."""

from dataclasses import replace

from reapply_desktop.domain.answers import Decision
from reapply_desktop.domain.decisions import recommended_causes
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.path_deadline import path_is_own
from reapply_desktop.domain.plan import Plan


def own_decision(plan: Plan, assessment: Assessment) -> Decision | None:
    """The decision without what was taken as recommended; None where nothing of it is the person's.

    Causes other than the recommended ones were circled by hand (B2.5); a path is their own where they said so (B3.7).
    """
    given = plan.answers.decision
    if given is None or given.by != "recommendation":
        return given
    circled = given.causes if given.causes and given.causes != recommended_causes(assessment) else None
    if circled is not None and len(circled) == 1 and not (given.why_few_causes or "").strip():
        circled = None
    own = given if path_is_own(plan) else Decision(why_few_causes=given.why_few_causes)
    if circled is None and own.path is None:
        return None
    why = own.why_few_causes if circled is not None and len(circled) == 1 else None
    return replace(own, causes=circled, why_few_causes=why, by="person")
