"""What rules group across visits: a person's duties, a vehicle's runs, the meetings in one room.

A rule about such a group looks at nothing but the group. So where a plan changes, only the groups that have other
entries are judged again (``models.rules.core.scorer``).
"""

from __future__ import annotations

from abc import abstractmethod
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from models.rules.core.base import Rule
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme

E = TypeVar("E")
G = TypeVar("G")


@dataclass(frozen=True, eq=False)
class Grouping(Generic[E, G]):
    """A way to group what the visits of a plan hold.

    Attributes
    ----------
    entries : callable
        Yields the entries of a plan, each with the key of its group. An entry follows from the rows of one visit alone.
        Keys of one grouping can be sorted.
    group : callable
        Makes a group of its entries, at least one, which are in the order of the visits in the week.
    """

    entries: Callable[[Facts, Plan], Iterable[tuple[Any, E]]]
    group: Callable[[Facts, list[E]], G]

    def groups(self, facts: Facts, plan: Plan) -> Mapping[Any, G]:
        """Return the groups of a plan by key, sorted; those of the plan grouped last are kept for the next rule."""
        last: tuple[Plan, dict[Grouping[Any, Any], dict[Any, Any]]] | None = facts.cache.get("groups")
        if last is None or last[0] is not plan:
            last = facts.cache["groups"] = plan, {}
        if self not in last[1]:
            found: dict[Any, list[E]] = defaultdict(list)
            for key, entry in self.entries(facts, plan):
                found[key].append(entry)
            last[1][self] = {key: self.group(facts, found[key]) for key in sorted(found)}
        return last[1][self]

    def by(self, judge: Callable[[Facts, G], Iterable[Violation]]) -> GroupJudge:
        """Return a judge of each group by itself."""
        return GroupJudge(self, judge)


@dataclass(frozen=True)
class GroupJudge:
    """What a rule finds in each group of a grouping."""

    grouping: Grouping[Any, Any]
    judge: Callable[[Facts, Any], Iterable[Violation]]


class GroupedRule(Rule):
    """A rule that judges each visit by itself, then each group of what visits share by itself."""

    judged_by = "groups"

    def judge_visit(self, facts: Facts, p: Programme) -> Iterable[Violation]:
        """Yield the breaks of one visit; none where the rule is about groups alone."""
        del facts, p
        return ()

    @abstractmethod
    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Return what judges the groups, one judge for each grouping."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Judge the visits, then the groups."""
        for p in programmes(facts, plan):
            yield from self.judge_visit(facts, p)
        for each in self.group_judges():
            for group in each.grouping.groups(facts, plan).values():
                yield from each.judge(facts, group)
