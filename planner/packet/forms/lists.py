"""分房表, 通讯录, 双方名单: lists that go with a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.packet.document.model import Grid, Heading
from planner.packet.forms.office_form import form, grid, printed
from planner.packet.visit_facts import both_sides
from planner.papers.tables.contacts import guests, hosts, outside
from planner.papers.tables.rooming import rooming

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit


@form("分房表", "Rooming list", per="week", sheet="a4-landscape")
def rooming_list(kit: Kit) -> Iterator[Block]:
    """Who sleeps in which kind of room, hotel by hotel; the numbers of the rooms are written in."""
    for table in rooming(kit.paper):
        yield Heading(table.title)
        number = kit.words.pick("房号", "Room no.")
        rows = tuple((*row, "") for row in table.shown())
        yield Grid((*table.columns, number), rows)


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
