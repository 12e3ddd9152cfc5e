"""The communication bucket (B2.3, B3.2): the interview, the statement, the thread of the story."""

from collections.abc import Iterator

from reapply_desktop.domain import weights
from reapply_desktop.domain.causes.evidence import GUIDANCE, OWN_WORD, basis_of, finding, number
from reapply_desktop.domain.findings import Finding, Limit
from reapply_desktop.domain.profile import Profile


def communication(p: Profile, nothing_else_weak: bool) -> Iterator[Finding]:
    yield from _interviewing(p, nothing_else_weak)
    ranked = _half_unranked(p)
    if p.answers.has_flag("generic_statement"):
        yield finding(
            p, "generic_statement", weights.GENERIC_STATEMENT, "B2.3",
            ["One general statement went to all programs.", *ranked], [OWN_WORD, GUIDANCE],
            "a new statement for each specialty, from an empty page",
        )  # fmt: skip
    if p.answers.has_flag("incoherent_story"):
        yield finding(
            p, "incoherent_story", weights.INCOHERENT_STORY, "B3.2",
            ["The story does not hold together yet.", *ranked], [OWN_WORD, GUIDANCE],
            "one thread from the work of this year to the residency, told the same way in every document",
        )  # fmt: skip


def _interviewing(p: Profile, nothing_else_weak: bool) -> Iterator[Finding]:
    poor, own_word = p.answers.interview_feedback == "poor", p.answers.has_flag("weak_interviewing")
    if not (poor or own_word or p.many_interviews):
        return
    said, t = [], p.tables.thresholds
    if p.many_interviews and p.interviews is not None:
        said.append(
            f"{number(p.interviews, 'interview')} and no match. With {t.many_interviews} to {t.many_interviews_upper} "
            f"or more{t.yours('many_interviews')}, the conversation itself is where to look."
        )
    if p.answers.interview_feedback:
        said.append(f"How the interviews felt: {p.answers.interview_feedback}.")
    if own_word:
        said.append("Interviewing was hard.")
    weight = weights.INTERVIEWING_OWN_WORD
    if p.many_interviews:
        weight = weights.INTERVIEWING_ALONE if nothing_else_weak else weights.INTERVIEWING_BESIDE
    if poor:
        weight = max(weight, weights.INTERVIEWING_POOR_AND_MANY if p.many_interviews else weights.INTERVIEWING_POOR)
    yield finding(
        p, "interview_performance", weight, "B3.2" if p.many_interviews else "B2.3", [*said, *_half_unranked(p)],
        [GUIDANCE] if p.many_interviews else [OWN_WORD, GUIDANCE],
        "10 to 15 good rehearsals before outside judges, and 8 to 10 stories ready",
        limits=[Limit(f"From {_line(p)} interviews on without a match, the interviewing is looked at.",
                      basis_of(p, "many_interviews"))]
        if p.many_interviews else [],
    )  # fmt: skip


def _line(p: Profile) -> int:
    """Where B3.2 begins: ten, or the specialty's own line where that is higher (reading 2)."""
    return max(p.tables.thresholds.many_interviews, p.threshold.value if p.threshold else 0)


def _half_unranked(p: Profile) -> list[str]:
    """Fewer than half of the attended ranked: evidence for communication, no cause of its own (reading 2)."""
    main = p.main
    if main is None or not main.attended or main.ranked is None or 2 * main.ranked >= main.attended:
        return []
    return [f"{main.ranked} of the {main.attended} programs met were ranked: the days themselves did not convince."]
