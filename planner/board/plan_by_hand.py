"""A request that was left out, put into the programme by hand: place, room and people by the quickest choice.

What may be chosen the candidates of the model say; of several rooms and people the first that is free is taken, helpers
are found by the heuristic of staffing. No solver; what the choice breaks is for the checker to say.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from models.domain.activities import Gift, Tour
from models.domain.bilingual import bilingual
from models.domain.clock import GRID, QUARTER, at, overlap, round_down, round_up
from models.domain.consistency import not_planned_yet
from models.domain.demands import attendances, may_stand_in, room_pads
from models.domain.errors import Fault, FaultyInput
from models.domain.plan import Duty, Item, Move, Stop
from models.domain.roles import CHOSEN_ROLES
from models.itinerary.model.candidates import Candidates
from models.staffing.context import StaffingContext
from models.staffing.helper_model import assign_helpers
from models.staffing.limits import STAFFING_LIMITS
from planner.board.ways import with_ways

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import LeftOut, VisitPlan
    from models.domain.stay import Stay
    from models.rules.core.base import Rule
    from models.rules.core.view import Choice
    from planner.board.operations import PlanByHand
    from planner.board.state import BoardState

Row = TypeVar("Row", Item, Move)


def left_out(state: BoardState, id: str) -> LeftOut | None:
    """Return a request that is left out, ``VISIT/REQUEST``; None: it is not, or cannot be planned by itself."""
    visit, _, request = id.partition("/")
    part = state.visit_plans.get(visit)
    if part is None or any(left.is_whole_visit for left in part.left_out):
        return None
    found = next((left for left in part.left_out if left.request == request), None)
    never = {(left.visit, left.request) for left in not_planned_yet(state.week)}
    return found if found is not None and (visit, request) not in never else None


def planned_by_hand(facts: Facts, rules: Sequence[Rule], state: BoardState, operation: PlanByHand) -> VisitPlan:
    """Return the plan of a visit with a request that it left out, with its ways and people, before vehicles are found.

    Raises
    ------
    FaultyInput
        When it is not left out, does not belong into the row, or there is no place for it.
    """
    left = left_out(state, operation.of)
    if left is None:
        raise _refused("这一项不在未安排之列", "it is not among what is left out")
    stay = facts.stay(left.visit)
    request = stay.visit.request(left.request)
    if isinstance(request, Gift):
        raise _refused("礼品不占时间", "a gift takes no time")
    part = state.visit_plans[left.visit]
    item = _Placing(facts, rules, state, stay, request, operation).item()
    rest = replace(part, left_out=tuple(each for each in part.left_out if each is not left))
    made = with_ways(facts, left.visit, rest, (*_beside(facts, part.items, item), item))
    return _with_helpers(facts, rules, state, left.visit, made)


def _beside(facts: Facts, items: Sequence[Item], new: Item) -> Iterator[Item]:
    """Yield the other items of a visit; a rest that nobody asked for keeps what a new item leaves of it, if enough.

    Rests only fill the time for which there was nothing else.
    """
    for item in items:
        if item.kind != "rest" or item.request or not overlap((item.start, item.end), (new.start, new.end)):
            yield item
            continue
        travel, shape = facts.travel, facts.shape
        before = new.start - shape.settle
        before = round_down(before - travel.minutes(item.place, new.place, before), GRID)
        after = round_up(travel.after(new.place, item.place, round_up(new.end, GRID)), QUARTER)
        spans = [(item.start, min(item.end, before)), (max(item.start, after), item.end)]
        start, end = max(spans, key=lambda span: span[1] - span[0])
        if end - start >= shape.rest_minutes:
            yield item.replace(start=start, end=end)


def _refused(zh: str, en: str, maybe: str = "") -> FaultyInput:
    return FaultyInput([Fault("", "", bilingual(zh, en), maybe)])


class _Placing:
    """Chooses place, room and leaders of one request at one time."""

    def __init__(
        self,
        facts: Facts,
        rules: Sequence[Rule],
        state: BoardState,
        stay: Stay,
        request: Request,
        operation: PlanByHand,
    ) -> None:
        self.facts, self.rules, self.state, self.stay = facts, rules, state, stay
        self.request, self.operation, self.start = request, operation, operation.start

    def item(self) -> Item:
        """Return the item."""
        choice = self._choice()
        end = self.start + choice.minutes
        return Item(
            id=self.operation.of,
            visit=self.stay.id,
            kind=self.request.kind,  # type: ignore[arg-type]
            request=self.request.id,
            start=self.start,
            end=end,
            place=choice.place,
            room=choice.room,
            dining_room=choice.dining_room,
            lunch=choice.lunch,
            groups=self._groups(end),
            stops=tuple(self._stops()),
            duties=tuple(self._people()),
        )

    def _stops(self) -> Iterator[Stop]:
        if isinstance(self.request, Tour):
            for stop in self.stay.tour_stops(self.request):
                start = self.start + stop.offset
                yield Stop(workshop=stop.workshop.id, group=stop.group, start=start, end=start + stop.minutes)

    # -- where

    def _choice(self) -> Choice:
        choices = [choice for choice in self._choices() if self._in_row(choice)]
        if not choices:
            if self.operation.view in ("room", "restaurant") and self.operation.row:
                raise _refused("这一项不能放在这里", "it cannot be held there")
            raise _refused("没有可用的场所", "there is no place for it", bilingual("换一行", "another row"))
        return next((choice for choice in choices if self._is_free(choice)), choices[0])

    def _choices(self) -> Iterator[Choice]:
        """Yield the ways to hold it: those that no must forbids, else all."""
        for keep_vetoed in (False, True):
            every = Candidates(self.facts, self.stay, self.rules, every=keep_vetoed, keep_vetoed=keep_vetoed)
            yield from (vetted.choice for vetted in every.requested(self.request.id).choices)

    def _in_row(self, choice: Choice) -> bool:
        """Tell whether a choice lies in the row into which the request was put."""
        view, row = self.operation.view, self.operation.row
        if row is None:
            return True
        if view == "visit":
            if row != self.stay.id:
                raise _refused("只能排进自己的团组", "it belongs to its own delegation")
            return True
        if view == "room":
            return choice.room == row
        if view == "restaurant":
            return f"{choice.place}:{choice.dining_room}" == row
        raise _refused(
            "在“来访团组”“会议室”“餐厅包间”各行里才能排",
            "it can be planned in rows of delegations, meeting rooms and dining rooms",
        )

    def _is_free(self, choice: Choice) -> bool:
        """Tell whether nobody else is in the room then, with the minutes before and after."""
        if choice.room is None and choice.dining_room is None:
            return True
        before, after = room_pads(self.facts, choice.room) if choice.room else (0, 0)
        wanted = self.start - before, self.start + choice.minutes + after
        for item in self._items():
            same_room = choice.room is not None and item.room == choice.room
            table = choice.dining_room is not None and item.place == choice.place
            if (same_room or (table and item.dining_room == choice.dining_room)) and overlap(
                wanted, (item.start, item.end)
            ):
                return False
        return True

    def _items(self) -> Iterator[Item]:
        return chain.from_iterable(part.items for part in self.state.visit_plans.values())

    # -- who

    def _groups(self, end: int) -> tuple[str, ...]:
        """Return the travel groups that are there then; empty: all."""
        there = [g.id for g in self.stay.groups if g.exit <= self.start and end <= g.deadline]
        return () if len(there) in (0, len(self.stay.groups)) else tuple(sorted(there))

    def _people(self) -> Iterator[Duty]:
        """Yield leaders and experts, each the first who is free; whom nobody has to be, is left out where none is."""
        taken: set[str] = set()
        for needed in attendances(self.facts, self.stay, self.request):
            span = self.start + needed.begin, self.start + needed.end
            able = [id for id in needed.candidates if id not in taken]
            able = [id for id in able if may_stand_in(self.facts, needed, id, self.start)]
            free = [id for id in able if not self._is_busy(id, span)]
            if not free and needed.optional:
                continue
            person = next(iter(free or able), None)
            if person is not None:
                taken.add(person)
                stand_in = person in needed.deputies
                yield Duty(role=needed.role, person=person, start=span[0], end=span[1], stand_in=stand_in)

    def _is_busy(self, person: str, span: tuple[int, int]) -> bool:
        if any(overlap(span, (away.start, away.end)) for away in self.facts.week.person(person).leave):
            return True
        every = chain.from_iterable(_duties(part).values() for part in self.state.visit_plans.values())
        return any(d.person == person and overlap(span, (d.start, d.end)) for duties in every for d in duties)


def _with_helpers(facts: Facts, rules: Sequence[Rule], state: BoardState, visit: str, made: VisitPlan) -> VisitPlan:
    """Return a plan with helpers for the rows that are new; the others keep theirs, unless these are needed twice."""
    plans: Mapping[str, VisitPlan] = {**state.visit_plans, visit: made}
    context = StaffingContext.of(facts, rules)
    items = {id: part.items for id, part in plans.items()}
    moves = {id: part.moves for id, part in plans.items()}
    found = assign_helpers(context, items, moves, {visit}, limits=STAFFING_LIMITS.heuristic_only).duties
    held, known = _duties(made), _duties(state.visit_plans[visit])
    new = held.keys() - known.keys()
    kept = [duty for id, duties in held.items() if id in known for duty in duties if duty.person]
    fresh = [duty for id in new for duty in found.get(id, ())]
    clash = any(a.person == b.person and overlap((a.start, a.end), (b.start, b.end)) for a in fresh for b in kept)
    from_now = held.keys() if clash else new
    return replace(
        made,
        items=tuple(_helped(item, found.get(item.id, ())) if item.id in from_now else item for item in made.items),
        moves=tuple(_helped(move, found.get(move.id, ())) if move.id in from_now else move for move in made.moves),
    )


def _duties(part: VisitPlan) -> dict[str, tuple[Duty, ...]]:
    """Return the parts of people in the rows of a visit, by id."""
    return {item.id: item.duties for item in part.items} | {move.id: move.duties for move in part.moves}


def _helped(row: Row, helpers: Sequence[Duty]) -> Row:
    """Return an item or move with its leaders and experts, and other helpers."""
    chosen: tuple[Duty, ...] = tuple(duty for duty in row.duties if duty.role in CHOSEN_ROLES)
    return row.replace(duties=(*chosen, *sorted(helpers, key=lambda d: (d.role, d.group, d.start, d.person or ""))))


def in_hand(state: BoardState, facts: Facts, left: LeftOut) -> dict[str, object]:
    """Return what a page needs to pick up a request that is left out; nothing where it cannot be planned by itself."""
    if left_out(state, f"{left.visit}/{left.request}") is None:
        return {}
    stay = facts.stay(left.visit)
    request = stay.visit.request(left.request)
    first = left.nearest.start if left.nearest is not None else at(stay.days[0], facts.shape.day_start)
    start = round_up(request.at if request.at is not None else max(first, stay.start), QUARTER)
    return {"kind": request.kind, "start": start, "end": start + stay.minutes(request)}
