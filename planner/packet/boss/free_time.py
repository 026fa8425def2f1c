"""When an item of a visit could be held instead: the first time at which its guests, people and room are free.

A proposal for whoever signs: it moves nothing else and keeps hours and ways, but the rules are not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import DAY, at, overlap, round_up
from models.domain.opening import starts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.plan import Item, Move
    from models.domain.stay import Stay
    from planner.packet.kit import Kit

    Span = tuple[int, int]

OFFICE_HOURS = ((9 * 60, 11 * 60 + 30), (14 * 60, 17 * 60 + 30))
"""Morning and afternoon of a day, minutes, within which something may be held that was not planned so."""
_STEP = 15


def free_time(kit: Kit, stay: Stay, item: Item, after: int, taken: Iterable[Span] = ()) -> int | None:
    """Return the first start, on quarter hours, at which an item could be held from a moment on.

    Parameters
    ----------
    taken : iterable of (int, int)
        Moments between which something else is to be held instead.

    Returns
    -------
    int or None
        None: there is none.
    """
    minutes = item.end - item.start
    busy = [*taken, *_guests_busy(kit, stay, item), *_people_busy(kit, item), *_room_busy(kit, item)]
    leaving = min(group.deadline for group in stay.groups)
    place = kit.week.find_place(item.place)
    for day in stay.days:
        open_at = [(at(day), at(day, DAY))] if place is None else starts(place, day, minutes)
        for begin, end in OFFICE_HOURS:
            for start in range(round_up(max(at(day, begin), after), _STEP), at(day, end) - minutes + 1, _STEP):
                span = (start, start + minutes)
                is_open = any(first <= start <= last for first, last in open_at)
                if is_open and span[1] < leaving and not any(overlap(span, other) for other in busy):
                    return start
    return None


def _guests_busy(kit: Kit, stay: Stay, item: Item) -> Iterator[Span]:
    """Yield when the guests are at something else, with the way from there to the item and back."""
    part, travel = kit.paper.plan_of(stay.id), kit.paper.facts.travel
    for other in part.items:
        if other.id != item.id and other.kind != "rest":
            way = 0 if other.place == item.place else travel.base(other.place, item.place)
            yield other.start - way, other.end + way
    for move in part.moves:
        if move.kind in ("pick_up", "see_off"):
            yield move.depart, move.arrive + travel.base(move.target, item.place)


def _people_busy(kit: Kit, item: Item) -> Iterator[Span]:
    """Yield when our people at the item are off or at something else."""
    ours = {
        duty.person for duty in item.duties if duty.person and duty.role in ("leader", "expert", "trainer", "docent")
    }
    for person in map(kit.week.person, sorted(ours)):
        yield from kit.paper.facts.off(person)
    parts: list[Item | Move] = [*kit.plan.items, *kit.plan.moves]
    yield from (
        (duty.start, duty.end) for part in parts if part.id != item.id for duty in part.duties if duty.person in ours
    )


def _room_busy(kit: Kit, item: Item) -> Iterator[Span]:
    """Yield when others are in the room of the item, set up and tidied."""
    shape = kit.paper.facts.shape
    for other in kit.plan.items:
        if item.room and other.room == item.room and other.id != item.id:
            yield other.start - shape.set_up, other.end + shape.set_up
