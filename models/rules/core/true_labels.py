"""What the rows of a plan are, told from times, places and people, whatever the plan calls them.

A plan may be anybody's: a pick-up that it calls a transfer is a pick-up. ``as_it_is`` gives the plan with every label
set right; that is what rules judge (``models.rules.core.score``), all but the one about the labels themselves (STR-12).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Literal, get_args

from models.domain.activities import LEISURE, WORKING_MEALS
from models.domain.clock import at, day_of
from models.domain.day_windows import operating_day, programme_windows
from models.domain.places import ArrivalPoint, Sight
from models.domain.plan import Item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Move, Night, Plan
    from models.domain.stay import GroupStay, Stay

MoveKind = Literal["pick_up", "transfer", "see_off"]
_ITEM_KINDS = get_args(Item.model_fields["kind"].annotation)
_KIND_OF_CATEGORY = {"sightseeing": "sight", "play": "sight"}
_LAST_MINUTES = 60
"""Arriving no more minutes before they have to be there, guests of the night before are seen off, too."""


def as_it_is(facts: Facts, plan: Plan) -> Plan:
    """Return a plan with the kinds of its rows and the marks of its luggage set right; the plan itself if they are.

    Rows of visits that the week does not have stay as they are.
    """
    last: tuple[Plan, Plan] | None = facts.cache.get("as_it_is")
    if last is not None and last[0] is plan:
        return last[1]
    items: dict[str, list[Item]] = defaultdict(list)
    moves: dict[str, list[Move]] = defaultdict(list)
    nights: dict[str, list[Night]] = defaultdict(list)
    for item in plan.items:
        items[item.visit].append(item)
    for move in plan.moves:
        moves[move.visit].append(move)
    for night in plan.nights:
        nights[night.visit].append(night)
    right_items: dict[int, Item] = {}
    right_moves: dict[int, Move] = {}
    for visit in sorted(facts.visits & {*items, *moves}):
        stay = facts.stay(visit)
        right_items |= {id(item): _right_item(facts, stay, item) for item in items[visit]}
        right_moves |= {id(a): b for a, b in _right_moves(facts, stay, items[visit], moves[visit], nights[visit])}
    new_items = tuple(right_items.get(id(item), item) for item in plan.items)
    new_moves = tuple(right_moves.get(id(move), move) for move in plan.moves)
    same = all(a is b for a, b in zip((*new_items, *new_moves), (*plan.items, *plan.moves), strict=True))
    judged = plan if same else plan.model_copy(update={"items": new_items, "moves": new_moves})
    facts.cache["as_it_is"] = (plan, judged)
    return judged


def luggage_goes_along(
    stay: Stay, items: Sequence[Item], moves: Sequence[Move], nights: Sequence[Night]
) -> dict[int, bool]:
    """Tell which moves of a visit carry its luggage (SENSE-02, SENSE-07).

    To and from the departure points, until each of its travel groups has reached the hotel, and on the last day, when
    the rooms are given up; they are kept until the guests leave after a rest there. So on a day on which they change to
    a hotel in another city, until each group has reached that. The kinds of the moves are right.

    Returns
    -------
    dict
        By ``id`` of the move; ids of the plan may be given twice.
    """
    found, last = {}, stay.days[-1]
    every = {group.id for group in stay.groups}
    settled: set[str] = set()
    hotels = {stay.facts.location(night.hotel) for night in nights}
    kept = max((item.end for item in items if item.kind == "rest" and day_of(item.start) == last), default=0)
    moved_out = set[dt.date]()
    for move in sorted(moves, key=lambda move: (move.depart, move.id)):
        riders, day = set(move.groups) or every, stay.day_of_move(move)
        if stay.changes_hotel(day) and day not in moved_out:
            moved_out.add(day)
            settled, hotels = set(), {stay.facts.location(night.hotel) for night in nights if night.day == day}
        packed = not riders <= settled or (day == last and move.depart >= kept)
        found[id(move)] = packed or move.kind != "transfer"
        if move.target in hotels:
            settled |= riders
    return found


# ---------------------------------------------------------------- items


def _right_item(facts: Facts, stay: Stay, item: Item) -> Item:
    kind = _item_kind(facts, stay, item)
    return item if kind == item.kind else item.model_copy(update={"kind": kind})


def _item_kind(facts: Facts, stay: Stay, item: Item) -> str:
    """Return the kind of an item: its request's; unasked, that of the sight where it is, or of the hour of a meal."""
    request = next((r for r in stay.visit.requests if r.id == item.request), None)
    if request is not None:
        return request.kind if request.kind in _ITEM_KINDS else item.kind
    if item.request is not None:
        return item.kind
    place = facts.week.find_place(item.place)
    if isinstance(place, Sight) and item.kind in LEISURE:
        return _KIND_OF_CATEGORY.get(place.category, place.category)
    if item.kind in WORKING_MEALS:
        windows, day = programme_windows(facts.shape), day_of(item.start)
        fit = [meal for meal in ("lunch", "dinner") if _within(item.start - at(day), windows[meal])]
        return fit[0] if len(fit) == 1 else item.kind
    return item.kind


