"""The decision a plan is built on: the person's own, and where it is silent the recommendation (interface.md)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reapply_desktop.domain.answers import Answers, Decision, Dispute
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.profile import main_row, profile
from reapply_desktop.domain.reference import Tables

MOST_CAUSES = 3


def decided(answers: Answers, tables: Tables, assessment: Assessment) -> Decision:
    """Causes, path, primary and backup, complete. Where any of them was taken for the person, `by` says so."""
    given = answers.decision or Decision()
    causes, path = given.causes, given.path
    if causes is None:
        causes = recommended_causes(assessment)
    if path is None:
        path = assessment.advice.recommended or "same_specialty"
    primary, backup = _fields(answers, tables, assessment, given, path)
    taken = None in (given.path, given.primary) or (path == "hybrid" and given.backup is None)
    taken = taken or (given.causes is None and bool(causes))
    by = "recommendation" if taken else given.by or "person"
    if by == "person" and not causes:
        return replace(given, path=path, primary=primary, backup=backup, by=by)  # nobody circles nothing
    return replace(given, causes=causes, path=path, primary=primary, backup=backup, by=by)


def recommended_causes(assessment: Assessment) -> tuple[str, ...]:
    """The causes taken where nobody circled any: the first three that are not disputed (reading 13)."""
    return tuple(f.id for f in assessment.findings if not f.disputed)[:MOST_CAUSES]


def _fields(
    answers: Answers, tables: Tables, assessment: Assessment, given: Decision, path: str
) -> tuple[str, str | None]:
    main = profile(answers, tables).main or main_row(answers.applications)
    others = assessment.advice.specialties
    kept = main.specialty if main else others[0]
    if path != "hybrid":
        primary = given.primary or (others[0] if path == "pivot" else kept)
        return primary, None if given.backup == primary else given.backup
    primary = given.primary or (kept if kept != given.backup else next(s for s in others if s != given.backup))
    return primary, given.backup or next(s for s in (*others, kept) if s != primary)


def decided_by_person(answers: Answers) -> bool:
    """Whether the person has chosen the path already (reading 16: the milestone of B3.7 is then done)."""
    decision = answers.decision
    return decision is not None and decision.path is not None and decision.by != "recommendation"


def circled(answers: Answers) -> tuple[str, ...]:
    """The causes circled in a plan's answers."""
    return (answers.decision.causes or ()) if answers.decision else ()


def with_dispute(answers: Answers, cause: str, reason: str | None) -> Answers:
    """The answers with a finding disputed for this reason, in its old place; None takes the dispute back (B2.4)."""
    given = answers.disputes or ()
    if reason is None:
        kept = tuple(dispute for dispute in given if dispute.cause != cause)
    elif answers.disputed(cause):
        kept = tuple(Dispute(cause, reason) if dispute.cause == cause else dispute for dispute in given)
    else:
        kept = (*given, Dispute(cause, reason))
    return answers if kept == given else replace(answers, disputes=kept or None)


def with_causes(answers: Answers, causes: tuple[str, ...], why_few: str | None) -> Answers:
    """The answers with these causes circled by the person; the path and who chose it stay as they are (B2.5)."""
    decision = answers.decision or Decision(by="person")
    why = (why_few or None) if len(causes) == 1 else None
    return replace(answers, decision=replace(decision, causes=causes, why_few_causes=why))


def with_path(answers: Answers, fields: Mapping[str, Any], recommended: tuple[str, ...] = ()) -> Answers:
    """The answers with a path chosen by the person, `fields` being keys of `decision` (B3.4–B3.7).

    Causes that were taken for the person stay taken: where they are the `recommended` ones, or fewer than two, nobody
    circled them, and they come again.
    """
    before = answers.decision or Decision()
    few = len(before.causes or ()) < 2 and not (before.why_few_causes or "").strip()
    not_theirs = before.by == "recommendation" and (few or before.causes == recommended)
    kept = replace(before, causes=None, why_few_causes=None) if not_theirs else before
    return replace(answers, decision=replace(kept, **fields, by="person"))
