"""接待行程安排表: the programme of a delegation, as guests and escorts read it.

A transfer is told in the row of what it leads to: the car, and when the guests set off. Meeting, seeing off and the way
back to the hotel are rows of their own. Guests are asked to the door on a quarter hour, when the car stands there, and
told that something is over on a quarter hour; what others set (flights, trains) stays as it is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.domain.activities import MEAL_KINDS, Tour
from models.domain.clock import QUARTER, at, round_down, round_up
from models.domain.plan import Item, Move, Night
from planner.papers.table import PaperColumn, PaperTable, Row, headings
from planner.papers.tables.programme_head import lines_above
from planner.papers.wording.calendar import service_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from planner.papers.paper import Paper


PROGRAMME_COLUMNS = (
    PaperColumn("day", "日期", "Day"),
    PaperColumn("time", "时间", "Time"),
    PaperColumn("what", "活动内容", "Programme"),
    PaperColumn("place", "地点", "Place"),
    PaperColumn("people", "陪同人员", "Accompanied by"),
    PaperColumn("cars", "用车", "Cars"),
    PaperColumn("note", "备注", "Remarks"),
)


def programme(paper: Paper, visit: str) -> PaperTable:
    """Return the programme of one visit."""
    words = paper.words
    return PaperTable(
        id=f"programme:{visit}",
        title=words.pick("接待行程安排表", "Programme") + words.pick("：", ": ") + paper.names.client(visit),
        columns=headings(PROGRAMME_COLUMNS, words),
        rows=tuple(_rows(paper, visit)),
        lines=tuple(lines_above(paper, paper.stay(visit))),
        merged=1,
    )


def programmes(paper: Paper) -> tuple[PaperTable, ...]:
    """Return the programmes of all visits, in the order of the week."""
    return tuple(programme(paper, visit.id) for visit in paper.week.visits)


# ---------------------------------------------------------------- the rows


@dataclass
class _Scene:
    """What happens at one time: an item with the transfers that lead to it, or a transfer by itself."""

    start: int
    item: Item | None = None
    moves: list[Move] = field(default_factory=list)

    @property
    def end(self) -> int:
        """When it is over."""
        return self.item.end if self.item else self.moves[0].arrive

    @property
    def groups(self) -> tuple[str, ...]:
        """Travel groups that it is about; empty: all."""
        return self.item.groups if self.item else self.moves[0].groups


def _scenes(items: Sequence[Item], moves: Sequence[Move], location: dict[str, str]) -> Iterator[_Scene]:
    """Yield the scenes of a visit in order; a transfer joins the next item at its target on the same day."""
    waiting: list[Move] = []
    events: list[Item | Move] = [*items, *moves]
    for event in sorted(events, key=_order):
        if isinstance(event, Item):
            mine = [move for move in waiting if _together(move.groups, event.groups)]
            joined = [m for m in mine if location[m.target] == location[event.place] and _same_day(m, event)]
            yield from (_Scene(m.depart, moves=[m]) for m in mine if m not in joined)
            waiting = [move for move in waiting if move not in mine]
            yield _Scene(event.start, event, joined)
        elif event.kind == "transfer":
            waiting.append(event)
        else:
            yield _Scene(event.depart, moves=[event])
    yield from (_Scene(m.depart, moves=[m]) for m in waiting)


def _together(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two parts of a delegation have a travel group in common."""
    return not a or not b or bool(set(a) & set(b))


def _order(event: Item | Move) -> tuple[int, int, str]:
    """By start; a move before an item that begins with it."""
    return (event.start, 1, event.id) if isinstance(event, Item) else (event.depart, 0, event.id)


def _same_day(move: Move, item: Item) -> bool:
    return service_day(move.arrive) == service_day(item.start)


