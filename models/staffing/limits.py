"""How much work staffing puts into its exact models: its limits, and the share of them that helpers get."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.cp.run import SolveLimits


@dataclass(frozen=True)
class StaffingLimits:
    """Limits of the exact models of staffing; deterministic time repeats exactly.

    Attributes
    ----------
    usual : SolveLimits
        Where the caller names none: 1 deterministic second proves most weeks.
    heuristic_only : SolveLimits
        No exact models, for a first plan at once: whoever is free and best, position by position and move by move.
    thorough : SolveLimits
        For the search that finds nothing better any more: also vehicles of two visits, or of two days, together.
    first_share : float
        Share of the time that the model of helpers gets for a first plan (musts, shoulds and money): small, since the
        itinerary still changes.
    whole_share : float
        Share for all tiers with every visit unfixed: a quarter, vehicles gain more by their part.
    part_share : float
        Share for all tiers with only some visits unfixed: small, since the search asks often, and for all in the end.
    """

    usual: SolveLimits = field(default_factory=lambda: SolveLimits(deterministic=1.0))
    heuristic_only: SolveLimits = field(default_factory=lambda: SolveLimits(deterministic=0.0))
    thorough: SolveLimits = field(default_factory=lambda: SolveLimits(deterministic=10.0))
    first_share: float = 0.1
    whole_share: float = 0.25
    part_share: float = 0.03

    def helper_share(self, *, minimise_duty: bool, whole: bool) -> float:
        """Return the share of the time for the model of helpers: all tiers or not, every visit unfixed or not."""
        if not minimise_duty:
            return self.first_share
        return self.whole_share if whole else self.part_share


STAFFING_LIMITS = StaffingLimits()
