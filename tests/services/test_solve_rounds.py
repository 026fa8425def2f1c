"""Rounds planned and mended by the service: judged, repeatable, what was decided or has begun stays."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from models.domain.clock import at
from models.domain.outbound import TakenTime
from models.domain.plan import Duty, Item, Plan
from models.domain.rounds_events import CallWanted, CustomerNotThere, SpecialistAway, apply_rounds_events
from models.outbound.plan_rounds import RoundsLimits
from planner.formats import load
from planner.services.rounds_slots import round_slots
from planner.services.solve_rounds import RoundsResult, mend_rounds, solve_rounds
from planner.services.visits_of_specialists import taken_by_visits
from tests.rules.outbound.rounds import MONDAY, book
from tests.weeks import edition

QUICK = RoundsLimits(searches=1, iterations=30, workers=1)
BOOK = book()


@pytest.fixture(scope="module")
def planned() -> RoundsResult:
    """The little book, planned."""
    return solve_rounds(BOOK, edition(), QUICK)


def test_every_call_is_planned(planned: RoundsResult) -> None:
    """All due calls, no must broken, the same again by the same search."""
    assert len(planned.plan.calls) == len(planned.report.facts.dues) == 2
    assert not planned.report.score.musts
    assert solve_rounds(BOOK, edition(), QUICK).plan == planned.plan
    assert not planned.interrupted


def test_mended_without_a_change_is_the_same(planned: RoundsResult) -> None:
    """Nothing happened: nothing moves."""
    assert mend_rounds(BOOK, edition(), planned.plan, QUICK).plan.calls == planned.plan.calls


def test_leave_moves_only_what_must(planned: RoundsResult) -> None:
    """Who is on leave on the day of a call makes none then; the call is made all the same."""
    first = planned.plan.calls[0]
    leave = SpecialistAway(specialist=first.specialist, start=at(first.day), end=at(first.day, 1440))
    after = mend_rounds(apply_rounds_events(BOOK, [leave]), edition(), planned.plan, QUICK)
    assert not after.plan.of(first.specialist, first.day)
    assert {call.customer for call in after.plan.calls} == {"jia", "yi"}
    assert not after.report.score.musts


def test_not_met_is_met_on_another_day(planned: RoundsResult) -> None:
    """Only the customer who was not met is moved to another day."""
    first = planned.plan.calls[0]
    event = CustomerNotThere(customer=first.customer, day=first.day)
    after = mend_rounds(apply_rounds_events(BOOK, [event]), edition(), planned.plan, QUICK)
    (again,) = [call for call in after.plan.calls if call.customer == first.customer]
    assert again.day != first.day
    (other,) = [call for call in after.plan.calls if call.customer != first.customer]
    assert other.day == next(call for call in planned.plan.calls if call.id == other.id).day


def test_what_has_begun_stays(planned: RoundsResult) -> None:
    """A call that has begun keeps its time, though an urgent one would like to have it."""
    first = planned.plan.calls[0]
    wanted = CallWanted(customer="yi" if first.customer == "jia" else "jia", day=first.day, until=first.day)
    after = mend_rounds(apply_rounds_events(BOOK, [wanted]), edition(), planned.plan, QUICK, now=first.start + 1)
    kept = next(call for call in after.plan.calls if call.id == first.id)
    assert (kept.start, kept.specialist) == (first.start, first.specialist)


def test_locks_stay(planned: RoundsResult) -> None:
    """A locked call keeps time and person when all is planned again."""
    first = planned.plan.calls[0]
    other = "qian" if first.specialist == "zhao" else "zhao"
    locked = first.replace(start=at(MONDAY, 15 * 60), arrive=at(MONDAY, 895), end=at(MONDAY, 920), specialist=other)
    former = planned.plan.replace(calls=(locked.replace(locked=True), *planned.plan.calls[1:]))
    again = solve_rounds(BOOK, edition(), QUICK, start_from=former)
    kept = next(call for call in again.plan.calls if call.id == first.id)
    assert (kept.start, kept.specialist, kept.locked) == (at(MONDAY, 15 * 60), other, True)


def test_slots(planned: RoundsResult) -> None:
    """Each specialist and day once, the best first; on days that are asked for; none where the customer is closed."""
    slots = round_slots(BOOK, edition(), planned.plan, "jia")
    assert len({(slot.specialist, slot.day) for slot in slots}) == len(slots) == 10
    assert [slot.cost for slot in slots] == sorted(slot.cost for slot in slots)
    wednesday = MONDAY + dt.timedelta(days=2)
    assert {slot.day for slot in round_slots(BOOK, edition(), planned.plan, "jia", wednesday, wednesday)} == {wednesday}
    closed = book(jia={"closed": [str(MONDAY + dt.timedelta(days=k)) for k in range(7)]})
    assert round_slots(closed, edition(), planned.plan, "jia") == []
    later = MONDAY + dt.timedelta(days=90)
    assert round_slots(BOOK, edition(), planned.plan, "jia", later) == []


def test_visits_to_us_come_first(planned: RoundsResult) -> None:
    """Duties of the same people, those that meet as one span with the visit's name; other people's do not count."""
    week = load(Path(__file__).parents[2] / "instances" / "tiny")
    leader = week.company.people[0]
    people = [
        {"id": "zhao", "name": leader.name, "districts": ["金水区"]},
        {"id": "qian", "name": "不在公司", "districts": ["金水区"]},
    ]
    ours = book(specialists=people)
    visit = week.visits[0]
    spans = ((9 * 60, 10 * 60), (10 * 60, 11 * 60), (14 * 60, 15 * 60))
    items = tuple(
        Item.model_construct(
            id=f"i{k}",
            visit=visit.id,
            duties=(Duty(role="leader", person=leader.id, start=at(MONDAY, a), end=at(MONDAY, b)),),
        )
        for k, (a, b) in enumerate(spans)
    )
    plan = Plan.model_construct(items=items, moves=())
    note = f"接待{visit.client}"
    assert taken_by_visits(ours, week, plan) == (
        TakenTime(specialist="zhao", start=at(MONDAY, 540), end=at(MONDAY, 660), note=note),
        TakenTime(specialist="zhao", start=at(MONDAY, 840), end=at(MONDAY, 900), note=note),
    )
    taken = [{"specialist": one, "start": "2026-09-21T08:00", "end": "2026-09-21T18:00"} for one in ("zhao", "qian")]
    after = mend_rounds(book(taken=taken), edition(), planned.plan, QUICK)
    assert len(after.plan.calls) == 2
    assert all(call.day > MONDAY for call in after.plan.calls)
