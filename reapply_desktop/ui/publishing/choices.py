"""The page of the publishing dialog: the account, the calendar, and what others may see of the plan."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reapply_desktop.services.calendar.options import CalendarOptions
from reapply_desktop.services.publishing.server import RemoteCalendar
from reapply_desktop.ui.calendar_export.choices import section
from reapply_desktop.ui.calendar_export.contents import contents_words
from reapply_desktop.ui.controls.buttons import link
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.combo import Combo
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.publishing.sign_in import SignIn
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme

NEW = RemoteCalendar("", "")
CHOOSE_FIRST = "Test the connection first; then the account's calendars stand here."
WHAT_IT_DOES = ("For calendars that speak CalDAV: Nextcloud, iCloud, Fastmail, Posteo and others; Google and Outlook "
                "do not take it this way. Moved and removed steps follow at the next publishing. Only entries of this "
                "plan are ever written or removed there.")  # fmt: skip


class Choices(QWidget):
    """`changed` after every choice; `contents_asked` when the person wants to choose what goes in. Below the choices
    stands what `happened`, and what else is `said` of it."""

    changed = Signal()
    contents_asked = Signal()

    def __init__(self, theme: Theme, settings: Settings, options: CalendarOptions) -> None:
        super().__init__()
        self.sign_in = SignIn(theme, settings)
        self.calendar = Combo(theme, (), "Calendar", CHOOSE_FIRST)
        self.discreet = Tick(theme, "Discreet titles", "Neutral words, no notes, no causes. Colleagues may share your "
                             "calendar.", options.discreet, "strong")
        self.plan_b = Tick(theme, "Include Plan B", "Left out unless you ask.", options.with_contingency, "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(28), theme.px(20), theme.px(28), theme.px(20))
        column.setSpacing(theme.px(8))
        column.addWidget(Prose(theme, WHAT_IT_DOES, "table", "text_second"))
        column.addSpacing(theme.px(8))
        section(theme, column, 1, "Where is your calendar?")
        column.addWidget(self.sign_in)
        section(theme, column, 2, "Into which calendar?")
        self.calendar.setObjectName("calendar")
        # However long a calendar's name: the field gives way, not the dialog.
        self.calendar.setSizeAdjustPolicy(Combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.calendar.setMinimumContentsLength(12)
        column.addWidget(self.calendar)
        column.addWidget(Prose(theme, "One of its own is best: you can hide it, share it or delete it as a whole.",
                               "caption", "text_second"))
        section(theme, column, 3, "What may others see?")
        for tick, name in ((self.discreet, "discreet"), (self.plan_b, "plan_b")):
            tick.setObjectName(name)
            tick.toggled.connect(self.changed)
            column.addWidget(tick)
        self.goes_in = Prose(theme, "", "table", "text_second")
        column.addSpacing(theme.px(4))
        column.addWidget(self.goes_in)
        self.more = link(theme, "Choose what goes in…")
        self.more.setObjectName("contents")
        self.more.setAutoDefault(False)  # else Return in a field would go there
        self.more.clicked.connect(self.contents_asked)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(theme.px(8))
        self.happened = Prose(theme, "", "strong")
        self.said = FieldMessage(theme)
        column.addWidget(self.happened)
        column.addWidget(self.said)
        column.addStretch(1)
        self.calendar.chosen.connect(self.changed)

    def show_contents(self, options: CalendarOptions) -> None:
        """In one line what goes in."""
        self.goes_in.set_text(contents_words(options, tasks=False))

    def offer(self, calendars: tuple[RemoteCalendar, ...], chosen: RemoteCalendar | None, new: str) -> None:
        """The account's calendars, and a new one of this name; `chosen` or else the new one stands ready."""
        self.calendar.set_options([*((calendar, calendar.name) for calendar in calendars), (NEW, new)])
        self.calendar.set_value(chosen if chosen in calendars else NEW)

    def name_new(self, words: str) -> None:
        """What the new one would be called, where it is offered."""
        if self.calendar.count():
            self.calendar.setItemText(self.calendar.count() - 1, words)

    def clear(self) -> None:
        """Nothing is said of what was done before."""
        self.said.clear()
        self.sign_in.said.clear()
        self.happened.set_text("")
