"""接站牌, 欢迎屏和横幅: company and name, large enough to be read from afar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.packet.document.model import PageBreak, Placard, Signatures
from planner.packet.duty.room import welcome_text
from planner.packet.forms.office_form import form, grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit

NAMES_ON_A_SIGN = 3


@form("接站牌", "Sign for the arrival", sheet="a4-landscape", for_guests=True)
def arrival_sign(kit: Kit, stay: Stay) -> Iterator[Block]:
    """S0 八(二)1.4: the sign has company and name, and a word of welcome; a page a travel group."""
    words = kit.words
    for number, group in enumerate(stay.groups):
        if number:
            yield PageBreak()
        first = [m for m in group.members if stay.principal is not None and m.id == stay.principal.id]
        names = [*first, *(m for m in group.members if m not in first)][:NAMES_ON_A_SIGN]
        flight = group.group.arrival.number
        lines = (words.pick("欢迎", "Welcome"), stay.visit.client, *(m.name for m in names[:1]))
        yield Placard(lines, f"{kit.paper.names.company}  {flight}".strip())


@form("欢迎屏和横幅", "Welcome screens and banners", per="week", sheet="a4-landscape")
def welcome_screens(kit: Kit) -> Iterator[Block]:
    """Text, place and time of each screen and banner of the week."""
    words = kit.words
    rows = []
    for stay in kit.stays:
        for day in stay.days:
            items = sorted(
                (i for i in kit.paper.plan_of(stay.id).items if i.room and kit.paper.facts.day_of(i) == day),
                key=lambda i: i.start,
            )
            for item in items:
                when = f"{words.time(item.start - 30)}–{words.time(item.end)}"
                contact = kit.contact(stay)
                asked_by = f"{contact.name} {contact.phone}".strip() if contact else ""
                where = kit.paper.item_texts.where(item)
                rows.append((item.start, (words.day(day), when, where, welcome_text(kit, item), asked_by, "")))
    if rows:
        yield grid(
            kit,
            "日期 显示时间 地点 内容 联系人 已检查",
            "Day Shown Where Text Contact Checked",
            [cells for _, cells in sorted(rows)],
            merged=1,
        )
        zh, en = ("拟稿", "审核", "制作、播放"), ("Drawn up", "Checked", "Made and shown by")
        yield Signatures(zh if words.lang == "zh" else en, words.pick("日期", "Date"))
