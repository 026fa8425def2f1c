"""SENSE-04c, 07, 07a · far places: one trip to a town, nothing far on the days of arrival and departure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from models.domain.activities import LEISURE
from models.domain.base import Fact, Minutes
from models.domain.clock import Clock, at, day_of
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.bases import bases_with, hotels_of_stay, nearest_base
from models.rules.core.findings import Sentence, about, label, subject
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import Act, Lit, VisitView


class TownInOneTrip(Rule):
    """SENSE-04c: a town far from the hotel is visited on one day, not on two.

    Far is what takes more than ``far`` minutes one way outside rush hours from the day's hotel (from the company, where
    there is none; see ``Programme.bases``); places of one district or near each other are one town (``Facts.towns``),
    and the hotel's own is none. Whatever takes place there counts but packed meals. Amount: days beyond the first, each
    town.
    """

    id = "SENSE-04c"
    title = "远处的地方一次去完,不隔天再去"
    title_en = "A far town is visited in one trip"
    cites = PRACTICE
    unit = "days"
    levels = ("should", "must", "prefer", "note", "off")
    again = Sentence("{place}一带去了 {times} 天", "{place} and around are visited on {times} days")

    class Numbers(Fact):
        """What is far."""

        far: Minutes = 45
        """Minutes one way from the hotel."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count the days of each far town."""
        for p in programmes(facts, plan):
            days: dict[str, set[dt.date]] = defaultdict(set)
            for day in p.stay.days:
                for item in p.on(day):
                    town = None if item.is_packed_meal else self._far(facts, p.bases(day), item.place)
                    if town is not None:
                        days[town].add(day)
            for town, found in days.items():
                if (times := len(found)) > 1:
                    name = facts.week.place(town).name
                    yield self.broken(p.id, subject(place=town), times - 1, self.again, place=name, times=times)

    def _far(self, facts: Facts, home: Sequence[str], place: str) -> str | None:
        """Return the town of a place that is far from a hotel; None: it is near, or in the hotel's town."""
        there = facts.location(place)
        base = facts.location(nearest_base(facts, home, there))
        if facts.travel.base(base, there) <= self.n.far:
            return None
        town = facts.towns[there]
        return None if town == facts.towns[base] else town

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Count the days of each far town, for each hotel of the stay."""
        for home, chosen in hotels_of_stay(m, visit):
            there: dict[str, dict[dt.date, list[Lit]]] = defaultdict(lambda: defaultdict(list))
            bases = {day: bases_with(visit.stay, day, home) for day in visit.days}
            for act in visit.acts.values():
                for base in dict.fromkeys(bases.values()):
                    for town, taken in self._towns(m, facts, base, act).items():
                        for day, here in act.on.items():
                            if bases[day] == base:
                                there[town][day].append(m.both(here, taken))
            for town, days in there.items():
                if len(days) > 1:
                    visited = [m.either(*lits) for lits in days.values()]
                    m.count(self, subject(place=town), visited, hi=1, on=(chosen,))

    def _towns(self, m: Poster, facts: Facts, home: Sequence[str], act: Act) -> dict[str, Lit]:
        found: dict[str, list[Lit]] = defaultdict(list)
        for choice, taken in act.choices:
            town = self._far(facts, home, choice.place) if choice.place else None
            if town is not None:
                found[town].append(taken)
        return {town: m.either(*lits) for town, lits in found.items()}


class DepartureDayNearby(Rule):
    """SENSE-07: on the day of departure nothing far away: check-out comes first and the luggage is in the vehicle.

    That the vehicle takes the luggage is CAR-01's. Amount: items over ``far`` minutes from both the last night's hotel
    and the departure point; a packed meal is eaten where the guests are and does not count again.
    """

    id = "SENSE-07"
    title = "离开当天先退房、行李随车,不去单程一小时以外的地方"
    title_en = "Departure day: check-out first, luggage in the vehicle, nothing over 60 min away"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    far_away = Sentence("{item}在离开当天,路远", "{item} is far away on the day of departure")

    class Numbers(Fact):
        """What is too far away on the day of departure."""

        far: Minutes = 60
        """Minutes of travel from the hotel, and to the departure point, above which a place is too far."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the places of the last day."""
        for p in programmes(facts, plan):
            day, station = p.stay.days[-1], p.stay.last[0].target
            for item in p.on(day) if p.stay.nights else ():
                if not item.is_packed_meal and _is_far(facts, p.hotel(day), station, item.place, self.n.far):
                    yield self.broken(p.id, about(item), 1, self.far_away, item=label(item))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a place far away on that day."""
        day, stay = visit.days[-1], visit.stay
        for act in visit.acts.values() if stay.nights else ():
            for on, far in _far_on(m, facts, visit, act, (day, stay.last[0].target, self.n.far)):
                m.never(self, act.about, *on, far)


class ArrivalDayNearby(Rule):
    """SENSE-07a: on the day of arrival sights are near, and there are none after a late landing.

    Where guests stay the night: no sight, shopping or entertainment over ``far`` minutes from both the arrival point
    and the hotel; none before the evening when the first guests are out after ``latest``. What the guests fixed stays.
    Amount: 1 an item.
    """

    id = "SENSE-07a"
    title = "抵达当天只看近处,下午晚到的当天不游览"
    title_en = "On the day of arrival sights are near; none after a late landing"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")
    far_away = Sentence("{item}在抵达当天,路远", "{item} is far away on the day of arrival")
    too_late = Sentence("{item}在抵达当天,客人到得晚", "{item} is on the day of a late arrival")

    class Numbers(Fact):
        """What is too far away, and too late, on the day of arrival."""

        far: Minutes = 60
        latest: Clock = 15 * 60 + 30
        """Minute of the day: guests who are out later see nothing before the evening."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the sights of the first day."""
        for p in programmes(facts, plan):
            day = p.stay.days[0]
            for item in p.leisure if p.stay.nights else ():
                if day_of(item.start) != day or _is_fixed(p.request(item)):
                    continue
                if self._late(p.stay) and p.part_of_day(item) != "evening":
                    yield self.broken(p.id, about(item), 1, self.too_late, item=label(item))
                elif _is_far(facts, p.hotel(day), p.stay.first[0].origin, item.place, self.n.far):
                    yield self.broken(p.id, about(item), 1, self.far_away, item=label(item))

    def _late(self, stay: Stay) -> bool:
        return stay.start > at(stay.days[0], self.n.latest)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a sight far away on that day, or one in daytime after a late landing."""
        day, stay = visit.days[0], visit.stay
        if not stay.nights:
            return
        for act in visit.of(*LEISURE):
            if _is_fixed(act.request):
                continue
            daytime = [lit for (d, layer), lit in act.at.items() if d == day and layer.part_of_day != "evening"]
            late = m.either(*daytime) if self._late(stay) else m.either()
            m.never(self, act.about, late)
            for on, far in _far_on(m, facts, visit, act, (day, stay.first[0].origin, self.n.far)):
                m.never(self, act.about, *on, far, m.negated(late))


def _is_fixed(request: Request | None) -> bool:
    """Tell whether the guests fixed the day of a request."""
    return request is not None and bool(request.on or request.at)


def _is_far(facts: Facts, home: str | None, station: str, place: str, far: int) -> bool:
    """Tell whether a place is far from the hotel (the company, where there is none) and from the station."""
    base = facts.travel.base
    return min(base(home or facts.week.site.id, place), base(station, place)) > far


def _far_on(
    m: Poster, facts: Facts, visit: VisitView, act: Act, what: tuple[dt.date, str, int]
) -> Iterator[tuple[tuple[Lit, ...], Lit]]:
    """Yield, for each hotel, the literals of an activity on a day with that hotel, and that of its place being far.

    ``what``: the day, the station, and the minutes above which a place is far.
    """
    day, station, far = what
    if day not in act.on:
        return
    homes: list[tuple[str | None, Lit]] = [*visit.sleeps(day).items()] or [(None, m.both())]
    for home, chosen in homes:
        away = [lit for c, lit in act.choices if c.place and _is_far(facts, home, station, c.place, far)]
        if away:
            yield (act.on[day], chosen), m.either(*away)
