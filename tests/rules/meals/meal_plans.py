"""Plans with meals that the cases of MEAL share."""

from __future__ import annotations

from typing import Any

from tests.rules.cases import Made
from tests.weeks import banquet, facts, plan, talk, visit


def fed(dinner: dict[str, Any] | None = None, lunch: dict[str, Any] | None = None, **changes: Any) -> Made:
    """Monday 08:10 to Tuesday 17:20: two lunches and a dinner are owed."""
    firm = {"company": changes.pop("company")} if "company" in changes else {}
    f = facts(visit("v1", talk(), **changes), **firm)
    rows = [("talk", "21 09:15"), ("lunch", "21 12:00"), ("dinner", "21 18:00", dinner), ("lunch", "22 12:00", lunch)]
    return f, plan(f, v1=rows)


def feast(start: str = "21 18:00", **changes: Any) -> Made:
    f = facts(visit("v1", banquet(), **changes))
    return f, plan(f, v1=[("welcome", start)])
