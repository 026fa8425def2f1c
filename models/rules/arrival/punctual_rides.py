"""ARR-03, 04, 05 · rides are on time: at the exit of the arrival point, at the door, at the departure point."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.findings import DayAndTime, Sentence, subject
from models.rules.core.groups import GroupedRule, Grouping
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Move, Plan
    from models.domain.stay import GroupStay
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.programme import Programme


class GuestsMetOnTime(Rule):
    """ARR-03: guests are met: nobody waits at the exit.

    For each pick-up, minutes by which it leaves after the guests are out (``GroupStay.exit``), by which its greeter
    comes after ``meet_from`` (20 min before landing or arrival is announced), and by which a vehicle that comes from
    another ride can be there later than that. Where they take part in something at the airport or station before,
    nobody waits at the exit: the ride follows it. Greeters missing altogether are ARR-06's. Amount: minutes.
    """

    id = "ARR-03"
    title = "接站车辆和人员提前到位,决不让客人久等"
    title_en = "Vehicle and greeter stand at the arrival point before the guests come out"
    cites = Citation(document="S0", clause="八(二)1", quote="应提前到达,恭候客户的到来,决不能迟到让客户久等")
    unit = "minutes"
    scope = "duty"
    levels = ("must",)
    softenable = False
    mended_by = ("cars", "time", "people")
    judged_by = "week"
    late = Sentence("{start}的接站迟到 {minutes} 分钟", "the pick-up of {start} is {minutes} min late")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare guests, greeter and car with the exit."""
        previous = _previous_rides(facts, plan)
        for p in programmes(facts, plan):
            for move in (move for move in p.moves if move.kind == "pick_up"):
                groups = [g for g in p.stay.groups if g.id in move.groups] or p.stay.first
                out, stand = min(g.exit for g in groups), min(g.meet_from for g in groups)
                late = [0 if _received_there(facts, p, move, groups) else max(0, move.depart - out)]
                late += [duty.start - stand for duty in move.duties if duty.role == "greeter"]
                late += [_ready(facts, former, move) - stand for former in previous.get(move.id, ())]
                if (most := max(late)) > 0:
                    start = DayAndTime(move.depart)
                    yield self.broken(p.id, subject(move=move.id), most, self.late, start=start, minutes=most)


def _received_there(facts: Facts, p: Programme, move: Move, groups: Sequence[GroupStay]) -> bool:
    """Tell whether travel groups that are out take part in an item at the origin of a pick-up before it sets off."""
    here = facts.location(move.origin)
    return any(
        group.exit < item.end and item.start < move.depart and facts.location(item.place) == here
        for group in groups
        for item in p.taken(group)
    )


class CarReadyAtDoor(GroupedRule):
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
    mended_by = ("cars", "time")
    late = Sentence(
        "{start}出发的车晚到门口 {minutes} 分钟", "the car that leaves on {start} is {minutes} min late at the door"
    )

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Compare each ride with the vehicle's ride before it."""
        return (_MOVES_BY_VEHICLE.by(self._late),)

    def _late(self, facts: Facts, moves: list[Move]) -> Iterator[Violation]:
        for former, move in pairwise(moves):
            if move.kind == "pick_up" or move.visit not in facts.visits:
                continue
            late = _ready(facts, former, move) - (move.depart - facts.shape.wait_at_door)
            if late > 0:
                rides, start = subject(move=(move.id, former.id)), DayAndTime(move.depart)
                yield self.broken(move.visit, rides, late, self.late, start=start, minutes=late)


def _moves(_: Facts, plan: Plan) -> Iterator[tuple[str, Move]]:
    """Yield the moves of a plan by vehicle, known or not."""
    for move in plan.moves:
        for ride in move.rides:
            if ride.vehicle is not None:
                yield ride.vehicle, move


def _by_time(_: Facts, moves: list[Move]) -> list[Move]:
    return sorted(moves, key=lambda move: (move.depart, move.arrive, move.id))


_MOVES_BY_VEHICLE = Grouping(_moves, _by_time)


def _previous_rides(facts: Facts, plan: Plan) -> dict[str, list[Move]]:
    """Return, for each move, the moves that its company vehicles make before it."""
    found: dict[str, list[Move]] = {}
    for moves in _MOVES_BY_VEHICLE.groups(facts, plan).values():
        for former, later in pairwise(moves):
            found.setdefault(later.id, []).append(former)
    return found


def _ready(facts: Facts, former: Move, move: Move) -> int:
    """Return when a vehicle can stand at the origin of a move after another one."""
    return facts.travel.after(former.target, move.origin, former.arrive + facts.shape.unload)


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
    mended_by = ("time", "cars")
    late = Sentence("送站晚到 {minutes} 分钟", "the guests reach their departure point {minutes} min late")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare arrivals with deadlines."""
        for p in programmes(facts, plan):
            for move in p.moves:
                due = self._due(facts, p, move)
                if due is not None and (late := move.arrive - due) > 0:
                    yield self.broken(p.id, subject(move=move.id), late, self.late, minutes=late)

    def _due(self, facts: Facts, p: Programme, move: Move) -> int | None:
        """Return when guests on a see-off are due, or on a pick-up that goes straight to where they leave."""
        if move.kind == "see_off":
            return min(g.deadline for g in ([g for g in p.stay.groups if g.id in move.groups] or p.stay.last))
        there = facts.week.find_place(move.target)
        if move.kind != "pick_up" or there is None:
            return None
        riders = [g for g in p.stay.groups if not move.groups or g.id in move.groups]
        here = facts.location(there.id)
        return min((g.deadline for g in riders if facts.location(g.target) == here), default=None)
