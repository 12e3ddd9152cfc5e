"""What `assess` and `check` print: the JSON of interface.md, and the same in sentences."""

from collections.abc import Iterator
from typing import Any

from reapply_desktop.domain.checks import PlanCheck
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.remedies import mending
from reapply_desktop.domain.vocabulary import BUCKETS, CAUSES, PATHS, SPECIALTIES
from reapply_desktop.domain.words import day_month_year


def assessment_object(a: Assessment) -> dict[str, Any]:
    """The object that `assess --json` prints."""
    season = a.season
    return {
        "season": {
            "match_year": season.match_year,
            "submission_opens": season.day("submission_opens").isoformat(),
            "review_opens": season.day("review_opens").isoformat(),
            "match_day": season.day("match_day").isoformat(),
            "estimated": list(season.estimated),
        },
        "causes": [
            {
                "id": f.id,
                "bucket": f.bucket,
                "weight": f.weight,
                "rule": f.rule,
                "evidence": list(f.evidence),
                "sources": list(f.sources),
                "disputed": f.disputed,
            }
            for f in a.findings
        ],
        "path": {
            "recommended": a.advice.recommended,
            "reasons": list(a.advice.reasons),
            "specialties": list(a.advice.specialties),
        },
        "missing": list(a.missing),
    }


def assessment_text(a: Assessment) -> str:
    """The same for a person to read."""
    return "\n".join(_assessment_lines(a))


def _assessment_lines(a: Assessment) -> Iterator[str]:
    season = a.season
    yield f"Match {season.match_year}"
    for event in ("submission_opens", "review_opens", "match_day"):
        date = season.dates[event]
        yield f"  {day_month_year(date.day)}  {date.name} ({date.status})"
    yield ""
    yield "Why it went this way" if a.findings else "Nothing in these answers stands out as a cause."
    for f in a.findings:
        disputed = ", disputed" if f.disputed else ""
        yield f"  {CAUSES[f.id]} ({BUCKETS[f.bucket].lower()}, {f.strength}{disputed}; {f.rule})"
        yield from (f"    {sentence}" for sentence in f.evidence)
        lead, words = mending(f)
        yield f"    {lead} {words}"
        if f.disputed:
            yield f"    You see it otherwise: {' '.join(f.dispute_reason.split()) or 'no reason given yet'}"
    yield ""
    advice = a.advice
    yield f"Path that fits these answers best: {PATHS[advice.recommended] if advice.recommended else 'none yet'}"
    yield from (f"  {reason}" for reason in advice.reasons)
    if advice.specialties:
        yield f"  Open beside it: {', '.join(SPECIALTIES[s] for s in advice.specialties)}"
    if a.missing:
        yield ""
        yield f"Would sharpen this: {', '.join(a.missing)}"


def check_object(checked: PlanCheck) -> dict[str, Any]:
    """The object that `check --json` prints."""
    return {
        "warnings": [{"rule": w.rule, "text": w.text, "where": w.where} for w in checked.warnings],
        "overdue": list(checked.overdue),
        "missing": list(checked.missing),
        "next": list(checked.next),
    }


def check_text(checked: PlanCheck, plan: Plan) -> str:
    """The same for a person to read."""
    by_id = {m.id: m for m in plan.milestones}
    lines = []
    for heading, ids in (("Late", checked.overdue), ("Next", checked.next)):
        lines.append(f"{heading}: {len(ids) or 'nothing'}")
        lines.extend(f"  {_step(by_id[entry])}" for entry in ids)
    lines.append(f"Worth a look: {len(checked.warnings) or 'nothing'}")
    lines.extend(f"  {w.text} ({w.rule})" for w in checked.warnings)
    if checked.missing:
        lines.append(f"Would sharpen the post-mortem: {', '.join(checked.missing)}")
    return "\n".join(lines)


def _step(m: Milestone) -> str:
    until = "" if m.end == m.start else f" to {day_month_year(m.end)}"
    return f"{day_month_year(m.start)}{until}  {' '.join(m.title.split())}"
