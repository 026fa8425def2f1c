"""The rooms of a night as a cell says them: 单人间3、双人间1."""

from __future__ import annotations

import re

from models.domain.bilingual import bilingual
from models.domain.plan import RoomBooking
from models.domain.vocabulary import HOTEL_ROOM_NAMES
from planner.language.text import Unreadable, folded, said

_KINDS = {name: kind for kind, names in HOTEL_ROOM_NAMES.items() for name in names}


def read_rooms(text: str) -> tuple[RoomBooking, ...]:
    """Read how many rooms of which kind.

    Raises
    ------
    Unreadable
        When a part is no kind of room with a number.
    """
    found = []
    for part in re.split(r"[、,;\n]+", folded(text)):
        number = re.search(r"\d+", part)
        word = re.sub(r"[\d\s间×x*]+$|^[\d\s×x*]+", "", part).strip()
        kind = next((kind for name, kind in _KINDS.items() if word and folded(name).startswith(word)), None)
        if kind is None or number is None:
            raise Unreadable(
                f"{said(part)} " + bilingual("不是房型和间数", "no kind of room with a number"), "单人间3、双人间1"
            )
        found.append(RoomBooking.model_validate({"kind": kind, "count": int(number[0])}))
    return tuple(found)
