"""Two seasons: what changed from one application to the next, item by item, and which circled cause stood still."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.differences import BETTER, OTHER, SAME, UNKNOWN, WORSE
from reapply_desktop.domain.history import Applied, Compared, applications, compared, is_over
from reapply_desktop.domain.plan import Plan
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.notes import EmptyPage, Note
from reapply_desktop.ui.controls.page_head import PageHead
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.segments import Segments
from reapply_desktop.ui.controls.text import Prose, heading, title
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.page_frame import PageBody, framed
from reapply_desktop.ui.pages.seasons_table import SeasonsTable
from reapply_desktop.ui.theme import Theme

NAME = "Two seasons"
ALL, CHANGED, STAYED = "all", "changed", "stayed"
SHOWN = {ALL: (BETTER, WORSE, OTHER, SAME, UNKNOWN), CHANGED: (BETTER, WORSE, OTHER), STAYED: (SAME,)}
TWICE = (
    "So far this is the profile and the story programs have seen before. A year changes both; the plan holds work for "
    "each circled cause."
)


class SeasonsPage(QWidget):
    """Follows the document. `next_season_requested` asks for the interview of the next season."""

    next_season_requested = Signal()

    def __init__(self, document: Document, theme: Theme) -> None:
        super().__init__()
        self._document, self._theme = document, theme
        self._shown: Plan | None = None
        self._told: tuple[Applied, ...] = ()
        self.found: Compared | None = None
        self._subtitle = Prose(theme, "", "table", "text_second")
        self.pairs = Combo(theme, (), "Which two applications")
        self.pairs.chosen.connect(lambda _pair: self._compare())
        self.which = Segments(theme, ((ALL, "Everything"), (CHANGED, "What changed"), (STAYED, "What stayed")), "Show",
                              ALL)  # fmt: skip
        self.which.chosen.connect(lambda _which: self._show_items())
        self.table = SeasonsTable(theme)
        self._note = Note(theme, TWICE)
        self._still = QVBoxLayout()
        self._still.setSpacing(theme.px(4))
        self._empty = self._made_empty()
        self._alone = PageBody(theme)  # the page while there is one application only
        self._alone.column.addWidget(title(theme, NAME))
        self._alone.column.addWidget(self._empty, 1)
        self.scroller = self._build()
        document.changed.connect(self.refresh)
        document.opened.connect(self.refresh)
        self.refresh()

    def _made_empty(self) -> EmptyPage:
        empty = EmptyPage(
            self._theme, "history", "One application so far",
            "After a further Match the next season can be planned from here. Today’s answers are kept and stand beside "
            "the new ones.",
            "Plan the next season…",
        )  # fmt: skip
        empty.activated.connect(self.next_season_requested)
        return empty

    def _build(self) -> Scroll:
        theme, body = self._theme, PageBody(self._theme)
        column = body.column
        self.following = button("Plan the next season…", "toolbar", theme.icon("calendar-plus"))
        self.following.clicked.connect(self.next_season_requested)
        column.addWidget(PageHead(theme, NAME, self._subtitle, self.following))
        column.addWidget(self._note)
        column.addLayout(self._still)
        choices = QHBoxLayout()
        choices.setSpacing(theme.px(12))
        choices.addWidget(self.which)
        choices.addWidget(self.pairs)
        choices.addStretch(1)
        column.addLayout(choices)
        column.addWidget(self.table)
        return framed(self, body, self._alone)

    def refresh(self, *_plans: Plan) -> None:
        """Show the plan as it is now; built only while the page is seen, and only when the answers differ."""
        plan = self._document.plan
        told = applications(plan) if plan is not None else ()
        several = len(told) > 1
        self.scroller.setVisible(several)
        self._alone.setVisible(not several)
        if plan is None or not self.isVisible():
            return
        over = is_over(plan, self._document.tables, self._document.today())
        self.following.setVisible(over)
        self._empty.button.setVisible(over)
        shown = self._shown
        if shown is not None and (shown.answers, shown.history, shown.id) == (plan.answers, plan.history, plan.id):
            return
        self._shown, self._told = plan, told
        pairs = [(first, second) for second in range(len(told) - 1, 0, -1) for first in range(second - 1, -1, -1)]
        self.pairs.set_options([(pair, _pair_words(told[pair[0]], told[pair[1]])) for pair in pairs])
        self.pairs.setVisible(len(pairs) > 1)
        if pairs:
            self.pairs.set_value(pairs[0])
            self._compare()

    def _compare(self) -> None:
        first, second = self.pairs.value()
        found = self.found = compared(self._told[first], self._told[second], self._document.tables)
        said = ", ".join(f"{found.counts[verdict]} {verdict}" for verdict in SHOWN[ALL] if found.counts[verdict])
        self._subtitle.set_text(
            f"The application for {found.before.words} beside the one for {found.after.words}: {said}."
        )
        self._note.setVisible(found.same_twice)
        self._show_still(found)
        self._show_items()

    def _show_still(self, found: Compared) -> None:
        """The circled causes that did not move: named, with no blame."""
        while (item := self._still.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        if not found.stood_still:
            return
        self._still.addWidget(heading(self._theme, "Still open from the season before"))
        for still in found.stood_still:
            self._still.addWidget(Prose(self._theme, still.words, "table"))

    def _show_items(self) -> None:
        if self.found is None:
            return
        wanted = SHOWN[self.which.value() or ALL]
        items = [item for item in self.found.items if item.verdict in wanted]
        self.table.show_items(items, self.found.before.words, self.found.after.words)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()


def _pair_words(first: Applied, second: Applied) -> str:
    """`2027 and 2028`, short enough for a field."""
    return " and ".join(str(each.match_year or each.words.lower()) for each in (first, second)).capitalize()
