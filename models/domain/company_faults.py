"""Faults between the facts of the company."""

from __future__ import annotations

from collections.abc import Iterator

from models.domain.bilingual import bilingual
from models.domain.clock import hhmm
from models.domain.people import HostPerson
from models.domain.places import Hotel, Place, Restaurant, Sight, Site
from models.domain.references import Finding, Ids, KeyPath, Kind
from models.domain.week import Calendar, Company

COMPANY_PATH: KeyPath = ("company",)


def company_faults(company: Company, known: frozenset[str]) -> Iterator[Finding]:
    """Yield every fault of a company; ``known`` are ids of what could not be read."""
    yield from _twice(company)
    yield from _calendar((*COMPANY_PATH, "calendar"), company.calendar)
    if not any(isinstance(place, Site) for place in company.places):
        yield (
            (*COMPANY_PATH, "places"),
            bilingual("缺少公司本身所在地", "the company's own site is missing"),
            "[[sites]]",
        )
    places = Kind("地点", "place", {place.id: place.name for place in company.places}, known)
    for index, place in enumerate(company.places):
        yield from _place((*COMPANY_PATH, "places", index), place, company, known)
    for index, way in enumerate(company.ways):
        path = (*COMPANY_PATH, "ways", index)
        yield from places.unknown((*path, "a"), way.a)
        yield from places.unknown((*path, "b"), way.b)
        if way.a == way.b:
            yield path, bilingual(f"起点与终点相同：{way.a!r}", f"from {way.a!r} to itself"), ""
    for index, lounge in enumerate(company.lounges):
        yield from places.unknown((*COMPANY_PATH, "lounges", index, "place"), lounge.place)
    yield from _contradictory_ways(company)
    for index, room in enumerate(company.rooms):
        yield from places.unknown((*COMPANY_PATH, "rooms", index, "at"), room.at)
    people = Kind("人员", "person", {person.id: person.name for person in company.people}, known)
    for index, person in enumerate(company.people):
        yield from _person((*COMPANY_PATH, "people", index), person, people)
    for index, driver in enumerate(company.drivers):
        if not driver.licences:
            yield (
                (*COMPANY_PATH, "drivers", index, "licences"),
                bilingual("司机没有准驾车型", "a driver without a licence"),
                'licences = ["C1"]',
            )
    for index, vehicle in enumerate(company.vehicles):
        yield from places.unknown((*COMPANY_PATH, "vehicles", index, "home"), vehicle.home)
        if not vehicle.licences:
            path = (*COMPANY_PATH, "vehicles", index, "licences")
            yield path, bilingual("没有说明哪种驾照可开", "no licence may drive this vehicle"), 'licences = ["C1"]'


def _twice(company: Company) -> Iterator[Finding]:
    tables = (
        ("places", "地点", "place"),
        ("rooms", "会议室", "room"),
        ("lounges", "休息室", "lounge"),
        ("workshops", "车间", "workshop"),
        ("people", "人员", "person"),
        ("vehicles", "车辆", "vehicle"),
        ("drivers", "司机", "driver"),
        ("hired_cars", "租用车", "hired car"),
    )
    for table, zh, en in tables:
        ids = Ids(zh, en)
        for index, row in enumerate(getattr(company, table)):
            yield from ids.twice((*COMPANY_PATH, table, index), row.id)
    for index, place in enumerate(company.places):
        if isinstance(place, Restaurant):
            dining_rooms = Ids("包间", "dining room")  # each restaurant names its own
            for number, room in enumerate(place.dining_rooms):
                yield from dining_rooms.twice((*COMPANY_PATH, "places", index, "dining_rooms", number), room.id)


def _contradictory_ways(company: Company) -> Iterator[Finding]:
    """Yield ways that give one direction different minutes, by car or on foot: both of the rows."""
    roofs = {place.id: place.at or place.id for place in company.places if isinstance(place, Restaurant)}
    maybe = bilingual("删去一处；来回不同的各写一行，“单向”都填是", "leave one out; or one_way = true in both")
    for field, zh, en in (("minutes", "车程", "by car"), ("walk", "步行", "on foot")):
        first: dict[tuple[str, str], int] = {}
        for index, way in enumerate(company.ways):
            a, b = roofs.get(way.a, way.a), roofs.get(way.b, way.b)
            minutes = getattr(way, field)
            if minutes is None:
                continue
            before = {first.setdefault(pair, index) for pair in ([(a, b)] if way.one_way else [(a, b), (b, a)])}
            for other in sorted(before - {index}):
                was = getattr(company.ways[other], field)
                both = f"{was} 和 {minutes} 分钟", f"{was} and {minutes} minutes"
                what = bilingual(f"同一段路{zh}写了 {both[0]}", f"one way with {both[1]} {en}")
                for row in (other, index) if was != minutes else ():
                    yield (*COMPANY_PATH, "ways", row, field), what, maybe


