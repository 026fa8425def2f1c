"""A sentence about an event, taken apart: the visit, people and things that it names, its activities and its times."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.clock import DAY, at, day_of, minute_of_day
from planner.language.event_words import CANCELLED, LEAVING, TO, unknown_words, without_reason, without_small
from planner.language.item_labels import ItemLabels, parts_of, starts
from planner.language.names import Name
from planner.language.text import Unreadable, folded
from planner.language.times.mentions import find_times

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.plan import Item, Move
    from models.domain.visits import Visit
    from models.domain.week import Week
    from planner.language.names import NameKind, WeekNames
    from planner.language.times.mentions import TimeMentions

NAMED_KINDS: tuple[NameKind, ...] = (
    "visit", "person", "driver", "member", "vehicle", "room", "workshop", "place", "item", "ticket",
)  # fmt: skip
"""Kinds of things that a sentence may name."""
_KINDS_BY_PART: tuple[NameKind, ...] = ("visit", "person", "driver", "member", "vehicle", "room", "workshop", "place")
_TRAIN_OR_FLIGHT = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-Z][A-Z0-9]\s?\d{3,4}|[GDCKTZ]\d{1,4})(?![A-Za-z0-9])", re.IGNORECASE
)
_FEWEST_LETTERS = 2
MAX_CANDIDATES = 8
"""Candidates that a question lists, at most."""


class NotUnderstood(Exception):
    """A sentence that says no event, or could mean several: what is wrong, and maybe how to word it."""


@dataclass
class EventSentence:
    """A sentence about an event, taken apart.

    Attributes
    ----------
    text : str
        The sentence, folded.
    known : WeekNames
        The week, the plan and their names.
    now : moment or None
        What time it is, when that is known.
    names : list of Name
        What it names of the week.
    words : str
        The sentence with blanks in the place of names and times: a company called 沪昆高铁 is no train.
    numbers : list of str
        Flights and trains that the week does not know.
    unknown : list of str
        Words that are neither a name, nor a time, nor of any event.
    time : TimeMentions
        The times that it mentions.
    """

    text: str
    known: WeekNames
    now: int | None
    names: list[Name] = field(default_factory=list)
    words: str = ""
    without_names: str = ""
    numbers: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    time: TimeMentions = field(init=False)

    @property
    def week(self) -> Week:
        """The week that the sentence is about."""
        return self.known.week

    @cached_property
    def labels(self) -> ItemLabels:
        """What items and visits are called in questions."""
        return ItemLabels(self.week, self.known.plan)

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Tell whether words of a pattern stand in the sentence, outside names and times."""
        return pattern.search(self.words) is not None

    def ids(self, *kinds: NameKind) -> list[str]:
        """Return the ids of the things of some kinds that it names, each once."""
        return list(dict.fromkeys(name.id for name in self.names if name.kind in kinds))

    # -- delegations

    @cached_property
    def visits(self) -> list[str]:
        """Visits that it names: by name, by a flight, by members who nobody else can be."""
        named = self.ids("visit")
        if not named:
            named = list(dict.fromkeys(id.partition("/")[0] for id in self.ids("ticket")))
        return named

    @cached_property
    def visit(self) -> str | None:
        """The one visit that it names, or None.

        Raises
        ------
        NotUnderstood
            When it names several.
        """
        if len(self.visits) > 1:
            names = self.labels.visits(self.visits)
            raise NotUnderstood(
                bilingual(f"说到几个来访：{names}", f"several visits: {names}"),
                bilingual("一句话说一个来访", "one visit a sentence"),
            )
        return self.visits[0] if self.visits else None

    def visit_or_ask(self, candidates: list[str] | None = None) -> Visit:
        """Return the visit that it names, or the only one that can be meant.

        Raises
        ------
        NotUnderstood
            When it names none or several, and several can be meant.
        """
        id = self.visit
        if id is None:
            ids = candidates or [visit.id for visit in self.week.visits]
            if len(ids) != 1:
                names = self.labels.visits(ids[:MAX_CANDIDATES])
                raise NotUnderstood(
                    bilingual(f"没有说是哪个来访：{names}", f"which visit? {names}"),
                    f"{self.labels.visit(ids[0])}{self.text}",
                )
            id = ids[0]
        return self.week.visit(id)

    # -- people

    @cached_property
    def members(self) -> list[str]:
        """Members that it names, as ``visit/member``: of the visit that it names, if it names one."""
        found = self.ids("member")
        ours = {name.text for name in self.names if name.kind == "person" and name.by_title}
        if self.visits:
            found = [id for id in found if id.partition("/")[0] in self.visits]
        else:
            found = [n.id for n in self.names if n.kind == "member" and not (n.by_title and n.text in ours)]
        certain = {n.id for n in self.names if n.kind == "member" and not n.by_title}
        return [id for id in dict.fromkeys(found) if id in certain or not certain & set(found)]

    @cached_property
    def hosts(self) -> list[str]:
        """People of ours and drivers whom it names; a title of a member of the visit that it names is not ours."""
        mine = [name for name in self.names if name.kind == "member" and name.id in self.members]
        theirs = {name.text for name in mine if name.by_title}
        ours = [name for name in self.names if name.kind in ("person", "driver")]
        found = [name for name in ours if not (name.by_title and name.text in theirs)]
        certain = [name for name in found if not name.by_title]  # 翻译叶青: by title and by name
        return list(dict.fromkeys(name.id for name in certain or found))

    # -- activities

    @cached_property
    def items(self) -> list[str]:
        """Ids of the items and moves that it may mean."""
        words: dict[tuple[int, str], set[str]] = {}
        for name in self.names:
            if name.kind == "item" and (not self.visits or name.id.partition("/")[0] in self.visits):
                words.setdefault((name.start, name.text), set()).add(name.id)
        if not words and self.visits:  # the word is known, but not of this visit
            return []
        ids: set[str] = set()
        for found in words.values():
            ids = ids & found or ids | found
        return sorted(self._at_its_time(ids), key=self._order)

    def _order(self, id: str) -> tuple[int, str]:
        part = self.part(id)
        return (starts(part) if part is not None else 0, id)

    def part(self, id: str) -> Item | Move | None:
        """Return the item or move of the plan with an id, or None."""
        return self._parts.get(id)

    @cached_property
    def _parts(self) -> dict[str, Item | Move]:
        return parts_of(self.known.plan)

    def _at_its_time(self, ids: set[str]) -> set[str]:
        """Return those of some items that lie at the time which is said of them.

        Raises
        ------
        NotUnderstood
            When none does: another item is not guessed.
        """
        time = self.time_of_item
        days = time.days or ([day_of(self.now)] if self.now is not None and time.part_of_day else [])
        planned = {id: part for id in ids if (part := self.part(id)) is not None}
        kept = {id for id, part in planned.items() if _fits(starts(part), days, time)}
        if kept or not planned or not time.any:
            return kept if kept and time.any else ids
        shown = self._shown(sorted(planned, key=self._order))
        raise NotUnderstood(
            bilingual(f"那个时间没有这项活动，有的是：{shown}", f"not at that time, but: {shown}"),
            self.labels.part(min(planned)),
        )

    def _shown(self, ids: list[str]) -> str:
        return "；".join(self.labels.part(id) for id in ids[:MAX_CANDIDATES]) + "……" * (len(ids) > MAX_CANDIDATES)

    @cached_property
    def time_of_item(self) -> TimeMentions:
        """The times that say which item is meant; not those to which it is moved, see ``time_to``."""
        return find_times(self.without_names[: self._turn], self.week, self.now)

    @cached_property
    def time_to(self) -> TimeMentions:
        """The times to which an item is moved."""
        return find_times(self.without_names[self._turn :], self.week, self.now)

    @cached_property
    def _turn(self) -> int:
        found = TO.search(self.words)
        return found.end() if found else len(self.text)

    def item(self) -> str:
        """Return the id of the one item or move that it means.

        Raises
        ------
        NotUnderstood
            When it means none, or could mean several.
        """
        if not self.items:
            words = [name.text for name in self.names if name.kind == "item"]
            if words and self.visits:
                what = f"{self.labels.visits(self.visits)} " + bilingual(f"没有“{words[0]}”", f"has no {words[0]!r}")
                raise NotUnderstood(what, self.labels.some_of(self.visits[0]))
            raise NotUnderstood(bilingual("没有说是哪项活动", "which activity?"), self.labels.some_of(self.visit))
        if len(self.items) > 1:
            what = bilingual(
                f"可能是几项活动，请说明是哪一项：{self._shown(self.items)}",
                f"which of these: {self._shown(self.items)}",
            )
            raise NotUnderstood(what, self.labels.part(self.items[0]))
        return self.items[0]

    def only(self, ids: list[str], zh: str, en: str, names: dict[str, str]) -> str:
        """Return the one id of a list.

        Raises
        ------
        NotUnderstood
            When there are several, with their names.
        """
        if len(set(ids)) > 1:
            shown = "、".join(names.get(id, id) for id in ids)
            raise NotUnderstood(
                bilingual(f"可能是几个{zh}，请说明是哪一个：{shown}", f"which of these {en}: {shown}"),
                names.get(ids[0], ids[0]),
            )
        return ids[0]

    # -- times

    def period(self) -> tuple[int, int | None]:
        """Return from when until when it says that something holds; the whole week when it names no day."""
        first, last = at(self.week.first_day), at(self.week.first_day, DAY * self.week.days)
        if (
            self.now is None
            and not self.time.days
            and (self.time.clocks or self.time.part_of_day)
            and self.week.days > 1
        ):
            raise NotUnderstood(bilingual("没有说是哪一天", "on which day?"), bilingual("周二下午", "Tue afternoon"))
        period = self.time.period(day_of(self.now) if self.now is not None else self.week.first_day)
        if period is None:
            return first, last
        start, end = period
        if end <= first or start >= last:
            end_day = day_of(last - 1)
            week = f"{self.week.first_day} – {end_day}"
            what = f"“{'、'.join(self.time.day_texts)}” " + bilingual(
                f"不在本周（{week}）内", f"is not in this week ({week})"
            )
            raise NotUnderstood(what, f"{self.week.first_day}")
        return start, end


