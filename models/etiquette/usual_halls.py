"""Usual halls, from one table to a hundred: the door in the lower wall, the stage at the upper one."""

from __future__ import annotations

from math import ceil, sqrt
from typing import TYPE_CHECKING, Literal

from models.domain.bilingual import bilingual
from models.domain.halls import Hall, Point, Table
from models.etiquette.furniture import TableParty, lay

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.halls import Layout, TableShape

TABLE_PITCH_M = 3.4
"""From one table's middle to the next, in metres."""
HALL_MARGIN_M = 2.5
MAX_TABLES = 100

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

    Raises
    ------
    ValueError
        If there is no such hall.
    """
    if not 1 <= tables <= MAX_TABLES or seats < 1:
        wanted = bilingual(
            f"没有 {tables} 桌、每桌 {seats} 座的常用厅", f"no usual hall of {tables} tables with {seats} seats"
        )
        raise ValueError(f"{wanted}, maybe 1 to {MAX_TABLES} tables")
    spots = _spots(tables, how)
    width = max(x for x, _ in spots) - min(x for x, _ in spots) + 2 * (HALL_MARGIN_M + TABLE_PITCH_M / 2)
    depth = max(y for _, y in spots) + 2 * HALL_MARGIN_M
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
                y=round(y + HALL_MARGIN_M, 2),
                seats=main_seats if main_seats and number == 0 else seats,
                rank=1 if number == main else None,
            )
            for number, (x, y) in enumerate(spots)
        ),
    )


PEOPLE_PER_ROW = {"photo": 11, "classroom": 8}
LOOK_AT_A_SCREEN: frozenset[Layout] = frozenset({"classroom"})
"""Across from the door."""
SHAPE_OF_LAYOUT: dict[Layout, TableShape] = {
    "talks": "long",
    "talks_end": "long",
    "u": "u",
    "hollow": "hollow",
    "sofas": "sofas",
    "signing": "desk",
    "photo": "rows",
    "podium": "rows",
    "classroom": "rows",
}


def usual_room(layout: Layout, people: int, seats: int | None = None) -> Hall:
    """Return a room with one setting for a meeting, photo or ceremony: the door in the lower wall.

    Parameters
    ----------
    seats : int, optional
        Chairs that the room has; as many as there are people by default.

    Raises
    ------
    ValueError
        If the layout is none of a meeting.
    """
    if layout not in SHAPE_OF_LAYOUT:
        raise ValueError(
            f"{layout} "
            + bilingual(
                f"不是会议的布置：{', '.join(SHAPE_OF_LAYOUT)}",
                f"no layout of a meeting: one of {', '.join(SHAPE_OF_LAYOUT)}",
            )
        )
    chairs = max(people, seats or people, 1)
    rows: tuple[int, ...] = ()
    if layout in PEOPLE_PER_ROW and people > PEOPLE_PER_ROW[layout]:
        count = ceil(people / PEOPLE_PER_ROW[layout])
        each = ceil(people / count)
        rows = (*[each] * (count - 1), people - each * (count - 1))
        chairs = people
    # a class looks at the screen, everybody else at the door
    turn = 0.0 if layout == "classroom" else None
    table = Table(id="M", shape=SHAPE_OF_LAYOUT[layout], layout=layout, x=0, y=0, seats=chairs, rows=rows, turn=turn)
    aside, near, far = _extent(table, layout, people)
    width, depth = round(max(6.0, 2 * (aside + HALL_MARGIN_M)), 1), round(max(6.0, far - near + 2 * HALL_MARGIN_M), 1)
    return Hall(
        id=f"room-{layout}-{people}",
        width=width,
        depth=depth,
        door=Point(x=width / 2, y=0),
        screen=Point(x=width / 2, y=depth) if layout in LOOK_AT_A_SCREEN else None,
        tables=(table.replace(x=width / 2, y=round(HALL_MARGIN_M - near, 1)),),
    )


def _extent(table: Table, layout: Layout, people: int) -> tuple[float, float, float]:
    """How far chairs may stand from the middle: aside, towards the door (below 0), away from it."""
    parties = (TableParty(people, 0), TableParty(0, people), TableParty(people - people // 2, people // 2))
    seats = [seat for party in parties for seat in lay(table, party, 180.0, layout).seats]
    return max(abs(s.x) for s in seats), min(s.y for s in seats), max(s.y for s in seats)


def _spots(tables: int, how: Arrangement) -> Sequence[tuple[float, float]]:
    """Middles of the tables, x from the hall's axis, y from the row nearest the door; the main table first."""
    if how == "column":
        return [(0.0, TABLE_PITCH_M * number) for number in range(tables)]
    if how == "row" or tables <= 3:
        return [(TABLE_PITCH_M * (number - (tables - 1) / 2), 0.0) for number in range(tables)]
    columns = ceil(sqrt(1.5 * (tables - 1)))
    rows = ceil((tables - 1) / columns)
    spots = [(0.0, TABLE_PITCH_M * rows)]
    left = tables - 1
    for row in range(rows):
        count = min(columns, left)
        left -= count
        y = TABLE_PITCH_M * (rows - 1 - row)
        spots += [(TABLE_PITCH_M * (number - (count - 1) / 2), y) for number in range(count)]
    return spots
