"""变更: the lists from which planners choose what an event concerns; ``planner.language.event_table`` has the kinds.

The same labels are read back by ``planner.plan_workbook.reading.events``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.domain.plan import Plan
    from planner.papers.paper import Paper


def event_lists(paper: Paper, plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the lists of the sheet by name: clients, activities, people with vehicles and places, days."""
    company, words = paper.week.company, paper.words
    people = [*(p.name for p in company.people), *(d.name for d in company.drivers)]
    things = [*(v.name for v in company.vehicles), *(r.name for r in company.rooms)]
    things += [*(w.name for w in company.workshops), *(place.name for place in company.places)]
    return {
        "visits": tuple(visit.client for visit in paper.week.visits),
        "items": tuple(activity_labels(paper, plan)),
        "subjects": tuple(dict.fromkeys(people + things)),
        "days": tuple(words.day(day) for day in paper.calendar.days),
    }


def activity_labels(paper: Paper, plan: Plan) -> dict[str, str]:
    """Return the label of each activity in the list → its item id: 客户　9月21日 09:30　技术交流."""
    found: dict[str, str] = {}
    for item in sorted(plan.items, key=lambda item: (paper.delegations.number(item.visit), item.start, item.id)):
        day = paper.facts.day_of(item)
        start = f"{paper.words.date(day)} {paper.words.time(item.start, day)}"
        found.setdefault(f"{paper.names.client(item.visit)}　{start}　{paper.item_texts.title(item)}", item.id)
    return found
