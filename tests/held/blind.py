"""Writes held programmes and the planner's own for a blind reading: two texts a week in one layout, and the facts.

``python -m tests.held.blind FOLDER KEY`` takes the plans that ``tests.held.judgement`` has made. Which of the two texts
of a week is whose is drawn anew each time and written to KEY alone. Minutes at the hotel read the same whether they are
a check-in, a rest or a wait; whoever fills meals and rides in is the same for both.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from models.domain.activities import KINDS, Banquet, Request, outside_hosts
from models.domain.clock import at, day_of, hhmm, minute_of_day
from models.domain.facts import Facts
from models.domain.included_meals import included_meal
from models.domain.places import Hotel
from models.domain.plan import Item, Move, Plan
from models.domain.request_order import order_links
from planner.judging.check import Report
from planner.services.result import Limits
from tests.held.as_held import NAMES
from tests.held.judgement import pair

SHORT = 10
"""Minutes between two rows that are no wait: to get in, to sit down."""
FREE_FROM, FREE = 8 * 60 + 30, 60
"""Minute of the day after breakfast from which so many minutes before the first row are said to be free."""
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Line:
    """What the guests do for some time, at a place."""

    start: int
    end: int
    what: str
    place: str
    at_hotel: bool = False


def lines(facts: Facts, plan: Plan) -> list[Line]:
    """Return the programme of the week's only visit, line by line, waits and time at the hotel with it."""
    rows: list[Item | Move] = sorted([*plan.items, *plan.moves], key=_start)
    found: list[Line] = []
    for day, mine in groupby(rows, key=lambda row: day_of(_start(row))):
        today: list[Line] = []
        for row in mine:
            line = _line(facts, row)
            if found and not today and line.start - at(day, FREE_FROM) >= FREE:
                hotel = next(night.hotel for night in plan.nights if night.day == day - dt.timedelta(days=1))
                today.append(Line(at(day, FREE_FROM), line.start, "自由活动", hotel))
            if today and line.start - today[-1].end > SHORT:
                today.append(_gap(facts, today[-1], line, row))
            today.append(line)
        found += _hotel_merged(today)
    return found


def _start(row: Item | Move) -> int:
    return row.start if isinstance(row, Item) else row.depart


def _line(facts: Facts, row: Item | Move) -> Line:
    if isinstance(row, Move):
        what = f"乘车 {row.arrive - row.depart} 分钟,前往{_name(facts, row.target)}"
        return Line(row.depart, row.arrive, what, row.target)
    hotel = row.kind in ("check_in", "rest")
    return Line(row.start, row.end, "在酒店" if hotel else _title(facts, row), row.place, hotel)


def _gap(facts: Facts, before: Line, after: Line, row: Item | Move) -> Line:
    here = before.place if isinstance(row, Move) or before.place == after.place else after.place
    hotel = isinstance(facts.week.find_place(facts.location(here)), Hotel)
    what = "在酒店" if hotel else f"等候 {after.start - before.end} 分钟"
    return Line(before.end, after.start, what, facts.location(here) if hotel else here, hotel)


def _hotel_merged(today: list[Line]) -> Iterator[Line]:
    for hotel, run in groupby(today, key=lambda line: line.at_hotel):
        found = list(run)
        if hotel:
            yield Line(found[0].start, found[-1].end, "在酒店(入住、休息)", found[0].place, True)
        else:
            yield from found


def _title(facts: Facts, item: Item) -> str:
    (visit,) = facts.week.visits
    request = next((r for r in visit.requests if r.id == item.request), None)
    kind = KINDS[item.kind].zh
    if request is None:
        return f"{kind}(盒饭)" if item.is_packed_meal else kind
    return (request.title or f"{kind} {_name(facts, item.place)}") + _hosts(facts, request)


def _hosts(facts: Facts, request: Request) -> str:
    ours = [getattr(request, field, None) for field in ("leader", "host")]
    names = [f"{host.organisation}{host.name}" for host in outside_hosts(request)]
    names += [f"{person.title}{person.name}" for id in ours if id and (person := facts.week.person(id))]
    return f"(主人:{'、'.join(names)})" if names else ""


def _name(facts: Facts, place: str) -> str:
    return facts.week.place(place).name


