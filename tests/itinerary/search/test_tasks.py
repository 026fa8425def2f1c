"""Tasks of the search: what they carry is all they need, and their answers are rows."""

from __future__ import annotations

import pickle
from dataclasses import replace

from models.cp.stop_signal import StopSignal
from models.domain.facts import Facts
from models.domain.tiers import UPPER_TIERS, Tier
from models.itinerary.search.bound_tasks import BoundRequests, BoundTier
from models.itinerary.search.limits import SearchLimits
from models.itinerary.search.search import Neighbourhood, Search
from models.itinerary.search.tasks import FindBlocking, Solved, StaffWeek
from models.rules.catalogue import rules
from planner.generation.generate import generate
from tests import weeks
from tests.searches import search_of

STOP = StopSignal()


def constructed(number: int = 3) -> Search:
    """Return a search with the first plan of a made-up week."""
    search = search_of(Facts(generate(number, 7), weeks.edition()), SearchLimits(rounds=0, construct_seconds=0.2))
    search.construct()
    return search


def slots(solved: Solved) -> dict[str, tuple[str, str | None]]:
    """Return where everything takes place, and in which room, in the order of time."""
    items = sorted((item for plan in solved.plans.values() for item in plan.items), key=lambda item: item.start)
    return {item.id: (item.place, item.room) for item in items}


def test_times_alone_leave_what_takes_place_where_and_in_what_order():
    search = constructed()
    visits = tuple(stay.id for stay in search.facts.stays)
    free = search.task(Neighbourhood(visits[:1]))
    fixed = replace(free, times_only=True)
    before = search.best.visit_plans[visits[0]]
    solved = fixed.run(search.site, STOP)
    assert solved.found
    assert solved.programme <= search.best.programme_tiers(search.facts, visits[:1])
    places = {item.id: (item.place, item.room) for item in sorted(before.items, key=lambda item: item.start)}
    assert slots(solved) == places
    assert list(slots(solved)) == list(places)
    assert free.run(search.site, STOP).programme <= solved.programme


def test_tasks_and_answers_are_the_same_after_they_were_sent():
    search = constructed(2)
    visit, best = search.facts.stays[0].id, search.best
    bookings = search.site.bookings_around([visit], best.ledger)
    item = best.visit_plans[visit].items[0].id
    tasks = [
        search.task(Neighbourhood((visit,))),
        FindBlocking((visit,), bookings, required=(item,)),
        BoundTier((visit,), UPPER_TIERS, Tier.LEFT_OUT, ()),
        BoundRequests(),
        StaffWeek(best.visit_plans),
    ]
    site = pickle.loads(pickle.dumps(search.site))
    for task in tasks:
        here, there = task.run(search.site, STOP), pickle.loads(pickle.dumps(task)).run(site, STOP)
        assert pickle.loads(pickle.dumps(there)) == here


def test_vehicles_of_a_staffing_are_taken_over_though_its_helpers_are_worse():
    """The time was over before helpers were named: the vehicles that were found in it are not lost."""
    search = constructed(5)
    task = StaffWeek(search.best.visit_plans)
    found = task.run(search.site, STOP)
    first = {visit: plan.moves[0] for visit, plan in found.visit_plans.items()}
    lonely = {
        visit: replace(plan, items=tuple(item.replace(duties=()) for item in plan.items))
        for visit, plan in found.visit_plans.items()
    }
    before = search.best
    search.commit_staff(task, replace(found, visit_plans=lonely, proven=False))
    assert search.best.tiers < before.tiers
    for visit, plan in search.best.visit_plans.items():
        assert plan.items == before.visit_plans[visit].items
        assert plan.moves[0].rides == first[visit].rides
        assert [move.duties for move in plan.moves] == [move.duties for move in before.visit_plans[visit].moves]


def test_bookings_of_other_days_are_not_sent():
    search = constructed(4)
    for stay in search.facts.stays:
        sent = search.site.bookings_around([stay.id], search.best.ledger)
        assert stay.id not in sent
        first, last = min(g.exit for g in stay.groups), max(g.deadline for g in stay.groups)
        for visit, mine in search.best.ledger.by_visit.items():
            near = [b for b in mine if b.start < last and first < b.end and visit != stay.id]
            assert set(near) <= set(sent.get(visit, ()))


def test_answers_that_touch_each_other_are_taken_one_by_one():
    search = constructed()
    visit = search.facts.stays[0].id
    hood = Neighbourhood((visit,))
    solved = search.task(hood).run(search.site, STOP)
    before = search.best.tiers
    search.commit([(hood, solved), (hood, solved)])
    assert search.best.tiers < before
    assert search.holds(solved)
    judged = search.best
    search.commit([(hood, solved), (hood, None)])
    assert search.best is judged


def test_rules_are_those_of_the_edition():
    search = constructed(1)
    assert [rule.id for rule in search.site.rules] == [rule.id for rule in rules(search.facts.edition)]
