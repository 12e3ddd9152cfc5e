"""One field for each kind of question: shows the answer, and says what a person makes of it. A field never checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFontMetrics, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from reapply_desktop.domain.answer_checks import read_date
from reapply_desktop.domain.interview_checks import Check
from reapply_desktop.domain.questions import Question, shown_number, typed
from reapply_desktop.ui.controls.date_field import DateField, parse_day
from reapply_desktop.ui.controls.segments import Segments
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.interview.choices import ChoiceList, Ticks
from reapply_desktop.ui.interview.controls import CalmCombo, Message, SmallTick, mark, stops_in
from reapply_desktop.ui.theme import Theme

UNKNOWN = "\u0000unknown"


class Field(QWidget):
    """A question on the page: label, control, "I don't know", and the line below for what the checks say.

    `answered(key, value)` carries the person's answer (None: I don't know), `left_open(key)` that it was taken back,
    `rested` that the field was left or the answer chosen, so that it may be checked at once, `stops_changed` that
    `tab_stops()` are others.
    """

    answered = Signal(str, object)
    left_open = Signal(str)
    rested = Signal()
    stops_changed = Signal()

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__()
        self.question = question
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(2))
        self._message = Message(theme)

    def _name(self) -> Label:
        """The question, as high as a label with "I don't know" at its end, so that fields side by side are level."""
        name = Label(self._theme, self.question.label, "strong", wrap=True)
        name.setMinimumHeight(self._theme.px(28))
        name.setMinimumWidth(1)
        return name

    def show_answer(self, value: Any, known: bool) -> None:
        """Show what the tree holds; `known` False: the question was not answered, so None is not "I don't know"."""
        raise NotImplementedError

    def show_checks(self, found: Mapping[str, Check]) -> None:
        """Show the remark on this question, or none."""
        check = found.get(self.question.key)
        self._message.show_check(check, self.question.note)
        self._mark("" if check is None else check.level, "" if check is None else check.text)

    def focus_at(self, where: str) -> None:
        """Put the cursor into the part of the field a remark is about."""
        raise NotImplementedError

    def set_narrow(self, narrow: bool) -> None:
        """Lay out for a page too narrow for columns; most fields need nothing."""

    def tab_stops(self) -> list[QWidget]:
        """Where Tab stops, in reading order."""
        return stops_in(self)

    def _mark(self, level: str, text: str) -> None:
        """Draw the control's border for the level of its remark; most have none."""

    def _emit(self, value: Any) -> None:
        self.answered.emit(self.question.key, value)


