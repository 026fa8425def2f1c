"""待落实: every duty without a person or with a deputy, hired car and meal to be packed, in the order of time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.plan import Item
from models.rules.core.cost_lines import hire_price
from planner.papers.paper import made_once
from planner.papers.table import PaperTable, Row
from planner.papers.tables.programme import is_lunch_packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Move
    from planner.papers.paper import Paper


@made_once
def unsettled(paper: Paper) -> PaperTable:
    """Return what somebody still has to find, book or order."""
    words = paper.words
    columns = words.pick("日期 时间 来访客户 待落实 活动 地点 说明", "Day Time Client To-be-found For Where Remarks")
    rows = [row for item in paper.plan.items for row in _of_item(paper, item)]
    rows += [row for move in paper.plan.moves for row in _of_move(paper, move)]
    return PaperTable(
        id="unsettled",
        title=words.pick("待落实", "To be found"),
        columns=tuple(name.replace("-", " ") for name in columns.split()),
        rows=tuple(sorted(rows, key=lambda row: (row.start or 0, row.about, row.cells))),
        merged=1,
    )


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
    words = paper.words
    whole = (part.start, part.end) if isinstance(part, Item) else (part.depart, part.arrive)
    for duty in part.duties:
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
