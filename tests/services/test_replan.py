"""Replans: sound, as little changed as it takes, what has started and what is fixed kept exactly."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from models.cp.stop_signal import StopSignal
from models.domain.clock import at
from models.domain.errors import FaultyInput, NoPlanPossible
from models.domain.facts import Facts
from models.domain.pins import Pin, pin_as_planned
from models.domain.plan import Item, Plan
from models.domain.revision import Revision
from models.itinerary.search.incumbent import objective_value
from models.itinerary.search.repair import Repair
from models.rules.catalogue import rules
from planner import replan, solve
from planner.judging.check import check, judge
from planner.language.parse_events import parse_events
from planner.services.replan import Replanned
from planner.services.result import Limits
from tests.searches import less_effort
from tests.services.asked import asked, planned
from tests.weeks import MONDAY, changed, talk, visit, when


def after(*texts: str, **how: Any) -> Replanned:
    week, plan = asked().week, planned()
    events = parse_events([("--event", text) for text in texts], week, plan)
    found = replan(week, plan, events, edition=asked().edition, **how)
    assert not found.result.report.score.musts
    return found


@cache
def planned_early() -> Plan:
    """Return a plan in which the talk of v2 is in the morning."""
    return after(pins=[Pin(of="v2/talk", start=when("21 10:45"))]).plan


def after_early(*texts: str, now: int) -> Replanned:
    """Return what becomes of that plan when something happens."""
    week, plan = asked().week, planned_early()
    events = parse_events([("--event", text) for text in texts], week, plan)
    found = replan(week, plan, events, edition=asked().edition, now=now)
    assert not found.result.report.score.musts
    return found


def unchanged(found: Replanned, *visits: str) -> bool:
    """Tell whether some visits have the very same rows as before."""
    return all(found.plan.of(v) == found.before.of(v) for v in visits)


def test_without_news_nothing_moves() -> None:
    found = after()
    assert found.changes == ()
    assert found.planned == found.staffed == found.widened == ()


@pytest.mark.parametrize(
    ("text", "visit"),
    [
        ("v2 火车晚点3小时", "v2"),
        ("v3 train 1 hour early", "v3"),
        ("v2 返程提前3小时", "v2"),
        ("取消v2的博物馆", "v2"),
        ("v2 talk 延长60分钟", "v2"),
        ("v2 增加3人", "v2"),
        ("v2 talk 定在周二10:30", "v2"),
        ("bob周二请假", "v2"),
    ],
)
def test_one_event_moves_one_delegation(text: str, visit: str) -> None:
    found = after(text)
    others = {"v1", "v2", "v3"} - {visit}
    assert {item.partition("/")[0] for item in found.moved} <= {visit}
    assert all(found.plan.of(v).items == found.before.of(v).items for v in others)
    assert found.result.report.score.tiers[0] == 0, "nothing has to be left out"


def test_no_worse_in_what_is_left_out_than_a_free_solve() -> None:
    found = after("v2 火车晚点3小时")
    with less_effort():
        free = solve(found.changed.week, Limits(seconds=None, rounds=1), asked().edition)
    assert found.result.report.score.tiers[0] <= free.report.score.tiers[0]


def test_a_visit_that_is_called_off_leaves_the_others_alone() -> None:
    found = after("取消来访 v2")
    assert {item.visit for item in found.plan.items} == {"v1", "v3"}
    assert unchanged(found, "v1", "v3")


def test_a_new_visit_moves_nobody() -> None:
    from models.domain.events import NewVisit

    new = NewVisit(visit=visit("v9", talk(), arrive="22 09:00", depart="22 18:00"))
    found = replan(asked().week, planned(), [new], edition=asked().edition)
    assert not found.result.report.score.musts
    assert any(item.id == "v9/talk" for item in found.plan.items)
    assert found.moved == ()


def test_a_visit_that_was_written_into_the_week_is_new() -> None:
    """As 变更 asks: first the workbook, then the row or sentence; of a visit that is planned it is refused."""
    from models.domain.events import NewVisit

    week, plan = asked().week, planned()
    more = week.replace(visits=(*week.visits, visit("v9", talk(), arrive="22 09:00", depart="22 18:00")))
    (event,) = parse_events([("--event", "新增来访 客户v9")], more, plan)
    assert event.model_copy(update={"source": ""}) == NewVisit(visit=more.visits[-1])
    found = replan(more, plan, [event], edition=asked().edition)
    assert any(item.id == "v9/talk" for item in found.plan.items)
    assert len(found.changed.week.visits) == len(more.visits)
    with pytest.raises(FaultyInput):
        parse_events([("--event", "新增来访 客户v1")], more, plan)
    with pytest.raises(FaultyInput):
        replan(more, plan, [NewVisit(visit=more.visits[0])], edition=asked().edition)


def test_who_is_ill_and_what_is_broken_is_used_no_more() -> None:
    """Whoever drives the coach's pick-up of v1 on Monday is ill, and his car is broken."""
    ride = next(m for m in planned().moves if m.id == "v1/meet-g1").rides[0]
    names = {d.id: d.name for d in asked().week.company.drivers} | {v.id: v.name for v in asked().week.company.vehicles}
    found = after(f"{names[ride.driver or '']}周一请假", f"{names[ride.vehicle or '']}周一坏了")
    monday = [m for m in found.plan.moves if m.depart < at(MONDAY, 1440)]
    assert not any(r.driver == ride.driver or r.vehicle == ride.vehicle for m in monday for r in m.rides)
    assert found.planned == ()
    assert found.moved == ()


