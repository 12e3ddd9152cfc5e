"""The three hard questions and what a person wrote to them (B3.1), said alike on screen and on paper."""

from reapply_desktop.domain.answers import Answers, Reflections

HARD_QUESTIONS = {
    "enough_interviews": "Were the interviews enough for this specialty?",
    "did_programs_rank_me": "Did programs really rank me?",
    "would_pd_work_with_me": "Would a fair program director want me as a colleague through the longest weeks?",
}


def written_answers(answers: Answers) -> tuple[tuple[str, str], ...]:
    """Each question with its answer; an empty one is still open."""
    given = answers.reflections or Reflections()
    return tuple((question, (getattr(given, key) or "").strip()) for key, question in HARD_QUESTIONS.items())
