"""The narrow column on the right of the dialog, or below where the window is too narrow for two."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from reapply_desktop.ui.theme import Theme

WIDTH = 276
UNBOUND = (1 << 24) - 1  # Qt's own greatest width


class Side(QFrame):
    """A surface with a hairline towards the choices; widgets go into `column`. `comes_first`: where there is no room
    beside them it stands above, as it says what must be seen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._beside = True
        self.comes_first = False
        self.setObjectName("side")
        self.column = QVBoxLayout(self)
        self.column.setSpacing(theme.px(6))
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_beside(self, beside: bool) -> None:
        """Beside the choices in a column of its own, or below or above them and as wide as they are."""
        self._beside = beside
        self._restyle()

    def _restyle(self) -> None:
        theme = self._theme
        margin = theme.px(24 if self._beside else 28)  # below the choices their left edges meet
        self.column.setContentsMargins(margin, theme.px(20), margin, theme.px(20))
        wide = theme.px(WIDTH + 48)
        self.setMinimumWidth(wide if self._beside else 0)
        self.setMaximumWidth(wide if self._beside else UNBOUND)
        ground, edge = theme.colour("surface").name(), theme.colour("line").name()
        side = "left" if self._beside else "bottom" if self.comes_first else "top"
        self.setStyleSheet(f"QFrame#side {{ background: {ground}; border: 0; border-{side}: 1px solid {edge}; }}")
