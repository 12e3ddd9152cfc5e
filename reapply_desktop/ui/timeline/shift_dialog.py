"""Everything from a day on moved by days or weeks, for a month that was lost; or only the steps that are selected."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QWidget

from reapply_desktop.domain import bulk
from reapply_desktop.domain.errors import UserError
from reapply_desktop.domain.plan import Milestone
from reapply_desktop.domain.reflow import is_fixed, movable_from
from reapply_desktop.domain.step_edits import FIRST_DAY, LAST_DAY
from reapply_desktop.domain.step_words import counted, moved_words, quoted
from reapply_desktop.domain.words import day_month, listed
from reapply_desktop.ui.controls.choices import Radio
from reapply_desktop.ui.controls.date_field import DateField
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.timeline.distance_field import DistanceField
from reapply_desktop.ui.timeline.preview_rows import GAP, PreviewRow
from reapply_desktop.ui.timeline.reshape_dialog import ReshapeDialog

FIRST_SHOWN, LAST_SHOWN = 2, 3
WHOLE = "Every open step that begins on this day or later."
NOTHING = "No open step begins then. Choose an earlier day."


class ShiftDialog(ReshapeDialog):
    """With `ids` those are moved, unless the person chooses everything from `day` (today without it) on."""

    def __init__(
        self, document: Document, theme: Theme, ids: Sequence[str] = (), day: date | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(document, theme, "Move steps" if ids else "Shift everything", "Shift", parent, stacked=True)
        self._ids = tuple(m.id for m in bulk.chosen(self._plan, ids))
        self._today = document.today()
        self._build(day or self._today)
        self.refresh()
        self.fit(620)
        self.distance.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self.distance.number.selectAll()

    def _build(self, day: date) -> None:
        theme = self._theme
        self.section("What should move?")
        self.day = DateField(theme, FIRST_DAY, LAST_DAY)
        self.day.setAccessibleName("Everything from this day on")
        self.day.setPlaceholderText("a day")
        self.day.set_day(day)
        self._whole = QButtonGroup(self)
        self.selected = Radio(theme, f"{self._selected_words()}")
        self.everything = Radio(theme, "Everything from a day on", WHOLE)
        for at, radio in enumerate((self.selected, self.everything)):
            self._whole.addButton(radio, at)
            self.sections.addWidget(radio)
        (self.selected if self._ids else self.everything).setChecked(True)
        inset = self.row(self.day)
        if self._ids:
            inset.setContentsMargins(theme.px(30), 0, 0, 0)
        else:
            # One answer is no choice: only its day is asked for.
            self.selected.hide()
            self.everything.hide()
            self.sections.addWidget(Prose(theme, WHOLE, "table", "text_second"))
        self._day_message = FieldMessage(theme, self.day)
        self.sections.addWidget(self._day_message)
        self.section("By how much?")
        self.distance = DistanceField(theme)
        self.sections.addWidget(self.distance)
        self.sections.addWidget(FieldMessage(theme, self.distance.number))
        self.sections.addSpacing(theme.px(6))
        self.first_words = Prose(theme, "", "caption", "text_second")
        self.sections.addWidget(self.first_words)
        self.first = DateField(theme, FIRST_DAY, LAST_DAY)
        self.first.setAccessibleName("The first begins on")
        self.first.setPlaceholderText("a day")
        self.row(self.first)
        self.sections.addWidget(FieldMessage(theme, self.first))
        self.sections.addStretch(1)
        self._whole.idToggled.connect(self._choose)
        self.day.value_changed.connect(self.refresh)
        self.distance.edited.connect(self.refresh)
        self.first.value_changed.connect(self._to_first_day)
        self.day.setEnabled(not self._ids)

    def _selected_words(self) -> str:
        steps = bulk.chosen(self._plan, self._ids)
        return bulk.named(steps) if len(steps) == 1 else f"The {counted(len(steps), 'selected step')}"

    def _choose(self, _which: int, _on: bool) -> None:
        self.day.setEnabled(self.everything.isChecked())
        self.refresh()

    def ids(self) -> tuple[str, ...]:
        """The steps the choices take; season days among the selected ones included, which then stay."""
        if self.selected.isChecked():
            return self._ids
        day = self.day.day()
        return movable_from(self._plan, day) if day is not None else ()

    def _movable(self) -> list[Milestone]:
        steps = (m for m in bulk.chosen(self._plan, self.ids()) if not is_fixed(self._plan, m.id))
        return sorted(steps, key=lambda m: (m.start, m.end))

    def _to_first_day(self, day: date | None) -> None:
        """The distance that lets the first of them begin on the day typed."""
        steps = self._movable()
        if day is not None and steps:
            self.distance.set_days((day - steps[0].start).days)
        self.refresh()

    # What comes of it

    def outcome(self) -> bulk.Edit | None:
        days = self.distance.days()
        self._show_first(days)
        if days is None:
            return None
        if self.selected.isChecked():
            return bulk.moved(self._plan, self._ids, days)
        day = self.day.day()
        if day is None:
            return None
        if not movable_from(self._plan, day):
            raise UserError(NOTHING)
        return bulk.shifted_from(self._plan, day, days)

    def _show_first(self, days: int | None) -> None:
        steps = self._movable()
        self.first_words.set_text(f"so that the first, {quoted(steps[0].title)}, begins on" if steps else "")
        self.first_words.setVisible(bool(steps))
        self.first.setVisible(bool(steps))
        if steps and days is not None and not self.first.hasFocus():
            low, high = (FIRST_DAY - steps[0].start).days, (LAST_DAY - steps[0].start).days
            self.first.set_day(steps[0].start + timedelta(days=min(max(days, low), high)))

    def show_outcome(self, edit: bulk.Edit | None) -> str:
        verb = "Move" if self.selected.isChecked() else "Shift"
        if edit is None:
            self.preview.show_outcome("")
            return verb
        days = self.distance.days() or 0
        seen = bulk.outlook(self._plan, self.ids(), days, self._today)
        many = counted(len(seen.moved), "step")
        where = f" {bulk.distance(days)}" if days else ""
        self.preview.show_outcome(
            f"{many} {'moves' if len(seen.moved) == 1 else 'move'}{where}." if days else "Nothing moves yet.",
            self._rows(seen) if days else (),
            self._staying(),
            self._warnings(seen),
        )
        return f"{verb} {many}"

    def _rows(self, seen: bulk.Outlook) -> list[PreviewRow]:
        """The first and the last of them: between those all others keep their distances."""
        moved = sorted(seen.moved, key=lambda m: (m.start, m.end))
        shown = [self._row(m) for m in moved]
        between = len(moved) - FIRST_SHOWN - LAST_SHOWN
        if between > 1:
            gap = PreviewRow("", f"{counted(between, 'step')} between", GAP)
            return [*shown[:FIRST_SHOWN], gap, *shown[-LAST_SHOWN:]]
        return shown

    def _row(self, after: Milestone) -> PreviewRow:
        return PreviewRow(moved_words(self._plan.milestone(after.id) or after, after), after.title, after.category)

    def _staying(self) -> str:
        """What does not move, in words: season days, and from a day on also what has begun or is done."""
        chosen = self.selected.isChecked()
        day = self.day.day() if not chosen else None
        moving = {m.id for m in self._movable()}
        near = [m for m in self._plan.milestones if m.id not in moving
                and (m.id in self._ids if chosen else day is not None and m.end >= day)]  # fmt: skip
        fixed = sum(is_fixed(self._plan, m.id) for m in near)
        parts = [counted(fixed, "season day")] if fixed else []
        if not chosen:
            begun = sum(m.is_open and not is_fixed(self._plan, m.id) for m in near)
            parts += [f"{begun} that have begun"] if begun else []
        return f"Stay where they are: {listed(parts)}." if parts else ""

    def _warnings(self, seen: bulk.Outlook) -> list[str]:
        said = []
        for miss in seen.misses:
            day = self._plan.milestone(miss.deadline)
            if day is not None:
                said.append(f"{quoted(day.title)} on {day_month(day.start)} is missed by {counted(miss.days, 'day')}.")
        if seen.early:
            verb = "begins" if len(seen.early) == 1 else "begin"
            said.append(f"{bulk.named(seen.early)} {verb} before what must come first is over.")
        if seen.past:
            verb = "lies" if len(seen.past) == 1 else "lie"
            said.append(f"{bulk.named(seen.past)} then {verb} in the past.")
        return said
