"""The musts that an item breaks by itself at some time and place, whatever else is planned; needs no solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.plan import Plan
from models.rules.core.score import Broken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.facts import Facts
    from models.domain.pins import Pin
    from models.rules.core.base import Rule


def breaks_by_itself(facts: Facts, rules: Sequence[Rule], plan: Plan, wish: Pin) -> tuple[Broken, ...]:
    """Return the musts that an item of a plan breaks by itself at a wished time and place."""
    old = next((item for item in plan.items if item.id == wish.of), None)
    if old is None or wish.out:
        return ()
    start = wish.start if wish.start is not None else old.start
    changes: dict[str, object] = {"start": start, "end": start + old.minutes, "stops": (), "duties": ()}
    if wish.room is not None:
        changes["room" if old.room else "dining_room"] = wish.room
    if wish.place is not None:
        changes["place"] = wish.place
    item = old.replace(**changes)
    lone = Plan.model_construct(week=plan.week, edition=plan.edition, items=(item,))
    found = []
    for rule in (rule for rule in rules if rule.level == "must" and rule.judges_single_items):
        for violation in rule.check(facts, lone):
            if item.id in violation.about.ids:
                visit = facts.week.visit(violation.visit) if violation.visit else None
                waived = visit is not None and rule.waived(visit, *violation.about.ids)
                found.append(Broken(violation, rule, waived))
    return tuple(found)
