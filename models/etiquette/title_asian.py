"""Titles in Chinese, Japanese and Korean: the head is the longest title of a ladder at the end."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from models.etiquette.title_choice import Head, Reading, assistant_level, choose, fitting, level_of, votes_of
from models.etiquette.title_words import (
    FORMER_AT_FRONT,
    HANGUL,
    LONGEST_QUALIFIER,
    NOT_FORMER,
    QUALIFIERS,
    SHIFT,
    asian,
    scripts,
)

if TYPE_CHECKING:
    from models.etiquette.title_choice import Colleagues
    from models.etiquette.title_index import Entry, TitleIndex

PARENTHESES = re.compile(r"[（(]([^()（）]*)[)）]")
_NO_PARENTHESES = {ord(mark): None for mark in "（）()"}


def asian_title(index: TitleIndex, text: str, organisation: str, colleagues: Colleagues) -> Reading | None:
    """The title of one part, or None: no ladder knows it."""
    inner = " ".join(PARENTHESES.findall(text))
    words = asian(PARENTHESES.sub("", text))
    whole = asian(text.translate(_NO_PARENTHESES))
    if whole in index.asian:
        words, inner = whole, ""
    said: list[str] = []
    front = FORMER_AT_FRONT.match(words)
    if front and not NOT_FORMER.match(words) and words not in index.asian:
        said.append(front.group())
        words = words[front.end() :]
    head = _asian_head(index, words, text, organisation, colleagues)
    if head is None:
        grade = index.grade(asian(text))
        return Reading(text, grade[0], grade[1], grade[1].rung.level, grade=grade[0]) if grade else None
    before, found, post = words[: head.start], [], words[head.start :]
    while qualifier := _asian_qualifier(before):
        before = before[: -len(qualifier)]
        found.append(qualifier)
    if any(QUALIFIERS[word].endswith("deputy") for word in found):
        # 人大常委会副主任, 政协副主席: a longer title with 副 between its words
        longer = _asian_head(index, before + post, text, organisation, colleagues)
        if longer and longer.start < len(before):
            head, before, post = longer, before[: longer.start], (before + post)[longer.start :]
    said += [word for word in found if QUALIFIERS[word]]
    said += [word for word in re.split(r"[\s,，、]+", asian(inner)) if QUALIFIERS.get(word) or "退休" in word]
    kinds = tuple(QUALIFIERS.get(word) or "former" for word in said)
    reading = Reading(
        text,
        post,
        head.entry,
        level_of(head.entry, kinds),
        tuple(said),
        before,
        "",
        "",
        head.others,
        head.ladders,
        kinds,
    )
    if head.entry.rung.serves:
        return _serving(index, reading, organisation, colleagues)
    return _graded(index, reading, asian(text))


def _serving(index: TitleIndex, reading: Reading, organisation: str, colleagues: Colleagues) -> Reading:
    """总经理秘书: the title before the head is the one of the person served."""
    principal = asian_title(index, reading.before, organisation, colleagues) if reading.before else None
    if principal is None or principal.entry.rung.serves:
        return reading
    level = assistant_level(principal.level, reading)
    return replace(reading, level=level, before="", serves=reading.before, principal=principal.level)


def _asian_head(index: TitleIndex, words: str, text: str, organisation: str, colleagues: Colleagues) -> Head | None:
    """Where the title at the end begins, and its entry: the longest, or one that lacks but qualifiers of it."""
    candidates: list[tuple[Entry, int]] = []
    longest: int | None = None
    for start in range(max(0, len(words) - index.longest_asian), len(words)):
        if longest is not None and not _only_qualifiers(words[longest:start]):
            continue
        entries = fitting(index.asian.get(words[start:], ()), organisation, words[:start], colleagues)
        if entries:
            longest = start if longest is None else longest
            candidates += [(entry, start) for entry in entries]
    if longest is None:
        return None
    written = scripts(text)
    best, others = choose(index, candidates, organisation, words[:longest], written, colleagues)
    return Head(best[1], best[0], others, votes_of(candidates, written))


def _only_qualifiers(words: str) -> bool:
    while word := _asian_qualifier(words):
        words = words[: -len(word)]
    return not words


def _asian_qualifier(before: str) -> str:
    for length in range(min(LONGEST_QUALIFIER, len(before)), 0, -1):
        word = before[-length:]
        if word in QUALIFIERS and (word != "부" or before == "부" or HANGUL.search(before[:-1])):
            return word
    return ""


def _graded(index: TitleIndex, reading: Reading, words: str) -> Reading:
    """A grade on the card, 副局长（正处级）, says more than the post; a technical one counts where it is higher."""
    if reading.head.endswith("级"):
        return replace(reading, grade=reading.head)
    found = index.grade(words)
    if found is None or found[0] in reading.head:
        return reading
    word, entry = found
    level = entry.rung.level if entry.ladder.world == "government" else min(entry.rung.level, reading.level)
    level += sum(SHIFT[kind] for kind in reading.kinds if kind in ("former", "acting", "honorary"))
    return replace(reading, grade=word, level=level, others=())
