"""The note after a move: what waits for it can come along, and what can no longer be met."""

from PySide6.QtWidgets import QWidget

from reapply_desktop.domain.follow import Offer, offer_after
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.step_words import counted
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.foot_note import EditOffer

MOST_SAID = 3


class FollowOffer(EditOffer):
    """`consider(before, after)` follows a person's edit. Moving along replaces that edit on the undo stack."""

    def __init__(self, document: Document, theme: Theme, page: QWidget, edit: str = "move") -> None:
        """`edit` is what "Take the move back" calls it."""
        super().__init__(document, theme, page)
        self._edit = edit
        self._offer: Offer | None = None
        self.setObjectName("follow_offer")

    def consider(self, before: Plan, after: Plan) -> bool:
        """Offer what follows from an edit, if anything does; says whether. Call it once the edit is on the stack."""
        if self._own:
            return False
        offer = offer_after(before, after)
        if offer is None:
            self._close()
            return False
        self._show(offer)
        return True

    def offer(self) -> Offer | None:
        """What is offered now."""
        return self._offer

    def take(self) -> None:
        """Let the waiting steps follow: one step of undo with the move. Without any, take the move back."""
        offer, stack = self._offer, self._document.undo_stack
        if offer is None:
            return
        self._own = True
        try:
            text = stack.undoText()
            stack.undo()
            if offer.followers:
                together = len({*offer.moved, *offer.followers})
                self._document.change(offer.plan, f"Move {counted(together, 'step')}" if self._edit == "move" else text)
        finally:
            self._own = False
        self._close()
        if offer.followers:
            self.message.emit(f"Moved {counted(len(offer.followers), 'step')} along", True)
            self.changed.emit((*offer.moved, *offer.followers))

    def _close(self) -> None:
        self._offer = None
        if not self.isHidden():
            super()._close()

    def _show(self, offer: Offer) -> None:
        self._offer = offer
        number = len(offer.followers)
        missed = list(offer.missed[:MOST_SAID])
        if len(offer.missed) > MOST_SAID:
            missed.append(f"And {len(offer.missed) - MOST_SAID:,} more that no longer fit.")
        if number:
            self.along.setText("Move it &along" if number == 1 else f"Move {number:,} &along")
            self.stay.setText("&Leave it" if number == 1 else "&Leave them")
        else:
            self.along.setText(f"T&ake the {self._edit} back")
            self.stay.setText("&Leave it so")
        keys = "Alt+A moves along, Escape leaves it." if number else ""
        self._say("warning" if missed else "info", offer.question, offer.names, "\n".join(missed), keys)
