"""How much a simulation plays and tries: a frozen parameter class, every number with its reason."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SimulationLimits:
    """Playing a plan through, and looking for the places where a little more time helps most.

    Attributes
    ----------
    block_scenarios : int
        Scenarios played at a time. 500: a fixed number, so that the answer does not depend on who shares the work.
    worst_share : float
        Share of the scenarios whose mean is the ``worst``. 0.05: those beyond the 95 % quantile.
    relief_minutes : int
        Minutes more that are left before an item, or before a flight, to see whether they help. 10: what a coordinator
        can mostly find.
    relief_blocks : int
        Blocks of scenarios that are played again for each place tried. 2: the differences are between the same
        scenarios, so that few are enough.
    max_relief_candidates : int
        Places tried, at most: those where guests are late most. 32: beyond, hardly anybody is late.
    idle_minutes : int
        A car that has nothing to do for more minutes than this waits at the company. 300: longer than half a day's
        programme, for which it stays near the guests.
    """

    block_scenarios: int = 500
    worst_share: float = 0.05
    relief_minutes: int = 10
    relief_blocks: int = 2
    max_relief_candidates: int = 32
    idle_minutes: int = 300


SIMULATION_LIMITS = SimulationLimits()
