"""What our people must know of an item before they go there: guest of honour, purpose, who sits and speaks where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import outside_hosts
from models.domain.roles import SEATED_ROLES
from planner.packet.document.model import Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.people import Member
    from models.domain.plan import Item
    from planner.packet.kit import Kit


def guest_of_honour(kit: Kit, item: Item) -> str:
    """Name the guest of honour of an item, with the title; ``""`` where none is there."""
    stay = kit.paper.stay(item.visit)
    here = stay.honours(item.groups)
    return named(kit, stay.principal) if stay.principal is not None and here else ""


def named(kit: Kit, guest: Member) -> str:
    """Name a guest with title and form of address."""
    return kit.words.note(f"{guest.name}{_address(guest)}", guest.title)


def _address(guest: Member) -> str:
    return f" {guest.form_of_address}" if guest.form_of_address else ""


def seat_text(kit: Kit, item: Item, person: str) -> str:
    """Say where one of ours sits: the table, the place at it, the neighbours; ``""`` where nobody is seated."""
    seating, words = kit.seating(item), kit.words
    found = seating.seating.place_of.get(person) if seating else None
    if seating is None or found is None:
        return ""
    plan, at = seating.plans[found[0]], seating.seats[found[0]]
    right = plan.laid.right[found[1]]
    left = next((seat for seat, other in enumerate(plan.laid.right) if other == found[1]), None)
    told = [seating.table_name(plan)]
    for zh, en, seat in (("右手", "on your right", right), ("左手", "on your left", left)):
        if seat is not None and seat in at:
            told.append(words.label(words.pick(zh, en), seating.people.name(at[seat])))
    return words.semicolon.join(told)


def ours_at(kit: Kit, item: Item, *roles: str) -> str:
    """Name our people at an item in some roles; with none given, all who have a seat."""
    found = [duty.person for duty in item.duties if duty.person and duty.role in (roles or SEATED_ROLES)]
    return kit.words.comma.join(kit.paper.names.person_with_title(id) for id in dict.fromkeys(found))


def speaking_order(kit: Kit, item: Item) -> tuple[str, ...]:
    """Return who speaks after whom; at banquets before the first course (S1 四(三): the host, then the guest)."""
    words = kit.words
    host = kit.paper.item_texts.hosts(item) or ours_at(kit, item, "leader") or words.pick("主方", "the host")
    guest = guest_of_honour(kit, item) or words.pick("客方", "the guests")
    expert = ours_at(kit, item, "expert", "trainer")
    toast = ("、祝酒", " and toast") if kit.alcohol else ("", "")
    zh_en = {
        "banquet": (
            (f"{host}致欢迎词{toast[0]}", f"{host}: welcome{toast[1]}"),
            (f"{guest}致答词{toast[0]}", f"{guest}: reply{toast[1]}"),
            ("用餐、交谈", "Dinner and talk"),
        ),
        "call": (
            (f"{host}欢迎来宾并介绍我方人员", f"{host}: welcome, introduces our people"),
            (f"{guest}介绍来宾", f"{guest} introduces the guests"),
            (f"{host}讲话", f"{host} speaks"),
            (f"{guest}讲话", f"{guest} speaks"),
        ),
        "exchange": (
            (f"{host}致欢迎词，介绍我方人员", f"{host}: welcome, introduces our people"),
            (f"{guest}讲话，介绍来宾", f"{guest} speaks, introduces the guests"),
            (f"{expert or '我方'}介绍情况", f"{expert or 'our expert'}: presentation"),
            ("交流讨论", "Discussion"),
            (f"{host}小结", f"{host} sums up"),
        ),
        "signing": (
            ("双方入席就位，介绍出席人员", "Both sides take their places and are introduced"),
            (f"{host}、{guest}先后致辞", f"{host}, then {guest}: address"),
            ("签字、交换文本、合影", "Signing, exchange of texts, photo"),
        ),
    }.get("exchange" if item.kind == "training" else item.kind, ())
    return tuple(f"{k}. {words.pick(zh, en)}" for k, (zh, en) in enumerate(zh_en, start=1))


def item_fields(kit: Kit, item: Item, ready: int) -> Iterator[Field]:
    """Yield what everybody must know of an item; ``ready``: when somebody has to be there."""
    words, stay, texts = kit.words, kit.paper.stay(item.visit), kit.paper.item_texts
    client = words.note(
        kit.paper.names.client(item.visit), words.people(kit.paper.delegations.guests(item.visit, item.groups))
    )
    there = words.time(ready, kit.paper.facts.day_of(item))
    early = words.pick(f"{there}到位", f"there at {there}") if ready != item.start else ""
    yield Field(words.pick("时间", "Time"), words.note(kit.when(item), early))
    yield Field(words.pick("地点", "Place"), texts.where(item))
    yield Field(words.pick("客户", "Client"), client)
    yield Field(words.pick("主宾", "Guest of honour"), guest_of_honour(kit, item))
    kind = words.comma.join((words.client_kind(stay.visit.client_kind), words.purpose(stay.visit.purpose)))
    yield Field(words.pick("来访目的", "Purpose"), kind)
    yield Field(words.pick("翻译", "Interpreter"), ours_at(kit, item, "interpreter") or _language(kit, item))
    if outside_hosts(texts.request(item)):
        yield Field(words.pick("对方主人", "Hosts"), texts.hosts(item), wide=True)
    yield Field(words.pick("我方出席", "Of ours"), ours_at(kit, item), wide=True)


def _language(kit: Kit, item: Item) -> str:
    language = kit.paper.stay(item.visit).language
    return kit.words.note(kit.words.language(language), kit.words.open) if language else ""
