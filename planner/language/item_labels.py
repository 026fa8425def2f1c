"""What visits, items and moves are called in questions and answers: client, day and time, and the printed title."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.clock import day_of
from models.domain.plan import Move
from planner.language.titles import Titles
from planner.language.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.plan import Item, Plan
    from models.domain.week import Week


@dataclass(frozen=True)
class ItemLabels:
    """Labels of a week's visits and of its plan's items and moves.

    Attributes
    ----------
    words : Words or None
        The language; None: both, for texts of which a half is shown.
    """

    week: Week
    plan: Plan | None
    words: Words | None = None

    def visit(self, id: str) -> str:
        """Return the client."""
        return self.week.visit(id).client

    def visits(self, ids: Iterable[str]) -> str:
        """Return the clients."""
        return "、".join(self.visit(id) for id in ids)

    def part(self, id: str) -> str:
        """Return 烟台港机 9月21日 周一 18:00 欢迎晚宴; a request that is not planned has no time."""
        if self.words is None:
            return bilingual(self._part(id, Words("zh")), self._part(id, Words("en")))
        return self._part(id, self.words)

    def _part(self, id: str, words: Words) -> str:
        visit, _, name = id.partition("/")
        planned = self._parts.get(id)
        titles = Titles(self.week, words)
        if planned is None:
            requests = {request.id: request for request in self.week.visit(visit).requests}
            return f"{self.visit(visit)} {titles.request(requests[name]) if name in requests else name}"
        start = starts(planned)
        title = titles.move(planned) if isinstance(planned, Move) else titles.item(planned)
        return f"{self.visit(visit)} {words.day(day_of(start))} {words.time(start)} {title}"

    @cached_property
    def _parts(self) -> dict[str, Item | Move]:
        return parts_of(self.plan)

    def some_of(self, visit: str | None) -> str:
        """Return an item of a visit, or of any visit, as an example."""
        ids = [id for id, part in self._parts.items() if visit in (None, part.visit) and not isinstance(part, Move)]
        ids = ids or [f"{v.id}/{r.id}" for v in self.week.visits for r in v.requests if visit in (None, v.id)]
        return self.part(ids[0]) if ids else ""


def parts_of(plan: Plan | None) -> dict[str, Item | Move]:
    """Return the items and moves of a plan by id."""
    found: dict[str, Item | Move] = {}
    if plan is not None:
        found |= {item.id: item for item in plan.items} | {move.id: move for move in plan.moves}
    return found


def starts(part: Item | Move) -> int:
    """Return when an item starts or a move departs."""
    return part.depart if isinstance(part, Move) else part.start
