"""What makes a visit impossible whatever is planned: its facts in words, with the nearest thing that would work.

Everything that a visit is owed has a way out (hired cars, meals to be packed), but for these: somebody who has to be at
the departure point before they can have come, groups that are never here together, and a hotel without the rooms.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.domain.clock import day_of, round_up
from models.domain.plan import LeftOutCause
from models.domain.vocabulary import HOTEL_ROOM_NAMES
from models.rules.core.findings import DayAndTime, Phrase, Sentence, Several

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.places import Hotel
    from models.domain.stay import GroupStay, Stay
    from models.rules.core.findings import Value

TOO_SHORT = Sentence(
    "{who}{exit}才能离开{origin},{deadline}前须到{target}{way},来不及;{departure}以后动身的班次才赶得上",
    "{who} can leave {origin} on {exit} and must be at {target} by {deadline}{way}: too late; a departure from "
    "{departure} on would do",
)
NO_REST = Sentence(
    "{who}{exit}才能离开{origin},{deadline}前须到{target},当夜来不及往返酒店;{departure}以后动身的班次才赶得上",
    "{who} can leave {origin} on {exit} and must be at {target} by {deadline}: too late to go to a hotel and back; a "
    "departure from {departure} on would do",
)
CANNOT_JOIN = Sentence(
    "{who}{exit}到、{deadline}前就要回到{target},跟不上全团的任何一项安排;这一批改乘别的班次或另作一次来访,其余客人就能排",
    "{who} are out on {exit} and due back at {target} by {deadline}, and can join nothing of the programme; the others "
    "can be planned if these come by another train or flight, or as a visit of their own",
)
WAY = Sentence(",路上至少 {minutes} 分钟", ", {minutes} min away")
APART = Sentence(
    "{first}{left}已经离开,{second}{comes}才到,中间无人在此;可改为两次来访",
    "{first} leave on {left}, before {second} come on {comes}: nobody is here in between; two visits would do",
)
NO_HOTEL = Sentence("公司资料里没有酒店,无法安排住宿", "the company knows no hotel to stay at")
NO_ROOMS = Sentence(
    "需要{needed},没有一家可选的酒店都有:{houses}",
    "{needed} are needed, and no hotel that may be chosen has them all: {houses}",
)
WISHED_HOTEL = Sentence(
    "需要{needed},客人指定的酒店住不下:{house};{other}",
    "{needed} are needed, which the hotel of their wish has not: {house}; {other}",
)
LACKS = Sentence("{hotel}缺{rooms}", "{hotel} lacks {rooms}")
OTHER_HOTEL = Sentence("{hotel}住得下", "{hotel} has them")
STAY_TOO_SHORT = Sentence(
    "{start}到、{end}走,这段时间里排不下接送和应有的食宿",
    "between {start} and {end} there is no way to be met, fed, lodged and seen off",
)


def impossible_facts(facts: Facts, stay: Stay) -> list[LeftOutCause]:
    """Return the facts that make a visit impossible; empty: none was found, which proves nothing."""
    return [*_too_short(facts, stay), *_apart(stay), *_no_rooms(facts, stay)]


def window_of(stay: Stay) -> LeftOutCause:
    """Return when a visit is here, for one that is impossible for no reason that is known in words."""
    return _cause("", STAY_TOO_SHORT, start=DayAndTime(stay.start), end=DayAndTime(stay.end))


def cannot_join(facts: Facts, stay: Stay, group: GroupStay) -> LeftOutCause:
    """Return that a travel group is here too shortly to take part in anything (STR-06)."""
    return _cause(
        "STR-06",
        CANNOT_JOIN,
        who=_who(stay, group),
        exit=DayAndTime(group.exit),
        deadline=DayAndTime(group.deadline),
        target=facts.week.place(group.target).name,
    )


def _cause(rule: str, sentence: Sentence, **values: Value) -> LeftOutCause:
    said = tuple(values.items())
    return LeftOutCause(rule=rule, zh=sentence.say(said, "zh"), en=sentence.say(said, "en"))


def _who(stay: Stay, group: GroupStay) -> Phrase:
    """Return a travel group in words: the guests, where it is the whole party."""
    if len(stay.groups) == 1 or not group.members:
        return Phrase("客人", "the guests")
    name, more = group.members[0].name, group.size - 1
    return Phrase(f"{name}等 {group.size} 人", f"{name} and {more} more") if more else Phrase(name, name)


def _too_short(facts: Facts, stay: Stay) -> Iterator[LeftOutCause]:
    """Yield the travel groups that cannot be at their departure point in time (ARR-05)."""
    for group in stay.groups:
        there = facts.travel.after(group.origin, group.target, group.exit)
        by_hotel = _by_hotel(facts, stay, group)
        soonest, sentence = (by_hotel, NO_REST) if there <= group.deadline < by_hotel else (there, TOO_SHORT)
        if soonest > group.deadline:
            departs = group.deadline if group.group.departure.at is None else group.group.departure.at
            yield _cause(
                "ARR-05",
                sentence,
                who=_who(stay, group),
                origin=facts.week.place(group.origin).name,
                target=facts.week.place(group.target).name,
                exit=DayAndTime(group.exit),
                deadline=DayAndTime(group.deadline),
                way=WAY.fill(minutes=there - group.exit) if there > group.exit else "",
                departure=DayAndTime(departs + round_up(soonest - group.deadline)),
            )


def _by_hotel(facts: Facts, stay: Stay, group: GroupStay) -> int:
    """Return when a travel group that comes and goes in one night can be back from a hotel; 0 for all others."""
    if group.comes == group.leaves or day_of(group.exit) != day_of(group.deadline):
        return 0
    travel, soonest = facts.travel, []
    for hotel in facts.week.hotels:
        if stay.visit.hotel in (None, hotel.id):
            at_hotel = travel.after(group.origin, hotel.id, group.exit)
            soonest.append(travel.after(hotel.id, group.target, at_hotel))
    return min(soonest, default=0)


def _apart(stay: Stay) -> Iterator[LeftOutCause]:
    """Yield the travel groups that come when all before them have left (STR-06)."""
    here: list[GroupStay] = []
    for group in sorted(stay.groups, key=lambda group: (group.exit, group.id)):
        last = max(here, key=lambda other: other.deadline, default=None)
        if last is not None and last.deadline < group.exit:
            yield _cause(
                "STR-06",
                APART,
                first=_who(stay, last),
                left=DayAndTime(last.deadline),
                second=_who(stay, group),
                comes=DayAndTime(group.exit),
            )
        here.append(group)


def _no_rooms(facts: Facts, stay: Stay) -> Iterator[LeftOutCause]:
    """Yield that no hotel has the rooms that are due (ARR-07)."""
    if not stay.visit.provides.lodging or not stay.nights:
        return
    if not facts.week.hotels:
        yield _cause("ARR-07", NO_HOTEL)
        return
    lacking = {hotel.id: _lacking(stay, hotel) for hotel in facts.week.hotels}
    wished = stay.visit.hotel
    houses = [hotel for hotel in facts.week.hotels if wished in (None, hotel.id)]
    if not all(lacking[hotel.id] for hotel in houses):
        return
    houses.sort(key=lambda hotel: (lacking[hotel.id].total(), hotel.id))
    said = Several(tuple(LACKS.fill(hotel=h.name, rooms=_rooms(lacking[h.id])) for h in houses))
    needed = _rooms(_needed(stay))
    able = [hotel for hotel in facts.week.hotels if not lacking[hotel.id]]
    if wished is not None and able:
        other = OTHER_HOTEL.fill(hotel=able[0].name)
        yield _cause("ARR-07", WISHED_HOTEL, needed=needed, house=said, other=other)
    else:
        yield _cause("ARR-07", NO_ROOMS, needed=needed, houses=said)


def _needed(stay: Stay) -> Counter[str]:
    """Return the rooms that are due in the fullest night, by kind."""
    found: Counter[str] = Counter()
    for day in stay.nights:
        found |= Counter({booking.kind: booking.count for booking in stay.room_bookings(stay.sleeping(day))})
    return found


def _lacking(stay: Stay, hotel: Hotel) -> Counter[str]:
    """Return the rooms that a hotel has too few of, even if nobody else was there."""
    needed = _needed(stay)
    has: dict[str, int] = {
        room.kind: needed[room.kind] if room.count is None else room.count for room in hotel.room_types
    }
    return Counter({kind: count - has.get(kind, 0) for kind, count in needed.items() if count > has.get(kind, 0)})


def _rooms(rooms: Counter[str]) -> Several:
    """Return some rooms in words: 套房 1 间、双人间 2 间."""
    names = {kind: HOTEL_ROOM_NAMES[kind] for kind in sorted(rooms)}
    return Several(tuple(Phrase(f"{zh} {rooms[k]} 间", f"{rooms[k]} × {en}") for k, (zh, en) in names.items()))
