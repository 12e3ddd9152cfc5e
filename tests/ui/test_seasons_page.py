"""The page "Two seasons": what changed from one application to the next (B11.14), and what stood still (B10.2)."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from reapply_desktop.domain.plan import Plan
from reapply_desktop.ui.controls.segments import _Segment
from reapply_desktop.ui.controls.tag import Tag
from reapply_desktop.ui.document import Document
from reapply_desktop.ui.pages.seasons_page import TWICE, SeasonsPage
from reapply_desktop.ui.theme import Theme
from tests.domain.test_changing import TABLES, change, plan_for
from tests.domain.test_history import AFTER, FIRST, second

LEFT = Qt.MouseButton.LeftButton


def shown(qtbot: QtBot, theme: Theme, plan: Plan, today: date = AFTER) -> SeasonsPage:
    document = Document(TABLES, lambda: today, lambda: str(uuid4()))
    document.open(plan, None)
    page = SeasonsPage(document, theme)
    qtbot.addWidget(page)
    page.resize(1158, 738)
    page.show()
    qtbot.waitExposed(page)
    return page


def texts(page: SeasonsPage) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_B11_14_items_with_their_verdicts(qtbot: QtBot, theme: Theme) -> None:
    same_letters = second(letters={"total": 3, "fresh": 1, "from_leadership": 0, "generic": True})
    page = shown(qtbot, theme, change(plan_for(FIRST), same_letters, AFTER).plan)
    said = texts(page)
    assert "The application for Match 2026 beside the one for Match 2027: 8 better, 1 worse" in said
    assert "Weak letters: circled then, and the answers that show it are as they were." in said
    assert TWICE not in said
    verdicts = {item.name: item.verdict for item in page.table.items()}
    assert verdicts["Step 3"] == "better"
    assert len(page.table.findChildren(Tag)) >= len(verdicts)
    changed = next(part for part in page.which.findChildren(_Segment) if part.text() == "What changed")
    qtbot.mouseClick(changed, LEFT)
    assert "the same" not in {item.verdict for item in page.table.items()}
    assert "Step 3" in {item.name for item in page.table.items()}
    assert "same" not in {tag.text() for tag in page.table.findChildren(Tag) if tag.isVisible()}


def test_three_seasons_can_be_chosen_from(qtbot: QtBot, theme: Theme) -> None:
    plan = change(plan_for(FIRST), second(), AFTER).plan
    third = change(plan, replace(plan.answers, season=2029), date(2028, 3, 20)).plan
    page = shown(qtbot, theme, third, date(2028, 3, 21))
    assert [page.pairs.itemText(i) for i in range(page.pairs.count())] == ["2027 and 2028", "2026 and 2028",
                                                                           "2026 and 2027"]  # fmt: skip
    assert TWICE in texts(page)
    page.pairs.setCurrentIndex(2)
    page.pairs.activated.emit(2)
    assert page.found is not None
    assert (page.found.before.match_year, page.found.after.match_year) == (2026, 2027)
    assert TWICE not in texts(page)


@pytest.mark.parametrize(("today", "offered"), [(date(2026, 6, 1), False), (AFTER, True)])
def test_one_application_says_what_comes_here(qtbot: QtBot, theme: Theme, today: date, offered: bool) -> None:
    page = shown(qtbot, theme, plan_for(FIRST), today)
    assert "One application so far" in texts(page)
    assert page._empty.button.isVisible() is offered
    if offered:
        with qtbot.waitSignal(page.next_season_requested):
            qtbot.mouseClick(page._empty.button, LEFT)


def test_large_text_scrolls_only_down(qtbot: QtBot, theme: Theme) -> None:
    theme.set_factor(2.0)
    page = shown(qtbot, theme, change(plan_for(FIRST), second(), AFTER).plan)
    QApplication.processEvents()
    assert page.scroller.horizontalScrollBar().maximum() == 0
    assert page.scroller.verticalScrollBar().maximum() > 0
