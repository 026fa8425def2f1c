"""Names of our people for guests who read no Chinese."""

from __future__ import annotations

from functools import lru_cache

from planner.language.forms_of_address import DOUBLE_SURNAMES
from planner.papers.seating.alphabet import SURNAME_READINGS


@lru_cache(maxsize=4096)
def romanised(name: str) -> str:
    """Return a Chinese name in Latin letters, the surname first: Zhao Jingyi; other names as they are."""
    from pypinyin import lazy_pinyin

    if not name or not all("\u4e00" <= sign <= "\u9fff" for sign in name) or len(name) > 4:
        return name
    parts = 2 if name[:2] in DOUBLE_SURNAMES and len(name) > 2 else 1
    surname, given = name[:parts], name[parts:]
    first = SURNAME_READINGS.get(surname) or "".join(lazy_pinyin(surname))
    return f"{first.capitalize()} {''.join(lazy_pinyin(given)).capitalize()}".strip()
