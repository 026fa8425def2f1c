"""A small company, small weeks and hand-made plans for tests: everything near at hand, every number round.

Travel minutes outside rush hours are differences on a line, so that they can be counted in the head::

    plant -60   museum -15   site 0   mall 5   garden 10   grand 15   inn 20   lakeside 25   rail 30   opera 35
    air 45   temple 130

The canteen is at the site, the inn's dining room in the inn. Monday is 2026-09-21; there are no holidays.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from models.domain.activities import Gift, NightAway
from models.domain.clock import DAY, GRID, at, day_of
from models.domain.facts import Facts
from models.domain.plan import Item, LeftOut, Move, Night, Plan, Stop
from models.domain.policy import Edition
from models.domain.stay import GroupStay, Stay
from models.domain.visits import Visit
from models.domain.week import Company, Week

MONDAY = dt.date(2026, 9, 21)
DEFAULT = Path(__file__).parent.parent / "instances" / "policies" / "default.toml"
LINE = {
    "plant": -60,
    "museum": -15,
    "site": 0,
    "mall": 5,
    "garden": 10,
    "grand": 15,
    "inn": 20,
    "lakeside": 25,
    "rail": 30,
    "opera": 35,
    "air": 45,
    "temple": 130,
}
Row = tuple[Any, ...]
"""What (request id, ``lunch``, ``dinner``, ``check_in``, ``rest``, or ``sight:PLACE``), start, and changes."""


def when(text: str | int) -> int:
    """Read ``21 09:30`` as that day of September 2026."""
    if isinstance(text, int):
        return text
    day, _, clock = text.partition(" ")
    hours, _, minutes = clock.partition(":")
    return at(dt.date(2026, 9, int(day)), int(hours) * 60 + int(minutes))


def day(number: int) -> dt.date:
    """Return a day of September 2026."""
    return dt.date(2026, 9, number)


# -- the company


def _places() -> list[dict[str, Any]]:
    rooms = [{"kind": "suite", "price": 800}, {"kind": "single", "price": 400}, {"kind": "twin", "price": 450}]
    private = [{"id": "p1", "name": "兰", "seats": 10}, {"id": "p2", "name": "竹", "seats": 20}]
    hall = {"id": "hall", "name": "大厅", "seats": 60, "private": False}
    every = ["halal", "vegetarian", "no_pork"]
    return [
        {"kind": "site", "id": "site", "name": "公司"},
        {"kind": "rail", "id": "rail", "name": "高铁站"},
        {"kind": "airport", "id": "air", "name": "机场"},
        {"kind": "hotel", "id": "inn", "name": "协议酒店", "agreement": True, "grade": 4, "room_types": rooms},
        {"kind": "hotel", "id": "grand", "name": "大酒店", "grade": 5, "room_types": rooms},
        {
            "kind": "restaurant", "id": "canteen", "name": "食堂", "at": "site", "style": "canteen", "price": 30,
            "agreement": True, "serves": ["halal"], "dining_rooms": [{**hall, "seats": 40}, *private[:1]],
        },
        {
            "kind": "restaurant", "id": "inn_dining", "name": "酒店餐厅", "at": "inn", "style": "hotel", "price": 80,
            "agreement": True, "dining_rooms": [hall, *private],
        },
        {
            "kind": "restaurant", "id": "garden", "name": "花园酒家", "price": 90, "banquet_price": 200, "local": True,
            "agreement": True, "serves": every, "dining_rooms": [hall, *private],
        },
        {"kind": "restaurant", "id": "lakeside", "name": "湖畔", "price": 90, "dining_rooms": [hall, *private]},
        {
            "kind": "sight", "id": "museum", "name": "博物馆", "category": "sightseeing", "minutes": 90,
            "agreement": True,
        },
        {"kind": "sight", "id": "temple", "name": "古寺", "category": "sightseeing", "minutes": 120, "open_air": True},
        {"kind": "sight", "id": "mall", "name": "商场", "category": "shopping", "minutes": 75},
        {"kind": "sight", "id": "opera", "name": "大剧院", "category": "entertainment", "minutes": 105, "price": 100},
        {"kind": "project", "id": "plant", "name": "示范工程"},
    ]  # fmt: skip


def _people() -> list[dict[str, Any]]:
    def person(id: str, rank: int, *roles: Any) -> dict[str, Any]:
        return {"id": id, "name": id, "rank": rank, "roles": [r if isinstance(r, dict) else {"kind": r} for r in roles]}

    return [
        person("boss", 2, "leader"),
        person("deputy", 3, "leader"),
        person("director", 4, "leader"),
        person("ann", 5, {"kind": "expert", "topics": ["盾构机"]}),
        person("bob", 5, {"kind": "expert", "topics": ["盾构机", "液压"]}),
        person("dan", 6, {"kind": "docent", "languages": ["en"]}),
        person("dot", 6, "docent"),
        person("ivy", 6, {"kind": "interpreter", "languages": ["en"]}),
        person("pat", 6, "photographer"),
        *(person(name, 6, "crew") for name in ("cal", "cam", "cat", "coy")),
        *(person(name, 6, "escort") for name in ("eli", "eva", "ewa")),
    ]


def _ways() -> list[dict[str, Any]]:
    names = list(LINE)
    return [{"a": a, "b": b, "minutes": abs(LINE[a] - LINE[b])} for i, a in enumerate(names) for b in names[i + 1 :]]


@cache
def _company() -> Mapping[str, Any]:
    return {
        "id": "acme",
        "name": "示范公司",
        "places": _places(),
        "rooms": [
            {"id": "r1", "name": "一号会议室", "seats": 12, "equipment": ["projector"]},
            {"id": "r2", "name": "二号会议室", "seats": 30, "equipment": ["projector", "video"]},
            {"id": "r3", "name": "贵宾室", "seats": 10, "equipment": ["sofa"]},
        ],
        "workshops": [
            {"id": "w1", "name": "展厅", "minutes": 30, "group": 20, "groups": 2},
            {"id": "w2", "name": "总装车间", "minutes": 45, "group": 20, "helmets": True},
            {"id": "w3", "name": "保密车间", "minutes": 30, "group": 10, "restricted": True},
        ],
        "people": _people(),
        "vehicles": [
            {"id": "car1", "name": "一号车", "kind": "sedan", "seats": 4, "luggage": 3},
            {"id": "mpv1", "name": "商务车", "kind": "mpv", "seats": 6, "luggage": 6},
            {"id": "bus1", "name": "中巴", "kind": "minibus", "seats": 18, "luggage": 18, "licences": ["A1", "B1"]},
        ],
        "drivers": [
            {"id": "d1", "name": "赵师傅", "licences": ["C1"]},
            {"id": "d2", "name": "钱师傅", "licences": ["C1"]},
            {"id": "d3", "name": "孙师傅", "licences": ["B1", "C1"]},
        ],
        "hired_cars": [
            {"id": "hired_mpv", "kind": "mpv", "seats": 6, "luggage": 6, "price": 400},
            {"id": "hired_coach", "kind": "coach", "seats": 45, "luggage": 45, "price": 1200},
        ],
        "hired_help": [
            {"kind": "interpreter", "languages": ["en", "ja"], "price": 800},
            {"kind": "guide", "languages": ["en"], "price": 300},
        ],
        "ways": _ways(),
    }


def company(**changes: Any) -> Company:
    """Return the small company, with some of its fields replaced."""
    return Company.model_validate({**_company(), **changes})


def place(id: str, **changes: Any) -> list[dict[str, Any]]:
    """Return the company's places with one of them changed: ``company(places=place("museum", price=9))``."""
    return [{**p, **changes} if p["id"] == id else p for p in _places()]


