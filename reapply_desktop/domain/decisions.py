"""The decision a plan is built on: the person's own, and where it is silent the recommendation (interface.md)."""

from dataclasses import replace

from reapply_desktop.domain.answers import Answers, Decision
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.profile import main_row, profile
from reapply_desktop.domain.reference import Tables

MOST_CAUSES = 3


def decided(answers: Answers, tables: Tables, assessment: Assessment) -> Decision:
    """Causes, path, primary and backup, complete. Where any of them was taken for the person, `by` says so."""
    given = answers.decision or Decision()
    causes, path = given.causes, given.path
    if causes is None:
        causes = tuple(f.id for f in assessment.findings if not f.disputed)[:MOST_CAUSES]
    if path is None:
        path = assessment.advice.recommended or "same_specialty"
    primary, backup = _fields(answers, tables, assessment, given, path)
    taken = None in (given.causes, given.path, given.primary) or (path == "hybrid" and given.backup is None)
    by = "recommendation" if taken else given.by or "person"
    return replace(given, causes=causes, path=path, primary=primary, backup=backup, by=by)


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
