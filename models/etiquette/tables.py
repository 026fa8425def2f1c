"""Tables in the hall: their precedence, how many sit at each, and the pure rank order over them.

Sources: etiquette.md section 3; S1 三(四) 桌次: by the distance to the main table, right high, near high.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from math import cos, hypot, radians, sin
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.seating import CrowdError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.etiquette_edition import Etiquette
    from models.domain.halls import Hall, Table
    from models.domain.seating import Dinner
    from models.etiquette.precedence import Precedence


def table_order(hall: Hall, etiquette: Etiquette) -> tuple[Table, ...]:
    """Return the tables from the main table to the last."""
    main = main_table(hall, etiquette)
    rest = sorted((table for table in hall.tables if table is not main), key=lambda t: _key(t, main, hall, etiquette))
    order = [main, *(table for table in rest if table.rank is None)]
    for table in sorted((table for table in rest if table.rank is not None), key=lambda table: table.rank or 0):
        order.insert((table.rank or 1) - 1, table)
    return tuple(order)


def main_table(hall: Hall, etiquette: Etiquette) -> Table:
    """Return the main table: the one the planner named, else by the edition's rule."""
    named = [table for table in hall.tables if table.rank == 1]
    if named:
        return named[0]
    ahead, right = _axes(hall)

    def key(table: Table) -> tuple[float, ...]:
        far, right_hand = -_along(table, ahead), -_along(table, right)
        match etiquette.main_table:
            case "centre":
                off_centre = hypot(table.x - hall.width / 2, table.y - hall.depth / 2)
                return (_coarse(off_centre, etiquette), _coarse(-far, etiquette), right_hand)
            case "stage" if hall.stage:
                return (_coarse(hypot(table.x - hall.stage.x, table.y - hall.stage.y), etiquette), -far, right_hand)
            case _:
                aside = abs((table.x - hall.door.x) * right[0] + (table.y - hall.door.y) * right[1])
                return (_coarse(-far, etiquette), _coarse(aside, etiquette), right_hand)

    return min(hall.tables, key=key)


def _axes(hall: Hall) -> tuple[tuple[float, float], tuple[float, float]]:
    """Unit vectors towards the door's wall, and to the right of somebody inside who faces it."""
    look = radians(hall.facing)
    return (sin(look), cos(look)), (cos(look), -sin(look))


def _along(table: Table, axis: tuple[float, float]) -> float:
    return round(table.x * axis[0] + table.y * axis[1], 6)


def _coarse(distance: float, etiquette: Etiquette) -> int:
    """Distances that differ by less than the edition's step count as equal."""
    return round(distance / etiquette.distance_step)


def _key(table: Table, main: Table, hall: Hall, etiquette: Etiquette) -> tuple[float, ...]:
    """Near the main table > far from the door > on its right as seen facing the door > near the stage."""
    ahead, right = _axes(hall)
    stage = hypot(table.x - hall.stage.x, table.y - hall.stage.y) if hall.stage else 0.0
    parts = {
        "distance": _coarse(hypot(table.x - main.x, table.y - main.y), etiquette),
        "door": _coarse(_along(table, ahead), etiquette),
        "right": -_coarse(_along(table, right), etiquette),
        "stage": _coarse(stage, etiquette),
    }
    return (*(parts[name] for name in etiquette.table_key), -_along(table, right), _along(table, ahead))


# ---------------------------------------------------------------------------------------- table sizes


def tables_used(dinner: Dinner, etiquette: Etiquette, asked: frozenset[str] = frozenset()) -> tuple[Table, ...]:
    """Return the first tables that hold everybody (and every locked person, and every group kept apart).

    Parameters
    ----------
    asked : set of str
        Tables that are used in any case.

    Raises
    ------
    CrowdError
        If the hall has too few seats.
    """
    import networkx as nx

    order, people = table_order(dinner.hall, etiquette), len(dinner.people)
    if people > dinner.hall.seats:
        seats = dinner.hall.seats
        text = bilingual(
            f"{people} 人，{len(order)} 桌只有 {seats} 座", f"{people} people for {seats} seats at {len(order)} tables"
        )
        raise CrowdError(
            text, dinner.hall.name or dinner.hall.id, bilingual("换大厅，或加一桌", "a larger hall, or one more table")
        )
    locked = asked | {lock.table for lock in dinner.wishes.locks}
    # people who must all be apart need a table each
    conflicts = nx.Graph(pair for group in dinner.wishes.apart for pair in combinations(group, 2))
    needed = max((len(clique) for clique in nx.find_cliques(conflicts)), default=1)
    count = seats = 0
    for number, table in enumerate(order, 1):
        if seats < people or number <= needed or table.id in locked:
            count = number
        seats += table.seats
    return order[:count]


