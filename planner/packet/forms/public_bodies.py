"""公务接待审批单: of public bodies, with the sender's letter above and the statement behind it (三单合一)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.table_company import most_companions
from models.domain.vocabulary import HOTEL_ROOM_NAMES
from planner.packet.document.model import Heading, Paragraph, Signatures
from planner.packet.forms.office_form import boxes, form, grid, room
from planner.packet.visit_facts import principal, signers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit


@form("公务接待审批单", "Approval of an official reception")
def official_approval(kit: Kit, stay: Stay) -> Iterator[Block]:
    """《党政机关国内公务接待管理规定》: letter, approval and statement of one reception, with its number."""
    office, words = kit.paper.report.edition.office, kit.words
    if not office.task("approval_form").wanted:
        return
    package, paper = stay.package, kit.paper
    yield Heading(words.pick("一、派出单位公函", "1. The sender's letter"), 2)
    yield boxes(
        kit,
        (("发函单位", "Sender"), stay.visit.client),
        (("公函文号", "Number of the letter"), None),
        (("来访人数", "Party"), words.people(stay.size)),
        (("带队领导", "Leader"), principal(kit, stay)),
        (("行程", "Days"), words.days(stay.days[0], stay.days[-1])),
        (("公务内容", "Purpose"), words.purpose(stay.visit.purpose)),
    )
    yield Heading(words.pick("二、接待安排和标准", "2. What is provided"), 2)
    first, others = (words.pick(*HOTEL_ROOM_NAMES[kind]) for kind in (package.principal_room, package.member_room))
    rooms = words.pick(
        f"{first}、{others}，每人每晚不超过{package.hotel_price}元",
        f"{first}, {others}, CNY {package.hotel_price} a head and night at most",
    )
    most = most_companions(stay, stay.size)
    yield boxes(
        kit,
        (("接待级别", "Level"), words.level(stay.level)),
        (("住宿标准", "Rooms"), rooms),
        (("工作餐标准", "Meals"), words.pick(f"每人{package.meal_price}元", f"CNY {package.meal_price} a head")),
        (("陪餐人数", "Of ours at table"), words.pick(f"不超过{most}人", f"{most} at most")),
        (("酒水", "Drinks"), words.pick("不上酒", "no alcohol") if not office.alcohol else None),
        (("用车", "Cars"), words.pick("集中乘车", "together, by coach")),
    )
    rows = [
        (kit.when(item), paper.item_texts.title(item), paper.item_texts.where(item))
        for item in paper.plan_of(stay.id).items
        if item.kind not in ("check_in", "rest")
    ]
    yield grid(kit, "时间 活动 场所", "Time What Where", rows)
    yield Heading(words.pick("三、审批", "3. Approval"), 2)
    yield boxes(kit, room(kit, "承办部门意见", "Department", 2), room(kit, "审批意见", "Approval", 2))
    yield Signatures(signers(kit, stay)[:4], words.pick("日期", "Date"))
    yield Paragraph(
        words.pick(
            "附：派出单位公函、公务接待清单（活动结束后据实填写并审签）。报销凭证须有财务票据、派出单位公函和接待清单。",
            "With it go the sender's letter and the statement of the reception, filled in afterwards and signed; the "
            "claim needs receipts, letter and statement.",
        ),
        "note",
    )
