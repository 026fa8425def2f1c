"""Sums made small one after the other in one model, each held at its best while the next is minimised."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ortools.sat.python import cp_model

from models.cp.run import Outcome, SolveLimits, StopSignal, solve
from models.domain.seating import CrowdError, Proof

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.cp.types import Expr

RIDE_LIMITS = SolveLimits(deterministic=2.0, linearization=2)
"""For one step of a ride: a vehicle has few seats, and the linear relaxation in full proves what it finds."""
RIDE_STEP_NAMES = {
    "must": "必守规则",
    "moved": "换座人数",
    "should": "应守规则",
    "convoy": "车队先后",
    "load": "各车人数",
    "prefer": "尽量遵守",
    "honour": "主宾座次",
    "moves": "途中换座",
    "places": "座次高低",
}


class LexicographicSteps:
    """Minimises sums one after the other, each held at its best; what is at its floor needs no solving."""

    def __init__(self, scope: str, stop: StopSignal, limits: SolveLimits = RIDE_LIMITS) -> None:
        self.model = cp_model.CpModel()
        self.scope, self.stop, self.limits = scope, stop, limits
        self.proofs: list[Proof] = []
        self.all_proven = True

    def minimise(self, expr: Expr, now: int | None, floor: int, take: Callable[[Outcome], int]) -> tuple[int, int]:
        """Return (value, bound) and hold the value; ``take`` reads a better answer and returns its value."""
        bound = floor
        if now is None or now > floor:
            outcome = solve(self.model, None if isinstance(expr, int) else expr, (), self.limits, self.stop)
            if outcome.found:
                now = take(outcome)
            elif now is None:
                raise CrowdError("没有排法 / no seating found", self.scope, "fewer locks, or one more vehicle")
            bound = min(now, max(floor, outcome.bound))
        if not isinstance(expr, int):
            self.model.add(expr <= now)
        self.all_proven = self.all_proven and bound >= now
        return now, bound

    def note(self, name: str, value: int, bound: int) -> None:
        """Record what is known of a sum; proven only if all before it are."""
        status: Literal["proven", "open"] = "proven" if self.all_proven else "open"
        zh = RIDE_STEP_NAMES[name]
        self.proofs.append(Proof(name=name, name_zh=zh, value=value, bound=bound, status=status, scope=self.scope))
