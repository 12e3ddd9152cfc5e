"""What the summary says of the person in fixed places: the aim, the line of facts, the questions to an adviser."""

from collections.abc import Iterator

from reapply_desktop.domain.answers import Exam
from reapply_desktop.domain.findings import Finding
from reapply_desktop.domain.profile import profile
from reapply_desktop.domain.vocabulary import APPLICANT_TYPES, EXAMS, PATHS
from reapply_desktop.domain.words import day_month
from reapply_desktop.services.pdf_export.content import Content
from reapply_desktop.services.pdf_export.text import one_line
from reapply_desktop.services.pdf_export.words import inside, sentence, sentences, specialty

_TRIES = ("first try", "second try", "third try")
_QUESTIONS = {
    "low_scores": "How would you read my scores if you did not know me?",
    "exam_attempts": "What should I say about the failed attempt, in one sentence?",
    "class_standing": "What would weigh more for you than my class standing?",
    "gaps": "Does the way I explain the gap hold?",
    "too_few_programs": "Which programs are missing from my list?",
    "wrong_mix": "Is this mix of specialties one you would believe?",
    "late_application": "What could keep me from submitting on the first day?",
    "specialty_too_competitive": "Seen from your side, where would you place me?",
    "few_interviews": "What in my file stops a program from inviting me?",
    "weak_letters": "Whose letter would you want to read, and whose not?",
    "no_us_experience": "Where could I work with patients for two or three months?",
    "clinical_grades": "Which new evaluation would answer the old grades?",
    "professionalism": "How do I speak of the matter so that it is over?",
    "interview_performance": "Would you rehearse with me once, and be strict?",
    "generic_statement": "Which sentence of my statement could be anyone’s?",
    "incoherent_story": "Can you tell my story back to me in three sentences?",
}


_ONCE_SENT = {
    "too_few_programs": "Which programs would still look at an application now?",
    "late_application": "Which programs still read what comes in now?",
    "few_interviews": "Who could speak for me to a program this winter?",
    "weak_letters": "Whose letter could still reach programs this winter?",
}
_STILL = "What could I still show programs before they rank?"
_EXAM_STEPS = {"step3_test": "Step 3", "level3_test": "COMLEX Level 3", "shelf_exam": "the shelf exam"}


def whose(content: Content) -> str:
    """The name over the pages; without one what the pages are."""
    return one_line(content.answers.applicant.name or "") or f"Reapplying to the {content.match_year} Match"


def aim(content: Content) -> str:
    """`Internal medicine, and family medicine as a serious second`; while nothing is decided, what was applied to."""
    decision = content.decision
    if not decision.primary:
        main = profile(content.answers, content.tables).main
        return f"Applied in {inside(main.specialty)}; the path is still open" if main else "The path is still open"
    if decision.backup:
        return f"{specialty(decision.primary)}, and {inside(decision.backup)} as a serious second"
    return specialty(decision.primary)


def facts(content: Content) -> list[tuple[str, str]]:
    """The line under the name: label and value."""
    answers = content.answers
    applicant = answers.applicant
    kind = APPLICANT_TYPES.get(applicant.type, applicant.type)
    found = [("Graduate", f"{kind}, {applicant.graduation_year}" if applicant.graduation_year else kind)]
    if applicant.needs_visa is not None and applicant.is_img:
        found.append(("Visa", "needed" if applicant.needs_visa else "not needed"))
    found.extend((EXAMS.get(exam.exam, exam.exam), _result(exam)) for exam in answers.exams or ())
    main = profile(answers, content.tables).main
    if main is not None:
        counts = ((main.programs, "applied"), (main.invited, "invited"), (main.attended, "attended"))
        said = ", ".join(f"{number} {word}" for number, word in counts if number is not None)
        found.append((f"Last season, {inside(main.specialty)}", said or "not known"))
    return found


def _result(exam: Exam) -> str:
    score = str(exam.score) if exam.score is not None else {True: "passed", False: "not passed yet"}.get(
        exam.passed, "not known"  # type: ignore[arg-type]
    )  # fmt: skip
    if exam.score is not None and exam.passed is False:
        score += ", not passed yet"
    if exam.attempts:
        score += f", {_TRIES[exam.attempts - 1] if exam.attempts <= 3 else f'{exam.attempts} tries'}"
    return score


def path_words(content: Content) -> tuple[str, list[str]]:
    """The head of the path's paragraph and its sentences: reasons, whose choice, and the person's own why (B3.7)."""
    decision, advice = content.decision, content.assessment.advice
    if decision.path is None:
        recommended = advice.recommended
        said = [f"Fits the answers best: {PATHS[recommended].lower()}."] if recommended else []
        return "The path: open", ["Nothing is chosen yet.", *said, *advice.reasons]
    head = f"The path: {PATHS.get(decision.path, decision.path).lower()}"
    said = sentences(sentence(decision.why)) if decision.why else []
    if advice.recommended == decision.path:
        said.extend(advice.reasons)
        taken = decision.by == "recommendation"
        said.append("Taken from the recommendation." if taken else "Chosen as recommended.")
    elif advice.recommended is None:
        said.extend(advice.reasons)
    else:
        said.append(f"The answers point to {PATHS[advice.recommended].lower()}; chosen otherwise.")
    if advice.recommended not in (None, decision.path):
        said.extend(advice.reasons)
        if not decision.why and content.options.keeps_all:
            said.append("The reason is not written down yet.")
    return head, said


def questions(content: Content) -> list[str]:
    """Three questions to the adviser that the plan itself raises, none of them about a day that has passed."""
    decision = content.decision
    found = []
    field = decision.backup if decision.path == "hybrid" else decision.primary if decision.path == "pivot" else None
    if field:
        found.append(f"Who in {inside(field)} would take me on for a month?")
    found.extend(_exam_questions(content))
    sent = content.today > content.dates["submission_opens"].day
    asked = {**_QUESTIONS, **(_ONCE_SENT if sent else {})}
    found.extend(asked[cause] for cause in decision.causes or () if cause in asked)
    found.append(_STILL if sent else "What would you want to see from me by September?")
    found.append("Which program would read me kindly, and why?")
    return [*found[:2], "What would make you hesitate about me?"]


def _exam_questions(content: Content) -> Iterator[str]:
    for step in content.steps:
        origin = content.plan.origins.get(step.id)
        name = _EXAM_STEPS.get(origin.template) if origin else None
        if name and step.is_open and step.end >= content.today:
            yield f"Is {day_month(step.end)} too late a date for {name}?"


def mending_words(content: Content, finding: Finding) -> list[str]:
    """In sentences: what the plan does about a cause; where it holds nothing, what it would take (B10.2)."""
    if finding.now:
        return [f"Now: {finding.now[0]}", *finding.now[1:]]
    lead = "Not in the plan yet" if finding.id in (content.decision.causes or ()) else "It would take"
    return [sentence(f"{lead}: {finding.mend}")]
