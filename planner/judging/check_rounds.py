"""Any plan of rounds against every rule, its ways measured anew, without a solver."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.outbound_faults import book_faults
from models.domain.rounds_facts import RoundsFacts
from models.rules.catalogue import outbound_rules
from models.rules.outbound.day_rounds import days_of
from models.rules.outbound.field import planned_and_missed
from models.rules.outbound.rounds_score import RoundsScore, rounds_score

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.outbound import CustomerBook
    from models.domain.policy import Edition
    from models.domain.rounds_plan import RoundsPlan
    from models.rules.outbound.day_rounds import DayOfCalls
    from models.rules.outbound.rounds_rule import RoundsRule


@dataclass(frozen=True)
class RoundsReport:
    """A plan of rounds, judged.

    Attributes
    ----------
    score : RoundsScore
        Tiers and breaks.
    days : tuple of DayOfCalls
        Every day in the field as it follows from the calls: ways, minutes, metres.
    completion : mapping
        By specialist: calls planned, and missed (OUT-07).
    """

    facts: RoundsFacts
    plan: RoundsPlan
    score: RoundsScore
    days: tuple[DayOfCalls, ...]
    completion: dict[str, tuple[int, int]]

    @property
    def metres(self) -> int:
        """Metres of all ways."""
        return sum(day.metres for day in self.days)


def check_rounds(book: CustomerBook, plan: RoundsPlan, edition: Edition) -> RoundsReport:
    """Judge a plan of rounds.

    Raises
    ------
    FaultyInput
        Where the book contradicts itself, or the plan names who or what is not in it.
    """
    faults = [*book_of_faults(book), *plan_faults(book, plan)]
    if faults:
        raise FaultyInput(faults)
    return judge_rounds(RoundsFacts(book, edition), plan, outbound_rules(edition))


def judge_rounds(facts: RoundsFacts, plan: RoundsPlan, rules: Sequence[RoundsRule]) -> RoundsReport:
    """Judge a plan of rounds by some rules; book and plan have no faults."""
    days = tuple(days_of(facts, plan))
    return RoundsReport(facts, plan, rounds_score(facts, plan, rules), days, planned_and_missed(facts, plan))


def book_of_faults(book: CustomerBook) -> Iterator[Fault]:
    """Yield the faults of a book, with the key path as place."""
    for path, what, maybe in book_faults(book):
        yield Fault("", ".".join(map(str, path)), what, maybe)


def plan_faults(book: CustomerBook, plan: RoundsPlan) -> Iterator[Fault]:
    """Yield what a plan names that the book does not have, calls that end before they start, and ids given twice."""
    customers, people = {c.id for c in book.customers}, {p.id for p in book.specialists}
    times = Counter(call.id for call in plan.calls)
    for index, call in enumerate(plan.calls):
        where = f"calls.{index}"
        if call.customer not in customers:
            text = bilingual(f"没有这个客户：{call.customer!r}", f"no customer {call.customer!r}")
            yield Fault("", f"{where}.customer", text)
        if call.specialist not in people:
            text = bilingual(f"没有这个业务员：{call.specialist!r}", f"no specialist {call.specialist!r}")
            yield Fault("", f"{where}.specialist", text)
        if call.end <= call.start:
            yield Fault("", f"{where}.end", bilingual("拜访还没开始就结束", "the call ends before it starts"))
        if times[call.id] > 1:
            yield Fault("", f"{where}.id", bilingual(f"拜访编号重复：{call.id!r}", f"call {call.id!r} is given twice"))
