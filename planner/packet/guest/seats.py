"""Where guests sit at their own dinners: table and neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.packet.document.model import Grid, Heading
from planner.packet.english_names import romanised
from planner.packet.visit_facts import NAMELESS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.seating import TablePlan
    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit
    from planner.papers.seating.paper import SeatingPaper


def seats_of_guests(kit: Kit, stay: Stay) -> Iterator[Block]:
    """Yield, for each dinner at which guests have seats, who sits next to whom; of several, the table."""
    zh, en = ("姓名", "桌", "左邻", "右邻"), ("Name", "Table", "On your left", "On your right")
    columns = zh if kit.words.lang == "zh" else en
    for item in kit.paper.plan_of(stay.id).items:
        seating = kit.seating(item) if item.kind == "banquet" else None
        rows = tuple(row for plan in seating.meals for row in _rows(seating, plan)) if seating else ()
        if seating and rows:
            yield Heading(f"{kit.when(item)} {kit.paper.item_texts.title(item)}", 2)
            if len(seating.meals) > 1:
                yield Grid(columns, rows)
            else:
                yield Grid((columns[0], *columns[2:]), tuple((row[0], *row[2:]) for row in rows))


def _rows(seating: SeatingPaper, plan: TablePlan) -> Iterator[tuple[str, ...]]:
    at, right_of = seating.seats[plan.table], plan.laid.right
    left_of = {right: seat for seat, right in enumerate(right_of) if right is not None}
    for seat in plan.order:
        if seat in at and seating.people.known[at[seat]].side == "guest":
            neighbours = (at.get(left_of.get(seat, -1)), at.get(-1 if (r := right_of[seat]) is None else r))
            yield (_name(seating, at[seat]), seating.short_name(plan), *(_name(seating, who) for who in neighbours))


def _name(seating: SeatingPaper, person: str | None) -> str:
    """Name somebody at the table; nobody who is still to be found."""
    name = seating.people.name(person) if person is not None else ""
    if seating.words.open in name.lower() or NAMELESS.fullmatch(person or ""):
        return ""
    return romanised(name) if seating.words.lang == "en" else name
