"""Notes at the foot of a page: something asked after an edit, or told. They take their own room and cover nothing."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.ui.controls.buttons import Button, button, icon_button
from reapply_desktop.ui.controls.glyph import glyph
from reapply_desktop.ui.controls.painted import Painted
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.controls.toast import keep_clear
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.theme import Theme

UPRIGHT = 620  # narrower than this, in px at 100 %, the buttons stand under the words
# kind -> (icon, its colour, fill, border)
KINDS = {
    "info": ("info", "accent_text", "selection", "accent_text"),
    "warning": ("triangle-alert", "warning", "warning_soft", "warning_line"),
    "problem": ("circle-alert", "critical", "critical_soft", "critical"),
}


class FootNote(Painted):
    """An icon, up to three paragraphs and buttons. It never takes the focus; Esc anywhere in the page closes it."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(theme)
        self._page, self._kind = page, "info"
        self._before: QWidget | None = None
        self._icons = {kind: glyph(theme, icon, role, 17) for kind, (icon, role, *_) in KINDS.items()}
        self._strong = Prose(theme, "", "table_strong")
        self._small = Prose(theme, "", "caption", "text_second")
        self._plain = Prose(theme, "", "table")
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.px(6))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._lay_out()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)
        page.installEventFilter(self)
        keep_clear(self)
        self._restyle()
        self.hide()

    def _lay_out(self) -> None:
        words, lines = QHBoxLayout(), QVBoxLayout()
        words.setSpacing(self._theme.px(10))
        for icon in self._icons.values():
            words.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        lines.setSpacing(self._theme.px(2))
        for line in (self._strong, self._small, self._plain):
            lines.addWidget(line)
        words.addLayout(lines, 1)
        self._row.addLayout(words, 1)
        self._row.addLayout(self._buttons)

    def text(self) -> str:
        """All that is said, in one paragraph."""
        return " ".join(filter(None, (self._strong.text(), self._small.text(), self._plain.text())))

    def _say(self, kind: str, strong: str = "", small: str = "", plain: str = "", keys: str = "") -> None:
        """Show these words, announce them with the `keys` that answer, and remember where the focus was."""
        self._kind = kind
        for prose, text in ((self._strong, strong), (self._small, small), (self._plain, plain)):
            prose.set_text(text)
            prose.setVisible(bool(text))
        self._plain.set_role("warning" if kind == "warning" else "text")
        for key, icon in self._icons.items():
            icon.setVisible(key == kind)
        focus = QApplication.focusWidget()
        if focus is not None and not self.isAncestorOf(focus):
            self._before = focus
        self.show()
        self._row.invalidate()
        self.updateGeometry()
        self.update()
        said = " ".join(filter(None, (strong, plain, keys)))
        self.setAccessibleName(said)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def leave(self) -> None:
        """Take the note away and leave everything as it is now."""
        self._close()

    def _close(self) -> None:
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.hide()
        if had_focus:
            (self._before or self._page).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # In the page only what no view in it has used: Esc first gives up a drag or an open field.
        escaped = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress \
            and event.key() == Qt.Key.Key_Escape
        if escaped and not self.isHidden():
            self.leave()
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        upright = self.width() < self._theme.px(UPRIGHT) and self._buttons.count() > 1
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if upright else directions.LeftToRight)

    def _restyle(self) -> None:
        theme = self._theme
        self._row.setContentsMargins(theme.px(20), theme.px(9), theme.px(14), theme.px(9))
        self._row.setSpacing(theme.px(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        _icon, _role, fill, border = KINDS[self._kind]
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour(fill))
        painter.fillRect(0, 0, self.width(), 2 if theme.scheme == "contrast" else 1, theme.colour(border))


class Told(FootNote):
    """Why something could not be done, until it is closed, Escape is pressed or something else is said."""

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(theme, page)
        self.setObjectName("told")
        self.cross = icon_button(theme, "x", "Close this message")
        self.cross.setObjectName("close_told")
        self.cross.clicked.connect(self._close)
        self._buttons.addWidget(self.cross, 0, Qt.AlignmentFlag.AlignTop)

    def show_message(self, text: str) -> None:
        """Say a sentence; an empty one takes the note away."""
        if text:
            self._say("problem", plain=text)
        elif not self.isHidden():
            self._plain.set_text("")
            self._close()


class EditOffer(FootNote):
    """Offers to make an edit that was just made otherwise, as one step of undo with it.

    Alt+A takes the offer, Esc or Alt+L leaves everything as it is. Any further edit, undo or redo takes the note away:
    it would be stale. `message` asks for a toast, `changed` tells the ids that were touched.
    """

    message = Signal(str, bool)
    changed = Signal(tuple)

    def __init__(self, document: Document, theme: Theme, page: QWidget) -> None:
        super().__init__(theme, page)
        self._document = document
        self._own = False
        self.along: Button = button("", density="small")
        self.along.setObjectName("move_along")
        self.along.clicked.connect(self.take)
        self.stay: Button = button("", "quiet", density="small")
        self.stay.setObjectName("leave")
        self.stay.clicked.connect(self.leave)
        for made in (self.along, self.stay):
            made.installEventFilter(self)
            self._buttons.addWidget(made)
        self._buttons.addStretch(1)
        document.changed.connect(self._outdated)
        document.opened.connect(self._outdated)

    def take(self) -> None:
        """Do what is offered."""
        raise NotImplementedError

    def _outdated(self, *_: object) -> None:
        if not self._own and not self.isHidden():
            self._close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        answered = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress \
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if answered and watched is not self._page and not self.isHidden():
            (self.take if watched is self.along else self.leave)()
            return True
        return super().eventFilter(watched, event)
