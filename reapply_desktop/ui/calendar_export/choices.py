"""The left side of the calendar dialog: which calendar, which way, and what others may see."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.services.calendar.guides import CalendarGuide, Guides, Way
from reapply_desktop.ui.controls.buttons import link
from reapply_desktop.ui.controls.choices import Radio, RadioCard, Tick
from reapply_desktop.ui.controls.tag import paint_tag, tag_size
from reapply_desktop.ui.controls.text import Label, Prose
from reapply_desktop.ui.theme import Theme

CARD_WIDTH, ON_ONE_LINE = 196, 800
SPEAK_CALDAV = ("apple", "thunderbird", "other")


def section(theme: Theme, column: QVBoxLayout, number: int, words: str) -> None:
    """The numbered head of a section."""
    head = QHBoxLayout()
    head.setSpacing(theme.px(9))
    head.addWidget(Label(theme, str(number), "heading", "accent_text"))
    head.addWidget(Prose(theme, words, "heading"), 1)
    if number > 1:
        column.addSpacing(theme.px(16))
    column.addLayout(head)


class WayRadio(Radio):
    """A way with its sentence; the one that suits the calendar best bears a tag that says so."""

    def __init__(self, theme: Theme, way: Way, says: str, because: str) -> None:
        super().__init__(theme, way.name, says, "strong")
        self._name, self._because = way.name, because
        self._hint: tuple[float, QSize] | None = None
        self.setObjectName(f"way-{way.id}")
        self.setAccessibleDescription(f"{because[:1].upper()}{because[1:]}. {says}" if because else says)

    def tag(self) -> str:
        """The words of the tag, or nothing."""
        return self._because

    def sizeHint(self) -> QSize:
        """As high as with room for its sentence on one line; where there is less, the height follows the width."""
        if self._hint is None or self._hint[0] != self._theme.factor:
            size = QSize(super().sizeHint().width(), self.heightForWidth(self._theme.px(ON_ONE_LINE)))
            self._hint = (self._theme.factor, size)
        return self._hint[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._because:
            return
        theme = self._theme
        size = tag_size(theme, self._because)
        left = self._row.left() + QFontMetricsF(theme.font("strong")).horizontalAdvance(self._name) + theme.px(10)
        if left + size.width() <= self.width():
            line = theme.line_height("strong")
            top = self._row.top(self.size()) + (line - size.height()) / 2
            paint_tag(QPainter(self), theme, QRectF(QPointF(left, round(top)), size), self._because, "info")


class Choices(QWidget):
    """`changed` after every choice; `contents_asked` when the person wants to choose what goes in, `server_asked` when
    the calendar shall be published to a server instead of written into a file."""

    changed = Signal()
    contents_asked = Signal()
    server_asked = Signal()

    def __init__(self, theme: Theme, guides: Guides, calendar: str, way: str, discreet: bool) -> None:
        """`way` "" takes the one suggested for the calendar."""
        super().__init__()
        self._theme, self._guides = theme, guides
        self._cards: dict[str, RadioCard] = {}
        self._ways: dict[str, WayRadio] = {}
        self._way_group: QButtonGroup | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        column.setSpacing(theme.px(8))
        section(theme, column, 1, "Where do you keep your calendar?")
        column.addLayout(self._card_grid(calendar))
        section(theme, column, 2, "How should it get there?")
        self._way_column = QVBoxLayout()
        self._way_column.setSpacing(theme.px(3))
        column.addLayout(self._way_column)
        self._server = link(theme, "Or publish it to a calendar server (CalDAV)…")
        self._server.setObjectName("server")
        self._server.clicked.connect(self.server_asked)
        column.addWidget(self._server, 0, Qt.AlignmentFlag.AlignLeft)
        section(theme, column, 3, "What may others see?")
        self.discreet = Tick(theme, "Discreet titles", "Neutral words, no notes, no causes. Colleagues may share your "
                             "calendar.", discreet, "strong")
        self.plan_b = Tick(theme, "Include Plan B", "Left out unless you ask.", False, "strong")
        self.quarters = Tick(theme, "One file a quarter", "", guides.calendar(calendar).small_files, "strong")
        ticks = QVBoxLayout()
        ticks.setSpacing(theme.px(3))
        for tick, name in ((self.discreet, "discreet"), (self.plan_b, "plan_b"), (self.quarters, "quarters")):
            tick.setObjectName(name)
            tick.toggled.connect(self.changed)
            ticks.addWidget(tick)
        self.quarters.hide()
        column.addLayout(ticks)
        column.addLayout(self._contents_row())
        column.addStretch(1)
        self._show_ways(way)

    # What is chosen

    def calendar(self) -> CalendarGuide:
        """The calendar the person keeps."""
        return self._guides.calendar(next((key for key, card in self._cards.items() if card.isChecked()), ""))

    def way(self) -> Way:
        """The way it gets there."""
        return self._guides.way(next((key for key, radio in self._ways.items() if radio.isChecked()), ""))

    def show_contents(self, words: str) -> None:
        """In one line what goes in."""
        self._contents.set_text(words)

    def begin_contents(self) -> None:
        """The person is back from choosing what goes in: where they left."""
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_quarters(self, steps: int) -> None:
        """Offer several files where `steps` are more than one file should hold; 0 offers nothing."""
        self.quarters.setVisible(bool(steps))
        if steps:
            words = f"{steps:,} steps are more than Google takes in one file: 1 MB, about 1,000 entries."
            self.quarters.set_words("One file a quarter", words)

    def by_quarter(self) -> bool:
        """Whether it goes into several files."""
        return not self.quarters.isHidden() and self.quarters.isChecked()

    # How it is built

    def _card_grid(self, chosen: str) -> QGridLayout:
        self._grid = grid = QGridLayout()
        grid.setSpacing(self._theme.px(8))
        grid.setHorizontalSpacing(self._theme.px(10))
        group = QButtonGroup(self)
        for guide in self._guides.calendars:
            card = RadioCard(self._theme, guide.name, guide.detail)
            card.setObjectName(f"calendar-{guide.id}")
            card.setChecked(guide.id == chosen)
            group.addButton(card)
            self._cards[guide.id] = card
        if group.checkedButton() is None:
            next(iter(self._cards.values())).setChecked(True)
        group.buttonToggled.connect(lambda card, on: self._calendar_chosen() if on else None)
        self._columns = 0
        self._lay_cards(3)
        return grid

    def _lay_cards(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for at, card in enumerate(self._cards.values()):
            self._grid.addWidget(card, at // columns, at % columns)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - self._theme.px(56)
        self._lay_cards(3 if room >= self._theme.px(3 * CARD_WIDTH) else 2)

    def _contents_row(self) -> QHBoxLayout:
        theme, row = self._theme, QHBoxLayout()
        row.setSpacing(theme.px(10))
        row.setContentsMargins(0, theme.px(4), 0, 0)
        self._contents = Prose(theme, "", "table", "text_second")
        self.more = link(theme, "Choose what goes in…")
        self.more.setObjectName("contents")
        self.more.clicked.connect(self.contents_asked)
        row.addWidget(self._contents, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        return row

    def _calendar_chosen(self) -> None:
        """Another calendar: its own sentences, the way that suits it, and several files only where it needs them."""
        self._show_ways("")
        self.quarters.setChecked(self.calendar().small_files)
        self.changed.emit()

    def _show_ways(self, chosen: str) -> None:
        guide = self.calendar()
        for old in self._ways.values():
            old.hide()
            old.deleteLater()
        if self._way_group is not None:
            self._way_group.deleteLater()
        self._way_group = group = QButtonGroup(self)
        self._ways = {}
        chosen = chosen if chosen in guide.says else guide.suggested
        first = self._guides.way(guide.suggested)
        for way in sorted(self._guides.ways, key=lambda way: way != first):
            if way.id not in guide.says:
                continue
            radio = WayRadio(self._theme, way, guide.says[way.id], guide.because if way == first else "")
            radio.setChecked(way.id == chosen)
            group.addButton(radio)
            self._way_column.addWidget(radio)
            radio.show()  # at once: a layout would only do so later, and the focus could not go there yet
            self._ways[way.id] = radio
        group.buttonToggled.connect(lambda radio, on: self.changed.emit() if on else None)
        self._server.setVisible(guide.id in SPEAK_CALDAV)
        chain: list[QWidget] = [*self._cards.values(), *self._ways.values(), self._server, self.discreet]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
