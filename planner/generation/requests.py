"""What made-up delegations ask for: as much as their stay holds, some of it at the hours that all want."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from models.domain.places import Sight
from planner.generation.stays import AFTERNOON_HALF, BUSINESS_MINUTES, MORNING_HALF, StayDates

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from random import Random

    from models.domain.week import Company

_TOPICS = {
    "盾构机": 34,
    "选矿装备": 14,
    "矿山破碎": 14,
    "智能控制": 12,
    "远程运维": 10,
    "隧道施工": 6,
    "液压系统": 4,
    "新能源装备": 4,
    "备件服务": 2,
}
_ROUTES = (
    (),
    ("w-hall", "w-machine", "w-assembly"),
    ("w-hall", "w-steel", "w-assembly"),
    ("w-hall", "w-machine", "w-assembly", "w-magnet"),
    ("w-hall", "w-electric", "w-assembly", "w-test"),
)
_NEAR_SIGHTS = ("henan_museum", "shang_ruins", "yellow_river", "erqi_tower", "ruyi_lake")
_FAR_SIGHTS = ("shaolin", "longmen", "millennium")
_HOT_HOURS = {MORNING_HALF: ("09:30", "10:00"), AFTERNOON_HALF: ("14:30", "15:00")}
_FIXED_SHARE = 0.45
OPENING_HOUR = "18:00"
"""When the common banquet of an opening begins."""
_OPENING_SHARE = 0.8
"""Share of the welcome banquets on the evening of the opening that want its hour."""
Hot = dict[tuple[dt.date, int], str]
"""Hours that everybody wants, by half-day."""
LARGE_ROOM_SEATS = 40
_MAX_TOUR_PARTY = 36


@dataclass
class RequestMaker:
    """Requests as plain data."""

    requests: list[dict[str, Any]] = field(default_factory=list)

    def add(self, kind: str, id: str, **more: Any) -> None:
        """Add a request; ``None`` says nothing."""
        self.requests.append(
            {"kind": kind, "id": id} | {key: value for key, value in more.items() if value is not None}
        )


@dataclass(frozen=True)
class PartyProfile:
    """Who comes."""

    level: str
    size: int
    kind: str
    language: str
    halal: bool


@dataclass(frozen=True)
class WishPattern:
    """How the wishes of a family of weeks differ.

    Attributes
    ----------
    hot_days : tuple of int
        Days from the first one on whose hours many delegations want.
    hot_on_end_days : bool
        Fixed hours also on the day of coming or leaving.
    far_share : float
        Share of the delegations that want a whole day's trip.
    banquet_share : dict
        Share that want a welcome banquet, by level.
    opening_banquet : date or None
        The evening of the common opening: most welcome banquets there are wished at ``OPENING_HOUR``.
    order_share : float
        Share of the requests without a fixed start that are wished before or after others, on their day, or in a part
        of the day.
    course_share : float
        Share of the delegations that come for a training series, where their stay holds one.
    """

    hot_days: tuple[int, ...] = (3, 4, 5, 6)
    hot_on_end_days: bool = False
    far_share: float = 0.35
    banquet_share: Mapping[str, float] = field(default_factory=lambda: {"A": 0.95, "B": 0.8, "C": 0.45, "D": 0.12})
    opening_banquet: dt.date | None = None
    order_share: float = 0.0
    course_share: float = 0.0


def wishes(
    random: Random, company: Company, stay: StayDates, party: PartyProfile, hot: Hot, pattern: WishPattern
) -> RequestMaker:
    """Return what a delegation asks for; each request is given a time at which it would fit, and keeps it free."""
    found = RequestMaker()
    fixing = _Fixing(random, stay, hot, on_end_days=pattern.hot_on_end_days)
    if pattern.course_share and random.random() < pattern.course_share:
        _course(random, found, stay)
    _business(random, company, found, stay, fixing, party)
    _ceremonies(random, found, stay, party.level)
    _meals(random, found, stay, party, pattern)
    _leisure(random, company, found, stay, party.level, pattern.far_share)
    if pattern.order_share:
        _order(random, found, pattern.order_share)
    return found


_PARTS_OF_KIND = {
    "exchange": ("morning", "afternoon"),
    "tour": ("morning", "afternoon"),
    "photo": ("morning",),
    "sight": ("afternoon",),
    "banquet": ("evening",),
}
"""Parts of the day that are wished for a kind of request."""


def _order(random: Random, found: RequestMaker, share: float) -> None:
    """Link some requests to those before them in the list, so that no order goes in a circle."""
    before: list[str] = []
    followed: set[str] = set()
    for request in found.requests:
        if request["kind"] == "gift":
            continue
        if before and "at" not in request and "after" not in request and random.random() < share:
            other = random.choice(before)
            way = random.choice(("after", "directly", "within", "same_day", "not_same_day"))
            if way == "directly" and other not in followed:
                followed.add(other)
                request["after"] = {"request": other, "directly": True}
            elif way == "within":
                request["after"] = {"request": other, "within": random.choice((30, 60, 180))}
            else:
                request["after" if way == "directly" else way] = [other]
        if "at" not in request and request["kind"] in _PARTS_OF_KIND and random.random() < share / 3:
            request["part"] = random.choice(_PARTS_OF_KIND[request["kind"]])
        before.append(request["id"])


def hot_hours(random: Random, delegations: int, first_day: dt.date, days: Sequence[int]) -> Hot:
    """Return the hours of the week that everybody wants; the more delegations, the more of them."""
    hours = [
        (first_day + dt.timedelta(days=day), half, hour)
        for day in days
        for half in _HOT_HOURS
        for hour in _HOT_HOURS[half]
    ]
    return {(day, half): hour for day, half, hour in random.sample(hours, min(len(hours), 2 + delegations // 10))}


class _Fixing:
    """Fixes at most one request of a visit, at an hour that others want too."""

    def __init__(self, random: Random, stay: StayDates, hot: Hot, *, on_end_days: bool) -> None:
        self._stay, self._hot, self._on_end_days = stay, hot, on_end_days or stay.one_day
        self._left = random.random() < _FIXED_SHARE

    def take(self, minutes: int) -> tuple[bool, str | None]:
        """Take time for a business item: whether there is any, and the start where it is fixed."""
        stay = self._stay
        ends = () if self._on_end_days else (stay.days[0], stay.days[-1])
        inner = [slot for slot in stay.workdays() if slot[0] not in ends]
        slot = stay.take(minutes, [slot for slot in inner if slot in self._hot]) if self._left else None
        if slot is None:
            return stay.take(minutes, stay.workdays()) is not None, None
        self._left = False
        return True, f"{slot[0].isoformat()}T{self._hot[slot]}"


def _business(
    random: Random, company: Company, found: RequestMaker, stay: StayDates, fixing: _Fixing, party: PartyProfile
) -> None:
    talks = 1 + (len(stay.workdays()) >= 3 and random.random() < 0.45)
    for number in range(1, talks + 1):
        minutes = random.choices((60, 90, 120), weights=(30, 45, 25))[0]
        there, at = fixing.take(minutes)
        if there:
            _exchange(random, company, found, f"talk{number}", minutes, at, party)
    if party.size <= _MAX_TOUR_PARTY and party.kind != "media" and random.random() < 0.88:
        _tour(random, found, stay, party.size)
    if random.random() < {"A": 0.75, "B": 0.25}.get(party.level, 0.05):
        there, at = fixing.take(45)
        if there:
            leader = (
                "liu-guodong" if party.level == "A" and random.random() < 0.5 else random.choice(_CALLED[party.level])
            )
            found.add("call", "call", leader=leader, at=at, equipment=["sofa"] if party.size <= 10 else None)
    if random.random() < 0.5 and len(stay.workdays()) >= 2:
        _project(random, found, stay, party.size)


def _course(random: Random, found: RequestMaker, stay: StayDates) -> None:
    """Ask for a training series of one session a workday, with an examination and certificates at its end."""
    ends = (stay.days[0], stay.days[-1])
    mornings = [slot for slot in stay.workdays() if slot[1] == MORNING_HALF and slot[0] not in ends]
    if len(mornings) < _LEAST_SESSIONS:
        return
    sessions = random.randint(_LEAST_SESSIONS, len(mornings))
    for slot in mornings[:sessions]:
        stay.take_whole([slot])
    topic, trainer = random.choice((("盾构机", "lu-ming"), ("设备操作", None)))
    more = {"exam": 60, "closing": 30, "certificates_by": "he-junyao"} if random.random() < 0.5 else {}
    found.add("training", "course", topic=topic, trainer=trainer, sessions=sessions, minutes=150, **more)


_LEAST_SESSIONS = 2
_CALLED = {
    "A": ("liu-guodong", "liu-guodong", "liu-guodong", "zhao-jingyi"),
    "B": ("zhao-jingyi", "sun-weiguo", "he-junyao"),
    "C": ("he-junyao", "dong-kun"),
    "D": ("dong-kun", "sun-weiguo"),
}


def _exchange(
    random: Random, company: Company, found: RequestMaker, id: str, minutes: int, at: str | None, party: PartyProfile
) -> None:
    topic = random.choices(tuple(_TOPICS), weights=tuple(_TOPICS.values()))[0]
    equipment = [["projector"], ["projector"], ["projector", "video"], None][random.randrange(4)]
    room = None
    if equipment and "video" in equipment and not _has_video(company, party.size):
        equipment = ["projector"]
    if at and random.random() < 0.7:
        large = [room.id for room in company.rooms if room.seats >= party.size + 15 and room.seats > LARGE_ROOM_SEATS]
        room, equipment = random.choice(large), ["projector", "microphone"]
    leader = True if party.level == "B" and random.random() < 0.4 else None
    named = ["pan-yan"] if topic in ("盾构机", "智能控制") and random.random() < 0.15 else None
    found.add(
        "exchange",
        id,
        topic=topic,
        experts=named,
        minutes=minutes,
        at=at,
        room=room,
        equipment=equipment,
        any_leader=leader,
    )


def _has_video(company: Company, size: int) -> bool:
    """Tell whether a room with video takes a party with the usual three hosts."""
    return any({"projector", "video"} <= set(room.equipment) and room.seats >= size + 3 for room in company.rooms)


def _tour(random: Random, found: RequestMaker, stay: StayDates, size: int) -> None:
    route = random.choice(_ROUTES if size <= 16 else _ROUTES[1:3])
    groups = -(-size // (20 if size > 16 else 16))
    minutes = (120 if not route else 75) + 25 * (groups - 1)
    slot = stay.take(minutes, stay.workdays())
    if slot is None and route:
        return
    if slot is None:
        route = _ROUTES[1]
        slot = stay.take(75, stay.workdays())
    if slot:
        picture = True if random.random() < 0.15 else None
        found.add("tour", "tour", workshops=list(route) or None, photographer=picture)


def _project(random: Random, found: RequestMaker, stay: StayDates, size: int) -> None:
    places = ["zhongmu_tunnel", *(["gongyi_mill"] if size <= 30 else []), *(["metro_lot"] if size <= 20 else [])]
    inner = [slot for slot in stay.workdays() if slot[0] != stay.days[-1]]
    if stay.take_whole(inner):
        found.add("project", "project", place=random.choice(places))


def _ceremonies(random: Random, found: RequestMaker, stay: StayDates, level: str) -> None:
    talk = next((request["id"] for request in found.requests if request["kind"] == "exchange"), None)
    if talk and random.random() < {"A": 0.4, "B": 0.1}.get(level, 0.0) and stay.take(60, stay.workdays()[1:]):
        leader = "zhao-jingyi" if level == "A" else "sun-weiguo"
        found.add("signing", "signing", leader=leader, after=talk, company=6, photographer=True)
    if random.random() < 0.3 and stay.take(25, stay.workdays()):
        found.add("photo", "photo")
    if random.random() < {"A": 0.7, "B": 0.4, "C": 0.15}.get(level, 0.0):
        price = {"A": 480, "B": 260, "C": 150}[level]
        found.add(
            "gift", "gift", what=random.choice(("汝瓷茶具", "钧瓷摆件", "朱仙镇年画", "黄河澄泥砚")), unit_price=price
        )


def _meals(random: Random, found: RequestMaker, stay: StayDates, party: PartyProfile, pattern: WishPattern) -> None:
    level = party.level
    if party.size > (12 if party.halal else 18):
        return
    evenings = sorted(stay.evenings)
    if evenings and random.random() < pattern.banquet_share[level]:
        day = pattern.opening_banquet if pattern.opening_banquet in evenings else evenings[0]
        stay.evenings.discard(day)
        host = "liu-guodong" if level == "A" and random.random() < 0.4 else None
        company = random.choice((2, 3, 3, 4))
        common = day == pattern.opening_banquet and random.random() < _OPENING_SHARE
        at = f"{day.isoformat()}T{OPENING_HOUR}" if common else None
        found.add("banquet", "welcome", occasion="welcome", host=host, company=company, at=at)
    if len(evenings) >= 2 and random.random() < {"A": 0.6, "B": 0.3}.get(level, 0.05):
        stay.evenings.discard(evenings[-1])
        found.add("banquet", "farewell", occasion="farewell", company=random.choice((2, 3)))


def _leisure(
    random: Random, company: Company, found: RequestMaker, stay: StayDates, level: str, far_share: float
) -> None:
    sights = {place.id: place for place in company.places if isinstance(place, Sight)}
    if stay.one_day:
        return
    weekend = [day for day in stay.days if not stay.is_workday(day)]
    inner = [day for day in stay.days if stay.is_workday(day)]
    if random.random() < far_share:
        day = stay.take_day([*weekend, *inner])
        if day:
            found.add("sight", "far", place=random.choice(_FAR_SIGHTS))
    for number in range(1, 1 + random.choices((0, 1, 2), weights=(15, 50, 35))[0]):
        wished = [name for name in _NEAR_SIGHTS if name not in {r.get("place") for r in found.requests}]
        place = random.choice(wished)
        slots = [slot for slot in sorted(stay.free) if _open(sights[place], slot[0]) and slot[0] != stay.days[-1]]
        short = sights[place].minutes + 60 <= BUSINESS_MINUTES[MORNING_HALF]
        if stay.take(sights[place].minutes + 60, slots) if short else stay.take_whole(slots):
            found.add("sight", f"sight{number}", place=place)
    if level in "AB" and stay.evenings and random.random() < 0.35:
        _evening(random, found, stay)
    if random.random() < 0.08 and stay.take_whole([s for s in sorted(stay.free) if s[1] == AFTERNOON_HALF]):
        found.add("shopping", "shopping")


def _open(sight: Sight, day: dt.date) -> bool:
    return any(day.weekday() in hours.weekdays for hours in sight.hours) or not sight.hours


def _evening(random: Random, found: RequestMaker, stay: StayDates) -> None:
    for day in sorted(stay.evenings):
        place = random.choice(("yu_opera", "tea_house")) if day.weekday() != 0 else "tea_house"
        stay.evenings.discard(day)
        found.add("entertainment", "evening", place=place)
        return
