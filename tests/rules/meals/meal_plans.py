"""Plans with meals that the cases of MEAL share."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from models.domain.revision import Revision
from tests.rules.cases import Made
from tests.weeks import banquet, facts, plan, talk, visit, when


def fed(dinner: dict[str, Any] | None = None, lunch: dict[str, Any] | None = None, **changes: Any) -> Made:
    """Monday 08:10 to Tuesday 17:20: two lunches and a dinner are owed."""
    firm = {"company": changes.pop("company")} if "company" in changes else {}
    f = facts(visit("v1", talk(), **changes), **firm)
    rows = [("talk", "21 09:15"), ("lunch", "21 12:00"), ("dinner", "21 18:00", dinner), ("lunch", "22 12:00", lunch)]
    return f, plan(f, v1=rows)


def held_up(lunch: str, *, minutes: int = 255, now: str = "21 11:00") -> Made:
    """Talks of two hours from 09:30 on were announced; they have begun, and take ``minutes``."""
    dinner = ("dinner", "21 18:00")
    f = facts(visit("v1", talk(), depart="22 09:00"))
    first = plan(f, v1=[("talk", "21 09:30"), ("lunch", "21 12:00"), dinner])
    longer = facts(visit("v1", talk(minutes=minutes), depart="22 09:00"))
    g = Facts(longer.week, longer.edition, Revision(first, when(now)))
    return g, plan(g, v1=[("talk", "21 09:30"), ("lunch", lunch), dinner])


def feast(start: str = "21 18:00", **changes: Any) -> Made:
    f = facts(visit("v1", banquet(), **changes))
    return f, plan(f, v1=[("welcome", start)])
