"""Names and titles of our people for guests who read no Chinese."""

from __future__ import annotations

from functools import lru_cache

from planner.language.forms_of_address import DOUBLE_SURNAMES
from planner.papers.seating.alphabet import SURNAME_READINGS

_TITLES = (
    ("副董事长", "Vice Chairman"),
    ("董事长", "Chairman"),
    ("副总经理", "Deputy General Manager"),
    ("总经理", "General Manager"),
    ("总工程师", "Chief Engineer"),
    ("总经济师", "Chief Economist"),
    ("总会计师", "Chief Accountant"),
    ("营销总监", "Marketing Director"),
    ("国际业务总监", "Director, International Business"),
    ("总监", "Director"),
    ("副部长", "Deputy Head of Department"),
    ("部长", "Head of Department"),
    ("所长", "Head of Institute"),
    ("主任", "Director of Office"),
    ("高级工程师", "Senior Engineer"),
    ("工程师", "Engineer"),
    ("客户经理", "Account Manager"),
    ("经理", "Manager"),
    ("主管", "Supervisor"),
    ("专家", "Expert"),
    ("讲解员", "Docent"),
    ("翻译", "Interpreter"),
    ("摄影师", "Photographer"),
    ("秘书", "Secretary"),
)
"""Ends of titles, the longer ones first."""


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


def title_in_english(title: str) -> str:
    """Return a title in English, as far as its end is known; others as they are."""
    return next((en for zh, en in _TITLES if title.endswith(zh)), title)
