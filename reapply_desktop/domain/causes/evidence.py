"""What the buckets share: how a finding is made, and the words for what a threshold rests on."""

from collections.abc import Iterable

from reapply_desktop.domain.findings import Finding, Limit
from reapply_desktop.domain.profile import Profile
from reapply_desktop.domain.reference import OWN, Figure
from reapply_desktop.domain.vocabulary import CAUSE_BUCKET

GUIDANCE = "Reapplication guidance"
RULE_OF_THUMB = "Rule of thumb of this program"
OWN_WORD = "Own answer"


def finding(
    p: Profile, cause: str, weight: float, rule: str, evidence: Iterable[str], sources: Iterable[str], mend: str,
    *, limits: Iterable[Limit] = (), figures: Iterable[Figure] = (),
) -> Finding:
    """A finding with its bucket, and with the dispute where the person disputes it; figures add their sources."""
    figures = tuple(figures)
    dispute = p.answers.disputed(cause)
    return Finding(
        id=cause,
        bucket=CAUSE_BUCKET[cause],
        weight=round(min(1.0, max(0.0, weight)), 3),
        rule=rule,
        evidence=tuple(evidence),
        sources=tuple(dict.fromkeys((*sources, *(figure.source for figure in figures)))),
        mend=mend,
        disputed=dispute is not None,
        dispute_reason=(dispute.reason or "") if dispute else "",
        limits=tuple(limits),
        figures=figures,
    )  # fmt: skip


def number(count: int, thing: str) -> str:
    """A count with its noun: "1 interview", "4 interviews"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def basis_of(p: Profile, name: str, unless: str = GUIDANCE) -> str:
    """What the threshold of that name rests on (see Thresholds.bases); `unless` the table says so, the usual."""
    said = p.tables.thresholds.bases.get(name)
    return unless if said is None else basis_source(said.basis, said.source)


def basis_source(basis: str, source: str = "") -> str:
    """The source line for a threshold's basis."""
    if basis == OWN:
        return f"Own figure: {source}" if source else "Own figure"
    return RULE_OF_THUMB if basis == "rule_of_thumb" else source or GUIDANCE
