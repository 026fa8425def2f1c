"""SIGHT-01 to SIGHT-05: which sights, when they are open."""

from __future__ import annotations

from typing import Any

from models.rules.catalogue import rules
from models.rules.core.score import score
from tests.rules.cases import Made, case, run
from tests.weeks import company, facts, place, plan, sight, visit, when

SHOP = {"kind": "shopping", "id": "buy"}
SHOW = {"kind": "entertainment", "id": "show", "place": "opera"}


def at_museum(start: str, length: int = 90, **museum: Any) -> Made:
    f = facts(visit("v1", sight()), company=company(places=place("museum", **museum)))
    begin = when(start)
    return f, plan(f, v1=[("museum", begin, {"end": begin + length})])


# -- SIGHT-01: points for what the planner chose


def chosen(**museum: Any) -> Made:
    changes = museum.pop("visit", {})
    houses = place("museum", **museum)
    f = facts(visit("v1", sights="planner", **changes), company=company(places=houses))
    return f, plan(f, v1=[("sight:museum", "21 14:00")])


@case("SIGHT-01", 0)
def near_with_agreement_and_famous() -> Made:
    return chosen(local_feature=10)


@case("SIGHT-01", 3)
def not_known_for_anything_local() -> Made:
    return chosen(local_feature=0)


@case("SIGHT-01", 2)
def no_agreement() -> Made:
    return chosen(agreement=False, local_feature=8)


@case("SIGHT-01", 3)
def seen_before() -> Made:
    return chosen(local_feature=8, visit={"seen": ["museum"]})


@case("SIGHT-01", 2 + 4 + 3)
def far_away_without_agreement() -> Made:
    """The temple: 130 minutes from the company, no agreement, nothing local."""
    f = facts(visit("v1", sights="planner"))
    return f, plan(f, v1=[("sight:temple", "21 14:00")])


@case("SIGHT-01", 2 + 1 + 3)
def a_shop_of_the_planners_choice() -> Made:
    f = facts(visit("v1", SHOP))
    return f, plan(f, v1=[("buy", "21 14:00")])


@case("SIGHT-01", 0)
def what_the_guests_wish_is_not_judged() -> Made:
    f = facts(visit("v1", sight("temple", "temple")))
    return f, plan(f, v1=[("temple", "21 14:00")])


# -- SIGHT-02

OPEN = [{"open": "09:00", "close": "12:00"}, {"open": "14:00", "close": "17:00"}]


@case("SIGHT-02", 0)
def out_when_it_closes() -> Made:
    return at_museum("21 10:30", hours=OPEN)


@case("SIGHT-02", 15)
def still_inside_when_it_closes() -> Made:
    return at_museum("21 10:45", hours=OPEN)


@case("SIGHT-02", 30)
def before_it_opens() -> Made:
    return at_museum("21 08:30", hours=OPEN)


@case("SIGHT-02", 90)
def closed_on_that_day() -> Made:
    return at_museum("21 10:30", closed=["2026-09-21"])


@case("SIGHT-02", 90)
def closed_on_mondays() -> Made:
    return at_museum("21 10:30", hours=[{"open": "09:00", "close": "17:00", "weekdays": ["Tue", "Wed"]}])


@case("SIGHT-02", 0)
def in_before_the_last_entry() -> Made:
    return at_museum("21 15:00", last_entry="15:00")


@case("SIGHT-02", 15)
def after_the_last_entry() -> Made:
    return at_museum("21 15:15", last_entry="15:00")


@case("SIGHT-02", 30)
def closed_for_an_hour() -> Made:
    """Closed 11:00 to 12:00: to be out by 11:00 they must start at 09:30."""
    return at_museum("21 10:00", closures=[{"start": "2026-09-21T11:00", "end": "2026-09-21T12:00"}])


def at_the_opera(start: str) -> Made:
    f = facts(visit("v1", SHOW, level="A"), company=company(places=place("opera", shows=["19:30", "20:10"])))
    return f, plan(f, v1=[("show", start)])


@case("SIGHT-02", 0)
def when_the_show_begins() -> Made:
    return at_the_opera("21 19:30")


@case("SIGHT-02", 0)
def at_the_quarter_before_the_show() -> Made:
    return at_the_opera("21 20:00")


@case("SIGHT-02", 15)
def between_two_shows() -> Made:
    return at_the_opera("21 19:45")


# -- SIGHT-03


def off_the_list(**changes: Any) -> Made:
    f = facts(visit("v1", sight(), **changes), company=company(places=place("museum", listed=False)))
    return f, plan(f, v1=[("museum", "21 14:00")])


@case("SIGHT-03", 1)
def not_on_the_list() -> Made:
    return off_the_list()


@case("SIGHT-03", 0)
@case("SIGHT-04", 0)
def on_the_list() -> Made:
    return at_museum("21 14:00")


def test_a_waiver_makes_it_cost_nothing() -> None:
    f, p = off_the_list(waivers=[{"rule": "SIGHT-03", "scope": "museum", "approver": "总经理"}])
    broken = [b for b in score(f, p, rules(f.edition)).broken if b.rule.id == "SIGHT-03"]
    assert [b.waived for b in broken] == [True]


# -- SIGHT-05


def returning(*requests: Any, **changes: Any) -> Made:
    """Return a plan of guests who saw the museum a year ago."""
    memory = {"clients": [{"visit": "v1", "visits": 1, "seen": [{"place": "museum", "day": "2025-09-02"}]}]}
    f = facts(visit("v1", *requests, **changes), memory=memory)
    return f, plan(f, v1=[(requests[0]["id"] if requests else changes.pop("chosen", "sight:museum"), "21 14:00")])


@case("SIGHT-05", 1)
def the_same_sight_by_our_choice() -> Made:
    return returning(sights="planner")


@case("SIGHT-05", 1)
def the_same_sight_as_they_asked() -> Made:
    return returning(sight())


@case("SIGHT-05", 0)
def another_sight() -> Made:
    return returning(sight("temple", "temple"))


@case("SIGHT-05", 0)
def guests_of_whom_nothing_is_known() -> Made:
    return at_museum("21 14:00")


# -- SIGHT-04


def shopping(asked: bool) -> Made:
    f = facts(visit("v1", *([SHOP] if asked else []), sights="planner"))
    row = ("buy", "21 14:00") if asked else ("sight:mall", "21 14:00")
    return f, plan(f, v1=[row])


@case("SIGHT-04", 0)
def shopping_that_was_asked_for() -> Made:
    return shopping(True)


@case("SIGHT-04", 1)
def shopping_that_nobody_asked_for() -> Made:
    return shopping(False)


def show_for(level: str) -> Made:
    f = facts(visit("v1", SHOW, level=level))
    return f, plan(f, v1=[("show", "21 19:30")])


@case("SIGHT-04", 0)
def show_for_level_b() -> Made:
    return show_for("B")


@case("SIGHT-04", 1)
def show_for_level_c() -> Made:
    return show_for("C")


@case("SIGHT-04", 1)
def what_they_refused() -> Made:
    f = facts(visit("v1", sights="planner", refused=["museum"]))
    return f, plan(f, v1=[("sight:museum", "21 14:00")])


test_case = run(__name__)
