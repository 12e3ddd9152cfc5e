"""Which answers are missing and would sharpen the post-mortem (B2.1: a gap in the evidence, never a zero)."""

from collections.abc import Iterator

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.profile import Profile

SECOND_EXAMS = ("step2ck", "level2ce")


def missing(answers: Answers, p: Profile) -> tuple[str, ...]:
    """The keys of the answers file that were not answered and would change or sharpen a finding."""
    return (
        *_exams(answers),
        *_standing(answers),
        *_applications(answers, p),
        *_soap(answers),
        *_letters(answers),
        *(("us_experience_months",) if answers.applicant.is_img and answers.us_experience_months is None else ()),
        *(("flags",) if answers.flags is None else ()),
        *(("interview_feedback",) if answers.interview_feedback is None and p.interviews != 0 else ()),
        *_reflections(answers),
    )


def _exams(answers: Answers) -> Iterator[str]:
    exams = answers.exams or ()
    if not any(exam.exam in SECOND_EXAMS for exam in exams):
        yield "exams"
    scored = any(exam.exam in SECOND_EXAMS and exam.score is not None for exam in exams)
    for index, exam in enumerate(exams):
        if exam.exam in SECOND_EXAMS and exam.score is None and not scored:
            yield f"exams[{index}].score"
        if exam.attempts is None:
            yield f"exams[{index}].attempts"
        if exam.passed is None:
            yield f"exams[{index}].passed"


def _standing(answers: Answers) -> Iterator[str]:
    standing = answers.standing
    if standing is None:
        yield "standing"
        return
    if standing.quartile is None and standing.decile is None:
        yield "standing.quartile"
    if standing.failed_clerkships is None:
        yield "standing.failed_clerkships"


def _applications(answers: Answers, p: Profile) -> Iterator[str]:
    for index, row in enumerate(answers.applications):
        if row in p.rows:
            for key in ("programs", "invited", "attended", "ranked"):
                if getattr(row, key) is None:
                    yield f"applications[{index}].{key}"
    if answers.submitted_on is None:
        yield "submitted_on"


def _soap(answers: Answers) -> Iterator[str]:
    soap = answers.soap
    if soap is None:
        yield "soap"
    elif soap.eligible is not False:
        if soap.eligible is None and soap.applications is None and soap.responses is None:
            yield "soap.eligible"
        if soap.applications is None:
            yield "soap.applications"
        if soap.responses is None and soap.applications != 0:
            yield "soap.responses"


def _letters(answers: Answers) -> Iterator[str]:
    letters = answers.letters
    if letters is None:
        yield "letters"
        return
    for key in ("total", "fresh", "from_leadership", "generic"):
        if getattr(letters, key) is None:
            yield f"letters.{key}"


def _reflections(answers: Answers) -> Iterator[str]:
    written = answers.reflections
    if written is None:
        yield "reflections"
        return
    for key in ("enough_interviews", "did_programs_rank_me", "would_pd_work_with_me"):
        if not (getattr(written, key) or "").strip():
            yield f"reflections.{key}"
