"""Titles without the names of mentors: half of one, a joined one, a possessive, and words that are no name here."""

import pytest

from reapply_desktop.services.pdf_export.names import without_names

OSEI = ("Dr. Amara Osei-Bonsu", "O’Brien, Siobhán")
EVERYDAY = ("Dr. March", "Dr. May", "Will Young")
OTHERS = ("田中 先生", "김민수", "अमारा ओसेई", "Müller")


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Osei's clinic, Thursday", "a mentor's clinic, Thursday"),
        ("OseiBonsu lab", "a mentor lab"),
        ("Mail osei_bonsu", "Mail a mentor"),
        ("BONSU", "a mentor"),
        ("OseiLab call", "a mentor call"),
        ("Meet Amara, then A. Bonsu", "Meet a mentor, then a mentor"),
        ("Thank OBrien and O'Brien", "Thank a mentor and a mentor"),
        ("Siobhan’s office", "a mentor’s office"),
        ("Mail a.osei@clinic.org", "Mail a mentor"),
        ("Bring books about bones", "Bring books about bones"),
    ],
)
def test_a_name_in_any_of_its_parts_is_not_printed(title: str, printed: str) -> None:
    assert without_names(OSEI)(title) == printed


@pytest.mark.parametrize(
    "title",
    [
        "Submit by 5 March", "In March write again", "March 2027", "March: letters", "May 3–June 5", "Rest until May",
        "From March to May", "Programs, May to June", "I will write", "I may apply", "Will they answer?",
        "march on", "Young again",
    ],
)  # fmt: skip
def test_words_of_every_day_stay(title: str) -> None:
    assert without_names(EVERYDAY)(title) == title


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("Thank March", "Thank a mentor"),
        ("Dr. May’s lab", "a mentor lab"),
        ("May’s lab", "a mentor’s lab"),
        ("Will Young again", "a mentor again"),
        ("Ask Will for a letter", "Ask a mentor for a letter"),
    ],
)
def test_words_of_every_day_that_stand_as_a_name_do_not(title: str, printed: str) -> None:
    assert without_names(EVERYDAY)(title) == printed


def test_names_in_other_scripts_and_without_their_accents() -> None:
    said = without_names(OTHERS)
    assert said("請田中先生寫信") == "a mentor"
    assert said("김민수에게 편지") == "a mentor 편지"
    assert said("Mail अमारा") == "Mail a mentor"
    assert said("Call Muller") == "Call a mentor"


def test_without_an_entered_name_only_titled_ones_go() -> None:
    assert without_names(())("Ask Dr. Lind, then Osei") == "Ask a mentor, then Osei"
