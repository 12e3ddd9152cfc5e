"""Turns the shipped one-colour SVG icons into pixmaps and files of any colour, each when first asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from reapply_desktop.services import resources

# name of the file the style sheet asks for -> (icon, colour role, stroke width in the 24 unit box)
SHEET_ICONS: dict[str, tuple[str, str, float]] = {
    "chevron-down": ("chevron-down", "text_second", 1.75),
    "chevron-down-disabled": ("chevron-down", "text_disabled", 1.75),
    "chevron-up": ("chevron-up", "text_second", 1.75),
    "chevron-right": ("chevron-right", "text_second", 1.75),
    "calendar-days": ("calendar-days", "text_second", 1.75),
    "check": ("check", "text", 1.75),
    "check-on-accent": ("check", "on_accent", 2.75),
    "chevron-left": ("chevron-left", "text_second", 1.75),
}


def source(name: str) -> str:
    """The SVG text of one shipped icon, drawn in `currentColor`. Raises FileNotFoundError for an unknown name."""
    return resources.text("icons", f"{name}.svg")


def recoloured(svg: str, colour: QColor, stroke: float = 1.75) -> str:
    """The same drawing in one colour; `stroke` is the line width in units of the 24 × 24 box."""
    return svg.replace("currentColor", colour.name()).replace('stroke-width="1.75"', f'stroke-width="{stroke:g}"')


def rendered(svg: str, size: int, ratio: float) -> QPixmap:
    """A square pixmap of `size` logical pixels for a screen with the given device pixel ratio."""
    from PySide6.QtSvg import QSvgRenderer  # late: a window without icons yet need not load it

    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def write_sheet_icons(folder: Path, colours: dict[str, QColor]) -> None:
    """Write the few icons the style sheet names by `url()`; a file that is already right is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    for target, (name, role, stroke) in SHEET_ICONS.items():
        content = recoloured(source(name), colours[role], stroke)
        file = folder / f"{target}.svg"
        if not file.is_file() or file.read_text(encoding="utf-8") != content:
            file.write_text(content, encoding="utf-8")
