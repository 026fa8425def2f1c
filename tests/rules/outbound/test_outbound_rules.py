"""Rules about our own calls: a plan that obeys and one that breaks each, with the amount."""

from __future__ import annotations

from collections import Counter
from typing import Any, NamedTuple, get_args

import pytest

from models.domain.policy import RuleLevel
from models.domain.rounds_plan import MissedCall, RoundsPlan
from models.domain.tiers import Tier
from models.rules.catalogue import OUTBOUND_CLASSES, RULE_CLASSES, faults, outbound_rules
from models.rules.core.base import PRACTICE, Unit
from models.rules.outbound.day_rounds import days_of
from models.rules.outbound.field import planned_and_missed
from models.rules.outbound.rounds_score import rounds_score
from tests.rules.outbound.rounds import MONDAY, book, call, facts, rounds_plan
from tests.weeks import edition

# ways: 10 minutes from the office to jia, and from jia to yi
AGREED = [{"id": "x", "customer": "jia", "day": "2026-09-22", "time": "10:00"}]
TWICE = {"calls_a_week": 2}
BOTH = (call("21 09:00"), call("21 09:45", "yi"))
MISSED = MissedCall(id=f"yi:{MONDAY}.1", customer="yi", kind="capacity", first=MONDAY, last=MONDAY, price=200)
LATE = {"last_call": "2026-09-01", "interval_days": 7}


class Case(NamedTuple):
    """What a rule says of a plan for the little book with some changes."""

    rule: str
    amount: int
    plan: RoundsPlan
    changes: dict[str, Any] = {}  # noqa: RUF012 - never changed


CASES = [
    Case("OUT-01", 0, rounds_plan(*BOTH)),
    Case("OUT-01", 0, rounds_plan(BOTH[0], missed=(MISSED,))),
    Case("OUT-01", 1, rounds_plan(BOTH[0])),
    Case("OUT-01", 2, rounds_plan()),
    Case("OUT-01", 1, rounds_plan(*BOTH), {"jia": TWICE}),
    Case("OUT-01", 1, rounds_plan(call("21 09:00", minutes=15), BOTH[1])),
    Case("OUT-01", 1, rounds_plan(call("23 10:00", id="agreed:x"), BOTH[1]), {"appointments": AGREED}),
    Case("OUT-01a", 0, rounds_plan(call("21 09:00", id="jia:2026-09-08")), {"jia": LATE}),
    Case("OUT-01a", 3, rounds_plan(call("24 09:00", id="jia:2026-09-08")), {"jia": LATE}),
    Case("OUT-02", 0, rounds_plan(call("21 09:30"), call("21 14:00", "yi"))),
    Case("OUT-02", 45, rounds_plan(call("21 10:15"))),
    Case("OUT-02", 0, rounds_plan(call("21 10:45")), {"jia": {"keeps": "lunch"}}),
    Case("OUT-02", 90, rounds_plan(call("21 09:00")), {"jia": {"keeps": "lunch"}}),
    Case("OUT-02", 0, rounds_plan(call("22 10:00", id="agreed:x")), {"appointments": AGREED}),
    Case("OUT-02a", 0, rounds_plan(call("22 09:00")), {"jia": {"preferred_days": ["Tue"]}}),
    Case("OUT-02a", 1, rounds_plan(call("21 09:00")), {"jia": {"preferred_days": ["Tue"]}}),
    Case("OUT-03", 0, rounds_plan(call("21 09:00"), call("21 14:00", "yi"))),
    Case("OUT-03", 20, rounds_plan(call("21 08:40"))),
    Case("OUT-03", 10, rounds_plan(call("21 11:50"))),
    Case("OUT-03", 15, rounds_plan(call("21 13:45"))),
    Case("OUT-03", 20, rounds_plan(call("21 15:40")), {"jia": {"hours": [{"open": "08:00", "close": "16:00"}]}}),
    Case("OUT-04", 0, rounds_plan(*BOTH)),
    Case("OUT-04", 15, rounds_plan(call("21 09:00", early=20))),
    Case("OUT-04", 5, rounds_plan(call("21 09:00", early=0))),
    Case("OUT-04", 5, rounds_plan(call("21 09:00"), call("21 09:30", "yi"))),
    Case("OUT-05", 0, rounds_plan(call("21 08:00"), call("21 16:10", "yi"))),
    Case("OUT-05", 5, rounds_plan(call("21 16:15"))),
    Case("OUT-05", 1, rounds_plan(call("21 09:00")), {"zhao": {"districts": ["二七区"]}}),
    Case("OUT-05", 1, rounds_plan(call("21 09:00")), {"jia": {"languages": ["en"]}}),
    Case("OUT-05a", 0, rounds_plan(*BOTH)),
    Case("OUT-05a", 10, rounds_plan(call("21 08:05"))),
    Case(
        "OUT-05a",
        10,
        rounds_plan(call("21 09:20")),
        {"taken": [{"specialist": "zhao", "start": "2026-09-21T09:40", "end": "2026-09-21T10:40"}]},
    ),
    Case(
        "OUT-05a",
        0,
        rounds_plan(call("21 09:00")),
        {"taken": [{"specialist": "zhao", "start": "2026-09-21T09:40", "end": "2026-09-21T10:40"}]},
    ),
    Case("OUT-05b", 0, rounds_plan(call("21 09:00"), call("21 14:00", "yi"))),
    Case("OUT-05b", 25, rounds_plan(call("21 11:35", minutes=60), call("21 13:10", "yi", minutes=60))),
    Case("OUT-05c", 0, rounds_plan(call("21 09:00"))),
    Case("OUT-05c", 10, rounds_plan(call("21 11:50"))),
    Case(
        "OUT-05c",
        1,
        rounds_plan(call("21 09:00")),
        {"pauses": [{"customer": "jia", "first": "2026-09-21", "last": "2026-09-22"}]},
    ),
    Case("OUT-06", 0, rounds_plan(call("21 09:00"), call("23 09:00", id="jia:2")), {"jia": TWICE}),
    Case("OUT-06", 1, rounds_plan(call("21 09:00"), call("22 09:00", id="jia:2")), {"jia": TWICE}),
    Case("OUT-06", 1, rounds_plan(call("21 09:00")), {"jia": {"last_call": "2026-09-20"}}),
    Case("OUT-06a", 0, rounds_plan(call("22 10:00", id="agreed:x")), {"appointments": AGREED}),
    Case("OUT-06a", 1, rounds_plan(call("22 10:30", id="agreed:x")), {"appointments": AGREED}),
    Case("OUT-06a", 1, rounds_plan(call("21 09:00")), {"jia": {"specialist": "qian"}}),
    Case("OUT-06b", 0, rounds_plan(call("21 09:00"), call("23 09:00", id="jia:2"))),
    Case("OUT-06b", 1, rounds_plan(call("21 09:00"), call("23 09:00", by="qian", id="jia:2"))),
    Case("OUT-06c", 0, rounds_plan(call("21 09:00"))),
    Case("OUT-06c", 30, rounds_plan(call("21 08:30", minutes=520))),
    Case("OUT-06d", 0, rounds_plan(call("21 09:00"), call("28 09:00", id="jia:2")), {"weeks": 2}),
    Case("OUT-06d", 1, rounds_plan(call("21 09:00"), call("29 09:00", id="jia:2")), {"weeks": 2}),
    Case("OUT-07", 0, rounds_plan(*BOTH)),
    Case("OUT-07", 1, rounds_plan(BOTH[0])),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule}-{case.amount}")
