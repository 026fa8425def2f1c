"""The score of plan after plan of one week, at the price of what changed from one to the next.

The rules say what their findings depend on (``Rule.judged_by``). What a visit breaks by itself is kept while its plan
stays the same, what a group breaks (``models.rules.core.groups``) while the plans of the visits with entries in it do;
rules about the whole week judge it afresh. ``models.rules.core.score.score`` says the same, and knows nothing of this.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.domain.plan import Plan, VisitPlan, plan_of_visits
from models.rules.core.cost_lines import visit_costs
from models.rules.core.groups import GroupedRule
from models.rules.core.plan_part import plan_part
from models.rules.core.programme import keep_programmes, programmes
from models.rules.core.score import breaks, in_order_of_visits, price_of_left_out, score, score_of
from models.rules.core.true_labels import as_it_is

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Item, LeftOut, Move, Night
    from models.rules.core.base import Rule
    from models.rules.core.cost_lines import VisitCost
    from models.rules.core.groups import Grouping, GroupJudge
    from models.rules.core.programme import Programme
    from models.rules.core.score import Broken, Score

KEPT = 3
"""So many plans of a visit, and states of a group, are kept: the incumbent's, a trial's, and the one before."""
_NOTHING_PLANNED = VisitPlan((), (), (), ())

Found = dict[int, list["Broken"]]
"""Breaks by the place of the rule among the rules."""
GroupKey = tuple["Grouping[Any, Any]", Any]
"""A grouping and the key of a group."""


@dataclass(eq=False)
class _JudgedVisit:
    """A visit's plan, and all that follows from it alone.

    Attributes
    ----------
    number : int
        No other one has it.
    judged : Plan
        Its rows, with their labels set right.
    programme : Programme or None
        None where the visit is left out as a whole.
    found : dict
        What it breaks by itself.
    entries : dict
        What it has in each group.
    left_out : int
        Price of what is left out.
    """

    number: int
    visit_plan: VisitPlan
    judged: Plan
    programme: Programme | None
    found: Found
    entries: dict[GroupKey, list[Any]]
    left_out: int
    costs: Mapping[str, VisitCost]


class _Group:
    """Who has entries in a group now, and what was found in its last states.

    A state is the numbers of those who have entries, so that plans which are no longer kept are not kept by it.
    """

    def __init__(self) -> None:
        self.members: dict[str, _JudgedVisit] = {}
        self.known: dict[tuple[int, ...], Found] = {}

    def keep(self, state: tuple[int, ...], found: Found) -> None:
        """Keep what was found in a state as the latest."""
        self.known.pop(state, None)
        self.known[state] = found
        if len(self.known) > KEPT:
            del self.known[next(iter(self.known))]


class Scorer:
    """Judges one plan of a week after the other.

    The plans of visits that did not change should be the same objects from call to call; equal ones are recognised,
    too. For use by one thread.

    Parameters
    ----------
    facts : Facts
        The week and the edition.
    rules : sequence of Rule
        Rules of the edition; those that are ``off`` are passed over.
    """

    def __init__(self, facts: Facts, rules: Sequence[Rule]) -> None:
        self.facts, self.rules = facts, tuple(rules)
        self._numbers = itertools.count()
        self._kept: dict[str, list[_JudgedVisit]] = {visit: [] for visit in facts.visit_places}
        self._now: dict[str, _JudgedVisit] = {}
        self._groups: dict[GroupKey, _Group] = defaultdict(_Group)
        self._judges: dict[Grouping[Any, Any], list[tuple[int, GroupJudge]]] = defaultdict(list)
        self._broken_groups: dict[int, dict[Grouping[Any, Any], dict[Any, list[Broken]]]] = {}
        """What groups break now: by rule, its groupings in their order, and key."""
        for place, rule in enumerate(self.rules):
            if rule.level != "off" and isinstance(rule, GroupedRule):
                self._broken_groups[place] = {judge.grouping: {} for judge in rule.group_judges()}
                for judge in rule.group_judges():
                    self._judges[judge.grouping].append((place, judge))
        self._separable = _revision_is_sound(facts)

    def score(self, visit_plans: Mapping[str, VisitPlan]) -> Score:
        """Return the score of the plan that the plans of some visits make; of the other visits nothing is planned."""
        now = self._judged_visits(visit_plans)
        if now is None:
            facts = self.facts
            return score(facts, plan_of_visits(facts.week.id, facts.edition.id, visit_plans), self.rules)
        self._move_to(now)
        costs = {visit: cost for judged in now.values() for visit, cost in judged.costs.items()}
        return score_of(self._found(), sum(judged.left_out for judged in now.values()), costs)

    # -- visits

    def _judged_visits(self, visit_plans: Mapping[str, VisitPlan]) -> dict[str, _JudgedVisit] | None:
        """Return all visits of the week, judged by themselves; None where the plan cannot be told apart by visit."""
        if not self._separable or not visit_plans.keys() <= self._kept.keys():
            return None
        now = {}
        for visit in self._kept:
            judged = self._judged(visit, visit_plans.get(visit, _NOTHING_PLANNED))
            if judged is None:
                return None
            now[visit] = judged
        return now

    def _judged(self, visit: str, visit_plan: VisitPlan) -> _JudgedVisit | None:
        """Return a visit as it is kept, or judge it; None where its rows are not of the visit by their ids."""
        kept = self._kept[visit]
        found = next((each for each in kept if each.visit_plan is visit_plan), None)
        found = found or next((each for each in kept if each.visit_plan == visit_plan), None)
        if found is not None:
            found.visit_plan = visit_plan
            kept.remove(found)
        elif _ids_are_sound(visit, visit_plan):
            found = self._judge(visit, visit_plan)
        else:
            return None
        self._kept[visit] = [found, *kept][:KEPT]
        return found

    def _judge(self, visit: str, visit_plan: VisitPlan) -> _JudgedVisit:
        facts, found = self.facts, Found()
        part = plan_part(facts, visit, visit_plan)
        judged = as_it_is(facts, part)
        programme = next(programmes(facts, judged), None)
        for place, rule in enumerate(self.rules):
            if rule.level == "off" or rule.judged_by == "week":
                continue
            if not isinstance(rule, GroupedRule):
                violations = rule.check(facts, part if rule.judges_labels else judged)
            else:
                violations = rule.judge_visit(facts, programme) if programme is not None else ()
            if each := breaks(facts, rule, violations):
                found[place] = each
        entries: dict[GroupKey, list[Any]] = defaultdict(list)
        for grouping in self._judges:
            for key, entry in grouping.entries(facts, judged):
                entries[grouping, key].append(entry)
        left_out, costs = price_of_left_out(facts, part), visit_costs(facts, part)
        return _JudgedVisit(next(self._numbers), visit_plan, judged, programme, found, dict(entries), left_out, costs)

    # -- groups

    def _move_to(self, now: dict[str, _JudgedVisit]) -> None:
        """Judge the groups that are not as they were."""
        touched: dict[GroupKey, None] = {}
        for visit, new in now.items():
            old = self._now.get(visit)
            if old is new:
                continue
            for key in old.entries if old is not None else ():
                del self._groups[key].members[visit]
                touched[key] = None
            for key in new.entries:
                self._groups[key].members[visit] = new
                touched[key] = None
        self._now = now
        for key in touched:
            self._judge_group(key)

    def _judge_group(self, key: GroupKey) -> None:
        group, (grouping, name), facts = self._groups[key], key, self.facts
        members = [group.members[visit] for visit in sorted(group.members, key=facts.visit_places.__getitem__)]
        state = tuple(member.number for member in members)
        found = group.known.get(state)
        if found is None:
            found = {}
            if members:
                made = grouping.group(facts, [entry for member in members for entry in member.entries[key]])
                for place, judge in self._judges[grouping]:
                    found[place] = breaks(facts, self.rules[place], judge.judge(facts, made))
        group.keep(state, found)
        for place, _ in self._judges[grouping]:
            broken = self._broken_groups[place][grouping]
            if found.get(place):
                broken[name] = found[place]
            else:
                broken.pop(name, None)

    # -- the week

    def _found(self) -> list[Broken]:
        """Return all breaks, rule by rule."""
        found: list[list[Broken]] = [[] for _ in self.rules]
        for judged in self._now.values():
            for place, broken in judged.found.items():
                found[place] += broken
        for place, groupings in self._broken_groups.items():
            of_groups = [broken[key] for broken in groupings.values() for key in sorted(broken)]
            if of_groups:
                found[place] = in_order_of_visits(self.facts, [*found[place], *itertools.chain(*of_groups)])
        of_week = [place for place, rule in enumerate(self.rules) if rule.judged_by == "week" and rule.level != "off"]
        plan = self._plan() if of_week else None
        for place in of_week:
            assert plan is not None
            rule = self.rules[place]
            found[place] = in_order_of_visits(self.facts, breaks(self.facts, rule, rule.check(self.facts, plan)))
        return list(itertools.chain(*found))

    def _plan(self) -> Plan:
        """Return the plan of the week with its labels set right, its programmes read already."""
        parts = [self._now[visit].judged for visit in sorted(self._now)]
        plan = Plan.model_construct(
            week=self.facts.week.id,
            edition=self.facts.edition.id,
            items=tuple(item for part in parts for item in part.items),
            moves=tuple(move for part in parts for move in part.moves),
            nights=tuple(night for part in parts for night in part.nights),
            left_out=tuple(left for part in parts for left in part.left_out),
        )
        read = {visit: judged.programme for visit, judged in self._now.items() if judged.programme is not None}
        keep_programmes(self.facts, plan, read)
        return plan


def _ids_are_sound(visit: str, visit_plan: VisitPlan) -> bool:
    """Tell whether the rows of a visit's plan are of the visit, also by their ids, and no id is there twice."""
    rows: list[Item | Move] = [*visit_plan.items, *visit_plan.moves]
    others: list[Night | LeftOut] = [*visit_plan.nights, *visit_plan.left_out]
    return (
        all(row.visit == visit == row.id.partition("/")[0] for row in rows)
        and all(row.visit == visit for row in others)
        and len({row.id for row in rows}) == len(rows)
    )


def _revision_is_sound(facts: Facts) -> bool:
    """Tell whether what was announced and has started is of the week's visits by its ids, too."""
    announced = facts.revision.items.values() if facts.revision else ()
    return all(item.visit == item.id.partition("/")[0] for item in announced) and all(
        pin.visit in facts.visits for pin in facts.frozen.values()
    )
