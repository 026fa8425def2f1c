"""Why a request is left out of a plan: impossible alone, held by other visits, outweighed, or not found by the search.

Each reason names clauses or facts, and the nearest thing that works beside the rest of the plan where one was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from models.cp.ledger import Ledger
from models.domain.plan import WHOLE_VISIT
from models.itinerary.search.causes import causes_at_every_time, causes_by_itself, causes_in_core, ways
from models.itinerary.search.conflicts import conflict_core, is_feasible, rule_of_holding
from models.itinerary.search.nearest import Asked, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.cp.stop_signal import StopSignal
    from models.domain.facts import Facts
    from models.domain.plan import LeftOut, LeftOutCause
    from models.itinerary.search.conflicts import ConflictCore
    from models.itinerary.search.incumbent import Incumbent
    from models.rules.core.base import Rule


def required_items(best: Incumbent, left: LeftOut) -> list[str]:
    """Return the items of requests that a visit has, and the one that it leaves out."""
    return [*_kept(best, left), f"{left.visit}/{left.request}"]


def left_out_reason(
    facts: Facts, rules: Sequence[Rule], best: Incumbent, left: LeftOut, stop: StopSignal, *, proven: bool = False
) -> LeftOut:
    """Return a request with why it is left out, and with the nearest thing that works."""
    if left.request == WHOLE_VISIT:  # its reasons are said where it was left out
        return left
    found = _Reason(facts, rules, best, left, stop, proven).reason()
    asked, kept, may_fit = Asked(f"{left.visit}/{left.request}"), _kept(best, left), found.reason == "not_found"
    instead = nearest(facts, rules, asked, kept, best.ledger, stop, as_asked=may_fit)
    return found.replace(nearest=instead, searched=not stop.now)


def unexplained(proven: bool) -> Literal["outweighed", "not_found"]:
    """Return what is known of a request that no reason was found for.

    Parameters
    ----------
    proven : bool
        No plan leaves out less.
    """
    return "outweighed" if proven else "not_found"


def _kept(best: Incumbent, left: LeftOut) -> list[str]:
    return [i.id for i in best.visit_plans[left.visit].items if i.request]


class _Reason:
    """Finds why one request is left out; ``held_by`` only where others are shown to need what they hold."""

    def __init__(
        self, facts: Facts, rules: Sequence[Rule], best: Incumbent, left: LeftOut, stop: StopSignal, proven: bool
    ) -> None:
        self.facts, self.rules, self.best, self.left = facts, rules, best, left
        self.stop, self.proven = stop, proven
        self.visit, self.wanted = left.visit, f"{left.visit}/{left.request}"
        self.request = facts.week.visit(left.visit).request(left.request)
        self.nobody = Ledger.empty(facts)

    def reason(self) -> LeftOut:
        """Return the request with its reason."""
        by_itself = causes_by_itself(self.facts, self.rules, self.visit, self.request)
        if by_itself:
            return self._alone(by_itself)
        if is_feasible(self.facts, self.rules, [self.visit], [self.wanted], self.nobody, self.stop) is False:
            core = self._core(self.nobody)
            causes = self._in_core(core, [self.wanted], self.nobody)
            causes = causes or causes_at_every_time(self.facts, self.rules, self.visit, self.request)
            return self._alone(causes or ways(self.facts, self.visit, self.request))
        kept = _kept(self.best, self.left)
        required = [*kept, self.wanted]
        if is_feasible(self.facts, self.rules, [self.visit], required, self.nobody, self.stop) is False:
            return self._beside_own(kept)
        return self._beside_others(required)

    def _alone(self, causes: tuple[LeftOutCause, ...]) -> LeftOut:
        return self.left.replace(reason="impossible_alone", causes=causes, rules=_rules(causes))

    def _beside_own(self, kept: list[str]) -> LeftOut:
        """Say with which other requests of the visit it does not go."""
        core = self._core(self.nobody, beside=kept)
        items = core.items if core is not None else ()
        own = tuple(item.partition("/")[2] for item in items)
        causes = self._in_core(core, [*items, self.wanted], self.nobody) or ways(self.facts, self.visit, self.request)
        return self.left.replace(reason="impossible_with_own", causes=causes, rules=_rules(causes), own=own)

    def _beside_others(self, required: list[str]) -> LeftOut:
        """Say which others hold what it needs, as far as that is known."""
        why = conflict_core(self.facts, self.rules, self.visit, required, self.best.ledger, self.stop)
        if why is None or not why.visits:
            return self.left.replace(reason=unexplained(self.proven))
        together = [self.visit, *why.visits]
        every = [i.id for v in together for i in self.best.visit_plans[v].items if i.request]
        ledger = self.best.ledger.without(together)
        fits = is_feasible(self.facts, self.rules, together, [*every, self.wanted], ledger, self.stop)
        reason = "not_found" if fits is not False and not self.proven else "held_by"
        rules = tuple(dict.fromkeys([*why.rules, *map(rule_of_holding, why.resources)]))
        return self.left.replace(reason=reason, rules=rules, others=why.visits, resources=why.resources)

    def _core(self, ledger: Ledger, beside: Sequence[str] = ()) -> ConflictCore | None:
        return conflict_core(self.facts, self.rules, self.visit, [self.wanted], ledger, self.stop, beside=beside)

    def _in_core(self, core: ConflictCore | None, required: Sequence[str], ledger: Ledger) -> tuple[LeftOutCause, ...]:
        if core is None or not core.rules:
            return ()
        return causes_in_core(self.facts, self.rules, self.wanted, required, ledger, core.rules, self.stop)


def _rules(causes: Sequence[LeftOutCause]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cause.rule for cause in causes if cause.rule))
