"""What follows for one visit: level, package, party, days, meals and nights owed, minutes and prices.

Nothing here reads a plan or a variable: the checker and the model may share these functions without sharing a mistake
about what a plan does.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

from models.domain.activities import (
    BUSINESS,
    LEISURE,
    SHOWS,
    Banquet,
    Ceremony,
    Gift,
    NightAway,
    Request,
    SightVisit,
    Tour,
    fixed_day,
)
from models.domain.clock import DAY, QUARTER, at, day_of, minute_of_day, round_down, round_up
from models.domain.day_windows import SMALL_HOURS, operating_day
from models.domain.people import STAFF_RANK, Member, shares_language
from models.domain.places import Hotel, Sight
from models.domain.plan import WHOLE_VISIT, Item, Move, RoomBooking
from models.domain.policy import Package
from models.domain.resources import Workshop
from models.domain.visits import TravelGroup, Visit, VisitLevel
from models.domain.week_facts import WeekFacts


@dataclass(frozen=True)
class GroupStay:
    """One travel group's coming and going.

    Attributes
    ----------
    exit : int
        Moment when the guests are out at the arrival point and set off (ARR-03).
    meet_from : int
        Moment from which vehicle and greeter stand there.
    deadline : int
        Moment to be at the departure point (ARR-05), on the grid.
    comes, leaves : date
        First and last day of the stay: who is out in the small hours sleeps here before, who sets off before midnight
        sleeps here no more.
    """

    group: TravelGroup
    members: tuple[Member, ...]
    size: int
    exit: int
    meet_from: int
    deadline: int
    comes: dt.date
    leaves: dt.date

    @property
    def id(self) -> str:
        """Id of the travel group."""
        return self.group.id

    @property
    def origin(self) -> str:
        """Place of arrival."""
        return self.group.arrival.place

    @property
    def target(self) -> str:
        """Place of departure."""
        return self.group.departure.place


@dataclass(frozen=True)
class TourStop:
    """One group in one workshop, relative to the tour's start."""

    workshop: Workshop
    group: int
    offset: int
    minutes: int


_EVENING_KINDS = ("banquet", "dinner", *SHOWS, "check_in", "rest")
"""Kinds of items that belong to an evening, however late it gets."""
_LEVELS: tuple[VisitLevel, ...] = ("A", "B", "C")
MAX_WAY_OUT = 120
"""Minutes: no way from a hotel to the departure point is taken to be longer, and hotels farther off are left out."""


