"""The theme: every colour pair of the look keeps its ratio, and switching scheme or text size reaches everything."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reapply_desktop.services import resources
from reapply_desktop.ui import theme as theme_module
from reapply_desktop.ui.controls.buttons import button
from reapply_desktop.ui.style_sheet import filled
from reapply_desktop.ui.theme import SCHEMES, STYLES, Theme, categories, roles, text_factor

TEXT, MARK = 4.5, 3.0
BACKGROUNDS = ("window", "sidebar", "surface", "sunken", "selection")


def luminance(colour: QColor) -> float:
    parts = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def ratio(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_ratio_is_that_of_wcag() -> None:
    assert ratio(QColor("#000000"), QColor("#FFFFFF")) == pytest.approx(21.0)
    assert ratio(QColor("#767676"), QColor("#FFFFFF")) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("role", ["text", "text_second", "accent_text", "positive", "warning", "critical"])
def test_text_can_be_read_on_every_background(scheme: str, role: str) -> None:
    colours = roles(scheme)
    worst = min(ratio(colours[role], colours[under]) for under in BACKGROUNDS)
    assert worst >= TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_can_be_read_on_its_own_soft_fill_and_on_filled_buttons(scheme: str) -> None:
    colours = roles(scheme)
    for role in ("positive", "warning", "critical"):
        assert ratio(colours[role], colours[f"{role}_soft"]) >= TEXT
    assert ratio(colours["text"], colours["warning_soft"]) >= TEXT
    for fill in ("accent", "accent_hover", "accent_press"):
        assert ratio(colours["on_accent"], colours[fill]) >= TEXT


@pytest.mark.parametrize("scheme", SCHEMES)
def test_borders_and_marks_can_be_seen(scheme: str) -> None:
    colours = roles(scheme)
    for under in ("window", "sidebar", "surface", "sunken"):
        assert ratio(colours["control_line"], colours[under]) >= MARK
    for role in ("warning_line", "arrow", "accent"):
        assert ratio(colours[role], colours["surface"]) >= MARK


@pytest.mark.parametrize("scheme", SCHEMES)
def test_categories_can_be_seen_on_tables_and_selected_rows(scheme: str) -> None:
    colours = roles(scheme)
    for colour in categories(scheme).values():
        assert ratio(colour, colours["surface"]) >= MARK
        assert round(ratio(colour, colours["selection"]), 1) >= MARK


@pytest.mark.parametrize(
    ("scheme", "text", "second"), [("light", 12.8, 5.6), ("dark", 10.3, 6.2), ("contrast", 12.7, 12.7)]
)
def test_the_table_of_measured_ratios_is_still_true(scheme: str, text: float, second: float) -> None:
    colours = roles(scheme)
    for role, expected in (("text", text), ("text_second", second)):
        assert min(ratio(colours[role], colours[under]) for under in BACKGROUNDS) == pytest.approx(expected, abs=0.06)


def test_all_schemes_have_the_same_roles_and_categories() -> None:
    for scheme in SCHEMES[1:]:
        assert roles(scheme).keys() == roles("light").keys()
        assert categories(scheme).keys() == categories("light").keys()


def test_the_quick_reader_finds_what_the_file_says() -> None:
    file = tomllib.loads(resources.text("themes", "themes.toml"))
    for scheme in SCHEMES:
        named = {name: QColor(value) for name, value in file[scheme].items() if name != "category"}
        assert roles(scheme) == named
        assert categories(scheme) == {name: QColor(value) for name, value in file[scheme]["category"].items()}


def test_every_category_has_an_icon_and_a_second_cue(theme: Theme) -> None:
    for name in categories("light"):
        assert not theme.pixmap(theme.category_icon(name), name, 16).isNull()
        assert theme.category_icon(name) == tomllib.loads(resources.text("themes", "themes.toml"))["cue"][name]["icon"]
        pattern = theme.category_pattern(name)
        assert pattern.lines or pattern.dots or pattern.hollow or name == "application"  # application is solid


def test_the_shipped_fonts_are_used(theme: Theme) -> None:
    for style, wanted in STYLES.items():
        info = QFontInfo(theme.font(style))
        assert info.family().startswith(wanted.family)
        assert info.weight() == wanted.weight
        assert info.pixelSize() == pytest.approx(wanted.size, abs=0.6)


@pytest.mark.parametrize("factor", [1.0, 1.5, 2.0])
@pytest.mark.parametrize("contrast", [False, True])
def test_the_sheet_is_filled_completely(factor: float, contrast: bool) -> None:
    sheet = filled(roles("light"), "/icons", factor, round(20 * factor), contrast)
    assert "$" not in sheet
    assert f"min-height: {round(20 * factor)}px" in sheet
    used = set(re.findall(r"url\(/icons/([\w-]+)\.svg\)", sheet))
    assert used <= set(theme_module.icons.SHEET_ICONS)


def test_hairlines_stay_one_pixel_in_large_text() -> None:
    assert "border: 1px solid" in filled(roles("light"), "/icons", 2.0, 40)


def test_the_icons_of_the_sheet_are_written_in_the_colours_of_the_scheme(qapp: QApplication, tmp_path: Path) -> None:
    made = Theme(qapp, cache=tmp_path, factor=1.0)
    try:
        made.set_scheme("dark")
        file = tmp_path / "icons-dark" / "chevron-down.svg"
        assert roles("dark")["text_second"].name() in file.read_text(encoding="utf-8")
    finally:
        made.set_scheme("light")
        made.deleteLater()


def test_another_theme_keeps_the_style_that_widgets_point_to(qapp: QApplication, theme: Theme, tmp_path: Path) -> None:
    style = qapp.style()
    gone: list[object] = []
    style.destroyed.connect(lambda *_: gone.append(style))
    made = Theme(qapp, cache=tmp_path, factor=1.0)
    made.deleteLater()
    assert not gone
    assert qapp.style() is style


def test_all_icons_are_one_colour_and_of_one_weight() -> None:
    with resources.path("icons") as folder:
        files = sorted(folder.glob("*.svg"))
        assert len(files) > 40
        for file in files:
            svg = file.read_text(encoding="utf-8")
            assert 'stroke="currentColor"' in svg, file.name
            assert 'stroke-width="1.75"' in svg, file.name
        assert (folder / "LICENSE.txt").is_file()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_scheme_reaches_palette_and_says_so(theme: Theme, qapp: QApplication, scheme: str, qtbot: QtBot) -> None:
    theme.set_scheme("dark" if scheme == "light" else "light")
    with qtbot.waitSignal(theme.changed):
        theme.set_scheme(scheme)
    assert theme.scheme == scheme
    assert qapp.palette().color(QPalette.ColorRole.Window) == roles(scheme)["window"]
    assert theme.colour("text") == roles(scheme)["text"]


def test_an_unknown_scheme_is_refused(theme: Theme) -> None:
    with pytest.raises(ValueError, match="sepia"):
        theme.set_scheme("sepia")


def test_buttons_and_actions_get_their_icon_in_the_new_colour(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    plain = QPushButton(theme.icon("house"), "", window)
    ours = button("Home", icon=theme.icon("house", "accent_text"))
    ours.setParent(window)
    action = window.addAction(theme.icon("send"), "Send")
    theme.set_scheme("dark")
    assert plain.icon().cacheKey() == theme.icon("house").cacheKey()
    assert ours.icon().cacheKey() == theme.icon("house", "accent_text").cacheKey()
    assert action.icon().cacheKey() == theme.icon("send").cacheKey()


def test_icons_are_rendered_once_and_in_their_colour(theme: Theme) -> None:
    first = theme.pixmap("square", "accent", 24)
    assert theme.pixmap("square", "accent", 24).cacheKey() == first.cacheKey()
    image = first.toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colours == {theme.colour("accent").name()}


def test_large_text_makes_everything_larger(theme: Theme) -> None:
    small, theme_line = QFontInfo(theme.font("body")).pixelSize(), theme.line_height("body")
    theme.set_factor(2.0)
    assert QFontInfo(theme.font("body")).pixelSize() == 2 * small
    assert theme.px(34) == 68
    assert theme.line_height("body") == 2 * theme_line
    assert theme.icon("house").availableSizes()[0].width() == 32


def test_the_text_size_of_the_system_is_followed_but_never_below_the_design(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    font = QFont()
    font.setPointSizeF(18.0)
    assert text_factor(font, 96.0) == pytest.approx(2.0)
    font.setPointSizeF(7.0)
    assert text_factor(font, 96.0) == 1.0
    monkeypatch.setattr("sys.platform", "darwin")
    font.setPointSizeF(13.0)
    assert text_factor(font, 72.0) == pytest.approx(1.0)


def test_every_icon_the_code_names_is_shipped() -> None:
    named: set[str] = set()
    for file in Path(theme_module.__file__).parent.rglob("*.py"):
        code = file.read_text(encoding="utf-8")
        named |= set(re.findall(r'(?:\bicon|\bpixmap|\bglyph|icon_button)\((?:\w*theme, )?"([a-z0-9-]+)"', code))
    assert len(named) > 5
    missing = {name for name in named if not resources.exists("icons", f"{name}.svg")}
    assert not missing
