"""Things to do that the documents name themselves: what is got ready, told, checked, and filed (APPR-03, APPR-04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import outside_hosts
from models.domain.clock import day_of
from models.domain.table_company import diners
from models.rules.core.findings import DayAndTime, Phrase, Sentence, label
from models.rules.todo.line import department, line, person_name, place_name
from models.rules.todo.travel import group_number, of_point

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Item, Move
    from models.rules.core.findings import Value
    from models.rules.core.programme import Programme
    from models.rules.todo.line import ToDo

TABLES = ("lunch", "dinner", "banquet")
_BY = {"airport": Phrase("航班", "flight"), "rail": Phrase("车次", "train")}
CONFIRMATION = Sentence(
    "接待确认函发客人,请核对姓名、职务、航班车次、饮食、迎接地点",
    "Send the confirmation: the guests check names, titles, flights or trains, diets, the meeting point",
)
TABLE = Sentence("订{place}({item},{people} 人)", "Book {place} for the {item} (people: {people})")
ADVANCE = Sentence("到财务借款(见《借款单》)", "Draw the advance from the cashier (see the form)")
BANNER = Sentence("制作迎接横幅或通知编打电子迎接屏:欢迎{client}", "Have the banner or welcome screen made: {client}")
BOARD = Sentence("接站牌:{client}{group}({place})", "Pick-up board: {client}{group} ({place})")
SUPPLIES = Sentence(
    "{room}备水果、彩本、纸抽、湿巾、矿泉水或茶水({people} 人)",
    "Fruit, notebooks, tissues, wipes, water or tea in {room} (people: {people})",
)
NAME_CARDS = Sentence("会议名签、座签({people} 位客人)", "Name cards (guests: {people})")
BROCHURES = Sentence("公司宣传资料 {people} 份", "Brochures of the company: {people}")
CONFIRM_TRAVEL = Sentence(
    "电话确认{group}{way}、抵达时间({moment})和迎接地点({point})",
    "Confirm by telephone{group}: {way}, time of arrival ({moment}) and meeting point ({point})",
)
TELL_DRIVERS = Sentence(
    "告知司机班:{moment}在{place}接{client}{group}", "Tell the driver pool: meet {client}{group} at {place} on {moment}"
)
CALL_BEFORE = Sentence(
    "{moment}从{place}出发前,电话告知接待负责人",
    "Call whoever is in charge before setting off from {place} on {moment}",
)
PROGRESS = Sentence(
    "向部门经理详细报告各项准备的进展和需协助的事项",
    "Tell the head of department how far things are and what help is needed",
)
LEADER_LATE = Sentence(
    "{leader}不能按时到场时,由{deputy}向客人说明理由和等待时间:事先告知{deputy}",
    "Tell {deputy} what to explain to the guests, and how long they wait, when {leader} is late",
)
ROOM_CHECK = Sentence(
    "{moment}前检查{room}:物品整齐无灰尘,地面干净、空气流通,室温适宜、灯光合适",
    "Check {room} before {moment}: tidy and free of dust, clean floor, fresh air, temperature, light",
)
PHOTO_ARCHIVE = Sentence("照片、影像整理归档", "File the photographs and films")


def guests_told(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Send the confirmation; confirm by telephone how and where each group arrives (S0 二(二)1)."""
    yield line(facts, "APPR-03", "confirmation", p.id, p.stay.days[0], "", CONFIRMATION)
    for group in p.stay.groups:
        coming = group.group.arrival
        point = Phrase(coming.meeting_point, coming.meeting_point) if coming.meeting_point else None
        by = of_point(facts, group.origin, _BY)
        told: dict[str, Value] = {
            "group": group_number(p, group.id),
            "way": Phrase(f"{by.zh}{coming.number}", f"{by.en} {coming.number}".strip())
            if by
            else Phrase("行程", "way"),
            "moment": DayAndTime(coming.at),
            "point": point or place_name(facts, group.origin),
        }
        asked = line(facts, "APPR-03", "confirm_travel", p.id, day_of(coming.at), group.id, CONFIRM_TRAVEL, **told)
        escort = p.stay.visit.escort
        yield asked.by(_named(facts, escort)) if escort else asked


def _named(facts: Facts, person: str) -> Phrase:
    name = person_name(facts, person)
    return Phrase(name, name)


