"""The one source of colour, type, size and icons: code names roles and styles, never a hex value or a font."""

from __future__ import annotations

import os
import re
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontDatabase, QFontMetrics, QIcon, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QToolTip, QWidget
from shiboken6 import isValid

from reapply_desktop.services import resources
from reapply_desktop.ui import icons, style_sheet

SANS, SERIF, SERIF_DISPLAY = "Source Sans 3", "Source Serif 4", "Source Serif 4 Display"
ARABIC = "Noto Sans Arabic"
SCHEMES = ("light", "dark", "contrast")
_FONT_FILES = (
    "SourceSans3-Regular.ttf",
    "SourceSans3-Medium.ttf",
    "SourceSans3-Semibold.ttf",
    "SourceSerif4-Semibold.ttf",
)
_DISPLAY_FILE = "SourceSerif4Display-Semibold.ttf"
_ARABIC_FILE = "NotoSansArabic-Regular.ttf"


class _Style(NamedTuple):
    family: str
    size: float  # px at 100 %
    weight: QFont.Weight
    line: int  # px at 100 %
    spacing: float = 0.0


_N, _M, _S = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold
STYLES: dict[str, _Style] = {
    "display": _Style(SERIF_DISPLAY, 38, _S, 46),
    "number": _Style(SERIF, 30, _S, 34),
    "count": _Style(SERIF, 20, _S, 25),
    "title": _Style(SERIF, 26, _S, 32, -0.25),
    "panel": _Style(SERIF, 18, _S, 24),
    "heading": _Style(SANS, 16, _S, 22),
    "lead": _Style(SANS, 17, _N, 27),
    "body": _Style(SANS, 15, _N, 22),
    "strong": _Style(SANS, 15, _S, 22),
    "button": _Style(SANS, 15, _M, 20),
    "table": _Style(SANS, 14, _N, 20),
    "table_strong": _Style(SANS, 14, _S, 20),
    "message": _Style(SANS, 13.5, _N, 19),
    "caption": _Style(SANS, 13, _N, 18),
    "label": _Style(SANS, 13, _S, 18),
}


# A colour, or the icon that opens the entry of a category under [cue].
_ENTRY = re.compile(r'(\w+) = (?:\{ icon = )?"([^"]+)"')


class Pattern(NamedTuple):
    """The second cue of a category (look, section 2). Lengths are px at 100 %."""

    lines: tuple[tuple[float, float, float], ...]  # (angle in degrees, gap, line width)
    dots: tuple[float, float] | None  # (gap, radius)
    hollow: tuple[float, float] | None  # dash and gap of an outline


@lru_cache(maxsize=1)
def _colours() -> dict[str, dict[str, str]]:
    """Each table of themes.toml with its plain text values. Read line by line: importing tomllib delays the start."""
    tables: dict[str, dict[str, str]] = {}
    table: dict[str, str] = {}
    for line in resources.text("themes", "themes.toml").splitlines():
        if line.startswith("["):
            table = tables.setdefault(line.strip()[1:-1], {})
        elif found := _ENTRY.match(line):
            table[found[1]] = found[2]
    return tables


@lru_cache(maxsize=1)
def _cues() -> dict[str, dict[str, Any]]:
    import tomllib  # late: patterns are only wanted in high contrast, in print, and when asked for

    cues: dict[str, dict[str, Any]] = tomllib.loads(resources.text("themes", "themes.toml"))["cue"]
    return cues


def roles(scheme: str) -> dict[str, QColor]:
    """All colour roles of one scheme, without the categories."""
    return {name: QColor(value) for name, value in _colours()[scheme].items()}


def categories(scheme: str) -> dict[str, QColor]:
    """The colour of each category in one scheme."""
    return {name: QColor(value) for name, value in _colours()[f"{scheme}.category"].items()}


def text_factor(font: QFont, dpi: float) -> float:
    """How much larger than the platform's default the person's text is (look, section 3); never below 1."""
    if sys.platform == "darwin":
        default, base = 13.0, 72.0
    elif sys.platform == "win32":
        default, base = 9.0, 96.0
    else:
        default, base = (11.0 if "GNOME" in os.environ.get("XDG_CURRENT_DESKTOP", "").upper() else 10.0), 96.0
    points = font.pointSizeF() if font.pointSizeF() > 0 else font.pixelSize() * 72.0 / dpi
    return min(3.0, max(1.0, points / default * dpi / base))


