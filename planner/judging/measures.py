"""A plan in numbers, side by side with others: what guests have of it, what it costs, and how people are loaded."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from models.domain.clock import day_of
from models.domain.tiers import Tier
from models.domain.vocabulary import COST_HEADING_NAMES
from models.rules.cars.driver_rest import DriverRest
from models.rules.cars.drivers import SameVehicleAndDriver
from models.rules.core.people_work import tasks
from models.rules.core.programme import programmes
from models.rules.core.spans import by_day, length, presence
from models.rules.core.vehicle_work import RUNS_BY_DRIVER, RUNS_BY_VEHICLE
from models.rules.hosts.working_hours import PeopleRest
from models.rules.hosts.workload import SameEscortAndBalance
from models.rules.pace import DayLoad, programme_of_day
from planner.judging.guest_days import GuestDays

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from models.domain.plan import Duty, Item, Move
    from models.rules.core.programme import Programme
    from models.rules.core.spans import Span
    from models.rules.core.working_time import RestRule
    from planner.judging.check import Report

Unit = Literal["", "yuan", "minutes", "people", "items"]


@dataclass(frozen=True)
class Measure:
    """A number of a plan.

    Attributes
    ----------
    better : str
        ``less`` or ``more`` where one of two plans is the better one for it; else ``""``.
    """

    id: str
    zh: str
    en: str
    unit: Unit
    better: Literal["less", "more", ""]
    read: Callable[[MeasuredPlan], float]


class MeasuredPlan:
    """A judged plan with what measures count again and again.

    Parameters
    ----------
    visits : set of str, optional
        Whose days ``days`` are; by default those of all visits.
    """

    def __init__(self, report: Report, visits: frozenset[str] | None = None) -> None:
        self.report = report
        self.facts, self.plan = report.facts, report.plan
        self.days = GuestDays(self.facts, self.plan, visits)

    def amount(self, rule: str) -> int:
        """Return the amount of all breaks of a rule, waived ones not counted."""
        return sum(b.violation.amount for b in self.report.score.broken if b.rule.id == rule and not b.waived)

    def breaks(self, level: str) -> int:
        """Return how many breaks of rules of a level there are, waived ones not counted."""
        return sum(b.rule.level == level and not b.waived for b in self.report.score.broken)

    @cached_property
    def spent(self) -> Counter[str]:
        """Yuan by heading."""
        total: Counter[str] = Counter()
        for counter in self.report.spent().values():
            total.update(counter)
        return total

    # -- guests

    @cached_property
    def programmes(self) -> tuple[Programme, ...]:
        """The plan by visit."""
        return tuple(programmes(self.facts, self.plan))

    @cached_property
    def full_days(self) -> list[tuple[int, int]]:
        """Minutes and items of programme of each full day of each visit, as PACE-01 counts them."""
        full = ((p, day) for p in self.programmes for day in p.stay.days if p.stay.full_day(day))
        return [programme_of_day(self.facts, p, day) for p, day in full]

    @property
    def waiting(self) -> int:
        """Idle minutes of delegations between items, whatever their length, at the hotel too, however many they are.

        What each guest waits away from the hotel is ``days.waiting``.
        """
        return sum(max(0, step.gap) for p in self.programmes for step in p.steps)

    @property
    def riding(self) -> int:
        """Minutes that delegations are on their way, however many they are; what each guest has: ``days.riding``."""
        return sum(move.arrive - move.depart for move in self.plan.moves)

    # -- cars and people

    @cached_property
    def drivers(self) -> dict[str, list[list[Span]]]:
        """Work of each driver: a list of spans a day, empty runs included."""
        found = RUNS_BY_DRIVER.groups(self.facts, self.plan)
        return {id: [chain.spans for chain in work.chains.values()] for id, work in found.items()}

    @cached_property
    def people(self) -> dict[str, list[list[Span]]]:
        """Work of each of our people: a list of spans a day, ways included."""
        found = tasks(self.facts, self.plan)
        return {id: list(by_day(task.span(self.facts) for task in mine).values()) for id, mine in found.items()}

    @cached_property
    def empty(self) -> int:
        """Minutes that company vehicles drive empty."""
        found = RUNS_BY_VEHICLE.groups(self.facts, self.plan)
        return sum(chain.empty_minutes for work in found.values() for chain in work.chains.values())

    @property
    def hired(self) -> int:
        """Hired cars, move by move."""
        return sum(ride.hired is not None for move in self.plan.moves for ride in move.rides)

    @cached_property
    def duties(self) -> tuple[Duty, ...]:
        """Every duty of every item and move."""
        parts: list[Item | Move] = [*self.plan.items, *self.plan.moves]
        return tuple(duty for part in parts for duty in part.duties)

    def break_minutes(self, rule: type[RestRule]) -> int:
        """Return from how many minutes on a break is a person's own, as the rule on their rest has it."""
        return int(rule(self.facts.edition).n.pause)

    def worked(self, days: Iterable[list[Span]], rule: type[RestRule]) -> int:
        """Return minutes of work, longer breaks not counted."""
        pause = self.break_minutes(rule)
        return sum(presence(spans, pause) for spans in days)


