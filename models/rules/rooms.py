"""ROOM · meeting rooms: big enough, equipped, free with preparation and tidying; of a fit size and use, and kept."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import TYPE_CHECKING, ClassVar

from models.domain.activities import outside_hosts
from models.domain.base import Count, Fact
from models.domain.clock import minute_of_day, overlap
from models.domain.demands import MEETINGS, attendances, meeting_rooms, room_pads
from models.domain.joint_items import joint_of
from models.domain.joint_parties import joint_of_item, together
from models.domain.vocabulary import EQUIPMENT_NAMES, ROOM_USE_NAMES
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.findings import DayAndTime, Phrase, Sentence, Several, TimeOfDay, about, label, subject
from models.rules.core.groups import GroupedRule, Grouping
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.domain.policy import RuleLevel
    from models.domain.resources import Room, RoomUse
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Clause, Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Choice, Lit, VisitView

ONE_ROOM_KINDS = ("exchange", "training")
"""Meetings for which a delegation keeps one room; a courtesy call or a signing needs a room of another kind."""


def seats_needed(facts: Facts, stay: Stay, request: Request | None, guests: int) -> int:
    """Return how many sit in a meeting: guests, whoever is named, hosts, other company people, the interpreter."""
    seated = [attendance for attendance in attendances(facts, stay, request) if attendance.role != "reception"]
    ours = len(seated) + int(getattr(request, "company", 0))
    return guests + ours + len(outside_hosts(request)) + (1 if stay.language else 0)


def party_at_meeting(facts: Facts, stay: Stay, request: Request | None) -> int:
    """Return how many sit in a meeting (``seats_needed``), in a joint one of all visits that are asked to it."""
    others = together(facts, stay, request)[1:]
    return seats_needed(facts, stay, request, stay.size) + sum(seats_needed(facts, o, r, o.size) for o, r in others)


class RoomFitsMeeting(GroupedRule):
    """ROOM-01: a meeting's room has the seats and equipment, and is its own, preparation and tidying included.

    The room is taken from ``set_up`` before the meeting to ``clearing`` after it (``room_pads``), and not closed in
    that time. Between two meetings of one delegation it stays laid: they need no minutes between them. The visits of a
    joint meeting are in it together, and it holds all of them. Amount: 1 for each: too small, equipment missing,
    closed, or a clash with another meeting; people over where a joint meeting is too large.
    """

    id = "ROOM-01"
    title = "会议室座位、设备够用,同一时间只开一个会,布置和整理时间算在内"
    title_en = "Rooms hold the meeting and are free, preparation and tidying included"
    cites = Citation(
        document="S0", clause="二(一)3", quote="会议室安排(包括彩本、水果、纸巾以及矿泉水或茶水的安排与摆放)"
    )
    scope = "shared"
    levels = ("must",)
    occupies = True
    softenable = False
    judges_single_items = True
    too_small = Sentence("{room}只有 {seats} 座,要 {people} 座", "{room} has {seats} seats, {people} are needed")
    lacking = Sentence("{room}缺设备:{equipment}", "{room} lacks {equipment}")
    closed = Sentence("{room}{start} 至 {end} 停用", "{room} is closed from {start} to {end}")
    unfit = Sentence("{item}:{reason}", "{item}: {reason}")
    clash = Sentence(
        "{room}冲突:{first}与{second}(布置和整理时间算在内)",
        "{room} is taken twice: {first} and the meeting at {second}, preparation and tidying included",
    )

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> bool:
        """Refuse rooms that are too small or lack something."""
        room = facts.week.find_room(choice.room)
        return room is None or self._unfit(facts, facts.stay(visit.id), room, choice.request) is None

    def _unfit(self, facts: Facts, stay: Stay, room: Room, request: Request | None) -> Clause | None:
        """Return why a room cannot hold a meeting at any time."""
        if (people := seats_needed(facts, stay, request, stay.size)) > room.seats:
            return self.too_small.fill(room=room.name, seats=room.seats, people=people)
        if missing := sorted(set(getattr(request, "equipment", ())) - set(room.equipment)):
            lacking = Several(tuple(Phrase(*EQUIPMENT_NAMES[name]) for name in missing))
            return self.lacking.fill(room=room.name, equipment=lacking)
        return None

    def judge_visit(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Judge each meeting."""
        for item in p.of(*MEETINGS):
            room = facts.week.find_room(item.room)
            if room is None:
                continue
            reason = self._unfit(facts, p.stay, room, p.request(item))
            shut = next((s for s in room.closures if overlap(_taken(facts, item), (s.start, s.end))), None)
            if not reason and shut is not None:
                start, end = DayAndTime(shut.start), DayAndTime(shut.end)
                reason = self.closed.fill(room=room.name, start=start, end=end)
            if reason:
                what = about(item) + subject(room=room.id)
                yield self.broken(p.id, what, 1, self.unfit, item=label(item), reason=reason)

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Judge each pair of meetings in one room."""
        return (_MEETINGS_BY_ROOM.by(self._clashes),)

    def _clashes(self, facts: Facts, items: list[Item]) -> Iterator[Violation]:
        yield from self._joint_meetings(facts, items)
        for a, b in combinations(items, 2):
            id = a.room or ""
            if (joint := joint_of_item(facts, a.id)) and joint == joint_of_item(facts, b.id) and a.visit != b.visit:
                continue
            spans = (_taken(facts, a), _taken(facts, b))
            if a.visit == b.visit:
                spans = (a.start, a.end), (b.start, b.end)
            if overlap(*spans):
                name, later = facts.week.room(id).name, TimeOfDay(minute_of_day(b.start))
                what = subject(item=(a.id, b.id), room=id)
                yield self.broken(a.visit, what, 1, self.clash, room=name, first=label(a), second=later)

    def _joint_meetings(self, facts: Facts, items: list[Item]) -> Iterator[Violation]:
        """Count all visits of each joint meeting in a room together."""
        seated: dict[str, int] = {}
        for item in items:
            joint, room = joint_of_item(facts, item.id), facts.week.room(item.room or "")
            if not joint:
                continue
            stay = facts.stay(item.visit)
            request = next((r for r in stay.visit.requests if r.id == item.request), None)
            more = seats_needed(facts, stay, request, stay.size)
            over = min(more, seated.get(joint, 0) + more - room.seats)
            if joint in seated and over > 0 and more <= room.seats:
                reason = self.too_small.fill(room=room.name, seats=room.seats, people=seated[joint] + more)
                what = about(item) + subject(room=room.id)
                yield self.broken(item.visit, what, over, self.unfit, item=label(item), reason=reason)
            seated[joint] = seated.get(joint, 0) + more

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Book each room with set-up and clearing, but for what lies between two meetings of the visit itself."""
        for room in facts.week.company.rooms:
            held = [(act, here) for act in visit.of(*MEETINGS) if (here := _in(m, act, room.id)) is not None]
            if not held:
                continue
            before, after = room_pads(facts, room.id)
            follows = {
                (a.id, b.id): m.both(here, there, m.less(a.start, b.start), m.less(b.start, a.end + before + after))
                for (a, here), (b, there) in permutations(held, 2)
            }
            for act, here in held:
                if self._unfit(facts, visit.stay, room, act.request):
                    m.never(self, act.about + subject(room=room.id), here)
                # nobody else fits into the time between two meetings so close: whoever comes next needs more
                laid = m.either(*(lit for (_, b), lit in follows.items() if b == act.id))
                kept = m.either(*(lit for (a, _), lit in follows.items() if a == act.id))
                start = act.start - before * (1 - laid)
                end = act.end + after * (1 - kept)
                what, joint = act.about + subject(room=room.id), joint_of(act.request)
                m.occupy(self, what, f"room:{room.id}", start, end - start, here, joint=joint)
                if joint is not None:
                    seats = seats_needed(facts, visit.stay, act.request, visit.stay.size)
                    m.occupy(self, what, f"seats:{room.id}", act.start, act.end - act.start, here, seats)


