"""Reading a visiting card: its titles, each with its head word, qualifiers, grade and place on a ladder.

A title is read as words. Its head is the longest title of a ladder at its end (Chinese, Japanese, Korean) or before
"of", "for", "to" (Latin script); what stands before it are qualifiers (副, 原, Deputy, Former) and the organisation. Of
somebody who serves (秘书, 司机, Assistant to) the title before or behind is the one of the person served.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from models.etiquette.title_words import (
    ASIAN,
    FORMER_AT_FRONT,
    HANGUL,
    HONORIFICS,
    LATIN_QUALIFIERS,
    LONGEST_QUALIFIER,
    NOT_FORMER,
    OBJECT_MARKS,
    QUALIFIERS,
    SHIFT,
    asian,
    scripts,
    units,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from models.domain.etiquette_edition import Rung
    from models.etiquette.title_index import Entry, TitleIndex

DEPUTY_STEP = 5
ASSISTANT_STEP, ASSISTANT_HIGHEST, ASSISTANT_LOWEST = 8, 38, 69
"""Levels below the one assisted, and the range in which assistants are."""
_BREAK = re.compile(r"[;；\n|]+")
_SEPARATOR = re.compile(r"(兼任?(?!职)|暨|[、,，/／&＆·・]|\band\b|\bund\b|\bet\b)", re.IGNORECASE)
_JOINS_NAMES = re.compile(r"兼任?|[、和与及]|and|&", re.IGNORECASE)
_PARENTHESES = re.compile(r"[（(]([^()（）]*)[)）]")
_SERVES = re.compile(
    r"\b((assistant|secretary|aide|pa|adviser|advisor|driver|chauffeur|interpreter)\s+to"
    r"|(assistant|aide|adviser|advisor|driver|chauffeur|interpreter|office)\s+of(\s+the)?"
    r"|(assistant|secr[eé]taire|conseill)\w*\s+(du|de la|de l'|des)|(assistent|referent|sekret[aä]r)\w*\s+(der|des))\b",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"(?<![A-Za-z.,])\s+|\s+(?![A-Za-z])")
"""Blanks that part titles: not those between Latin words."""
_FORMER_SPACE = re.compile(r"^(전|前|原|元)\s+(?=\S)")
_LATIN_ONLY = frozenset({"latin"})
_GENERALS = frozenset(("lieutenant", "major", "brigadier", "colonel", "surgeon"))


@dataclass(frozen=True)
class Reading:
    """How one title of a card was read.

    Attributes
    ----------
    text : str
        The title as it stands on the card.
    head : str
        The words that were found on a ladder.
    entry : Entry
        Ladder and rung of the head.
    level : int
        Level with its qualifiers and grade; without the edition's offset of the ladder.
    qualifiers : tuple of str
        Words before or behind the head that change its place.
    before : str
        What stands before the head: the organisation or department.
    grade : str
        正厅级: the rank that the card says.
    serves : str
        The title of the person served.
    others : tuple of Entry
        The same words on other ladders, where nothing tells which is meant.
    ladders : tuple of (int, int)
        Places of all ladders that have these words in that script, and what each speaks for the ladder: 2, or 1 if
        its title lacks the qualifiers.
    kinds : tuple of str
        What the qualifiers are: deputy, former, acting …
    principal : int or None
        Level of the person served.
    """

    text: str
    head: str
    entry: Entry
    level: int
    qualifiers: tuple[str, ...] = ()
    before: str = ""
    grade: str = ""
    serves: str = ""
    others: tuple[Entry, ...] = ()
    ladders: tuple[tuple[int, int], ...] = ()
    kinds: tuple[str, ...] = ()
    principal: int | None = None

    @cached_property
    def rung(self) -> Rung:
        """The rung on which the title stands: of a deputy the deputy's, where the ladder has one."""
        below = (rung for rung in self.entry.ladder.rungs if rung.level <= self.level)
        return max(below, key=lambda rung: rung.level, default=self.entry.rung)


@dataclass(frozen=True)
class Colleagues:
    """What the other cards of a delegation tell.

    Attributes
    ----------
    ladders : tuple of (int, int)
        Places of ladders, and how much the delegation's titles speak for each.
    titles : frozenset of str
        Their titles, as words.
    """

    ladders: tuple[tuple[int, int], ...] = ()
    titles: frozenset[str] = frozenset()

    @cached_property
    def votes(self) -> dict[int, int]:
        """How much the colleagues speak for each ladder."""
        return dict(self.ladders)


NOBODY = Colleagues()


class _Head(NamedTuple):
    """Where a title begins, its entry, those that could as well be meant, and all ladders that have it."""

    start: int
    entry: Entry
    others: tuple[Entry, ...]
    ladders: tuple[tuple[int, int], ...]