def _fits(start: int, days: list[dt.date], time: TimeMentions) -> bool:
    """Tell whether a start lies on the days, at the times of day or in the part of the day that are said."""
    if days and day_of(start) not in days:
        return False
    minute = minute_of_day(start)
    if time.clocks and minute not in {clock.minute(minute, loose=True) for clock in time.clocks}:
        return False
    return not time.part_of_day or time.part_of_day[0] <= minute < time.part_of_day[1]


def take_apart(text: str, known: WeekNames, now: int | None = None) -> EventSentence:
    """Return a sentence with what it names.

    Raises
    ------
    NotUnderstood
        When a time in it is none, or could be several.
    """
    folded_text = without_reason(folded(text))
    sentence = EventSentence(folded_text, known, now)
    masked = _blank_matches(folded_text, re.compile(r"\bcall(?:s|ed)? off\b", re.IGNORECASE))
    sentence.names = known.find(masked, *NAMED_KINDS)
    _drop_ids_of_other_visits(sentence)
    rest = _blank(folded_text, sentence.names)
    for match in _TRAIN_OR_FLIGHT.finditer(rest):
        sentence.numbers.append(match[0].replace(" ", "").upper())
    rest = _blank_matches(rest, _TRAIN_OR_FLIGHT)
    try:
        sentence.time = find_times(rest, known.week, now)
    except Unreadable as error:
        raise NotUnderstood(error.what, error.maybe) from None
    sentence.without_names, sentence.words = rest, sentence.time.rest
    if sentence.ids("visit") and not sentence.says(CANCELLED):  # then departure is that the guests leave, no ride
        rides = [n for n in sentence.names if n.kind == "item" and LEAVING.fullmatch(n.text)]
        sentence.names = [n for n in sentence.names if n not in rides]
        for name in rides:
            sentence.words = sentence.words[: name.start] + name.text + sentence.words[name.end :]
    _find_parts(sentence)
    return sentence


