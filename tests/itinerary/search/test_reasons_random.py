"""Random weeks that ask for too much: no reason is empty or says nothing, and the nearest thing named does work."""

from __future__ import annotations

import random
from functools import cache
from typing import Any

import pytest

import planner
from models.cp.stop_signal import StopSignal
from models.domain.activities import Gift
from models.domain.errors import FaultyInput, NoPlanPossible
from models.domain.facts import Facts
from models.domain.plan import LeftOut
from models.domain.week import Week
from models.itinerary.model.plan_ledger import ledger_of, visit_plans_of
from models.itinerary.search.conflicts import is_feasible
from models.rules.catalogue import rules
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.papers.reasons import ReasonTexts
from planner.services.result import Limits, Result
from tests import weeks
from tests.searches import less_effort


def overfull_week(seed: int) -> Week:
    """Return a week of two or three visits with many fixed times, few rooms and short opening hours."""
    draw = random.Random(seed)
    hours = [{"open": draw.choice(["09:00", "13:00"]), "close": draw.choice(["15:00", "17:00"])}]
    shut = draw.choice([[], ["2026-09-21"], ["2026-09-22"]])
    places = weeks.place("museum", hours=hours, closed=shut)
    company = weeks.company(places=places)
    company = company.replace(rooms=company.rooms[: draw.choice([1, 1, 2, 3])])
    return weeks.week(*(_visit(draw, f"v{k}") for k in range(draw.choice([2, 2, 3]))), company=company)


def _visit(draw: random.Random, id: str) -> Any:
    last = draw.choice(["21 21:00", "22 12:00", "22 18:00"])
    requests = draw.sample(_requests(draw), draw.randint(3, 6))
    days = {"21"} if last.startswith("21") else {"21", "22"}
    for request in requests:
        how = draw.random()
        day = draw.choice(sorted(days))
        if how < 0.5:
            request["at"] = weeks.when(f"{day} {draw.choice(_hours(request))}")
        elif how < 0.7:
            request["on"] = f"2026-09-{day}"
    return weeks.visit(
        id,
        *requests,
        arrive=draw.choice(["21 08:00", "21 10:00", "21 14:00"]),
        depart=last,
        members=weeks.members(draw.choice([2, 4, 9])),
        level=draw.choice("ABD"),
    )


def _hours(request: dict[str, Any]) -> list[str]:
    if request["kind"] == "banquet":
        return ["12:00", "13:30"] if request.get("lunch") else ["18:00", "20:45"]
    return ["07:30", "09:00", "09:30", "12:15", "14:00", "16:30", "20:00"]


def _requests(draw: random.Random) -> list[dict[str, Any]]:
    return [
        weeks.talk(minutes=draw.choice([60, 90, 180])),
        weeks.talk("second", experts=["ann"]),
        weeks.tour(workshops=draw.choice([["w1", "w2"], ["w2", "w3"]])),
        weeks.sight(),
        weeks.sight("far", "temple"),
        weeks.banquet(),
        weeks.banquet("noon", "thanks", lunch=True),
        {"kind": "call", "id": "call", "leader": "boss"},
        {"kind": "shopping", "id": "shop"},
        {"kind": "entertainment", "id": "show"},
    ]


@cache
def solved(seed: int) -> tuple[Facts, Result] | None:
    """Return a plan of an over-full week; None where the week is refused while reading."""
    week = overfull_week(seed)
    try:
        with less_effort():
            result = planner.solve(week, limits=Limits(seconds=None, rounds=0), edition=weeks.edition())
    except (FaultyInput, NoPlanPossible):
        return None
    return Facts(week, weeks.edition()), result


def faults(seed: int) -> list[str]:
    """Return what is wrong with the reasons of a random week."""
    made = solved(seed)
    if made is None:
        return []
    facts, result = made
    return [f"seed {seed}: {what}" for left in result.left_out for what in _faults(facts, result, left)]


def _faults(facts: Facts, result: Result, left: LeftOut) -> list[str]:
    found, every = [], {rule.id for rule in rules(facts.edition)}
    for lang in ("zh", "en"):
        texts = ReasonTexts(Paper(result.report, Words(lang)))  # type: ignore[arg-type]
        reason, instead = texts.reason(left), texts.instead(left)
        generic = reason in ("", Words(lang).reason(left.reason))  # type: ignore[arg-type]
        if generic and left.reason != "outweighed" and (left.reason != "not_found" or left.nearest is None):
            found.append(f"{left.visit}/{left.request} says only {reason!r}")
        if not instead:
            found.append(f"{left.visit}/{left.request} says nothing of another time")
    if left.reason != "outweighed" and not (left.causes or left.others or left.own or left.nearest):
        found.append(f"{left.visit}/{left.request} names nothing")
    if unknown := {cause.rule for cause in left.causes} - every:
        found.append(f"{left.visit}/{left.request} names unknown rules {unknown}")
    if left.nearest is not None and not _works(facts, result, left):
        found.append(f"{left.visit}/{left.request} does not work at {left.nearest}")
    return found


def _works(facts: Facts, result: Result, left: LeftOut) -> bool:
    """Whether a request fits at the time that is named, beside everything else that is planned."""
    near, visit = left.nearest, facts.week.visit(left.visit)
    assert near is not None
    changes: dict[str, Any] = {"at": near.start, "on": None, "earliest": None, "latest": None}
    request = visit.request(left.request)
    fields = type(request).model_fields
    changes |= {name: near.room for name in ("room",) if name in fields}
    changes |= {name: near.place for name in ("place",) if name in fields}
    changes |= {"restaurant": near.place} if "restaurant" in fields else {}
    if "minutes" in near.without:
        changes["minutes"] = near.minutes
    if "people" in near.without:
        changes |= {"experts": ()} if "experts" in fields else {}
        if request.kind in ("call", "signing"):
            return True  # another leader, whom the reason does not name
    if "workshops" in near.without:
        changes["workshops"] = tuple(w for w in request.workshops if w != "w3")  # type: ignore[union-attr]
    asked = request.replace(**changes)
    changed = visit.replace(requests=tuple(asked if r.id == asked.id else r for r in visit.requests))
    week = facts.week.replace(visits=tuple(changed if v.id == visit.id else v for v in facts.week.visits))
    then, every = Facts(week, facts.edition), rules(facts.edition)
    plan = result.plan
    ledger = ledger_of(facts, every, visit_plans_of(facts, plan), plan)
    kept = [item.id for item in plan.items if item.visit == left.visit and item.request]
    required = [*kept, f"{left.visit}/{left.request}"]
    return bool(is_feasible(then, every, [left.visit], required, ledger.without([left.visit]), StopSignal()))


@pytest.mark.parametrize("seed", range(5))
def test_no_reason_says_nothing(seed: int) -> None:
    assert faults(seed) == []


def test_the_weeks_do_leave_things_out() -> None:
    """The property above is about something."""
    week = overfull_week(0)
    asked = sum(not isinstance(r, Gift) for v in week.visits for r in v.requests)
    made = solved(0)
    assert made is not None
    assert 0 < len(made[1].left_out) < asked
