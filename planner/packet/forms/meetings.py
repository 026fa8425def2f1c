"""会议室使用申请单, 会议记录."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.vocabulary import EQUIPMENT_NAMES
from planner.packet.document.model import Heading, PageBreak, Signatures, Title
from planner.packet.duty.meeting_facts import ours_at
from planner.packet.forms.office_form import boxes, form, grid, room
from planner.packet.visit_facts import both_sides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Item
    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit


def _meetings(kit: Kit, stay: Stay) -> list[Item]:
    return [item for item in kit.paper.plan_of(stay.id).items if item.room]


@form("会议室使用申请单", "Application for meeting rooms")
def room_application(kit: Kit, stay: Stay) -> Iterator[Block]:
    """Which room when, for how many, with what on the table."""
    words, paper = kit.words, kit.paper
    items = _meetings(kit, stay)
    if not items:
        return
    contact = kit.contact(stay)
    yield boxes(
        kit,
        (("申请部门", "Department"), contact.department if contact else None),
        (("联系人", "Contact"), f"{contact.name} {contact.phone}".strip() if contact else None),
        (("会议事由", "Reason"), words.pick(f"接待{stay.visit.client}", f"guests: {stay.visit.client}")),
        (("客人人数", "Guests"), words.people(stay.size)),
    )
    rows = []
    for item in items:
        request = paper.item_texts.request(item)
        seating = kit.seating(item)
        people = len(seating.people.known) if seating else paper.delegations.guests(stay.id, item.groups)
        equipment = words.comma.join(words.pick(*EQUIPMENT_NAMES[name]) for name in getattr(request, "equipment", ()))
        layout = kit.week.room(str(item.room)).layout
        title = paper.item_texts.title(item)
        before = kit.week.room(str(item.room)).set_up
        begin = words.time(item.start - (paper.facts.shape.set_up if before is None else before))
        rows.append(
            (begin, kit.when(item), paper.item_texts.room(item), title, words.people(people), equipment, layout)
        )
    yield grid(kit, "布置 时间 会议室 内容 人数 设备 摆放", "Set-up Time Room What People Equipment Layout", rows)
    duties = [duty for item in items for duty in item.duties if duty.role in ("crew", "tea") and duty.person]
    crew = [kit.week.person(id) for id in dict.fromkeys(str(duty.person) for duty in duties)]
    told = words.comma.join(f"{person.name} {person.phone}".strip() for person in crew)
    yield boxes(kit, room(kit, "布场和会务人员", "Who sets up and serves", 1, told))
    needs = (
        "水果、笔记本、纸巾、湿巾、矿泉水或茶水、座位牌、欢迎屏",
        "Fruit, notebooks, tissues, wipes, water or tea, plates, screen",
    )
    yield boxes(kit, room(kit, "会议用品", "On the table", 1, words.pick(*needs)), room(kit, "备注", "Remarks", 2))
    after = "□ 设备完好　□ 桌椅恢复　□ 清洁　□ 遗留物品已交还", "□ equipment □ chairs □ clean □ nothing left behind"
    yield boxes(kit, room(kit, "使用后检查", "Looked over afterwards", 1, words.pick(*after)))
    zh, en = ("申请人", "部门经理"), ("Applicant", "Head of department")
    yield Signatures((*(zh if words.lang == "zh" else en), kit.department()), words.pick("日期", "Date"))


@form("会议记录", "Minutes")
def minutes(kit: Kit, stay: Stay) -> Iterator[Block]:
    """A page a meeting, with both sides filled in."""
    words = kit.words
    for number, item in enumerate(_meetings(kit, stay)):
        if number:
            yield PageBreak()
        yield Title(words.pick("会议记录", "Minutes"), kit.paper.item_texts.title(item))
        yield boxes(
            kit,
            (("时间", "Time"), kit.when(item)),
            (("地点", "Place"), kit.paper.item_texts.where(item)),
            (("主持人", "Chair"), ours_at(kit, item, "leader") or None),
            (("记录人", "Minutes by"), None),
            (("翻译", "Interpreter"), ours_at(kit, item, "interpreter") or None),
            (("实际起止", "Began and ended"), None),
        )
        yield Heading(words.pick("出席人员", "Present"), 2)
        yield both_sides(kit, item)
        yield boxes(
            kit,
            room(kit, "缺席、列席", "Absent, sitting in", 1),
            room(kit, "议题", "Agenda", 1, _topics(kit, item)),
            room(kit, "会议内容（发言人、要点）", "What was said, by whom", 10),
            room(kit, "达成意见", "What was agreed", 4),
        )
        yield grid(kit, "序号 后续事项 责任人 完成时限", "No. To-do Who By-when", least=3)
        zh, en = ("记录人", "主持人审阅"), ("Minutes by", "Read by the chair")
        yield Signatures(zh if words.lang == "zh" else en, words.pick("日期", "Date"))


def _topics(kit: Kit, item: Item) -> str:
    """Say what a meeting is about, as it was asked for."""
    return getattr(kit.paper.item_texts.request(item), "topic", None) or kit.paper.item_texts.title(item)
