"""Random weeks: never a plan that the checker refuses, never better than its bound, never a request lost.

``planner.solve`` raises when its own checker refuses a plan, so whatever it returns has been judged; the weeks are
small, and everything about them is drawn: who comes when and how, what they ask for, what they may and may not.
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, reject, settings
from hypothesis import strategies as st

import planner
from models.domain.activities import Gift
from models.domain.errors import FaultyInput, NoPlanPossible
from planner.services.result import Limits
from tests import weeks
from tests.searches import less_effort

HOURS = st.sampled_from(["07:40", "09:30", "11:20", "13:10", "15:55", "20:15", "21:40"])
DEPARTURES = st.sampled_from(["09:10", "11:45", "14:20", "17:30", "20:40"])
REQUESTS: list[dict[str, Any]] = [
    weeks.talk(topic="盾构机", any_leader=True),
    weeks.talk("again", minutes=60, room="r2"),
    weeks.talk("fixed", at=weeks.when("22 14:00"), room="r1"),
    weeks.tour(photographer=True),
    weeks.tour("round", workshops=["w2"]),
    weeks.banquet(company=3),
    weeks.banquet("bye", "farewell", host="deputy"),
    weeks.banquet("noon", "thanks", lunch=True),
    weeks.sight(),
    weeks.sight("temple", "temple"),
    {"kind": "call", "id": "call", "leader": "boss"},
    {"kind": "photo", "id": "photo"},
    {"kind": "project", "id": "plant", "place": "plant"},
    {"kind": "shopping", "id": "shop"},
    {"kind": "entertainment", "id": "show"},
    {"kind": "gift", "id": "gift", "what": "花瓶", "unit_price": 100},
]


@st.composite
def visits(draw: st.DrawFn, id: str) -> Any:
    """Return a visit of one to three days."""
    first, days = draw(st.sampled_from([21, 22, 25])), draw(st.integers(0, 2))
    arrive = f"{first} {draw(HOURS)}"
    depart = f"{first + days} {draw(DEPARTURES)}" if days else f"{first} 22:30"
    by = draw(st.sampled_from(["rail", "air", "site"]))
    groups = [weeks.group("g1", arrive, depart, by)]
    size = draw(st.integers(1, 7))
    if days and size > 2 and draw(st.booleans()):
        groups[0]["members"] = ["m1", "m2"]
        groups.append(weeks.group("g2", arrive, f"{first + days} {draw(DEPARTURES)}", "rail"))
    first_member = draw(
        st.fixed_dictionaries(
            {"rank": st.integers(1, 6)},
            optional={
                "diet": st.sampled_from([["halal"], ["vegetarian"], ["no_pork", "halal"]]),
                "languages": st.sampled_from([["en"], ["ja"], ["zh"]]),
                "age": st.sampled_from(["senior", "child"]),
            },
        )
    )
    provides = draw(st.fixed_dictionaries({name: st.booleans() for name in ("lodging", "meals", "cars")}))
    return weeks.visit(
        id,
        *draw(st.lists(st.sampled_from(REQUESTS), max_size=5, unique_by=lambda r: r["id"])),
        groups=groups,
        members=weeks.members(size, **first_member),
        provides=provides,
        hotel=None if provides["lodging"] else "inn",
        level=draw(st.sampled_from("ABCD")),
        client_kind=draw(st.sampled_from(["government", "partner", "foreign", "other"])),
        sights=draw(st.sampled_from(["planner", "none"])),
        taboo=draw(st.sampled_from([[], ["2026-09-22"]])),
    )


@st.composite
def small_weeks(draw: st.DrawFn) -> Any:
    """Return a week of one or two visits, rivals or not."""
    found = [draw(visits(f"v{k}")) for k in range(draw(st.integers(1, 2)))]
    if len(found) == 2 and draw(st.booleans()):
        found[0] = found[0].replace(rivals=("v1",))
    return weeks.week(*found)


@settings(max_examples=10, phases=[Phase.generate], suppress_health_check=[HealthCheck.too_slow])
@given(small_weeks())
def test_no_random_week_gives_a_plan_that_the_checker_refuses(week: Any) -> None:
    try:
        with less_effort():
            result = planner.solve(week, limits=Limits(seconds=None, rounds=0), edition=weeks.edition())
    except FaultyInput:
        reject()  # an appointment on a day on which they are not here
    except NoPlanPossible:
        return  # facts that cannot be: how they are named is asked in test_search
    assert not result.report.score.musts
    for tier in result.tiers:
        assert tier.bound is None or tier.bound <= tier.value
    wanted = {(v.id, r.id) for v in week.visits for r in v.requests if not isinstance(r, Gift)}
    planned = {(item.visit, item.request) for item in result.plan.items if item.request}
    left = {(x.visit, x.request) for x in result.left_out}
    assert planned | left == wanted
    assert not planned & left
