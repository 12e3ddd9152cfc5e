"""The left column of an open plan: whose year it is, the pages, and when it was saved. Folds to icons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.painted import box, by_keyboard
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.page_list import PageEntry
from reapply_desktop.ui.theme import Theme, repolish

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

WIDE, FOLDED = 208, 52
ITEM, GROUP, FOLDED_ITEM, FOLDED_GROUP = 29, 35, 38, 13
ID, ICON, IS_GROUP = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
HEAVY = "If it gets too heavy"


class Sidebar(QFrame):
    """`page_chosen(id)` when the person picks another page; `fold_wanted()` from the button at the foot when folded.

    `support_wanted()` asks for the help lines, which are one click away on every page (B8.5).
    """

    page_chosen = Signal(str)
    fold_wanted = Signal()
    support_wanted = Signal()

    def __init__(self, theme: Theme, pages: Sequence[PageEntry]) -> None:
        super().__init__()
        self._theme = theme
        self._folded = False
        self._words = ("", "", "")
        self._saved = ""
        self.setObjectName("sidebar")
        self._head = _Lines(theme, ("panel", "caption", "caption"), ("text", "text_second", "text_second"))
        self._list = self._make_list(pages)
        self._foot_icon = QLabel()
        self._foot_text = Label(theme, "", "caption", "text_second", wrap=True)
        self._foot = QWidget()
        self._unfold = QToolButton()
        self._unfold.setAutoRaise(True)
        self._unfold.setToolTip("Open the sidebar (Ctrl+B)")
        self._unfold.setAccessibleName("Open the sidebar")
        self._unfold.clicked.connect(self.fold_wanted)
        self._heavy = button("")
        self._heavy.setObjectName("support")
        self._heavy.setAccessibleName(HEAVY)
        self._heavy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._heavy.setCursor(Qt.CursorShape.PointingHandCursor)
        self._heavy.clicked.connect(self.support_wanted)
        self._arrange()
        self._dress()
        theme.changed.connect(self._dress)

    @property
    def is_folded(self) -> bool:
        return self._folded

    def set_folded(self, folded: bool) -> None:
        """Show icons alone, with instant tooltips, or icons and words."""
        if folded != self._folded:
            self._folded = folded
            self._dress()

    def set_head(self, name: str, path: str, match: str) -> None:
        """Whose year, which path, which Match."""
        self._head.show_lines((name, path, match))

    def set_saved(self, words: str) -> None:
        """When it was saved, and that it is only here."""
        self._foot_text.setText(words)
        self._foot_text.setAccessibleName(words)

    def set_current(self, page: str) -> None:
        """Mark a page as shown, without asking for it again."""
        model = self._list.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if index.data(ID) == page:
                self._list.setCurrentIndex(index)

    def _make_list(self, pages: Sequence[PageEntry]) -> _PageList:
        self._model = model = QStandardItemModel(self)
        group = ""
        for page in pages:
            if page.group != group:
                group = page.group
                head = QStandardItem(group)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
                head.setData(True, IS_GROUP)
                model.appendRow(head)
            item = QStandardItem(page.title)
            item.setData(page.id, ID)
            item.setData(page.icon, ICON)
            item.setEditable(False)
            model.appendRow(item)
        view = _PageList(self._theme, self)
        view.setModel(model)
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setMouseTracking(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setAccessibleName("Pages")
        view.selectionModel().currentChanged.connect(self._on_current)
        return view

    def _arrange(self) -> None:
        foot = QHBoxLayout(self._foot)
        foot.addWidget(self._foot_icon, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._foot_text, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._heavy)
        layout.addWidget(self._foot)
        layout.addWidget(self._unfold, 0, Qt.AlignmentFlag.AlignHCenter)

    def _dress(self) -> None:
        theme, px = self._theme, self._theme.px
        self.setFixedWidth(px(FOLDED if self._folded else WIDE))
        margins = (0, px(10), 0, px(8)) if self._folded else (0, px(14), 0, px(17))
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(*margins)
        self._head.setVisible(not self._folded)
        self._head.dress(px(18), px(10))
        foot_layout = self._foot.layout()
        assert foot_layout is not None
        foot_layout.setContentsMargins(px(18), px(8), px(10), 0)
        foot_layout.setSpacing(px(8))
        self._foot.setVisible(not self._folded)
        self._foot_icon.setPixmap(theme.pixmap("lock", "text_second", 14))
        self._unfold.setVisible(self._folded)
        self._unfold.setIcon(theme.icon("panel-left"))
        self._unfold.setIconSize(QSize(px(16), px(16)))
        self._dress_heavy()
        self._dress_pages()

    def _dress_pages(self) -> None:
        """Folded, the words are only in the tooltip."""
        px = self._theme.px
        item, head = (FOLDED_ITEM, FOLDED_GROUP) if self._folded else (ITEM, GROUP)
        for row in range(self._model.rowCount()):
            entry = self._model.item(row)
            is_head = bool(entry.data(IS_GROUP))
            entry.setSizeHint(QSize(px(40), px(head if is_head else item)))
            entry.setToolTip(entry.text() if self._folded and not is_head else "")
        self._list.viewport().update()

    def _dress_heavy(self) -> None:
        """Quiet words beside their icon, in line with the pages; folded, the icon alone."""
        theme, heavy = self._theme, self._heavy
        heavy.setProperty("role", "foot_icon" if self._folded else "foot")
        if heavy.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            repolish(heavy)
        heavy.setText("" if self._folded else HEAVY)
        heavy.setToolTip(f"{HEAVY}: help lines (F1)")
        heavy.setIcon(theme.icon("life-buoy", size=14))
        heavy.setFont(theme.font("caption"))
        layout = self.layout()
        assert layout is not None
        layout.setAlignment(heavy, Qt.AlignmentFlag.AlignHCenter if self._folded else Qt.AlignmentFlag.AlignLeft)

    def _on_current(self, current: QModelIndex, before: QModelIndex) -> None:
        page = current.data(ID)
        if page:
            self.page_chosen.emit(page)


class _PageList(QListView):
    """The pages under the heads of their groups; a head folds to a line. Shows the keyboard only to who uses it.

    It paints itself: a delegate would bring all the names of Qt's styles before the first window.
    """

    def __init__(self, theme: Theme, sidebar: Sidebar) -> None:
        super().__init__()
        self._theme, self._sidebar = theme, sidebar
        self._ringed = False
        self._hovered = QModelIndex()
        # Of our own making: asked for one that C++ made, PySide first makes all the classes it could be of.
        self._ground = QWidget()
        self.setViewport(self._ground)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = by_keyboard(event.reason())
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._ringed = self._ringed or event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(QModelIndex())
        super().leaveEvent(event)

    def _hover(self, index: QModelIndex) -> None:
        if index != self._hovered:
            self._hovered = index
            self._ground.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self._ground)
        model = self.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            place = self.visualRect(index)
            if not place.intersects(event.rect()):
                continue
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if index.data(IS_GROUP):
                self._paint_group(painter, place, index.data())
            else:
                self._paint_page(painter, place, index)

    def _paint_group(self, painter: QPainter, rect: QRect, text: str) -> None:
        theme, px = self._theme, self._theme.px
        if self._sidebar.is_folded:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.setPen(QPen(theme.colour("line"), 1))
            middle = rect.center().y()
            painter.drawLine(rect.left() + px(14), middle, rect.right() - px(14), middle)
            return
        painter.setFont(theme.font("label"))
        painter.setPen(theme.colour("text_second"))
        box = rect.adjusted(px(20), px(6), -px(8), 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_page(self, painter: QPainter, rect: QRect, index: QModelIndex) -> None:
        theme, px = self._theme, self._theme.px
        folded = self._sidebar.is_folded
        chosen = index == self.currentIndex()
        side, above = (px(8), px(2)) if folded else (px(10), 0)
        place = rect.toRectF().adjusted(side, above, -side, 0)
        if chosen and self._ringed:
            box(painter, place, px(6), theme.colour("surface"), theme.colour("accent_text"), 2)
        elif chosen:
            # In high contrast the ground is black like everything else: the border alone shows the chosen page.
            edge, width = ("control_line", 2) if theme.scheme == "contrast" else ("line", 1)
            box(painter, place, px(6), theme.colour("surface"), theme.colour(edge), width)
        elif index == self._hovered:
            box(painter, place, px(6), theme.colour("line"))
        icon = theme.pixmap(index.data(ICON), "accent_text" if chosen else "text_second", 16)
        top = round(place.center().y() - px(16) / 2)
        left = round(rect.center().x() - px(16) / 2 + 1) if folded else rect.left() + px(21)
        painter.drawPixmap(left, top, icon)
        if folded:
            return
        painter.setFont(theme.font("table_strong" if chosen else "table"))
        painter.setPen(theme.colour("text"))
        words = rect.adjusted(px(47), 0, -px(12), 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, index.data())


class _Lines(QWidget):
    """A few lines over each other; each is cut with … when it is too long, and whole in the tooltip."""

    def __init__(self, theme: Theme, styles: Sequence[str], roles: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._styles = styles
        self._labels = [Label(theme, "", style, role) for style, role in zip(styles, roles, strict=True)]
        self._texts = ["" for _ in styles]
        layout = QVBoxLayout(self)
        layout.setSpacing(0)
        for label in self._labels:
            label.setMinimumWidth(1)
            layout.addWidget(label)

    def show_lines(self, texts: Sequence[str]) -> None:
        self._texts = list(texts)
        self._cut()

    def dress(self, left: int, below: int) -> None:
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(left, 0, self._theme.px(8), below)
        for label, style in zip(self._labels, self._styles, strict=True):
            label.setFixedHeight(self._theme.line_height(style))
        self._cut()

    def resizeEvent(self, event: object) -> None:
        self._cut()

    def _cut(self) -> None:
        for label, text in zip(self._labels, self._texts, strict=True):
            room = self.width() - self._theme.px(26)
            shown = label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(room, 1))
            label.setText(shown)
            label.setToolTip(text if shown != text else "")
            label.setVisible(bool(text))
