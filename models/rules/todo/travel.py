"""Things to do for arrival, departure and nights: tickets, luggage, breakfast, rooming lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import KINDS
from models.domain.clock import DAY, at, day_of, minute_of_day
from models.domain.day_windows import SMALL_HOURS
from models.domain.lounges import LoungeStay, asked_on_arrival, lounge_span
from models.domain.night_runs import night_runs
from models.domain.places import Hotel
from models.domain.vocabulary import HOTEL_ROOM_NAMES, VEHICLE_CLASS_NAMES
from models.rules.core.company_rests import company_rests
from models.rules.core.findings import DayAndTime, Phrase, Sentence, Several, TimeOfDay
from models.rules.core.luggage import luggage_stops, vehicles_called_away
from models.rules.core.programme import programmes
from models.rules.core.staff_nights import staff_nights
from models.rules.sense.arrival_and_departure import out_late
from models.rules.todo.line import department, line, person_name, place_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.domain.facts import Facts
    from models.domain.plan import Item, Move, Plan
    from models.domain.stay import GroupStay
    from models.rules.core.findings import Value
    from models.rules.core.programme import Programme
    from models.rules.todo.line import ToDo

LIGHT_SUPPER_NOTICE = 120
"""Minutes before the guests arrive."""
SOON_BREAKFAST = 120
"""Minutes before breakfast from which guests who arrive wait for it."""
_TICKETS = {"airport": Phrase("机票", "air tickets"), "rail": Phrase("车票", "train tickets")}
RETURN_TICKETS = Sentence(
    "{group}返程{ticket}待订,{day}从{place}出发", "Book the return {ticket}{group}: from {place} on {day}"
)
RETURN_TICKETS_FROM = Sentence(
    "{group}返程{ticket}待订,{day}从{place}出发,宜{time}以后(客人提前 {minutes} 分钟到站)",
    "Book the return {ticket}{group}: from {place} on {day}, not before {time} (guests are there {minutes} min before)",
)
VIP_LANE = Sentence("{group}{day}在{place}走贵宾通道,提前办理", "Arrange the VIP lane{group} at {place} on {day}")
EARLY_ROOMS = Sentence(
    "请{hotel}提前备房:客人{moment}先到酒店,早于入住时间 {opens}",
    "Ask {hotel} for rooms before the check-in time {opens}: the guests come to the hotel first, on {moment}",
)
OWN_HOTEL_FIRST = Sentence(
    "客人要先到酒店,住宿不由我方安排:与客人商定先去哪里",
    "The guests wish to go to their hotel first, which is not ours to book: agree with them on where to go",
)
ROOM_TO_REST = Sentence(
    "{moment}至{until}预留{room},请客人休息,备茶水({guests} 人)",
    "Keep {room} from {moment} to {until} for the guests to rest, with tea (guests: {guests})",
)
NO_ROOM_TO_REST = Sentence(
    "{moment}至{until}没有空闲的会客室或会议室,另找客人休息的地方({guests} 人)",
    "No room is free from {moment} to {until}: find somewhere for the guests to rest (guests: {guests})",
)
LOUNGE = Sentence(
    "{moment}至{until}预留{lounge}({guests} 人)", "Keep {lounge} from {moment} to {until} (guests: {guests})"
)
LOUNGE_TAKEN = Sentence(
    "{moment}至{until}{lounge}已留给别的客人,另找休息的地方({guests} 人)",
    "{lounge} is kept for other guests from {moment} to {until}: find somewhere else to wait (guests: {guests})",
)
LOUNGE_CLOSED = Sentence(
    "{moment}至{until}{lounge}停用,另找休息的地方({guests} 人)",
    "{lounge} is closed from {moment} to {until}: find somewhere else to wait (guests: {guests})",
)
LOUNGE_TOO_SMALL = Sentence(
    "{lounge}只有 {seats} 座,{guests} 人坐不下,另备座位",
    "{lounge} has {seats} seats for {guests} guests: have more ready",
)
LIGHT_SUPPER = Sentence(
    "{group}{moment}抵达,请酒店备简餐", "Ask the hotel for a light supper: the guests{group} arrive on {moment}"
)
LIGHT_SUPPER_ANYWHERE = Sentence(
    "{group}{moment}抵达,备好简餐", "Have a light supper ready: the guests{group} arrive on {moment}"
)
LUGGAGE_BEFORE_CHECK_IN = Sentence(
    "{day}{group}先{activity}后到酒店,行李留在车上,{keeper}看管",
    "On {day} {activity} comes before the hotel{group}: the luggage stays in the vehicle, looked after by: {keeper}",
)
LUGGAGE_CHANGES_CARS = Sentence(
    "{day}{group}先{activity}后到酒店,途中换车,行李随客人换车,{keeper}看管",
    "On {day} {activity} comes before the hotel{group}, and the guests change vehicles: the luggage changes with them, "
    "looked after by: {keeper}",
)
LUGGAGE_SENT_AHEAD = Sentence(
    "{day}{group}先{activity}后到酒店,不再乘接站的车:行李由这辆车送到酒店,{keeper}看管",
    "On {day} {activity} comes before the hotel{group}, which is reached without the vehicle of the arrival: it takes "
    "the luggage to the hotel, looked after by: {keeper}",
)
LUGGAGE_RELOADED = Sentence(
    "{moment}出发前,行李从{former}换装到{vehicle},清点件数",
    "Before the departure on {moment} reload the luggage from {former} to {vehicle}, and count the pieces",
)
LUGGAGE_PUT_DOWN = Sentence(
    "{moment}到{place}后,{vehicle}另有任务:行李卸下看管,{until}装回车上",
    "{vehicle} has another ride after it reaches {place} on {moment}: unload the luggage, keep it, load it again at "
    "{until}",
)
CHECK_OUT = Sentence(
    "{day}{time}出发前退房,行李随车",
    "Check out before the departure on {day} {time}, the luggage goes with the vehicle",
)
CHECK_OUT_ON_FOOT = Sentence(
    "{day}{time}步行出发前退房,行李寄存酒店,送行前取回",
    "Check out before leaving on foot on {day} {time}; the luggage stays at the hotel and is fetched before the "
    "departure",
)
LATE_CHECK_OUT = Sentence(
    "{day}请{hotel}延迟退房,留房到 {time}", "Ask {hotel} for a late check-out on {day}: rooms until {time}"
)
BOOK_HOTEL = Sentence("预订{hotel}:{rooms}({day}起 {nights} 晚)", "Book {hotel}: {rooms} (nights from {day}: {nights})")
STAFF_ROOMS = Sentence(
    "{day}{hotel}另订我方用房:{people}(随客人异地过夜)",
    "Book rooms for our own at {hotel} for the night of {day}: {people}, who sleep out with the guests",
)
ROOMING_LIST = Sentence(
    "分房名单交{hotel}:{rooms}({day}起 {nights} 晚)",
    "Send the rooming list to {hotel}: {rooms} (nights from {day}: {nights})",
)


def tickets_and_arrival(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Return tickets to book (ARR-05), the VIP lane (ARR-03), the light supper of a late arrival (SENSE-16)."""
    for stay in p.stay.groups:
        group, leaves, comes = group_number(p, stay.id), stay.leaves, day_of(stay.group.arrival.at)
        if stay.group.departure.at is None and (ticket := of_point(facts, stay.target, _TICKETS)) is not None:
            place = place_name(facts, stay.target)
            about: dict[str, Value] = {"group": group, "ticket": ticket, "day": leaves, "place": place}
            what = RETURN_TICKETS
            if (minutes := stay.group.departure.minutes) is not None:
                what, time = RETURN_TICKETS_FROM, TimeOfDay(minute_of_day(stay.deadline + minutes))
                about |= {"time": time, "minutes": minutes}
            yield line(facts, "ARR-05", "return_tickets", p.id, leaves, stay.id, what, **about)
        if p.stay.visit.vip_lane and of_point(facts, stay.origin, _TICKETS) is not None:
            about = {"group": group, "day": comes, "place": place_name(facts, stay.origin)}
            yield line(facts, "ARR-03", "vip_lane", p.id, comes, stay.id, VIP_LANE, **about)
        if _misses_dinner(facts, p, stay):
            due, moment = stay.exit - LIGHT_SUPPER_NOTICE, DayAndTime(stay.group.arrival.at)
            what = LIGHT_SUPPER if p.hotel(stay.comes) else LIGHT_SUPPER_ANYWHERE
            yield line(facts, "SENSE-16", "light_supper", p.id, due, stay.id, what, group=group, moment=moment)


