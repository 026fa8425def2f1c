"""Titles in Latin script: the head stands before "of", "for", "to", its qualifiers before it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from models.etiquette.title_choice import (
    LATIN_ONLY,
    Head,
    Reading,
    assistant_level,
    choose,
    fitting,
    level_of,
    votes_of,
)
from models.etiquette.title_words import HONORIFICS, LATIN_QUALIFIERS, OBJECT_MARKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.etiquette.title_choice import Colleagues
    from models.etiquette.title_index import Entry, TitleIndex

SEPARATOR = re.compile(r"(兼任?(?!职)|暨|[、,，/／&＆·・]|\band\b|\bund\b|\bet\b)", re.IGNORECASE)
"""Between several titles of one person, in any script."""
_SERVES = re.compile(
    r"\b((assistant|secretary|aide|pa|adviser|advisor|driver|chauffeur|interpreter)\s+to"
    r"|(assistant|aide|adviser|advisor|driver|chauffeur|interpreter|office)\s+of(\s+the)?"
    r"|(assistant|secr[eé]taire|conseill)\w*\s+(du|de la|de l'|des)|(assistent|referent|sekret[aä]r)\w*\s+(der|des))\b",
    re.IGNORECASE,
)
_GENERALS = frozenset(("lieutenant", "major", "brigadier", "colonel", "surgeon"))


def latin_line(index: TitleIndex, text: str, organisation: str, colleagues: Colleagues) -> list[Reading]:
    """Return the titles of one line of a card, the last one last."""
    whole = index.latin.get(index.latin_words(text))
    serving = None if whole else _SERVES.search(text)
    if serving:
        # all that follows is what the person served is, also behind a comma or "and"
        own = _latin(index, text[: serving.end()], organisation, colleagues)
        before = _latin_parts(index, text[: serving.start()], organisation, colleagues)
        if not own:
            return before
        principal = _latin_parts(index, text[serving.end() :], organisation, colleagues)
        served = text[serving.end() :].strip()
        level = assistant_level(min((row.level for row in principal), default=0), own)
        return [*before, replace(own, text=text, serves=served, level=level if principal else own.level)]
    if whole:
        found = _latin(index, text, organisation, colleagues)
        return [found] if found else []
    return _latin_parts(index, text, organisation, colleagues)


def _latin_parts(index: TitleIndex, text: str, organisation: str, colleagues: Colleagues) -> list[Reading]:
    found: list[Reading] = []
    for part in SEPARATOR.split(text)[::2]:
        if part.strip():
            found += _latin_titles(index, part.strip(), organisation, colleagues)
    return found


def _latin(index: TitleIndex, text: str, organisation: str, colleagues: Colleagues) -> Reading | None:
    found = _latin_titles(index, text, organisation, colleagues)
    return found[-1] if found else None


def _latin_titles(index: TitleIndex, text: str, organisation: str, colleagues: Colleagues) -> list[Reading]:
    """The title of one part, with the honorifics that stand before it."""
    words = index.latin_words(text)
    spans = _spans(index, words)
    found: list[Reading] = []
    for number, (start, end, entries) in enumerate(spans):
        last = number == len(spans) - 1
        phrase = words[start:end]
        if not last and phrase not in HONORIFICS:
            continue
        chosen = _latin_choice(index, words, (start, end, entries), organisation, colleagues)
        if chosen is None:
            continue
        start, entry, others, ladders = chosen
        phrase = words[start:end]
        since = spans[number - 1][1] if number else 0
        around = (*words[since:start], *(words[end:] if last else ()))
        kinds, said = _latin_qualifiers(around, before=words[since:start])
        reading = Reading(
            text,
            " ".join(phrase),
            entry,
            level_of(entry, kinds),
            said,
            others=others,
            ladders=ladders,
            kinds=tuple(kinds),
        )
        if entry.rung.serves and number:
            served = " ".join(words[spans[0][0] : start])
            inner = _latin_choice(index, words, spans[number - 1], organisation, colleagues)
            level = assistant_level(inner.entry.rung.level, reading) if inner else reading.level
            reading = replace(reading, serves=served, level=level)
        found.append(reading)
    return found


def _spans(index: TitleIndex, words: Sequence[str]) -> list[tuple[int, int, list[Entry]]]:
    """Titles in the words before "of", "for", "to": start, end and entries of each."""
    found: list[tuple[int, int, list[Entry]]] = []
    start = 0
    while start < len(words):
        span = _span(index, words, start)
        if span:
            found.append((start, *span))
            start = span[0]
            continue
        if words[start] in OBJECT_MARKS:
            break
        start += 1
    return found


def _span(index: TitleIndex, words: Sequence[str], start: int) -> tuple[int, list[Entry]] | None:
    officer = words.index("officer", start + 2) + 1 if _is_chief_officer(words, start) else 0
    for length in range(min(index.longest_latin, len(words) - start), 0, -1):
        entries = index.latin.get(tuple(words[start : start + length]), [])
        if start + length == officer:
            entries = [*entries, *index.latin.get(("chief", "officer"), ())]
        if entries and not _is_part(words, start, start + length):
            return start + length, entries
    return None


def _is_part(words: Sequence[str], start: int, end: int) -> bool:
    """Whether words are no title here: "General" behind another one, "Deputy Chief" before Financial Officer."""
    if words[end - 1] == "chief" and end - start > 1:
        return _is_chief_officer(words, end - 1)
    return end - start == 1 and words[start] == "general" and start > 0 and words[start - 1] not in _GENERALS


def _is_chief_officer(words: Sequence[str], start: int) -> bool:
    """Chief Financial Officer, Chief Digital Transformation Officer."""
    return words[start] == "chief" and "officer" in words[start + 2 : start + 6]


def _latin_choice(
    index: TitleIndex,
    words: Sequence[str],
    span: tuple[int, int, list[Entry]],
    organisation: str,
    colleagues: Colleagues,
) -> Head | None:
    """Where a title begins and its entry: the whole span, or what is left of it without qualifiers."""
    start, end, entries = span
    candidates = [(entry, start) for entry in fitting(entries, organisation, "", colleagues)]
    for later in range(start + 1, end):
        if words[later - 1] not in LATIN_QUALIFIERS:
            break
        shorter = index.latin.get(tuple(words[later:end]), ())
        candidates += [(entry, later) for entry in fitting(shorter, organisation, "", colleagues)]
    if not candidates:
        return None
    best, others = choose(index, candidates, organisation, "", LATIN_ONLY, colleagues)
    return Head(best[1], best[0], others, votes_of(candidates, LATIN_ONLY))


def _latin_qualifiers(around: Sequence[str], before: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    kinds, said = [], []
    joined = list(around)
    for position, word in enumerate(joined):
        kind = LATIN_QUALIFIERS.get(word)
        if kind is None:
            continue
        if position >= len(before) and kind not in ("former", "acting", "deputy"):
            continue
        kinds.append(kind)
        said.append(word)
    if "deputy" in kinds:
        if "first" in kinds or "premier" in said:
            kinds = ["first deputy" if kind == "deputy" else kind for kind in kinds if kind != "first"]
        elif "senior" in kinds:
            kinds = ["senior deputy" if kind == "deputy" else kind for kind in kinds if kind != "senior"]
        elif "junior deputy" in kinds or "assistant deputy" in kinds:
            kinds.remove("deputy")
    return kinds, tuple(said)
