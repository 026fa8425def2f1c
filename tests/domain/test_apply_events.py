"""Applying events: what each makes of the week, and every fault of all of them at once."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest
from pydantic import TypeAdapter

from models.domain import events as ev
from models.domain.apply_events import ChangedWeek, apply_events
from models.domain.errors import FaultyInput
from models.domain.events import Event
from models.domain.facts import Facts
from models.domain.joint_items import joint_of, with_changes_for_all
from models.domain.plan import Duty
from models.domain.revision import Revision
from tests.weeks import banquet, facts, group, members, plan, talk, tour, visit, when
from tests.weeks import changed as altered

EVENTS = TypeAdapter(tuple[Event, ...])


def applied(*events: dict[str, Any], f: Facts | None = None) -> ChangedWeek:
    return apply_events(f or week(), EVENTS.validate_python(events))


def week() -> Facts:
    return facts(visit("v1", talk(), tour()), visit("v2", talk(any_leader=True)))


def faults(*events: dict[str, Any]) -> list[str]:
    with pytest.raises(FaultyInput) as error:
        applied(*events)
    return [str(fault) for fault in error.value.faults]


def _span(start: str, end: str) -> dict[str, int]:
    return {"start": when(start), "end": when(end)}


ONE_OF_EACH: dict[type, dict[str, Any]] = {
    ev.ArrivalChanged: {"visit": "v1", "minutes": 60},
    ev.DepartureChanged: {"visit": "v1", "minutes": -60},
    ev.VisitCancelled: {"visit": "v2"},
    ev.ActivityCancelled: {"item": "v1/tour"},
    ev.PersonAway: {"person": "ann", **_span("21 00:00", "22 00:00")},
    ev.VehicleUnavailable: {"vehicle": "mpv1", **_span("21 00:00", "22 00:00")},
    ev.PlaceClosed: {"what": "r1", **_span("21 00:00", "22 00:00")},
    ev.NewVisit: {"visit": visit("v9").model_dump(mode="json")},
    ev.NewRequest: {"visit": "v1", "request": talk("more")},
    ev.GuestsChanged: {"visit": "v1", "more": 2},
    ev.DurationChanged: {"item": "v1/talk", "longer": 30},
    ev.OrderChanged: {"item": "v1/talk", "after": "v1/tour"},
    ev.FixedByLeader: {"pin": {"of": "v1/talk", "people": ["boss"]}},
}
"""An event of each class that changes the week."""


def test_every_class_has_a_case() -> None:
    missing = {event.__name__ for event in get_args(get_args(Event)[0])} - {event.__name__ for event in ONE_OF_EACH}
    assert not missing, f"add an event of {sorted(missing)} to ONE_OF_EACH in tests/domain/test_apply_events.py"


@pytest.mark.parametrize("event", ONE_OF_EACH, ids=lambda event: event.__name__)
def test_every_class_changes_the_week(event: type) -> None:
    before = week()
    kind = event.model_fields["kind"].default  # type: ignore[attr-defined]
    after = applied({"kind": kind, **ONE_OF_EACH[event]}, f=before)
    assert after.week.model_dump() != before.week.model_dump(), (
        f"{event.__name__} needs a handler in _WeekChange.apply of apply_events.py"
    )


@pytest.mark.parametrize(("change", "arrives"), [({"minutes": 180}, "21 11:00"), ({"minutes": -30}, "21 07:30"),
                                               ({"at": when("21 12:00")}, "21 12:00")])  # fmt: skip
def test_arrival(change: dict[str, Any], arrives: str) -> None:
    changed = applied({"kind": "arrives", "visit": "v1", **change})
    assert changed.week.visit("v1").groups[0].arrival.at == when(arrives)
    assert changed.week.visit("v2").groups[0].arrival.at == when("21 08:00")
    assert changed.visits == ("v1",)


def test_only_those_who_come_together_are_late() -> None:
    here = [group("g1", "21 08:00", members=["m1"]), group("g2", "21 10:00", members=["m2", "m3"])]
    changed = applied({"kind": "arrives", "visit": "v1", "minutes": 60}, f=facts(visit("v1", groups=here)))
    assert [g.arrival.at for g in changed.week.visit("v1").groups] == [when("21 09:00"), when("21 10:00")]


def test_departure() -> None:
    changed = applied({"kind": "departs", "visit": "v1", "minutes": -120})
    assert changed.week.visit("v1").groups[0].departure.at == when("22 16:00")


def test_called_off() -> None:
    changed = applied({"kind": "visit_cancelled", "visit": "v2"}, {"kind": "cancelled", "item": "v1/tour"})
    assert [v.id for v in changed.week.visits] == ["v1"]
    assert [r.id for r in changed.week.visit("v1").requests] == ["talk"]


def test_an_order_takes_the_place_of_the_opposite_one() -> None:
    f = facts(visit("v1", talk(before="tour", same_day="tour"), tour()))
    changed = applied({"kind": "ordered", "item": "v1/talk", "after": "v1/tour"}, f=f).week.visit("v1")
    assert [link.request for link in changed.request("talk").after] == ["tour"]
    assert (changed.request("talk").before, changed.request("talk").same_day) == ((), ("tour",))
    again = applied({"kind": "ordered", "item": "v1/tour", "before": "v1/talk"}, f=f).week.visit("v1")
    assert again.request("talk").before == ()
    assert [link.request for link in again.request("tour").before] == ["talk"]


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ({"item": "v1/talk"}, "say after or before"),
        ({"item": "v1/talk", "after": "v1/tour", "before": "v1/tour"}, "say after or before"),
        ({"item": "v1/talk", "after": "v2/talk"}, "two activities of one visit"),
        ({"item": "v1/talk", "after": "v1/talk"}, "two activities of one visit"),
        ({"item": "v1/talk", "after": "v1/tuor"}, "asks for no 'tuor'"),
        ({"item": "v9/talk", "after": "v1/tour"}, "no visit 'v9'"),
    ],
)
def test_an_order_of_what_has_none_is_a_fault(event: dict[str, Any], told: str) -> None:
    assert any(told in fault for fault in faults({"kind": "ordered", **event}))


def test_a_sight_of_our_own_is_called_off_by_a_pin() -> None:
    changed = applied({"kind": "cancelled", "item": "v1/sight-museum"})
    assert [(pin.of, pin.out) for pin in changed.pins] == [("v1/sight-museum", True)]


def test_away_broken_closed() -> None:
    span = {"start": when("21 00:00"), "end": when("22 00:00")}
    company = applied(
        {"kind": "away", "person": "ann", **span},
        {"kind": "away", "person": "d1", **span},
        {"kind": "car_broken", "vehicle": "mpv1", "start": span["start"]},
        {"kind": "closed", "what": "r1", **span},
        {"kind": "closed", "what": "museum", **span},
        {"kind": "closed", "what": "w1", **span},
    ).week.company
    assert [p.id for p in company.people if p.leave] == ["ann"]
    assert [d.id for d in company.drivers if d.leave] == ["d1"]
    (broken,) = [v for v in company.vehicles if v.closures]
    assert (broken.id, broken.closures[0].end) == ("mpv1", when("28 00:00"))
    assert [thing.id for thing in (*company.rooms, *company.places, *company.workshops) if thing.closures] == [
        "r1",
        "museum",
        "w1",
    ]


def test_nothing_is_taken_away_in_the_past() -> None:
    """At ten somebody is ill for all of Monday; who is in a talk until eleven is free from then on."""
    f = week()
    p = plan(f, v1=[("talk", "21 09:30")], v2=[])
    duty = Duty(role="expert", person="ann", start=when("21 09:30"), end=when("21 11:00"))
    p = altered(p, "v1/talk", duties=(duty,))
    now = Facts(f.week, f.edition, Revision(p, when("21 10:00")))
    span = {"start": when("21 00:00"), "end": when("22 00:00")}
    ill = [{"kind": "away", "person": person, **span} for person in ("ann", "bob")]
    company = applied(*ill, f=now).week.company
    assert [(q.id, q.leave[0].start) for q in company.people if q.leave] == [
        ("ann", when("21 11:00")),
        ("bob", when("21 10:00")),
    ]


@pytest.mark.parametrize(
    "event",
    [
        {"kind": "arrives", "visit": "v1", "minutes": 60},
        {"kind": "departs", "visit": "v1", "minutes": -600},
        {"kind": "guests", "visit": "v1", "more": 1},
    ],
    ids=lambda event: event["kind"],
)
def test_news_of_what_is_past_is_a_fault(event: dict[str, Any]) -> None:
    f = week()
    now = Facts(f.week, f.edition, Revision(plan(f, v1=[("talk", "21 09:30")], v2=[]), when("23 10:00")))
    with pytest.raises(FaultyInput):
        applied(event, f=now)
    assert applied(event, f=f).visits == ("v1",)


def in_two_groups(first: int = 1, second: int = 2) -> Facts:
    here = [
        group("g1", "21 08:00", members=["m1"], unnamed=first),
        group("g2", "21 10:00", members=["m2", "m3"], unnamed=second),
    ]
    return facts(visit("v1", groups=here))


@pytest.mark.parametrize(
    ("event", "unnamed"),
    [({"group": "g2", "more": 2}, [1, 4]), ({"group": "g2", "fewer": 2}, [1, 0]), ({"fewer": 3}, [0, 0]),
     ({"group": "g1", "more": 1}, [2, 2])],
)  # fmt: skip
def test_numbers_change_in_the_group_that_is_told(event: dict[str, Any], unnamed: list[int]) -> None:
    changed = applied({"kind": "guests", "visit": "v1", **event}, f=in_two_groups()).week.visit("v1")
    assert [g.unnamed for g in changed.groups] == unnamed


@pytest.mark.parametrize("event", [{"more": 1}, {"fewer": 1}, {"fewer": 2}])
def test_which_of_several_groups_is_asked(event: dict[str, Any]) -> None:
    with pytest.raises(FaultyInput, match="哪一批") as error:
        applied({"kind": "guests", "visit": "v1", **event}, f=in_two_groups())
    assert "9月21日 周一 10:00" in str(error.value)


def test_fewer_of_the_only_group_with_guests_without_names() -> None:
    changed = applied({"kind": "guests", "visit": "v1", "fewer": 1}, f=in_two_groups(0, 2)).week.visit("v1")
    assert [g.unnamed for g in changed.groups] == [0, 1]


def test_guests_without_a_ticket_leave_a_day_earlier() -> None:
    here = group("g1", "21 08:00")
    here["departure"] = {"place": "rail", "on": "2026-09-23"}
    f = facts(visit("v1", groups=[here]))
    changed = applied({"kind": "departs", "visit": "v1", "minutes": -1440}, f=f).week.visit("v1")
    assert changed.groups[0].departure.on.isoformat() == "2026-09-22"
    with pytest.raises(FaultyInput, match="没有订票"):
        applied({"kind": "departs", "visit": "v1", "minutes": -60}, f=f)


def test_another_station() -> None:
    changed = applied({"kind": "arrives", "visit": "v1", "at": when("21 09:00"), "place": "air", "number": "CA1234"})
    arrival = changed.week.visit("v1").groups[0].arrival
    assert (arrival.place, arrival.number) == ("air", "CA1234")


def test_guests() -> None:
    more = applied({"kind": "guests", "visit": "v1", "more": 2}).week
    assert Facts(more, week().edition).stay("v1").size == 5
    fewer = applied({"kind": "guests", "visit": "v1", "absent": ["m2"]}).week.visit("v1")
    assert [m.id for m in fewer.members] == ["m1", "m3"]
    assert faults({"kind": "guests", "visit": "v1", "fewer": 1})[0].endswith("name who is absent: 客人1、客人2、客人3")


def test_those_who_stay_away_leave_nobody_behind() -> None:
    pair = [*members(2), {"id": "m3", "name": "客人3", "spouse_of": "m2"}]
    here = [group("g1", members=["m1"]), group("g2", "21 10:00", members=["m2", "m3"])]
    left = applied(
        {"kind": "guests", "visit": "v1", "absent": ["m2", "m3"]}, f=facts(visit("v1", members=pair, groups=here))
    )
    assert [g.id for g in left.week.visit("v1").groups] == ["g1"]


@pytest.mark.parametrize(
    ("change", "minutes"),
    [({"longer": 30}, 120), ({"longer": -30}, 60), ({"minutes": 45}, 45), ({"minutes": 720}, 720),
     ({"longer": 630}, 720), ({"longer": -80}, 10)],
)  # fmt: skip
def test_duration(change: dict[str, int], minutes: int) -> None:
    changed = applied({"kind": "lasts", "item": "v1/talk", **change})
    assert changed.week.visit("v1").request("talk").minutes == minutes  # type: ignore[union-attr]


@pytest.mark.parametrize("longer", [631, -81])
def test_no_duration_that_no_request_may_have(longer: int) -> None:
    (found,) = faults({"kind": "lasts", "item": "v1/talk", "longer": longer})
    assert f"{90 + longer} minutes are no length of an activity" in found
    assert "10 to 720 minutes" in found


def test_new_things() -> None:
    changed = applied(
        {"kind": "new_request", "visit": "v1", "request": talk("more")},
        {"kind": "new_visit", "visit": visit("v9").model_dump(mode="json")},
    )
    assert [r.id for r in changed.week.visit("v1").requests] == ["talk", "tour", "more"]
    assert changed.visits == ("v1", "v9")


def test_a_leader_who_is_fixed_is_asked_for() -> None:
    changed = applied({"kind": "fixed", "pin": {"of": "v1/talk", "people": ["boss"]}})
    assert changed.week.visit("v1").request("talk").leader == "boss"  # type: ignore[union-attr]
    anyway = applied({"kind": "fixed", "pin": {"of": "v2/talk", "people": ["boss"]}})
    assert anyway.week.visit("v2").request("talk").leader is None  # type: ignore[union-attr]


def test_all_faults_at_once() -> None:
    found = faults(
        {"kind": "arrives", "visit": "v11", "minutes": 60, "source": "变更!A2"},
        {"kind": "away", "person": "debuty", "start": when("21 00:00")},
        {"kind": "car_broken", "vehicle": "mpv", "start": when("21 00:00")},
        {"kind": "closed", "what": "r9", "start": when("21 00:00")},
        {"kind": "lasts", "item": "v1/tour", "longer": 30},
        {"kind": "arrives", "visit": "v1"},
        {"kind": "new_visit", "visit": visit("v1").model_dump(mode="json")},
    )
    assert len(found) == 7
    assert any(fault.startswith("变更!A2: ") and fault.endswith("maybe v1") for fault in found)
    assert any("maybe deputy" in fault for fault in found)
    assert any("maybe mpv1" in fault for fault in found)


@pytest.mark.parametrize(
    "events",
    [
        ({"kind": "visit_cancelled", "visit": "v1"}, {"kind": "arrives", "visit": "v1", "minutes": 60}),
        ({"kind": "arrives", "visit": "v1", "minutes": 30}, {"kind": "arrives", "visit": "v1", "minutes": 60}),
        ({"kind": "cancelled", "item": "v1/talk"}, {"kind": "lasts", "item": "v1/talk", "longer": 30}),
        ({"kind": "lasts", "item": "v1/talk", "longer": 15}, {"kind": "lasts", "item": "v1/talk", "longer": 30}),
    ],
    ids=["called off and late", "late twice", "called off and longer", "longer twice"],
)
def test_events_that_contradict_each_other(events: tuple[dict[str, Any], ...]) -> None:
    found = faults(*events)
    assert found
    assert not any(re.search(r"v1/|'v1'", fault) for fault in found)  # names, no ids


def test_what_leaves_before_it_arrives_is_a_fault_of_the_event() -> None:
    (fault,) = faults({"kind": "departs", "visit": "v1", "minutes": -2100, "source": "--event"})
    assert fault.startswith("--event: ")


def test_the_same_event_twice_is_no_fault() -> None:
    twice = {"kind": "cancelled", "item": "v1/tour"}
    assert len(applied({"kind": "visit_cancelled", "visit": "v2"}, twice).week.visits) == 1


def feasting(*ids: str) -> Facts:
    joint = {"id": "feast", "kind": "banquet", "visits": ids}
    return facts(*(visit(id, banquet(joint="feast")) for id in ids), joints=[joint])


def test_without_one_of_two_visits_a_joint_item_is_an_item_of_its_own() -> None:
    gone = [{"kind": "visit_cancelled", "visit": id} for id in ("v2", "v3")]
    two = applied(gone[0], f=feasting("v1", "v2", "v3")).week
    assert [joint.visits for joint in two.joints] == [("v1", "v3")]
    one = applied(*gone, f=feasting("v1", "v2", "v3")).week
    assert one.joints == ()
    assert joint_of(one.visit("v1").request("welcome")) is None


def test_what_changes_of_a_joint_item_changes_for_all() -> None:
    f = feasting("v1", "v2")
    at = when("21 18:30")
    moved = f.week.replace(visits=[v.replace(requests=[banquet(joint="feast", at=at)]) if v.id == "v1" else v
                                   for v in f.week.visits])  # fmt: skip
    again = with_changes_for_all(f.week, moved)
    assert [v.request("welcome").at for v in again.visits] == [at, at]
    assert [joint.at for joint in again.joints] == [at]
