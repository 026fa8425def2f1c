"""TOUR-01 to TOUR-05: the company tour, and rivals."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made, case, run
from tests.weeks import changed, company, facts, group, members, place, plan, talk, tour, visit, when

HOURS = [{"open": "09:00", "close": "11:30"}, {"open": "13:30", "close": "17:00"}]


def touring(start: str, *, workshops: dict[str, Any] | None = None, **changes: Any) -> Made:
    """Return one tour; ``workshops`` changes all workshops alike."""
    shops = [w.replace(**(workshops or {})) for w in company().workshops]
    asked = changes.pop("tour", tour())
    f = facts(visit("v1", asked, **changes), company=company().replace(workshops=shops))
    return f, plan(f, v1=[("tour", start)])


# -- TOUR-01: the showroom holds two groups (30 min), the assembly hall one (45 min)


def two_tours(second: str) -> Made:
    f = facts(visit("v1", tour()), visit("v2", tour()))
    return f, plan(f, v1=[("tour", "21 14:00")], v2=[("tour", second)])


@case("TOUR-01", 0)
def one_after_the_other_through_the_hall() -> Made:
    return two_tours("21 14:45")


@case("TOUR-01", 1)
def both_in_the_hall() -> Made:
    return two_tours("21 14:30")


@case("TOUR-01", 0)
def two_groups_behind_each_other() -> Made:
    return touring("21 14:00", groups=[group(unnamed=22)], members=[])


@case("TOUR-01", 1)
def large_party_in_one_group() -> Made:
    f, p = touring("21 14:00", groups=[group(unnamed=22)], members=[])
    (item,) = p.items
    return f, changed(p, item.id, stops=[stop for stop in item.stops if stop.group == 0])


# -- TOUR-02


SECRET = tour(workshops=["w1", "w3"])


@case("TOUR-02", 0)
def restricted_workshops_are_left_out_unasked() -> Made:
    return touring("21 14:00")


@case("TOUR-02", 1)
def restricted_without_clearance() -> Made:
    return touring("21 14:00", tour=SECRET)


@case("TOUR-02", 0)
def restricted_with_clearance() -> Made:
    return touring("21 14:00", tour=SECRET, clearance=["w3"])


def test_the_refusal_names_the_workshop() -> None:
    from models.rules.core.view import Choice
    from models.rules.tour.tour import RestrictedAreas
    from tests.weeks import edition

    waiver = {"rule": "TOUR-02", "scope": "w3", "approver": "总经理"}
    for changes, why in (({}, "保密车间限制参观,来访没有许可"), ({"waivers": [waiver]}, None)):
        f = facts(visit("v1", SECRET, **changes))
        v1 = f.week.visit("v1")
        assert RestrictedAreas(edition()).admits(f, v1, Choice("tour", v1.request("tour"), "site")) == why


# -- TOUR-03: said, not judged


@case("TOUR-03", 0)
def helmets_are_on_the_list() -> Made:
    return touring("21 14:00")


# -- TOUR-04: showroom 30 min, then the hall 45 min, both closed over noon


@case("TOUR-04", 0)
def through_before_the_workshops_close() -> Made:
    return touring("21 10:15", workshops={"hours": HOURS})


@case("TOUR-04", 15)
def into_the_lunch_break() -> Made:
    return touring("21 10:30", workshops={"hours": HOURS})


@case("TOUR-04", 0)
def as_soon_as_they_open_again() -> Made:
    return touring("21 13:30", workshops={"hours": HOURS})


@case("TOUR-04", 75)
def maintenance_all_day() -> Made:
    return touring("21 14:00", workshops={"closures": [{"start": "2026-09-21T00:00", "end": "2026-09-22T00:00"}]})


@case("TOUR-04", 0)
def between_two_maintenances() -> Made:
    shut = [
        {"start": "2026-09-21T08:00", "end": "2026-09-21T14:00"},
        {"start": "2026-09-21T15:15", "end": "2026-09-21T18:00"},
    ]
    return touring("21 14:00", workshops={"closures": shut})


def test_workshops_keep_the_companys_calendar() -> None:
    """On a make-up Saturday the workshops that are open from Monday to Friday are open."""
    from models.domain.opening import workshop_starts
    from tests.weeks import day

    weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri"]
    hours = [{"open": "09:00", "close": "17:00", "weekdays": weekdays}]
    shops = [w.replace(hours=hours) for w in company().workshops]
    for calendar, is_open in (({}, False), ({"workdays": ["2026-09-26"]}, True)):
        f = facts(visit("v1"), company=company().replace(workshops=shops, calendar=calendar))
        assert bool(workshop_starts(f, f.week.workshop("w1"), day(26), 30)) is is_open


# -- TOUR-05


def rivals(mine: list[tuple[Any, ...]], other: list[tuple[Any, ...]], arrive: str) -> Made:
    """Return rivals: the first comes at 08:00 by rail, is at the company 08:50; the other comes later."""
    f = facts(visit("v1", talk(), rivals=["v2"]), visit("v2", talk(), arrive=arrive))
    return f, plan(f, v1=[("hotel", "inn"), *mine], v2=[("hotel", "grand"), *other])


@case("TOUR-05", 0)
def one_leaves_when_the_other_comes() -> Made:
    """The first is out at 11:00; the other is out of the station at 10:30 and at the company at 11:00."""
    return rivals([("talk", "21 09:30")], [("talk", "21 11:15")], "21 10:20")


@case("TOUR-05", 1)
def one_waits_until_the_other_is_gone() -> Made:
    """The other comes five minutes before the first leaves, and waits for his talk."""
    return rivals([("talk", "21 09:30")], [("talk", "21 11:15")], "21 10:15")


@case("TOUR-05", 1)
def both_at_the_company() -> Made:
    return rivals([("talk", "21 09:30")], [("talk", "21 10:00", {"room": "r2"})], "21 09:00")


@case("TOUR-05", 1)
def one_waits_for_lunch_while_the_other_is_there() -> Made:
    mine = [("talk", "21 09:30"), ("lunch", "21 12:00")]
    return rivals(mine, [("lunch", "21 11:30", {"place": "canteen", "end": when("21 11:55")})], "21 10:45")


@case("TOUR-05", 0)
def not_rivals_after_all() -> Made:
    f = facts(visit("v1", talk()), visit("v2", talk()))
    return f, plan(f, v1=[("talk", "21 09:30")], v2=[("talk", "21 09:30", {"room": "r2"})])


@case("TOUR-05", 1)
def in_one_hotel_for_a_night() -> Made:
    f = facts(visit("v1", rivals=["v2"]), visit("v2"))
    return f, plan(f, v1=[], v2=[])


@case("TOUR-05", 0)
def in_one_hotel_one_after_the_other() -> Made:
    f = facts(visit("v1", rivals=["v2"]), visit("v2", arrive="22 20:00", depart="23 18:00"))
    return f, plan(f, v1=[], v2=[])


@case("TOUR-05", 1)
def in_the_canteen_that_is_at_the_company() -> Made:
    return rivals([("talk", "21 10:30")], [("lunch", "21 11:30", {"place": "canteen"})], "21 10:45")


def test_both_directions_hold() -> None:
    from tests.rules.cases import judged

    f = facts(visit("v1", talk()), visit("v2", talk(), rivals=["v1"]), company=company(places=place("inn")))
    rows = {
        "v1": [("hotel", "inn"), ("talk", "21 09:30")],
        "v2": [("hotel", "grand"), ("talk", "21 09:30", {"room": "r2"})],
    }
    assert len(judged("TOUR-05", (f, plan(f, **rows)))) == 1
    assert members(1)


test_case = run(__name__)
