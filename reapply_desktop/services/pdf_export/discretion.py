"""The plan as others may read it: without scores, attempts and standing, or without the names of mentors and writers.

What is left out is taken out of plan and findings before a page is laid out, so that no page can show it by oversight.
No list of words finds everything a person can write: either way all they typed stays out but names and step titles.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from reapply_desktop.domain.answers import Answers, Decision
from reapply_desktop.domain.findings import Assessment
from reapply_desktop.domain.hand_edits import has_given_words
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.reference import OWN, Tables
from reapply_desktop.services.pdf_export.content import BUDGET, PdfOptions
from reapply_desktop.services.pdf_export.names import without_names
from reapply_desktop.services.reference_data import load_templates

# Causes whose name, evidence and mending speak of scores, attempts or rank.
ON_SCORES = frozenset({"low_scores", "exam_attempts", "class_standing", "clinical_grades"})
# Patterns as text, which re compiles when they are first used: most plans print without a need for them.
_TELLING = (
    r"(?i)\b(scores?|attempts?|quartile|decile|gpa|percentile|failed|class rank|rank(?:ed)? in (?:the|my|your) class)\b"
    r"|\b(?:step|level) ?[123]\b[^.]*\d{2,3}\b"
)
# Words by which a title of the person's own may tell of exams, grades or rank; parts of words count as well.
_HINTING = (
    r"(?i)\b(?:sub)?(?:scor|attempt|quart|decile|gpa\b|percent|fail|flunk|rank|class|half|halves|bottom|top\b|grad(?:e|ing)|marks?\b"
    r"|standing|exam|test|usmle|comlex|step\b|level\b|retak|retook|resit|re-|repeat|redo\b|redid|again|pass\b|passed|passing"
    r"|hono?u?rs|probation|remedia|shelf|clerkship|transcript|average|mean\b|median|points?\b|low|high|worst|poor|weak|first"
    r"|second|third|fourth|fifth|sixth|last\b|try|tri(?:es|ed)|twice|once|times?\b|zero|one\b|two|three|four|five|six|seven"
    r"|eight|nine|ten\b|tenth|eleven|twelve|twent|thirt|fort(?:y|ie)|fift|hundred|thousand|dozen)|%"
)
NAMED = "named"
UNNAMED = "source not printed here"


def printable(plan: Plan, assessment: Assessment, options: PdfOptions) -> tuple[Plan, Assessment]:
    """Plan and findings with what the options leave out taken out; the very same ones where nothing is."""
    if BUDGET not in options.sections:
        plan = _without_money(plan)
    if options.keeps_all:
        return plan, assessment
    plan, assessment = _without_own_words(plan, assessment)
    if options.discreet:
        plan, assessment = _without_scores(plan, assessment)
    if not options.with_names:
        plan = _without_names(plan)
    return plan, assessment


# What the person typed


def _without_own_words(plan: Plan, assessment: Assessment) -> tuple[Plan, Assessment]:
    """Notes and answers only as the program gave them."""
    steps = tuple(step if _is_given(plan, step) else replace(step, notes="") for step in plan.milestones)
    findings = tuple(replace(finding, dispute_reason="") for finding in assessment.findings)
    return (
        replace(_of_all_seasons(plan, _without_texts), milestones=steps),
        replace(assessment, findings=findings),
    )


def _is_given(plan: Plan, step: Milestone) -> bool:
    """Whether title and notes are the program's own."""
    origin = plan.origins.get(step.id)
    return origin is not None and has_given_words(step, origin, None)


def _without_texts(answers: Answers) -> Answers:
    situation, decision = answers.situation, answers.decision
    if situation is not None:
        situation = replace(situation, location=None, income=None, current_position=None, clinical_exposure=None)
    if decision is not None:
        decision = replace(
            decision, why=None, why_few_causes=None,
            # That something shows the interest counts, what it is stays out.
            primary_interest=decision.primary_interest and NAMED, backup_interest=decision.backup_interest and NAMED,
        )  # fmt: skip
    return replace(
        answers, situation=situation, reflections=None, decision=decision,
        disputes=tuple(replace(dispute, reason=None) for dispute in answers.disputes or ()),
        applications=tuple(replace(row, note=None) for row in answers.applications),
    )  # fmt: skip


def without_typed_sources(tables: Tables, options: PdfOptions) -> Tables:
    """The tables with a word of ours in place of each source the person named; the very same ones where none is."""
    if options.keeps_all or not _has_own_rows(tables):
        return tables
    t = tables.thresholds
    limits = replace(
        t, bases={key: replace(one, source=UNNAMED) if one.basis == OWN else one for key, one in t.bases.items()},
        interviews_enough={
            key: replace(one, source=UNNAMED) if one.basis == OWN else one for key, one in t.interviews_enough.items()
        },
    )  # fmt: skip
    return replace(
        tables, thresholds=limits, own_fees=dict.fromkeys(tables.own_fees, UNNAMED),
        figures=tuple(replace(one, source=UNNAMED, url="") if one.is_own else one for one in tables.figures),
        events=tuple(replace(one, own_sources=dict.fromkeys(one.own_sources, UNNAMED)) for one in tables.events),
    )  # fmt: skip


