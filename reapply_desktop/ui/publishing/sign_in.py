"""The account of a calendar server: address, name, password, and whether the system's keyring keeps it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QVBoxLayout, QWidget

from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.publishing.account import EXAMPLE, Account, account
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.controls.choices import Tick
from reapply_desktop.ui.controls.fields import FieldMessage
from reapply_desktop.ui.controls.one_line import steady
from reapply_desktop.ui.controls.text import Prose, caption
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme

URL, USER, KEPT = "publish/url", "publish/user", "publish/kept"
TWO_BESIDE = 520  # px at 100 %: narrower, the password stands below the name
IN_KEYRING = "kept in this computer's keyring"
NO_KEYRING = "This system has no keyring, so the password is asked for each time."


class SignIn(QWidget):
    """`changed` when another account is typed; `test_asked` by its button. The password is never in the settings."""

    changed = Signal()
    test_asked = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._theme, self._settings = theme, settings
        self.url, self.user, self.password = QLineEdit(), QLineEdit(), QLineEdit()
        self.keep = Tick(theme, "Keep the password in this computer's keyring",
                         "Nowhere else: not in the plan, not in the settings.", settings.flag(KEPT, False))
        self.test = button("Test connection")
        self.said = FieldMessage(theme)
        self._build()
        self.url.setText(settings.text(URL))
        self.user.setText(settings.text(USER))
        self._show_kept()
        for field in (self.url, self.user, self.password):
            field.textEdited.connect(self._edited)
            field.returnPressed.connect(self.test_asked)
        self.test.clicked.connect(self.test_asked)

    def account(self) -> Account | None:
        """The account as typed; None where it cannot be used, and why is said below the fields."""
        try:
            return account(self.url.text(), self.user.text())
        except UserError as error:
            self.say(f"{error.message} {error.hint}")
            (self.url if self.user.text().strip() else self.user).setFocus()
            return None

    def may_be_kept(self) -> bool:
        """Whether the keyring was given a password for just this account."""
        same = (self._settings.text(URL), self._settings.text(USER)) == (self.url.text(), self.user.text())
        return same and self._settings.flag(KEPT, False)

    def accepted(self, kept: bool) -> None:
        """The server took the account: remember it, and whether the keyring has its password."""
        self._settings.setValue(URL, self.url.text())
        self._settings.setValue(USER, self.user.text())
        self._settings.set_flag(KEPT, kept)
        self._show_kept()

    def say(self, words: str, kind: str = "error") -> None:
        """One line below the fields; nothing clears it."""
        self.said.show_message(words, kind)

    def _edited(self) -> None:
        self.said.clear()
        self._show_kept()
        self.changed.emit()

    def _show_kept(self) -> None:
        self.password.setPlaceholderText(IN_KEYRING if self.may_be_kept() else "")

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addLayout(self._labelled("Address of the calendar server", self.url, EXAMPLE))
        self._two = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._two.setSpacing(theme.px(16))
        self._two.addLayout(self._labelled("Name you sign in with", self.user))
        self._two.addLayout(self._labelled("Password, or app password", self.password))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhSensitiveData
        )
        column.addLayout(self._two)
        column.addWidget(self.keep)
        self.test.setObjectName("test")
        self.test.setAutoDefault(False)
        column.addWidget(self.test, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)

    def _labelled(self, words: str, field: QLineEdit, hint: str = "") -> QVBoxLayout:
        label = caption(self._theme, words)
        label.setBuddy(field)
        field.setAccessibleName(words)
        steady(field)
        column = QVBoxLayout()
        column.setSpacing(self._theme.px(4))
        column.addWidget(label)
        column.addWidget(field)
        if hint:
            column.addWidget(Prose(self._theme, hint, "caption", "text_second"))
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(TWO_BESIDE)
        self._two.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
