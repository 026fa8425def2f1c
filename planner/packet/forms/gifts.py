"""礼品申请, 领用单: gifts with whom they are for, and what leaves the stock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import Gift
from planner.packet.document.model import Signatures
from planner.packet.forms.office_form import boxes, form, grid, room
from planner.packet.visit_facts import principal, signers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit


def _gifts(stay: Stay) -> list[tuple[Gift, int]]:
    """Return the gifts of a visit and how many of each."""
    gifts = [request for request in stay.visit.requests if isinstance(request, Gift)]
    return [(gift, (len(gift.members) or stay.size) if gift.each else 1) for gift in gifts]


@form("礼品申请单", "Application for gifts")
def gift_application(kit: Kit, stay: Stay) -> Iterator[Block]:
    """S2 七: which gifts, for whom, when they are handed over, against the standard of the level."""
    words = kit.words
    gifts = _gifts(stay)
    if not gifts:
        return
    contact = kit.contact(stay)
    yield boxes(
        kit,
        (("申请部门", "Department"), contact.department if contact else None),
        (("申请人", "Applicant"), f"{contact.name} {contact.phone}".strip() if contact else None),
        (("来宾单位", "Guests"), stay.visit.client),
        (("级别、标准", "Level, standard"), f"{words.level(stay.level)} {words.yuan(stay.package.gift_price)}"),
        (("主宾", "Guest of honour"), principal(kit, stay)),
        (("人数", "Party"), words.people(stay.size)),
    )
    rows = [
        (
            gift.what,
            str(count),
            words.yuan(gift.unit_price),
            words.yuan(count * gift.unit_price),
            _for_whom(kit, gift),
            _when(kit, stay),
        )
        for gift, count in gifts
    ]
    yield grid(kit, "品名 数量 单价 金额 赠送对象 赠送场合", "Gift Number Price Sum For When", rows)
    yield boxes(kit, room(kit, "对方习俗禁忌", "Customs", 2, _customs(kit, stay)), room(kit, "备注", "Remarks", 2))
    yield Signatures(signers(kit, stay), words.pick("日期", "Date"))


def _for_whom(kit: Kit, gift: Gift) -> str:
    return kit.words.pick("每人一份", "one each") if gift.each else kit.words.pick("主宾", "guest of honour")


def _when(kit: Kit, stay: Stay) -> str:
    """Return the first formal meeting, at which gifts are usually exchanged, else the first banquet."""
    items = kit.paper.plan_of(stay.id).items
    for kinds in (("call", "exchange", "signing"), ("banquet",)):
        for item in sorted(items, key=lambda item: item.start):
            if item.kind in kinds:
                return f"{kit.when(item)} {kit.paper.item_texts.title(item)}"
    return ""


def _customs(kit: Kit, stay: Stay) -> str:
    return kit.words.semicolon.join(kit.words.label(m.name, m.customs) for m in stay.visit.members if m.customs)


@form("礼品领用单", "Gifts taken from the stock")
def gift_issue(kit: Kit, stay: Stay) -> Iterator[Block]:
    """Who took how many, and how many are left."""
    words = kit.words
    gifts = _gifts(stay)
    if not gifts:
        return
    contact = kit.contact(stay)
    yield boxes(
        kit,
        (("领用部门", "Department"), contact.department if contact else None),
        (("领用人", "Taken by"), contact.name if contact else None),
        (("用途", "For"), words.pick(f"接待{stay.visit.client}", f"guests: {stay.visit.client}")),
        (("领用日期", "Date"), None),
    )
    rows = [(gift.what, str(count), "", "", "", "") for gift, count in gifts]
    yield grid(
        kit, "品名 领用数量 实发数量 退回数量 结存 备注", "Gift Wanted Given Returned Left Remarks", rows, least=4
    )
    zh, en = ("领用人", "部门经理", "保管员"), ("Taken by", "Head", "Storekeeper")
    yield Signatures((*(zh if words.lang == "zh" else en), kit.department()), words.pick("日期", "Date"))


@form("礼品库存登记", "Stock of gifts", per="week", sheet="a4-landscape")
def gift_stock(kit: Kit) -> Iterator[Block]:
    """What the gifts of all visits of the week take from the stock."""
    rows = [
        (gift.what, stay.visit.client, str(count), kit.words.yuan(count * gift.unit_price), "", "", "", "")
        for stay in kit.stays
        for gift, count in _gifts(stay)
    ]
    if rows:
        yield grid(
            kit,
            "品名 来宾单位 数量 金额 原有库存 领用人 领用日期 结存",
            "Gift Guests Number Sum In-stock Taken-by Taken-on Left",
            sorted(rows),
            merged=1,
        )
        zh, en = ("保管员", "盘点人"), ("Storekeeper", "Counted by")
        yield Signatures(zh if kit.words.lang == "zh" else en, kit.words.pick("日期", "Date"))
