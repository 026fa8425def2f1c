"""STR-03, 07, 08, ARR-03 to 05, SENSE-03: ways that lead nowhere, take no time or come too late."""

from __future__ import annotations

from models.domain.clock import DAY, day_of
from models.domain.facts import Facts
from models.domain.plan import Item, Move, Plan
from tests.mutations.registry import Spoilt, breaks, later, less, more, put, rows_of


def far(f: Facts, a: str, b: str) -> bool:
    """Tell whether nobody walks from one place to another."""
    return f.travel.base(a, b) > f.shape.walk_minutes


def before(p: Plan, move: Move) -> Item | None:
    """Return the item from whose place a move sets off, on its day."""
    mine = [i for i in p.items if i.visit == move.visit and day_of(i.start) == day_of(move.depart)]
    return max((i for i in mine if i.end <= move.depart), key=lambda i: i.start, default=None)


def after(p: Plan, move: Move) -> Item | None:
    """Return the item to which a move leads, on its day."""
    mine = [i for i in p.items if i.visit == move.visit and day_of(i.start) == day_of(move.depart)]
    return min((i for i in mine if i.start >= move.arrive), key=lambda i: i.start, default=None)


def at_an_item(p: Plan, move: Move) -> bool:
    """Tell whether a pick-up follows an item at the station, or a see-off leads to one: that sets its time."""
    mine = [item for item in p.items if item.visit == move.visit]
    if move.kind == "pick_up":
        return any(item.place == move.origin and item.start < move.depart for item in mine)
    return any(item.place == move.target and item.start >= move.arrive for item in mine)


def to_own_hotel(f: Facts, p: Plan, move: Move) -> bool:
    """Tell whether a move leads to where its guests sleep, after an item: it leaves at once."""
    return before(p, move) is not None and f.location(move.target) in {
        n.hotel for n in p.nights if n.visit == move.visit
    }