def _calendar(path: KeyPath, calendar: Calendar) -> Iterator[Finding]:
    for index, day in enumerate(calendar.workdays):
        if day in calendar.holidays:
            what = bilingual(f"{day} 既是工作日又是假日", f"{day} is both a workday and a day off")
            yield (*path, "workdays", index), what, bilingual("从其中一处去掉", "take it out of one of them")


def _place(path: KeyPath, place: Place, company: Company, known: frozenset[str]) -> Iterator[Finding]:
    if (place.lat is None) != (place.lon is None):
        yield (
            path,
            bilingual("经纬度缺一", "only one of lat and lon is given"),
            bilingual("都写或都不写", "give both or none"),
        )
    if isinstance(place, Restaurant):
        roofs = {p.id: p.name for p in company.places if not isinstance(p, Restaurant)}
        yield from Kind("酒店或公司", "hotel or site", roofs, known).unknown((*path, "at"), place.at)
        if not place.dining_rooms:
            yield (*path, "dining_rooms"), bilingual("餐厅没有包间或大厅", "a restaurant without a room to dine in"), ""
    if isinstance(place, Hotel):
        yield from _hotel(path, place)
    if isinstance(place, Sight):
        sights = {p.id: p.name for p in company.places if isinstance(p, Sight) and p.id != place.id}
        yield from Kind("景点", "sight", sights, known).unknown((*path, "rainy_day"), place.rainy_day)
        yield from _sight_times(path, place)


def _hotel(path: KeyPath, hotel: Hotel) -> Iterator[Finding]:
    if not hotel.room_types:
        yield (*path, "room_types"), bilingual("酒店没有房型", "a hotel without room types"), ""
    kinds = [room.kind for room in hotel.room_types]
    for index, kind in enumerate(kinds):
        if kind in kinds[:index]:
            yield (
                (*path, "room_types", index),
                bilingual(f"房型重复：{kind!r}", f"room type {kind!r} is given twice"),
                "",
            )


def _sight_times(path: KeyPath, sight: Sight) -> Iterator[Finding]:
    if not sight.hours:
        return
    first, last = min(span.open for span in sight.hours), max(span.close for span in sight.hours)
    opening = f"{hhmm(first)}-{hhmm(last)}"
    for index, show in enumerate(sight.shows):
        if not any(span.open <= show < span.close for span in sight.hours):
            what = bilingual(
                f"演出 {hhmm(show)} 不在开放时间 {opening} 内", f"a show at {hhmm(show)}, but open {opening}"
            )
            yield (*path, "shows", index), what, ""
    if sight.last_entry is not None and not first <= sight.last_entry <= last:
        time = hhmm(sight.last_entry)
        yield (
            (*path, "last_entry"),
            bilingual(f"最晚入场 {time} 不在开放时间 {opening} 内", f"last entry at {time}, but open {opening}"),
            "",
        )


def _person(path: KeyPath, person: HostPerson, people: Kind) -> Iterator[Finding]:
    yield from people.unknown((*path, "deputy"), person.deputy)
    if person.deputy == person.id:
        yield (*path, "deputy"), bilingual("不能代理自己", "nobody is their own deputy"), ""
    kinds = [role.kind for role in person.roles]
    for index, role in enumerate(person.roles):
        if role.kind in kinds[:index]:
            what = bilingual(f"角色重复：{role.kind!r}", f"role {role.kind!r} is given twice")
            yield (*path, "roles", index), what, bilingual("题目、语种写在一处", "put topics and languages into one")
        if role.kind == "interpreter" and not role.languages:
            what = bilingual("翻译没有语种", "an interpreter without a language")
            yield (*path, "roles", index), what, 'languages = ["en"]'
