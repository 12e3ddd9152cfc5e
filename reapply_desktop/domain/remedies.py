"""What this plan does about a cause, from its own steps and the day: never what it does not hold, and where a day has
passed, what is still possible and what lead time is lost (B4.2)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from reapply_desktop.domain.answers import Decision
from reapply_desktop.domain.findings import Finding, Season
from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.values import dataclass
from reapply_desktop.domain.vocabulary import in_sentence
from reapply_desktop.domain.words import day_month, day_month_year, lasting

MOST_PIECES = 3
PRACTICE = tuple(f"practice_{number}" for number in range(1, 13))
ROTATIONS = ("rotation", "pivot_rotation", "main_role_observership", "main_role_prelim")
MAIN_ROLES = ("main_role_research", "main_role_teaching", "main_role_work", "main_role_open", "main_role_prelim",
              "main_role_observership")  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A part of the remedy: the first of `templates` that the plan holds, said as `words` with its day (`by`), its
    days (`span`), or how many of them there are (`count`)."""

    words: str
    templates: tuple[str, ...]
    kind: str = "by"


@dataclass(frozen=True)
class Special:
    """A part that is read off more than one step: programs, fields, ready, submit."""

    name: str


EXAM = (
    Piece("Step 3 taken", ("step3_test",)), Piece("COMLEX Level 3 taken", ("level3_test",)),
    Piece("a shelf exam done very well", ("shelf_exam",)),
)  # fmt: skip
LEADER = Piece("a leader’s letter beside the record", ("leader_beside_record",))
WORK: Mapping[str, tuple[Piece | Special, ...]] = {
    "low_scores": (*EXAM, Piece("the score in the application", ("step3_score", "level3_score")),
                   Piece("a changed way of study, tested", ("low_scores_method",)), LEADER),
    "exam_attempts": (*EXAM, Piece("each attempt on one page", ("attempts_page",)),
                      Piece("the record told in three sentences", ("record_in_three_sentences",)), LEADER),
    "class_standing": (Piece("written evidence of present clinical work", ("standing_evidence",)), LEADER),
    "gaps": (Piece("the gap told in two sentences", ("gap_sentences",)), Piece("one role", MAIN_ROLES, "span")),
    "too_few_programs": (Special("programs"), Piece("the list long enough", ("list_long_enough",)),
                         Piece("each program checked", ("list_final",)), Special("submit")),
    "wrong_mix": (Special("fields"), Piece("the mix decided", ("mix_decided",)),
                  Piece("materials made for each field", ("one_statement_each",)),
                  Piece("a statement of its own for {backup}", ("backup_statement_final",))),
    "late_application": (Special("ready"), Special("submit")),
    "specialty_too_competitive": (
        Special("fields"), Piece("regular days in {primary}", ("pivot_rotation",), "span"),
        Piece("regular days in {backup}", ("backup_days",), "span"),
        Piece("two outside views on {primary}", ("fit_outside_view",)),
    ),
    "few_interviews": (Special("programs"), Piece("chosen by fit", ("programs_that_fit",)), Special("submit")),
    "weak_letters": (
        Piece("conversations with the writers", ("letter_talks", "prelim_director_letter")),
        Piece("first drafts asked for", ("letter_drafts",)), Piece("all letters in", ("letters_uploaded",)),
    ),
    "no_us_experience": (
        Piece("two or three US months arranged", ("rotation_arranged_img",)),
        Piece("work with patients", ROTATIONS, "span"), Piece("places in the US asked", ("us_months",)),
    ),
    "clinical_grades": (
        Piece("new work with patients", ROTATIONS, "span"),
        Piece("feedback asked for", ("rotation_feedback", "prelim_block_letter")),
        Piece("new evaluations beside the old grades", ("clinical_grades_answer",)),
    ),
    "professionalism": (
        Piece("an account of the matter on one page", ("professionalism_account",)),
        Piece("the open talk about a letter", ("rotation_letter_talk", "prelim_block_letter")),
    ),
    "interview_performance": (
        Piece("{count} rehearsals", PRACTICE, "count"), Piece("outside judges found", ("outside_judges",)),
        Piece("the costliest fault named", ("interview_fault",)), Piece("8 to 10 stories", ("stories_to_ten",)),
    ),
    "generic_statement": (
        Piece("a new statement for {primary}", ("statement_final",)),
        Piece("one of its own for {backup}", ("backup_statement_final",)),
        Piece("every sentence read for what only one person can say", ("sentences_only_yours",)),
    ),
    "incoherent_story": (
        Piece("the thread of the story in five sentences", ("thread_in_five",)),
        Piece("why {primary} in five sentences", ("pivot_reason",)), Piece("the CV as one story", ("cv",)),
    ),
}  # fmt: skip


