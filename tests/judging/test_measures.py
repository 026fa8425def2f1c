"""Measures against hand counts and the rules' own amounts."""

from __future__ import annotations

from functools import cache

import pytest

from models.domain.clock import day_of
from models.rules.catalogue import RULE_CLASSES
from planner.judging.check import Report, check
from planner.judging.measures import MEASURES, load, measures
from tests.mutations.test_by_hand import good
from tests.weeks import day, facts, plan, step, talk, visit, without


@cache
def report() -> Report:
    f, p = good()
    return check(f.week, p, f.edition)


def test_every_measure_is_named_once_in_two_languages() -> None:
    assert len({measure.id for measure in MEASURES}) == len(MEASURES)
    assert all(measure.zh and measure.en for measure in MEASURES)
    assert set(measures(report())) == {measure.id for measure in MEASURES}


def test_tiers_and_costs_are_the_score() -> None:
    found, score = measures(report()), report().score
    assert tuple(found[f"tier_{k}"] for k in range(5)) == score.tiers
    assert found["cost"] == score.tiers[3] == sum(found[name] for name in found if name.startswith("cost_"))


def test_counts_of_the_good_plan() -> None:
    _, p = good()
    found = measures(report())
    assert found["sights"] == sum(item.kind == "sight" for item in p.items) == 1
    assert found["banquets"] == 2
    assert found["rests"] == 1
    assert found["hired_cars"] == found["hired_help"] == found["unsettled"] == 0
    assert found["drivers"] == 3
    assert found["riding"] == sum(move.arrive - move.depart for move in p.moves)


@pytest.mark.parametrize(("measure", "rule"), [("car_changes", "CAR-04"), ("escorts", "HOST-08"), ("pace", "PACE-01")])
def test_what_a_rule_counts_is_its_amount(measure: str, rule: str) -> None:
    f, p = good()
    (kind,) = (kind for kind in RULE_CLASSES if kind.id == rule)
    assert measures(report())[measure] == sum(v.amount for v in kind(f.edition).check(f, p))


def test_a_meal_within_an_item_is_no_programme() -> None:
    """A talk of two hours over an hour's lunch on the only full day."""
    f = facts(visit("v1", talk(meal="lunch", minutes=120), arrive="20 16:00", depart="22 10:00"))
    p = plan(f, v1=[("talk", "21 11:30")])
    assert f.stay("v1").full_day(day(21))
    assert measures(check(f.week, p, f.edition))["programme"] == 60


def test_empty_runs_of_a_single_ride_are_the_ways_to_it_and_back() -> None:
    """By car from the company to the station, guests from there to the company: only the way out is empty."""
    f, p = good()
    pick_up = step(p.of("v2"), "pick_up")
    alone = p.replace(moves=(pick_up,), items=(), nights=())
    found = measures(check(f.week, alone, f.edition))
    ready = min(f.stay("v2").groups[0].meet_from, pick_up.depart)
    assert pick_up.target == "site"
    assert found["empty"] == f.travel.minutes("site", pick_up.origin, ready)


def test_load_is_by_day_and_goes_with_the_duties() -> None:
    f, p = good()
    found = load(report())
    talk = next(item for item in p.items if item.id == "v2/talk")
    assert found["room", talk.room or ""][day_of(talk.start).toordinal()] == talk.minutes
    fewer = load(check(f.week, without(p, *(m.id for m in p.moves if m.visit == "v3")), f.edition))
    assert ("driver", "d3") in found
    assert ("driver", "d3") not in fewer
