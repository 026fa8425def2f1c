"""Rules that break in known ways, so that papers about breaks can be tested whatever the policy says."""

from __future__ import annotations

from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.findings import Sentence, subject


class ShouldBreak(Rule):
    id = "TEST-01"
    title = "晚宴前留出半小时"
    title_en = "Half an hour before a banquet"
    cites = Citation(document="S0", clause="五(三)", quote="示例")
    unit = "minutes"
    levels = ("should", "prefer", "off")

    def check(self, facts, plan):
        yield self.broken(
            "visit-1",
            subject(item="visit-1.2"),
            30,
            Sentence("晚宴前只有很短时间 | 见*备注*", "little time before the banquet"),
        )
        yield self.broken("visit-2", subject(day="2026-09-24"), 10)


class Waived(Rule):
    id = "MEAL-02"
    title = "使用协议餐厅"
    title_en = "Agreement restaurants"
    cites = PRACTICE
    levels = ("should", "off")

    def check(self, facts, plan):
        yield self.broken("visit-2", subject(place="rest0"), 1, Sentence("非协议餐厅", "not an agreement restaurant"))


class Preferred(Rule):
    id = "TEST-02"
    title = "活动松紧适度"
    title_en = "A fair pace"
    cites = PRACTICE
    unit = "minutes"
    levels = ("prefer", "off")

    def check(self, facts, plan):
        yield from (self.broken(visit.id, subject(), 15) for visit in facts.week.visits)


class Excess(Rule):
    id = "COST-02"
    title = "费用不超标准"
    title_en = "Costs within the package"
    cites = PRACTICE
    unit = "yuan100"
    levels = ("should", "off")

    def check(self, facts, plan):
        yield self.broken(
            "visit-1",
            subject(item="visit-1.3"),
            12,
            Sentence("餐饮超标准{yuan}元", "meals CNY {yuan} beyond"),
            yuan=1170,
        )
        yield self.broken("visit-1", subject(item="visit-1.8"), 3, Sentence("餐饮超标准", "meals beyond"), yuan=300)
        yield self.broken(
            "visit-1",
            subject(visit="visit-1", cost_heading="budget"),
            5,
            Sentence("超出预算", "beyond the budget"),
            yuan=500,
        )
        yield self.broken("visit-1", subject(place="hotel0"), 2, Sentence("房费超标准", "rooms too dear"), yuan=120)


class Unbroken(Rule):
    id = "TEST-03"
    title = "从不违反"
    title_en = "Never broken"
    cites = PRACTICE

    def check(self, facts, plan):
        return ()


RULES = (ShouldBreak, Waived, Preferred, Excess, Unbroken)
