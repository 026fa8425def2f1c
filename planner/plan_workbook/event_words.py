"""变更: the words of the sheet on which planners say what has happened, and the lists from which they choose.

The same words are read back by ``planner.plan_workbook.reading``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.papers.wording.calendar import service_day

if TYPE_CHECKING:
    from models.domain.plan import Plan
    from planner.papers.paper import Paper


@dataclass(frozen=True)
class EventWord:
    """A kind of event on the sheet.

    Attributes
    ----------
    kind : str
        Kind in ``models.domain.events``.
    needs : tuple of str
        Columns that must be filled.
    hint : str
        How to fill the row.
    """

    kind: str
    needs: tuple[str, ...]
    hint: str


EVENTS: dict[str, EventWord] = {
    "航班晚点": EventWord("arrives", ("visit",), "来访客户；“数量”写晚到的分钟数，或“时间”写新的到达时间"),
    "航班提前": EventWord("arrives", ("visit",), "来访客户；“数量”写提前的分钟数，或“时间”写新的到达时间"),
    "返程推迟": EventWord("departs", ("visit",), "来访客户；“数量”写推迟的分钟数，或“时间”写新的返程时间"),
    "返程提前": EventWord("departs", ("visit",), "来访客户；“数量”写提前的分钟数，或“时间”写新的返程时间"),
    "人员请假": EventWord("away", ("subject", "day"), "人员或司机；日期；时间如 09:00-12:00，不写是全天"),
    "车辆故障": EventWord("car_broken", ("subject", "day"), "车辆；日期；时间，不写是全天"),
    "会议室停用": EventWord("closed", ("subject", "day"), "会议室、车间或场所；日期；时间，不写是全天"),
    "加人": EventWord("guests", ("visit", "amount"), "来访客户；数量写加几人"),
    "减人": EventWord("guests", ("visit", "amount"), "来访客户；数量写减几人"),
    "取消活动": EventWord("cancelled", ("item",), "活动"),
    "取消来访": EventWord("visit_cancelled", ("visit",), "来访客户"),
    "活动延长": EventWord("lasts", ("item", "amount"), "活动；数量写延长的分钟数"),
    "活动缩短": EventWord("lasts", ("item", "amount"), "活动；数量写缩短的分钟数"),
    "新增来访": EventWord("new_visit", ("visit",), "先把来访写进来访工作簿，再在这里选客户"),
    "领导定时": EventWord("fixed", ("item", "day", "time"), "活动；日期；开始时间"),
}
"""Every choice of the column 事由."""

COLUMNS: dict[str, str] = {
    "event": "事由",
    "visit": "来访客户",
    "item": "活动",
    "subject": "人员、车辆、场所",
    "day": "日期",
    "time": "时间",
    "amount": "数量（分钟、人）",
    "note": "备注",
}
"""The columns of the sheet, in their order."""
ROWS = 40
"""Empty rows that wait for events."""


def subjects(paper: Paper, plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the lists of the sheet by column: clients, activities, people with cars and rooms, days."""
    company, words = paper.week.company, paper.words
    people = [*(p.name for p in company.people), *(d.name for d in company.drivers)]
    things = [*(v.name for v in company.vehicles), *(r.name for r in company.rooms)]
    things += [*(w.name for w in company.workshops), *(place.name for place in company.places)]
    return {
        "visits": tuple(visit.client for visit in paper.week.visits),
        "items": tuple(activities(paper, plan)),
        "subjects": tuple(dict.fromkeys(people + things)),
        "days": tuple(words.day(day) for day in paper.calendar.days),
    }


def activities(paper: Paper, plan: Plan) -> dict[str, str]:
    """Return what an activity is called in the list → its item id: 客户　9月21日 09:30　技术交流."""
    found: dict[str, str] = {}
    for item in sorted(plan.items, key=lambda item: (paper.delegations.number(item.visit), item.start, item.id)):
        when = f"{paper.words.date(service_day(item.start))} {paper.words.time(item.start)}"
        found.setdefault(f"{paper.names.client(item.visit)}　{when}　{paper.item_texts.title(item)}", item.id)
    return found
