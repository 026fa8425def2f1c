"""Reading a visiting card: its titles, each with its head word, qualifiers, grade and place on a ladder.

A title is read as words. Its head is the longest title of a ladder at its end (Chinese, Japanese, Korean) or before
"of", "for", "to" (Latin script); what stands before it are qualifiers (副, 原, Deputy, Former) and the organisation. Of
somebody who serves (秘书, 司机, Assistant to) the title before or behind is the one of the person served.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from models.etiquette.title_asian import PARENTHESES, asian_title
from models.etiquette.title_choice import NOBODY, assistant_level
from models.etiquette.title_latin import SEPARATOR, latin_line
from models.etiquette.title_words import ASIAN, asian

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.etiquette.title_choice import Colleagues, Reading
    from models.etiquette.title_index import TitleIndex

_BREAK = re.compile(r"[;；\n|]+")
_JOINS_NAMES = re.compile(r"兼任?|[、和与及]|and|&", re.IGNORECASE)
_BLANKS = re.compile(r"(?<![A-Za-z.,])\s+|\s+(?![A-Za-z])")
"""Blanks that part titles: not those between Latin words."""
_FORMER_SPACE = re.compile(r"^(전|前|原|元)\s+(?=\S)")
_RUN = re.compile(r"[A-Za-z\u00c0-\u024f .'’-]{2,}|(?:(?![A-Za-z\u00c0-\u024f]{2}).)+")
"""Letters of one script."""
_HIDDEN = {ord(mark): 0xE000 + number for number, mark in enumerate("、,，/／&＆ ·・兼")}
_SHOWN = {code: chr(mark) for mark, code in _HIDDEN.items()}
"""Separators within parentheses part nothing."""


def read_card(
    index: TitleIndex, title: str, organisation: str = "", colleagues: Colleagues = NOBODY
) -> tuple[Reading, ...]:
    """Return the readings of the titles of a card, the highest first; empty if no ladder knows any of them."""
    key = (title, organisation, colleagues)
    found = index.cache.get(key)
    if found is None and colleagues is not NOBODY and not colleagues.titles:
        alone = read_card(index, title, organisation)
        if not any(len(reading.ladders) > 1 for reading in alone):
            # no other ladder could be meant, whatever the colleagues are
            found = index.cache[key] = alone
    if found is None:
        readings = [reading for text in _BREAK.split(title) for reading in _line(index, text, organisation, colleagues)]
        found = index.cache[key] = tuple(sorted(readings, key=lambda reading: reading.level))
    return found  # type: ignore[return-value]


def _line(index: TitleIndex, text: str, organisation: str, colleagues: Colleagues) -> list[Reading]:
    """The titles of one line of a card."""
    text = _FORMER_SPACE.sub(r"\1", text.strip())
    if not text:
        return []
    if not ASIAN.search(text):
        return latin_line(index, text, organisation, colleagues)
    readings: list[Reading] = []
    carried = ""
    # 이사회 의장 is one title of two words
    parts = [(text, "")] if asian(text) in index.asian else _asian_parts(text)
    for part, joint in parts:
        if not ASIAN.search(part):
            readings += latin_line(index, part, organisation, colleagues)
            continue
        found = asian_title(index, part, organisation + carried, colleagues)
        if found is None:
            carried += part
            continue
        if found.entry.rung.serves and readings:
            found = _served(found, readings, joint)
        # 河南省委常委、组织部部长: what was said of the organisation holds for the next title too
        carried += part
        readings.append(found)
    return readings


def _asian_parts(text: str) -> Iterator[tuple[str, str]]:
    """The parts of a line with what joins each to the one before; runs of Latin letters are parts of their own."""
    joint = ""
    kept = PARENTHESES.sub(lambda found: found.group().translate(_HIDDEN), text)
    for number, piece in enumerate(SEPARATOR.split(kept)):
        if number % 2:
            joint = piece
            continue
        how = joint
        for word in _BLANKS.split(piece.strip()):
            for run in _RUN.findall(word):
                if run.strip():
                    yield run.strip().translate(_SHOWN), how
                    how = " "


def _served(found: Reading, readings: list[Reading], joint: str) -> Reading:
    """董事长兼总经理秘书, 会长 秘书: who serves two people, or one whose title stands apart, has neither title."""
    alone = not found.before and not found.serves and joint == " "
    principal = readings[-1]
    joined = found.principal is not None and bool(_JOINS_NAMES.fullmatch(joint))
    both = joined and (found.principal or 0) >= principal.level
    if not (alone or both) or principal.entry.rung.serves:
        return found
    readings.pop()
    serves = principal.text if alone else f"{principal.text}{joint}{found.serves}"
    level = assistant_level(principal.level, found) if alone else found.level
    return replace(found, text=principal.text + joint + found.text, serves=serves, level=level)
