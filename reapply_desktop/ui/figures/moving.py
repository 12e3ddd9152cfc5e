"""When a season date of the tables changes, the open steps that hang on it: how many, and moving them in one step."""

from reapply_desktop.domain.findings import Season
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.season_change import moves_between, plan_season
from reapply_desktop.ui.document import Document


class StepMoves:
    """Remembers the season as the open plan's steps were dated by it, until they are moved or another plan opens."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._before: Season | None = None
        self.forget()

    def forget(self) -> None:
        """The steps stand as the tables say now."""
        self._before = self._season()

    def look(self) -> int:
        """How many open steps of the plan hang on dates that have changed since."""
        return len(self._moves())

    def move(self) -> int:
        """Move them, as one undo step; gives how many."""
        plan, moves = self._document.plan, self._moves()
        self.forget()
        if plan is not None and moves:
            self._document.change(plan.with_milestones(moves), "Move steps with their dates")
        return len(moves)

    def _season(self) -> Season | None:
        plan = self._document.plan
        return None if plan is None else plan_season(plan, self._document.tables, self._document.today())

    def _moves(self) -> tuple[Milestone, ...]:
        from reapply_desktop.services.reference_data import load_templates

        plan, now = self._document.plan, self._season()
        if plan is None or now is None or self._before is None or now.match_year != self._before.match_year:
            return ()
        return moves_between(plan, load_templates(), self._before, now)
