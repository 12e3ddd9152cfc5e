"""The answers that would sharpen the result, as people say them (look, section 10: "It would sharpen this: …")."""

import re

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.vocabulary import EXAMS, in_sentence

WORDS = {
    "exams": "the exam scores",
    "standing": "the standing in the class",
    "standing.quartile": "the quartile or decile",
    "standing.failed_clerkships": "failed clerkships",
    "submitted_on": "the day of submission",
    "soap": "how SOAP went",
    "soap.eligible": "whether taking part in SOAP was possible",
    "soap.applications": "how many SOAP applications went out",
    "soap.responses": "how many answers came in SOAP",
    "letters": "the letters",
    "letters.total": "how many letters there were",
    "letters.fresh": "how many letters were new",
    "letters.from_leadership": "how many letters came from someone who leads",
    "letters.generic": "whether the letters said something particular",
    "us_experience_months": "months of US experience",
    "flags": "the honest questions",
    "interview_feedback": "what was heard after the interviews",
    "reflections": "the three hard questions",
    "reflections.enough_interviews": "whether the interviews were enough",
    "reflections.did_programs_rank_me": "whether programs really ranked the application",
    "reflections.would_pd_work_with_me": "whether a program director would want this colleague",
}
EXAM_WORDS = {"score": "the {} score", "attempts": "how often {} was sat", "passed": "whether {} is passed"}
ROW_WORDS = {
    "programs": "how many {} programs were applied to",
    "invited": "how many {} programs invited",
    "attended": "how many {} interviews were attended",
    "ranked": "how many {} programs were ranked",
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