def _mean(numbers: Iterable[float]) -> float:
    found = list(numbers)
    return sum(found) / len(found) if found else 0.0


def _most(numbers: Iterable[float]) -> float:
    return max(numbers, default=0)


def _tier(k: int) -> Measure:
    return Measure(f"tier_{k}", f"{Tier(k).zh}（分值）", f"{Tier(k).en} (score)", "", "less", lambda r: _tier_of(r, k))


def _tier_of(r: MeasuredPlan, k: int) -> int:
    return r.report.score.tiers[k]


def _cost(heading: str) -> Measure:
    zh, en = COST_HEADING_NAMES[heading]
    return Measure(f"cost_{heading}", f"费用：{zh}", f"costs: {en}", "yuan", "less", lambda r: r.spent[heading])


def _measure(
    id: str, zh: str, en: str, unit: Unit, better: Literal["less", "more", ""], read: Callable[[MeasuredPlan], float]
) -> Measure:
    return Measure(id, zh, en, unit, better, read)


def _spans(days: dict[str, list[list[Span]]]) -> list[int]:
    return [length(spans) for mine in days.values() for spans in mine]


GUEST_MEASURES: tuple[Measure, ...] = (
    _measure("wait_a_day", "客人等候（每人每天，酒店、站场除外）",
             "waiting, a guest and day, hotels, airports and stations apart",
             "minutes", "less", lambda r: r.days.waiting(at_arrival_points=False)),
    _measure("wait_at_stations", "机场、车站等候（每人每天）", "waiting at airports and stations, a guest and day",
             "minutes", "less", lambda r: r.days.waiting(at_arrival_points=True)),
    _measure("road_a_day", "途中乘车（每人每天，接送站除外）",
             "on the way, a guest and day, arrivals and departures apart", "minutes", "less",
             lambda r: r.days.riding("transfer")),
    _measure("road_to_stations", "接送站乘车（每人每天）", "rides from arrival and to departure, a guest and day",
             "minutes", "less", lambda r: r.days.riding("pick_up", "see_off")),
    _measure("districts_again", "一天内重返同一区域", "districts left and entered again on a day", "items", "less",
             lambda r: r.days.districts_entered_again),
    _measure("vehicle_changes", "换车（每批每天）", "changes of vehicle, a group and day", "", "less",
             lambda r: r.days.vehicle_changes),
    _measure("driver_changes", "换司机（每批每天）", "changes of driver, a group and day", "", "less",
             lambda r: r.days.driver_changes),
    _measure("coaches_for_few", "人少用大客车", "coaches for few people", "items", "less",
             lambda r: r.days.coaches_for_few),
    _measure("luggage_moves", "带行李乘车", "rides with luggage", "items", "less", lambda r: r.days.luggage_moves),
    _measure("luggage_changes", "行李中途换车、卸车", "luggage unloaded on its way", "items", "less",
             lambda r: r.days.luggage_changes),
    _measure("boxed", "A、B级客人盒饭", "packed meals of levels A and B", "items", "less", lambda r: len(r.days.boxed)),
    _measure("boxed_with_room", "其中附近有空包间", "of these, with a free private room near", "items", "less",
             lambda r: len(r.days.boxed_with_free_room)),
    _measure("in_halls", "A、B级客人大厅用餐", "meals of levels A and B in a hall", "items", "less",
             lambda r: len(r.days.in_halls)),
    _measure("unnamed", "我方未落实到人的岗位和席位", "duties and seats of ours without a name", "people", "less",
             lambda r: r.days.unnamed),
)  # fmt: skip
"""What guests have of their days, in the order in which papers show it; it may be read of some visits alone."""

