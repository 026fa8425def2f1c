"""Whether a plan names only what its week has; the checker asks before any rule does."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.plan import Plan
    from models.domain.week import Week


def unknown_ids(week: Week, plan: Plan, file: str = "plan") -> Iterator[Fault]:
    """Yield every id in a plan that the week does not know."""
    if plan.week != week.id:
        yield Fault(
            file,
            "week",
            bilingual(
                f"这是 {plan.week!r} 的计划，不是 {week.id!r} 的", f"a plan of {plan.week!r}, not of {week.id!r}"
            ),
        )
    known = _known(week)
    for where, kind, id in _named(plan):
        if id is not None and id not in known[kind]:
            near = _nearest(id, known[kind])
            yield Fault(
                file,
                where,
                bilingual(f"这一周没有这个{KIND_WORDS[kind]}：{id!r}", f"no {kind} {id!r} in week {week.id!r}"),
                near,
            )
    requests = {visit.id: {request.id for request in visit.requests} for visit in week.visits}
    for where, visit, request in _requests(plan):
        if request is not None and visit in requests and request not in requests[visit]:
            what = bilingual(f"{visit!r} 没有这项活动：{request!r}", f"visit {visit!r} has no request {request!r}")
            yield Fault(file, where, what, _nearest(request, requests[visit]))
    groups = {visit.id: {group.id for group in visit.groups} for visit in week.visits}
    for where, visit, group in _groups(plan):
        if visit in groups and group not in groups[visit]:
            what = bilingual(f"{visit!r} 没有这个行程组：{group!r}", f"visit {visit!r} has no travel group {group!r}")
            yield Fault(file, where, what, _nearest(group, groups[visit]))


KIND_WORDS = {
    "visit": "来访",
    "place": "地点",
    "hotel": "酒店",
    "room": "会议室",
    "dining room": "包间",
    "workshop": "车间",
    "person": "人员",
    "vehicle": "车辆",
    "driver": "司机",
    "hired car": "外租车",
}
"""What the kinds of things that a plan names are called in Chinese."""
ROWS_A_DAY, NAMES_A_ROW = 60, 300
"""What no plan has more of: items, moves or nights of a visit on each day, and things named by one of them."""


def too_many(week: Week, plan: Plan, file: str = "plan") -> Iterator[Fault]:
    """Yield where a plan holds more than any plan does: rules compare pairs of rows, so their number is bounded."""
    most = ROWS_A_DAY * (week.days + 2)
    rows: dict[str, Sequence[Any]] = {"items": plan.items, "moves": plan.moves, "nights": plan.nights}
    for name, found in {**rows, "left_out": plan.left_out}.items():
        counted = Counter(row.visit for row in found)
        for visit, count in sorted(counted.items()):
            if count > most:
                yield Fault(
                    file,
                    name,
                    f"{visit!r}: " + bilingual(f"{count} 项,不可能", f"{count} rows are impossible"),
                    bilingual(f"至多 {most}", f"at most {most}"),
                )
    named: Counter[str] = Counter()
    for name, found in rows.items():
        for k, row in enumerate(found):
            for part in ("groups", "stops", "duties", "rides", "rooms"):
                if len(getattr(row, part, ())) > NAMES_A_ROW:
                    yield Fault(
                        file,
                        f"{name}[{k}].{part}",
                        bilingual("项数不可能", "too many"),
                        bilingual(f"至多 {NAMES_A_ROW}", f"at most {NAMES_A_ROW}"),
                    )
            named.update(duty.person or "" for duty in getattr(row, "duties", ()))
            named.update(ride.vehicle or "" for ride in getattr(row, "rides", ()))
    for id, count in sorted(named.items()):
        if id and count > 4 * most:
            yield Fault(
                file,
                "",
                f"{id!r} " + bilingual(f"有 {count} 项任务,不可能", f"has {count} duties"),
                bilingual(f"至多 {4 * most}", f"at most {4 * most}"),
            )


def _requests(plan: Plan) -> Iterator[tuple[str, str, str | None]]:
    """Yield (where, visit, request) of every request that a plan names."""
    for k, item in enumerate(plan.items):
        yield f"items[{k}].request", item.visit, item.request
    for k, left in enumerate(plan.left_out):
        if not left.is_whole_visit:
            yield f"left_out[{k}].request", left.visit, left.request


def _groups(plan: Plan) -> Iterator[tuple[str, str, str]]:
    """Yield (where, visit, group) of every travel group that a plan names."""
    for k, item in enumerate(plan.items):
        yield from ((f"items[{k}].groups", item.visit, group) for group in item.groups)
    for k, move in enumerate(plan.moves):
        yield from ((f"moves[{k}].groups", move.visit, group) for group in move.groups)
    for k, night in enumerate(plan.nights):
        yield from ((f"nights[{k}].groups", night.visit, group) for group in night.groups)


def _known(week: Week) -> dict[str, set[str]]:
    company = week.company
    return {
        "visit": {visit.id for visit in week.visits},
        "place": {place.id for place in company.places},
        "hotel": {hotel.id for hotel in week.hotels},
        "room": {room.id for room in company.rooms},
        "dining room": {room.id for restaurant in week.restaurants for room in restaurant.dining_rooms},
        "workshop": {workshop.id for workshop in company.workshops},
        "person": {person.id for person in company.people},
        "vehicle": {vehicle.id for vehicle in company.vehicles},
        "driver": {driver.id for driver in company.drivers},
        "hired car": {car.id for car in week.hired_cars},
    }


def _named(plan: Plan) -> Iterator[tuple[str, str, str | None]]:
    """Yield (where, kind, id) of everything that a plan names."""
    for k, item in enumerate(plan.items):
        yield f"items[{k}].visit", "visit", item.visit
        yield f"items[{k}].place", "place", item.place
        yield f"items[{k}].room", "room", item.room
        yield f"items[{k}].dining_room", "dining room", item.dining_room
        if item.lunch is not None:
            yield f"items[{k}].lunch.restaurant", "place", item.lunch.restaurant
            yield f"items[{k}].lunch.dining_room", "dining room", item.lunch.dining_room
        for s, stop in enumerate(item.stops):
            yield f"items[{k}].stops[{s}].workshop", "workshop", stop.workshop
        for d, duty in enumerate(item.duties):
            yield f"items[{k}].duties[{d}].person", "person", duty.person
    for k, move in enumerate(plan.moves):
        yield f"moves[{k}].visit", "visit", move.visit
        yield f"moves[{k}].origin", "place", move.origin
        yield f"moves[{k}].target", "place", move.target
        for r, ride in enumerate(move.rides):
            yield f"moves[{k}].rides[{r}].vehicle", "vehicle", ride.vehicle
            yield f"moves[{k}].rides[{r}].driver", "driver", ride.driver
            yield f"moves[{k}].rides[{r}].hired", "hired car", ride.hired
        for d, duty in enumerate(move.duties):
            yield f"moves[{k}].duties[{d}].person", "person", duty.person
    for k, night in enumerate(plan.nights):
        yield f"nights[{k}].visit", "visit", night.visit
        yield f"nights[{k}].hotel", "hotel", night.hotel
    for k, left in enumerate(plan.left_out):
        yield f"left_out[{k}].visit", "visit", left.visit


def _nearest(id: str, known: set[str]) -> str:
    """Return the most alike id, or ``""``."""
    return next(iter(get_close_matches(id, sorted(known), n=1)), "")
