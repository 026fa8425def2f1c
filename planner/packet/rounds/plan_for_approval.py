"""The plan of a month's calls as it is handed in for approval on the last workday of the month before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from planner.packet.document.model import Document, Field, FieldBoxes, Grid, Heading, Paragraph, Signatures, Title
from planner.packet.rounds.workdays import last_workday
from planner.papers.rounds.lists import balance_table, districts_table, missed_table

if TYPE_CHECKING:
    import datetime as dt

    from planner.packet.document.model import Block
    from planner.papers.rounds.rounds_paper import RoundsPaper
    from planner.papers.table import PaperTable


def plan_for_approval(paper: RoundsPaper) -> Document:
    """Return the plan: how many calls on whom and why not on others, each customer's days, places to sign."""
    words, book = paper.words, paper.book
    title = words.pick("拜访计划审批表", "Plan of calls for approval")
    first = book.first_day
    year, month = (first.year, first.month - 1) if first.month > 1 else (first.year - 1, 12)
    due = last_workday(book, year, month)
    blocks: list[Block] = [
        Title(title, f"{book.office.name}  {paper.span()}"),
        Paragraph(
            words.pick(
                f"上月最后一个工作日（{words.day(due)}）前报部门主管，并至少提前一周；批准后执行。",
                f"Handed in by the last workday of the month before ({words.day(due)}) and a week ahead at least.",
            )
        ),
        *_section(balance_table(paper)),
        *_section(districts_table(paper)),
    ]
    if paper.plan.missed:
        blocks += _section(missed_table(paper))
    blocks += [Heading(words.pick("各客户的拜访日期", "Days of each customer"), 2), _calls(paper)]
    blocks.append(FieldBoxes((Field(words.pick("审批意见", "Opinion"), wide=True, lines=3),)))
    roles = ("拟制", "部门主管", "分管领导") if words.lang == "zh" else ("Made by", "Manager", "Director")
    blocks.append(Signatures(roles, words.pick("日期", "Date")))
    return Document(title, tuple(blocks), words.lang, "a4", book.name)


def _section(table: PaperTable) -> list[Block]:
    return [Heading(table.title, 2), Grid(table.columns, tuple(row.cells for row in table.rows), table.merged)]


def _calls(paper: RoundsPaper) -> Grid:
    """Return each customer's calls: how many are due, by whom, on which days."""
    words = paper.words
    zh, en = (
        ("客户", "类别", "辖区", "业务员", "次数", "日期"),
        ("Customer", "Class", "District", "By", "Calls", "Days"),
    )
    rows = []
    order = {name: k for k, name in enumerate(dict.fromkeys(d for p in paper.book.specialists for d in p.districts))}
    for customer in sorted(paper.book.customers, key=lambda c: (order.get(c.district, len(order)), c.grade, c.id)):
        calls = paper.calls_of_customers.get(customer.id, [])
        people = Counter(call.specialist for call in calls)
        by = words.comma.join(paper.person(id) for id, _ in people.most_common())
        due = len(paper.facts.dues_of(customer.id))
        days = words.comma.join(short_day(paper, call.day) for call in calls)
        cells = (paper.customer_name(customer), customer.grade, customer.district, by, f"{len(calls)}/{due}", days)
        rows.append(cells)
    return Grid(zh if words.lang == "zh" else en, tuple(rows))


def short_day(paper: RoundsPaper, day: dt.date) -> str:
    """Return 10-12周一."""
    return f"{day.month}-{day.day}{paper.words.pick('', ' ')}{paper.words.weekday(day)}"
