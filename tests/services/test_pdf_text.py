"""Text made ready for paper: nothing disappears, lines keep to their width, letters come from a font that has them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reapply_desktop.domain.season_words import hour_words
from reapply_desktop.domain.vocabulary import CATEGORIES
from reapply_desktop.services import resources
from reapply_desktop.services.pdf_export import icons, system_fonts
from reapply_desktop.services.pdf_export.direction import drawn_order
from reapply_desktop.services.pdf_export.flow import Block, filled
from reapply_desktop.services.pdf_export.fonts import DISPLAY, SANS, SANS_BOLD, Style, face_for
from reapply_desktop.services.pdf_export.ink import cues
from reapply_desktop.services.pdf_export.text import (
    Unknown,
    _word_width,
    clean,
    cut,
    one_line,
    runs,
    sentences_within,
    shaped,
    titled,
    width,
    wrapped,
)
from reapply_desktop.services.pdf_export.words import done_means, ordinal, sentences

BODY = Style(SANS, 10)


def fonts_of(text: str, font: str = SANS) -> list[tuple[str, str]]:
    return [(used.name, piece) for used, piece in runs(text, font, Unknown())]


def test_plain_text_is_one_run() -> None:
    assert fonts_of("Submit ERAS") == [("SourceSans3-Regular", "Submit ERAS")]
    assert fonts_of("Nguyễn, Łódź, Γειά, Привет") == [("SourceSans3-Regular", "Nguyễn, Łódź, Γειά, Привет")]


def test_letters_come_from_the_first_font_that_has_them() -> None:
    assert [name for name, _ in fonts_of("Go 🏥 now", SANS_BOLD)] == [
        "SourceSans3-Semibold", "NotoEmoji-Regular", "SourceSans3-Semibold",
    ]  # fmt: skip
    assert fonts_of(shaped("سلام"), DISPLAY)[0][0] == "NotoSansArabic-Bold"


def test_what_no_font_has_is_a_box_and_is_remembered() -> None:
    unknown = Unknown()
    assert "".join(piece for _, piece in runs("a𓀀b", SANS, unknown)) == "a□b"
    assert unknown.note() == "A sign in your texts that no font here has will print as an empty box."
    assert Unknown().note() == ""


def test_a_script_that_no_font_has_is_named_with_a_font_that_mends_it() -> None:
    assert Unknown(dict.fromkeys("अमारा")).note() == (
        "Devanagari letters cannot be printed with the fonts of this computer; "
        "a font such as Noto Sans Devanagari mends it."
    )
    assert Unknown(dict.fromkeys("ไทย김中")).note() == (
        "Thai, Korean and Chinese letters cannot be printed with the fonts of this computer; "
        "fonts such as Noto Sans Thai, Nanum Gothic and WenQuanYi Micro Hei mend it."
    )


def test_tones_of_skin_are_left_out_and_flags_are_their_letters() -> None:
    assert clean("Thanks 👍🏽 from 🇺🇸") == "Thanks 👍 from US"


@pytest.mark.parametrize(
    ("given_text", "cleaned"),
    [
        ("e\u0301", "é"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\x00b", "a\ufffdb"),
        ("a\u200bb\ufeff", "ab"),
        ("\ud800", "\ufffd"),
    ],
)
def test_cleaning_keeps_what_can_be_seen(given_text: str, cleaned: str) -> None:
    assert clean(given_text) == cleaned


def test_titles_are_one_line_and_never_empty() -> None:
    assert one_line("a\n  b\tc") == "a b c"
    assert titled("\u200b ") == "Step without a title"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300), st.floats(60, 400))
def test_lines_keep_to_their_width_and_lose_nothing(text: str, room: float) -> None:
    lines = wrapped(text, BODY, room)
    assert all(width(line, BODY) <= room + 0.01 for line in lines)
    expected = "".join(shaped(clean(text)).split())
    said = "".join("".join(lines).split())
    # A line may begin with a mark that says which way its paragraph runs.
    assert [c for c in said if c not in "\u200e\u200f"] == [c for c in expected if c not in "\u200e\u200f"]


@given(st.text(alphabet="abc de", min_size=1, max_size=300), st.integers(1, 4))
def test_a_limit_of_lines_is_kept_and_visible(text: str, most: int) -> None:
    lines = wrapped(text, BODY, 80, most)
    assert len(lines) <= most
    if len(wrapped(text, BODY, 80)) > most:
        assert lines[-1].endswith("…")
    assert all(width(line, BODY) <= 80.01 for line in lines)


def test_cut_ends_with_a_word_where_one_is_near() -> None:
    assert cut("short", BODY, 200) == "short"
    assert cut("several words that go on", BODY, 80) == "several words…"


def test_whole_sentences_are_kept_together() -> None:
    said = sentences_within(["One is short.", "Another that is long enough to need a line of its own."], BODY, 90, 1)
    assert said == ["One is short."]
    assert sentences_within(["Too long by itself for a line that is narrow."], BODY, 90, 1)[0].endswith("…")
    assert sentences_within([], BODY, 90, 1) == []


def test_what_done_means_is_found_in_the_notes() -> None:
    assert done_means("Done means the form is sent.\n\nThen rest.") == ("The form is sent.", "Then rest.")
    assert done_means("Write to Dr. Osei first. Then wait.") == ("Write to Dr. Osei first.", "Then wait.")
    assert done_means("") == ("", "")


def test_words_of_dates_and_hours() -> None:
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 31)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "23rd", "31st",
    ]  # fmt: skip
    assert hour_words("21:00") == "9 pm ET"
    assert hour_words("23:59") == "11:59 pm ET"
    assert hour_words("00:30") == "12:30 am ET"
    assert hour_words("12:00") == "noon ET"
    assert hour_words(None) == ""


def test_a_text_falls_into_sentences_but_not_at_a_title() -> None:
    said = "Dr. Osei said so. I mean it!\nIs it late? e.g. in May."
    assert sentences(said) == ["Dr. Osei said so.", "I mean it!", "Is it late?", "e.g. in May."]
    assert sentences("  ") == []
    assert sentences("no stop") == ["no stop"]


def test_a_day_stays_with_its_month_where_a_line_ends() -> None:
    for room in range(60, 200):
        lines = wrapped("Rotations since 8 June and again on 12 September 2026, then 3 May", BODY, room)
        assert not [line for line in lines if line.split()[-1].isdigit() and not line.endswith("2026")]


@given(st.lists(st.tuples(st.floats(1, 900), st.booleans()), max_size=60))
def test_blocks_all_find_a_page_in_their_order(drawn: list[tuple[float, bool]]) -> None:
    blocks = [Block(height, lambda sheet, y: None, keep) for height, keep in drawn]
    pages = filled(blocks, 500.0)
    assert [id(block) for page in pages for block in page] == [id(block) for block in blocks]
    assert all(len(page) == 1 or sum(block.height for block in page) <= 500.01 for page in pages)


def test_every_category_has_its_icon_within_its_square() -> None:
    assert set(cues()) == set(CATEGORIES)
    for name in [*(cue.icon for cue in cues().values()), "check", "circle-check", "circle-dashed"]:
        drawn = icons.strokes(name)
        assert drawn, name
        assert drawn[0][0] == "m"
        ends = [n[-2:] for kind, n in drawn if kind != "z"]
        assert all(0 <= x <= 24 and 0 <= y <= 24 for x, y in ends), name
    assert icons.strokes("no-such-icon") == ()


def test_an_arc_ends_where_it_should() -> None:
    (kind, numbers), *_ = [*icons._arc((0.0, 10.0), 10, 10, 0, False, True, (10.0, 0.0))]
    assert kind == "c"
    assert numbers[-2:] == pytest.approx((10.0, 0.0))
    assert numbers[:2] == pytest.approx((0.0, 10 - 5.5228), abs=1e-3)


# ---------------------------------------------------------------- Arabic and Hebrew


@pytest.mark.parametrize(
    ("typed", "from_left_to_right"),
    [
        ("שלום רופאה (abc) 123", "123 (abc) האפור םולש"),
        ("عربي mixed English 123 (test) خليط", "طيلخ mixed English 123 (test) يبرع"),
        ("مريم (Maria)", "(Maria) ميرم"),
        ("Ask מרים (Maria) now", "Ask םירמ (Maria) now"),
        ("Mail דוד (ראש [צוות])", "Mail ([תווצ] שאר) דוד"),
        ("(שלום) 5 < 7", "7 > 5 (םולש)"),
        ("«سلام» (1)", "(1) «مالس»"),
    ],
)
def test_brackets_stand_and_look_as_the_order_of_reading_asks(typed: str, from_left_to_right: str) -> None:
    assert drawn_order(typed) == from_left_to_right


def test_a_vowel_sign_stays_behind_its_letter() -> None:
    assert drawn_order("שָׁלוֹם") == "םוֹלשָׁ"


def test_lines_are_broken_in_the_order_of_reading_and_run_as_their_paragraph_does() -> None:
    lines = wrapped("שלום רופאה יקרה English words that (perhaps) go on for some lines", BODY, 90)
    assert len(lines) > 3
    assert lines[0].startswith("שלום")
    # "(perhaps) go …" in a paragraph that runs to the left: its full stops and brackets stand at the left end.
    assert drawn_order("\u200f(abc) xyz.").strip("\u200f") == ".xyz (abc)"
    assert all(line.startswith("\u200f") for line in lines if "go" in line or "some" in line)
    assert wrapped("Ask the doctor whose name is שלום", BODY, 70)[-1].strip("\u200e") == "שלום"


# ---------------------------------------------------------------- fonts of this computer


@pytest.fixture
def own_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder as the only fonts of this computer."""
    monkeypatch.setattr(system_fonts, "_folders", lambda: [tmp_path])
    for cached in (system_fonts._there, face_for, _word_width):
        cached.cache_clear()
    yield tmp_path
    for cached in (system_fonts._there, face_for, _word_width):
        cached.cache_clear()


