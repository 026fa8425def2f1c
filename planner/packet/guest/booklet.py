"""接待手册: what a delegation gets into its hands on arrival, or on the telephone before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.places import ArrivalPoint, Hotel
from planner.language.english_titles import title_in_english
from planner.packet.document.codes import contact_card
from planner.packet.document.model import (
    Cover,
    Document,
    Field,
    FieldBoxes,
    Grid,
    Heading,
    Listing,
    PageBreak,
    Paragraph,
    QrCodes,
)
from planner.packet.english_names import romanised
from planner.packet.guest.programme import guest_programme, our_person
from planner.packet.guest.seats import seats_of_guests
from planner.packet.guest.sketch import sketch_map

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.people import HostPerson
    from models.domain.stay import Stay
    from planner.packet.document.model import Block
    from planner.packet.guest.programme import ProgrammeColumns
    from planner.packet.kit import Kit


def booklet(kit: Kit, stay: Stay, columns: ProgrammeColumns = 6) -> Document:
    """Return the booklet of a delegation; ``columns``: of its programme."""
    words = kit.words
    title = words.pick(f"接待手册 {stay.visit.client}", f"Visitors' guide {stay.visit.client}")
    return Document(title, tuple(_blocks(kit, stay, columns)), words.lang, footer=kit.footer)


def _blocks(kit: Kit, stay: Stay, columns: ProgrammeColumns) -> Iterator[Block]:
    words, paper = kit.words, kit.paper
    days = words.days(stay.days[0], stay.days[-1])
    lines = tuple(filter(None, (stay.visit.client, days, kit.draft_name)))
    yield Cover(paper.names.company, words.pick("接待手册", "Visitors' guide"), lines, kit.logo)
    yield Heading(words.pick("欢迎", "Welcome"))
    yield Paragraph(salutation(kit, stay), "letter")
    yield Paragraph(_greeting(kit, stay), "letter")
    yield Paragraph(paper.names.company, "right")
    yield Heading(words.pick("日程", "Programme"))
    yield guest_programme(kit, stay, columns)
    yield Paragraph(_weather(kit), "note")
    yield Heading(words.pick("联系人", "Whom to call"))
    yield from _contacts(kit, stay)
    yield from _hotel(kit, stay)
    seats = list(seats_of_guests(kit, stay))
    if seats:
        yield Heading(words.pick("宴会座次", "Your seats at dinner"))
        yield from seats
    yield Heading(words.pick("代表团成员", "Delegation"))
    yield _members(kit, stay)
    yield Heading(words.pick("温馨提示", "Good to know"))
    yield Listing(tuple(_hints(kit, stay)))
    picture = sketch_map(kit, stay)
    if picture is not None:
        yield PageBreak()
        yield Heading(words.pick("位置示意", "Where it is"))
        yield picture


def salutation(kit: Kit, stay: Stay) -> str:
    """Address the guest of honour and the party; with a form of address, where one is given."""
    words, guest = kit.words, stay.principal
    if guest is None:
        return words.pick("尊敬的各位来宾：", "Dear guests,")
    others = words.pick("一行", " and colleagues") if stay.size > 1 else ""
    if words.lang == "en":
        form = guest.form_of_address if guest.form_of_address.isascii() else ""
        form = form or {"male": "Mr", "female": "Ms"}.get(guest.sex or "", "")
        return f"Dear {form} {guest.name}{others},".replace("  ", " ")
    polite = guest.form_of_address if guest.form_of_address and not guest.form_of_address.isascii() else ""
    if not polite:
        chinese = any("\u4e00" <= sign <= "\u9fff" for sign in guest.title)
        polite = guest.title if chinese else {"male": "先生", "female": "女士"}.get(guest.sex or "", "")
    return f"尊敬的{guest.name}{polite}{others}："


def _greeting(kit: Kit, stay: Stay) -> str:
    company = kit.paper.names.company
    first, last = kit.words.date(stay.days[0]), kit.words.date(stay.days[-1])
    return kit.words.pick(
        f"欢迎光临{company}！{first}至{last}期间，我们将全程陪同。现将日程、食宿、用车和联系方式整理如下，"
        "如有任何需要，请随时与接待联系人联系。祝您此行愉快、圆满！",
        f"Welcome to {company.rstrip('.')}. We look forward to being with you from {first} to {last}. This guide has "
        "your programme, hotel, transport and whom to call; please call us at any time. We wish you a pleasant visit.",
    )


def _weather(kit: Kit) -> str:
    return kit.words.pick(
        "天气：每晚由接待联系人告知次日天气和着装建议。时间均为北京时间；如有变动，以联系人通知为准。",
        "Weather: your contact tells you every evening what to expect and to wear. All times are Beijing time; what "
        "changes your contact tells you.",
    )


# ---------------------------------------------------------------- whom to call


def _contacts(kit: Kit, stay: Stay) -> Iterator[Block]:
    words, people = kit.words, list(contacts(kit, stay))
    zh, en = ("分工", "姓名", "职务（车牌）", "电话"), ("For", "Name", "Title, plate", "Telephone")
    columns = zh if words.lang == "zh" else en
    rows = [(what, _name(kit, person), _title(kit, person), person.phone) for what, person in people]
    cars: dict[str, dict[str, None]] = {}
    for move in kit.paper.plan_of(stay.id).moves:
        for ride in move.rides:
            if ride.driver and ride.vehicle:
                cars.setdefault(ride.driver, {})[kit.week.vehicle(ride.vehicle).plate] = None
    for id, plates in cars.items():
        driver = kit.week.driver(id)
        name = romanised(driver.name) if words.lang == "en" else driver.name
        rows.append((words.pick("司机", "Driver"), name, words.comma.join(filter(None, plates)), driver.phone))
    yield Grid(columns, tuple(rows))
    company = kit.paper.names.company
    cards = {
        person.id: (contact_card(_name(kit, person), person.phone, company, _title(kit, person)), _caption(kit, person))
        for _, person in people
        if person.phone
    }
    if cards:
        yield QrCodes(tuple(cards.values()))
        yield Paragraph(scan_hint(kit), "note")


def scan_hint(kit: Kit) -> str:
    """Say what the codes are for."""
    return kit.words.pick("扫码存入通讯录", "Scan to save the contact")


def contacts(kit: Kit, stay: Stay) -> Iterator[tuple[str, HostPerson]]:
    """Yield whom guests call for what: the contact, the interpreter, who meets them."""
    words = kit.words
    known = kit.contact(stay)
    if known is not None:
        yield words.pick("接待联系人", "Contact"), known
    for role, text in (
        ("interpreter", words.pick("翻译", "Interpreter")),
        ("greeter", words.pick("接站（机）", "Meets you")),
    ):
        duties = [duty.person for duty in kit.duties(stay) if duty.role == role]
        for id in list(dict.fromkeys(person for person in duties if person))[:2]:
            if known is None or id != known.id:
                yield text, kit.week.person(id)


def _name(kit: Kit, person: HostPerson) -> str:
    return our_person(kit, person.id, titled=False)


def _title(kit: Kit, person: HostPerson) -> str:
    return title_in_english(person.title) if kit.words.lang == "en" else person.title


def _caption(kit: Kit, person: HostPerson) -> str:
    return f"{_name(kit, person)} {person.phone}"


# ---------------------------------------------------------------- hotel, members, hints


def _hotel(kit: Kit, stay: Stay) -> Iterator[Block]:
    words, paper = kit.words, kit.paper
    hotels = dict.fromkeys(night.hotel for night in paper.plan_of(stay.id).nights)
    for hotel in (kit.week.hotel(id) for id in hotels):
        nights = [night for night in paper.plan_of(stay.id).nights if night.hotel == hotel.id]
        yield Heading(words.pick("酒店", "Hotel"))
        clock = _clock(kit, hotel)
        fields = (
            Field(words.pick("名称", "Name"), _place_names(kit, hotel)),
            Field(words.pick("电话", "Telephone"), hotel.phone),
            Field(words.pick("地址", "Address"), hotel.address, wide=True),
            Field(words.pick("入住", "From"), words.day(nights[0].day)),
            Field(words.pick("早餐", "Breakfast"), words.pick(f"{clock}起", f"from {clock}")),
        )
        yield FieldBoxes(tuple(field for field in fields if field.value))


def _place_names(kit: Kit, hotel: Hotel) -> str:
    """Return the name of a hotel; in English with the Chinese name, which taxi drivers read."""
    if kit.words.lang == "en" and hotel.name_en:
        return f"{hotel.name_en} {hotel.name}"
    return hotel.name


def _clock(kit: Kit, hotel: Hotel) -> str:
    return kit.words.time(hotel.breakfast_from)


def _members(kit: Kit, stay: Stay) -> Grid:
    words = kit.words
    columns = tuple(words.pick("序号 姓名 职务", "No. Name Title").split())
    rows = [(str(k), member.name, member.title) for k, member in enumerate(stay.visit.members, start=1)]
    unnamed = stay.size - len(stay.visit.members)
    if unnamed:
        rows.append(("", words.pick(f"另有{unnamed}人", f"and {unnamed} more"), ""))
    return Grid(columns, tuple(rows))


def _hints(kit: Kit, stay: Stay) -> Iterator[str]:
    words = kit.words
    yield words.pick(
        "每项活动请提前5分钟到集合地点，车辆提前在门口等候。",
        "Please be at the meeting place five minutes early; the car is there before.",
    )
    if any(item.kind == "tour" for item in kit.paper.plan_of(stay.id).items):
        yield words.pick(
            "参观请随讲解员按既定路线行进，进车间戴安全帽；拍照、摄像、采访请先告知陪同人员。",
            "On the tour please stay with your guide and wear the helmet; ask your escort before you take pictures.",
        )
    yield words.pick("酒店退房时请检查随身物品，贵重物品请自行保管。", "Please look after your valuables.")
    airports = [kit.week.arrival_point(group.target) for group in stay.groups]
    if any(isinstance(point, ArrivalPoint) and point.kind == "airport" for point in airports):
        yield words.pick(
            "返程请随身携带有效证件。", "Please keep your passport or identity card at hand for the flight."
        )
    yield words.pick("紧急电话：报警110，急救120，火警119。", "Emergencies: police 110, ambulance 120, fire 119.")
