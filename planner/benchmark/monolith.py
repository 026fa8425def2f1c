"""One CP-SAT model of all visits at once, solved tier by tier on all cores, then staffed.

The same sub-models, filters and rules as the product's, without its decomposition: no visit is fixed while another is
solved. Its bounds are no bounds of the week, since filtered choices are left out; none are told.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from models.cp.ledger import Ledger
from models.cp.run import SolveLimits, solve
from models.cp.stop_signal import StopSignal
from models.domain.bilingual import bilingual
from models.domain.errors import NoneInTime, NoPlanPossible
from models.domain.tiers import PROGRAMME_TIERS
from models.itinerary.model.build import build
from models.itinerary.model.extract import read_visit_plan
from planner.benchmark.judging import judged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.cp.run import Outcome
    from models.domain.facts import Facts
    from models.itinerary.model.build import VisitsModel
    from models.rules.core.base import Rule
    from planner.judging.check import Report

STAFFING_SHARE = 0.1
"""Share of the time for the last staffing, as the product's search keeps it."""
TIER_SHARE = 0.5
"""Share of the time left that a tier gets at most, but for the last one: the tiers behind it have their turn too."""
_UNLIMITED = 1e9
"""Deterministic seconds: only the clock ends a solve."""


def monolith(
    facts: Facts, rules: Sequence[Rule], stop: StopSignal, cores: int, note: Callable[[Report], None]
) -> Report:
    """Return the judged plan.

    Parameters
    ----------
    stop : StopSignal
        With a deadline.
    note : callable
        Told of the first plan, staffed by the heuristic, and of that after each tier.

    Raises
    ------
    NoPlanPossible
        When all visits together have no programme.
    NoneInTime
        When none is found in time.
    """
    made = build(facts, [stay.id for stay in facts.stays], rules, Ledger.empty(facts), filtered=True)
    search = StopSignal(time.monotonic() + (1 - STAFFING_SHARE) * stop.left, stop.event)
    limits = SolveLimits(deterministic=_UNLIMITED, workers=cores)
    best = solve(made.frame.model, None, (), limits, search)
    if best.status == "infeasible":
        raise NoPlanPossible([bilingual("全部来访合在一起没有行程", "no programme of all visits together")])
    if not best.found:
        raise NoneInTime(bilingual("时间用完，还没有行程", "out of time before a first plan"))
    note(_judged(made, best, facts, rules))
    for tier in PROGRAMME_TIERS:
        objective = made.frame.objective(tier)
        if isinstance(objective, int) or search.now:
            continue
        share = 1.0 if tier == PROGRAMME_TIERS[-1] else TIER_SHARE
        mine = StopSignal(time.monotonic() + share * search.left, stop.event)
        outcome = solve(made.frame.model, objective, list(enumerate(best.values)), limits, mine)
        if outcome.found:
            best = outcome
            note(_judged(made, best, facts, rules))
        made.frame.model.add(objective <= best.value(objective))
    return _judged(made, best, facts, rules, stop)


def _judged(
    made: VisitsModel, outcome: Outcome, facts: Facts, rules: Sequence[Rule], stop: StopSignal | None = None
) -> Report:
    """Judge a solution; with ``stop`` it is staffed exactly until then."""
    programmes = {visit: read_visit_plan(facts, view, outcome.value) for visit, view in made.views.items()}
    return judged(facts, rules, programmes, stop, exact=stop is not None)
