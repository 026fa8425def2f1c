r"""The core of requests: which can be held at all, as a mixed-integer program; its optimum bounds tier 0 from below.

Half-days $h$ are the parts of a day (morning, lunch, afternoon, dinner, evening). For a request $i$ that lasts $m_i$
minutes, $x_{ih} = 1$ if it is held in $h$; for each kind of resource of which it needs one (a meeting room, a private
dining room, an expert, a leader who was asked for), $z_{ihk} = 1$ if it takes $k$:

    min   Σ_i price_i (1 − Σ_h x_ih)
    s.t.  Σ_h x_ih ≤ 1
          Σ_k z_ihk = x_ih                    for each kind of resource that i needs
          Σ_i m_i z_ihk ≤ length_hk           for each k and h
          Σ_{i of v} m_i x_ih ≤ length_hv     for each visit v and h
          z_ihk + z_jhk ≤ 1                   where neither i fits before j nor j before i; the same for one visit

The length is from the earliest start to the latest end of all that might take place there. Everything else is left out:
ways, meals, set-up, workshops, hotels, vehicles, helpers. So each plan that keeps the musts is a solution with the same
requests, and no plan leaves out less than the optimum. That is so without a former plan: what is past or pinned may
stand where no candidate is.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from ortools.math_opt.python import mathopt

from models.cp.run import MIN_SECONDS
from models.domain.activities import Gift, NightAway
from models.domain.clock import at, merge
from models.domain.demands import attendances
from models.domain.joint_items import joint_of
from models.itinerary.model.candidates import Candidates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.stay import Stay
    from models.itinerary.model.candidates import Candidate
    from models.rules.core.base import Rule

HalfDay = tuple[dt.date, str]
Resource = str

SOLVER_TYPES = {"core-highs": mathopt.SolverType.HIGHS, "core-cpsat": mathopt.SolverType.CP_SAT}
CP_SAT = mathopt.SolverType.CP_SAT
_TOLERANCE = 1e-6
MAX_ALTERNATIVES = 10
"""Of what a request needs, so many alternatives are stated at most: what there is more of is hardly scarce, and is left
out of the core, which bounds all the same."""


class _Occupancy(NamedTuple):
    """A possible use of a resource, or of the visit's own time: starts from ``low`` to ``high``."""

    taken: mathopt.Variable
    low: int
    high: int
    minutes: int

    def fits_before(self, other: _Occupancy) -> bool:
        return self.low + self.minutes <= other.high


@dataclass
class RequestCore:
    """The program.

    Attributes
    ----------
    model : mathopt.Model
    requests : dict (visit, request) -> list of 0-1 variables
        One a half-day.
    """

    model: mathopt.Model = field(default_factory=lambda: mathopt.Model(name="requests"))
    requests: dict[tuple[str, str], list[mathopt.Variable]] = field(default_factory=dict)
    _uses: dict[tuple[Resource, HalfDay], list[_Occupancy]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, facts: Facts, rules: Sequence[Rule]) -> RequestCore:
        """Return the program of a week."""
        core = cls()
        cost = []
        for stay in facts.stays:
            candidates = Candidates(facts, stay, rules, every=True, keep_vetoed=False)
            for request in stay.visit.requests:
                if isinstance(request, Gift | NightAway):  # takes no time
                    continue
                held = core._add(facts, stay, request, candidates.requested(request.id), candidates)
                core.requests[stay.id, request.id] = held
                cost.append(stay.price_left_out(request.id) * (1 - mathopt.fast_sum(held)))
        core._close()
        core.model.minimize(mathopt.fast_sum(cost))
        return core

    def _add(
        self, facts: Facts, stay: Stay, request: Request, candidate: Candidate, candidates: Candidates
    ) -> list[mathopt.Variable]:
        """Add a request; return whether it is held in each half-day."""
        held = []
        for half, (low, high) in _windows(candidate, request, candidates).items():
            taken = self.model.add_binary_variable()
            held.append(taken)
            self._uses[f"visit:{stay.id}", half].append(_Occupancy(taken, low, high, candidate.minutes))
            for alternatives in _needs(facts, stay, request, candidate, low, high):
                if len(alternatives) > MAX_ALTERNATIVES:
                    continue
                chosen = []
                for resource, begin, end in alternatives:
                    use = self.model.add_binary_variable()
                    chosen.append(use)
                    self._uses[resource, half].append(_Occupancy(use, low + begin, high + begin, end - begin))
                self.model.add_linear_constraint(mathopt.fast_sum(chosen) == taken)
        self.model.add_linear_constraint(mathopt.fast_sum(held) <= 1)
        return held

    def _close(self) -> None:
        """Hold what each resource can take."""
        for uses in self._uses.values():
            length = max(use.high + use.minutes for use in uses) - min(use.low for use in uses)
            if sum(use.minutes for use in uses) > length:
                self.model.add_linear_constraint(mathopt.fast_sum(use.minutes * use.taken for use in uses) <= length)
            for one, other in combinations(uses, 2):
                if not one.fits_before(other) and not other.fits_before(one):
                    self.model.add_linear_constraint(one.taken + other.taken <= 1)


