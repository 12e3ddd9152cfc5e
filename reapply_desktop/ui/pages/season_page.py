"""The season's dates (B11.1): each with hour, label and source; a changed one asks before its steps move along."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer, QTimeZone, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.season_change import SeasonChange, hanging_on, plan_season, with_season_date
from reapply_desktop.domain.step_words import counted, zone_words
from reapply_desktop.domain.table_age import age_words
from reapply_desktop.domain.words import day_month_year
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Label, Prose, line, title
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.season_entries import EASTERN, LABELS, Entry, back_words, entries, question
from reapply_desktop.ui.pages.season_row import DAY, EDIT, HOURS, LABEL, RING, STEPS, SeasonRow
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.follow_offer import FollowOffer

WIDEST, NARROW = 1240, 840
CHANGED, BACK = "Change season date", "Back to the table’s date"


class SeasonPage(Scroll):
    """`message(text, undoable)` asks for a toast. `zone`: the person's time zone, else the system's."""

    message = Signal(str, bool)

    def __init__(self, document: Document, theme: Theme, zone: str | None = None) -> None:
        super().__init__()
        self._document, self._theme = document, theme
        self.zone = zone or bytes(QTimeZone.systemTimeZoneId().data()).decode()
        self.rows: dict[str, SeasonRow] = {}
        self._others: list[SeasonRow] = []
        self._shown: tuple[Entry, ...] | None = None
        self._shown_day: date | None = None
        self._asked: tuple[str, date | None] | None = None  # event and its new day; the steps are read off the plan
        self._stale = True
        self._subtitle = Label(theme, "", "table", "text_second", wrap=True)
        self._content, self._list = QWidget(), QVBoxLayout()
        self.offer = FollowOffer(document, theme, self, "date")
        self.offer.message.connect(self.message)
        self._build()
        document.changed.connect(self._changed)
        document.opened.connect(self._opened)
        self.refresh()

    # How it is built

    def _build(self) -> None:
        theme, px = self._theme, self._theme.px
        page = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(px(32), px(20), px(32), px(24))
        column.setSpacing(0)
        column.addWidget(title(theme, "Season dates"))
        column.addSpacing(px(2))
        column.addWidget(self._subtitle)
        column.addSpacing(px(16))
        self._names = QWidget()
        self._names.setLayout(self._head())
        column.addWidget(self._names)
        column.addSpacing(px(6))
        column.addWidget(line())
        self._list.setSpacing(0)
        self._list.addWidget(self.offer)
        column.addLayout(self._list)
        column.addSpacing(px(16))
        words = " ".join(f"{'Set by you' if label == 'own' else label.capitalize()}: {meaning}."
                         for label, meaning in LABELS.items() if label != "own")
        column.addWidget(Prose(theme, words, "caption", "text_second"))
        column.addStretch(1)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._content)
        row.addStretch(1)
        self.setWidget(page)

    def _head(self) -> QHBoxLayout:
        theme, px = self._theme, self._theme.px
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(px(16))
        for words, width in (("Day", DAY), ("What happens", 0), ("Hour", HOURS), ("Label", LABEL), ("Steps", STEPS)):
            made = Label(theme, words, "label", "text_second")
            if width:
                made.setFixedWidth(px(width))
            if words == "Steps":
                made.setAlignment(Qt.AlignmentFlag.AlignRight)
            head.addWidget(made, 0 if width else 1)
        head.addSpacing(px(EDIT + RING + 16))
        return head

    # Showing

    def _changed(self, *_plans: Plan) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _opened(self) -> None:
        self._one_at_a_time("")
        self._changed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale or self._shown_day != self._document.today():
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._content.setFixedWidth(min(self.viewport().width(), self._theme.px(WIDEST)))
        self._fit()

    def _fit(self) -> None:
        """Where the columns do not fit beside each other, hour, label and steps stand under the name."""
        narrow = self.viewport().width() < self._theme.px(NARROW)
        self._names.setVisible(not narrow)
        for row in (*self.rows.values(), *self._others):
            row.set_narrow(narrow)

    def refresh(self) -> None:
        """Show the season as the plan has it now."""
        plan, today = self._document.plan, self._document.today()
        self._stale = False
        self._content.setVisible(plan is not None)
        if plan is None:
            return
        tables = self._document.tables
        found = entries(plan, tables, today, self._hanging(plan))
        year = plan_season(plan, tables, today).match_year
        beside = "" if self.zone == EASTERN else f"; yours, {zone_words(self.zone)}, stands below them"
        old = age_words(tables, "season")
        self._subtitle.setText(f"Match {year}. Hours are Eastern time{beside}. A day you change counts from then on."
                               + (f" {old}" if old else ""))  # fmt: skip
        if found != self._shown or today != self._shown_day:
            self._shown, self._shown_day = found, today
            self._lay_out(plan, found, today, year)
        else:
            self._ask_again()

    def _hanging(self, plan: Plan) -> dict[str, int]:
        from reapply_desktop.services.reference_data import load_templates

        templates = load_templates()
        return {event.id: sum(m.status != "dropped" for m in hanging_on(plan, templates, event.id))
                for event in self._document.tables.events}

    def _lay_out(self, plan: Plan, found: tuple[Entry, ...], today: date, year: int) -> None:
        focused = next((key for key, row in self.rows.items() if row.isAncestorOf(self.focusWidget() or self)), "")
        place = self.verticalScrollBar().value()
        for old in (*self.rows.values(), *self._others):
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows, self._others, self._asked = {}, [], None
        limits = date(year - 2, 6, 1), date(year, 12, 31)
        table = plan_season(_without_own(plan), self._document.tables, today)
        for entry in found:
            row = SeasonRow(self._theme, entry, today, self.zone, limits)
            self._list.addWidget(row)
            row.show()  # now and not by the layout later, which until then would squeeze the rows that are there
            if not entry.event:
                self._others.append(row)
                continue
            self.rows[entry.event] = row
            if entry.event in plan.season_dates:  # a day of one's own in the tables is the table's day here
                shipped = table.dates[entry.event]
                row.show_back(back_words(shipped.status, shipped.day))
            row.editing.connect(self._one_at_a_time)
            row.day_typed.connect(self._ask)
            row.back_asked.connect(lambda event: self._ask(event, None))
            row.move_asked.connect(lambda event: self._take(event, with_steps=True))
            row.date_asked.connect(lambda event: self._take(event, with_steps=False))
        self._fit()
        if focused in self.rows:
            self.rows[focused].pencil.setFocus(Qt.FocusReason.OtherFocusReason)
        # The layout has no height yet; the place is taken up again once it has.
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(place))

    # Changing a day

    def show_event(self, event: str) -> None:
        """Bring a day into view and open it for changing."""
        row = self.rows.get(event)
        if row is not None:
            self.ensureWidgetVisible(row)
            row.begin()

    def _one_at_a_time(self, event: str) -> None:
        for key, row in self.rows.items():
            if key != event:
                row.leave()
        self._asked = None

    def _ask(self, event: str, day: date | None) -> None:
        """Say what hangs on the day, in place. None: back to the table's day."""
        row = self.rows.get(event)
        if self._document.plan is None or row is None:
            return
        if day is None:
            self._one_at_a_time(event)
        self._show_question(row, event, day)
        # With large text the question may lie below the foot of the window; its height is known once it is laid out.
        QTimer.singleShot(0, row.ask, lambda: self.ensureWidgetVisible(row.ask))
        if day is None:
            row.ask.begin()

    def _ask_again(self) -> None:
        """The plan may have changed under an open question: it says what is so now."""
        row = self.rows.get(self._asked[0]) if self._asked is not None else None
        if self._asked is not None and row is not None and not row.ask.isHidden():
            self._show_question(row, *self._asked)

    def _show_question(self, row: SeasonRow, event: str, day: date | None) -> None:
        plan, change = self._document.plan, self._change_to(event, day)
        if plan is None or change is None:
            return
        self._asked = event, day
        before = plan_season(plan, self._document.tables, self._document.today())
        others = tuple(key for key in change.season.dates
                       if key != event and change.season.day(key) != before.day(key))
        row.ask.show_question(question(plan, change, before.day(event), event, others))

    def _change_to(self, event: str, day: date | None) -> SeasonChange | None:
        """The plan of this moment with another day for an event."""
        from reapply_desktop.services.reference_data import load_templates

        plan = self._document.plan
        if plan is None:
            return None
        tables, today = self._document.tables, self._document.today()
        return with_season_date(plan, tables, load_templates(), event, day, today)

    def _take(self, event: str, *, with_steps: bool) -> None:
        if self._asked is None or self._asked[0] != event:
            return
        change = self._change_to(*self._asked)
        self._asked = None
        if change is None:
            return
        row = self.rows[event]
        row.leave()
        moved = len(change.moves) if with_steps else 0
        is_own = event in change.plan.season_dates
        before = self._document.plan
        after = change.plan_with_moves if with_steps else change.plan
        self._document.change(after, CHANGED if is_own else BACK)
        along = f", {counted(moved, 'step')} moved" if moved else ""
        found = change.season.dates[event]
        self.message.emit(f"{found.name}: {day_month_year(found.day)}{along}", True)
        if before is not None:
            self._offer_what_follows(before, after, event)

    def _offer_what_follows(self, before: Plan, after: Plan, event: str) -> None:
        """Under the day that was changed: the steps that wait for the moved ones, and what no longer fits."""
        row = self.rows.get(event)
        if not self.offer.consider(before, after) or row is None:
            return
        self._list.removeWidget(self.offer)  # from its old place first, which else would shift the new one
        self._list.insertWidget(self._list.indexOf(row) + 1, self.offer)
        QWidget.setTabOrder(row.pencil, self.offer.along)
        QWidget.setTabOrder(self.offer.along, self.offer.stay)
        QTimer.singleShot(0, self.offer, lambda: self.ensureWidgetVisible(self.offer))


def _without_own(plan: Plan) -> Plan:
    return replace(plan, season_dates={})
