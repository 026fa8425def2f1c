"""What papers call things: places, people, cars, parties. One object per plan and language, handed to every table."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from models.domain.activities import Banquet, Exchange, Gift, Request, Training
from models.domain.clock import day_of, minute_of_day
from models.domain.places import Restaurant
from models.domain.plan import Item
from models.domain.vocabulary import ROLE_LABELS
from planner.language.words import Words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Duty, LeftOut, Move, Night, Plan, Ride
    from models.domain.stay import GroupStay, Stay
    from models.domain.week import Week
    from models.rules.core.base import Rule
    from planner.judging.check import Report

PARTS = ("items", "moves", "nights", "left_out")
"""What a plan is made of."""
_UNSEEN = ("crew", "tea")
"""Roles that the guests' programme does not name."""


@dataclass(frozen=True)
class Paper:
    """A judged plan in one language.

    Attributes
    ----------
    report : Report
        The plan and what the rules say of it.
    words : Words
        The language.
    """

    report: Report
    words: Words = field(default_factory=Words)

    @property
    def facts(self) -> Facts:
        """The week and the edition, with what follows from them."""
        return self.report.facts

    @property
    def week(self) -> Week:
        """The week."""
        return self.report.facts.week

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.report.plan

    def part(self, visit: str) -> Plan:
        """The part of the plan that is of one visit."""
        return self._parts[visit]

    @cached_property
    def _parts(self) -> dict[str, Plan]:
        parts: dict[str, dict[str, list[Any]]] = {visit.id: {name: [] for name in PARTS} for visit in self.week.visits}
        for name in PARTS:
            for fact in getattr(self.plan, name):
                if fact.visit in parts:
                    parts[fact.visit][name].append(fact)
        return {
            visit: self.plan.model_copy(update={name: tuple(facts) for name, facts in lists.items()})
            for visit, lists in parts.items()
        }

    def stay(self, visit: str) -> Stay:
        """What follows for one visit."""
        return self.facts.stay(visit)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Rules by id."""
        return {rule.id: rule for rule in self.report.rules}

    # -- the house

    @property
    def company(self) -> str:
        """Name of the company."""
        company = self.week.company
        return self.words.pick(company.name, company.name_en or company.name)

    def client(self, visit: str) -> str:
        """Name of the client."""
        return self.week.visit(visit).client

    def number(self, visit: str) -> int:
        """Number of a visit in the papers, from 1 in the order of the week."""
        return self._numbers[visit]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {visit.id: k + 1 for k, visit in enumerate(self.week.visits)}

    def place(self, id: str) -> str:
        """Name of a place."""
        place = self.week.place(id)
        return self.words.pick(place.name, place.name_en or place.name)

    def stop(self, id: str) -> str:
        """Name of a place as drivers know it: the roof, not the restaurant under it."""
        return self.place(self.facts.location(id))

    def way(self, move: Move) -> str:
        """Say from where to where: 郑州东站→公司总部."""
        return f"{self.stop(move.origin)}→{self.stop(move.target)}"

    def where(self, item: Item) -> str:
        """Place of an item with its room."""
        return f"{self.place(item.place)} {self.room(item)}".rstrip()

    def room(self, item: Item) -> str:
        """Name of an item's meeting room or dining room; ``""`` if it has none."""
        if item.room:
            return self.week.room(item.room).name
        if item.dining_room:
            # a plan may be anybody's: where the place has no such room, STR-09 says so
            rooms = getattr(self.week.place(item.place), "dining_rooms", ())
            return next((room.name for room in rooms if room.id == item.dining_room), item.dining_room)
        return ""

    def meeting(self, place: str) -> str:
        """Say what is done when guests arrive at a place: 接机, 接站, 迎接."""
        return self._by_kind(place, ("接机", "接站", "迎接"), ("met at the airport", "met at the station", "met"))

    def parting(self, place: str) -> str:
        """Say what is done when guests leave from a place: 送机, 送站, 送行."""
        return self._by_kind(place, ("送机", "送站", "送行"), ("to the airport", "to the station", "departure"))

    def _by_kind(self, place: str, zh: tuple[str, str, str], en: tuple[str, str, str]) -> str:
        point = self.week.arrival_point(place)
        k = 2 if point is None or point.kind == "road" else 0 if point.kind == "airport" else 1
        return self.words.pick(zh[k], en[k])

    @property
    def edition_note(self) -> str:
        """Name and note of the policy edition, e.g. that its numbers are examples."""
        edition = self.report.edition
        return self.words.note(self.words.label(self.words.pick("制度版本", "policy"), edition.name), edition.note)

    # -- people

    def person(self, id: str) -> str:
        """Name of a host person."""
        return self.week.person(id).name

    def titled(self, id: str) -> str:
        """Name and title of a host person: 李明（副总经理）."""
        person = self.week.person(id)
        return self.words.note(person.name, person.title)

    def helpers(self, part: Item | Move) -> str:
        """Say who is with the guests, one role a line: 领导：李明（副总经理） 09:00–09:20; the missing are 待落实."""
        groups = len({stop.group for stop in part.stops}) if isinstance(part, Item) else 0
        found: dict[str, list[str]] = {}
        for duty in sorted(part.duties, key=lambda d: (d.group, d.start, d.person or "")):
            if duty.role not in _UNSEEN:
                names = found.setdefault(duty.role, [])
                text = self._helper(duty, part, groups > 1)
                if text not in names:
                    names.append(text)
        comma, label = self.words.comma, self.words.label
        named = [role for role in ROLE_LABELS if role in found]
        return "\n".join(label(self.role(role, part.kind), comma.join(found[role])) for role in named)

    def role(self, role: str, kind: str) -> str:
        """Say a role: the leader at a banquet is its host, the greeter at a departure sees off."""
        words = self.words
        if role == "leader" and kind == "banquet":
            return words.pick("主人", "host")
        if role == "greeter":
            return words.pick("送行", "seen off by") if kind == "see_off" else words.pick("迎接", "met by")
        return words.role(role)

    def _helper(self, duty: Duty, part: Item | Move, grouped: bool) -> str:
        words = self.words
        if duty.person is None:
            about = [words.language(duty.language)] if duty.language else []
            about += [words.pick("外聘", "hired")] if duty.hired else []
            text = words.note(words.open, words.comma.join(about))
        else:
            text = self.titled(duty.person) if duty.role in ("leader", "expert") else self.person(duty.person)
            text += words.pick("（代）", " (deputy)") if duty.stand_in else ""
        if grouped and duty.role == "docent":
            text = words.note(text, words.pick(f"{duty.group + 1}组", f"group {duty.group + 1}"))
        if duty.role == "leader" and isinstance(part, Item) and (part.start < duty.start or duty.end < part.end):
            text += " " + words.span(max(part.start, duty.start), min(part.end, duty.end))
        return text

    # -- parties

    def guests(self, visit: str, groups: tuple[str, ...]) -> int:
        """Number of guests in some travel groups (empty: all)."""
        return self.stay(visit).guests(groups)

    def party(self, visit: str, groups: tuple[str, ...]) -> str:
        """Say which part of the delegation: ``""`` for all of it, else 第2批; the heading says who they are."""
        stay = self.stay(visit)
        if not groups or len(groups) == len(stay.groups):
            return ""
        numbers = [k for k, group in enumerate(stay.groups, start=1) if group.id in groups]
        return self.words.comma.join(self.words.pick(f"第{k}批", f"group {k}") for k in numbers)

    def travellers(self, move: Move) -> tuple[GroupStay, ...]:
        """Travel groups that are met or seen off by a move."""
        end = "origin" if move.kind == "pick_up" else "target"
        groups = [g for g in self.stay(move.visit).groups if not move.groups or g.id in move.groups]
        return tuple(g for g in groups if getattr(g, end) == getattr(move, end))

    def group(self, stay: Stay, group: GroupStay) -> str:
        """Say which travel group: 第2批（MU2088，3人）."""
        words, k = self.words, stay.groups.index(group) + 1
        parts = [text for text in (group.group.arrival.number, words.people(group.size)) if text]
        return words.note(words.pick(f"第{k}批", f"group {k}"), words.pick("，", ", ").join(parts))

    def diets(self, visit: str) -> str:
        """Say what the kitchen must know: 清真2人、素食1人."""
        stay, words = self.stay(visit), self.words
        count = {diet: sum(diet in member.diet for member in stay.visit.members) for diet in sorted(stay.diets)}
        return words.comma.join(f"{words.diet(d)}{words.pick('', ' ')}{words.people(n)}" for d, n in count.items())

    def hotel_rooms(self, night: Night) -> str:
        """Say the rooms of a night: 单人间1、双人间2."""
        words = self.words
        return words.comma.join(f"{words.hotel_room(r.kind)}{words.pick('', ' ')}{r.count}" for r in night.rooms)

    # -- cars

    def cars(self, move: Move) -> str:
        """Say what the guests ride in, one vehicle a line."""
        words = self.words
        rides = [ride for ride in move.rides if ride.guests] or move.rides
        if rides:
            return "\n".join(self.ride(ride, len(rides) > 1) for ride in rides)
        if not self.week.visit(move.visit).provides.cars:
            return words.pick("客人自备车", "the guests' own cars")
        return words.pick("步行", "on foot")

    def ride(self, ride: Ride, several: bool = False) -> str:
        """Say one vehicle: 商务车1 示A·10001 司机王强（6人）."""
        words = self.words
        if ride.hired:
            text = self.hired_car(ride)
        elif ride.vehicle:
            text = self.vehicle(ride.vehicle) + " " + self.driver(ride.driver)
        else:
            text = words.open
        return words.note(text, words.people(ride.guests)) if several else text

    def hired_car(self, ride: Ride) -> str:
        """Say a hired car: 外租面包车（待落实）."""
        assert ride.hired is not None
        words, car = self.words, self.week.hired_car(ride.hired)
        return words.note(words.pick("外租", "hired ") + words.vehicle(car.kind), words.open)

    def vehicle(self, id: str) -> str:
        """Name and plate of a vehicle."""
        vehicle = self.week.vehicle(id)
        return f"{vehicle.name} {vehicle.plate}".rstrip()

    def driver(self, id: str | None) -> str:
        """Say the driver: 司机王强."""
        name = self.week.driver(id).name if id else self.words.open
        return self.words.pick(f"司机{name}", f"driver {name}")

    # -- items and requests

    def request(self, item: Item) -> Request | None:
        """The request that an item answers, or None."""
        return self.week.visit(item.visit).request(item.request) if item.request else None

    def title(self, item: Item) -> str:
        """Say what an item is: 技术交流：智能电网."""
        request, words = self.request(item), self.words
        if request is not None:
            text = self.request_title(request, item.place)
        elif item.kind in ("sight", "shopping", "entertainment"):
            text = self._at(item.kind, item.place)
        else:
            text = words.sentence(words.kind(item.kind))
        if item.kind in ("lunch", "dinner") and item.dining_room is None:
            return words.note(text, words.pick("打包或酒店用餐", "packed or at the hotel"))
        return text

    def request_title(self, request: Request, place: str | None = None) -> str:
        """Say what a request is."""
        words = self.words
        kind = words.sentence(words.kind(request.kind))
        if request.title:
            return request.title
        if isinstance(request, Banquet):
            return words.sentence(words.banquet(request.occasion, request.lunch))
        if isinstance(request, Gift):
            return words.label(kind, request.what)
        topic = request.topic if isinstance(request, Exchange | Training) else None
        place = getattr(request, "place", None) or place
        if request.kind in ("project", "sight", "shopping", "entertainment") and place:
            return self._at(request.kind, place)
        return words.label(kind, topic) if topic else kind

    def _at(self, kind: str, place: str) -> str:
        """Say what is done at a place: 游览少林寺, 文娱活动：戏剧幻城."""
        words, name = self.words, self.place(place)
        if kind in ("sight", "project"):
            return words.pick("游览" if kind == "sight" else "参观", "Visit to ") + name
        return words.label(words.sentence(words.kind(kind)), name)

    def left_request(self, left: LeftOut) -> str:
        """Say which request is left out."""
        requests = {request.id: request for request in self.week.visit(left.visit).requests}
        return self.request_title(requests[left.request]) if left.request in requests else left.request

    def resource(self, id: str) -> str:
        """Name of a resource such as ``room:r1`` or ``person:p1``; the id itself when nothing is known of it."""
        kind, _, rest = id.partition(":")
        name = rest if kind == "dining" else rest.split(":")[0]
        known = self._resources.get(kind, {})
        return known.get(name, id)

    @cached_property
    def _resources(self) -> dict[str, dict[str, str]]:
        company = self.week.company
        dining = {
            f"{place.id}:{room.id}": f"{place.name} {room.name}"
            for place in company.places
            if isinstance(place, Restaurant)
            for room in place.dining_rooms
        }
        return {
            "room": {room.id: room.name for room in company.rooms},
            "workshop": {workshop.id: workshop.name for workshop in company.workshops},
            "person": {person.id: person.name for person in company.people},
            "vehicle": {vehicle.id: vehicle.name for vehicle in company.vehicles},
            "driver": {driver.id: driver.name for driver in company.drivers},
            "dining": dining,
            "hotel": {hotel.id: hotel.name for hotel in self.week.hotels},
            "place": {place.id: place.name for place in company.places},
        }

    def about(self, ids: Iterable[str]) -> str:
        """Say what a break is about: names for ids, days as days; what has no name is left out."""
        return self.words.comma.join(text for text in map(self._about, ids) if text)

    def _about(self, id: str) -> str:
        if id in self._titles:
            return self._titles[id]
        named: Iterator[str] = (names[id] for names in self._resources.values() if id in names)
        return next(named, "")

    @cached_property
    def _titles(self) -> dict[str, str]:
        words = self.words
        titles = {item.id: f"{self.when(item.start)} {self.title(item)}" for item in self.plan.items}
        for move in self.plan.moves:
            titles[move.id] = f"{self.when(move.depart)} {self.way(move)}"
        for day in self.days:
            titles[day.isoformat()] = words.date(day)
        return titles

    def when(self, moment: int) -> str:
        """Say a moment: 9月21日 09:30."""
        return f"{self.words.date(day_of(moment))} {self.words.time(moment)}"

    # -- days

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """Days of the week, and days before and after on which something is planned."""
        first = self.week.first_day
        busy = {first.fromordinal(first.toordinal() + k) for k in range(self.week.days)}
        busy |= {day for stay in self.facts.stays for day in stay.days}
        return tuple(sorted(busy))

    def off(self, day: dt.date) -> bool:
        """Whether the company does not work on a day."""
        return not self.facts.workday(day)


def service_day(moment: int) -> dt.date:
    """Return the day to which a moment belongs in papers: what happens before 05:00 is still the evening before."""
    return day_of(moment - 300) if minute_of_day(moment) < 300 else day_of(moment)
