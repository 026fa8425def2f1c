"""Which travel group of a delegation is meant: 第2批, or the group of a flight or train."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from planner.language.event_sentence import NotUnderstood
from planner.language.event_words import GROUP
from planner.language.text import folded, number_in

if TYPE_CHECKING:
    from models.domain.visits import Visit
    from planner.language.event_sentence import EventSentence


def group_in(text: str, visit: Visit) -> str | None:
    """Return the id of the travel group that a text names by number or by flight or train; None for none."""
    plain = folded(text)
    for group in visit.groups:
        numbers = {number.upper() for number in (group.arrival.number, group.departure.number) if number}
        if plain.replace(" ", "").upper() in numbers:
            return group.id
    found = GROUP.search(plain)
    number = int(number_in(found[1] or found[2]) or 0) if found else 0
    return visit.groups[number - 1].id if 1 <= number <= len(visit.groups) else None


def group_of(sentence: EventSentence, visit: Visit, leg: str = "") -> str | None:
    """Return the id of the travel group that a sentence names, or None.

    Parameters
    ----------
    leg : str
        ``arrives`` or ``departs``: only flights of that direction count; ``""``: both.

    Raises
    ------
    NotUnderstood
        When the delegation has no such group.
    """
    for id in sentence.ids("ticket"):
        _, group, of = id.split("/")
        if not leg or of == leg:
            return group
    if GROUP.search(sentence.words):
        named = group_in(sentence.words, visit)
        if named is None:
            what = f"{visit.client} " + bilingual(
                f"只分 {len(visit.groups)} 批来", f"comes in {len(visit.groups)} groups only"
            )
            raise NotUnderstood(what, bilingual("第1批", "group 1"))
        return named
    return next((group.id for group in visit.groups if group.id in sentence.without_names.split()), None)
