"""The foot of the calendar dialog: where it goes, how far it is, what went wrong, and the buttons."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.ui.controls.buttons import button, link
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.messages import button_strip
from reapply_desktop.ui.theme import Theme


class Strip(QWidget):
    """`go`, `cancelled`, `change_asked`, `folder_asked` and `off_asked` are its buttons."""

    go = Signal()
    cancelled = Signal()
    change_asked = Signal()
    folder_asked = Signal()
    off_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        strip, row = button_strip(theme)
        strip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)  # a long path takes two lines
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(strip)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        row.setContentsMargins(theme.px(28), theme.px(12), theme.px(24), theme.px(12))
        words = QVBoxLayout()
        words.setSpacing(theme.px(4))
        words.addStretch(1)
        words.addLayout(self._place_line())
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.hide()
        words.addWidget(self.bar)
        self.said = FieldMessage(theme)
        words.addWidget(self.said)
        words.addStretch(1)
        row.addLayout(words, 1)
        self._buttons(row)

    def show_place(self, path: Path) -> None:
        """`to  Documents / Year.ics`"""
        self.place.set_text(f"{path.parent.name or path.parent} / {path.name}", lead="to")
        self.place.setToolTip(str(path))

    def show_working(self, words: str, done: int, total: int) -> None:
        self.place.set_text(words, lead="")
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def set_busy(self, busy: bool) -> None:
        """While it is written only Cancel can be pressed."""
        if busy:
            self.cancel.setFocus()  # else it would wander through what is disabled, and the page scroll with it
        for widget in (self.primary, self.off):
            widget.setEnabled(not busy)
        self.change.setVisible(not busy)
        self.bar.setVisible(busy)
        self.bar.setRange(0, 0)

    def show_done(self, words: str) -> None:
        """Where it lies now; the one button closes."""
        self.place.set_text(words, lead="")
        self.said.clear()
        for widget in (self.change, self.cancel, self.off):
            widget.hide()
        self.folder.show()
        self.primary.setText("Close")
        self.primary.setEnabled(True)
        self.primary.setFocus()

    def _place_line(self) -> QHBoxLayout:
        theme, line = self._theme, QHBoxLayout()
        line.setSpacing(theme.px(10))
        self.place = Prose(theme, "", "table", lead="to", lead_style="caption", lead_role="text_second")
        self.change = link(theme, "Change…")
        self.change.setObjectName("change")
        self.change.clicked.connect(self.change_asked)
        self.folder = link(theme, "Show in folder")
        self.folder.setObjectName("show_in_folder")
        self.folder.clicked.connect(self.folder_asked)
        for part in (self.place, self.change, self.folder):
            line.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        self.folder.hide()
        line.addStretch(1)
        return line

    def _buttons(self, row: QHBoxLayout) -> None:
        self.off = button("Stop keeping it up to date")
        self.off.setObjectName("turn_off")
        self.off.clicked.connect(self.off_asked)
        self.cancel = button("Cancel")
        self.cancel.setObjectName("cancel")
        self.cancel.clicked.connect(self.cancelled)
        self.primary = button("Export", "primary")
        self.primary.setObjectName("export")
        self.primary.setDefault(True)
        self.primary.clicked.connect(self.go)
        for made in (self.off, self.cancel):
            made.setAutoDefault(False)
        for made in (self.off, self.cancel, self.primary):
            row.addWidget(made)
        self.off.hide()
