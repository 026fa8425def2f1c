"""变更通知: what is different between two plans, for each delegation, person, driver, vehicle and room, in words.

Lines for a terminal or a message (司机王强：10月20日 周二 14:20–14:50 …，原 13:50–14:20), tables for papers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.clock import day_of
from models.domain.plan import Item, LeftOut, Move
from planner.papers.table import PaperTable, Row
from planner.services.plan_changes import LEFT_OUT_KIND, NIGHT_KIND, by_subject

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from planner.papers.paper import Paper
    from planner.services.plan_changes import Change, ChangeSubject, PlanEntry

_SUBJECT_KINDS = {
    "visit": ("来访客户", "Delegations"),
    "person": ("我方人员", "Our people"),
    "driver": ("司机", "Drivers"),
    "vehicle": ("车辆", "Vehicles"),
    "room": ("会议室", "Meeting rooms"),
    "dining": ("餐厅", "Restaurants"),
    "workshop": ("车间", "Workshops"),
    "hotel": ("酒店", "Hotels"),
}
_WHAT = {"new": ("新增", "new"), "gone": ("取消", "cancelled"), "changed": ("变更", "changed")}


@dataclass(frozen=True)
class ChangeTexts:
    """Says changes between two plans: each side in the words of its own plan and week."""

    before: Paper
    after: Paper

    def lines(self, found: Iterable[Change]) -> Iterator[str]:
        """Yield a line a change, whom it is for in front: 司机王强：…，原 13:50–14:20."""
        for subject, mine in by_subject(found).items():
            for change in mine:
                yield self.after.words.label(self.name(subject), self.line(change))

    def tables(self, found: Iterable[Change]) -> Iterator[PaperTable]:
        """Yield a table for each subject, in the order of the list."""
        words = self.after.words
        columns = words.pick("变更 日期 时间 安排 说明", "Change Day Time What Remarks")
        for subject, mine in by_subject(found).items():
            yield PaperTable(
                id=f"changes:{subject.kind}:{subject.id}",
                title=self.name(subject),
                columns=tuple(columns.split()),
                rows=tuple(self._row(change) for change in mine),
            )

    def whole(self, found: Iterable[Change], title: str) -> PaperTable:
        """Return all changes in one table, whom each is for in front, to be filtered."""
        words = self.after.words
        columns = words.pick("类别 对象 变更 日期 时间 安排 说明", "Kind Who Change Day Time What Remarks")
        rows = []
        for subject, mine in by_subject(found).items():
            who = self.kind(subject), self.name(subject)
            rows += [replace(row, cells=(*who, *row.cells)) for row in map(self._row, mine)]
        return PaperTable("changes", title, tuple(columns.split()), tuple(rows))

    def kind(self, subject: ChangeSubject) -> str:
        """Say what kind of subject it is: 司机."""
        return self.after.words.pick(*_SUBJECT_KINDS[subject.kind])

    def name(self, subject: ChangeSubject) -> str:
        """Name a subject; as the old week names it where the new one does not know it."""
        for paper in (self.after, self.before):
            if subject.kind == "visit":
                known = {visit.id: visit.client for visit in paper.week.visits}
                if subject.id in known:
                    return known[subject.id]
                continue
            ref = f"{subject.kind}:{subject.id}"
            name = paper.names.resource(ref)
            if name != ref:
                return paper.words.pick(f"司机{name}", f"driver {name}") if subject.kind == "driver" else name
        return subject.id

    def line(self, change: Change) -> str:
        """Say a change in one line, without whom it is for."""
        words, row = self.after.words, self._row(change)
        what, day, time, now, was = row.cells
        text = " ".join(part for part in (day, time, now) if part)
        if change.what != "changed":
            text = f"{what} {text}"
        return f"{text}{words.pick('，', ', ')}{was}" if was else text

    def _row(self, change: Change) -> Row:
        words = self.after.words
        paper = self.after if change.after is not None else self.before
        entry = change.after or change.before
        assert entry is not None
        dated = entry.kind != LEFT_OUT_KIND
        day = _EntryTexts(paper).day(entry) if dated else None
        time = words.span(entry.start, entry.end, day) if dated and entry.kind != NIGHT_KIND else ""
        now = _EntryTexts(paper).say(entry, change.subject)
        was = words.semicolon.join(self._was(change))
        cells = (words.pick(*_WHAT[change.what]), words.day(day) if day else "", time, now, was)
        return Row(cells, day, entry.start if dated else None, entry.end if dated else None, entry.part, entry.visit)

    # -- what was before

    def _was(self, change: Change) -> Iterator[str]:
        words, others = self.after.words, self._others(change)
        if others and change.what == "new":
            yield words.pick(f"原为{others}", f"before: {others}")
        if others and change.what == "gone":
            yield words.pick(f"改为{others}", f"now: {others}")
        if change.before is not None and change.after is not None:
            yield from self._aspects(change, change.before, change.after)

    def _others(self, change: Change) -> str:
        return self.after.words.comma.join(
            self.name(type(change.subject)(change.subject.kind, id)) for id in change.others
        )

    def _aspects(self, change: Change, before: PlanEntry, after: PlanEntry) -> Iterator[str]:
        words, old = self.after.words, _EntryTexts(self.before)
        was: list[str] = []
        if "time" in change.aspects:
            day = old.day(before)
            was += [words.day(day)] if day != _EntryTexts(self.after).day(after) else []
            was += [words.span(before.start, before.end, day)]
        was += [old.where(before)] if "place" in change.aspects else []
        was += [old.party(before) or words.pick("全体", "everybody")] if "party" in change.aspects else []
        if was:
            yield words.pick("原 ", "was ") + " ".join(was)
        if "with" in change.aspects:
            yield from self._with(set(before.with_whom), set(after.with_whom))

    def _with(self, before: set[str], after: set[str]) -> Iterator[str]:
        words = self.after.words
        more = words.comma.join(_EntryTexts(self.after).who(ref) for ref in sorted(after - before))
        less = words.comma.join(_EntryTexts(self.before).who(ref) for ref in sorted(before - after))
        if more and less:
            yield words.pick(f"{less}改为{more}", f"{more} instead of {less}")
        elif more:
            yield words.pick(f"增加{more}", f"with {more}")
        elif less:
            yield words.pick(f"不再有{less}", f"without {less}")


@dataclass(frozen=True)
class _EntryTexts:
    """Says entries of one plan."""

    paper: Paper

    @cached_property
    def _parts(self) -> dict[str, Item | Move]:
        parts: list[Item | Move] = [*self.paper.plan.items, *self.paper.plan.moves]
        return {part.id: part for part in parts}

    def day(self, entry: PlanEntry) -> dt.date:
        """Return the day that people name for an entry: a night is named by the day on which it begins."""
        return day_of(entry.start) if entry.kind == NIGHT_KIND else self.paper.facts.day_of(self._parts[entry.part])

    def say(self, entry: PlanEntry, subject: ChangeSubject) -> str:
        """Say what a subject has, as far as it is not the subject itself."""
        paper, words = self.paper, self.paper.words
        met = entry.role == "greeter"  # what a greeter does is what the move is called
        role = paper.duty_texts.role(entry.role, entry.kind) if entry.role and not met else ""
        client = "" if subject.kind == "visit" else paper.names.client(entry.visit)
        where = self.where(entry) if subject.kind in ("visit", "person", "driver", "vehicle") else ""
        more = [text for text in (client, self.party(entry)) if text]
        title = self._title(entry)
        text = " ".join(part for part in (role, title, "" if where in title else where) if part)
        return words.note(text, words.pick("，", ", ").join(more))

    def _title(self, entry: PlanEntry) -> str:
        paper, words = self.paper, self.paper.words
        if entry.kind == NIGHT_KIND:
            return words.pick("住宿", "night")
        if entry.kind == LEFT_OUT_KIND:
            left = LeftOut(visit=entry.visit, request=entry.request)
            return words.label(words.pick("未能安排", "left out"), paper.item_texts.left_out(left))
        part = self._parts[entry.part]
        if isinstance(part, Item):
            return paper.item_texts.title(part)
        if part.kind == "pick_up":
            return paper.move_texts.meeting(part.origin)
        return paper.move_texts.parting(part.target) if part.kind == "see_off" else words.pick("乘车", "ride")

    def where(self, entry: PlanEntry) -> str:
        """Say the place with its room, or the way."""
        if entry.kind == LEFT_OUT_KIND:
            return ""
        if entry.kind == NIGHT_KIND:
            return self.paper.names.place(entry.place)
        paper, part = self.paper, self._parts[entry.part]
        if isinstance(part, Move):
            return paper.move_texts.way(part)
        return paper.item_texts.room(part) if part.room else paper.item_texts.where(part)

    def party(self, entry: PlanEntry) -> str:
        """Say which groups take part, the guests in a vehicle, the rooms of a night."""
        paper, words = self.paper, self.paper.words
        if entry.kind == NIGHT_KIND:
            rooms = [ref.split(":") for ref in entry.size]
            people = [f"{paper.words.hotel_room(kind)}{words.pick('', ' ')}{n}" for kind, n in rooms]
        else:
            people = [words.people(int(n)) for n in entry.size]
        groups = paper.delegations.part_of(entry.visit, entry.groups) if entry.kind != LEFT_OUT_KIND else ""
        return words.comma.join(text for text in (groups, *people) if text)

    def who(self, ref: str) -> str:
        """Name who or what goes with it: ``person:ID``, ``hired:KIND``, ``open:ROLE``."""
        kind, _, id = ref.partition(":")
        paper, words = self.paper, self.paper.words
        if kind == "driver":
            return paper.names.driver(id)
        if kind == "hired":
            cars = {car.id: car for car in paper.week.hired_cars}
            name = words.vehicle(cars[id].kind) if id in cars else words.role(id)
            return words.pick(f"外请{name}", f"hired {name}")
        if kind == "open":
            names = {"vehicle": words.pick("车辆", "vehicle"), "driver": words.pick("司机", "driver")}
            return words.note(names.get(id) or words.role(id), words.open)
        return paper.names.resource(ref)
