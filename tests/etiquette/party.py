"""Small parties for the tests of seating."""

from __future__ import annotations

from pathlib import Path

from models.domain.etiquette_edition import Etiquette
from models.domain.halls import Hall, Point, Table
from models.domain.seating import Attendee, Dinner, Placement, Wishes
from models.etiquette.usual_halls import usual_hall
from planner.formats.text.etiquette import read_etiquette

INSTANCES = Path(__file__).resolve().parents[2] / "instances"


def edition(name: str = "default", **changes: object) -> Etiquette:
    """Read an edition, perhaps with some switches changed."""
    return read_etiquette(INSTANCES / "policies" / f"etiquette-{name}.toml").replace(**changes)


def person(name: str, /, **facts: object) -> Attendee:
    """H… is a host, everybody else a guest; the number is the order in the list."""
    return Attendee.model_validate({"id": name, "name": name, "side": "host" if name[0] == "H" else "guest"} | facts)


def people(hosts: int, guests: int, **facts: dict[str, object]) -> list[Attendee]:
    """H1, H2, … and G1, G2, …; ``facts`` are those of single people."""
    names = [f"H{n + 1}" for n in range(hosts)] + [f"G{n + 1}" for n in range(guests)]
    return [person(name, **facts.pop(name, {})) for name in names] + [person(n, **f) for n, f in facts.items()]


def one_table(who: list[Attendee], seats: int = 0, wishes: Wishes | None = None, **table: object) -> Dinner:
    """A room with one table, the door below."""
    facts = {"id": "T1", "x": 4.0, "y": 4.0, "seats": max(seats, len(who)), **table}
    hall = Hall(id="room", width=8, depth=8, door=Point(x=4, y=0), tables=(Table.model_validate(facts),))
    return Dinner(id="dinner", people=tuple(who), hall=hall, wishes=wishes or Wishes())


def tables(who: list[Attendee], count: int, seats: int, wishes: Wishes | None = None) -> Dinner:
    """A usual hall."""
    return Dinner(id="dinner", people=tuple(who), hall=usual_hall(count, seats), wishes=wishes or Wishes())


def chart(**at: str) -> list[Placement]:
    """``T1="H1 G1 G2"``: who sits at a table, by seat number; a dash is an empty chair."""
    return [
        Placement(person=name, table=table, seat=seat)
        for table, names in at.items()
        for seat, name in enumerate(names.split())
        if name != "-"
    ]


def swapped(placements: list[Placement], one: str, other: str) -> list[Placement]:
    """The same chart with two people exchanged."""
    names = {one: other, other: one}
    return [row.replace(person=names.get(row.person, row.person)) for row in placements]
