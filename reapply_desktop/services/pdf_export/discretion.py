"""The plan as others may read it: without scores, attempts and standing, or without the names of mentors and writers.

What is left out is taken out of plan and findings before a page is laid out, so that no page can show it by oversight.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from reapply_desktop.domain.answers import Answers, Decision
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.plan import Plan
from reapply_desktop.services.pdf_export.content import PdfOptions

# Causes whose name, evidence and mending speak of scores, attempts or rank.
ON_SCORES = frozenset({"low_scores", "exam_attempts", "class_standing", "clinical_grades"})
_TELLING = re.compile(
    r"\b(scores?|attempts?|quartile|decile|gpa|percentile|failed|class rank|rank(?:ed)? in (?:the|my|your) class)\b"
    r"|\b(?:step|level) ?[123]\b[^.]*\d{2,3}\b", re.IGNORECASE,
)  # fmt: skip
# A title and the names behind it, with initials and the small words of Dutch, German, Spanish and Arabic names.
_TITLED = re.compile(
    r"\b(?:Drs?|Prof|Professor|Doctor|Mrs?|Ms)\.?"
    r"(?: +(?:(?:van|von|der|den|de|del|la|al|el|bin|ibn|da|dos)\b|[^\W\d_a-z](?:\.|[\w’'-]+)))+"
)
_SENTENCE = re.compile(r"(?<=[.?!…])\s+|\n+")
HIDDEN = "…"
SOMEONE = "a mentor"


def printable(plan: Plan, assessment: Assessment, options: PdfOptions) -> tuple[Plan, Assessment]:
    """Plan and findings with what the options leave out taken out; the very same ones where nothing is."""
    if options.discreet:
        plan, assessment = _without_scores(plan, assessment)
    if not options.with_names:
        plan, assessment = _without_names(plan, assessment)
    return plan, assessment


# Scores


def _without_scores(plan: Plan, assessment: Assessment) -> tuple[Plan, Assessment]:
    numbers = frozenset(str(exam.score) for exam in plan.answers.exams or () if exam.score is not None)
    standing = plan.answers.standing
    if standing is not None and standing.gpa is not None:
        numbers |= {f"{standing.gpa:g}", f"{standing.gpa:.2f}"}

    def said(text: str) -> str:
        return " ".join(_untelling(_SENTENCE.split(text), numbers)) if _tells(text, numbers) else text

    def title(text: str) -> str:
        return re.sub(r"(?<![\w.])[\d.]+(?![\w])", lambda m: HIDDEN if m[0] in numbers else m[0], text)

    answers = _with_texts(plan.answers, said)
    decision = answers.decision
    if decision is not None and decision.causes:
        decision = replace(decision, causes=tuple(c for c in decision.causes if c not in ON_SCORES) or None)
    answers = replace(
        answers, exams=None, standing=None, decision=decision,
        disputes=tuple(d for d in answers.disputes or () if d.cause not in ON_SCORES),
    )  # fmt: skip
    origins = plan.origins
    steps = [
        replace(step, title=title(step.title), notes=step.notes if step.rule else said(step.notes))
        for step in plan.milestones
        if step.id not in origins or origins[step.id].cause not in ON_SCORES
    ]  # fmt: skip
    findings = tuple(
        replace(finding, evidence=tuple(_untelling(finding.evidence, numbers)),
                dispute_reason=said(finding.dispute_reason))
        for finding in assessment.findings
        if finding.id not in ON_SCORES
    )  # fmt: skip
    missing = tuple(key for key in assessment.missing if not key.startswith(("exams", "standing")))
    advice = replace(assessment.advice, reasons=tuple(_untelling(assessment.advice.reasons, numbers)))
    warnings = tuple(c for c in assessment.warnings if not _tells(c.text, numbers))
    assessment = replace(assessment, findings=findings, missing=missing, advice=advice, warnings=warnings)
    return replace(plan, answers=answers, milestones=tuple(steps)), assessment


def _untelling(sentences: Iterable[str], numbers: frozenset[str]) -> list[str]:
    return [sentence for sentence in sentences if not _tells(sentence, numbers)]


def _tells(text: str, numbers: frozenset[str]) -> bool:
    return bool(_TELLING.search(text)) or any(word in numbers for word in re.findall(r"\d+(?:\.\d+)?", text))


# Names


def _without_names(plan: Plan, assessment: Assessment) -> tuple[Plan, Assessment]:
    decision = plan.answers.decision or Decision()
    known = [name.strip() for name in (decision.primary_mentor, decision.backup_mentor) if name and name.strip()]
    # The last word of a name stands for it in titles: "Mail to Osei".
    known += [name.split()[-1] for name in known if len(name.split()) > 1 and len(name.split()[-1]) > 3]
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(known, key=len, reverse=True)),
                         re.IGNORECASE) if known else None  # fmt: skip

    def said(text: str) -> str:
        text = pattern.sub(SOMEONE, text) if pattern else text
        return _TITLED.sub(SOMEONE, text)

    answers = _with_texts(plan.answers, said)
    if answers.decision is not None:
        answers = replace(answers, decision=replace(answers.decision, primary_mentor=None, backup_mentor=None))
    steps = tuple(replace(step, title=said(step.title), notes=said(step.notes)) for step in plan.milestones)
    findings = tuple(
        replace(finding, dispute_reason=said(finding.dispute_reason)) for finding in assessment.findings
    )  # fmt: skip
    return replace(plan, answers=answers, milestones=steps), replace(assessment, findings=findings)


def _with_texts(answers: Answers, said: Callable[[str], str]) -> Answers:
    """The answers with everything a person wrote in sentences put through `said`; the own name stays."""
    def kept(text: str | None) -> str | None:
        return said(text) or None if text else text

    situation, reflections, decision = answers.situation, answers.reflections, answers.decision
    if situation is not None:
        situation = replace(
            situation, location=kept(situation.location), income=kept(situation.income),
            current_position=kept(situation.current_position), clinical_exposure=kept(situation.clinical_exposure),
        )  # fmt: skip
    if reflections is not None:
        reflections = replace(
            reflections, enough_interviews=kept(reflections.enough_interviews),
            did_programs_rank_me=kept(reflections.did_programs_rank_me),
            would_pd_work_with_me=kept(reflections.would_pd_work_with_me),
        )  # fmt: skip
    if decision is not None:
        decision = replace(decision, why=kept(decision.why), why_few_causes=kept(decision.why_few_causes))
    return replace(
        answers, situation=situation, reflections=reflections, decision=decision,
        disputes=tuple(replace(d, reason=kept(d.reason)) for d in answers.disputes or ()),
        applications=tuple(replace(a, note=kept(a.note)) for a in answers.applications),
    )  # fmt: skip
