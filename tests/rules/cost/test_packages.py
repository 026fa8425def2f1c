"""COST-01 to COST-03. Level C: hotel 450, meal 90, banquet 220, gifts 200, tickets 200 a head; three guests."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rules.cases import Made, case, run
from tests.rules.hands import received
from tests.weeks import banquet, company, facts, hosts, place, plan, sight, talk, visit

GIFT = {"kind": "gift", "id": "vase", "what": "花瓶"}


def eating(**garden: Any) -> Made:
    f = facts(visit("v1", banquet()), company=company(places=place("garden", **garden)))
    return f, plan(f, v1=[("lunch", "21 12:00", {"place": "garden"}), ("welcome", "21 18:00")])


@case("COST-01", 0)
@case("COST-02", 0)
@case("COST-03", 0)
def within_the_package() -> Made:
    """Lunch 90, banquet 220; the inn: a single at 400 and a twin at 450 for three, against 1350."""
    return eating(price=90, banquet_price=220)


@case("COST-02", 1)
def lunch_one_yuan_over() -> Made:
    return eating(price=91, banquet_price=220)


@case("COST-02", 3 + 1)
def lunch_and_banquet_over() -> Made:
    """Lunch 100 a head over, banquet 33 a head."""
    return eating(price=190, banquet_price=253)


@case("COST-02", 2)
def packed_meals_have_their_price() -> Made:
    """Forty yuan are within the package; what is not is the dear hotel: 850 + 650 against 1350, for two nights."""
    rooms = [{"kind": "single", "price": 850}, {"kind": "twin", "price": 600}]
    f = facts(visit("v1", depart="23 12:00"), company=company(places=place("inn", room_types=rooms)))
    return f, plan(f, v1=[("lunch", "21 12:00", {"dining_room": None})])


def seeing(price: int) -> Made:
    f = facts(visit("v1", sight()), company=company(places=place("museum", price=price)))
    return f, plan(f, v1=[("museum", "21 14:00")])


@case("COST-02", 0)
def tickets_within_the_package() -> Made:
    return seeing(200)


@case("COST-02", 1)
def tickets_over_the_package() -> Made:
    return seeing(201)


def given(price: int, *, each: bool = True) -> Made:
    f = facts(visit("v1", {**GIFT, "unit_price": price, "each": each}))
    return f, plan(f, v1=[])


@case("COST-02", 0)
def gifts_within_the_package() -> Made:
    return given(200)


@case("COST-02", 3)
def gifts_over_the_package() -> Made:
    return given(300)


@case("COST-02", 1)
def gifts_a_little_over_the_package() -> Made:
    """Ninety-nine yuan beyond six hundred: one hundred that is begun."""
    return given(233)


@case("COST-02", 0)
def one_gift_for_the_guest_of_honour() -> Made:
    return given(600, each=False)


def budget(yuan: int) -> Made:
    """Return one night at 850 and lunch at 30 a head: 940."""
    f = facts(visit("v1", talk(), budget=yuan))
    return f, plan(f, v1=[("lunch", "21 12:00")])


@case("COST-02", 0)
def within_the_budget() -> Made:
    return budget(940)


@case("COST-02", 1)
def over_the_budget() -> Made:
    return budget(939)


@pytest.mark.parametrize(
    ("contract", "level"), [(None, "D"), (99, "D"), (100, "C"), (400, "C"), (401, "B"), (600, "B"), (601, "A")]
)
def test_levels_by_contract_amount(contract: int | None, level: str) -> None:
    f = facts(visit("v1", level=None, contract=contract))
    assert f.stay("v1").level == level


def test_a_level_that_is_given_overrides_the_contract() -> None:
    f = facts(visit("v1", level="A", contract=1))
    assert f.stay("v1").level == "A"


@case("COST-02", 0)
def others_pay_for_their_dinner() -> Made:
    """The budget of one yuan a guest and night is spent on nothing else."""
    dinner = banquet(restaurant="garden", hosts=hosts())
    nothing = {"lodging": False, "cars": False}
    return received(dinner, rows=[("welcome", "21 18:00")], budget=0, provides=nothing, hotel="inn")


test_case = run(__name__)