def of_point(facts: Facts, place: str, words: Mapping[str, Phrase]) -> Phrase | None:
    """Return the words for an airport or a railway station; None for a place that is reached by road."""
    point = facts.week.arrival_point(place)
    return words.get(point.kind) if point is not None else None


def _misses_dinner(facts: Facts, p: Programme, group: GroupStay) -> bool:
    """Tell whether guests come too late for dinner, and so long before breakfast that they want a supper (SENSE-16)."""
    if not p.stay.visit.provides.meals or group.comes == group.leaves:
        return False
    by_themselves = group not in p.stay.first and group.exit >= at(group.comes, facts.shape.dinner_from)
    no_dinner_owed = group.exit > at(group.comes, facts.shape.dinner_present_from)
    if not (by_themselves or no_dinner_owed or out_late(facts, group.exit)):
        return False
    eaten = [item for item in p.taken(group) if p.meal(item) is not None and item.start >= group.exit]
    hotel = facts.week.find_place(p.hotel(group.comes))
    opens = at(group.comes, DAY + (hotel.breakfast_from if isinstance(hotel, Hotel) else SMALL_HOURS))
    return group.exit <= opens - SOON_BREAKFAST and not any(item.start < opens for item in eaten)


def group_number(p: Programme, group: str) -> Phrase:
    """Return which travel group of the visit it is; nothing where there is only one."""
    number = [stay.id for stay in p.stay.groups].index(group) + 1
    return Phrase(f"第 {number} 批", f" of group {number}") if len(p.stay.groups) > 1 else Phrase("", "")