# -- the edition, visits, weeks


@cache
def _default() -> Mapping[str, Any]:
    return tomllib.loads(DEFAULT.read_text("utf-8"))


def edition(rules: Mapping[str, Any] | None = None, **shape: Any) -> Edition:
    """Return the default edition, with some rules' settings and some shape numbers replaced."""
    raw = _default()
    changed = {"shape": {**raw["shape"], **shape}, "rules": {**raw.get("rules", {}), **(rules or {})}}
    return Edition.model_validate({**raw, **changed})


def group(
    id: str = "g1", arrive: str = "21 08:00", depart: str = "22 18:00", by: str = "rail", **changes: Any
) -> dict[str, Any]:
    """Return a travel group that comes to and leaves from one place (out 10 min later, there 40 min before: rail)."""
    return {
        "id": id,
        "arrival": {"at": when(arrive), "place": by},
        "departure": {"at": when(depart), "place": by},
        **changes,
    }


def members(number: int = 3, **first: Any) -> list[dict[str, Any]]:
    """Return members m1, m2, …; ``first`` changes the first, who is the guest of honour."""
    named = [{"id": f"m{i}", "name": f"客人{i}", "rank": 4 if i == 1 else 6} for i in range(1, number + 1)]
    named[0] |= {"role": "principal", **first}
    return named


