"""What a page of the board shows: rows, bars, waits, what is left out and what is not kept, as plain data in words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from models.domain.clock import DAY, at, day_of, hhmm, minute_of_day
from models.domain.plan import Item
from models.rules.core.programme import programmes
from models.rules.core.waiting import waits
from planner.board.apply_by_hand import ROLES_OF_VIEW, side_of
from planner.board.board_texts import BoardTexts, paper_of
from planner.board.draft_texts import DRAFT_TEXTS
from planner.board.operations import OPEN_ROW, BoardView
from planner.board.page_texts import page_texts
from planner.board.plan_by_hand import in_hand
from planner.board.session import rows_by_hand
from planner.papers.paper import Paper
from planner.plan_workbook.writing.half_hours import SHOWN_FROM, SHOWN_UNTIL
from planner.seating.rooms import is_banquet, layout_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.plan import Move
    from models.rules.core.score import Broken
    from planner.board.session import BoardSession
    from planner.board.state import BoardState
    from planner.judging.check import Report
    from planner.language.words import Words

MOST_FINDINGS = 200
"""Findings that a page lists; nobody reads more."""


def week_view(session: BoardSession, words: Words, view: BoardView) -> dict[str, Any]:
    """Return all that a page draws."""
    return _WeekView(session, words, view).data()


@dataclass(frozen=True)
class _BarPlace:
    """Where a row of the plan is drawn: in which row, from when to when."""

    row: str
    start: int
    end: int


def changed_bars(session: BoardSession, after: BoardState, words: Words, view: BoardView) -> list[dict[str, Any]]:
    """Return the bars of another state of the same week that are not as they are shown: to be drawn as ghosts."""
    shown = _WeekView(session, words, view)
    now = {(bar["id"], bar["row"]): (bar["start"], bar["end"], bar["where"]) for bar in shown.bars()}
    paper = paper_of(session, after, session.score(), words)
    shown.paper, shown.plan, shown.broken = paper, paper.plan, {}
    return [bar for bar in shown.bars() if now.get((bar["id"], bar["row"])) != (bar["start"], bar["end"], bar["where"])]


def drawn_week(session: BoardSession, report: Report, words: Words, view: BoardView) -> dict[str, Any]:
    """Return days, rows, bars and waits of another judged plan of the week."""
    shown = _WeekView(session, words, view)
    shown.show(Paper(report, words))
    bars = list(shown.bars())
    waits = list(shown.waits()) if view == "visit" else []
    return {"days": shown.days(bars), "rows": list(shown.rows(bars)), "bars": bars, "waits": waits}


class _WeekView:
    """What a page shows of one state, by one kind of row."""

    def __init__(self, session: BoardSession, words: Words, view: BoardView) -> None:
        self.session, self.words, self.view = session, words, view
        self.texts = BoardTexts.of(session, words)
        self.paper, self.facts = self.texts.paper, session.facts
        self.plan = self.paper.plan
        found: dict[str, list[Broken]] = defaultdict(list)
        for broken in self.paper.report.broken("must", "should"):
            if not broken.waived:
                for id in broken.violation.about.rows:
                    found[id].append(broken)
        self.broken: dict[str, list[Broken]] = found
        self.pins: dict[str, list[str]] = defaultdict(list)
        for pin in session.state.pins:
            self.pins[pin.of].append(side_of(pin))
        self.by_hand = set(rows_by_hand(session.history))

    def show(self, paper: Paper) -> None:
        """Show another plan than that of the session, without its pins."""
        self.paper, self.facts, self.plan = paper, paper.facts, paper.plan
        self.broken, self.pins, self.by_hand = defaultdict(list), defaultdict(list), set()
        for broken in paper.report.broken("must", "should"):
            for id in () if broken.waived else broken.violation.about.rows:
                self.broken[id].append(broken)

    def data(self) -> dict[str, Any]:
        """Return all of it."""
        session, words = self.session, self.words
        bars = list(self.bars())
        history = session.history
        before = history.now.said if history.at else None
        after = history.steps[history.at + 1].said if history.at + 1 < len(history.steps) else None
        return {
            "number": session.number,
            "lang": words.lang,
            "view": self.view,
            "views": list(get_args(BoardView)),
            "title": self.paper.names.company,
            "head": self.texts.verdict(),
            "days": self.days(bars),
            "begin": self._begin(bars),
            "rows": [row for row in self.rows(bars)],
            "visits": [{"id": visit.id, "client": visit.client} for visit in self.facts.week.visits],
            "bars": bars,
            "waits": list(self.waits()) if self.view == "visit" else [],
            "left": self._left(),
            "findings": self._findings(),
            "undo": words.pick(*before) if before else "",
            "redo": words.pick(*after) if after else "",
            "saved": session.is_saved(),
            "files": [
                {"name": "plan.xlsx", "text": words.pick("计划工作簿 plan.xlsx", "workbook plan.xlsx")},
                {"name": "week.xlsx", "text": words.pick("来访资料 week.xlsx", "the week week.xlsx")},
                {"name": "packet.zip", "text": words.pick("整套接待材料（zip）", "reception packet (zip)")},
                {"name": "plan.json", "text": "plan.json"},
                {"name": "beside", "text": words.pick(*DRAFT_TEXTS["copy_write"])},
                {"name": "merge", "text": words.pick(*DRAFT_TEXTS["copy_merge"])},
            ],
            "texts": page_texts(words),
        }

    # -- days and rows

    def days(self, bars: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Return the days that are drawn, each with its hours."""
        low, high = SHOWN_FROM, SHOWN_UNTIL
        for bar in bars:
            day = at(day_of(bar["start"]))
            low = min(low, (bar["start"] - day) // 60 * 60)
            high = max(high, min(DAY, -(-(bar["end"] - day) // 60) * 60))
        calendar = self.paper.calendar
        shown = {day_of(bar["start"]) for bar in bars}
        days = [day for day in calendar.days if day in shown or not calendar.is_day_off(day)]
        return [
            {
                "id": day.isoformat(),
                "label": self.words.day(day),
                "from": at(day) + low,
                "to": at(day) + high,
                "off": calendar.is_day_off(day),
            }
            for day in days or calendar.days
        ]

    def _begin(self, bars: list[dict[str, Any]]) -> int:
        """Return the moment at which the page begins: on the first workday with something on it."""
        calendar = self.paper.calendar
        starts = sorted(bar["start"] for bar in bars)
        working = [start for start in starts if not calendar.is_day_off(day_of(start))]
        return next(iter([*working, *starts]), self.facts.week.origin)

    def rows(self, bars: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield the rows; of leaders and dining rooms, which are many, first those with something in them."""
        used, rows = {bar["row"] for bar in bars}, list(self._all_rows())
        if self.view in ("leader", "restaurant"):
            rows.sort(key=lambda row: row[0] not in used)
        yield from ({"id": id, "name": name, "note": note} for id, name, note in rows)
        if OPEN_ROW in used:
            yield {"id": OPEN_ROW, "name": self.words.sentence(self.words.open), "note": ""}

    def _all_rows(self) -> Iterator[tuple[str, str, str]]:
        company, names = self.facts.week.company, self.paper.names
        if self.view == "visit":
            for stay in self.facts.stays:
                note = self.words.comma.join([self.words.level(stay.level), self.words.people(stay.size)])
                yield stay.id, names.client(stay.id), note
        elif self.view == "room":
            yield from ((room.id, room.name, self.words.people(room.seats)) for room in company.rooms)
        elif self.view == "vehicle":
            yield from ((car.id, car.name, self.words.people(car.seats)) for car in company.vehicles)
        elif self.view == "driver":
            yield from ((driver.id, driver.name, "") for driver in company.drivers)
        elif self.view == "restaurant":
            for place in self.facts.week.restaurants:
                for room in place.dining_rooms:
                    yield f"{place.id}:{room.id}", f"{names.place(place.id)} {room.name}", self.words.people(room.seats)
        else:
            wanted = {"leader": ("leader", "expert"), "docent": ("docent",), "interpreter": ("interpreter",)}
            for person in company.people:
                if any(role.kind in wanted[self.view] for role in person.roles):
                    yield person.id, person.name, person.title

    # -- bars

    def bars(self) -> Iterator[dict[str, Any]]:
        """Yield a bar for each row in which an item or ride is drawn."""
        for item in self.plan.items:
            for place in self._item_places(item):
                yield self._item_bar(item, place)
        for move in self.plan.moves:
            for place in self._move_places(move):
                yield self._move_bar(move, place)

    def _item_places(self, item: Item) -> Iterator[_BarPlace]:
        whole = item.start, item.end
        if self.view == "visit":
            yield _BarPlace(item.visit, *whole)
        elif self.view == "room" and item.room:
            yield _BarPlace(item.room, *whole)
        elif self.view == "restaurant" and item.table:
            yield _BarPlace(f"{item.table.restaurant}:{item.table.dining_room}", *whole)
        elif self.view in ROLES_OF_VIEW:
            parts: dict[str, tuple[int, int]] = {}
            for duty in item.duties:
                if duty.role in ROLES_OF_VIEW[self.view]:
                    row = duty.person or OPEN_ROW
                    start, end = parts.get(row, (duty.start, duty.end))
                    parts[row] = min(start, duty.start), max(end, duty.end)
            yield from (_BarPlace(row, *span) for row, span in parts.items())

    def _move_places(self, move: Move) -> Iterator[_BarPlace]:
        whole = move.depart, move.arrive
        if self.view == "visit":
            yield _BarPlace(move.visit, *whole)
        elif self.view == "vehicle":
            yield from (_BarPlace(row, *whole) for row in dict.fromkeys(r.vehicle or OPEN_ROW for r in move.rides))
        elif self.view == "driver":
            yield from (_BarPlace(row, *whole) for row in dict.fromkeys(r.driver or OPEN_ROW for r in move.rides))

    def _item_bar(self, item: Item, place: _BarPlace) -> dict[str, Any]:
        title = self.paper.item_texts.title(item)
        where = self.paper.item_texts.where(item)
        return self._bar(item, place, "item", item.kind, title, where)

    def _move_bar(self, move: Move, place: _BarPlace) -> dict[str, Any]:
        cars = self.paper.move_texts.cars(move).replace("\n", self.words.semicolon)
        return self._bar(move, place, "move", move.kind, self.paper.move_texts.way(move), cars)

    def _bar(self, part: Item | Move, place: _BarPlace, what: str, kind: str, title: str, where: str) -> dict[str, Any]:
        client = self.paper.names.client(part.visit)
        span = f"{hhmm(minute_of_day(place.start))}–{hhmm(minute_of_day(place.end))}"
        broken = self.broken.get(part.id, [])
        level = "must" if any(b.rule.level == "must" for b in broken) else "should" if broken else ""
        is_open = self._is_open(part)
        marks = [self.words.rule_level(level)] if level else []
        marks += [self.words.open] if is_open else []
        marks += [page_texts(self.words)["pinned"]] if part.id in self.pins else []
        own = self.view == "visit"
        name = self.words.comma.join([client, title, f"{self.words.day(day_of(place.start))} {span}", where, *marks])
        return {
            "id": part.id,
            "row": place.row,
            "what": what,
            "kind": kind,
            "visit": part.visit,
            "client": client,
            "start": place.start,
            "end": place.end,
            "own": part.start if isinstance(part, Item) else part.depart,
            "span": span,
            "when": f"{self.words.day(day_of(place.start))} {span}",
            "people": self._people(part),
            "title": title,
            "label": title if own else client,
            "below": f"{span} {where}" if own else f"{span} {title}",
            "tall": what == "move" and self.view != "visit",
            "short": self.words.short(kind) if isinstance(part, Item) else "",
            "where": where,
            "seats": self._has_seats(part),
            "level": level,
            "asked": f"{part.visit}/{part.request}" if isinstance(part, Item) and part.request else "",
            "open": is_open,
            "pins": self.pins.get(part.id, []),
            "byhand": part.id in self.by_hand,
            "name": name,
        }

    def _people(self, part: Item | Move) -> str:
        """Say who takes part for the company: 专家 陆明、讲解 白露."""
        by_role: dict[str, list[str]] = {}
        for duty in part.duties:
            name = self.paper.names.person(duty.person) if duty.person else self.words.open
            by_role.setdefault(duty.role, []).append(name)
        said = (f"{self.words.role(role)} {self.words.comma.join(dict.fromkeys(who))}" for role, who in by_role.items())
        return self.words.semicolon.join(said)

    def _is_open(self, part: Item | Move) -> bool:
        """Tell whether somebody or something of a row is still to be found."""
        lacks = any(duty.person is None for duty in part.duties)
        if isinstance(part, Item):
            return lacks
        return lacks or any(ride.vehicle is None for ride in part.rides)

    def _has_seats(self, part: Item | Move) -> bool:
        """Tell whether people have seats there: at a banquet or meeting, or in vehicles."""
        if isinstance(part, Item):
            return is_banquet(part) or layout_of(part, self.facts.week.find_room(part.room or "")) is not None
        return any(ride.vehicle or ride.hired for ride in part.rides)

    def waits(self) -> Iterator[dict[str, Any]]:
        """Yield where guests wait away from their hotel."""
        for p in programmes(self.facts, self.plan):
            for wait in waits(p):
                if not wait.at_ease:
                    text = self.words.pick("空等", "Waiting") + " " + self.words.duration(wait.minutes)
                    yield {"row": p.id, "start": wait.start, "end": wait.start + wait.minutes, "text": text}

    # -- beside the rows

    def _left(self) -> list[dict[str, Any]]:
        return [
            {
                "id": f"{left.visit}/{left.request}",
                "visit": left.visit,
                "client": self.paper.names.client(left.visit),
                "title": self.paper.item_texts.left_out(left),
                "reason": self.texts.reasons.reason(left),
                "instead": self.texts.reasons.instead(left),
                "whole": left.is_whole_visit or left.reason == "not_planned_yet",
                "visit_left_out": left.is_whole_visit,
                **in_hand(self.session.state, self.facts, left),
            }
            for left in self.plan.left_out
        ]

    def _findings(self) -> list[dict[str, Any]]:
        found = []
        for broken in self.paper.report.broken("must", "should")[:MOST_FINDINGS]:
            if not broken.waived:
                rows = broken.violation.about.rows
                client = self.paper.names.client(broken.violation.visit) if broken.violation.visit else ""
                found.append(
                    {
                        "level": broken.rule.level,
                        "text": self.texts.broken(broken),
                        "client": client,
                        "rows": list(rows),
                    }
                )
        return found
