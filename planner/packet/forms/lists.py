"""分房表, 通讯录, 双方名单: lists that go with a visit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.domain.places import Restaurant
from planner.packet.document.model import Grid, Heading
from planner.packet.forms.office_form import boxes, form, grid, printed, room
from planner.packet.visit_facts import both_sides
from planner.papers.tables.contacts import guests, hosts, outside
from planner.papers.tables.rooming import rooming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit
    from planner.papers.table import PaperTable

ROOM_COLUMN = 3
"""Of the list of rooms: which kind."""


@form("分房表", "Rooming list", per="week", sheet="a4-landscape")
def rooming_list(kit: Kit) -> Iterator[Block]:
    """Who sleeps in which kind of room, hotel by hotel; the numbers of the rooms are written in."""
    for table in rooming(kit.paper):
        yield Heading(table.title)
        yield boxes(
            kit,
            (("用房合计", "Rooms"), _rooms(kit, table)),
            (("结算方式", "Who pays"), None),
            room(kit, "我方联系人", "Our contacts", 1, _contacts(kit, table)),
            room(kit, "工作用房", "Rooms for our people", 1),
        )
        number, key = kit.words.pick("房号", "Room no."), kit.words.pick("领卡", "Key taken")
        rows = tuple((*row, "", "") for row in table.shown())
        yield Grid((*table.columns, number, key), rows)


def _rooms(kit: Kit, table: PaperTable) -> str:
    """Say how many rooms of each kind a hotel keeps for us, most first."""
    kinds = Counter(row.cells[ROOM_COLUMN] for row in table.rows)
    return kit.words.comma.join(f"{kind} {count}" for kind, count in kinds.most_common())


def _contacts(kit: Kit, table: PaperTable) -> str:
    """Name whom the hotel calls: those in charge of the visits that sleep there."""
    visits = dict.fromkeys(row.visit for row in table.rows)
    people = [kit.contact(kit.paper.stay(id)) for id in visits if id]
    told = dict.fromkeys(f"{person.name} {person.phone}".strip() for person in people if person is not None)
    return kit.words.comma.join(told)


@form("通讯录", "Telephone numbers", per="week")
def telephone_numbers(kit: Kit) -> Iterator[Block]:
    """Our people on duty, hosts of other organisations, guests without what is said of them: many read it."""
    for table in (hosts(kit.paper), outside(kit.paper)):
        if table.rows:
            yield Heading(table.title)
            yield printed(table)
    table = guests(kit.paper)
    if table.rows:
        yield Heading(table.title)
        yield Grid(table.columns[:-1], tuple(row.cells[:-1] for row in table.rows), table.merged)
    yield Heading(kit.words.pick("酒店、餐厅和外协单位", "Hotels, restaurants, suppliers"))
    yield grid(kit, "类别 单位 电话", "What Name Telephone", list(_places(kit)), merged=1)


def _places(kit: Kit) -> Iterator[tuple[str, str, str]]:
    """Yield where guests sleep and eat, who hires out to us, and whom to call in an emergency."""
    words, week = kit.words, kit.week
    hotels = dict.fromkeys(night.hotel for night in kit.plan.nights)
    meals = dict.fromkeys(item.place for item in kit.plan.items if item.kind in ("lunch", "dinner", "banquet"))
    for hotel in map(week.hotel, hotels):
        yield words.pick("酒店", "Hotel"), kit.paper.names.place(hotel.id), hotel.phone
    for place in map(week.find_place, meals):
        if isinstance(place, Restaurant):
            yield words.pick("餐厅", "Restaurant"), kit.paper.names.place(place.id), place.phone
    hired = {(car.supplier, car.phone): None for car in week.company.hired_cars if car.supplier}
    hired |= {(helper.supplier, helper.phone): None for helper in week.company.hired_help if helper.supplier}
    for supplier, phone in hired:
        yield words.pick("外协", "Supplier"), supplier, phone
    for zh, en, number in (("报警", "Police", "110"), ("火警", "Fire", "119"), ("急救", "Ambulance", "120")):
        yield words.pick("紧急", "Emergency"), words.pick(zh, en), number


@form("双方名单", "Both sides")
def name_lists(kit: Kit, stay: Stay) -> Iterator[Block]:
    """Both sides of each meeting and banquet."""
    for item in kit.paper.plan_of(stay.id).items:
        if item.id in kit.charts:
            yield Heading(f"{kit.when(item)} {kit.paper.item_texts.title(item)} {kit.paper.item_texts.where(item)}", 2)
            yield both_sides(kit, item)


@form("签到表", "Attendance", sheet="a4")
def attendance(kit: Kit, stay: Stay) -> Iterator[Block]:
    """Who has come, signed by the guests."""
    rows = [(str(k), m.name, m.title, m.phone, "") for k, m in enumerate(stay.visit.members, start=1)]
    yield grid(kit, "序号 姓名 职务 电话 签到", "No. Name Title Telephone Signature", rows, least=stay.size)