def visit(id: str = "v1", *requests: Mapping[str, Any], **changes: Any) -> Visit:
    """Return a visit of three people by rail, Monday 08:00 to Tuesday 18:00, level C."""
    stay = {name: changes.pop(name) for name in ("arrive", "depart", "by") if name in changes}
    usual = {"id": id, "client": f"客户{id}", "level": "C", "members": members(), "groups": [group(**stay)]}
    return Visit.model_validate({**usual, "requests": list(requests), **changes})


def talk(id: str = "talk", **changes: Any) -> dict[str, Any]:
    """Return an exchange of an hour and a half, any room, no expert."""
    return {"kind": "exchange", "id": id, **changes}


def tour(id: str = "tour", **changes: Any) -> dict[str, Any]:
    """Return a company tour: showroom and assembly, 75 min."""
    return {"kind": "tour", "id": id, **changes}


def sight(id: str = "museum", place: str = "museum", **changes: Any) -> dict[str, Any]:
    """Return a wished sight."""
    return {"kind": "sight", "id": id, "place": place, **changes}


def banquet(id: str = "welcome", occasion: str = "welcome", **changes: Any) -> dict[str, Any]:
    """Return a banquet."""
    return {"kind": "banquet", "id": id, "occasion": occasion, **changes}


def hosts(*names: str) -> list[dict[str, Any]]:
    """Return people of the city government who receive guests."""
    return [{"name": name, "organisation": "市政府", "title": "副市长"} for name in names or ("王刚",)]


def with_offices(**changes: Any) -> Company:
    """Return the small company with places of others, and a second office of its own with a room."""
    venues = [
        {"kind": "ministry", "id": "city", "name": "市政府", **changes},
        {"kind": "hall", "id": "hall", "name": "大会堂"},
        {"kind": "office", "id": "branch", "name": "分公司"},
    ]
    made = company()
    spots = {"city": 20, "hall": 25, "branch": 10}
    ways = [{"a": id, "b": other, "minutes": abs(at - LINE[other])} for id, at in spots.items() for other in LINE]
    ways += [{"a": "city", "b": "hall", "minutes": 5}, {"a": "city", "b": "branch", "minutes": 10}]
    rooms = [*made.rooms, {"id": "b1", "name": "分公司会议室", "seats": 14, "at": "branch"}]
    return made.replace(places=[*made.places, *venues], ways=[*made.ways, *ways], rooms=rooms)


def with_far_hotel(**changes: Any) -> Company:
    """Return the small company with a hotel and its dining room in a town two hours away, beside the temple."""
    made = company()
    rooms = [{"kind": "suite", "price": 700}, {"kind": "single", "price": 380}, {"kind": "twin", "price": 400}]
    hall = {"id": "hall", "name": "大厅", "seats": 60, "private": False}
    there = [
        {"kind": "hotel", "id": "lodge", "name": "山庄", "room_types": rooms, **changes},
        {
            "kind": "restaurant", "id": "lodge_dining", "name": "山庄餐厅", "at": "lodge", "style": "hotel",
            "price": 60, "agreement": True, "serves": ["halal"], "dining_rooms": [hall],
        },
    ]  # fmt: skip
    ways = [{"a": "lodge", "b": other, "minutes": abs(120 - at)} for other, at in LINE.items()]
    return made.replace(places=[*made.places, *there], ways=[*made.ways, *ways])


def away(day: str = "2026-09-21", **changes: Any) -> dict[str, Any]:
    """Return a night in the town of ``with_far_hotel``."""
    return {"kind": "night_away", "id": "away", "hotel": "lodge", "on": day, **changes}


def week(*visits: Visit, **changes: Any) -> Week:
    """Return a week from Monday 2026-09-21."""
    usual = {"id": "test", "name": "测试周", "first_day": MONDAY, "company": company(), "visits": visits}
    return Week.model_validate({**usual, **changes})


