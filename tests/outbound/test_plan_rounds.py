"""Plans of rounds: whole, repeatable, as good as brute force on tiny weeks, with clear answers to odd input."""

from __future__ import annotations

import datetime as dt
from itertools import permutations, product
from typing import Any

import pytest

from models.domain.clock import day_of
from models.domain.errors import FaultyInput
from models.domain.outbound import CustomerBook
from models.domain.rounds_facts import RoundsFacts
from models.domain.tiers import Tier
from models.outbound.draft import Draft
from models.outbound.plan_rounds import RoundsLimits, plan_rounds, shares_of_time
from models.outbound.replan_rounds import call_slots, moved_calls, pins_of, replan_rounds
from models.outbound.rule_weights import RuleWeights
from models.rules.catalogue import outbound_rules
from planner.generation.books import generate_book
from planner.judging.check_rounds import check_rounds, judge_rounds
from tests.rules.outbound.rounds import MONDAY, book, call, facts, rounds_plan
from tests.weeks import edition

TWO_DAYS = [{"open": "08:30", "close": "12:00", "weekdays": ["Mon", "Tue"]}]


def planned(made: RoundsFacts, **limits: Any) -> Any:
    """Return a plan and its judgement."""
    rules = outbound_rules(made.edition)
    plan = plan_rounds(made, rules, RoundsLimits(**{"searches": 2, "iterations": 60, "workers": 1, **limits}))
    return plan, judge_rounds(made, plan, rules)


@pytest.fixture(scope="module")
def week() -> Any:
    """Return the facts, plan and judgement of a made-up week."""
    made = RoundsFacts(generate_book(16, 2), edition())
    return made, *planned(made)


# ---------------------------------------------------------------- whole plans


def test_every_due_call_is_planned_or_missed_with_a_reason_and_no_must_is_broken(week: Any) -> None:
    made, plan, report = week
    assert {call.id for call in plan.calls} | {missed.id for missed in plan.missed} == set(made.due)
    assert not report.score.musts, [broken.violation.say() for broken in report.score.musts]
    assert all(missed.zh and missed.en for missed in plan.missed)
    assert report.score.tiers[Tier.LEFT_OUT] >= plan.least_missed


def test_ways_that_the_plan_names_are_those_that_are_measured_anew(week: Any) -> None:
    _, plan, report = week
    assert sum(one.metres for one in plan.rounds) == report.metres
    named = {(call.id, call.travel, call.metres) for call in plan.calls}
    assert named == {
        (leg.call.id, leg.minutes, leg.metres) for day in report.days for leg in day.legs if leg.call is not None
    }


def test_the_same_seed_gives_the_same_plan(week: Any) -> None:
    made, plan, _ = week
    again = RoundsFacts(generate_book(16, 2), edition())
    assert planned(again)[0] == plan
    assert made.book == again.book


def test_several_weeks_keep_the_person_and_every_rule_that_must_be_kept() -> None:
    made = RoundsFacts(generate_book(9, 2, weeks=2), edition())
    plan, report = planned(made, searches=1)
    assert not report.score.musts
    assert {call.day.isocalendar().week for call in plan.calls} == {39, 40}
    assert not [broken for broken in report.score.broken if broken.rule.id == "OUT-06b"]


# ---------------------------------------------------------------- brute force


def least_price(made: RoundsFacts) -> tuple[int, int, int]:
    """Return the least price of missed calls, then cost, then metres, over every division of calls and every order."""
    draft = Draft(made, RuleWeights.of(outbound_rules(made.edition)))
    shifts = [shift for shift in draft.shifts if shift.day.weekday() < 2]
    best = None
    for where in product((None, *shifts), repeat=len(made.dues)):
        price = sum(due.price for due, shift in zip(made.dues, where, strict=True) if shift is None)
        parts = {s: [d.id for d, w in zip(made.dues, where, strict=True) if w is s] for s in shifts}
        totals = []
        for shift, ids in parts.items():
            timed = [found for order in permutations(ids) if (found := draft.timer.best(shift, order)) is not None]
            totals.append(min(((one.cost, one.metres) for one in timed), default=None))
        if None in totals:
            continue
        value = price, sum(cost for cost, _ in totals), sum(metres for _, metres in totals)
        best = value if best is None else min(best, value)
    assert best is not None
    return best


@pytest.mark.parametrize("minutes", [20, 100])
def test_tiny_weeks_miss_no_more_than_brute_force(minutes: int) -> None:
    spots = [(34.78, 113.66), (34.79, 113.67), (34.80, 113.64), (34.75, 113.70)]
    customers = [
        {
            "id": f"c{k}",
            "name": f"客户{k}",
            "grade": "CBC"[k % 3],
            "calls_a_week": 1,
            "district": "金水区",
            "lat": lat,
            "lon": lon,
            "minutes": minutes,
            "hours": TWO_DAYS,
        }
        for k, (lat, lon) in enumerate(spots)
    ]
    base = book().model_dump()
    made = RoundsFacts(
        CustomerBook.model_validate(base | {"customers": customers, "specialists": base["specialists"][:1]}), edition()
    )
    plan, report = planned(made, searches=4, iterations=150)
    assert report.score.tiers[Tier.LEFT_OUT] == least_price(made)[0]
    assert bool(plan.missed) == (minutes == 100)


# ---------------------------------------------------------------- odd input


def reason(**changes: Any) -> tuple[str, bool]:
    """Return why ``jia`` is missed in the little book with some changes."""
    plan, report = planned(facts(book(**changes)))
    assert not report.score.musts
    (missed,) = [one for one in plan.missed if one.customer == "jia"]
    assert missed.zh
    assert missed.en
    return missed.kind, missed.proven


