"""Fills the style sheet and the palette with the colour roles, so that Qt draws the plain controls in C++."""

from __future__ import annotations

import re
from string import Template

from PySide6.QtGui import QColor, QPalette

from reapply_desktop.services import resources

_LENGTH = re.compile(r"(?<![\w.$])(\d+(?:\.\d+)?)px")
_LINE = re.compile(r"(min-height|max-height): 20px")
_PADDING_OR_LENGTH = re.compile(r"(?P<padding>padding(?:-\w+)?: [^;]*;)|(?<![\w.$])(?P<length>\d+(?:\.\d+)?)px")
_FIRM = re.compile(r"border(?:-width)?: 2px")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# Lines and focus borders stay one and two device pixels wide however large the text is.
_HAIRLINE = 2.0


def filled(colours: dict[str, QColor], icons: str, factor: float, line: int, contrast: bool = False) -> str:
    """The finished sheet: roles and icon folder put in, lengths times `factor`, one-line heights `line` px."""
    sheet = _scaled(resources.text("themes", "controls.qss"), factor, firm=False)
    if contrast:
        sheet += _scaled(resources.text("themes", "contrast.qss"), factor, firm=True)
    values = {role: colour.name() for role, colour in colours.items()}
    return Template(sheet).substitute(values, icons=icons.replace("\\", "/"), line_height=f"{line}px")


def _scaled(sheet: str, factor: float, firm: bool) -> str:
    """The sheet in a larger size. `firm`: all of it is about borders of 2 px."""
    rules = _LINE.sub(r"\1: $line_height", _COMMENT.sub("", sheet)).splitlines()
    # Padding beside a border of 2 px is one less than beside one of 1 px, at any size: a focus moves nothing.
    return "\n".join(_scaled_rule(rule, factor, 1 if firm or _FIRM.search(rule) else 0) for rule in rules) + "\n"


def _scaled_rule(rule: str, factor: float, less: int) -> str:
    def scaled(match: re.Match[str]) -> str:
        if match["padding"]:
            return _LENGTH.sub(lambda n: f"{round((float(n[1]) + less) * factor) - less}px", match["padding"])
        length = float(match["length"])
        return match[0] if length <= _HAIRLINE else f"{round(length * factor)}px"

    return _PADDING_OR_LENGTH.sub(scaled, rule)


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