def proportional_shares(total: int, weights: Sequence[int], least: Sequence[int]) -> list[int]:
    """Share out a number in proportion, nobody under their least (as far as it goes), the first ones favoured."""
    given = [0] * len(weights)
    for index, floor in enumerate(least):
        given[index] = min(floor, total - sum(given))
    whole = max(sum(weights), 1)
    while sum(given) < total:
        room = [index for index in range(len(weights)) if given[index] < weights[index]]
        if not room:
            break
        # the table farthest below its share is next
        given[min(room, key=lambda index: (given[index] * whole - total * weights[index], index))] += 1
    return given


def target_sizes(people: int, tables: Sequence[Table]) -> list[int]:
    """How many shall sit at each table: in proportion to its seats."""
    return proportional_shares(people, [table.seats for table in tables], [0] * len(tables))


def host_shares(hosts: int, sizes: Sequence[int], tables: Sequence[Table], etiquette: Etiquette) -> list[int]:
    """How many hosts belong to each table; the first of them presides."""
    return proportional_shares(hosts, sizes, host_quotas(hosts, tables, etiquette))


def host_quotas(hosts: int, tables: Sequence[Table], etiquette: Etiquette) -> list[int]:
    """At least so many hosts at each table: what the table asks, else the edition's quota while hosts last."""
    quotas, left = [], hosts
    for table in tables:
        quotas.append(min(left, etiquette.host_quota if table.hosts is None else table.hosts))
        left -= quotas[-1]
    return quotas


# ------------------------------------------------------------------------------------------- pure order


def ideal_tables(
    dinner: Dinner, precedence: Precedence, tables: Sequence[Table], etiquette: Etiquette
) -> dict[str, int]:
    """Return the table (as a place in ``tables``) that rank alone gives to everybody.

    Hosts first, as representatives; guests fill the remaining seats table by table. Helpers go with the
    person they serve.
    """
    by_id = dinner.by_id
    sizes = target_sizes(len(by_id), tables)
    hosts = [name for name in precedence.host if not by_id[name].helper]
    guests = [name for name in precedence.guest if not by_id[name].helper]
    helpers = Counter(person.serves for person in dinner.people if person.helper)
    # among themselves a company's people sit by rank, there is nobody to preside for
    in_turn = bool(guests) and etiquette.hosts_per_table == "rounds"
    ideal = _host_tables(hosts, dinner, host_shares(len(hosts), sizes, tables, etiquette), in_turn)
    room = list(sizes)
    for name, table in ideal.items():
        room[table] -= 1 + helpers[name]
    table = 0
    for name in guests:
        while room[table] <= 0 and table < len(tables) - 1:
            # a helper too many at one table takes a seat of the next
            room[table + 1] += room[table]
            table += 1
        ideal[name] = table
        room[table] -= 1 + helpers[name]
    for person in dinner.people:
        if person.helper:
            ideal[person.id] = ideal.get(person.serves or "", len(tables) - 1)
    return ideal


def _host_tables(hosts: Sequence[str], dinner: Dinner, room: list[int], in_turn: bool) -> dict[str, int]:
    """The main table's hosts by rank; then one to each table in turn, or table by table; spouses together."""
    room, ideal = list(room), dict[str, int]()
    by_id = dinner.by_id
    last = 0
    for name in hosts:
        spouse = by_id[name].spouse_of
        if spouse in ideal:
            table = ideal[spouse]
        else:
            table = _next_table(room, last, in_turn)
            last = table
        ideal[name] = table
        room[table] -= 1
    return ideal


def _next_table(room: Sequence[int], last: int, in_turn: bool) -> int:
    """The table whose turn it is: the main table until it has its hosts, then the one after the last."""
    open_tables = [table for table, seats in enumerate(room) if seats > 0]
    if not open_tables:
        return len(room) - 1
    if open_tables[0] == 0 or not in_turn:
        return open_tables[0]
    return next((table for table in open_tables if table > last), open_tables[0])
