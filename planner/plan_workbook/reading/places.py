"""Where in plan.xlsx a break of a rule stands: the cell that a planner would change to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planner.papers.wording.calendar import service_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.rules.core.score import Broken
    from planner.plan_workbook.reading import PlanBook
    from planner.plan_workbook.reading.rows import BookRow, CellRef

_TIME, _PLACE, _PEOPLE, _CARS = (
    ("time", "depart", "arrive", "day"),
    ("place",),
    ("people",),
    ("cars", "vehicle", "driver"),
)
_CHAPTERS = {
    "HOST": (_PEOPLE, _TIME, _PLACE),
    "CAR": (_CARS, _TIME),
    "ROOM": (_PLACE, _TIME),
    "MEAL": (_PLACE, _TIME, _PEOPLE),
    "TOUR": (_TIME, _PLACE, _PEOPLE),
    "SIGHT": (_PLACE, _TIME),
    "COST": (_PLACE,),
}
_RULES = {
    "ARR-03": (_CARS, _TIME, _PEOPLE),
    "ARR-04": (_CARS, _TIME),
    "ARR-05": (_TIME, _CARS),
    "ARR-06": (_PEOPLE, _TIME),
    "ARR-07": (_PLACE,),
    "MEAL-01": (_TIME, _PLACE),
    "MEAL-05": (_TIME, _PLACE),
    "MEAL-07": (_PEOPLE,),
    "SIGHT-02": (_TIME, _PLACE),
    "STR-09": (_PLACE, _TIME),
    "STR-10": (_TIME, _PLACE),
    "STR-11": (_CARS,),
    "TOUR-01": (_TIME, _PEOPLE, _PLACE),
    "TOUR-02": (_PLACE, _TIME),
}
"""Sides of a row that mend a rule, the usual one first; a rule that is not named here: its chapter, else by time."""
_HOTEL = "ARR-07"
_OTHERS = (_TIME, _PLACE, _PEOPLE, _CARS)


@dataclass(frozen=True)
class BreakLocations:
    """The source map of a plan.xlsx."""

    book: PlanBook
    facts: Facts

    def of(self, broken: Broken) -> list[CellRef]:
        """Return the cells of a break: those of the items and moves that it is about, else day, hotel or heading."""
        violation = broken.violation
        found = dict.fromkeys(self._of_parts(broken))
        if not found:
            found = dict.fromkeys(self._of_place(broken))
        for id in violation.about.ids:
            if not found:
                found.update(dict.fromkeys(self._of_name(violation.visit, id, broken.rule.id)))
        if not found and violation.visit and f"programme:{violation.visit}" in self.book.heads:
            found[self.book.heads[f"programme:{violation.visit}"]] = None
        if not found:
            found.update(dict.fromkeys(self._of_people(violation.about.ids)))
        return list(found)

    # -- items and moves

    def _of_parts(self, broken: Broken) -> Iterator[CellRef]:
        violation = broken.violation
        sides = self._sides(broken)
        asked = set(violation.about.ids)
        if asked & {visit.id for visit in self.facts.week.visits}:  # of whole visits: an id like a place's is the place
            asked -= {place.id for place in self.facts.week.company.places}
        parts = set(violation.about.ids) | {self._by_request.get((violation.visit, id), "") for id in asked}
        for id in sorted(parts & self._ids):
            for row in self._rows[id]:
                ref = self._cell(row, sides)
                if ref is not None and (row.kind == "programme" or ref in self.book.touched):
                    yield ref

    def _sides(self, broken: Broken) -> tuple[tuple[str, ...], ...]:
        rule, about = broken.rule.id, set(broken.violation.about.ids)
        sides = _RULES.get(rule) or _CHAPTERS.get(rule.partition("-")[0], _OTHERS)
        company = self.facts.week.company
        if about & {person.id for person in company.people}:
            return (_PEOPLE, *(side for side in sides if side != _PEOPLE))
        if about & ({vehicle.id for vehicle in company.vehicles} | {driver.id for driver in company.drivers}):
            return (_CARS, *(side for side in sides if side != _CARS))
        return sides

    def _cell(self, row: BookRow, sides: tuple[tuple[str, ...], ...]) -> CellRef | None:
        """Return the cell of a row: the one that was changed, else that of the first side."""
        cells = [row.now[name].ref for side in sides for name in side if name in row.now]
        touched = [ref for ref in cells if ref in self.book.touched]
        return next(iter(touched or cells), None)

    @cached_property
    def _rows(self) -> dict[str, list[BookRow]]:
        found: dict[str, list[BookRow]] = {}
        for row in self.book.rows:
            for id in row.ids if row.kind in ("programme", "office", "driver", "vehicle") else ():
                found.setdefault(id, []).append(row)
        return found

    @cached_property
    def _ids(self) -> set[str]:
        return set(self._rows)

    @cached_property
    def _by_request(self) -> dict[tuple[str, str], str]:
        return {(item.visit, item.request): item.id for item in self.book.plan.items if item.request}

    # -- places, days, hotels, people

    def _of_place(self, broken: Broken) -> Iterator[CellRef]:
        """Yield the cells of items at a place that the break names, of all visits that it names."""
        about = set(broken.violation.about.ids)
        places = {id.removeprefix("night:") for id in about} & {place.id for place in self.facts.week.company.places}
        visits = (about | {broken.violation.visit}) & {visit.id for visit in self.facts.week.visits}
        here = {item.id for item in self.book.plan.items if item.visit in visits and item.place in places}
        rows = [row for row in self.book.rows if row.kind == "programme" and here & set(row.ids)]
        cells = [cell for row in rows if (cell := self._cell(row, self._sides(broken))) is not None]
        yield from [cell for cell in cells if cell in self.book.touched] or cells

    def _of_name(self, visit: str, id: str, rule: str) -> Iterator[CellRef]:
        """Yield the cells of a day or hotel of a visit."""
        if not visit:
            return
        mine = [row for row in self.book.rows if row.kind == "programme" and row.about == visit]
        hotels = {(night.visit, f"night+{night.visit}+{night.day}"): night.hotel for night in self.book.plan.nights}
        for row in mine:
            if hotels.get((visit, row.key)) == id or (rule == _HOTEL and row.key == f"night+{visit}+{id}"):
                yield row.now["place"].ref
                return
        of_day = [row for row in mine if id in self._days(row)]
        touched = [now.ref for row in of_day for now in row.now.values() if now.ref in self.book.touched]
        if touched:
            yield from touched
        elif of_day:
            yield of_day[0].now["day"].ref

    def _days(self, row: BookRow) -> set[str]:
        days = set()
        for id in row.ids:
            part = self._parts.get(id)
            if part is not None:
                days.add(str(service_day(part)))
        return days

    @cached_property
    def _parts(self) -> dict[str, int]:
        plan = self.book.plan
        return {item.id: item.start for item in plan.items} | {move.id: move.depart for move in plan.moves}

    def _of_people(self, about: tuple[str, ...]) -> Iterator[CellRef]:
        """Yield the headings of the duty lists of people, drivers and vehicles; and what was changed on such a day."""
        for row in self.book.rows:
            names = [name for side in (_PEOPLE, _CARS) for name in side if name in row.now]
            touched = [row.now[name].ref for name in names if row.now[name].ref in self.book.touched]
            if self._days(row) & set(about) and touched:
                yield from touched
        for id in about:
            for kind in ("person", "driver", "vehicle", "hotel", "workshop", "room"):
                if f"{kind}:{id}" in self.book.heads:
                    yield self.book.heads[f"{kind}:{id}"]
