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
    """Follows the keyboard focus: in every window when it belongs to the application, else in one window or dialog.

    A widget with the property `own_focus` draws its own ring; one with `focus_ring` gets one though it is no button."""

    def __init__(self, theme: Theme, owner: QObject) -> None:
        """`owner`: the application (one ring for all windows; enough) or one window."""
        super().__init__(owner)
        self._theme, self._owner = theme, owner
        # Qt tells only Tab from everything else; a focus set by the program stays as visible as the one before it.
        self._keyboard = False
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
        if now is None or not isValid(self._owner):
            return
        if isinstance(self._owner, QWidget) and now.window() is not self._owner:
            return
        if self._wanted(now):
            self._put(now)

    def _wanted(self, widget: QWidget) -> bool:
        if widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange):
            self._keyboard = True
        elif QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._keyboard = False
        if not self._keyboard:
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
        # A tick or radio button says itself which part of it the ring goes round.
        part = target.focus_rect() if hasattr(target, "focus_rect") else target.rect()
        ring.setGeometry(part.translated(target.pos()).adjusted(-_OUT, -_OUT, _OUT, _OUT))
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
