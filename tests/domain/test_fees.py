"""B11.8: the fee tiers, tested by the examples their publisher gives."""

import pytest

from reapply_desktop.domain.fees import application_cost, eras_cost, service, tiered_cost
from reapply_desktop.services.reference_data import load_tables

FEES = load_tables().fees


def test_B11_8_the_published_examples_come_out():
    assert eras_cost(30, FEES) == 330
    assert eras_cost(43, FEES) + eras_cost(7, FEES) == 797
    assert eras_cost(32, FEES) + eras_cost(32, FEES) == 780


@pytest.mark.parametrize(("programs", "dollars"), [(0, 0), (1, 11), (30, 330), (31, 360), (60, 1230), (100, 2430)])
def test_B11_8_each_tier_has_its_own_price(programs, dollars):
    assert eras_cost(programs, FEES) == dollars


@pytest.mark.parametrize(("programs", "dollars"), [(0, 0), (1, 99), (18, 99), (19, 117), (30, 315), (31, 338)])
def test_B11_6_emergency_medicine_and_obgyn_pay_residencycas(programs, dollars):
    assert tiered_cost(programs, FEES["residencycas"]["tiers"]) == dollars
    for specialty in ("emergency_medicine", "obstetrics_gynecology"):
        assert service(specialty, load_tables()) == "ResidencyCAS"
        assert application_cost(specialty, programs, load_tables()) == dollars
    assert service("anesthesiology", load_tables()) == "ERAS"
