"""Rows that the planner has added by hand: a request that was left out, a meal, a rest, a sight, or a way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import KINDS
from models.domain.bilingual import bilingual
from models.domain.clock import day_of, hhmm, minute_of_day
from models.domain.plan import Duty, Item, Move, Ride
from models.rules.core.kinds import OWED_KINDS
from planner.language.text import Unreadable, said
from planner.language.times.clocks import parse_span
from planner.language.times.days import parse_day
from planner.language.times.vocabulary import DAYTIME_MINUTE
from planner.language.words import Words
from planner.plan_workbook.reading.printed_names import PrintedNames, name_key

if TYPE_CHECKING:
    import datetime as dt

    from planner.papers.paper import Paper
    from planner.plan_workbook.reading.edited_plan import EditedPlan
    from planner.plan_workbook.reading.rows import BookRow, Now

_UNREQUESTED_KINDS = (*OWED_KINDS, "sight")
"""Kinds of items that no request asks for."""


def add(draft: EditedPlan, names: PrintedNames, paper: Paper, row: BookRow) -> str:
    """Put what an added row says into the plan and return its id.

    Raises
    ------
    Unreadable
        When a part of it is missing or cannot be understood.
    """
    visit = row.about
    day, what = _day(draft, row), _text(row, "what")
    start, end = parse_span(_text(row, "time"), day, near=DAYTIME_MINUTE)
    if "→" in _text(row, "place"):
        return _add_move(draft, names, row, start, end)
    request = _request(draft, paper, visit, what)
    place, room = names.place(_text(row, "place"))
    kind = request[1] if request else _kind(what)
    minutes = _minutes(draft, visit, request, kind, place)
    id = _free_id(draft, f"{visit}/{request[0] if request else _named(kind, day, place)}")
    here = _here(draft, visit, start) or place
    last = end if end is not None else start + minutes
    duties = _duties(names, row, start, last)
    item = {"id": id, "visit": visit, "kind": kind, "request": request[0] if request else None}
    draft.items[id] = Item.model_validate(item | {"start": start, "end": last, "place": here, "duties": duties})
    draft.put_item(id, place, room)
    draft.left = [left for left in draft.left if (left.visit, left.request) != (visit, item["request"])]
    _cars(draft, names, row, id)
    return id


def _text(row: BookRow, name: str) -> str:
    text = row.now[name].text if name in row.now else ""
    if not text:
        words = {"day": "日期", "time": "时间", "what": "活动内容", "place": "地点"}
        raise Unreadable(bilingual(f"新增的一行没有写{words[name]}", f"an added row without {name}"))
    return text


def _day(draft: EditedPlan, row: BookRow) -> dt.date:
    week, now = draft.facts.week, row.now.get("day")
    if now is None or not now.text:
        raise Unreadable(bilingual("新增的一行没有写日期", "an added row without a day"))
    return parse_day(now.text if now.value is None else now.value, week.first_day, week.days)


def _request(draft: EditedPlan, paper: Paper, visit: str, what: str) -> tuple[str, str] | None:
    """Return (id, kind) of the request that a row means: one that has no item yet."""
    taken = {item.request for item in draft.items.values() if item.visit == visit}
    open_ = [request for request in draft.facts.week.visit(visit).requests if request.id not in taken]
    for request in open_:
        if name_key(paper.item_texts.request_title(request)) == name_key(what):
            return request.id, request.kind
    kinds = [request for request in open_ if name_key(KINDS[request.kind].zh) == name_key(what)]
    return (kinds[0].id, kinds[0].kind) if len(kinds) == 1 else None


def _kind(what: str) -> str:
    text = name_key(what)
    for kind in _UNREQUESTED_KINDS:
        words = {name_key(word) for lang in ("zh", "en") for word in (Words(lang).kind(kind), Words(lang).short(kind))}
        if any(text.startswith(word) for word in words):
            return kind
    known = "、".join(Words().kind(kind) for kind in _UNREQUESTED_KINDS)
    raise Unreadable(f"{said(what)} " + bilingual("不是这个来访还没有排的要求", "no request that is still open"), known)


def _minutes(draft: EditedPlan, visit: str, request: tuple[str, str] | None, kind: str, place: str) -> int:
    """Return how long an added row takes that has no end: as long as the edition says."""
    stay = draft.facts.stay(visit)
    if request is not None:
        return stay.minutes(draft.facts.week.visit(visit).request(request[0]))
    return stay.owed_minutes(kind, place)


def _named(kind: str, day: dt.date, place: str) -> str:
    return {"check_in": "check_in", "sight": place}.get(kind, f"{kind}-{day}")


def _free_id(draft: EditedPlan, id: str) -> str:
    k, free = 2, id
    while free in draft.items or free in draft.moves:
        free, k = f"{id}-{k}", k + 1
    return free


def _here(draft: EditedPlan, visit: str, moment: int) -> str | None:
    """Return where the guests are at a moment."""
    seen = [(item.start, item.place) for item in draft.items.values() if item.visit == visit and item.start <= moment]
    seen += [
        (move.arrive, move.target) for move in draft.moves.values() if move.visit == visit and move.depart <= moment
    ]
    return max(seen)[1] if seen else None


def _duties(names: PrintedNames, row: BookRow, start: int, end: int) -> tuple[Duty, ...]:
    now: Now | None = row.now.get("people")
    found = []
    for role, texts in names.helpers(now.text if now else "").items():
        for text in texts:
            person = names.person(text)
            found.append(Duty.model_validate({"role": role, "person": person, "start": start, "end": end}))
    return tuple(found)


def _cars(draft: EditedPlan, names: PrintedNames, row: BookRow, id: str) -> None:
    now = row.now.get("cars")
    lines = [line for line in (now.text if now else "").splitlines() if line.strip()]
    for move in draft.ways_to(id):
        rides = _rides(draft, names, move.visit, lines)
        if rides:
            draft.ride(move.id, rides)


def _rides(draft: EditedPlan, names: PrintedNames, visit: str, lines: list[str]) -> tuple[Ride, ...]:
    guests = draft.facts.stay(visit).guests()
    rides = []
    for line in lines:
        vehicle, driver, hired, count = names.car(line)
        share = count if count is not None else guests if len(lines) == 1 else 0
        rides.append(Ride(vehicle=vehicle, driver=driver, hired=hired, guests=share))
    return tuple(rides)


def _add_move(draft: EditedPlan, names: PrintedNames, row: BookRow, start: int, end: int | None) -> str:
    origin, target = names.way(_text(row, "place"))
    now = row.now.get("cars")
    lines = [line for line in (now.text if now else "").splitlines() if line.strip()]
    arrive = end if end is not None else draft.facts.travel.after(origin, target, start)
    id = _free_id(draft, f"{row.about}/way-{day_of(start)}-{hhmm(minute_of_day(start)).replace(':', '')}")
    draft.moves[id] = Move(
        id=id,
        visit=row.about,
        kind="transfer",
        origin=origin,
        target=target,
        depart=start,
        arrive=arrive,
        rides=_rides(draft, names, row.about, lines),
        duties=_duties(names, row, start, arrive),
    )
    return id
