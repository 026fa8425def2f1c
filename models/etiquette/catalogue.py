"""Usual halls, from one table to a hundred: the door in the lower wall, the stage at the upper one."""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING, Literal

from models.domain.halls import Hall, Point, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

PITCH = 3.4
"""From one table's middle to the next, in metres."""
MARGIN = 2.5

Arrangement = Literal["usual", "row", "column"]


def usual_hall(tables: int, seats: int = 10, main_seats: int | None = None, how: Arrangement = "usual") -> Hall:
    """Return a hall of round tables.

    One to three tables stand in a row (or a column); from four on the main table stands alone in front,
    nearest the stage, and the others in rows behind it.

    Parameters
    ----------
    tables, seats : int
        Number of tables, and chairs at each.
    main_seats : int, optional
        Chairs at the main table.
    """
    spots = _spots(tables, how)
    width = max(x for x, _ in spots) - min(x for x, _ in spots) + 2 * (MARGIN + PITCH / 2)
    depth = max(y for _, y in spots) + 2 * MARGIN
    # up to three tables the edition says which is the main one; beyond, the hall's plan does
    main = 0 if len(spots) > 3 and how == "usual" else None
    return Hall(
        id=f"hall-{tables}x{seats}" if how == "usual" else f"hall-{tables}x{seats}-{how}",
        name=f"{tables} 桌宴会厅",
        name_en=f"hall of {tables} tables",
        width=round(width, 2),
        depth=round(depth, 2),
        door=Point(x=round(width / 2, 2), y=0),
        stage=Point(x=round(width / 2, 2), y=round(depth, 2)) if tables > 3 else None,
        tables=tuple(
            Table(
                id=f"T{number + 1}",
                shape="round",
                x=round(x + width / 2, 2),
                y=round(y + MARGIN, 2),
                seats=main_seats if main_seats and number == 0 else seats,
                rank=1 if number == main else None,
            )
            for number, (x, y) in enumerate(spots)
        ),
    )


def _spots(tables: int, how: Arrangement) -> Sequence[tuple[float, float]]:
    """Middles of the tables, x from the hall's axis, y from the row nearest the door; the main table first."""
    if how == "column":
        return [(0.0, PITCH * number) for number in range(tables)]
    if how == "row" or tables <= 3:
        return [(PITCH * (number - (tables - 1) / 2), 0.0) for number in range(tables)]
    columns = ceil(sqrt(1.5 * (tables - 1)))
    rows = ceil((tables - 1) / columns)
    spots = [(0.0, PITCH * rows)]
    left = tables - 1
    for row in range(rows):
        count = min(columns, left)
        left -= count
        y = PITCH * (rows - 1 - row)
        spots += [(PITCH * (number - (count - 1) / 2), y) for number in range(count)]
    return spots
