"""TRAIN-01 to 03: a training series with another room or trainer, with too long a day, with a session taken out."""

from __future__ import annotations

from collections.abc import Iterator

from models.domain.facts import Facts
from models.domain.plan import Item, Plan
from tests.mutations.registry import Spoilt, asked, breaks, less, put

TOO_LONG = 480
"""Minutes of a session, whether or not a lunch interrupts it."""


def sessions(f: Facts, p: Plan) -> Iterator[tuple[Item, list[Item]]]:
    """Yield each item of a series with the others of it."""
    items = [item for item in p.items if item.kind == "training"]
    for item in items:
        mine = asked(f, item).series
        others = [o for o in items if o is not item and o.visit == item.visit and asked(f, o).series == mine]
        if mine is not None and others:
            yield item, others


@breaks("TRAIN-01")
def another_room(f: Facts, p: Plan) -> Spoilt:
    for item, others in sessions(f, p):
        for room in f.week.company.rooms:
            if room.id not in {other.room for other in others}:
                yield f"{item.id} {room.id}", put(p, item, room=room.id)


@breaks("TRAIN-01")
def another_trainer(f: Facts, p: Plan) -> Spoilt:
    for item, others in sessions(f, p):
        taught = {duty.person for other in others for duty in other.duties if duty.role == "trainer"}
        for person in f.week.company.people:
            if taught and person.id not in taught:
                duties = [d.replace(person=person.id) if d.role == "trainer" else d for d in item.duties]
                yield f"{item.id} {person.id}", put(p, item, duties=duties)


@breaks("TRAIN-02")
def a_day_too_long(f: Facts, p: Plan) -> Spoilt:
    for item, _ in sessions(f, p):
        yield item.id, put(p, item, end=item.start + TOO_LONG)


@breaks("TRAIN-03")
def a_session_taken_out(f: Facts, p: Plan) -> Spoilt:
    for item, others in sessions(f, p):
        number = asked(f, item).session
        if number and any(asked(f, other).session > number for other in others):
            yield item.id, less(p, item)