def test_why_a_call_is_missed() -> None:
    off = [{"start": "2026-09-21T00:00", "end": "2026-09-28T00:00"}]
    assert reason(jia={"hours": [{"open": "20:00", "close": "22:00"}]}) == ("closed", True)
    assert reason(pauses=[{"customer": "jia", "first": "2026-09-21", "last": "2026-09-27"}]) == ("paused", True)
    assert reason(jia={"lat": 31.23, "lon": 121.47}) == ("too_far", True)
    assert reason(jia={"specialist": "zhao"}, zhao={"leave": off}) == ("leave", True)
    assert reason(jia={"district": "火星区"}) == ("nobody", True)
    assert reason(jia={"languages": ["en"]}) == ("nobody", True)
    assert (
        reason(jia={"lat": None, "lon": None, "district": "火星区"}, zhao={"districts": ["火星区"]})[0] == "no_position"
    )


def test_an_impossible_rhythm_keeps_what_is_possible() -> None:
    plan, report = planned(facts(book(jia={"calls_a_week": 5, "spacing_days": 2})))
    assert [call.day.weekday() for call in plan.calls if call.customer == "jia"] == [0, 2, 4]
    assert [missed.kind for missed in plan.missed] == ["rhythm", "rhythm"]
    assert not report.score.musts


def test_two_of_one_name_are_told_apart_and_faults_come_all_at_once() -> None:
    assert len(planned(facts(book(jia={"name": "乙公司"})))[0].calls) == 2
    wrong = book(jia={"id": "yi", "specialist": "sun"}, pauses=[{"customer": "li", "first": MONDAY, "last": MONDAY}])
    with pytest.raises(FaultyInput) as found:
        check_rounds(wrong, rounds_plan(call("21 09:00", "nobody")), edition())
    assert len(found.value.faults) == 4


# ---------------------------------------------------------------- visits to us, locks, changes


def test_visits_to_us_come_first() -> None:
    taken = [{"specialist": id, "start": "2026-09-21T09:00", "end": "2026-09-25T15:30"} for id in ("zhao", "qian")]
    plan, report = planned(facts(book(taken=taken)))
    assert not report.score.musts
    assert all(
        call.start < min(one.start for one in book(taken=taken).taken) or call.day.weekday() == 4 for call in plan.calls
    )


def test_what_is_locked_stays() -> None:
    locked = call("23 10:35").replace(locked=True)
    made = facts()
    pinned = RoundsFacts(made.book, made.edition, pins_of(made, rounds_plan(locked)))
    plan, report = planned(pinned)
    (kept,) = [one for one in plan.calls if one.customer == "jia"]
    assert (kept.start, kept.specialist, kept.locked) == (locked.start, "zhao", True)
    assert not report.score.musts


def test_a_replan_moves_no_more_than_the_person_and_day(week: Any) -> None:
    made, plan, _ = week
    person, day = plan.calls[0].specialist, plan.calls[0].day
    leave = {"start": dt.datetime.combine(day, dt.time(0)), "end": dt.datetime.combine(day, dt.time(23))}
    people = [p.model_dump() | ({"leave": [leave]} if p.id == person else {}) for p in made.book.specialists]
    changed = RoundsFacts(made.book.replace(specialists=people), made.edition)
    rules = outbound_rules(made.edition)
    new = replan_rounds(changed, plan, rules)
    report = judge_rounds(changed, new, rules)
    assert not report.score.musts
    assert not [one for one in new.calls if (one.specialist, one.day) == (person, day)]
    gone = {one.id for one in plan.of(person, day)}
    now = {one.id: one for one in new.calls}
    for id in moved_calls(plan, new):
        one = now[id]
        same = {x.id for x in plan.of(one.specialist, one.day)} == {x.id for x in new.of(one.specialist, one.day)}
        assert not same, "a day whose calls are the same keeps its times"
    elsewhere = [one for one in plan.calls if one.id in now and one.id not in gone and one.day != now[one.id].day]
    assert len(elsewhere) <= len(gone), "one call makes way for one at most"


def test_nothing_changed_moves_nothing(week: Any) -> None:
    made, plan, _ = week
    assert not moved_calls(plan, replan_rounds(made, plan, outbound_rules(made.edition)))


def test_slots_of_a_call_are_possible_and_the_best_comes_first(week: Any) -> None:
    made, plan, _ = week
    due = made.due[plan.calls[3].id]
    slots = call_slots(made, plan, outbound_rules(made.edition), due)
    assert 1 <= len(slots) <= 5
    assert [(slot.cost, slot.metres) for slot in slots] == sorted((slot.cost, slot.metres) for slot in slots)
    assert all(any(a <= slot.start <= b for a, b in made.start_windows(due, day_of(slot.start))) for slot in slots)


# ---------------------------------------------------------------- time


def test_units_that_wait_for_a_worker_get_as_long_as_the_first_ones() -> None:
    assert shares_of_time(5, 2) == pytest.approx([1 / 3, 1 / 3, 2 / 3, 2 / 3, 1])
    assert shares_of_time(2, 2) == [1, 1]


def test_without_time_left_every_call_is_missed_with_a_reason_at_once() -> None:
    made = RoundsFacts(generate_book(16, 2), edition())
    plan, report = planned(made, seconds=0.0)
    assert {one.id for one in plan.missed} | {one.id for one in plan.calls} == {due.id for due in made.dues}
    assert all(one.zh for one in plan.missed)
    assert not report.score.musts
