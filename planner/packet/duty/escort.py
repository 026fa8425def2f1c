"""What an escort reads: the whole day by the minute, whom to call when, whom to report to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.domain.clock import at
from planner.packet.document.model import Grid, Heading, Listing
from planner.packet.duty.report_to import report_to
from planner.papers.tables.programme import programme

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from models.domain.plan import Move
    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.duty.work import PersonalWork
    from planner.packet.kit import Kit

CALL_DRIVER_MINUTES = 10
"""Minutes before guests set off at which the driver is called to the door (S0 二(三)1)."""


class _Line(NamedTuple):
    """A line of the day: when it is due, how its time is said, what, where, with whom or whom to call."""

    due: int
    time: str
    what: str
    where: str
    who: str


def escort_part(kit: Kit, work: PersonalWork) -> Iterator[Block]:
    """Yield each day that somebody spends with a delegation, by the minute."""
    words, facts = kit.words, kit.paper.facts
    mine = dict.fromkeys((part.visit, facts.day_of(part)) for part, duty in work.parts if duty.role == "escort")
    columns = ("时间", "事项", "地点", "联系") if words.lang == "zh" else ("Time", "What", "Where", "With")
    for visit, day in mine:
        stay = kit.paper.stay(visit)
        yield Heading(f"{words.day(day)} {stay.visit.client}")
        lines = sorted(_day(kit, stay, day), key=lambda line: line.due)
        yield Grid(columns, tuple(line[1:] for line in lines))
    report = report_to(kit, work)
    yield Listing(
        (
            words.label(words.pick("有情况报告", "report to"), report),
            words.pick(
                "每晚告知客人次日天气、着装和集合时间", "every evening tell the guests weather, dress and meeting time"
            ),
        )
    )


def _day(kit: Kit, stay: Stay, day: dt.date) -> Iterator[_Line]:
    words = kit.words
    for row in programme(kit.paper, stay.id).rows:
        if row.day == day:
            _, time, what, where, who, _, note = row.cells
            when = at(day, 30 * 60) if row.start is None else row.start
            yield _Line(when, time, what, where, "\n".join(text for text in (who, note) if text))
    moves = [move for move in kit.paper.plan_of(stay.id).moves if kit.paper.facts.day_of(move) == day]
    for move in moves:
        yield from _calls(kit, move, day)
    for group in stay.groups:
        if group.comes == day:
            arrival = group.group.arrival
            told = kit.paper.move_texts.arrival(arrival, day)
            place = f"{kit.paper.names.place(arrival.place)} {arrival.meeting_point}".rstrip()
            text = words.pick(
                f"☎ 确认航班车次、抵达时间和迎接地点：{told}", f"☎ confirm number, time and meeting point: {told}"
            )
            contact = stay.visit.contact
            due = at(day, 8 * 60)
            yield _Line(
                min(due, arrival.at - 120),
                words.pick("当天早上", "in the morning"),
                text,
                place,
                f"{contact.name} {contact.phone}".strip(),
            )


def _calls(kit: Kit, move: Move, day: dt.date) -> Iterator[_Line]:
    """Yield the calls to the drivers of a move, and at the first of a delegation's to those who wait for it."""
    words = kit.words
    due = move.depart - CALL_DRIVER_MINUTES
    for ride in move.rides:
        if ride.driver and ride.guests:
            driver = kit.week.driver(ride.driver)
            car = kit.paper.names.vehicle(ride.vehicle) if ride.vehicle else ""
            text = words.pick(f"☎ 通知司机到门口待命：{car}", f"☎ call the driver to the door: {car}")
            yield _Line(
                due,
                words.time(due, day),
                text,
                kit.paper.names.stop(move.origin),
                f"{driver.name} {driver.phone}".strip(),
            )
