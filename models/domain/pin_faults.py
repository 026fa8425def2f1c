"""What can be wrong with pins: unknown names, and pins that no plan can keep together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.domain.bilingual import bilingual
from models.domain.changed_sides import night_id
from models.domain.clock import QUARTER, hhmm, minute_of_day, overlap, round_down
from models.domain.facts import Facts
from models.domain.pins import Pin
from models.domain.plan import Plan
from models.domain.references import near
from models.domain.thing_names import ThingNames, moment_in_words
from models.domain.week import Week

SourceFinding = tuple[str, str, str]
"""Where a pin or event was said, what is wrong with it, and maybe how to mend it."""


def pin_faults(facts: Facts, plan: Plan | None, pins: Iterable[Pin]) -> Iterator[SourceFinding]:
    """Yield everything that is wrong with pins: unknown names, and pins that no plan can keep together.

    Parameters
    ----------
    plan : Plan or None
        The plan whose items, moves and nights may be pinned besides the visits' requests.
    """
    every, names = list(pins), ThingNames(facts.week, plan)
    known = pinnable(facts.week, plan)
    moves = {move.id for move in plan.moves} if plan is not None else set()
    for pin in every:
        yield from _unknown(facts.week, known, moves, pin, names)
    yield from _contradictory(facts, plan, every, names)


def pinnable(week: Week, plan: Plan | None) -> set[str]:
    """Return the ids that a pin may be of: requests, and what the plan has."""
    found = {f"{visit.id}/{request.id}" for visit in week.visits for request in visit.requests}
    if plan is not None:
        found |= {item.id for item in plan.items} | {move.id for move in plan.moves}
        found |= {night_id(night) for night in plan.nights}
    return found


def _unknown(week: Week, known: set[str], moves: set[str], pin: Pin, names: ThingNames) -> Iterator[SourceFinding]:
    if pin.of not in known:
        mine = {id for id in known if id.startswith(f"{pin.visit}/")}
        yield (
            pin.source,
            bilingual(f"计划里没有这一项：{pin.of!r}", f"no item or move {pin.of!r}"),
            near(pin.of, mine or known),
        )
    yield from _unknown_names(week, pin)
    if pin.out and pin.sides:
        yield (
            pin.source,
            (f"{names.part(pin.of)} " + bilingual("既不排入又有固定内容", "left out and fixed at once")),
            "",
        )
    if pin.start is not None and pin.end is not None and pin.start >= pin.end:
        yield pin.source, (f"{names.part(pin.of)} " + bilingual("结束不晚于开始", "ends before it starts")), ""
    if pin.start is not None and pin.start % QUARTER and pin.of not in moves:
        earlier = round_down(pin.start, QUARTER)
        one, other = (hhmm(minute_of_day(m)) for m in (earlier, earlier + QUARTER))
        either = bilingual(f"{one} 或 {other}", f"{one} or {other}")
        yield (
            pin.source,
            (
                f"{names.part(pin.of)} "
                + bilingual(
                    f"{hhmm(minute_of_day(pin.start))} 不是整刻开始",
                    f"{hhmm(minute_of_day(pin.start))} is no quarter hour",
                )
            ),
            either,
        )


def _unknown_names(week: Week, pin: Pin) -> Iterator[SourceFinding]:
    company = week.company
    places = {place.id for place in company.places}
    rooms = {room.id for room in company.rooms} | {r.id for rest in week.restaurants for r in rest.dining_rooms}
    people = {person.id for person in company.people}
    named: list[tuple[str, str, set[str], Iterable[str]]] = [
        ("地点", "place", places, [pin.place] if pin.place else []),
        ("会议室、包间", "room", rooms, [pin.room] if pin.room else []),
        ("人员", "person", people, (*(pin.people or ()), *pin.without)),
        ("车辆", "vehicle", {v.id for v in company.vehicles}, pin.cars or ()),
        ("司机", "driver", {d.id for d in company.drivers}, pin.drivers or ()),
    ]
    for zh, en, ids, wanted in named:
        for id in wanted:
            if id not in ids:
                yield pin.source, bilingual(f"没有这个{zh} {id!r}", f"no such {en}: {id!r}"), near(id, ids)


def _contradictory(facts: Facts, plan: Plan | None, pins: list[Pin], names: ThingNames) -> Iterator[SourceFinding]:
    """Yield pins of one thing that say two different things, and pins that want one thing twice at once."""
    seen: dict[tuple[str, str], tuple[object, Pin]] = {}
    for pin in pins:
        for side in ("start", "end", "place", "room", "cars", "drivers", "out"):
            value = getattr(pin, side)
            if value is None:
                continue
            other = seen.setdefault((pin.of, side), (value, pin))
            if other[0] != value:
                one, two = (_text(said, names) for said in (other[0], value))
                what = f"{names.part(pin.of)} " + bilingual(
                    f"固定了两次,互相矛盾：{one}、{two}", f"fixed twice, differently: {one}, {two}"
                )
                yield pin.source, what, bilingual("只留一处", "keep one of them")
    yield from _twice_at_once(facts, plan, pins, names)


def _text(value: object, names: ThingNames) -> str:
    if isinstance(value, bool):
        return bilingual("不排入", "left out") if value else bilingual("排入", "planned")
    if isinstance(value, int):
        return moment_in_words(value)
    ids = (value,) if isinstance(value, str) else tuple(value) if isinstance(value, tuple) else ()
    return " ".join(names.thing(id) for id in ids) or "–"


def _twice_at_once(facts: Facts, plan: Plan | None, pins: list[Pin], names: ThingNames) -> Iterator[SourceFinding]:
    """Yield people, rooms, vehicles and drivers that pins want in two places at once, or while they are away."""
    lengths = _lengths(facts, plan)
    parts = _parts(plan)
    people = {person.id: person for person in facts.week.company.people}
    wants: list[tuple[str, int, int, Pin]] = []
    for pin in pins:
        if pin.start is None or pin.of not in lengths:
            continue
        end = pin.end if pin.end is not None else pin.start + lengths[pin.of]
        for id in (*(pin.cars or ()), *(pin.drivers or ()), *([pin.room] if pin.room else [])):
            wants.append((id, pin.start, end, pin))
        for id in pin.people or ():
            mine = parts.get((pin.of, pin.start, id), [(pin.start, end)])
            wants += [(id, first, last, pin) for first, last in mine]
            leave = people[id].leave if id in people else ()
            if any(overlap(part, (span.start, span.end)) for part in mine for span in leave):
                person = names.thing(id)
                yield (
                    pin.source,
                    (f"{names.part(pin.of)}: " + bilingual(f"固定的{person}当时不在", f"{person} is away then")),
                    bilingual("换一个人，或不固定", "another person, or no pin"),
                )
    shared = {r.id for rest in facts.week.restaurants for r in rest.dining_rooms if not r.private}
    for k, (id, start, end, pin) in enumerate(wants):
        for other, begin, until, before in wants[:k]:
            if id == other and before.of != pin.of and id not in shared and overlap((start, end), (begin, until)):
                one, two = names.part(before.of), names.part(pin.of)
                yield (
                    pin.source,
                    (
                        f"{names.thing(id)} "
                        + bilingual(f"同一时间固定在 {one} 和 {two}", f"is wanted at once by {one} and {two}")
                    ),
                    bilingual("松开其中一处", "free one of them"),
                )


def _parts(plan: Plan | None) -> dict[tuple[str, int, str], list[tuple[int, int]]]:
    """Return when each person is busy with a row of a plan: row id, its start and person id → times."""
    found: dict[tuple[str, int, str], list[tuple[int, int]]] = {}
    rows = [(item.id, item.start, item.duties) for item in (plan.items if plan else ())]
    rows += [(move.id, move.depart, move.duties) for move in (plan.moves if plan else ())]
    for id, start, duties in rows:
        for duty in duties:
            if duty.person:
                found.setdefault((id, start, duty.person), []).append((duty.start, duty.end))
    return found


def _lengths(facts: Facts, plan: Plan | None) -> dict[str, int]:
    """Return the minutes of requests and of what the plan has, by item or move id."""
    found: dict[str, int] = {}
    if plan is not None:
        found |= {item.id: item.minutes for item in plan.items}
        found |= {move.id: move.arrive - move.depart for move in plan.moves}
    for stay in facts.stays:
        found |= {f"{stay.id}/{request.id}": stay.minutes(request) for request in stay.visit.requests}
    return found
