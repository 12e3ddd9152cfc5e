"""The pages as they will be printed: one at a time, whole or enlarged, turned by keys, wheel and buttons."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from reapply_desktop.services.pdf_pages import PdfPages
from reapply_desktop.ui.controls.buttons import icon_button
from reapply_desktop.ui.controls.text import Label
from reapply_desktop.ui.printing.page_maker import PageMaker, fitting_scale
from reapply_desktop.ui.theme import Theme

MARGIN = 20
LEAST = (300, 220)  # px, whatever the size of text: the page is as large as there is room
LARGE = 1.5  # px a point at 100 %: type of 10 pt is then as large as the window's own
PAPER = QColor("white")  # paper is white in every colour scheme
WAITING, NO_PAGE = "Making the pages…", "No page to show"


class PageView(QAbstractScrollArea):
    """Paints one page. `turn_wanted(by)` as keys or wheel ask for another, `enlarge_wanted()` on a double click."""

    turn_wanted = Signal(int)
    end_wanted = Signal(bool)  # False: the first page
    enlarge_wanted = Signal()
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._image = QImage()
        self._paper = QSize()
        self._words = WAITING
        self._fits = True
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(*LEAST)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self.viewport().update)

    @property
    def fits(self) -> bool:
        """Whether the whole page is shown."""
        return self._fits

    def set_fits(self, fits: bool) -> None:
        self._fits = fits
        self._place()

    def image(self) -> QImage:
        return self._image

    def room(self) -> QSize:
        margin = 2 * self._theme.px(MARGIN)
        return self.contentsRect().size() - QSize(margin, margin)

    def show_paper(self, paper: QSize) -> None:
        """The page is on its way: its paper has this size in points of the screen."""
        self._paper = paper
        self._place()

    def show_image(self, image: QImage) -> None:
        self._image = image
        self._paper = image.deviceIndependentSize().toSize()
        self._place()

    def show_words(self, words: str) -> None:
        """Nothing to show, and why."""
        self._image, self._words, self._paper = QImage(), words, QSize()
        self._place()

    def _place(self) -> None:
        beyond = self._paper - self.room()
        for bar, over in ((self.horizontalScrollBar(), beyond.width()), (self.verticalScrollBar(), beyond.height())):
            bar.setRange(0, 0 if self._fits else max(0, over))
            bar.setPageStep(self.contentsRect().height())
            bar.setSingleStep(self._theme.px(40))
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        area = self.viewport().rect()
        painter.fillRect(area, self._theme.colour("sunken"))
        if self._paper.isEmpty():
            painter.setFont(self._theme.font("table"))
            painter.setPen(self._theme.colour("text_second"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._words)
            return
        place = QRect(QPoint(), self._paper)
        place.moveCenter(area.center())
        margin = self._theme.px(MARGIN)
        if self.horizontalScrollBar().maximum():
            place.moveLeft(margin - self.horizontalScrollBar().value())
        if self.verticalScrollBar().maximum():
            place.moveTop(margin - self.verticalScrollBar().value())
        painter.fillRect(place.adjusted(-1, -1, 1, 1), self._theme.colour("control_line"))
        painter.fillRect(place, PAPER)
        if self._image.isNull():
            return
        if self._image.deviceIndependentSize().toSize() == place.size():
            painter.drawImage(place.topLeft(), self._image)
        else:  # until the crisp one is there
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, self._image)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, bar = event.key(), self.verticalScrollBar()
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.end_wanted.emit(key == Qt.Key.Key_End)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and not self.horizontalScrollBar().maximum():
            self.turn_wanted.emit(1 if key == Qt.Key.Key_Right else -1)
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space) and not bar.maximum():
            self.turn_wanted.emit(-1 if key == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls an enlarged page; at its end, and over a whole one, the wheel turns."""
        bar, delta = self.verticalScrollBar(), event.angleDelta().y()
        if bar.maximum() and bar.value() != (bar.minimum() if delta > 0 else bar.maximum()):
            super().wheelEvent(event)
        elif abs(delta) >= 60:
            self.turn_wanted.emit(-1 if delta > 0 else 1)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.enlarge_wanted.emit()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()


