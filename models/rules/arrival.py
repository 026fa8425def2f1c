"""ARR · arrival, departure, the days between, where the guests sleep; ARR-06 is with the host people."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.activities import BUSINESS
from models.domain.base import Fact
from models.domain.clock import DAY, Clock, at, day_of, hhmm, minute_of_day
from models.domain.places import Hotel
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.findings import about, label
from models.rules.core.programme import NO_PROGRAMME, date, programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Move, Plan, Ride
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import VisitView

WORK = (*BUSINESS, "signing")
"""Kinds that count as business (参观交流): exchange, company tour, courtesy call, project visit, training, signing."""


class FirstWorkday(Rule):
    """ARR-01: business on the first workday, where the visit asks for any.

    The day (``Stay.due_day``): the guest of honour's day of arrival, when it is a workday and he arrives at the arrival
    point (lands, train in) before ``cutoff``; else the next workday at whose cut-off he is still here; with no such day
    the rule is silent. Business: kinds ``WORK``. Amount: 1 when none of them starts on that day.
    """

    id = "ARR-01"
    title = "到达后的第一个工作日安排参观或交流"
    title_en = "The first workday after arrival holds business"
    cites = Citation(document="S0", clause="五(三)", quote="要安排客人在到达后的第一个工作日参观公司或进行技术交流")
    unit = "days"
    levels = ("should", "must", "prefer", "note", "off")

    class Numbers(Fact):
        """Arriving at or after ``cutoff``, the next workday is the first."""

        cutoff: Clock = 12 * 60

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for business on the day."""
        for p in programmes(facts, plan):
            due = p.stay.due_day(self.n.cutoff)
            if due is None or not _works(p.stay.visit):
                continue
            if not any(item.kind in WORK for item in p.on(due)):
                yield self.broken(p.id, (str(due),), 1, f"{date(due)}是到达后的第一个工作日,没有参观或交流")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """At least one piece of business on the day."""
        del facts
        due = visit.stay.due_day(self.n.cutoff)
        if due is not None and _works(visit.stay.visit):
            held = [act.on[due] for act in visit.of(*WORK) if due in act.on]
            m.never(self, (str(due),), m.negated(m.either(*held)))


def _works(visit: Visit) -> bool:
    return any(request.kind in WORK for request in visit.requests)


class SightsFirstOnDaysOff(Rule):
    """ARR-02: an exemption, no break: on weekends, holidays and the day of arrival sights may come first.

    ``Stay.exempt`` tells the days; ORD-01 and ORD-02 pass them over.
    """

    id = "ARR-02"
    title = "周末、节假日到达的,可先游览,工作日再到公司"
    title_en = "Arriving on a day off, guests may see sights first"
    cites = Citation(document="S0", clause="五(三)", quote="如果客人是周末、节假日抵达,则可以先安排游览,周一再参观公司")
    levels = ("note",)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Find nothing: an exemption cannot be broken."""
        return ()


class WorkOnWorkdays(Rule):
    """ARR-02a: business waits for a workday, where the guests stay for one.

    Broken by business (kinds ``WORK``) on a day off, unless the guests fixed its day, or are here on days off only.
    Amount: 1 an item.
    """

    id = "ARR-02a"
    title = "周末、节假日不安排公司业务,到工作日再进公司"
    title_en = "Business waits for a workday"
    cites = Citation(document="S0", clause="五(三)", quote="如果客人是周末、节假日抵达,则可以先安排游览,周一再参观公司")
    unit = "items"
    levels = ("prefer", "should", "must", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at business on days off."""
        for p in programmes(facts, plan):
            for item in p.of(*WORK):
                if self._waits(p.stay, p.request(item)) and not facts.workday(day_of(item.start)):
                    yield self.broken(p.id, about(item), 1, f"{label(item)}排在休息日")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price business on days off."""
        for act in visit.of(*WORK):
            for day, held in act.on.items() if self._waits(visit.stay, act.request) else ():
                if not facts.workday(day):
                    m.never(self, act.about, held)

    def _waits(self, stay: Stay, request: Request | None) -> bool:
        fixed = request is not None and (request.on is not None or request.at is not None)
        return not fixed and stay.first_workday is not None


class GuestsMetOnTime(Rule):
    """ARR-03: guests are met: nobody waits at the exit.

    For each pick-up, minutes by which it leaves after the guests are out (``GroupStay.exit``), by which its greeter
    comes after ``meet_from`` (20 min before landing or arrival is announced), and by which a vehicle that comes from
    another ride can be there later than that. Greeters missing altogether are ARR-06's. Amount: minutes.
    """

    id = "ARR-03"
    title = "接站车辆和人员提前到位,决不让客人久等"
    title_en = "Vehicle and greeter stand at the arrival point before the guests come out"
    cites = Citation(document="S0", clause="八(二)1", quote="应提前到达,恭候客户的到来,决不能迟到让客户久等")
    unit = "minutes"
    scope = "duty"
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare guests, greeter and car with the exit."""
        rides = _former_rides(plan)
        for p in programmes(facts, plan):
            for move in (move for move in p.moves if move.kind == "pick_up"):
                groups = [g for g in p.stay.groups if g.id in move.groups] or p.stay.first
                out, stand = min(g.exit for g in groups), min(g.meet_from for g in groups)
                late = [max(0, move.depart - out)]
                late += [duty.start - stand for duty in move.duties if duty.role == "greeter"]
                late += [_ready(facts, former, move) - stand for former in rides.get(move.id, ())]
                if max(late) > 0:
                    yield self.broken(p.id, (move.id,), max(late), f"{_clock(move)}的接站迟到 {max(late)} 分钟")


