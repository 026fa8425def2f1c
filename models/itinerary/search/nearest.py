"""The nearest thing to a request that works: first another time, then another place or room, and so on.

What was asked for is given up step by step, each step with those before it, and the first step that gives a plan is the
answer: of its times the one nearest to the time that was asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.cp.run import SolveLimits, solve
from models.domain.activities import CourtesyCall, Exchange, Signing, Tour
from models.domain.clock import at, day_of, minute_of_day
from models.domain.facts import Facts
from models.domain.plan import Nearest
from models.itinerary.model.build import build
from models.itinerary.search.limits import CONFLICT_LIMITS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from models.cp.ledger import Ledger
    from models.cp.stop_signal import StopSignal
    from models.cp.types import Expr
    from models.domain.activities import Request
    from models.domain.plan import GivenUp
    from models.domain.visits import Visit
    from models.rules.core.base import Rule

STEPS: tuple[GivenUp, ...] = ("time", "place", "equipment", "people", "workshops", "minutes")
"""What is given up, the least first."""
FAR = 1000
"""Minutes of way that weigh as much as a minute of the time that was asked for: more than any way."""
SHORTER = (60, 30)
"""Minutes of an item that is too long, percent of what was asked for."""


@dataclass(frozen=True)
class Asked:
    """What was asked for: an item of a visit, and when (a moment, or a day from its first hour on)."""

    item: str
    start: int | None = None

    @property
    def visit(self) -> str:
        """The visit."""
        return self.item.partition("/")[0]


def nearest(
    facts: Facts,
    rules: Sequence[Rule],
    asked: Asked,
    required: Collection[str],
    ledger: Ledger,
    stop: StopSignal,
    *,
    as_asked: bool = False,
) -> Nearest | None:
    """Return the nearest thing that works beside the ledger's bookings; None when none was found.

    Parameters
    ----------
    required : collection of str
        Items of the visit that stay in the plan.
    as_asked : bool
        It may work just as it was asked for: this is tried first.
    """
    visit = facts.week.visit(asked.visit)
    name = asked.item.partition("/")[2]
    request = next((r for r in visit.requests if r.id == name), None)
    if request is None:
        return _nearest(facts, rules, asked, required, ledger, stop)
    start = asked.start if asked.start is not None else _wished_start(facts, request)
    wanted = Asked(asked.item, start)
    if as_asked and (found := _nearest(facts, rules, wanted, required, ledger, stop)) is not None:
        return found
    given_up: list[GivenUp] = []
    before = [request]
    for step in STEPS:
        made = list(dict.fromkeys(each for old in before for each in _without(facts, visit, old, step)))
        if made == before:
            continue
        given_up.append(step)
        for other in made:
            if stop.now:
                return None
            changed = _with_request(facts, visit, other)
            found = _nearest(changed, rules, wanted, required, ledger, stop)
            if found is not None:
                return found.replace(without=_differs(facts, visit, request, other, found, given_up))
        before = made
    return None


def _wished_start(facts: Facts, request: Request) -> int | None:
    if request.at is not None:
        return request.at
    if request.on is not None:
        return at(request.on, request.earliest or facts.shape.day_start)
    return None


def _nearest(
    facts: Facts, rules: Sequence[Rule], asked: Asked, required: Collection[str], ledger: Ledger, stop: StopSignal
) -> Nearest | None:
    """Return the item at the time nearest to what was asked for, under the facts as they are; near places first."""
    made = build(facts, [asked.visit], rules, ledger.without([asked.visit]), "bound", filtered=True, tiers=())
    model, acts = made.frame.model, made.views[asked.visit].acts
    if asked.item not in acts:
        return None
    for id, act in acts.items():
        if id in required or id == asked.item:
            model.add(act.done == 1)
    act, origin = acts[asked.item], facts.week.origin
    distance = model.new_int_var(0, 10**6, "")
    wished = asked.start - origin if asked.start is not None else 0
    model.add(distance >= act.start - wished)
    model.add(distance >= wished - act.start)
    far: list[Expr] = [facts.way(choice.place) * chosen for choice, chosen in act.choices if choice.place]
    limits = SolveLimits(deterministic=CONFLICT_LIMITS.nearest_seconds)
    outcome = solve(model, FAR * distance + sum(far, 0), (), limits, stop)
    if not outcome.found:
        return None
    choice = next((choice for choice, literal in act.choices if outcome.value(literal)), None)
    if choice is None:
        return None
    start, end = (origin + outcome.value(edge) for edge in (act.start, act.end))
    room = choice.room or choice.dining_room
    return Nearest(start=start, place=choice.place, room=room, minutes=end - start)


def _with_request(facts: Facts, visit: Visit, request: Request) -> Facts:
    """Return the facts with one request of a visit changed."""
    requests = tuple(request if r.id == request.id else r for r in visit.requests)
    changed = visit.replace(requests=requests)
    visits = tuple(changed if v.id == visit.id else v for v in facts.week.visits)
    return Facts(facts.week.replace(visits=visits), facts.edition, facts.revision)


def _without(facts: Facts, visit: Visit, request: Request, step: GivenUp) -> Iterator[Request]:
    """Yield a request without something that was asked for; the request itself where there is nothing of the kind."""
    fields = type(request).model_fields
    if step == "time":
        yield request.replace(at=None, on=None, earliest=None, latest=None)
    elif step == "place":
        names = ("room", "restaurant", *(("place",) if request.kind in ("shopping", "entertainment") else ()))
        yield request.replace(**{name: None for name in names if name in fields})
    elif step == "equipment":
        yield request.replace(**{name: () for name in ("equipment",) if name in fields})
    elif step == "people":
        yield from _with_others(facts, request)
    elif step == "workshops":
        cleared = {w.id for w in facts.week.company.workshops if not w.restricted or w.id in visit.clearance}
        asked = request.workshops if isinstance(request, Tour) else ()
        yield request.replace(workshops=tuple(w for w in asked if w in cleared)) if asked else request
    else:
        minutes = facts.stay(visit.id).minutes(request)
        shorter = [max(15, minutes * percent // 100 // 15 * 15) for percent in SHORTER if "minutes" in fields]
        yield from [request.replace(minutes=few) for few in shorter if few < minutes] or [request]


def _with_others(facts: Facts, request: Request) -> Iterator[Request]:
    """Yield a request that other people meet: any expert, trainer, leader; a call on the leaders nearest in rank."""
    if isinstance(request, CourtesyCall | Signing) and request.leader:
        mine = next((p.rank for p in facts.week.company.people if p.id == request.leader), 0)
        others = [p for p in facts.week.company.people if p.role("leader") and p.id != request.leader]
        others.sort(key=lambda p: (abs(p.rank - mine), p.rank, p.id))
        yield from [request.replace(leader=p.id) for p in others[:2]] or [request]
        return
    changes: dict[str, object] = {}
    fields = type(request).model_fields
    changes |= {name: () for name in ("experts", "companions", "reception_line") if name in fields}
    changes |= {name: None for name in ("host", "leader", "trainer") if name in fields}
    if isinstance(request, Exchange):  # a training is on its topic
        changes["topic"] = None
    if isinstance(request, Exchange) and request.leader:
        changes["any_leader"] = True
    yield request.replace(**changes)


def _differs(
    facts: Facts, visit: Visit, request: Request, other: Request, found: Nearest, given_up: Sequence[GivenUp]
) -> tuple[GivenUp, ...]:
    """Return what of the nearest thing is not as it was asked for."""
    asked_room = getattr(request, "room", None)
    asked_place = getattr(request, "restaurant", None) or getattr(request, "place", None)
    differs: dict[GivenUp, bool] = {
        "time": not _in_time(request, found.start),
        "place": (asked_room or found.room) != found.room or (asked_place or found.place) != found.place,
        "minutes": found.minutes != facts.stay(visit.id).minutes(request),
    }
    return tuple(step for step in given_up if differs.get(step, _given_up(request, other, step)))


def _given_up(request: Request, other: Request, step: GivenUp) -> bool:
    names = {"equipment": ("equipment",), "workshops": ("workshops",)}
    people = ("experts", "companions", "reception_line", "host", "leader", "trainer", "topic", "any_leader")
    return any(getattr(request, name, None) != getattr(other, name, None) for name in names.get(step, people))


def _in_time(request: Request, start: int) -> bool:
    clock = minute_of_day(start)
    return (
        request.at in (None, start)
        and request.on in (None, day_of(start))
        and (request.earliest is None or clock >= request.earliest)
        and (request.latest is None or clock <= request.latest)
    )
