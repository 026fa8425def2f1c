"""What the register knows of the clients of a week, read by their names alone, however many visits it holds."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from models.domain.clock import day_of
from models.domain.memory import (
    CarriedDrives,
    CarriedLoad,
    ClientMemory,
    GivenBefore,
    Memory,
    PromisedBefore,
    SeenBefore,
)
from models.domain.places import Restaurant
from models.domain.promised_requests import with_memory
from planner.language.client_names import client_key
from planner.register.store import reading

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from models.domain.week import Week

WEEKS_LOOKED_BACK = 4
"""So many weeks of work are held against each other (HOST-08c, CAR-06a)."""
_EARLIER = "SELECT case_key FROM visits WHERE client_key = ?1 AND last_day < ?2 AND week <> ?3"
_LEISURE = "('sight', 'shopping', 'entertainment')"
_MEALS = "('banquet', 'lunch', 'dinner')"
_ESCORT = f"""
SELECT s.person FROM service s JOIN visits v ON v.case_key = s.case_key
WHERE s.case_key IN ({_EARLIER}) AND s.role IN ('escort', 'companion', 'greeter')
AND EXISTS (SELECT 1 FROM answers a WHERE a.case_key = s.case_key AND a.question = 'people' AND a.grade IN ('A', 'B'))
GROUP BY s.case_key, s.person ORDER BY v.last_day DESC, sum(s.minutes) DESC, s.person
"""


def remembered_week(week: Week, register: Path) -> Week:
    """Return a week with what earlier visits of its clients leave to it, promises as requests; else as it is.

    Raises
    ------
    FaultyInput, OSError
        When the register cannot be read; see ``planner.register.store.reading``.
    """
    with reading(register) as connection:
        clients = (_Client(connection, week, visit.id).memory() for visit in week.visits)
        found = tuple(memory for memory in clients if memory.visits)
        memory = Memory(clients=found, loads=tuple(_loads(connection, week)), drives=tuple(_drives(connection, week)))
    return with_memory(week, memory) if memory != Memory() else week


def _drives(connection: sqlite3.Connection, week: Week) -> Iterator[CarriedDrives]:
    """Yield what those of our drivers drove who drove in the last weeks and are still here."""
    first = week.first_day - dt.timedelta(weeks=WEEKS_LOOKED_BACK)
    sql = (
        "SELECT s.person, sum(s.minutes), sum(s.nights) FROM visits v JOIN service s ON s.case_key = v.case_key "
        "WHERE v.last_day >= ? AND v.last_day < ? AND v.week <> ? AND s.role = 'driver' "
        "GROUP BY s.person ORDER BY s.person"
    )
    for person, minutes, nights in connection.execute(sql, (first.isoformat(), week.first_day.isoformat(), week.id)):
        driver = week.find_driver(person.removeprefix("driver:"))
        if driver is not None:
            yield CarriedDrives(driver=driver.id, minutes=minutes, nights=nights)


def _loads(connection: sqlite3.Connection, week: Week) -> Iterator[CarriedLoad]:
    """Yield what those of our people carried who served in the last weeks and are still here."""
    first = week.first_day - dt.timedelta(weeks=WEEKS_LOOKED_BACK)
    sql = (
        "SELECT s.person, sum(s.minutes) FROM visits v JOIN service s ON s.case_key = v.case_key "
        "WHERE v.last_day >= ? AND v.last_day < ? AND v.week <> ? AND s.role NOT IN ('leader', 'expert', 'driver') "
        "GROUP BY s.person ORDER BY s.person"
    )
    for person, minutes in connection.execute(sql, (first.isoformat(), week.first_day.isoformat(), week.id)):
        if week.find_person(person) is not None:
            yield CarriedLoad(person=person, minutes=minutes)


class _Client:
    """The client of one visit in the register; only visits that ended before this one begins count."""

    def __init__(self, connection: sqlite3.Connection, week: Week, visit: str) -> None:
        self.connection, self.week, self.visit = connection, week, visit
        known = week.visit(visit)
        first = min(group.arrival.at for group in known.groups)
        self.about = (client_key(known.client), day_of(first).isoformat(), week.id)
        self.by_name = {place.name: place.id for place in week.company.places}

    def memory(self) -> ClientMemory:
        """Return what is known of it."""
        visits = self._rows(f"SELECT count(*) FROM ({_EARLIER})")[0][0]
        if not visits:
            return ClientMemory(visit=self.visit)
        return ClientMemory(
            visit=self.visit,
            visits=visits,
            seen=tuple(self._places(_LEISURE)),
            eaten=tuple(found for found in self._places(_MEALS) if self._is_restaurant(found.place)),
            gifts=tuple(self._gifts()),
            promises=tuple(self._promises()),
            escort=next((row[0] for row in self._rows(_ESCORT) if self.week.find_person(row[0])), None),
        )

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self.connection.execute(sql, self.about).fetchall()

    def _places(self, kinds: str) -> Iterator[SeenBefore]:
        """Yield the places of earlier items, those that the company still has: by id, else by name."""
        sql = (
            "SELECT place, place_name, max(substr(start, 1, 10)) FROM items "
            f"WHERE case_key IN ({_EARLIER}) AND held AND kind IN {kinds} GROUP BY place, place_name ORDER BY 1, 2"
        )
        found: dict[str, str] = {}
        for id, name, day in self._rows(sql):
            place = id if self.week.find_place(id) is not None else self.by_name.get(name)
            if place is not None:
                found[place] = max(day, found.get(place, ""))
        yield from (SeenBefore(place=place, day=dt.date.fromisoformat(day)) for place, day in found.items())

    def _is_restaurant(self, place: str) -> bool:
        found = self.week.find_place(place)
        return isinstance(found, Restaurant) and found.style == "restaurant"

    def _gifts(self) -> Iterator[GivenBefore]:
        sql = (
            "SELECT g.what, max(v.last_day) FROM gifts g JOIN visits v ON v.case_key = g.case_key "
            f"WHERE g.case_key IN ({_EARLIER}) AND g.direction = 'given' GROUP BY g.what ORDER BY 2 DESC, 1"
        )
        yield from (GivenBefore(what=what, day=day) for what, day in self._rows(sql))

    def _promises(self) -> Iterator[PromisedBefore]:
        sql = (
            "SELECT p.case_key, p.number, p.what, p.owner, p.due, v.last_day, p.kind, p.place "
            "FROM promises p JOIN visits v ON v.case_key = p.case_key "
            f"WHERE p.case_key IN ({_EARLIER}) AND NOT p.done AND NOT EXISTS (SELECT 1 FROM kept k "
            "JOIN visits w ON w.case_key = k.case_key "
            "WHERE k.promised_in = p.case_key AND k.what = p.what AND w.week <> ?3) ORDER BY p.due = '', p.due, p.what"
        )
        for case, number, what, owner, due, day, kind, place in self._rows(sql):
            made = {"promised_in": case, "number": number, "day": day}
            yield PromisedBefore.model_validate(
                made | {"what": what, "owner": owner, "due": due or None, "kind": kind or None, "place": place}
            )