def test_case(case: Case) -> None:
    made = facts(book(**case.changes))
    (judge,) = (rule for rule in outbound_rules(made.edition) if rule.id == case.rule)
    found = list(judge.check(made, case.plan))
    assert sum(violation.amount for violation in found) == case.amount, found
    for violation in found:
        assert violation.amount >= 1
        assert violation.about
        assert violation.say("zh") != violation.say("en")
        assert violation.visit in {"", "jia", "yi"}


def test_every_rule_has_a_plan_that_obeys_and_one_that_breaks() -> None:
    counted = Counter((case.rule, case.amount > 0) for case in CASES)
    assert {(kind.id, broken) for kind in OUTBOUND_CLASSES for broken in (False, True)} == counted.keys()


@pytest.mark.parametrize("kind", OUTBOUND_CLASSES, ids=lambda kind: kind.id)
def test_a_rule_says_what_it_is(kind: Any) -> None:
    assert kind.__doc__.startswith(kind.id)
    assert kind.unit in get_args(Unit)
    assert set(kind.levels) <= set(get_args(RuleLevel))
    assert kind.cites == PRACTICE or (kind.cites.clause and kind.cites.quote)
    assert kind.id not in {other.id for other in RULE_CLASSES}


def test_quotes_stand_in_their_documents_words() -> None:
    quotes = {kind.id: kind.cites.quote for kind in OUTBOUND_CLASSES if kind.cites != PRACTICE}
    assert quotes["OUT-04"] == "提前5分钟赴约,不宜过早"
    assert len(quotes) >= 7


def test_an_edition_sets_levels_and_numbers_and_its_faults_are_named() -> None:
    off = edition({"OUT-02": {"level": "off"}, "OUT-06c": {"numbers": {"tolerance": 0}}})
    assert "OUT-02" not in {rule.id for rule in outbound_rules(off)}
    wrong = edition({"OUT-01": {"level": "prefer"}, "OUT-06c": {"numbers": {"speed": 3}}, "OUT-99": {}})
    assert [fault.where for fault in faults(wrong, "e.toml")] == [
        "rules.OUT-99",
        "rules.OUT-01.level",
        "rules.OUT-06c.speed",
    ]


def test_the_long_profile_asks_by_the_interval_of_the_class() -> None:
    made = facts(book(jia={"grade": "A", "last_call": "2026-08-25"}, weeks=13), profile="long")
    days = [(due.first.isoformat(), due.last.isoformat()) for due in made.dues if due.customer == "jia"]
    assert days == [("2026-09-21", "2026-09-24"), ("2026-10-14", "2026-10-24"), ("2026-11-13", "2026-11-23")]


def test_the_tiers_hold_prices_of_missed_calls_and_metres_that_are_measured_anew() -> None:
    made, plan = facts(), rounds_plan(BOTH[0])
    found = rounds_score(made, plan, outbound_rules(made.edition))
    assert found.tiers[Tier.LEFT_OUT] == made.numbers.miss_price["C"]
    (day,) = days_of(made, plan)
    there = made.metres("office", "jia")
    assert day.metres == 2 * there
    assert found.tiers[Tier.MONEY] == 2 * there // 100
    assert [broken.rule.id for broken in found.musts] == ["OUT-01"]


def test_completion_counts_planned_and_missed_calls_by_person() -> None:
    assert planned_and_missed(facts(), rounds_plan(BOTH[0])) == {"zhao": (1, 1), "qian": (0, 0)}
