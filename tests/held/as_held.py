"""Programmes that were really held: read from ``programmes``, and entered as a plan of their week.

Every request is fixed on its day, at its time or in its half of the day, and after what was held before it that day.
Printed times off the quarter hour, on which the planner begins everything, are entered within ``DRIFT``.
Meals, rides, rests and people, of which a published programme says nothing, are the planner's, as an organiser would
fill them in. The plan is then judged against the week as its organiser knew it, which fixes none of that.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import planner
from models.domain.activities import PartWished, Request, RequestLink
from models.domain.clock import QUARTER, at, day_of, round_up
from models.domain.facts import Facts
from models.domain.pins import Pin
from models.domain.places import Hotel
from models.domain.plan import Item, Plan
from models.domain.policy import Edition
from models.domain.request_order import linked_within, order_links
from models.domain.revision import Revision
from models.domain.week import Week
from planner.formats import load, load_edition
from planner.services.result import Limits

INSTANCES = Path(__file__).parents[2] / "instances"
PROGRAMMES = Path(__file__).parent / "programmes"
NAMES = tuple(sorted(path.stem for path in PROGRAMMES.glob("*.toml")))
DRIFT = 20
"""Minutes by which a printed time off the quarter hour may be missed."""
LEAST_CHECK_IN = 30
"""Minutes at the hotel in which guests of these programmes have checked in."""


@dataclass(frozen=True)
class Held:
    """A request as it was held; ``at``: minute of the day at which it began, None where no clock is printed."""

    request: str
    on: dt.date
    at: int | None = None
    part: PartWished | None = None


@dataclass(frozen=True)
class HeldMeal:
    """A lunch or dinner without a host, as it was held; ``place``: the restaurant."""

    meal: str
    on: dt.date
    at: int
    place: str


@dataclass(frozen=True)
class Programme:
    """A published programme, in its order.

    Attributes
    ----------
    source : str
        Where it was published.
    printed : str
        What of it is printed: clock times, halves of days.
    shape : mapping of str to int
        Numbers of ``Edition.shape`` without which it cannot be entered with its times.
    """

    name: str
    source: str
    printed: str
    shape: Mapping[str, int]
    held: tuple[Held, ...]
    meals: tuple[HeldMeal, ...]


def read(name: str) -> Programme:
    """Return the programme that was held in a week of ``instances``."""
    data = tomllib.loads((PROGRAMMES / f"{name}.toml").read_text(encoding="utf-8"))
    held = tuple(Held(each["request"], each["on"], _minute(each), each.get("part")) for each in data["held"])
    meals = tuple(
        HeldMeal(each["meal"], each["on"], _minute(each) or 0, each["place"]) for each in data.get("meals", ())
    )
    return Programme(name, data["source"], data["printed"], data.get("shape", {}), held, meals)


def _minute(table: dict[str, Any]) -> int | None:
    clock = table.get("at")
    return None if clock is None else clock.hour * 60 + clock.minute


def week_of(name: str) -> tuple[Week, Edition]:
    """Return a week as its organiser knew it, and its edition."""
    return load(INSTANCES / name), load_edition(week=INSTANCES / name)


def as_held(week: Week, programme: Programme) -> Week:
    """Return the week with every request where it was held."""
    (visit,) = week.visits
    asked = {(link.first, link.then) for link in order_links(visit)}
    requests = {request.id: request for request in visit.requests}
    for before, each in pairwise((None, *programme.held)):
        assert each is not None
        follows = before.request if before is not None and before.on == each.on else None
        known = follows is None or (follows, each.request) in asked
        requests[each.request] = _fixed(requests[each.request], each, None if known else follows)
    kept = tuple(linked_within(request, requests) for request in requests.values())
    there = visit.model_copy(update={"requests": kept})
    return week.model_copy(update={"visits": (there,)})


def _fixed(request: Request, held: Held, follows: str | None) -> Request:
    """Return a request on its day, at its time or in its half-day, and after another one."""
    changes: dict[str, Any] = {"on": held.on, "part": held.part}
    if held.at is not None and held.at % QUARTER == 0:
        changes["at"] = at(held.on, held.at)
    elif held.at is not None:
        changes |= {"earliest": held.at - DRIFT, "latest": held.at + DRIFT}
    if follows is not None:
        changes["after"] = (*request.after, RequestLink(request=follows))
    return request.model_copy(update=changes)


def to_enter(edition: Edition, programme: Programme) -> Edition:
    """Return the edition under which the programme can be entered with its times."""
    shape = edition.shape.model_copy(update=dict(programme.shape))
    return edition.model_copy(update={"shape": shape})


def meal_pins(week: Week, programme: Programme) -> tuple[Pin, ...]:
    """Return pins of the meals without a host that are printed."""
    (visit,) = week.visits
    return tuple(
        Pin(of=f"{visit.id}/{meal.meal}-{meal.on}", start=at(meal.on, meal.at), place=meal.place, source=programme.name)
        for meal in programme.meals
    )


def held_plan(name: str, limits: Limits) -> Plan:
    """Return the programme that was held as a plan of its week.

    Only what a plan has can be pinned: where a meal is printed, a plan without it is made first.
    """
    (week, edition), programme = week_of(name), read(name)
    fixed, loose, pins = as_held(week, programme), to_enter(edition, programme), meal_pins(week, programme)
    plan = planner.solve(fixed, limits, loose).plan
    if pins:
        plan = planner.solve(fixed, limits, loose, start_from=plan, revision=Revision(pins=pins)).plan
    return checked_in(Facts(week, edition), plan)


def checked_in(facts: Facts, plan: Plan) -> Plan:
    """Return a plan whose guests check in where they first come to the hotel and have ``LEAST_CHECK_IN`` minutes there.

    The planner's own check-in takes longer, and has a slot of its own.
    """
    (stay,) = facts.stays
    reached = [
        move
        for move in plan.moves
        if day_of(move.arrive) == stay.days[0] and isinstance(facts.week.find_place(facts.location(move.target)), Hotel)
    ]
    if not reached or any(item.kind == "check_in" for item in plan.items):
        return plan
    first = min(reached, key=lambda move: move.arrive)
    hotel, start = facts.location(first.target), round_up(first.arrive, QUARTER)
    until = min((item.start for item in plan.items if item.start >= first.arrive), default=start)
    if until - start < LEAST_CHECK_IN:
        return plan
    end = min(until, start + round_up(facts.shape.check_in_minutes, QUARTER))
    item = Item(id=f"{stay.id}/check_in", visit=stay.id, kind="check_in", place=hotel, start=start, end=end)
    return plan.model_copy(update={"items": tuple(sorted((*plan.items, item), key=lambda row: row.start))})


def free_plan(name: str, limits: Limits) -> Plan:
    """Return the planner's own plan of the week."""
    week, edition = week_of(name)
    return planner.solve(week, limits, edition).plan