class CarReadyAtDoor(Rule):
    """ARR-04: the car stands at the door ``wait_at_door`` minutes before the guests leave.

    Judged for each vehicle that comes from another ride, guests out (``unload``) and the empty run counted; for
    pick-ups see ARR-03. Amount: minutes late.
    """

    id = "ARR-04"
    title = "客人出发前十分钟车到门口,不让客人等车"
    title_en = "The car waits at the door ten minutes before the guests leave"
    cites = Citation(
        document="S0",
        clause="二(三)1",
        quote="接待人员需提前十分钟通知司机把车开到公司门口待命,不可出现客户等车的现象",
    )
    unit = "minutes"
    scope = "duty"
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each ride with the vehicle's ride before it."""
        moves, visits = {move.id: move for move in plan.moves}, {visit.id for visit in facts.week.visits}
        for id, formers in _former_rides(plan).items():
            move = moves[id]
            if move.kind == "pick_up" or move.visit not in visits:
                continue
            for former in formers:
                late = _ready(facts, former, move) - (move.depart - facts.shape.wait_at_door)
                if late > 0:
                    yield self.broken(move.visit, (id, former.id), late, f"{_clock(move)}出发的车晚到门口 {late} 分钟")


def _former_rides(plan: Plan) -> dict[str, list[Move]]:
    """Return, for each move, the moves that its company vehicles make before it."""
    runs: dict[str, list[tuple[Move, Ride]]] = {}
    for move in sorted(plan.moves, key=lambda move: (move.depart, move.arrive, move.id)):
        for ride in move.rides:
            if ride.vehicle is not None:
                runs.setdefault(ride.vehicle, []).append((move, ride))
    found: dict[str, list[Move]] = {}
    for run in runs.values():
        for (former, _), (later, _) in pairwise(run):
            found.setdefault(later.id, []).append(former)
    return found


def _ready(facts: Facts, former: Move, move: Move) -> int:
    """Return when a vehicle can stand at the origin of a move after another one."""
    return facts.travel.after(former.target, move.origin, former.arrive + facts.shape.unload)


def _clock(move: Move) -> str:
    return f"{date(day_of(move.depart))}{hhmm(minute_of_day(move.depart))}"


