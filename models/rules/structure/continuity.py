"""STR-03, 07, 08 · ways: each step can be reached from the one before, inside the stay, and moves waste no time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from models.domain.clock import day_of, round_up
from models.domain.places import ArrivalPoint
from models.rules.core.findings import DayAndTime, Phrase, Sentence, label, subject
from models.rules.core.waiting import goes_to_own_hotel
from models.rules.structure.structural_rule import StructuralRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Item, Move
    from models.domain.stay import GroupStay
    from models.rules.core.findings import Clause, Subject, Violation
    from models.rules.core.programme import Programme, Step


class Continuity(StructuralRule):
    """STR-03: whoever is somewhere else has been brought there, or walked, and it took its time.

    A day begins at the hotel (the first where the opening group arrives) and ends at the hotel (the last at the
    departure point of the closing group). Between two steps in different locations stands one move with that origin and
    target, which leaves not before the former ends, takes no less than the travel minutes at its arrival, and arrives
    ``settle`` minutes before an item starts; a walk within ``walk_minutes`` on foot needs no move, but its time, and
    nobody walks with luggage: to the hotel on coming, from it on leaving. Between two steps in one location stands no
    move; two items there are ``changeover`` minutes apart, also the first from the guests' arrival, but at an airport
    or station they are met as soon as they are out. A late group is picked up when it is out and brought to the first
    item that it takes part in that day, else to the hotel; an early one is seen off from its last. One that comes and
    leaves on one day and takes part in nothing goes from its exit straight to where it leaves; one that comes on the
    last day and leaves with the others has something to come to. Amount: 1 for each break.
    """

    id = "STR-03"
    title = "前后活动之间路走得到、时间来得及"
    title_en = "Each step can be reached from the one before"
    at_item = Sentence("{item}:{fault}", "{item}: {fault}")
    at_day_end = Sentence("{day}结束时:{fault}", "at the end of {day}: {fault}")
    at_pick_up = Sentence("{group}的接站:{fault}", "pick-up of {group}: {fault}")
    at_see_off = Sentence("{group}的送站:{fault}", "see-off of {group}: {fault}")
    several_groups = Sentence("接送站应按批次分别安排", "each travel group has a pick-up and a see-off of its own")
    superfluous_move = Sentence("多出的行车", "a superfluous move")
    moves_on_the_spot = Sentence("原地不必行车", "no move is needed, the guests are there")
    too_close = Sentence("与前一项间隔不足 {minutes} 分钟", "less than {minutes} min after the item before")
    no_move = Sentence("没有去那里的行车", "no move goes there")
    too_far_to_walk = Sentence("步行来不及", "too little time to walk there")
    several_moves = Sentence("一段路有多次行车", "several moves for one way")
    wrong_ends = Sentence("行车的起点或终点不对", "the move has the wrong origin or target")
    leaves_early = Sentence("前一项未完就出发", "the move leaves before the item before ends")
    too_fast = Sentence("行车时间不够", "the move takes less than the travel time")
    no_time_to_settle = Sentence("未提前 {minutes} 分钟到达", "the guests do not arrive {minutes} min before it starts")
    not_needed = Sentence("不必行车", "no move is needed")
    not_planned = Sentence("没有安排", "not planned")
    planned_repeatedly = Sentence("安排了多次", "planned several times")
    wrong_side_ends = Sentence("起点或终点不对", "wrong origin or target")
    not_out_yet = Sentence("客人还没有出站就出发", "leaves before the guests are out")
    misses_first_item = Sentence("赶不上参加的第一项活动", "too late for the first item in which they take part")
    joins_nothing = Sentence("最后一天才到,没有可参加的活动", "comes on the last day, and has nothing to come to")
    misses_last_item = Sentence("最后一项活动未完就出发", "leaves before the last item in which they take part ends")

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Walk through the days, then look at the groups that come late or leave early."""
        hotels, unpacked = {hotel.id for hotel in facts.week.hotels}, not p.stay.nights
        moved_out = set[dt.date]()
        for step in p.steps:
            changes = p.stay.changes_hotel(step.day)
            if changes and step.day not in moved_out:
                moved_out.add(step.day)
                unpacked = False
            packed = bool(p.stay.nights) and (changes or step.day == p.stay.days[-1]) and step.origin in hotels
            luggage = packed or (not unpacked and step.target in hotels)
            unpacked = unpacked or step.target in hotels
            fault = self._fault(facts, step, luggage=luggage)
            if fault and step.item:
                yield self.broken(p.id, subject(item=step.item.id), 1, self.at_item, item=label(step.item), fault=fault)
            elif fault:
                moves = tuple(move.id for move in step.moves)
                about = subject(move=moves) if moves else subject(day=step.day)
                yield self.broken(p.id, about, 1, self.at_day_end, day=step.day, fault=fault)
        yield from self._apart(facts, p)

    def _fault(self, facts: Facts, step: Step, *, luggage: bool) -> Clause | None:
        """Return what is wrong with the way into a step."""
        if step.origin is None or step.target is None:
            return self.superfluous_move.fill() if step.moves else None
        here, there = facts.location(step.origin), facts.location(step.target)
        if here == there:
            return self._stay(facts, step)
        if not step.moves:
            return self.no_move.fill() if luggage else self._walk(facts, step, here, there)
        if len(step.moves) > 1:
            return self.several_moves.fill()
        return self._drive(facts, step, step.moves[0], (here, there))

    def _stay(self, facts: Facts, step: Step) -> Clause | None:
        if step.moves:
            return self.moves_on_the_spot.fill()
        met = step.before is None and isinstance(facts.week.find_place(step.origin), ArrivalPoint)
        apart = facts.shape.changeover if step.item and not met else 0
        if step.since is not None and step.start - step.since < apart:
            return self.too_close.fill(minutes=apart)
        return None

    def _walk(self, facts: Facts, step: Step, here: str, there: str) -> Clause | None:
        walk = facts.travel.walk(here, there)
        if walk is None or walk > facts.shape.walk_minutes:
            return self.no_move.fill()
        way = walk + (facts.shape.settle if step.item else 0)
        return self.too_far_to_walk.fill() if step.since is not None and step.start - step.since < way else None

    def _drive(self, facts: Facts, step: Step, move: Move, ends: tuple[str, str]) -> Clause | None:
        if (facts.location(move.origin), facts.location(move.target)) != ends:
            return self.wrong_ends.fill()
        if step.since is not None and move.depart < step.since:
            return self.leaves_early.fill()
        if move.arrive - move.depart < facts.travel.minutes(move.origin, move.target, move.arrive):
            return self.too_fast.fill()
        if step.item is not None and move.arrive > step.start - facts.shape.settle:
            return self.no_time_to_settle.fill(minutes=facts.shape.settle)
        return None

    def _apart(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Judge the moves off the visit's main way: late groups' pick-ups, early groups' see-offs."""
        for number, group in enumerate(p.stay.groups, 1):
            name = Phrase(f"第 {number} 批客人", f"travel group {number}")
            if p.passes(group):
                moves = [m for m in p.moves if m.kind != "transfer" and m.groups == (group.id,)]
                if fault := self._passing(facts, group, moves):
                    about = _moves_or_group(moves, group)
                    yield self.broken(p.id, about, 1, self.at_pick_up, group=name, fault=fault)
                continue
            kinds = ([] if group in p.stay.first else ["pick_up"]) + ([] if group in p.stay.last else ["see_off"])
            for kind in kinds:
                moves = [m for m in p.moves if m.kind == kind and m.groups == (group.id,)]
                if fault := self._side(facts, p, group, kind, moves):
                    sentence = self.at_pick_up if kind == "pick_up" else self.at_see_off
                    about = _moves_or_group(moves, group)
                    yield self.broken(p.id, about, 1, sentence, group=name, fault=fault)
        known = {group.id for group in p.stay.groups}
        for move in p.moves:
            one_group = len(move.groups) == 1 and move.groups[0] in known
            if move.kind != "transfer" and not p.on_main_way(move) and not one_group:
                yield self.broken(p.id, subject(move=move.id), 1, self.several_groups)

    def _passing(self, facts: Facts, group: GroupStay, moves: list[Move]) -> Clause | None:
        """Return what is wrong with the way of a group that takes part in nothing."""
        ends = facts.location(group.origin), facts.location(group.target)
        if ends[0] == ends[1]:
            return self.not_needed.fill() if moves else None
        if len(moves) != 1:
            return self.planned_repeatedly.fill() if moves else self.not_planned.fill()
        (move,) = moves
        if (facts.location(move.origin), facts.location(move.target)) != ends:
            return self.wrong_side_ends.fill()
        if move.arrive - move.depart < facts.travel.minutes(move.origin, move.target, move.arrive):
            return self.too_fast.fill()
        return self.not_out_yet.fill() if move.depart < group.exit else None

    def _side(self, facts: Facts, p: Programme, group: GroupStay, kind: str, moves: list[Move]) -> Clause | None:
        """Return what is wrong with the pick-up of a late group or the see-off of an early one."""
        item = _edge(p, group, kind)
        if item is None and kind == "pick_up" and group.comes == p.stay.days[-1]:
            return self.joins_nothing.fill()
        place = item.place if item else p.hotel(group.comes if kind == "pick_up" else _eve(p, group))
        outer = group.origin if kind == "pick_up" else group.target
        if place is None or facts.location(place) == facts.location(outer):
            return self.not_needed.fill() if moves else None
        if len(moves) != 1:
            return self.planned_repeatedly.fill() if moves else self.not_planned.fill()
        (move,), ends = moves, (outer, place) if kind == "pick_up" else (place, outer)
        if (facts.location(move.origin), facts.location(move.target)) != tuple(facts.location(end) for end in ends):
            return self.wrong_side_ends.fill()
        if move.arrive - move.depart < facts.travel.minutes(move.origin, move.target, move.arrive):
            return self.too_fast.fill()
        if kind == "pick_up" and move.depart < group.exit:
            return self.not_out_yet.fill()
        if item is not None and kind == "pick_up" and move.arrive > item.start - facts.shape.settle:
            return self.misses_first_item.fill()
        if item is not None and kind == "see_off" and move.depart < item.end:
            return self.misses_last_item.fill()
        return None


def _moves_or_group(moves: list[Move], group: GroupStay) -> Subject:
    return subject(move=tuple(move.id for move in moves)) if moves else subject(group=group.id)


def _edge(p: Programme, group: GroupStay, kind: str) -> Item | None:
    """Return the first item of a late group on the day it comes, or the last of an early one on the day it goes."""
    mine = p.taken(group)
    if not mine:
        return None
    day = group.comes if kind == "pick_up" else group.leaves
    item = mine[0] if kind == "pick_up" else mine[-1]
    return item if day_of(item.start) == day else None


def _eve(p: Programme, group: GroupStay) -> dt.date:
    """Return the day before a group leaves, or the first of the stay."""
    earlier = [day for day in p.stay.days if day < group.leaves]
    return earlier[-1] if earlier else p.stay.days[0]


class WithinStay(StructuralRule):
    """STR-07: everything lies between the first guests' exit and the last guests' deadline. Amount: minutes outside."""

    id = "STR-07"
    title = "所有安排都在客人到达之后、离开之前"
    title_en = "Everything lies inside the stay"
    unit = "minutes"
    judges_single_items = True
    item_outside = Sentence(
        "{item}在客人在场时间之外 {minutes} 分钟:客人 {start} 至 {end} 在",
        "{item} is {minutes} min outside the stay ({start} to {end})",
    )
    move_outside = Sentence(
        "{start}行车在来访时间之外 {minutes} 分钟", "the move of {start} is {minutes} min outside the stay"
    )

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Compare items and moves with the stay."""
        del facts
        for item in p.items:
            if outside := _outside(p, item.start, item.end):
                about, stay = subject(item=item.id), {"start": DayAndTime(p.stay.start), "end": DayAndTime(p.stay.end)}
                yield self.broken(p.id, about, outside, self.item_outside, item=label(item), minutes=outside, **stay)
        for move in p.moves:
            if outside := _outside(p, move.depart, move.arrive):
                about, start = subject(move=move.id), DayAndTime(move.depart)
                yield self.broken(p.id, about, outside, self.move_outside, start=start, minutes=outside)


def _outside(p: Programme, start: int, end: int) -> int:
    return max(p.stay.start - start, end - p.stay.end, 0)


class JustInTime(StructuralRule):
    """STR-08: moves waste no time, as the model has them.

    A pick-up leaves when the guests are out, a way to their own hotel when the item before it ends, whether the day
    ends there or an item follows (``goes_to_own_hotel``), and either arrives as soon as the roads let it: they wait in
    the hotel. A see-off arrives at the deadline, another transfer ``settle`` minutes before its item, and both take
    exactly the travel minutes at their arrival. After something done at the airport or station a pick-up is as any
    other way, and so is a see-off before something done there. What a plan that is made again adds leaves from now on.
    Amount: minutes wasted. Faults that break continuity are not counted twice.
    """

    id = "STR-08"
    title = "行车不早不晚:接站和回酒店即走,其余准时到"
    title_en = "Moves are just in time; pick-ups and ways to the hotel leave at once"
    unit = "minutes"
    not_just_in_time = Sentence(
        "{start}的行车早出发或晚出发,多用 {minutes} 分钟",
        "the move of {start} leaves too early or too late and wastes {minutes} min",
    )

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Compare each move with the one just in time."""
        ways = {step.move.id: step for step in p.steps if step.move is not None}
        for move in p.moves:
            if wasted := self._wasted(facts, p, move, ways.get(move.id)):
                about, start = subject(move=move.id), DayAndTime(move.depart)
                yield self.broken(p.id, about, wasted, self.not_just_in_time, start=start, minutes=wasted)

    def _wasted(self, facts: Facts, p: Programme, move: Move, step: Step | None) -> int:
        travel = facts.travel
        slow = move.arrive - move.depart - travel.minutes(move.origin, move.target, move.arrive)
        if slow < 0:
            return 0
        if move.kind == "pick_up" and (step is None or step.before is None):
            exits = [g.exit for g in p.stay.groups if not move.groups or g.id in move.groups]
            return self._late(facts, move, max(0, move.depart - min(exits, default=move.depart)))
        if move.kind == "see_off" and (step is None or step.item is None):
            due = [g.deadline for g in p.stay.groups if not move.groups or g.id in move.groups]
            return max(0, max(due, default=move.arrive) - move.arrive) + slow
        if step is None or (step.item is not None and not goes_to_own_hotel(p, step)):
            due_at = step.start - facts.shape.settle if step else move.arrive
            return max(0, due_at - move.arrive) + slow
        since = max(step.since or move.depart, _now(facts))
        return self._late(facts, move, max(0, move.depart - since))

    def _late(self, facts: Facts, move: Move, waited: int) -> int:
        """Return minutes lost by leaving late or driving slowly; at a rush hour's end no way takes exact minutes."""
        return waited + max(0, move.arrive - facts.travel.after(move.origin, move.target, move.depart))


def _now(facts: Facts) -> int:
    """Return the moment from which on a plan that is made again can let a move leave; 0 for a first plan."""
    revision = facts.revision
    return 0 if revision is None or revision.now is None else round_up(revision.now)
