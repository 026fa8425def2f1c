"""What a visit may do, where and in which slots: the activities of its sub-model.

Heuristic filters (fewer restaurants, hotels and sights) are for the search only; bounds and explanations see every
choice.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from models.domain.activities import (
    EVENING_KINDS,
    Banquet,
    Ceremony,
    CourtesyCall,
    Entertainment,
    Exchange,
    Gift,
    GroupPhoto,
    NightAway,
    Performance,
    ProjectVisit,
    Request,
    Shopping,
    SightVisit,
    Signing,
    Tour,
    Training,
)
from models.domain.clock import at, day_of, round_up
from models.domain.day_windows import programme_windows
from models.domain.demands import capacity, given_elsewhere, meeting_place, meeting_rooms, needs_room
from models.domain.included_meals import included_meal, is_near, lunch_of_item, start_hours
from models.domain.joint_items import joint_of
from models.domain.joint_parties import together
from models.domain.official_items import item_hours
from models.domain.plan import LunchTable
from models.domain.table_company import diners, party_at_table
from models.itinerary.model.limits import CANDIDATE_LIMITS
from models.rules.core.view import AFTERNOON_LAYERS, MORNING_LAYERS, Choice, Layer, layers_of
from models.rules.meals.dining_rooms import PrivateRoomForRank
from models.rules.rooms import RoomSizeFits

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.places import DiningRoom, Hotel, Restaurant, Sight
    from models.domain.stay import Stay
    from models.itinerary.model.alike import Selection
    from models.itinerary.model.limits import CandidateLimits
    from models.rules.core.base import Rule


class _Named(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Named)


@dataclass(frozen=True)
class VettedChoice:
    """A choice with the ids of the rules that forbid it at any time (empty: allowed)."""

    choice: Choice
    forbidden_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate:
    """Something the visit may do.

    Attributes
    ----------
    id : str
        Item id in the plan.
    minutes, longest : int
        Length; ``longest`` > ``minutes`` where it may stretch (a rest).
    slots : tuple of (date, Layer)
        Where it fits by the clock.
    meal_of : date or None
        The day whose owed lunch or dinner it is.
    """

    id: str
    kind: str
    request: Request | None
    minutes: int
    choices: tuple[VettedChoice, ...]
    slots: tuple[tuple[dt.date, Layer], ...]
    longest: int = 0
    meal_of: dt.date | None = None


class Candidates:
    """The activities and hotels of one visit under some rules."""

    def __init__(
        self,
        facts: Facts,
        stay: Stay,
        rules: Sequence[Rule],
        every: bool,
        keep_vetoed: bool,
        upper_only: bool = False,
        alike: Selection | None = None,
        limits: CandidateLimits = CANDIDATE_LIMITS,
    ) -> None:
        """Take a stay.

        Parameters
        ----------
        every : bool
            No heuristic filter.
        keep_vetoed : bool
            Keep choices that a rule forbids, with the rules.
        upper_only : bool
            Of the sights that the planner may choose only those that a plan may need for the upper tiers, see
            ``_is_needless``.
        alike : Selection, optional
            Which of the rooms and people that are alike; None: all.
        limits : CandidateLimits
            How much a filtered model chooses among.
        """
        self.facts, self.stay, self.rules, self.limits = facts, stay, rules, limits
        self.every, self.keep_vetoed, self.upper_only = every, keep_vetoed, upper_only
        self.alike = alike
        self.layers = layers_of(stay)
        self.never_filtered = facts.revision.places(stay.id) if facts.revision else frozenset()
        """Places and rooms announced or pinned: no filter passes over them."""
        self.eats_apart = any(isinstance(rule, PrivateRoomForRank) and rule.amount_of(stay) for rule in rules)
        """Working meals are due in a private room (MEAL-03b)."""
        self.hotels = self._hotels()

    def activities(self) -> list[Candidate]:
        """Return all activities, in a fixed order."""
        takes_time = [r for r in self.stay.visit.requests if not isinstance(r, Gift | NightAway)]
        found = [self._requested(request) for request in takes_time]
        found += self._meals()
        found += self._hotel_stays()
        found += self._chosen_sights()
        return found

    # -- requests

    def requested(self, request: str) -> Candidate:
        """Return a request of the visit as an activity."""
        return self._requested(self.stay.visit.request(request))

    def _requested(self, request: Request) -> Candidate:
        minutes = self.stay.minutes(request)
        return Candidate(
            id=f"{self.stay.id}/{request.id}",
            kind=request.kind,
            request=request,
            minutes=minutes,
            choices=tuple(self._in_fit_rooms(self._vet(self._choices(request, minutes)))),
            slots=tuple(self._slots(request.kind, minutes, request)),
        )

    def _in_fit_rooms(self, choices: Iterable[VettedChoice]) -> list[VettedChoice]:
        """Return the choices without rooms that are too big (ROOM-03), where enough others are left.

        A hall that a few people hold may be the only room for a large party. Of a training the choices in training
        rooms (TRAIN-06), and in a few others for the time when these are taken.
        """
        found = list(choices)
        if found and found[0].choice.kind == "training" and not (self.every or self.keep_vetoed):
            return self._in_training_rooms(found)
        sizes = next((rule for rule in self.rules if isinstance(rule, RoomSizeFits)), None)
        if self.every or self.keep_vetoed or sizes is None:
            return found
        fit = [vetted for vetted in found if not self._is_oversized(sizes, vetted.choice)]
        left = {vetted.choice.room for vetted in fit}
        return fit if len(left) >= self.limits.min_fit_rooms else found

    def _in_training_rooms(self, found: Sequence[VettedChoice]) -> list[VettedChoice]:
        rooms = {id: self.facts.week.find_room(id) for id in dict.fromkeys(each.choice.room for each in found)}
        known = [room for room in rooms.values() if room is not None]
        ours = [room for room in known if room.used_for == "training"]
        others = sorted((room for room in known if room not in ours), key=lambda room: (room.seats, room.id))
        kept = {
            room.id for room in [*ours, *self._first_few(others, self.limits.min_fit_rooms if ours else len(others))]
        }
        return [each for each in found if each.choice.room is None or each.choice.room in kept]

    def _is_oversized(self, sizes: RoomSizeFits, choice: Choice) -> bool:
        room = self.facts.week.find_room(choice.room)
        if room is None or room.id in self.never_filtered:
            return False
        return sizes.oversized(self.facts, self.stay, room, choice.request)

    def _choices(self, request: Request, minutes: int) -> Iterator[Choice]:
        week, kind = self.facts.week, request.kind
        if isinstance(request, Exchange | CourtesyCall | Training | Signing):
            place = meeting_place(week, request)
            if not needs_room(week, request):
                yield from self._with_lunch([Choice(kind, request, place, minutes=minutes)])
                return
            rooms = list(meeting_rooms(week, request))
            rooms = self.alike.of_rooms(rooms) if self.alike and joint_of(request) is None else rooms
            here = (Choice(kind, request, place, room=room.id, minutes=minutes) for room in rooms)
            yield from self._with_lunch(here)
        elif isinstance(request, Ceremony):
            yield Choice(kind, request, meeting_place(week, request), minutes=minutes)
        elif isinstance(request, Tour | GroupPhoto):
            if isinstance(request, Tour) and not self.stay.workshops(request):
                return
            yield Choice(kind, request, week.site.id, minutes=minutes)
        elif isinstance(request, ProjectVisit | Performance | SightVisit):
            yield from self._with_lunch([Choice(kind, request, request.place, minutes=minutes)])
        elif isinstance(request, Shopping | Entertainment):
            places = [request.place] if request.place else [s.id for s in self._sights(kind)]
            yield from self._with_lunch(Choice(kind, request, place, minutes=minutes) for place in places)
        elif (elsewhere := given_elsewhere(week, request)) is not None:
            yield Choice(kind, request, elsewhere, minutes=minutes)
        elif isinstance(request, Banquet):
            people = party_at_table(self.facts, self.stay, request)
            yield from self._tables(kind, request, people, minutes, None)

    def _with_lunch(self, choices: Iterable[Choice]) -> Iterator[Choice]:
        """Yield choices of a request, each with every table near by for the lunch that interrupts it, and packed."""
        for choice in choices:
            if lunch_of_item(self.stay, choice.request, choice.minutes):
                yield from (replace(choice, lunch=table) for table in self._lunch_tables(choice.place))
            yield choice

    def _lunch_tables(self, place: str) -> Iterator[LunchTable]:
        people = diners(self.stay, None)
        for house in self.facts.week.restaurants:
            if is_near(self.facts, house, place):
                for room in self._dining_rooms(house, people, "lunch"):
                    yield LunchTable(restaurant=house.id, dining_room=room.id)

    def _sights(self, category: str) -> list[Sight]:
        found = [s for s in self.facts.week.sights if s.category == category and s.id not in self.stay.visit.refused]
        found.sort(key=lambda s: (not s.listed, not s.agreement, self.facts.way(s.id), s.id))
        return found if self.every else self._first_few(found, self.limits.max_sights)

    def _first_few(self, found: Sequence[T], number: int) -> list[T]:
        """Return the first few of some places or rooms, and those that are never filtered."""
        return [*found[:number], *(place for place in found[number:] if place.id in self.never_filtered)]

    def _slots(self, kind: str, minutes: int, request: Request | None = None) -> Iterator[tuple[dt.date, Layer]]:
        """Yield the slots in which an item of a kind and length can lie by the clock and the stay."""
        for day in self._days(request):
            for layer in self._layers(kind, request, minutes):
                low, high = self.window(day, layer, kind, minutes, request)
                if request is not None:
                    low = max(low, at(day, request.earliest)) if request.earliest else low
                    high = min(high, at(day, request.latest)) if request.latest else high
                    low, high = (max(low, request.at), min(high, request.at)) if request.at else (low, high)
                if low <= high:
                    yield day, layer

    def _days(self, request: Request | None) -> Iterable[dt.date]:
        if request is None:
            return self.stay.days
        day = day_of(request.at) if request.at else request.on
        days = [d for d in self.stay.days if day in (None, d)]
        if joint_of(request) is None or self.every or self.keep_vetoed:
            return days
        return [d for d in days if d in self._common_days(request)] or days

    def _common_days(self, request: Request) -> frozenset[dt.date]:
        """Return the days on which most visits of a joint item can have it by clock and stay, other wishes aside."""
        known: dict[str, frozenset[dt.date]] = self.facts.cache.setdefault("common_days", {})
        joint = joint_of(request)
        assert joint is not None
        if joint not in known:
            able: Counter[dt.date] = Counter()
            for stay, theirs in together(self.facts, self.stay, request):
                every = Candidates(self.facts, stay, self.rules, every=True, keep_vetoed=False)
                able.update({day for day, _ in every.slots_of(theirs)} - _evenings_given(stay, theirs))
            most = max(able.values(), default=0)
            known[joint] = frozenset(day for day, number in able.items() if number == most)
        return known[joint]

    def slots_of(self, request: Request) -> tuple[tuple[dt.date, Layer], ...]:
        """Return the slots in which a request can lie by the clock and the stay."""
        return tuple(self._slots(request.kind, self.stay.minutes(request), request))

    def _layers(self, kind: str, request: Request | None, minutes: int) -> tuple[Layer, ...]:
        hours = start_hours(self.facts.shape, request, minutes)
        if hours is not None:
            if included_meal(request) == "breakfast":
                return MORNING_LAYERS[:1]
            return tuple(layer for layer in self.layers if layer.part_of_day in hours)
        if kind == "banquet":
            return (Layer.LUNCH,) if isinstance(request, Banquet) and request.lunch else (Layer.DINNER,)
        if kind == "entertainment":
            return (Layer.EVENING,)
        parts = ("am", "pm", "evening") if kind in EVENING_KINDS else ("am", "pm")
        return tuple(layer for layer in self.layers if layer.part_of_day in parts)

    def window(self, day: dt.date, layer: Layer, kind: str, minutes: int, request: Request | None) -> tuple[int, int]:
        """Return the earliest and latest start (moments) of an item in a slot, by clock and stay alone."""
        shape, (first, last), part = self.facts.shape, self.stay.window(day), layer.part_of_day
        assert part != "end", "nothing is done in the last slot of a day"
        begun = self.facts.frozen.get(f"{self.stay.id}/{request.id}") if request is not None else None
        if begun is not None and begun.start is not None:  # it may last longer than its part of the day
            low, high = programme_windows(shape, show=True)[part]
            here = at(day, low) <= begun.start < at(day, high)
            return (begun.start, begun.start) if here else (begun.start, begun.start - 1)
        hours = start_hours(shape, request, minutes)
        if hours is not None:
            return max(at(day, hours[part][0]), first), min(at(day, hours[part][1]), last - minutes)
        if part in ("lunch", "dinner"):
            low, high = self.facts.meal_hours(self.stay.id, day, part)
            high = min(high, shape.day_end - minutes)
        else:
            low, high = item_hours(shape, part, kind, request)
            high -= minutes
        return max(at(day, low), first), min(at(day, high), last - minutes)

    def attending(self, people: Sequence[str], request: Request | None) -> Sequence[str]:
        """Return those of some leaders or experts, any of whom will do, among whom the model chooses."""
        return self.alike.of_people(people) if self.alike and joint_of(request) is None else people

    # -- meals

    def _meals(self) -> Iterator[Candidate]:
        shape = self.facts.shape
        for day in self.stay.days:
            if self.stay.lunch_owed(day):
                yield self._meal("lunch", day, Layer.LUNCH, shape.lunch_minutes)
            if self.stay.dinner_owed(day):
                yield self._meal("dinner", day, Layer.DINNER, shape.dinner_minutes)

    def _meal(self, kind: str, day: dt.date, layer: Layer, minutes: int) -> Candidate:
        return Candidate(
            id=f"{self.stay.id}/{kind}-{day}",
            kind=kind,
            request=None,
            minutes=minutes,
            choices=tuple(self._vet(self._tables(kind, None, diners(self.stay, None), minutes, day))),
            slots=((day, layer),),
            meal_of=day,
        )

    def packed(self, kind: str, day: dt.date) -> Candidate:
        """Return the alternative to a meal: packed, or brought to the hotel."""
        minutes = self.facts.shape.packed_meal_minutes
        return Candidate(
            id=f"{self.stay.id}/{kind}-{day}",
            kind=kind,
            request=None,
            minutes=minutes,
            choices=(),
            slots=((day, Layer.LUNCH if kind == "lunch" else Layer.DINNER),),
            meal_of=day,
        )

    def _tables(
        self, kind: str, request: Banquet | None, people: int, minutes: int, day: dt.date | None
    ) -> Iterator[Choice]:
        for restaurant in self._restaurants(kind, request, people):
            for room in self._dining_rooms(restaurant, people, kind, request):
                yield Choice(kind, request, restaurant.id, dining_room=room.id, minutes=minutes, day=day)

    def _dining_rooms(
        self, restaurant: Restaurant, people: int, kind: str, request: Banquet | None = None
    ) -> list[DiningRoom]:
        rooms = sorted(restaurant.dining_rooms, key=lambda r: (capacity(r, request), r.id))
        rooms = self.alike.of_dining_rooms(restaurant.id, rooms) if self.alike and not joint_of(request) else rooms
        if self.every or self.keep_vetoed:
            return rooms
        fit = [r for r in rooms if capacity(r, request) >= people]
        private = self._first_few([r for r in fit if r.private], self.limits.max_private_rooms)
        halls = self._first_few([r for r in fit if not r.private], self.limits.max_dining_halls)
        if request is not None and request.is_standing:
            return [*private, *halls, *(r for r in rooms if r.id in self.never_filtered and r not in fit)]
        usual = halls or private
        if kind == "banquet":
            usual = private or halls
        elif self.eats_apart:
            usual = private + (halls if not private or restaurant.style != "restaurant" else [])
        return [*usual, *(r for r in rooms if r.id in self.never_filtered and r not in usual)]

    def _restaurants(self, kind: str, request: Banquet | None, people: int) -> list[Restaurant]:
        every = list(self.facts.week.restaurants)
        if request and request.restaurant:
            return [r for r in every if r.id == request.restaurant]
        if kind == "banquet":
            every = [r for r in every if r.style != "canteen"]
        if self.every:
            return every
        if joint_of(request) is not None:
            return self._houses_for_all(every, request, people)
        fit = [
            r for r in every if self.stay.diets <= set(r.serves) and self._dining_rooms(r, people, kind, request)
        ] or every
        fit.sort(key=lambda r: (self._restaurant_rank(r, kind), r.id))
        near = [min(fit, key=lambda r: (self.facts.travel.base(p, r.id), r.id)) for p in self._far_places() if fit]
        lodgings = {*(h.id for h in self.hotels), *self.stay.nights_away.values()}
        home = [r for r in fit if r.style == "canteen" or r.at in lodgings]
        there: set[str] = {place for r in self.stay.visit.requests if (place := getattr(r, "place", None))}
        inside = [r for r in fit if r.at in there]
        known = [r for r in every if r.id in self.never_filtered]
        apart = self._nearest_apart(fit, people, there) if self.eats_apart and kind != "banquet" else []
        return sorted(
            {r.id: r for r in [*fit[: self.limits.max_restaurants], *home, *near, *inside, *known, *apart]}.values(),
            key=lambda r: r.id,
        )

    def _houses_for_all(self, every: Sequence[Restaurant], request: Banquet | None, people: int) -> list[Restaurant]:
        """Return houses for a joint banquet, the same for all its visits, which could not meet in others."""
        diets = {diet for stay, _ in together(self.facts, self.stay, request) for diet in stay.diets}
        large = [r for r in every if self._dining_rooms(r, people, "banquet", request)] or every
        fit = [r for r in large if diets <= set(r.serves)] or large
        fit = sorted(fit, key=lambda r: (not r.agreement, self.facts.way(r.id), r.id))
        return self._first_few(fit, self.limits.max_restaurants)

    def _nearest_apart(self, houses: Sequence[Restaurant], people: int, places: Collection[str]) -> list[Restaurant]:
        """Return, for each place that is asked for, the nearest house with a private room for so many."""
        able = [r for r in houses if any(room.private and room.seats >= people for room in r.dining_rooms)]
        return [min(able, key=lambda r: (self.facts.travel.base(p, r.id), r.id)) for p in sorted(places) if able]

    def _restaurant_rank(self, restaurant: Restaurant, kind: str) -> tuple[int, ...]:
        package = self.stay.package
        limit = package.banquet_price if kind == "banquet" else package.meal_price
        price = (restaurant.banquet_price or restaurant.price) if kind == "banquet" else restaurant.price
        places = [self.facts.week.site.id, *(h.id for h in self.hotels)]
        far = min(self.facts.travel.base(place, restaurant.id) for place in places)
        return (
            not restaurant.agreement,
            price > limit,
            far // self.limits.near_band_minutes,
            not restaurant.local,
            price,
        )

    def _far_places(self) -> list[str]:
        places = {getattr(r, "place", None) for r in self.stay.visit.requests} - {None}
        places |= set(self.stay.nights_away.values())
        return sorted(
            p for p in places if p and self.facts.way(p) > self.facts.shape.long_trip // self.limits.far_place_divisor
        )

    # -- hotel, rests, sights of the planner's choice

    def _hotels(self) -> list[Hotel]:
        visit, week = self.stay.visit, self.facts.week
        if not self.stay.home_nights:
            return []
        if visit.hotel:
            return [week.hotel(visit.hotel)]
        needed = {booking.kind for booking in self.stay.room_bookings()}
        fit = [h for h in week.hotels if needed <= {r.kind for r in h.room_types}] or list(week.hotels)
        if self.stay.nights_away:  # the stay's own hotel is another one
            fit = [h for h in fit if h.id not in self.stay.nights_away.values()] or fit
        fit.sort(key=self._hotel_rank)
        return fit if self.every else self._first_few(fit, self.limits.max_hotels)

    def sleeps(self, day: dt.date) -> tuple[str, ...]:
        """Return the hotels where the guests may sleep after a day, of the last day before it; see ``VisitView``."""
        away = self.stay.nights_away
        there = away.get(min(day, self.stay.nights[-1])) if away else None
        return (there,) if there is not None else tuple(hotel.id for hotel in self.hotels)

    def _hotel_rank(self, hotel: Hotel) -> tuple[object, ...]:
        package = self.stay.package
        dear = max((r.price for r in hotel.room_types), default=0) > package.hotel_price
        return (not hotel.agreement, hotel.grade < package.hotel_grade, dear, self.facts.way(hotel.id), hotel.id)

    def _hotel_stays(self) -> Iterator[Candidate]:
        shape = self.facts.shape
        if not self.stay.nights:
            return
        minutes = self.stay.owed_minutes("check_in")
        first = self.sleeps(self.stay.days[0])
        choices = tuple(VettedChoice(Choice("check_in", None, hotel, minutes=minutes)) for hotel in first)
        slots = tuple(s for s in self._slots("check_in", minutes) if s[0] == self.stay.days[0])
        yield Candidate(f"{self.stay.id}/check_in", "check_in", None, minutes, choices, slots)
        for day in self.stay.days:
            slots = tuple(
                s for s in self._slots("rest", shape.rest_minutes) if s[0] == day and s[1] in AFTERNOON_LAYERS
            )
            rests = tuple(VettedChoice(Choice("rest", None, h, minutes=shape.rest_minutes)) for h in self.sleeps(day))
            if slots:
                name = f"{self.stay.id}/rest-{day}"
                yield Candidate(name, "rest", None, shape.rest_minutes, rests, slots, longest=shape.rest_longest)

    def _chosen_sights(self) -> Iterator[Candidate]:
        visit = self.stay.visit
        if visit.sights != "planner":
            return
        wished = {getattr(r, "place", None) for r in visit.requests}
        shown = [*self._sights("sightseeing"), *self._sights("play")]
        for sight in shown:
            if sight.id in wished or not sight.listed:
                continue
            choices = tuple(self._vet([Choice("sight", None, sight.id, minutes=round_up(sight.minutes))]))
            slots = tuple(self._slots("sight", round_up(sight.minutes)))
            if self.upper_only and self._is_needless(sight):
                slots = tuple(slot for slot in slots if slot[0] == self.stay.days[0])
            if choices and slots:
                yield Candidate(f"{visit.id}/sight-{sight.id}", "sight", None, round_up(sight.minutes), choices, slots)

    def _is_needless(self, sight: Sight) -> bool:
        """Tell whether a plan loses nothing in the upper tiers without this sight on any day but the first.

        Without it the guests go straight from the place before to the place after, which takes them no longer than the
        two ways and the visit did; and no rule that is not ``improved_by_sights`` asks for more. The first day is kept:
        what the guests do first there decides whether the hotel comes before it (SENSE-02).
        """
        return self.facts.travel.straight_on(sight.id, sight.minutes)

    # -- rules' vetoes

    def _vet(self, choices: Iterable[Choice]) -> Iterator[VettedChoice]:
        for choice in choices:
            forbidden_by: list[str] = []
            asked = choice.request.id if choice.request else ""
            name = asked or f"{choice.kind}-{choice.day}"
            if f"{self.stay.id}/{name}" in self.facts.frozen:  # whatever it breaks, it has begun
                yield VettedChoice(choice)
                continue
            scopes = (choice.place, asked, f"{self.stay.id}/{asked}")
            for rule in self.rules:
                if rule.level != "must" or rule.waived(self.stay.visit, *scopes):
                    continue
                if not rule.admits(self.facts, self.stay.visit, choice):
                    forbidden_by.append(rule.id)
            if self.keep_vetoed or not forbidden_by:
                yield VettedChoice(choice, tuple(forbidden_by))


def _evenings_given(stay: Stay, request: Request) -> set[dt.date]:
    """Return the days of a visit on which another banquet is fixed at the same meal."""
    others = [r for r in stay.visit.requests if isinstance(r, Banquet) and r.id != request.id]
    fixed = {other.on or (day_of(other.at) if other.at else None) for other in others if other.lunch == _noon(request)}
    return {day for day in fixed if day is not None}


def _noon(request: Request) -> bool:
    return isinstance(request, Banquet) and request.lunch
