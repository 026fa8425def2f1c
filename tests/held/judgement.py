"""Writes docs/judgement.md: six programmes that were held and the planner's own, both judged by its rules.

Run by ``make judgement``. The text before the tables is ``docs/judgement-head.md``.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.domain.plan import Plan
from models.domain.tiers import Tier
from planner.judging.check import Report, check
from planner.judging.measures import GUEST_MEASURES, MeasuredPlan
from planner.language.words import Words
from planner.papers.tables.compared import measure_value
from planner.services.result import Limits
from tests.held.as_held import NAMES, free_plan, held_plan, read, week_of

DOCS = Path(__file__).parents[2] / "docs"
PLANS = Path("out/held")
"""Where plans are kept, for the blind reading."""


@dataclass(frozen=True)
class Pair:
    """The programme that was held and the planner's own, judged against the same week and edition."""

    name: str
    held: Report
    free: Report


def pair(name: str, limits: Limits, *, again: bool = True) -> Pair:
    """Return both plans of a week, each within the limits; ``again`` False: those of the last run."""
    found = {}
    for which, make in (("held", held_plan), ("free", free_plan)):
        file = PLANS / f"{name}-{which}.json"
        if again or not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(make(name, limits).model_dump_json(), encoding="utf-8")
        plan = Plan.model_validate_json(file.read_text(encoding="utf-8"))
        week, edition = week_of(name)
        found[which] = check(week, plan, edition)
    return Pair(name, found["held"], found["free"])


def amounts(report: Report) -> tuple[Counter[str], Counter[str]]:
    """Return the amount and the price of the breaks of each rule."""
    amount: Counter[str] = Counter()
    price: Counter[str] = Counter()
    for broken in report.broken():
        amount[broken.rule.id] += broken.violation.amount
        price[broken.rule.id] += broken.cost
    return amount, price


def chapter(both: Pair, words: Words) -> Iterator[str]:
    """Yield the lines of one week: tiers, rules, measures."""
    programme = read(both.name)
    yield f"### {both.name}"
    yield ""
    yield f"Published: <{programme.source}>; printed: {programme.printed}."
    yield ""
    yield "| | held | ours |"
    yield "|---|---|---|"
    for tier in (Tier.LEFT_OUT, Tier.SHOULD, Tier.PREFERENCE, Tier.MONEY, Tier.DUTY):
        yield f"| {tier.en} | {both.held.score.tiers[tier]} | {both.free.score.tiers[tier]} |"
    days = MeasuredPlan(both.held), MeasuredPlan(both.free)
    for measure in GUEST_MEASURES:
        values = [measure_value(measure, round(measure.read(each), 2), words) for each in days]
        yield f"| {measure.en} | {values[0]} | {values[1]} |"
    yield ""
    yield "| rule | level | held: amount | price | ours: amount | price | |"
    yield "|---|---|---|---|---|---|---|"
    yield from _rules(both)
    yield ""


def _rules(both: Pair) -> Iterator[str]:
    """Yield a row for each rule of which the two do not break equally much, musts first."""
    (held, held_price), (free, free_price) = amounts(both.held), amounts(both.free)
    order = {"must": 0, "should": 1, "prefer": 2}
    rules = {rule.id: rule for rule in both.held.rules if rule.level in order}
    gravity = sorted(rules, key=lambda id: (order[rules[id].level], free_price[id] - held_price[id], id))
    for id in gravity:
        if held[id] != free[id]:
            rule = rules[id]
            row = (id, rule.level, held[id], held_price[id], free[id], free_price[id], rule.title_en)
            yield "| " + " | ".join(str(cell) for cell in row) + " |"


def document(pairs: list[Pair], limits: Limits) -> str:
    """Return the whole text."""
    words = Words("en")
    made = f"Plans of {limits.seconds:g} s each."
    lines = [made + " Prices are those in the tier of the rule; of musts, what they would be there.", ""]
    for both in pairs:
        lines += chapter(both, words)
    head = (DOCS / "judgement-head.md").read_text(encoding="utf-8")
    return head.rstrip() + "\n\n" + "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Plan, judge and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=NAMES)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--again", action=argparse.BooleanOptionalAction, default=True, help="plan again")
    parser.add_argument("--print", action="store_true", dest="shown", help="print instead of writing")
    options = parser.parse_args()
    limits = Limits(seconds=options.seconds)
    pairs = [pair(name, limits, again=options.again) for name in options.names]
    text = document(pairs, limits)
    if options.shown:
        print(text)
    else:
        (DOCS / "judgement.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
