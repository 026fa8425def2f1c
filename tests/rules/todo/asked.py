"""Weeks and lines that the tests of things to do share."""

from __future__ import annotations

from typing import Any

from models.domain.clock import iso
from models.rules.todo.collect import things_to_do
from tests.rules.cases import Made
from tests.weeks import facts, plan, visit


def lines(made: Made, rule: str, task: str = "") -> list[tuple[str, str, str]]:
    """Return due time, owner and text of a rule's lines, or of those of a task."""
    found = [x for x in things_to_do(*made) if x.rule == rule and (not task or x.task == task)]
    return [(iso(x.due)[5:16] if x.due else "", x.owner.zh, x.say()) for x in found]


def asked(*requests: Any, rows: list[tuple[Any, ...]], **changes: Any) -> Made:
    firm = {"company": changes.pop("company")} if "company" in changes else {}
    f = facts(visit("v1", *requests, **changes), **firm)
    return f, plan(f, v1=rows)
