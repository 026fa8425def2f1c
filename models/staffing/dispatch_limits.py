"""How much work the dispatch puts into vehicles and drivers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DispatchLimits:
    """Limits of the dispatch: of its heuristic, then of its exact model.

    Attributes
    ----------
    kept_options : int
        Sets of vehicles that the heuristic keeps for a job, the cheapest ones, and those of hired cars only in any
        case. The exact model knows all sets.
    enough_options : int
        With fewer sets of one or two own vehicles, sets of three are thought of too; they are many.
    most_hired : int
        Hired cars of one kind for one job, at most.
    tried_options : int
        The cheapest sets with which a job displaces others, and the vehicles that are tried as a visit's own.
    tried_drivers : int
        Drivers who are weighed for a vehicle before the best of them is taken; the first ones are those whom the visit
        or the vehicle has already.
    sweeps : int
        Times that all visits are dispatched anew one by one, at most; a sweep that improves nothing is the last.
    evaluations : int
        Sets of vehicles that are weighed during the sweeps, about: a measure of time that repeats exactly.
    exact_arcs : int
        Up to so many arcs the chains of all vehicles are one model; a larger week is solved part by part.
    exact_time : float
        Deterministic time of that model, at most.
    part_share, all_parts_share : float
        Share of the deterministic time for the model of one part of a larger week, and of all parts together.
    passes : int
        Times that the parts of a larger week are solved, at most.
    thorough_factor : int
        With more than the usual effort (a deterministic time above 1) a part may take so many times longer.
    thorough_arcs : int
        And may have so many arcs, so that two visits or two days make a part.
    partial_divisor : int
        With only some visits free, evaluations and arcs are so many times fewer: the search asks often, and asks for
        all visits in the end.
    time_per_arc : float
        Deterministic time that stating an arc counts for, as the solver does not count it.
    midnight_window : int
        Minutes between two jobs of neighbouring days from which on the empty run between them surely fits.
    """

    kept_options: int = 60
    enough_options: int = 4
    most_hired: int = 12
    tried_options: int = 8
    tried_drivers: int = 3
    sweeps: int = 6
    evaluations: int = 40_000
    exact_arcs: int = 3500
    exact_time: float = 2.0
    part_share: float = 0.03
    all_parts_share: float = 0.4
    passes: int = 3
    thorough_factor: int = 3
    thorough_arcs: int = 5000
    partial_divisor: int = 10
    time_per_arc: float = 2e-6
    midnight_window: int = 240