class AtDepartureInTime(Rule):
    """ARR-05: at the departure point in time (``GroupStay.deadline``).

    90 min before a flight (international 150, more for large groups), 40 before a train. Amount: minutes late.
    """

    id = "ARR-05"
    title = "送站提前:飞机 90 分钟(国际 150),火车 40 分钟"
    title_en = "At the airport 90 min before departure (international 150), at the station 40"
    cites = PRACTICE
    unit = "minutes"
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare arrivals with deadlines."""
        for p in programmes(facts, plan):
            for move in (move for move in p.moves if move.kind == "see_off"):
                due = min(g.deadline for g in ([g for g in p.stay.groups if g.id in move.groups] or p.stay.last))
                if move.arrive > due:
                    yield self.broken(p.id, (move.id,), move.arrive - due, f"送站晚到 {move.arrive - due} 分钟")


class Lodging(Rule):
    """ARR-07: where the company provides lodging, one hotel for the whole stay, with the rooms due.

    A night is due after each day of ``Stay.nights``, for the groups that sleep here (``Stay.sleeping``), with the rooms
    of ``Stay.room_bookings``; the guests' wished hotel, if they named one; nowhere more rooms of a kind than the hotel
    keeps; check-in not before the hotel's time. Where lodging is not provided, no night is booked. Amount: 1 for each
    missing, wrong or surplus night, further hotel, room too many, kind not offered, early check-in.
    """

    id = "ARR-07"
    title = "公司安排住宿的,每晚有酒店,全程不换,房型按级别"
    title_en = "One hotel for the whole stay, rooms by level"
    cites = Citation(
        document="S2", clause="五(二)", quote="需由公司安排住宿的,由行政事业部统一安排,其他各部门不得自行安排"
    )
    scope = "shared"
    levels = ("must",)
    occupies = True
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Judge the nights of each visit, then the rooms of each hotel."""
        for p in programmes(facts, plan):
            yield from self._nights(facts, p)
            for item in p.of("check_in"):
                house = facts.week.place(item.place)
                opens = house.check_in if isinstance(house, Hotel) else 0
                if item.start < at(day_of(item.start), opens):
                    yield self.broken(p.id, (item.id,), 1, f"{label(item)}早于酒店入住时间 {hhmm(opens)}")
        yield from self._full(facts, plan)

    def _nights(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        stay = p.stay
        due = set(stay.nights) if stay.visit.provides.lodging else set()
        booked = Counter((night.day, night.groups) for night in p.nights)
        wanted = Counter((day, stay.sleeping(day)) for day in due)
        for day, _ in sorted((wanted - booked).elements()):
            yield self.broken(p.id, (str(day),), 1, f"{date(day)}没有订酒店")
        for day, _ in sorted((booked - wanted).elements()):
            yield self.broken(p.id, (str(day),), 1, f"{date(day)}多订了酒店")
        hotels = {night.hotel for night in p.nights}
        if len(hotels) > 1:
            yield self.broken(p.id, tuple(sorted(hotels)), len(hotels) - 1, f"住了 {len(hotels)} 家酒店")
        if stay.visit.hotel and hotels - {stay.visit.hotel}:
            yield self.broken(p.id, tuple(sorted(hotels)), 1, "不是客人指定的酒店")
        for night in p.nights:
            rooms = stay.room_bookings(night.groups)
            if Counter({r.kind: r.count for r in night.rooms}) != Counter({r.kind: r.count for r in rooms}):
                yield self.broken(p.id, (str(night.day), night.hotel), 1, f"{date(night.day)}的房型或间数不对")
            if missing := _missing(facts.week.hotel(night.hotel), {r.kind for r in night.rooms}):
                yield self.broken(p.id, (str(night.day), night.hotel), 1, f"酒店没有这种房型:{'、'.join(missing)}")

    def _full(self, facts: Facts, plan: Plan) -> Iterator[Violation]:
        kept: dict[tuple[str, str], int] = {
            (h.id, r.kind): r.count for h in facts.week.hotels for r in h.room_types if r.count is not None
        }
        taken: Counter[tuple[str, str, str]] = Counter()
        for night in plan.nights:
            for room in night.rooms:
                taken[str(night.day), night.hotel, room.kind] += room.count
        for (day, hotel, kind), count in sorted(taken.items()):
            over = count - kept.get((hotel, kind), count)
            if over > 0:
                name = facts.week.hotel(hotel).name
                yield self.broken("", (day, hotel), over, f"{day} {name}的 {kind} 房超订 {over} 间")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Only hotels with the rooms due and rooms left, check-in from the hotel's time."""
        stay, origin = visit.stay, facts.week.origin
        for id, chosen in visit.hotel.items():
            hotel = facts.week.hotel(id)
            for act in visit.of("check_in"):
                opens = at(stay.days[0], hotel.check_in) - origin
                m.limit(self, act.about, act.start, lo=opens, on=(act.done, chosen))
            if not stay.visit.provides.lodging:
                continue
            for day in stay.nights:
                bookings = stay.room_bookings(stay.sleeping(day))
                if _missing(hotel, {booking.kind for booking in bookings}):
                    m.never(self, (str(day), id), chosen)
                counts = {room.kind: room.count for room in hotel.room_types}
                for booking in bookings:
                    if counts.get(booking.kind) is not None:
                        resource, night = f"hotel:{id}:{booking.kind}", at(day) - origin
                        m.occupy(self, (str(day), id), resource, night, DAY, chosen, booking.count)


def _missing(hotel: Hotel, kinds: set[str]) -> list[str]:
    return sorted(kinds - {room.kind for room in hotel.room_types})


class AgreementHotel(Rule):
    """ARR-07a: agreement hotels first, where the guests wish none. Amount: 1 a hotel that is no agreement hotel."""

    id = "ARR-07a"
    title = "优先选择协议酒店"
    title_en = "Agreement hotels first"
    cites = Citation(document="S0", clause="四", quote="公司主要协议酒店简介")
    levels = ("prefer", "should", "must", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the hotels booked."""
        for p in programmes(facts, plan):
            for id in sorted({night.hotel for night in p.nights}):
                if self._apart(p.stay.visit, facts.week.hotel(id)):
                    yield self.broken(p.id, (id,), 1, f"{facts.week.hotel(id).name}不是协议酒店")

    def _apart(self, visit: Visit, hotel: Hotel) -> bool:
        return visit.provides.lodging and visit.hotel is None and not hotel.agreement

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price the others."""
        for id, chosen in visit.hotel.items():
            if self._apart(visit.stay.visit, facts.week.hotel(id)):
                m.never(self, (id,), chosen)


NO_PURPOSE = (*NO_PROGRAMME, "photo")
"""Kinds that give a day no purpose (ARR-08)."""


class NoIdleDay(Rule):
    """ARR-08: the stay is not stretched: no day without purpose.

    Judged on full days (``Stay.full_day``): without a request or sight, meals, check-in and rests not counted (a
    banquet is a request), nor a group photo, for which nobody stays. Amount: 1 a day.
    """

    id = "ARR-08"
    title = "不拖长停留:没有无内容的一天"
    title_en = "No day without purpose"
    cites = Citation(
        document="S0",
        clause="五(三)",
        quote="又不能太松散,以免使客人感觉太“闲”,而且延长了客人的留深时间,增加了接待费用",
    )
    unit = "days"
    levels = ("prefer", "should", "must", "note", "off")
    filling = True

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for full days with nothing on."""
        for p in programmes(facts, plan):
            for day in p.stay.days:
                if p.stay.full_day(day) and all(item.kind in NO_PURPOSE for item in p.on(day)):
                    yield self.broken(p.id, (str(day),), 1, f"{date(day)}没有安排内容")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """At least one request or sight on each full day."""
        del facts
        for day in visit.days:
            if visit.stay.full_day(day):
                acts = (act for act in visit.acts.values() if act.kind not in NO_PURPOSE and day in act.on)
                m.never(self, (str(day),), m.negated(m.either(*(act.on[day] for act in acts))))
