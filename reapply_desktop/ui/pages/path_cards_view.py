"""Three cards with shared rows, so that "Against it" starts on one line in all three (look, section 11)."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.domain.path_cards import PathCard
from reapply_desktop.domain.reference import Figure
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.ui.controls.choices import Radio
from reapply_desktop.ui.controls.glyph import glyph
from reapply_desktop.ui.controls.painted import Painted, box
from reapply_desktop.ui.controls.tag import Tag
from reapply_desktop.ui.controls.text import Label, Prose, line, panel_title
from reapply_desktop.ui.theme import Theme

FITS_BEST = "Fits your answers best"
GAP, INSIDE, LEAST = 16, 18, 205
ROWS = ("title", "summary", "for", "against", "adds", "specialties", "cost")


class PathCards(Painted):
    """The cards. `chosen` carries a path when the person chose it; the recommended one is marked, never chosen."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, theme.px(11), 0, 0)
        self._grid.setHorizontalSpacing(theme.px(GAP))
        self._grid.setVerticalSpacing(0)
        self._radios: dict[str, Radio] = {}
        self._group = QButtonGroup(self)
        self._cells: list[list[QWidget]] = []
        self._shown: list[PathCard] = []
        self._across = 0
        self._editable = True
        self._tag: Tag | None = None
        self._tagged = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_cards(self, cards: Sequence[PathCard], chosen: str | None, editable: bool) -> None:
        """Show these three, one of them chosen or none."""
        tags = [self._tag] if self._tag is not None else []
        for old in (*self._radios.values(), *(cell for column in self._cells for cell in column), *tags):
            old.setParent(None)
            old.deleteLater()
        self._radios, self._editable, self._tag, self._across = {}, editable, None, 0
        self._shown = list(cards)
        self._group = QButtonGroup(self)
        self._cells = [self._column(card) for card in cards]
        for at, card in enumerate(cards):
            if card.fits_best:
                self._tagged, self._tag = at, Tag(self._theme, FITS_BEST, "accent", parent=self)
                self._tag.show()
        self._group.idClicked.connect(lambda at: self.chosen.emit(cards[at].path))
        self.choose(chosen)
        self._across = 0  # making the cells may have laid out the old ones once more
        self._place()

    def show_card(self, card: PathCard) -> None:
        """Tell one of the three anew, below its title, which stays."""
        at = next(at for at, shown in enumerate(self._shown) if shown.path == card.path)
        if self._shown[at] == card:
            return
        self._shown[at] = card
        for old in self._cells[at][1:]:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._cells[at][1:] = self._told(card)
        self._put(at)
        for cell in self._cells[at]:
            cell.show()
        self.update()

    def choose(self, path: str | None) -> None:
        """Show a path as chosen without saying so."""
        if path in self._radios:
            self._radios[path].setChecked(True)

    def radio(self, path: str) -> Radio:
        return self._radios[path]

    # Cells

    def _column(self, card: PathCard) -> list[QWidget]:
        theme = self._theme
        radio = Radio(theme, card.title, style="panel", parent=self)
        radio.setObjectName(f"path-{card.path}")
        radio.setAccessibleName(card.title + (f", {FITS_BEST.lower()}" if card.fits_best else ""))
        radio.setAccessibleDescription(card.summary)
        self._group.addButton(radio, len(self._radios))
        self._radios[card.path] = radio
        radio.setVisible(self._editable)
        return [_holding(radio if self._editable else panel_title(theme, card.title)), *self._told(card)]

    def _told(self, card: PathCard) -> list[QWidget]:
        theme = self._theme
        return [
            _holding(Prose(theme, card.summary, "table", "text_second")),
            self._list("For it", card.speaks_for, "plus", "positive"),
            self._list("Against it", card.speaks_against, "minus", "warning"),
            self._year(card),
            self._specialties(card),
            self._cost(card),
        ]

    def _list(self, name: str, lines: Sequence[str], icon: str, role: str) -> QWidget:
        theme, part = self._theme, QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, theme.px(10), 0, 0)
        column.setSpacing(theme.px(3))
        column.addWidget(Label(theme, name, "label", "text_second"))
        for words in lines:
            row = QHBoxLayout()
            row.setSpacing(theme.px(7))
            row.addWidget(glyph(theme, icon, role, 16), 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Prose(theme, words, "table"), 1)
            column.addLayout(row)
        column.addStretch(1)
        return part

    def _year(self, card: PathCard) -> QWidget:
        """What the path adds to the steps that all three share, and whether they are planned."""
        name = "It adds to the year, in your plan now" if card.is_planned else "It adds to the year"
        return self._list(name, card.adds, "arrow-right", "text_second")

    def _specialties(self, card: PathCard) -> QWidget:
        theme, part = self._theme, QWidget()
        grid = QGridLayout(part)
        grid.setContentsMargins(0, theme.px(11), 0, 0)
        grid.setVerticalSpacing(theme.px(4))
        grid.setHorizontalSpacing(theme.px(8))
        years = sorted({f.year for _s, f in card.specialties if f is not None}, reverse=True)
        top = QHBoxLayout()
        top.addWidget(Label(theme, "Specialty", "label", "text_second"), 0, Qt.AlignmentFlag.AlignBottom)
        named = "filled before SOAP" + (f", NRMP {years[0]}" if len(years) == 1 else "")
        head = Label(theme, named, "label", "text_second", wrap=True)
        head.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        top.addWidget(head, 1)
        grid.addLayout(top, 0, 0, 1, 2)
        grid.addWidget(line(), 1, 0, 1, 2)
        for at, (specialty, figure) in enumerate(card.specialties):
            grid.addWidget(Prose(theme, SPECIALTIES[specialty], "table"), at + 2, 0)
            rate = Label(theme, _rate(figure, len(years) > 1), "table", "text" if figure else "text_second")
            if figure is not None:
                rate.setToolTip(figure.source)
            grid.addWidget(rate, at + 2, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(card.specialties) + 2, 1)
        grid.setColumnStretch(0, 1)
        return part

    def _cost(self, card: PathCard) -> QWidget:
        theme, part = self._theme, QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, theme.px(8), 0, theme.px(INSIDE - 6))
        column.setSpacing(theme.px(2))
        column.addWidget(line())
        column.addSpacing(theme.px(4))
        pair = QGridLayout()
        pair.setHorizontalSpacing(theme.px(16))
        pair.setVerticalSpacing(theme.px(2))
        pair.setColumnStretch(1, 1)
        at = 0
        if card.steps is not None:
            pair.addWidget(Label(theme, f"{card.steps}", "count"), 0, 0)
            words = "step added" if card.steps == 1 else "steps added"
            pair.addWidget(Label(theme, words, "caption", "text_second"), 1, 0, Qt.AlignmentFlag.AlignTop)
            at = 1
        known = card.cost is not None
        pair.addWidget(Label(theme, f"${card.cost:,}" if known else "not known", "count",
                             "text" if known else "text_second"), 0, at)
        pair.addWidget(Prose(theme, card.cost_words, "caption", "text_second"), 1, at)
        column.addLayout(pair)
        if card.cost_source:
            column.addWidget(Prose(theme, card.cost_source, "caption", "text_second"))
        for note in card.cost_notes:
            column.addWidget(Prose(theme, note, "caption", "warning"))
        column.addStretch(1)
        return part

    # Places

    def _place(self) -> None:
        """Three beside each other where there is room, else one below the other."""
        theme = self._theme
        across = 3 if self.width() >= 3 * theme.px(LEAST) + 2 * theme.px(GAP) else 1
        if across == self._across or not self._cells:
            return
        self._across = across
        for at in range(len(self._cells)):
            self._put(at)
        for column in range(3):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        for at in (1, 2):
            self._grid.setRowMinimumHeight(at * (len(ROWS) + 1) - 1, theme.px(GAP) if across == 1 else 0)

    def _put(self, at: int) -> None:
        """Put a card's cells where they belong."""
        side = self._theme.px(INSIDE)
        for row, cell in enumerate(self._cells[at]):
            cell.setContentsMargins(side, 0 if row else side, side, 0)
            if self._across == 3:
                self._grid.addWidget(cell, row, at)
            else:
                self._grid.addWidget(cell, at * (len(ROWS) + 1) + row, 0)

    def minimumSizeHint(self) -> QSize:
        # The height follows the width; a least height of its own would leave a gap at the end of a scrolled page.
        return QSize(self._theme.px(LEAST + 2 * INSIDE), self._theme.px(120))

    def _frame(self, at: int) -> QRectF:
        first, last = self._cells[at][0].geometry(), self._cells[at][-1].geometry()
        return QRectF(first.united(last))

    def resizeEvent(self, event: object) -> None:
        self._place()
        self._grid.activate()
        self._put_tag()

    def _put_tag(self) -> None:
        if self._tag is not None and self._cells:
            frame = self._frame(self._tagged)
            size = self._tag.sizeHint()
            self._tag.setGeometry(round(frame.left()) + self._theme.px(INSIDE), round(frame.top() - size.height() / 2),
                                  size.width(), size.height())
            self._tag.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        self._put_tag()
        for at, path in enumerate(self._radios):
            chosen = self._radios[path].isChecked()
            border = theme.colour("accent_text" if chosen else "line")
            box(painter, self._frame(at), theme.px(10), theme.colour("surface"), border, 2 if chosen else 1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole card is the target."""
        for at, path in enumerate(self._radios):
            if self._editable and self._frame(at).contains(event.position()):
                self._radios[path].setFocus(Qt.FocusReason.MouseFocusReason)
                self._radios[path].click()
                self.update()
                return
        super().mousePressEvent(event)


def _holding(widget: QWidget) -> QWidget:
    """The widget in a cell of its own: margins move what a layout holds, not what paints itself."""
    cell = QWidget()
    column = QVBoxLayout(cell)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
    return cell


def _rate(figure: Figure | None, with_year: bool) -> str:
    if figure is None or figure.value is None:
        return "not known"
    said = ["yours"] * figure.is_own + [str(figure.year)] * with_year
    return f"{figure.value:.1f} %" + (f" ({', '.join(said)})" if said else "")
