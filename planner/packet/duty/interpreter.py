"""What an interpreter prepares: for whom, which languages, what is talked about, the names of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planner.packet.document.model import Grid, Heading, Listing
from planner.packet.duty.meeting_facts import named, seat_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.packet.document.model import Block
    from planner.packet.duty.work import PersonalWork
    from planner.packet.kit import Kit


def interpreter_part(kit: Kit, work: PersonalWork) -> Iterator[Block]:
    """Yield whom somebody interprets for, what is talked about, and where to be."""
    words = kit.words
    mine = [(part, duty) for part, duty in work.parts if duty.role == "interpreter"]
    for visit in dict.fromkeys(part.visit for part, _ in mine):
        stay = kit.paper.stay(visit)
        yield Heading(words.label(words.pick("翻译", "Interpreting for"), stay.visit.client))
        spoken = dict.fromkeys(duty.language for part, duty in mine if part.visit == visit and duty.language)
        languages = words.comma.join(words.language(language) for language in spoken)
        columns = ("姓名", "职务", "语言") if words.lang == "zh" else ("Name", "Title", "Languages")
        rows = [
            (member.name, member.title, words.comma.join(words.language(code) for code in member.languages))
            for member in stay.visit.members
        ]
        if rows:
            yield Grid(columns, tuple(rows))
        yield Listing(tuple(_points(kit, work, visit, languages)))


def _points(kit: Kit, work: PersonalWork, visit: str, languages: str) -> Iterator[str]:
    words, stay = kit.words, kit.paper.stay(visit)
    if languages:
        yield words.label(words.pick("语言", "languages"), languages)
    if stay.principal is not None:
        who = named(kit, stay.principal)
        yield words.pick(
            f"全程跟随主宾{who}：下机（车）起，同车坐前排，行走、会谈在主宾侧后，宴会在右侧",
            f"stay with the guest of honour {who} from the arrival on: in front in the same car, behind the two "
            "principals on foot, beside them at talks, on the right of the guest of honour at dinner",
        )
    items = {item.id: item for item in kit.paper.plan_of(visit).items}
    for part, duty in work.parts:
        if duty.role == "interpreter" and part.id in items:
            item = items[part.id]
            request = kit.paper.item_texts.request(item)
            topics = [getattr(request, "topic", None), *getattr(request, "explain", ())]
            told = [kit.when(item), kit.paper.item_texts.title(item)]
            if any(topics):
                told.append(words.label(words.pick("主题", "topic"), words.comma.join(t for t in topics if t)))
            if seat := seat_text(kit, item, work.person.id):
                told.append(words.label(words.pick("座位", "seat"), seat))
            yield words.pick("，", ", ").join(told)
