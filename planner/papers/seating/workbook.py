"""座次.xlsx and 乘车.xlsx: what is printed, in one workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.papers.seating import findings, lists, rides
from planner.papers.seating.sheets import PrintedSheets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.papers.seating.drawings import Picture
    from planner.papers.seating.findings import Judged
    from planner.papers.seating.paper import RidePaper, SeatingPaper
    from planner.papers.table import PaperTable


def dinner_workbook(paper: SeatingPaper, pictures: Sequence[Picture]) -> dict[str, bytes | str]:
    """Return the workbook of a seated dinner by its file name."""
    words = paper.words
    book = PrintedSheets(paper.title, words)
    first = book.name(words.pick("说明", "notes"))
    hall = book.name(words.pick("平面图", "hall plan"))
    whole = [lists.seat_list(paper), lists.name_list(paper)]
    whole += [lists.kitchen(paper), lists.service(paper)] if paper.meals else []
    named = [(book.name(table.title), table) for table in [*whole, *_judged(paper)] if table.rows]
    charts = [(book.name(f"{plan.place} {paper.table_name(plan)}"), plan) for plan in paper.seating.tables]
    links = [(hall, hall, ""), *((name, table.title, "") for name, table in named)]
    for name, plan in charts:
        host = paper.people.name(plan.representative) if plan.representative else ""
        about = words.comma.join(text for text in (words.people(len(paper.seats[plan.table])), host) if text)
        links.append((name, paper.table_name(plan), about))
    book.index(first, words.comma.join((paper.title, paper.hall)), findings.verdict(paper), links)
    book.picture(hall, paper.hall, [picture for picture in pictures if not picture.about])
    for name, table in named:
        book.lists(name, table.title, table.lines, [_bare(table)])
    for name, plan in charts:
        table = lists.table_list(paper, plan)
        book.chart(name, table.title, [p for p in pictures if p.about == plan.table], table)
    return {f"{words.pick('座次', 'seating')}.xlsx": book.bytes()}


def ride_workbook(paper: RidePaper, pictures: Sequence[Picture]) -> dict[str, bytes | str]:
    """Return the workbook of a seated ride by its file name."""
    words = paper.words
    book = PrintedSheets(paper.title, words)
    first = book.name(words.pick("说明", "notes"))
    tables = [rides.convoy(paper), rides.passenger_list(paper), *_judged(paper)]
    named = [(book.name(table.title), table) for table in tables if table.rows]
    charts = [(book.name(paper.car_name(seating)), seating) for seating in paper.used]
    links = [(name, table.title, "") for name, table in named]
    links += [(name, paper.car_name(seating), paper.driver(seating)) for name, seating in charts]
    book.index(first, words.comma.join((paper.title, paper.route)), findings.verdict(paper), links)
    for name, table in named:
        book.lists(name, table.title, table.lines, [_bare(table)])
    for name, seating in charts:
        table = rides.car_list(paper, seating)
        book.chart(name, table.title, [p for p in pictures if p.about == seating.car], table)
    return {f"{words.pick('乘车', 'cars')}.xlsx": book.bytes()}


def _judged(paper: Judged) -> list[PaperTable]:
    # who ranks where and why (ages, dates) is for the planner's own paper: the workbook goes to the hotel
    return [findings.breaches(paper), findings.deviations(paper), findings.proofs(paper)]


def _bare(table: PaperTable) -> PaperTable:
    """The table without the lines over it, which the head of its sheet has."""
    return type(table)(table.id, table.title, table.columns, table.rows, merged=table.merged)
