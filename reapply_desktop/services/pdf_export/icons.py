"""Reads the Lucide icons of resources/icons as PDF paths; an icon that is not shipped has no strokes."""

import math
import re
from collections.abc import Iterator
from functools import cache

from reapply_desktop.services import resources

Point = tuple[float, float]
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.\d+|\.\d+|\d+)(?:e-?\d+)?")
_ELEMENT = re.compile(r"<(path|circle|line|rect|polyline|polygon)\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:-]+)\s*=\s*"([^"]*)"')
_COUNT = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}


@cache
def strokes(name: str) -> tuple[tuple[str, tuple[float, ...]], ...]:
    """The icon as moves (`m`), lines (`l`), curves (`c`) and closings (`z`) on its grid of 24, y downwards."""
    if not resources.exists("icons", f"{name}.svg"):
        return ()
    found: list[tuple[str, tuple[float, ...]]] = []
    # The shipped icons are flat lists of elements with quoted attributes; an XML reader takes longer to import.
    for kind, written in _ELEMENT.findall(resources.text("icons", f"{name}.svg")):
        attributes = dict(_ATTRIBUTE.findall(written))
        number = {key: float(value) for key, value in attributes.items() if re.fullmatch(r"-?[\d.]+", value)}
        if kind == "path":
            found.extend(_path(attributes["d"]))
        elif kind == "circle":
            found.extend(_ellipse(number["cx"], number["cy"], number["r"], number["r"]))
        elif kind == "line":
            found.extend((("m", (number["x1"], number["y1"])), ("l", (number["x2"], number["y2"]))))
        elif kind == "rect":
            x, y, w, h = number.get("x", 0.0), number.get("y", 0.0), number["width"], number["height"]
            r = number.get("rx", 0.0)
            arc = f"a{r} {r} 0 0 1"
            found.extend(
                _path(
                    f"M{x + r} {y}h{w - 2 * r}{arc} {r} {r}v{h - 2 * r}{arc} {-r} {r}"
                    f"h{2 * r - w}{arc} {-r} {-r}v{2 * r - h}{arc} {r} {-r}z"
                )
            )
        elif kind in ("polyline", "polygon"):
            points = attributes["points"]
            found.extend(_path(f"M{points}" + ("z" if kind == "polygon" else "")))
    return tuple(found)


def operators(name: str) -> str:
    """The icon as PDF path operators on its grid of 24, y upwards, stroked in the current colour."""
    said = []
    for kind, n in strokes(name):
        numbers = " ".join(f"{v if i % 2 == 0 else 24 - v:.2f}" for i, v in enumerate(n))
        said.append(f"{numbers} {'h' if kind == 'z' else kind}")
    return " ".join([*said, "S"])


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    # Flags of arcs may be written without a blank ("a2 2 0 012 2"), so numbers are read one by one.
    position, command = 0, ""
    while True:
        match = _TOKEN.search(data, position)
        if match is None:
            return
        if match[0].isalpha():
            command, position = match[0], match.end()
        values: list[float] = []
        for index in range(_COUNT[command.lower()]):
            if command in "aA" and index in (3, 4):
                match = re.compile(r"[01]").search(data, position)
            else:
                match = _TOKEN.search(data, position)
            assert match is not None
            values.append(float(match[0]))
            position = match.end()
        yield command, values
        command = {"m": "l", "M": "L"}.get(command, command)


def _path(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    x = y = start_x = start_y = 0.0
    control: Point | None = None
    for command, n in _commands(data):
        kind, relative = command.lower(), command.islower()
        dx, dy = (x, y) if relative else (0.0, 0.0)
        last_control, control = control, None
        if kind == "z":
            x, y = start_x, start_y
            yield "z", ()
        elif kind == "h":
            x = n[0] + dx
            yield "l", (x, y)
        elif kind == "v":
            y = n[0] + dy
            yield "l", (x, y)
        elif kind in "ml":
            x, y = n[0] + dx, n[1] + dy
            if kind == "m":
                start_x, start_y = x, y
            yield kind, (x, y)
        elif kind in "cs":
            if kind == "s":
                cx, cy = last_control or (x, y)
                n = [2 * x - cx - dx, 2 * y - cy - dy, *n]
            points = [v + (dx if i % 2 == 0 else dy) for i, v in enumerate(n)]
            control = (points[2], points[3])
            x, y = points[4], points[5]
            yield "c", tuple(points)
        elif kind == "a":
            end = (n[5] + dx, n[6] + dy)
            yield from _arc((x, y), n[0], n[1], n[2], bool(n[3]), bool(n[4]), end)
            x, y = end


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> Iterator[tuple[str, tuple[float, ...]]]:
    yield "m", (cx + rx, cy)
    yield from _arc((cx + rx, cy), rx, ry, 0.0, False, True, (cx - rx, cy))
    yield from _arc((cx - rx, cy), rx, ry, 0.0, False, True, (cx + rx, cy))


def _arc(
    start: Point, rx: float, ry: float, turn: float, large: bool, sweep: bool, end: Point
) -> Iterator[tuple[str, tuple[float, ...]]]:
    """An SVG arc as curves of at most a quarter turn (SVG 1.1, F.6.5)."""
    if start == end or not rx or not ry:
        yield "l", end
        return
    cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    px, py = cos * half_x + sin * half_y, cos * half_y - sin * half_x
    grow = math.sqrt(max(1.0, (px / rx) ** 2 + (py / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    below = (rx * py) ** 2 + (ry * px) ** 2
    factor = math.sqrt(max(0.0, (rx * ry) ** 2 - below) / below) * (-1 if large == sweep else 1)
    qx, qy = factor * rx * py / ry, -factor * ry * px / rx
    cx = cos * qx - sin * qy + (start[0] + end[0]) / 2
    cy = sin * qx + cos * qy + (start[1] + end[1]) / 2
    first = math.atan2((py - qy) / ry, (px - qx) / rx)
    last = math.atan2((-py - qy) / ry, (-px - qx) / rx)
    span = (last - first) % (2 * math.pi) if sweep else -((first - last) % (2 * math.pi))
    count = max(1, math.ceil(abs(span) / (math.pi / 2) - 1e-9))
    step = span / count
    reach = 4 / 3 * math.tan(step / 4)
    for index in range(count):
        a, b = first + index * step, first + (index + 1) * step
        points = (
            (math.cos(a) - reach * math.sin(a), math.sin(a) + reach * math.cos(a)),
            (math.cos(b) + reach * math.sin(b), math.sin(b) - reach * math.cos(b)),
            (math.cos(b), math.sin(b)),
        )
        yield "c", tuple(
            value
            for ux, uy in points
            for value in (cos * rx * ux - sin * ry * uy + cx, sin * rx * ux + cos * ry * uy + cy)
        )