class RoomKeptThroughDay(Rule):
    """ROOM-02: a delegation that comes back finds its room: one room a day for its exchanges and trainings.

    Amount: rooms beyond one, day by day. That nobody clears the room meanwhile is ROOM-01's.
    """

    id = "ROOM-02"
    title = "客户暂离后再回来,会议室仍是原来那间,物品不撤"
    title_en = "A delegation that comes back finds its room, still laid"
    cites = Citation(
        document="S0",
        clause="二(一)3 注",
        quote="客户暂时离开会议室有可能再返回时,简单整理会议桌,其他摆放东西不撤下",
    )
    unit = "changes"
    levels = ("prefer", "should", "must", "note", "off")
    several = Sentence("{day}交流换了 {count} 间会议室", "the meetings of {day} are in {count} rooms")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count each day's rooms."""
        for p in programmes(facts, plan):
            for day in p.stay.days:
                used = {item.room for item in p.on(day) if item.kind in ONE_ROOM_KINDS and item.room}
                if len(used) > 1:
                    yield self.broken(p.id, subject(day=day), len(used) - 1, self.several, day=day, count=len(used))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Count the rooms used on each day."""
        del facts
        met = list(visit.of(*ONE_ROOM_KINDS))
        rooms = sorted({choice.room for act in met for choice, _ in act.choices if choice.room})
        for day in visit.days if len(met) > 1 else ():
            here = [act for act in met if day in act.on]
            if len(here) > 1:
                used = [m.either(*(m.both(act.on[day], lit) for act in here for lit in _lits(act, r))) for r in rooms]
                m.count(self, subject(day=day), used, hi=1)


class RoomSizeFits(Rule):
    """ROOM-03: the room's size fits, and a delegation keeps one room for its exchanges and trainings over the stay.

    A training is in a training room of any size. Amount: 1 a meeting in a room of more than ``most`` times the seats
    needed (and over ``small`` seats), 1 a room beyond one.
    """

    id = "ROOM-03"
    title = "会议室大小合适,同一客团尽量用同一间"
    title_en = "The room's size fits; the same room for one delegation"
    cites = PRACTICE
    levels = ("prefer", "should", "must", "note", "off")
    too_big = Sentence("{item}:{room}太大({seats} 座)", "{item}: {room} is too big ({seats} seats)")
    several = Sentence("{client}的交流用了 {count} 间会议室", "the meetings of {client} are in {count} rooms")

    class Numbers(Fact):
        """Seats a person that are too many, and rooms that are never too big."""

        most: Count = 3
        small: Count = 12

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare seats, count rooms."""
        for p in programmes(facts, plan):
            for item in p.of(*MEETINGS):
                room = facts.week.find_room(item.room)
                if room is not None and self.oversized(facts, p.stay, room, p.request(item)):
                    name, seats = room.name, room.seats
                    yield self.broken(p.id, about(item), 1, self.too_big, item=label(item), room=name, seats=seats)
            used = {item.room for item in p.of(*ONE_ROOM_KINDS) if item.room}
            if len(used) > 1:
                client, count = p.stay.visit.client, len(used)
                yield self.broken(p.id, subject(visit=p.id), count - 1, self.several, client=client, count=count)

    def oversized(self, facts: Facts, stay: Stay, room: Room, request: Request | None) -> bool:
        """Tell whether a room is too big for a meeting of a visit."""
        if request is not None and request.kind == room.used_for == "training":
            return False
        needed = party_at_meeting(facts, stay, request)
        return bool(room.seats > self.n.small and room.seats > self.n.most * needed)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price rooms too big; count the rooms used."""
        for act in visit.of(*MEETINGS):
            for choice, literal in act.choices:
                room = facts.week.find_room(choice.room)
                if room is not None and self.oversized(facts, visit.stay, room, act.request):
                    m.never(self, act.about, literal)
        met = list(visit.of(*ONE_ROOM_KINDS))
        rooms = sorted({choice.room for act in met for choice, _ in act.choices if choice.room})
        if len(met) > 1:
            used = [m.either(*(lit for act in met for lit in _lits(act, r))) for r in rooms]
            m.count(self, subject(visit=visit.id), used, hi=1)


class RoomForItsUse(Rule):
    """ROOM-03a: calls and signings in a reception room, where there is one; trainings: TRAIN-06.

    A room of that use (``Room.used_for``) at the place of the meeting, that has the seats and equipment; a room that is
    asked for is the one to use. Amount: 1 a meeting elsewhere.
    """

    id = "ROOM-03a"
    title = "会见、签约在接待室或贵宾厅"
    title_en = "Calls and signings in reception rooms"
    cites = PRACTICE
    levels: ClassVar[tuple[RuleLevel, ...]] = ("prefer", "should", "must", "note", "off")
    uses: ClassVar[Mapping[str, RoomUse]] = {"call": "reception", "signing": "reception"}
    """What the room of a kind of meeting is for, where it has one of its own."""
    other_use = Sentence("{item}在{room},另有{use}用的会议室", "{item} is in {room}; there are rooms for {use}")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the room of each such meeting."""
        for p in programmes(facts, plan):
            for item in p.of(*self.uses):
                room, request = facts.week.find_room(item.room), p.request(item)
                if room is not None and self._wrong(facts, p.stay, room, request):
                    use = Phrase(*ROOM_USE_NAMES[self.uses[item.kind]])
                    yield self.broken(p.id, about(item), 1, self.other_use, item=label(item), room=room.name, use=use)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price the other rooms."""
        for act in visit.of(*self.uses):
            for choice, literal in act.choices:
                room = facts.week.find_room(choice.room)
                if room is not None and self._wrong(facts, visit.stay, room, act.request):
                    m.never(self, act.about, literal)

    def _wrong(self, facts: Facts, stay: Stay, room: Room, request: Request | None) -> bool:
        use = self.uses.get(request.kind) if request is not None else None
        if use is None or room.used_for == use:
            return False
        others = (other for other in meeting_rooms(facts.week, request) if other.used_for == use)
        return any(self._holds(facts, stay, other, request) for other in others)

    def _holds(self, facts: Facts, stay: Stay, room: Room, request: Request | None) -> bool:
        equipped = set(getattr(request, "equipment", ())) <= set(room.equipment)
        return equipped and seats_needed(facts, stay, request, stay.size) <= room.seats


def _lits(act: Act, room: str) -> list[Lit]:
    return [literal for choice, literal in act.choices if choice.room == room]


def _in(m: Poster, act: Act, room: str) -> Lit | None:
    """Return the literal of an activity being in a room; None where it cannot be."""
    literals = _lits(act, room)
    return m.either(*literals) if literals else None


def _taken(facts: Facts, item: Item) -> tuple[int, int]:
    before, after = room_pads(facts, item.room)
    return item.start - before, item.end + after


def _meetings(facts: Facts, plan: Plan) -> Iterator[tuple[str, Item]]:
    """Yield the meetings of a plan by the room of the company in which they are."""
    for p in programmes(facts, plan):
        for item in p.of(*MEETINGS):
            if item.room is not None and facts.week.find_room(item.room) is not None:
                yield item.room, item


_MEETINGS_BY_ROOM = Grouping(_meetings, lambda _, items: items)
