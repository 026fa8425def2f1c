"""TRAIN · training series: one room and trainer, so many hours a day, none skipped, evenings free.

The sessions of a series are requests of their own (``models.domain.training_series``), each after the one before
(ORD-04); the examination comes after the last, the closing with the certificates after that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from models.domain.activities import EVENING_KINDS, Training
from models.domain.base import Count, Fact
from models.domain.included_meals import has_lunch_break
from models.domain.training_series import earlier_sessions, series_of
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, Subject, about, label, subject
from models.rules.core.programme import programmes
from models.rules.core.view import Layer
from models.rules.rooms import RoomForItsUse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.domain.resources import RoomUse
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Lit, VisitView


def _about(series: Sequence[Training]) -> Subject:
    """Return a series as what a break is about: its requests, planned or not."""
    return subject(request=tuple(request.id for request in series))


def _trainers(item: Item) -> set[str]:
    return {duty.person for duty in item.duties if duty.role == "trainer" and duty.person is not None}


class OneRoomAndTrainer(Rule):
    """TRAIN-01: the sessions and the examination of a series are in one room, with one trainer.

    Of what has started by now nothing is asked: where the trainer falls ill in the middle, another one goes on with all
    that follows. Amount: rooms beyond one and trainers beyond one, series by series.
    """

    id = "TRAIN-01"
    title = "一个培训班始终用同一间教室、同一位培训师"
    title_en = "A training series keeps its room and its trainer"
    cites = PRACTICE
    unit = "changes"
    levels = ("must", "should", "prefer", "note", "off")
    mended_by = ("place", "people")
    rooms = Sentence("{topic}培训换了 {count} 间教室", "the training on {topic} is in {count} rooms")
    trainers = Sentence("{topic}培训换了 {count} 位培训师", "the training on {topic} has {count} trainers")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count rooms and trainers."""
        for p in programmes(facts, plan):
            for series in series_of(p.stay.visit).values():
                ids = {request.id for request in series}
                items = [item for item in p.of("training") if item.request in ids and item.id not in facts.frozen]
                used = {item.room for item in items if item.room}
                named = {person for item in items for person in _trainers(item)}
                for found, sentence in ((used, self.rooms), (named, self.trainers)):
                    if len(found) > 1:
                        what = _about(series) + sum((about(item) for item in items), Subject())
                        topic, count = series[0].topic, len(found)
                        yield self.broken(p.id, what, count - 1, sentence, topic=topic, count=count)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Count the rooms and the trainers that are used."""
        for series in series_of(visit.stay.visit).values():
            acts = [act for act in _acts(visit, series) if act.id not in facts.frozen]
            rooms = {choice.room for act in acts for choice, _ in act.choices if choice.room}
            people = {part.person for act in acts for part in act.parts if part.role == "trainer"}
            taken = [m.either(*(lit for act in acts for lit in _in_room(act, room))) for room in sorted(rooms)]
            teach = [m.either(*(lit for act in acts for lit in _by(act, person))) for person in sorted(people)]
            for used in (taken, teach):
                if len(acts) > 1 and len(used) > 1:
                    m.count(self, _about(series), used, hi=1)


def _in_room(act: Act, room: str) -> list[Lit]:
    return [literal for choice, literal in act.choices if choice.room == room]


def _by(act: Act, person: str) -> list[Lit]:
    return [part.chosen for part in act.parts if part.role == "trainer" and part.person == person]


class TrainingHours(Rule):
    """TRAIN-02: at most so many hours of training a day, the lunch in its midst not counted.

    Amount: minutes beyond ``most``, day by day; what has started by now counts no more than as allowed.
    """

    id = "TRAIN-02"
    title = "培训每天不超过规定课时"
    title_en = "No more than so many hours of training a day"
    cites = PRACTICE
    unit = "minutes"
    levels = ("must", "should", "prefer", "note", "off")
    mended_by = ("time",)
    too_long = Sentence(
        "{day}培训 {minutes} 分钟,最多 {most} 分钟", "{minutes} min of training on {day}, at most {most}"
    )

    class Numbers(Fact):
        """Minutes a day, at most."""

        most: Count = 360

    def _most(self, begun: int) -> int:
        """Return how many minutes a day may have of which some have begun."""
        return max(int(self.n.most), begun)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Add up the minutes of each day."""
        for p in programmes(facts, plan):
            for day in p.stay.days if p.of("training") else ():
                taught = [
                    (item.id in facts.frozen, _taught(facts, p.request(item), item.minutes))
                    for item in p.on(day)
                    if item.kind == "training"
                ]
                minutes, most = sum(n for _, n in taught), self._most(sum(n for begun, n in taught if begun))
                if minutes > most:
                    values = {"minutes": minutes, "most": most}
                    yield self.broken(p.id, subject(day=day), minutes - most, self.too_long, day=day, **values)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the minutes of each day."""
        acts = [(act, _taught(facts, act.request, act.minutes)) for act in visit.of("training")]
        for day in visit.days if acts else ():
            here = [minutes * act.on[day] for act, minutes in acts if day in act.on]
            begun = sum(minutes for act, minutes in acts if day == _begun_on(facts, visit.stay, act.id))
            if here:
                m.limit(self, subject(day=day), sum(here), hi=self._most(begun))


def _begun_on(facts: Facts, stay: Stay, item: str) -> dt.date | None:
    """Return the day of an item that has started; None: it has not."""
    return stay.day_of_item(facts.revision.items[item]) if facts.revision and item in facts.frozen else None


def _taught(facts: Facts, request: Request | None, minutes: int) -> int:
    """Return the minutes of a session without the lunch that interrupts it."""
    return minutes - (facts.shape.lunch_minutes if has_lunch_break(facts.shape, request, minutes) else 0)


class NoSessionSkipped(Rule):
    """TRAIN-03: a session is held only where those before it in its series are.

    Where not all fit, the last ones are left out. Amount: 1 a session after one that is left out.
    """

    id = "TRAIN-03"
    title = "培训按顺序上课,排不下时从后面省去"
    title_en = "Sessions of a training are not skipped: where not all fit, the last are left out"
    cites = PRACTICE
    levels = ("must", "should", "prefer", "note", "off")
    skipped = Sentence("{item}之前的课没有排", "{item} is planned, an earlier session is not")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for the sessions before each."""
        for p in programmes(facts, plan):
            planned = {item.request for item in p.of("training")}
            for item in p.of("training"):
                if any(request.id not in planned for request in earlier_sessions(p.stay.visit, p.request(item))):
                    yield self.broken(p.id, about(item), 1, self.skipped, item=label(item))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Forbid each without those before it."""
        del facts
        done = {act.request.id: act.done for act in visit.of("training") if act.request}
        for act in visit.of("training"):
            earlier = earlier_sessions(visit.stay.visit, act.request)
            if earlier:
                m.never(self, act.about, act.done, m.negated(m.both(*(done[request.id] for request in earlier))))


class HomeworkEvenings(Rule):
    """TRAIN-04: the evening between two days of a training is free, for homework.

    Dinners and banquets are no matter; a show, sights or a ceremony after dinner are. Amount: 1 an item in the evening
    of a day with a session or examination of a series that goes on, on a later day.
    """

    id = "TRAIN-04"
    title = "培训期间晚上不排活动,留作复习"
    title_en = "Evenings during a training are free for homework"
    cites = PRACTICE
    levels = ("should", "prefer", "must", "note", "off")
    mended_by = ("time",)
    taken = Sentence("{item}占用了培训期间{day}的晚上", "{item} takes the evening of {day}, the training goes on")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the evenings."""
        for p in programmes(facts, plan):
            nights = _homework_days(p)
            for item in p.of(*EVENING_KINDS) if nights else ():
                day = p.stay.day_of_item(item)
                if day in nights and p.part_of_day(item) == "evening":
                    yield self.broken(p.id, about(item), 1, self.taken, item=label(item), day=day)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Forbid what is in such an evening."""
        del facts
        series = [_acts(visit, each) for each in series_of(visit.stay.visit).values()]
        evenings = [act for act in visit.of(*EVENING_KINDS) if any(layer is Layer.EVENING for _, layer in act.at)]
        for day in visit.days if series and evenings else ():
            later = [other for other in visit.days if other > day]
            goes_on = m.either(*(m.both(_on(m, acts, [day]), _on(m, acts, later)) for acts in series))
            for act in evenings:
                if (day, Layer.EVENING) in act.at:
                    m.never(self, act.about, act.at[day, Layer.EVENING], goes_on)


class TrainingEveryWorkday(Rule):
    """TRAIN-05: a training goes on every workday, from its first session to its last.

    Amount: 1 a workday without a session or examination of a series, between two days that have one.
    """

    id = "TRAIN-05"
    title = "培训期间每个工作日都有课"
    title_en = "A training has a session every workday from its first to its last"
    cites = PRACTICE
    unit = "days"
    levels = ("prefer", "should", "must", "note", "off")
    mended_by = ("time",)
    idle = Sentence("{day}没有课,{topic}培训中断", "no session on {day}, in the midst of the training on {topic}")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for workdays without a session."""
        for p in programmes(facts, plan):
            for series in series_of(p.stay.visit).values():
                days = _days(p, series)
                between = [day for day in p.stay.days if days and min(days) < day < max(days)]
                for day in between:
                    if day not in days and facts.workday(day):
                        yield self.broken(p.id, subject(day=day), 1, self.idle, day=day, topic=series[0].topic)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price each workday without one that has one before and one after it."""
        for series in series_of(visit.stay.visit).values():
            acts = _acts(visit, series)
            for day in visit.days[1:-1] if len(acts) > 1 else ():
                if facts.workday(day):
                    m.never(
                        self,
                        subject(day=day),
                        _on(m, acts, [other for other in visit.days if other < day]),
                        _on(m, acts, [other for other in visit.days if other > day]),
                        m.negated(_on(m, acts, [day])),
                    )


class TrainingRoom(RoomForItsUse):
    """TRAIN-06: a training is in a training room, where there is one (ROOM-03a of other meetings).

    Amount: 1 a session or examination elsewhere.
    """

    id = "TRAIN-06"
    title = "培训在培训教室"
    title_en = "A training is in a training room"
    levels = ("should", "prefer", "must", "note", "off")
    mended_by = ("place",)
    uses: ClassVar[Mapping[str, RoomUse]] = {"training": "training"}


def _days(p: Programme, series: Sequence[Training]) -> set[dt.date]:
    """Return the days of a visit with a session or examination of a series."""
    ids = {request.id for request in series}
    return {p.stay.day_of_item(item) for item in p.of("training") if item.request in ids}


def _homework_days(p: Programme) -> set[dt.date]:
    """Return the days of a visit with a session of a series that goes on later."""
    found: set[dt.date] = set()
    for series in series_of(p.stay.visit).values():
        days = _days(p, series)
        found |= days - {max(days, default=None)}
    return found


def _acts(visit: VisitView, series: Sequence[Training]) -> list[Act]:
    ids = {request.id for request in series}
    return [act for act in visit.of("training") if act.request and act.request.id in ids]


def _on(m: Poster, acts: Sequence[Act], days: Sequence[dt.date]) -> Lit:
    """Return whether any of some activities is on one of some days."""
    return m.either(*(act.on[day] for act in acts for day in days if day in act.on))
