"""A card follows the fields and numbers that are chosen for its path (B3.5, B3.6)."""

from datetime import date

from reapply_desktop.domain.answers import Answers, Applicant, Application, Exam
from reapply_desktop.domain.chosen_card import chosen_card
from reapply_desktop.domain.fees import application_cost
from reapply_desktop.domain.path_cards import cards
from reapply_desktop.domain.post_mortem import assess
from reapply_desktop.services.reference_data import load_tables

TABLES = load_tables()
NADIA = Answers(
    Applicant("non_us_img", "Nadia", 2022),
    (Application("internal_medicine", 60, 5, 4, 4), Application("family_medicine", 5, 0, 0, 0)),
    exams=(Exam("step2ck", 231, True, 1),), submitted_on=date(2025, 10, 12),
)  # fmt: skip
RESULT = assess(NADIA, TABLES, date(2026, 3, 23))
BASE = {card.path: card for card in cards(NADIA, RESULT, TABLES)}


def followed(path, *fields):
    return chosen_card(path, fields, NADIA, RESULT, TABLES)


def test_what_is_proposed_is_the_card_as_it_was():
    assert followed("hybrid", ("internal_medicine", 60), ("family_medicine", 80)) == BASE["hybrid"]
    assert followed("same_specialty", ("internal_medicine", None)) == BASE["same_specialty"]
    assert followed("pivot", (BASE["pivot"].specialties[0][0], None)) == BASE["pivot"]


def test_B3_6_another_backup_and_other_numbers_are_named_and_priced():
    card = followed("hybrid", ("internal_medicine", 40), ("emergency_medicine", 100))
    assert [s for s, _figure in card.specialties] == ["internal_medicine", "emergency_medicine"]
    assert "emergency medicine" in card.summary
    assert "140 programs, and the fees for them" in card.speaks_against
    assert card.cost == sum(application_cost(s, n, TABLES)
                            for s, n in (("internal_medicine", 40), ("emergency_medicine", 100)))
    assert card.cost_words == "ERAS and ResidencyCAS, 40 + 100 programs"
    assert card.fits_best == BASE["hybrid"].fits_best


def test_B3_6_another_primary_keeps_no_interest_of_the_old_one():
    assert any("Keeps the interest" in line for line in BASE["hybrid"].speaks_for)
    card = followed("hybrid", ("psychiatry", 60), ("internal_medicine", 80))
    assert card.summary == "Psychiatry, with internal medicine applied to as seriously."
    assert not any("Keeps the interest" in line for line in card.speaks_for)


def test_B3_5_a_pivot_leads_with_the_field_chosen():
    card = followed("pivot", ("psychiatry", 70))
    assert card.specialties[0][0] == "psychiatry"
    assert len(card.specialties) == len(BASE["pivot"].specialties)
    assert card.cost_words == "ERAS, 70 programs"
    assert card.cost == application_cost("psychiatry", 70, TABLES)


def test_one_field_twice_is_no_card_of_its_own():
    assert followed("hybrid", ("psychiatry", 60), ("psychiatry", 80)) == BASE["hybrid"]
