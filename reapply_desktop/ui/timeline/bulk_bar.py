"""The quiet bar at the foot of the timeline while several steps are selected: what can be done with all of them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from reapply_desktop.domain import bulk
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Plan
from reapply_desktop.domain.step_words import reminder_words
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.ui.controls.buttons import button, icon_button
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.controls.toast import keep_clear
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.models.editors import REMINDERS
from reapply_desktop.ui.theme import Theme

FROM = 2  # so many selected steps call for the bar


class BulkBar(QFrame):
    """`show_ids` with what is selected; each button is one change of the document, said by `message`.

    `move_asked` is for the dialog that asks how far, `clear_asked` for selecting nothing, `refused` why a change
    cannot be. What has no room goes into the menu behind the last button.
    """

    message = Signal(str, bool)
    refused = Signal(object)
    move_asked = Signal()
    clear_asked = Signal()

    def __init__(self, document: Document, theme: Theme) -> None:
        super().__init__()
        self._document, self._theme = document, theme
        self._ids: tuple[str, ...] = ()
        self.setObjectName("bulk")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._build()
        theme.changed.connect(self._restyle)
        self._restyle()
        keep_clear(self)
        self.hide()

    def _build(self) -> None:
        theme = self._theme
        self._row = QHBoxLayout(self)
        self.count = Label(theme, "", "table_strong")
        self._row.addWidget(self.count)
        self._row.addSpacing(theme.px(6))
        self.buttons: dict[str, QPushButton] = {}
        for key, words, act in (
            ("move", "Move…", self.move_asked),
            ("category", "Category", self._open_categories),
            ("reminder", "Reminder", self._open_reminders),
            ("done", "Mark done", partial(self._status, "done")),
            ("drop", "Drop", partial(self._status, "dropped")),
            ("delete", "Delete", self._delete),
        ):
            made = button(words, "toolbar", density="small")
            made.setObjectName(key)
            made.clicked.connect(act)
            self.buttons[key] = made
            self._row.addWidget(made)
        self.more = icon_button(theme, "ellipsis", "More for the selected steps")
        self.more.clicked.connect(self._open_more)
        self._row.addWidget(self.more)
        self._row.addStretch(1)
        close = icon_button(theme, "x", "Select nothing")
        close.setObjectName("clear")
        close.clicked.connect(self.clear_asked)
        self._row.addWidget(close)
        self._close = close

    def ids(self) -> tuple[str, ...]:
        return self._ids

    def show_ids(self, ids: Sequence[str]) -> None:
        """Follow the selection: there from two steps on, gone below."""
        self._ids = tuple(ids)
        if len(self._ids) < FROM:
            self.hide()
            return
        steps = bulk.chosen(self._document.plan, ids) if self._document.plan is not None else ()
        self.count.setText(f"{len(steps):,} selected")
        done = bool(steps) and all(m.status == "done" for m in steps)
        dropped = bool(steps) and all(m.status == "dropped" for m in steps)
        self.buttons["done"].setText("Mark open" if done else "Mark done")
        self.buttons["drop"].setText("Take up again" if dropped else "Drop")
        self.setVisible(len(steps) >= FROM)
        self._fit()

    # Room

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._row.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as many buttons as fit, from the left; the rest is behind "More"."""
        margins, gap = self._row.contentsMargins(), self._row.spacing()
        room = self.width() - margins.left() - margins.right() - self.count.sizeHint().width() - self._theme.px(6)
        room -= self._close.sizeHint().width() + 3 * gap
        widths = [made.sizeHint().width() + gap for made in self.buttons.values()]
        if sum(widths) > room:
            room -= self.more.sizeHint().width() + gap
        for made, width in zip(self.buttons.values(), widths, strict=True):
            room -= width
            made.setVisible(room >= 0)
        self.more.setVisible(any(made.isHidden() for made in self.buttons.values()))

    def _open_more(self) -> None:
        menu = self._menu()
        for key, made in self.buttons.items():
            if made.isHidden() and key in ("category", "reminder"):
                part = menu.addMenu(made.text())
                part.setFont(menu.font())
                (self._fill_categories if key == "category" else self._fill_reminders)(part)
            elif made.isHidden():
                menu.addAction(made.text(), made.click)
        self._popup(menu, self.more)

    # What the buttons do

    def _open_categories(self) -> None:
        menu = self._menu()
        self._fill_categories(menu)
        self._popup(menu, self.buttons["category"])

    def _fill_categories(self, menu: QMenu) -> None:
        for key, words in CATEGORIES.items():
            icon = self._theme.icon(self._theme.category_icon(key), key)
            menu.addAction(icon, words).triggered.connect(partial(self._recategorise, key))

    def _open_reminders(self) -> None:
        menu = self._menu()
        self._fill_reminders(menu)
        self._popup(menu, self.buttons["reminder"])

    def _fill_reminders(self, menu: QMenu) -> None:
        plan = self._document.plan
        steps = bulk.chosen(plan, self._ids) if plan is not None else ()
        timed = bool(steps) and all(m.time is not None for m in steps)
        for days in (REMINDERS[0], *([0] if timed else []), *REMINDERS[1:]):
            menu.addAction(reminder_words(days)).triggered.connect(partial(self._remind, days))

    def _recategorise(self, category: str, _on: bool = False) -> None:
        self._change(lambda plan: bulk.recategorised(plan, self._ids, category))

    def _remind(self, days: int | None, _on: bool = False) -> None:
        self._change(lambda plan: bulk.with_reminder(plan, self._ids, days))

    def _status(self, status: str, _on: bool = False) -> None:
        plan = self._document.plan
        steps = bulk.chosen(plan, self._ids) if plan is not None else ()
        wanted = "planned" if steps and all(m.status == status for m in steps) else status
        self._change(lambda plan: bulk.with_status(plan, self._ids, wanted))

    def _delete(self) -> None:
        self._change(lambda plan: bulk.deleted(plan, self._ids))

    def _change(self, change: Callable[[Plan], bulk.Edit]) -> None:
        plan = self._document.plan
        if plan is None:
            return
        try:
            edit = change(plan)
        except UserError as error:
            self.refused.emit(error)
            return
        if edit.plan != plan:
            self._document.change(edit.plan, edit.text)
            self.message.emit(edit.said, True)
        self.show_ids(self._ids)

    # Menus and looks

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setFont(self._theme.font("table"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _popup(self, menu: QMenu, under: QWidget) -> None:
        """Above its button: the bar is at the foot of the window."""
        top = under.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 2))
        below = under.mapToGlobal(QPoint(0, under.height() + 2))
        menu.popup(top if top.y() >= self.screen().availableGeometry().top() else below)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear_asked.emit()
            return
        super().keyPressEvent(event)

    def _restyle(self) -> None:
        theme = self._theme
        self._row.setContentsMargins(theme.px(20), theme.px(7), theme.px(14), theme.px(7))
        self._row.setSpacing(theme.px(7))
        ground, edge = theme.colour("sunken").name(), theme.colour("line").name()
        self.setStyleSheet(f"QFrame#bulk {{ background: {ground}; border: 0; border-top: 1px solid {edge}; }}")
        self._fit()
