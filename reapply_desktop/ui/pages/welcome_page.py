"""The first thing a person sees: what this is, one way to begin, and that nothing has to be sent this week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from reapply_desktop import __version__
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.season import planned_season, season
from reapply_desktop.services.recent_files import RecentFile
from reapply_desktop.ui import wording
from reapply_desktop.ui.controls.buttons import button, link
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.glyph import glyph
from reapply_desktop.ui.controls.notes import Note
from reapply_desktop.ui.controls.painted import Painted, box
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Label, Prose, heading, line, panel
from reapply_desktop.ui.mark import paint_mark
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme

PROMISES = (
    ("lock", "It stays here.", "No account, no network. Your plan is one file on this computer."),
    ("clock", "About 25 minutes.", "Stop on any page; it opens there again."),
    ("circle-help", "“I don’t know” is an answer.", "You can look it up and add it later."),
)
AT_HAND = (
    "USMLE or COMLEX reports",
    "Rank list, SOAP list",
    "ERAS program report",
    "Names of letter writers",
    "Interview invitations",
    "Class rank or GPA",
)
DATES = (
    ("submission_opens", "Applications can be submitted"),
    ("review_opens", "Programs begin to read"),
    ("match_day", "Match Day"),
)
TICKED = "welcome/at_hand"
RECENT_SHOWN = 5
RIGHT, WIDEST, SIDE, NARROW_SIDE, ONE_COLUMN = 470, 1142, 112, 32, 1040


@dataclass(frozen=True)
class Unfinished:
    """An interview left half-way: whose, where and when it was left in words, and how much of it is done (0..1)."""

    name: str
    facts: str
    share: float


class WelcomePage(Scroll):
    """Begin, go on, open or look at a sample. Each signal is one of the buttons."""

    interview_asked = Signal()
    continue_asked = Signal()
    open_asked = Signal()
    sample_asked = Signal()
    recent_chosen = Signal(Path)
    built_on_asked = Signal()
    support_asked = Signal()

    def __init__(self, theme: Theme, tables: Tables, settings: Settings, today: date) -> None:
        super().__init__()
        self._theme, self._tables, self._settings, self._today = theme, tables, settings, today
        self._outer = QVBoxLayout()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._right = QWidget()

    def show_state(self, unfinished: Unfinished | None, recent: Sequence[RecentFile]) -> None:
        """Lay the page out for what there is to go on with."""
        page = QWidget()
        self._outer = QVBoxLayout(page)
        self._outer.setSpacing(0)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(self._theme.px(32))
        self._columns.addWidget(self._left_column(unfinished is None), 1)
        self._right = self._right_column(unfinished, recent)
        self._columns.addWidget(self._right)
        self._outer.addStretch(2)
        self._outer.addLayout(self._columns)
        self._outer.addStretch(3)
        self._outer.addWidget(self._foot())
        self.setWidget(page)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Two columns where they fit, else one under the other; never wider than is good to read."""
        px, width = self._theme.px, self.viewport().width()
        one = width < px(ONE_COLUMN)
        side = px(NARROW_SIDE) if one else max(px(NARROW_SIDE), min(px(SIDE), (width - px(WIDEST)) // 2))
        side = max(side, (width - px(WIDEST)) // 2)
        self._outer.setContentsMargins(side, px(28), side, px(24))
        self._columns.setDirection(
            QBoxLayout.Direction.TopToBottom if one else QBoxLayout.Direction.LeftToRight
        )
        self._right.setMaximumWidth(px(720) if one else px(RIGHT))
        self._right.setMinimumWidth(0 if one else px(RIGHT))

    # -- left

    def _left_column(self, is_first: bool) -> QWidget:
        theme, px = self._theme, self._theme.px
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(_Mark(theme))
        rows.addSpacing(px(15))
        for words in ("From this result", "to the next application."):
            part = Label(theme, words, "display")
            part.setFixedHeight(px(46))
            rows.addWidget(part)
        rows.addSpacing(px(13))
        text = (
            "You answer honest questions. ReApply shows why this season ended as it did, what is worth changing, "
            "and turns the next twelve months into dated steps."
        )
        lead = Prose(theme, text, "lead", "text_second")
        lead.setMaximumWidth(px(500))
        # In a row of its own: a column reckons a paragraph's height from its own width, not from the narrower one.
        row = QHBoxLayout()
        row.addWidget(lead, 1)
        row.addStretch(0)
        rows.addLayout(row)
        rows.addSpacing(px(13))
        for promise in PROMISES:
            rows.addLayout(self._promise(*promise))
        rows.addSpacing(px(24))
        rows.addLayout(self._buttons(is_first))
        rows.addStretch(1)
        return column

    def _promise(self, icon: str, lead: str, rest: str) -> QHBoxLayout:
        theme, px = self._theme, self._theme.px
        row = QHBoxLayout()
        row.setContentsMargins(0, px(7), 0, px(7))
        row.setSpacing(px(14))
        row.addWidget(glyph(theme, icon, "accent_text", 18), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Prose(theme, rest, "body", "text_second", lead=lead), 1)
        return row

    def _buttons(self, is_first: bool) -> QHBoxLayout:
        px = self._theme.px
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(12))
        words, role = ("Begin the interview", "primary") if is_first else ("New interview", None)
        begin = button(words, role, None, "large")
        begin.setObjectName("begin")
        begin.clicked.connect(self.interview_asked)
        open_plan = button("Open a plan…", None, None, "large")
        open_plan.setObjectName("open_plan")
        open_plan.clicked.connect(self.open_asked)
        sample = button("Look at a sample", "quiet", None, "large")
        sample.setObjectName("sample")
        sample.clicked.connect(self.sample_asked)
        for made in (begin, open_plan, sample):
            row.addWidget(made)
        row.addStretch(1)
        return row

    # -- right

    def _right_column(self, unfinished: Unfinished | None, recent: Sequence[RecentFile]) -> QWidget:
        px = self._theme.px
        column = QWidget()
        column.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0 if unfinished else px(4), 0, 0)
        rows.setSpacing(0)
        if unfinished is not None:
            rows.addWidget(self._unfinished(unfinished))
            rows.addSpacing(px(28))
        if recent:
            rows.addWidget(heading(self._theme, "Recent plans"))
            rows.addSpacing(px(8))
            rows.addWidget(line())
            for file in recent[:RECENT_SHOWN]:
                rows.addWidget(self._recent_row(file))
                rows.addWidget(line())
        else:
            rows.addWidget(heading(self._theme, "Good to have at hand"))
            rows.addSpacing(px(6))
            rows.addLayout(self._at_hand())
        rows.addSpacing(px(26))
        rows.addWidget(heading(self._theme, "The next season, so far"))
        rows.addSpacing(px(8))
        self._add_dates(rows)
        rows.addSpacing(px(24))
        rows.addWidget(self._note())
        rows.addStretch(1)
        return column

    def _unfinished(self, left: Unfinished) -> QFrame:
        theme, px = self._theme, self._theme.px
        card = panel()
        rows = QVBoxLayout(card)
        rows.setContentsMargins(px(20), px(18), px(20), px(18))
        rows.setSpacing(0)
        rows.addWidget(Label(theme, "Left unfinished", "label", "text_second"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(theme, left.name, "panel", wrap=True))
        words.addWidget(Label(theme, left.facts, "caption", "text_second", wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(0, px(8), 0, px(14))
        row.addLayout(words, 1)
        go_on = button("Continue", "primary")
        go_on.setObjectName("continue")
        go_on.clicked.connect(self.continue_asked)
        row.addWidget(go_on)
        rows.addLayout(row)
        rows.addWidget(_Progress(theme, left.share))
        return card

    def _recent_row(self, file: RecentFile) -> QWidget:
        theme, px = self._theme, self._theme.px
        widget = QWidget()
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, px(4), 0, px(4))
        row.setSpacing(px(12))
        if file.exists:
            name: QWidget = link(theme, file.name.replace("&", "&&"))
            name.setToolTip(str(file.path))
            name.clicked.connect(lambda: self.recent_chosen.emit(file.path))  # type: ignore[attr-defined]
        else:
            name = Label(theme, file.name, "table", "text_second")
        row.addWidget(name)
        row.addStretch(1)
        where = Label(theme, "", "caption", "text_second")
        room = where.fontMetrics().horizontalAdvance("0" * 28)
        where.setText(where.fontMetrics().elidedText(file.folder, Qt.TextElideMode.ElideMiddle, room))
        row.addWidget(where if file.exists else Label(theme, "not found where it was", "caption", "text_second"))
        return widget

    def _at_hand(self) -> QGridLayout:
        px = self._theme.px
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(0)
        ticked = set(self._settings.texts(TICKED))
        for index, text in enumerate(AT_HAND):
            tick = Tick(self._theme, text, style="table")
            tick.setChecked(text in ticked)
            tick.toggled.connect(lambda on, text=text: self._tick(text, on))
            grid.addWidget(tick, index // 2, index % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _tick(self, text: str, on: bool) -> None:
        ticked = set(self._settings.texts(TICKED)) - {text} | ({text} if on else set())
        self._settings.set_texts(TICKED, tuple(t for t in AT_HAND if t in ticked))

    def _add_dates(self, rows: QVBoxLayout) -> None:
        theme, px = self._theme, self._theme.px
        coming = season(self._tables, planned_season(self._tables, None, self._today))
        rows.addWidget(line())
        for event, words in DATES:
            found = coming.dates[event]
            row = QHBoxLayout()
            row.setContentsMargins(0, px(4), 0, px(5))
            row.setSpacing(px(8))
            day = Label(theme, wording.short_day(found.day), "table_strong")
            day.setFixedWidth(px(96))
            row.addWidget(day)
            row.addWidget(Label(theme, words, "table", wrap=True), 1)
            row.addWidget(Label(theme, found.status, "caption", "text_second"))
            rows.addLayout(row)
            rows.addWidget(line())

    def _note(self) -> Note:
        year = planned_season(self._tables, None, self._today)
        monday = season(self._tables, self._today.year).day("match_week_monday")
        review = season(self._tables, year).day("review_opens")
        first, second = wording.week_note(self._today, monday, review)
        return Note(self._theme, f"{first}\n{second}")

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, self._theme.px(16), 0, 0)
        row.setSpacing(0)
        version = f"Version {__version__} · Works without a connection · "
        row.addWidget(Label(self._theme, version, "caption", "text_second"))
        built_on = link(self._theme, "What ReApply is built on", "caption")
        built_on.clicked.connect(self.built_on_asked)
        row.addWidget(built_on)
        row.addStretch(1)
        heavy = link(self._theme, "If it gets too heavy", "caption")
        heavy.setObjectName("support")
        heavy.clicked.connect(self.support_asked)
        row.addWidget(heavy)
        return foot


class _Mark(Painted):
    """The program's mark: an R in the pen ring."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setAccessibleName("ReApply Desktop")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(46), self._theme.px(45))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, side = self._theme, self._theme.px(52)
        place = QRectF(-theme.px(5), -theme.px(3), side, side)
        paint_mark(QPainter(self), theme.colour("accent_text"), theme.font("panel"), place, theme.px(2))


class _Progress(Painted):
    """How far the interview has come, 4 px high. `share` 0..1."""

    def __init__(self, theme: Theme, share: float) -> None:
        super().__init__(theme)
        self._share = share
        self.setFixedHeight(theme.px(4))
        self.setAccessibleName(f"{round(share * 100)} % of the pages are behind you")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        box(painter, whole, radius, self._theme.colour("track"))
        box(painter, QRectF(0, 0, whole.width() * self._share, whole.height()), radius, self._theme.colour("accent"))