def test_a_room_that_is_closed_is_left() -> None:
    room = next(item.room for item in planned().items if item.id == "v2/talk")
    name = asked().week.room(room or "").name
    found = after(f"{name}周二停用")
    item = next(item for item in found.plan.items if item.id == "v2/talk")
    assert (item.room, item.start // 1440) != (room, when("22 00:00") // 1440)
    assert unchanged(found, "v1")


# -- what is past, what is fixed


def early_talk() -> Item:
    return next(item for item in planned_early().of("v2").items if item.id == "v2/talk")


def test_what_has_started_stays_exactly() -> None:
    now = early_talk().end - 15
    found = after_early("v2 talk 延长30分钟", "v1 增加1人", now=now)
    started = [item for item in found.before.items if item.start <= now and item.id != "v2/talk"]
    assert len(started) >= 2
    kept = {item.id: item for item in found.plan.items}
    for item in started:
        then = kept[item.id]
        assert (then.start, then.end, then.place, then.room) == (item.start, item.end, item.place, item.room)
        assert {d.person for d in item.duties if d.person} <= {d.person for d in then.duties}
    ways = {move.id: move for move in found.plan.moves}
    for move in (move for move in found.before.moves if move.depart <= now):
        assert [r.driver for r in ways[move.id].rides] == [r.driver for r in move.rides]
        assert (ways[move.id].depart, ways[move.id].target) == (move.depart, move.target)
    assert all(item.start >= now for item in found.plan.items if item.id not in {"v2/talk", *(i.id for i in started)})


def test_an_overrun_goes_on_past_the_hours_of_our_people() -> None:
    """The talk ends at 17:45 and goes on until 18:30: whoever is in it stays, though their hours end at six."""
    talk_ = next(item for item in planned().of("v2").items if item.id == "v2/talk")
    assert talk_.end < when("21 18:00") < talk_.end + 45
    found = after("v2 talk 延长45分钟", now=talk_.start + 30)
    kept = next(item for item in found.plan.items if item.id == "v2/talk")
    assert kept.end == talk_.end + 45
    assert {d.person for d in talk_.duties if d.role == "expert"} == {
        d.person for d in kept.duties if d.role == "expert"
    }
    later = after("v2 talk 延长45分钟", now=kept.end + 5)  # it is still so when it is over
    assert next(item for item in later.plan.items if item.id == "v2/talk").end == kept.end


def test_what_was_to_follow_an_overrun_has_not_begun() -> None:
    """The talk went on into the hours of the next item: that cannot have begun as planned, though its time is past."""
    talk_ = early_talk()
    follows = min((i for i in planned_early().of("v2").items if i.start >= talk_.end), key=lambda item: item.start)
    longer = follows.start + 15 - talk_.end
    now = follows.start + 5
    found = after_early(f"v2 talk 延长{longer}分钟", now=now)
    items = {item.id: item for item in found.plan.items}
    assert (items["v2/talk"].start, items["v2/talk"].end) == (talk_.start, talk_.end + longer)
    assert items[follows.id].start >= max(now, talk_.end + longer)


def test_an_overrun_that_leaves_no_hour_for_lunch_makes_it_late() -> None:
    """What has begun cannot be set aside: they lunch within an hour of its end, and the plan says that this is late."""
    talk_ = early_talk()
    found = after_early("v2 talk 延长150分钟", now=talk_.end + 140)
    lunch = next(i for i in found.plan.of("v2").items if i.kind == "lunch" and i.start > talk_.start)
    end = talk_.end + 150
    assert end <= lunch.start <= end + 75
    late = [b.violation.say() for b in found.result.report.score.broken if b.rule.id == "MEAL-01b"]
    assert any("午餐" in text and "偏晚" in text for text in late)
    assert all(item.start >= lunch.end for item in found.plan.of("v2").items if item.start > lunch.start)


def test_what_is_in_progress_overruns_and_takes_along_what_follows() -> None:
    """The talk of v2 has begun: nobody can end it as planned, so what comes after it moves, even past noon."""
    talk_ = early_talk()
    found = after_early("v2 talk 延长30分钟", now=talk_.start + 30)
    now = next(item for item in found.plan.items if item.id == "v2/talk")
    assert (now.start, now.end) == (talk_.start, talk_.end + 30)
    assert all(duty.end >= now.end for duty in now.duties if duty.role == "expert")
    assert all(move.depart >= now.end for move in found.plan.of("v2").moves if move.depart > now.start)
    assert not found.result.report.score.musts


def test_news_of_a_train_that_has_not_come_yet() -> None:
    """At ten it is known that the train of nine comes at twelve: nothing of the morning has begun."""
    found = after("v2 火车晚点3小时", now=when("21 10:00"))
    assert min(item.start for item in found.plan.of("v2").items) >= when("21 12:10")


def test_who_falls_ill_ends_what_he_is_in_the_middle_of() -> None:
    """The boss is at the talk of v1 when he calls in sick for the day: from then on he is not asked for."""
    talk_ = next(i for i in planned().items if i.id == "v1/talk")
    assert "boss" in {d.person for d in talk_.duties}
    found = after("boss周一请假", now=talk_.start + 10)
    later = [i for i in found.plan.items if i.start > talk_.start and i.start < when("22 00:00")]
    assert not any(d.person == "boss" for i in later for d in i.duties)
    assert "boss" in {d.person for i in found.plan.items if i.id == "v1/talk" for d in i.duties}


def test_cars_of_the_morning_may_be_too_small_for_those_who_join_at_noon() -> None:
    found = after("v2 增加15人", now=when("21 12:00"))
    assert found.result.facts.stay("v2").size == 18
    assert found.result.report.ok


def test_pins_hold_side_by_side() -> None:
    fixed = [Pin(of="v2/tour", start=when("21 10:00")), Pin(of="v2/talk", room="r2")]
    found = after("v2 火车晚点10分钟", pins=fixed)
    items = {item.id: item for item in found.plan.items}
    assert items["v2/tour"].start == when("21 10:00")
    assert items["v2/talk"].room == "r2"


def test_a_car_and_a_driver_that_are_fixed() -> None:
    move = next(m for m in planned().moves if m.visit == "v3" and m.kind == "pick_up")
    pin = Pin(of=move.id, cars=("bus1",), drivers=("d3",))
    found = after(pins=[pin])
    (ride,) = next(m for m in found.plan.moves if m.id == move.id).rides
    assert (ride.vehicle, ride.driver) == ("bus1", "d3")


def test_a_helper_who_is_fixed() -> None:
    tour = next(i for i in planned().items if i.id == "v2/tour")
    docent = next(d.person for d in tour.duties if d.role == "docent")
    other = "dot" if docent == "dan" else "dan"
    found = after(pins=[Pin(of="v2/tour", people=(other,))])
    item = next(i for i in found.plan.items if i.id == "v2/tour")
    assert other in {d.person for d in item.duties if d.role == "docent"}


def test_a_leader_who_is_fixed() -> None:
    found = after("v2 talk with deputy")
    item = next(i for i in found.plan.items if i.id == "v2/talk")
    assert "deputy" in {d.person for d in item.duties if d.role == "leader"}


def test_pins_hold_in_a_first_plan() -> None:
    pin = Pin(of="v2/talk", start=when("21 14:00"))
    with less_effort():
        found = solve(asked().week, Limits(seconds=None, rounds=0), asked().edition, revision=Revision(pins=(pin,)))
    assert next(i.start for i in found.plan.items if i.id == "v2/talk") == when("21 14:00")


def test_unknown_and_contradictory_pins_are_refused() -> None:
    wrong = [Pin(of="v2/nothing"), Pin(of="v2/talk", start=when("22 10:00")), Pin(of="v2/talk", start=when("22 11:00"))]
    with pytest.raises(FaultyInput) as error:
        after(pins=wrong)
    assert len(error.value.faults) == 2


def test_pins_that_no_plan_keeps_are_named() -> None:
    """Both talks at once with one expert."""
    pins = [Pin(of="v2/talk", start=when("22 10:00"), people=("bob",)),
            Pin(of="v3/talk", start=when("22 10:00"), people=("bob",))]  # fmt: skip
    with pytest.raises((FaultyInput, NoPlanPossible)) as error:
        after(pins=pins)
    assert "bob" in str(error.value) or "v3" in str(error.value)


def test_events_that_are_not_there_are_refused() -> None:
    from models.domain.events import ArrivalChanged

    with pytest.raises(FaultyInput):
        replan(asked().week, planned(), [ArrivalChanged(visit="v7", minutes=60)], edition=asked().edition)


def test_a_plan_of_another_week_is_refused() -> None:
    with pytest.raises(FaultyInput):
        replan(asked().week, planned().replace(week="other"), edition=asked().edition)


# -- never worse


def test_more_is_never_worse_than_the_least_repair() -> None:
    week, plan = asked().week, planned()
    from models.domain.apply_events import apply_events

    late = apply_events(asked(), parse_events([("x", "v2 火车晚点5小时")], week, plan)).week
    facts = Facts(late, asked().edition, Revision(plan))
    repair = Repair(facts, rules(asked().edition), plan, StopSignal())
    least = repair.repair().incumbent
    assert objective_value(repair.fit_left_out().incumbent) <= objective_value(least)


def test_a_search_from_a_plan_is_no_worse_than_it() -> None:
    with less_effort():
        found = solve(asked().week, Limits(seconds=None, rounds=1), asked().edition, start_from=planned())
    assert found.report.score.tiers <= check(asked().week, planned(), asked().edition).score.tiers


def test_a_search_from_a_broken_plan_repairs_it() -> None:
    """Somebody wrote two talks into one room at one hour."""
    three = next(i for i in planned().items if i.id == "v3/talk")
    broken: Plan = changed(planned(), "v1/talk", start=three.start, end=three.start + 90, room=three.room)
    assert judge(asked(), broken, rules(asked().edition)).score.musts
    with less_effort():
        found = solve(asked().week, Limits(seconds=None, rounds=0), asked().edition, start_from=broken)
    assert not found.report.score.musts


def test_a_held_plan_stays_as_it_is() -> None:
    every = [pin_as_planned(planned(), item.id, ["time", "place"]) for item in planned().items]
    found = after("v3 增加1人", pins=every)
    before = [(i.id, i.start, i.place, i.room) for i in planned().items]
    assert [(i.id, i.start, i.place, i.room) for i in found.plan.items] == before