def _within(minute: int, window: tuple[int, int]) -> bool:
    return window[0] <= minute <= window[1]


# ---------------------------------------------------------------- moves


def _right_moves(
    facts: Facts, stay: Stay, items: Sequence[Item], moves: Sequence[Move], nights: Sequence[Night]
) -> list[tuple[Move, Move]]:
    """Return the moves of a visit, each with what it is."""
    known = {place.id for place in facts.week.company.places}
    sound = [move for move in moves if {move.origin, move.target} <= known]
    named = called_right(facts, stay, [item for item in items if item.place in known], sound)
    luggage = luggage_goes_along(stay, items, named, [night for night in nights if night.hotel in known])
    return [
        (move, _changed(right, luggage=right.luggage or luggage[id(right)]))
        for move, right in zip(sound, named, strict=True)
    ]


def called_right(facts: Facts, stay: Stay, items: Sequence[Item], moves: Sequence[Move]) -> list[Move]:
    """Return the moves of a visit with the kinds that they are; all places are known."""
    way = _Ways(facts, stay, items, moves)
    return [_changed(move, kind=way.kind(move)) for move in moves]


def _changed(move: Move, **fields: object) -> Move:
    """Return a move with other values of some fields; the move itself if it has them."""
    same = all(getattr(move, name) == value for name, value in fields.items())
    return move if same else move.model_copy(update=fields)


class _Ways:
    """The moves of one visit, seen by the guests on them."""

    def __init__(self, facts: Facts, stay: Stay, items: Sequence[Item], moves: Sequence[Move]) -> None:
        self.facts, self.stay, self.items, self.moves = facts, stay, items, moves
        self.order = {id(move): k for k, move in enumerate(sorted(moves, key=lambda m: (m.depart, m.arrive, m.id)))}

    def kind(self, move: Move) -> MoveKind:
        """Return what a move is: one may be pick-up and see-off at once, and is a pick-up then."""
        riders = [group for group in self.stay.groups if not move.groups or group.id in move.groups]
        if any(self._meets(move, group) for group in riders):
            return "pick_up"
        return "see_off" if any(self._sees_off(move, group) for group in riders) else "transfer"

    def _meets(self, move: Move, group: GroupStay) -> bool:
        """Tell whether a travel group sets off with a move from where it has arrived, before it did anything there.

        What those who come first do at the airport or station itself is part of their coming.
        """
        here, landed = self.facts.location(group.origin), group.group.arrival.at
        if self.facts.location(move.origin) != here:
            return False
        station = isinstance(self.facts.week.place(group.origin), ArrivalPoint)
        if not station and operating_day(move.depart) != operating_day(group.exit):
            return False
        went = any(
            self.order[id(other)] < self.order[id(move)] and other.depart >= landed
            for other in self._with(group)
            if self.facts.location(other.origin) == here
        )
        received = station and group in self.stay.first
        stayed = not received and any(landed <= item.start <= move.depart for item in self._at(group, here))
        return not went and not stayed

    def _sees_off(self, move: Move, group: GroupStay) -> bool:
        """Tell whether a move brings a travel group to where it leaves, and nothing happens there any more.

        What those who leave last do at the airport or station itself is part of their leaving.
        """
        there, leaves = self.facts.location(group.target), group.group.departure.at or group.deadline
        if self.facts.location(move.target) != there:
            return False
        station = isinstance(self.facts.week.place(group.target), ArrivalPoint)
        last_day = day_of(move.depart) == day_of(group.deadline) or 0 <= group.deadline - move.arrive <= _LAST_MINUTES
        if not station and not last_day:
            return False
        comes_again = any(
            self.order[id(other)] > self.order[id(move)] and other.arrive <= leaves
            for other in self._with(group)
            if self.facts.location(other.target) == there
        )
        parted = station and group in self.stay.last
        stays = not parted and any(item.start >= move.depart for item in self._at(group, there))
        return not comes_again and not stays

    def _with(self, group: GroupStay) -> list[Move]:
        """Return the moves that carry a travel group."""
        return [move for move in self.moves if not move.groups or group.id in move.groups]

    def _at(self, group: GroupStay, location: str) -> list[Item]:
        """Return the items of a travel group at a location."""
        mine = (item for item in self.items if not item.groups or group.id in item.groups)
        return [item for item in mine if self.facts.location(item.place) == location]
