"""Costs compare component by component, and an edition says where a break is counted."""

from __future__ import annotations

import pytest

from models.rules.cars.driver_rest import DriverRest
from models.rules.catalogue import rules
from models.staffing.costs import NOTHING, DutyPrices, StaffingCost
from tests.weeks import facts, visit


def test_costs_add_and_subtract_component_by_component() -> None:
    a, b = StaffingCost(1, 20, 300, 4000), StaffingCost(0, 5, 30, 70)
    assert a + b == StaffingCost(1, 25, 330, 4070)
    assert a - b == StaffingCost(1, 15, 270, 3930)
    assert a + NOTHING == a - NOTHING == a
    assert isinstance(a + b, StaffingCost)


def test_costs_compare_the_weightiest_component_first() -> None:
    assert StaffingCost(0, 9, 9, 9) < StaffingCost(1)
    assert StaffingCost(0, 1, 2, 9).before_duty == StaffingCost(0, 1, 2, 0).through("money") == (0, 1, 2)
    assert StaffingCost(0, 1, 2, 9).before_money == (0, 1)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("must", StaffingCost(musts=12)),
        ("should", StaffingCost(shoulds=12)),
        ("prefer", StaffingCost(duty=12)),
        ("note", NOTHING),
    ],
)
def test_the_level_says_where_a_break_is_counted(level: str, expected: StaffingCost) -> None:
    f = facts(visit("v1"), rules={"CAR-08": {"level": level}})
    (rule,) = (rule for rule in rules(f.edition) if isinstance(rule, DriverRest))
    unit = rule.cost(1)
    prices = DutyPrices(f, [rule])
    assert prices.price(rule, 12) == StaffingCost(*(unit * part for part in expected))
    assert prices.price(rule, -1) == NOTHING
    assert prices.counted == (() if level == "note" else (rule,))
