"""The path of the open plan: three ways side by side, chosen and altered on the page (B3.4–B3.7)."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reapply_desktop.domain.added_steps import AddedSteps
from reapply_desktop.domain.answers import Answers, Decision
from reapply_desktop.domain.decisions import recommended_causes, with_path
from reapply_desktop.domain.path_cards import PathCard
from reapply_desktop.domain.path_deadline import Deadline, path_deadline, path_is_own
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.post_mortem import assess_plan
from reapply_desktop.domain.seriousness import needs
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.vocabulary import PATHS, in_sentence
from reapply_desktop.services.reference_data import load_templates
from reapply_desktop.ui.controls.fields import CheckedField, set_state
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.answers_page import AnswersPage
from reapply_desktop.ui.pages.path_view import LARGE, PathView
from reapply_desktop.ui.theme import Theme

KEEP, CHOOSE = "Leave as it was", "Choose this path…"
UNDO_PATH, UNDO_DETAILS = "Choose path", "Change path"
ASK_WHY = "If you choose another than the one that fits best, you will be asked why, and both are kept."
# What changes no step of the year: written into the plan as it is typed.
DETAILS = tuple(f"{side}_{what}" for side in ("primary", "backup")
                for what in ("programs", "mentor", "letters", "statement", "interest"))  # fmt: skip


class DeadlineWords(QWidget):
    """Until when the path is chosen, at the right of the head."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._large, self._small = Label(theme, "", "count"), Label(theme, "", "caption", "text_second")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._large, self._small):
            # Large text has no room at the right: there it stands below the title.
            part.setAlignment(Qt.AlignmentFlag.AlignLeft if theme.factor > LARGE else Qt.AlignmentFlag.AlignRight)
            column.addWidget(part)

    def show_deadline(self, deadline: Deadline | None) -> None:
        self.setVisible(deadline is not None)
        if deadline is not None:
            self._large.setText(deadline.large)
            self._large.set_role("warning" if deadline.late else "text")
            self._small.setText(deadline.small)


