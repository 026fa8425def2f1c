"""Published seat charts in our own words, one file each with its source: they come out as published.

``ring``: clockwise from the first chair that faces the door; ``row``: the front row as the audience sees it from its
left; a question mark is a place of which the source says nothing.
"""

from __future__ import annotations

import tomllib
from math import cos, radians, sin
from pathlib import Path
from typing import Any

import pytest

from models.banquet import seat
from models.domain.etiquette_edition import Etiquette
from models.domain.halls import Laid
from models.domain.ride_party import Car, RideParty
from models.domain.seating import Attendee, Seating
from models.etiquette.layouts import opposite
from models.rides import seat_ride
from planner.formats.dinner import read_vehicle
from planner.formats.text.etiquette import load_etiquette
from tests.etiquette.party import INSTANCES, one_table, person, tables

CHARTS = sorted(Path(__file__).with_name("published").glob("*.toml"))


def edition(chart: dict[str, Any]) -> Etiquette:
    """The edition that comes along, with the switches that the source asks for."""
    found = load_etiquette(chart.get("edition", "default"))
    switches = dict(chart.get("switches", {}))
    layouts = {name: found.layout(name).replace(**own) for name, own in switches.pop("layouts", {}).items()}
    return found.replace(**switches, layouts={**found.layouts, **layouts})


def party(chart: dict[str, Any]) -> list[Attendee]:
    facts = chart.get("facts", {})
    return [person(name, **facts.get(name, {})) for name in chart["people"].split()]


def fits(expected: str, found: list[str | None]) -> bool:
    names = expected.split()
    return len(names) == len(found) and all(a in ("?", b) for a, b in zip(names, found, strict=True))


class Seen:
    """What a source may say of one table, looked up in a seating."""

    def __init__(self, seating: Seating) -> None:
        self.laid: Laid = seating.tables[0].laid
        self.order = seating.tables[0].order
        self.at = seating.at(seating.tables[0].table)
        self.seat = {name: seat for seat, name in self.at.items()}

    def chair(self, name: str) -> Any:
        return self.laid.seats[self.seat[name]]

    def row(self, number: int = 0) -> list[str | None]:
        chairs = sorted((c for c in self.laid.seats if c.row == number), key=lambda chair: chair.x)
        return [self.at.get(chair.index) for chair in chairs]

    def right(self, a: str, b: str) -> bool:
        return self.laid.right[self.seat[b]] == self.seat[a]

    def left(self, a: str, b: str) -> bool:
        return self.right(b, a)

    def apart(self, a: str, b: str) -> bool:
        return not self.right(a, b) and not self.right(b, a)

    def opposite(self, a: str, b: str) -> bool:
        """Across the table: of all who look the other way the nearest."""
        if len({chair.look for chair in self.laid.seats}) > 2:
            return opposite(self.laid) in (self.seat[a], self.seat[b]) and 0 in (self.seat[a], self.seat[b])
        here = self.chair(b)
        across = [c for c in self.laid.seats if c.look != here.look]
        return self.chair(a).index in {
            c.index for c in across if abs(c.x - here.x) == min(abs(d.x - here.x) for d in across)
        }

    def behind(self, a: str, b: str) -> bool:
        """At the back of the principal, and nearer than to the middle of the others on that side."""
        helper, principal = self.chair(a), self.chair(b)
        look = radians(principal.look)
        back = (principal.x - helper.x) * sin(look) + (principal.y - helper.y) * cos(look)
        return helper.part == "behind" and back > 0.4

    def middle(self, name: str) -> bool:
        chair = self.chair(name)
        row = [c for c in self.laid.seats if c.part == chair.part]
        across = [c.x if len({d.x for d in row}) > 1 else c.y for c in row]
        own = chair.x if len({d.x for d in row}) > 1 else chair.y
        return abs(own - sum(across) / len(across)) < 0.4


def missed(chart: dict[str, Any], seating: Seating) -> list[str]:
    """What does not come out as published."""
    seen, wrong = Seen(seating), []
    if "ring" in chart and not fits(chart["ring"], [seen.at.get(seat) for seat in range(seen.laid.size)]):
        wrong.append(f"ring {[seen.at.get(seat) for seat in range(seen.laid.size)]}")
    if "row" in chart and not fits(chart["row"], seen.row()):
        wrong.append(f"row {seen.row()}")
    for what, value in chart.get("expect", {}).items():
        for one in [value] if isinstance(value, str) else value:
            if not holds(seen, what, one):
                wrong.append(f"{what} {one}")
    return wrong


def holds(seen: Seen, what: str, one: Any) -> bool:
    match what:
        case "right" | "left" | "apart" | "opposite" | "behind":
            return bool(getattr(seen, what)(*one))
        case "middle":
            return seen.middle(one)
        case "facing_door":
            return seen.chair(one).look == 180
        case "back_to_door":
            return seen.chair(one).look == 0
        case "right_of_who_enters":
            return seen.chair(one).x > seen.laid.x
        case "left_of_who_enters":
            return seen.chair(one).x < seen.laid.x
        case "lowest" | "first":
            places = sorted(seen.seat, key=lambda name: seen.order.index(seen.seat[name]))
            return one in (places[-2:] if what == "lowest" else places[:2])
        case "standing":
            return fits(one, seen.row(1))
    raise AssertionError(f"unknown: {what}")


def seated_car(chart: dict[str, Any]) -> dict[str, str]:
    """Seat by person on the last leg."""
    facts = chart["car"]
    profile = read_vehicle(INSTANCES / "vehicles" / f"{facts['profile']}.toml")
    car = Car(id="A", profile=profile, drives=facts["drives"], driver=facts.get("driver", ""))
    trips = [{"person": chart["leaves"], "leave": 1}] if "leaves" in chart else []
    stops = ["a", "b", "c"] if trips else ["a", "b"]
    asked = RideParty.model_validate(
        {"id": "ride", "people": party(chart), "cars": [car], "trips": trips, "stops": stops}
    )
    plan = seat_ride(asked, edition(chart))
    return {name: seat_id for seat_id, name in plan.cars[0].legs[-1].seats.items()}


@pytest.mark.parametrize("path", CHARTS, ids=lambda path: path.stem)
def test_a_published_chart_comes_out_as_published(path):
    chart = tomllib.loads(path.read_text(encoding="utf-8"))
    if "car" in chart:
        found = seated_car(chart)
        assert {name: found[name] for name in chart["seats"]} == chart["seats"]
    elif "tables" in chart:
        seating = seat(tables(party(chart), chart["tables"], chart["seats"]), edition(chart))
        assert [plan.table for plan in seating.tables] == chart["places"]
    else:
        seating = seat(one_table(party(chart), **chart["table"]), edition(chart))
        assert missed(chart, seating) == []


def test_there_are_at_least_twenty_and_each_names_its_source():
    charts = [tomllib.loads(path.read_text(encoding="utf-8")) for path in CHARTS]
    assert len(charts) >= 20
    assert all(chart["source"].startswith("http") and chart["says"] for chart in charts)
