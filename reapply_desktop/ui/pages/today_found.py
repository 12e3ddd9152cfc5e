"""A year that ended well, as the Today page says it: what became of the steps, whom to thank, and a way back."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.position import closing
from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.words import day_month, day_month_year, listed
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.glyph import glyph
from reapply_desktop.ui.controls.text import Prose, panel, panel_title
from reapply_desktop.ui.theme import Theme

NAMED = 3  # open steps that are named


class FoundPanel(QFrame):
    """What the page says when a position was found (B11.15): kindly, with the calendar to clean and a way back."""

    export_asked = Signal()
    reopen_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        px = theme.px
        card = panel()
        self._title = panel_title(theme, "You have a position")
        self._text = Prose(theme, "", "body")
        self._open = Prose(theme, "", "body", lead="Still open:")
        self._thanks = Prose(theme, "", "body", lead="People to thank:")
        export = button("Clean the calendar…", "primary")
        export.setObjectName("clean_calendar")
        export.clicked.connect(self.export_asked)
        reopen = button("Take the plan up again", "quiet")
        reopen.setObjectName("reopen")
        reopen.clicked.connect(self.reopen_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(9))
        buttons.addWidget(export)
        buttons.addWidget(reopen)
        buttons.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(px(6))
        for part in (self._title, self._text, self._open, self._thanks):
            words.addWidget(part)
        words.addSpacing(px(6))
        words.addLayout(buttons)
        row = QHBoxLayout(card)
        row.setContentsMargins(px(20), px(18), px(20), px(20))
        row.setSpacing(px(14))
        row.addWidget(glyph(theme, "circle-check", "positive", 20, "panel"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, px(4), 0, px(12))
        outer.addWidget(card, 1)
        card.setMaximumWidth(px(720))
        outer.addStretch(0)

    def show_plan(self, plan: Plan, found: date) -> None:
        """The day, what became of the steps, and whom to thank."""
        dropped = sum(m.status == "dropped" for m in plan.milestones)
        done = sum(m.status == "done" for m in plan.milestones)
        still_open = sorted((m for m in plan.milestones if m.is_open), key=lambda m: (m.start, m.end))
        still = len(still_open)
        parts = [f"Since {day_month_year(found)}. {counted(done, 'step')} done, {counted(dropped, 'step')} dropped"]
        parts.append(f", {counted(still, 'step')} still open. " if still else ". ")
        parts.append("Nothing is deleted. The calendar’s next export takes the dropped ones out of your calendar.")
        self._text.set_text("".join(parts))
        named = [f"{m.title}, {day_month(m.start)}" for m in still_open[:NAMED]]
        named += [f"{still - NAMED:,} more"] if still > NAMED else []
        self._open.set_text(f"{'; '.join(named)}.")
        self._open.setVisible(bool(named))
        people = closing(plan).people
        if people:
            self._thanks.set_text(f"{listed(people)}, and whoever wrote, read and listened.")
        else:
            self._thanks.set_text("whoever wrote for you, read your pages and listened.")
