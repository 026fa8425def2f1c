"""Families of made-up weeks have what their names say, and stay what they are."""

from __future__ import annotations

import datetime as dt

import pytest

from models.domain.clock import day_of
from models.domain.consistency import faults
from models.domain.facts import Facts
from models.domain.places import Restaurant
from planner.cli import main
from planner.formats import load, load_edition
from planner.generation.families import FAIR_EVE, FAMILIES
from planner.generation.generate import generate
from planner.generation.stays import FAIR_RUSH
from tests.searches import first_plan

SCARCE = [family for family in FAMILIES if family != "busy"]
DAY = 24 * 60


def landings(week):
    return [group.arrival.at for visit in week.visits for group in visit.groups]


def private_rooms(week):
    houses = [place for place in week.company.places if isinstance(place, Restaurant)]
    return [room.id for house in houses for room in house.dining_rooms if room.private]


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize(("delegations", "seed"), [(1, 4), (12, 1), (30, 2)])
def test_sound_and_repeatable(family, delegations, seed):
    week = generate(delegations, seed, family)
    assert len(week.visits) == delegations
    assert list(faults(week)) == []
    assert week == generate(delegations, seed, family)
    assert week != generate(delegations, seed + 1, family)
    facts = Facts(week, load_edition())
    assert all(stay.days[0] >= week.first_day for stay in facts.stays)
    last = week.first_day + dt.timedelta(days=week.days - 1)
    assert all(stay.days[-1] <= last for stay in facts.stays)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_first_plan_exists(family):
    """With visits that compete: the independent checker finds no must broken."""
    report = first_plan(generate(2, 2, family))
    assert not report.score.musts
    assert report.plan.items


def test_half_the_fleet_for_the_same_visits():
    for delegations in (12, 25):
        busy, tight = generate(delegations, 1), generate(delegations, 1, "tight-fleet")
        assert tight.visits == busy.visits
        assert tight.company.rooms == busy.company.rooms
        for of in ("vehicles", "drivers"):
            assert len(getattr(tight.company, of)) == -(-len(getattr(busy.company, of)) // 2)
        assert len(tight.company.hired_cars) == 2
        kinds = {vehicle.kind for vehicle in tight.company.vehicles}
        assert {"minibus", "coach"} <= kinds, "large parties are not all for hire"


def test_few_rooms():
    for delegations in (12, 25):
        busy, tight = generate(delegations, 1), generate(delegations, 1, "tight-rooms")
        assert len(tight.company.rooms) <= len(busy.company.rooms) / 2
        assert 2 <= len(private_rooms(tight)) <= len(private_rooms(busy)) / 4
        seats = [sum(room.seats for place in week.restaurants for room in place.dining_rooms) for week in (busy, tight)]
        assert seats[0] == seats[1], "working meals have as much room as before"


def test_weekends_are_closed_but_for_the_make_up_day():
    facts = Facts(generate(40, 1, "weekend"), load_edition())
    friday = facts.week.first_day
    saturday, sunday = friday + dt.timedelta(days=1), friday + dt.timedelta(days=2)
    assert (friday.weekday(), saturday.weekday()) == (4, 5)
    assert not facts.workday(saturday)
    assert facts.workday(sunday), "调休"
    days = [day_of(at) for at in landings(facts.week)]
    assert sum(day in (friday, saturday) for day in days) >= 0.7 * len(days)
    assert sum({saturday, sunday} <= set(stay.days) for stay in facts.stays) >= 0.6 * len(facts.stays)
    docents = [person for person in facts.week.company.people if {role.kind for role in person.roles} == {"docent"}]
    noon = {day: (day - friday).days * DAY + facts.week.origin + 12 * 60 for day in (saturday, sunday)}
    for docent in docents:
        off = facts.off(docent)
        assert any(start <= noon[saturday] < end for start, end in off)
        assert not any(start <= noon[sunday] < end for start, end in off)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_fair_begins_on_one_morning(seed):
    week = generate(40, seed, "fair")
    opening = FAIR_EVE + dt.timedelta(days=1)
    first = [visit.groups[0].arrival.at for visit in week.visits]
    low, high = FAIR_RUSH
    assert high - low == 120
    rush = [at for at in first if day_of(at) == opening and low <= at % DAY < high]
    assert len(rush) >= 0.6 * len(first)
    stays = Facts(week, load_edition()).stays
    assert {len(stay.days) for stay in stays} == {1, 2}
    banquets = [request for visit in week.visits for request in visit.requests if request.kind == "banquet"]
    common = [banquet.at for banquet in banquets if banquet.at]
    assert len(common) >= 0.5 * len(banquets)
    assert len(set(common)) == 1, "the hour of the opening banquet"
    assert len(week.company.vehicles) == len(generate(40, seed).company.vehicles), "one fleet"


def test_no_such_family():
    with pytest.raises(ValueError, match="tight-fleet"):
        generate(2, 1, "quiet")


@pytest.mark.parametrize("family", SCARCE)
def test_the_command(family, tmp_path, capsys):
    folder = tmp_path / "week"
    assert main(["generate", "--family", family, "--delegations", "2", "--seed", "9", "-o", str(folder)]) == 0
    assert load(folder) == generate(2, 9, family)
    assert f"--family {family}" in load(folder).note
    assert main(["generate", "--family", "quiet", "-o", str(tmp_path / "x")]) == 2
    assert "tight-rooms" in capsys.readouterr().err
