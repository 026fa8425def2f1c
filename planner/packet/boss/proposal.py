"""接待方案: the plan of a visit, as it is submitted for approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import DAY, at
from models.domain.plan import Item
from models.domain.vocabulary import COST_HEADING_NAMES, ROLE_LABELS
from planner.packet.boss.contingencies import contingencies
from planner.packet.boss.other_plans import other_plans
from planner.packet.document.model import (
    Document,
    FieldBoxes,
    Grid,
    Heading,
    Listing,
    Paragraph,
    Signatures,
    Title,
)
from planner.packet.visit_facts import both_sides, principal, signers, visit_fields
from planner.papers.tables.money import costs
from planner.papers.tables.programme import programme
from planner.papers.tables.unsettled import unsettled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Move
    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit

CHAPTER_NUMERALS = "一二三四五六七八九十"
MEETING_KINDS = ("call", "exchange", "signing", "ceremony", "training", "performance", "photo")


def proposal(kit: Kit, stay: Stay) -> Document:
    """Return the plan of a visit for approval."""
    words = kit.words
    title = words.pick(f"{stay.visit.client}来访接待方案", f"Reception plan: {stay.visit.client}")
    under = (kit.paper.names.company, words.days(stay.days[0], stay.days[-1]), kit.draft_name)
    blocks: list[Block] = [Title(title, "  ".join(filter(None, under)))]
    for number, (head, part) in enumerate(_chapters(kit, stay)):
        blocks += [Heading(words.pick(f"{CHAPTER_NUMERALS[number]}、{head}", f"{number + 1}. {head}")), *part]
    blocks.append(Signatures(signers(kit, stay), words.pick("日期", "Date")))
    return Document(title, tuple(blocks), words.lang, footer=kit.footer)


def _chapters(kit: Kit, stay: Stay) -> Iterator[tuple[str, list[Block]]]:
    words = kit.words
    yield (
        words.pick("来访情况", "The visit"),
        [Paragraph(_introduction(kit, stay)), FieldBoxes(tuple(visit_fields(kit, stay)))],
    )
    yield words.pick("日程", "Programme"), [_programme(kit, stay)]
    yield words.pick("食宿", "Meals and hotel"), [_meals_and_nights(kit, stay)]
    for head, kinds in (
        (words.pick("会见会谈双方名单", "Meetings: both sides"), MEETING_KINDS),
        (words.pick("宴请双方名单", "Banquets: both sides"), ("banquet",)),
    ):
        lists = [
            block for item in kit.paper.plan_of(stay.id).items if item.kind in kinds for block in _sides(kit, item)
        ]
        yield head, lists or [Paragraph(words.pick("无", "None"))]
    yield words.pick("分工", "Who does what"), [_division(kit, stay)]
    yield words.pick("车辆", "Vehicles"), [_vehicles(kit, stay)]
    yield words.pick("费用", "Costs"), [_costs(kit, stay)]
    yield words.pick("突发情况应对与备选方案", "If things go otherwise"), list(_contingencies(kit, stay))
    yield words.pick("附件", "Enclosed"), [Listing(_enclosed(kit))]


def _introduction(kit: Kit, stay: Stay) -> str:
    words, visit = kit.words, stay.visit
    who, days = principal(kit, stay), words.days(stay.days[0], stay.days[-1])
    purpose = words.purpose(visit.purpose)
    return words.pick(
        f"{visit.client}{'由' + who + '带队' if who else ''}一行{stay.size}人，{days}来我公司进行{purpose}。"
        f"为做好接待工作，按{words.level(stay.level)}标准拟定本方案，请审批。",
        f"{visit.client}{', led by ' + who if who else ''}, {words.people(stay.size)}, comes {days} for {purpose}. "
        f"This plan follows the standard of {words.level(stay.level)} and is submitted for approval.",
    )


def _programme(kit: Kit, stay: Stay) -> Grid:
    table = programme(kit.paper, stay.id)
    rows = [row.cells[:6] for row in table.rows]
    return Grid(table.columns[:6], tuple(rows), merged=1)


def _meals_and_nights(kit: Kit, stay: Stay) -> Grid:
    words, part, texts = kit.words, kit.paper.plan_of(stay.id), kit.paper.item_texts
    columns = ("日期", "类别", "地点", "说明") if words.lang == "zh" else ("Day", "What", "Where", "Remarks")
    rows = []
    for item in part.items:
        if item.kind in ("lunch", "dinner", "banquet"):
            diets = kit.paper.delegations.diets(stay.id)
            day = kit.paper.facts.day_of(item)
            rows.append(
                (
                    item.start,
                    (words.day(day), f"{texts.title(item)} {words.time(item.start)}", texts.where(item), diets),
                )
            )
    for night in part.nights:
        rooms = words.semicolon.join(
            (kit.paper.delegations.hotel_rooms(night), kit.paper.delegations.part_of(stay.id, night.groups))
        )
        hotel = kit.week.hotel(night.hotel)
        place = f"{kit.paper.names.place(hotel.id)} {hotel.phone}".strip()
        rows.append(
            (at(night.day, DAY), (words.day(night.day), words.pick("住宿", "Night"), place, rooms.strip("； ;")))
        )
    return Grid(columns, tuple(cells for _, cells in sorted(rows)), merged=1)


def _sides(kit: Kit, item: Item) -> Iterator[Block]:
    yield Heading(f"{kit.when(item)} {kit.paper.item_texts.title(item)} {kit.paper.item_texts.where(item)}", 2)
    yield both_sides(kit, item)


def _division(kit: Kit, stay: Stay) -> Grid:
    words = kit.words
    columns = ("职责", "责任人", "电话", "内容") if words.lang == "zh" else ("Duty", "Who", "Telephone", "What")
    found: dict[tuple[str, str], list[str]] = {}
    for part in kit.parts(stay):
        for duty in part.duties:
            found.setdefault((duty.role, duty.person or ""), []).append(_title(kit, part))
    contact = kit.contact(stay)
    rows = []
    if contact is not None:
        rows.append(
            (words.pick("接待负责人", "In charge"), contact.name, contact.phone, words.pick("全面协调", "all of it"))
        )
    for role in ROLE_LABELS:
        for (known, person), titles in found.items():
            if known == role:
                who = kit.week.find_person(person)
                name, phone = (who.name, who.phone) if who is not None else (words.open, "")
                rows.append((words.role(role), name, phone, words.comma.join(dict.fromkeys(titles))))
    return Grid(columns, tuple(rows), merged=1)


def _title(kit: Kit, part: Item | Move) -> str:
    if isinstance(part, Item):
        return kit.paper.item_texts.title(part)
    return kit.paper.move_texts.titles.move(part)


def _vehicles(kit: Kit, stay: Stay) -> Grid:
    words, names = kit.words, kit.paper.names
    columns = (
        ("序号", "车辆", "司机", "电话", "用途")
        if words.lang == "zh"
        else ("No.", "Vehicle", "Driver", "Telephone", "For")
    )
    found: dict[tuple[str, str], list[str]] = {}
    for move in kit.paper.plan_of(stay.id).moves:
        for ride in move.rides:
            car = names.vehicle(ride.vehicle) if ride.vehicle else kit.paper.move_texts.ride(ride)
            found.setdefault((car, ride.driver or ""), []).append(words.date(kit.paper.facts.day_of(move)))
    rows = []
    for number, ((car, id), days) in enumerate(found.items(), start=1):
        driver = kit.week.find_driver(id)
        name, phone = (driver.name, driver.phone) if driver is not None else ("", "")
        runs = [
            words.note(day, words.pick(f"{days.count(day)}趟", f"{days.count(day)} runs"))
            for day in dict.fromkeys(days)
        ]
        rows.append((str(number), car, name, phone, words.comma.join(runs)))
    return Grid(columns, tuple(rows)) if rows else Grid(columns, (), least=1)


def _costs(kit: Kit, stay: Stay) -> Grid:
    table = costs(kit.paper)
    known = [*COST_HEADING_NAMES, "sum"]
    rows = [row.cells[1:] for row in table.rows if row.visit == stay.id and row.about in known]
    return Grid(table.columns[1:], tuple(rows))


def _contingencies(kit: Kit, stay: Stay) -> Iterator[Block]:
    words = kit.words
    if told := list(_odds(kit, stay)):
        yield Listing(tuple(told))
    columns = ("情况", "涉及", "应对") if words.lang == "zh" else ("What happens", "Touches", "What then")
    yield Grid(columns, tuple(contingencies(kit, stay)), merged=1)
    yield from other_plans(kit, stay)
    table = unsettled(kit.paper)
    rows = tuple(row.cells[:2] + row.cells[3:] for row in table.rows if row.visit == stay.id)
    if rows:
        yield Heading(words.pick("尚待落实", "Still open"), 2)
        yield Grid(table.columns[:2] + table.columns[3:], rows, merged=1)


def _odds(kit: Kit, stay: Stay) -> Iterator[str]:
    """Yield how the visit stands up to delays, as the simulation has it."""
    words, found = kit.words, kit.simulation
    if found is None:
        return
    yield words.pick(
        f"按设定的晚点、堵车、超时分布模拟{len(found.scenarios)}次：",
        f"In {len(found.scenarios)} scenarios of delays and full roads:",
    )
    fixed = found.appointments[found.appointments["visit"] == stay.id]
    titles = {item.id: item for item in kit.paper.plan_of(stay.id).items}
    for row in fixed.to_dict("records"):
        percent = f"{100 * float(row['on_time']):.0f}%"
        item = titles[str(row["id"])]
        yield words.pick(
            f"{kit.when(item)} {kit.paper.item_texts.title(item)}：准时 {percent}",
            f"{kit.when(item)} {kit.paper.item_texts.title(item)}: on time {percent}",
        )
    missed = found.departures[found.departures["visit"] == stay.id]["missed"].max()
    if missed == missed:
        yield words.pick(
            f"误机、误车的可能：{100 * missed:.1f}%", f"Chance of missing the departure: {100 * missed:.1f}%"
        )


def _enclosed(kit: Kit) -> tuple[str, ...]:
    words = kit.words
    return (
        words.pick("接待手册（客人用）", "Visitors' guide"),
        words.pick("宴会、会见座次图", "Seating plans"),
        words.pick("各岗位任务单、派车单", "Duty sheets and dispatch slips"),
        words.pick("接待申请单、费用预算", "Application and budget"),
        words.pick(
            "主宾简历、客户单位简介（客户经理提供）", "The guest of honour and the client in brief (account manager)"
        ),
    )