class Theme(QObject):
    """Colours, fonts, sizes and icons of the running program; `changed` comes after everything has been switched."""

    changed = Signal()

    def __init__(self, app: QApplication, cache: Path | None = None, factor: float | None = None) -> None:
        """`cache`: folder for recoloured icon files (a temporary one without it); `factor` overrides the text size."""
        super().__init__()
        self._app = app
        self._temporary = QTemporaryDir() if cache is None else None
        self._cache = cache if cache is not None else Path(self._temporary.path() if self._temporary else "")
        self._dpi = app.primaryScreen().logicalDotsPerInch()
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._factor = text_factor(system, self._dpi) if factor is None else factor
        self._wanted: str | None = None
        self._scheme = ""
        self._colours: dict[str, QColor] = {}
        self._categories: dict[str, QColor] = {}
        self._fonts: dict[str, QFont] = {}
        self._sources: dict[str, str] = {}
        self._pixmaps: dict[tuple[str, str, int, float, float], QPixmap] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._handed_out: dict[int, tuple[str, str, int]] = {}
        self._load_fonts()
        app.setFont(self.font("body"))
        QToolTip.setFont(self.font("caption"))
        # Kept: asked for anew after the first wrapper has gone, PySide6 6.11 hands out a dead object.
        self._hints = app.styleHints()
        self._access = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._access.contrastPreferenceChanged.connect(self._follow_system)
        self._apply()

    # -- scheme

    @property
    def scheme(self) -> str:
        """light, dark or contrast: what is shown now."""
        return self._scheme

    @property
    def factor(self) -> float:
        """1.0 for the platform's default text size, 2.0 for 200 %."""
        return self._factor

    def set_scheme(self, name: str | None) -> None:
        """Show one scheme whatever the system says; None follows the system again."""
        if name is not None and name not in SCHEMES:
            raise ValueError(f"unknown scheme: {name}")
        self._wanted = name
        hints = self._hints
        if name == "light":
            hints.setColorScheme(Qt.ColorScheme.Light)
        elif name is None:
            hints.unsetColorScheme()
        else:
            hints.setColorScheme(Qt.ColorScheme.Dark)
        self._follow_system()

    def set_factor(self, factor: float) -> None:
        """Another text size, 1.0 to 3.0, at once for everything that is laid out by the theme."""
        wanted = min(3.0, max(1.0, factor))
        if wanted == self._factor:
            return
        self._factor = wanted
        self._fonts.clear()
        self._app.setFont(self.font("body"))
        QToolTip.setFont(self.font("caption"))
        self._apply()

    def _follow_system(self) -> None:
        if self._current() != self._scheme:
            self._apply()

    def _current(self) -> str:
        if self._wanted is not None:
            return self._wanted
        if self._access.contrastPreference() == Qt.ContrastPreference.HighContrast:
            return "contrast"
        return "dark" if self._hints.colorScheme() == Qt.ColorScheme.Dark else "light"

    def _apply(self) -> None:
        first = not self._scheme
        self._scheme = self._current()
        self._colours = roles(self._scheme)
        self._categories = categories(self._scheme)
        self._pixmaps.clear()
        folder = self._cache / f"icons-{self._scheme}"
        icons.write_sheet_icons(folder, self._colours)
        self._app.setPalette(style_sheet.palette(self._colours))
        line = max(self.px(20), QFontMetrics(self.font("body")).height())
        contrast = self._scheme == "contrast"
        self._app.setStyleSheet(style_sheet.filled(self._colours, folder.as_posix(), self._factor, line, contrast))
        if not first:
            self._renew_icons()
            self.changed.emit()

    # -- colour

    def colour(self, role: str) -> QColor:
        """The colour of a role (themes.toml) or, for convenience of painting code, of a category."""
        return QColor(self._colours[role] if role in self._colours else self._categories[role])

    def category(self, name: str) -> QColor:
        """The colour of a category of steps."""
        return QColor(self._categories[name])

    def inverted(self, role: str) -> QColor:
        """The role's colour in the opposite scheme: for the toast, which is dark on light and light on dark."""
        return roles("dark" if self._scheme == "light" else "light")[role]

    def category_icon(self, category: str) -> str:
        """The name of a category's icon."""
        return _colours()["cue"][category]

    def category_pattern(self, category: str) -> Pattern:
        """The pattern that stands for a category in print and in high contrast."""
        cue = _cues()[category]
        return Pattern(
            tuple((angle, gap, width) for angle, gap, width in cue.get("pattern", ())),
            tuple(cue["dots"]) if "dots" in cue else None,
            tuple(cue["hollow"]) if "hollow" in cue else None,
        )

    # -- type and size

    def font(self, style: str) -> QFont:
        """A font by its name in look, section 3, in the person's text size."""
        if style in self._fonts:
            return QFont(self._fonts[style])
        family, size, weight, _line, spacing = STYLES[style]
        if family == SERIF_DISPLAY:
            self._load_font(_DISPLAY_FILE)
        font = QFont([family, SANS, ARABIC])
        # Points through the screen's own resolution: 15 px are 11.25 pt at 96 and, on macOS with its 72, 15 pt.
        font.setPointSizeF(size * self._factor * 72.0 / self._dpi)
        font.setWeight(weight)
        if spacing:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * self._factor)
        self._fonts[style] = font
        return QFont(font)

    def line_height(self, style: str) -> int:
        """The distance of two lines of a paragraph in px, already scaled."""
        return max(self.px(STYLES[style].line), QFontMetrics(self.font(style)).height())

    def px(self, n: float) -> int:
        """A length of the mock-ups in px at 100 %, scaled with the text."""
        return round(n * self._factor)

    def _load_fonts(self) -> None:
        for file in _FONT_FILES:
            self._load_font(file)

    def load_other_fonts(self) -> None:
        """The fonts a first window can do without: until then the system's own serve the scripts ours lack."""
        self._load_font(_DISPLAY_FILE)
        self._load_font(_ARABIC_FILE)

    def _load_font(self, file: str) -> None:
        """Once in the life of the application: two themes of one application share its fonts."""
        if not self._app.property(f"font {file}"):
            self._app.setProperty(f"font {file}", True)
            QFontDatabase.addApplicationFontFromData(resources.data("fonts", file))

    # -- icons

    def pixmap(self, name: str, role: str = "text_second", size: int = 16, stroke: float = 1.75) -> QPixmap:
        """An icon as a pixmap of `size` px at 100 %, in the colour of a role or category; rendered once."""
        ratio = self._app.devicePixelRatio()
        key = (name, role, size, ratio, stroke)
        if key not in self._pixmaps:
            if name not in self._sources:
                self._sources[name] = icons.source(name)
            svg = icons.recoloured(self._sources[name], self.colour(role), stroke)
            self._pixmaps[key] = icons.rendered(svg, self.px(size), ratio)
        return self._pixmaps[key]

    def icon(self, name: str, role: str = "text_second", size: int = 16) -> QIcon:
        """An icon for a button, action or row; buttons and actions get it in the new colours when the theme changes."""
        key = (name, role, size)
        if key not in self._icons:
            made = QIcon(self.pixmap(name, role, size))
            made.addPixmap(self.pixmap(name, "text_disabled", size), QIcon.Mode.Disabled)
            # Fusion would dim or tint the other modes; an icon keeps its role instead.
            made.addPixmap(self.pixmap(name, role, size), QIcon.Mode.Active)
            made.addPixmap(self.pixmap(name, role, size), QIcon.Mode.Selected)
            self._icons[key] = made
            self._handed_out[made.cacheKey()] = key
        return self._icons[key]

    def _renew_icons(self) -> None:
        """Give every button and action that shows one of our icons the same icon in the new colours."""
        before, self._handed_out = self._handed_out, {}
        self._icons.clear()
        actions: list[QAction] = []
        for widget in self._app.allWidgets():
            if not isinstance(widget, QWidget):  # PySide may hand out a stale layout item in a widget's place
                continue
            if isinstance(widget, QAbstractButton):
                key = before.get(widget.icon().cacheKey())
                if key:
                    widget.setIcon(self.icon(*key))
            if widget.isWindow() or widget.actions():
                actions += widget.actions()
                actions += widget.findChildren(QAction)
        for action in actions:
            # Qt replaces some actions of its own while icons change.
            key = before.get(action.icon().cacheKey()) if isValid(action) else None
            if key:
                action.setIcon(self.icon(*key))


def repolish(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose `role`, `state` or `density` has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()
