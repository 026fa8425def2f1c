"""One plan in numbers: every measure, the guests' days visit by visit, where they wait, and when they eat."""

from __future__ import annotations

from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING

from models.domain.activities import KINDS, MEAL_KINDS
from models.domain.clock import hhmm, minute_of_day
from planner.judging.measures import GUEST_MEASURES, MEASURES, MeasuredPlan, measures, measures_by_visit
from planner.papers.table import PaperTable, Row
from planner.papers.tables.compared import measure_value

if TYPE_CHECKING:
    from planner.papers.paper import Paper


def measured_plan(paper: Paper) -> tuple[PaperTable, ...]:
    """Return the tables of a judged plan's measures."""
    return (_every_measure(paper), _by_visit(paper), _waits(paper), _hours(paper))


def _every_measure(paper: Paper) -> PaperTable:
    words, found = paper.words, measures(paper.report)
    rows = [
        Row((words.sentence(words.pick(m.zh, m.en)), measure_value(m, found[m.id], words)), about=m.id)
        for m in MEASURES
    ]
    return PaperTable(
        id="measures",
        title=words.pick("指标", "Measures"),
        columns=(words.pick("指标", "Measure"), words.pick("数值", "Value")),
        rows=tuple(rows),
    )


def _by_visit(paper: Paper) -> PaperTable:
    """Return a row a visit; the measures are numbered, so that the table is no wider than a page."""
    words = paper.words
    rows = [
        Row((paper.names.client(visit), *(measure_value(m, values[m.id], words) for m in GUEST_MEASURES)), visit=visit)
        for visit, values in measures_by_visit(paper.report).items()
    ]
    numbers = [str(k) for k, _ in enumerate(GUEST_MEASURES, 1)]
    return PaperTable(
        id="measures_by_visit",
        title=words.pick("客人每天的感受，逐批", "The guests' days, visit by visit"),
        columns=(words.pick("来访客户", "Client"), *numbers),
        rows=tuple(rows),
        lines=tuple(
            f"{k}  {words.sentence(words.pick(m.zh, m.en))}" for k, m in zip(numbers, GUEST_MEASURES, strict=True)
        ),
    )


def _waits(paper: Paper) -> PaperTable:
    words, days = paper.words, MeasuredPlan(paper.report).days
    rows = [
        Row((paper.names.place(place), f"{minutes:.1f}"), about=place)
        for place, minutes in days.waiting_by_place().items()
    ]
    return PaperTable(
        id="waits",
        title=words.pick("客人在哪里等候（每人每天分钟数）", "Where guests wait (minutes a guest and day)"),
        columns=(words.pick("地点", "Place"), words.pick("分钟", "Minutes")),
        rows=tuple(rows),
    )


def _hours(paper: Paper) -> PaperTable:
    """Return when guests reach their hotel on the day of arrival, and when each kind of meal starts."""
    words, days = paper.words, MeasuredPlan(paper.report).days
    times: dict[str, list[int]] = defaultdict(list)
    times[words.pick("抵达日首次到酒店", "hotel first reached, day of arrival")] = days.hotel_seen
    for kind in MEAL_KINDS:
        label = words.pick(KINDS[kind].zh, KINDS[kind].en)
        times[label] = [minute_of_day(item.start) for item in days.meals(kind)]
    rows = [
        Row((words.sentence(label), str(len(found)), hhmm(min(found)), hhmm(int(median(found))), hhmm(max(found))))
        for label, found in times.items()
        if found
    ]
    columns = words.pick("事项 次数 最早 中位 最晚", "What Times Earliest Median Latest").split()
    return PaperTable(id="hours", title=words.pick("几点", "Hours"), columns=tuple(columns), rows=tuple(rows))
