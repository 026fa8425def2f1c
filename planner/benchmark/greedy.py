"""A careful person's plan: visit by visit, request by request, at the first time that fits; nothing is moved again.

The most important visits come first (level, then fixed appointments). Of a visit, requests with a fixed time come
first, then the dearest to leave out, what waits for another one after it. Each is tried in the product's model of the
visit against what the others hold, with all that is decided before fixed: of the times, rooms and people that break the
fewest shoulds the earliest is taken and stays. What does not fit is left out. In the end hotel, meals and ways of the
visit are chosen as well as they can be. Vehicles and helpers: whoever is free and costs least, move by move. It never
goes back and knows nothing of visits to come.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.cp.ledger import Ledger
from models.cp.run import Outcome, SolveLimits, solve, solve_lexicographically
from models.domain.activities import Gift, NightAway
from models.domain.bilingual import bilingual
from models.domain.clock import DAY
from models.domain.errors import NoneInTime, NoPlanPossible
from models.domain.request_order import order_links
from models.domain.tiers import Tier
from models.itinerary.model.build import build
from models.itinerary.model.extract import read_visit_plan
from planner.benchmark.judging import judged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.cp.stop_signal import StopSignal
    from models.cp.types import SolverAct
    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import VisitPlan
    from models.domain.stay import Stay
    from models.itinerary.model.build import VisitsModel
    from models.rules.core.base import Rule
    from planner.judging.check import Report

REQUEST_LIMITS = SolveLimits(deterministic=0.5)
"""For the place of one request; what is not found by then counts as not fitting."""
REST_LIMITS = SolveLimits(deterministic=1.0)
"""For hotel, meals and ways of a visit."""


def greedy(facts: Facts, rules: Sequence[Rule], stop: StopSignal) -> Report:
    """Return the judged plan.

    Raises
    ------
    NoPlanPossible
        When a visit has no programme beside those before it.
    NoneInTime
        When the clock ends it before every visit has a programme.
    """
    ledger = Ledger.empty(facts)
    programmes: dict[str, VisitPlan] = {}
    for stay in sorted(facts.stays, key=_importance):
        made = build(facts, [stay.id], rules, ledger, filtered=True)
        outcome = _programme(made, stay, stop)
        if not outcome.found or stop.now:
            client = stay.visit.client
            if stop.now or outcome.status == "unknown":
                raise NoneInTime(bilingual(f"时间用完，{client} 还没有行程", f"out of time before a plan for {client}"))
            raise NoPlanPossible([bilingual(f"{client} 排不进", f"no room for {client}")])
        programmes[stay.id] = read_visit_plan(facts, made.views[stay.id], outcome.value)
        ledger = ledger.plus(made.frame.bookings(outcome.value))
    return judged(facts, rules, programmes)


def _importance(stay: Stay) -> tuple[str, int, str]:
    return stay.level, -sum(1 for request in stay.visit.requests if request.at or request.on), stay.id


def _programme(made: VisitsModel, stay: Stay, stop: StopSignal) -> Outcome:
    """Decide request by request, then the rest."""
    frame, view = made.frame, made.views[stay.id]
    shoulds = frame.objective(Tier.SHOULD)
    hint: list[tuple[int, int]] = []
    for request in _in_order(stay):
        act = view.acts[f"{stay.id}/{request.id}"]
        trial = frame.model.clone()
        trial.add(act.done == 1)
        # more than any moment of a week: fewer shoulds broken before an earlier time
        outcome = solve(trial, 100 * DAY * shoulds + act.start, hint, REQUEST_LIMITS, stop)
        if outcome.found:
            _fix(made, act, outcome)
            hint = list(enumerate(outcome.values))
        else:
            frame.model.add(act.done == 0)
    rest = [shoulds, frame.combined(Tier.PREFERENCE, Tier.MONEY)]
    return solve_lexicographically(frame.model, rest, hint, REST_LIMITS, stop)[0]


def _in_order(stay: Stay) -> list[Request]:
    """Return the requests that take time: fixed ones, then by price, but those that wait for others after these."""
    waits = _waits(stay)

    def key(request: Request) -> tuple[bool, int, int]:
        return not (request.at or request.on), waits[request.id], -stay.price_left_out(request.id)

    return sorted((request for request in stay.visit.requests if not isinstance(request, Gift | NightAway)), key=key)


def _waits(stay: Stay) -> dict[str, int]:
    """Return how many requests in a row come before each, at most."""
    waits, links = {request.id: 0 for request in stay.visit.requests}, order_links(stay.visit)
    for _ in stay.visit.requests:
        for link in links:
            waits[link.then] = max(waits[link.then], waits[link.first] + 1)
    return waits


def _fix(made: VisitsModel, act: SolverAct, outcome: Outcome) -> None:
    """Keep time, place and people of an activity as they are in a solution."""
    model = made.frame.model
    model.add(act.done == 1)
    model.add(act.start == outcome.value(act.start))
    taken = [literal for _, literal in act.choices] + [part.chosen for part in act.parts]
    for literal in taken:
        if outcome.value(literal):
            model.add_bool_or(literal)
