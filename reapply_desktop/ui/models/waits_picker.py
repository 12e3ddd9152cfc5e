"""Which steps a step waits for: a list to tick, from which every choice that would close a circle is left out."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from reapply_desktop.domain.plan import Milestone, Plan
from reapply_desktop.domain.step_edits import possible_waits
from reapply_desktop.domain.words import short_day
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.theme import Theme


class WaitsPicker(QFrame):
    """A search field over a list with ticks. `confirmed` on Return, `cancelled` on Escape."""

    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, popup: bool = False) -> None:
        super().__init__(parent, Qt.WindowType.Popup) if popup else super().__init__(parent)
        self.setProperty("role", "popup")
        self.setAutoFillBackground(True)
        self._kept: tuple[str, ...] = ()
        column = QVBoxLayout(self)
        edge = theme.px(8)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(theme.px(6))
        self.search = QLineEdit()
        self.search.setPlaceholderText("Find a step")
        self.search.setAccessibleName("Find a step to wait for")
        self.search.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName("Waits for")
        self.list.setFont(theme.font("table"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.itemClicked.connect(self._clicked)
        self._none = Label(theme, "No other step can come before this one.", "table", "text_second", wrap=True)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addWidget(self._none)
        self.setFocusProxy(self.search)
        self._ticked_at_press: tuple[QListWidgetItem, Qt.CheckState] | None = None
        for part in (self.search, self.list):
            part.installEventFilter(self)
        self.list.itemPressed.connect(self._pressed)
        self.resize(theme.px(340), theme.px(280))

    def offer(self, plan: Plan, step: Milestone) -> None:
        """List what the step can wait for: awaited ones first, then by date. Circles are not offered."""
        self._kept = step.depends_on
        awaited = set(step.depends_on)
        options = sorted(possible_waits(plan, step), key=lambda m: (m.id not in awaited, m.end, m.title))
        self.list.clear()
        for option in options:
            item = QListWidgetItem(f"{option.title}  ·  {_ends(option.end)}")
            item.setData(Qt.ItemDataRole.UserRole, option.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if option.id in awaited else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._none.setVisible(not options)
        self.list.setVisible(bool(options))

    def chosen(self) -> Sequence[str]:
        """The ids ticked: those from before in their order, then the new ones."""
        ticked = [item.data(Qt.ItemDataRole.UserRole) for item in self._items()
                  if item.checkState() == Qt.CheckState.Checked]
        before = [awaited for awaited in self._kept if awaited in ticked]
        return (*before, *(one for one in ticked if one not in before))

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _narrow(self, text: str) -> None:
        wanted = text.casefold()
        for item in self._items():
            item.setHidden(wanted not in item.text().casefold())

    def _pressed(self, item: QListWidgetItem) -> None:
        self._ticked_at_press = (item, item.checkState())

    def _clicked(self, item: QListWidgetItem) -> None:
        """The whole row is the target: a click beside the box ticks it too."""
        if self._ticked_at_press is not None and self._ticked_at_press[0] is item \
                and self._ticked_at_press[1] == item.checkState():
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)
        self._ticked_at_press = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.confirmed.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.cancelled.emit()
                return True
            if event.key() == Qt.Key.Key_Down and watched is self.search:
                self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.list.setCurrentRow(max(0, self.list.currentRow()))
                return True
        return super().eventFilter(watched, event)


def _ends(day: date) -> str:
    return f"ends {short_day(day)}"
