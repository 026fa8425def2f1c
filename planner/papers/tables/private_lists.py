"""订票名单, 门卫放行单: the papers that hold identity numbers and plates; no other paper does, nor plan.xlsx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.places import Sight
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from models.domain.people import Member
    from models.domain.plan import Item
    from models.domain.stay import Stay
    from planner.papers.paper import Paper


def ticket_list(paper: Paper) -> PaperTable:
    """Return for whom tickets are to be booked, with the identity numbers: guests of visits that gave any.

    Return tickets that are still open (ARR-05), and tickets of planned sights that are paid at the door (SIGHT-01).
    """
    words = paper.words
    columns = words.pick("来访客户 姓名 证件号 订票", "Client Name Identity-number Tickets").split()
    rows = [row for stay in paper.facts.stays for row in _bookings(paper, stay)]
    title = words.pick("订票名单（含证件号，只交订票人）", "Tickets to book (identity numbers: for the booking only)")
    return PaperTable("tickets", title, tuple(name.replace("-", " ") for name in columns), tuple(rows), merged=1)


def _bookings(paper: Paper, stay: Stay) -> Iterator[Row]:
    words, client = paper.words, paper.names.client(stay.id)
    if not any(member.identity_number for member in stay.visit.members):
        return
    for member in stay.visit.members:
        tickets = list(_tickets(paper, stay, member))
        if tickets:
            number = member.identity_number or words.open
            yield Row((client, member.name, number, words.semicolon.join(tickets)), visit=stay.id)


def _tickets(paper: Paper, stay: Stay, member: Member) -> Iterator[str]:
    words, names = paper.words, paper.names
    mine = [group for group in stay.groups if member in group.members]
    for group in mine:
        if group.group.departure.at is None and not paper.move_texts.by_road(group.target):
            when, where = words.date(group.leaves), names.place(group.target)
            yield words.pick(f"{when} {where} 返程票", f"return ticket, {when}, {where}")
    for item in paper.plan_of(stay.id).items:
        place, request = paper.week.find_place(item.place), paper.item_texts.request(item)
        here = not item.groups or any(group.id in item.groups for group in mine)
        here = here and (request is None or not request.members or member.id in request.members)
        if here and isinstance(place, Sight) and place.price and not place.agreement:
            when, where = paper.calendar.moment(item.start), names.place(place.id)
            yield words.pick(f"{when} {where} 门票", f"admission, {when}, {where}")


def gate_list(paper: Paper) -> PaperTable:
    """Return when guests come to the company in their own cars, with the plates: visits that gave theirs."""
    words = paper.words
    columns = words.pick("日期 来访客户 车牌 人数 到达 离开", "Day Client Plates Guests From Until").split()
    rows = [row for stay in paper.facts.stays if stay.visit.plates for row in _at_the_gate(paper, stay)]
    title = words.pick("门卫放行单（含客人车牌，只交门卫）", "Cars at the gate (plates: for the gate only)")
    return PaperTable("gate", title, tuple(columns), tuple(rows), merged=1)


def _at_the_gate(paper: Paper, stay: Stay) -> Iterator[Row]:
    words, facts = paper.words, paper.facts
    company = facts.location(facts.week.site.id)
    here: dict[dt.date, list[Item]] = {}
    for item in paper.plan_of(stay.id).items:
        if facts.location(item.place) == company:
            here.setdefault(facts.day_of(item), []).append(item)
    for day, items in sorted(here.items()):
        first, last = min(item.start for item in items), max(item.end for item in items)
        groups = () if any(not item.groups for item in items) else tuple(id for item in items for id in item.groups)
        cells = (
            words.day(day),
            paper.names.client(stay.id),
            stay.visit.plates,
            words.people(stay.guests(groups)),
            words.time(first, day),
            words.time(last, day),
        )
        yield Row(cells, day, first, last, visit=stay.id)
