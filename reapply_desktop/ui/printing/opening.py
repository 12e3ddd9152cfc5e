"""Opens the print dialog; what it needs is only imported then."""

from PySide6.QtWidgets import QWidget

from reapply_desktop.ui.document import Document
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.settling import settle_typing
from reapply_desktop.ui.theme import Theme


def show_print_dialog(
    document: Document, theme: Theme, settings: Settings, messages: Messages, window: QWidget
) -> None:
    """The pages of the open plan, for paper or as a PDF; nothing without a plan."""
    from reapply_desktop.ui.printing.print_dialog import PrintDialog

    settle_typing()
    if document.plan is None:
        return
    dialog = PrintDialog(document, theme, settings, window, messages=messages)
    dialog.exec()
    dialog.deleteLater()