def drawn(line: str) -> tuple[list[tuple[str, str]], Unknown]:
    unknown = Unknown()
    return [(used.name, piece) for used, piece in runs(line, SANS, unknown)], unknown


def test_a_sign_that_is_not_shipped_is_set_in_a_font_of_this_computer(
    own_fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sign ⹁ is in one shipped file that is never asked for it: a copy of that stands for the computer's font."""
    monkeypatch.setattr(system_fonts, "_SCRIPTS", ((0x2E41, 0x2E41, ("Broken.ttf", "Signs.ttf")),))
    assert drawn("a⹁")[1].chars == {"⹁": None}
    (own_fonts / "deeper").mkdir()
    (own_fonts / "deeper" / "SIGNS.TTF").write_bytes(resources.data("fonts", "NotoSansArabic-Regular.ttf"))
    (own_fonts / "Broken.ttf").write_bytes(b"\x00\x01\x00\x00 and nothing else")
    for cached in (system_fonts._there, face_for, _word_width):
        cached.cache_clear()
    pieces, unknown = drawn("An ⹁ 𓀀")
    assert pieces == [(SANS, "An "), ("System-SIGNS", "⹁"), (SANS, " □")]
    assert unknown.chars == {"𓀀": None}
    assert width("⹁", BODY) > 0


def test_letters_of_every_shipped_script_ask_no_font_of_this_computer(own_fonts: Path) -> None:
    for name in ("Nguyễn Łukasz", "Ελένη", "Дмитрий", "محمد", "Գրիգոր", "დავით", "דוד"):
        assert not drawn(shaped(name))[1].chars
