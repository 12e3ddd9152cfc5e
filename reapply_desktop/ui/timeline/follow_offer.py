"""The note over the foot of a page after a move: what waits for it can come along, and what can no longer be met."""

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.follow import Offer, offer_after
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.step_words import counted
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.fields import glyph
from reapply_desktop.ui.controls.painted import Painted, box
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.theme import Theme

WIDTH, EDGE, MOST_SAID = 720, 20, 3
TOAST_WIDE, TOAST_HIGH = 520, 52  # what a toast takes at the right of the foot; the note stands beside or above it


class FollowOffer(Painted):
    """Lies over the foot of `page` and never takes the focus; Alt+A moves along, Esc or Alt+L leaves everything as is.

    `consider(before, after)` follows a person's edit. Moving along replaces that edit on the undo stack, so that the
    move and what followed it are one step. Any further edit, undo or redo takes the note away: it would be stale.
    `message` asks for a toast, `changed` tells the ids that moved.
    """

    message = Signal(str, bool)
    changed = Signal(tuple)

    def __init__(self, document: Document, theme: Theme, page: QWidget) -> None:
        super().__init__(theme, page)
        self._document, self._page = document, page
        self._offer: Offer | None = None
        self._before: QWidget | None = None
        self._own = False
        self._lifted = 0
        self.setObjectName("follow_offer")
        self._build()
        page.installEventFilter(self)
        document.changed.connect(self._outdated)
        document.opened.connect(self._outdated)
        theme.changed.connect(self._restyle)
        self.hide()

    def _build(self) -> None:
        theme = self._theme
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(theme.px(14), theme.px(11), theme.px(12), theme.px(11))
        self._row.setSpacing(theme.px(12))
        words = QHBoxLayout()
        words.setSpacing(theme.px(10))
        self._icons = (glyph(theme, "info", "accent_text", 17), glyph(theme, "triangle-alert", "warning", 17))
        for icon in self._icons:
            words.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(theme.px(2))
        self._question = Prose(theme, "", "table_strong")
        self._names = Prose(theme, "", "caption", "text_second")
        self._missed = Prose(theme, "", "table", "warning")
        for line in (self._question, self._names, self._missed):
            lines.addWidget(line)
        words.addLayout(lines, 1)
        self._row.addLayout(words, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.px(6))
        self.along = button("", density="small")
        self.along.setObjectName("move_along")
        self.along.clicked.connect(self.move_along)
        self.stay = button("", "quiet", density="small")
        self.stay.setObjectName("leave")
        self.stay.clicked.connect(self.leave)
        buttons.addWidget(self.along)
        buttons.addWidget(self.stay)
        buttons.addStretch(1)
        self._row.addLayout(buttons)
        for part in (self.along, self.stay):
            part.installEventFilter(self)

    # Asking

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

    def move_along(self) -> None:
        """Let the waiting steps follow: one step of undo with the move. Without any, take the move back."""
        offer, stack = self._offer, self._document.undo_stack
        if offer is None:
            return
        self._own = True
        try:
            stack.undo()
            if offer.followers:
                together = len({*offer.moved, *offer.followers})
                self._document.change(offer.plan, f"Move {counted(together, 'step')}")
        finally:
            self._own = False
        self._close()
        if offer.followers:
            self.message.emit(f"Moved {counted(len(offer.followers), 'step')} along", True)
            self.changed.emit((*offer.moved, *offer.followers))

    def leave(self) -> None:
        """Leave everything as it is now."""
        self._close()

    def lift(self, by: int) -> None:
        """Stand so much higher, in px, above something else at the foot of the page."""
        self._lifted = by
        self._place()

    def _outdated(self, *_: object) -> None:
        if not self._own:
            self._close()

    def _close(self) -> None:
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self._offer = None
        self.hide()
        if had_focus:
            (self._before or self._page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, offer: Offer) -> None:
        self._offer = offer
        number = len(offer.followers)
        missed = list(offer.missed[:MOST_SAID])
        if len(offer.missed) > MOST_SAID:
            missed.append(f"And {len(offer.missed) - MOST_SAID:,} more season days.")
        for prose, text in ((self._question, offer.question), (self._names, offer.names),
                            (self._missed, "\n".join(missed))):  # fmt: skip
            prose.set_text(text)
            prose.setVisible(bool(text))
        self._icons[0].setVisible(not missed)
        self._icons[1].setVisible(bool(missed))
        if number:
            self.along.setText("Move it &along" if number == 1 else f"Move {number:,} &along")
            self.stay.setText("&Leave it" if number == 1 else "&Leave them")
        else:
            self.along.setText("T&ake the move back")
            self.stay.setText("&Leave it so")
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self._before = focus
        self.show()
        self._place()
        self.raise_()
        self.update()
        keys = "Alt+A moves along, Escape leaves it." if number else ""
        said = " ".join(filter(None, (offer.question, *missed, keys)))
        self.setAccessibleName(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    # Its place

    def _place(self) -> None:
        if not self.isVisible():
            return
        theme, page = self._theme, self._page
        edge = theme.px(EDGE)
        wide = max(1, min(theme.px(WIDTH), page.width() - 2 * edge))
        upright = wide < theme.px(620)
        self._row.setDirection(
            QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight)
        self._row.invalidate()
        self._row.activate()
        high = self._row.totalHeightForWidth(wide) if self._row.hasHeightForWidth() else self._row.sizeHint().height()
        high = min(high, page.height())
        beside = page.width() - edge - wide >= theme.px(TOAST_WIDE)
        foot = edge + self._lifted + (0 if beside else theme.px(TOAST_HIGH))
        self.setGeometry(edge, max(0, page.height() - high - foot), wide, high)

    def _restyle(self) -> None:
        theme = self._theme
        self._row.setContentsMargins(theme.px(14), theme.px(11), theme.px(12), theme.px(11))
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        missed = self._offer is not None and bool(self._offer.missed)
        fill, border = ("warning_soft", "warning_line") if missed else ("selection", "accent_text")
        # It lies over rows of the same colours, so unlike a note in the page it has a border.
        box(QPainter(self), QRectF(self.rect()), theme.px(6), theme.colour(fill), theme.colour(border))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self._place()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._offer is not None:
            # In the page only what no view in it has used: Esc first gives up a drag or an open field.
            if event.key() == Qt.Key.Key_Escape:
                self.leave()
                return True
            if watched is self._page:
                return False
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(watched, QWidget):
                (self.move_along if watched is self.along else self.leave)()
                return True
        return False
