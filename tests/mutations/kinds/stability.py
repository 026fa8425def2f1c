"""STAB-01, 01a, 03, 03a: what has started, or was fixed, is changed."""

from __future__ import annotations

from collections.abc import Iterator

from models.domain.clock import DAY
from models.domain.facts import Facts
from models.domain.pins import Pin
from models.domain.plan import Item, Move, Plan
from tests.mutations.registry import Spoilt, breaks, later, less, more, put, rows_of


def started(f: Facts, p: Plan) -> Iterator[Item | Move]:
    """Yield what has begun by now."""
    assert f.revision is not None
    assert f.revision.now is not None
    for row in rows_of(p):
        if (row.start if isinstance(row, Item) else row.depart) <= f.revision.now:
            yield row


def fixed(f: Facts, p: Plan) -> Iterator[Item | Move]:
    """Yield what somebody fixed."""
    wanted = {pin.of for pin in _pins(f)}
    yield from (row for row in rows_of(p) if row.id in wanted)


def _pins(f: Facts) -> tuple[Pin, ...]:
    return f.revision.pins if f.revision else ()


def moved(f: Facts, p: Plan, rows: Iterator[Item | Move]) -> Spoilt:
    """Yield a row without it, at another time, at another place."""
    for row in rows:
        yield f"{row.id} out", less(p, row)
        for minutes in (-DAY, -60, -15, 15, 60, DAY):
            yield f"{row.id} {minutes}", put(p, row, **later(row, minutes))
        end = "target" if isinstance(row, Move) else "place"
        held = [pin for pin in (*f.frozen.values(), *_pins(f)) if pin.of == row.id and pin.place is not None]
        for place in f.week.company.places if held else ():
            if place.id != getattr(row, end):
                yield f"{row.id} {place.id}", put(p, row, **{end: place.id})
        if isinstance(row, Item) and row.room:
            for room in f.week.company.rooms:
                if room.id != row.room:
                    yield f"{row.id} {room.id}", put(p, row, room=room.id)


def exchanged(f: Facts, p: Plan, rows: Iterator[Item | Move]) -> Spoilt:
    """Yield a row with other helpers, drivers or vehicles."""
    for row in rows:
        for k, duty in enumerate(row.duties):
            others = [d for d in row.duties if d is not duty]
            if duty.role not in ("leader", "expert") and all(d.person != duty.person for d in others):
                yield f"{row.id} {k} out", put(p, row, duties=others)
                for person in ("eva", "ewa", "coy", "pat"):
                    if all(d.person != person for d in row.duties):
                        yield f"{row.id} {k} {person}", put(p, row, duties=[*others, duty.replace(person=person)])
        for k, ride in enumerate(row.rides if isinstance(row, Move) else ()):
            for name, values in (("driver", f.week.company.drivers), ("vehicle", f.week.company.vehicles)):
                for value in values:
                    if value.id != getattr(ride, name):
                        rides = [r.replace(**{name: value.id}) if r is ride else r for r in row.rides]
                        yield f"{row.id} {k} {value.id}", put(p, row, rides=rides)


@breaks("STAB-01")
def what_has_started_is_moved(f: Facts, p: Plan) -> Spoilt:
    yield from moved(f, p, started(f, p))


@breaks("STAB-01")
def something_new_in_the_past(f: Facts, p: Plan) -> Spoilt:
    assert f.revision is not None
    for row in rows_of(p):
        for minutes in (5, 30, 200):
            start = row.start if isinstance(row, Item) else row.depart
            if not isinstance(row, Move) or row.kind == "transfer":
                new = later(row, (f.revision.now or 0) - minutes - start, id=f"{row.id}-new")
                yield f"{row.id} {minutes}", more(p, row.replace(**new))


@breaks("STAB-01a")
def others_are_sent_than_went(f: Facts, p: Plan) -> Spoilt:
    yield from exchanged(f, p, started(f, p))


@breaks("STAB-03")
def what_was_fixed_is_moved(f: Facts, p: Plan) -> Spoilt:
    yield from moved(f, p, fixed(f, p))


@breaks("STAB-03a")
def others_are_sent_than_were_fixed(f: Facts, p: Plan) -> Spoilt:
    yield from exchanged(f, p, fixed(f, p))
