"""What the plan costs against the package of each level; what exceeds it is COST-02's to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.money import HEADINGS_ZH
from planner.export.table import Row, Table

if TYPE_CHECKING:
    from models.domain.facts import Stay
    from planner.export.paper import Paper

_EXCESS = "COST-02"


def costs(paper: Paper) -> Table:
    """Return the costs: a row a visit and heading, with the package beside it, then a row for the sum of each visit."""
    words = paper.words
    columns = words.pick("来访客户 项目 金额 人均 标准 说明", "Client Heading Amount A-head Package Remarks")
    spent = paper.report.spent()
    rows: list[Row] = []
    for stay in paper.facts.stays:
        mine = spent[stay.id]
        rows += [_heading_row(paper, stay, heading, mine[heading]) for heading in HEADINGS_ZH if mine[heading]]
        rows.append(_sum_row(paper, stay, mine.total()))
    total = sum(counter.total() for counter in spent.values())
    rows.append(Row((words.pick("合计", "All"), "", words.yuan(total), "", "", "")))
    return Table(
        id="costs",
        title=words.pick("费用与标准", "Costs and packages"),
        columns=tuple(name.replace("-", " ") for name in columns.split()),
        rows=tuple(rows),
        lines=(paper.edition_note,) if paper.edition_note else (),
        merged=1,
    )


def _heading_row(paper: Paper, stay: Stay, heading: str, yuan: int) -> Row:
    words = paper.words
    cells = (
        paper.client(stay.id),
        words.heading(heading),
        words.yuan(yuan),
        words.yuan(round(yuan / max(1, stay.size))),
        _standard(paper, stay, heading),
        "",
    )
    return Row(cells, about=heading, visit=stay.id)


def _sum_row(paper: Paper, stay: Stay, yuan: int) -> Row:
    words = paper.words
    budget = stay.visit.budget
    excess = [b for b in paper.report.broken() if b.rule.id == _EXCESS and b.violation.visit == stay.id]
    remarks = [b.violation.text or words.amount(b.violation.amount, b.rule.unit) for b in excess]
    if any(b.waived for b in excess):
        remarks.append(words.pick("领导已同意", "waived by a leader"))
    cells = (
        paper.client(stay.id),
        words.pick("小计", "Sum"),
        words.yuan(yuan),
        words.yuan(round(yuan / max(1, stay.size))),
        words.label(words.pick("预算", "budget"), words.yuan(budget)) if budget is not None else "",
        words.semicolon.join(remarks),
    )
    return Row(cells, about="sum", visit=stay.id, open=bool(excess))


def _standard(paper: Paper, stay: Stay, heading: str) -> str:
    """Say what the level's package allows."""
    words, package = paper.words, stay.package
    if heading == "hotel":
        return words.pick(f"每人每晚{words.yuan(package.hotel_price)}", f"{words.yuan(package.hotel_price)} a night")
    if heading == "meals":
        meal, banquet = words.yuan(package.meal_price), words.yuan(package.banquet_price)
        return words.pick(f"每人每餐{meal}，宴请{banquet}", f"{meal} a meal, {banquet} a banquet")
    price = {"tickets": package.ticket_price, "gifts": package.gift_price}.get(heading)
    return "" if price is None else words.pick(f"每人{words.yuan(price)}", f"{words.yuan(price)} a head")
