"""任务单: what each driver, vehicle, room, workshop, person, dining room and hotel has to do, and when."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from models.domain.activities import MEAL_KINDS, Banquet, outside_hosts
from models.domain.clock import at, day_of
from models.domain.included_meals import lunch_break
from models.domain.plan import Duty, Item, Move
from models.domain.roles import ROOM_SERVICE_ROLES
from models.domain.table_company import diners
from models.rules.core.programme import programme
from models.rules.core.staff_nights import staff_nights
from models.rules.core.transport_load import overnight_pairs
from planner.papers.luggage import luggage_remarks
from planner.papers.paper import made_once
from planner.papers.table import PaperColumn, PaperTable, Row, headings
from planner.papers.tables.company_rests import rests
from planner.papers.tables.contacts import medical
from planner.papers.tables.drives import Drive, drives, handovers, in_place
from planner.papers.tables.programme import banquet_notes, meeting_points

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.rules.core.company_rests import CompanyRest
    from planner.language.words import Words
    from planner.papers.paper import Paper

EXPLAINING_ROLES = ("docent", "guide", "escort", "expert")
"""Roles of those who show something to the guests."""
DutyKind = Literal["driver", "vehicle", "person", "room", "workshop", "dining", "hotel"]
DUTY_KINDS: tuple[DutyKind, ...] = ("driver", "vehicle", "person", "room", "workshop", "dining", "hotel")
DUTY_COLUMNS: dict[DutyKind, tuple[PaperColumn, ...]] = {
    "driver": (
        PaperColumn("day", "日期", "Day"),
        PaperColumn("ready", "到位", "In place"),
        PaperColumn("depart", "出发", "Leave"),
        PaperColumn("arrive", "到达", "Arrive"),
        PaperColumn("way", "行程", "Way"),
        PaperColumn("client", "客人", "Guests"),
        PaperColumn("vehicle", "车辆", "Vehicle"),
        PaperColumn("note", "备注", "Remarks"),
    ),
    "vehicle": (
        PaperColumn("day", "日期", "Day"),
        PaperColumn("ready", "到位", "In place"),
        PaperColumn("depart", "出发", "Leave"),
        PaperColumn("arrive", "到达", "Arrive"),
        PaperColumn("way", "行程", "Way"),
        PaperColumn("client", "客人", "Guests"),
        PaperColumn("driver", "司机", "Driver"),
        PaperColumn("note", "备注", "Remarks"),
    ),
    "person": (
        PaperColumn("day", "日期", "Day"),
        PaperColumn("time", "时间", "Time"),
        PaperColumn("role", "任务", "Duty"),
        PaperColumn("what", "活动", "Programme"),
        PaperColumn("place", "地点", "Place"),
        PaperColumn("client", "客人", "Guests"),
        PaperColumn("note", "备注", "Remarks"),
    ),
    "room": (
        PaperColumn("day", "日期", "Day"),
        PaperColumn("ready", "布置", "Set up"),
        PaperColumn("time", "时间", "Time"),
        PaperColumn("cleared", "清理至", "Cleared"),
        PaperColumn("what", "活动", "Programme"),
        PaperColumn("client", "客人", "Guests"),
        PaperColumn("crew", "会务", "Crew"),
        PaperColumn("note", "备注", "Remarks"),
    ),
    "workshop": (
        PaperColumn("day", "日期", "Day"),
        PaperColumn("time", "时间", "Time"),
        PaperColumn("client", "客人", "Guests"),
        PaperColumn("part", "组", "Group"),
        PaperColumn("docent", "讲解", "Docent"),
    ),
    "dining": (
        PaperColumn("day", "日期", "Day"),
        PaperColumn("time", "时间", "Time"),
        PaperColumn("room", "包间", "Room"),
        PaperColumn("what", "餐别", "Meal"),
        PaperColumn("client", "客人", "Guests"),
        PaperColumn("ours", "我方", "Ours"),
        PaperColumn("diet", "饮食", "Diet"),
        PaperColumn("note", "备注", "Remarks"),
    ),
    "hotel": (
        PaperColumn("day", "日期", "Night"),
        PaperColumn("client", "客人", "Guests"),
        PaperColumn("rooms", "房间", "Rooms"),
        PaperColumn("note", "备注", "Remarks"),
    ),
}
_TITLES = {
    "driver": ("司机任务单", "Drivers"),
    "vehicle": ("车辆使用表", "Vehicles"),
    "person": ("我方人员任务单", "Our people"),
    "room": ("会议室使用表", "Meeting rooms"),
    "workshop": ("车间接待表", "Workshops"),
    "dining": ("订餐表", "Restaurants"),
    "hotel": ("订房表", "Hotels"),
}


def duty_title(kind: DutyKind, words: Words) -> str:
    """Return the title of the paper that holds all tables of a kind."""
    return words.pick(*_TITLES[kind])


@made_once
def duties(paper: Paper, kind: DutyKind) -> tuple[PaperTable, ...]:
    """Return a table for each resource of a kind that has something to do, in the order of the company's lists."""
    return tuple(_MAKERS[kind](paper))


