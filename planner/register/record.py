"""What is registered of a week: the rows of every table, from the judged plan and what became of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.domain.activities import Gift
from models.domain.actuals import ACTUAL_HEADINGS, Actuals, ActualTime
from models.domain.clock import iso, minute_of_day
from models.domain.day_windows import operating_day
from models.domain.plan import Item
from planner.judging.measures import measures_by_visit
from planner.language.client_names import client_key
from planner.language.text import tight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.actuals import Promise, VisitActuals
    from models.domain.memory import PromisedBefore
    from models.domain.plan import Duty, Move
    from models.domain.stay import Stay
    from planner.papers.paper import Paper

NIGHT_FROM, NIGHT_UNTIL = 22 * 60, 6 * 60
"""Minutes of the day after which, and before which, work is night work."""
VISIT_TABLES = ("visits", "items", "costs", "gifts", "promises", "kept", "answers", "service", "measures")
"""Tables of what belongs to a visit, in the order in which they are written."""


@dataclass(frozen=True)
class WeekRecord:
    """What is registered of a week.

    Attributes
    ----------
    week, name, first_day : str
        Its id, its name and its first day.
    charters_planned, charters_actual : int, int or None
        Yuan for chartered vehicles, which are no visit's.
    rows : dict
        Table → rows, each by column.
    unplanned : tuple of str
        Clients of whom nothing was planned: there is nothing to register.
    """

    week: str
    name: str
    first_day: str
    charters_planned: int
    charters_actual: int | None
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    unplanned: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """Return what is the same for the same record, whenever it is closed."""
        said = [self.name, self.first_day, self.charters_planned, self.charters_actual, self.rows]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).hexdigest()

    def still_open(self, paper: Paper, visit: str) -> list[PromisedBefore]:
        """Return promises of earlier visits that this one has not kept."""
        key = case_key(paper, visit)
        kept = {(row["promised_in"], row["what"]) for row in self.rows["kept"] if row["case_key"] == key}
        return [p for p in paper.week.remembered(visit).promises if (p.promised_in, p.what) not in kept]


def case_key(paper: Paper, visit: str) -> str:
    """Return what a visit is known by in the register."""
    return f"{paper.week.id}/{visit}"


def record_of(paper: Paper, actuals: Actuals) -> WeekRecord:
    """Return what is registered of a week.

    Parameters
    ----------
    paper : Paper
        The judged plan.
    actuals : Actuals
        What became of it; visits and items that exist, see ``planner.register.actuals_faults``.
    """
    report, gone = paper.report, paper.plan.visits_left_out
    measured = measures_by_visit(report)
    rows: dict[str, list[dict[str, Any]]] = {table: [] for table in VISIT_TABLES}
    spent = report.spent()
    for stay in paper.facts.stays:
        if stay.id not in gone:
            visit = _Visit(paper, stay, actuals.of(stay.id), is_closed=any(v.visit == stay.id for v in actuals.visits))
            for table, found in visit.tables(spent[stay.id], measured.get(stay.id, {})):
                rows[table] += found
    week = paper.week
    return WeekRecord(
        week=week.id,
        name=week.name,
        first_day=week.first_day.isoformat(),
        charters_planned=sum(charter.yuan for charter in report.charters),
        charters_actual=actuals.charters,
        rows=rows,
        unplanned=tuple(visit.client for visit in week.visits if visit.id in gone),
    )


def said(moment: int) -> str:
    """Return a moment as the register has it: 2026-10-20 09:30, which pandas reads as it is."""
    return iso(moment)[:16].replace("T", " ")


@dataclass(frozen=True)
class _Visit:
    """One visit as rows."""

    paper: Paper
    stay: Stay
    actual: VisitActuals
    is_closed: bool

    @property
    def key(self) -> str:
        return case_key(self.paper, self.stay.id)

    @property
    def came(self) -> int:
        """Guests who came."""
        absent = len(set(self.actual.absent))
        return max(0, self.stay.size - absent) if self.actual.came is None else self.actual.came

    def tables(self, planned: Counter[str], measures: dict[str, float]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """Yield the rows of each table."""
        yield "visits", [self._visit()]
        yield "items", [{"case_key": self.key, **row} for row in self._items()]
        yield "costs", [{"case_key": self.key, **row} for row in self._costs(planned)]
        gifts = [{"case_key": self.key, "number": k, **row} for k, row in enumerate(self._gifts(), start=1)]
        yield "gifts", gifts
        yield (
            "promises",
            [
                {
                    "case_key": self.key,
                    "number": number,
                    "what": promise.what,
                    "due": "" if promise.due is None else promise.due.isoformat(),
                    "owner": promise.owner,
                    "done": int(promise.done),
                    "reach": promise.reach,
                    "kind": promise.kind or "",
                    "place": promise.place,
                }
                for number, promise in enumerate(self._promised(), start=1)
            ],
        )
        yield "kept", [{"case_key": self.key, "promised_in": p.promised_in, "what": p.what} for p in self._kept()]
        grades = sorted(self.actual.grades.items())
        yield "answers", [{"case_key": self.key, "question": question, "grade": grade} for question, grade in grades]
        yield "service", [{"case_key": self.key, **row} for row in self._service()]
        numbers = sorted(measures.items())
        yield "measures", [{"case_key": self.key, "measure": name, "value": value} for name, value in numbers]

    def _visit(self) -> dict[str, Any]:
        visit, stay = self.stay.visit, self.stay
        return {
            "case_key": self.key,
            "week": self.paper.week.id,
            "visit": visit.id,
            "client": visit.client,
            "client_key": client_key(visit.client),
            "client_kind": visit.client_kind,
            "level": stay.level,
            "purpose": visit.purpose,
            "first_day": stay.days[0].isoformat(),
            "last_day": stay.days[-1].isoformat(),
            "guests_planned": stay.size,
            "guests_came": self.came,
            "closed": int(self.is_closed),
            "comment": self.actual.comment,
            "note": self.actual.note,
        }

    # -- what they did

    def _time(self, id: str) -> ActualTime:
        known = next((time for time in self.actual.times if time.item == id), ActualTime(item=id))
        return known if self.came else known.replace(held=False)

    def _span(self, id: str, start: int, end: int) -> tuple[int, int]:
        """Return when something really was; who says only when it began says that it was as long as planned."""
        time = self._time(id)
        began = start if time.start is None else time.start
        ended = time.end if time.end is not None else began + (end - start)
        return began, ended

    def _items(self) -> Iterator[dict[str, Any]]:
        texts, names = self.paper.item_texts, self.paper.names
        for item in self.paper.plan_of(self.stay.id).items:
            began, ended = self._span(item.id, item.start, item.end)
            row = {
                "item": item.id,
                "kind": item.kind,
                "title": texts.title(item),
                "place": item.place,
                "place_name": names.place(item.place),
                "planned_start": said(item.start),
                "planned_end": said(item.end),
                "start": said(began),
                "end": said(ended),
                "held": int(self._time(item.id).held),
            }
            yield row
            if item.lunch is not None:  # they eat in the midst of it
                house = item.lunch.restaurant
                title = self.paper.words.kind("lunch")
                yield row | {
                    "item": f"{item.id}+lunch",
                    "kind": "lunch",
                    "title": title,
                    "place": house,
                    "place_name": names.place(house),
                }

    # -- what was spent and given

    def _costs(self, planned: Counter[str]) -> Iterator[dict[str, Any]]:
        for heading in ACTUAL_HEADINGS:
            actual = self.actual.costs.get(heading)
            if planned[heading] or actual is not None:
                yield {"heading": heading, "planned": planned[heading], "actual": actual}

    def _gifts(self) -> Iterator[dict[str, Any]]:
        """Yield what was given and received; of what nobody filled in, what was planned, where the guests came."""
        given = [gift for gift in self.actual.gifts if gift.direction == "given"]
        if not given and self.came:
            left = {row.request for row in self.paper.plan_of(self.stay.id).left_out}
            for request in self.stay.visit.requests:
                if isinstance(request, Gift) and request.id not in left:
                    count = self.stay.size if request.each else 1
                    yield _gift_row("given", request.what, count, request.unit_price, as_planned=True)
        for gift in self.actual.gifts:
            yield _gift_row(gift.direction, gift.what, gift.count, gift.unit_price, handed_in=gift.handed_in)

    # -- what they were promised, and before

    def _promised(self) -> Iterator[Promise]:
        """Yield new promises: a row that says that an earlier one is kept is none."""
        before = {tight(promise.what) for promise in self.paper.week.remembered(self.stay.id).promises}
        yield from (p for p in self.actual.promises if not (p.done and tight(p.what) in before))

    def _kept(self) -> Iterator[PromisedBefore]:
        """Yield promises of earlier visits that were kept: their items were held, or somebody says that it is done."""
        held = {item.request for item in self.paper.plan_of(self.stay.id).items if self._time(item.id).held}
        ticked = {
            each.todo.about
            for each in self.paper.agenda
            if each.todo and (each.todo.task, each.todo.visit) == ("promise", self.stay.id) and each.step != "open"
        }
        done = {tight(promise.what) for promise in self.actual.promises if promise.done}
        for promise in self.paper.week.remembered(self.stay.id).promises:
            if (promise.request and promise.request in held) or promise.key in ticked or tight(promise.what) in done:
                yield promise

    # -- who of ours served

    def _service(self) -> Iterator[dict[str, Any]]:
        """Yield duties and minutes of each of our people by role, and of drivers the rides that they drove."""
        duties, minutes = Counter[tuple[str, str, str]](), defaultdict[tuple[str, str, str], int](int)
        nights = defaultdict[tuple[str, str, str], set[dt.date]](set)
        part = self.paper.plan_of(self.stay.id)
        rows: tuple[Item | Move, ...] = (*part.items, *part.moves) if self.came else ()
        for row in rows:
            if not self._time(row.id).held:
                continue
            for duty in row.duties:
                person = self.paper.week.find_person(duty.person)
                if person is not None:
                    key: tuple[str, str, str] = (person.id, person.name, duty.role)
                    duties[key] += 1
                    minutes[key] += self._worked(row, duty)
                    nights[key] |= _night(duty.start, duty.end)
        for move in part.moves if self.came else ():
            for ride in move.rides:
                driver = self.paper.week.find_driver(ride.driver)
                if driver is not None:
                    key = f"driver:{driver.id}", driver.name, "driver"
                    duties[key] += 1
                    minutes[key] += move.arrive - move.depart
                    nights[key] |= _night(move.depart, move.arrive)
        for person_id, name, role in sorted(duties):
            key = person_id, name, role
            done = {"duties": duties[key], "minutes": minutes[key], "nights": len(nights[key])}
            yield {"person": person_id, "name": name, "role": role, **done}

    def _worked(self, row: Item | Move, duty: Duty) -> int:
        """Return the minutes of a duty, longer or shorter by what its item was."""
        if not isinstance(row, Item):
            return duty.end - duty.start
        began, ended = self._span(row.id, row.start, row.end)
        return max(0, (duty.end + ended - row.end) - (duty.start + began - row.start))


def _night(start: int, end: int) -> set[dt.date]:
    """Return the day whose night work falls into, if it does: after 22:00, or before 06:00."""
    is_late = minute_of_day(end) > NIGHT_FROM or minute_of_day(end) < NIGHT_UNTIL or minute_of_day(start) < NIGHT_UNTIL
    return {operating_day(start)} if is_late else set()


def _gift_row(
    direction: str, what: str, count: int, unit_price: int, as_planned: bool = False, handed_in: bool = False
) -> dict[str, Any]:
    return {
        "direction": direction,
        "what": what,
        "count": count,
        "unit_price": unit_price,
        "as_planned": int(as_planned),
        "handed_in": int(handed_in),
    }