MEASURES: tuple[Measure, ...] = (
    *(_tier(k) for k in Tier),
    _measure("left_out", "未能安排的要求", "requests left out", "items", "less", lambda r: len(r.plan.left_out)),
    _measure("musts", "违反必须条款", "musts broken", "items", "less", lambda r: r.breaks("must")),
    _measure("shoulds", "未做到应守条款", "shoulds broken", "items", "less", lambda r: r.breaks("should")),
    _measure("preferences", "未满足偏好", "preferences not met", "items", "less", lambda r: r.breaks("prefer")),
    _measure("cost", "费用合计", "costs", "yuan", "less", lambda r: r.report.yuan),
    *(_cost(heading) for heading in COST_HEADING_NAMES),
    _measure("cost_charters", "费用：包车", "costs: charters", "yuan", "less",
             lambda r: sum(charter.yuan for charter in r.report.charters)),
    _measure("items_a_day", "全天活动平均项数", "items on a full day", "", "",
             lambda r: _mean(n for _, n in r.full_days)),
    _measure("most_items", "全天活动最多项数", "most items on a day", "items", "less",
             lambda r: _most(n for _, n in r.full_days)),
    _measure("programme", "全天活动平均时长", "programme of a full day", "minutes", "",
             lambda r: _mean(minutes for minutes, _ in r.full_days)),
    _measure("pace", "松紧不当（PACE-01）", "too full or too loose (PACE-01)", "minutes", "less",
             lambda r: r.amount(DayLoad.id)),
    _measure("waiting", "空等合计（各团，含在酒店）", "idle in all, by delegation, hotels too", "minutes", "less",
             lambda r: r.waiting),
    _measure("riding", "乘车合计（各团）", "on the way in all, by delegation", "minutes", "less", lambda r: r.riding),
    *GUEST_MEASURES,
    _measure("rests", "安排休息", "rests", "items", "", lambda r: sum(i.kind == "rest" for i in r.plan.items)),
    _measure("sights", "游览", "sights", "items", "more", lambda r: sum(i.kind == "sight" for i in r.plan.items)),
    _measure("banquets", "宴请", "banquets", "items", "", lambda r: sum(i.kind == "banquet" for i in r.plan.items)),
    _measure("hired_cars", "租车（车次）", "hired cars (rides)", "items", "less", lambda r: r.hired),
    _measure("hired_help", "外聘人员", "hired helpers", "people", "less", lambda r: sum(d.hired for d in r.duties)),
    _measure("unsettled", "待落实的人员（含外聘）", "helpers to be found, hired ones too", "people", "less",
             lambda r: sum(d.person is None for d in r.duties)),
    _measure("stand_ins", "代班领导", "deputies", "people", "less", lambda r: sum(d.stand_in for d in r.duties)),
    _measure("car_changes", "换车换司机（CAR-04）", "changes of car or driver (CAR-04)", "items", "less",
             lambda r: r.amount(SameVehicleAndDriver.id)),
    _measure("empty", "空驶", "empty runs", "minutes", "less", lambda r: r.empty),
    _measure("drivers", "出车司机", "drivers at work", "people", "less", lambda r: len(r.drivers)),
    _measure("driver_minutes", "司机工作总时长", "drivers' work", "minutes", "less",
             lambda r: sum(r.worked(days, DriverRest) for days in r.drivers.values())),
    _measure("driver_day", "司机最长一天", "longest day of a driver", "minutes", "less",
             lambda r: _most(_spans(r.drivers))),
    _measure("people", "参与接待的人员", "our people at work", "people", "less", lambda r: len(r.people)),
    _measure("people_minutes", "我方人员工作总时长", "our people's work", "minutes", "less",
             lambda r: sum(r.worked(days, PeopleRest) for days in r.people.values())),
    _measure("person_day", "我方人员最长一天", "longest day of a person", "minutes", "less",
             lambda r: _most(_spans(r.people))),
    _measure("busiest", "任务最多一人的任务数", "duties of the busiest", "items", "less",
             lambda r: _most(Counter(d.person for d in r.duties if d.person).values())),
    _measure("escorts", "换陪同人员（HOST-08）", "changes of escort (HOST-08)", "items", "less",
             lambda r: r.amount(SameEscortAndBalance.id)),
)  # fmt: skip
"""Every measure, in the order in which papers show them."""


def measures(report: Report) -> dict[str, float]:
    """Return every measure of a judged plan by its id; counts, yuan and minutes whole, means to two decimals."""
    reading = MeasuredPlan(report)
    return {measure.id: round(measure.read(reading), 2) for measure in MEASURES}


def guest_measures(report: Report, visits: frozenset[str] | None = None) -> dict[str, float]:
    """Return ``GUEST_MEASURES`` of a judged plan by their ids; with ``visits``, of the days of these alone."""
    reading = MeasuredPlan(report, visits)
    return {measure.id: round(measure.read(reading), 2) for measure in GUEST_MEASURES}


def measures_by_visit(report: Report) -> dict[str, dict[str, float]]:
    """Return ``GUEST_MEASURES`` of each visit that is planned."""
    return {stay.id: guest_measures(report, frozenset([stay.id])) for stay in MeasuredPlan(report).days.stays}


def load(report: Report) -> dict[tuple[str, str], dict[int, int]]:
    """Return minutes at work by (kind, id) of person, driver and room, and by day (``date.toordinal``)."""
    reading, found = MeasuredPlan(report), dict[tuple[str, str], dict[int, int]]()
    for kind, every, rule in (("person", reading.people, PeopleRest), ("driver", reading.drivers, DriverRest)):
        pause = reading.break_minutes(rule)
        for id, days in every.items():
            found[kind, id] = {day_of(spans[0][0]).toordinal(): presence(spans, pause) for spans in days if spans}
    for item in reading.plan.items:
        if item.room:
            mine = found.setdefault(("room", item.room), {})
            day = day_of(item.start).toordinal()
            mine[day] = mine.get(day, 0) + item.minutes
    return found
