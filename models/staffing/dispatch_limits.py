"""How much work the dispatch puts into vehicles and drivers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DispatchLimits:
    """Limits of the dispatch: of its heuristic, then of its exact model; deterministic time repeats exactly.

    Attributes
    ----------
    kept_options : int
        Sets of vehicles that the heuristic keeps for a job, the cheapest ones, and those of hired cars only in any
        case. The exact model knows all sets; sixty leave a choice when the cheapest ones are taken.
    enough_options : int
        With fewer sets of one or two own vehicles, sets of three are thought of too; they are many, and a job with four
        smaller sets can nearly always do without.
    most_hired : int
        Hired cars of one kind for one job, at most: more than the largest party needs, so that it only ends a loop.
    kept_days : int
        Working days of vehicles whose cost is remembered from call to call: some 50 MB; a week of 100 delegations has
        a few thousand in one call.
    tried_options : int
        The cheapest sets with which a job displaces others, and the vehicles that are tried as a visit's own. Every
        one costs a new dispatch of what is displaced, and the dearer ones seldom win.
    tried_drivers : int
        Drivers whose cost is compared for a vehicle before the best of them is taken; the first ones are those whom the
        visit or the vehicle has already, and later ones differ little from each other.
    sweeps : int
        Times that all visits are dispatched anew one by one, at most; a sweep that improves nothing is the last, so
        this only stops a slow series of small gains.
    evaluations : int
        How often drivers are looked for, to make a job with some vehicles, during the sweeps, about: a measure of time
        that repeats exactly. As many as leave a week of 50 delegations a few seconds; smaller ones end before.
    exact_uses : int
        Up to so many choices of an own vehicle for a job the model without chains is stated: some 50 delegations; of
        more it takes hundreds of megabytes.
    exact_arcs : int
        Up to so many arcs the chains of all vehicles are one model; a larger week is solved part by part, as its model
        would not be proven in the time.
    exact_seconds : float
        Deterministic seconds of that model, at most: a model of ``exact_arcs`` that is not proven by then seldom is.
    part_share, all_parts_share : float
        Share of the deterministic time for the model of one part of a larger week, and of all parts together: a part
        is small, and the helpers and the model without chains need the rest.
    part_of_visits_share : float
        Share of the deterministic time for the chains of some visits: half of that of a part, as the search asks often.
    passes : int
        Times that the parts of a larger week are solved, at most: a part gains again only after its neighbours changed.
    thorough_above : float
        A deterministic time above so many seconds, which is the usual one, asks for a thorough dispatch.
    thorough_factor : int
        In a thorough dispatch a part may take so many times longer, since its parts are larger.
    thorough_arcs : int
        And may have so many arcs, so that two visits or two days make a part.
    partition_rounds, partition_pivots : int
        Rounds of column generation in the set partitioning, and pivots of one linear program, at most: far more than
        are needed, so that they only end a loop.
    partition_rate : int
        Paths that may be priced a deterministic second: they take about two seconds of one core.
    partition_near, partition_narrow : int
        At first only so many jobs follow a job, and so many paths to it are kept: enough for nearly all of the gain.
    partition_wide : int
        When that finds nothing more, so many paths to a job are kept: mostly none is lost, which proves a bound.
    partition_proof_rounds : int
        Rounds that it takes to prove a bound, about: it is not begun where the work allows fewer.
    partition_chains : int
        Working days that one pricing adds, at most: fewer take more rounds, more burden the linear program.
    partition_whole : int
        Up to so many working days are chosen among all at once; of more, day by day.
    matching_passes : int
        Times that vehicles and drivers are chosen for the working days, day by day, at most; mostly two are enough.
    partial_divisor : int
        With only some visits unfixed, evaluations and arcs are so many times fewer: the search asks often, and asks for
        all visits in the end.
    seconds_per_arc : float
        Deterministic seconds that stating an arc counts for, as the solver does not count it.
    midnight_window : int
        Minutes between two jobs of neighbouring days from which on the empty run between them surely fits: four hours
        are longer than any way between two places of a week.
    """

    kept_options: int = 60
    enough_options: int = 4
    most_hired: int = 12
    kept_days: int = 100_000
    tried_options: int = 8
    tried_drivers: int = 3
    sweeps: int = 6
    evaluations: int = 40_000
    exact_uses: int = 30_000
    exact_arcs: int = 3500
    exact_seconds: float = 2.0
    part_share: float = 0.03
    all_parts_share: float = 0.4
    part_of_visits_share: float = 0.015
    passes: int = 3
    thorough_above: float = 1.0
    thorough_factor: int = 3
    thorough_arcs: int = 5000
    partition_rounds: int = 200
    partition_pivots: int = 100_000
    partition_rate: int = 150_000
    partition_near: int = 10
    partition_narrow: int = 3
    partition_wide: int = 500
    partition_proof_rounds: int = 8
    partition_chains: int = 20
    partition_whole: int = 5000
    matching_passes: int = 4
    partial_divisor: int = 10
    seconds_per_arc: float = 2e-6
    midnight_window: int = 240
