"""The list of things to do: the policy's note rows as lines of a plan, and everything that is still 待落实.

Each line names the rule it follows from, whose it is and when it is due; nothing here breaks or costs.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.activities import KINDS, Banquet, Gift, GroupPhoto, Tour
from models.domain.clock import at, day_of, hhmm, minute_of_day
from models.domain.opening import late, starts
from models.domain.people import LANGUAGES
from models.domain.places import Sight
from models.domain.policy import RuleSetting
from models.rules.arrival import NO_PURPOSE
from models.rules.cars.vehicles import CLASSES_ZH
from models.rules.core.company_people import ROLE_PHRASES
from models.rules.core.findings import label
from models.rules.core.programme import date, programmes
from models.rules.core.work import known
from models.rules.cost.packages import PackageKept
from models.rules.pace import far
from models.rules.sense.coming_and_going import arrives_late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.places import Hotel
    from models.domain.plan import Duty, Item, Plan, Ride
    from models.rules.core.programme import Programme, Step

OFFICE, GARAGE, DEPUTY, ESCORT = "行政部", "司机班", "主管副总", "陪同人员"
EVENING = 18 * 60
"""Things for the next morning are ready by this time of day."""
INVITED = 14
"""Days before a banquet at which invitations go out (MEAL-06)."""
ASKED_BY = {
    "docent": "HOST-03",
    "escort": "HOST-03",
    "crew": "HOST-04",
    "tea": "HOST-04",
    "photographer": "HOST-05",
    "interpreter": "HOST-06",
    "guide": "HOST-07",
    "companion": "MEAL-09",
    "greeter": "ARR-06",
    "leader": "HOST-02",
    "expert": "HOST-01",
    "trainer": "HOST-01",
}
"""The rule that asks for a helper of each role."""
ROOMS_ZH = {"suite": "套房", "single": "单人间", "twin": "双人间"}


@dataclass(frozen=True)
class ToDo:
    """Something to do.

    Attributes
    ----------
    rule : str
        The rule that it follows from.
    visit : str
        Whose visit, or ``""`` for the whole week.
    due : int or None
        Moment by which it is done; None: as soon as possible.
    owner, text : str
        Who does it, and what; Chinese.
    """

    rule: str
    visit: str
    due: int | None
    owner: str
    text: str


def todo(facts: Facts, plan: Plan) -> list[ToDo]:
    """Return everything that a plan leaves to be done, what is due first first."""
    found = list(_of_week(facts))
    for p in programmes(facts, plan):
        for source in (
            _travel,
            _banquets,
            _tours,
            _trips,
            _mornings,
            _luggage,
            _idle,
            _rooms,
            _sights,
            _gifts,
            _missing,
        ):
            found += source(facts, p)
    found += _excess(facts, plan)
    found = [line for line in found if facts.edition.rules.get(line.rule, RuleSetting()).level != "off"]
    order = {visit.id: k for k, visit in enumerate(facts.week.visits)}
    return sorted(found, key=lambda x: (x.due or 0, order.get(x.visit, -1), x.rule, x.text))


def _of_week(facts: Facts) -> Iterator[ToDo]:
    if not facts.week.official.announced:
        text = "放假安排未公布:调休日期公布后,核对工作日和日程"
        yield ToDo("ARR-01", "", None, OFFICE, text)


# -- coming and going


def _travel(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Tickets to book, the VIP lane, the light supper of a late arrival."""
    for stay in p.stay.groups:
        who = _which(p, stay.id)
        if stay.group.departure.at is None:
            text = f"{who}返程机(车)票待订,{date(day_of(stay.deadline))}从{_place(facts, stay.target)}出发"
            yield ToDo("ARR-05", p.id, _eve(day_of(stay.deadline), days=3), OFFICE, text)
        if p.stay.visit.vip_lane:
            text = f"{who}{date(day_of(stay.exit))}在{_place(facts, stay.origin)}走贵宾通道,提前办理"
            yield ToDo("ARR-03", p.id, _eve(day_of(stay.exit)), OFFICE, text)
    if arrives_late(facts, p.stay) and p.stay.nights:
        text = f"{_clock(p.stay.start)}抵达,请酒店备简餐"
        yield ToDo("SENSE-16", p.id, p.stay.start - 120, OFFICE, text)


