"""A line of the list of things to do: what, by whom, until when, and the rule that it follows from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.clock import at
from models.rules.core.findings import Phrase

if TYPE_CHECKING:
    from models.domain.facts import Facts
    from models.domain.time_words import Language
    from models.rules.core.findings import Sentence, Value

ADMINISTRATION = Phrase("行政部", "administration")
DRIVER_POOL = Phrase("司机班", "driver pool")
DEPUTY_MANAGER = Phrase("主管副总", "deputy general manager")
ESCORT = Phrase("陪同人员", "escort")
READY_BY = 18 * 60
"""Time of day, in minutes after midnight, by which the things for a later day are ready."""


@dataclass(frozen=True)
class ToDo:
    """Something to do.

    Attributes
    ----------
    rule : str
        The rule that it follows from.
    visit : str
        Whose visit, or ``""`` for the whole week.
    due : int or None
        Moment by which it is done; None: as soon as possible.
    owner : Phrase
        Who does it: a department, or a person by name.
    sentence, values
        What is to be done.
    """

    rule: str
    visit: str
    due: int | None
    owner: Phrase
    sentence: Sentence
    values: tuple[tuple[str, Value], ...] = ()

    def say(self, lang: Language = "zh") -> str:
        """Return what is to be done, in a language."""
        return self.sentence.say(self.values, lang)


def line(rule: str, visit: str, due: int | None, owner: Phrase, sentence: Sentence, **values: Value) -> ToDo:
    """Return a line of the list; ``values`` are those of the sentence."""
    return ToDo(rule, visit, due, owner, sentence, tuple(values.items()))


def evening_before(day: dt.date, days: int = 1) -> int:
    """Return the moment, so many days before a day, by which the things for it are ready."""
    return at(day - dt.timedelta(days=days), READY_BY)


def place_name(facts: Facts, id: str | None) -> Phrase:
    """Return the name of a place, as papers say it; its id where the week does not know it."""
    place = facts.week.find_place(id)
    return Phrase(place.name, place.name_en or place.name) if place else Phrase(id or "", id or "")


def person_name(facts: Facts, id: str | None) -> str:
    """Return the name of one of our people; the id where the company does not know it."""
    return next((person.name for person in facts.week.company.people if person.id == id), id or "")