def _blank(text: str, names: list[Name]) -> str:
    for name in names:
        text = text[: name.start] + " " * len(name.text) + text[name.end :]
    return text


def _blank_matches(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(lambda match: " " * len(match[0]), text)


def _drop_ids_of_other_visits(sentence: EventSentence) -> None:
    """Drop what a request's short id means in visits that are not named: talk of another delegation."""
    ids = sentence.known.item_names.ids
    visits = set(sentence.ids("visit"))
    words = {**sentence.known.item_names.printed, **sentence.known.item_names.common}
    for name in list(sentence.names):
        word = name.text.lower()
        if name.kind == "item" and "/" in word and word in ids:
            sentence.names = [n for n in sentence.names if n.kind != "visit"]
        if name.kind == "item" and word not in words and "/" not in word and name.id.partition("/")[0] not in visits:
            sentence.names.remove(name)


def _find_parts(sentence: EventSentence) -> None:
    """Find names of which only a part is said; what remains is unknown."""
    groups = {group.id for id in sentence.ids("visit") for group in sentence.week.visit(id).groups}
    for start, chunk in unknown_words(sentence.words):
        found = _part_of(sentence, chunk)
        if found is None:
            sentence.unknown += [chunk] if chunk not in groups else []
            continue
        part, at_sign, rest = found
        sentence.unknown += rest
        here = start + at_sign
        sentence.names += [Name(name.kind, name.id, part, here) for name in sentence.known.part(part, *_KINDS_BY_PART)]
        blanks = " " * len(part)
        sentence.words = sentence.words[:here] + blanks + sentence.words[here + len(part) :]
        sentence.without_names = sentence.without_names[:here] + blanks + sentence.without_names[here + len(part) :]


def _part_of(sentence: EventSentence, chunk: str) -> tuple[str, int, list[str]] | None:
    """Return the longest part of a chunk that names something, where it begins, and what else is said in it.

    A part with a single strange sign beside it (港鸡 of 港机) is a misspelling and names nothing.
    """
    for length in range(len(chunk), _FEWEST_LETTERS - 1, -1):
        for k in range(len(chunk) - length + 1):
            part, beside = chunk[k : k + length], (chunk[:k], chunk[k + length :])
            rest = [bare for text in beside if (bare := without_small(text))]
            if any(len(text) < _FEWEST_LETTERS for text in rest) or not sentence.known.part(part, *_KINDS_BY_PART):
                continue
            return None if rest and sentence.known.is_like(chunk, *_KINDS_BY_PART) else (part, k, rest)
    return None
