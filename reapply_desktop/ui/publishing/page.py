"""The scrolled page of the publishing dialog: what was just said stays in sight."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.theme import Theme

AROUND = 20  # px at 100 %


class Page(Scroll):
    """Scrolls as usual; what is `shown` is seen whole, also once what stands above it has found its height."""

    def __init__(self, theme: Theme, widget: QWidget) -> None:
        super().__init__(widget)
        self._theme = theme
        self._parts: tuple[QWidget, ...] = ()
        self.verticalScrollBar().rangeChanged.connect(self._follow)

    def show_part(self, *parts: QWidget) -> None:
        """Scroll to these; the first matters most where there is not room for all."""
        self._parts = parts
        QTimer.singleShot(0, self, self._follow)

    def let_go(self) -> None:
        """The person goes where they like."""
        self._parts = ()

    def _follow(self, *_range: int) -> None:
        for part in reversed(self._parts):
            if part.isVisible():
                self.ensureWidgetVisible(part, 0, self._theme.px(AROUND))
