"""The sub-model of one unfixed visit: a layered flow over the slots of each day.

For each slot t of a day (see ``models.rules.core.view.Layer``), with p, q locations::

    x[a,p,t]      activity a at p in slot t             used[t] = Σ x[a,p,t] ≤ 1
    at[t,q]       where the guests are after slot t     Σ_q at[t,q] = 1
    flow[t,p,q]   the way into slot t, p ≠ q            at[t-1,p] = Σ_q flow[t,p,q] + same[t,p]
                                                        at[t,q]   = Σ_p flow[t,p,q] + same[t,q]
    Σ_p flow[t,p,q] ≤ Σ_a x[a,q,t] ≤ at[t,q]            an empty slot keeps place and time
    travel[t]     = Σ flow[t,p,q] · minutes(p, q)       by the arrival, rush hours counted
    gap[t]        = start[t] − end[t−1] − travel[t] − settle · moved[t] ≥ 0
    arrive[t]     = start[t] − settle · moved[t] − rest[t]
    rest[t]       = gap[t] after a way to the guests' own hotel, else 0

The first day starts where the guests arrive, the others at the hotel; each ends at the hotel, the last one at the
departure point. Moves are just in time, pick-ups and ways to the own hotel set off at once.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from models.cp.frame import Frame
from models.domain.activities import WORKING_MEALS
from models.domain.clock import DAY, GRID, QUARTER, at, minute_of_day, round_up
from models.domain.day_windows import programme_windows
from models.domain.demands import attendances
from models.domain.included_meals import included_meal, meal_taken, start_hours
from models.domain.official_items import item_hours
from models.domain.tiers import Tier
from models.itinerary.model.alike import Selection
from models.itinerary.model.candidates import Candidate, Candidates
from models.itinerary.model.objective_terms import add_prices, count_unfillable_helpers
from models.itinerary.model.travel_groups import join_and_leave
from models.itinerary.model.ways_to_hotel import WaysToHotel, minutes_late, post_minutes, ways_to_hotel
from models.rules.arrival.punctual_rides import AtDepartureInTime
from models.rules.core.findings import subject
from models.rules.core.view import (
    AFTERNOON_LAYERS,
    MORNING_LAYERS,
    Choice,
    Layer,
    TypedAct,
    TypedPart,
    TypedSlot,
    TypedVisitView,
    layers_of,
)
from models.rules.hosts.leaders import NamedPeopleAvailable
from models.rules.meals.owed_meals import MealsProvided

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.cp.frame import Mode
    from models.cp.ledger import Ledger
    from models.cp.types import Expr, Lit, SolverAct, SolverPart, SolverSlot, SolverView
    from models.domain.facts import Facts
    from models.domain.stay import Stay
    from models.itinerary.model.ways_to_hotel import Way
    from models.rules.core.base import Rule

    Acts = dict[str, SolverAct]
    Slots = dict[tuple[dt.date, Layer], SolverSlot]

ALL_TIERS = tuple(Tier)
WHEREVER = ""
"""Place of a packed meal: wherever the guests are."""


@dataclass
class VisitsModel:
    """A frame with the views of its unfixed visits."""

    frame: Frame
    views: dict[str, SolverView] = field(default_factory=dict)


def build(
    facts: Facts,
    visits: Iterable[str],
    rules: Sequence[Rule],
    ledger: Ledger,
    mode: Mode = "search",
    *,
    filtered: bool = False,
    cluster: bool = False,
    tiers: Sequence[Tier] = ALL_TIERS,
) -> VisitsModel:
    """Build the model of some unfixed visits among the ledger's fixed ones.

    Parameters
    ----------
    visits : iterable of str
        Ids of the unfixed visits.
    rules : sequence of Rule
        Rules to keep; structure is always kept.
    ledger : Ledger
        Bookings of all others; those of unfixed visits are passed over.
    mode : str
        ``search``, ``bound``, ``guard_others`` or ``explain``, see ``models.cp.frame.Frame``.
    filtered : bool
        Pass over restaurants, hotels and sights that are hardly the best ones, and in a search over many of the
        rooms and people that are alike: for a quick search, never for bounds.
    cluster : bool
        The visits are alone on the site, and nobody asks for a particular room or person: of rooms and people that are
        alike the model has as many as the visits can use, and loses nothing. For bounds, with an empty ledger.
    tiers : sequence of Tier
        The first tiers, which are asked for: rules that only later ones see, and sights that only they want, are left
        out. Empty: musts alone.

    Returns
    -------
    VisitsModel
        The frame, closed, with a view a visit.
    """
    made, visits = VisitsModel(Frame(facts, mode)), tuple(visits)
    for visit in visits:
        alike = alike_of(facts, visit, visits, mode, filtered=filtered, cluster=cluster)
        add_visit(made, visit, rules, alike, filtered=filtered, tiers=tiers)
    made.frame.close(ledger)
    return made


def alike_of(
    facts: Facts, visit: str, visits: Sequence[str], mode: Mode, *, filtered: bool, cluster: bool
) -> Selection | None:
    """Return which of the rooms and people that are alike one of some unfixed visits has; None: all."""
    if cluster:
        return Selection.for_cluster(facts, visits, visit)
    searching = mode in ("search", "guard_others")  # who is in the way of a search sees what it sees
    return Selection.for_search(facts, visit) if filtered and searching else None


def add_visit(
    made: VisitsModel,
    visit: str,
    rules: Sequence[Rule],
    alike: Selection | None = None,
    *,
    filtered: bool = False,
    tiers: Sequence[Tier] = ALL_TIERS,
) -> None:
    """Add one unfixed visit to a model whose frame is still open; parameters as of ``build``."""
    frame = made.frame
    rules = [rule for rule in rules if rule.tier is None or rule.tier in tiers]
    upper_only = len(tiers) < len(Tier) and not any(
        rule.improved_by_sights and rule.level not in ("off", "note") for rule in rules
    )
    stay, vetoed = frame.facts.stay(visit), frame.mode == "explain"
    with frame.visiting(stay):
        candidates = Candidates(frame.facts, stay, rules, not filtered, vetoed, upper_only, alike)
        view = _Builder(frame, stay, rules, candidates).view()
        for rule in rules:
            rule.post(frame, frame.facts, view)
    made.views[visit] = view


class _Builder:
    """Builds the view of one visit."""

    def __init__(self, frame: Frame, stay: Stay, rules: Sequence[Rule], candidates: Candidates) -> None:
        self.frame, self.model, self.facts, self.stay = frame, frame.model, frame.facts, stay
        self.origin = frame.facts.week.origin
        self.rules = {rule.id: rule for rule in rules}
        self.candidates = candidates
        self.x: dict[tuple[dt.date, Layer], list[tuple[Candidate, str, Lit]]] = defaultdict(list)
        self.hotel: dict[str, Lit] = {}
        self.away: dict[dt.date, dict[str, Lit]] = {day: {hotel: frame.true} for day, hotel in stay.nights_away.items()}
        self.untouched: Lit | None = None
        """On the first day: whether nothing has happened yet, so that the guests are where they arrived."""
        self.unmoved: Lit | None = None
        """On a day on which the hotel changes: whether nothing has happened yet, so that they are in the old one."""

    def view(self) -> SolverView:
        """Build everything and return the view."""
        self._choose_hotel()
        acts = {}
        for activity in self.candidates.activities():
            if activity.kind in WORKING_MEALS:
                acts[activity.id] = self._act(self._with_packed(activity))
            else:
                acts[activity.id] = self._act(activity)
        slots: Slots = {}
        for day in self.stay.days:
            self._add_day(day, acts, slots)
        count_unfillable_helpers(self.frame, self.stay, self.rules, acts)
        attendance = join_and_leave(self.frame, self.stay, acts, slots)
        add_prices(self.frame, self.stay, acts, self.hotel)
        return TypedVisitView(self.stay, acts, slots, self.hotel, *attendance, away=self.away)

    # -- hotel and activities

    def _choose_hotel(self) -> None:
        for hotel in self.candidates.hotels:
            self.hotel[hotel.id] = self.frame.literal(f"hotel {hotel.id}")
        if self.hotel:
            self.model.add_exactly_one(self.hotel.values())

    def _sleeps(self, day: dt.date) -> dict[str, Lit]:
        """Return the hotels where the guests may sleep after a day, of the last day before it; see ``VisitView``."""
        return self.away.get(min(day, self.stay.nights[-1]), self.hotel) if self.away else self.hotel

    def _with_packed(self, meal: Candidate) -> tuple[Candidate, Candidate]:
        assert meal.meal_of is not None
        return meal, self.candidates.packed(meal.kind, meal.meal_of)

    def _act(self, spec: Candidate | tuple[Candidate, Candidate]) -> SolverAct:
        activity, packed = spec if isinstance(spec, tuple) else (spec, None)
        chosen = self._choices(activity)
        places: dict[str, list[Lit]] = defaultdict(list)
        for choice, literal in chosen:
            places[self.facts.location(choice.place)].append(literal)
        start, end = self._times(activity)
        slots: dict[tuple[dt.date, Layer], list[Lit]] = defaultdict(list)
        done = self._done(activity)
        for place, literals in places.items():
            self._place(activity, place, literals, slots, start, end)
        if packed:
            chosen += self._place_packed(packed, slots, start, end)
        self.model.add_exactly_one(*(literal for _, literal in chosen), self.frame.negated(done))
        at_slot = {key: self.frame.one_of(literals) for key, literals in slots.items()}
        self.model.add_exactly_one(*at_slot.values(), self.frame.negated(done))
        on: dict[dt.date, Lit] = {}
        for day in self.stay.days:
            if here := [literal for (d, _), literal in at_slot.items() if d == day]:
                on[day] = self.frame.one_of(here)
        kind, request, minutes = activity.kind, activity.request, activity.minutes
        act = TypedAct(activity.id, kind, request, done, start, end, minutes, chosen, on, at_slot)
        act.parts = self._parts(act)
        return act

    def _done(self, activity: Candidate) -> Lit:
        required = activity.meal_of is not None
        if not activity.slots:
            return self.frame.false
        done = self.frame.literal(f"done {activity.id}")
        if required and not self._request_may_replace(activity):
            self.model.add(done == 1).only_enforce_if(*self.frame.guarded(MealsProvided.id, subject(item=activity.id)))
        return done

    def _request_may_replace(self, meal: Candidate) -> bool:
        """Whether a banquet or an item with this meal may take its slot; then ``_add_day`` requires one of them."""
        shape = self.facts.shape
        return any(meal_taken(shape, r, self.stay.minutes(r)) == meal.kind for r in self.stay.visit.requests)

    def _choices(self, activity: Candidate) -> list[tuple[Choice, Lit]]:
        chosen: list[tuple[Choice, Lit]] = []
        for option in activity.choices if activity.slots else ():
            literal = self.frame.literal(f"{activity.id} {option.choice.place} {option.choice.room or ''}")
            for rule in option.forbidden_by:
                guards = self.frame.guarded(rule, subject(item=activity.id))
                self.model.add_bool_or(~literal, *(~g for g in guards))
            if activity.kind in ("check_in", "rest"):
                hotels = self._sleeps(activity.slots[0][0])
                self.model.add_implication(literal, hotels[option.choice.place])
            chosen.append((option.choice, literal))
        return chosen

    def _times(self, activity: Candidate) -> tuple[Expr, Expr]:
        meal = activity.kind in WORKING_MEALS
        shortest = self.facts.shape.packed_meal_minutes if meal else None
        windows = [self._window(activity, day, layer, shortest) for day, layer in activity.slots]
        low = min((w[0] for w in windows), default=0)
        high = max((w[1] for w in windows), default=0)
        fixed = activity.request.at if activity.request is not None else None
        grid = QUARTER if fixed is None else GRID  # an hour that is fixed need be no quarter
        start = self.frame.on_grid(low, high, f"start {activity.id}", grid)
        if activity.longest:
            return start, start + self.frame.on_grid(activity.minutes, activity.longest, f"length {activity.id}")
        if meal:
            return start, self.frame.on_grid(low, high + activity.minutes, f"end {activity.id}")
        return start, start + activity.minutes

    def _window(self, activity: Candidate, day: dt.date, layer: Layer, minutes: int | None = None) -> tuple[int, int]:
        length, request = activity.minutes if minutes is None else minutes, activity.request
        low, high = self.candidates.window(day, layer, activity.kind, length, request)
        if request is not None:
            low = max(low, at(day, request.earliest)) if request.earliest else low
            high = min(high, at(day, request.latest)) if request.latest else high
            low, high = (max(low, request.at), min(high, request.at)) if request.at else (low, high)
        return low - self.origin, high - self.origin

    def _place(
        self,
        activity: Candidate,
        place: str,
        literals: list[Lit],
        slots: dict[tuple[dt.date, Layer], list[Lit]],
        start: Expr,
        end: Expr,
    ) -> None:
        """Place an activity at one place into its slots: exactly one of them when a choice there is taken."""
        mine = []
        for key in activity.slots:
            low, high = self._window(activity, *key)
            if low > high:
                continue
            x = (
                literals[0]
                if len(activity.slots) == 1 and len(literals) == 1
                else self.frame.literal(f"x {activity.id} {key}")
            )
            self.model.add_linear_constraint(start, low, high).only_enforce_if(x)
            if activity.kind in WORKING_MEALS:
                self.model.add(end == start + activity.minutes).only_enforce_if(x)
            mine.append(x)
            slots[key].append(x)
            self.x[key].append((activity, place, x))
        if len(literals) == 1:
            self.model.add_exactly_one(*mine, self.frame.negated(literals[0]))
        else:
            self.model.add_at_most_one(mine)
            self.model.add(sum(mine) == sum(literals))

    def _place_packed(
        self, packed: Candidate, slots: dict[tuple[dt.date, Layer], list[Lit]], start: Expr, end: Expr
    ) -> list[tuple[Choice, Lit]]:
        """Place the alternative to a meal: packed, wherever the guests are, or at the hotel."""
        made: list[tuple[Choice, Lit]] = []
        (key,) = packed.slots
        low, high = self._window(packed, *key)
        hotels = self._sleeps(key[0])
        for place in [WHEREVER, *(hotel for hotel in hotels if packed.kind == "dinner")]:
            if low > high:
                continue
            x = self.frame.literal(f"packed {packed.id} {place}")
            if place:
                self.model.add_implication(x, hotels[place])
            self.model.add_linear_constraint(start, low, high).only_enforce_if(x)
            self.model.add(end == start + packed.minutes).only_enforce_if(x)
            slots[key].append(x)
            self.x[key].append((packed, place, x))
            made.append((Choice(packed.kind, None, place, minutes=packed.minutes, day=key[0]), x))
        return made

    def _parts(self, act: SolverAct) -> list[SolverPart]:
        parts: list[SolverPart] = []
        for attendance in attendances(self.facts, self.stay, act.request):
            mine = []
            for person in self.candidates.attending(attendance.candidates, act.request):
                chosen = self.frame.literal(f"{attendance.role} {act.id} {person}")
                mine.append(chosen)
                part: SolverPart = TypedPart(
                    person, attendance.role, chosen, act.start + attendance.begin, act.start + attendance.end
                )
                parts.append(part)
                if person in attendance.deputies:
                    before = attendance.candidates[: attendance.candidates.index(person)]
                    self._only_while_away(act, part, before)
            taking_part = sum(mine)
            if attendance.optional:
                self.model.add(taking_part <= act.done)
            else:
                self.model.add(taking_part == act.done).only_enforce_if(
                    *self.frame.guarded(NamedPeopleAvailable.id, subject(item=act.id))
                )
        return parts

    def _only_while_away(self, act: SolverAct, deputy: SolverPart, before: Sequence[str]) -> None:
        """A deputy takes part only while those for whom they stand in are on leave."""
        frame, origin = self.frame, self.facts.week.origin
        for person in before:
            leave = [
                frame.both(frame.less(deputy.start, span.end - origin), frame.less(span.start - origin, deputy.end))
                for span in self.facts.week.person(person).leave
            ]
            guards = frame.guarded(NamedPeopleAvailable.id, subject(item=act.id))
            self.model.add(deputy.chosen <= frame.either(*leave)).only_enforce_if(*guards)

    # -- days

    def _add_day(self, day: dt.date, acts: Acts, slots: Slots) -> None:
        first, last = day == self.stay.days[0], day == self.stay.days[-1]
        here, clock = self._morning(day, first)
        if not first:  # who came in the small hours may have to leave soon
            self.model.add(clock >= slots[day - dt.timedelta(days=1), Layer.END].arrive)
        slot: SolverSlot | None = None
        self.untouched = self.frame.true if first else None
        self.unmoved = self.frame.true if self.stay.changes_hotel(day) else None
        for layer in layers_of(self.stay):
            if layer is Layer.END:
                slot = self._evening(day, here, clock, last)
            else:
                slot = self._slot(day, layer, here, clock, acts)
            slots[day, layer] = slot
            here, clock = dict(slot.place), slot.end
            if self.untouched is not None and layer is not Layer.END and self._busy_origin():
                self.untouched = self.frame.both(self.untouched, self.frame.negated(slot.used))
            if self.unmoved is not None and layer is not Layer.END:
                self.unmoved = self.frame.both(self.unmoved, self.frame.negated(slot.used))
        self._fill_from_left(day, slots)
        self._require_meals(day, acts, slots)

    def _morning(self, day: dt.date, first: bool) -> tuple[dict[str, Lit], Expr]:
        """Return where the day starts and from when: the exit at the arrival point, or the hotel after breakfast."""
        if first:
            return {self.facts.location(self.stay.first[0].origin): self.frame.true}, self.stay.start - self.origin
        shape, hotels = self.facts.shape, self._sleeps(day - dt.timedelta(days=1))
        earliest = min(self.facts.week.hotel(h).breakfast_from for h in hotels) + shape.breakfast_minutes
        low, high = at(day, earliest), at(day, DAY)
        if day == self.stay.days[-1]:  # a flight may force an earlier start (SENSE-03, SENSE-10)
            longest = max(self.facts.travel.longest(h, self._target()) for h in hotels)
            low, high = min(low, self.stay.end - longest), self.stay.end
        breakfasts = self._working_breakfasts(day)
        early = min([low, *(first - self._longest_way_out(hotels) for first, _ in breakfasts)])
        clock = self.frame.on_grid(early - self.origin, high - self.origin, f"morning {day}")
        if early < low:
            elsewhere = (self.frame.negated(x) for _, x in breakfasts)
            self.model.add(clock >= low - self.origin).only_enforce_if(*elsewhere)
        return {self.facts.location(h): literal for h, literal in hotels.items()}, clock

    def _working_breakfasts(self, day: dt.date) -> list[tuple[int, Lit]]:
        """Return the earliest starts (moments) of items on a day at which the guests breakfast, with their literals."""
        found = [(a, x) for a, _, x in self.x.get((day, Layer.AM1), []) if included_meal(a.request) == "breakfast"]
        return [(self._window(each, day, Layer.AM1)[0] + self.origin, x) for each, x in found]

    def _longest_way_out(self, hotels: Iterable[str]) -> int:
        """Return the most minutes between leaving the hotel and the first item of a day."""
        places = {place for mine in self.x.values() for _, place, _ in mine if place != WHEREVER}
        longest = max(self.facts.travel.longest(h, place) for h in hotels for place in sorted(places))
        return longest + self.facts.shape.settle

    def _target(self) -> str:
        return self.facts.location(self.stay.last[0].target)

    def _slot(self, day: dt.date, layer: Layer, here: dict[str, Lit], clock: Expr, acts: Acts) -> SolverSlot:
        mine = self.x.get((day, layer), [])
        if not mine:
            return self._empty(day, layer, here, clock)
        frame, origin = self.frame, self.origin
        used = frame.literal(f"used {day} {layer.name}")
        self.model.add_exactly_one(*(x for _, _, x in mine), ~used)
        start = frame.on_grid(at(day) - origin, at(day, 2 * DAY) - origin, f"slot {day} {layer.name}")
        end = frame.on_grid(at(day) - origin, at(day, 2 * DAY) - origin, f"slot end {day} {layer.name}")
        self.model.add(start == clock).only_enforce_if(~used)
        self.model.add(end == clock).only_enforce_if(~used)
        for activity, _, x in mine:
            act = acts[activity.id]
            self.model.add(start == act.start).only_enforce_if(x)
            self.model.add(end == act.end).only_enforce_if(x)
        arriving: dict[str, list[Lit]] = defaultdict(list)
        for _, where, x in mine:
            arriving[where].append(x)
        stays = arriving.pop(WHEREVER, [])
        place, flows = self._flow(here, arriving, used, stays)
        moved = self.frame.one_of(list(flows.values())) if flows else frame.false
        settle, ways = self.facts.shape.settle, self._ways_to_hotel(day, layer, flows)
        rest = self._most_rest(day, layer, ways)
        arrive = start - settle * moved - rest
        begun = (x for act, _, x in mine if {act.id, self._ride_to(act)} & self.facts.frozen.keys())
        late = 0 if ways is None else minutes_late(frame, self.facts, clock, begun)
        travel = self._travel(day, layer, arrive, moved, flows, clock + late, ways)
        gap = start - clock - travel - settle * moved
        self.model.add(gap >= 0)
        if ways is not None:
            self.model.add(rest == gap - late).only_enforce_if(ways.taken)
            self.model.add(rest == 0).only_enforce_if(frame.negated(ways.taken))
        later = [frame.negated(self.untouched)] if self.untouched is not None and self._honours_at_exit() else []
        self.model.add(gap >= self.facts.shape.changeover).only_enforce_if(used, frame.negated(moved), *later)
        slot = TypedSlot(day, layer, used, start, end, arrive - travel, arrive, travel, moved, gap, rest, place, flows)
        slot.acts = [(acts[activity.id], x) for activity, _, x in mine]
        return slot

    def _empty(self, day: dt.date, layer: Layer, here: dict[str, Lit], clock: Expr) -> SolverSlot:
        return TypedSlot(day, layer, self.frame.false, clock, clock, clock, clock, 0, self.frame.false, 0, 0, here, {})

    def _flow(
        self, here: dict[str, Lit], arriving: dict[str, list[Lit]], used: Lit, stays: list[Lit]
    ) -> tuple[dict[str, Lit], dict[tuple[str, str], Lit]]:
        frame, model = self.frame, self.model
        after: dict[str, Lit] = {p: frame.literal() for p in dict.fromkeys([*here, *arriving])}
        same = {p: frame.literal() for p in here}
        flows: dict[tuple[str, str], Lit] = {
            (p, q): frame.literal(f"{p}>{q}") for p in here for q in arriving if p != q
        }
        model.add_exactly_one(after.values())
        for p, before in here.items():
            model.add(sum(lit for (a, _), lit in flows.items() if a == p) + same[p] == before)
        for q, literal in after.items():
            into = [lit for (_, b), lit in flows.items() if b == q]
            model.add(sum(into) + same.get(q, 0) == literal)
            if q in arriving:
                model.add(sum(into) <= sum(arriving[q]))
                model.add(sum(arriving[q]) <= literal)
        if flows:
            model.add(sum(flows.values()) <= used)
        if stays and flows:
            model.add(sum(flows.values()) + sum(stays) <= 1)
        return after, flows

    def _ways_to_hotel(self, day: dt.date, layer: Layer, flows: dict[Way, Lit]) -> WaysToHotel | None:
        """Return the ways into a slot to the guests' own hotel, after something that was done on that day."""
        busy = self._busy_origin() if self.untouched is not None else False
        fresh = None if busy or self.untouched is None else self.facts.location(self.stay.first[0].origin)
        hotels = self._sleeps(day)
        mine = {(p, q): lit for (p, q), lit in flows.items() if q in hotels and p != fresh}
        earlier = [(act, slot) for slot in Layer if slot < layer for act, _, _ in self.x.get((day, slot), [])]
        if not mine or not earlier:
            return None
        since = min(self._window(act, day, slot)[0] + act.minutes for act, slot in earlier) + self.origin
        there = [self._window(act, day, layer)[1] for act, q, _ in self.x[day, layer] if q in hotels]
        way = self.facts.shape.settle + min(self.facts.travel.base(*way) for way in mine)
        departures = range(round_up(since), max(there) + self.origin - way + 1, GRID)
        touched = self.frame.negated(self.untouched) if busy and self.untouched is not None else None
        if self.unmoved is not None:  # from the one hotel straight to the other they go just in time
            touched = self.frame.negated(self.unmoved)
        return ways_to_hotel(self.frame, mine, hotels, touched, departures)

    def _ride_to(self, activity: Candidate) -> str:
        """Return the id of the move to an activity."""
        return f"{self.stay.id}/to-{activity.id.partition('/')[2]}"

    def _most_rest(self, day: dt.date, layer: Layer, ways: WaysToHotel | None) -> Expr:
        """Return the minutes in the own hotel before a slot, after a way to it; 0 where none leads there."""
        if ways is None:
            return 0
        settle, longest = self.facts.shape.settle, max(0, ways.departures.stop - ways.departures.start)
        return self.frame.on_grid(0, longest, f"rest {day} {layer.name}", math.gcd(GRID, settle))

    def _travel(
        self,
        day: dt.date,
        layer: Layer,
        arrive: Expr,
        moved: Lit,
        flows: dict[Way, Lit],
        at_once: Expr,
        hotel: WaysToHotel | None,
    ) -> Expr:
        """Return the minutes of the way, by the arrival; pick-ups set off at the exit.

        The arrivals are parted into spans within which no way changes its minutes: a rush hour stretches what lies in
        it.

        Parameters
        ----------
        at_once : Expr
            When a way to the own hotel sets off.
        hotel : WaysToHotel or None
            Those of the ways that lead there.
        """
        if not flows:
            return 0
        travel, model = self.facts.travel, self.model
        timed = {way: lit for way, lit in flows.items() if hotel is None or way not in hotel.certain}
        bases = [travel.base(p, q) for p, q in timed]
        spans = travel.steps(bases, self._arrivals(day, layer))
        # where something may be done at the arrival point, they set off from it at once, or later like anybody
        untouched = self.untouched if self._busy_origin() else None
        at_exit = [self._minutes_at_exit(p, q) for p, q in timed]

        def way(arrive: int, fresh: bool) -> Expr:
            usual = [travel.at_hour(base, arrive) for base in bases]
            if fresh:
                usual = [here if now is None else now for here, now in zip(usual, at_exit, strict=True)]
            return cp_model.LinearExpr.weighted_sum(list(timed.values()), usual)

        if len(spans) == 1 and untouched is None and hotel is None:
            return way(spans[0][0], fresh=True)
        longest = max(*(travel.longest(p, q) for p, q in flows), *(now or 0 for now in at_exit), 0)
        total = self.frame.on_grid(0, longest, f"travel {day} {layer.name}")
        choose: list[Lit] = []
        for first, last in spans:
            inside = self.frame.literal(f"span {day} {layer.name} {first}")
            choose.append(inside)
            model.add(total == way(first, fresh=True)).only_enforce_if(
                inside, *([] if untouched is None else [untouched])
            )
            if untouched is not None:
                later = self.frame.negated(untouched)
                model.add(total == way(first, fresh=False)).only_enforce_if(inside, later)
            model.add(arrive >= first - self.origin).only_enforce_if(inside, moved)
            model.add(arrive <= last - self.origin).only_enforce_if(inside, moved)
        if hotel is not None:
            choose.append(hotel.taken)
            name = f"{day} {layer.name}"
            post_minutes(self.frame, self.facts, hotel, total, at_once, name)
        model.add_exactly_one(choose)
        return total

    def _minutes_at_exit(self, p: str, q: str) -> int | None:
        """Return the minutes of a way on which guests who have just come set off at the exit; None: not from there."""
        if self.untouched is None or p != self.facts.location(self.stay.first[0].origin):
            return None
        return self.facts.travel.after(p, q, self.stay.start) - self.stay.start

    def _busy_origin(self) -> bool:
        """Whether something may take place where the guests arrive: their own car brings them to the company's door."""
        origin = self.facts.location(self.stay.first[0].origin)
        packed = self.facts.week.arrival_point(origin) is None  # no packed meal before a pick-up (STR-09)
        return any(
            place == origin or (packed and place == WHEREVER) for mine in self.x.values() for _, place, _ in mine
        )

    def _honours_at_exit(self) -> bool:
        """Whether something may take place at the airport or station as soon as the guests are out (STR-03)."""
        return self.facts.week.arrival_point(self.stay.first[0].origin) is not None and self._busy_origin()

    def _arrivals(self, day: dt.date, layer: Layer) -> range:
        """Return the moments at which a move into a slot can arrive; items start on quarter hours, or when fixed."""
        shape, part = self.facts.shape, layer.part_of_day
        assert part != "end"
        low, high = programme_windows(shape, show=True)[part]
        if part in ("lunch", "dinner"):
            low, high = self.facts.meal_hours(self.stay.id, day, part)
        mine = [act for act, _, _ in self.x.get((day, layer), [])]
        high = max([high, *(item_hours(shape, part, act.kind, act.request)[1] for act in mine)])
        hours = [start_hours(shape, act.request, act.minutes) for act in mine]
        own = [each[part] for each in hours if each is not None]
        low, high = min([low, *(first for first, _ in own)]), max([high, *(last for _, last in own)])
        fixed = any(act.request is not None and act.request.at for act in mine)
        grid = GRID if fixed else QUARTER
        return range(at(day, round_up(low, QUARTER)) - shape.settle, at(day, high) + 1, grid)

    def _departures_home(self, day: dt.date) -> range:
        """Return the moments at which guests can set off home: after the last item, or at the exit where nothing is."""
        shape, windows = self.facts.shape, programme_windows(self.facts.shape, show=True)
        came = self.stay.start if day == self.stay.days[0] else at(day, shape.day_start)
        opens = min((minute_of_day(first) for first, _ in self._working_breakfasts(day)), default=DAY)
        first = min(at(day, min([opens, *(low for low, _ in windows.values())])), came)
        latest = max(at(day, max(high for _, high in windows.values()) + shape.rest_longest), came)
        return range(round_up(first), latest + 1, GRID)

    def _evening(self, day: dt.date, here: dict[str, Lit], clock: Expr, last: bool) -> SolverSlot:
        """The way to the hotel at once, or to the departure point just in time."""
        return self._see_off(day, here, clock) if last else self._home(day, here, clock)

    def _see_off(self, day: dt.date, here: dict[str, Lit], clock: Expr) -> SolverSlot:
        """The way to the departure point, just in time; who has done nothing since the exit goes there at once."""
        frame, travel = self.frame, self.facts.travel
        target, deadline = self._target(), self.stay.end
        place, flows = self._flow(here, {target: [frame.true]}, frame.true, [])
        due = deadline - self.origin
        minutes: Expr = sum(travel.minutes(p, q, deadline) * lit for (p, q), lit in flows.items())
        arrive: Expr = due
        for (p, q), lit in flows.items():
            way = self._minutes_at_exit(p, q)
            if way is not None and self.untouched is not None:
                at_once = frame.both(lit, self.untouched)
                minutes += (way - travel.minutes(p, q, deadline)) * at_once
                arrive += (self.stay.start + way - deadline) * at_once
        gap = due - minutes - clock
        self.model.add(gap >= 0).only_enforce_if(*frame.guarded(AtDepartureInTime.id, subject(day=day)))
        moved = self.frame.one_of(list(flows.values())) if flows else frame.false
        return TypedSlot(
            day, Layer.END, frame.true, due, due, arrive - minutes, arrive, minutes, moved, gap, 0, place, flows
        )

    def _home(self, day: dt.date, here: dict[str, Lit], clock: Expr) -> SolverSlot:
        frame = self.frame
        target_lits = {self.facts.location(h): [literal] for h, literal in self._sleeps(day).items()}
        place, flows = self._flow(here, target_lits, frame.true, [])
        moved = self.frame.one_of(list(flows.values())) if flows else frame.false
        depart = clock + self._late_home(day, clock, moved, flows)
        ways = WaysToHotel(flows, frozenset(flows), moved, self._departures_home(day))
        minutes = self._minutes_home(ways, day, depart)
        arrive = frame.on_grid(at(day) - self.origin, at(day, 2 * DAY) - self.origin, f"home {day}")
        self.model.add(arrive == depart + minutes)
        return TypedSlot(day, Layer.END, frame.true, arrive, arrive, depart, arrive, minutes, moved, 0, 0, place, flows)

    def _minutes_home(self, ways: WaysToHotel, day: dt.date, depart: Expr) -> Expr:
        """Return the minutes of the way home, by the departure."""
        if not ways.flows:
            return 0
        longest = max(self.facts.travel.longest(p, q) for p, q in ways.flows)
        total = self.frame.on_grid(0, longest, f"travel {day} {Layer.END.name}")
        self.model.add(total == 0).only_enforce_if(self.frame.negated(ways.taken))
        post_minutes(self.frame, self.facts, ways, total, depart, f"{day} {Layer.END.name}")
        return total

    def _late_home(self, day: dt.date, clock: Expr, moved: Lit, flows: dict[Way, Lit]) -> Expr:
        """Return by how much guests set off home after the last item: 0 but where that has ended before now."""
        revision, frame = self.facts.revision, self.frame
        if revision is None or revision.now is None:
            return 0
        stay = frame.negated(frame.both(moved, frame.negated(self._picked_up(day, flows))))
        begun = [frame.true] if f"{self.stay.id}/home-{day}" in self.facts.frozen else []
        late = minutes_late(frame, self.facts, clock, [*begun, stay])
        if not isinstance(late, int):
            self.model.add(late == 0).only_enforce_if(stay)
        return late

    def _picked_up(self, day: dt.date, flows: dict[Way, Lit]) -> Lit:
        """Return whether a way is that of guests who have just come, and have done nothing yet."""
        origin = self.facts.location(self.stay.first[0].origin)
        ways = [lit for (p, _), lit in flows.items() if p == origin]
        if day != self.stay.days[0] or not ways or self.untouched is None:
            return self.frame.false
        way = self.frame.one_of(ways)
        return self.frame.both(way, self.untouched) if self._busy_origin() else way

    def _fill_from_left(self, day: dt.date, slots: Slots) -> None:
        """Fill half-days from the left: no two models of one programme."""
        for a, b in (*pairwise(MORNING_LAYERS), *pairwise(AFTERNOON_LAYERS)):
            if (day, b) not in slots:
                continue
            self.model.add_implication(slots[day, b].used, slots[day, a].used)

    def _require_meals(self, day: dt.date, acts: Acts, slots: Slots) -> None:
        """Require the meal or a banquet in its place, never both."""
        for kind, layer in (("lunch", Layer.LUNCH), ("dinner", Layer.DINNER)):
            meal = acts.get(f"{self.stay.id}/{kind}-{day}")
            if meal is not None:
                guards = self.frame.guarded(MealsProvided.id, subject(item=meal.id))
                self.model.add(slots[day, layer].used == 1).only_enforce_if(*guards)
