"""How a page of one column is framed: its margins and reading width, what scrolls, and what stands still below it."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from reapply_desktop.ui.controls.scroll import Scroll
from reapply_desktop.ui.theme import Theme

MARGIN, WIDEST = 32, 1240


class PageBody(QWidget):
    """What scrolls on the page: one `column` inside the page's margins, never wider than is pleasant to read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        px = theme.px
        self.setMaximumWidth(px(WIDEST))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(px(MARGIN), px(20), px(MARGIN), px(24))
        self.column.setSpacing(px(16))


def framed(page: QWidget, body: PageBody, empty: QWidget, strip: QWidget | None = None) -> Scroll:
    """Lay the page out: the body scrolls, the empty page takes its place, the strip stands below either."""
    body.column.addStretch(1)
    whole = QVBoxLayout(page)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.setSpacing(0)
    scroll = Scroll(body)
    whole.addWidget(scroll, 1)
    whole.addWidget(empty, 1)
    if strip is not None:
        whole.addWidget(strip)
    return scroll
