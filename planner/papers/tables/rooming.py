"""分房表: which guest sleeps in which kind of room, hotel by hotel, for the front desk."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from models.domain.night_runs import night_runs
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.people import Member
    from models.domain.plan import Night
    from planner.papers.paper import Paper


def rooming(paper: Paper) -> tuple[PaperTable, ...]:
    """Return a table for each hotel where guests sleep: a row a room, with the nights from arrival to departure."""
    words = paper.words
    columns = words.pick("来访客户 入住 离店 房型 住客 备注", "Client In Out Room Guests Remarks")
    tables = []
    for hotel in paper.week.hotels:
        nights = [night for night in paper.plan.nights if night.hotel == hotel.id]
        runs = sorted(night_runs(nights), key=lambda run: paper.delegations.number(run[0].visit))
        rows = [row for run in runs for row in _rooms(paper, run)]
        if rows:
            title = words.note(paper.names.place(hotel.id), hotel.phone)
            tables.append(PaperTable(f"rooming:{hotel.id}", title, tuple(columns.split()), tuple(rows), merged=3))
    return tuple(tables)


def _rooms(paper: Paper, run: Sequence[Night]) -> Iterator[Row]:
    words, first = paper.words, run[0]
    head = (paper.names.client(first.visit), words.date(first.day), words.date(run[-1].day + dt.timedelta(days=1)))
    remark = paper.delegations.part_of(first.visit, first.groups)
    for kind, sleepers in _who(paper, first):
        cells = (*head, words.hotel_room(kind), words.comma.join(sleepers), remark)
        yield Row(cells, first.day, about=first.hotel, visit=first.visit)


def _who(paper: Paper, night: Night) -> Iterator[tuple[str, list[str]]]:
    """Yield each room with its guests; only the rooms where others were booked than the package gives."""
    words, stay = paper.words, paper.stay(night.visit)
    booked = Counter({booking.kind: booking.count for booking in night.rooms})
    rooms = stay.rooming(night.groups)
    if Counter(kind for kind, _ in rooms) == booked:
        for kind, guests in sorted(rooms, key=lambda room: room[0] != stay.package.principal_room):
            yield kind, [_name(paper, guest) for guest in guests]
    else:
        for kind, count in booked.items():
            yield from ((kind, [words.pick("待分", "to be assigned")]) for _ in range(count))


def _name(paper: Paper, guest: Member | None) -> str:
    if guest is None:
        return paper.words.pick("姓名待定", "name to come")
    sex = {"male": paper.words.pick("男", "m"), "female": paper.words.pick("女", "f"), None: ""}[guest.sex]
    return paper.words.note(guest.name, sex)
