"""TOUR · the company tour: route and groups, restricted areas, workshop hours; and rivals who must not meet."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from models.domain.activities import Tour
from models.domain.clock import DAY, at, day_of, hhmm, merge, minute_of_day, overlap
from models.domain.opening import late, tour_starts
from models.domain.places import ArrivalPoint, Hotel
from models.rules.base import PRACTICE, Citation, Rule
from models.rules.hours import hold
from models.rules.programme import about, date, label, programmes
from models.rules.view import Layer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.facts import Facts, Stay
    from models.domain.opening import Window
    from models.domain.plan import Item, Plan
    from models.domain.visits import Visit
    from models.rules.base import Poster, Violation
    from models.rules.programme import Programme
    from models.rules.view import Choice, Expr, Lit, Slot, VisitView


class Groups(Rule):
    """TOUR-01: no more groups in a workshop at once than it holds; large parties are split, a docent a group.

    Route and times are STR-02's. Amount: groups too many at the worst moment of a workshop's day; groups too few for
    the party, tour by tour.
    """

    id = "TOUR-01"
    title = "参观按既定路线、时间分组进行,同一车间不超过可容纳的组数"
    title_en = "No more groups in a workshop at once than it holds; large parties are split"
    cites = Citation(document="S1", clause="参观管理制度 第五条", quote="进入公司的参观者必须按照既定时间、路线参观")
    scope = "shared"
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count groups, then sweep each workshop's stops."""
        stops: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for p in programmes(facts, plan):
            for item in p.of("tour"):
                yield from self._split(p, item)
                for stop in item.stops:
                    stops[stop.workshop].append((stop.start, stop.end, item.id))
        for workshop in facts.week.company.workshops:
            yield from self._crowded(workshop.name, workshop.groups, stops[workshop.id])

    def _split(self, p: Programme, item: Item) -> Iterator[Violation]:
        request = p.request(item)
        if isinstance(request, Tour) and p.stay.workshops(request):
            fewer = p.stay.tour_groups(request) - len({stop.group for stop in item.stops})
            if fewer > 0:
                yield self.broken(p.id, about(item), fewer, f"{label(item)}人数多,要多分 {fewer} 组,每组一名讲解员")

    def _crowded(self, name: str, most: int, stops: Sequence[tuple[int, int, str]]) -> Iterator[Violation]:
        worst: dict[dt.date, tuple[int, int]] = {}
        for moment in sorted({start for start, _, _ in stops}):
            here = sum(start <= moment < end for start, end, _ in stops)
            if here > max(most, worst.get(day_of(moment), (0, 0))[0]):
                worst[day_of(moment)] = here, moment
        for day, (here, moment) in sorted(worst.items()):
            tours = sorted({id for start, end, id in stops if start <= moment < end})
            text = f"{date(day)}{hhmm(minute_of_day(moment))}{name}有 {here} 组,最多 {most} 组"
            yield self.broken("", tuple(tours), here - most, text)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Book each workshop for each group."""
        del facts
        for act in visit.of("tour"):
            if isinstance(act.request, Tour) and visit.stay.workshops(act.request):
                for stop in visit.stay.tour_stops(act.request):
                    resource = f"workshop:{stop.workshop.id}"
                    m.occupy(self, act.about, resource, act.start + stop.offset, stop.minutes, act.done)


class Restricted(Rule):
    """TOUR-02: restricted workshops only with clearance. Amount: 1 a workshop."""

    id = "TOUR-02"
    title = "涉密、限制参观的区域须有许可"
    title_en = "Restricted areas only with clearance"
    cites = Citation(document="S0", clause="一(二)4", quote="不得私自安排接待计划外的有关公司机密的参观交流")
    levels = ("must", "off")

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> str | None:
        """Refuse a tour through what the visit is not cleared for."""
        if not isinstance(choice.request, Tour):
            return None
        shut = [
            w.name
            for w in facts.stay(visit.id).workshops(choice.request)
            if w.restricted and w.id not in visit.clearance and not self.waived(visit, w.id)
        ]
        return f"{'、'.join(shut)}限制参观,来访没有许可" if shut else None

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at route and stops of each tour."""
        workshops = {workshop.id: workshop for workshop in facts.week.company.workshops}
        for p in programmes(facts, plan):
            for item in p.of("tour"):
                request = p.request(item)
                through = {stop.workshop for stop in item.stops}
                if isinstance(request, Tour):
                    through |= {workshop.id for workshop in p.stay.workshops(request)}
                for id in sorted(through & set(workshops)):
                    if workshops[id].restricted and id not in p.stay.visit.clearance:
                        text = f"{label(item)}:{workshops[id].name}限制参观,来访没有许可"
                        yield self.broken(p.id, (*about(item), id), 1, text)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a tour through what the visit is not cleared for."""
        for act in visit.of("tour"):
            for workshop in visit.stay.workshops(act.request) if isinstance(act.request, Tour) else ():
                if workshop.restricted and workshop.id not in visit.stay.visit.clearance:
                    m.never(self, (*act.about, workshop.id), act.done)
        del facts


class Careful(Rule):
    """TOUR-03: a note: helmets, things that magnets spoil, photo and interview; the list of things to do says so."""

    id = "TOUR-03"
    title = "进车间戴安全帽,进强磁车间前手表、卡片交专人保管,采访拍摄先请示并有专人协助"
    title_en = "Helmets; watches and cards kept before magnetic workshops; photo and interview by permission"
    cites = Citation(
        document="S1",
        clause="参观管理制度 第六、七、十一条",
        quote="到生产车间参观必须戴安全帽",
    )
    levels = ("note",)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Find nothing: it is said, not judged."""
        return ()


