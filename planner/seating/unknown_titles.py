"""Titles that no ladder knows, before anybody is seated by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.etiquette.titles import asks, standings
from planner.formats.text.title_ladders import OWN_TITLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.domain.etiquette_edition import Etiquette
    from models.domain.seating import Attendee


def refuse_unknown_titles(parties: Iterable[tuple[str, Sequence[Attendee], Etiquette]]) -> None:
    """Refuse parties with titles that no ladder knows; ``parties``: name, people and edition of each.

    Raises
    ------
    FaultyInput
        With every person whose title is unknown, once.
    """
    faults: dict[tuple[str, str], Fault] = {}
    for name, people, etiquette in parties:
        found = standings(people, etiquette)
        for person in people:
            if asks(person, found[person.id]):
                title = person.title or person.title_en
                what = bilingual(f"职务“{title}”不在职务阶梯中", f"no ladder knows the title “{title}”")
                fault = Fault(name, person.name, what, _answer(title, found[person.id].suggestion))
                faults.setdefault((person.name, title), fault)
    if faults:
        raise FaultyInput(faults.values())


def _answer(title: str, suggestion: str) -> str:
    like = suggestion or bilingual("相当的职务", "a title like it")
    return f'jiedai titles "{title}" --like "{like}" --keep {OWN_TITLES}'
