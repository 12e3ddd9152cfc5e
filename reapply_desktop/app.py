"""Puts the window together: data folder, settings, theme, document. The clock is read and ids are made here."""

import gc
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import reapply_desktop.ui.own_import  # noqa: F401 - first of all that imports Qt

# isort: split
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from reapply_desktop import __version__
from reapply_desktop.domain.errors import UserError
from reapply_desktop.services.data_folder import data_folder
from reapply_desktop.services.own_tables import tables_in_use
from reapply_desktop.ui import crash
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.main_window import MainWindow, stored_scheme, stored_text_size
from reapply_desktop.ui.messages import Messages
from reapply_desktop.ui.new_day import NewDay
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme

SOON = 1000  # ms: the window is up by then


def run(plan_path: str | None, today: date | None) -> int:
    """Open the window with this plan, the one open last, or the welcome page; returns when it is closed.

    `today` replaces the calendar's day. The result is the exit status.
    """
    # The style by its name: whoever asks Qt for a style, or sets one, gets all its names made before the first window.
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setApplicationName("ReApply Desktop")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("org.reapply.Desktop")
    try:
        folder = data_folder()
    except UserError as error:
        print(f"reapply-desktop: {error.message} {error.hint}".rstrip(), file=sys.stderr)
        return error.status
    window = compose(app, folder, today)
    crash.install(folder, window.files.keep_copy, window.say, __version__, datetime.now)
    window.start(Path(plan_path) if plan_path else None)
    window.show()
    QTimer.singleShot(0, lambda: _after_start(app, window))
    return app.exec()


def _after_start(app: QApplication, window: MainWindow) -> None:
    """What can wait until the window is up."""
    from reapply_desktop.ui.controls.focus_ring import FocusRing
    from reapply_desktop.ui.mark import window_icon

    app.setWindowIcon(window_icon(window.theme))
    window.theme.load_other_fonts()
    FocusRing(window.theme, app)
    window.files.offer_left_copies()
    gc.freeze()
    gc.enable()


def compose(
    app: QApplication,
    folder: Path,
    today: date | None,
    messages: Messages | None = None,
    theme: Theme | None = None,
) -> MainWindow:
    """The window and all it stands on, with its data in `folder`; tests bring their own boxes and a shared theme."""
    settings = Settings(folder)
    theme = theme or Theme(app, folder / "cache", stored_text_size(settings))
    scheme = stored_scheme(settings)
    if scheme is not None:
        theme.set_scheme(scheme)
    day = today or date.today()  # noqa: DTZ011
    tables = tables_in_use(folder, day).tables
    document = Document(tables, lambda: today or date.today(), lambda: str(uuid4()))  # noqa: DTZ011
    stamp = (lambda: datetime.now(UTC)) if today is None else None
    window = MainWindow(document, theme, settings, messages or Messages(theme), folder, datetime.now, stamp)
    # Watching what comes to the window makes all classes of events, which the first window does without.
    QTimer.singleShot(SOON, window, lambda: NewDay(document, window))
    return window
