"""Text on the page: labels in the theme's styles, paragraphs with room between the lines, and the hairline."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from reapply_desktop.ui.theme import Theme

WIDTHS = 6  # layouts of a paragraph that are kept


class Label(QLabel):
    """One short text in a style and a colour role; what a person typed is never read as markup."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: str = "body",
        role: str = "text",
        *,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._style, self._role = theme, style, role
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_role(self, role: str) -> None:
        """Another colour role."""
        self._role = role
        self._restyle()

    def set_style(self, style: str) -> None:
        """Another style of look, section 3."""
        self._style = style
        self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._style))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.colour(self._role))
        self.setPalette(palette)


def title(theme: Theme, text: str) -> Label:
    """The title of a page: one a page."""
    return Label(theme, text, "title")


def panel_title(theme: Theme, text: str) -> Label:
    """The title of a panel, card, empty page or question."""
    return Label(theme, text, "panel")


def heading(theme: Theme, text: str) -> Label:
    """The heading of a section in a page."""
    return Label(theme, text, "heading")


def caption(theme: Theme, text: str, *, wrap: bool = False) -> Label:
    """Small second text: dates, sources, units."""
    return Label(theme, text, "caption", "text_second", wrap=wrap)


def label(theme: Theme, text: str, buddy: QWidget | None = None) -> Label:
    """The name of a field, read with it by a screen reader."""
    made = Label(theme, text, "label", "text_second")
    if buddy is not None:
        made.setBuddy(buddy)
        if not buddy.accessibleName():
            buddy.setAccessibleName(text)
    return made


def line(vertical: bool = False) -> QFrame:
    """A separator of one pixel in the colour `line`."""
    made = QFrame()
    made.setProperty("role", "line")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def panel() -> QFrame:
    """A surface with a hairline round it and corners of 10; the caller gives it a layout."""
    made = QFrame()
    made.setProperty("role", "panel")
    return made


class Paragraph:
    """Text broken into lines of a fixed height, ready to be drawn: QLabel knows no line height."""

    def __init__(
        self, text: str, font: QFont, width: float, step: float, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
    ) -> None:
        self._layout = QTextLayout(text.replace("\n", "\u2028"), font)
        option = QTextOption(align)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._width, self._step = max(1.0, width), step
        self.height = 0.0
        self.width = 0.0
        self._break()

    def _break(self) -> None:
        self.height = self.width = 0.0
        self._layout.beginLayout()
        while (row := self._layout.createLine()).isValid():
            row.setLineWidth(self._width)
            row.setPosition(QPointF(0, round(self.height + (self._step - row.height()) / 2)))
            self.height += self._step
            self.width = max(self.width, row.naturalTextWidth())
        self._layout.endLayout()

    def emphasise(self, length: int, font: QFont, colour: QColor) -> None:
        """Draw the first `length` characters in another font and colour."""
        span = QTextLayout.FormatRange()
        span.start, span.length = 0, length
        span.format.setFont(font)
        span.format.setForeground(colour)
        self._layout.setFormats([span])
        self._break()

    def draw(self, painter: QPainter, at: QPointF, colour: QColor) -> None:
        painter.setPen(colour)
        self._layout.draw(painter, at)


class Prose(QLabel):
    """A plain paragraph with lines of 22 px (body), breaking at the width it gets; may begin with emphasised words."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: str = "body",
        role: str = "text",
        *,
        lead: str = "",
        lead_style: str = "strong",
        lead_role: str = "text",
        centred: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._text, self._style, self._role = theme, text, style, role
        self._lead, self._lead_style, self._lead_role = lead, lead_style, lead_role
        self._align = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        self._laid: dict[int, Paragraph] = {}  # by width: a layout asks for several before it settles
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.text())
        theme.changed.connect(self._restyle)

    def text(self) -> str:
        """Everything that is shown, the emphasised words first."""
        return f"{self._lead} {self._text}".strip()

    def set_text(self, text: str, lead: str | None = None) -> None:
        """Another text; `lead` None keeps the emphasised words."""
        self._text = text
        self._lead = self._lead if lead is None else lead
        self.setAccessibleName(self.text())
        self._restyle()

    def set_role(self, role: str) -> None:
        self._role = role
        self._restyle()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._paragraph(width).height) if self.text() else 0

    def sizeHint(self) -> QSize:
        # The natural width, but no more than is good to read.
        metrics = QFontMetricsF(self._theme.font(self._style))
        strong = QFontMetricsF(self._theme.font(self._lead_style))
        wide = (
            max((metrics.horizontalAdvance(part) for part in self.text().split("\n")), default=0.0)
            + strong.horizontalAdvance(self._lead) * 0.1
        )
        width = min(round(wide) + 4, self._theme.px(480))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(64), self._theme.line_height(self._style) if self.text() else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = self._theme.colour(self._role if self.isEnabled() else "text_disabled")
        self._paragraph(self.width()).draw(painter, QPointF(0, 0), colour)

    def _paragraph(self, width: int) -> Paragraph:
        if width not in self._laid:
            if len(self._laid) >= WIDTHS:
                self._laid.clear()
            theme = self._theme
            made = Paragraph(self.text(), theme.font(self._style), width, theme.line_height(self._style), self._align)
            if self._lead:
                made.emphasise(len(self._lead), theme.font(self._lead_style), theme.colour(self._lead_role))
            self._laid[width] = made
        return self._laid[width]

    def _restyle(self) -> None:
        self._laid.clear()
        self.updateGeometry()
        self.update()
