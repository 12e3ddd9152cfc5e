"""Fixtures for everything that shows widgets: the application with its fonts, and the theme in a known state."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from reapply_desktop.ui.theme import Theme


@pytest.fixture(scope="session")
def _shared_theme(qapp: QApplication) -> Theme:
    made = Theme(qapp, factor=1.0)
    made.load_other_fonts()
    return made


@pytest.fixture
def theme(_shared_theme: Theme) -> Iterator[Theme]:
    """The theme, light and at 100 % when a test begins; a test may switch it."""
    _shared_theme.set_factor(1.0)
    _shared_theme.set_scheme("light")
    yield _shared_theme
    _shared_theme.set_scheme("light")
    _shared_theme.set_factor(1.0)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform warns that it cannot raise windows or grab the keyboard; every popup makes it say so."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))