class Preview(QWidget):
    """The page shown, and under it how many there are and the buttons that turn them."""

    def __init__(self, theme: Theme, maker: PageMaker) -> None:
        super().__init__()
        self._theme, self._maker = theme, maker
        self._pages: PdfPages | None = None
        self._at = 0
        self.view = PageView(theme)
        self.view.setAccessibleName("Page preview")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        foot.setSpacing(theme.px(8))
        self.back = icon_button(theme, "chevron-left", "Previous page (Page Up)")
        self.forth = icon_button(theme, "chevron-right", "Next page (Page Down)")
        self.enlarge = icon_button(theme, "zoom-in", "Enlarge")
        self.count = Label(theme, "", "caption", "text_second")
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        foot.addWidget(self.enlarge)
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.count)
        foot.addWidget(self.forth)
        foot.addStretch(1)
        foot.addSpacing(theme.px(28))
        column.addLayout(foot)
        self.back.clicked.connect(lambda: self.turn(-1))
        self.forth.clicked.connect(lambda: self.turn(1))
        self.enlarge.clicked.connect(self.toggle_size)
        self.view.turn_wanted.connect(self.turn)
        self.view.end_wanted.connect(lambda last: self.go(10**6 if last else 0))
        self.view.enlarge_wanted.connect(self.toggle_size)
        self.view.resized.connect(self._draw)
        maker.made.connect(self._show_pages)
        maker.drawn.connect(self._show_image)
        maker.failed.connect(lambda error: self.clear(error.message))
        self._refresh()

    @property
    def at(self) -> int:
        """The page shown, counted from 0."""
        return self._at

    @property
    def pages(self) -> int:
        return len(self._pages) if self._pages is not None else 0

    def clear(self, words: str = NO_PAGE) -> None:
        """There is nothing to show."""
        self._pages = None
        self.view.show_words(words)
        self._refresh()

    def turn(self, by: int) -> None:
        self.go(self._at + by)

    def go(self, number: int) -> None:
        """Show a page, or the nearest there is."""
        wanted = max(0, min(number, self.pages - 1))
        if wanted != self._at:
            self._at = wanted
            self.view.verticalScrollBar().setValue(0)
            self._draw()
        self._refresh()

    def toggle_size(self) -> None:
        """The whole page, or as large as the window's own text."""
        fits = not self.view.fits
        self.view.set_fits(fits)
        self.enlarge.setIcon(self._theme.icon("zoom-in" if fits else "zoom-out", "text_second", 16))
        self.enlarge.setToolTip("Enlarge" if fits else "Show the whole page")
        self.enlarge.setAccessibleName(self.enlarge.toolTip())
        self._draw()

    def _show_pages(self, pages: PdfPages) -> None:
        self._pages = pages
        self._at = max(0, min(self._at, len(pages) - 1))
        self._draw()
        self._refresh()

    def _draw(self) -> None:
        if self._pages is None or not len(self._pages):
            return
        ratio = self.view.devicePixelRatioF()
        size = self._pages.size(self._at)
        fitting = fitting_scale(size, self.view.room(), ratio)
        scale = fitting if self.view.fits else max(fitting, LARGE * self._theme.factor * ratio)
        self.view.show_paper(QSize(round(size[0] * scale / ratio), round(size[1] * scale / ratio)))
        self._maker.ask_page(self._at, scale, ratio)

    def _show_image(self, number: int, _scale: float, image: QImage) -> None:
        if number == self._at and self._pages is not None:
            self.view.show_image(image)

    def _refresh(self) -> None:
        count = self.pages
        self.count.setText(f"Page {self._at + 1} of {count}" if count else "")
        self.view.setAccessibleDescription(self.count.text())
        self.back.setEnabled(count > 0 and self._at > 0)
        self.forth.setEnabled(self._at + 1 < count)
        self.enlarge.setEnabled(count > 0)
