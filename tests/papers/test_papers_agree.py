"""Papers agree: the same times, days and nights on every paper, whoever reads it, also around midnight."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from models.domain.clock import DAY, at, day_of
from models.domain.plan import Item
from models.rules.todo.collect import things_to_do
from planner.papers.tables.duties import duties
from planner.papers.tables.overview import overview
from planner.papers.tables.programme import programme
from planner.papers.tables.programme_head import lines_above
from planner.papers.tables.rooming import rooming
from planner.papers.tables.todos import todos
from planner.papers.tables.unsettled import is_hired_interpreter, unsettled
from planner.plan_workbook.writing.days import days
from planner.plan_workbook.writing.half_hours import HALF_HOUR_MINUTES, boxes
from tests.papers.planned_weeks import planned, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Move
    from planner.papers.paper import Paper
    from planner.papers.table import Row

SEEDS = (0, 2, 3, 5, 9, 11)
_DATE = re.compile(r"(\d{1,2})月(\d{1,2})日")


@pytest.fixture(scope="module", params=SEEDS)
def weekly(request: pytest.FixtureRequest) -> Paper:
    paper = planned(request.param)
    assert paper is not None, f"seed {request.param} gives no plan: take another"
    return paper


def parts_of(paper: Paper) -> dict[str, Item | Move]:
    every: list[Item | Move] = [*paper.plan.items, *paper.plan.moves]
    return {part.id: part for part in every}


def faults(paper: Paper) -> Iterator[str]:
    """Yield what two papers of a week say differently."""
    for check in (
        times_of_guests,
        times_of_drivers,
        times_of_our_people,
        times_of_the_office,
        take_off,
        nights,
        to_dos,
    ):
        yield from (f"{check.__name__}: {fault}" for fault in check(paper))


def guest_rows(paper: Paper) -> Iterator[Row]:
    for visit in paper.week.visits:
        yield from programme(paper, visit.id).rows


def span(part: Item | Move) -> list[int]:
    return [part.start, part.end] if isinstance(part, Item) else [part.depart, part.arrive]


def times_of_guests(paper: Paper) -> Iterator[str]:
    """Yield rows of programmes that differ from the plan: items whole, cars when they leave and arrive.

    A rest is told with the time around it.
    """
    parts, seen = parts_of(paper), set()
    for row in guest_rows(paper):
        if row.about not in parts:
            continue
        part, day = parts[row.about], row.day
        seen |= {row.about, *row.moves}
        said = told(row.cells[1], day)
        if isinstance(part, Item) or part.kind != "pick_up":
            whole = part.kind == "rest" and said[0] <= span(part)[0] < span(part)[1] <= said[1]
            if said != span(part) and not whole:
                yield f"{row.cells} is {span(part)}"
        else:
            landed = min(g.group.arrival.at for g in paper.delegations.travellers(part))
            if said != [landed, part.arrive] or part.depart not in told(row.cells[6], day):
                yield f"{row.cells} lands {landed}, {span(part)}"
        for id in row.moves:
            if parts[id].depart not in told(row.cells[6], day):
                yield f"{row.cells} does not say when {id} leaves"
    yield from (f"{id} is on no programme" for id in parts.keys() - seen)


def times_of_drivers(paper: Paper) -> Iterator[str]:
    """Yield rows of drivers and vehicles that differ from the plan."""
    parts = parts_of(paper)
    for row in (row for kind in ("driver", "vehicle") for table in duties(paper, kind) for row in table.rows):
        ready, depart, arrive = (told(cell, row.day)[0] for cell in row.cells[1:4])
        if [depart, arrive] != span(parts[row.about]) or ready > depart:
            yield f"{row.cells} is {span(parts[row.about])}"


def times_of_our_people(paper: Paper) -> Iterator[str]:
    """Yield rows of people, rooms and restaurants that differ from the plan."""
    parts = parts_of(paper)
    for table in duties(paper, "person"):
        person = table.id.partition(":")[2]
        for row in table.rows:
            spans = [[d.start, d.end] for d in parts[row.about].duties if d.person == person]
            if told(row.cells[1], row.day) not in spans:
                yield f"{row.cells} is {spans}"
    for kind, column in (("room", 2), ("dining", 1)):
        for row in (row for table in duties(paper, kind) for row in table.rows):
            if told(row.cells[column], row.day) != span(parts[row.about]):
                yield f"{row.cells} is {span(parts[row.about])}"


def interpreted(paper: Paper, row: Row) -> list[int]:
    """Return from when to when hired interpreters are with a visit on a day."""
    parts = (part for part in parts_of(paper).values() if part.visit == row.visit)
    here = (part for part in parts if paper.facts.day_of(part) == row.day)
    hired = [duty for part in here for duty in part.duties if is_hired_interpreter(duty)]
    return [min(duty.start for duty in hired), max(duty.end for duty in hired)] if hired else []


def times_of_the_office(paper: Paper) -> Iterator[str]:
    """Yield what overview, half hours, open things and sheets of days have at another time or on another day."""
    parts, shown = parts_of(paper), set(days(paper))
    on = {row.about: row.day for row in guest_rows(paper) if row.about} | {
        id: row.day for row in guest_rows(paper) for id in row.moves
    }
    yield from (f"{row.cells} is on no sheet of a day" for row in guest_rows(paper) if row.day not in shown)
    for row in unsettled(paper).rows:
        when = span(parts[row.about])
        if told(row.cells[1], row.day) not in (when, interpreted(paper, row)) or row.day != on[row.about]:
            yield f"{row.cells} is {when}"
    for table in (table for kind in ("driver", "person", "room", "dining") for table in duties(paper, kind)):
        yield from (f"{table.id} {row.cells} is on {on[row.about]}" for row in table.rows if row.day != on[row.about])
    table = overview(paper)
    first = len(table.columns) - len(shown)
    for stay, row in zip(paper.facts.stays, table.rows, strict=True):
        starts = {part.start if isinstance(part, Item) else part.depart for part in parts.values()}
        starts |= {group.group.arrival.at for group in stay.groups}
        for day, cell in zip(days(paper), row.cells[first:], strict=True):
            yield from (f"{day} {cell}" for moment in told(cell, day) if moment not in starts)
        for day in stay.days:
            halves = {at(day) + start for start, *_ in boxes(paper, stay, day)}
            here = [p for p in parts.values() if p.visit == stay.id and isinstance(p, Item) and on[p.id] == day]
            begins = {p.start // HALF_HOUR_MINUTES * HALF_HOUR_MINUTES for p in here}
            if len(begins - halves) > len(here) // 3:  # two items within half an hour share it
                yield f"{stay.id} {day}: {sorted(begins)} and {sorted(halves)}"


def take_off(paper: Paper) -> Iterator[str]:
    """Yield where guests set off at the time of the flight, or where papers name its time differently."""
    for visit in paper.week.visits:
        head = [line for line in lines_above(paper, paper.stay(visit.id)) if line.startswith("抵离")]
        for group, line in zip(paper.stay(visit.id).groups, head, strict=True):
            leaves = group.group.departure.at
            if (
                leaves is not None
                and f"{paper.words.time(leaves)}{'开车' if group.target == 'rail' else '起飞'}" not in line
            ):
                yield line
    for move in paper.plan.moves:
        if move.kind != "see_off":
            continue
        times = {g.group.departure.at for g in paper.delegations.travellers(move)}
        rows = [row.cells[6] for row in guest_rows(paper) if row.about == move.id]
        rows += [row.cells[7] for table in duties(paper, "driver") for row in table.rows if row.about == move.id]
        for text in rows:
            named = re.findall(r"(?:次日)?\d\d:\d\d(?:开车|起飞)", text)
            if {moment for name in named for moment in told(name, paper.facts.day_of(move))} != times:
                yield f"{move.id}: {text}"
            if "出发" in text:
                yield f"{move.id}: {text} takes the flight for the way to it"


def nights(paper: Paper) -> Iterator[str]:
    """Yield where plan, programme, rooming list, hotel, list of things to do and costs count other nights."""
    planned_nights = {(night.visit, night.day) for night in paper.plan.nights}
    due = {(stay.id, day) for stay in paper.facts.stays if stay.visit.provides.lodging for day in stay.nights}
    said = {
        "due": due,
        "programme": {(row.visit, row.day) for row in guest_rows(paper) if row.cells[2] == "住宿"},
        "hotel": {(row.visit, row.day) for table in duties(paper, "hotel") for row in table.rows},
        "rooming": set(_rooming(paper)),
        "to-do": set(_rooming_to_dos(paper)),
    }
    for name, found in said.items():
        if found != planned_nights:
            yield f"{name}: {sorted(found ^ planned_nights)}"
    for stay in paper.facts.stays:
        rooms: dict[str, int] = defaultdict(int)
        for night in paper.plan.nights:
            prices = {room.kind: room.price for room in paper.week.hotel(night.hotel).room_types}
            rooms[night.visit] += sum(prices[room.kind] * room.count for room in night.rooms)
        if paper.report.spent()[stay.id]["hotel"] != rooms[stay.id]:
            yield f"{stay.id}: {paper.report.spent()[stay.id]} for rooms of {rooms[stay.id]}"
        leave = [move.depart for move in paper.plan.moves if move.visit == stay.id and move.kind == "see_off"]
        late = [day for visit, day in planned_nights if visit == stay.id and leave and at(day, DAY) > max(leave)]
        if late:
            yield f"{stay.id} sleeps here after {late} and leaves at {max(leave)}"


def _rooming(paper: Paper) -> Iterator[tuple[str, dt.date]]:
    year = paper.week.first_day.year
    for row in (row for table in rooming(paper) for row in table.rows):
        first, last = (dt.date(year, *map(int, _DATE.findall(cell)[0])) for cell in row.cells[1:3])
        yield from ((row.visit, first + dt.timedelta(days=k)) for k in range((last - first).days))


def _rooming_to_dos(paper: Paper) -> Iterator[tuple[str, dt.date]]:
    year = paper.week.first_day.year
    for line in things_to_do(paper.facts, paper.plan):
        if line.task == "rooming_list":
            month, day, count = re.findall(r"(\d+)月(\d+)日起 (\d+) 晚", line.say())[0]
            first = dt.date(year, int(month), int(day))
            yield from ((line.visit, first + dt.timedelta(days=k)) for k in range(int(count)))


def to_dos(paper: Paper) -> Iterator[str]:
    """Yield things to do that name a day on which the guests are not here, or are due after it is over."""
    year = paper.week.first_day.year
    tasks = paper.report.edition.office.tasks
    later = {x.key for x in things_to_do(paper.facts, paper.plan) if tasks[x.task].after}
    for row in todos(paper).rows:
        if not row.visit:
            continue
        stay = paper.stay(row.visit)
        here = {*stay.days, *(day_of(group.group.arrival.at) for group in stay.groups)}
        here |= {day_of(move.depart) for move in paper.plan.moves if move.visit == row.visit}
        named = {dt.date(year, int(month), int(day)) for month, day in _DATE.findall(row.cells[3])}
        if named - here or ((row.start or 0) > stay.end and row.about not in later):
            yield f"{row.cells}, here on {sorted(here)}"
    carried = {move.id for move in paper.plan.moves if move.luggage and move.rides}
    for row in guest_rows(paper):
        if "行李随车" in row.cells[6] and not {row.about, *row.moves} & carried:
            yield f"{row.cells}: no car carries it"


def test_papers_agree(weekly: Paper) -> None:
    assert not list(faults(weekly))


def test_the_search_for_faults_finds_them(weekly: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan whose nights and cars are not what the stay asks for is found out."""
    fewer = weekly.plan.replace(nights=weekly.plan.nights[1:])
    broken = type(weekly)(type(weekly.report)(**{**vars(weekly.report), "plan": fewer}), weekly.words)
    if weekly.plan.nights:
        assert any(fault.startswith("nights: due") for fault in faults(broken))
    monkeypatch.setattr("planner.language.times.write.hhmm", lambda minutes: "12:34")
    anew = dataclasses.replace(weekly)  # tables are made once for each paper
    assert sum("is [" in fault for fault in faults(anew)) > len(weekly.plan.items)
