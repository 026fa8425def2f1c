"""Rush hours: of the official calendar, and only that part of a way is stretched that lies in them."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from models.domain.clock import GRID, at
from models.domain.facts import Facts
from models.domain.places import Way
from models.domain.travel import Travel
from models.domain.week import Calendar
from tests import weeks
from tests.weeks import day, when

SATURDAY, SUNDAY, WEDNESDAY = day(26), day(27), day(23)


def a_week(**changes: object) -> Facts:
    return weeks.facts(weeks.visit("v1"), **changes)


@pytest.mark.parametrize(
    ("arrive", "minutes"),
    [
        ("21 07:30", 30),  # before the rush hour
        ("21 07:45", 35),  # 15 of it in the rush hour: 11.5 of free road, and 18.5 before
        ("21 08:30", 40),  # all of it
        ("21 09:00", 40),
        ("21 09:15", 35),  # 15 after it, 19.5 in it
        ("21 09:30", 30),
        ("26 08:30", 30),
    ],
)
def test_only_what_lies_in_the_rush_hour_is_stretched(arrive: str, minutes: int) -> None:
    assert a_week().travel.minutes("site", "rail", when(arrive)) == minutes


@pytest.mark.parametrize(
    ("calendar", "date", "minutes"),
    [
        (Calendar(), SATURDAY, 30),
        (Calendar(workdays=(SATURDAY,)), SATURDAY, 40),
        (Calendar(workdays=(SUNDAY,)), SUNDAY, 40),
        (Calendar(), WEDNESDAY, 40),
        (Calendar(holidays=(WEDNESDAY,)), WEDNESDAY, 30),
    ],
)
def test_rush_hours_follow_the_official_calendar(calendar: Calendar, date: dt.date, minutes: int) -> None:
    assert a_week(official=calendar).travel.minutes("site", "rail", at(date, 8 * 60 + 30)) == minutes


def test_a_day_off_of_the_company_alone_has_the_rush_hours_of_the_town() -> None:
    closed = weeks.company(calendar={"holidays": [WEDNESDAY]})
    assert a_week(company=closed).travel.minutes("site", "rail", at(WEDNESDAY, 8 * 60 + 30)) == 40


@pytest.mark.parametrize("base", [5, 20, 30, 45, 110, 240])
@pytest.mark.parametrize("percent", [110, 130, 175, 300])
def test_who_sets_off_later_never_arrives_earlier(base: int, percent: int) -> None:
    roads = weeks.edition().roads
    bands = tuple(band.replace(percent=percent) for band in roads.rush_hours)
    places = weeks.company().places
    travel = Travel(places, [Way(a="site", b="rail", minutes=base)], roads.replace(rush_hours=bands))
    moments = range(at(day(21)), at(day(22)), GRID)
    departures = [moment - travel.minutes("site", "rail", moment) for moment in moments]
    assert all(a <= b for a, b in pairwise(departures))
    for moment in moments[::7]:
        arrive = travel.after("site", "rail", moment)
        assert arrive - moment >= travel.minutes("site", "rail", arrive)
        assert arrive - GRID - moment < travel.minutes("site", "rail", arrive - GRID)
        assert base <= travel.minutes("site", "rail", moment) <= travel.longest("site", "rail")


def test_spans_hold_every_arrival_once_and_minutes_do_not_change_within() -> None:
    travel = a_week().travel
    arrivals = range(when("21 06:00"), when("21 20:00"), GRID)
    found = travel.steps([20, 45], arrivals)
    assert [m for first, last in found for m in range(first, last + 1, GRID)] == list(arrivals)
    for base in (20, 45):
        assert all(len({travel.at_hour(base, m) for m in range(a, b + 1, GRID)}) == 1 for a, b in found)
    assert any(travel.at_hour(45, b) != travel.at_hour(45, b + GRID) for _, b in found[:-1])


def test_minutes_on_foot_are_given_or_follow_from_the_positions() -> None:
    """A hundredth of a degree of latitude is 1.112 km; with the detour, at 70 m a minute, 21 minutes."""
    places = weeks.place("mall", lat=30.01, lon=114.0)
    places = [{**p, "lat": 30.0, "lon": 114.0} if p["id"] == "site" else p for p in places]
    ways = [Way(a="site", b="rail", minutes=30, walk=90), Way(a="site", b="inn", minutes=20)]
    travel = Travel(weeks.company(places=places).places, ways, weeks.edition().roads)
    assert (travel.walk("site", "mall"), travel.walk("mall", "canteen")) == (21, 21)
    assert (travel.walk("rail", "site"), travel.walk("site", "inn")) == (90, None)
    assert travel.walk("canteen", "site") == 0