def _rows(paper: Paper, visit: str) -> Iterator[Row]:
    part = paper.plan_of(visit)
    location = {place.id: paper.facts.location(place.id) for place in paper.week.company.places}
    scenes = sorted(_scenes(part.items, part.moves, location), key=lambda scene: scene.start)
    days = sorted({service_day(s.start) for s in scenes} | {night.day for night in part.nights})
    for day in days:
        mine = [scene for scene in scenes if service_day(scene.start) == day]
        slept = [night for night in part.nights if night.day == day - dt.timedelta(days=1)]
        if slept:
            yield _breakfast(paper, slept[0], day, mine)
            yield from _free_morning(paper, slept[0], day, mine)
        yield from _by_themselves(paper, visit, day, coming=True)
        for k, scene in enumerate(mine):
            ends = [other.end for other in mine[:k] if _together(other.groups, scene.groups)]
            later = [other for other in mine[k + 1 :] if _together(other.groups, scene.groups)]
            until = min((_off(other, scene.end) for other in later), default=scene.end + QUARTER)
            yield _row(paper, scene, day, _FreeTime(max(ends, default=at(day)), until))
        yield from _by_themselves(paper, visit, day, coming=False)
        yield from (_night(paper, night) for night in part.nights if night.day == day)


def _by_themselves(paper: Paper, visit: str, day: dt.date, *, coming: bool) -> Iterator[Row]:
    """Yield rows for travel groups that come to the first place or leave from the last one without a move."""
    words, kind = paper.words, "pick_up" if coming else "see_off"
    moves = [move for move in paper.plan_of(visit).moves if move.kind == kind]
    for group in paper.stay(visit).groups:
        moment = group.group.arrival.at if coming else group.deadline
        moved = any(not move.groups or group.id in move.groups for move in moves)
        if moved or service_day(moment) != day:
            continue
        place = group.origin if coming else group.target
        what = words.pick("抵达", "Arrival") if coming else words.pick("离开", "Departure")
        remark = paper.delegations.part_of(visit, (group.id,))
        cells = (words.day(day), words.time(moment, day), what, paper.names.place(place), "", "", remark)
        yield Row(cells, day=day, start=moment, end=moment, visit=visit)


MIN_FREE_MORNING_MINUTES = 120
"""Minutes between breakfast and the first thing of the day that are free time worth a line."""


def _free_morning(paper: Paper, night: Night, day: dt.date, scenes: Sequence[_Scene]) -> Iterator[Row]:
    """Tell guests that the morning is theirs, when nothing is on for long after breakfast."""
    words, begin = paper.words, at(day, paper.facts.shape.day_start)
    first = min((move.depart for scene in scenes[:1] for move in scene.moves), default=None)
    until = first if first is not None else scenes[0].start if scenes else None
    if until is None or until - begin < MIN_FREE_MORNING_MINUTES:
        return
    what = words.pick("自由活动", "Free time")
    cells = (words.day(day), words.span(begin, round_down(until, QUARTER), day), what, paper.names.place(night.hotel))
    yield Row((*cells, "", "", ""), day=day, start=begin, visit=night.visit)


@dataclass(frozen=True)
class _FreeTime:
    """Since when the guests of a scene are free for it, and when the next thing asks for them."""

    since: int
    until: int

    def over(self, end: int) -> int:
        """Return when guests are told that it is over: on a quarter hour, unless they must be off before that."""
        quarter = round_up(end, QUARTER)
        return quarter if quarter <= self.until else end


def _off(scene: _Scene, before: int) -> int:
    """Return when guests must be there for a scene: at the door for the car, or at the place."""
    doors = [guest_time(move.depart, before) for move in scene.moves]
    return min(doors, default=scene.start)


def _row(paper: Paper, scene: _Scene, day: dt.date, free: _FreeTime) -> Row:
    if scene.item is not None:
        return _item_row(paper, scene, scene.item, day, free)
    return _move_row(paper, scene.moves[0], day, free)


