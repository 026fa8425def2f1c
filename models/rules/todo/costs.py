"""Things to do for money: what exceeds package or budget is approved before the visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.core.findings import Phrase, Sentence
from models.rules.cost.packages import PackageKept, yuan_to_approve
from models.rules.todo.line import department, line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.findings import Violation
    from models.rules.todo.line import ToDo

APPROVAL = Sentence(
    "费用超出标准 {yuan} 元,提前报批:{reasons}",
    "Ask for approval in advance: costs exceed the standard by CNY {yuan}: {reasons}",
)


def costs_to_approve(facts: Facts, plan: Plan) -> Iterator[ToDo]:
    """What exceeds package or budget and nobody waived, for the deputy general manager before the visit (COST-02)."""
    found: dict[str, list[Violation]] = {}
    rule = PackageKept(facts.edition)
    for violation in rule.check(facts, plan) if rule.level != "off" else ():
        if not rule.waived(facts.week.visit(violation.visit), *violation.about.ids):
            found.setdefault(violation.visit, []).append(violation)
    for visit, violations in found.items():
        first, yuan = facts.stay(visit).days[0], yuan_to_approve(violations)
        reasons = Phrase(";".join(v.say("zh") for v in violations), "; ".join(v.say("en") for v in violations))
        asked = line(facts, "COST-02", "excess", visit, first, "", APPROVAL, yuan=yuan, reasons=reasons)
        approver = facts.edition.office.approver(yuan)
        yield asked.by(department(facts, approver)) if approver else asked
