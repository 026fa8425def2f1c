"""A cache of models: what a visit's model says of the visit alone is built once, the ledger is added to a copy.

A model depends on the other visits by the capacities of resources and by rivals alone, which ``Frame.close`` states
last. So the open model of some visits is kept, and a call copies it and closes the copy: the same model, variable by
variable and constraint by constraint, as ``models.itinerary.model.build.build`` makes.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from models.cp.frame import Frame
from models.itinerary.model.build import ALL_TIERS, VisitsModel, add_visit, alike_of
from models.itinerary.model.limits import MODEL_CACHE_LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.cp.frame import Mode
    from models.cp.ledger import Ledger
    from models.domain.facts import Facts
    from models.domain.tiers import Tier
    from models.itinerary.model.limits import ModelCacheLimits
    from models.rules.core.base import Rule

    _Key = tuple[tuple[str, ...], Mode, bool, bool, tuple[Tier, ...]]


class ModelCache:
    """Models of the visits of one week under some rules, the least recently used forgotten first.

    The views in it are shared by all models that are made of them: nobody may change a view. The frame of a made model
    is its own; what is added to it is in no other. Not to be used by several threads at once.

    Parameters
    ----------
    facts, rules
        The week under an edition, and the rules to keep.
    limits : ModelCacheLimits
        How much is kept.
    """

    def __init__(self, facts: Facts, rules: Sequence[Rule], limits: ModelCacheLimits = MODEL_CACHE_LIMITS) -> None:
        self.facts, self.rules, self.limits = facts, tuple(rules), limits
        self._open: OrderedDict[_Key, VisitsModel] = OrderedDict()
        self.size = 0
        """Variables and constraints of all models kept."""

    def __len__(self) -> int:
        return len(self._open)

    def build(
        self,
        visits: Iterable[str],
        ledger: Ledger,
        mode: Mode = "search",
        *,
        filtered: bool = False,
        cluster: bool = False,
        tiers: Sequence[Tier] = ALL_TIERS,
    ) -> VisitsModel:
        """Return the model of some unfixed visits among the ledger's fixed ones; parameters as of ``build``."""
        opened = self._opened((tuple(visits), mode, filtered, cluster, tuple(tiers)))
        made = VisitsModel(opened.frame.copy(), dict(opened.views))
        made.frame.close(ledger)
        return made

    def _opened(self, key: _Key) -> VisitsModel:
        """Return the open model of some visits; but for a cluster, that of all but the last is its first part."""
        if key in self._open:
            self._open.move_to_end(key)
            return self._open[key]
        visits, mode, filtered, cluster, tiers = key
        made, missing = VisitsModel(Frame(self.facts, mode)), visits
        if len(visits) > 1 and not cluster:
            before = self._opened((visits[:-1], mode, filtered, cluster, tiers))
            made, missing = VisitsModel(before.frame.copy(), dict(before.views)), visits[-1:]
        for visit in missing:
            alike = alike_of(self.facts, visit, visits, mode, filtered=filtered, cluster=cluster)
            add_visit(made, visit, self.rules, alike, filtered=filtered, tiers=tiers)
        self._keep(key, made)
        return made

    def _keep(self, key: _Key, made: VisitsModel) -> None:
        """Keep an open model, and forget those that were used longest ago where all are too large."""
        self._open[key] = made
        self.size += _size(made)
        while self.size > self.limits.max_size and len(self._open) > 1:
            _, forgotten = self._open.popitem(last=False)
            self.size -= _size(forgotten)


def _size(made: VisitsModel) -> int:
    """Return the number of variables and constraints of a model."""
    proto = made.frame.model.proto
    return len(proto.variables) + len(proto.constraints)