# ---------------------------------------------------------------- drivers and vehicles


def _drivers(paper: Paper) -> Iterator[PaperTable]:
    words = paper.words
    mine: dict[str | None, list[Drive]] = defaultdict(list)
    for drive in drives(paper):
        mine[drive.ride.driver].append(drive)
    for driver in paper.week.company.drivers:
        rows = [
            _drive_row(paper, drive, paper.names.vehicle(drive.ride.vehicle) if drive.ride.vehicle else words.open)
            for drive in mine[driver.id]
        ]
        driven = dict.fromkeys(drive.ride.vehicle for drive in mine[driver.id] if drive.ride.vehicle)
        homes = [words.note(paper.names.vehicle(id), _home(paper, id)) for id in driven if paper.week.vehicle(id).home]
        title = words.note(driver.name, driver.phone)
        yield from _table(paper, "driver", driver.id, title, rows, driver.note, words.semicolon.join(homes))


def _vehicles(paper: Paper) -> Iterator[PaperTable]:
    words = paper.words
    mine: dict[str | None, list[Drive]] = defaultdict(list)
    for drive in drives(paper):
        mine[drive.ride.vehicle].append(drive)
    for vehicle in paper.week.company.vehicles:
        rows = [
            _drive_row(paper, drive, paper.week.driver(drive.ride.driver).name if drive.ride.driver else words.open)
            for drive in mine[vehicle.id]
        ]
        about = [words.vehicle(vehicle.kind), words.pick(f"{vehicle.seats}座", f"{vehicle.seats} seats")]
        if vehicle.home is not None:
            about.append(_home(paper, vehicle.id))
        title = words.note(paper.names.vehicle(vehicle.id), words.comma.join(about))
        yield from _table(paper, "vehicle", vehicle.id, title, rows, vehicle.note)


def _home(paper: Paper, vehicle: str) -> str:
    """Say where a vehicle stands overnight."""
    return paper.words.label(paper.words.pick("停放", "overnight"), paper.names.place(paper.week.home(vehicle)))


def _drive_row(paper: Paper, drive: Drive, with_what: str) -> Row:
    words, move, day = paper.words, drive.move, paper.facts.day_of(drive.move)
    staff = words.pick(f"我方{drive.ride.staff}人", f"our people: {drive.ride.staff}")
    guests = words.note(paper.names.client(move.visit), words.people(drive.ride.guests) if drive.ride.guests else staff)
    cells = (
        words.day(day),
        words.time(in_place(paper, move), day),
        words.time(move.depart, day),
        words.time(move.arrive, day),
        paper.move_texts.way(move),
        guests,
        with_what,
        words.semicolon.join(_drive_remarks(paper, drive)),
    )
    return Row(cells, day, move.depart, move.arrive, move.id, move.visit, open=with_what == words.open)


def _drive_remarks(paper: Paper, drive: Drive) -> Iterator[str]:
    words, move, day = paper.words, drive.move, paper.facts.day_of(drive.move)
    if move.kind == "pick_up":
        coming = [group.group.arrival for group in paper.delegations.travellers(move)]
        numbers = [paper.move_texts.arrival(arrival, day) for arrival in coming]
        yield f"{paper.move_texts.meeting(move.origin)} {words.comma.join(dict.fromkeys(numbers))}".rstrip()
        yield from meeting_points(paper, move)
    if move.kind == "see_off":
        leaving = [group.group.departure for group in paper.delegations.travellers(move)]
        numbers = [text for departure in leaving if (text := paper.move_texts.departure(departure, day))]
        yield f"{paper.move_texts.parting(move.target)} {words.comma.join(dict.fromkeys(numbers))}".rstrip()
    yield from luggage_remarks(paper, move)
    if hotel := _sleeps_out(paper, move, drive.ride.driver):
        yield words.pick(f"当晚随客人住{hotel}", f"the night with the guests at {hotel}")
    if handover := handovers(paper).get((move.id, drive.ride.vehicle or "")):
        yield handover
    with_them = [d for d in move.duties if d.person]
    if with_them:
        yield words.comma.join(dict.fromkeys(paper.names.person(d.person) for d in with_them if d.person))


