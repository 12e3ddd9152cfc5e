"""What moving a season date asks, in place: the steps that hang on it with their new days, and what no longer fits."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from reapply_desktop.domain.step_words import counted
from reapply_desktop.ui.controls.buttons import button, link
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.glyph import glyph
from reapply_desktop.ui.controls.painted import Painted, box
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.pages.season_entries import Question
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.preview_rows import PreviewRow, PreviewRows

SHOWN, BESIDE = 4, 520  # so many steps before "and … more"; so wide for days and title in one line, in px at 100 %


class Asking(Painted):
    """The question, the steps by name, and three answers. "And 9 more" shows all of them."""

    move_asked = Signal()
    date_asked = Signal()
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        px = theme.px
        self._rows: tuple[PreviewRow, ...] = ()
        self._words = Prose(theme, "", "table")
        self.steps = PreviewRows(theme, stacked=False)
        self.more = link(theme, "", "table")
        self.more.setObjectName("all_steps")
        self.more.clicked.connect(self._show_all)
        self._next = Prose(theme, "", "table")
        self._missed = FieldMessage(theme)
        self.along = button("Move them", "primary", density="small")
        self.along.setObjectName("move_them")
        self.only = button("Only the date", density="small")
        self.only.setObjectName("only_the_date")
        self.cancel = button("Cancel", "quiet", density="small")
        self.cancel.setObjectName("leave")
        buttons = QHBoxLayout()
        buttons.setSpacing(px(9))
        for made, signal in ((self.along, self.move_asked), (self.only, self.date_asked), (self.cancel, self.left)):
            made.clicked.connect(signal)
            buttons.addWidget(made)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(px(8))
        words.addWidget(self._words)
        words.addWidget(self.steps)
        words.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(self._next)
        words.addWidget(self._missed)
        words.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(13), px(10), px(13), px(19))
        row.setSpacing(px(10))
        row.addWidget(glyph(theme, "info", "accent_text", 17), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self.setVisible(False)

    def text(self) -> str:
        """Everything in words, for tests and screen readers."""
        parts = (self._words.text(), self.steps.accessibleName(), self._next.text(), self._missed.text())
        return "\n".join(filter(None, parts))

    def show_question(self, asked: Question) -> None:
        """Ask; with no step that hangs on the day only the day itself is asked for."""
        self._rows = tuple(PreviewRow(*row) for row in asked.rows)
        self._words.set_text(asked.words)
        few = self._rows if len(self._rows) <= SHOWN + 1 else self._rows[:SHOWN]
        self._show_rows(few)
        self._next.set_text(asked.followers)
        self._next.setVisible(bool(asked.followers))
        self._missed.show_message("\n".join(asked.missed), "explain")
        steps = len(self._rows)
        self.along.setVisible(steps > 0)
        self.along.setText("Move it" if steps == 1 else "Move them")
        self.only.setText("Only the date" if steps else "Change the date")
        self.setVisible(True)

    def _show_rows(self, rows: tuple[PreviewRow, ...]) -> None:
        self.steps.setVisible(bool(rows))
        self.steps.show_rows(rows)
        left = len(self._rows) - len(rows)
        self.more.setText(f"And {counted(left, 'step')} more")
        self.more.setVisible(left > 0)

    def _show_all(self) -> None:
        had_focus = self.more.hasFocus()
        self._show_rows(self._rows)
        if had_focus:
            self.begin()

    def begin(self) -> None:
        """The keyboard to the first answer."""
        (self.only if self.along.isHidden() else self.along).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.steps.set_stacked(self.width() < self._theme.px(BESIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        border = theme.colour("accent_text") if theme.scheme == "contrast" else None
        place = QRectF(self.rect()).adjusted(0, 0, 0, -theme.px(8))
        box(QPainter(self), place, theme.px(6), theme.colour("selection"), border)
