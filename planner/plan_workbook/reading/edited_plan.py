"""A plan that a planner edits: items, moves and nights by id, changed one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.domain.clock import GRID, day_of, round_down, round_up
from models.domain.included_meals import is_near
from models.domain.places import Restaurant
from models.domain.plan import Duty, Item, LeftOut, Move, Night, Plan, Ride, RoomBooking, Stop
from models.rules.core.programme import Programme
from models.rules.core.waiting import is_at_ease
from planner.plan_workbook.row_keys import night_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts


@dataclass
class EditedPlan:
    """A plan that is being changed.

    Attributes
    ----------
    told : dict
        Move id → id of the item in whose row it is told: the way to it.
    """

    facts: Facts
    base: Plan
    items: dict[str, Item] = field(default_factory=dict)
    moves: dict[str, Move] = field(default_factory=dict)
    nights: dict[tuple[str, str], Night] = field(default_factory=dict)
    left: list[LeftOut] = field(default_factory=list)
    told: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts, plan: Plan) -> EditedPlan:
        """Begin with a plan."""
        return cls(
            facts,
            plan,
            {item.id: item for item in plan.items},
            {move.id: move for move in plan.moves},
            {(night.visit, night_key(night.visit, night.day)): night for night in plan.nights},
            list(plan.left_out),
        )

    def plan(self) -> Plan:
        """Return the plan; exactly the one it began with where nothing was changed."""
        order = {visit.id: k for k, visit in enumerate(self.facts.week.visits)}
        plan = Plan.model_construct(
            week=self.base.week,
            edition=self.base.edition,
            items=_ordered(self.base.items, self.items.values(), lambda i: (order[i.visit], i.start, i.id)),
            moves=_ordered(self.base.moves, self.moves.values(), lambda m: (order[m.visit], m.depart, m.id)),
            nights=_ordered(self.base.nights, self.nights.values(), lambda n: (order[n.visit], n.day, n.hotel)),
            left_out=tuple(self.left),
        )
        return self.base if plan == self.base else plan

    # -- times

    def shift_item(self, id: str, start: int, end: int) -> None:
        """Put an item at another time; its stops and helpers, and the way to it, go along.

        But a way to the guests' own hotel sets off at once when what came before ends, that item or this one (STR-08).
        """
        item = self.items[id]
        by, longer = start - item.start, end - item.end
        same_day = day_of(start) == day_of(item.start)
        stay = {move.id for move in self.ways_to(id) if same_day and self._sets_off_at_once(move)}
        following = [m for m in self.moves.values() if m.visit == item.visit and m.depart == round_up(item.end, GRID)]
        following = [move for move in following if same_day and move.id in self.told and self._sets_off_at_once(move)]
        duties = tuple(_moved(duty, item.start, item.end, by, longer) for duty in item.duties)
        stops = tuple(stop.replace(start=stop.start + by, end=stop.end + by) for stop in item.stops)
        self.items[id] = item.replace(start=start, end=end, duties=duties, stops=stops)
        if by:
            for move in self.ways_to(id):
                if move.id not in stay:
                    self.shift_move(move.id, move.depart + by, move.arrive + by)
        for move in following if longer else ():
            depart = round_up(end, GRID)
            self.shift_move(move.id, depart, self.facts.travel.after(move.origin, move.target, depart))

    def shift_move(self, id: str, depart: int, arrive: int) -> None:
        """Let a move leave and arrive at other times; who is with it goes along."""
        move = self.moves[id]
        by, longer = depart - move.depart, arrive - move.arrive
        duties = tuple(_moved(duty, move.depart, move.arrive, by, longer) for duty in move.duties)
        self.moves[id] = move.replace(depart=depart, arrive=arrive, duties=duties)

    def ways_to(self, item: str) -> list[Move]:
        """Return the moves that are told in the row of an item."""
        return [self.moves[move] for move, target in self.told.items() if target == item and move in self.moves]

    # -- places

    def put_item(self, id: str, place: str, room: str | None) -> None:
        """Put an item at another place; the way to it leads there, and the next way begins there.

        A lunch that interrupts it is packed, where its restaurant is not near the new place.
        """
        item = self.items[id]
        old = item.place
        house = isinstance(self.facts.week.place(place), Restaurant)
        self.items[id] = item.replace(place=place, room=None if house else room, dining_room=room if house else None)
        if item.lunch is not None and not is_near(self.facts, self.facts.week.restaurant(item.lunch.restaurant), place):
            self.items[id] = self.items[id].replace(lunch=None)
        if self.facts.location(old) == self.facts.location(place):
            return
        ways = self.ways_to(id)
        for move in ways:
            self._lead(move, target=place)
        if not ways:
            self._new_way(self.items[id], old, place)
        following = self._next_move(self.items[id], old)
        if following is not None:
            self._lead(following, origin=place)

    def way(self, id: str, origin: str, target: str) -> None:
        """Let a move lead from and to other places."""
        self.moves[id] = self.moves[id].replace(origin=origin, target=target)

    def _lead(self, move: Move, origin: str | None = None, target: str | None = None) -> None:
        """Let a move begin or end elsewhere; to be in time, or off at once where it is the last."""
        a, b = origin or move.origin, target or move.target
        travel = self.facts.travel
        if travel.location(a) == travel.location(b):
            del self.moves[move.id]
            return
        since = self._at_once(move, b)
        if since is not None:
            depart, arrive = since, travel.after(a, b, since)
        elif move.id in self.told:
            arrive = move.arrive
            if self._sets_off_at_once(move) and self.told[move.id] in self.items:
                arrive = round_down(self.items[self.told[move.id]].start - self.facts.shape.settle, GRID)
            depart = arrive - travel.minutes(a, b, arrive)
        else:
            depart = move.depart
            arrive = travel.after(a, b, depart)
        self.moves[move.id] = move.replace(origin=a, target=b)
        self.shift_move(move.id, depart, arrive)

    def _new_way(self, item: Item, old: str, place: str) -> None:
        """Add the way to an item that was where the guests already were."""
        travel, since = self.facts.travel, self._free_since(item)
        arrive = round_down(item.start, GRID)
        depart = arrive - travel.minutes(old, place, arrive)
        if since is not None and self._is_own_hotel(item.visit, place, item.start):
            depart, arrive = since, travel.after(old, place, since)
        id = f"{item.visit}/to-{item.id.partition('/')[2] or item.id}"
        if id in self.moves:
            return
        guests = self.facts.stay(item.visit).guests(item.groups)
        rides = (Ride(guests=guests),) if self.facts.week.visit(item.visit).provides.cars else ()
        self.moves[id] = Move(
            id=id,
            visit=item.visit,
            kind="transfer",
            origin=old,
            target=place,
            depart=depart,
            arrive=arrive,
            groups=item.groups,
            rides=rides,
        )
        self.told[id] = item.id

    # -- ways to the own hotel, which set off at once

    def _is_own_hotel(self, visit: str, place: str, moment: int) -> bool:
        """Tell whether a place is where the guests sleep on a day."""
        nights = [night for night in self.nights.values() if night.visit == visit]
        stay = self.facts.stay(visit)
        return is_at_ease(Programme(self.facts, stay, (), (), nights), place, day_of(moment))

    def _free_since(self, item: Item) -> int | None:
        """Return when what the guests do before an item on its day ends, on the grid; None where it is the first."""
        mine = [i for i in self.items.values() if i.visit == item.visit and day_of(i.start) == day_of(item.start)]
        ends = [i.end for i in mine if i.start < item.start]
        return round_up(max(ends), GRID) if ends else None

    def _at_once(self, move: Move, target: str) -> int | None:
        """Return when the way to an item sets off that leads to the own hotel; None: it is just in time."""
        item = self.items.get(self.told.get(move.id, ""))
        return self._free_since(item) if item and self._is_own_hotel(item.visit, target, item.start) else None

    def _sets_off_at_once(self, move: Move) -> bool:
        """Tell whether a way to the own hotel sets off when an item ends."""
        ends = (round_up(i.end, GRID) for i in self.items.values() if i.visit == move.visit)
        return move.depart in ends and self._is_own_hotel(move.visit, move.target, move.depart)

    def _next_move(self, item: Item, old: str) -> Move | None:
        """Return the first move of the same guests that leaves from where an item was."""
        location = self.facts.location
        later = [
            move
            for move in self.moves.values()
            if move.visit == item.visit
            and move.depart >= item.start
            and location(move.origin) == location(old)
            and (not move.groups or not item.groups or set(move.groups) & set(item.groups))
        ]
        between = [i.start for i in self.items.values() if i.visit == item.visit and i.start > item.start]
        following = min(later, key=lambda move: (move.depart, move.id), default=None)
        stays = following is not None and any(item.end <= start < following.depart for start in between)
        return None if stays else following

    # -- people and cars

    def people(self, id: str, duties: tuple[Duty, ...]) -> None:
        """Give an item or move other helpers."""
        if id in self.items:
            self.items[id] = self.items[id].replace(duties=duties)
        else:
            self.moves[id] = self.moves[id].replace(duties=duties)

    def ride(self, id: str, rides: tuple[Ride, ...]) -> None:
        """Give a move other vehicles."""
        self.moves[id] = self.moves[id].replace(rides=rides)

    # -- in and out

    def drop(self, id: str) -> None:
        """Take an item or move out; the way to an item goes too, and the next one begins where that had begun."""
        if id in self.moves:
            del self.moves[id]
            return
        item = self.items.pop(id)
        ways = self.ways_to(id)
        following = self._next_move(item, item.place)
        for move in ways:
            del self.moves[move.id]
        if ways and following is not None and following.id in self.moves:
            self._lead(following, origin=ways[0].origin)
        if item.request:
            self.left.append(LeftOut(visit=item.visit, request=item.request, reason="dropped_by_hand"))

    def stops(self, id: str, stops: tuple[Stop, ...]) -> None:
        """Let groups be in the workshops of a tour at other times."""
        self.items[id] = self.items[id].replace(stops=stops)

    def rooms(self, key: str, rooms: tuple[RoomBooking, ...]) -> None:
        """Book other rooms for a night."""
        for each in [each for each in self.nights if each[1] == key]:
            self.nights[each] = self.nights[each].replace(rooms=rooms)

    def hotel(self, visit: str, key: str, hotel: str) -> None:
        """Let guests sleep in another hotel for a night."""
        self.nights[visit, key] = self.nights[visit, key].replace(hotel=hotel)


def _moved(duty: Duty, start: int, end: int, by: int, longer: int) -> Duty:
    """Return a helper's part after its item has moved: its begin with the item's begin, its end with the item's end."""
    first = duty.start + (longer if duty.start >= end else by)
    last = duty.end + (longer if duty.end >= end else by)
    return duty.replace(start=first, end=max(first, last)) if (first, last) != (duty.start, duty.end) else duty


def _ordered(base: Iterable, now: Iterable, key) -> tuple:  # type: ignore[no-untyped-def,type-arg]
    """Return what is there now: in the order of the base where nothing was changed, else by visit and time."""
    base, now = tuple(base), list(now)
    return base if list(base) == now else tuple(sorted(now, key=key))