def _sleeps_out(paper: Paper, move: Move, driver: str | None) -> str:
    """Return the hotel in another city in which a driver sleeps after a move; empty: they go home (CAR-04c)."""
    stay, day = paper.stay(move.visit), paper.facts.day_of(move)
    pairs = overnight_pairs(stay, [m for m in paper.plan_of(move.visit).moves if m.rides]) if stay.nights_away else []
    if move.id not in {before.id for before, _ in pairs}:
        return ""
    nights = staff_nights(paper.facts, programme(paper.facts, paper.plan, move.visit))
    return next((paper.names.place(n.hotel) for n in nights if n.day == day and driver in n.drivers), "")


# ---------------------------------------------------------------- people


def _people(paper: Paper) -> Iterator[PaperTable]:
    words = paper.words
    found: dict[str, list[Row]] = defaultdict(list)
    escorted: dict[str, set[str]] = defaultdict(set)
    parts: list[Item | Move] = [*paper.plan.items, *paper.plan.moves]
    for part in parts:
        for duty in part.duties:
            if duty.person:
                found[duty.person].append(_duty_row(paper, part, duty))
                escorted[duty.person] |= {part.visit} if duty.role == "escort" else set()
    for person in paper.week.company.people:
        about = words.comma.join(text for text in (person.title, person.department, person.phone) if text)
        rows = sorted(found[person.id], key=_by_time)
        notes = (person.note, *_to_mind(paper, person.id, escorted[person.id]))
        yield from _table(paper, "person", person.id, words.note(person.name, about), rows, *notes)


def _to_mind(paper: Paper, person: str, escorted: set[str]) -> Iterator[str]:
    """Say whose health and customs an escort has to mind: here and on the office's list, not on the programme."""
    words = paper.words
    for visit in paper.week.visits:
        if visit.id in escorted or visit.escort == person:
            for member in visit.members:
                who = f"{visit.client} {member.name}"
                if member.medical:
                    yield f"{who} {medical(words, member)}"
                if member.customs:
                    yield f"{who} {words.label(words.pick('习俗', 'customs'), member.customs)}"


def _duty_row(paper: Paper, part: Item | Move, duty: Duty) -> Row:
    words, day = paper.words, paper.facts.day_of(part)
    remarks = [words.language(duty.language)] if duty.language else []
    if duty.group or (isinstance(part, Item) and len({stop.group for stop in part.stops}) > 1):
        remarks.append(words.pick(f"第{duty.group + 1}组", f"group {duty.group + 1}"))
    if duty.stand_in:
        remarks.append(words.pick("代", "deputy"))
    if isinstance(part, Item):
        what, where = paper.item_texts.title(part), paper.item_texts.where(part)
        explained = getattr(paper.item_texts.request(part), "explain", ())
        if explained and duty.role in EXPLAINING_ROLES:
            remarks.append(words.label(words.pick("讲解内容", "explain"), words.comma.join(explained)))
    else:
        if part.kind == "pick_up":
            remarks += meeting_points(paper, part)
        what, where = paper.move_texts.titles.move(part), paper.move_texts.way(part)
        remarks += dict.fromkeys(paper.move_texts.cars(part).splitlines())
        remarks += luggage_remarks(paper, part)
    cells = (
        words.day(day),
        words.span(duty.start, duty.end, day),
        paper.duty_texts.role(duty.role, part.kind),
        what,
        where,
        _client_with_guests(paper, part.visit, part.groups),
        words.semicolon.join(remarks),
    )
    return Row(cells, day, duty.start, duty.end, part.id, part.visit)


# ---------------------------------------------------------------- rooms and workshops