def read_card(
    index: TitleIndex, title: str, organisation: str = "", colleagues: Colleagues = NOBODY
) -> tuple[Reading, ...]:
    """Return the readings of the titles of a card, the highest first; empty if no ladder knows any of them."""
    key = (title, organisation, colleagues)
    found = index.cache.get(key)
    if found is None and colleagues is not NOBODY and not colleagues.titles:
        alone = read_card(index, title, organisation)
        if not any(reading.others for reading in alone):
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
        return _latin_line(index, text, organisation, colleagues)
    readings: list[Reading] = []
    carried = ""
    # 이사회 의장 is one title of two words
    parts = [(text, "")] if asian(text) in index.asian else _asian_parts(text)
    for part, joint in parts:
        if not ASIAN.search(part):
            readings += _latin_line(index, part, organisation, colleagues)
            continue
        found = _asian(index, part, organisation + carried, colleagues)
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
    kept = _PARENTHESES.sub(lambda found: found.group().translate(_HIDDEN), text)
    for number, piece in enumerate(_SEPARATOR.split(kept)):
        if number % 2:
            joint = piece
            continue
        for blank, word in enumerate(_BLANKS.split(piece.strip())):
            for run in re.findall(r"[A-Za-z\u00c0-\u024f .'’-]{2,}|(?:(?![A-Za-z\u00c0-\u024f]{2}).)+", word):
                if run.strip():
                    yield run.strip().translate(_SHOWN), joint if not blank else " "
                    blank = 1


_NO_PARENTHESES = {ord(mark): None for mark in "（）()"}
_HIDDEN = {ord(mark): 0xE000 + number for number, mark in enumerate("、,，/／&＆ ·・兼")}
_SHOWN = {code: chr(mark) for mark, code in _HIDDEN.items()}
"""Separators within parentheses part nothing."""


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
    level = _assistant(principal.level, found) if alone else found.level
    return replace(found, text=principal.text + joint + found.text, serves=serves, level=level)


# ---------------------------------------------------------------------------- Chinese, Japanese, Korean


def _asian(index: TitleIndex, text: str, organisation: str, colleagues: Colleagues) -> Reading | None:
    """The title of one part, or None: no ladder knows it."""
    inner = " ".join(_PARENTHESES.findall(text))
    words = asian(_PARENTHESES.sub("", text))
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
        text, post, head.entry, _level(head.entry, kinds), tuple(said), before, "", "", head.others, head.ladders, kinds
    )
    if head.entry.rung.serves:
        return _serving(index, reading, organisation, colleagues)
    return _graded(index, reading, asian(text))


def _serving(index: TitleIndex, reading: Reading, organisation: str, colleagues: Colleagues) -> Reading:
    """总经理秘书: the title before the head is the one of the person served."""
    principal = _asian(index, reading.before, organisation, colleagues) if reading.before else None
    if principal is None or principal.entry.rung.serves:
        return reading
    level = _assistant(principal.level, reading)
    return replace(reading, level=level, before="", serves=reading.before, principal=principal.level)


def _asian_head(index: TitleIndex, words: str, text: str, organisation: str, colleagues: Colleagues) -> _Head | None:
    """Where the title at the end begins, and its entry: the longest, or one that lacks but qualifiers of it."""
    candidates: list[tuple[Entry, int]] = []
    longest: int | None = None
    for start in range(max(0, len(words) - index.longest_asian), len(words)):
        if longest is not None and not _only_qualifiers(words[longest:start]):
            continue
        fitting = _fitting(index.asian.get(words[start:], ()), organisation, words[:start], colleagues)
        if fitting:
            longest = start if longest is None else longest
            candidates += [(entry, start) for entry in fitting]
    if longest is None:
        return None
    written = scripts(text)
    best, others = _choose(index, candidates, organisation, words[:longest], written, colleagues)
    return _Head(best[1], best[0], others, _votes(candidates, written))


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


# ---------------------------------------------------------------------------------------- Latin script


def _latin_line(index: TitleIndex, text: str, organisation: str, colleagues: Colleagues) -> list[Reading]:
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
        level = _assistant(min((row.level for row in principal), default=0), own)
        return [*before, replace(own, text=text, serves=served, level=level if principal else own.level)]
    if whole:
        found = _latin(index, text, organisation, colleagues)
        return [found] if found else []
    return _latin_parts(index, text, organisation, colleagues)


