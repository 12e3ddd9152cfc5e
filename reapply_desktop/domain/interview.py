"""The interview's route as a pure function of the answers: which pages and questions come, how far along one is,
and what is left of the answers when the branches that were left are taken away."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reapply_desktop.domain import vocabulary
from reapply_desktop.domain.questions import (
    APPLICATIONS,
    EXAMS,
    Page,
    Question,
    Tree,
    get,
    has,
    holds,
    rows,
)

FINDINGS, PATH = "findings", "path"
FURTHER = (FINDINGS, PATH)
FURTHER_NAMES = {FINDINGS: "Findings", PATH: "Path"}
USMLE = ("step1", "step2ck", "step3")
COMLEX = ("level1", "level2ce", "level3")
# Answers of the interview alone, never in a file:
COMLEX_ADDED, USMLE_ADDED = "_comlex", "_usmle"
SCORES_ELSEWHERE, COUNTS_ELSEWHERE = "_scores_elsewhere", "_counts_elsewhere"
TAKEN = "_taken"


@dataclass(frozen=True)
class Progress:
    """Where one is: page `number` of `count` question pages (0 on the two further pages), and the minutes ahead."""

    number: int
    count: int
    minutes: int

    @property
    def words(self) -> str:
        if not self.number:
            return "The questions are done"
        return f"Page {self.number} of {self.count} · about {self.minutes} minutes left"


@dataclass(frozen=True)
class Interview:
    """All pages and questions, and the route through them."""

    pages: tuple[Page, ...]

    def steps(self, answers: Tree) -> tuple[str, ...]:
        """The pages that come for these answers, in order, ending with findings and path."""
        known = self.pruned(answers)
        return (*(page.id for page in self.pages if holds(page.when, known)), *FURTHER)

    def page(self, step: str) -> Page | None:
        """The question page of that name; None for findings and path."""
        return next((page for page in self.pages if page.id == step), None)

    def page_asking(self, where: str) -> str | None:
        """The page that asks for an answer, or for a part or the whole of it; None where none does."""
        for page in self.pages if where else ():
            keys = [question.key for question in page.questions]
            if any(f"{key}.".startswith(f"{where}.") or f"{where}.".startswith(f"{key}.") for key in keys):
                return page.id
        return None

    def asked(self, step: str, answers: Tree) -> tuple[Question, ...]:
        """The questions that page asks someone with these answers."""
        return tuple(question for page, question in self.route(answers) if page.id == step)

    def route(self, answers: Tree) -> tuple[tuple[Page, Question], ...]:
        """Every question that comes, with its page. What a left branch still holds asks nothing further."""
        return tuple((page, question) for page, question, _ in self._walk(answers))

    def pruned(self, answers: Tree) -> dict[str, Any]:
        """The answers that belong to the route, as the answers file holds them: without those of branches that were
        left, without what is not known, and without what only the interview needs."""
        kept: dict[str, Any] = {}
        for _, _, so_far in self._walk(answers):
            kept = so_far
        if disputes := [dict(row) for row in rows(answers, "disputes") if row.get("cause")]:
            kept = {**kept, "disputes": disputes}
        if decision := decided(get(answers, "decision")):
            kept = {**kept, "decision": decision}
        return kept

    def open_questions(self, step: str, answers: Tree) -> tuple[Question, ...]:
        """The questions of a page that were passed over; "I don't know" is an answer."""
        return tuple(question for question in self.asked(step, answers) if _is_open(question, answers))

    def progress(self, step: str, answers: Tree) -> Progress:
        """Where this step stands among the question pages of the route, and the minutes of it and what follows."""
        steps = self.steps(answers)[: -len(FURTHER)]
        if step not in steps:
            return Progress(0, len(steps), 0)
        index = steps.index(step)
        ahead = [page.minutes for page in self.pages if page.id in steps[index:]]
        return Progress(index + 1, len(steps), sum(ahead))

    def _walk(self, answers: Tree) -> Iterator[tuple[Page, Question, dict[str, Any]]]:
        """The route in order, each question with the answers kept so far (one dict that grows): a condition sees
        only what was answered on the route before it."""
        kept: dict[str, Any] = {}
        for page in self.pages:
            if not holds(page.when, kept):
                continue
            for question in page.questions:
                if holds(question.when, kept):
                    value = _kept(question, answers)
                    if value is not None:
                        group, _, name = question.key.rpartition(".")
                        (kept.setdefault(group, {}) if group else kept)[name] = value
                    yield page, question, kept


def exam_rows(answers: Tree) -> tuple[str, ...]:
    """The exams to ask about: COMLEX for a DO and USMLE for everyone else, the other ones where they were added."""
    is_do = get(answers, "applicant.type") == "us_do"
    first, other, added = (COMLEX, USMLE, USMLE_ADDED) if is_do else (USMLE, COMLEX, COMLEX_ADDED)
    return (*first, *other) if answers.get(added) else first


def opened(answers: Tree) -> dict[str, Any]:
    """Answers of a file as the interview takes them up: an exam of the other system counts as added."""
    tree = {key: value for key, value in answers.items() if value is not None and key not in ("format", "version")}
    taken = {row.get("exam") for row in rows(answers, "exams")}
    if taken & set(COMLEX):
        tree[COMLEX_ADDED] = True
    if taken & set(USMLE):
        tree[USMLE_ADDED] = True
    return tree


def decided(decision: Any) -> dict[str, Any] | None:
    """The decision as the file holds it, or None where everything was left for later.

    Without a path there is no primary or backup either; only a hybrid has a backup; a reason for few causes stays
    only while one is circled.
    """
    if not isinstance(decision, Mapping):
        return None
    kept = {key: value for key, value in decision.items() if value not in (None, "", [], ()) and key != "by"}
    if "causes" in kept:
        kept["causes"] = list(kept["causes"])
    if len(kept.get("causes", ())) != 1:
        kept.pop("why_few_causes", None)
    if "path" not in kept:
        kept = {key: value for key, value in kept.items() if key in ("causes", "why_few_causes")}
    return {**kept, "by": "person"} if kept else None


def _kept(question: Question, answers: Tree) -> Any:
    """The answer to a question as the file holds it, None where there is none."""
    if question.kind == EXAMS:
        asked = exam_rows(answers)
        by_exam = {row.get("exam"): row for row in rows(answers, question.key)}
        return [row for exam in asked if (row := _exam(by_exam.get(exam)))] or None
    if question.kind == APPLICATIONS:
        return [_row(row) for row in rows(answers, question.key) if row.get("specialty")] or None
    value = get(answers, question.key)
    if isinstance(value, str):
        return value.strip() or None
    return list(value) if isinstance(value, list | tuple) else value


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value.strip() if isinstance(value, str) else value
        for key, value in row.items()
        if not key.startswith("_") and value is not None and (not isinstance(value, str) or value.strip())
    }


def _exam(row: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """An exam that was taken, with what is known of it; one not taken or not answered leaves nothing."""
    if row is None or row.get(TAKEN) is False:
        return None
    kept = _row(row)
    return kept if len(kept) > 1 else None


def _is_open(question: Question, answers: Tree) -> bool:
    if question.kind == EXAMS:
        answered = {row.get("exam") for row in rows(answers, question.key) if "passed" in row or TAKEN in row}
        return not answers.get(SCORES_ELSEWHERE) and not set(exam_rows(answers)) <= answered
    if question.kind == APPLICATIONS:
        table = [row for row in rows(answers, question.key) if row.get("specialty")]
        counts = () if answers.get(COUNTS_ELSEWHERE) else ("programs", "invited", "attended", "ranked")
        return not table or any(count not in row or row[count] == "" for row in table for count in counts)
    return not question.optional and not has(answers, question.key)


def required_missing(answers: Tree) -> tuple[str, ...]:
    """The two answers nothing can do without: `applicant.type`, and one application with its specialty."""
    missing = () if get(answers, "applicant.type") in tuple(vocabulary.APPLICANT_TYPES) else ("applicant.type",)
    named = any(row.get("specialty") in vocabulary.SPECIALTIES for row in rows(answers, "applications"))
    return missing if named else (*missing, "applications")