class TypedField(Field):
    """A field one types into, with "I don't know" at the end of its label."""

    EDITOR_PLACE = Qt.AlignmentFlag(0)  # fills the width

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__(theme, question)
        head = QHBoxLayout()
        head.setSpacing(theme.px(6))
        name = self._name()
        head.addWidget(name, 1)
        self.unknown: SmallTick | None = None
        if question.unknown:
            self.unknown = SmallTick(theme, question.unknown)
            self.unknown.setAccessibleDescription(question.label)
            self.unknown.toggled.connect(self._unknown_toggled)
            head.addWidget(self.unknown, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
        self._column.addLayout(head)
        self.editor = self._made_editor()
        self.editor.setAccessibleName(question.label)
        name.setBuddy(self.editor)
        self._column.addWidget(self.editor, 0, self.EDITOR_PLACE)
        self._column.addWidget(self._message)
        self._message.show_check(None, question.note)

    def _made_editor(self) -> QWidget:
        raise NotImplementedError

    def _text(self) -> str:
        raise NotImplementedError

    def _set_text(self, text: str) -> None:
        raise NotImplementedError

    def _shown(self, value: Any) -> str:
        return shown_number(value, self.question.kind) if not isinstance(value, str) else value

    def show_answer(self, value: Any, known: bool) -> None:
        with QSignalBlocker(self.editor):
            if value is not None or not known:
                self._set_text(self._shown(value))
        is_unknown = known and value is None
        if self.unknown is not None:
            with QSignalBlocker(self.unknown):
                self.unknown.setChecked(is_unknown)
        self._enable(not (is_unknown and self.unknown is not None))

    def focus_at(self, where: str) -> None:
        """Where "I don't know" was said the cursor goes there: only without it something can be typed."""
        unknown = self.unknown if not self.editor.isEnabled() else None
        (unknown or self.editor).setFocus(Qt.FocusReason.OtherFocusReason)

    def tab_stops(self) -> list[QWidget]:
        """The field comes first, though "I don't know" stands above it: the page begins with the cursor in it."""
        return [*stops_in(self.editor), *([] if self.unknown is None else [self.unknown])]

    def _typed(self) -> None:
        text = self._text()
        if text.strip():
            self._emit(typed(self.question.kind, text))
        else:
            self.left_open.emit(self.question.key)

    def _unknown_toggled(self, on: bool) -> None:
        """The text stays in the field, greyed: taking "I don't know" back brings it back."""
        self._enable(not on)
        if on:
            self._emit(None)
        else:
            self._typed()
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.rested.emit()

    def _enable(self, on: bool) -> None:
        self.editor.setEnabled(on)
        self.editor.setProperty("placeholderText", self.question.placeholder if on else "not known")

    def _mark(self, level: str, text: str) -> None:
        mark(self.editor, level, text)


class LineField(TypedField):
    """One line: a text, a whole number, a number or an amount of money."""

    editor: QLineEdit

    def _made_editor(self) -> QWidget:
        editor = QLineEdit()
        editor.setPlaceholderText(self.question.placeholder)
        editor.setMinimumWidth(self._theme.px(64))
        editor.textEdited.connect(lambda _text: self._typed())
        editor.editingFinished.connect(self.rested)
        return editor

    def _text(self) -> str:
        return self.editor.text()

    def _set_text(self, text: str) -> None:
        if self.editor.text() != text:
            self.editor.setText(text)


class LongField(TypedField):
    """Several lines of text. Tab leaves the field: nobody indents an answer."""

    editor: QPlainTextEdit

    def _made_editor(self) -> QWidget:
        editor = QPlainTextEdit()
        editor.setTabChangesFocus(True)
        editor.setPlaceholderText(self.question.placeholder)
        line = QFontMetrics(self._theme.font("body")).lineSpacing()
        editor.setFixedHeight(3 * line + self._theme.px(20))
        editor.textChanged.connect(self._typed)
        editor.installEventFilter(self)
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.rested.emit()
        return super().eventFilter(watched, event)

    def _text(self) -> str:
        return self.editor.toPlainText()

    def _set_text(self, text: str) -> None:
        if self.editor.toPlainText() != text:
            self.editor.setPlainText(text)
            self.editor.moveCursor(QTextCursor.MoveOperation.End)


class DayField(TypedField):
    """A day, typed in any usual way or picked from a calendar; the answers hold it as YYYY-MM-DD."""

    EDITOR_PLACE = Qt.AlignmentFlag.AlignLeft
    editor: DateField

    def __init__(self, theme: Theme, question: Question, today: date) -> None:
        self._today = today
        super().__init__(theme, question)

    def _made_editor(self) -> QWidget:
        editor = DateField(self._theme, start=self._today)
        editor.setPlaceholderText(self.question.placeholder)
        editor.setFixedWidth(self._theme.px(196))
        editor.textChanged.connect(lambda _text: self._typed())
        editor.value_changed.connect(lambda _day: self.rested.emit())
        editor.editingFinished.connect(self.rested)
        return editor

    def _text(self) -> str:
        return self.editor.text()

    def _set_text(self, text: str) -> None:
        if self.editor.text() == text:
            return
        day = read_date(text)
        if day is None and not text:
            self.editor.set_day(None)
        elif day is not None:
            self.editor.set_day(day)
        else:
            self.editor.setText(text)

    def _shown(self, value: Any) -> str:
        text = value if isinstance(value, str) else ""
        try:
            same = read_date(text) is not None and parse_day(self.editor.text()) == read_date(text)
        except ValueError:
            same = False
        return self.editor.text() if same else text

    def _typed(self) -> None:
        text = self.editor.text()
        try:
            day = parse_day(text)
        except ValueError:
            self._emit(text)
            return
        if day is None:
            self.left_open.emit(self.question.key)
        else:
            self._emit(day.isoformat())


class SegmentField(Field):
    """Two to five answers side by side, "I don't know" among them."""

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__(theme, question)
        self._column.addWidget(self._name())
        options: list[tuple[Any, str]] = [(option.value, option.label) for option in question.options]
        if question.unknown:
            options.append((UNKNOWN, question.unknown))
        self.segments = Segments(theme, options, question.label)
        self.segments.chosen.connect(self._chosen)
        self._column.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._message)
        self._message.show_check(None, question.note)

    def show_answer(self, value: Any, known: bool) -> None:
        self.segments.set_value(UNKNOWN if known and value is None and self.question.unknown else value)

    def focus_at(self, where: str) -> None:
        focus_first(self.segments)

    def _chosen(self, value: Any) -> None:
        self._emit(None if value == UNKNOWN else value)
        self.rested.emit()


