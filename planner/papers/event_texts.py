"""Events in words: what was understood of a sentence or a row, with the printed names, days and times."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, assert_never

from models.domain import events as ev
from models.domain.clock import DAY, day_of, minute_of_day
from planner.language.item_labels import ItemLabels

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.papers.paper import Paper


@dataclass(frozen=True)
class EventTexts:
    """Says events in the words of the plan that people have."""

    paper: Paper

    @cached_property
    def _labels(self) -> ItemLabels:
        return ItemLabels(self.paper.week, self.paper.plan, self.paper.words)

    def lines(self, events: Iterable[ev.Event]) -> Iterator[str]:
        """Yield a line an event."""
        for event in events:
            yield self.line(event)

    def line(self, event: ev.Event) -> str:
        """Say an event: 烟台港机 9月21日 周一 18:00 欢迎晚宴：取消."""
        words, names = self.paper.words, self.paper.names
        match event:
            case ev.ArrivalChanged():
                return words.label(self._travellers(event, "抵达", "arrival"), self._leg(event))
            case ev.DepartureChanged():
                return words.label(self._travellers(event, "返程", "departure"), self._leg(event))
            case ev.VisitCancelled():
                return words.label(names.client(event.visit), words.pick("取消来访", "the visit is cancelled"))
            case ev.ActivityCancelled():
                return words.label(self._labels.part(event.item), words.pick("取消", "cancelled"))
            case ev.PersonAway():
                kinds = ("person", "driver")
                return words.label(
                    self._thing(event.person, kinds), self._period("不在", "away", event.start, event.end)
                )
            case ev.VehicleUnavailable():
                what = self._period("不能用", "not available", event.start, event.end)
                return words.label(self._thing(event.vehicle, ("vehicle",)), what)
            case ev.PlaceClosed():
                what = self._period("停用", "closed", event.start, event.end)
                return words.label(self._thing(event.what, ("room", "workshop", "place")), what)
            case ev.NewVisit():
                return words.label(words.pick("新增来访", "new visit"), event.visit.client)
            case ev.NewRequest():
                title = self.paper.item_texts.request_title(event.request)
                return words.label(names.client(event.visit), words.pick(f"新增 {title}", f"new: {title}"))
            case ev.GuestsChanged():
                return words.label(self._travellers(event, "", ""), self._numbers(event))
            case ev.DurationChanged():
                return words.label(self._labels.part(event.item), self._length(event))
            case ev.OrderChanged():
                return words.label(self._labels.part(event.item), self._order(event))
            case ev.FixedByLeader():
                return words.label(self._labels.part(event.pin.of), self._pin(event))
        assert_never(event)

    def _travellers(self, event: ev.ArrivalChanged | ev.DepartureChanged | ev.GuestsChanged, zh: str, en: str) -> str:
        groups = (event.group,) if event.group is not None else ()
        part = self.paper.delegations.part_of(event.visit, groups)
        parts = [self.paper.names.client(event.visit), part, self.paper.words.pick(zh, en)]
        return " ".join(text for text in parts if text)

    def _leg(self, event: ev.ArrivalChanged | ev.DepartureChanged) -> str:
        words, parts = self.paper.words, []
        if event.minutes is not None:
            parts.append(self._by(event.minutes))
        if event.at is not None:
            when = self._moment(event.at)
            parts.append(words.pick(f"改为 {when}", f"now {when}"))
        if event.place is not None:
            parts.append(self.paper.names.place(event.place))
        return words.comma.join([*parts, *([event.number] if event.number else [])])

    def _by(self, minutes: int) -> str:
        """Say a shift: 推迟1小时, 提前20分钟."""
        words, days = self.paper.words, abs(minutes) // DAY
        amount = words.duration(abs(minutes))
        if days and not minutes % DAY:
            amount = words.pick(f"{days}天", f"{days} day{'s' if days > 1 else ''}")
        return words.pick(
            f"{'推迟' if minutes > 0 else '提前'}{amount}", f"{amount} {'later' if minutes > 0 else 'earlier'}"
        )

    def _moment(self, moment: int) -> str:
        words = self.paper.words
        return f"{words.day(day_of(moment))} {words.time(moment)}"

    def _thing(self, id: str, kinds: tuple[str, ...]) -> str:
        known = self.paper.names.by_kind
        return next((known[kind][id] for kind in kinds if id in known[kind]), id)

    def _period(self, zh: str, en: str, start: int, end: int | None) -> str:
        words = self.paper.words
        if end is None:
            return words.pick(f"{self._moment(start)} 起{zh}", f"{en} from {self._moment(start)}")
        whole = not minute_of_day(start) and not minute_of_day(end)
        last = day_of(end - 1)
        if whole:
            first = words.day(day_of(start))
            days = first if last == day_of(start) else f"{first}–{words.day(last)}"
            return words.pick(f"{days}{zh}", f"{en} {days}")
        if last == day_of(start):
            span = f"{words.day(last)} {words.span(start, end, last)}"
        else:
            span = f"{self._moment(start)}–{self._moment(end)}"
        return words.pick(f"{span} {zh}", f"{en} {span}")

    def _numbers(self, event: ev.GuestsChanged) -> str:
        words = self.paper.words
        known = {member.id: member.name for member in self.paper.week.visit(event.visit).members}
        parts = []
        if event.more:
            parts.append(words.pick(f"增加{event.more}人", f"{words.people(event.more)} more"))
        if event.fewer:
            parts.append(words.pick(f"减少{event.fewer}人", f"{words.people(event.fewer)} fewer"))
        if event.absent:
            who = words.comma.join(known.get(id, id) for id in event.absent)
            parts.append(words.pick(f"{who}不来", f"without {who}"))
        return words.comma.join(parts)

    def _length(self, event: ev.DurationChanged) -> str:
        words = self.paper.words
        if event.minutes is not None:
            return words.pick(f"时长改为{words.duration(event.minutes)}", f"takes {words.duration(event.minutes)}")
        longer = event.longer or 0
        amount = words.duration(abs(longer))
        return words.pick(
            f"{'延长' if longer > 0 else '缩短'}{amount}", f"{amount} {'longer' if longer > 0 else 'shorter'}"
        )

    def _order(self, event: ev.OrderChanged) -> str:
        id = event.after or event.before or ""
        asked = {f"{visit.id}/{r.id}": r for visit in self.paper.week.visits for r in visit.requests}
        other = self.paper.item_texts.request_title(asked[id]) if id in asked else self._labels.part(id)
        if event.after is not None:
            return self.paper.words.pick(f"改在{other}之后", f"after {other}")
        return self.paper.words.pick(f"改在{other}之前", f"before {other}")

    def _pin(self, event: ev.FixedByLeader) -> str:
        words, pin, parts = self.paper.words, event.pin, []
        if pin.out:
            parts.append(words.pick("取消", "cancelled"))
        if pin.start is not None:
            parts.append(words.pick(f"定在 {self._moment(pin.start)}", f"fixed at {self._moment(pin.start)}"))
        if pin.room is not None or pin.place is not None:
            where = self._room(pin.room) if pin.room is not None else self._thing(pin.place or "", ("place",))
            parts.append(words.pick(f"在{where}", f"in {where}"))
        if pin.people:
            who = words.comma.join(self._thing(id, ("person",)) for id in pin.people)
            parts.append(words.pick(f"由{who}出席", f"with {who}"))
        if pin.cars:
            cars = words.comma.join(self._thing(id, ("vehicle",)) for id in pin.cars)
            parts.append(words.pick(f"用{cars}", f"in {cars}"))
        return words.comma.join(parts)

    def _room(self, id: str) -> str:
        rooms = {room.id: room.name for room in self.paper.week.company.rooms}
        tables = {table.id: table.name for house in self.paper.week.restaurants for table in house.dining_rooms}
        return {**tables, **rooms}.get(id, id)
