"""Any plan against every rule. Needs no solver: what it says does not depend on how the plan was found."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.errors import FaultyInput
from models.domain.facts import Facts
from models.domain.unknown_ids import too_many, unknown_ids
from models.rules.catalogue import rules as rules_of
from models.rules.core.cost_lines import CharterCost, CostLine, charter_costs, costs
from models.rules.core.score import Broken, Score, score

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from models.domain.plan import Plan
    from models.domain.policy import Edition
    from models.domain.week import Week
    from models.rules.core.base import Rule


@dataclass(frozen=True)
class Report:
    """What the rules say of a plan.

    Attributes
    ----------
    facts : Facts
        The week and the edition.
    score : Score
        Tiers and every break, waived ones too.
    costs : tuple of CostLine
        What the visits of the plan cost, line by line.
    charters : tuple of CharterCost
        What chartered vehicles cost beside that.
    """

    facts: Facts
    plan: Plan
    rules: tuple[Rule, ...]
    score: Score
    costs: tuple[CostLine, ...]
    charters: tuple[CharterCost, ...] = ()

    @property
    def yuan(self) -> int:
        """All that the plan costs."""
        return sum(line.yuan for line in self.costs) + sum(charter.yuan for charter in self.charters)

    @property
    def week(self) -> Week:
        """The week."""
        return self.facts.week

    @property
    def edition(self) -> Edition:
        """The edition of the policy."""
        return self.facts.edition

    @property
    def ok(self) -> bool:
        """Whether the plan may be published: no must is broken, but for those that a leader waived."""
        return not self.score.musts

    def broken(self, *levels: str) -> tuple[Broken, ...]:
        """Return the breaks of some levels (none named: must, should, prefer), the gravest first."""
        wanted = levels or ("must", "should", "prefer")
        return tuple(b for b in self._by_gravity if b.rule.level in wanted)

    @cached_property
    def _by_gravity(self) -> tuple[Broken, ...]:
        order = {level: k for k, level in enumerate(("must", "should", "prefer", "note"))}
        found = [b for b in self.score.broken if b.rule.level in order]
        return tuple(sorted(found, key=lambda b: (order[b.rule.level], b.waived, -b.cost, b.violation)))

    def spent(self) -> dict[str, Counter[str]]:
        """Return yuan by visit and heading."""
        found: dict[str, Counter[str]] = {visit.id: Counter() for visit in self.week.visits}
        for line in self.costs:
            found[line.visit][line.heading] += line.yuan
        return found

    def to_frame(self) -> pd.DataFrame:
        """Return one row a break.

        Columns: rule, level, tier, clause, title, visit, about, amount, unit, waived, cost, and what is wrong in
        Chinese (text) and in English (text_en).
        """
        import pandas as pd

        rows = [
            {
                "rule": b.rule.id,
                "level": b.rule.level,
                "tier": b.rule.tier,
                "clause": str(b.rule.cites),
                "title": b.rule.title,
                "visit": b.violation.visit,
                "about": " ".join(b.violation.about.ids),
                "amount": b.violation.amount,
                "unit": b.rule.unit,
                "waived": b.waived,
                "cost": b.cost,
                "text": b.violation.say("zh"),
                "text_en": b.violation.say("en"),
            }
            for b in self.broken("must", "should", "prefer", "note")
        ]
        columns = [
            "rule",
            "level",
            "tier",
            "clause",
            "title",
            "visit",
            "about",
            "amount",
            "unit",
            "waived",
            "cost",
            "text",
            "text_en",
        ]
        return pd.DataFrame(rows, columns=columns).astype({"tier": "Int64"})


def check(week: Week, plan: Plan, edition: Edition | None = None) -> Report:
    """Judge a plan by every rule of an edition.

    Parameters
    ----------
    week : Week
        The facts.
    plan : Plan
        Any plan of this week, also a hand-made one.
    edition : Edition, optional
        The policy; the one that the plan names by default.

    Raises
    ------
    FaultyInput
        When the plan names what the week does not have.
    """
    if edition is None:
        from planner.formats import load_edition

        edition = load_edition(plan.edition)
    return judge(Facts(week, edition), plan, rules_of(edition))


def judge(facts: Facts, plan: Plan, rules: Sequence[Rule]) -> Report:
    """Judge a plan by the rules handed in; see ``check``."""
    faults = list(too_many(facts.week, plan)) or list(unknown_ids(facts.week, plan))
    if faults:
        raise FaultyInput(faults)
    made, charters = tuple(costs(facts, plan)), tuple(charter_costs(facts, plan))
    return Report(facts, plan, tuple(rules), score(facts, plan, rules), made, charters)