class WorkshopHours(Rule):
    """TOUR-04: groups are in a workshop only while it is open, by the company's calendar.

    Amount: minutes of the tour's start from the nearest one that is allowed that day; its length where there is none.
    """

    id = "TOUR-04"
    title = "参观在车间开放时间之内(班次、午休、检修)"
    title_en = "Workshops are visited in their hours"
    cites = PRACTICE
    unit = "minutes"
    levels = ("must", "off")

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> str | None:
        """Refuse a tour for which the workshops are open on no day of the stay."""
        stay = facts.stay(visit.id)
        if not isinstance(choice.request, Tour) or any(_windows(facts, stay, choice.request, d) for d in stay.days):
            return None
        return "来访期间车间没有能连续参观的开放时间"

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each tour's start with the hours of its stops."""
        for p in programmes(facts, plan):
            for item in p.of("tour"):
                request = p.request(item)
                if not isinstance(request, Tour):
                    continue
                windows = _windows(facts, p.stay, request, day_of(item.start))
                if off := late(windows, item.start, closed=max(1, item.minutes)):
                    yield self.broken(p.id, about(item), off, f"{label(item)}时有车间不开放")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Hold each tour's start within the hours of its stops."""
        for act in visit.of("tour"):
            if not isinstance(act.request, Tour):
                continue
            for day, here in act.on.items():
                windows = _windows(facts, visit.stay, act.request, day)
                if windows != _all_day(day):
                    hold(m, self, act.about, act.start, windows, (here,), facts.week.origin)


def _all_day(day: dt.date) -> list[Window]:
    return [(at(day), at(day, DAY - 1))]


def _windows(facts: Facts, stay: Stay, request: Tour, day: dt.date) -> list[Window]:
    if not stay.workshops(request):
        return _all_day(day)
    return tour_starts(facts, [(s.workshop, s.offset, s.minutes) for s in stay.tour_stops(request)], day)


