"""STR-01, 12 to 14, STR-06: ids, labels, rides and duties that lie, groups that are not there."""

from __future__ import annotations

from itertools import combinations
from typing import get_args

from models.domain.activities import Gift
from models.domain.clock import DAY, at, day_of
from models.domain.day_windows import programme_windows
from models.domain.facts import Facts
from models.domain.plan import Item, LeftOut, Move, Plan
from tests.mutations.registry import Spoilt, asked, breaks, later, less, more, put, rows_of

ITEM_KINDS = get_args(Item.model_fields["kind"].annotation)
MOVE_KINDS = get_args(Move.model_fields["kind"].annotation)


@breaks("STR-01")
def an_id_given_twice(f: Facts, p: Plan) -> Spoilt:
    for a, b in combinations(rows_of(p), 2):
        yield f"{a.id} = {b.id}", put(p, b, id=a.id)


@breaks("STR-01")
def a_request_forgotten(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        if item.request:
            yield item.id, less(p, item)


@breaks("STR-01")
def planned_and_left_out(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        if item.request:
            out = LeftOut(visit=item.visit, request=item.request, reason="held_by")
            yield item.id, p.model_copy(update={"left_out": (*p.left_out, out)})


@breaks("STR-01")
def left_out_twice(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        if item.request:
            out = LeftOut(visit=item.visit, request=item.request)
            yield item.id, less(p, item).model_copy(update={"left_out": (*p.left_out, out, out)})


@breaks("STR-01")
def done_twice(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        if item.request and not isinstance(asked(f, item), Gift):
            for days in (1, 2):
                yield f"{item.id} +{days}", more(p, item.replace(**later(item, days * DAY, id=f"{item.id}-{days}")))


@breaks("STR-01")
def a_request_of_another_item(f: Facts, p: Plan) -> Spoilt:
    for a, b in combinations([item for item in p.items if item.request], 2):
        if a.visit == b.visit:
            yield f"{a.id} {b.id}", put(p, a, request=b.request)


@breaks("STR-01")
def what_nobody_asked_for(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        if item.kind not in ("sight", "lunch", "dinner", "check_in", "rest"):
            yield item.id, more(p, item.replace(id=f"{item.id}-more", request=None))


@breaks("STR-01")
def a_meal_that_is_not_owed(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        stay = f.stay(item.visit)
        if item.kind not in ("lunch", "dinner"):
            continue
        for day in stay.days:
            owed = stay.lunch_owed if item.kind == "lunch" else stay.dinner_owed
            if not owed(day):
                shift = at(day) - at(day_of(item.start))
                yield f"{item.id} {day}", put(p, item, **later(item, shift))


@breaks("STR-12")
def an_item_of_another_kind(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        for kind in ITEM_KINDS if item.request else ():
            if kind != item.kind:
                yield f"{item.id} {kind}", put(p, item, kind=kind)


@breaks("STR-12")
def a_move_of_another_kind(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for kind in MOVE_KINDS:
            if kind != move.kind:
                yield f"{move.id} {kind}", put(p, move, kind=kind)


@breaks("STR-12")
def a_late_pick_up_called_otherwise(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        if move.kind == "pick_up":
            for minutes in (5, 15, 40):
                for kind in ("transfer", "see_off"):
                    yield f"{move.id} {kind} +{minutes}", put(p, move, **later(move, minutes, kind=kind))


@breaks("STR-12")
def a_meal_called_the_other(f: Facts, p: Plan) -> Spoilt:
    windows = programme_windows(f.shape)
    for item in p.items:
        other = {"lunch": "dinner", "dinner": "lunch"}.get(item.kind)
        first, last = windows["lunch" if item.kind == "lunch" else "dinner"]
        if other and first <= item.start - at(day_of(item.start)) <= last:
            yield item.id, put(p, item, kind=other)


@breaks("STR-13")
def ours_on_a_hired_ride(f: Facts, p: Plan) -> Spoilt:
    company = f.week.company
    for move in p.moves:
        for k, ride in enumerate(move.rides):
            own = [{"driver": d.id} for d in company.drivers] + [{"vehicle": v.id} for v in company.vehicles]
            hired = [{"hired": car.id} for car in company.hired_cars]
            for change in own if ride.hired else hired:
                rides = [r.replace(**change) if r is ride else r for r in move.rides]
                yield f"{move.id} {k} {change}", put(p, move, rides=rides)


@breaks("STR-13")
def more_guests_than_there_are(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for k, ride in enumerate(move.rides):
            for guests in (1, 3, 40):
                rides = [r.replace(guests=r.guests + guests) if r is ride else r for r in move.rides]
                yield f"{move.id} {k} +{guests}", put(p, move, rides=rides)


@breaks("STR-13")
def a_driver_without_a_vehicle(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        for k, ride in enumerate(move.rides):
            if ride.driver:
                rides = [r.replace(vehicle=None) if r is ride else r for r in move.rides]
                yield f"{move.id} {k}", put(p, move, rides=rides)


@breaks("STR-14")
def a_duty_upside_down_or_elsewhen(f: Facts, p: Plan) -> Spoilt:
    for row in rows_of(p):
        for k, duty in enumerate(row.duties):
            spans = [(duty.end, duty.start), (duty.start, duty.start)]
            spans += [(duty.start + days * DAY, duty.end + days * DAY) for days in (-2, -1, 1, 7)]
            for start, end in spans:
                duties = [d.replace(start=start, end=end) if d is duty else d for d in row.duties]
                yield f"{row.id} {k} {start - duty.start}", put(p, row, duties=duties)


@breaks("STR-14")
def a_duty_in_a_language_of_nobody(f: Facts, p: Plan) -> Spoilt:
    for row in rows_of(p):
        for k, duty in enumerate(row.duties):
            for language in ("fr", "de", "ja"):
                if language != f.stay(row.visit).language:
                    duties = [d.replace(language=language) if d is duty else d for d in row.duties]
                    yield f"{row.id} {k} {language}", put(p, row, duties=duties)


@breaks("STR-14")
def a_group_that_is_none(f: Facts, p: Plan) -> Spoilt:
    for row in rows_of(p):
        for k, duty in enumerate(row.duties):
            for group in (4, 99):
                duties = [d.replace(group=group) if d is duty else d for d in row.duties]
                yield f"{row.id} {k} {group}", put(p, row, duties=duties)


@breaks("STR-14")
def hired_and_one_of_ours(f: Facts, p: Plan) -> Spoilt:
    for row in rows_of(p):
        for k, duty in enumerate(row.duties):
            duties = [d.replace(hired=True, person=d.person or "eli") if d is duty else d for d in row.duties]
            yield f"{row.id} {k}", put(p, row, duties=duties)


@breaks("STR-06")
def a_group_missing_between(f: Facts, p: Plan) -> Spoilt:
    """Somebody who takes part before and after an item is not named for it."""
    for item in p.items:
        groups = {g.id for g in f.stay(item.visit).groups}
        here = set(item.groups) or groups
        for group in sorted(here) if len(here) > 1 else ():
            mine = [i.start for i in p.items if i.visit == item.visit and (not i.groups or group in i.groups)]
            if min(mine) < item.start < max(mine):
                yield f"{item.id} {group}", put(p, item, groups=sorted(here - {group}))


@breaks("STR-06")
def other_groups_on_a_transfer(f: Facts, p: Plan) -> Spoilt:
    for move in p.moves:
        groups = sorted(g.id for g in f.stay(move.visit).groups)
        if move.kind == "transfer" and len(groups) > 1:
            for others in ((), *((group,) for group in groups)):
                if (others or tuple(groups)) != (move.groups or tuple(groups)):
                    yield f"{move.id} {others}", put(p, move, groups=others)


@breaks("STR-03")
def a_group_before_it_has_come(f: Facts, p: Plan) -> Spoilt:
    for item in p.items:
        stay = f.stay(item.visit)
        for group in stay.groups:
            if item.groups and group.id not in item.groups and item.start < group.exit:
                yield f"{item.id} {group.id}", put(p, item, groups=())
