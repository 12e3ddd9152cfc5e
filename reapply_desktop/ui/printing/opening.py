"""Opens the print dialog; what it needs is only imported then."""

from PySide6.QtWidgets import QWidget

from reapply_desktop.ui.document import Document
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.settling import settle_typing
from reapply_desktop.ui.theme import Theme
from reapply_desktop.ui.turns import breathe, import_in_turns

# What the dialog stands on, what others need first: too much to import at once while the window waits.
PRINTING = (
    "reapply_desktop.services.pdf_export.fonts", "reapply_desktop.services.pdf_export.text",
    "reapply_desktop.services.pdf_export.sheet",
    "reapply_desktop.services.pdf_export.content", "reapply_desktop.services.pdf_pages",
    "reapply_desktop.ui.controls.fields", "reapply_desktop.ui.printing.page_maker",
    "reapply_desktop.ui.printing.printer", "reapply_desktop.ui.printing.choices",
    "reapply_desktop.ui.printing.preview", "reapply_desktop.ui.working_dialog",
    "reapply_desktop.ui.printing.print_dialog",
)  # fmt: skip


def show_print_dialog(
    document: Document, theme: Theme, settings: Settings, messages: Messages, window: QWidget
) -> None:
    """The pages of the open plan, for paper or as a PDF; nothing without a plan."""
    import_in_turns(PRINTING)
    from reapply_desktop.ui.printing.print_dialog import PrintDialog

    settle_typing()
    if document.plan is None:
        return
    dialog = PrintDialog(document, theme, settings, window, messages=messages)
    breathe()
    dialog.exec()
    dialog.deleteLater()
