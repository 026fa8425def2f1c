"""Published ladders as pairs of titles: who goes before whom, and whether two cards come out so.

A file holds ``source``, ``order`` (steps from the highest, a step is a list of equals) and, where the source is about
one kind of organisation, an ``organisation`` as it stands on a card. Every pair of titles of different steps is a
party of two guests.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from models.domain.etiquette_edition import Etiquette
from models.domain.seating import Attendee
from models.etiquette.precedence import rank

LADDERS = Path(__file__).parent / "ladders"


class Pair(NamedTuple):
    """One pair of a published ladder and what came out."""

    ladder: str
    higher: str
    lower: str
    result: str
    """right, noted (equal or wrong, but to be confirmed), equal or wrong."""


def published(folder: str) -> list[Path]:
    return sorted((LADDERS / folder).glob("*.toml"))


def pairs(path: Path, etiquette: Etiquette, with_organisation: bool = True) -> list[Pair]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    organisation = data.get("organisation", "") if with_organisation else ""
    return [
        Pair(path.stem, higher, lower, judged(higher, lower, organisation, etiquette))
        for upper, under in combinations(data["order"], 2)
        for higher in upper
        for lower in under
    ]


def titles_of(path: Path) -> list[str]:
    return [title for step in tomllib.loads(path.read_text(encoding="utf-8"))["order"] for title in step]


def judged(higher: str, lower: str, organisation: str, etiquette: Etiquette) -> str:
    # the lower one is listed first, so that an equal level comes out as a fault
    party = [
        Attendee(id=name, name=name, side="guest", title=title, organisation=organisation)
        for name, title in (("lower", lower), ("higher", higher))
    ]
    order = rank(party, (), etiquette)
    levels = [order.ranks[name].level for name in ("higher", "lower")]
    if levels[0] < levels[1] and order.guest[0] == "higher" and not order.unknown:
        return "right"
    if order.notes:
        return "noted"
    return "equal" if levels[0] == levels[1] else "wrong"


def counted(found: list[Pair]) -> Counter[str]:
    return Counter(pair.result for pair in found)
