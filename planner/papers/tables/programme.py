"""接待行程安排表: the programme of a delegation, as guests and escorts read it.

A transfer is told in the row of what it leads to: the car, and when the guests set off. Meeting, seeing off and the way
back to the hotel are rows of their own. All times are those of the plan, as drivers and the office read them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from models.domain.activities import MEAL_KINDS, Banquet, Tour, Training
from models.domain.clock import QUARTER, at, round_down
from models.domain.included_meals import has_lunch_break, included_meal, lunch_break, lunch_of_item
from models.domain.joint_items import joint_of
from models.domain.lounges import asked_on_arrival, lounge_span
from models.domain.plan import Item, Move, Night
from planner.papers.orders import OrderTexts
from planner.papers.paper import made_once
from planner.papers.table import PaperColumn, PaperTable, Row, headings
from planner.papers.tables.company_rests import rest_before
from planner.papers.tables.programme_head import lines_above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from models.domain.activities import Request
    from planner.language.words import Words
    from planner.papers.paper import Paper

MOST_WITHOUT_BREAK = 90
"""Minutes of a session without a break, at most."""
PROGRAMME_COLUMNS = (
    PaperColumn("day", "日期", "Day"),
    PaperColumn("time", "时间", "Time"),
    PaperColumn("what", "活动内容", "Programme"),
    PaperColumn("place", "地点", "Place"),
    PaperColumn("people", "陪同人员", "Accompanied by"),
    PaperColumn("cars", "用车", "Cars"),
    PaperColumn("note", "备注", "Remarks"),
)


@made_once
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
    def part(self) -> Item | Move:
        """What it is about."""
        return self.item or self.moves[0]


def _scenes(
    items: Sequence[Item],
    moves: Sequence[Move],
    location: Callable[[str], str],
    day_of: Callable[[Item | Move], dt.date],
) -> Iterator[_Scene]:
    """Yield the scenes of a visit in order; a transfer joins the next item at its target on the same day."""
    waiting: list[Move] = []
    events: list[Item | Move] = [*items, *moves]
    for event in sorted(events, key=_order):
        if isinstance(event, Item):
            mine = [move for move in waiting if _together(move.groups, event.groups)]
            joined = [m for m in mine if location(m.target) == location(event.place) and day_of(m) == day_of(event)]
            yield from (_Scene(m.depart, moves=[m]) for m in mine if m not in joined)
            waiting = [move for move in waiting if move not in mine]
            yield _Scene(event.start, event, joined)
        elif event.kind == "transfer":
            waiting.append(event)
        else:
            yield _Scene(_told_from(event, items, location), moves=[event])
    yield from (_Scene(m.depart, moves=[m]) for m in waiting)


def _told_from(move: Move, items: Sequence[Item], location: Callable[[str], str]) -> int:
    """Return when a pick-up or see-off is told: who is received at the airport has arrived before that."""
    received = [
        item.start - 1
        for item in items
        if move.kind == "pick_up"
        and item.start < move.depart
        and location(item.place) == location(move.origin)
        and _together(move.groups, item.groups)
    ]
    return min(received, default=move.depart)


def _together(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two parts of a delegation have a travel group in common."""
    return not a or not b or bool(set(a) & set(b))


def _order(event: Item | Move) -> tuple[int, int, str]:
    """By start; a move before an item that begins with it."""
    return (event.start, 1, event.id) if isinstance(event, Item) else (event.depart, 0, event.id)


def _rows(paper: Paper, visit: str) -> Iterator[Row]:
    part, day_of = paper.plan_of(visit), paper.facts.day_of
    scenes = list(_scenes(part.items, part.moves, paper.facts.location, day_of))
    scenes.sort(key=lambda scene: scene.start)
    days = sorted({day_of(scene.part) for scene in scenes} | {night.day for night in part.nights})
    for day in days:
        mine = [scene for scene in scenes if day_of(scene.part) == day]
        slept = [night for night in part.nights if night.day == day - dt.timedelta(days=1)]
        if slept:
            here = [s for s in mine if _together(s.part.groups, slept[0].groups) and not _is_pick_up(s)]
            yield from _breakfast(paper, slept[0], day, here)
            yield from _free_morning(paper, slept[0], day, here)
        yield from _by_themselves(paper, visit, day, coming=True)
        told = [_with_whole_rest(scene, *around) for scene, around in zip(mine, _neighbours(mine), strict=True)]
        for before, scene in zip([None, *told], told, strict=False):
            yield from _free_before(paper, before, scene, day)
            yield _row(paper, scene, day)
        yield from _by_themselves(paper, visit, day, coming=False)
        yield from (_night(paper, night) for night in part.nights if night.day == day)


