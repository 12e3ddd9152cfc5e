"""A whole series changed: its title, days, category and reminder; or one skipped, the rest deleted, or dissolved."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from reapply_desktop.domain import series_edits
from reapply_desktop.domain.bulk import Edit
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.series import members
from reapply_desktop.domain.step_edits import TITLE_LIMIT
from reapply_desktop.domain.step_words import counted, reminder_words, span_words
from reapply_desktop.domain.words import WEEKDAYS, short_day
from reapply_desktop.ui.controls.choices import Radio
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.one_line import steady
from reapply_desktop.ui.controls.text import label
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.models.editors import REMINDERS, CategoryCombo
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.distance_field import DistanceField
from reapply_desktop.ui.timeline.preview_rows import GAP, PreviewRow
from reapply_desktop.ui.timeline.reshape_dialog import ReshapeDialog

CHANGE, SKIP, DELETE, DISSOLVE = "change", "skip", "delete", "dissolve"
SHOWN = 6
MIXED = "as they are"


class ChangeSeriesDialog(ReshapeDialog):
    """Changes what is still open of a series; done and dropped steps stay as they are."""

    def __init__(self, document: Document, theme: Theme, series_id: str, parent: QWidget | None = None) -> None:
        super().__init__(document, theme, "Change the series", "Change", parent, stacked=True)
        self._series_id, self._today = series_id, document.today()
        self._open = series_edits.open_members(self._plan, series_id)
        self._all = members(self._plan, series_id)
        self.choices: dict[str, Radio] = {}
        self._build()
        self.refresh()
        self.fit(640)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        theme = self._theme
        upcoming = series_edits.next_open(self._plan, self._series_id, self._today)
        many = counted(len(self._open), "open step")
        skipped = f"{WEEKDAYS[upcoming.start.weekday()]}, {short_day(upcoming.start)}." if upcoming else ""
        self.section("What should happen?")
        for key, words, detail, possible in (
            (CHANGE, "Change them all", f"{many}; done ones stay.", self._open),
            (SKIP, "Skip the next one", skipped, upcoming),
            (DELETE, "Delete the rest", f"{many}; done ones stay.", self._open),
            (DISSOLVE, "Dissolve the series", "Every step stays, each on its own.", True),
        ):
            made = Radio(theme, words, detail)
            made.setObjectName(key)
            made.setEnabled(bool(possible))
            made.toggled.connect(self._choose)
            self.choices[key] = made
            self.sections.addWidget(made)
        self.section("What should they be?")
        self._add_fields()
        self.sections.addStretch(1)
        self.choices[CHANGE if self._open else DISSOLVE].setChecked(True)

    def _add_fields(self) -> None:
        theme, first = self._theme, (self._open or self._all)[0]
        self.title = QLineEdit(series_edits.base_title(first.title))
        self.title.setMaxLength(TITLE_LIMIT)
        steady(self.title)
        self.title.textEdited.connect(self.refresh)
        self.distance = DistanceField(theme, 0)
        self.distance.edited.connect(self.refresh)
        self.category = CategoryCombo(theme)
        self.category.setPlaceholderText(MIXED)
        self.category.set_value(self._common("category"))
        timed = all(m.time is not None for m in self._open)
        days = sorted({n for n in REMINDERS if n is not None} | {m.reminder for m in self._open if m.reminder}
                      | ({0} if timed else set()))  # fmt: skip
        self.reminder = Combo(theme, [(-1, reminder_words(None)), *((n, reminder_words(n)) for n in days)],
                              "Reminder", MIXED)  # fmt: skip
        self.reminder.set_value(self._common("reminder"))
        for combo in (self.category, self.reminder):
            combo.chosen.connect(self.refresh)
            combo.setMinimumWidth(theme.px(80))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(4))
        grid.addWidget(label(theme, "Title, without its number", self.title), 0, 0, 1, 2)
        grid.addWidget(self.title, 1, 0, 1, 2)
        grid.addWidget(label(theme, "Moved by", self.distance.number), 3, 0, 1, 2)
        grid.addWidget(self.distance, 4, 0, 1, 2)
        grid.addWidget(FieldMessage(theme, self.distance.number), 5, 0, 1, 2)
        grid.addWidget(label(theme, "Category", self.category), 7, 0)
        grid.addWidget(label(theme, "Reminder", self.reminder), 7, 1)
        grid.addWidget(self.category, 8, 0)
        grid.addWidget(self.reminder, 8, 1)
        for at in (2, 6):
            grid.setRowMinimumHeight(at, theme.px(4))
        for at in (0, 1):
            grid.setColumnStretch(at, 1)
        self.sections.addLayout(grid)

    def _common(self, name: str) -> object:
        """What all open steps have alike, or None; no reminder is -1, because a combo's None is no choice."""
        values = {getattr(m, name) for m in self._open}
        if len(values) != 1:
            return None
        value = values.pop()
        return -1 if value is None else value

    def chosen(self) -> str:
        return next((key for key, radio in self.choices.items() if radio.isChecked()), CHANGE)

    def _choose(self, on: bool) -> None:
        for field in (self.title, self.distance, self.category, self.reminder):
            field.setEnabled(self.chosen() == CHANGE)
        if on:
            self.refresh()

    def change(self) -> series_edits.Change:
        """What of the fields differs from how the steps are."""
        first = (self._open or self._all)[0]
        typed = self.title.text()
        category, reminder = self.category.value(), self.reminder.value()
        fresh = reminder is not None and reminder != self._common("reminder")
        return series_edits.Change(
            title=typed if typed != series_edits.base_title(first.title) else None,
            days=self.distance.days() or 0,
            category=category if category != self._common("category") else None,
            reminder=reminder if fresh and reminder >= 0 else None,
            no_reminder=fresh and reminder < 0,
        )

    # What comes of it

    def outcome(self) -> Edit | None:
        what = self.chosen()
        if what == SKIP:
            return series_edits.next_skipped(self._plan, self._series_id, self._today)
        if what == DELETE:
            return series_edits.rest_deleted(self._plan, self._series_id)
        if what == DISSOLVE:
            return series_edits.taken_apart(self._plan, self._series_id)
        return series_edits.changed(self._plan, self._series_id, self.change())

    def show_outcome(self, edit: Edit | None) -> str:
        what = self.chosen()
        steps = self._open or self._all
        if edit is None:
            self.preview.show_outcome("")
            return "Change"
        number = len(edit.ids)
        many = counted(number, "step")
        if what == CHANGE:
            after = [m for m in map(edit.plan.milestone, (m.id for m in steps)) if m is not None]
            self.preview.show_outcome(f"{many} {'changes' if number == 1 else 'change'}." if number else
                                      "Nothing changes yet.", self._rows(after))  # fmt: skip
            return f"Change {many}" if number else "Change"
        if what == DISSOLVE:
            self.preview.show_outcome("The same steps, no longer tied together.", self._rows(list(self._all)))
            return "Dissolve the series"
        left = [m for m in steps if m.id not in edit.ids]
        word = "skipped" if what == SKIP else "deleted"
        rest = [m for m in members(edit.plan, self._series_id) if m.id not in edit.ids]
        self.preview.show_outcome(f"{many} {word}, {len(rest):,} {'stays' if len(rest) == 1 else 'stay'}.",
                                  self._rows(left if what == SKIP else rest))  # fmt: skip
        return f"{'Skip' if what == SKIP else 'Delete'} {many}"

    def _rows(self, steps: list[Milestone]) -> list[PreviewRow]:
        rows = [PreviewRow(span_words(m.start, m.end), m.title, m.category) for m in steps]
        if len(rows) > SHOWN + 1:
            return [*rows[:SHOWN], PreviewRow("", f"{counted(len(rows) - SHOWN, 'step')} more", GAP)]
        return rows
