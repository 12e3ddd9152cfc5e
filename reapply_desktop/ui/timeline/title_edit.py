"""The title of a step in the inspector: one line of text that is shown on as many lines as it needs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit

from reapply_desktop.ui.theme import Theme

MOST_LINES = 4


class TitleEdit(QPlainTextEdit):
    """Return and leaving the field are done; Escape takes back what was typed. `finished` carries the text."""

    finished = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._shown = theme, ""
        self.setObjectName("title")
        self.setAccessibleName("Step")
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_text(self, text: str) -> None:
        """Show a title; one that is being typed stays."""
        if text == self._shown and self.hasFocus():
            return
        self._shown = text
        if self.toPlainText() != text:
            self.setPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        elif event.key() == Qt.Key.Key_Escape and self.toPlainText() != self._shown:
            self.setPlainText(self._shown)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._finish()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _finish(self) -> None:
        if self.toPlainText() != self._shown:
            self.finished.emit(self.toPlainText())

    def _restyle(self) -> None:
        self.setFont(self._theme.font("panel"))
        self._fit()

    def _fit(self) -> None:
        layout = self.document().firstBlock().layout()
        heights = [layout.lineAt(at).height() for at in range(min(MOST_LINES, layout.lineCount()))]
        # Each line counts as high as it is: letters of another script bring a taller font with them.
        words = max(QFontMetrics(self.font()).lineSpacing(), round(sum(heights)))
        frame = self.height() - self.viewport().height() if self.isVisible() else self._theme.px(14)
        inside = round(2 * self.document().documentMargin())
        wanted = words + inside + max(frame, self._theme.px(12))
        if self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)