class PathPage(AnswersPage):
    """Another path waits on the page until it is asked for, as it changes steps; details of the path the plan has are
    kept at once."""

    def __init__(self, document: Document, theme: Theme) -> None:
        self.deadline = DeadlineWords(theme)
        super().__init__(document, theme, "Three ways to go on", "split",
                         "An interview leads to three paths to choose from.", self.deadline)
        self.view = PathView(theme, document.tables)
        self._plan_id = ""
        self._recommended: tuple[str, ...] = ()
        self._body.addWidget(self.view)
        self._subtitle.set_text("What speaks for and against each, from your answers. The choice is yours, and can be "
                                "changed.")
        self.view.chosen_changed.connect(self._tell)
        self.view.fields_changed.connect(self._fields_changed)
        strip = self.strip
        strip.main.setText(CHOOSE)
        strip.main.clicked.connect(self._choose)
        strip.other.setText(KEEP)
        strip.other.clicked.connect(self._put_back)
        self._follow_document()

    def refresh(self, *plans: Plan) -> None:
        """Besides the answers the page follows the step that says until when the path is chosen."""
        super().refresh(*plans)
        plan = self._document.plan
        if plan is not None:
            self._show_deadline(plan)

    def show_event(self, where: str) -> None:
        """Put the cursor to what is asked for: `decision.backup_mentor`."""
        field = self.view.focus_key(where.removeprefix("decision."))
        if field is not None:
            self._reveal(field)

    def _show(self, plan: Plan) -> None:
        document, answers = self._document, plan.answers
        assessment = assess_plan(plan, document.tables, document.today())
        self._recommended = recommended_causes(assessment)
        if plan.id != self._plan_id:
            self._plan_id = plan.id
            self.view.forget()
        chosen = answers.decision.path if answers.decision is not None and path_is_own(plan) else None
        added = AddedSteps(answers, document.tables, load_templates(), document.today())
        self.view.show_choices(answers, assessment, chosen, True, added)
        self._tell()

    def _show_deadline(self, plan: Plan) -> None:
        from reapply_desktop.domain.season_change import plan_season

        today = self._document.today()
        self.deadline.show_deadline(path_deadline(plan, plan_season(plan, self._document.tables, today), today))

    # Choosing

    def _wanted(self) -> Answers | None:
        """The answers with what stands on the page; None while no path is chosen."""
        plan = self._document.plan
        if plan is None or self.view.chosen is None:
            return None
        return with_path(plan.answers, self.view.decision_fields(), self._recommended)

    def _is_pending(self, plan: Plan) -> bool:
        """Whether the page holds another path or another field than the plan."""
        wanted = self._wanted()
        if wanted is None or wanted.decision is None:
            return False
        now = plan.answers.decision or Decision()
        return not path_is_own(plan) or any(
            getattr(now, key) != getattr(wanted.decision, key) for key in ("path", "primary", "backup")
        )

    def _fields_changed(self) -> None:
        plan, wanted = self._document.plan, self._wanted()
        if plan is None or wanted is None or self._is_pending(plan):
            self._tell()
            return
        before, after = plan.answers.decision or Decision(), wanted.decision or Decision()
        keys = [key for key in (*DETAILS, "why") if getattr(before, key) != getattr(after, key)]
        if keys:
            kept = replace(plan.answers, decision=replace(before, **{key: getattr(after, key) for key in keys}))
            self._shown = kept  # what is typed stays where it is
            self._document.change(replace(plan, answers=kept), UNDO_DETAILS, f"path:{','.join(keys)}")
        self._tell()

    def _choose(self) -> None:
        self.view.settle()
        wanted, problem = self._wanted(), self.view.first_problem()
        if problem is not None:
            words, level, field = problem
            self.strip.say("", words, role="critical" if level == "error" else "warning")
            if not isinstance(field, CheckedField):  # those show their state themselves
                set_state(field, level)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self._reveal(field)
        elif wanted is not None:
            self.answers_changed.emit(wanted, UNDO_PATH)

    def _put_back(self) -> None:
        self._shown = None
        self.view.forget()
        self.refresh()

    # Words

    def _tell(self, *_what: object) -> None:
        plan = self._document.plan
        if plan is None:
            return
        set_state(self.view.why, "error" if self.view.why.problem() else None)
        pending, decision = self._is_pending(plan), plan.answers.decision or Decision()
        strip, card = self.strip, self.view.card()
        if pending and card is not None:
            strip.say(f"{card.title}:", _effect(card), "Not in the plan yet.")
        elif self.view.chosen is None:
            follows = f"The year follows “{PATHS[decision.path]}” until then." if decision.path else ""
            strip.say("", f"Nothing is chosen by you yet. {follows}".strip(), ASK_WHY)
        else:
            strip.say("Chosen:", _chosen_words(decision), self._still_open(decision))
        strip.main.setVisible(pending or self.view.chosen is None)
        strip.main.setEnabled(pending)
        strip.other.setVisible(pending)
        strip.arrange()

    def _still_open(self, decision: Decision) -> str:
        """What a hybrid still asks for, until it is there (B3.6)."""
        found = needs(decision, self._document.tables.thresholds)
        missing = sum(not need.met for need in found)
        if not missing:
            return ""
        each = "Both fields need programs, a mentor, a statement, letters and something that shows the interest"
        return f"{each}: {missing} of {len(found)} {'is' if missing == 1 else 'are'} still open."


def _effect(card: PathCard) -> str:
    """`adds 5 steps, drops 2.`"""
    parts = [f"adds {counted(card.gains, 'step')}"] if card.gains else []
    parts += [f"drops {counted(len(card.drops), 'step')}"] if card.drops else []
    return f"{', '.join(parts)}." if parts else "changes no step of the year."


def _chosen_words(decision: Decision) -> str:
    fields = [in_sentence(field) for field in (decision.primary, decision.backup) if field]
    return f"{PATHS[decision.path or 'same_specialty']}, {' and '.join(fields)}."
