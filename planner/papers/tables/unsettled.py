"""待落实: every duty without a person or with a deputy, hired car and meal to be packed, in the order of time.

Hired interpreters are one row a visit, day and language: one person is booked for the day (HOST-06).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.domain.plan import Item, Move
from models.rules.core.cost_lines import hire_price
from planner.papers.paper import made_once
from planner.papers.table import PaperTable, Row
from planner.papers.tables.programme import is_lunch_packed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from models.domain.plan import Duty
    from planner.papers.paper import Paper


@made_once
def unsettled(paper: Paper) -> PaperTable:
    """Return what somebody still has to find, book or order."""
    words = paper.words
    columns = words.pick("日期 时间 来访客户 待落实 活动 地点 说明", "Day Time Client To-be-found For Where Remarks")
    days = _interpreted_days(paper)
    rows = [_of_interpreter(paper, *key, hired) for key, hired in days.items()]
    rows += [row for item in paper.plan.items for row in _of_item(paper, item)]
    rows += [row for move in paper.plan.moves for row in _of_move(paper, move)]
    return PaperTable(
        id="unsettled",
        title=words.pick("待落实", "To be found"),
        columns=tuple(name.replace("-", " ") for name in columns.split()),
        rows=tuple(sorted(rows, key=lambda row: (row.start or 0, row.about, row.cells))),
        merged=1,
    )


@made_once
def _interpreted_days(paper: Paper) -> dict[tuple[str, dt.date, str], list[tuple[Item | Move, Duty]]]:
    """Return what is interpreted by somebody hired, by visit, day and language, where that is more than one row."""
    found: dict[tuple[str, dt.date, str], list[tuple[Item | Move, Duty]]] = defaultdict(list)
    parts: list[Item | Move] = [*paper.plan.items, *paper.plan.moves]
    for part in parts:
        for duty in part.duties:
            if is_hired_interpreter(duty):
                found[part.visit, paper.facts.day_of(part), duty.language or ""].append((part, duty))
    return {key: sorted(mine, key=lambda each: each[1].start) for key, mine in found.items() if len(mine) > 1}


def is_hired_interpreter(duty: Duty) -> bool:
    """Tell whether a duty is one for an interpreter whom the office books."""
    return duty.role == "interpreter" and duty.hired and duty.person is None


def _of_interpreter(
    paper: Paper, visit: str, day: dt.date, language: str, hired: list[tuple[Item | Move, Duty]]
) -> Row:
    """Return the row of whoever is booked for a day: from when to when, with the items, arrival, departure, rides."""
    words = paper.words
    start, end = hired[0][1].start, max(duty.end for _, duty in hired)
    named, rides = [], 0
    for part, _ in hired:
        if isinstance(part, Item):
            named.append(paper.item_texts.title(part))
        elif part.kind != "transfer":
            named.append(paper.move_texts.way(part))
        else:
            rides += 1
    if rides:
        named.append(words.pick(f"随车{rides}程", f"{rides} rides" if rides > 1 else "1 ride"))
    wanted = words.pick("外聘翻译", "hired interpreter")
    remarks = [words.language(language)] if language else []
    if rides == len(hired):
        remarks.append(words.pick("只随车，可由陪同照应", "rides only: the escort may see to it"))
    cells = (wanted, words.pick("、", ", ").join(named), "", words.comma.join(remarks))
    head = (words.day(day), words.span(start, end, day), paper.names.client(visit))
    return Row((*head, *cells), day, start, end, hired[0][0].id, visit, open=True)


def _of_item(paper: Paper, item: Item) -> Iterator[Row]:
    words = paper.words
    what, where = paper.item_texts.title(item), paper.item_texts.where(item)
    for wanted, remark in _missing(paper, item):
        yield _row(paper, item, item.start, item.end, (wanted, what, where, remark))
    if is_lunch_packed(paper, item):
        guests = words.people(paper.delegations.guests(item.visit, item.groups))
        yield _row(paper, item, item.start, item.end, (words.pick("午餐", "lunch"), what, where, guests))
    if item.is_packed_meal:
        guests = words.people(paper.delegations.guests(item.visit, item.groups))
        yield _row(paper, item, item.start, item.end, (words.pick("用餐", "meal"), what, where, guests))


def _of_move(paper: Paper, move: Move) -> Iterator[Row]:
    words = paper.words
    for wanted, remark in _missing(paper, move):
        yield _row(paper, move, move.depart, move.arrive, (wanted, paper.move_texts.way(move), "", remark))
    for ride in move.rides:
        guests, seats = words.people(ride.guests), ""
        if ride.hired:
            car = paper.week.hired_car(ride.hired)
            price = words.yuan(hire_price(paper.facts, car))
            if car.is_unlisted:
                price = words.pick(f"估价{price}，车行待定", f"about {price}, no firm yet")
            seats = words.pick(f"{car.seats}座", f"{car.seats} seats") + words.comma + price
            wanted = words.hired_car(car)
            guests = words.comma.join(text for text in (guests, seats, car.supplier, car.phone) if text)
        elif not ride.vehicle:
            wanted = words.pick("车辆", "vehicle")
        elif not ride.driver:
            wanted = words.pick("司机", "driver")
        else:
            continue
        yield _row(paper, move, move.depart, move.arrive, (wanted, paper.move_texts.way(move), "", guests))


def _missing(paper: Paper, part: Item | Move) -> Iterator[tuple[str, str]]:
    """Yield what is missing, with its language and, where it is not the row's, its time; and who stands in for whom."""
    words, day = paper.words, paper.facts.day_of(part)
    whole = (part.start, part.end) if isinstance(part, Item) else (part.depart, part.arrive)
    for duty in part.duties:
        if is_hired_interpreter(duty) and (part.visit, day, duty.language or "") in _interpreted_days(paper):
            continue
        if duty.person is None:
            hired = words.pick("外聘", "hired ") if duty.hired else ""
            about = [words.span(duty.start, duty.end)] if (duty.start, duty.end) != whole else []
            about += [words.language(duty.language)] if duty.language else []
            yield hired + words.role(duty.role), words.comma.join(about)
        elif duty.stand_in:
            name = paper.names.person(duty.person)
            yield words.role(duty.role), words.pick(f"{name}代为出席", f"{name} stands in")


def _row(paper: Paper, part: Item | Move, start: int, end: int, cells: tuple[str, str, str, str]) -> Row:
    day = paper.facts.day_of(part)
    head = (paper.words.day(day), paper.words.span(start, end, day), paper.names.client(part.visit))
    return Row((*head, *cells), day, start, end, part.id, part.visit, open=True)
