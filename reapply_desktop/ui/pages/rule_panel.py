"""The quiet link "B2.4 · source", and in place below it what stands behind a finding or a path (B2.3, B2.4)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from reapply_desktop.domain.rule_notes import RuleNote
from reapply_desktop.ui.controls.buttons import Link, icon_button
from reapply_desktop.ui.controls.text import Prose
from reapply_desktop.ui.theme import Theme


class RulePanel(QFrame):
    """The rule in words, thresholds with their basis, sources with year and address. `closed` by Esc or its ×."""

    closed = Signal()

    def __init__(self, theme: Theme, note: RuleNote) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setAccessibleName(f"Rule {note.rule.id} and its sources")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        px = theme.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Prose(theme, note.rule.title, "table_strong", lead=f"{note.rule.id}", lead_style="table_strong",
                             lead_role="text_second"), 1)
        self.close_button = icon_button(theme, "x", "Close (Esc)", size=15)
        self.close_button.clicked.connect(self.closed)
        head.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(8), px(8), px(12))
        column.setSpacing(px(4))
        column.addLayout(head)
        if note.rule.says:
            column.addWidget(Prose(theme, note.rule.says, "table"))
        for limit in note.limits:
            column.addWidget(Prose(theme, f"{limit.words} ({limit.basis})", "table", "text_second",
                                   lead="Held against:", lead_style="table", lead_role="text"))
        for source in note.sources:
            column.addWidget(Prose(theme, source.words, "table", "text_second", lead="Source:", lead_style="table",
                                   lead_role="text"))
            if source.url:
                address = Prose(theme, source.url, "caption", "text_second")
                address.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
                column.addWidget(address)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class RuleLink(Link):
    """Opens the panel below it in `place`, and closes it again; Esc closes it from the link too."""

    def __init__(self, theme: Theme, rule: str, of: str, note: RuleNote, place: QVBoxLayout) -> None:
        super().__init__(theme, f"{rule} · source", "caption")
        self._colours, self._note, self._place = theme, note, place
        self._panel: RulePanel | None = None
        self.setObjectName(f"rule-{rule}")
        self.setAccessibleName(f"{of}: rule {rule} and its sources")
        self.clicked.connect(self.toggle)

    def toggle(self) -> None:
        if self._panel is None:
            self._panel = RulePanel(self._colours, self._note)
            self._panel.closed.connect(self._close)
            self._place.addWidget(self._panel)
            self._panel.show()
            self.setTabOrder(self, self._panel)
            self.setTabOrder(self._panel, self._panel.close_button)
        else:
            self._close()

    def _close(self) -> None:
        panel, self._panel = self._panel, None
        if panel is not None:
            held = panel.isAncestorOf(panel.window().focusWidget() or self) or panel.hasFocus()
            panel.hide()
            panel.deleteLater()
            if held:
                self.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._panel is not None:
            self._close()
        else:
            super().keyPressEvent(event)
