"""A plan simulated: as it was written when nothing is uncertain, else as a dispatcher would, counted by hand.

The good plan: v1 comes by train at 08:00, is driven to the site at 08:10 by mpv1, sees the works at 09:15 and talks at
10:45 with the boss, who is there for the first 20 minutes.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from models.domain.facts import Facts
from models.domain.plan import Plan
from models.domain.risks import Delay, Risks, Road
from models.domain.unknown_ids import unknown_ids
from models.simulation import Draws, ScenarioOutcome, read_steps, simulate_plan
from models.simulation.draws import Floats
from models.simulation.steps import ItemStep, MoveStep, PlanSteps
from tests.mutations.test_by_hand import MUTATIONS, good
from tests.rules.hands import with_duty, with_ride
from tests.simulation.known import Known
from tests.weeks import banquet, edition, facts, group, plan, sight, step, talk, tour, visit, when

RISKS = Risks(
    flight=Delay(late=50, median=30, spread=80, heavy=20, heavy_from=60, heavy_index=1.5),
    rail=Delay(late=50, median=30, spread=80, heavy=20, heavy_from=60, heavy_index=1.5),
    talk=Delay(late=50, median=15, spread=50),
    tour=Delay(late=50, median=15, spread=50),
    meal=Delay(late=50, median=15, spread=50),
    leisure=Delay(late=50, median=15, spread=50),
    boarding=Delay(late=50, median=5, spread=50),
    road=Road(spread=20, jams=10, jam_more=50),
)


def with_risks(f: Facts, **changes: Any) -> Facts:
    return Facts(f.week, f.edition.replace(risks=RISKS.replace(**changes)))


def late(made: PlanSteps, found: ScenarioOutcome) -> dict[str, float]:
    return {item.id: float(found.late[k].mean()) for k, item in enumerate(made.items)}


# -- nothing uncertain


@pytest.mark.parametrize("name", MUTATIONS)
def test_nothing_uncertain_is_the_plan_itself(name):
    """Also of plans that break every rule: they are taken at their word."""
    f, p = good()
    spoilt = MUTATIONS[name][1](f, p)
    f, q = spoilt if isinstance(spoilt, tuple) else (f, spoilt)
    for made_up in (p, q):
        if list(unknown_ids(f.week, made_up)):
            continue  # refused before anybody plays it
        found = simulate_plan(read_steps(Facts(f.week, f.edition.replace(risks=Risks())), made_up), Draws(0, 0, 2))
        assert not found.late.any()
        assert not found.wait.any()
        assert not found.off.any()
        assert not found.missed.any()
        assert {name: values.any() for name, values in found.metrics.items()} == dict.fromkeys(found.metrics, False)


# -- what a dispatcher does


@cache
def day() -> tuple[Facts, Plan]:
    """A day with a car: pick-up at 08:10, tour 09:15 to 10:30, call on the boss at 10:45, museum, train at 18:00.

    The tour must be at least 53 of its 75 minutes long, the call 21 of its 30.
    """
    f = with_risks(
        facts(visit("v1", tour(), {"kind": "call", "id": "call", "leader": "boss"}, sight(), depart="21 18:00"))
    )
    p = plan(
        f,
        v1=[("tour", "21 09:15"), ("call", "21 10:45", {"room": "r3"}), ("lunch", "21 12:00"), ("museum", "21 14:15")],
    )
    p = with_duty(p, "v1/call", "leader", "boss")
    for move in p.moves:
        p = with_ride(p, move.id, {"vehicle": "mpv1", "driver": "d2"})
    return f, p


def simulated(draws: Known, **risks: Any) -> tuple[PlanSteps, ScenarioOutcome]:
    f, p = day()
    made = read_steps(with_risks(f, **risks), p)
    return made, simulate_plan(made, draws)


def test_the_car_waits_and_the_tour_starts_late_and_is_cut_short():
    """Out at 09:00 instead of 08:10, after the rush hour; 5 minutes to settle; it still ends when it should."""
    made, found = simulated(Known({"v1": 50}))
    _, p = day()
    pick_up = step(p, "pick_up")
    assert pick_up.arrive - pick_up.depart == 40, "30 minutes and 30 percent, on the grid"
    begin = late(made, found)
    assert begin["v1/tour"] == pytest.approx(9 * 60 + 40 / 1.3 + 5 - (9 * 60 + 15))
    assert begin["v1/call"] == 0
    assert found.metrics["lost"][0] == pytest.approx(begin["v1/tour"])
    assert found.metrics["car_wait"][0] == 0


def test_cut_no_further_than_its_share():
    """Out 65 minutes late, the tour is 53 minutes long at least, and guests join the call late."""
    made, found = simulated(Known({"v1": 65}))
    begin = late(made, found)
    ends = 9 * 60 + 15 + begin["v1/tour"] + 53
    assert ends > 10 * 60 + 35
    assert begin["v1/call"] == pytest.approx(max(0, ends + 10 - (10 * 60 + 45)))
    assert begin["v1/call"] > 0
    assert found.metrics["leader_wait"][0] == pytest.approx(begin["v1/call"])
    assert found.metrics["fixed_late"][0] == 1
    assert not found.metrics["fixed_missed"][0]


def test_a_call_is_missed_when_less_than_its_share_is_left():
    made, found = simulated(Known({"v1": 110}), give_up=240)
    begin = late(made, found)
    assert begin["v1/call"] > 30 - 21
    assert found.metrics["fixed_missed"][0] == 1
    assert found.metrics["leader_wait"][0] == 9, "he waits until it is no longer worth it"
    assert found.metrics["harm"][0] >= made.risks.missed_counts


def test_what_could_only_begin_too_late_is_dropped():
    made, found = simulated(Known({"v1": 200}), give_up=120)
    off = {item.id: bool(found.off[k][0]) for k, item in enumerate(made.items)}
    assert off["v1/tour"]
    assert not off["v1/lunch-2026-09-21"]
    assert found.metrics["dropped"][0] == 1
    assert late(made, found)["v1/lunch-2026-09-21"] < 120


def test_an_overrun_moves_what_follows_and_not_the_call():
    made, found = simulated(Known({"v1/tour": 20}))
    assert late(made, found)["v1/call"] == 20 - 5, "15 minutes between the two, of which 10 are needed"
    assert found.push[0][0] == 5


def test_a_slow_road_is_time_on_the_road():
    f, p = day()
    out = next(m for m in p.moves if m.id == "v1/to-museum")
    made, found = simulated(Known(roads={out.id: 2.0}))
    assert late(made, found)["v1/museum"] == out.arrive - out.depart
    assert f.shape.settle == 5


def test_guests_get_up_in_time_for_the_train():
    _, found = simulated(Known({"v1/museum": 60}))
    assert not found.missed.any()


def test_a_train_is_missed_when_the_road_takes_longer_than_there_is():
    f, p = day()
    out, leaves = step(p, "see_off"), f.stay("v1").groups[0].group.departure.at
    assert leaves is not None
    fits = (leaves - RISKS.rail_closes - out.depart) / (out.arrive - out.depart)
    for factor, missed in ((fits - 0.01, 0), (fits + 0.01, 1)):
        made, found = simulated(Known(roads={out.id: factor}))
        assert found.metrics["missed_departures"][0] == missed
        assert simulate_plan(made, Known(roads={out.id: factor}), {out.id: 10}).metrics["missed_departures"][0] == 0


def test_ten_minutes_more_before_the_call():
    f, p = day()
    made = read_steps(f, p)
    draws = Known({"v1/tour": 20})
    assert simulate_plan(made, draws, {"v1/call": 10}).late[1][0] == simulate_plan(made, draws).late[1][0] - 10


# -- several groups, several visits


def test_who_comes_later_is_not_waited_for():
    groups = [group("g1", "21 08:00", members=["m1"]), group("g2", "21 08:00", members=["m2", "m3"], by="air")]
    f = with_risks(facts(visit("v1", tour(), talk(), groups=groups)))
    p = plan(f, v1=[("tour", "21 10:15"), ("talk", "21 14:00"), ("lunch", "21 12:00")])
    made = read_steps(f, p)
    found = simulate_plan(made, Known({"g2": 300}))
    assert late(made, found)["v1/tour"] == 0
    found = simulate_plan(made, Known({"g1": 90}))
    assert late(made, found)["v1/tour"] > 0


def test_a_flight_is_late_for_all_on_board():
    f = with_risks(facts(*(visit(f"v{k}", tour(), groups=[flight()], members=[member(k)]) for k in (1, 2))))
    p = plan(f, v1=[("tour", "21 14:00")], v2=[("tour", "21 15:30")])
    groups = read_steps(f, p).groups
    assert groups[0].name == groups[1].name
    draws = Draws(1, 0, 20)
    assert (draws.delay(RISKS.flight, *groups[0].name) == draws.delay(RISKS.flight, *groups[1].name)).all()


def flight() -> dict[str, Any]:
    return group("g1", "21 08:00", by="air") | {
        "arrival": {"at": when("21 08:00"), "place": "air", "number": "MU1"},
        "departure": {"at": when("22 18:00"), "place": "air"},
    }


def member(k: int) -> dict[str, Any]:
    return {"id": f"m{k}", "name": f"客人{k}"}


@cache
def two_visits() -> tuple[Facts, Plan]:
    """v1 is fetched by car1 at 08:10; v2, in town since Sunday, is to be driven by car1 from the inn at 09:05."""
    v1 = visit("v1", tour(), depart="21 18:00", members=[member(1)])
    v2 = visit("v2", talk(), arrive="20 14:00", depart="21 18:00", members=[member(2)])
    f = with_risks(facts(v1, v2))
    p = plan(
        f,
        v1=[("tour", "21 09:15"), ("lunch", "21 12:00")],
        v2=[
            ("check_in", "20 15:00"),
            ("dinner", "20 18:00"),
            ("talk", "21 09:45", {"room": "r1"}),
            ("lunch", "21 12:00"),
        ],
    )
    for id in ("v1/meet-g1", "v2/to-talk"):
        p = with_ride(p, id, {"vehicle": "car1", "driver": "d1", "guests": 1})
    return f, p


def ride(found: ScenarioOutcome, made: PlanSteps, id: str) -> float:
    return float(next(found.wait[k][0] for k, move in enumerate(made.moves) if move.id == id))


def test_a_car_that_is_away_is_covered_by_a_free_one():
    f, p = two_visits()
    made = read_steps(f, p)
    found = simulate_plan(made, Known({"v1": 60}))
    # mpv1 is missed at 08:50, has 20 minutes to the inn: 5 minutes after they want to go
    assert found.metrics["covered"][0] == 1
    move = next(m for m in p.moves if m.id == "v2/to-talk")
    called = move.depart - f.shape.wait_at_door
    drive = f.travel.after("site", "inn", called) - called
    assert ride(found, made, "v2/to-talk") == max(0, called + drive - move.depart)


def test_without_a_free_car_guests_wait_for_theirs():
    f, p = two_visits()
    company = f.week.company
    alone = company.replace(vehicles=company.vehicles[:1])
    made = read_steps(Facts(f.week.replace(company=alone), f.edition.replace(risks=RISKS.replace(taxi=600))), p)
    found = simulate_plan(made, Known({"v1": 60}))
    pick_up, move = (next(m for m in p.moves if m.id == id) for id in ("v1/meet-g1", "v2/to-talk"))
    free = pick_up.arrive + 60 + f.shape.unload
    # the rush hour is over by then: its drive is that of the plan's minutes without it
    waits = ride(found, made, "v2/to-talk")
    assert waits > 30
    assert found.metrics["covered"][0] == 0
    assert free - move.depart <= waits <= f.travel.after("site", "inn", free) - move.depart
    taxi = simulate_plan(
        read_steps(Facts(f.week.replace(company=alone), f.edition.replace(risks=RISKS)), p), Known({"v1": 60})
    )
    assert ride(taxi, made, "v2/to-talk") == RISKS.taxi
    assert taxi.metrics["taxis"][0] == 1


@pytest.mark.parametrize(("own", "covered"), [("21 09:40", 0), ("21 13:00", 1)])
def test_a_cover_must_be_back_for_its_own_ride(own, covered):
    """mpv1 is called at 09:10 and would be back at about 10:00."""
    f, p = two_visits()
    company = f.week.company
    f = with_risks(Facts(f.week.replace(company=company.replace(drivers=company.drivers[:2])), f.edition))
    move = next(m for m in p.moves if m.id == "v2/to-talk")
    rides = tuple(r.replace(vehicle="mpv1", driver="d2") for r in move.rides)
    ends = when(own) + move.arrive - move.depart
    other = move.replace(id="v1/x", visit="v1", depart=when(own), arrive=ends, rides=rides)
    found = simulate_plan(read_steps(f, p.replace(moves=(*p.moves, other))), Known({"v1": 60}))
    assert found.metrics["covered"][0] == covered


def test_nobody_drives_what_they_may_not():
    f, p = two_visits()
    company = f.week.company
    only_cars = company.replace(drivers=tuple(d for d in company.drivers if d.id in ("d1", "d2")))
    made = read_steps(with_risks(Facts(f.week.replace(company=only_cars), f.edition)), p)
    substitutes = {c.vehicle for s in made.sequence if isinstance(s, MoveStep) for r in s.rides for c in r.substitutes}
    assert substitutes == {1}, "mpv1; the bus needs B1"


def test_a_room_and_a_leader_are_there_once():
    v1, v2 = visit("v1", talk(leader="boss")), visit("v2", talk(leader="boss"), members=[member(2)])
    f = with_risks(facts(v1, v2))
    p = plan(f, v1=[("talk", "21 09:15")], v2=[("talk", "21 11:00")])
    p = with_duty(with_duty(p, "v1/talk", "leader", "boss"), "v2/talk", "leader", "boss")
    made = read_steps(f, p)
    found = simulate_plan(made, Known({"v1/talk": 40}))
    # 09:15 + 90 + 40 = 11:25, the room is ready 10 minutes later
    assert late(made, found)["v2/talk"] == 35
    assert found.metrics["leader_wait"][0] == 0, "the guests wait for him"


# -- many scenarios


def test_blocks_are_scenarios_of_their_own_and_times_never_run_backwards():
    f, p = good()
    made = read_steps(with_risks(f), p)
    one, other = simulate_plan(made, Draws(5, 0, 200)), simulate_plan(made, Draws(5, 1, 200))
    assert (one.metrics["harm"] != other.metrics["harm"]).any()
    for found in (one, other):
        assert (found.late >= 0).all()
        assert (found.wait >= 0).all()
        assert all((values >= 0).all() for values in found.metrics.values())
        assert np.isfinite(found.late).all()
    joined = ScenarioOutcome.joined([one, other])
    assert joined.metrics["harm"].size == joined.late.shape[1] == 400


class One(Draws):
    """One scenario of a block."""

    def __init__(self, block: Draws, number: int) -> None:
        super().__init__(block.seed, block.block, 1)
        self.of, self.number = block, number

    def delay(self, risk: Delay, *name: str) -> Floats:
        return self.of.delay(risk, *name)[[self.number]]

    def stretch(self, road: Road, *name: str) -> Floats:
        return self.of.stretch(road, *name)[[self.number]]


def test_scenarios_know_nothing_of_each_other():
    """One at a time they come out as all at a time do: cars, covers and taxis too."""
    for f, p in ((with_risks(good()[0]), good()[1]), two_visits()):
        made, block = read_steps(f, p), Draws(11, 0, 60)
        every = simulate_plan(made, block)
        assert every.metrics["covered"].any() or f is not two_visits()[0]
        for number in range(60):
            alone = simulate_plan(made, One(block, number))
            assert {name: values[0] for name, values in alone.metrics.items()} == {
                name: values[number] for name, values in every.metrics.items()
            }


def test_harm_is_the_sum_of_its_parts():
    f, p = good()
    made = read_steps(with_risks(f), p)
    found = simulate_plan(made, Draws(5, 0, 300))
    fixed = [s for s in made.sequence if isinstance(s, ItemStep) and s.keeps_its_time]
    late_there = sum(np.where(found.off[s.number], 0, found.late[s.number]) for s in fixed)
    parts = found.metrics["car_wait"] + found.metrics["leader_wait"] + late_there
    parts = parts + RISKS.missed_counts * (found.metrics["fixed_missed"] + found.metrics["missed_departures"])
    assert found.metrics["harm"] == pytest.approx(parts)


def test_replacing_the_risks_changes_nothing_else():
    f, p = good()
    made = read_steps(with_risks(f), p)
    calm = replace(made, risks=Risks())
    assert simulate_plan(made, Known({})).metrics["harm"] == simulate_plan(calm, Known({})).metrics["harm"]


def test_banquets_keep_their_hosts_waiting():
    f = with_risks(facts(visit("v1", banquet(host="boss"), arrive="21 17:00")))
    p = with_duty(plan(f, v1=[("welcome", "21 18:30")]), "v1/welcome", "leader", "boss", -20)
    made = read_steps(f, p)
    found = simulate_plan(made, Known({"v1": 90}))
    assert found.metrics["leader_wait"][0] == pytest.approx(late(made, found)["v1/welcome"])
    assert found.metrics["leader_wait"][0] > 0
    assert edition().risks.missed_counts > 0
