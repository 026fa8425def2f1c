"""What an operation by hand makes of a state: pure functions, without a solver.

Items are moved as cells of plan.xlsx move them (``EditedPlan``); ways and vehicles follow (``planner.board.ways``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.pins import pin_as_planned
from models.domain.places import Restaurant
from models.domain.plan import Plan, plan_of_visits
from planner.board.operations import OPEN_ROW, LeaveOutByHand, MoveByHand, PinByHand, PlanByHand, SwapByHand
from planner.board.plan_by_hand import planned_by_hand
from planner.board.ways import with_vehicles, with_ways
from planner.plan_workbook.reading.edited_plan import EditedPlan

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from models.domain.facts import Facts
    from models.domain.pins import Pin, PinSide
    from models.domain.plan import Duty, Item, Move, VisitPlan
    from models.rules.core.base import Rule
    from planner.board.operations import BoardView, HandOperation, PinnedSide
    from planner.board.state import BoardState

ROLES_OF_VIEW: dict[BoardView, tuple[str, ...]] = {
    "leader": ("leader", "expert", "delegate"),
    "docent": ("docent",),
    "interpreter": ("interpreter",),
}
"""Views whose rows are people, and which of their parts are shown there."""
SIDE_OF_PIN: dict[PinnedSide, PinSide] = {
    "time": "time",
    "place": "place",
    "room": "place",
    "people": "people",
    "cars": "cars",
}


class NotByHand(FaultyInput):
    """What cannot be done by hand, and why."""

    def __init__(self, what: str, maybe: str = "") -> None:
        super().__init__([Fault("", "", what, maybe)])

    def __reduce__(self) -> tuple[type[NotByHand], tuple[str, str]]:  # type: ignore[override]
        return type(self), (self.faults[0].what, self.faults[0].maybe)


def applied(facts: Facts, rules: Sequence[Rule], state: BoardState, operation: HandOperation) -> BoardState:
    """Return the state after an operation.

    Parameters
    ----------
    facts : Facts
        Of the state's week, with its pins.

    Raises
    ------
    NotByHand
        When it is about what is not there, is pinned, or cannot be moved so.
    """
    if isinstance(operation, PinByHand):
        return _pinned(state, operation)
    changed = edited(facts, rules, state, operation)
    after = state.with_visits(changed)
    moved = [v for v in changed if changed[v].moves != state.visit_plans[v].moves]
    if moved and not _is_ride(operation):
        after = after.with_visits(with_vehicles(facts, rules, after.visit_plans, moved))
    refuse_pinned(state, after)
    return after


def _is_ride(operation: HandOperation) -> bool:
    """Tell whether a vehicle or driver was chosen by hand: the dispatch must not choose again."""
    return isinstance(operation, MoveByHand) and operation.view in ("vehicle", "driver") and operation.row is not None


def edited(facts: Facts, rules: Sequence[Rule], state: BoardState, operation: HandOperation) -> dict[str, VisitPlan]:
    """Return the plans of the visits that an operation changes, with their ways but before vehicles are found.

    Raises
    ------
    NotByHand
    """
    if isinstance(operation, SwapByHand):
        return _swapped(facts, state, operation)
    if isinstance(operation, LeaveOutByHand):
        return _left_out(facts, state, operation)
    if isinstance(operation, PlanByHand):
        return {operation.of.partition("/")[0]: planned_by_hand(facts, rules, state, operation)}
    assert isinstance(operation, MoveByHand)
    if (item := state.item(operation.of)) is not None:
        return {item.visit: _item_moved(facts, state, item, operation)}
    if (move := state.move(operation.of)) is not None:
        return {move.visit: _ride_moved(facts, state, move, operation)}
    raise NotByHand(bilingual("这一项已不在计划里", "it is no longer in the plan"))


# ---------------------------------------------------------------- items


def _item_moved(facts: Facts, state: BoardState, item: Item, operation: MoveByHand) -> VisitPlan:
    part = state.visit_plans[item.visit]
    draft = _draft(facts, item.visit, part)
    start = item.start if operation.start is None else operation.start
    if start != item.start:
        _shift(draft, item, start)
    if operation.row is not None and operation.row != operation.origin:
        _into_row(draft, state, item, operation.view, operation.row, operation.origin)
    return with_ways(facts, item.visit, part, tuple(draft.items.values()))


def _draft(facts: Facts, visit: str, part: VisitPlan) -> EditedPlan:
    return EditedPlan.of(facts, plan_of_visits("", "", {visit: part}))


def _shift(draft: EditedPlan, item: Item, start: int) -> None:
    """Put an item at another time; a lunch in its midst that it no longer meets is for the checker to say."""
    now = draft.items[item.id]
    draft.shift_item(item.id, start, start + now.minutes)


def _into_row(draft: EditedPlan, state: BoardState, item: Item, view: BoardView, row: str, origin: str | None) -> None:
    week = state.week
    if view == "room":
        room = week.find_room(row)
        if room is None or item.room is None:
            raise NotByHand(bilingual("这一项不用会议室", "it needs no meeting room"))
        draft.put_item(item.id, room.at or week.site.id, room.id)
    elif view == "restaurant":
        place, _, room_id = row.partition(":")
        known = week.find_place(place)
        if not isinstance(known, Restaurant) or (item.table is None):
            raise NotByHand(bilingual("这一项不用餐", "nobody eats then"))
        if room_id not in {room.id for room in known.dining_rooms}:
            raise NotByHand(bilingual("没有这个包间", "no such dining room"))
        draft.put_item(item.id, place, room_id)
    elif view in ROLES_OF_VIEW:
        if row != OPEN_ROW and week.find_person(row) is None:
            raise NotByHand(bilingual("没有这个人", "no such person"))
        was, now = (None if each == OPEN_ROW else each for each in (origin, row))
        draft.people(item.id, _with_person(draft.items[item.id].duties, ROLES_OF_VIEW[view], was, now))
    else:
        raise NotByHand(
            bilingual("一项活动只属于自己的团组", "an item belongs to its own delegation"),
            bilingual("拖到同一行的别的时间", "another time in the same row"),
        )


def _with_person(
    duties: Sequence[Duty], roles: Sequence[str], origin: str | None, person: str | None
) -> tuple[Duty, ...]:
    """Return the parts of an item's people with one person in the place of another; None: nobody yet."""
    if not any(duty.role in roles and duty.person == origin for duty in duties):
        raise NotByHand(bilingual("这一项没有这样的陪同人员", "nobody has such a part in it"))
    return tuple(
        duty.replace(person=person, hired=False, stand_in=False)
        if duty.role in roles and duty.person == origin
        else duty
        for duty in duties
    )


