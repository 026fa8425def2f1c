"""What ``solve`` gives back: the plan, what the rules say of it, and how good it is known to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from models.domain.tiers import Tier
from planner.services.provenance import Limits, Provenance

if TYPE_CHECKING:
    import pandas as pd

    from models.domain.facts import Facts
    from models.domain.plan import LeftOut, Plan
    from models.domain.policy import Edition
    from models.domain.week import Week
    from models.itinerary.search.decided_start import GivenUp
    from models.rules.core.score import Broken
    from planner.judging.check import Report

__all__ = ["Limits", "Progress", "Provenance", "Result", "TierResult", "tier_results"]


@dataclass(frozen=True)
class TierResult:
    """How good a plan is known to be in one tier.

    Attributes
    ----------
    bound : int or None
        No plan that is optimal in the earlier tiers is below it; None: not known.
    proven : bool
        ``value`` equals ``bound``, and all earlier tiers are proven.
    gap : float or None
        ``Tier.LEFT_OUT``: (value − bound) / price of all requests possible alone; other tiers: value − bound. None: no
        bound, or an earlier tier is open, and then the two cannot be compared.
    """

    name: str
    value: int
    bound: int | None = None
    proven: bool = False
    gap: float | None = None


def tier_results(values: tuple[int, ...], bounds: tuple[int | None, ...], possible: int) -> tuple[TierResult, ...]:
    """Return the tiers of a plan with their bounds.

    Parameters
    ----------
    values, bounds : tuple of int
        A number for each ``Tier``; bounds may be shorter, or None where not known.
    possible : int
        Price of all requests that are possible alone (the measure of the gap in ``Tier.LEFT_OUT``).
    """
    found: list[TierResult] = []
    proven = True  # of all earlier tiers: only then do value and bound speak of the same plans
    for tier, value in zip(Tier, values, strict=True):
        bound = bounds[tier] if tier < len(bounds) else None
        gap: float | None = None
        if bound is not None and proven:
            gap = (value - bound) / max(1, possible) if tier is Tier.LEFT_OUT else value - bound
        proven = gap is not None and gap <= 0
        found.append(TierResult(tier.en, value, bound, proven, gap))
    return tuple(found)


Phase = Literal[
    "read", "bound", "construct", "first", "improve", "reasons", "check", "workbook", "pictures", "done"
]  # fmt: skip


@dataclass(frozen=True)
class Progress:
    """What the search says while it runs.

    Attributes
    ----------
    phase : str
        ``read``, ``bound``, ``construct``, ``first``, ``improve``, ``reasons``, ``check`` or ``done``; of the papers
        ``workbook`` and ``pictures``.
    tiers : tuple of int
        Of the best plan so far; empty before the first.
    bounds : tuple of int or None
        As far as known.
    message : str
        For people, in both languages; may be empty.
    """

    seconds: float
    phase: Phase
    tiers: tuple[int, ...] = ()
    bounds: tuple[int | None, ...] = ()
    message: str = ""


@dataclass(frozen=True)
class Result:
    """A plan, judged by the independent checker, and how good it is known to be.

    Attributes
    ----------
    report : Report
        What the rules say of the plan.
    tiers : tuple of TierResult
        Value, bound, gap and proof of each ``Tier``.
    interrupted : bool
        Stopped by the user before the limit: the best plan so far.
    given_up : tuple of GivenUp
        What was changed by hand in the plan it began with and a must forbids.
    """

    report: Report
    tiers: tuple[TierResult, ...]
    provenance: Provenance
    interrupted: bool = False
    given_up: tuple[GivenUp, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.report.plan

    @property
    def facts(self) -> Facts:
        """The week and the edition, with what follows from them."""
        return self.report.facts

    @property
    def week(self) -> Week:
        """The week."""
        return self.report.facts.week

    @property
    def edition(self) -> Edition:
        """The edition of the policy."""
        return self.report.facts.edition

    @property
    def status(self) -> Literal["optimal", "open"]:
        """``optimal``: proven in every tier; ``open``: see the gaps. Without a plan there is no result but an error.

        Duties have no bound but 0, so a plan whose helpers and cars cost anything in that tier stays ``open``.
        """
        return "optimal" if all(tier.proven for tier in self.tiers) else "open"

    @property
    def bound(self) -> tuple[int | None, ...]:
        """Bounds of the tiers."""
        return tuple(tier.bound for tier in self.tiers)

    @property
    def gap(self) -> tuple[float | None, ...]:
        """Gaps of the tiers."""
        return tuple(tier.gap for tier in self.tiers)

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """Requests that are not in the plan, with the reason."""
        return self.plan.left_out

    @property
    def broken(self) -> tuple[Broken, ...]:
        """Every break of a must, should or prefer, waived ones too, the gravest first."""
        return self.report.broken()

    def to_frame(self) -> pd.DataFrame:
        """Return one row an item or move, in the order of visit and time; see ``planner.judging.plan_frame``."""
        from planner.judging.plan_frame import plan_frame

        return plan_frame(self.facts, self.plan)