def least_left_out(
    facts: Facts,
    rules: Sequence[Rule],
    solver: mathopt.SolverType,
    seconds: float,
    cores: int,
    *,
    deterministic: float | None = None,
) -> int:
    """Return the best bound of the core that a solver proves in so many seconds.

    CP-SAT is told the number of cores; HiGHS takes no number through this interface and chooses its own.

    Parameters
    ----------
    seconds : float
        Wall-clock seconds; infinite: no limit.
    deterministic : float, optional
        Deterministic seconds at most, which CP-SAT alone counts.
    """
    threads = None if solver is mathopt.SolverType.HIGHS else cores
    parameters = mathopt.SolveParameters(threads=threads)
    if deterministic is not None:
        parameters.cp_sat.max_deterministic_time = deterministic
    if math.isfinite(seconds):
        parameters.time_limit = dt.timedelta(seconds=max(MIN_SECONDS, seconds))
    result = mathopt.solve(RequestCore.of(facts, rules).model, solver, params=parameters)
    return max(0, math.ceil(result.best_objective_bound() - _TOLERANCE))


def _windows(candidate: Candidate, request: Request, candidates: Candidates) -> dict[HalfDay, tuple[int, int]]:
    """Return the earliest and the latest start (moments) of a request in each half-day."""
    found: dict[HalfDay, tuple[int, int]] = {}
    for day, layer in candidate.slots:
        low, high = candidates.window(day, layer, candidate.kind, candidate.minutes, request)
        low = max(low, at(day, request.earliest)) if request.earliest else low
        high = min(high, at(day, request.latest)) if request.latest else high
        low, high = (max(low, request.at), min(high, request.at)) if request.at else (low, high)
        before = found.get((day, layer.part_of_day), (low, high))
        found[day, layer.part_of_day] = min(low, before[0]), max(high, before[1])
    return found


def _needs(
    facts: Facts, stay: Stay, request: Request, candidate: Candidate, low: int, high: int
) -> Iterator[list[tuple[Resource, int, int]]]:
    """Yield for each kind of resource that a request needs its alternatives: which, and from when to when."""
    if joint_of(request) is not None:  # its visits use them together
        return
    choices = [option.choice for option in candidate.choices if not option.forbidden_by]
    if all(choice.room for choice in choices):  # without any choice nothing can be had
        yield [(f"room:{room}", 0, candidate.minutes) for room in dict.fromkeys(choice.room for choice in choices)]
    private = {room.id for place in facts.week.restaurants for room in place.dining_rooms if room.private}
    tables = [choice.dining_room for choice in choices if choice.dining_room]
    if tables and all(table in private for table in tables):
        yield [(f"dining:{table}", 0, candidate.minutes) for table in tables]
    for attendance in attendances(facts, stay, request):
        if not attendance.optional:
            begin, end = attendance.begin, attendance.end
            there = [
                p for p in attendance.candidates if _can_be_there(facts, p, low + begin, high + begin, end - begin)
            ]
            yield [(f"person:{person}", begin, end) for person in there]


def _can_be_there(facts: Facts, person: str, low: int, high: int, minutes: int) -> bool:
    """Tell whether a person works for so many minutes from some start on."""
    begin = low
    for off, back in merge(facts.off(facts.week.person(person))):
        if begin <= high and begin + minutes <= off:
            return True
        begin = max(begin, back)
    return begin <= high
