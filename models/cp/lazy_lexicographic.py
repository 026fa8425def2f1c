"""Tier by tier with parts of the model stated only where they bite: the loop that helpers and fleet share."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from models.cp.run import Outcome, SolveLimits, StopSignal, solve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ortools.sat.python import cp_model

ROUNDS = 12
"""So often a tier is solved again because its solution broke what had not been stated."""


@dataclass(frozen=True)
class Settled:
    """What the tiers gave.

    Attributes
    ----------
    outcome : Outcome or None
        None: nothing better than what was in hand.
    values : tuple of int
        Of the tiers.
    proven : tuple of bool
        Whether a tier and all before it are optimal.
    spent : float
        Deterministic time.
    """

    outcome: Outcome | None
    values: tuple[int, ...]
    proven: tuple[bool, ...]
    spent: float = 0.0


def settle(
    model: cp_model.CpModel,
    tiers: Sequence[Callable[[], Any]],
    complete: Callable[[Outcome], bool],
    *,
    hint: Mapping[int, int],
    known: Sequence[int] | None,
    least: Sequence[int],
    efforts: Sequence[SolveLimits],
    stop: StopSignal | None = None,
) -> Settled:
    """Minimise tiers strictly in order, starting from an answer in hand.

    Parameters
    ----------
    tiers : sequence of callable
        Each returns the expression to minimise; parts stated meanwhile make it longer.
    complete : callable
        Told of a solution: states what it breaks of the unstated, and returns whether there was nothing such.
    hint : mapping index -> value
        The answer in hand, or what is known of it; it may grow with what is stated meanwhile.
    known : sequence of int, optional
        What the answer in hand (the hint) weighs, tier by tier; None: there is none.
    least : sequence of int
        What no answer goes below, tier by tier; where the best known one reaches it, there is nothing to solve.
    efforts : sequence of Effort
        How each tier is solved; the first one's deterministic time is for all together.
    """
    best: Outcome | None = None
    values: list[int] = []
    proven: list[bool] = []
    limit = left = efforts[0].deterministic
    sure = True
    for number, (tier, low) in enumerate(zip(tiers, least, strict=True)):
        value = best.value(tier()) if best else known[number] if known else None
        done = value is not None and value <= low
        for _ in range(0 if done else ROUNDS):
            if left <= 0 or (stop is not None and stop.now):
                break
            goal = tier()
            if isinstance(goal, int):
                value, done = goal, best is not None or known is not None
                if done:
                    break
                goal = None
            start = {**hint, **dict(enumerate(best.values))} if best else hint
            now = replace(efforts[number], deterministic=left)
            outcome = solve(model, goal, sorted(start.items()), now, stop)
            left -= outcome.solver.response_proto.deterministic_time
            if value is not None and outcome.bound >= value:  # whatever is not stated, nothing is better
                done = True
                break
            if not outcome.found:
                break
            if not complete(outcome):
                _hold(model, tiers[:number], values)  # with what has been stated meanwhile
                continue
            weighs = outcome.value(tier())
            if value is None or weighs < value:
                best, value = outcome, weighs
            done = outcome.status == "optimal" or weighs <= low
            break
        if value is None:
            gaps = [False] * (len(least) - len(proven))
            return Settled(None, tuple(values), (*proven, *gaps), limit - left)
        sure = sure and done
        values.append(value)
        _hold(model, tiers[: number + 1], values)
        proven.append(sure)
    return Settled(best, tuple(values), tuple(proven), limit - left)


def _hold(model: cp_model.CpModel, tiers: Sequence[Callable[[], Any]], values: Sequence[int]) -> None:
    """Hold tiers at what they have reached."""
    for tier, value in zip(tiers, values, strict=True):
        goal = tier()
        if not isinstance(goal, int):
            model.add(goal <= value)
