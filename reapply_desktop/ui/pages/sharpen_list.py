"""What is not known and would sharpen the findings, each with a way to its question (B2.1, B2.4)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.answers import Answers
from reapply_desktop.domain.gap_words import gap_words
from reapply_desktop.ui.controls.buttons import link
from reapply_desktop.ui.controls.text import Prose, heading
from reapply_desktop.ui.theme import Theme

SHOWN = 5  # the rest come when they are asked for


class SharpenList(QWidget):
    """`question_wanted` carries the key of the answer to be given."""

    question_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._all = False
        self._shown: tuple[tuple[str, ...], Answers] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))

    def show_gaps(self, gaps: tuple[str, ...], answers: Answers) -> None:
        """These keys are not known; none hides the list."""
        self.setVisible(bool(gaps))
        self._shown = (gaps, answers)
        self._fill()

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if self._shown is None or not self._shown[0]:
            return
        gaps, answers = self._shown
        theme = self._theme
        self._column.addWidget(heading(theme, "Would sharpen this"))
        self._column.addWidget(Prose(theme, "Not known yet. None of it is read as zero.", "table", "text_second"))
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, theme.px(2), 0, 0)
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(0, 1)
        for at, key in enumerate(gaps if self._all else gaps[:SHOWN]):
            words = gap_words(key, answers)
            grid.addWidget(Prose(theme, f"{words[:1].upper()}{words[1:]}", "table"), at, 0)
            answer = link(theme, "Answer")
            answer.setObjectName(f"answer-{key}")
            answer.setAccessibleName(f"Answer: {words}")
            answer.clicked.connect(lambda _checked=False, key=key: self.question_wanted.emit(key))
            grid.addWidget(answer, at, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(rows)
        more = len(gaps) - SHOWN
        if more > 0 and not self._all:
            rest = link(theme, f"Show {more} more")
            rest.clicked.connect(self._show_all)
            self._column.addWidget(rest, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_all(self) -> None:
        self._all = True
        self._fill()
        first = self.findChildren(QWidget, f"answer-{self._shown[0][SHOWN]}") if self._shown else []
        if first:
            first[-1].setFocus(Qt.FocusReason.OtherFocusReason)