def _has_own_rows(tables: Tables) -> bool:
    t = tables.thresholds
    bases = {*(one.basis for one in t.bases.values()), *(one.basis for one in t.interviews_enough.values())}
    return bool(
        tables.own_fees or any(one.is_own for one in tables.figures) or any(one.own_sources for one in tables.events)
        or OWN in bases
    )  # fmt: skip


# Money


def _without_money(plan: Plan) -> Plan:
    """Without costs, income and savings: they print where the budget does, or nowhere."""
    situation = plan.answers.situation
    if situation is None:
        return plan
    situation = replace(situation, monthly_costs=None, monthly_income=None, savings=None)
    return replace(plan, answers=replace(plan.answers, situation=situation))


# Scores


def _without_scores(plan: Plan, assessment: Assessment) -> tuple[Plan, Assessment]:
    numbers = frozenset(str(exam.score) for exam in plan.answers.exams or () if exam.score is not None)
    standing = plan.answers.standing
    if standing is not None and standing.gpa is not None:
        numbers |= {f"{standing.gpa:g}", f"{standing.gpa:.2f}"}
    origins = plan.origins
    steps = tuple(
        replace(step, title=_quiet_title(plan, step)) for step in plan.milestones
        if step.id not in origins or origins[step.id].cause not in ON_SCORES
    )  # fmt: skip
    findings = tuple(
        replace(finding, evidence=tuple(_untelling(finding.evidence, numbers)))
        for finding in assessment.findings if finding.id not in ON_SCORES
    )  # fmt: skip
    missing = tuple(key for key in assessment.missing if not key.startswith(("exams", "standing")))
    advice = replace(assessment.advice, reasons=tuple(_untelling(assessment.advice.reasons, numbers)))
    warnings = tuple(c for c in assessment.warnings if not _tells(c.text, numbers))
    assessment = replace(assessment, findings=findings, missing=missing, advice=advice, warnings=warnings)
    return replace(_of_all_seasons(plan, _scoreless), milestones=steps), assessment


def _scoreless(answers: Answers) -> Answers:
    decision = answers.decision
    if decision is not None:
        decision = replace(
            decision, causes=tuple(c for c in decision.causes or () if c not in ON_SCORES) or None,
            primary_mentor=_name_alone(decision.primary_mentor), backup_mentor=_name_alone(decision.backup_mentor),
        )  # fmt: skip
    return replace(
        answers, exams=None, standing=None, decision=decision,
        disputes=tuple(d for d in answers.disputes or () if d.cause not in ON_SCORES),
    )  # fmt: skip


def _of_all_seasons(plan: Plan, left: Callable[[Answers], Answers]) -> Plan:
    """The plan with what is left of its answers, and of those of the seasons before it."""
    history = tuple(replace(past, answers=left(past.answers)) for past in plan.history)
    return replace(plan, answers=left(plan.answers), history=history)


def _quiet_title(plan: Plan, step: Milestone) -> str:
    """The program's own title; one of the person's own only where neither a number nor a word hints at exams."""
    if _title_is_given(plan, step) or not _hints(step.title):
        return step.title
    from reapply_desktop.services.calendar.wording import load_discretion

    return load_discretion().title(step.category, None)


def _title_is_given(plan: Plan, step: Milestone) -> bool:
    """Whether the title is the program's own, whatever stands in the notes."""
    origin = plan.origins.get(step.id)
    if origin is None:
        return False
    template = next((one for one in load_templates() if one.id == origin.template), None)
    own = template is not None and step.title in (template.title, template.late_title)
    return own or _is_given(plan, step)


def _name_alone(name: str | None) -> str | None:
    return NAMED if name and _hints(name) else name


def _hints(text: str) -> bool:
    """Whether own words may tell of exams; what is not written in Latin letters cannot be judged, and so may."""
    if any(sign.isnumeric() for sign in text) or re.search(_HINTING, text):
        return True
    return any(sign.isalpha() and not (sign.isascii() or "\u00c0" <= sign <= "\u024f") for sign in text)


def _untelling(sentences: Iterable[str], numbers: frozenset[str]) -> list[str]:
    return [sentence for sentence in sentences if not _tells(sentence, numbers)]


def _tells(text: str, numbers: frozenset[str]) -> bool:
    return bool(re.search(_TELLING, text)) or any(word in numbers for word in re.findall(r"\d+(?:\.\d+)?", text))


# Names


def _without_names(plan: Plan) -> Plan:
    decisions = [answers.decision or Decision() for answers in (plan.answers, *(past.answers for past in plan.history))]
    said = without_names(
        name for decision in decisions for name in (decision.primary_mentor, decision.backup_mentor) if name
    )
    steps = tuple(
        step if _title_is_given(plan, step) else replace(step, title=said(step.title)) for step in plan.milestones
    )  # fmt: skip
    return replace(_of_all_seasons(plan, _unnamed), milestones=steps)


def _unnamed(answers: Answers) -> Answers:
    decision = answers.decision
    if decision is None:
        return answers
    return replace(answers, decision=replace(
        decision, primary_mentor=decision.primary_mentor and NAMED, backup_mentor=decision.backup_mentor and NAMED,
    ))  # fmt: skip
