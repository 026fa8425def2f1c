"""Staffing: what it says is what the rules' checks say, no must is broken, known optima, every way tried."""

from __future__ import annotations

import itertools
import random
from typing import Any

import pytest

import planner
from models.cp.ledger import Ledger
from models.cp.run import SolveLimits, solve_lexicographically
from models.domain.facts import Facts
from models.domain.plan import Move, Plan, Ride, VisitPlan
from models.itinerary.model.build import build
from models.itinerary.model.extract import read_visit_plan as read
from models.itinerary.search.incumbent import assemble
from models.rules.catalogue import rules
from models.rules.core.base import Rule
from models.rules.core.cost_lines import costs
from models.staffing.dispatch_heuristic import WorkingDayCosts
from models.staffing.jobs import DutyPrices, VehiclePool, jobs
from models.staffing.staff import Staffed, staff
from planner.formats import load_edition
from planner.generation.generate import generate
from tests.weeks import banquet, company, facts, members, plan, sight, talk, tour, visit, when

OURS = ("HOST-01", "ARR-03", "ARR-04")
"""Musts that staffing keeps beside those of scope duty."""
WAYS_OUT = ("cars", "help")


def staffing_rules(facts: Facts) -> tuple[Rule, ...]:
    return tuple(rule for rule in rules(facts.edition) if rule.scope == "duty" or rule.id in OURS)


def judged(facts: Facts, rows: dict[str, VisitPlan]) -> tuple[int, int, int, int]:
    """Say what the rules' checks say of staffed rows: musts, shoulds, money of what is hired, duty."""
    made, found = assemble(facts, rows), [0, 0, 0, 0]
    for rule in staffing_rules(facts):
        for broken in rule.check(facts, made):
            if broken.visit and rule.waived(facts.week.visit(broken.visit), *broken.about.ids):
                continue
            where = 0 if rule.level == "must" else {1: 1, 4: 3}.get(rule.tier or 0)
            if where is not None:
                found[where] += rule.cost(broken.amount)
    found[2] = sum(line.yuan for line in costs(facts, made) if line.heading in WAYS_OUT)
    return found[0], found[1], found[2], found[3]


def by_visit(made: Plan) -> dict[str, VisitPlan]:
    """Return a plan's rows by visit."""
    return {
        v: VisitPlan(
            tuple(item for item in made.items if item.visit == v),
            tuple(move for move in made.moves if move.visit == v),
            tuple(night for night in made.nights if night.visit == v),
            tuple(left for left in made.left_out if left.visit == v),
        )
        for v in sorted({row.visit for row in (*made.items, *made.moves)})
    }


def staffed(facts: Facts, rows: dict[str, VisitPlan], *, polish: bool = True) -> Staffed:
    return staff(facts, rules(facts.edition), rows, sorted(rows), polish=polish)


def only_moves(facts: Facts, *moves: tuple[str, str, str, str, str, str]) -> dict[str, VisitPlan]:
    """Return rows of nothing but moves: visit, id, origin, target, departure, arrival."""
    made: dict[str, list[Move]] = {}
    for v, name, origin, target, depart, arrive in moves:
        move = Move(
            id=f"{v}/{name}",
            visit=v,
            kind="transfer",
            origin=origin,
            target=target,
            depart=when(depart),
            arrive=when(arrive),
        )
        made.setdefault(v, []).append(move)
    return {v: VisitPlan((), tuple(mine), (), ()) for v, mine in made.items()}


def rides(found: Staffed) -> list[Ride]:
    return [ride for rows in found.rows.values() for move in rows.moves for ride in move.rides]


def constructed(week: Any) -> tuple[Facts, dict[str, VisitPlan]]:
    """Return the rows of a week planned visit by visit, not staffed."""
    facts = Facts(week, load_edition("default"))
    ledger, found = Ledger.empty(facts), {}
    for stay in facts.stays:
        made = build(facts, [stay.id], rules(facts.edition), ledger, filtered=True)
        outcome, _ = solve_lexicographically(
            made.frame.model, [made.frame.objective(0)], limits=SolveLimits(deterministic=0.5)
        )
        if outcome.found:
            found[stay.id] = read(facts, made.views[stay.id], outcome.value)
            ledger = ledger.plus(made.frame.bookings(outcome.value))
    return facts, found


@pytest.fixture(scope="module", params=["tiny", 1, 2])
def planned(request: pytest.FixtureRequest, root: Any) -> tuple[Facts, dict[str, VisitPlan]]:
    if request.param == "tiny":
        return constructed(planner.load(root / "instances" / "tiny"))
    return constructed(generate(3, request.param))


@pytest.mark.parametrize("polish", [False, True])
def test_what_staffing_says_is_what_the_checks_say(planned: tuple[Facts, dict[str, VisitPlan]], polish: bool) -> None:
    facts, rows = planned
    found = staffed(facts, rows, polish=polish)
    assert found.cost == judged(facts, found.rows)
    assert found.cost[0] == 0