def _swapped(facts: Facts, state: BoardState, operation: SwapByHand) -> dict[str, VisitPlan]:
    a, b = state.item(operation.of), state.item(operation.other)
    if a is None or b is None or a is b:
        raise NotByHand(bilingual("只有两项活动可以对调", "only two items can change places"))
    drafts = {visit: _draft(facts, visit, state.visit_plans[visit]) for visit in {a.visit, b.visit}}
    for one, other in ((a, b), (b, a)):
        draft = drafts[one.visit]
        _shift(draft, one, other.start)
        if one.visit != other.visit and bool(one.room) == bool(other.room) and one.room != other.room and one.room:
            draft.put_item(one.id, other.place, other.room)
    return {
        visit: with_ways(facts, visit, state.visit_plans[visit], tuple(draft.items.values()))
        for visit, draft in drafts.items()
    }


def _left_out(facts: Facts, state: BoardState, operation: LeaveOutByHand) -> dict[str, VisitPlan]:
    item = state.item(operation.of)
    if item is None:
        raise NotByHand(bilingual("只有活动可以取消", "only an item can be left out"))
    part = state.visit_plans[item.visit]
    draft = _draft(facts, item.visit, part)
    draft.drop(item.id)
    rest = with_ways(facts, item.visit, part, tuple(draft.items.values()))
    return {item.visit: replace(rest, left_out=tuple(draft.left))}


