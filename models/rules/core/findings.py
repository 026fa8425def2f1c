"""What a rule finds in a plan, as data: the subject by kind of thing, the amount, and a sentence with its values.

The sentence is made here, in Chinese or in English, and nowhere else.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from models.domain.activities import KINDS
from models.domain.bilingual import bilingual
from models.domain.clock import day_of, hhmm, minute_of_day
from models.domain.time_words import Language, date_in_words, duration_in_words

if TYPE_CHECKING:
    from models.domain.plan import Item

RefKind = Literal[
    "item",
    "move",
    "request",
    "visit",
    "group",
    "place",
    "room",
    "dining_room",
    "meal",
    "workshop",
    "person",
    "driver",
    "vehicle",
    "hired_car",
    "day",
    "hotel_night",
    "cost_heading",
    "part_of_day",
    "customer",
    "outbound_call",
]
"""Kinds of things that a finding can be about; a hotel, restaurant or sight is a place, a meal lunch or dinner."""
REF_KINDS: tuple[str, ...] = get_args(RefKind)


# ---------------------------------------------------------------- subjects


@dataclass(frozen=True, order=True)
class Ref:
    """One thing that a finding is about, by its id and kind; a day by its ISO date. Sorted by id."""

    id: str
    kind: RefKind


@dataclass(frozen=True, order=True)
class Subject:
    """What a finding is about: things by kind, the most telling one first."""

    refs: tuple[Ref, ...] = ()

    def __add__(self, other: Subject) -> Subject:
        return Subject((*self.refs, *other.refs))

    def __bool__(self) -> bool:
        return bool(self.refs)

    def of(self, *kinds: RefKind) -> tuple[str, ...]:
        """Return the ids of the things of some kinds, in order."""
        return tuple(ref.id for ref in self.refs if ref.kind in kinds)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all things, in order; what a waiver may name."""
        return tuple(ref.id for ref in self.refs)

    @property
    def rows(self) -> tuple[str, ...]:
        """The ids of items and moves of the plan."""
        return self.of("item", "move")

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days."""
        return tuple(dt.date.fromisoformat(id) for id in self.of("day"))


def subject(**things: str | dt.date | tuple[str, ...] | None) -> Subject:
    """Return a subject from ids by kind, in the order in which they are named: ``subject(item=…, room=…)``.

    None and empty ids are left out; a tuple names several things of one kind.

    Raises
    ------
    TypeError
        When a keyword is no ``RefKind``.
    """
    refs: list[Ref] = []
    for kind, given in things.items():
        if kind not in REF_KINDS:
            raise TypeError(f"{kind!r} is no kind of thing, maybe one of {', '.join(REF_KINDS)}")
        several = given if isinstance(given, tuple) else (given,)
        refs += [Ref(str(id), kind) for id in several if id]  # type: ignore[arg-type]
    return Subject(tuple(refs))


def about(item: Item) -> Subject:
    """Return what a break of an item is about: the item, and its request, so that a waiver may name either."""
    return subject(item=item.id, request=item.request)


# ---------------------------------------------------------------- values of sentences


@dataclass(frozen=True)
class DayAndTime:
    """A moment, said with its day: 9月21日09:15, 21 Sep 09:15."""

    minute: int

    def say(self, lang: Language) -> str:
        """Return it in words."""
        clock = hhmm(minute_of_day(self.minute))
        day = date_in_words(day_of(self.minute), lang)
        return f"{day}{clock}" if lang == "zh" else f"{day} {clock}"


@dataclass(frozen=True)
class TimeOfDay:
    """A time of day, in minutes after midnight: 09:15."""

    minute: int

    def say(self, lang: Language) -> str:
        """Return it in words."""
        del lang
        return hhmm(self.minute)


@dataclass(frozen=True)
class ItemLabel:
    """An item of a plan: 9月21日09:15技术交流, technical exchange on 21 Sep 09:15."""

    kind: str
    start: int

    def say(self, lang: Language) -> str:
        """Return it in words."""
        when = DayAndTime(self.start).say(lang)
        return f"{when}{KINDS[self.kind].zh}" if lang == "zh" else f"{KINDS[self.kind].en} on {when}"


@dataclass(frozen=True)
class Duration:
    """A length of time in minutes, said in hours: 3 小时 20 分, 3 h 20 min."""

    minutes: int

    def say(self, lang: Language) -> str:
        """Return it in words."""
        return duration_in_words(self.minutes, lang, in_sentence=True)


@dataclass(frozen=True)
class Phrase:
    """Words that are fixed in both languages."""

    zh: str
    en: str

    def say(self, lang: Language) -> str:
        """Return them in a language."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True)
class Clause:
    """A sentence with its values, as a value of another sentence: ``{item}: {reason}``."""

    sentence: Sentence
    values: tuple[tuple[str, Value], ...]

    def say(self, lang: Language) -> str:
        """Return it in words."""
        return self.sentence.say(self.values, lang)


@dataclass(frozen=True)
class Several:
    """Several values in a row: 、 in Chinese, commas in English."""

    values: tuple[Value, ...]

    def say(self, lang: Language) -> str:
        """Return them in words."""
        return ("、" if lang == "zh" else ", ").join(_say(value, lang) for value in self.values)


Value = str | int | dt.date | DayAndTime | TimeOfDay | ItemLabel | Duration | Phrase | Clause | Several
"""What may stand in a sentence: names as the facts have them, numbers, days, and the types above."""


def label(item: Item) -> ItemLabel:
    """Return an item as a value of a sentence."""
    return ItemLabel(item.kind, item.start)


def _say(value: Value, lang: Language) -> str:
    if isinstance(value, dt.date):
        return date_in_words(value, lang)
    return str(value) if isinstance(value, str | int) else value.say(lang)


# ---------------------------------------------------------------- sentences


@dataclass(frozen=True, order=True)
class Sentence:
    """A sentence with places for values by name, in both languages: ``Sentence("{item}太早", "{item} is early")``."""

    zh: str
    en: str

    def say(self, values: tuple[tuple[str, Value], ...], lang: Language) -> str:
        """Return the sentence with its values."""
        template = self.zh if lang == "zh" else self.en
        return template.format_map({name: _say(value, lang) for name, value in values})

    def fill(self, **values: Value) -> Clause:
        """Return the sentence with its values, to stand in another sentence."""
        return Clause(self, tuple(values.items()))


NO_SENTENCE = Sentence("", "")


@dataclass(frozen=True)
class Violation:
    """A break of a rule in a plan; sorted by rule, visit, subject, amount, and the Chinese text.

    Attributes
    ----------
    rule : str
        Rule id.
    visit : str
        The visit that suffers it, or ``""``.
    about : Subject
        Items, moves, people, vehicles, days … that it is about.
    amount : int
        In the rule's unit, at least 1.
    sentence, values
        What is wrong; the clause is added by the reader.
    """

    rule: str
    visit: str
    about: Subject
    amount: int
    sentence: Sentence = NO_SENTENCE
    values: tuple[tuple[str, Value], ...] = ()

    def __lt__(self, other: Violation) -> bool:
        mine, theirs = self._order, other._order
        return mine < theirs if mine != theirs else self.say() < other.say()  # said only where nothing else decides

    @property
    def _order(self) -> tuple[str, str, Subject, int]:
        return self.rule, self.visit, self.about, self.amount

    def say(self, lang: Language = "zh") -> str:
        """Return what is wrong, in a language."""
        return self.sentence.say(self.values, lang)

    @property
    def in_both(self) -> str:
        """What is wrong, in both languages: for errors, which are shown whatever the language."""
        return bilingual(self.say(), self.say("en")) if self.say() else ""
