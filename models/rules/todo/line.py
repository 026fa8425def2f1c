"""A line of the list of things to do: what, by whom, until when, and the rule that it follows from."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.domain.clock import at, day_of, workdays_from
from models.rules.core.findings import Phrase

if TYPE_CHECKING:
    from models.domain.facts import Facts
    from models.domain.office import TaskName
    from models.domain.time_words import Language
    from models.rules.core.findings import Sentence, Value


@dataclass(frozen=True)
class ToDo:
    """Something to do.

    Attributes
    ----------
    rule : str
        The rule that it follows from.
    task : str
        What kind of task it is: the edition names its owner and its lead.
    visit : str
        Whose visit, or ``""`` for the whole week.
    about : str
        What tells it from the others of its kind and visit: an item, a group, a hotel; never a time or a name that
        another plan changes.
    due : int or None
        Moment by which it is done; None: as soon as possible.
    owner : Phrase
        Who does it: a department, or a person by name.
    sentence, values
        What is to be done.
    """

    rule: str
    task: TaskName
    visit: str
    about: str
    due: int | None
    owner: Phrase
    sentence: Sentence
    values: tuple[tuple[str, Value], ...] = ()

    @property
    def key(self) -> str:
        """What names it in every draft, so that what was ticked stays ticked."""
        return "|".join((self.visit or "*", self.task, self.about))

    def say(self, lang: Language = "zh") -> str:
        """Return what is to be done, in a language."""
        return self.sentence.say(self.values, lang)

    def by(self, owner: Phrase) -> ToDo:
        """Return it done by somebody else than the edition says."""
        return replace(self, owner=owner)

    def is_past(self, day: dt.date | None) -> bool:
        """Tell whether it was due before a day."""
        return day is not None and self.due is not None and day_of(self.due) < day


def line(
    facts: Facts,
    rule: str,
    task: TaskName,
    visit: str,
    when: dt.date | int | None,
    about: str,
    sentence: Sentence,
    /,
    **values: Value,
) -> ToDo:
    """Return a line of the list, owned by whom the edition says.

    Parameters
    ----------
    when : date, int or None
        The day for which it is ready: it is due by the edition's lead before it. A moment: due then, by those who are
        on duty. None: as soon as possible.
    values
        Those of the sentence.
    """
    due = due_before(facts, task, when) if isinstance(when, dt.date) else when
    owner = department(facts, facts.edition.office.task(task).owner)
    return ToDo(rule, task, visit, about, due, owner, sentence, tuple(values.items()))


def due_before(facts: Facts, task: TaskName, day: dt.date) -> int:
    """Return the end of the office's hours on the day by which a task for a day is done.

    The earlier of the lead's calendar days and workdays before, and then no day off; of a lead in calendar days alone
    that day, whatever it is. What is done afterwards is due so many workdays after the day.
    """
    lead = facts.edition.office.task(task)
    due = day - dt.timedelta(days=lead.days)
    if lead.after:
        due = workdays_from(day, lead.after, facts.workday)
    elif lead.workdays:
        due = min(due, workdays_from(day, -lead.workdays, facts.workday))
        while not facts.workday(due):
            due -= dt.timedelta(days=1)
    return at(due, facts.shape.office[1])


def department(facts: Facts, id: str) -> Phrase:
    """Return what a department of the edition is called."""
    found = facts.edition.office.department(id)
    return Phrase(found.name, found.name_en or found.name)


def place_name(facts: Facts, id: str | None) -> Phrase:
    """Return the name of a place, as papers say it; its id where the week does not know it."""
    place = facts.week.find_place(id)
    return Phrase(place.name, place.name_en or place.name) if place else Phrase(id or "", id or "")


def person_name(facts: Facts, id: str | None) -> str:
    """Return the name of one of our people; the id where the company does not know it."""
    return next((person.name for person in facts.week.company.people if person.id == id), id or "")