def facts(*visits: Visit, rules: Mapping[str, Any] | None = None, **changes: Any) -> Facts:
    """Return the facts of a week of visits; ``company`` and other fields of the week may be changed."""
    return Facts(week(*visits, **changes), edition(rules))


# -- plans


def plan(facts: Facts, **visits: Iterable[Row]) -> Plan:
    """Make a sound plan by hand: rows of items; moves, nights and what is left out follow.

    Parameters
    ----------
    visits
        For each visit its rows ``(what, start)`` or ``(what, start, {field: value})``; the row ``("hotel", id)`` names
        the hotel. Moves are just in time, pick-ups and ways home set off at once; nobody is named, no car sent.
    """
    hands = [_Hand(facts, facts.stay(id), list(rows)) for id, rows in visits.items()]
    return Plan(
        week=facts.week.id,
        edition=facts.edition.id,
        items=tuple(item for hand in hands for item in hand.items),
        moves=tuple(move for hand in hands for move in hand.moves()),
        nights=tuple(night for hand in hands for night in hand.nights()),
        left_out=tuple(left for hand in hands for left in hand.left_out()),
    )


class _Hand:
    """Lays out one visit: the test's own reading of how a day goes."""

    def __init__(self, facts: Facts, stay: Stay, rows: list[Row]) -> None:
        self.facts, self.stay = facts, stay
        named = [row[1] for row in rows if row[0] == "hotel"]
        self.hotel = named[0] if named else stay.visit.hotel or ("inn" if stay.nights else None)
        made = [self._item(*row) for row in rows if row[0] != "hotel"]
        self.items = sorted(made, key=lambda item: item.start)
        self.opening = [g.id for g in stay.first]
        self.closing = [g.id for g in stay.last]
        self._join()

    def _item(self, what: str, start: str | int, changes: Mapping[str, Any] | None = None) -> Item:
        shape, stay, begin = self.facts.shape, self.stay, when(start)
        asked = next((r for r in stay.visit.requests if r.id == what), None)
        made: dict[str, Any] = {"visit": stay.id, "start": begin}
        if asked is not None:
            made |= {"id": f"{stay.id}/{what}", "kind": asked.kind, "request": what}
            minutes = stay.minutes(asked)
        else:
            kind, _, where = what.partition(":")
            suffix = "" if kind == "check_in" else f"-{where or day_of(begin)}"
            made |= {"id": f"{stay.id}/{kind}{suffix}", "kind": kind}
            usual = {"check_in": shape.check_in_minutes, "rest": shape.rest_minutes, "lunch": shape.lunch_minutes}
            usual["dinner"] = shape.dinner_minutes
            minutes = self.facts.week.sight(where).minutes if where else usual[kind]
        made |= self._where(str(made["kind"]), asked, what, day_of(begin))
        if made["kind"] == "tour":
            stops = [(s.workshop.id, s.group, begin + s.offset, s.minutes) for s in stay.tour_stops(asked)]  # type: ignore[arg-type]
            made["stops"] = [Stop(workshop=w, group=g, start=s, end=s + m) for w, g, s, m in stops]
        made |= changes or {}
        return Item.model_validate({"end": made["start"] + minutes, **made})

    def _sleeps(self, day: dt.date) -> str | None:
        """Return where the guests sleep after a day, of the last day before it."""
        asked = {r.on: r.hotel for r in self.stay.visit.requests if isinstance(r, NightAway)}
        return asked.get(min(day, self.stay.nights[-1]), self.hotel) if self.stay.nights else self.hotel

    def _where(self, kind: str, asked: Any, what: str, day: dt.date) -> dict[str, Any]:
        if kind in ("exchange", "call", "signing", "training"):
            ours = [room.id for room in self.facts.week.company.rooms if room.at == asked.place]
            return {"place": asked.place or "site", "room": asked.room or (ours[0] if ours else None)}
        if kind in ("tour", "photo"):
            return {"place": "site"}
        if kind == "ceremony":
            return {"place": asked.place or "site"}
        if kind == "banquet" and asked.hosts and not asked.restaurant.startswith("garden"):
            return {"place": asked.restaurant}
        if kind in ("check_in", "rest"):
            return {"place": self._sleeps(day)}
        if kind == "lunch":
            return {"place": "canteen", "dining_room": "hall"}
        if kind == "dinner":
            return {"place": "inn_dining", "dining_room": "hall"}
        if kind == "banquet":
            return {"place": asked.restaurant or "garden", "dining_room": "p1"}
        usual = {"shopping": "mall", "entertainment": "opera"}
        return {"place": (asked.place if asked else what.partition(":")[2]) or usual[kind]}

    # -- who is there

    def _join(self) -> None:
        """Let late groups take part as soon as they can be there, early ones as long as they can stay."""
        here: dict[str, list[str]] = {item.id: [] for item in self.items}
        self.first: dict[str, Item | None] = {}
        self.last: dict[str, Item | None] = {}
        for one in self.stay.groups:
            mine = [item for item in self.items if self._reaches(one, item)]
            comes, goes = self._comes(one), day_of(one.deadline)
            self.first[one.id] = mine[0] if mine and day_of(mine[0].start) == comes else None
            self.last[one.id] = mine[-1] if mine and day_of(mine[-1].start) == goes else None
            for item in mine:
                here[item.id].append(one.id)
        self.items = [item.replace(groups=self._named(here[item.id])) for item in self.items]

    def _comes(self, one: GroupStay) -> dt.date:
        return day_of(one.exit - 360)

    def _named(self, groups: list[str]) -> tuple[str, ...]:
        return () if len(groups) == len(self.stay.groups) else tuple(sorted(groups))

    def _reaches(self, one: GroupStay, item: Item) -> bool:
        travel, settle = self.facts.travel, self.facts.shape.settle
        if one.id not in self.opening and travel.after(one.origin, item.place, one.exit) + settle > item.start:
            return False
        if one.id in self.closing:
            return True
        return item.end + travel.minutes(item.place, one.target, one.deadline) <= one.deadline

    def _on_way(self, day: dt.date, start: int) -> tuple[str, ...]:
        """Return who goes with the others to what starts on a day at a moment."""
        here = []
        for one in self.stay.groups:
            first, last = self.first[one.id], self.last[one.id]
            came = one.id in self.opening or self._comes(one) < day or (first is not None and first.start < start)
            went = day >= day_of(one.deadline) if last is None else start > last.start
            if came and (one.id in self.closing or not went):
                here.append(one.id)
        return self._named(here)

    # -- moves

    def moves(self) -> list[Move]:
        made: list[Move] = []
        for day in self.stay.days:
            made += self._moves(day)
        for one in self.stay.groups:
            made += self._apart(one)
        return sorted(made, key=lambda move: (move.depart, move.id))

    def _moves(self, day: dt.date) -> list[Move]:
        first, last = day == self.stay.days[0], day == self.stay.days[-1]
        place = self.stay.first[0].origin if first else self._sleeps(day - dt.timedelta(days=1))
        hotel = self._sleeps(day)
        since, late = self.stay.start, at(day, DAY)
        made: list[Move] = []
        waiting = first  # where they arrived, and nothing has happened yet
        for item in (item for item in self.items if day_of(item.start) == day):
            groups = self._on_way(day, item.start)
            if waiting:
                made += self._at_once("pick_up", f"meet-{self.opening[0]}", place, item.place, since, groups)
            else:
                kind = self._kind(place, item, first and not made, last)
                if self.stay.nights and since > at(day) and self._near(hotel, item.place):
                    made += self._at_once(kind, f"to-{item.id.partition('/')[2]}", place, item.place, since, groups)
                else:
                    made += self._in_time(place, item, groups, kind)
            place, since, waiting = item.place, item.end, False
        if last:
            made += self._see_off(self.closing[0], place, self._on_way(day, late))
        else:
            kind, name = ("transfer", f"home-{day}")
            if waiting:
                kind, name = "pick_up", f"meet-{self.opening[0]}"
            elif first and not made and place == self.stay.first[0].origin and self._station(place):
                kind = "pick_up"
            made += self._at_once(kind, name, place, hotel, since, self._on_way(day, late))
        return made

    def _kind(self, place: str | None, item: Item, untouched: bool, last: bool) -> str:
        """Return what a way to an item is: the first from the station, the last to it, or any other."""
        if untouched and place == self.stay.first[0].origin and self._station(place):
            return "pick_up"
        later, target = {other.place for other in self.items if other.start >= item.start}, self.stay.last[0].target
        return "see_off" if last and later == {target} and self._station(target) else "transfer"

    def _station(self, place: str) -> bool:
        return self.facts.week.arrival_point(place) is not None

    def _near(self, a: str | None, b: str | None) -> bool:
        return a is None or b is None or self.facts.location(a) == self.facts.location(b)

    def _in_time(self, place: str | None, item: Item, groups: tuple[str, ...], kind: str) -> list[Move]:
        if self._near(place, item.place):
            return []
        assert place
        arrive = item.start - self.facts.shape.settle
        depart = arrive - self.facts.travel.minutes(place, item.place, arrive)
        return [self._move(kind, f"to-{item.id.partition('/')[2]}", place, item.place, (depart, arrive), groups)]

    def _at_once(
        self, kind: str, name: str, place: str | None, target: str | None, since: int, groups: tuple[str, ...]
    ) -> list[Move]:
        if self._near(place, target):
            return []
        assert place
        assert target
        return [self._move(kind, name, place, target, (since, self.facts.travel.after(place, target, since)), groups)]

    def _see_off(self, group: str, place: str | None, groups: tuple[str, ...]) -> list[Move]:
        one = next(one for one in self.stay.groups if one.id == group)
        if self._near(place, one.target):
            return []
        assert place
        depart = one.deadline - self.facts.travel.minutes(place, one.target, one.deadline)
        return [self._move("see_off", f"see_off-{group}", place, one.target, (depart, one.deadline), groups)]

    def _apart(self, one: GroupStay) -> list[Move]:
        """Return the pick-up of a late group and the see-off of an early one."""
        made = []
        if one.id not in self.opening:
            first = self.first[one.id]
            target = first.place if first else self.hotel
            made += self._at_once("pick_up", f"meet-{one.id}", one.origin, target, one.exit, (one.id,))
        if one.id not in self.closing:
            last = self.last[one.id]
            made += self._see_off(one.id, last.place if last else self.hotel, (one.id,))
        return made

    def _move(
        self, kind: str, name: str, origin: str, target: str, span: tuple[int, int], groups: tuple[str, ...]
    ) -> Move:
        depart, arrive = span
        return Move.model_validate(
            {"id": f"{self.stay.id}/{name}", "visit": self.stay.id, "kind": kind, "origin": origin, "target": target}
            | {"depart": depart, "arrive": arrive, "groups": groups, "luggage": kind != "transfer"}
        )

    # -- nights and the rest

    def nights(self) -> list[Night]:
        if not self.stay.visit.provides.lodging:
            return []
        made = []
        for day in self.stay.nights:
            groups = self.stay.sleeping(day)
            rooms = self.stay.room_bookings(groups)
            hotel = self._sleeps(day)
            assert hotel
            made.append(Night(visit=self.stay.id, day=day, hotel=hotel, rooms=rooms, groups=groups))
        return made

    def left_out(self) -> list[LeftOut]:
        done = {item.request for item in self.items}
        asked = [r for r in self.stay.visit.requests if not isinstance(r, Gift | NightAway)]
        return [LeftOut(visit=self.stay.id, request=r.id) for r in asked if r.id not in done]


