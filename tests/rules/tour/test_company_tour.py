"""TOUR-01 to -04: the company tour."""

from __future__ import annotations

from typing import Any

from models.domain.opening import workshop_starts
from models.rules.core.view import Choice
from models.rules.tour.company_tour import RestrictedAreas
from tests.rules.cases import Made, case, run
from tests.weeks import changed, company, day, edition, facts, group, plan, tour, visit

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


def test_a_restricted_workshop_is_refused_unless_waived() -> None:
    waiver = {"rule": "TOUR-02", "scope": "w3", "approver": "总经理"}
    for changes, admitted in (({}, False), ({"waivers": [waiver]}, True)):
        f = facts(visit("v1", SECRET, **changes))
        v1 = f.week.visit("v1")
        assert RestrictedAreas(edition()).admits(f, v1, Choice("tour", v1.request("tour"), "site")) == admitted


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
    weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri"]
    hours = [{"open": "09:00", "close": "17:00", "weekdays": weekdays}]
    shops = [w.replace(hours=hours) for w in company().workshops]
    for calendar, is_open in (({}, False), ({"workdays": ["2026-09-26"]}, True)):
        f = facts(visit("v1"), company=company().replace(workshops=shops, calendar=calendar))
        assert bool(workshop_starts(f, f.week.workshop("w1"), day(26), 30)) is is_open


test_case = run(__name__)
