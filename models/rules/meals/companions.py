"""MEAL · how many company people share working meals and entertainment with the guests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import WORKING_MEALS
from models.domain.demands import HelperDemand, companions
from models.rules.core.base import Citation, Rule
from models.rules.core.company_people import meets
from models.rules.core.findings import Sentence, about, label
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.domain.plan import Item, Plan
    from models.domain.stay import Stay
    from models.rules.core.findings import Violation

MOST_SET_BY_CLAUSE = 2
"""So many companions the clause sets exactly; beyond, it says "3 or more"."""


class Companions(Rule):
    """MEAL-09: company people at working meals and entertainment: fewer than 5 guests 1, 5 to 10 2, more 3 or more.

    Counted are companions and escorts of ours at the item; leaders, interpreters and drivers are not. Banquets and
    packed meals are exempt, and so is a meal within an item, which those share who are at the item. Amount: people too
    few, or too many where the clause sets the number.
    """

    id = "MEAL-09"
    title = "陪餐、陪同娱乐人数:客人不足 5 人派 1 人,5 至 10 人派 2 人,10 人以上派 3 人以上"
    title_en = "Company people at working meals: 1, 2, or 3 and more by the number of guests"
    cites = Citation(
        document="S2",
        clause="第八条",
        quote="原则上客户在5人以下的,公司派1人陪同;5至10人的,公司派2人陪同;10人以上的,公司可派3人以上陪同",
    )
    unit = "people"
    scope = "duty"
    levels = ("should", "must", "prefer", "note", "off")

    wrong_number = Sentence(
        "{item}应有 {due} 人陪同,安排了 {there} 人",
        "{item}: company people due: {due}, planned: {there}",
    )

    def table_amount(self, due: int, there: int) -> int:
        """Return the amount of an item at which so many of ours are due, and so many are there."""
        over = there - due if due <= MOST_SET_BY_CLAUSE else 0
        return max(due - there, over)

    def position_amount(self, facts: Facts, stay: Stay, demand: HelperDemand, person: HostPerson | None) -> int:
        """Return the amount of one position; only of those that this rule asks for."""
        del facts, stay
        return self.table_amount(1, int(person is not None)) if demand.rule == self.id else 0

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count our people at each meal."""
        for p in programmes(facts, plan):
            for item in p.of(*WORKING_MEALS, "entertainment"):
                if item.kind != "entertainment" and item.dining_room is None:
                    continue
                due, there = companions(p.stay.guests(item.groups)), self._there(facts, p.stay, item)
                if amount := self.table_amount(due, there):
                    yield self.broken(
                        p.id, about(item), amount, self.wrong_number, item=label(item), due=due, there=there
                    )

    def _there(self, facts: Facts, stay: Stay, item: Item) -> int:
        demand = HelperDemand("companion", 0, item.minutes, 1)
        escort = HelperDemand("escort", 0, item.minutes, 1, asked_by=self.id)
        fit = [d for d in item.duties if any(meets(facts, stay, x, item.start, d) for x in (demand, escort))]
        return len({duty.person for duty in fit})
