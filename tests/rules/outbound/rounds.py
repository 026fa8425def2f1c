"""Small books and plans of rounds for tests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from models.domain.clock import at, clock
from models.domain.outbound import CustomerBook
from models.domain.rounds_facts import RoundsFacts
from models.domain.rounds_plan import PlannedCall, RoundsPlan
from tests.weeks import edition

MONDAY = dt.date(2026, 9, 21)
BOOK: dict[str, Any] = {
    "id": "book",
    "name": "试册",
    "first_day": MONDAY,
    "office": {"lat": 34.76, "lon": 113.65},
    "customers": [
        {"id": "jia", "name": "甲商行", "grade": "C", "district": "金水区", "lat": 34.78, "lon": 113.66},
        {"id": "yi", "name": "乙公司", "grade": "C", "district": "金水区", "lat": 34.79, "lon": 113.67},
    ],
    "specialists": [
        {"id": "zhao", "name": "赵敏", "districts": ["金水区"]},
        {"id": "qian", "name": "钱伟", "districts": ["金水区"]},
    ],
}


def book(**changes: Any) -> CustomerBook:
    """Return the little book with some fields replaced; ``jia``, ``zhao``: changes of its first customer and person."""
    data = {**BOOK, **{key: value for key, value in changes.items() if key not in ("jia", "zhao")}}
    data["customers"] = [data["customers"][0] | changes.get("jia", {}), *data["customers"][1:]]
    data["specialists"] = [data["specialists"][0] | changes.get("zhao", {}), *data["specialists"][1:]]
    return CustomerBook.model_validate(data)


def facts(of: CustomerBook | None = None, rules: Any = None, **numbers: Any) -> RoundsFacts:
    """Return the facts of a book under the default edition, with some numbers replaced."""
    base = edition(rules)
    return RoundsFacts(of or book(), base.replace(rounds=base.rounds.replace(**numbers)))


def call(
    when: str, customer: str = "jia", by: str = "zhao", minutes: int = 20, id: str = "", early: int = 5
) -> PlannedCall:
    """Return a call, ``when`` as ``21 09:00``; its id is that of the customer's first due call of the week."""
    number, time = when.split()
    start = at(MONDAY.replace(day=int(number)), clock(time))
    return PlannedCall(
        id=id or f"{customer}:{MONDAY}.1",
        customer=customer,
        specialist=by,
        arrive=start - early,
        start=start,
        end=start + minutes,
    )


def rounds_plan(*calls: PlannedCall, **others: Any) -> RoundsPlan:
    """Return a plan of some calls."""
    return RoundsPlan(book="book", calls=calls, **others)
