"""Weeks with a training series: planned, never better than every plan by hand, planned again, and asked about."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import planner
from models.domain.events import PersonAway
from models.domain.pins import Pin
from models.domain.plan import Plan
from models.domain.visits import Visit
from models.domain.week import Week
from models.rules.catalogue import rules
from models.rules.core.score import score
from planner.services.result import Limits
from tests import weeks
from tests.rules.test_training import course, school
from tests.searches import first_plan, less_effort
from tests.weeks import facts, group, sight, talk, visit, week, when

QUICK = Limits(seconds=None, rounds=0)
BY_OWN_CAR = {"provides": dict.fromkeys(("lodging", "meals", "cars"), False), "hotel": "inn"}


def sessions(plan: Plan, visit: str = "v1") -> dict[str, tuple[int, str | None, str | None]]:
    """Return start, room and trainer of each part of the series."""
    return {
        item.request or "": (item.start, item.room, next((d.person for d in item.duties if d.role == "trainer"), None))
        for item in plan.items
        if item.visit == visit and item.kind == "training"
    }


def day_at_the_company(id: str, *requests: Any, **changes: Any) -> Visit:
    """Return a visit for a day by own car, for which the company provides nothing."""
    return visit(id, *requests, **{"groups": [group("g1", "21 08:30", "21 18:00", "site")], **BY_OWN_CAR, **changes})


def solved(asked: Week) -> planner.Result:
    with less_effort():
        return planner.solve(asked, limits=QUICK, edition=weeks.edition())


@cache
def ill_trainer() -> tuple[Week, Plan]:
    """Three sessions by anybody, an examination and a closing on one day."""
    whole = course(minutes=90, exam=30, closing=30, certificates_by="boss")
    before = week(day_at_the_company("v1", whole), company=school())
    return before, solved(before).plan


def test_a_series_is_planned_in_order_in_one_room_with_one_trainer() -> None:
    _, plan = ill_trainer()
    assert not plan.left_out
    found = sessions(plan)
    assert list(found) == ["course-1", "course-2", "course-3", "course-exam"], "in the order of time"
    assert len({(room, trainer) for _, room, trainer in found.values()}) == 1
    (closing,) = (item for item in plan.items if item.request == "course-closing")
    assert closing.start > max(start for start, *_ in found.values())
    assert [duty.person for duty in closing.duties if duty.role == "leader"] == ["boss"]


def test_when_the_trainer_falls_ill_another_goes_on() -> None:
    """What is over stays with the one, all that follows is the other's."""
    before, plan = ill_trainer()
    start, room, trainer = sessions(plan)["course-1"]
    ill = PersonAway(person=str(trainer), start=start + 90, reason="病假")
    with less_effort():
        after = planner.replan(before, plan, [ill], edition=weeks.edition(), now=start + 45)
    again = sessions(after.plan)
    assert again.pop("course-1") == (start, room, trainer)
    assert set(again) == {"course-2", "course-3", "course-exam"}
    assert {other for *_, other in again.values()} == {"tess", "tom"} - {trainer}


def test_what_does_not_fit_is_left_out_from_the_end_and_why_is_said() -> None:
    result = solved(week(day_at_the_company("v1", course(minutes=180)), company=school()))
    assert set(sessions(result.plan)) == {"course-1", "course-2"}
    (left,) = result.left_out
    assert (left.request, left.reason) == ("course-3", "impossible_alone")
    assert result.tiers[0].proven
    wish = Pin(of="v1/course-2", start=min(start for start, *_ in sessions(result.plan).values()))
    answer = planner.why(result.week, result.plan, wish, edition=weeks.edition(), seconds=0)
    assert "ORD-04" in {obstacle.rule.id for obstacle in answer.obstacles if obstacle.rule}


def test_as_good_as_the_best_of_all_plans_by_hand() -> None:
    """Two sessions within two hours and a half, in two rooms, by two trainers: every plan in their order is tried."""
    firm = school()
    firm = firm.replace(rooms=firm.rooms[:2])
    here = [group("g1", "22 13:30", "22 16:15", "site")]
    asked = day_at_the_company("v1", course(sessions=2, minutes=60), groups=here)
    f = facts(asked, company=firm)
    judges = rules(f.edition)
    starts = [when(f"22 {clock}") for clock in ("13:45", "14:00", "14:45", "15:00")]
    options = [None, *product(starts, ("r1", "r2"), ("tess", "tom"))]
    found = []
    for one, two in product(options, options):
        if one is None or two is None or one[0] < two[0]:
            rows = [_row(f"course-{n}", *row) for n, row in ((1, one), (2, two)) if row is not None]
            judged = score(f, weeks.plan(f, v1=rows), judges)
            found += [] if judged.musts else [judged.tiers[:2]]
    assert len(found) > 8
    assert solved(f.week).report.score.tiers[:2] <= min(found)
    assert min(found)[0] == 0


def _row(id: str, start: int, room: str, trainer: str) -> tuple[Any, ...]:
    duty = {"role": "trainer", "person": trainer, "start": start, "end": start + 60}
    return id, start, {"room": room, "duties": (duty,)}


@st.composite
def training_weeks(draw: st.DrawFn) -> Week:
    """Return one or two visits with a series each, which contend for a trainer and a room."""
    made = []
    for id in ("v1", "v2")[: draw(st.integers(1, 2))]:
        whole = course(
            sessions=draw(st.integers(1, 4)),
            minutes=draw(st.sampled_from([60, 150, 180])),
            trainer=draw(st.sampled_from([None, "tom"])),
            exam=draw(st.sampled_from([None, 60])),
            closing=draw(st.sampled_from([None, 30])),
        )
        more = draw(st.lists(st.sampled_from([talk(), sight(), {"kind": "entertainment", "id": "show"}]), max_size=2,
                             unique_by=lambda request: str(request["id"])))  # fmt: skip
        first = draw(st.sampled_from([21, 24, 25]))
        here = [group("g1", f"{first} 08:30", f"{first + draw(st.integers(0, 1))} 18:00", "site")]
        made.append(day_at_the_company(id, whole, *more, groups=here))
    return week(*made, company=school())


@given(training_weeks())
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_random_trainings_keep_every_must_and_lose_no_session(asked: Week) -> None:
    report = first_plan(asked)
    assert not report.score.musts
    wanted = {(v.id, r.id) for v in report.week.visits for r in v.requests}
    held = {(item.visit, item.request) for item in report.plan.items if item.request}
    assert held | {(left.visit, left.request) for left in report.plan.left_out} == wanted
