"""Lists of a seated dinner: who sits where by table and by name, what the kitchen cooks, who is served after whom."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.etiquette.service import service_order
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.names import Registry
from planner.formats.workbook.seats import SEAT_SHEET_NAMES, AttendeeCell
from planner.language.table_names import TableNames
from planner.language.text import Unreadable
from planner.papers.seating.alphabet import alphabetical, initial
from planner.papers.seating.people import line
from planner.papers.table import PaperTable, Row

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from models.domain.seating import TablePlan
    from planner.language.words import Words
    from planner.papers.seating.paper import SeatingPaper


def by_table(paper: SeatingPaper) -> list[PaperTable]:
    """Return a table for every table, its people from the first place to the last."""
    return [table_list(paper, plan) for plan in paper.seating.tables]


def seat_list(paper: SeatingPaper) -> PaperTable:
    """Return every chair, by table, with its person: the list that is edited by hand and read back.

    Only what belongs to the chair stands beside a name, so that nothing is wrong when two names are exchanged.
    """
    words = paper.words
    who, tables = AttendeeCell(paper.dinner.people), TableNames(paper.dinner.hall, paper.etiquette)
    rows = []
    for plan in paper.seating.tables:
        table = _told(words, paper.table_name(plan), plan.table, tables.find)
        for place, seat in enumerate(plan.order, 1):
            name = paper.seats[plan.table].get(seat, "")
            shown = _told(words, paper.people.name(name), name, lambda text: who.read(text, _NOWHERE)) if name else ""
            rows.append(Row((table, str(place), str(seat), shown), about=name))
    lines = words.pick(
        "改座改这张表：对调姓名，或改桌和座号；只读桌、座号、姓名三列|"
        "改好存盘，检查：jiedai seat --check 座次.xlsx（其他各表只供阅读，不读回）",
        "Move people on this sheet: exchange names, or change table and seat; these three columns are read|"
        "Save it and judge it: jiedai seat --check seating.xlsx (the other sheets are not read)",
    )
    columns = words.pick("桌 位次 座号 姓名", "Table Place Seat Name").split()
    return PaperTable("seats", words.pick(*SEAT_SHEET_NAMES), tuple(columns), tuple(rows), tuple(lines.split("|")))


_NOWHERE = CellContext(Registry())


def _told(words: Words, text: str, id: str, find: Callable[[str], str]) -> str:
    """Return a text from which a person or table is found again: with the id where the name is not enough."""
    try:
        return text if find(text) == id else words.note(text, id)
    except Unreadable:
        return words.note(text, id)


def table_list(paper: SeatingPaper, plan: TablePlan) -> PaperTable:
    """Return the people of one table from the first place to the last."""
    words, people, marks = paper.words, paper.people, paper.marks(plan)
    columns = words.pick("位次 座号 标记 姓名 单位职务 备注", "Place Seat Mark Name Position Remarks")
    at = paper.seats[plan.table]
    order = [seat for seat in plan.order if seat in at]
    rows = [
        Row(
            (
                str(place),
                str(seat),
                marks[at[seat]],
                people.name(at[seat]),
                people.post(at[seat]),
                _remarks(paper, at[seat]),
            ),
            about=at[seat],
        )
        for place, seat in enumerate(order, 1)
    ]
    lines = [paper.custom(plan)]
    if plan.representative:
        lines.append(words.label(words.pick("主陪", "host"), people.name(plan.representative)))
    if same := paper.same_side(plan):
        lines.append(same)
    title = words.note(paper.table_name(plan), words.people(len(rows)))
    return PaperTable(f"table:{plan.table}", title, tuple(columns.split()), tuple(rows), tuple(lines))


def _remarks(paper: SeatingPaper, person: str) -> str:
    words, people = paper.words, paper.people
    found = people.known[person]
    parts = [_address(paper, person), people.diet(person)]
    if found.serves:
        parts.append(words.pick(f"随{people.name(found.serves)}", f"with {people.name(found.serves)}"))
    if person in paper.seating.moved:
        parts.append(words.pick("席卡重印", "new card"))
    return words.semicolon.join(part for part in parts if part)


def _address(paper: SeatingPaper, person: str) -> str:
    address = paper.people.address(person)
    return paper.words.label(paper.words.pick("称呼", "address"), address) if address else ""


def name_list(paper: SeatingPaper) -> PaperTable:
    """Return everybody by name, with table and seat; whoever has no seat is told so."""
    words, people, place_of = paper.words, paper.people, paper.seating.place_of
    columns = words.pick("字母 姓名 桌 座号 主客 单位职务", "Letter Name Table Seat Side Position").split()
    rows = []
    for person in sorted(people.known, key=lambda name: alphabetical(people.name(name))):
        table, seat = place_of.get(person, (None, None))
        where = paper.table_name(paper.plans[table]) if table else words.pick("未入座", "no seat")
        cells = (
            initial(people.name(person)),
            people.name(person),
            where,
            "" if seat is None else str(seat),
            people.side(person),
            words.semicolon.join(text for text in (people.post(person), _address(paper, person)) if text),
        )
        rows.append(Row(cells, about=person, open=table is None))
    title = words.pick("按姓名", "By name")
    return PaperTable("names", title, tuple(columns), tuple(rows), (words.people(len(rows)),), merged=1)


# ------------------------------------------------------------------------------------------- the kitchen


def kitchen(paper: SeatingPaper) -> PaperTable:
    """Return what the kitchen must know: people and diets per table, with the seats."""
    words, people = paper.words, paper.people
    columns = words.pick("桌 人数 特殊饮食 座号 姓名", "Table People Diet Seat Name").split()
    rows, total = [], Counter[str]()
    for plan in paper.meals:
        at = paper.seats[plan.table]
        head = (paper.table_name(plan), words.people(len(at)))
        diets = sorted((people.diet(name), seat, name) for seat, name in at.items() if people.diet(name))
        total.update(diet for diet, _, _ in diets)
        cells = [(*head, diet, str(seat), people.name(name)) for diet, seat, name in diets]
        rows += [Row(row, about=plan.table) for row in cells or [(*head, words.pick("无", "none"), "", "")]]
    seated = sum(len(paper.seats[plan.table]) for plan in paper.meals)
    tables = words.pick(f"{len(paper.meals)}桌", f"tables: {len(paper.meals)}")
    counted = [f"{diet}{words.pick('', ' ')}{words.people(count)}" for diet, count in sorted(total.items())]
    lines = [words.comma.join((tables, words.people(seated)))]
    lines.append(words.label(words.pick("特殊饮食", "diets"), words.comma.join(counted) or words.pick("无", "none")))
    return PaperTable("kitchen", words.pick("后厨单", "Kitchen"), tuple(columns), tuple(rows), tuple(lines), merged=2)


def service(paper: SeatingPaper) -> PaperTable:
    """Return in which order every table is served; the main table also with two waiters."""
    words = paper.words
    columns = words.pick("桌 服务员 上菜次序（座号）", "Table Waiter Order-(seat)").split()
    rows = [Row(cells, about=plan.table) for plan in paper.meals for cells in _served(paper, plan)]
    rule = words.pick(
        "自主宾夫人（无则主宾）起，顺时针；两名服务员时，另一名自副主陪（女主人）右侧起",
        "from the wife of the guest of honour, else the guest of honour, clockwise; a second waiter starts at the "
        "right of host 2",
    )
    title = words.pick("上菜次序", "Order of service")
    return PaperTable(
        "service", title, tuple(name.replace("-", " ") for name in columns), tuple(rows), (rule,), merged=1
    )


def _served(paper: SeatingPaper, plan: TablePlan) -> Iterator[tuple[str, str, str]]:
    words = paper.words
    for waiters in (1, 2) if plan.place == 1 else (1,):
        orders = service_order(paper.dinner, paper.seating, plan.table, waiters)
        if len(orders) < waiters:
            continue
        for number, order in enumerate(orders, 1):
            who = words.pick("一名", "one") if waiters == 1 else words.pick(f"两名之{number}", f"{number} of 2")
            seats = paper.seating.place_of
            named = "→".join(f"{paper.people.name(name)}({seats[name][1]})" for name in order)
            yield paper.table_name(plan), who, line(named)