class Rivals(Rule):
    """TOUR-05: delegations marked as rivals never share a place at a time, nor a hotel for a night.

    At a place: from settling after the way (else from the start) of an item there to its end, and waiting there for
    what follows, after a pick-up for the first item. Moves, arrival points and waiting at hotels do not count. A waiver
    of either visit is enough. Amount: 1 a shared time.
    """

    id = "TOUR-05"
    title = "互为竞争对手的客团不在同一时间同一地点出现"
    title_en = "Rivals never share a place at a time"
    cites = PRACTICE
    scope = "shared"
    levels = ("must", "off")
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the whereabouts of each pair of rivals."""
        here = {p.id: _merged(presence(facts, p)) for p in programmes(facts, plan)}
        for a, b in combinations(facts.week.visits, 2):
            if not facts.rivals(a.id, b.id):
                continue
            for place, start, end in here[a.id]:
                for other, begin, until in here[b.id]:
                    if place == other and overlap((start, end), (begin, until)):
                        name = facts.week.place(place.removeprefix("night:")).name
                        when = f"{date(day_of(max(start, begin)))}{hhmm(minute_of_day(max(start, begin)))}"
                        yield self.broken(
                            b.id if self.waived(b) else a.id,
                            (a.id, b.id, place),
                            1,
                            f"{when}{a.client}与{b.client}同在{name}",
                        )

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Keep away from each rival at every place and in every hotel."""
        for other in facts.week.visits:
            if other.id == visit.id or not facts.rivals(visit.id, other.id):
                continue
            for day in visit.days:
                slots = visit.day(day)
                for before, slot in zip([None, *slots], slots, strict=False):
                    self._slot(m, facts, visit, (before, slot), other.id)
            if visit.stay.visit.provides.lodging and visit.stay.nights:
                start, minutes = at(visit.stay.nights[0]) - facts.week.origin, DAY * len(visit.stay.nights)
                for hotel, chosen in visit.hotel.items():
                    m.apart(self, _about(visit, other.id), f"night:{hotel}", start, minutes, chosen, other.id)

    def _slot(self, m: Poster, facts: Facts, visit: VisitView, slots: tuple[Slot | None, Slot], other: str) -> None:
        """State where the guests are in a slot, and where they wait for it."""
        _, slot = slots
        names = _about(visit, other)
        if slot.acts:
            begin = slot.start - facts.shape.settle * slot.moved
            for place, literal in slot.place.items():
                if _counts(facts, place):
                    on = m.both(slot.used, literal)
                    m.apart(self, names, place, begin, slot.end - begin, on, other)
        if slot.acts or (slot.layer is Layer.END and slot.day == visit.days[-1]):
            self._waiting(m, facts, visit, slots, other)

    def _waiting(self, m: Poster, facts: Facts, visit: VisitView, slots: tuple[Slot | None, Slot], other: str) -> None:
        """State where the guests wait for a slot: where they were before, on the first day where they arrived."""
        before, slot = slots
        first, names = slot.day == visit.days[0], _about(visit, other)
        arrived = facts.location(visit.stay.first[0].origin)
        since: Expr = visit.stay.start - facts.week.origin
        places: dict[str, Lit] = {arrived: m.both()}
        if before is not None:
            since, places = before.end, dict(before.place)
        elif not first:
            return  # in the morning at the hotel nobody waits
        for place, literal in places.items():
            if _counts(facts, place) and not isinstance(facts.week.place(place), Hotel):
                on = m.both(slot.used, literal, *([m.negated(slot.moved)] if first and place == arrived else []))
                m.apart(self, names, place, since, slot.gap, on, other)
        for (origin, place), literal in slot.flows.items() if first and slot.acts else ():
            if origin == arrived and _counts(facts, place):  # a pick-up sets off at once: they wait where they go
                m.apart(self, names, place, slot.start - facts.shape.settle - slot.gap, slot.gap, literal, other)


def presence(facts: Facts, p: Programme) -> Iterator[tuple[str, int, int]]:
    """Yield where the guests of a visit are as rivals may see them: location (nights: ``night:HOTEL``), start, end."""
    for step in p.steps:
        if step.since is not None and step.origin is not None and step.gap > 0:
            place, since = facts.location(step.origin), step.since
            if step.item is not None and step.move is not None and step.move.kind == "pick_up":
                place, since = facts.location(step.item.place), step.move.arrive
            if _counts(facts, place) and (since > step.since or not isinstance(facts.week.place(place), Hotel)):
                yield place, since, since + step.gap
        if step.item is not None:
            place = facts.location(step.item.place)
            if _counts(facts, place):
                begin = step.item.start - (facts.shape.settle if step.moves else 0)
                yield place, begin, step.item.end
    for night in p.nights:
        yield f"night:{night.hotel}", at(night.day), at(night.day, DAY)


def _merged(spans: Iterable[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """Join spans at one place that follow each other."""
    places: dict[str, list[tuple[int, int]]] = {}
    for place, start, end in spans:
        places.setdefault(place, []).append((start, end))
    return [(place, start, end) for place in sorted(places) for start, end in merge(places[place])]


def _counts(facts: Facts, place: str) -> bool:
    """Tell whether rivals would meet at a place: not at airports and stations, where everybody passes."""
    return not isinstance(facts.week.place(place), ArrivalPoint)


def _about(visit: VisitView, other: str) -> tuple[str, ...]:
    return (visit.id, other)
