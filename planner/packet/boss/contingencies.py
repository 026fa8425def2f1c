"""突发情况应对: rain, a flight three hours late, the host absent, an interpreter or a car that fails: what then.

All of it is read from the plan and the week, so that the same plan gives the same paper.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from models.domain.activities import MEAL_KINDS
from models.domain.clock import at, day_of, overlap
from models.domain.opening import starts
from models.domain.places import Sight
from planner.packet.boss.free_time import free_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Duty, Item
    from models.domain.stay import Stay
    from planner.packet.kit import Kit

LATE_MINUTES = 180
Case = tuple[str, str, str]
"""What may happen, what it touches, what is done then."""


def contingencies(kit: Kit, stay: Stay) -> Iterator[Case]:
    """Yield what may happen to a visit, what it touches, and what is done then."""
    yield from _rain(kit, stay)
    yield from _late(kit, stay)
    yield from _leaders(kit, stay)
    yield from _interpreters(kit, stay)
    yield from _cars(kit, stay)
    words = kit.words
    yield (
        words.pick("客人提出计划外参观", "Guests ask for what is off the plan"),
        words.pick("涉密车间、计划外景点", "restricted workshops, other sights"),
        words.pick(
            "陪同立即报告部门经理；景点须总经理批准，涉密内容一律不安排",
            "the escort reports at once; sights need the general manager",
        ),
    )
    yield (
        words.pick("客人身体不适", "A guest falls ill"),
        words.pick("全程", "any time"),
        words.pick(
            "陪同随车送医，拨打120，报告接待负责人；其余客人按原日程进行",
            "the escort calls 120 and reports; the others go on",
        ),
    )


def _rain(kit: Kit, stay: Stay) -> Iterator[Case]:
    words, names = kit.words, kit.paper.names
    for item in kit.paper.plan_of(stay.id).items:
        place = kit.week.find_place(item.place)
        if isinstance(place, Sight) and place.open_air:
            instead = indoor_sight(kit, stay, item, place)
            what = f"{kit.when(item)} {kit.paper.item_texts.title(item)}"
            if instead is None:
                then = words.pick(
                    "备雨具，缩短室外时间，或改为酒店休息", "umbrellas, less time outside, or rest at the hotel"
                )
                another_day = free_time(kit, stay, item, at(day_of(item.end) + dt.timedelta(days=1)))
                if another_day is not None:
                    when = _moment(kit, another_day)
                    then += words.pick(f"；或调整顺序，改到{when}", f"; or another day: {when}")
            else:
                then = words.pick(
                    f"改去{names.place(instead.id)}（室内），用车、陪同不变",
                    f"{names.place(instead.id)} instead, indoors",
                )
            yield words.pick("下雨、恶劣天气", "Rain, bad weather"), what, then


def _moment(kit: Kit, start: int) -> str:
    return f"{kit.words.day(day_of(start))} {kit.words.time(start)}"


def indoor_sight(kit: Kit, stay: Stay, item: Item, place: Sight) -> Sight | None:
    """Return where to go when it rains: as the sight says, else the nearest one under a roof that is open then."""
    if place.rainy_day:
        return kit.week.sight(place.rainy_day)
    seen = {other.place for other in kit.paper.plan_of(stay.id).items}
    inside = [
        sight
        for sight in kit.week.sights
        if not sight.open_air and sight.category == "sightseeing" and sight.id not in seen
        if any(first <= item.start <= last for first, last in starts(sight, day_of(item.start), sight.minutes))
    ]
    return min(inside, key=lambda s: (kit.paper.facts.travel.base(place.id, s.id), s.id), default=None)


def _late(kit: Kit, stay: Stay) -> Iterator[Case]:
    """Say what is touched when the first guests come three hours later."""
    words, part = kit.words, kit.paper.plan_of(stay.id)
    ready = stay.start + LATE_MINUTES
    day = kit.paper.facts.day_of
    first = [i for i in part.items if i.start < ready + kit.paper.facts.travel.base(stay.lead.origin, i.place)]
    touched = [i for i in first if day(i) == stay.days[0] and i.kind not in ("check_in", "rest")]
    if not touched:
        then = words.pick(
            "当日日程不受影响，司机、迎接人员在站等候", "nothing else is touched; driver and greeter wait"
        )
        yield words.pick("航班车次晚点3小时", "Three hours late"), words.pick("接站（机）", "pick-up"), then
        return
    names = words.comma.join(f"{words.time(item.start)} {kit.paper.item_texts.title(item)}" for item in touched)
    hosts = dict.fromkeys(d.person for item in touched for d in item.duties if d.person and d.role == "leader")
    told = words.comma.join(kit.paper.names.person_with_title(id) for id in hosts)
    measures = [words.pick("司机、迎接人员在站等候", "driver and greeter wait")]
    measures += _instead(kit, stay, [item for item in touched if item.kind not in MEAL_KINDS], ready)
    for item in touched:
        if item.kind == "banquet":
            title = kit.paper.item_texts.title(item)
            measures.append(
                words.pick(f"{title}顺延，过晚则改简餐、宴请改日", f"{title}: later, or a supper, and another day")
            )
    if any(item.kind in ("lunch", "dinner") for item in touched):
        measures.append(words.pick("餐改为随到随用", "meals when they come"))
    if told:
        measures.append(words.pick(f"告知{told}", f"tell {told}"))
    yield words.pick("航班车次晚点3小时", "Three hours late"), names, words.semicolon.join(measures)


def _instead(kit: Kit, stay: Stay, items: list[Item], ready: int) -> list[str]:
    """Say when items that the guests are too late for could be held, where all who are needed are free."""
    words, told, taken = kit.words, [], list[tuple[int, int]]()
    for item in items:
        title = kit.paper.item_texts.title(item)
        there = ready + kit.paper.facts.travel.base(stay.lead.origin, item.place)
        start = free_time(kit, stay, item, there, taken)
        if start is None:
            told.append(words.pick(f"{title}缩短或取消", f"{title}: shorter, or left out"))
        else:
            taken.append((start, start + item.end - item.start))
            when = _moment(kit, start)
            told.append(words.pick(f"{title}可改到{when}", f"{title}: possible {when}"))
    return told


def _leaders(kit: Kit, stay: Stay) -> Iterator[Case]:
    words = kit.words
    for item in kit.paper.plan_of(stay.id).items:
        for duty in item.duties:
            if duty.role == "leader" and duty.person:
                who = kit.paper.names.person_with_title(duty.person)
                deputies = free_instead(kit, duty)
                if deputies:
                    names = words.pick("或", " or ").join(map(kit.paper.names.person_with_title, deputies[:2]))
                    then = words.pick(
                        f"可由{names}代为出席，事先向客人说明原因", f"{names} stands in; tell the guests why"
                    )
                else:
                    then = words.pick(
                        "无同级领导有空：改期，或由接待负责人说明原因", "nobody of that rank is free: another time"
                    )
                yield (
                    words.pick("领导临时不能出席", "The host is absent"),
                    f"{kit.when(item)} {kit.paper.item_texts.title(item)} {who}",
                    then,
                )


def free_instead(kit: Kit, duty: Duty) -> list[str]:
    """Return leaders who could take a duty of one of them: the deputy first, then by rank; free, and not on leave."""
    week, facts = kit.week, kit.paper.facts
    missing = week.person(str(duty.person))
    busy = _busy(kit)
    span = (duty.start, duty.end)
    found = []
    for person in week.company.people:
        off = facts.off(person)
        if person.id == missing.id or person.role("leader") is None:
            continue
        if not any(overlap(span, other) for other in (*off, *busy.get(person.id, ()))):
            found.append(person)
    found.sort(
        key=lambda person: (person.id != missing.deputy, abs(person.rank - missing.rank), person.rank, person.id)
    )
    return [person.id for person in found]


def _busy(kit: Kit) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    parts = [duty for item in kit.plan.items for duty in item.duties] + [d for m in kit.plan.moves for d in m.duties]
    for duty in parts:
        if duty.person:
            found.setdefault(duty.person, []).append((duty.start, duty.end))
    return found


def _interpreters(kit: Kit, stay: Stay) -> Iterator[Case]:
    words = kit.words
    if stay.language is None:
        return
    others = [
        person.name
        for person in kit.week.company.people
        if (role := person.role("interpreter")) is not None and stay.language in role.languages
    ]
    firms = [f"{h.supplier} {h.phone}".strip() for h in kit.week.company.hired_help if h.kind == "interpreter"]
    then = words.pick("由其他翻译顶替，或外聘", "another interpreter, or a hired one")
    yield (
        words.pick("翻译缺席", "The interpreter is absent"),
        words.language(stay.language),
        words.note(
            then, words.semicolon.join(text for text in (words.comma.join(others), *dict.fromkeys(firms)) if text)
        ),
    )


def _cars(kit: Kit, stay: Stay) -> Iterator[Case]:
    """Say which company vehicles with seats enough stand idle on the days of a visit."""
    words, days = kit.words, set(stay.days)
    used = {
        ride.vehicle for m in kit.plan.moves if kit.paper.facts.day_of(m) in days for ride in m.rides if ride.vehicle
    }
    need = max((r.guests + r.staff for m in kit.paper.plan_of(stay.id).moves for r in m.rides), default=0)
    if not need:
        return
    spare = [v for v in kit.week.company.vehicles if v.id not in used and v.seats >= need and not v.days]
    firms = [f"{car.supplier} {car.phone}".strip() for car in kit.week.company.hired_cars if car.seats >= need]
    told = words.comma.join(kit.paper.names.vehicle(v.id) for v in spare[:3]) or words.comma.join(
        dict.fromkeys(filter(None, firms))
    )
    then = words.pick("换备用车或外租，先送客人", "a spare or hired car; the guests first")
    yield (
        words.pick("车辆故障、堵车", "A car breaks down"),
        words.pick(f"{need}座以上", f"{need} seats"),
        words.note(then, told),
    )