def test_polish_is_no_worse_and_staffing_again_changes_nothing(planned: tuple[Facts, dict[str, VisitPlan]]) -> None:
    facts, rows = planned
    first, last = staffed(facts, rows, polish=False), staffed(facts, rows)
    again = staffed(facts, dict(last.rows))
    assert last.cost <= first.cost
    assert again.cost <= last.cost
    assert not last.proven or again.cost == last.cost


def test_tiny_is_proven(root: Any) -> None:
    facts, rows = constructed(planner.load(root / "instances" / "tiny"))
    assert staffed(facts, rows).proven


def test_some_visits_free_keep_musts_and_better_the_rest(planned: tuple[Facts, dict[str, VisitPlan]]) -> None:
    facts, rows = planned
    whole = dict(staffed(facts, rows, polish=False).rows)
    for v in sorted(rows):
        found = staff(facts, rules(facts.edition), whole, [v], polish=True)
        assert judged(facts, whole | dict(found.rows)) <= judged(facts, whole)


def test_nothing_proven_is_beaten_from_a_neighbour(planned: tuple[Facts, dict[str, VisitPlan]]) -> None:
    facts, rows = planned
    best = staffed(facts, rows)
    assert best.proven
    whole = dict(best.rows)
    for v in sorted(rows):
        found = staff(facts, rules(facts.edition), whole, [v], polish=True)
        assert judged(facts, whole | dict(found.rows)) == best.cost


# -- by hand


def one_car(**changes: Any) -> Any:
    usual = {
        "vehicles": [{"id": "car1", "name": "一号车", "kind": "mpv", "seats": 6, "luggage": 6}],
        "drivers": [{"id": "d1", "name": "赵师傅", "licences": ["C1"]}],
    }
    return company(**{**usual, **changes})


def test_two_moves_at_once_and_one_car_hire_another() -> None:
    week = facts(visit("v1"), visit("v2"), company=one_car())
    rows = only_moves(
        week,
        ("v1", "a", "inn", "site", "21 10:00", "21 10:20"),
        ("v2", "b", "inn", "site", "21 10:00", "21 10:20"),
    )
    found = staffed(week, rows)
    assert sorted((ride.vehicle or "", ride.hired or "") for ride in rides(found)) == [("", "hired_mpv"), ("car1", "")]
    assert found.cost == judged(week, found.rows)
    assert found.proven


def test_two_moves_one_after_the_other_share_the_car() -> None:
    week = facts(visit("v1"), visit("v2"), company=one_car())
    rows = only_moves(
        week,
        ("v1", "a", "inn", "site", "21 10:00", "21 10:20"),
        ("v2", "b", "site", "inn", "21 11:00", "21 11:20"),
    )
    found = staffed(week, rows)
    assert {ride.driver for ride in rides(found)} == {"d1"}
    assert found.cost == judged(week, found.rows) == (0, 0, 0, 40)  # from the company to the inn, and back at the end


def test_a_driver_drives_no_more_than_eight_hours() -> None:
    week = facts(visit("v1"), company=one_car())
    hours = ("06:30", "09:00", "11:30", "14:00", "16:30", "19:00")
    ends = [f"{int(h[:2]) + 1:02}{h[2:]}" for h in hours]
    trips = [("v1", f"m{n}", "site", "plant", f"21 {hours[n]}", f"21 {ends[n]}") for n in range(len(hours))]
    rows = only_moves(week, *trips)
    found = staffed(week, rows)
    every = jobs(week, rows["v1"].moves)
    days = WorkingDayCosts(week, DutyPrices(week, rules(week.edition)), every)
    sets = [s for n in range(7) for s in itertools.combinations(range(6), n) if days.cost(s) is not None]
    own = [ride for ride in rides(found) if ride.vehicle]
    assert 0 < len(own) == max(map(len, sets)) < 6
    assert found.cost == judged(week, found.rows)
    assert found.cost[0] == 0


def test_the_minibus_goes_to_who_may_drive_it() -> None:
    week = facts(visit("v1", members=members(12)))
    rows = only_moves(week, ("v1", "a", "inn", "site", "21 10:00", "21 10:20"))
    (ride,) = rides(staffed(week, rows))
    assert (ride.vehicle, ride.driver) == ("bus1", "d3")


def test_without_hired_cars_rows_come_back_and_the_check_says_what_is_short() -> None:
    week = facts(visit("v1", members=members(30)), company=one_car(hired_cars=[]))
    rows = only_moves(week, ("v1", "a", "inn", "site", "21 10:00", "21 10:20"))
    for polish in (False, True):
        found = staffed(week, rows, polish=polish)
        made = assemble(week, found.rows)
        assert "CAR-01" in {b.rule for rule in staffing_rules(week) for b in rule.check(week, made)}


