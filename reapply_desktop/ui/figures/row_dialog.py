"""Adding a figure from a report, or changing a row of a table: what it is, its value, and where it is from."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from reapply_desktop.domain.fee_rows import DOLLARS, addable_fees, fee_rows
from reapply_desktop.domain.figures import GROUP_WORDS
from reapply_desktop.domain.own_table_checks import (
    FIELDS,
    SOURCE_LIMIT,
    RowReader,
    day_limits,
    fee_unit_problem,
    meaning_problem,
)
from reapply_desktop.domain.own_tables import INTERVIEWS, TIERS, OwnTables, Row
from reapply_desktop.domain.reference import Tables
from reapply_desktop.domain.table_words import MEASURES, limit_of
from reapply_desktop.domain.table_words import TIERS as TIER_WORDS
from reapply_desktop.domain.typed_days import read_day
from reapply_desktop.domain.vocabulary import SPECIALTIES
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.one_line import steady
from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.controls.text import Prose, label, panel_title
from reapply_desktop.ui.messages import button_strip
from reapply_desktop.ui.theme import Theme

ADD = {"figures": "Add a figure", "thresholds": "Add a threshold", "season": "Add a season date",
       "fees": "Add a fee"}  # fmt: skip
CHANGE = {"figures": "Change a figure", "thresholds": "Change a threshold", "season": "Change a season date",
          "fees": "Change a fee"}  # fmt: skip
WIDE = 560
HINTS = {
    "source": "The report, page or person it is from, with its year: it stands wherever the number is shown.",
    "url": "Where it can be read again, if there is such a place.",
    "unmatched": "May stay empty where it is not published.",
}
NAMES = {"measure": "Figure", "specialty": "Specialty", "applicant_type": "Group", "year": "Year", "value": "Value",
         "matched": "Of those who matched", "unmatched": "Of those who did not match", "source": "Source",
         "url": "Link", "key": "Threshold", "event": "Date", "date": "Day"}  # fmt: skip


class RowDialog(QDialog):
    """After accepting, `row` is the row. `given` are the values to begin with; `fixed` fields cannot be changed."""

    def __init__(
        self, theme: Theme, table: str, tables: Tables, own: OwnTables, given: Mapping[str, Any] | None = None,
        *, fixed: tuple[str, ...] = (), parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._theme, self._table, self._tables, self._own = theme, table, tables, own
        self._given = dict(given or {})
        self.row: Row | None = None
        self.fields: dict[str, QWidget] = {}
        self.messages: dict[str, FieldMessage] = {}
        self._labels: dict[str, QWidget] = {}
        title = CHANGE[table] if fixed else ADD[table]
        self.setWindowTitle(title)
        self._grid = QGridLayout()
        self._build(title)
        for field in FIELDS[table]:
            if field not in ("unit", "checked"):
                self._add(field, field in fixed)
        self._follow_measure()
        room = self.screen().availableSize()
        wanted = self._inside.sizeHint().height() + theme.px(70)
        self.resize(min(theme.px(WIDE), room.width() - 40), min(wanted, room.height() - 60))
        self._first_open().setFocus()

    # How it is built

    def _build(self, title: str) -> None:
        theme, px = self._theme, self._theme.px
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(px(24), px(20), px(24), px(16))
        column.setSpacing(px(8))
        column.addWidget(panel_title(theme, title))
        words = "It counts from now on, is marked as yours wherever it shows, and stays yours when tables are renewed."
        column.addWidget(Prose(theme, words, "table", "text_second"))
        column.addSpacing(px(4))
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(16))
        self._grid.setVerticalSpacing(px(4))
        self._grid.setColumnStretch(0, 1)
        column.addLayout(self._grid)
        column.addStretch(1)
        strip, row = button_strip(theme)
        row.addStretch(1)
        leave = button("Cancel")
        leave.clicked.connect(self.reject)
        row.addWidget(leave)
        self.keep = button("Keep as yours", "primary")
        self.keep.setObjectName("keep")
        self.keep.setDefault(True)
        self.keep.clicked.connect(self.accept)
        row.addWidget(self.keep)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Scroll(self._inside), 1)
        whole.addWidget(strip)

    def _add(self, field: str, fixed: bool) -> None:
        made = self._combo(field) or self._line(field)
        made.setEnabled(not fixed)
        made.setObjectName(field)
        name = label(self._theme, self._name(field), made)
        made.setAccessibleName(self._name(field))
        message = FieldMessage(self._theme, made)
        place = 3 * len(self.fields)
        self._grid.addWidget(name, place, 0)
        self._grid.addWidget(made, place + 1, 0)
        self._grid.addWidget(message, place + 2, 0)
        self._grid.setRowMinimumHeight(place + 2, self._theme.px(4))
        self.fields[field], self.messages[field], self._labels[field] = made, message, name
        if field in HINTS:
            made.setToolTip(HINTS[field])

    def _name(self, field: str) -> str:
        if self._table == "fees":
            row = next((row for row in fee_rows(self._tables.fees) if row.key == self._given.get("key")), None)
            unit = row.unit if row else DOLLARS
            return {"key": "Fee", "value": f"Amount in {unit}"}.get(field, NAMES[field])
        if field == "year" and self._table == "season":
            return "Match year"
        return NAMES[field]

    def _options(self, field: str) -> list[tuple[Any, str]] | None:
        if field == "measure":
            return [(key, measure.name) for key, measure in MEASURES.items()]
        if field == "specialty":
            return [("all", "All specialties"), *SPECIALTIES.items()]
        if field == "applicant_type":
            return [(key, f"{words[:1].upper()}{words[1:]}") for key, words in GROUP_WORDS.items()]
        if field == "event":
            return [(event.id, event.name) for event in self._tables.events]
        if field == "key" and self._table == "fees":
            if not self._given:
                return list(addable_fees(self._tables.fees))
            return [(row.key, row.name) for row in fee_rows(self._tables.fees)]
        if field == "key":
            own = str(self._given.get("key", ""))
            keys = [own] if own else [f"{INTERVIEWS}{s}" for s in SPECIALTIES
                                      if s not in self._tables.thresholds.interviews_enough]  # fmt: skip
            return [(key, limit_of(key).name) for key in keys]
        if field == "value" and str(self._given.get("key", "")).startswith(TIERS):
            return list(TIER_WORDS.items())
        return None

    def _combo(self, field: str) -> Combo | None:
        options = self._options(field)
        if options is None:
            return None
        made = Combo(self._theme, options)
        made.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        made.setMinimumContentsLength(16)  # the names of season dates are longer than any dialog
        made.set_value(self._given.get(field))
        if field == "measure":
            made.chosen.connect(lambda _value: self._follow_measure())
        made.chosen.connect(lambda _value: self.messages[field].clear())
        return made

    def _line(self, field: str) -> QLineEdit:
        made = QLineEdit()
        value = self._given.get(field)
        if value is not None:
            made.setText(value.isoformat() if isinstance(value, date) else f"{value:g}" if isinstance(value, float)
                         else str(value))  # fmt: skip
        made.setMaxLength(SOURCE_LIMIT if field == "source" else 500)
        made.textEdited.connect(lambda _text: self.messages[field].clear())
        steady(made)
        return made

    def _follow_measure(self) -> None:
        """Only the values that the chosen figure has."""
        if self._table != "figures":
            return
        combo = self.fields["measure"]
        assert isinstance(combo, Combo)
        measure = MEASURES.get(combo.value() or "")
        by_outcome = measure is not None and measure.by_outcome
        for field, shown in (("value", not by_outcome), ("matched", by_outcome), ("unmatched", by_outcome)):
            for part in (self.fields[field], self._labels[field]):
                part.setVisible(shown)
            if not shown:
                self.messages[field].clear()
        unit = "" if measure is None else " in %" if measure.unit == "%" else ""
        name = self._labels["value"]
        name.setText(f"Value{unit}")  # type: ignore[attr-defined]

    def _first_open(self) -> QWidget:
        open_ones = [field for field in self.fields.values() if field.isEnabled() and not field.isHidden()]
        return open_ones[0]

    # Taking it

    def accept(self) -> None:
        """Close with the row, or say under each field what cannot be."""
        raw, said = self._raw()
        reader = RowReader(self._tables)
        row = reader.read(self._table, raw)
        problems = {**dict(reversed(reader.problems)), **said}
        if row is not None and not problems:
            problems = self._meaning(row, raw)
        for field, message in self.messages.items():
            message.clear()
            if field in problems and not self.fields[field].isHidden():
                message.show_message(self._words(field, problems[field]))
        if problems:
            wrong = next((f for f in self.fields if f in problems and self.fields[f].isEnabled()), "source")
            self.fields[wrong].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.row = row
        super().accept()

    def _words(self, field: str, what: str) -> str:
        """What is wrong, as it is said under a field."""
        if isinstance(self.fields[field], Combo):
            return "Choose one."
        if what.startswith("is missing"):
            return {"source": "Say where it is from, with its year.", "date": "Which day?"}.get(
                field, f"Which number? Allowed: {what.partition('(')[2].rstrip(')').replace('-', ' to ')}.")
        return _sentence(what)

    def _meaning(self, row: Row, raw: Mapping[str, Any]) -> dict[str, str]:
        found = meaning_problem(self._tables, self._own, row)
        if found:
            return dict([found])
        if self._table == "fees":
            fee = next((fee for fee in fee_rows(self._tables.fees) if fee.key == raw["key"]), None)
            what = fee_unit_problem(fee, raw["value"]) if fee else ""
            return {"value": what} if what else {}
        return {}

    def _raw(self) -> tuple[dict[str, Any], dict[str, str]]:
        """The fields as JSON values, and what cannot be read at all."""
        raw: dict[str, Any] = {}
        said: dict[str, str] = {}
        for field, made in self.fields.items():
            if made.isHidden():
                continue
            typed = made.value() if isinstance(made, Combo) else made.text().strip()  # type: ignore[attr-defined]
            if typed is None or typed == "":
                continue
            if field == "date":
                try:
                    day = read_day(typed)
                    raw[field] = day.isoformat() if day else None
                except ValueError as error:
                    said[field] = f"{typed} {error}"
            elif field in ("value", "matched", "unmatched", "year") and not isinstance(made, Combo):
                raw[field] = _number(typed)
            else:
                raw[field] = typed
        if self._table == "figures":
            measure = MEASURES.get(raw.get("measure", ""))
            raw["unit"] = measure.unit if measure else None
        if "date" in said:
            year = raw.get("year")
            raw["date"] = day_limits(year)[1].isoformat() if isinstance(year, int) and 2000 <= year <= 2100 else None
        return raw, said


def _number(typed: str) -> Any:
    """What is typed as a number where it is one: `51,5 %` and `$1,200` too."""
    plain = typed.removesuffix("%").removeprefix("$").strip()
    if plain.count(",") == 1 and "." not in plain and len(plain.partition(",")[2]) != 3:
        plain = plain.replace(",", ".")
    plain = plain.replace(",", "")
    try:
        value = float(plain) if plain.replace(".", "", 1).isdecimal() and plain.isascii() else None
    except ValueError:
        value = None
    if value is None or len(plain) > 12:
        return typed
    return int(value) if value.is_integer() else value


def _sentence(what: str) -> str:
    return f"{what[:1].upper()}{what[1:]}" + ("" if what.endswith(".") else ".")
