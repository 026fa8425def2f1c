"""The site of the search tasks: the week, the rules and the limits, which every worker process holds."""

from __future__ import annotations

import threading
from functools import cached_property
from typing import TYPE_CHECKING

from models.cp.ledger import JOINT_PREFIX, Ledger
from models.domain.clock import DAY
from models.itinerary.model.build import ALL_TIERS, VisitsModel
from models.itinerary.model.model_cache import ModelCache

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from models.cp.frame import Mode
    from models.cp.ledger import Booking
    from models.domain.facts import Facts
    from models.domain.tiers import Tier
    from models.itinerary.search.limits import SearchLimits
    from models.rules.core.base import Rule

BookingsByVisit = dict[str, tuple["Booking", ...]]


class SearchSite:
    """What all tasks of one search read; sent to a worker process once, without what can be made anew there.

    Parameters
    ----------
    facts, rules
        The week under an edition, and the rules to keep.
    limits : SearchLimits
        How hard to try.
    """

    def __init__(self, facts: Facts, rules: Sequence[Rule], limits: SearchLimits) -> None:
        self.facts, self.rules, self.limits = facts, tuple(rules), limits
        self._models = ModelCache(facts, self.rules)
        self._one_at_a_time = threading.Lock()

    def __reduce__(self) -> tuple[type[SearchSite], tuple[Facts, tuple[Rule, ...], SearchLimits]]:
        return SearchSite, (self.facts, self.rules, self.limits)

    @cached_property
    def filtered(self) -> bool:
        """Whether search models pass over choices that are hardly the best: all but small weeks do."""
        return not is_small_week(self.facts, self.limits)

    @cached_property
    def nobody(self) -> Ledger:
        """The ledger of the week with no visit planned."""
        return Ledger.empty(self.facts)

    def ledger(self, bookings: Mapping[str, tuple[Booking, ...]]) -> Ledger:
        """Return the ledger with the bookings of some visits."""
        return Ledger(self.facts, self.nobody.closed, dict(bookings))

    def build(
        self,
        visits: Iterable[str],
        ledger: Ledger,
        mode: Mode = "search",
        *,
        filtered: bool | None = None,
        cluster: bool = False,
        tiers: Sequence[Tier] = ALL_TIERS,
    ) -> VisitsModel:
        """Return the model of some visits among others; see ``models.itinerary.model.build``. Views are shared."""
        filtered = (self.filtered and mode == "search") if filtered is None else filtered
        with self._one_at_a_time:
            return self._models.build(sorted(visits), ledger, mode, filtered=filtered, cluster=cluster, tiers=tiers)

    def bookings_around(self, visits: Collection[str], ledger: Ledger) -> BookingsByVisit:
        """Return what the others hold while some visits are here, a day before and after: all that these can meet."""
        stays = [self.facts.stay(visit) for visit in visits]
        start = min(group.exit for stay in stays for group in stay.groups) - DAY
        end = max(group.deadline for stay in stays for group in stay.groups) + DAY
        found = {}
        for visit, bookings in ledger.by_visit.items():
            near = (b for b in bookings if (b.start < end and start < b.end) or b.resource.startswith(JOINT_PREFIX))
            mine = tuple(near) if visit not in visits else ()
            if mine:
                found[visit] = mine
        return found


def is_small_week(facts: Facts, limits: SearchLimits) -> bool:
    """Tell whether a week is small enough to be solved and proven as one."""
    return sum(len(stay.days) for stay in facts.stays) <= limits.small_week_days
