"""The answers that would sharpen the result, as people say them (look, section 10: "It would sharpen this: …")."""

import re

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.vocabulary import EXAMS, in_sentence

WORDS = {
    "exams": "your exam scores",
    "standing": "where you stood in your class",
    "standing.quartile": "your quartile or decile",
    "standing.failed_clerkships": "failed clerkships",
    "submitted_on": "the day you submitted",
    "soap": "how SOAP went",
    "soap.eligible": "whether you could take part in SOAP",
    "soap.applications": "how many SOAP applications you sent",
    "soap.responses": "how many answers came in SOAP",
    "letters": "your letters",
    "letters.total": "how many letters you had",
    "letters.fresh": "how many letters were new",
    "letters.from_leadership": "how many letters came from someone who leads",
    "letters.generic": "whether the letters said something particular",
    "us_experience_months": "months of US experience",
    "flags": "the honest questions",
    "interview_feedback": "what you heard after the interviews",
    "reflections": "the three hard questions",
    "reflections.enough_interviews": "whether the interviews were enough",
    "reflections.did_programs_rank_me": "whether programs really ranked you",
    "reflections.would_pd_work_with_me": "whether a program director would want you as a colleague",
}
EXAM_WORDS = {"score": "the {} score", "attempts": "how often you sat {}", "passed": "whether {} is passed"}
ROW_WORDS = {
    "programs": "how many {} programs you applied to",
    "invited": "how many {} programs invited you",
    "attended": "how many {} interviews you attended",
    "ranked": "how many {} programs you ranked",
}
BUCKET_OF = {
    "exams": "academics",
    "standing": "academics",
    "submitted_on": "application_strategy",
    "letters": "clinical_record",
    "us_experience_months": "clinical_record",
    "interview_feedback": "communication",
    "reflections": "communication",
}
_INDEXED = re.compile(r"(exams|applications)\[(\d+)\]\.(\w+)")


def gap_words(key: str, answers: Answers) -> str:
    """A key of `Assessment.missing` in words; a key without words of its own is shown as it is."""
    found = _INDEXED.fullmatch(key)
    if found is None:
        return WORDS.get(key, key)
    index, field = int(found[2]), found[3]
    if found[1] == "exams" and answers.exams and index < len(answers.exams) and field in EXAM_WORDS:
        return EXAM_WORDS[field].format(EXAMS[answers.exams[index].exam])
    if found[1] == "applications" and index < len(answers.applications) and field in ROW_WORDS:
        return ROW_WORDS[field].format(in_sentence(answers.applications[index].specialty))
    return key


def question_key(key: str, answers: Answers) -> str:
    """Where the interview asks for an answer: a row of a table by its name there, `exams.step2ck.score`."""
    found = _INDEXED.fullmatch(key)
    if found is None:
        return key
    index = int(found[2])
    if found[1] == "exams":
        names = [exam.exam for exam in answers.exams or ()]
    else:
        names = [row.specialty for row in answers.applications]
    return f"{found[1]}.{names[index]}.{found[3]}" if index < len(names) else found[1]


def bucket_of_gap(key: str) -> str | None:
    """The bucket an unknown answer would speak to (B2.3), or None where it speaks to several."""
    found = _INDEXED.fullmatch(key)
    if found is not None and found[1] == "applications":
        return "application_strategy" if found[3] == "programs" else "specialty_fit"
    return BUCKET_OF.get(key.partition(".")[0].partition("[")[0])
