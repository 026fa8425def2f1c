"""Faults between the facts of a week, and what this version reads but does not plan yet.

Facts that are each right but cannot all be kept (two fixed hours at once, a party too large for every room) are no
faults: they come out as requests left out, or as no plan possible, with the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from models.domain.activities import Joint, NightAway, Request, fixed_day
from models.domain.bilingual import bilingual
from models.domain.company_faults import company_faults
from models.domain.joint_items import joint_faults, joint_of, joint_requests
from models.domain.places import Hotel, Sight
from models.domain.plan import LeftOut, LeftOutCause
from models.domain.references import Finding, Ids, KeyPath, Kind, near
from models.domain.request_faults import request_faults
from models.domain.visit_faults import Referred, stay_days, visit_faults
from models.domain.visits import Visit
from models.domain.week import Week

__all__ = ["Finding", "KeyPath", "faults", "joints_without_requests", "near", "not_planned_yet"]


def faults(week: Week, known: Collection[str] = ()) -> Iterator[Finding]:
    """Yield every fault of a week, as key path, what, and maybe how to mend it.

    Parameters
    ----------
    known : collection of str
        Ids of things that could not be read: a reference to one of them is no fault of its own.
    """
    aside = frozenset(known)
    yield from company_faults(week.company, aside)
    to = _referred(week, aside)
    ids = Ids("来访", "visit")
    for number, visit in enumerate(week.visits):
        yield from ids.twice(("visits", number), visit.id)
        yield from visit_faults(week, number, to, aside)
        yield from request_faults(week, number, aside)
    yield from _joints(week, to)


def _referred(week: Week, known: frozenset[str]) -> Referred:
    company = week.company
    return Referred(
        places=Kind("地点", "place", {place.id: place.name for place in company.places}, known),
        hotels=Kind("酒店", "hotel", {p.id: p.name for p in company.places if isinstance(p, Hotel)}, known),
        sights=Kind("景点", "sight", {p.id: p.name for p in company.places if isinstance(p, Sight)}, known),
        workshops=Kind("车间", "workshop", {shop.id: shop.name for shop in company.workshops}, known),
        lounges=Kind("休息室", "lounge", {lounge.id: lounge.name for lounge in company.lounges}, known),
        rooms=Kind("会议室", "room", {room.id: room.name for room in company.rooms}, known),
        people=Kind("人员", "person", {person.id: person.name for person in company.people}, known),
        visits=Kind("来访", "visit", {visit.id: visit.client for visit in week.visits}, known),
    )


def _joints(week: Week, to: Referred) -> Iterator[Finding]:
    ids = Ids("联合活动", "joint item")
    for index, joint in enumerate(week.joints):
        path: KeyPath = ("joints", index)
        yield from ids.twice(path, joint.id)
        yield from to.visits.all_unknown((*path, "visits"), joint.visits)
        if len(set(joint.visits)) < 2:
            yield (*path, "visits"), bilingual("联合活动至少要两批客人", "a joint item needs two visits"), ""
    yield from joint_faults(week)


def not_planned_yet(week: Week) -> list[LeftOut]:
    """Return the requests that this version reads but does not plan, each with what is not planned about it."""
    coaches = {joint.id: joint for joint in week.joints if joint.kind == "coach"}
    found = []
    for visit in week.visits:
        apart = {request for part in visit.sub_groups for request in part.requests}
        for request in visit.requests:
            if words := _not_planned(week, visit, request, coaches, apart):
                cause = LeftOutCause(zh=words[0], en=words[1])
                left = LeftOut(visit=visit.id, request=request.id, reason="not_planned_yet", causes=(cause,))
                found.append(left)
    return found


def _not_planned(
    week: Week, visit: Visit, request: Request, coaches: Mapping[str, Joint], apart: Collection[str]
) -> tuple[str, str] | None:
    """Return what is not planned about a request, in Chinese and English; None: it is planned."""
    if request.members or request.id in apart:
        return (
            "只有部分成员参加的活动本版不排,请另行安排",
            "items for some members only are not planned yet: please arrange it by hand",
        )
    if isinstance(request, NightAway):
        return _night_not_planned(week, visit, request)
    if coach := coaches.get(joint_of(request) or ""):
        return (
            f"几批客人同乘的“{coach.title or '同车'}”本版不排,请另行安排",
            f"shared coaches are not planned yet ({coach.title or coach.kind}): please arrange it by hand",
        )
    return None


def _night_not_planned(week: Week, visit: Visit, request: NightAway) -> tuple[str, str] | None:
    """Return why a night in another city is not planned, in Chinese and English; None: it is planned (ARR-07b)."""
    day = fixed_day(request)
    if not visit.provides.lodging:
        return "住宿由客人自理,异地住宿请客人自行预订", "the guests see to their lodging: they book this night, too"
    if day is None:
        return "没有写明住哪一晚,请填写日期", "which night it is, is not said: please give the day"
    if day == stay_days(week, visit)[1]:
        return "客人当天离开,没有这一晚", "the guests leave on that day: there is no such night"
    return None


def joints_without_requests(week: Week) -> list[Joint]:
    """Return the joint items that no request stands for: nothing of them is planned."""
    return [joint for joint in week.joints if not joint_requests(week, joint.id)]
