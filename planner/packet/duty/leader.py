"""What a leader reads before an item: with whom, why, where to sit, who speaks when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.plan import Item
from planner.packet.document.model import Field, FieldBoxes, Heading
from planner.packet.duty.meeting_facts import item_fields, seat_text, speaking_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.packet.document.model import Block
    from planner.packet.duty.work import PersonalWork
    from planner.packet.kit import Kit


def leader_part(kit: Kit, work: PersonalWork) -> Iterator[Block]:
    """Yield a card for each item at which somebody is the leader or host."""
    words = kit.words
    for part, duty in work.parts:
        if duty.role != "leader" or not isinstance(part, Item):
            continue
        fields = list(item_fields(kit, part, duty.start))
        seat = seat_text(kit, part, work.person.id)
        if seat:
            fields.append(Field(words.pick("您的座位", "Your seat"), seat, wide=True))
        order = speaking_order(kit, part)
        if order:
            fields.append(Field(words.pick("讲话顺序", "Who speaks"), words.semicolon.join(order), wide=True))
        fields += _to_mind(kit, part)
        yield Heading(kit.paper.item_texts.title(part))
        yield FieldBoxes(tuple(fields))


def _to_mind(kit: Kit, item: Item) -> Iterator[Field]:
    words, stay = kit.words, kit.paper.stay(item.visit)
    guest, request = stay.principal, kit.paper.item_texts.request(item)
    about = [words.diet(diet) for diet in guest.diet] if guest else []
    about += [text for text in (guest.customs, guest.hobbies) if text] if guest else []
    if about:
        yield Field(words.pick("主宾习惯", "Customs"), words.comma.join(about), wide=True)
    dress = (request.dress if request is not None else "") or stay.visit.dress
    if dress:
        yield Field(words.pick("着装", "Dress"), dress, wide=True)
    if request is not None and request.note:
        yield Field(words.pick("备注", "Remark"), request.note, wide=True)