def _is_pick_up(scene: _Scene) -> bool:
    return isinstance(scene.part, Move) and scene.part.kind == "pick_up"


def _by_themselves(paper: Paper, visit: str, day: dt.date, *, coming: bool) -> Iterator[Row]:
    """Yield rows for travel groups that come to the first place or leave from the last one without a move."""
    words, kind = paper.words, "pick_up" if coming else "see_off"
    moves = [move for move in paper.plan_of(visit).moves if move.kind == kind]
    for group in paper.stay(visit).groups:
        moved = any(not move.groups or group.id in move.groups for move in moves)
        if moved or (group.comes if coming else group.leaves) != day:
            continue
        come, go = group.group.arrival, group.group.departure
        if coming:
            moment, told = come.at, come.number and paper.move_texts.arrival(come, day)
        else:
            moment = group.deadline if go.at is None else go.at
            told = paper.move_texts.departure(go, day) if go.number or go.at is None else ""
        place = group.origin if coming else group.target
        what = words.pick("抵达", "Arrival") if coming else words.pick("离开", "Departure")
        remark = words.semicolon.join(text for text in (paper.delegations.part_of(visit, (group.id,)), told) if text)
        cells = (words.day(day), words.time(moment, day), what, paper.names.place(place), "", "", remark)
        yield Row(cells, day=day, start=moment, end=moment, visit=visit)


MIN_FREE_MORNING_MINUTES = 120
"""Minutes between breakfast and the first thing of the day that are free time worth a line."""


def _free_morning(paper: Paper, night: Night, day: dt.date, scenes: Sequence[_Scene]) -> Iterator[Row]:
    """Tell guests that the morning is theirs, when nothing is on for long after breakfast."""
    words, begin = paper.words, at(day, paper.facts.shape.day_start)
    until = _first_call(scenes)
    if until is None or until - begin < MIN_FREE_MORNING_MINUTES:
        return
    what = words.pick("自由活动", "Free time")
    cells = (words.day(day), words.span(begin, until, day), what, paper.names.place(night.hotel))
    yield Row((*cells, "", "", ""), day=day, start=begin, visit=night.visit)


def _neighbours(scenes: Sequence[_Scene]) -> Iterator[tuple[_Scene | None, _Scene | None]]:
    """Yield the scenes before and after each of a day's."""
    for k in range(len(scenes)):
        yield (scenes[k - 1] if k else None), (scenes[k + 1] if k + 1 < len(scenes) else None)


def _with_whole_rest(scene: _Scene, before: _Scene | None, after: _Scene | None) -> _Scene:
    """Return a rest with the time at the same hotel before and after it; any other scene as it is."""
    item = scene.item
    if item is None or item.kind != "rest":
        return scene
    start, end = item.start, item.end
    if not scene.moves and before is not None and before.item is not None and before.part.groups == item.groups:
        start = before.item.end
    if after is not None and after.moves and after.part.groups == item.groups:
        end = max(end, min(move.depart for move in after.moves))
    return replace(scene, start=start, item=item.replace(start=start, end=end))


MIN_FREE_MINUTES = 60
"""Minutes of a day at the own hotel with nothing planned that are free time worth a line."""


def _free_before(paper: Paper, before: _Scene | None, scene: _Scene, day: dt.date) -> Iterator[Row]:
    """Tell guests that they are at their hotel with time of their own, before they leave it and where they come early.

    A delegation that does not go together is told nothing: its parts have other times.
    """
    if scene.part.groups or (before is not None and before.part.groups):
        return
    spans: list[tuple[int, int, str]] = []
    leaves = min([move.depart for move in scene.moves], default=scene.start)
    if before is not None and before.item is not None:
        spans.append((before.item.end, leaves, before.item.place))
    if scene.item is not None and scene.moves:
        spans.append((max(move.arrive for move in scene.moves), scene.item.start, scene.item.place))
    for since, until, place in spans:
        hotel = _own_hotel(paper, scene.part.visit, place, since, day)
        if hotel is not None and until - since >= MIN_FREE_MINUTES:
            words = paper.words
            what = words.pick("自由活动", "Free time")
            cells = (words.day(day), words.span(since, until, day), what, paper.names.place(hotel), "", "", "")
            yield Row(cells, day=day, start=since, visit=scene.part.visit)


