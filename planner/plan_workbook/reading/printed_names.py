"""What the texts of a programme name: places, people, cars, as papers print them and as people type them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.resources import UNLISTED_CARS
from models.domain.vocabulary import ROLE_LABELS
from planner.language.text import Unreadable, folded, said, tight

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from models.domain.resources import HiredCar
    from models.domain.week import Week

_UNLISTED_WORDS = ("另租", "otherhired")
_HIRED_WORDS = (*_UNLISTED_WORDS, "外租", "租", "hired")
_ROUND_BRACKETS = re.compile(r"[（(]([^（）()]*)[）)]")
_TIMES_AT_END = re.compile(r"\s*\d{1,2}[:：]\d{2}\s*[-–—~～至到]\s*\d{1,2}[:：]\d{2}\s*$")
_LIST_SEPARATOR = re.compile(r"[、,，;；]|\s{2,}")
_NUMBER_OF_GUESTS = re.compile(r"(\d+)\s*(?:人|people|person)")


class PrintedNames:
    """Names of a week → ids; spaces, width and case do not matter."""

    def __init__(self, week: Week) -> None:
        self.week = week

    def find(self, text: str, known: Mapping[str, str], what: str) -> str:
        """Return the id of a name.

        Raises
        ------
        Unreadable
            When nothing is called so, with the most alike name.
        """
        id = known.get(name_key(text))
        if id is None:
            near = get_close_matches(name_key(text), known, n=1, cutoff=0.5)
            raise Unreadable(
                bilingual(f"没有这个{what}：{said(text)}", f"unknown: {said(text)}"),
                self.shown.get(near[0], near[0]) if near else "",
            )
        return id

    @cached_property
    def shown(self) -> dict[str, str]:
        """Key of a name → the name as it is written."""
        week, company = self.week, self.week.company
        names = [
            p.name for p in (*company.people, *company.drivers, *company.places, *company.vehicles, *company.rooms)
        ]
        names += [room.name for restaurant in week.restaurants for room in restaurant.dining_rooms]
        return {name_key(name): name for name in names}

    @cached_property
    def people(self) -> dict[str, str]:
        """Host people."""
        return _unambiguous((person.name, person.id) for person in self.week.company.people)

    @cached_property
    def drivers(self) -> dict[str, str]:
        """Drivers."""
        return _unambiguous((driver.name, driver.id) for driver in self.week.company.drivers)

    @cached_property
    def vehicles(self) -> dict[str, str]:
        """Vehicles by name, by plate, and by both."""
        pairs = []
        for vehicle in self.week.company.vehicles:
            pairs += [(vehicle.name, vehicle.id), (f"{vehicle.name}{vehicle.plate}", vehicle.id)]
            pairs += [(vehicle.plate, vehicle.id)] if vehicle.plate else []
        return _unambiguous(pairs)

    @cached_property
    def places(self) -> dict[str, str]:
        """Places by name, Chinese or English."""
        pairs = [(place.name, place.id) for place in self.week.company.places]
        pairs += [(place.name_en, place.id) for place in self.week.company.places if place.name_en]
        return _unambiguous(pairs)

    @cached_property
    def rooms(self) -> dict[str, tuple[str, str]]:
        """Place with room, and a room alone where its name says which → (place, room)."""
        site, pairs = self.week.site, list[tuple[str, tuple[str, str]]]()
        for room in self.week.company.rooms:
            pairs += [(name + room.name, (site.id, room.id)) for name in (site.name, site.name_en, "")]
        for house in self.week.restaurants:
            for table in house.dining_rooms:
                pairs += [(name + table.name, (house.id, table.id)) for name in (house.name, house.name_en, "")]
        return _unambiguous(pairs)

    # -- places

    def place(self, text: str) -> tuple[str, str | None]:
        """Read a place with or without its room: (place, room)."""
        bare = name_key(_ROUND_BRACKETS.sub("", text)) or name_key(text)
        for name in (name_key(text), bare):
            if name in self.rooms:
                return self.rooms[name]
            if name in self.places:
                return self.places[name], None
        known = {**self.places, **{name: pair[0] for name, pair in self.rooms.items()}}
        return self.find(text, known, "地点"), None

    def way(self, text: str) -> tuple[str, str]:
        """Read 郑州东站→公司总部."""
        ends = [part for part in re.split(r"→|->|—>|=>", text) if part.strip()]
        if len(ends) != 2:
            raise Unreadable(
                f"{said(text)} " + bilingual("不是路程", "is no way"), bilingual("出发地→目的地", "from→to")
            )
        return self.place(ends[0])[0], self.place(ends[1])[0]

    # -- people

    def helpers(self, text: str) -> dict[str, list[str]]:
        """Read 专家：张三、李四 line by line: role → the text of each person, in order."""
        found: dict[str, list[str]] = {}
        for line in text.splitlines():
            if not line.strip():
                continue
            label, colon, rest = folded(line).partition(":")
            role = _ROLES_BY_WORD.get(name_key(label)) if colon else None
            if role is None:
                raise Unreadable(
                    f"{said(line)} " + bilingual("没有写是什么身份", "says no role"),
                    bilingual("专家：张三", "expert: Li Wei"),
                )
            found.setdefault(role, []).extend(part.strip() for part in _split_enumeration(rest))
        return found

    def several(self, text: str) -> list[str | None]:
        """Read 张三、李四; None: still to be found."""
        return [self.person(part) for line in text.splitlines() for part in _split_enumeration(line)]

    def person(self, text: str) -> str | None:
        """Read a name with what papers add to it; None: still to be found."""
        bare = _ROUND_BRACKETS.sub("", _TIMES_AT_END.sub("", text)).strip()
        if name_key(bare) in ("待落实", "tobefound", "待定"):
            return None
        return self.find(bare, self.people, "人员")

    # -- cars

    def car(self, text: str) -> tuple[str | None, str | None, str | None, int | None]:
        """Read one vehicle: (vehicle, driver, hired, guests); None for what the text omits."""
        guests = _NUMBER_OF_GUESTS.search(text)
        count = int(guests[1]) if guests else None
        whole = name_key(_ROUND_BRACKETS.sub("", text))
        if how := next((word for word in _HIRED_WORDS if whole.startswith(word)), None):
            kinds = self.unlisted if how in _UNLISTED_WORDS else self.hired
            return None, None, self.find(whole.removeprefix(how), kinds, "外租车型"), count
        rest = whole
        vehicle = next((name for name in sorted(self.vehicles, key=len, reverse=True) if name in rest), None)
        if vehicle:
            rest = rest.replace(vehicle, "", 1)
            plates = [
                name_key(v.plate) for v in self.week.company.vehicles if v.plate and v.id == self.vehicles[vehicle]
            ]
            for plate in plates:
                rest = rest.replace(plate, "", 1)
        rest = rest.removeprefix("司机").removeprefix("driver")
        if vehicle is None and (not rest or rest not in self.drivers):
            self.find(re.split("司机|driver", whole)[0] or whole, self.vehicles, "车辆")
        driver = None if not rest or rest in ("待落实", "tobefound") else self.find(rest, self.drivers, "司机")
        return self.vehicles[vehicle] if vehicle else None, driver, None, count

    @cached_property
    def hired(self) -> dict[str, str]:
        """Kinds of hired cars by their word, those that the company lists before others of their class."""
        return _hired_by_word(self.week.hired_cars)

    @cached_property
    def unlisted(self) -> dict[str, str]:
        """Kinds of hired cars for which the company lists no firm, by their word."""
        return _hired_by_word(UNLISTED_CARS)


def _hired_by_word(cars: Iterable[HiredCar]) -> dict[str, str]:
    from planner.language.words import Words

    return _first_of_each_name((Words(lang).vehicle(car.kind), car.id) for car in cars for lang in ("zh", "en"))


def name_key(text: str) -> str:
    """Return a text as names are compared: without blanks, half-width, in one case."""
    return tight(text).casefold()


def _split_enumeration(text: str) -> list[str]:
    """Split an enumeration; what stands in brackets stays together."""
    marked = _ROUND_BRACKETS.sub(lambda m: "（" + _LIST_SEPARATOR.sub("\x00", m[1]) + "）", text)
    return [part.replace("\x00", "、") for part in _LIST_SEPARATOR.split(marked) if part.strip()]


def _unambiguous(pairs: Iterable[tuple[str, object]]) -> dict:  # type: ignore[type-arg]
    """Return name → what it means, without names that could mean two things."""
    found: dict[str, object] = {}
    twice: set[str] = set()
    for name, id in pairs:
        key = name_key(name)
        if key and found.setdefault(key, id) != id:
            twice.add(key)
    return {key: id for key, id in found.items() if key not in twice}


def _first_of_each_name(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, id in pairs:
        found.setdefault(name_key(name), id)
    return found


_ROLES_BY_WORD = {name_key(word): role for role, words in ROLE_LABELS.items() for word in words} | {
    "主人": "leader",
    "host": "leader",
    "送行": "greeter",
    "迎接": "greeter",
    "metby": "greeter",
    "seenoffby": "greeter",
}
