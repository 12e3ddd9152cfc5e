"""The quick search over everything (Ctrl+K): steps, pages and commands in one list, narrowed as one types."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAction, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reapply_desktop.domain.finding_things import COMMAND, KINDS, PAGE, STEP, Searchable, Thing, find, searchable
from reapply_desktop.ui.controls.glyph import glyph
from reapply_desktop.ui.controls.one_line import steady
from reapply_desktop.ui.controls.painted import box
from reapply_desktop.ui.controls.text import Label, line
from reapply_desktop.ui.theme import Theme

WIDE, ROW, ROWS, TOP, LIMIT = 560, 36, 9, 72, 60
Index = QModelIndex | QPersistentModelIndex
COMMAND_ICON = "chevron-right"
# What else people call a command; searched, never shown.
ALSO = {
    "new_step": "add create milestone", "larger": "zoom font size", "smaller": "zoom font size",
    "usual": "zoom font size", "export": "ics google outlook apple", "publish": "caldav nextcloud icloud",
    "print": "pdf paper dean", "table": "csv xlsx excel spreadsheet", "support": "help crisis lines",
    "position": "matched job offer",
}  # fmt: skip


def command_things(actions: Mapping[str, QAction]) -> tuple[Thing, ...]:
    """The commands that can be given now, as the menus say them, with their keys."""
    return tuple(
        Thing(COMMAND, name, action.text().replace("&&", "\0").replace("&", "").replace("\0", "&"),
              action.shortcut().toString(action.shortcut().SequenceFormat.NativeText).replace("+", " "), COMMAND_ICON,
              ALSO.get(name, ""))
        for name, action in actions.items()
        if action.isEnabled() and action.text()
    )


def scheme_things(actions: Mapping[str, QAction]) -> tuple[Thing, ...]:
    """The colour schemes of the View menu, as commands."""
    return tuple(
        Thing(COMMAND, name, f"Colours: {action.text().replace('&', '').lower()}", "", COMMAND_ICON, "theme mode")
        for name, action in actions.items()
    )


def page_things(pages: Sequence[Any]) -> tuple[Thing, ...]:
    """The pages of the sidebar (anything with id, title, icon and group)."""
    return tuple(Thing(PAGE, page.id, page.title, "Page", page.icon, page.group, at) for at, page in enumerate(pages))


class FindBox(QFrame):
    """Lies over its window near the top. `ask(things)` opens it; `chosen(kind, id)` says what was picked."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._theme, self._window = theme, window
        self._things: tuple[Searchable, ...] = ()
        self.setProperty("role", "popup")
        self.setAccessibleName("Find")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find a step, a page or a command")
        self.field.setAccessibleName("Find a step, a page or a command")
        self.field.setFrame(False)
        steady(self.field)
        self.model = _Found()
        self.list = _Results(theme, self.model)
        self._nothing = Label(theme, "", "table", "text_second", wrap=True)
        self._build()
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._take)
        theme.changed.connect(self._dress)
        self._dress()

    def _build(self) -> None:
        theme, px = self._theme, self._theme.px
        row = QHBoxLayout()
        row.setContentsMargins(px(14), px(6), px(8), px(6))
        row.setSpacing(px(4))
        row.addWidget(glyph(theme, "search", "text_second", 17, "body"))
        row.addWidget(self.field, 1)
        column = QVBoxLayout(self)
        # One pixel for the frame.
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(line())
        column.addWidget(self.list, 1)
        column.addWidget(self._nothing)
        self._nothing.setContentsMargins(px(16), px(12), px(16), px(14))

    def _dress(self) -> None:
        # The field is the head of the box, without a frame of its own.
        self.field.setStyleSheet("QLineEdit, QLineEdit:focus { border: 0; padding: 6px 9px; background: transparent; }")
        self.list.setStyleSheet("QListView { border: 0; background: transparent; outline: 0; }")

    # Opening

    def ask(self, things: Sequence[Thing]) -> None:
        """Open over the window with nothing typed: pages, commands and the nearest steps."""
        self._things = searchable(things)
        self.field.clear()
        self._narrow("")
        px, window = self._theme.px, self._window
        wide = min(px(WIDE), window.width() - px(32))
        high = self.field.sizeHint().height() + px(14) + ROWS * self.list.row_height() + px(10)
        self.resize(wide, min(high, window.height() - px(48)))
        top = min(px(TOP), max(px(16), (window.height() - self.height()) // 2))
        self.move(window.mapToGlobal(window.rect().topLeft()).x() + (window.width() - wide) // 2,
                  window.mapToGlobal(window.rect().topLeft()).y() + top)
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _narrow(self, text: str) -> None:
        found = find(text, self._things, LIMIT)
        self.model.show_things(found)
        self.list.setVisible(bool(found))
        self._nothing.setVisible(not found)
        self._nothing.setText(f"Nothing holds “{text.strip()}”. Fewer letters find more." if not found else "")
        if found:
            self.list.setCurrentIndex(self.model.index(0))
            self.list.scrollToTop()

    # Keys and clicks

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        page = max(1, self.list.viewport().height() // self.list.row_height() - 1)
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: page, Qt.Key.Key_PageUp: -page}
        if key in steps:
            self._go(steps[Qt.Key(key)], wrap=abs(steps[Qt.Key(key)]) == 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape or _is_find(event):
            self.hide()
        else:
            return False
        return True

    def _go(self, by: int, *, wrap: bool) -> None:
        rows = self.model.rowCount()
        if not rows:
            return
        at = self.list.currentIndex().row() + by
        at = at % rows if wrap else max(0, min(rows - 1, at))
        self.list.setCurrentIndex(self.model.index(at))

    def _take(self, index: Index) -> None:
        thing = self.model.thing(index)
        if thing is not None:
            self.hide()
            self.chosen.emit(thing.kind, thing.id)


def _is_find(event: QKeyEvent) -> bool:
    """The keys that opened the box close it."""
    return event.key() == Qt.Key.Key_K and event.modifiers() == Qt.KeyboardModifier.ControlModifier


class _Found(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._things: tuple[Thing, ...] = ()

    def show_things(self, things: tuple[Thing, ...]) -> None:
        self.beginResetModel()
        self._things = things
        self.endResetModel()

    def thing(self, index: Index) -> Thing | None:
        return self._things[index.row()] if index.isValid() and index.row() < len(self._things) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._things)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        thing = self.thing(index)
        if thing is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return thing.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{thing.text}, {KINDS[thing.kind]}, {thing.detail}"
        return None


class _Results(QListView):
    def __init__(self, theme: Theme, model: _Found) -> None:
        super().__init__()
        self._theme = theme
        self.setModel(model)
        self.setItemDelegate(_Painter(theme, self))
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Found")
        self.setViewportMargins(0, theme.px(5), 0, theme.px(5))

    def row_height(self) -> int:
        return max(self._theme.px(ROW), self._theme.line_height("body") + self._theme.px(8))


class _Painter(QStyledItemDelegate):
    """Icon, words, and at the right the day of a step or the keys of a command."""

    def __init__(self, theme: Theme, view: _Results) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.px(100), self._view.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Found)
        thing = model.thing(index)
        if thing is None:
            return
        theme, px = self._theme, self._theme.px
        rect = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        place = rect.adjusted(px(6), 1, -px(6), -1)
        if chosen:
            border = theme.colour("accent_text") if theme.scheme == "contrast" else None
            box(painter, place, px(6), theme.colour("selection"), border, 2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            box(painter, place, px(6), theme.colour("hover_row"))
        name, role = thing.icon, "text_second"
        if thing.kind == STEP:
            name, role = theme.category_icon(thing.icon), thing.icon
        top = round(rect.center().y() - px(16) / 2)
        painter.drawPixmap(round(rect.left() + px(17)), top, theme.pixmap(name, role, 16))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text_second"))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        detail = thing.detail
        wide = QFontMetricsF(painter.font()).horizontalAdvance(detail)
        painter.drawText(rect.adjusted(0, 0, -px(18), 0), Qt.AlignmentFlag.AlignRight | middle, detail)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text_second" if thing.is_quiet else "text"))
        words = rect.adjusted(px(44), 0, -wide - px(30), 0)
        shown = QFontMetricsF(painter.font()).elidedText(thing.text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, middle, shown)
        painter.restore()