def early_rooms(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Ask for rooms before the hotel's time for guests of level A (SENSE-02), or who go there first (SENSE-02a)."""
    if not p.stay.nights:
        return
    first = p.stay.days[0]
    if p.stay.visit.hotel_first and not p.stay.visit.provides.lodging:
        yield line(facts, "SENSE-02a", "own_hotel", p.id, first, "", OWN_HOTEL_FIRST)
    for item in p.of("check_in"):
        hotel = facts.week.find_place(item.place)
        if isinstance(hotel, Hotel) and minute_of_day(item.start) < hotel.check_in:
            name, moment, opens = place_name(facts, hotel.id), DayAndTime(item.start), TimeOfDay(hotel.check_in)
            told: dict[str, Value] = {"hotel": name, "moment": moment, "opens": opens}
            yield line(facts, "SENSE-02a", "early_rooms", p.id, first, item.id, EARLY_ROOMS, **told)


def lounges(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Keep the lounges that are asked for, on arrival and before items; say which are taken or too small (ROOM-01a)."""
    wanted = [
        (kept.group, kept.lounge, kept.start, kept.end, p.stay.guests((kept.group,)), _kept_or_not(kept))
        for kept in asked_on_arrival(facts)
        if kept.visit == p.id
    ]
    for item in p.items:
        request = p.request(item)
        if request is not None and request.lounge is not None:
            span = lounge_span(facts, item.start)
            wanted.append((item.id, request.lounge, *span, p.stay.guests(item.groups), LOUNGE))
    for about, id, start, end, guests, what in wanted:
        lounge, day = facts.week.lounge(id), day_of(start)
        moment, until = DayAndTime(start), TimeOfDay(minute_of_day(end))
        told: dict[str, Value] = {"lounge": lounge.name, "moment": moment, "until": until, "guests": guests}
        yield line(facts, "ROOM-01a", "lounge", p.id, day, about, what, **told)
        if guests > lounge.seats:
            told = {"lounge": lounge.name, "seats": lounge.seats, "guests": guests}
            yield line(facts, "ROOM-01a", "lounge", p.id, day, f"{about}~seats", LOUNGE_TOO_SMALL, **told)


def _kept_or_not(stay: LoungeStay) -> Sentence:
    if stay.granted:
        return LOUNGE
    return LOUNGE_CLOSED if stay.closed else LOUNGE_TAKEN


def luggage(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Say where luggage stays: in the vehicle before the check-in (SENSE-02), and after the check-out (SENSE-07)."""
    if not p.stay.nights:
        return
    for move in p.moves:
        if move.kind == "pick_up" and move.rides and p.stay.visit.provides.cars:
            yield from _before_check_in(facts, p, move)
    yield from _check_out(facts, p)
    for stop in luggage_stops(p):
        if stop.reloaded:
            former, vehicle = _car_names(facts, stop.before), _car_names(facts, stop.after)
            keeper, moment = luggage_keeper(facts, p, stop.after), DayAndTime(stop.after.depart)
            told: dict[str, Value] = {"moment": moment, "former": former, "vehicle": vehicle}
            due, about = stop.after.depart, stop.after.id
            yield line(facts, "CAR-04a", "luggage", p.id, due, about, LUGGAGE_RELOADED, **told).by(keeper)


def luggage_put_down(facts: Facts, plan: Plan) -> Iterator[ToDo]:
    """Have luggage unloaded where its vehicle has another ride before its owners go on (CAR-04a)."""
    for p in programmes(facts, plan):
        for stop in luggage_stops(p):
            for vehicle in sorted(vehicles_called_away(plan, stop)):
                yield line(
                    facts,
                    "CAR-04a",
                    "luggage",
                    p.id,
                    stop.before.arrive,
                    f"{stop.before.id}~{vehicle}",
                    LUGGAGE_PUT_DOWN,
                    moment=DayAndTime(stop.before.arrive),
                    place=place_name(facts, stop.before.target),
                    vehicle=_vehicle_name(facts, vehicle),
                    until=TimeOfDay(minute_of_day(stop.after.depart)),
                ).by(luggage_keeper(facts, p, stop.before))


def rests_at_company(facts: Facts, plan: Plan) -> Iterator[ToDo]:
    """Keep a room for guests without a hotel who wait at the company; say where none is free (PACE-02)."""
    found: dict[str, int] = {}
    for rest in company_rests(facts, plan):
        told: dict[str, Value] = {
            "moment": DayAndTime(rest.start),
            "until": TimeOfDay(minute_of_day(rest.end)),
            "guests": rest.guests,
        }
        day, found[rest.visit] = day_of(rest.start), found.get(rest.visit, 0) + 1
        about = str(found[rest.visit])
        if rest.room is None:
            yield line(facts, "PACE-02", "room_to_rest", rest.visit, day, about, NO_ROOM_TO_REST, **told)
        else:
            told["room"] = rest.room.name
            yield line(facts, "PACE-02", "room_to_rest", rest.visit, day, about, ROOM_TO_REST, **told)


def _car_names(facts: Facts, move: Move) -> Several:
    """Return the vehicles of a move by name, hired ones by class."""
    names: list[str | Phrase] = []
    for ride in move.rides:
        if ride.vehicle is not None:
            names.append(_vehicle_name(facts, ride.vehicle))
        elif ride.hired is not None:
            zh, en = VEHICLE_CLASS_NAMES[facts.week.hired_car(ride.hired).kind]
            names.append(Phrase(f"租用{zh}", f"a hired {en}"))
    return Several(tuple(names))


def _vehicle_name(facts: Facts, id: str) -> str:
    vehicle = facts.week.find_vehicle(id)
    return vehicle.name if vehicle is not None else id


def luggage_keeper(facts: Facts, p: Programme, move: Move) -> Phrase:
    """Return who looks after the luggage that a move carries: its escort, its greeter, the escort of what follows."""
    day = facts.day_of(move)
    after = [item for item in p.on(day) if item.start >= move.arrive and _takes_part(move, item)]
    for role, parts in (("escort", [move]), ("greeter", [move]), ("escort", after)):
        for part in parts:
            for duty in part.duties:
                if duty.role == role and duty.person:
                    name = person_name(facts, duty.person)
                    return Phrase(name, name)
    return department(facts, facts.edition.office.task("luggage").owner)


def _before_check_in(facts: Facts, p: Programme, met: Move) -> Iterator[ToDo]:
    """Say what becomes of the luggage of guests who are not brought to their hotel first."""
    day = facts.day_of(met)
    hotel, there = p.hotel(day), facts.location(met.target)
    first = next((item for item in p.on(day) if item.start >= met.arrive and _takes_part(met, item)), None)
    if first is None or hotel is None or there == facts.location(hotel) or there != facts.location(first.place):
        return
    yield line(
        facts,
        "SENSE-02",
        "luggage_in_vehicle",
        p.id,
        met.depart,
        met.id,
        _luggage_until_check_in(facts, p, met, hotel),
        day=day,
        group=group_number(p, met.groups[0]) if len(met.groups) == 1 else Phrase("", ""),
        activity=Phrase(KINDS[first.kind].zh, KINDS[first.kind].en),
        keeper=luggage_keeper(facts, p, met),
    )


def _luggage_until_check_in(facts: Facts, p: Programme, met: Move, hotel: str) -> Sentence:
    """Say where the luggage of guests who are met is until they come to their hotel, as the drivers are told."""
    along: list[Move] = []
    for move in sorted(p.moves, key=lambda move: move.depart):
        if move.depart >= met.arrive and _takes_part(met, move):
            along.append(move)
            if facts.location(move.target) == facts.location(hotel):
                break
    if not along or not all(move.rides for move in along):
        return LUGGAGE_SENT_AHEAD
    cars = _cars(met)
    return LUGGAGE_BEFORE_CHECK_IN if all(cars <= _cars(move) for move in along) else LUGGAGE_CHANGES_CARS


def _cars(move: Move) -> set[str | None]:
    return {ride.vehicle or ride.hired for ride in move.rides}


def _takes_part(move: Move, item: Item | Move) -> bool:
    return not move.groups or not item.groups or bool(set(move.groups) & set(item.groups))


def _check_out(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Say when the guests give up their rooms on the last day: before they leave the hotel for good.

    So on a day on which they change to a hotel in another city, before they set off from the old one.
    """
    for day in p.stay.days:
        moves = [move for step in p.day(day) for move in step.moves] if p.stay.changes_hotel(day) else []
        if moves:
            time, first = TimeOfDay(minute_of_day(moves[0].depart)), moves[0]
            in_car = bool(first.rides) or not p.stay.visit.provides.cars
            what = CHECK_OUT if in_car else CHECK_OUT_ON_FOOT
            yield line(facts, "SENSE-07", "check_out", p.id, first.depart, first.id, what, day=day, time=time)
    last = p.stay.days[-1]
    hotel = p.hotel(last)
    rests = [item for item in p.on(last) if item.kind == "rest"]
    kept = max((item.end for item in rests), default=at(last))
    moves = [move for step in p.day(last) for move in step.moves if move.depart >= kept]
    here = None if hotel is None else facts.location(hotel)
    leaving = next((move for move in moves if facts.location(move.origin) == here), None)
    if leaving is not None and leaving.kind != "see_off":
        departure = leaving.depart
        in_car = bool(leaving.rides) or not p.stay.visit.provides.cars
        time, what = TimeOfDay(minute_of_day(departure)), CHECK_OUT if in_car else CHECK_OUT_ON_FOOT
        yield line(facts, "SENSE-07", "check_out", p.id, departure, leaving.id, what, day=last, time=time)
    if rests:
        until = TimeOfDay(minute_of_day(kept if leaving is None else leaving.depart))
        told: dict[str, Value] = {"day": last, "hotel": place_name(facts, rests[-1].place), "time": until}
        yield line(facts, "SENSE-07", "late_check_out", p.id, last, rests[-1].id, LATE_CHECK_OUT, **told)


def rooming_lists(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Send the rooming list to each hotel (ARR-07)."""
    for number, run in enumerate(night_runs(p.nights), start=1):
        told: dict[str, Value] = {
            "hotel": place_name(facts, run[0].hotel),
            "rooms": Several(tuple(_rooms(room.kind, room.count) for room in run[0].rooms)),
            "day": run[0].day,
            "nights": len(run),
        }
        first = p.nights[0].day
        yield line(facts, "ARR-07", "hotel", p.id, first, str(number), BOOK_HOTEL, **told)
        yield line(facts, "ARR-07", "rooming_list", p.id, first, str(number), ROOMING_LIST, **told)


def staff_rooms(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Book rooms for those of ours who sleep out with guests in another city (ARR-07b)."""
    for night in staff_nights(facts, p):
        names = [person_name(facts, id) for id in night.people if facts.week.find_person(id)]
        names += [facts.week.driver(id).name for id in night.drivers if facts.week.find_driver(id)]
        people = Several(tuple(Phrase(name, name) for name in dict.fromkeys(names)))
        told: dict[str, Value] = {"day": night.day, "hotel": place_name(facts, night.hotel), "people": people}
        yield line(facts, "ARR-07b", "hotel", p.id, night.day, f"ours-{night.day}", STAFF_ROOMS, **told)


def _rooms(kind: str, count: int) -> Phrase:
    zh, en = HOTEL_ROOM_NAMES[kind]
    return Phrase(f"{zh} {count} 间", f"{count} × {en}")
