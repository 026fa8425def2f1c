"""The sheet that a specialist takes along: a page a day, with a code of each customer for the telephone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.packet.document.codes import contact_card
from planner.packet.document.model import Document, Grid, Listing, PageBreak, Paragraph, QrCodes, Title
from planner.papers.rounds.routes import route_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.outbound import Customer, Specialist
    from models.rules.outbound.day_rounds import DayOfCalls
    from planner.packet.document.model import Block
    from planner.papers.rounds.rounds_paper import RoundsPaper


def route_sheets(paper: RoundsPaper, person: Specialist) -> Document:
    """Return a specialist's days, each on a page."""
    blocks: list[Block] = []
    for day in paper.days_of(person):
        blocks += [*([PageBreak()] if blocks else []), *_day(paper, day)]
    title = paper.words.label(paper.words.pick("拜访路线单", "Route sheet"), person.name)
    footer = f"{paper.book.office.name}  {paper.book.name}"
    return Document(title, tuple(blocks), paper.words.lang, "a4-landscape", footer)


def _day(paper: RoundsPaper, day: DayOfCalls) -> list[Block]:
    table = route_table(paper, day)
    title = paper.words.label(paper.words.pick("拜访路线单", "Route sheet"), table.title)
    blocks: list[Block] = [
        Title(title, day.person.phone),
        *(Paragraph(line) for line in table.lines),
        Grid(table.columns, tuple(row.cells for row in table.rows)),
        Listing(_reminders(paper, day)),
    ]
    codes = customer_codes(paper, [paper.book.customer(call.customer) for call in day.calls])
    return [*blocks, QrCodes(codes)] if codes else blocks


def _reminders(paper: RoundsPaper, day: DayOfCalls) -> tuple[str, ...]:
    """Return what is minded on every day in the field (S3 客户拜访行为规范, 客户拜访管理规范)."""
    words, first = paper.words, paper.customer(day.calls[0].customer)
    until = paper.clock(paper.facts.numbers.field_to)
    return (
        words.pick(
            f"到{first}后，先用当地固定电话向客户服务部签到。",
            f"At {first}, sign in with customer service by a telephone of the place first.",
        ),
        words.pick(
            f"提前{paper.facts.numbers.early}分钟到，不宜更早；名片、资料、货物出发前备齐；有变动及时告知客户并致歉。",
            f"Be there {paper.facts.numbers.early} minutes early, not earlier; pack cards, papers and goods; tell "
            "customers of any change and apologise.",
        ),
        words.pick(
            f"拜访期间不办其他事，{until}后再做室内工作；两天内交拜访报告。",
            f"Calls only until {until}, office work after; the report is due within two days.",
        ),
    )


def customer_codes(paper: RoundsPaper, customers: Sequence[Customer]) -> tuple[tuple[str, str], ...]:
    """Return what telephones scan: contact, telephone, address and position of each customer; with what is under it."""
    found = []
    for customer in customers:
        if not (customer.phone or customer.address or customer.position):
            continue
        name = customer.contact or customer.name
        card = contact_card(name, customer.phone, customer.name, address=customer.address, position=customer.position)
        found.append((card, paper.customer_name(customer)))
    return tuple(dict.fromkeys(found))
