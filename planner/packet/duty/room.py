"""The sheet of a meeting room: before, in the breaks, after (S0 一(一)2, 二(一)3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.vocabulary import EQUIPMENT_NAMES
from planner.packet.document.model import Document, Field, FieldBoxes, Heading, Listing, Title
from planner.papers.tables.duties import duties

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Item
    from models.domain.resources import Room
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit

_BEFORE = (
    ("摆放水果、笔记本、纸巾、湿巾、矿泉水或茶水", "Fruit, notebooks, tissues, wet wipes, water or tea"),
    ("按座次摆放座位牌，姓名、职务核对无误", "Name plates by the seats, names and titles checked"),
    ("调试投影、话筒、视频，备激光笔、转换接头", "Projector, microphones and video tried, pointer and adapters ready"),
    (
        "检查空调、灯光、桌椅、卫生；欢迎屏已显示",
        "Air conditioning, light, chairs, cleanliness; the welcome screen is on",
    ),
)
_BREAKS = (
    ("客人离开可能返回时，简单整理，物品不撤", "When guests may come back: tidy a little, take nothing away"),
    ("每20分钟续一次茶水，动作轻，不打断发言", "Tea every twenty minutes, quietly, never into a speech"),
)
_AFTER = (
    ("检查客人遗留物品，立即交陪同人员", "Look for what guests left, and give it to the escort at once"),
    ("收回座位牌、文件，关闭设备，恢复桌椅", "Collect plates and papers, switch off, put the chairs back"),
)


def room_sheets(kit: Kit) -> Iterator[tuple[str, Document]]:
    """Yield the sheet of each room that is used, with the room's name."""
    words = kit.words
    for table in duties(kit.paper, "room"):
        room = kit.week.room(table.id.removeprefix("room:"))
        title = words.label(words.pick("会务任务单", "Room"), room.name)
        blocks: list[Block] = [Title(title, words.pick(f"{room.seats}座", f"{room.seats} seats"))]
        if room.layout or room.note:
            blocks.append(Listing(tuple(text for text in (room.layout, room.note) if text)))
        items = sorted(
            (item for item in kit.plan.items if item.room == room.id), key=lambda item: (item.start, item.id)
        )
        for item in items:
            blocks.append(Heading(f"{kit.when(item)} {kit.paper.item_texts.title(item)}", 2))
            blocks.append(FieldBoxes(tuple(_fields(kit, room, item))))
        for head, points in (
            (words.pick("会前", "Before"), _BEFORE),
            (words.pick("会中、休息时", "During, and in the breaks"), _BREAKS),
            (words.pick("会后", "After"), _AFTER),
        ):
            blocks += [Heading(head), Listing(tuple(words.pick(*point) for point in points), "□")]
        yield room.name, Document(title, tuple(blocks), words.lang, footer=f"{kit.footer} {kit.week.name}")


def _fields(kit: Kit, room: Room, item: Item) -> Iterator[Field]:
    words, paper, day = kit.words, kit.paper, kit.paper.facts.day_of(item)
    request, shape = paper.item_texts.request(item), paper.facts.shape
    before = shape.set_up if room.set_up is None else room.set_up
    after = shape.clearing if room.clearing is None else room.clearing
    guests = paper.delegations.guests(item.visit, item.groups)
    seating = kit.seating(item)
    people = len(seating.people.known) if seating else guests
    crew = [
        paper.names.person(duty.person) if duty.person else words.open
        for duty in item.duties
        if duty.role in ("crew", "tea")
    ]
    equipment = getattr(request, "equipment", ())
    yield Field(words.pick("布置开始", "Set up from"), words.time(item.start - before, day))
    yield Field(words.pick("清理至", "Cleared by"), words.time(item.end + after, day))
    yield Field(words.pick("客户", "Guests"), words.note(paper.names.client(item.visit), words.people(guests)))
    yield Field(words.pick("座位、座位牌", "Seats and plates"), words.people(people))
    yield Field(
        words.pick("设备", "Equipment"), words.comma.join(words.pick(*EQUIPMENT_NAMES[name]) for name in equipment)
    )
    tea = words.pick("上茶", "tea") if getattr(request, "tea", False) else words.pick("矿泉水", "water")
    yield Field(words.pick("茶水", "Drinks"), tea)
    yield Field(words.pick("欢迎屏", "Welcome screen"), welcome_text(kit, item), wide=True)
    yield Field(words.pick("会务人员", "Crew"), words.comma.join(dict.fromkeys(crew)))
    yield Field(words.pick("备注", "Remarks"), request.note if request is not None else "")


def welcome_text(kit: Kit, item: Item) -> str:
    """Return the text of the welcome screen: the guest of honour and the client."""
    stay, client = kit.paper.stay(item.visit), kit.paper.names.client(item.visit)
    guest = stay.principal
    if guest is None or not all("\u4e00" <= sign <= "\u9fff" for sign in guest.name):
        return kit.words.pick(f"热烈欢迎 {client} 代表团", f"Warm welcome to {client}")
    return kit.words.pick(f"热烈欢迎{client}{guest.name}{guest.title}一行", f"Warm welcome to {client}")
