"""Why a visit has no plan at all, even with every request left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.cp.ledger import Ledger
from models.domain.facts import Facts
from models.domain.plan import WHOLE_VISIT, LeftOut, LeftOutCause
from models.itinerary.search.conflicts import conflict_core, is_feasible
from models.rules.core.impossible_visits import cannot_join, impossible_facts, window_of
from models.rules.tour.rivals import RivalsApart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.cp.stop_signal import StopSignal
    from models.domain.stay import GroupStay
    from models.rules.core.base import Rule

RIVAL_PLACE = "at:"
"""What the ledger calls a place at which a rival is."""


def why_no_plan(facts: Facts, rules: Sequence[Rule], visit: str, ledger: Ledger, stop: StopSignal) -> LeftOut:
    """Return a visit as left out, with the facts, clauses and other visits in its way; at least one cause is named.

    Parameters
    ----------
    ledger : Ledger
        What the other visits hold: they are named where the visit would have a plan without them.
    """
    stay = facts.stay(visit)
    left = LeftOut(visit=visit, request=WHOLE_VISIT, reason="impossible_alone")
    if known := impossible_facts(facts, stay):
        rules_of_facts = dict.fromkeys(cause.rule for cause in known if cause.rule)
        return left.replace(rules=tuple(rules_of_facts), causes=tuple(known))
    alone = Ledger.empty(facts)
    held = is_feasible(facts, rules, [visit], (), alone, stop) is True
    why = conflict_core(facts, rules, visit, (), ledger if held else alone, stop)
    titles = {rule.id: (rule.title, rule.title_en) for rule in rules}
    clauses = [id for id in (why.rules if why else ()) if id in titles]
    held_things = why.resources if why else ()
    if any(thing.startswith(RIVAL_PLACE) for thing in held_things):
        clauses.append(RivalsApart.id)
    causes = [LeftOutCause(rule=id, zh=titles[id][0], en=titles[id][1]) for id in clauses]
    others = why.visits if why else ()
    if held:
        names = [facts.week.visit(other).client for other in others]
        causes.append(
            LeftOutCause(
                zh=f"与{'、'.join(names) or '其他来访'}的安排冲突",
                en=f"it clashes with what {', '.join(names) or 'the other visits'} hold",
            )
        )
        resources = tuple(thing for thing in held_things if not thing.startswith(RIVAL_PLACE))
        return left.replace(
            reason="held_by", rules=tuple(clauses), others=others, resources=resources, causes=tuple(causes)
        )
    apart = _group_in_the_way(facts, rules, visit, stop)
    facts_known = [cannot_join(facts, stay, apart)] if apart else [window_of(stay)]
    clauses += [cause.rule for cause in facts_known if cause.rule and cause.rule not in clauses]
    return left.replace(rules=tuple(clauses), causes=(*causes, *facts_known))


def _group_in_the_way(facts: Facts, rules: Sequence[Rule], visit: str, stop: StopSignal) -> GroupStay | None:
    """Return the travel group without which the others have a plan, of several the one that is here most shortly."""
    stay = facts.stay(visit)
    for group in sorted(stay.groups, key=lambda g: (g.deadline - g.exit, g.id)) if len(stay.groups) > 1 else ():
        others = tuple(other.group for other in stay.groups if other is not group)
        rest = stay.visit.model_copy(update={"groups": others})
        visits = tuple(rest if other.id == visit else other for other in facts.week.visits)
        alone = Facts(facts.week.replace(visits=visits), facts.edition)
        if not impossible_facts(alone, alone.stay(visit)) and is_feasible(
            alone, rules, [visit], (), Ledger.empty(alone), stop
        ):
            return group
    return None
