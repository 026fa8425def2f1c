"""Which rows of a plan rules can judge: those that name a visit and places of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.domain.facts import Facts


def is_judgeable(facts: Facts, visit: str, *places: str) -> bool:
    """Tell whether a visit and places are in the week; what is not is STR-01's business."""
    week = facts.week
    return any(v.id == visit for v in week.visits) and set(places) <= {p.id for p in week.company.places}
