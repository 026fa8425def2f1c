"""Find the attendees of a dinner or ride by what people type: a name or an id; nobody is guessed."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.seating import Attendee

_COURTESY_TITLE = re.compile(r"^(?:mr|mrs|ms|dr|prof)\.?\s+|(?:先生|女士|小姐)$", re.IGNORECASE)
_NAME_SEPARATOR = re.compile(r"\s*[,,、;;/]\s*|\s*[和与跟同]\s*|\s+(?:and|with|before)\s+|\s+")
"""What may stand between two names."""
_ENGLISH_SIGNS = str.maketrans("\uff0c\uff1b\uff1a\uff08\uff09\uff01\uff1d\uff20\uff0f\u3000", ",;:()!=@/ ")


def with_english_signs(text: str) -> str:
    """Return a text with full-width punctuation and blanks as half-width ones; letters stay as they are."""
    return text.translate(_ENGLISH_SIGNS).strip()


def find_attendee(text: str, people: Sequence[Attendee], option: str) -> str:
    """Return the id of the attendee with an id or name.

    Raises
    ------
    FaultyInput
        If nobody or more than one person has that name.
    """
    wanted = text.strip()
    found = _ids_called(wanted, people)
    if len(found) == 1:
        return found[0]
    if found:
        what = f"{wanted} " + bilingual(f"不止一人：{', '.join(found)}", f"more than one: {', '.join(found)}")
        raise FaultyInput(
            [Fault(option, wanted, what, bilingual("不写姓名，写编号", "give the id instead of the name"))]
        )
    names = [name for one in people for name in (one.name, one.name_en, one.id) if name]
    close = get_close_matches(wanted, names, n=1, cutoff=0.4)
    raise FaultyInput([Fault(option, wanted, bilingual("名单上没有", "not on the list"), close[0] if close else "")])


def _ids_called(text: str, people: Sequence[Attendee]) -> list[str]:
    wanted = text.strip().casefold()
    without_title = _COURTESY_TITLE.sub("", wanted).strip()
    for name in (wanted, without_title):
        if by_id := [one.id for one in people if one.id.casefold() == name]:
            return by_id
        found = [one.id for one in people if name and name in (one.name.casefold(), one.name_en.casefold())]
        if found:
            return found
    return []


def find_two_attendees(text: str, people: Sequence[Attendee], option: str) -> tuple[str, str]:
    """Return the ids of two people, named with a comma, 和 or "and" between them.

    Raises
    ------
    FaultyInput
        If there are not two, or one of them is not on the list.
    """
    splits = list(_splits(with_english_signs(text)))
    for one, other in splits:
        if len(_ids_called(one, people)) == 1 and len(_ids_called(other, people)) == 1:
            return _ids_called(one, people)[0], _ids_called(other, people)[0]
    if not splits:
        raise FaultyInput([Fault(option, text, bilingual("要写两个人", "two people are needed"), "甲,乙")])
    one, other = splits[0]
    return find_attendee(one, people, option), find_attendee(other, people, option)


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """Yield every way to split a text into two names."""
    for sign in _NAME_SEPARATOR.finditer(text):
        one, other = text[: sign.start()].strip(), text[sign.end() :].strip()
        if one and other:
            yield one, other
