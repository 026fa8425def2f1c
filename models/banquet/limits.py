"""How much work the seating of a banquet puts into its steps."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.cp.run import SolveLimits


@dataclass(frozen=True)
class BanquetLimits:
    """Limits of all steps of a seating; deterministic time repeats exactly.

    Attributes
    ----------
    level_seconds : float
        Deterministic seconds for one rank level inside its windows: enough for the levels of a hall of 100 tables.
    proof_seconds : float
        Deterministic seconds for showing that the windows of a level do not bind. Less than for the level itself, as
        the relaxation has no literals for lower levels.
    widenings : int
        Times that the windows of a level are widened when they may bind. With the default factor two reach 27 tables.
    single_window_size : int
        Blocks × tables up to which nothing is windowed: so few literals need no windows, and have no windows to prove.
    first_window : int
        Tables before and behind the ideal one in a first window. Few people sit farther away in a good distribution.
    start_factor : int
        Times that the windows grow until there is a first distribution: doubled, as a narrow window is solved faster.
    widening_factor : int
        Times that a window grows that may bind: tripled, as every widening is a solve and a proof.
    exact_size : int
        Blocks × tables up to which the objectives after the ranks are solved over all tables at once, with proofs.
    distribution_seconds : float
        Deterministic seconds for each objective after the ranks, where all tables are solved at once.
    neighbourhood_divisor : int
        A neighbourhood gets that part of ``distribution_seconds``: it has few tables, and up to
        ``neighbourhoods`` of them follow.
    neighbourhoods : int
        Neighbourhoods solved anew, at most; those with the most to gain come first, and later ones gain little.
    tables_per_neighbourhood : int
        Tables that are solved anew together: with three, people can change places in a cycle, which no swap does.
    swap_passes : int
        Passes over all pairs of blocks, at most; a pass that improves nothing is the last, so this only stops a slow
        series of small gains.
    company_sizes : tuple of int
        Other tables that a table whose neighbours cannot be seated is solved with: two are faster, three may succeed
        where two do not.
    repair_rounds : int
        Groups of tables solved anew for the sake of neighbours, at most: a few for every such table of a large hall.
    seating_check : SolveLimits
        For whether a table has seats that keep the musts on neighbours: a short look, as all tables are asked.
    repair : SolveLimits
        For one group of tables with their seats in one model, which is larger than the seats of one table.
    seating : SolveLimits
        For one step of the seats of a table, with the linear relaxation in full as for the tables.
    ranks_per_solve : int
        People whose seats by rank are found in one solve: their weights are powers of the number of seats, which stay
        small for four.
    change_seconds : float
        Deterministic seconds for the fewest changes of table after a change; somebody waits for the answer.
    change_objectives : int
        Objectives that are minimised after a change among the ways with fewest moves: the first ones, for the same
        reason.
    change_objective_seconds : float
        Deterministic seconds for each of them.
    """

    level_seconds: float = 20.0
    proof_seconds: float = 12.0
    widenings: int = 2
    single_window_size: int = 2500
    first_window: int = 3
    start_factor: int = 2
    widening_factor: int = 3
    exact_size: int = 700
    distribution_seconds: float = 20.0
    neighbourhood_divisor: int = 8
    neighbourhoods: int = 12
    tables_per_neighbourhood: int = 3
    swap_passes: int = 8
    company_sizes: tuple[int, ...] = (2, 3)
    repair_rounds: int = 60
    seating_check: SolveLimits = field(default_factory=lambda: SolveLimits(deterministic=0.5))
    repair: SolveLimits = field(default_factory=lambda: SolveLimits(deterministic=6.0))
    seating: SolveLimits = field(default_factory=lambda: SolveLimits(deterministic=4.0, linearization=2))
    ranks_per_solve: int = 4
    change_seconds: float = 10.0
    change_objectives: int = 8
    change_objective_seconds: float = 1.0


BANQUET_LIMITS = BanquetLimits()
