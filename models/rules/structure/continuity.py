"""STR · how the parts of a plan hang together: ways, slots, the bounds of the stay."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.domain.activities import BUSINESS, KINDS
from models.domain.clock import day_of, hhmm, minute_of_day
from models.rules.core.findings import label
from models.rules.core.programme import arrival_day, date
from models.rules.structure.parts import StructuralRule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Item, Move
    from models.domain.stay import GroupStay
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme, Step

HALVES = {
    **dict.fromkeys((*BUSINESS, "signing", "photo", "check_in"), ("am", "pm")),
    **dict.fromkeys(("sight", "shopping"), ("am", "pm", "evening")),
    "entertainment": ("evening",),
    "rest": ("pm",),
}
"""In which parts of the day an item may lie; meals have their own."""
HALVES_ZH = {"am": "上午", "lunch": "午餐", "pm": "下午", "dinner": "晚餐", "evening": "晚上"}


class Continuity(StructuralRule):
    """STR-03: nobody flies: whoever is somewhere else has been brought there, and it took its time.

    A day begins at the hotel (the first where the opening group arrives) and ends at the hotel (the last at the
    departure point of the closing group). Between two steps in different locations stands one move with that origin and
    target, which leaves not before the former ends, takes no less than the travel minutes at its arrival, and arrives
    ``settle`` minutes before an item starts; a walk within ``walk_minutes`` needs no move, but its time. Between two
    steps in one location stands no move; two items there are ``changeover`` minutes apart, also the first from the
    guests' arrival. A late group is picked up and brought to the first item that it takes part in that day, else to the
    hotel; an early one is seen off from its last. Amount: 1 for each break.
    """

    id = "STR-03"
    title = "前后活动之间路走得到、时间来得及"
    title_en = "Each step can be reached from the one before"

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Walk through the days, then look at the groups that come late or leave early."""
        for step in p.steps:
            if fault := self._fault(facts, step):
                where = (step.item.id,) if step.item else tuple(move.id for move in step.moves) or (str(step.day),)
                what = label(step.item) if step.item else f"{date(step.day)}结束时"
                yield self.broken(p.id, where, 1, f"{what}:{fault}")
        yield from self._apart(facts, p)

    def _fault(self, facts: Facts, step: Step) -> str:
        if step.origin is None or step.target is None:
            return "多出的行车" if step.moves else ""
        here, there = facts.location(step.origin), facts.location(step.target)
        if here == there:
            return self._stay(facts, step)
        if not step.moves:
            return self._walk(facts, step, here, there)
        if len(step.moves) > 1:
            return "一段路有多次行车"
        return self._drive(facts, step, step.moves[0], (here, there))

    def _stay(self, facts: Facts, step: Step) -> str:
        if step.moves:
            return "原地不必行车"
        apart = facts.shape.changeover if step.item else 0
        if step.since is not None and step.start - step.since < apart:
            return f"与前一项间隔不足 {apart} 分钟"
        return ""

    def _walk(self, facts: Facts, step: Step, here: str, there: str) -> str:
        if facts.travel.base(here, there) > facts.shape.walk_minutes:
            return "没有去那里的行车"
        settle = facts.shape.settle if step.item else 0
        way = facts.travel.minutes(here, there, step.start - settle) + settle
        return "步行来不及" if step.since is not None and step.start - step.since < way else ""

    def _drive(self, facts: Facts, step: Step, move: Move, ends: tuple[str, str]) -> str:
        if (facts.location(move.origin), facts.location(move.target)) != ends:
            return "行车的起点或终点不对"
        if step.since is not None and move.depart < step.since:
            return "前一项未完就出发"
        if move.arrive - move.depart < facts.travel.minutes(move.origin, move.target, move.arrive):
            return "行车时间不够"
        if step.item is not None and move.arrive > step.start - facts.shape.settle:
            return f"未提前 {facts.shape.settle} 分钟到达"
        return ""

    def _apart(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Judge the moves off the visit's own way: late groups' pick-ups, early groups' see-offs."""
        for group in p.stay.groups:
            kinds = ([] if group in p.stay.first else ["pick_up"]) + ([] if group in p.stay.last else ["see_off"])
            for kind in kinds:
                moves = [m for m in p.moves if m.kind == kind and m.groups == (group.id,)]
                if fault := self._side(facts, p, group, kind, moves):
                    about = tuple(move.id for move in moves) or (group.id,)
                    yield self.broken(
                        p.id, about, 1, f"客人 {group.id} 的{'接' if kind == 'pick_up' else '送'}站:{fault}"
                    )
        known = {group.id for group in p.stay.groups}
        for move in p.moves:
            if move.kind != "transfer" and not p.along(move) and (len(move.groups) != 1 or move.groups[0] not in known):
                yield self.broken(p.id, (move.id,), 1, "接送站应按批次分别安排")

    def _side(self, facts: Facts, p: Programme, group: GroupStay, kind: str, moves: list[Move]) -> str:
        item = _edge(p, group, kind)
        place = item.place if item else p.hotel(arrival_day(group) if kind == "pick_up" else _eve(p, group))
        outer = group.origin if kind == "pick_up" else group.target
        if place is None or facts.location(place) == facts.location(outer):
            return "不必行车" if moves else ""
        if len(moves) != 1:
            return "没有安排" if not moves else "安排了多次"
        (move,), ends = moves, (outer, place) if kind == "pick_up" else (place, outer)
        if (facts.location(move.origin), facts.location(move.target)) != tuple(facts.location(end) for end in ends):
            return "起点或终点不对"
        if move.arrive - move.depart < facts.travel.minutes(move.origin, move.target, move.arrive):
            return "行车时间不够"
        if item is not None and kind == "pick_up" and move.arrive > item.start - facts.shape.settle:
            return "赶不上参加的第一项活动"
        if item is not None and kind == "see_off" and move.depart < item.end:
            return "最后一项活动未完就出发"
        return ""


def _edge(p: Programme, group: GroupStay, kind: str) -> Item | None:
    """Return the first item of a late group on the day it comes, or the last of an early one on the day it goes."""
    mine = p.taken(group)
    if not mine:
        return None
    day = arrival_day(group) if kind == "pick_up" else day_of(group.deadline)
    item = mine[0] if kind == "pick_up" else mine[-1]
    return item if day_of(item.start) == day else None


def _eve(p: Programme, group: GroupStay) -> dt.date:
    """Return the day before a group leaves, or the first of the stay."""
    earlier = [day for day in p.stay.days if day < day_of(group.deadline)]
    return earlier[-1] if earlier else p.stay.days[0]


class SlotsOfDay(StructuralRule):
    """STR-04: a day has so many slots.

    ``half_day_items`` in the morning and as many in the afternoon, one lunch, one dinner or banquet, one item in the
    evening (which part of the day an item is in: ``Programme.half``). Business, ceremonies and check-in lie in the
    morning or afternoon, sights and shopping also in the evening, entertainment in the evening, a rest in the
    afternoon. Amount: items too many, or 1 for one in the wrong part.
    """

    id = "STR-04"
    title = "半天最多三项活动,一天一顿午餐、一顿晚餐、一项晚间活动"
    title_en = "At most three items a half-day, one lunch, one dinner, one evening item"
    unit = "items"

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Count the items of each part of each day."""
        for day in sorted({day_of(item.start) for item in p.items}):
            parts = Counter(p.half(item) for item in p.on(day))
            for half, count in parts.items():
                most = facts.shape.half_day_items if half in ("am", "pm") else 1
                if count > most:
                    text = f"{date(day)}{HALVES_ZH[half]}安排了 {count} 项,最多 {most} 项"
                    yield self.broken(p.id, (str(day), half), count - most, text)
        for item in p.items:
            half = p.half(item)
            if half not in HALVES.get(item.kind, (half,)):
                yield self.broken(p.id, (item.id,), 1, f"{label(item)}不宜放在{HALVES_ZH[half]}")


class WithinStay(StructuralRule):
    """STR-07: everything lies between the first guests' exit and the last guests' deadline. Amount: minutes outside."""

    id = "STR-07"
    title = "所有安排都在客人到达之后、离开之前"
    title_en = "Everything lies inside the stay"
    unit = "minutes"

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Compare items, transfers and nights with the stay."""
        del facts
        rows = [(i.id, i.start, i.end, KINDS[i.kind].zh) for i in p.items]
        rows += [(m.id, m.depart, m.arrive, "行车") for m in p.moves]
        for id, start, end, what in rows:
            outside = max(p.stay.start - start, end - p.stay.end, 0)
            if outside:
                text = f"{date(day_of(start))}{hhmm(minute_of_day(start))}{what}在来访时间之外 {outside} 分钟"
                yield self.broken(p.id, (id,), outside, text)


class JustInTime(StructuralRule):
    """STR-08: moves waste no time, as the model has them.

    A pick-up leaves when the guests are out, the way home to the hotel when the last item ends, and either arrives as
    soon as the roads let it; a see-off arrives at the deadline, a transfer ``settle`` minutes before its item, and both
    take exactly the travel minutes at their arrival. Amount: minutes wasted. Faults that break continuity are not
    counted twice.
    """

    id = "STR-08"
    title = "行车不早不晚:接站和回酒店即走,其余准时到"
    title_en = "Moves are just in time; pick-ups and ways home leave at once"
    unit = "minutes"

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Compare each move with the one just in time."""
        ways = {step.move.id: step for step in p.steps if step.move is not None}
        for move in p.moves:
            wasted = self._wasted(facts, p, move, ways.get(move.id))
            if wasted:
                when = f"{date(day_of(move.depart))}{hhmm(minute_of_day(move.depart))}"
                yield self.broken(p.id, (move.id,), wasted, f"{when}的行车早出发或晚出发,多用 {wasted} 分钟")

    def _wasted(self, facts: Facts, p: Programme, move: Move, step: Step | None) -> int:
        travel = facts.travel
        slow = move.arrive - move.depart - travel.minutes(move.origin, move.target, move.arrive)
        if slow < 0:
            return 0
        if move.kind == "pick_up":
            exits = [g.exit for g in p.stay.groups if not move.groups or g.id in move.groups]
            return self._late(facts, move, max(0, move.depart - min(exits, default=move.depart)), slow)
        if move.kind == "see_off":
            due = [g.deadline for g in p.stay.groups if not move.groups or g.id in move.groups]
            return max(0, max(due, default=move.arrive) - move.arrive) + slow
        if step is None or step.item is not None:
            due_at = step.start - facts.shape.settle if step else move.arrive
            return max(0, due_at - move.arrive) + slow
        return self._late(facts, move, max(0, move.depart - (step.since or move.depart)), slow)

    def _late(self, facts: Facts, move: Move, waited: int, slow: int) -> int:
        """Return minutes lost by leaving late or dawdling; at the end of a rush hour no way takes its exact minutes."""
        soonest = facts.travel.after(move.origin, move.target, move.depart)
        return waited + (slow if move.arrive > soonest else 0)