# ---------------------------------------------------------------- rides


def _ride_moved(facts: Facts, state: BoardState, move: Move, operation: MoveByHand) -> VisitPlan:
    part = state.visit_plans[move.visit]
    draft = _draft(facts, move.visit, part)
    if operation.start is not None and operation.start != move.depart:
        draft.shift_move(move.id, operation.start, operation.start + move.arrive - move.depart)
    if operation.row is not None and operation.row != operation.origin:
        change, was = _ride_into(state, operation.view, operation.row), operation.origin
        origin = None if was == OPEN_ROW else was
        rides = tuple(
            change(ride) if (ride.driver if operation.view == "driver" else ride.vehicle) == origin else ride
            for ride in draft.moves[move.id].rides
        )
        if rides == move.rides:
            raise NotByHand(bilingual("这趟车不能放到这一行", "this ride cannot be put into this row"))
        draft.ride(move.id, rides)
    return replace(part, moves=tuple(draft.moves.values())).in_order()


def _ride_into(state: BoardState, view: BoardView, row: str) -> Callable:  # type: ignore[type-arg]
    """Return what gives a ride the vehicle or driver of a row, or takes it from it."""
    if row == OPEN_ROW and view in ("vehicle", "driver"):
        return lambda ride: ride.replace(driver=None) if view == "driver" else ride.replace(vehicle=None, driver=None)
    if view == "vehicle" and state.week.find_vehicle(row) is not None:
        return lambda ride: ride.replace(vehicle=row, hired=None)
    if view == "driver" and state.week.find_driver(row) is not None:
        return lambda ride: ride.replace(driver=row)
    raise NotByHand(bilingual("这趟车不能放到这一行", "this ride cannot be put into this row"))


# ---------------------------------------------------------------- pins


def pin_of(plan: Plan, id: str, side: PinnedSide) -> Pin | None:
    """Return the pin that holds one side of a row as it is; None where it has no such side."""
    try:
        pin = pin_as_planned(plan, id, [SIDE_OF_PIN[side]])
    except KeyError:
        return None
    if side == "place":
        pin = pin.replace(room=None)
    elif side == "room":
        pin = pin.replace(place=None)
    return pin if pin.sides else None


def side_of(pin: Pin) -> PinnedSide:
    """Return which side a pin of the board holds."""
    if pin.start is not None or pin.end is not None:
        return "time"
    if pin.room is not None:
        return "room"
    if pin.people is not None:
        return "people"
    return "cars" if pin.cars is not None or pin.drivers is not None else "place"


def _pinned(state: BoardState, operation: PinByHand) -> BoardState:
    others = tuple(pin for pin in state.pins if (pin.of, side_of(pin)) != (operation.of, operation.side))
    if not operation.on:
        return replace(state, pins=others)
    pin = pin_of(state.plan(), operation.of, operation.side)
    if pin is None:
        raise NotByHand(bilingual("这一项没有可固定的", "there is nothing to pin"))
    return replace(state, pins=(*others, pin))


def refuse_pinned(before: BoardState, after: BoardState) -> None:
    """Refuse a state in which something pinned is not as it was.

    Raises
    ------
    NotByHand
    """
    if not before.pins:
        return
    plan = after.plan()
    for pin in before.pins:
        if pin_of(plan, pin.of, side_of(pin)) != pin:
            side = {"time": ("时间", "time"), "place": ("地点", "place"), "room": ("房间", "room"),
                    "people": ("人员", "people"), "cars": ("车辆", "cars")}[side_of(pin)]  # fmt: skip
            what = bilingual(f"{side[0]}已固定，不能改", f"its {side[1]} is pinned and stays")
            raise NotByHand(what, bilingual("先取消固定", "unpin it first"))