class Stay:
    """What follows for one visit: level, package, party, days, meals and nights owed, minutes and prices."""

    def __init__(self, facts: WeekFacts, visit: Visit) -> None:
        self.facts = facts
        self.visit = visit
        self.id = visit.id
        self.groups = tuple(self._group(group) for group in visit.groups)

    @property
    def escort(self) -> str | None:
        """Whose delegation it is among our escorts: named by the visit, else who escorted its client well before."""
        return self.visit.escort or self.facts.week.remembered(self.id).escort

    def _group(self, group: TravelGroup) -> GroupStay:
        named = {name for other in self.visit.groups for name in other.members}
        members = tuple(
            m for m in self.visit.members if m.id in group.members or (not group.members and m.id not in named)
        )
        size = len(members) + group.unnamed
        week = self.facts.week
        last = week.first_day + dt.timedelta(days=week.days - 1)
        out, deadline = self.facts.exit(group.arrival), self.facts.deadline(group.departure, size, last)
        comes = operating_day(out)
        return GroupStay(
            group=group,
            members=members,
            size=size,
            exit=out,
            meet_from=round_down(group.arrival.at - self.facts.shape.meet_before),
            deadline=deadline,
            comes=comes,
            leaves=max(comes, self._leaving_day(deadline)),
        )

    def _leaving_day(self, deadline: int) -> dt.date:
        """Return the day on which guests set off who are due at a moment: soon after midnight, the day before."""
        late = minute_of_day(deadline) <= MAX_WAY_OUT
        return day_of(deadline - max(1, self._way_out)) if late else day_of(deadline)

    @cached_property
    def _way_out(self) -> int:
        """Minutes of the longest way from a hotel to a departure point: who may set off before midnight leaves then.

        One number for all groups, so that who is due later does not leave a day earlier.
        """
        facts, wished = self.facts, self.visit.hotel
        hotels = [wished] if wished else [hotel.id for hotel in facts.week.hotels] or [facts.week.site.id]
        near = [hotel for hotel in hotels if hotel == wished or facts.way(hotel) <= MAX_WAY_OUT]
        targets = {group.departure.place for group in self.visit.groups}
        ways = [facts.travel.base(hotel, target) for hotel in near for target in targets]
        return min(MAX_WAY_OUT, max(ways, default=0))

    # -- level and party

    @cached_property
    def level(self) -> VisitLevel:
        """Level A to D (COST-01): as given, else by contract amount in 万元; 600 is B; with neither, by rank, or D."""
        if self.visit.level:
            return self.visit.level
        ranks = self.facts.edition.level_ranks
        if ranks is not None and self.visit.contract is None:
            return next((level for level, rank in zip(_LEVELS, ranks, strict=True) if self.rank() <= rank), "D")
        above_a, above_b, from_c = self.facts.edition.level_bounds
        amount = self.visit.contract or 0
        if amount > above_a:
            return "A"
        if amount > above_b:
            return "B"
        return "C" if amount >= from_c else "D"

    @property
    def package(self) -> Package:
        """The level's package."""
        return self.facts.edition.packages[self.level]

    @cached_property
    def principal(self) -> Member | None:
        """The guest of honour: so named, else the highest rank, first named; None when nobody is named yet."""
        named = [m for m in self.visit.members if m.role == "principal"]
        return named[0] if named else min(self.visit.members, key=lambda m: m.rank, default=None)

    @cached_property
    def lead(self) -> GroupStay:
        """The travel group of the guest of honour."""
        for group in self.groups:
            if self.principal in group.members:
                return group
        return self.groups[0]

    @cached_property
    def size(self) -> int:
        """Number of guests, all groups."""
        return sum(group.size for group in self.groups)

    @cached_property
    def first(self) -> tuple[GroupStay, ...]:
        """The travel groups that are out first, together; the others come late and are met by themselves."""
        lead = min(self.groups, key=lambda g: g.exit)
        return tuple(g for g in self.groups if (g.exit, g.origin) == (lead.exit, lead.origin))

    @cached_property
    def last(self) -> tuple[GroupStay, ...]:
        """The travel groups that leave last, together; the others leave early and are seen off by themselves."""
        tail = max(self.groups, key=lambda g: g.deadline)
        return tuple(g for g in self.groups if (g.deadline, g.target) == (tail.deadline, tail.target))

    def sleeping(self, day: dt.date) -> tuple[str, ...]:
        """Return the travel groups that sleep here after a day, empty when all do, as in ``Night.groups``."""
        here = tuple(sorted(g.id for g in self.groups if g.comes <= day < g.leaves))
        return () if len(here) == len(self.groups) else here

    def honours(self, groups: tuple[str, ...]) -> bool:
        """Tell whether the guest of honour's group is among some travel groups (empty: all)."""
        return not groups or self.lead.id in groups

    def guests(self, groups: tuple[str, ...] = ()) -> int:
        """Return the number of guests in some travel groups (empty: all)."""
        return sum(group.size for group in self.groups if not groups or group.id in groups)

    @cached_property
    def language(self) -> str | None:
        """Language for which the host finds an interpreter (HOST-06); None: nobody needs one, or they bring one."""
        if any(m.role == "interpreter" for m in self.visit.members):
            return None
        ours = self.facts.week.company.languages
        spoken = [m.languages for m in self.visit.members if m.languages]
        unnamed = [(g.languages, g.unnamed) for g in self.visit.groups if g.languages and g.unnamed]
        wanted = Counter(languages[0] for languages in spoken if not shares_language(languages, ours))
        for languages, count in unnamed:
            wanted.update({} if shares_language(languages, ours) else {languages[0]: count})
        if not wanted:
            return None
        language = min(wanted, key=lambda name: (-wanted[name], name))
        everybody = (*spoken, *(languages for languages, _ in unnamed))
        helps = any(shares_language(languages, ours) and language in languages for languages in everybody)
        return None if helps else language

    @cached_property
    def diets(self) -> frozenset[str]:
        """Dietary needs of the whole party (MEAL-04)."""
        return frozenset(diet for member in self.visit.members for diet in member.diet)

    @cached_property
    def night_flight(self) -> bool:
        """Whether the first group comes by a night flight (SENSE-12)."""
        shape, landed = self.facts.shape, minute_of_day(min(g.group.arrival.at for g in self.groups))
        return landed >= shape.night_flight_from or landed < shape.night_flight_to

    @cached_property
    def gentle(self) -> bool:
        """Whether the party goes at a gentle pace (SENSE-12) for a member's sake."""
        return any(member.gentle for member in self.visit.members)

    # -- time

    @cached_property
    def start(self) -> int:
        """Moment when the first guests are out."""
        return min(group.exit for group in self.groups)

    @cached_property
    def end(self) -> int:
        """Moment when the last guests are at their departure point."""
        return max(group.deadline for group in self.groups)

    @cached_property
    def days(self) -> tuple[dt.date, ...]:
        """Days of the stay, first to last: from the first group's to the last one's."""
        first, last = min(group.comes for group in self.groups), max(group.leaves for group in self.groups)
        return tuple(first + dt.timedelta(days=k) for k in range((last - first).days + 1))

    def day_of_item(self, item: Item) -> dt.date:
        """Return the day of the stay to which an item belongs: what ends an evening after midnight, the day before."""
        return operating_day(item.start) if item.kind in _EVENING_KINDS else day_of(item.start)

    def day_of_move(self, move: Move) -> dt.date:
        """Return the day of the stay to which a move belongs: who comes or leaves at night, comes or leaves that day.

        A way to the hotel after midnight ends the evening before.
        """
        mine = [group for group in self.groups if not move.groups or group.id in move.groups] or self.groups
        if move.kind == "pick_up":
            return min(group.comes for group in mine)
        if move.kind == "see_off":
            return max(group.leaves for group in mine)
        if minute_of_day(move.depart) >= SMALL_HOURS:
            return day_of(move.depart)
        home = self.facts.location(move.target) in {self.facts.location(hotel.id) for hotel in self.facts.week.hotels}
        return operating_day(move.depart) if home else day_of(move.depart)

    def rooms_open(self, hotel: Hotel) -> int:
        """Return the time of day from which the guests have their rooms.

        Any where the hotel comes first, and for level A, whose rooms are asked for from the morning on.
        """
        first = self.level == "A" if self.visit.hotel_first is None else self.visit.hotel_first
        return 0 if first else hotel.check_in

    def is_met_first(self, request: Request | None, people: Collection[str]) -> bool:
        """Tell whether whoever is to be met first is met at a request's item by some of our people."""
        who = self.visit.meet_first
        if request is None or not who:
            return False
        if who in {request.id, *people}:
            return True
        if any(who == other.id for other in (*self.visit.requests, *self.facts.week.company.people)):
            return False
        hosts = [host.name for host in getattr(request, "hosts", ())]
        return any(who in text for text in (request.title, *hosts))

    @cached_property
    def nights(self) -> tuple[dt.date, ...]:
        """Days after which the guests sleep here."""
        return self.days[:-1]

    @cached_property
    def nights_away(self) -> Mapping[dt.date, str]:
        """Hotels in other cities where the guests sleep as the visit says, by the day before the night (ARR-07b)."""
        if not self.visit.provides.lodging:
            return {}
        asked = [(fixed_day(r), r.hotel) for r in self.visit.requests if isinstance(r, NightAway)]
        return {day: hotel for day, hotel in asked if day is not None and day in self.nights}

    @cached_property
    def home_nights(self) -> tuple[dt.date, ...]:
        """Days after which the guests sleep in the one hotel of their stay."""
        return tuple(day for day in self.nights if day not in self.nights_away)

    def changes_hotel(self, day: dt.date) -> bool:
        """Tell whether the guests leave one hotel in the morning of a day and sleep in another after it."""
        before, wished = day - dt.timedelta(days=1), self.visit.hotel
        if not self.nights_away or before not in self.nights or day not in self.nights:
            return False
        return self.nights_away.get(before, wished) != self.nights_away.get(day, wished)

    @cached_property
    def first_workday(self) -> dt.date | None:
        """The first workday of the stay; the cut-off on the day of arrival is judged by ARR-01."""
        return next((day for day in self.days if self.facts.workday(day)), None)

    def due_day(self, cutoff: int, after: dt.date | None = None) -> dt.date | None:
        """Return the day on which business is due (ARR-01); None when no such day lies within the stay.

        The guest of honour's day of arrival, when it is a workday and they arrive at the arrival point before the
        cut-off (a time of day); else the next workday at whose cut-off they are still here. Where the hosts fixed the
        day of the welcome ceremony, no day before it.

        Parameters
        ----------
        after : date, optional
            Only days after this one.
        """
        arrival = self.lead.group.arrival.at
        for day in self.days:
            comes = day == day_of(arrival) and minute_of_day(arrival) >= cutoff
            if day < day_of(arrival) or comes or self.lead.deadline < at(day, cutoff) or self._before_welcome(day):
                continue
            if self.facts.workday(day) and (after is None or day > after):
                return day
        return None

    def first_meeting_by(self) -> dt.date | None:
        """Return the day by which hosts of others are to have received the guests (ORD-10); None: no such day.

        The workday after the guest of honour's day of arrival; where the hosts fixed the day of the welcome ceremony,
        none before that.
        """
        arrival = day_of(self.lead.exit)
        return next(
            (day for day in self.days if day > arrival and self.facts.workday(day) and not self._before_welcome(day)),
            None,
        )

    def may_be_received(self, request: Request, day: dt.date) -> bool:
        """Tell whether people of others could give a request's item on a day at work (ORD-11).

        It is a workday, the guests are here for its length within the office hours, at the lunch or at the dinner
        hour, and the hosts fixed no later day for the welcome ceremony.
        """
        if not self.facts.workday(day) or self._before_welcome(day):
            return False
        shape, (first, last), minutes = self.facts.shape, self.window(day), self.minutes(request)
        low, high = shape.office
        if isinstance(request, Banquet):
            meal = (shape.lunch_from, shape.lunch_to) if request.lunch else (shape.dinner_from, shape.dinner_to)
            low, high = meal[0], meal[1] + minutes
        return max(first, at(day, low)) + minutes <= min(last, at(day, high))

    def exempt(self, day: dt.date) -> bool:
        """Tell whether sights may come first on a day (ARR-02).

        It is no workday, or not after the main guest arrived, or before the day that the hosts fixed for the welcome
        ceremony: nobody receives the guests before that.
        """
        return not self.facts.workday(day) or day <= day_of(self.lead.exit) or self._before_welcome(day)

    def _before_welcome(self, day: dt.date) -> bool:
        return self._welcome_day is not None and day < self._welcome_day

    @cached_property
    def _welcome_day(self) -> dt.date | None:
        """The day that was fixed for the welcome ceremony; None: there is none, or the planner chooses its day."""
        fixed = [
            fixed_day(request)
            for request in self.visit.requests
            if isinstance(request, Ceremony) and request.occasion == "welcome"
        ]
        return min((day for day in fixed if day is not None), default=None)

    def window(self, day: dt.date) -> tuple[int, int]:
        """Return the moments of a day between which guests are here."""
        midnight = at(day)
        return max(self.start, midnight), min(self.end, midnight + DAY)

    def full_day(self, day: dt.date) -> bool:
        """Tell whether the guests are here from the start of the programme until the dinner hour."""
        shape, (first, last) = self.facts.shape, self.window(day)
        return first <= at(day, shape.day_start) and last >= at(day, shape.dinner_from)

    def half_day(self, day: dt.date) -> bool:
        """Tell whether the guests could spend one whole half of a day at the company, but not all of it.

        Morning: until its items end; afternoon: until the dinner hour. Coming and going take the way from and
        to the company.
        """
        if self.full_day(day):
            return False
        shape, (first, last) = self.facts.shape, self._at_company(day)
        morning = first <= at(day, shape.day_start) and last >= at(day, shape.morning_end)
        return morning or (first <= at(day, shape.afternoon_start) and last >= at(day, shape.dinner_from))

    def morning_here(self, day: dt.date) -> bool:
        """Tell whether guests who slept here have the whole morning: until its items end, the way out counted."""
        return day != self.days[0] and self._at_company(day)[1] >= at(day, self.facts.shape.morning_end)

    def afternoon_here(self, day: dt.date) -> bool:
        """Tell whether guests who slept here have the whole day until the dinner hour, the way out counted."""
        return day != self.days[0] and self._at_company(day)[1] >= at(day, self.facts.shape.dinner_from)

    def _at_company(self, day: dt.date) -> tuple[int, int]:
        """Return the moments of a day between which guests can be at the company."""
        site, travel, (first, last) = self.facts.week.site.id, self.facts.travel, self.window(day)
        if day == self.days[0]:
            first += travel.base(self.first[0].origin, site)
        if day == self.days[-1]:
            last -= travel.base(site, self.last[0].target)
        return first, last

    def lunch_owed(self, day: dt.date) -> bool:
        """Tell whether a lunch is owed (MEAL-01): meals provided and present at noon."""
        shape = self.facts.shape
        return self._meal_owed(day, shape.lunch_present_from, shape.lunch_present_to)

    def dinner_owed(self, day: dt.date) -> bool:
        """Tell whether a dinner is owed (MEAL-01)."""
        shape = self.facts.shape
        return self._meal_owed(day, shape.dinner_present_from, shape.dinner_present_to)

    def _meal_owed(self, day: dt.date, begin: int, end: int) -> bool:
        first, last = self.window(day)
        return self.visit.provides.meals and first <= at(day, begin) and last >= at(day, end)

    # -- requests

    def minutes(self, request: Request) -> int:
        """Return how long a request takes, on the grid; 0 for a gift and for a night."""
        week, shape = self.facts.week, self.facts.shape
        if isinstance(request, Gift | NightAway):
            return 0
        if isinstance(request, Tour):
            return round_up(max((stop.offset + stop.minutes for stop in self.tour_stops(request)), default=0))
        if isinstance(request, Banquet):
            usual = shape.hosted_lunch_minutes if request.lunch else shape.banquet_minutes
            usual = shape.tea_minutes if request.form == "tea" else usual
            return round_up(request.minutes or usual)
        if isinstance(request, SightVisit):
            return round_up(request.minutes or week.sight(request.place).minutes)
        minutes = getattr(request, "minutes", None)
        place = getattr(request, "place", None)
        return round_up(minutes or (week.sight(place).minutes if place else shape.banquet_minutes))

    def owed_minutes(self, kind: str, place: str | None = None) -> int:
        """Return how long an item takes that no request asks for: a meal, the check-in, a rest, a sight."""
        shape, sight = self.facts.shape, self.facts.week.find_place(place)
        if isinstance(sight, Sight):
            return round_up(sight.minutes)
        usual = {"lunch": shape.lunch_minutes, "dinner": shape.dinner_minutes, "rest": shape.rest_minutes}
        return usual.get(kind, round_up(shape.check_in_minutes, QUARTER))

    def workshops(self, request: Tour) -> tuple[Workshop, ...]:
        """Return the stops of a tour along the fixed route (TOUR-01); unasked, restricted ones are left out."""
        every = self.facts.week.company.workshops
        if request.workshops:
            return tuple(w for w in every if w.id in request.workshops)
        return tuple(w for w in every if not w.restricted)

    def tour_groups(self, request: Tour) -> int:
        """Return into how many groups the party must split, a docent each (TOUR-01); one where nothing is shown."""
        limit = min((workshop.group for workshop in self.workshops(request)), default=max(1, self.size))
        return max(1, -(-self.size // limit))

    def tour_stops(self, request: Tour) -> tuple[TourStop, ...]:
        """Return who is where along the route: groups abreast where workshops hold them, else one after another."""
        route, groups = self.workshops(request), self.tour_groups(request)
        abreast = all(workshop.groups >= groups for workshop in route)
        step = 0 if abreast else max(workshop.minutes for workshop in route)
        stops = []
        for group in range(groups):
            offset = group * step
            for workshop in route:
                stops.append(TourStop(workshop, group, offset, workshop.minutes))
                offset += workshop.minutes
        return tuple(stops)

    def price(self, request: Request) -> int:
        """Return the tier-0 price of leaving a request out.

        One exchange or company tour is dearer than all sights and entertainment of the visit (ORD-03).
        """
        prices = self.facts.edition.prices
        factor = prices.level_factor[self.level]
        price = request.price if request.price is not None else int(getattr(prices, request.kind)) * factor
        if request.kind in BUSINESS:
            leisure = [r for r in self.visit.requests if r.kind in LEISURE]
            price = max(price, 1 + sum(self.price(r) for r in leisure))
        return price

    def price_left_out(self, request: str) -> int:
        """Return the tier-0 price of a request by id; of the whole visit: all its requests, and the coming itself.

        That the guests come at all is worth as much as an exchange.
        """
        if request != WHOLE_VISIT:
            return self.price(self.visit.request(request))
        prices = self.facts.edition.prices
        return prices.exchange * prices.level_factor[self.level] + sum(self.price(r) for r in self.visit.requests)

    def rank(self) -> int:
        """Return the rank of the guest of honour, ``STAFF_RANK`` when nobody is named."""
        return self.principal.rank if self.principal else STAFF_RANK

    # -- rooms and riders

    def room_bookings(self, groups: tuple[str, ...] = ()) -> tuple[RoomBooking, ...]:
        """Return the hotel rooms for some travel groups by the level's package (ARR-07), sharers in twins."""
        count = Counter(kind for kind, _ in self.rooming(groups))
        return tuple(RoomBooking.model_validate({"kind": k, "count": n}) for k, n in sorted(count.items()))

    def rooming(self, groups: tuple[str, ...] = ()) -> tuple[tuple[str, tuple[Member | None, ...]], ...]:
        """Return who sleeps in which kind of room: one entry a room; None is a guest whose name is not known yet."""
        here = [g for g in self.groups if not groups or g.id in groups]
        members = {m.id: m for g in here for m in g.members}
        rooms: list[tuple[str, tuple[Member | None, ...]]] = []
        alone: dict[str | None, list[Member | None]] = {}
        settled: set[str] = set()
        for member in members.values():
            if member.id in settled:
                continue
            partner = next((m for m in members.values() if _share(m, member) and m.id not in settled), None)
            pair = (member, partner) if partner else (member,)
            settled |= {one.id for one in pair}
            if self.principal in pair:
                rooms.append((self.package.principal_room, pair))
            elif partner:
                rooms.append(("twin", pair))
            else:
                alone.setdefault(member.sex, []).append(member)
        if unnamed := sum(g.group.unnamed for g in here):
            alone.setdefault(None, []).extend([None] * unnamed)
        size = 2 if self.package.member_room == "twin" else 1
        kind = "twin" if size == 2 else "single"
        for guests in alone.values():
            rooms += [(kind, tuple(guests[k : k + size])) for k in range(0, len(guests), size)]
        return tuple(rooms)

    def riders(self, guests: int) -> int:
        """Return the seats that a move needs: guests, one of ours with them, and the interpreter (CAR-01)."""
        return guests + 1 + (1 if self.language else 0)


def _share(a: Member, b: Member) -> bool:
    """Tell whether two members share a hotel room: a couple, or so agreed."""
    return a.id != b.id and (a.id in (b.rooms_with, b.spouse_of) or b.id in (a.rooms_with, a.spouse_of))