def _own_hotel(paper: Paper, visit: str, place: str, since: int, day: dt.date) -> str | None:
    """Return the hotel at a place in which guests have their rooms at a moment; None: they have none there."""
    part, location = paper.plan_of(visit), paper.facts.location
    checked_in = any(item.kind == "check_in" and item.end <= since for item in part.items)
    days = (day - dt.timedelta(days=1), day) if checked_in else (day - dt.timedelta(days=1),)
    nights = (night for night in part.nights if night.day in days and location(night.hotel) == location(place))
    return next((night.hotel for night in nights), None)


def _row(paper: Paper, scene: _Scene, day: dt.date) -> Row:
    if scene.item is not None:
        return _item_row(paper, scene, scene.item, day)
    return _move_row(paper, scene.moves[0], day)


def _item_row(paper: Paper, scene: _Scene, item: Item, day: dt.date) -> Row:
    words = paper.words
    remarks = [*_setting_off(paper, scene, day), *_remarks(paper, item)]
    return Row(
        cells=(
            words.day(day),
            paper.calendar.span(item),
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
        open=is_open(item) or is_lunch_packed(paper, item) or any(is_open(move) for move in scene.moves),
        moves=tuple(move.id for move in scene.moves),
    )


def _setting_off(paper: Paper, scene: _Scene, day: dt.date) -> Iterator[str]:
    words = paper.words
    for move in scene.moves:
        time = words.time(move.depart, day)
        who = (
            paper.delegations.part_of(move.visit, move.groups)
            if scene.item is None or move.groups != scene.item.groups
            else ""
        )
        text = words.pick(
            f"{time}从{paper.names.stop(move.origin)}出发", f"leave {paper.names.stop(move.origin)} at {time}"
        )
        yield words.label(who, text) if who else text
        names = dict.fromkeys(paper.names.person(d.person) if d.person else words.open for d in move.duties)
        if names:
            yield words.label(words.pick("随车", "with them"), words.comma.join(names))
        if move.luggage and move.rides:
            yield words.pick("行李随车", "luggage in the car")


def _remarks(paper: Paper, item: Item) -> Iterator[str]:
    words, request, stay = paper.words, paper.item_texts.request(item), paper.stay(item.visit)
    party = paper.delegations.part_of(item.visit, item.groups)
    if party:
        yield words.pick(f"仅{party}", f"only {party}")
    if hosts := paper.item_texts.hosts(item):
        yield words.label(words.pick("主人", "hosts"), hosts)
    if isinstance(request, Tour):
        yield from _route(paper, item)
    yield from _meal(paper, item, request)
    if (item.kind in MEAL_KINDS or included_meal(request) or item.lunch) and stay.diets:
        yield paper.delegations.diets(item.visit)
    if item.is_packed_meal:
        yield words.open
    if request is not None and request.lounge:
        yield _lounge(paper, item, paper.week.lounge(request.lounge).name)
    if rest := rest_before(paper, item):
        yield rest
    if request is not None and request.dress:
        yield words.label(words.pick("着装", "dress"), request.dress)
    if item.kind == "rest" and stay.nights and paper.facts.day_of(item) == stay.days[-1]:
        yield words.pick("延迟退房", "late check-out")
    if item.kind == "rest" and stay.changes_hotel(paper.facts.day_of(item)):
        yield words.pick("办理入住", "check-in")
    if joint := joint_of(request):
        title = next((each.title for each in paper.week.joints if each.id == joint), "")
        text = words.pick("与其他客人联合举行", "held jointly with other guests")
        yield words.label(text, title) if title else text
    if isinstance(request, Training):
        yield from _breaks(paper, item, request)
    elif request is not None and (order := OrderTexts(paper).of_request(stay.visit, request)):
        yield words.label(words.pick("顺序", "order"), order)
    if promise := paper.week.remembered(item.visit).promise_of(item.request):
        day = words.day(promise.day)
        yield words.label(words.pick(f"{day}来访时答应", f"promised on {day}"), promise.what)
    if request is not None and request.note:
        yield request.note


def _breaks(paper: Paper, item: Item, request: Training) -> Iterator[str]:
    """Tell when there is a break in a session, but for one that a lunch interrupts and for an examination."""
    pieces = -(-item.minutes // MOST_WITHOUT_BREAK)
    if request.is_exam or pieces < 2 or has_lunch_break(paper.facts.shape, request, item.minutes):
        return
    times = [round_down(item.start + item.minutes * number // pieces, QUARTER) for number in range(1, pieces)]
    words, day = paper.words, paper.facts.day_of(item)
    yield words.label(words.pick("课间休息", "break"), words.comma.join(words.time(time, day) for time in times))


def _lounge(paper: Paper, item: Item, lounge: str) -> str:
    """Tell from when the guests are in the lounge that is kept before an item; or that they come when it begins."""
    words, part = paper.words, paper.plan_of(item.visit)
    since, until = lounge_span(paper.facts, item.start)
    busy = [(other.groups, other.end) for other in part.items] + [(move.groups, move.arrive) for move in part.moves]
    busy += [((group.id,), group.exit) for group in paper.stay(item.visit).groups]
    free = max((end for groups, end in busy if end <= until and _together(groups, item.groups)), default=since)
    if free >= until:
        return words.pick(f"{lounge}备用", f"{lounge} is kept")
    span = words.span(max(since, free), until, paper.facts.day_of(item))
    return words.pick(f"{span} 在{lounge}休息", f"{span} {lounge}")


def banquet_notes(words: Words, request: Banquet) -> Iterator[str]:
    """Tell the form of a banquet that its title does not tell, the cuisine, and that nobody is seated."""
    if request.title and request.form != "formal":
        yield words.form(request.form)
    if request.cuisine:
        yield words.cuisine(request.cuisine)
    if request.is_standing:
        yield words.pick("不排座次", "nobody is seated")


def _meal(paper: Paper, item: Item, request: Request | None) -> Iterator[str]:
    """Tell what the guests eat and drink there, when and where, and whether they sit."""
    words, facts = paper.words, paper.facts
    if isinstance(request, Banquet):
        yield from banquet_notes(words, request)
    meal = included_meal(request) if not isinstance(request, Banquet) or request.meal else None
    if meal:
        yield words.pick(f"含{words.meal(meal)}", f"with {words.meal(meal)}")
    if lunch_of_item(paper.stay(item.visit), request, item.minutes):
        day = facts.day_of(item)
        time = words.time(lunch_break(facts.shape, day)[0], day)
        where = paper.item_texts.lunch(item) or words.pick("盒饭", "packed")
        yield words.pick(f"{time}午餐：{where}", f"lunch at {time}: {where}")
    if is_lunch_packed(paper, item):
        yield words.open


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


def _move_row(paper: Paper, move: Move, day: dt.date) -> Row:
    words = paper.words
    told = {"pick_up": _pick_up, "see_off": _see_off}.get(move.kind, _back)
    start, what, where, remarks = told(paper, move, day)
    party = paper.delegations.part_of(move.visit, move.groups)
    if party:
        remarks.insert(0, words.pick(f"仅{party}", f"only {party}"))
    if move.luggage and move.rides:
        remarks.append(words.pick("行李随车", "luggage in the car"))
    return Row(
        cells=(
            words.day(day),
            words.span(start, move.arrive, day),
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


def _pick_up(paper: Paper, move: Move, day: dt.date) -> _RowText:
    words, groups = paper.words, paper.delegations.travellers(move)
    start = min((g.group.arrival.at for g in groups), default=move.depart)
    numbers = words.comma.join(dict.fromkeys(g.group.arrival.number for g in groups if g.group.arrival.number))
    what = f"{words.pick('抵达，', 'Arrival, ')}{paper.move_texts.meeting(move.origin)} {numbers}".rstrip()
    off, target = words.time(move.depart, day), paper.names.stop(move.target)
    if move.rides:
        remarks = [words.pick(f"约{off}乘车前往{target}", f"leaving by car about {off} for {target}")]
    else:
        remarks = [words.pick(f"约{off}前往{target}", f"leaving about {off} for {target}")]
    remarks[:0] = meeting_points(paper, move)
    here = {(move.visit, group.id) for group in groups}
    kept = [stay for stay in asked_on_arrival(paper.facts) if stay.granted and (stay.visit, stay.group) in here]
    for lounge in dict.fromkeys(stay.lounge for stay in kept):
        remarks.insert(0, words.label(words.pick("休息", "waiting in"), paper.week.lounge(lounge).name))
    if paper.week.visit(move.visit).vip_lane:
        remarks.append(words.pick("贵宾通道", "VIP lane"))
    return start, what, paper.names.place(move.origin), remarks


def meeting_points(paper: Paper, move: Move) -> Iterator[str]:
    """Say where exactly the guests of a pick-up are met, as far as it is told."""
    words, coming = paper.words, [group.group.arrival for group in paper.delegations.travellers(move)]
    if points := dict.fromkeys(arrival.meeting_point for arrival in coming if arrival.meeting_point):
        yield words.label(words.pick("迎接地点", "meeting point"), words.comma.join(points))


def _see_off(paper: Paper, move: Move, day: dt.date) -> _RowText:
    words = paper.words
    leaving = [group.group.departure for group in paper.delegations.travellers(move)]
    what = words.sentence(paper.move_texts.parting(move.target))
    remarks = [text for text in dict.fromkeys(paper.move_texts.departure(d, day) for d in leaving) if text]
    return move.depart, what, paper.move_texts.way(move), remarks


def _back(paper: Paper, move: Move, day: dt.date) -> _RowText:
    del day
    nights = {night.hotel for night in paper.plan.nights if night.visit == move.visit}
    home = move.target in nights or move.target == paper.week.visit(move.visit).hotel
    target = paper.facts.location(move.target)
    what = paper.move_texts.titles.going(move.target if home else target, home=home)
    return move.depart, what, paper.move_texts.way(move), []


def _first_call(scenes: Sequence[_Scene]) -> int | None:
    """Return when the first thing of a day calls the guests: to the door for the car, or to the place."""
    return min((move.depart for move in scenes[0].moves), default=scenes[0].start) if scenes else None


def _breakfast(paper: Paper, night: Night, day: dt.date, scenes: Sequence[_Scene]) -> Iterator[Row]:
    """Breakfast at the hotel from its hour; packed when the guests must be off before they could have it (SENSE-03)."""
    words, stay = paper.words, paper.stay(night.visit)
    hotel, begin = paper.week.hotel(night.hotel), at(day, paper.week.hotel(night.hotel).breakfast_from)
    kind = paper.facts.breakfast(hotel, day, _first_call(scenes))
    if kind == "none" or any(_is_breakfast(paper, scene.item) for scene in scenes):
        return
    what = words.pick("早餐", "Breakfast") if kind == "served" else words.pick("打包早餐", "Packed breakfast")
    time = words.pick(f"{words.time(begin)}起", f"from {words.time(begin)}") if kind == "served" else ""
    going = tuple(group.id for group in stay.groups if group.leaves == day or stay.changes_hotel(day))
    kept = _rests(scenes) and not stay.changes_hotel(day)
    remark = words.pick("退房", "check-out") if going and not kept else ""
    if remark and (party := paper.delegations.part_of(night.visit, going)) and going != night.groups:
        remark = words.label(party, remark)
    cells = (words.day(day), time, what, paper.names.place(hotel.id), "", "", remark)
    yield Row(cells, day=day, start=begin, visit=night.visit)


def _is_breakfast(paper: Paper, item: Item | None) -> bool:
    """Whether the guests have their breakfast at an item, and none at the hotel."""
    return item is not None and included_meal(paper.item_texts.request(item)) == "breakfast"


def _rests(scenes: Sequence[_Scene]) -> bool:
    """Whether the guests come back to their rooms: the hotel keeps them for so long (SENSE-07)."""
    return any(scene.item is not None and scene.item.kind == "rest" for scene in scenes)


def _night(paper: Paper, night: Night) -> Row:
    words = paper.words
    party = paper.delegations.part_of(night.visit, night.groups)
    only = words.pick(f"仅{party}", f"only {party}") if party else ""
    here = [item for item in paper.plan_of(night.visit).items if paper.facts.day_of(item) == night.day]
    rests = any(item.kind == "rest" for item in here)
    changes = paper.stay(night.visit).changes_hotel(night.day) and not rests
    arrive = words.pick("办理入住", "check-in") if changes else ""
    remarks = [text for text in (only, arrive, paper.delegations.hotel_rooms(night)) if text]
    lodging = words.pick("住宿", "Night")
    cells = (words.day(night.day), "", lodging, paper.names.place(night.hotel), "", "", words.semicolon.join(remarks))
    return Row(cells, day=night.day, visit=night.visit)


def is_lunch_packed(paper: Paper, item: Item) -> bool:
    """Whether a lunch interrupts an item that somebody has to order: no restaurant is near."""
    request = paper.item_texts.request(item)
    return item.lunch is None and lunch_of_item(paper.stay(item.visit), request, item.minutes)


def is_open(part: Item | Move) -> bool:
    """Whether something is 待落实: a duty without a person or with a deputy, a hired car, a meal to be packed."""
    if any(duty.person is None or duty.stand_in for duty in part.duties):
        return True
    if isinstance(part, Move):
        return any(ride.hired or not ride.vehicle or not ride.driver for ride in part.rides)
    return part.is_packed_meal
