"""One day of the season: read at a glance, changed in place, and what hangs on it asked before it moves."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from reapply_desktop.domain.step_words import counted
from reapply_desktop.domain.today import weekday_and_day
from reapply_desktop.domain.words import MONTHS
from reapply_desktop.ui.controls.buttons import icon_button, link
from reapply_desktop.ui.controls.date_field import DateField
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.tag import Tag
from reapply_desktop.ui.controls.text import Label, Prose, line
from reapply_desktop.ui.pages.season_asking import Asking
from reapply_desktop.ui.pages.season_entries import Entry, own_hour, relative
from reapply_desktop.ui.theme import Theme

DAY, HOURS, LABEL, STEPS, EDIT, RING = 152, 156, 88, 72, 28, 6
TAGS = {"published": "positive", "reported": "neutral", "estimated": "dashed", "own": "info"}


class SeasonRow(QWidget):
    """`day_typed(event, day)` while a new day stands in the field; then `move_asked`, `date_asked` or `left`."""

    editing = Signal(str)
    day_typed = Signal(str, object)
    move_asked = Signal(str)
    date_asked = Signal(str)
    back_asked = Signal(str)
    left = Signal(str)

    def __init__(self, theme: Theme, entry: Entry, today: date, zone: str, limits: tuple[date, date]) -> None:
        super().__init__()
        self._theme, self.entry = theme, entry
        self.field = DateField(theme, *limits)
        self.field.setAccessibleName(f"Day: {entry.name}")
        self._wrong = FieldMessage(theme, self.field)
        self._cell = QStackedWidget()
        self.pencil = icon_button(theme, "pencil", f"Change the day: {entry.name}", size=15)
        self.pencil.setObjectName("change_day")
        self.ask = Asking(theme)
        self._back = link(theme, "", "caption")
        self._back.setObjectName("back")
        self._under, self._two = QVBoxLayout(), QHBoxLayout()
        self._two.setSpacing(theme.px(12))
        self._two.addStretch(1)
        self._under.addLayout(self._two)
        self._narrow = False
        self._build(today, zone)
        self._connect()

    def _connect(self) -> None:
        event = self.entry.event
        self.pencil.clicked.connect(self.begin)
        self.field.value_changed.connect(self._typed)
        self.field.returnPressed.connect(self._entered)
        self._back.clicked.connect(lambda: self.back_asked.emit(event))
        self.ask.move_asked.connect(lambda: self.move_asked.emit(event))
        self.ask.date_asked.connect(lambda: self.date_asked.emit(event))
        self.ask.left.connect(self.leave)

    # How it is built

    def _build(self, today: date, zone: str) -> None:
        theme, px = self._theme, self._theme.px
        row = QHBoxLayout()
        # At the right the ring of the pencil has room, which else would be cut.
        row.setContentsMargins(0, px(7), px(RING), px(7))
        row.setSpacing(px(16))
        top = Qt.AlignmentFlag.AlignTop
        self._cell.addWidget(self._day_words(today))
        self._cell.addWidget(self.field)
        self._cell.setFixedWidth(px(DAY))
        row.addWidget(self._cell, 0, top)
        row.addLayout(self._words(), 1)
        tag = QWidget()
        tag.setFixedWidth(px(LABEL))
        inside = QHBoxLayout(tag)
        inside.setContentsMargins(0, 0, 0, 0)
        shown = "set by you" if self.entry.status == "own" else self.entry.status
        inside.addWidget(Tag(theme, shown, TAGS[self.entry.status]))
        inside.addStretch(1)
        steps = Label(theme, counted(self.entry.steps, "step") if self.entry.steps else "–", "table", "text_second")
        steps.setFixedWidth(px(STEPS))
        steps.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._facts = (self._hours(zone), tag, steps)
        for fact in self._facts:
            row.addWidget(fact, 0, top)
        self._row = row
        self.pencil.setFixedWidth(px(EDIT))
        keeps_place = self.pencil.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        self.pencil.setSizePolicy(keeps_place)
        if not self.entry.event:
            self.pencil.setVisible(False)
        row.addWidget(self.pencil, 0, top)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._wrong)
        column.addWidget(self.ask)
        column.addWidget(line())

    def set_narrow(self, narrow: bool) -> None:
        """Hour, label and steps under the name, or in columns of their own."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        hours, tag, steps = self._facts
        px = self._theme.px
        for fact in self._facts:
            fact_was_in = self._row if narrow else self._under if fact is hours else self._two
            fact_was_in.removeWidget(fact)
        if narrow:
            self._under.insertWidget(0, hours)
            self._two.insertWidget(0, tag)
            self._two.insertWidget(1, steps)
        else:
            for place, fact in enumerate(self._facts):
                self._row.insertWidget(2 + place, fact, 0, Qt.AlignmentFlag.AlignTop)
        hours.setFixedWidth(px(HOURS * 1.5 if narrow else HOURS))
        tag.setFixedWidth(tag.sizeHint().width() if narrow else px(LABEL))
        steps.setAlignment(Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag.AlignRight)
        # Where it would stand alone, a dash says nothing.
        hours.setVisible(not narrow or self.entry.hour_et is not None)
        steps.setVisible(not narrow or bool(self.entry.steps))

    def _day_words(self, today: date) -> QWidget:
        theme, day = self._theme, self.entry.day
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if day is None:
            column.addWidget(Label(theme, "not known", "table", "text_second"))
        else:
            past = "text_second" if day < today else "text"
            shown = f"{weekday_and_day(day)} {MONTHS[day.month - 1][:3]} {day.year}"
            column.addWidget(Label(theme, shown, "table_strong", past))
            column.addWidget(Label(theme, relative(day, today), "caption", "text_second"))
        column.addStretch(1)
        return words

    def _words(self) -> QVBoxLayout:
        theme = self._theme
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Prose(theme, self.entry.name, "table"))
        if self.entry.source:
            words.addWidget(Prose(theme, self.entry.source, "caption", "text_second"))
        if self.entry.official:
            words.addWidget(Prose(theme, self.entry.official, "caption", "text_second"))
        words.addLayout(self._under)
        words.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._back.setVisible(False)
        words.addStretch(1)
        return words

    def _hours(self, zone: str) -> QWidget:
        theme, entry = self._theme, self.entry
        cell = QWidget()
        cell.setFixedWidth(theme.px(HOURS))
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if entry.hour_et is None or entry.day is None:
            column.addWidget(Label(theme, "–", "table", "text_second"))
        else:
            column.addWidget(Label(theme, f"{entry.hour_et} Eastern", "table"))
            own = own_hour(entry.day, entry.hour_et, zone)
            if own:
                column.addWidget(Label(theme, own, "caption", "text_second", wrap=True))
            if entry.hour_note:
                column.addWidget(Label(theme, entry.hour_note, "caption", "text_second", wrap=True))
        column.addStretch(1)
        return cell

    def show_back(self, words: str) -> None:
        """The way back to the table's day, for a day of the person's own."""
        self._back.setText(words)
        self._back.setVisible(bool(words))

    # Changing the day

    @property
    def is_editing(self) -> bool:
        return self._cell.currentIndex() == 1

    def begin(self) -> None:
        """The day becomes a field."""
        if not self.entry.event or self.is_editing:
            return
        self.field.set_day(self.entry.day)
        self._cell.setCurrentIndex(1)
        self.pencil.setVisible(False)
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self.editing.emit(self.entry.event)

    def leave(self) -> None:
        """As it was, nothing changed."""
        if not self.is_editing and self.ask.isHidden():
            return
        had_focus = self.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
        self._wrong.clear()
        self.ask.setVisible(False)
        self.field.set_day(self.entry.day)
        self._cell.setCurrentIndex(0)
        self.pencil.setVisible(bool(self.entry.event))
        if had_focus:
            self.pencil.setFocus(Qt.FocusReason.OtherFocusReason)
        self.left.emit(self.entry.event)

    def _typed(self, day: date | None) -> None:
        if not self.is_editing:
            return
        if day is None or day == self.entry.day:
            self.ask.setVisible(False)
        else:
            self.day_typed.emit(self.entry.event, day)

    def _entered(self) -> None:
        if not self.field.check():
            return
        day = self.field.day()
        if day is None:
            self._wrong.show_message("Which day? A date such as 23 Sep 2026.")
        elif day == self.entry.day:
            self.leave()
        elif not self.ask.isHidden():
            self.ask.begin()

    def event(self, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and (self.is_editing or not self.ask.isHidden())
        ):
            self.leave()
            return True
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._cell.geometry().contains(event.position().toPoint()):
            self.begin()