def _luggage(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Say where luggage stays in the vehicle: before the check-in, and after the check-out."""
    if not p.stay.nights or not p.stay.visit.provides.cars:
        return
    first, last = p.stay.days[0], p.stay.days[-1]
    items = p.on(first)
    if items and items[0].kind not in ("check_in", "rest"):
        text = f"{date(first)}先{_activity(items[0])}后到酒店,行李留在车上,专人看管"
        yield ToDo("SENSE-02", p.id, p.stay.start, GARAGE, text)
    moves = [move for step in p.day(last) for move in step.moves if move.kind != "see_off"]
    if moves:
        text = f"{date(last)}{_clock(moves[0].depart)}出发前退房,行李随车"
        yield ToDo("SENSE-07", p.id, moves[0].depart, ESCORT, text)
    for item in p.on(last):
        if item.kind == "rest":
            text = f"{date(last)}请{_hotel(facts, item.place)}延迟退房,留房到 {_clock(item.end)}"
            yield ToDo("SENSE-07", p.id, _eve(last), OFFICE, text)


def _idle(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Ask the guests about days and half-days for which they have no wishes (PACE-01)."""
    del facts
    for day in p.stay.days:
        if (p.stay.full_day(day) or p.stay.half_day(day)) and all(item.kind in NO_PURPOSE for item in p.on(day)):
            text = f"{date(day)}没有安排活动,与客人商定:自由活动,或加排参观、游览"
            yield ToDo("PACE-01", p.id, _eve(day, days=3), OFFICE, text)


def _rooms(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Send the rooming list to the hotel."""
    nights: dict[str, list[str]] = {}
    for night in p.nights:
        rooms = "、".join(f"{ROOMS_ZH[room.kind]} {room.count} 间" for room in night.rooms)
        nights.setdefault(f"{_hotel(facts, night.hotel)}:{rooms}", []).append(date(night.day))
    for text, days in nights.items():
        yield ToDo(
            "ARR-07",
            p.id,
            _eve(p.nights[0].day),
            OFFICE,
            f"分房名单交{text}({days[0]}起 {len(days)} 晚)",
        )


def _mornings(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Have breakfast packed where a flight forces an early start."""
    for day in p.stay.days[1:]:
        step: Step = p.day(day)[0]
        hotel = p.hotel(day - dt.timedelta(days=1))
        if step.item is not None or not step.moves or hotel not in {place.id for place in facts.week.hotels}:
            continue
        opens = at(day, facts.week.hotel(str(hotel)).breakfast_from)
        if step.moves[0].depart < opens + facts.shape.breakfast_minutes:
            text = f"{date(day)}{_clock(step.moves[0].depart)}出发赶航班(车次),请酒店备外带早餐"
            yield ToDo("SENSE-03", p.id, at(day, -4 * 60), OFFICE, text)


# -- banquets, tours, trips


def _banquets(facts: Facts, p: Programme) -> Iterator[ToDo]:
    for item in p.of("banquet"):
        request = p.request(item)
        day = day_of(item.start)
        where = f"{date(day)}{_clock(item.start)}{_place(facts, item.place)}"
        text = f"与主宾商定{where}的宴请,提前两周发请柬(主题、形式、时间、地点、主人姓名)"
        yield ToDo("MEAL-06", p.id, _eve(day, days=INVITED), OFFICE, text)
        if isinstance(request, Banquet) and request.lunch and facts.workday(day):
            yield ToDo("SENSE-14", p.id, item.start, OFFICE, f"{where}工作日午宴不上酒")


def _tours(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Helmets, things that magnets spoil, photo and interview (TOUR-03)."""
    for item in p.of("tour"):
        request = p.request(item)
        route = p.stay.workshops(request) if isinstance(request, Tour) else ()
        helmets = [w.name for w in route if w.helmets]
        magnetic = [w.name for w in route if w.magnetic]
        due = _eve(day_of(item.start))
        if helmets:
            people = p.stay.size + sum(duty.role in ("docent", "escort", "interpreter") for duty in item.duties)
            text = f"{label(item)}备安全帽 {people} 顶({'、'.join(helmets)})"
            yield ToDo("TOUR-03", p.id, due, OFFICE, text)
        if magnetic:
            keeper = next((_person(facts, d) for d in item.duties if d.role == "escort" and d.person), ESCORT)
            text = f"{label(item)}进{'、'.join(magnetic)}前,手表、信用卡等交{keeper}保管"
            yield ToDo("TOUR-03", p.id, item.start, keeper, text)
        press = p.stay.visit.client_kind == "media" or any(m.role == "media" for m in p.stay.visit.members)
        if press or (request is not None and request.photographer):
            text = f"{label(item)}采访、拍摄请示公司领导,并安排专人协助"
            yield ToDo("TOUR-03", p.id, due, OFFICE, text)


def _trips(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Drinks, medicine and camera for a long trip (PACE-05)."""
    for item in p.leisure:
        home = p.hotel(day_of(item.start)) if p.stay.nights else None
        if known(facts, p.id, item.place) and far(facts, home, item.place):
            text = f"{label(item)}({_place(facts, item.place)})路远,备饮料和必备药品,提醒客人带相机"
            yield ToDo("PACE-05", p.id, _eve(day_of(item.start)), ESCORT, text)


def _sights(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Name the rainy-day substitute of an open-air sight; have tickets or the signed bill ready."""
    for item in p.leisure:
        place = next((sight for sight in facts.week.sights if sight.id == item.place), None)
        if not isinstance(place, Sight):
            continue
        if place.open_air:
            instead = _place(facts, place.rainy_day) if _open(facts, place.rainy_day, item) else "(待定)"
            text = f"{label(item)}{place.name}遇雨改去{instead}"
            yield ToDo("SENSE-13", p.id, _eve(day_of(item.start)), ESCORT, text)
        if place.agreement or place.price:
            what = "签单" if place.agreement else f"门票 {p.stay.size} 张"
            yield ToDo("SIGHT-01", p.id, _eve(day_of(item.start)), OFFICE, f"{label(item)}{place.name}备好{what}")


def _open(facts: Facts, id: str | None, item: Item) -> bool:
    """Tell whether a substitute is open when the item begins."""
    place = next((place for place in facts.week.company.places if place.id == id), None)
    return place is not None and late(starts(place, day_of(item.start), 0), item.start, closed=1) == 0


def _gifts(facts: Facts, p: Programme) -> Iterator[ToDo]:
    for request in p.stay.visit.requests:
        if isinstance(request, Gift):
            count = p.stay.size if request.each else 1
            text = f"礼品“{request.what}”{count} 份领取、包装"
            yield ToDo("COST-02", p.id, _eve(p.stay.days[-1]), OFFICE, text)
        if isinstance(request, GroupPhoto) and p.item(request.id):
            item = p.item(request.id)
            if item is not None:
                yield ToDo("HOST-05", p.id, item.start - 15, ESCORT, f"{label(item)}排好合影站位,备横幅")
    del facts


# -- to be found


def _missing(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Whoever is not found yet, and hired cars to be ordered."""
    for item in p.items:
        for duty in item.duties:
            yield from _helper(facts, p, duty, (item.start, _activity(item)))
    for move in p.moves:
        what = f"{_place(facts, move.origin)}至{_place(facts, move.target)}"
        for duty in move.duties:
            yield from _helper(facts, p, duty, (move.depart, what))
        for ride in move.rides:
            if lacks := _car(facts, ride):
                text = f"{date(day_of(move.depart))}{_clock(move.depart)}{what}:{lacks},待落实"
                yield ToDo("CAR-07", p.id, _eve(day_of(move.depart)), GARAGE, text)


def _helper(facts: Facts, p: Programme, duty: Duty, about: tuple[int, str]) -> Iterator[ToDo]:
    if duty.person is None or duty.stand_in:
        begin, what = about
        yield ToDo(ASKED_BY[duty.role], p.id, _eve(day_of(begin)), OFFICE, _find(facts, duty, begin, what))


def _car(facts: Facts, ride: Ride) -> str:
    """Return what has to be found for a ride: a hired car, a vehicle, a driver; else ``""``."""
    car = next((car for car in facts.week.company.hired_cars if car.id == ride.hired), None)
    if car is not None:
        supplier = "、".join(text for text in (car.supplier, car.phone) if text)
        return f"租{CLASSES_ZH[car.kind]}({car.seats} 座)一辆" + (f"({supplier})" if supplier else "")
    if ride.vehicle is None:
        return "缺车辆"
    return "" if ride.driver else "缺司机"


def _find(facts: Facts, duty: Duty, begin: int, what: str) -> str:
    when, role = f"{date(day_of(begin))}{_clock(begin)}{what}", ROLE_PHRASES[duty.role].zh
    language = f"({LANGUAGES.get(duty.language, (duty.language,))[0]})" if duty.language else ""
    if duty.stand_in and duty.person:
        return f"{when}由{_person(facts, duty)}代{role}出席,待落实"
    return f"{when}{'外聘' if duty.hired else '落实'}{role}{language},待落实"


def _excess(facts: Facts, plan: Plan) -> Iterator[ToDo]:
    """What exceeds package or budget, for the deputy general manager before the visit (COST-02)."""
    over: dict[str, list[str]] = {}
    total: dict[str, int] = {}
    rule = PackageKept(facts.edition)
    for violation in rule.check(facts, plan) if rule.level != "off" else ():
        over.setdefault(violation.visit, []).append(violation.say())
        total[violation.visit] = total.get(violation.visit, 0) + violation.amount
    for visit, texts in over.items():
        due = _eve(facts.stay(visit).days[0])
        text = f"费用超出标准约 {total[visit]} 百元,提前报批:{';'.join(texts)}"
        yield ToDo("COST-02", visit, due, DEPUTY, text)


# -- words


def _eve(day: dt.date, days: int = 1) -> int:
    """Return the evening so many days before a day."""
    return at(day - dt.timedelta(days=days), EVENING)


def _clock(moment: int) -> str:
    return hhmm(minute_of_day(moment))


def _activity(item: Item) -> str:
    return KINDS[item.kind].zh


def _which(p: Programme, group: str) -> str:
    return f"第 {[g.id for g in p.stay.groups].index(group) + 1} 批" if len(p.stay.groups) > 1 else ""


def _place(facts: Facts, id: str | None) -> str:
    return next((place.name for place in facts.week.company.places if place.id == id), id or "")


def _hotel(facts: Facts, id: str) -> str:
    found: Hotel | None = next((hotel for hotel in facts.week.hotels if hotel.id == id), None)
    return found.name if found else id


def _person(facts: Facts, duty: Duty) -> str:
    return next((p.name for p in facts.week.company.people if p.id == duty.person), duty.person or "")
