"""In which order a table is served (S1 四(四))."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.domain.seating import Dinner, Seating


def service_order(dinner: Dinner, seating: Seating, table: str, waiters: int = 1) -> tuple[tuple[str, ...], ...]:
    """Return who is served after whom, a row for each waiter.

    From the wife of the guest of honour, else the guest of honour, clockwise. At high level a second waiter
    starts at the second host's right and serves up to the one before the first waiter's start.
    """
    plan = next(row for row in seating.tables if row.table == table)
    at, people = seating.at(table), dinner.by_id
    place = {row.person: row.place for row in seating.ranking}
    members = sorted((name for name in at.values() if not people[name].helper), key=place.__getitem__)
    guests = [name for name in members if people[name].side == "guest"] or members
    wife = next((name for name in guests if people[name].spouse_of == guests[0] and people[name].sex == "f"), None)
    start = seating.place_of[wife or guests[0]][1]
    size = plan.laid.size
    around = [at[seat % size] for seat in range(start, start + size) if seat % size in at]
    hosts = [name for name in members if people[name].side == "host"]
    if waiters < 2 or len(hosts) < 2:
        return (tuple(around),)
    second = plan.laid.right[seating.place_of[hosts[1]][1]]
    cut = around.index(at[second]) if second in at else 0
    return (tuple(around[:cut]), tuple(around[cut:])) if cut else (tuple(around),)
