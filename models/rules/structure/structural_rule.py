"""What all rules of structure share: truths about plans that the model has by construction.

The checker must know them, too: a hand-made plan could else beat a proven one by using what the model forbids.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from models.rules.core.base import PRACTICE, Rule
from models.rules.core.programme import Programme, programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.findings import Violation


class StructuralRule(Rule):
    """A truth about plans: always a must, judged visit by visit."""

    cites = PRACTICE
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Judge each visit by itself."""
        for programme in programmes(facts, plan):
            yield from self.judge(facts, programme)

    @abstractmethod
    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Yield the breaks of one visit."""