@breaks("STR-03")
def a_move_missing(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        if far(f, move.origin, move.target):
            yield move.id, less(p, move)


@breaks("STR-03")
def a_move_twice(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        yield move.id, more(p, move.replace(id=f"{move.id}-more"))


@breaks("STR-03")
def a_move_from_elsewhere(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for place in f.week.company.places:
            if f.location(place.id) not in (f.location(move.origin), f.location(move.target)):
                yield f"{move.id} {place.id}", put(p, move, origin=place.id)


@breaks("STR-03")
def a_move_to_elsewhere(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for place in f.week.company.places:
            if f.location(place.id) not in (f.location(move.origin), f.location(move.target)):
                yield f"{move.id} {place.id}", put(p, move, target=place.id)


@breaks("STR-03")
def a_move_back_to_front(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        yield move.id, put(p, move, origin=move.target, target=move.origin)


@breaks("STR-03")
def a_move_too_fast(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for minutes in (5, 10, 20, 60):
            left = move.arrive - move.depart - minutes
            item = after(p, move)
            if left < f.travel.minutes(move.origin, move.target, move.arrive) and (
                item is None or move.depart + minutes < item.start
            ):
                yield f"{move.id} -{minutes}", put(p, move, depart=move.depart + minutes)


@breaks("STR-03")
def no_time_to_settle(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        item, former = after(p, move), before(p, move)
        for minutes in (15, 30, 45) if item else ():
            assert item
            start = item.start - minutes
            together = not item.groups or (move.groups and set(move.groups) <= set(item.groups))
            soon = move.depart < start < move.arrive + f.shape.settle
            if together and soon and (former is None or former.end <= start):
                yield f"{item.id} -{minutes}", put(p, item, **later(item, -minutes))


@breaks("STR-03")
def a_pick_up_before_its_guests_are_out(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for minutes in (5, 20, 60):
            if move.kind == "pick_up" and not at_an_item(p, move):
                yield f"{move.id} -{minutes}", put(p, move, **later(move, -minutes))


@breaks("STR-03")
def an_item_after_its_guests_have_left(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        item = before(p, move)
        if item is not None and move.origin == item.place and move.kind == "transfer":
            for minutes in (15, 60, 180):
                end = move.depart + minutes
                yield f"{item.id} +{minutes}", put(p, item, end=end)


@breaks("STR-07")
def outside_the_stay(f: Facts, p: Plan) -> Spoilt:
    for row in rows_of(p):
        stay = f.stay(row.visit)
        start, end = (row.start, row.end) if isinstance(row, Item) else (row.depart, row.arrive)
        for days in (-40, -6, -3, -2, -1, 1, 2, 3, 6, 40):
            if start + days * DAY < stay.start or end + days * DAY > stay.end:
                yield f"{row.id} {days}", put(p, row, **later(row, days * DAY))


@breaks("STR-08")
def a_transfer_too_early(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        item, former = after(p, move), before(p, move)
        if move.kind != "transfer" or item is None or f.location(item.place) != f.location(move.target):
            continue
        if to_own_hotel(f, p, move):
            continue
        for minutes in (5, 10, 25):
            depart, arrive = move.depart - minutes, move.arrive - minutes
            sound = arrive - depart >= f.travel.minutes(move.origin, move.target, arrive)
            if sound and (former is None or former.start <= depart):
                yield f"{move.id} -{minutes}", put(p, move, depart=depart, arrive=arrive)


@breaks("STR-08")
def a_way_to_the_hotel_too_late(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        item = after(p, move)
        for minutes in (5, 10, 25) if item is not None and to_own_hotel(f, p, move) else ():
            depart, arrive = move.depart + minutes, move.arrive + minutes
            sound = arrive - depart >= f.travel.minutes(move.origin, move.target, arrive)
            if item is not None and sound and depart < item.start:
                yield f"{move.id} +{minutes}", put(p, move, depart=depart, arrive=arrive)


@breaks("STR-08")
def a_way_that_dawdles(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        item = after(p, move)
        for minutes in (5, 10, 25):
            slow = move.arrive + minutes
            if (
                move.kind == "transfer"
                and item is None
                and f.travel.after(move.origin, move.target, move.depart) < slow
            ):
                yield f"{move.id} +{minutes}", put(p, move, arrive=slow)


@breaks("STR-08")
def a_pick_up_or_see_off_that_wastes_time(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for minutes in (5, 10, 25):
            moved = put(p, move, **later(move, minutes if move.kind == "pick_up" else -minutes))
            (new,) = (m for m in moved.moves if m.id == move.id and m.visit == move.visit)
            sound = new.arrive - new.depart >= f.travel.minutes(new.origin, new.target, new.arrive)
            if move.kind != "transfer" and sound and not at_an_item(p, move):
                yield f"{move.id} {minutes}", moved


@breaks("ARR-03")
def a_pick_up_too_late(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        if move.kind == "pick_up" and not at_an_item(p, move):
            for minutes in (5, 15, 35, 90, 200):
                for kind in ("pick_up", "transfer", "see_off"):
                    yield f"{move.id} +{minutes} {kind}", put(p, move, **later(move, minutes, kind=kind))


@breaks("ARR-03")
def a_greeter_too_late(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for k, duty in enumerate(move.duties):
            groups = [g for g in f.stay(move.visit).groups if not move.groups or g.id in move.groups]
            for minutes in (5, 20, 25):
                start = min((g.meet_from for g in groups), default=0) + minutes
                if move.kind == "pick_up" and duty.role == "greeter" and start < duty.end:
                    duties = [d.replace(start=start) if d is duty else d for d in move.duties]
                    yield f"{move.id} {k} +{minutes}", put(p, move, duties=duties)


@breaks("ARR-04")
def a_car_that_comes_from_elsewhere(f: Facts, p: Plan) -> Spoilt:
    """A vehicle that has another move just before cannot stand at the door in time."""
    for move in p.moves:
        for ride in (
            {(r.vehicle, r.driver) for other in p.moves for r in other.rides if r.vehicle} if move.rides else ()
        ):
            runs = [m for m in p.moves if m is not move and any(r.vehicle == ride[0] for r in m.rides)]
            former = max((m for m in runs if m.depart < move.depart), key=lambda m: (m.depart, m.arrive), default=None)
            if former is None or move.kind == "pick_up":
                continue
            there = f.travel.after(former.target, move.origin, former.arrive + f.shape.unload)
            if there > move.depart - f.shape.wait_at_door:
                rides = (move.rides[0].replace(vehicle=ride[0], driver=ride[1], hired=None), *move.rides[1:])
                yield f"{move.id} {ride[0]}", put(p, move, rides=rides)


@breaks("ARR-05")
def a_see_off_too_late(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        if move.kind == "see_off" and not at_an_item(p, move):
            for minutes in (5, 15, 35):
                for kind in ("see_off", "transfer", "pick_up"):
                    yield f"{move.id} +{minutes} {kind}", put(p, move, **later(move, minutes, kind=kind))


@breaks("SENSE-03")
def no_time_for_breakfast(f: Facts, p: Plan) -> Spoilt:
    for visit in f.week.visits:
        stay = f.stay(visit.id)
        hotels = {night.hotel for night in p.nights if night.visit == visit.id}
        for day in stay.days[1:] if hotels else ():
            ready = min(f.week.hotel(id).breakfast_from for id in hotels) + f.shape.breakfast_minutes
            items = [i for i in p.items if i.visit == visit.id and day_of(i.start) == day]
            first = min(items, key=lambda i: i.start, default=None)
            there = [m for m in p.moves if m.visit == visit.id and m.kind == "transfer" and first is not None]
            moves = [m for m in there if first and day_of(m.depart) == day and m.depart < first.start]
            for minutes in (5, 15, 30, 60):
                if first and moves:
                    shift = (moves[0].depart % DAY) - ready + minutes
                    q = put(p, moves[0], **later(moves[0], -shift))
                    yield f"{first.id} {minutes}", put(q, first, **later(first, -shift))
