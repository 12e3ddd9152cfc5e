"""The ring that shows where the keyboard is, for everything that is not a field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from reapply_desktop.ui.controls.painted import box
from reapply_desktop.ui.theme import Theme

_OUT = 4  # 2 px of air and 2 px of ring
_MOVES = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ParentChange, QEvent.Type.ZOrderChange}


class _Ring(QWidget):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = self._theme.colour("accent_text")
        box(QPainter(self), QRectF(self.rect()), self._theme.px(6) + _OUT, None, colour, 2)


class FocusRing(QObject):
    """Follows the keyboard focus inside one window; make one per window and dialog.

    A widget with the property `own_focus` draws its own ring; one with `focus_ring` gets one though it is no button."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._target: QWidget | None = None
        self._ring: _Ring | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_changed)

    def target(self) -> QWidget | None:
        """The widget that has the ring now."""
        return self._target if self._ring is not None and isValid(self._ring) else None

    def _focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._drop()
        if now is None or not isValid(self._window) or now.window() is not self._window:
            return
        if self._wanted(now):
            self._put(now)

    def _wanted(self, widget: QWidget) -> bool:
        if not self._window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            return False
        if widget.property("own_focus"):
            return False
        return isinstance(widget, QAbstractButton) or bool(widget.property("focus_ring"))

    def _put(self, widget: QWidget) -> None:
        parent = widget.parentWidget()
        if parent is None:
            return
        self._target = widget
        self._ring = _Ring(self._theme, parent)
        widget.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        ring, target = self._ring, self._target
        if ring is None or target is None or not isValid(ring) or not isValid(target):
            return
        parent = target.parentWidget()
        if parent is None:
            return
        if ring.parentWidget() is not parent:
            ring.setParent(parent)
        ring.setGeometry(target.geometry().adjusted(-_OUT, -_OUT, _OUT, _OUT))
        ring.setVisible(target.isVisibleTo(parent))
        ring.raise_()

    def _drop(self) -> None:
        if self._target is not None and isValid(self._target):
            self._target.removeEventFilter(self)
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._target = self._ring = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._target:
            if event.type() in _MOVES:
                self._place()
            elif event.type() in (QEvent.Type.Hide, QEvent.Type.MouseButtonPress):
                self._drop()
        return False