def tables(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Book every table of a meal that is ours to give (S0 一(一)2)."""
    for item in p.of(*TABLES):
        request = p.request(item)
        if item.dining_room is None or outside_hosts(request):
            continue
        told: dict[str, Value] = {"place": _dining_room(facts, item), "item": label(item)}
        day, people = day_of(item.start), diners(p.stay, request)
        yield line(facts, "MEAL-03", "restaurant", p.id, day, item.id, TABLE, **told, people=people)


def _dining_room(facts: Facts, item: Item) -> Phrase:
    """Return a restaurant with the dining room."""
    house = place_name(facts, item.place)
    rooms = getattr(facts.week.find_place(item.place), "dining_rooms", ())
    room = next((room.name for room in rooms if room.id == item.dining_room), "")
    return Phrase(f"{house.zh}{room}", f"{house.en} {room}".strip())


def made_ready(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Advance, banner, pick-up boards, what lies in the meeting rooms, name cards, brochures (APPR-03)."""
    first, client = p.stay.days[0], p.stay.visit.client
    yield line(facts, "APPR-03", "advance", p.id, first, "", ADVANCE)
    yield line(facts, "APPR-03", "banner", p.id, first, "", BANNER, client=client)
    for group in p.stay.groups:
        if of_point(facts, group.origin, _BY) is not None and p.stay.visit.provides.cars:
            told: dict[str, Value] = {"client": client, "group": group_number(p, group.id)}
            day, place = day_of(group.group.arrival.at), place_name(facts, group.origin)
            yield line(facts, "APPR-03", "pick_up_board", p.id, day, group.id, BOARD, **told, place=place)
    meetings = _meetings(facts, p)
    if meetings:
        yield line(facts, "APPR-03", "name_cards", p.id, first, "", NAME_CARDS, people=p.stay.size)
        yield line(facts, "APPR-03", "brochures", p.id, first, "", BROCHURES, people=p.stay.size)
    for (day, _), items in meetings.items():
        people = max(p.stay.guests(item.groups) + len({duty.person for duty in item.duties}) for item in items)
        room = _room_name(facts, items[0])
        about = f"{(day - first).days + 1}~{items[0].room}"
        yield line(facts, "APPR-03", "meeting_supplies", p.id, day, about, SUPPLIES, room=room, people=people)
        due = min(item.start for item in items)
        told = {"room": room, "moment": DayAndTime(due)}
        yield line(facts, "APPR-03", "room_check", p.id, due - facts.shape.set_up, about, ROOM_CHECK, **told)


def _meetings(facts: Facts, p: Programme) -> dict[tuple[dt.date, str], list[Item]]:
    """Return the items in our own rooms, by day and room."""
    found: dict[tuple[dt.date, str], list[Item]] = {}
    for item in p.items:
        if facts.week.find_room(item.room) is not None:
            found.setdefault((p.stay.day_of_item(item), item.room or ""), []).append(item)
    return found


def _room_name(facts: Facts, item: Item) -> str:
    room = facts.week.find_room(item.room)
    return room.name if room else ""


def arrivals(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Tell the drivers where guests are met; call before setting off with them (S0 二(二)1)."""
    for move in p.moves:
        if move.kind != "pick_up" or not move.rides:
            continue
        group = group_number(p, move.groups[0]) if len(move.groups) == 1 else Phrase("", "")
        place, moment = place_name(facts, move.origin), DayAndTime(move.depart)
        told: dict[str, Value] = {"client": p.stay.visit.client, "group": group, "place": place, "moment": moment}
        yield line(facts, "APPR-03", "tell_drivers", p.id, facts.day_of(move), move.id, TELL_DRIVERS, **told)
        calling = line(
            facts,
            "APPR-03",
            "call_before_setting_off",
            p.id,
            move.depart,
            move.id,
            CALL_BEFORE,
            place=place,
            moment=moment,
        )
        met = _with_guests(move)
        yield calling.by(_named(facts, met)) if met else calling


def _with_guests(move: Move) -> str | None:
    """Return who of ours is with the guests on a move."""
    wanted = ("greeter", "escort")
    return next((duty.person for duty in move.duties if duty.role in wanted and duty.person), None)


def told_before(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Report to the head of department (S0 二(二)); tell deputies what they explain (S0 八(二)2)."""
    yield line(facts, "APPR-03", "progress", p.id, p.stay.days[0], "", PROGRESS)
    seen: set[str] = set()
    for item in p.items:
        for duty in item.duties:
            person = facts.week.find_person(duty.person)
            if duty.role != "leader" or duty.stand_in or person is None or person.id in seen:
                continue
            seen.add(person.id)
            deputy = facts.week.find_person(person.deputy)
            escort = department(facts, facts.edition.office.task("call_before_setting_off").owner)
            told: dict[str, Value] = {"leader": person.name, "deputy": deputy.name if deputy else escort}
            day = day_of(item.start)
            yield line(facts, "HOST-01", "leader_late", p.id, day, person.id, LEADER_LATE, **told)


def afterwards(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """File the pictures, where any are taken (S2 《公司接待客人管理制度》第十三条)."""
    if any(item.kind == "photo" or any(d.role == "photographer" for d in item.duties) for item in p.items):
        yield line(facts, "APPR-04", "photo_archive", p.id, p.stay.days[-1], "", PHOTO_ARCHIVE)
