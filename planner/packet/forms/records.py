"""客户来访接待登记表, 客户来访接待统计表, 接待总结: what is filed (S0 二(三)3, 六, 七)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.domain.vocabulary import COST_HEADING_NAMES
from planner.packet.document.model import Heading, Signatures
from planner.packet.forms.office_form import boxes, form, grid, room
from planner.packet.visit_facts import principal, travel, visit_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit


@form("客户来访接待登记表", "Register of visits", per="week", sheet="a4-landscape")
def register(kit: Kit) -> Iterator[Block]:
    """S0 六: a row a visit; what happened is written in when the guests have left."""
    words = kit.words
    rows = []
    for number, stay in enumerate(kit.stays, start=1):
        contact, hotels = kit.contact(stay), dict.fromkeys(n.hotel for n in kit.paper.plan_of(stay.id).nights)
        rows.append(
            (
                str(number),
                stay.visit.client,
                principal(kit, stay),
                str(stay.size),
                words.level(stay.level),
                words.purpose(stay.visit.purpose),
                travel(kit, stay, coming=True),
                travel(kit, stay, coming=False),
                words.comma.join(kit.paper.names.place(hotel) for hotel in hotels),
                contact.name if contact else stay.visit.applicant,
                "",
            )
        )
    zh = "序号 客户单位 主宾 人数 级别 来访目的 抵达 离开 住宿 负责人 接待情况"
    en = "No. Client Guest-of-honour Party Level Purpose Arrival Departure Hotel In-charge What-happened"
    if rows:
        yield grid(kit, zh, en, rows, least=len(rows) + 2)


@form("客户来访接待统计表", "Statistics of visits", per="week", sheet="a4-landscape")
def statistics(kit: Kit) -> Iterator[Block]:
    """S0 七: what each visit took: days, activities, meals, people of ours, vehicles, money."""
    words, spent = kit.words, kit.paper.report.spent()
    rows, total = [], Counter[str]()
    for stay in kit.stays:
        part = kit.paper.plan_of(stay.id)
        kinds = Counter(item.kind for item in part.items)
        talks = kinds["exchange"] + kinds["call"] + kinds["training"] + kinds["signing"]
        sights = kinds["sight"] + kinds["shopping"] + kinds["entertainment"]
        people = {duty.person for duty in kit.duties(stay) if duty.person}
        numbers = {
            "guests": stay.size,
            "days": len(stay.days),
            "talks": talks,
            "tours": kinds["tour"] + kinds["project"],
            "sights": sights,
            "banquets": kinds["banquet"],
            "meals": kinds["lunch"] + kinds["dinner"],
            "nights": sum(room.count for night in part.nights for room in night.rooms),
            "rides": sum(len(move.rides) for move in part.moves),
            "people": len(people),
            "yuan": spent[stay.id].total(),
        }
        total.update(numbers)
        rows.append((stay.visit.client, words.level(stay.level), *(f"{value:,}" for value in numbers.values())))
    if not rows:
        return
    rows.append((words.pick("合计", "All"), "", *(f"{value:,}" for value in total.values())))
    zh = "客户单位 级别 人数 天数 会谈 参观 游览 宴请 工作餐 间夜 用车趟 我方人员 费用（元）"
    en = "Client Level Guests Days Talks Tours Sights Banquets Meals Room-nights Rides Ours CNY"
    yield grid(kit, zh, en, rows)
    headings = [(words.heading(h), words.yuan(sum(spent[s.id][h] for s in kit.stays))) for h in COST_HEADING_NAMES]
    yield Heading(words.pick("按项目", "By heading"), 2)
    yield grid(kit, "项目 金额", "Heading Sum", headings)


@form("接待总结", "Report on a reception")
def report(kit: Kit, stay: Stay) -> Iterator[Block]:
    """Filed after the visit; what was planned is filled in."""
    words, part = kit.words, kit.paper.plan_of(stay.id)
    yield boxes(kit, *list(visit_fields(kit, stay))[:8])
    rows = [
        (kit.when(i), kit.paper.item_texts.title(i), "", "") for i in part.items if i.kind not in ("check_in", "rest")
    ]
    yield grid(kit, "计划时间 活动 实际情况 问题", "Planned What How-it-was Problems", rows)
    yield boxes(
        kit,
        (("计划费用", "Planned costs"), words.yuan(kit.paper.report.spent()[stay.id].total())),
        (("实际费用", "Spent"), None),
        (("满意度", "Opinion"), None),
        (("礼品", "Gifts"), None),
        room(kit, "我方出席领导", "Our leaders", 1, _leaders(kit, stay)),
        room(kit, "客户关注和需求", "What the client wants", 3),
        room(kit, "意见建议和改进", "What to do better", 3),
        room(kit, "后续跟进（责任人、时限）", "To do (who, by when)", 3),
    )
    filed = (
        "□ 申请单和方案　□ 签到表　□ 会议记录　□ 照片　□ 调查表　□ 票据　□ 礼品登记",
        "□ application and plan □ attendance □ minutes □ pictures □ opinion □ receipts □ gifts",
    )
    yield boxes(kit, room(kit, "归档材料", "Filed", 1, words.pick(*filed)))
    zh, en = ("接待负责人", "部门经理"), ("In charge", "Head of department")
    yield Signatures(zh if words.lang == "zh" else en, words.pick("日期", "Date"))


def _leaders(kit: Kit, stay: Stay) -> str:
    """Name our leaders who met the guests."""
    met = dict.fromkeys(duty.person for duty in kit.duties(stay) if duty.role == "leader" and duty.person)
    return kit.words.comma.join(kit.paper.names.person_with_title(id) for id in met)