def _latin_parts(index: TitleIndex, text: str, organisation: str, colleagues: Colleagues) -> list[Reading]:
    found: list[Reading] = []
    for part in _SEPARATOR.split(text)[::2]:
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
            _level(entry, kinds),
            said,
            others=others,
            ladders=ladders,
            kinds=tuple(kinds),
        )
        if entry.rung.serves and number:
            served = " ".join(words[spans[0][0] : start])
            inner = _latin_choice(index, words, spans[number - 1], organisation, colleagues)
            level = _assistant(inner.entry.rung.level, reading) if inner else reading.level
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
) -> _Head | None:
    """Where a title begins and its entry: the whole span, or what is left of it without qualifiers."""
    start, end, entries = span
    candidates = [(entry, start) for entry in _fitting(entries, organisation, "", colleagues)]
    for later in range(start + 1, end):
        if words[later - 1] not in LATIN_QUALIFIERS:
            break
        shorter = index.latin.get(tuple(words[later:end]), ())
        candidates += [(entry, later) for entry in _fitting(shorter, organisation, "", colleagues)]
    if not candidates:
        return None
    best, others = _choose(index, candidates, organisation, "", _LATIN_ONLY, colleagues)
    return _Head(best[1], best[0], others, _votes(candidates, _LATIN_ONLY))


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


# ------------------------------------------------------------------------------------------ levels, ladders


def _level(entry: Entry, kinds: Collection[str]) -> int:
    """The level of a rung, changed by qualifiers."""
    rung = entry.rung
    level = rung.level
    gap = (rung.deputy or level + DEPUTY_STEP) - level
    for kind in kinds:
        match kind:
            case "deputy":
                level += gap
            case "first deputy":
                level += gap - gap // 2
            case "senior deputy":
                level += gap - max(1, gap // 3)
            case "junior deputy":
                level += gap + max(1, gap // 3)
            case "assistant deputy":
                level += gap + max(2, gap // 2)
            case _:
                level += SHIFT[kind]
    return level


def _assistant(principal: int, reading: Reading) -> int:
    """The level of somebody who serves: assistants of chiefs stand below the deputies, all others by their task."""
    own = reading.level
    if reading.head not in ("助理", "特助", "补佐", "보좌관"):
        return max(own, principal + 1)
    return max(ASSISTANT_HIGHEST, min(principal + ASSISTANT_STEP, ASSISTANT_LOWEST), principal + 1)


def _fitting(entries: Iterable[Entry], organisation: str, before: str, colleagues: Colleagues) -> list[Entry]:
    """The entries that hold for an organisation of that size, with such colleagues."""
    sizes = units(organisation, before)
    return [
        entry
        for entry in entries
        if (not entry.unit or entry.unit in sizes) and (not entry.beside or entry.beside in colleagues.titles)
    ]


def _choose(
    index: TitleIndex,
    candidates: Sequence[tuple[Entry, int]],
    organisation: str,
    before: str,
    written: frozenset[str],
    colleagues: Colleagues,
) -> tuple[tuple[Entry, int], tuple[Entry, ...]]:
    """The entry that is meant, and those that could as well be: by organisation, script, colleagues, then the edition.

    ``candidates``: entries with the place where their words begin.
    """
    if len(candidates) == 1:
        return candidates[0], ()
    sizes = units(organisation, before)
    own = index.of_organisation(organisation) | index.of_organisation(before)

    votes, no_size = colleagues.votes, len(sizes)
    worlds = {
        entry.order: (
            not entry.ladder.own,
            entry.order not in own,
            _strange(entry, written),
            -votes.get(entry.order, 0),
        )
        for entry, _ in candidates
    }

    def key(row: tuple[Entry, int]) -> tuple[tuple[bool, bool, int, int], int, int, bool, int]:
        entry, start = row
        size = sizes.index(entry.unit) if entry.unit else no_size
        return worlds[entry.order], start, entry.order, not (entry.unit or entry.beside), size

    ordered = sorted(candidates, key=key)
    best = ordered[0][0]
    same: dict[int, Entry] = {}
    for entry, _ in ordered[1:]:
        if worlds[entry.order] == worlds[best.order] and entry.order != best.order:
            same.setdefault(entry.order, entry)
    return ordered[0], tuple(same.values())


def _strange(entry: Entry, written: frozenset[str]) -> int:
    """Whether a ladder is of another script than a title: 0 its own, 1 of any, 2 of another one."""
    script = entry.ladder.script
    if written == _LATIN_ONLY:
        return int(script not in ("", "latin"))
    return 1 if not script or not written else 0 if script in written else 2


def _votes(candidates: Sequence[tuple[Entry, int]], written: frozenset[str]) -> tuple[tuple[int, int], ...]:
    """What a title says of the ladder that its colleagues may be on."""
    least = min(_strange(entry, written) for entry, _ in candidates)
    first = min(place for _, place in candidates)
    votes: dict[int, int] = {}
    for entry, place in candidates:
        if _strange(entry, written) == least:
            votes[entry.order] = max(votes.get(entry.order, 0), 2 if place == first else 1)
    return tuple(sorted(votes.items()))


def level_on(reading: Reading, other: Entry) -> int:
    """Return the level that a card would have if its words were meant on another ladder."""
    return _level(other, () if reading.serves else reading.kinds)
