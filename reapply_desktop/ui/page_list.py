"""The pages of an open plan, as data: one line each, in the order of the sidebar and the Go menu."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from reapply_desktop.domain.values import dataclass
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.settings import Settings
from reapply_desktop.ui.theme import Theme

MakePage = Callable[[Document, Theme, Settings, QWidget], QWidget]


@dataclass(frozen=True)
class PageEntry:
    """`make` imports the page's module when it is first shown, so that the others cost no time at the start.

    The widget it is given is where the page will stand: born there, what is in it is styled once, not twice.
    """

    id: str
    title: str
    icon: str
    group: str
    make: MakePage


def _today(document: Document, theme: Theme, settings: Settings, parent: QWidget) -> QWidget:
    from reapply_desktop.ui.pages.today_page import TodayPage

    return TodayPage(document, theme, parent)


def _timeline(document: Document, theme: Theme, settings: Settings, parent: QWidget) -> QWidget:
    from reapply_desktop.ui.timeline.timeline_page import TimelinePage

    return TimelinePage(document, theme, settings)


def _post_mortem(document: Document, theme: Theme, settings: Settings, parent: QWidget) -> QWidget:
    from reapply_desktop.ui.pages.post_mortem_page import PostMortemPage

    return PostMortemPage(document, theme)


def _path(document: Document, theme: Theme, settings: Settings, parent: QWidget) -> QWidget:
    from reapply_desktop.ui.pages.path_page import PathPage

    return PathPage(document, theme)


def _what_if(document: Document, theme: Theme, settings: Settings, parent: QWidget) -> QWidget:
    from reapply_desktop.ui.what_if.what_if_page import WhatIfPage

    return WhatIfPage(document, theme)


def _seasons(document: Document, theme: Theme, settings: Settings, parent: QWidget) -> QWidget:
    from reapply_desktop.ui.pages.seasons_page import SeasonsPage

    return SeasonsPage(document, theme)


def _season(document: Document, theme: Theme, settings: Settings, parent: QWidget) -> QWidget:
    from reapply_desktop.ui.pages.season_page import SeasonPage

    return SeasonPage(document, theme)


def _figures(document: Document, theme: Theme, settings: Settings, parent: QWidget) -> QWidget:
    from reapply_desktop.ui.pages.figures_page import FiguresPage

    return FiguresPage(document, theme, settings.folder)


PAGES = (
    PageEntry("today", "Today", "sun", "", _today),
    PageEntry("timeline", "Timeline", "calendar-days", "", _timeline),
    PageEntry("post_mortem", "Post-mortem", "search-check", "Understand", _post_mortem),
    PageEntry("path", "Path", "split", "Understand", _path),
    PageEntry("what_if", "What if", "lightbulb", "Understand", _what_if),
    PageEntry("seasons", "Two seasons", "history", "Understand", _seasons),
    PageEntry("figures", "Figures and sources", "book-open", "Understand", _figures),
    PageEntry("season", "Season dates", "calendar-clock", "Apply", _season),
)
