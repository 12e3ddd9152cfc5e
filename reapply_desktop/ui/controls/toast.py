"""The message after something was done: what happened, Undo, and a way to send it off."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QStyle, QWidget

from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.painted import Painted, box
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.icons import recoloured, rendered, source
from reapply_desktop.ui.theme import Theme

STAYS = 8000  # ms
_FADE = 120  # ms
_GAP = 8  # px at 100 % between a toast and what it keeps clear of
_NAME, _CLEAR = "toast", "keeps_clear_of_toasts"


class _Clear(QObject):
    """Sits on a widget that no toast may cover; when that one comes, goes or moves, a toast finds another place."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.widget = widget
        self.setObjectName(_CLEAR)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.Resize, QEvent.Type.Move):
            toast = self.widget.window().findChild(QWidget, _NAME)
            if isinstance(toast, Toast) and toast.isVisible():
                toast.place()
        return False


def keep_clear(widget: QWidget) -> None:
    """Let toasts stand above this widget instead of over it: for what is operated at the foot of a window."""
    _Clear(widget)


class Toast(Painted):
    """Lies 24 from the lower right corner of its window, in inverted colours; one toast per window, reused.

    Where something to operate is there (`keep_clear`), it stands above that.
    """

    undo_requested = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(theme, window)
        self.setObjectName(_NAME)
        self._text = Label(theme, "", "table")
        self._undo = button("Undo", "link")
        self._close = button("", "link")
        self._close.setAccessibleName("Close this message")
        self._close.setToolTip("Close")
        self._window = window
        self._row = row = QHBoxLayout(self)
        row.setSpacing(theme.px(16))
        row.addWidget(self._text, 1)
        row.addWidget(self._undo)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS)
        self._timer.timeout.connect(self._time_over)
        self._undo.clicked.connect(self._undone)
        self._close.clicked.connect(self.dismiss)
        self._effect = QGraphicsOpacityEffect(self)
        self._effect.setOpacity(1.0)
        self._effect.setEnabled(False)
        self.setGraphicsEffect(self._effect)
        self._fade = QPropertyAnimation(self._effect, b"opacity", self)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._fade.finished.connect(self._faded)
        window.installEventFilter(self)
        for part in (self._undo, self._close):
            part.installEventFilter(self)
        self.hide()
        self._theme_changed()

    def text(self) -> str:
        return self._text.text()

    def show_message(self, text: str, undo: bool = True) -> None:
        """Say what happened, in place of an earlier message; with Undo when there is something to take back."""
        self._text.setText(text)
        self._undo.setVisible(undo)
        self.setAccessibleName(text)
        self.place()
        self.show()
        self.raise_()
        self._start_fade(0.0, 1.0)
        self._timer.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def dismiss(self) -> None:
        """Take the message away now."""
        self._timer.stop()
        if self.isVisible():
            self._start_fade(1.0, 0.0)

    def _undone(self) -> None:
        self.dismiss()
        self.undo_requested.emit()

    def _time_over(self) -> None:
        focused = self._undo.hasFocus() or self._close.hasFocus()
        if self.underMouse() or focused:
            self._timer.start()
        else:
            self.dismiss()

    def _start_fade(self, start: float, end: float) -> None:
        # Nothing moves for a person whose system has switched animations off.
        self._fade.stop()
        if self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0:
            self._effect.setOpacity(end)
            self._faded()
            return
        self._effect.setEnabled(True)
        self._fade.setDuration(_FADE)
        self._fade.setStartValue(start)
        self._fade.setEndValue(end)
        self._fade.start()

    def _faded(self) -> None:
        gone = self._effect.opacity() < 0.5
        self._effect.setEnabled(False)
        self._effect.setOpacity(1.0)
        if gone:
            self.hide()

    def place(self) -> None:
        """Take the place and size that the words and the window ask for now."""
        theme, window, layout = self._theme, self._window, self._row
        edge = theme.px(24)
        self._text.setWordWrap(False)
        self.setMinimumHeight(theme.px(44))
        room = max(theme.px(200), window.width() - 2 * edge)
        wide = max(layout.sizeHint().width(), min(theme.px(430), room))
        if wide > room:
            self._text.setWordWrap(True)
            wide = room
        layout.activate()
        high = layout.heightForWidth(wide) if layout.hasHeightForWidth() else layout.sizeHint().height()
        self.resize(wide, max(theme.px(44), high))
        self.move(window.width() - wide - edge, self._top(window.height() - self.height() - edge))

    def _top(self, lowest: int) -> int:
        """The lowest place that covers nothing that is operated; without one the usual place."""
        window, gap = self._window, self._theme.px(_GAP)
        left = window.width() - self.width() - self._theme.px(24)
        taken = [QRect(one.widget.mapTo(window, QPoint(0, 0)), one.widget.size())
                 for one in window.findChildren(QObject, _CLEAR)
                 if isinstance(one, _Clear) and one.widget.isVisible()]  # fmt: skip
        top = lowest
        for place in sorted(taken, key=lambda rect: -rect.bottom()):
            if place.intersects(QRect(left, top - gap, self.width(), self.height() + 2 * gap)):
                top = place.top() - gap - self.height()
        return top if top >= gap else lowest

    def _theme_changed(self) -> None:
        theme = self._theme
        self._row.setContentsMargins(theme.px(16), theme.px(8), theme.px(14), theme.px(8))
        words, accent = theme.inverted("text").name(), theme.inverted("accent_text").name()
        # The only colours that are not roles of the shown scheme, so they cannot come from the common sheet.
        self.setStyleSheet(f"QLabel {{ color: {words}; }} QPushButton {{ color: {accent}; font-weight: 600; }}")
        ratio = self.devicePixelRatioF()
        cross = recoloured(source("x"), theme.inverted("text_second"))
        self._close.setIcon(QIcon(rendered(cross, theme.px(16), ratio)))
        if self.isVisible():
            self.place()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        box(QPainter(self), QRectF(self.rect()), self._theme.px(6), self._theme.colour("text"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        elif watched is not self._window and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return True
        return False
