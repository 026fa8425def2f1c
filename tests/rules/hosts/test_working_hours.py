"""HOST-09, HOST-09a: how long our people work."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from tests.rules.cases import Made, case, run
from tests.rules.hands import with_duty, with_ride
from tests.weeks import banquet, company, edition, facts, plan, step, talk, tour, visit, week

LUNCHES = ("lunch-2026-09-21", "lunch-2026-09-22")


# -- HOST-09: dan, a docent, works office hours (08:00 to 18:00)


def shown(start: str, end: int = 75, **person: Any) -> Made:
    people = [p.replace(**person) if p.id == "dan" else p for p in company().people]
    f = facts(visit("v1", tour()), company=company().replace(people=people))
    return f, with_duty(plan(f, v1=[("tour", start)]), "tour", "docent", "dan", 0, end)


@case("HOST-09", 0)
def until_the_office_closes() -> Made:
    return shown("21 16:45")


@case("HOST-09", 1)
def after_the_office_closes() -> Made:
    return shown("21 17:00")


@case("HOST-09", 1)
def docent_on_leave() -> Made:
    return shown("21 14:00", leave=[{"start": "2026-09-21T15:00", "end": "2026-09-21T18:00"}])


@case("HOST-09", 0)
def docent_goes_on_leave_after() -> Made:
    return shown("21 14:00", leave=[{"start": "2026-09-21T15:15", "end": "2026-09-21T18:00"}])


def driven(**driver: Any) -> Made:
    """Return a pick-up at 08:10: the car leaves the company 07:05 (rush hour from 07:30), ready 07:40."""
    drivers = [d.replace(**driver) if d.id == "d1" else d for d in company().drivers]
    f = facts(visit("v1", talk()), company=company().replace(drivers=drivers))
    p = plan(f, v1=[("talk", "21 09:30")])
    return f, with_ride(p, step(p, "pick_up").id, {"vehicle": "car1", "driver": "d1"})


@case("HOST-09", 0)
def driver_is_there() -> Made:
    return driven(leave=[{"start": "2026-09-21T04:00", "end": "2026-09-21T07:05"}])


@case("HOST-09", 1)
def driver_still_away() -> Made:
    return driven(leave=[{"start": "2026-09-21T04:00", "end": "2026-09-21T07:10"}])


def test_a_make_up_saturday_has_monday_hours() -> None:
    from models.domain.clock import at
    from tests.weeks import day

    hours = [{"open": "08:00", "close": "18:00", "weekdays": ["Mon", "Tue", "Wed", "Thu", "Fri"]}]
    people = [p.replace(hours=hours) if p.id == "dan" else p for p in company().people]
    firm = company().replace(people=people, calendar={"workdays": ["2026-09-26"], "holidays": ["2026-09-25"]})
    f = Facts(week(visit("v1"), company=firm), edition())
    off = f.off(f.week.person("dan"))
    assert all(not a <= at(day(26), 600) < b for a, b in off), "make-up Saturday"
    assert any(a <= at(day(25), 600) < b for a, b in off), "Friday that is a holiday"
    assert any(a <= at(day(27), 600) < b for a, b in off), "Sunday"


# -- HOST-09a: an escort from first to last


def long_day(first: str, last: str, *, lunch: bool = True) -> Made:
    """Return a talk in the morning and a banquet in the garden, ten minutes away, with one escort through both."""
    f = facts(visit("v1", talk(), banquet()))
    p = plan(f, v1=[("talk", first), *([("lunch", "21 12:00")] if lunch else []), ("welcome", last)])
    if lunch:
        p = with_duty(p, LUNCHES[0], "companion", "eli")
    return f, with_duty(with_duty(p, "talk", "tea", "eli"), "welcome", "interpreter", "eli")


@case("HOST-09a", 0)
def breaks_do_not_count() -> Made:
    return long_day("21 09:30", "21 18:30")


def present(minutes: int) -> Made:
    """Return a docent's day in one go, from 08:00 (UTC+8), of some minutes."""
    f = facts(visit("v1", talk()))
    p = plan(f, v1=[("talk", "21 09:30")])
    return f, with_duty(p, "talk", "crew", "cal", -90, minutes - 90)


@case("HOST-09a", 0)
def ten_hours_present() -> Made:
    return present(600)


@case("HOST-09a", 30)
def ten_and_a_half_hours_present() -> Made:
    return present(630)


def span(minutes: int) -> Made:
    f = facts(visit("v1", talk()))
    p = plan(f, v1=[("talk", "21 09:30")])
    p = with_duty(p, "talk", "crew", "cal", -90, 0)
    return f, with_duty(p, "talk", "crew", "cal", minutes - 190, minutes - 90)


@case("HOST-09a", 0)
def fourteen_hours_from_first_to_last() -> Made:
    return span(840)


@case("HOST-09a", 15)
def more_than_fourteen_hours_from_first_to_last() -> Made:
    return span(855)


def night(morning: int) -> Made:
    """Return an evening until 22:00 and a morning from 08:00 on plus some minutes."""
    f = facts(visit("v1", talk(), talk("again")))
    p = plan(f, v1=[("talk", "21 09:30"), ("again", "22 09:30")])
    p = with_duty(p, "talk", "crew", "cal", 630, 750)
    return f, with_duty(p, "again", "crew", "cal", morning - 90, morning)


@case("HOST-09a", 0)
def eleven_hours_of_rest() -> Made:
    return night(60)


@case("HOST-09a", 60)
def ten_hours_of_rest() -> Made:
    return night(0)


@case("HOST-09a", 0)
def small_hours_belong_to_the_day_before() -> Made:
    """From 22:00 to 01:00 and again from 12:00: one night's work, eleven hours of rest."""
    f = facts(visit("v1", talk(), talk("again")))
    p = plan(f, v1=[("talk", "21 09:30"), ("again", "22 09:30")])
    p = with_duty(p, "talk", "crew", "cal", 750, 870)
    p = with_duty(p, "talk", "crew", "cal", 900, 930)
    return f, with_duty(p, "again", "crew", "cal", 150, 200)


test_case = run(__name__)
