"""What a change costs, from the checker alone: which rules are broken more than before, each with its clause."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from models.rules.core.scorer import Scorer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.facts import Facts
    from models.rules.core.base import Rule
    from models.rules.core.score import Broken, Score
    from planner.board.state import BoardState

SlotLevel = Literal["good", "should", "must", "refused"]


@dataclass(frozen=True)
class JudgedChange:
    """What a change costs.

    Attributes
    ----------
    level : str
        The gravest rule that it breaks; ``good``: none that must or should be kept.
    broken : tuple of Broken
        Breaks that were not there before, or are graver, the gravest first; preferences too.
    mended : int
        So many breaks of musts and shoulds are gone.
    price : tuple of int
        By how much each tier rises.
    """

    level: SlotLevel
    broken: tuple[Broken, ...]
    mended: int = 0
    price: tuple[int, ...] = ()


class BoardJudge:
    """Judges states of one week, one after the other, at the price of what changed; for use by one thread."""

    def __init__(self, facts: Facts, rules: Sequence[Rule]) -> None:
        self._scorer = Scorer(facts, rules)

    def score(self, state: BoardState) -> Score:
        """Return the score of a state."""
        return self._scorer.score(state.visit_plans)


def judged(before: Score, after: Score) -> JudgedChange:
    """Return what a change from one score to another costs."""
    worse = _worse(before, after)
    level: SlotLevel = "good"
    if any(b.rule.level == "should" for b in worse):
        level = "should"
    if any(b.rule.level == "must" for b in worse):
        level = "must"
    gone = sum(b.rule.level in ("must", "should") for b in _worse(after, before))
    price = tuple(now - was for was, now in zip(before.tiers, after.tiers, strict=True))
    return JudgedChange(level, worse, gone, price)


_GRAVITY = {"must": 0, "should": 1, "prefer": 2}


def _worse(before: Score, after: Score) -> tuple[Broken, ...]:
    """Return the breaks of a score that another one has not, or less of, in the order of gravity.

    What was not judged anew is the same object in both.
    """
    kept = {id(broken) for broken in before.broken} & {id(broken) for broken in after.broken}
    known: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    for broken in before.broken:
        if id(broken) not in kept and not broken.waived:
            known[_key(broken)] += broken.violation.amount
    found = []
    for broken in after.broken:
        if id(broken) in kept or broken.waived or broken.rule.level not in _GRAVITY:
            continue
        key = _key(broken)
        known[key] -= broken.violation.amount
        if known[key] < 0:
            found.append(broken)
            known[key] = 0
    return tuple(sorted(found, key=lambda b: (_GRAVITY[b.rule.level], -b.cost, b.violation)))


def _key(broken: Broken) -> tuple[str, str, tuple[str, ...]]:
    violation = broken.violation
    return violation.rule, violation.visit, violation.about.ids
