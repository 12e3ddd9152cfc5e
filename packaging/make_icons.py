"""Draws the mark of `icons/reapply-desktop.svg` in the sizes and formats the systems want, into build/icons."""

import os
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "build" / "icons"
SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def main() -> None:
    from PIL import Image

    QGuiApplication([])
    drawing = QSvgRenderer(str(HERE / "icons" / "reapply-desktop.svg"))
    TARGET.mkdir(parents=True, exist_ok=True)
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        drawing.render(painter)
        painter.end()
        image.save(str(TARGET / f"reapply-desktop-{size}.png"))
    with Image.open(TARGET / f"reapply-desktop-{SIZES[-1]}.png") as largest:
        largest.save(TARGET / "reapply-desktop.ico", sizes=[(size, size) for size in SIZES if size <= 256])
        largest.save(TARGET / "reapply-desktop.icns")


if __name__ == "__main__":
    main()