def test_no_driver_and_no_vehicle_is_no_exception() -> None:
    for changes in ({"drivers": []}, {"vehicles": []}, {"vehicles": [], "drivers": [], "hired_cars": []}):
        week = facts(visit("v1"), company=company(**changes))
        rows = only_moves(week, ("v1", "a", "inn", "site", "21 10:00", "21 10:20"))
        assert set(staffed(week, rows).rows) == {"v1"}


FOREIGN = {"members": members(3, languages=["en"])}


@pytest.mark.parametrize(("help", "hired", "money"), [(True, True, 800), (False, False, 0)])
def test_a_missing_interpreter_is_hired_or_still_to_be_found(help: bool, hired: bool, money: int) -> None:
    nobody = [p for p in company().model_dump(mode="json")["people"] if p["id"] != "ivy"]
    changes = {"people": nobody} if help else {"people": nobody, "hired_help": []}
    week = facts(visit("v1", talk(), **FOREIGN), company=company(**changes))
    rows = by_visit(plan(week, v1=[("talk", "21 09:30")]))
    found = staffed(week, rows)
    (duty,) = [d for d in found.rows["v1"].items[0].duties if d.role == "interpreter"]
    assert (duty.person, duty.hired) == (None, hired)
    assert found.cost == judged(week, found.rows)
    assert found.cost[2] == money


def test_one_escort_stays_with_the_delegation() -> None:
    week = facts(visit("v1", talk(), tour(), banquet(), sight(), escort="eva"))
    day = [("talk", "21 09:30"), ("lunch", "21 12:00"), ("tour", "21 14:00"), ("lunch", "22 12:00")]
    found = staffed(week, by_visit(plan(week, v1=day)))
    rows = found.rows["v1"]
    duties = [d for row in (*rows.items, *rows.moves) for d in row.duties if d.role in ("escort", "companion")]
    assert {d.person for d in duties} == {"eva"}
    assert found.cost == judged(week, found.rows)


def test_a_docent_on_leave_is_not_named() -> None:
    people = company().model_dump(mode="json")["people"]
    for person in people:
        if person["id"] == "dot":
            person["leave"] = [{"start": "2026-09-21T00:00", "end": "2026-09-23T00:00"}]
    week = facts(visit("v1", tour()), company=company(people=people))
    found = staffed(week, by_visit(plan(week, v1=[("tour", "21 14:00")])))
    (docent,) = [d for d in found.rows["v1"].items[0].duties if d.role == "docent"]
    assert docent.person == "dan"


# -- all ways tried


@pytest.mark.parametrize("seed", range(4))
def test_brute_force_agrees(seed: int) -> None:
    """Three moves of two visits over two days, three vehicles, three drivers, two kinds of hired cars."""
    rng = random.Random(seed)
    week = facts(visit("v1"), visit("v2"))
    places = ("site", "inn", "museum", "garden", "opera")
    moves = []
    for n in range(3):
        origin, target = rng.sample(places, 2)
        hour = rng.choice((9, 9, 10, 10, 11, 20))
        depart = f"{rng.choice((21, 21, 22))} {hour:02}:{rng.choice((0, 20, 40)):02}"
        minutes = week.travel.longest(origin, target)
        end = when(depart) + minutes
        moves.append((rng.choice(("v1", "v2")), f"m{n}", origin, target, depart, end))
    rows = only_moves(week, *moves)
    found = staffed(week, rows)
    assert found.cost == judged(week, found.rows)
    assert found.proven
    assert found.cost == min(_every(week, rows))


def _every(week: Facts, rows: dict[str, VisitPlan]) -> list[tuple[int, int, int, int]]:
    """Return what every dispatch weighs: one vehicle a move, own with any driver, or hired."""
    every = [move for v in sorted(rows) for move in rows[v].moves]
    garage = VehiclePool(week, DutyPrices(week, staffing_rules(week)))
    choices: list[list[tuple[Ride, ...]]] = []
    for job in sorted(jobs(week, every), key=lambda job: job.id):
        cars: list[tuple[str, str, str]] = [
            (v.id, d.id, "") for v in week.week.company.vehicles for d in week.week.company.drivers
        ]
        cars += [("", "", c.id) for c in week.week.company.hired_cars]
        mine = []
        for vehicle, driver, hired in cars:
            if garage.holds(job, (vehicle or hired,)):
                ids = {"hired": hired} if hired else {"vehicle": vehicle, "driver": driver}
                mine.append((Ride(guests=job.guests, staff=1, **ids),))
        choices.append(mine)
    every.sort(key=lambda move: move.id)
    weighed = []
    for chosen in itertools.product(*choices):
        sent = {move.id: cars for move, cars in zip(every, chosen, strict=True)}
        made = {
            v: VisitPlan((), tuple(m.replace(rides=sent[m.id]) for m in found.moves), (), ())
            for v, found in rows.items()
        }
        weighed.append(judged(week, made))
    return weighed
