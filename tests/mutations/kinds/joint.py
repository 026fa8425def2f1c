"""JOINT-01: a joint item that one of its visits has at another time, at another place, with another host."""

from __future__ import annotations

from collections.abc import Iterator

from models.domain.facts import Facts
from models.domain.joint_parties import joint_of_item
from models.domain.places import Restaurant
from models.domain.plan import Item, Plan
from tests.mutations.registry import Spoilt, breaks, put


def shared(f: Facts, p: Plan) -> Iterator[Item]:
    """Yield the items of each joint item but that of the first visit."""
    known: set[str] = set()
    for item in p.items:
        joint = joint_of_item(f, item.id)
        if joint in known:
            yield item
        known.add(joint or item.id)


@breaks("JOINT-01")
def another_start(f: Facts, p: Plan) -> Spoilt:
    for item in shared(f, p):
        for minutes in (-30, 15, 1440):
            yield f"{item.id} {minutes}", put(p, item, start=item.start + minutes, end=item.end + minutes)


@breaks("JOINT-01")
def another_room(f: Facts, p: Plan) -> Spoilt:
    for item in shared(f, p):
        for house in f.week.company.places:
            for room in house.dining_rooms if isinstance(house, Restaurant) else ():
                if (house.id, room.id) != (item.place, item.dining_room):
                    yield f"{item.id} {house.id} {room.id}", put(p, item, place=house.id, dining_room=room.id)


@breaks("JOINT-01")
def another_host(f: Facts, p: Plan) -> Spoilt:
    for item in shared(f, p):
        for person in f.week.company.people:
            led = {duty.person for duty in item.duties if duty.role == "leader"}
            if person.role("leader") and person.id not in led:
                duties = [d.replace(person=person.id) if d.role == "leader" else d for d in item.duties]
                yield f"{item.id} {person.id}", put(p, item, duties=duties)