# -- changes of plans


def changed(plan: Plan, id: str, /, **changes: Any) -> Plan:
    """Return a plan with some fields of an item or move replaced; nothing else follows."""
    return plan.replace(
        items=tuple(item.replace(**changes) if item.id == id else item for item in plan.items),
        moves=tuple(move.replace(**changes) if move.id == id else move for move in plan.moves),
    )


def without(plan: Plan, *ids: str) -> Plan:
    """Return a plan without some items or moves; nothing else follows."""
    return plan.replace(
        items=tuple(item for item in plan.items if item.id not in ids),
        moves=tuple(move for move in plan.moves if move.id not in ids),
    )


def shifted(plan: Plan, id: str, minutes: int) -> Plan:
    """Return a plan with an item or move shifted in time; nothing else follows."""
    for item in plan.items:
        if item.id == id:
            return changed(plan, id, start=item.start + minutes, end=item.end + minutes)
    (move,) = (move for move in plan.moves if move.id == id)
    return changed(plan, id, depart=move.depart + minutes, arrive=move.arrive + minutes)


def step(plan: Plan, kind: str, number: int = 0) -> Move:
    """Return the n-th move of a kind."""
    return [move for move in plan.moves if move.kind == kind][number]


assert all(minutes % GRID == 0 for minutes in LINE.values()), "no rounding hides in the tests"
