"""STAB-03, 03a · what a leader or the secretary fixed stays; where a plan is made again (``Facts.revision``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, Several
from models.rules.stability.part_label import part_label
from models.rules.stability.pin_constraints import judged_pins, pin_subject, post_pin, unkept_sides, unkept_staff_sides

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import VisitView

NOT_AS_FIXED = Sentence("{what}没有按指定:{sides}", "{what} is not as it was fixed: {sides}")


class PinsKept(Rule):
    """STAB-03: what a leader or the secretary fixed stays: time, place, leaders and experts, each apart.

    Amount: 1 a side that is not as fixed.
    """

    id = "STAB-03"
    title = "领导指定或已锁定的时间、地点、出席人员不动"
    title_en = "Time, place and leaders that are fixed or locked stay"
    cites = PRACTICE
    levels = ("must",)
    softenable = False
    judges_frozen = True

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each pin with the plan."""
        for pin in judged_pins(facts, plan):
            if sides := unkept_sides(facts, pin, plan):
                about, what, named = (
                    pin_subject(facts, pin, plan),
                    part_label(facts, pin.of, plan, pin.start),
                    Several(tuple(sides)),
                )
                yield self.broken(pin.visit, about, len(sides), NOT_AS_FIXED, what=what, sides=named)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """State each pin."""
        for pin in facts.revision.pins if facts.revision else ():
            if pin.visit == visit.id:
                post_pin(self, m, facts, visit, pin)


class StaffPinsKept(Rule):
    """STAB-03a: helpers, cars and drivers that are fixed stay. Amount: 1 a side that is not as fixed."""

    id = "STAB-03a"
    title = "已指定或已锁定的工作人员、车辆、司机不换"
    title_en = "Helpers, cars and drivers that are fixed or locked stay"
    cites = PRACTICE
    scope = "duty"
    levels = ("must",)
    softenable = False
    judges_frozen = True

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each pin with the plan."""
        for pin in judged_pins(facts, plan):
            if sides := unkept_staff_sides(facts, pin, plan):
                about, what, named = (
                    pin_subject(facts, pin, plan),
                    part_label(facts, pin.of, plan, pin.start),
                    Several(tuple(sides)),
                )
                yield self.broken(pin.visit, about, len(sides), NOT_AS_FIXED, what=what, sides=named)
