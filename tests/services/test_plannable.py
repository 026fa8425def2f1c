"""One visit that cannot be planned does not take the week with it: it is listed with reasons, others are planned."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import planner
from models.domain.errors import NoPlanPossible
from models.domain.events import ArrivalChanged
from models.domain.plan import WHOLE_VISIT, LeftOut
from models.domain.visits import Visit
from models.domain.week import Week
from planner.services.result import Limits
from tests import weeks
from tests.weeks import company, group, members, place, sight, talk, visit, week, when

QUICK = Limits(seconds=None, rounds=0)
ROOMS = [{"kind": "single", "price": 400}, {"kind": "twin", "price": 450}]


def bad(**changes: Any) -> Visit:
    return visit("bad", talk(), client="难办公司", **changes)


def hotels(*room_types: dict[str, Any]) -> list[dict[str, Any]]:
    return [{**p, "room_types": list(room_types)} if p["kind"] == "hotel" else p for p in place("inn")]


def without_hotels() -> dict[str, Any]:
    gone = {"inn", "grand", "inn_dining"}
    ways = [way for way in company().model_dump(mode="json")["ways"] if not {way["a"], way["b"]} & gone]
    return {"places": [p for p in place("inn") if p["id"] not in gone], "ways": ways}


CASES: dict[str, tuple[Callable[[], Visit], dict[str, Any], str, tuple[str, ...]]] = {
    "leaves before anybody can be there": (
        lambda: bad(arrive="21 08:00", depart="21 08:30"), {}, "ARR-05", ("08:10", "07:50", "高铁站", "08:50"),
    ),
    "the way to the airport is too long": (
        lambda: bad(groups=[{**group(arrive="21 08:00"), "departure": {"at": when("21 09:30"), "place": "air"}}]),
        {}, "ARR-05", ("08:10", "08:00", "机场", "路上至少"),
    ),
    "a large party is due earlier at the airport": (
        lambda: bad(groups=[{**group(arrive="21 08:00", depart="21 10:15", by="air"), "unnamed": 30}]),
        {}, "ARR-05", ("08:30", "08:15", "10:30"),
    ),
    "one group leaves before it can come": (
        lambda: bad(groups=[group("g1", members=["m1", "m2"]), group("g2", "21 09:00", "21 09:30", members=["m3"])]),
        {}, "ARR-05", ("客人3", "09:10", "08:50"),
    ),
    "groups that are never here together": (
        lambda: bad(groups=[group("g1", "21 08:00", "21 12:00", members=["m1", "m2"]),
                            group("g2", "22 08:00", "22 18:00", members=["m3"])]),
        {}, "STR-06", ("客人1等 2 人", "客人3", "两次来访"),
    ),
    "no hotel has the kinds of rooms": (
        lambda: bad(level="A"), {"places": hotels({"kind": "twin", "price": 300})}, "ARR-07",
        ("套房 1 间", "协议酒店缺", "大酒店缺"),
    ),
    "no hotel has rooms enough": (
        lambda: bad(members=members(9)), {"places": hotels({"kind": "single", "price": 400},
                                                           {"kind": "twin", "price": 450, "count": 2})},
        "ARR-07", ("双人间 4 间", "协议酒店缺双人间 2 间"),
    ),
    "the hotel of their wish is too small": (
        lambda: bad(hotel="inn"), {"places": place("inn", room_types=[{"kind": "twin", "price": 450}])}, "ARR-07",
        ("协议酒店缺单人间", "大酒店住得下"),
    ),
    "no hotel at all": (lambda: bad(), without_hotels(), "ARR-07", ("没有酒店",)),
}  # fmt: skip
DAY_VISIT = {
    "provides": {"lodging": False},
    "groups": [group(arrive="21 08:00", depart="21 18:00")],
}


def whole(result: planner.Result) -> LeftOut:
    (found,) = [left for left in result.left_out if left.is_whole_visit]
    return found


@pytest.mark.parametrize("name", CASES)
def test_a_visit_without_a_plan_is_listed_with_facts_and_the_others_are_planned(name: str) -> None:
    make, changes, rule, words = CASES[name]
    both = week(make(), visit("good", talk(), **DAY_VISIT), company=company(**changes))
    result = planner.solve(both, limits=QUICK, edition=weeks.edition())
    assert not planner.check(both, result.plan, weeks.edition()).score.musts
    assert {item.visit for item in result.plan.items} == {"good"}
    left = whole(result)
    assert (left.visit, left.request, left.reason) == ("bad", WHOLE_VISIT, "impossible_alone")
    assert rule in left.rules
    said = "".join(cause.zh for cause in left.causes)
    assert [word for word in words if word not in said] == []
    assert all(cause.en for cause in left.causes)
    stay = result.facts.stay("bad")
    assert (
        result.tiers[0].value
        == result.tiers[0].bound
        == stay.price_left_out(WHOLE_VISIT)
        > stay.price(stay.visit.request("talk"))
    )


@pytest.mark.parametrize("name", CASES)
def test_where_none_can_be_planned_the_reasons_of_each_are_told(name: str) -> None:
    make, changes, _, words = CASES[name]
    alone = week(make(), company=company(**changes))
    with pytest.raises(NoPlanPossible) as error:
        planner.solve(alone, limits=QUICK, edition=weeks.edition())
    assert "难办公司" in str(error.value)
    assert [word for word in words if word not in str(error.value)] == []


def held() -> dict[str, Week]:
    """Weeks of two visits each of which has a plan, but not beside the other."""
    one_hotel = place("grand", room_types=[{"kind": "suite", "price": 1, "count": 0}])
    few = [{**p, "room_types": [{**r, "count": 1} for r in ROOMS]} if p["id"] == "inn" else p for p in one_hotel]
    return {
        "one hotel, and rivals": week(visit("a", hotel="inn"), visit("b", hotel="inn", rivals=("a",))),
        "one hotel, and rooms for one": week(visit("a"), visit("b"), company=company(places=few)),
    }


@pytest.mark.parametrize("name", ["one hotel, and rivals", "one hotel, and rooms for one"])
def test_who_holds_what_a_visit_cannot_do_without_is_named(name: str) -> None:
    result = planner.solve(held()[name], limits=QUICK, edition=weeks.edition())
    left = whole(result)
    (other,) = {"a", "b"} - {left.visit}
    assert (left.reason, left.others) == ("held_by", (other,))
    assert f"客户{other}" in left.causes[-1].zh
    assert result.tiers[0].bound == 0, "the other one may be left out instead: nothing is proven"
    assert all(tier.bound is None for tier in result.tiers[1:])
    assert not result.report.score.musts


def test_what_this_version_does_not_plan_is_listed_and_the_rest_planned() -> None:
    away = {"kind": "night_away", "id": "away", "hotel": "inn"}
    part = talk("part", members=["m1"])
    apart = talk("apart")
    sub_group = {"id": "engineers", "members": ["m2"], "requests": ["apart"]}
    both = week(visit("v1", away, part, apart, talk(), sub_groups=[sub_group]))
    result = planner.solve(both, limits=QUICK, edition=weeks.edition())
    assert {item.request for item in result.plan.items if item.request} == {"talk"}
    assert {left.request: left.reason for left in result.left_out} == dict.fromkeys(
        ("away", "part", "apart"), "not_planned_yet"
    )
    assert all(left.causes for left in result.left_out)
    assert not planner.check(both, result.plan, weeks.edition()).score.musts
    again = planner.replan(both, result.plan, edition=weeks.edition())
    assert {left.request for left in again.plan.left_out} == {"away", "part", "apart"}


def test_a_delay_that_makes_one_visit_impossible_leaves_the_others_and_back() -> None:
    usual = week(
        visit("v1", talk(), arrive="21 08:00", depart="21 16:00"), visit("v2", talk(), arrive="21 09:00"), id="test"
    )
    plan = planner.solve(usual, limits=QUICK, edition=weeks.edition()).plan
    late = ArrivalChanged(visit="v1", at=when("21 15:40"))
    then = planner.replan(usual, plan, [late], edition=weeks.edition())
    assert then.plan.visits_left_out == {"v1"}
    assert then.plan.of("v2").items == plan.of("v2").items
    assert "15:50" in whole(then.result).causes[0].zh
    in_time = ArrivalChanged(visit="v1", at=when("21 08:00"))
    back = planner.replan(then.changed.week, then.plan, [in_time], edition=weeks.edition())
    assert back.plan.visits_left_out == frozenset()
    assert {item.request for item in back.plan.of("v1").items if item.request} == {"talk"}


def test_a_plan_that_leaves_out_a_visit_must_not_plan_it_too() -> None:
    both = week(visit("v1", talk(), **DAY_VISIT), visit("v2", talk(), **DAY_VISIT))
    result = planner.solve(both, limits=QUICK, edition=weeks.edition())
    plan = result.plan.replace(left_out=(LeftOut(visit="v1", request=WHOLE_VISIT),))
    assert "STR-01" in {b.rule.id for b in planner.check(both, plan, weeks.edition()).score.musts}
    bare = plan.replace(
        items=tuple(i for i in plan.items if i.visit != "v1"), moves=tuple(m for m in plan.moves if m.visit != "v1")
    )
    judged = planner.check(both, bare, weeks.edition())
    assert not judged.score.musts
    assert judged.score.tiers[0] > result.report.score.tiers[0]


def test_a_sight_that_some_members_asked_for_is_not_chosen_for_all_instead() -> None:
    """The planner may choose sights, and the museum is the only one near; its own request is not planned yet."""
    some = sight(members=["m2"])
    result = planner.solve(week(visit("v1", talk(), some, sights="planner", depart="22 21:00")), QUICK)
    assert [left.request for left in result.left_out] == ["museum"]
    assert not [item for item in result.plan.items if item.place == "museum"]
