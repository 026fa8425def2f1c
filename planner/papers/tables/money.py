"""What the plan costs against the package of each level; what exceeds it is COST-02's to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.vocabulary import COST_HEADING_NAMES
from models.rules.cost.packages import PackageKept, excess_yuan
from planner.papers.paper import made_once
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.stay import Stay
    from models.rules.core.score import Broken
    from planner.papers.paper import Paper

_SUM = "sum"


@made_once
def costs(paper: Paper) -> PaperTable:
    """Return the costs: a row a visit and heading, with the package beside it, then one for the sum of each visit.

    Chartered vehicles are no visit's: they stand below.
    """
    words = paper.words
    columns = words.pick("来访客户 项目 金额 人均 标准 说明", "Client Heading Amount A-head Package Remarks")
    spent, excess = paper.report.spent(), _beyond(paper)
    rows: list[Row] = []
    for stay in paper.facts.stays:
        mine, beyond = spent[stay.id], excess[stay.id]
        for heading in COST_HEADING_NAMES:
            if mine[heading]:
                rows.append(_row(paper, stay, heading, mine[heading], beyond.get(heading, [])))
        rows.append(_row(paper, stay, _SUM, mine.total(), beyond.get(_SUM, [])))
    for charter in paper.report.charters:
        name, days = paper.names.vehicle(charter.vehicle), words.comma.join(words.day(day) for day in charter.days)
        rows.append(Row((name, words.pick("包车", "Charter"), words.yuan(charter.yuan), "", "", days), about="charter"))
    rows.append(Row((words.pick("合计", "All"), "", words.yuan(paper.report.yuan), "", "", "")))
    return PaperTable(
        id="costs",
        title=words.pick("费用与标准", "Costs and packages"),
        columns=tuple(name.replace("-", " ") for name in columns.split()),
        rows=tuple(rows),
        lines=(paper.edition_note,) if paper.edition_note else (),
        merged=1,
    )


def _beyond(paper: Paper) -> dict[str, dict[str, list[Broken]]]:
    """Return the breaks of COST-02 by visit and heading; those of the budget belong to the sum."""
    hotels = {hotel.id for hotel in paper.week.hotels}
    found: dict[str, dict[str, list[Broken]]] = {visit.id: {} for visit in paper.week.visits}
    for broken in paper.report.broken("must", "should", "prefer", "note"):
        if broken.rule.id == PackageKept.id and broken.violation.visit in found:
            about = broken.violation.about
            headings = about.of("cost_heading")
            named = [heading for heading in COST_HEADING_NAMES if heading in headings]
            of_hotel = bool(hotels.intersection(about.of("place")))
            heading = named[0] if named else _SUM if "budget" in headings else "hotel" if of_hotel else "meals"
            found[broken.violation.visit].setdefault(heading, []).append(broken)
    return found


def _row(paper: Paper, stay: Stay, heading: str, yuan: int, beyond: list[Broken]) -> Row:
    words = paper.words
    cells = (
        paper.names.client(stay.id),
        words.pick("小计", "Sum") if heading == _SUM else words.heading(heading),
        words.yuan(yuan),
        words.yuan(round(yuan / max(1, stay.size))),
        _standard(paper, stay, heading),
        words.semicolon.join([*_excess(paper, beyond), *_applicant(paper, stay, heading)]),
    )
    return Row(cells, about=heading, visit=stay.id, open=bool(beyond))


def _excess(paper: Paper, beyond: list[Broken]) -> Iterator[str]:
    """Say by how much the package is exceeded, apart where a leader agreed."""
    words = paper.words
    for waived in (False, True):
        yuan = sum(excess_yuan(b.violation) for b in beyond if b.waived == waived)
        if yuan:
            text = words.pick(f"超出{words.yuan(yuan)}", f"{words.yuan(yuan)} beyond")
            yield words.note(text, words.pick("领导已同意", "waived by a leader") if waived else "")


def _applicant(paper: Paper, stay: Stay, heading: str) -> Iterator[str]:
    """Say who applied for the visit: who pays what nobody approves (COST-02)."""
    if heading == _SUM and stay.visit.applicant:
        yield paper.words.label(paper.words.pick("申请人", "applicant"), stay.visit.applicant)


def _standard(paper: Paper, stay: Stay, heading: str) -> str:
    """Say what the level's package, or the visit's budget, allows."""
    words, package, budget = paper.words, stay.package, stay.visit.budget
    if heading == "hotel":
        return words.pick(f"每人每晚{words.yuan(package.hotel_price)}", f"{words.yuan(package.hotel_price)} a night")
    if heading == "meals":
        meal, banquet = words.yuan(package.meal_price), words.yuan(package.banquet_price)
        return words.pick(f"每人每餐{meal}，宴请{banquet}", f"{meal} a meal, {banquet} a banquet")
    if heading == _SUM:
        return words.label(words.pick("预算", "budget"), words.yuan(budget)) if budget is not None else ""
    price = {"tickets": package.ticket_price, "gifts": package.gift_price}.get(heading)
    return "" if price is None else words.pick(f"每人{words.yuan(price)}", f"{words.yuan(price)} a head")