def _item_row(paper: Paper, scene: _Scene, item: Item, day: dt.date, free: _FreeTime) -> Row:
    words = paper.words
    remarks = [*_setting_off(paper, scene, day, free.since), *_remarks(paper, item)]
    return Row(
        cells=(
            words.day(day),
            words.span(item.start, free.over(item.end), day),
            paper.item_texts.title(item),
            paper.item_texts.where(item),
            paper.duty_texts.by_role(item),
            "\n".join(dict.fromkeys(paper.move_texts.cars(move) for move in scene.moves)),
            words.semicolon.join(remarks),
        ),
        day=day,
        start=item.start,
        end=item.end,
        about=item.id,
        visit=item.visit,
        open=is_open(item) or any(is_open(move) for move in scene.moves),
        moves=tuple(move.id for move in scene.moves),
    )


def _setting_off(paper: Paper, scene: _Scene, day: dt.date, before: int) -> Iterator[str]:
    words = paper.words
    for move in scene.moves:
        time = words.time(guest_time(move.depart, before), day)
        who = (
            paper.delegations.part_of(move.visit, move.groups)
            if scene.item is None or move.groups != scene.item.groups
            else ""
        )
        text = words.pick(
            f"{time}从{paper.names.stop(move.origin)}出发", f"leave {paper.names.stop(move.origin)} at {time}"
        )
        yield words.label(who, text) if who else text
        if move.luggage and move.rides:
            yield words.pick("行李随车", "luggage in the car")


def guest_time(depart: int, before: int) -> int:
    """Return when guests are asked to the door: on a quarter hour, but not before what they do ends."""
    return max(round_down(depart, QUARTER), min(before, depart))


def _remarks(paper: Paper, item: Item) -> Iterator[str]:
    words, request, stay = paper.words, paper.item_texts.request(item), paper.stay(item.visit)
    party = paper.delegations.part_of(item.visit, item.groups)
    if party:
        yield words.pick(f"仅{party}", f"only {party}")
    if isinstance(request, Tour):
        yield from _route(paper, item)
    if item.kind in MEAL_KINDS and stay.diets:
        yield paper.delegations.diets(item.visit)
    if item.is_packed_meal:
        yield words.open
    if item.kind == "rest" and service_day(item.start) == stay.days[-1]:
        yield words.pick("延迟退房", "late check-out")
    if request is not None and request.note:
        yield request.note


def _route(paper: Paper, item: Item) -> Iterator[str]:
    words = paper.words
    route = list(dict.fromkeys(stop.workshop for stop in sorted(item.stops, key=lambda stop: stop.start)))
    workshops = [paper.week.workshop(id) for id in route]
    if workshops:
        yield "→".join(workshop.name for workshop in workshops)
    groups = len({stop.group for stop in item.stops})
    if groups > 1:
        yield words.pick(f"分{groups}组", f"{groups} groups")
    if any(workshop.helmets for workshop in workshops):
        yield words.pick("戴安全帽", "helmets")
    if any(workshop.magnetic for workshop in workshops):
        yield words.pick("手表、银行卡请交专人保管", "watches and bank cards are kept for you")


def _move_row(paper: Paper, move: Move, day: dt.date, free: _FreeTime) -> Row:
    words = paper.words
    told = {"pick_up": _pick_up, "see_off": _see_off}.get(move.kind, _back)
    start, what, where, remarks = told(paper, move, free.since)
    party = paper.delegations.part_of(move.visit, move.groups)
    if party:
        remarks.insert(0, words.pick(f"仅{party}", f"only {party}"))
    if move.luggage:
        remarks.append(words.pick("行李随车", "luggage in the car"))
    return Row(
        cells=(
            words.day(day),
            words.span(start, free.over(move.arrive), day),
            what,
            where,
            paper.duty_texts.by_role(move),
            paper.move_texts.cars(move),
            words.semicolon.join(remarks),
        ),
        day=day,
        start=move.depart,
        end=move.arrive,
        about=move.id,
        visit=move.visit,
        open=is_open(move),
    )


_RowText = tuple[int, str, str, list[str]]


