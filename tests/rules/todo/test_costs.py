"""Things to do for money."""

from __future__ import annotations

from tests.rules.todo.asked import asked, lines


def test_gifts_and_what_exceeds_the_package() -> None:
    made = asked({"kind": "gift", "id": "vase", "what": "花瓶", "unit_price": 300}, rows=[])
    money = lines(made, "COST-02")
    assert money[0][1:] == ("主管副总", "费用超出标准 300 元,提前报批:客户v1的礼品超出 C 级套餐 300 元")
    assert money[1][1:] == ("行政部", "礼品“花瓶”3 份领取、包装")


def test_a_yuan_beyond_package_and_budget_is_approved_once():
    """Gifts of 705 yuan: 105 beyond the package, 205 beyond the budget, in which the 105 are."""
    nothing = {"lodging": False, "cars": False, "meals": False}
    made = asked(
        {"kind": "gift", "id": "vase", "what": "花瓶", "unit_price": 235}, rows=[], budget=500, provides=nothing
    )
    said = lines(made, "COST-02")[0][2]
    assert said == "费用超出标准 205 元,提前报批:客户v1的礼品超出 C 级套餐 105 元;客户v1超出预算 205 元"


def test_what_a_leader_waived_is_not_asked_again() -> None:
    gift = {"kind": "gift", "id": "vase", "what": "花瓶", "unit_price": 300}
    made = asked(gift, rows=[], waivers=[{"rule": "COST-02", "approver": "总经理"}])
    assert not [text for _, _, text in lines(made, "COST-02") if "报批" in text]
