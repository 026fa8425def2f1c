"""A small planned book of rounds for tests of papers and commands: two customers, two specialists, one day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from models.domain.outbound import CustomerBook
from models.domain.rounds_plan import MissedCall, RoundsPlan
from planner.judging.check_rounds import check_rounds
from planner.language.words import Words
from planner.papers.rounds.rounds_paper import RoundsPaper
from tests.rules.outbound.rounds import MONDAY, book, call, rounds_plan
from tests.weeks import edition

FULL_CUSTOMER: dict[str, Any] = {
    "contact": "孙经理",
    "phone": "13900000001",
    "address": "金水区花园路8号",
    "goods": "样品一盒",
    "keeps": "lunch",
    "birthday": "09-23",
    "note": "门口可停车",
}


def full_book(**changes: Any) -> CustomerBook:
    """Return the little book with all that papers tell of its first customer and person."""
    jia = {**FULL_CUSTOMER, **changes.pop("jia", {})}
    zhao = {"phone": "13800000001", **changes.pop("zhao", {})}
    return book(jia=jia, zhao=zhao, **changes)


def day_plan() -> RoundsPlan:
    """Return a plan of one day: jia in the morning, yi after lunch."""
    return rounds_plan(call("21 11:00"), call("21 14:00", "yi"))


def missed(id: str, kind: str = "closed", **more: Any) -> MissedCall:
    """Return a missed call on yi, as ``yi:2026-09-21.1``."""
    data = {"id": id, "customer": "yi", "kind": kind, "first": MONDAY, "last": MONDAY + dt.timedelta(days=6)}
    return MissedCall.model_validate({**data, "price": 200, "zh": "客户不开门", "en": "not open", **more})


def paper(of: CustomerBook | None = None, plan: RoundsPlan | None = None, lang: Any = "zh") -> RoundsPaper:
    """Return a judged plan in a language."""
    judged = check_rounds(of or full_book(), plan or day_plan(), edition())
    return RoundsPaper(judged, Words(lang))