def _rooms(paper: Paper) -> Iterator[PaperTable]:
    words, shape = paper.words, paper.facts.shape
    for room in paper.week.company.rooms:
        before = shape.set_up if room.set_up is None else room.set_up
        after = shape.clearing if room.clearing is None else room.clearing
        items = sorted((item for item in paper.plan.items if item.room == room.id), key=lambda i: (i.start, i.id))
        rows = [_room_row(paper, item, before, after) for item in items]
        rows += [_rest_row(paper, rest) for rest in rests(paper) if rest.room is room]
        rows.sort(key=lambda row: (row.start or 0, row.about))
        title = words.note(room.name, words.pick(f"{room.seats}座", f"{room.seats} seats"))
        yield from _table(paper, "room", room.id, title, rows, room.note)


def _room_row(paper: Paper, item: Item, before: int, after: int) -> Row:
    words, day, request = paper.words, paper.facts.day_of(item), paper.item_texts.request(item)
    crew = [duty for duty in item.duties if duty.role in ROOM_SERVICE_ROLES]
    names = dict.fromkeys(paper.names.person(duty.person) if duty.person else words.open for duty in crew)
    remarks = [request.note] if request is not None and request.note else []
    if getattr(request, "tea", False):
        remarks.append(words.pick("上茶", "tea"))
    cells = (
        words.day(day),
        words.time(item.start - before, day),
        words.span(item.start, item.end, day),
        words.time(item.end + after, day),
        paper.item_texts.title(item),
        _client_with_guests(paper, item.visit, item.groups),
        words.comma.join(names),
        words.semicolon.join(remarks),
    )
    return Row(cells, day, item.start, item.end, item.id, item.visit, open=words.open in names)


def _rest_row(paper: Paper, rest: CompanyRest) -> Row:
    """Return the row of guests who rest in a room (PACE-02)."""
    words, day = paper.words, day_of(rest.start)
    span, guests = words.span(rest.start, rest.end, day), _client_with_guests(paper, rest.visit, ())
    cells = (words.day(day), "", span, "", words.pick("客人休息", "guests rest"), guests, "", words.pick("上茶", "tea"))
    return Row(cells, day, rest.start, rest.end, rest.item or rest.visit, rest.visit)


def _workshops(paper: Paper) -> Iterator[PaperTable]:
    words = paper.words
    found: dict[str, list[Row]] = defaultdict(list)
    for item in paper.plan.items:
        found_docents = [duty for duty in item.duties if duty.role == "docent"]
        docents = {d.group: paper.names.person(d.person) if d.person else words.open for d in found_docents}
        groups = 1 + max((stop.group for stop in item.stops), default=0)
        for stop in item.stops:
            day, docent = paper.facts.day_of(item), docents.get(stop.group, "")
            cells = (
                words.day(day),
                words.span(stop.start, stop.end, day),
                _client_with_guests(paper, item.visit, item.groups),
                f"{stop.group + 1}/{groups}",
                docent,
            )
            is_open, part = docent == words.open, f"{stop.workshop}:{stop.group}"
            row = Row(cells, day, stop.start, stop.end, item.id, item.visit, is_open, part=part)
            found[stop.workshop].append(row)
    for workshop in paper.week.company.workshops:
        limit = words.pick(f"每组不超过{workshop.group}人", f"groups up to {workshop.group}")
        rows = sorted(found[workshop.id], key=_by_time)
        yield from _table(paper, "workshop", workshop.id, words.note(workshop.name, limit), rows, workshop.note)


# ---------------------------------------------------------------- meals and beds


def _dining(paper: Paper) -> Iterator[PaperTable]:
    words, texts = paper.words, paper.item_texts
    ours = [item for item in paper.plan.items if _house(item) and not outside_hosts(texts.request(item))]
    meals = [(item, _house(item), *_hours(paper, item)) for item in ours]
    meals.sort(key=lambda meal: meal[2])
    for place in paper.week.restaurants:
        rows = [_meal_row(paper, item, start, end) for item, house, start, end in meals if house == place.id]
        about = words.comma.join(text for text in (place.cuisine, place.phone) if text)
        yield from _table(paper, "dining", place.id, words.note(paper.names.place(place.id), about), rows, place.note)


def _house(item: Item) -> str | None:
    """Return where a meal is cooked: of a packed one where it is eaten; None: the item is no meal of ours."""
    if item.kind in MEAL_KINDS:
        return item.place
    return item.lunch.restaurant if item.lunch else None