def with_remedies(findings: tuple[Finding, ...], plan: Plan, season: Season, today: date) -> tuple[Finding, ...]:
    """The findings with what the plan does about each; as they are once a position is found (B11.15)."""
    if plan.position_found is not None or not findings or not plan.origins:
        return findings
    reader = _Reader(plan, season, today)
    return tuple(replace(finding, now=reader.said(finding.id)) for finding in findings)


def mending(finding: Finding, lead: str = "To mend:") -> tuple[str, str]:
    """`Now:` and what the plan does; where it holds nothing, `lead` and what it would take."""
    if finding.now:
        return "Now:", " ".join(finding.now)
    return lead, finding.mend.rstrip(".") + "."


class _Reader:
    """The plan's generated steps by template, and the sentences they give."""

    def __init__(self, plan: Plan, season: Season, today: date) -> None:
        self.season, self.today = season, today
        self.decision = plan.answers.decision or Decision()
        self.plan = plan
        self.steps: dict[str, Milestone] = {}
        for step in plan.milestones:
            origin = plan.origins.get(step.id)
            if origin is not None and not origin.past and step.status != "dropped":
                self.steps.setdefault(origin.template, step)

    def said(self, cause: str) -> tuple[str, ...]:
        """For one cause: the work with its days, what a day that has passed still allows, what lead time is lost."""
        used: list[Milestone] = []
        pieces = []
        for piece in WORK.get(cause, ()):
            words = self._special(piece.name, used) if isinstance(piece, Special) else self._piece(piece, used)
            if words:
                pieces.append(words)
        # The last piece is where the others lead to (submission): it stays.
        pieces = pieces if len(pieces) <= MOST_PIECES else [*pieces[: MOST_PIECES - 1], pieces[-1]]
        if not used:
            return ()
        chain = "; ".join(pieces)
        return (f"{chain}.", *self._passed(used), *self._lost(used))

    def _piece(self, piece: Piece, used: list[Milestone]) -> str:
        held = [self.steps[name] for name in piece.templates if name in self.steps]
        if not held:
            return ""
        words = piece.words.replace("{primary}", self._field(self.decision.primary))
        words = words.replace("{backup}", self._field(self.decision.backup))
        if piece.kind == "count":
            used.extend(held)
            return self._count(words, held)
        used.append(held[0])
        return f"{words}{self._when(held[0], piece.kind)}"

    def _count(self, words: str, held: list[Milestone]) -> str:
        done = sum(step.status == "done" for step in held)
        words = words.replace("{count}", str(len(held)))
        if done == len(held):
            return f"{words}, done"
        first, last = min(step.start for step in held), max(step.end for step in held)
        if last < self.today:
            return f"{words}, {done} done, late since {self._day(last)}"
        if first >= self.today:
            return words + self._span(first, last)
        return f"{words}, {done} done, until {self._day(last)}"

    def _when(self, step: Milestone, kind: str) -> str:
        if step.status == "done":
            return ", done"
        if step.end < self.today:
            return f", late since {self._day(step.end)}"
        return self._span(step.start, step.end) if kind == "span" else f" by {self._day(step.end)}"

    def _span(self, start: date, end: date) -> str:
        return f" on {self._day(start)}" if start == end else f" from {self._begin(start, end)} to {self._day(end)}"

    def _begin(self, start: date, end: date) -> str:
        return str(start.day) if (start.year, start.month) == (end.year, end.month) else self._day(start)

    def _day(self, day: date) -> str:
        far = abs((day - self.today).days) > 360
        return day_month_year(day) if far else day_month(day)

    def _field(self, name: str | None) -> str:
        return in_sentence(name) if name else "the field"

    # What is read off more than one step

    def _special(self, name: str, used: list[Milestone]) -> str:
        found = {"programs": self._programs, "fields": self._fields}.get(name)
        if found is not None:
            return found()
        return "; ".join(self._ready(used)) if name == "ready" else "; ".join(self._submit(used))

    def _programs(self) -> str:
        counts = [n for n in (self.decision.primary_programs, self.decision.backup_programs) if n]
        if not counts:
            return ""
        return " + ".join(map(str, counts)) + (" programs" if sum(counts) != 1 else " program")

    def _fields(self) -> str:
        d = self.decision
        if d.path == "same_specialty" or not d.primary:
            return ""
        sides = [(d.primary, d.primary_programs), *([(d.backup, d.backup_programs)] if d.backup else [])]
        if all(programs for _name, programs in sides):
            counts = [f"{programs}{' programs' if at == 0 else ''}" for at, (_name, programs) in enumerate(sides)]
            return " and ".join(f"{n} in {in_sentence(side[0])}" for n, side in zip(counts, sides, strict=True))
        return " and ".join(in_sentence(name) for name, _programs in sides)

    def _ready(self, used: list[Milestone]) -> Iterator[str]:
        submit = self.steps.get("submit")
        if submit is None or not submit.is_open:
            return
        before = [step for name in submit.depends_on if (step := self.plan.milestone(name)) is not None]
        waiting = [step for step in before if step.is_open]
        used.extend(waiting)
        late = [step for step in waiting if step.end < self.today]
        if late:
            yield f"{counted(len(late), 'step')} before submission {'is' if len(late) == 1 else 'are'} late"
        elif waiting:
            yield f"ready on {self._day(max(step.end for step in waiting))}"

    def _submit(self, used: list[Milestone]) -> Iterator[str]:
        for name, what in (("submit", ""), ("residencycas_submit", "ResidencyCAS ")):
            step = self.steps.get(name)
            if step is None:
                continue
            used.append(step)
            if step.status == "done":
                yield f"{what}submitted"
            elif step.end < self.today:
                yield f"{what}submission late since {self._day(step.end)}"
            else:
                yield f"{what}submitted on {self._day(step.end)}" + ("" if what else self._against(step.end))

    def _against(self, day: date) -> str:
        """Where a submission stands against the season's first day and the day programs begin to read (B11.2)."""
        first, review = self.season.day("submission_opens"), self.season.day("review_opens")
        if day == first:
            return ", the first day"
        if day < first:
            return ""
        days = abs((day - review).days)
        if not days:
            return ", the day programs begin to read"
        return f", {counted(days, 'day')} {'before' if day < review else 'after'} programs begin to read"

    def _passed(self, used: list[Milestone]) -> Iterator[str]:
        """What is still possible once the first day has passed and nothing is sent."""
        submit = self.steps.get("submit")
        first, review = self.season.day("submission_opens"), self.season.day("review_opens")
        if submit is None or submit not in used or not submit.is_open or self.today <= first:
            return
        if self.today <= review:
            yield f"The first day has passed; what is sent by {self._day(review)} still counts as the first day."
        else:
            yield f"Programs have been reading since {self._day(review)}; what is complete can still be sent."

    def _lost(self, used: list[Milestone]) -> Iterator[str]:
        lost = timedelta()
        for step in used:
            origin = self.plan.origins.get(step.id)
            if step.is_open and origin is not None and origin.planned is not None:
                lost = max(lost, step.end - origin.planned)
        if lost:
            yield f"{lasting(lost.days).capitalize()} of lead time {'is' if lost.days == 1 else 'are'} lost."

