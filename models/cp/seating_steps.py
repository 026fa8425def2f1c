"""The steps of a seating: sums minimised one after the other in one model, each held at its best for the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from models.cp.run import Outcome, SolveLimits, solve
from models.domain.bilingual import bilingual
from models.domain.seating import CrowdError, Proof

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ortools.sat.python import cp_model

    from models.cp.stop_signal import StopSignal
    from models.cp.types import Expr

STEP_NAMES = {
    "must": "必守规则",
    "moved": "换座人数",
    "should": "应守规则",
    "same_side": "同方相邻",
    "convoy": "车队先后",
    "load": "各车人数",
    "prefer": "尽量遵守",
    "honour": "主宾座次",
    "moves": "途中换座",
    "places": "座次高低",
}
"""Chinese names of the steps at a table and in a vehicle."""


class SeatingSteps:
    """Minimises sums one after the other, each held at its best; what is at its floor needs no solving.

    Parameters
    ----------
    scope : str
        The table, vehicle or ride that the proofs are about.

    Attributes
    ----------
    all_proven : bool
        Whether every step so far is at its bound.
    """

    def __init__(self, model: cp_model.CpModel, scope: str, stop: StopSignal | None, limits: SolveLimits) -> None:
        self.model, self.scope, self.stop, self.limits = model, scope, stop, limits
        self.proofs: list[Proof] = []
        self.all_proven = True

    def minimise(
        self,
        expr: Expr,
        now: int | None,
        floor: int,
        take: Callable[[Outcome], int],
        hint: Callable[[], Sequence[tuple[int, int]]] = tuple,
        fallback: Callable[[], int] | None = None,
    ) -> tuple[int, int]:
        """Minimise a sum and hold it.

        Parameters
        ----------
        now : int, optional
            Its value in the seating at hand, if there is one.
        floor : int
            A value that no seating goes below.
        take : callable
            Reads a better seating and returns its value.
        hint : callable
            Gives the hint of a solve.
        fallback : callable, optional
            Makes a seating where neither one is at hand nor one was found, and returns its value.

        Returns
        -------
        value, bound : int

        Raises
        ------
        CrowdError
            If there is no seating, and no fallback.
        """
        bound = floor
        if now is None or now > floor:
            minimised = None if isinstance(expr, int) else expr
            outcome = solve(self.model, minimised, hint(), self.limits, self.stop)
            if outcome.found:
                now = take(outcome)
            elif now is None and fallback is not None:
                now = fallback()
            elif now is None:
                raise CrowdError(
                    bilingual("没有排法", "no seating found"),
                    self.scope,
                    bilingual("少指定几处，或加一辆车", "fewer locks, or one more vehicle"),
                )
            bound = min(now, max(floor, outcome.bound))
        if not isinstance(expr, int):
            self.model.add(expr <= now)
        self.all_proven = self.all_proven and bound >= now
        return now, bound

    def note(self, name: str, value: int, bound: int) -> None:
        """Record what is known of a sum; proven only if all before it are."""
        status: Literal["proven", "open"] = "proven" if self.all_proven else "open"
        zh = STEP_NAMES[name]
        self.proofs.append(Proof(name=name, name_zh=zh, value=value, bound=bound, status=status, scope=self.scope))
