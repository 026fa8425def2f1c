"""TOUR-01 to -04 · the company tour: groups in a workshop, restricted areas, precautions, workshop hours."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.domain.activities import Tour
from models.domain.clock import DAY, at, day_of
from models.domain.opening import late, tour_starts, workshop_starts
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.findings import DayAndTime, Sentence, Several, about, label, subject
from models.rules.core.groups import GroupedRule, Grouping
from models.rules.core.programme import programmes
from models.rules.structure.opening_hours import post_start_windows, said_windows

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.opening import Window
    from models.domain.plan import Item, Plan, Stop
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.programme import Programme
    from models.rules.core.view import Choice, VisitView


class WorkshopGroupLimit(GroupedRule):
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
    occupies = True
    softenable = False
    mended_by = ("time", "people", "place")
    split = Sentence(
        "{item}人数多,要多分 {groups} 组,每组一名讲解员",
        "the party is too large for the {item}: split it into {groups} more, a docent for each group",
    )
    crowded = Sentence(
        "{moment}{workshop}有 {groups} 组,最多 {most} 组", "{groups} groups in {workshop} on {moment}, at most {most}"
    )

    def judge_visit(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Count the groups of each tour."""
        del facts
        for item in p.of("tour"):
            yield from self._split(p, item)

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Sweep each workshop's stops."""
        return (_STOPS_BY_WORKSHOP.by(self._crowded),)

    def _split(self, p: Programme, item: Item) -> Iterator[Violation]:
        request = p.request(item)
        if isinstance(request, Tour) and p.stay.workshops(request):
            fewer = p.stay.tour_groups(request) - len({stop.group for stop in item.stops})
            if fewer > 0:
                yield self.broken(p.id, about(item), fewer, self.split, item=label(item), groups=fewer)

    def _crowded(self, facts: Facts, found: Sequence[tuple[Stop, Item]]) -> Iterator[Violation]:
        workshop = facts.week.workshop(found[0][0].workshop)
        name, most, stops = workshop.name, workshop.groups, [(stop.start, stop.end, item.id) for stop, item in found]
        worst: dict[dt.date, tuple[int, int]] = {}
        for moment in sorted({start for start, _, _ in stops}):
            here = sum(start <= moment < end for start, end, _ in stops)
            if here > max(most, worst.get(day_of(moment), (0, 0))[0]):
                worst[day_of(moment)] = here, moment
        for _, (here, moment) in sorted(worst.items()):
            tours = tuple(sorted({id for start, end, id in stops if start <= moment < end}))
            yield self.broken(
                "",
                subject(item=tours),
                here - most,
                self.crowded,
                moment=DayAndTime(moment),
                workshop=name,
                groups=here,
                most=most,
            )

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Book each workshop for all groups that are there at a time: the bookings of a visit are a set."""
        del facts
        for act in visit.of("tour"):
            if isinstance(act.request, Tour) and visit.stay.workshops(act.request):
                stops = visit.stay.tour_stops(act.request)
                groups = Counter((stop.workshop.id, stop.offset, stop.minutes) for stop in stops)
                for (workshop, offset, minutes), count in groups.items():
                    resource = f"workshop:{workshop}"
                    m.occupy(self, act.about, resource, act.start + offset, minutes, act.done, count)


def _stops(facts: Facts, plan: Plan) -> Iterator[tuple[str, tuple[Stop, Item]]]:
    """Yield the stops of tours by workshop of the company."""
    known = {workshop.id for workshop in facts.week.company.workshops}
    for p in programmes(facts, plan):
        for item in p.of("tour"):
            for stop in item.stops:
                if stop.workshop in known:
                    yield stop.workshop, (stop, item)


_STOPS_BY_WORKSHOP = Grouping(_stops, lambda _, found: found)


class RestrictedAreas(Rule):
    """TOUR-02: restricted workshops only with clearance. Amount: 1 a workshop."""

    id = "TOUR-02"
    title = "涉密、限制参观的区域须有许可"
    title_en = "Restricted areas only with clearance"
    cites = Citation(document="S0", clause="一(二)4", quote="不得私自安排接待计划外的有关公司机密的参观交流")
    levels = ("must", "off")
    mended_by = ("place", "time")
    restricted = Sentence(
        "{item}:{workshop}限制参观,来访没有许可", "{item}: {workshop} is restricted, the visit has no clearance"
    )

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> bool:
        """Refuse a tour through what the visit is not cleared for."""
        if not isinstance(choice.request, Tour):
            return True
        return all(
            not w.restricted or w.id in visit.clearance or self.waived(visit, w.id)
            for w in facts.stay(visit.id).workshops(choice.request)
        )

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
                        where, name = about(item) + subject(workshop=id), workshops[id].name
                        yield self.broken(p.id, where, 1, self.restricted, item=label(item), workshop=name)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a tour through what the visit is not cleared for."""
        for act in visit.of("tour"):
            for workshop in visit.stay.workshops(act.request) if isinstance(act.request, Tour) else ():
                if workshop.restricted and workshop.id not in visit.stay.visit.clearance:
                    m.never(self, act.about + subject(workshop=workshop.id), act.done)
        del facts


class TourPrecautions(Rule):
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
    judges_single_items = True
    closed = Sentence("{item}:{workshops}当天不开放", "{item}: {workshops} closed on that day")
    outside_hours = Sentence(
        "{item}:按车间开放时间可在 {windows} 开始", "{item}: by the hours of the workshops it may start at {windows}"
    )

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> bool:
        """Refuse a tour for which the workshops are open on no day of the stay."""
        stay = facts.stay(visit.id)
        if not isinstance(choice.request, Tour):
            return True
        return any(_windows(facts, stay, choice.request, day) for day in stay.days)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each tour's start with the hours of its stops."""
        for p in programmes(facts, plan):
            for item in p.of("tour"):
                request = p.request(item)
                if not isinstance(request, Tour):
                    continue
                windows = _windows(facts, p.stay, request, day_of(item.start))
                off = late(windows, item.start, closed=max(1, item.minutes))
                if off and windows:
                    allowed = said_windows(windows)
                    yield self.broken(p.id, about(item), off, self.outside_hours, item=label(item), windows=allowed)
                elif off:
                    shut = _closed(facts, p.stay, request, day_of(item.start))
                    yield self.broken(p.id, about(item), off, self.closed, item=label(item), workshops=shut)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Hold each tour's start within the hours of its stops."""
        for act in visit.of("tour"):
            if not isinstance(act.request, Tour):
                continue
            for day, here in act.on.items():
                windows = _windows(facts, visit.stay, act.request, day)
                if windows != _all_day(day):
                    post_start_windows(m, self, act.about, act.start, windows, (here,), facts.week.origin)


def _all_day(day: dt.date) -> list[Window]:
    return [(at(day), at(day, DAY - 1))]


def _closed(facts: Facts, stay: Stay, request: Tour, day: dt.date) -> Several:
    """Return the workshops that let no group in on a day; the whole route where their hours do not go together."""
    route = stay.workshops(request)
    shut = [w.name for w in route if not workshop_starts(facts, w, day, w.minutes)]
    return Several(tuple(shut or [w.name for w in route]))


def _windows(facts: Facts, stay: Stay, request: Tour, day: dt.date) -> list[Window]:
    if not stay.workshops(request):
        return _all_day(day)
    return tour_starts(facts, [(s.workshop, s.offset, s.minutes) for s in stay.tour_stops(request)], day)
