"""How people are called: by surname and title (王总, 李站长, Mr Smith), by title alone, by a part of the name."""

from __future__ import annotations

import re
from dataclasses import dataclass

from planner.language.english_titles import called_in_english

_GENERAL = ("总", "工", "董", "老师", "女士", "先生", "小姐", "经理")
"""Forms of address behind any surname; they mean first of all those whose title has the word."""
_LAST_OF_TITLE = re.compile(r"[\u4e00-\u9fff][长任师授士记理监员席]$")
DOUBLE_SURNAMES = frozenset(
    (
        "欧阳",
        "司马",
        "上官",
        "诸葛",
        "司徒",
        "夏侯",
        "皇甫",
        "尉迟",
        "公孙",
        "慕容",
        "令狐",
        "端木",
        "东方",
        "轩辕",
        "南宫",
    )
)
MIN_LATIN_LETTERS = 3
"""Fewest letters of a part of a Latin name by which somebody is called."""


@dataclass(frozen=True)
class FormsOfAddress:
    """What somebody is called besides the whole name.

    Attributes
    ----------
    certain : tuple of str
        Forms that name and title bear out: 王总 of a 副总经理.
    possible : tuple of str
        Forms that anybody of that surname may be called; they count where nobody is called so for certain.
    titles : tuple of str
        The title alone.
    """

    certain: tuple[str, ...]
    possible: tuple[str, ...]
    titles: tuple[str, ...]


def forms_of_address(name: str, title: str) -> FormsOfAddress:
    """Return what somebody of a name and title is called."""
    titles = [title] if title else []
    titles += called_in_english(title)
    if not re.match(r"[\u4e00-\u9fff]", name):
        parts = [part for part in re.split(r"[\s.]+", name) if len(part) >= MIN_LATIN_LETTERS]
        last = parts[-1:] if len(parts) > 1 else []
        polite = [f"{form} {part}" for part in last for form in ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.")]
        polite += [f"{part}{form}" for part in last for form in _GENERAL]
        return FormsOfAddress((*polite, *last), tuple(parts[:1] if len(parts) > 1 else ()), tuple(titles))
    surname = next((double for double in DOUBLE_SURNAMES if name.startswith(double)), name[0])
    certain = [f"{surname}{word}" for word in _GENERAL if word in title]
    if title:
        certain.append(f"{surname}{title}")
        certain += [f"{surname}{end[0]}" for end in [_LAST_OF_TITLE.search(title)] if end]
    if "总" in title and "工" in title:
        certain.append(f"{surname}总工")
    possible = [f"{surname}{word}" for word in _GENERAL] + [f"{nick}{surname}" for nick in ("小", "老")]
    return FormsOfAddress(tuple(certain), tuple(word for word in possible if word not in certain), tuple(titles))