def _pick_up(paper: Paper, move: Move, before: int) -> _RowText:
    del before
    words, groups = paper.words, paper.delegations.travellers(move)
    start = min((g.group.arrival.at for g in groups), default=move.depart)
    numbers = words.comma.join(dict.fromkeys(g.group.arrival.number for g in groups if g.group.arrival.number))
    what = f"{words.pick('抵达，', 'Arrival, ')}{paper.move_texts.meeting(move.origin)} {numbers}".rstrip()
    off = words.time(max(start, QUARTER * round(move.depart / QUARTER)))
    remarks = [words.pick(f"约{off}乘车前往", f"leaving about {off} for ")]
    remarks[0] += paper.names.stop(move.target)
    if paper.week.visit(move.visit).vip_lane:
        remarks.append(words.pick("贵宾通道", "VIP lane"))
    return start, what, paper.names.place(move.origin), remarks


def _see_off(paper: Paper, move: Move, before: int) -> _RowText:
    words = paper.words
    leaving = [group.group.departure for group in paper.delegations.travellers(move)]
    what = words.sentence(paper.move_texts.parting(move.target))
    at_times = [(d.number, words.time(d.at)) for d in leaving if d.at is not None]
    remarks = [words.pick(f"{n} {t}出发", f"{n} leaves at {t}").strip() for n, t in dict.fromkeys(at_times)]
    if any(d.at is None for d in leaving):
        remarks.append(words.pick("返程票待订", "return ticket to be booked"))
    return guest_time(move.depart, before), what, paper.move_texts.way(move), remarks


def _back(paper: Paper, move: Move, before: int) -> _RowText:
    words = paper.words
    what = words.pick(f"前往{paper.names.stop(move.target)}", f"To {paper.names.stop(move.target)}")
    nights = [night for night in paper.plan.nights if night.visit == move.visit]
    if move.target in {night.hotel for night in nights} or move.target == paper.week.visit(move.visit).hotel:
        what = words.pick("返回酒店", "Back to the hotel")
    return guest_time(move.depart, before), what, paper.move_texts.way(move), []


def _breakfast(paper: Paper, night: Night, day: dt.date, scenes: Sequence[_Scene]) -> Row:
    """Breakfast at the hotel from its hour; packed when the guests must be off before they could have it (SENSE-03)."""
    words = paper.words
    hotel, begin = paper.week.hotel(night.hotel), at(day, paper.week.hotel(night.hotel).breakfast_from)
    off = min((move.depart for scene in scenes for move in scene.moves), default=None)
    packed = off is not None and off < begin + paper.facts.shape.breakfast_minutes
    what = words.pick("打包早餐", "Packed breakfast") if packed else words.pick("早餐", "Breakfast")
    time = "" if packed else words.pick(f"{words.time(begin)}起", f"from {words.time(begin)}")
    leaving = day == paper.stay(night.visit).days[-1]
    remark = words.pick("退房", "check-out") if leaving and not _rests(scenes) else ""
    cells = (words.day(day), time, what, paper.names.place(hotel.id), "", "", remark)
    return Row(cells, day=day, start=begin, visit=night.visit)


def _rests(scenes: Sequence[_Scene]) -> bool:
    """Whether the guests come back to their rooms: the hotel keeps them for so long (SENSE-07)."""
    return any(scene.item is not None and scene.item.kind == "rest" for scene in scenes)


def _night(paper: Paper, night: Night) -> Row:
    words = paper.words
    party = paper.delegations.part_of(night.visit, night.groups)
    only = words.pick(f"仅{party}", f"only {party}") if party else ""
    remarks = [text for text in (only, paper.delegations.hotel_rooms(night)) if text]
    lodging = words.pick("住宿", "Night")
    cells = (words.day(night.day), "", lodging, paper.names.place(night.hotel), "", "", words.semicolon.join(remarks))
    return Row(cells, day=night.day, visit=night.visit)


def is_open(part: Item | Move) -> bool:
    """Whether something is 待落实: a duty without a person or with a deputy, a hired car, a meal to be packed."""
    if any(duty.person is None or duty.stand_in for duty in part.duties):
        return True
    if isinstance(part, Move):
        return any(ride.hired or not ride.vehicle or not ride.driver for ride in part.rides)
    return part.is_packed_meal
