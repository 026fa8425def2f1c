"""备选方案: what other plans that the office keeps in reserve would change for a visit, and what they cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.plan import Item
from planner.packet.document.model import Grid, Heading
from planner.papers.tables.changed import ChangeTexts
from planner.papers.tables.money import costs
from planner.services.plan_changes import changes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit
    from planner.papers.paper import Paper

_UNNOTICED_KINDS = ("check_in", "rest", "breakfast")


def other_plans(kit: Kit, stay: Stay) -> Iterator[Block]:
    """Yield the other plans under which this visit has other items; nothing where there are none."""
    words = kit.words
    columns = ("方案", "与本方案的不同", "费用") if words.lang == "zh" else ("Plan", "What is different", "Costs")
    rows = []
    for number, other in enumerate(kit.others, start=1):
        lines = list(_different(kit, other, stay))
        if lines:
            name = words.pick(f"备选{number}", f"alternative {number}")
            rows.append((name, "\n".join(lines), f"{_sum(kit.paper, stay)} → {_sum(other, stay)}"))
    if rows:
        yield Heading(words.pick("备选方案", "Plans in reserve"), 2)
        yield Grid(columns, tuple(rows))


def _different(kit: Kit, other: Paper, stay: Stay) -> Iterator[str]:
    """Yield the items of a visit that are at another time or place, new, or gone."""
    telling = ChangeTexts(kit.paper, other)
    items = {item.id: item for paper in (kit.paper, other) for item in paper.plan_of(stay.id).items}
    for change in changes(kit.plan, other.plan):
        entry = change.after or change.before
        if (change.subject.kind, change.subject.id) != ("visit", stay.id) or entry is None:
            continue
        item = items.get(entry.part)
        if isinstance(item, Item) and item.kind not in _UNNOTICED_KINDS:
            yield telling.line(change)


def _sum(paper: Paper, stay: Stay) -> str:
    """Say what a visit costs in all."""
    return next((row.cells[2] for row in costs(paper).rows if row.visit == stay.id and row.about == "sum"), "")
