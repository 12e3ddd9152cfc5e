"""What the circled causes add to the year, cause by cause with their steps: opened by "See them" (B2.5, B5)."""

from PySide6.QtWidgets import QFrame, QVBoxLayout

from reapply_desktop.domain.added_steps import AddedByCauses, each_words
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.theme import Theme


class SumPanel(QFrame):
    """A panel in the page; hidden until it is asked for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "panel")
        px = theme.px
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px(18), px(14), px(18), px(16))
        self._column.setSpacing(px(6))
        self.hide()

    def show_sum(self, added: AddedByCauses) -> None:
        """The steps of each circled cause; one that serves two of them stands at both."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        theme = self._theme
        self._column.addWidget(Prose(theme, "What they add to the year", "table_strong"))
        for name, steps in each_words(added):
            said = "; ".join(steps) if steps else "no step of its own, the path itself answers it"
            self._column.addWidget(Prose(theme, f"{said}.", "table", lead=f"{name}:", lead_style="table_strong"))
        note = "Steps that serve two of them come once. Nothing is put into the plan before you have seen it."
        self._column.addWidget(Prose(theme, note, "caption", "text_second"))