class PickField(Field):
    """More answers than fit side by side: a combo box. Its first line leaves the question open."""

    def __init__(self, theme: Theme, question: Question, options: Sequence[tuple[Any, str]] | None = None) -> None:
        super().__init__(theme, question)
        name = self._name()
        self._column.addWidget(name)
        self.combo = CalmCombo(theme)
        self.combo.addItem(question.placeholder or "Not chosen", "")
        for value, text in options if options is not None else [(o.value, o.label) for o in question.options]:
            self.combo.addItem(text, value)
        if question.unknown:
            self.combo.addItem(question.unknown, UNKNOWN)
        self.combo.setAccessibleName(question.label)
        self.combo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.combo.setMinimumWidth(theme.px(308))
        name.setBuddy(self.combo)
        self.combo.activated.connect(self._activated)
        self._column.addWidget(self.combo, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._message)
        self._message.show_check(None, question.note)

    def show_answer(self, value: Any, known: bool) -> None:
        wanted = UNKNOWN if known and value is None and self.question.unknown else value
        index = self.combo.findData("" if wanted is None else wanted)
        self.combo.setCurrentIndex(max(0, index))

    def focus_at(self, where: str) -> None:
        self.combo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _activated(self, index: int) -> None:
        value = self.combo.itemData(index)
        if value == "":
            self.left_open.emit(self.question.key)
        else:
            self._emit(None if value == UNKNOWN else value)
        self.rested.emit()


class ChoiceField(Field):
    """Answers one below the other, each with a quiet note."""

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__(theme, question)
        self._column.addWidget(self._name())
        options = [(option.value, option.label, option.note) for option in question.options]
        if question.unknown:
            options.append((UNKNOWN, question.unknown, ""))
        self.choices = ChoiceList(theme, options, question.label)
        self.choices.chosen.connect(self._chosen)
        self._column.addWidget(self.choices)
        self._column.addWidget(self._message)
        self._message.show_check(None, question.note)

    def show_answer(self, value: Any, known: bool) -> None:
        self.choices.set_value(UNKNOWN if known and value is None and self.question.unknown else value)

    def set_narrow(self, narrow: bool) -> None:
        self.choices.set_narrow(narrow)

    def focus_at(self, where: str) -> None:
        focus_first(self.choices)

    def _chosen(self, value: Any) -> None:
        self._emit(None if value == UNKNOWN else value)
        self.rested.emit()


class TicksField(Field):
    """Any number of answers; "none of these" and "I don't know" stand apart from an empty list."""

    def __init__(self, theme: Theme, question: Question) -> None:
        super().__init__(theme, question)
        self._column.addWidget(self._name())
        options = [(str(option.value), option.label, option.note) for option in question.options]
        self.ticks = Ticks(theme, options, "None of these", question.unknown)
        self.ticks.chosen.connect(self._chosen)
        self._column.addWidget(self.ticks)
        self._column.addWidget(self._message)

    def show_answer(self, value: Any, known: bool) -> None:
        self.ticks.show_values(tuple(value) if isinstance(value, list | tuple) else None, known and value is None)

    def focus_at(self, where: str) -> None:
        focus_first(self.ticks)

    def _chosen(self, values: tuple[str, ...] | None, unknown: bool) -> None:
        if unknown:
            self._emit(None)
        elif values is None:
            self.left_open.emit(self.question.key)
        else:
            self._emit(list(values))
        self.rested.emit()


def focus_first(widget: QWidget) -> None:
    """Put the cursor on the first control inside a widget."""
    for child in widget.findChildren(QWidget):
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabled():
            child.setFocus(Qt.FocusReason.OtherFocusReason)
            return


def season_options(year: int) -> list[tuple[Any, str]]:
    """The Match years one may aim at: this year's to five years ahead (interface.md)."""
    return [(match, f"March {match}") for match in range(year, year + 6)]
