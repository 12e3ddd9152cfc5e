"""The narrow column on the right of the dialog, or below where the window is too narrow for two."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from reapply_desktop.ui.theme import Theme

WIDTH = 276
UNBOUND = (1 << 24) - 1  # Qt's own greatest width


class Side(QFrame):
    """A surface with a hairline towards the choices; widgets go into `column`."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._beside = True
        self.setObjectName("side")
        self.column = QVBoxLayout(self)
        side = theme.px(24)
        self.column.setContentsMargins(side, theme.px(20), side, theme.px(20))
        self.column.setSpacing(theme.px(6))
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_beside(self, beside: bool) -> None:
        """Beside the choices in a column of its own, or below them and as wide as they are."""
        self._beside = beside
        self._restyle()

    def _restyle(self) -> None:
        wide = self._theme.px(WIDTH + 48)
        self.setMinimumWidth(wide if self._beside else 0)
        self.setMaximumWidth(wide if self._beside else UNBOUND)
        ground, edge = self._theme.colour("surface").name(), self._theme.colour("line").name()
        side = "left" if self._beside else "top"
        self.setStyleSheet(f"QFrame#side {{ background: {ground}; border: 0; border-{side}: 1px solid {edge}; }}")