def _hours(paper: Paper, item: Item) -> tuple[int, int]:
    """Return from when to when the guests are at table."""
    if item.lunch is None:
        return item.start, item.end
    return lunch_break(paper.facts.shape, paper.facts.day_of(item))


def _meal_row(paper: Paper, item: Item, start: int, end: int) -> Row:
    words, day, request = paper.words, paper.facts.day_of(item), paper.item_texts.request(item)
    table = item.table
    rooms = {room.id: room.name for room in paper.week.restaurant(table.restaurant).dining_rooms} if table else {}
    title = paper.item_texts.title(item)
    notes = [request.note] if request is not None and request.note else []
    if isinstance(request, Banquet):
        notes = [*banquet_notes(words, request), *notes]
    elif item.lunch is not None:
        title = words.label(words.sentence(words.meal("lunch")), title)
    ours = {duty.person for duty in item.duties if duty.person} | {k for k, d in enumerate(item.duties) if not d.person}
    at_table = len(ours)
    if item.lunch is not None:  # who is at the item besides is no matter of the kitchen's
        at_table = diners(paper.stay(item.visit), request) - paper.delegations.guests(item.visit, item.groups)
    cells = (
        words.day(day),
        words.span(start, end, day),
        rooms.get(table.dining_room, table.dining_room) if table else words.pick("打包", "packed"),
        title,
        _client_with_guests(paper, item.visit, item.groups),
        words.people(at_table) if at_table else "",
        paper.delegations.diets(item.visit),
        words.semicolon.join(notes),
    )
    return Row(cells, day, start, end, item.id, item.visit, open=table is None)


def _hotels(paper: Paper) -> Iterator[PaperTable]:
    words = paper.words
    for hotel in paper.week.hotels:
        rows = []
        for night in sorted(paper.plan.nights, key=lambda n: (n.day, n.visit)):
            if night.hotel == hotel.id:
                rooms = paper.delegations.hotel_rooms(night)
                guests = _client_with_guests(paper, night.visit, night.groups)
                cells = (words.day(night.day), guests, rooms, paper.delegations.part_of(night.visit, night.groups))
                rows.append(Row(cells, night.day, at(night.day), visit=night.visit, part="night"))
        rows += _our_nights(paper, hotel.id)
        rows.sort(key=_by_time)
        title = words.note(paper.names.place(hotel.id), hotel.phone)
        yield from _table(paper, "hotel", hotel.id, title, rows, hotel.note)


def _our_nights(paper: Paper, hotel: str) -> Iterator[Row]:
    """Yield the rows of those of ours who sleep in a hotel with guests in another city."""
    words = paper.words
    for visit in paper.week.visits:
        if not paper.stay(visit.id).nights_away or visit.id in paper.plan.visits_left_out:
            continue
        for night in staff_nights(paper.facts, programme(paper.facts, paper.plan, visit.id)):
            if night.hotel == hotel:
                names = [paper.names.person(id) for id in night.people]
                names += [paper.week.driver(id).name for id in night.drivers]
                ours = words.note(words.pick("我方随行", "ours, with"), paper.names.client(visit.id))
                cells = (words.day(night.day), ours, words.comma.join(dict.fromkeys(names)), "")
                yield Row(cells, night.day, at(night.day), visit=visit.id, part="ours")


# ---------------------------------------------------------------- shared

_MAKERS = {
    "driver": _drivers,
    "vehicle": _vehicles,
    "person": _people,
    "room": _rooms,
    "workshop": _workshops,
    "dining": _dining,
    "hotel": _hotels,
}


def _table(paper: Paper, kind: DutyKind, id: str, title: str, rows: Iterable[Row], *notes: str) -> Iterator[PaperTable]:
    """Yield the table of a resource unless it is empty, the notes above it."""
    rows = tuple(rows)
    if rows:
        columns = headings(DUTY_COLUMNS[kind], paper.words)
        yield PaperTable(f"{kind}:{id}", title, columns, rows, tuple(note for note in notes if note), merged=1)


def _client_with_guests(paper: Paper, visit: str, groups: tuple[str, ...]) -> str:
    """Say a client with the number of guests in some travel groups (empty: all)."""
    return paper.words.note(paper.names.client(visit), paper.words.people(paper.delegations.guests(visit, groups)))


def _by_time(row: Row) -> tuple[int, int, str]:
    return (row.start or 0, row.end or 0, row.about)