def programme_text(report: Report, number: int) -> str:
    """Return a programme as its reader sees it."""
    facts = report.facts
    text = [f"日程 {number}"]
    for day, mine in groupby(lines(facts, report.plan), key=lambda line: day_of(line.start)):
        text += ["", _day(day)]
        for line in mine:
            clock = f"{hhmm(minute_of_day(line.start))}–{hhmm(minute_of_day(line.end))}"
            place = "" if line.what.startswith("乘车") else f"  @ {_name(facts, line.place)}"
            text.append(f"  {clock}  {line.what}{place}")
    return "\n".join(text) + "\n"


def _day(day: dt.date) -> str:
    return f"{day.month}月{day.day}日 周{WEEKDAYS[day.weekday()]}"


def facts_text(facts: Facts) -> str:
    """Return what the organiser knew: the party, when it comes and goes, what is asked for, the roads."""
    (visit,), week = facts.week.visits, facts.week
    stay = facts.stay(visit.id)
    (group,) = visit.groups
    assert group.departure.at is not None
    text = [
        week.name,
        f"来宾:{visit.client},{stay.size} 人;主宾:{stay.principal.title} {stay.principal.name}",
        f"抵达:{_moment(group.arrival.at)} {_name(facts, group.arrival.place)};"
        f"离开:{_moment(group.departure.at)} {_name(facts, group.departure.place)}",
        f"下榻:{_name(facts, visit.hotel) if visit.hotel else '由接待方定'}",
        f"工作日:{'、'.join(_day(day) for day in stay.days if facts.workday(day))}",
        "",
        "请安排(按名称):",
    ]
    asked = {link.then: link.first for link in order_links(visit)}
    names = {request.id: request.title or _name(facts, getattr(request, "place", "")) for request in visit.requests}
    for request in sorted(visit.requests, key=lambda each: names[each.id]):
        said = [f"{stay.minutes(request)} 分钟"]
        if place := getattr(request, "place", None) or getattr(request, "restaurant", None):
            said.append(_name(facts, place) + _hours(facts, place))
        if meal := included_meal(request):
            said.append({"breakfast": "早餐", "lunch": "午餐", "dinner": "晚餐"}[meal])
        elif isinstance(request, Banquet):
            said.append("午宴" if request.lunch else "晚宴")
        if request.on:
            said.append(f"定在{_day(request.on)}")
        if request.id in asked:
            said.append(f"在“{names[asked[request.id]]}”之后")
        text.append(f"  {names[request.id]}{_hosts(facts, request)}:{','.join(said)}")
    return "\n".join([*text, "", "路程(不堵车时,分钟):", *_ways(facts)]) + "\n"


def _moment(moment: int) -> str:
    return f"{_day(day_of(moment))} {hhmm(minute_of_day(moment))}"


def _hours(facts: Facts, place: str) -> str:
    hours = facts.week.place(place).hours
    shown = "、".join(f"{hhmm(each.open)}–{hhmm(each.close)}" for each in hours)
    return f"({shown})" if shown else ""


def _ways(facts: Facts) -> Iterator[str]:
    (visit,) = facts.week.visits
    (group,) = visit.groups
    used = [visit.hotel, group.arrival.place, group.departure.place]
    used += [getattr(r, "place", None) or getattr(r, "restaurant", None) for r in visit.requests]
    places = list(dict.fromkeys(facts.location(place) for place in used if place))
    for number, place in enumerate(places):
        others = [f"{_name(facts, other)} {facts.travel.base(place, other)}" for other in places[number + 1 :]]
        if others:
            yield f"  {_name(facts, place)}:{','.join(others)}"


def main() -> None:
    """Write the texts to the folder, and whose they are to the key."""
    folder, key = (Path(argument) for argument in sys.argv[1:3])
    folder.mkdir(parents=True, exist_ok=True)
    told = []
    for name in NAMES:
        both = pair(name, Limits(), again=False)
        order = [("held", both.held), ("ours", both.free)]
        random.SystemRandom().shuffle(order)
        for number, (_, report) in enumerate(order, 1):
            (folder / f"{name}-{number}.txt").write_text(programme_text(report, number), encoding="utf-8")
        (folder / f"{name}-facts.txt").write_text(facts_text(both.held.facts), encoding="utf-8")
        told.append(f"{name}: 1 {order[0][0]}, 2 {order[1][0]}")
    key.write_text("\n".join(told) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
