"""Fills the style sheet and the palette with the colour roles, so that Qt draws the plain controls in C++."""

from __future__ import annotations

import re
from string import Template

from PySide6.QtGui import QColor, QPalette

from reapply_desktop.services import resources

_LENGTH = re.compile(r"(?<![\w.$])(\d+(?:\.\d+)?)px")
_LINE = re.compile(r"(min-height|max-height): 20px")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Lines and focus borders stay one and two device pixels wide however large the text is.
_HAIRLINE = 2.0


def filled(colours: dict[str, QColor], icons: str, factor: float, line: int, contrast: bool = False) -> str:
    """The finished sheet: roles and icon folder put in, lengths times `factor`, one-line heights `line` px."""

    def scaled(match: re.Match[str]) -> str:
        length = float(match.group(1))
        return match.group(0) if length <= _HAIRLINE else f"{round(length * factor)}px"

    sheet = resources.text("themes", "controls.qss")
    if contrast:
        sheet += resources.text("themes", "contrast.qss")
    sheet = _COMMENT.sub("", sheet)
    if factor != 1.0:
        sheet = _LENGTH.sub(scaled, _LINE.sub(r"\1: $line_height", sheet))
    else:
        sheet = _LINE.sub(r"\1: $line_height", sheet)
    values = {role: colour.name() for role, colour in colours.items()}
    # `color` and lengths share the sheet, so the measured line has a name of its own.
    return Template(sheet).substitute(values, icons=icons.replace("\\", "/"), line_height=f"{line}px")


def palette(colours: dict[str, QColor]) -> QPalette:
    """Qt's palette from the roles, for everything the sheet does not name (look, section 11)."""
    group, role = QPalette.ColorGroup, QPalette.ColorRole
    result = QPalette()
    pairs = {
        role.Window: "window",
        role.WindowText: "text",
        role.Text: "text",
        role.ButtonText: "text",
        role.BrightText: "on_accent",
        role.Base: "surface",
        role.Button: "surface",
        role.AlternateBase: "sunken",
        role.Highlight: "selection",
        role.HighlightedText: "text",
        role.PlaceholderText: "text_second",
        role.Link: "accent_text",
        role.LinkVisited: "accent_text",
        role.Accent: "accent",
        role.Light: "surface",
        role.Midlight: "line",
        role.Mid: "control_line",
        role.Dark: "control_line",
        role.Shadow: "control_line",
        role.ToolTipBase: "text",
        role.ToolTipText: "window",
    }
    for target, name in pairs.items():
        result.setColor(target, colours[name])
    for target in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText):
        result.setColor(group.Disabled, target, colours["text_disabled"])
    result.setColor(group.Disabled, role.Base, colours["sunken"])
    result.setColor(group.Disabled, role.Button, colours["sunken"])
    return result
