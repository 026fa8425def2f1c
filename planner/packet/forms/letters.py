"""What guests get besides the booklet: 接待确认函, 请柬, 客户满意度调查表."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.actuals import QUESTION_NAMES
from planner.packet.document.model import Grid, PageBreak, Paragraph, Title
from planner.packet.forms.office_form import boxes, form, room
from planner.packet.guest.booklet import contacts, salutation
from planner.packet.guest.programme import guest_programme, our_person
from planner.packet.visit_facts import travel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Item
    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.kit import Kit


@form("接待确认函", "Confirmation", for_guests=True)
def confirmation(kit: Kit, stay: Stay) -> Iterator[Block]:
    """When, where and who meets the guests; what is wrong comes back."""
    words = kit.words
    yield Paragraph(salutation(kit, stay), "letter")
    yield Paragraph(
        words.pick(
            "感谢贵方来访。接待安排如下，请核对姓名、职务、航班、饮食和日程，如有更正请回传。",
            "Thank you for coming. Please check names, titles, flights or trains, diets and programme, write down "
            "what is to be corrected, and send it back.",
        ),
        "letter",
    )
    people = [words.label(text, _with_phone(kit, person.id, person.phone)) for text, person in contacts(kit, stay)]
    yield boxes(
        kit,
        (("来宾单位", "Guests"), stay.visit.client),
        (("人数", "Party"), words.people(stay.size)),
        room(kit, "抵达", "Arrival", 1, travel(kit, stay, coming=True)),
        room(kit, "离开", "Departure", 1, travel(kit, stay, coming=False)),
        room(kit, "接待联系人", "Contacts", 1, "\n".join(people)),
    )
    columns = ("姓名", "职务", "更正") if words.lang == "zh" else ("Name", "Title", "Correction")
    yield Grid(columns, tuple((m.name, m.title, "") for m in stay.visit.members), least=3)
    yield guest_programme(kit, stay)
    yield boxes(kit, room(kit, "更正和要求", "Corrections and wishes", 4))
    yield Paragraph(words.pick("确认人签字：            日期：", "Confirmed by:            Date:"), "right")
    yield Paragraph(kit.paper.names.company, "right")


def _with_phone(kit: Kit, id: str, phone: str) -> str:
    return f"{our_person(kit, id)} {phone}".strip()


@form("请柬", "Invitation", for_guests=True, sheet="a5")
def invitation(kit: Kit, stay: Stay) -> Iterator[Block]:
    """S1 宴会管理制度 三(三): theme, form, time, place, host; a page a banquet."""
    words = kit.words
    banquets = [item for item in kit.paper.plan_of(stay.id).items if item.kind == "banquet"]
    for number, item in enumerate(banquets):
        if number:
            yield PageBreak()
        yield Title(words.pick("请　柬", "Invitation"))
        yield Paragraph(salutation(kit, stay), "letter")
        yield Paragraph(_invited(kit, item), "letter")
        yield Paragraph(words.pick("敬请光临", "We look forward to seeing you"), "centre")
        yield Paragraph(_host(kit, item), "right")
        yield Paragraph(words.pick("　　年　　月　　日", "Date:               "), "right")
        contact = kit.contact(stay)
        if contact is not None:
            reply = f"{our_person(kit, contact.id, titled=False)} {contact.phone}".strip()
            yield Paragraph(words.label(words.pick("能否出席，敬请回复", "R.S.V.P."), reply), "note")
        dress = getattr(kit.paper.item_texts.request(item), "dress", "") or stay.visit.dress
        if dress:
            yield Paragraph(words.label(words.pick("着装", "Dress"), dress), "note")


def _invited(kit: Kit, item: Item) -> str:
    words, texts = kit.words, kit.paper.item_texts
    request, title = texts.request(item), texts.title(item)
    shape = words.form(getattr(request, "form", "formal"))
    place = kit.week.place(item.place)
    where = f"{texts.where(item)}{words.note('', place.address) if place.address else ''}"
    day, time = words.day(kit.paper.facts.day_of(item)), words.time(item.start)
    return words.pick(
        f"谨定于{day} {time}在{where}举行{title}（{shape}）。",
        f"We request the pleasure of your company at the {title} ({shape}) on {day} at {time}, {where}.",
    )


def _host(kit: Kit, item: Item) -> str:
    outside = kit.paper.item_texts.hosts(item)
    leaders = [duty.person for duty in item.duties if duty.role == "leader" and duty.person]
    return outside or kit.words.comma.join(our_person(kit, id) for id in leaders) or kit.paper.names.company


@form("客户满意度调查表", "Visitors' opinion", for_guests=True)
def survey(kit: Kit, stay: Stay) -> Iterator[Block]:
    """Four graded questions, one open."""
    words = kit.words
    yield Paragraph(
        words.pick(
            "为改进接待工作，请您评价（A 非常满意　B 满意　C 一般　D 不满意　E 很不满意）：",
            "Please help us do better (A very satisfied, B satisfied, C fair, D dissatisfied, E very dissatisfied):",
        )
    )
    columns = ("项目", "A", "B", "C", "D", "E") if words.lang == "zh" else ("Question", "A", "B", "C", "D", "E")
    questions = enumerate(QUESTION_NAMES.values(), start=1)
    rows = tuple((f"{k}. {words.pick(*text)}", "□", "□", "□", "□", "□") for k, text in questions)
    yield Grid(columns, rows)
    yield boxes(
        kit,
        room(kit, "5. 意见和建议", "5. What we could do better", 6),
        (("客户单位", "Client"), stay.visit.client),
        (("来访时间", "When"), words.days(stay.days[0], stay.days[-1])),
        (("填写人", "Name"), None),
        (("联系方式（可不填）", "How to reach you (if you like)"), None),
        (("日期", "Date"), None),
    )
