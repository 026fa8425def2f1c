"""What a plan costs more than another, line by line: what gets worse or better, never what stood in both.

A break that only moves to another day, item or person is no change: breaks of one rule in one visit are set off against
each other. In every tier the lines add up to the difference of the scores.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.tiers import Tier
from models.rules.core.cost_lines import costs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.findings import Subject
    from models.rules.core.score import Broken, Score


@dataclass(frozen=True)
class Judged:
    """A plan, the facts under which it was judged, and its score."""

    facts: Facts
    plan: Plan
    score: Score


@dataclass(frozen=True)
class PriceLine:
    """What changes in one tier.

    Attributes
    ----------
    amount : int
        By how much the tier rises; less than 0: it falls.
    visit : str
        The visit; empty where it is no visit's.
    broken : Broken or None
        Of a rule: the break that is new or grows most; where the tier falls, that which is gone or shrinks most.
    more : int
        By how much that break differs from what it was, in the rule's unit; 0: it was not there, or is gone.
    request : str
        A request that is left out then, or no longer.
    heading : str
        A heading of the costs.
    """

    tier: Tier
    amount: int
    visit: str
    broken: Broken | None = None
    more: int = 0
    request: str = ""
    heading: str = ""


def price_lines(before: Judged, after: Judged) -> tuple[PriceLine, ...]:
    """Return what changes between two plans: upper tiers first, in each the dearest first."""
    lines = [*_left_out(before, after), *_breaks(before.score, after.score), *_money(before, after)]
    return tuple(sorted(lines, key=lambda line: (line.tier, -line.amount)))


def _left_out(before: Judged, after: Judged) -> Iterator[PriceLine]:
    was, now = (_prices(judged) for judged in (before, after))
    for visit, request in sorted({*was, *now}):
        amount = now.get((visit, request), 0) - was.get((visit, request), 0)
        if amount:
            yield PriceLine(Tier.LEFT_OUT, amount, visit, request=request)


def _prices(judged: Judged) -> dict[tuple[str, str], int]:
    """Return the price of each request that a plan leaves out."""
    stays = [(judged.facts.stay(left.visit), left.request) for left in judged.plan.left_out]
    return {(stay.id, name): stay.price_left_out(name) for stay, name in stays}


def _breaks(before: Score, after: Score) -> Iterator[PriceLine]:
    """Yield a line for each rule and visit whose breaks weigh more or less in all."""
    was, now = (_by_subject(score) for score in (before, after))
    for key in sorted({*was, *now}):
        old, new = was.get(key, {}), now.get(key, {})
        change = {about: _cost(new.get(about)) - _cost(old.get(about)) for about in {*old, *new}}
        amount = sum(change.values())
        if not amount:
            continue
        sign = 1 if amount > 0 else -1
        about = max(sorted(change), key=lambda about: sign * change[about])
        here, there = (new, old) if amount > 0 else (old, new)
        broken = _only_here(here.get(about) or new.get(about) or old[about], there.get(about, []))
        more = _amount(new.get(about)) - _amount(old.get(about)) if about in old and about in new else 0
        assert broken.rule.tier is not None
        yield PriceLine(broken.rule.tier, amount, key[1], broken, more)


def _by_subject(score: Score) -> dict[tuple[str, str], dict[Subject, list[Broken]]]:
    """Return the breaks that cost something, by rule and visit, then by what they are about."""
    found: dict[tuple[str, str], dict[Subject, list[Broken]]] = defaultdict(lambda: defaultdict(list))
    for b in score.broken:
        if b.rule.tier is not None and b.cost:
            found[b.violation.rule, b.violation.visit][b.violation.about].append(b)
    return found


def _only_here(broken: list[Broken], others: list[Broken]) -> Broken:
    """Return of breaks about one thing one that the other plan has not; the first where it has them all."""
    known = [other.violation for other in others]
    return next((b for b in broken if b.violation not in known), broken[0])


def _cost(broken: list[Broken] | None) -> int:
    return sum(b.cost for b in broken or ())


def _amount(broken: list[Broken] | None) -> int:
    return sum(b.violation.amount for b in broken or ())


def _money(before: Judged, after: Judged) -> Iterator[PriceLine]:
    change: Counter[tuple[str, str]] = Counter()
    for judged, sign in ((after, 1), (before, -1)):
        for line in costs(judged.facts, judged.plan):
            change[line.visit, line.heading] += sign * line.yuan
    for (visit, heading), yuan in sorted(change.items()):
        if yuan:
            yield PriceLine(Tier.MONEY, yuan, visit, heading=heading)
