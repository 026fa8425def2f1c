"""The order of a visit's activities in words, in both directions: 在欢迎仪式之后；紧接会谈；与参观同一天；上午.

Phrases are parted by ； or a line break. An activity is called by its title, by its kind where there is one of it, or
by its id; a name that is itself awkward stands in quotes. A cell of names alone means that these come first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Protocol

from models.domain.bilingual import bilingual
from planner.language.text import Unreadable, as_text, folded, said, shortened
from planner.language.times.durations import parse_duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from models.domain.time_words import Language
    from planner.language.text import Value

Order = dict[str, Any]
"""Fields of a request as plain data: ``after``, ``before``, ``same_day``, ``not_same_day``, ``part``."""


class RequestNames(Protocol):
    """What the requests of a visit are called."""

    labels: dict[str, str]
    """The name of each id."""

    def meant(self, text: str) -> set[str]:
        """Return the ids that a text may mean."""

    def id(self, text: str) -> str:
        """Return the one id that a text means; ``Unreadable`` where there is none, or more than one."""

    def word(self, id: str) -> str:
        """Return how to write an id so that it is read back."""


EXAMPLE = "在会谈之后；紧接会谈；会谈后30分钟内；在午宴之前；与参观同一天；与参观不同天；上午"
"""What can be said."""
MAX_NAMES_LISTED = 12
"""Names of activities that a fault lists, at most."""
MAX_JOINED = 4
"""Pieces of a cell that may be one phrase, at most: a name may have ； in it."""
_SEPARATORS = "；;\n，,。"
_QUOTES = {'"': '"', "“": "”", "「": "」", "《": "》"}
_AND = re.compile(r"[、和与及]|\s+and\s+")
_IN = ("应安排在", "安排在", "应排在", "须排在", "排在", "须在", "应在", "放在", "在", "")
_DIRECTLY = ("紧接在", "紧接着", "紧接", "紧跟在", "紧跟着", "紧跟", "紧随", "直接在", "接在")
_AFTER = ("结束之后", "结束以后", "结束后", "完成后", "之后", "以后", "后")
_BEFORE = ("开始之前", "开始以前", "开始前", "之前", "以前", "前")
_AT_ONCE = ("紧接着", "紧接", "立即", "立刻", "马上", "直接")
_WITH = ("与", "和", "跟", "同")
_PHRASES: tuple[tuple[str, bool, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "not_same_day",
        False,
        _WITH,
        ("不在同一天", "不是同一天", "不同一天", "不同天", "不同日", "不在一天", "分在两天"),
    ),
    ("not_same_day", False, ("not on the same day as ", "on another day than "), ("",)),
    ("same_day", False, _WITH, ("在同一天", "同一天", "同日", "同天", "在一天", "当天")),
    ("same_day", False, ("on the same day as ", "same day as "), ("",)),
    ("before", True, _DIRECTLY, _BEFORE),
    ("before", True, _IN, tuple(before + at_once for before in ("之前", "前") for at_once in _AT_ONCE)),
    ("before", True, ("directly before ", "right before ", "immediately before "), ("",)),
    ("after", True, _DIRECTLY, (*_AFTER, "")),
    ("after", True, _IN, tuple(after + at_once for after in ("之后", "后") for at_once in _AT_ONCE)),
    ("after", True, ("directly after ", "right after ", "immediately after "), ("",)),
    ("before", False, _IN, _BEFORE),
    ("before", False, ("before ",), ("",)),
    ("after", False, _IN, _AFTER),
    ("after", False, ("after ",), ("",)),
)
"""Field, whether directly, words before the name, words after it; particular ones first."""
_WITHIN = re.compile(
    r"(?P<name>.+)(?P<side>[后前])的?(?P<most>不超过|最多)?(?P<span>[^后前]{1,12}?)(?P<inside>之内|以内|内)?"
)
_WITHIN_EN = re.compile(r"within (?P<span>.{1,16}?) (?P<side>after|before) (?P<name>.+)")
_PARTS = {
    "morning": ("上午", "早上", "早晨", "morning", "in the morning"),
    "noon": ("中午", "午间", "noon", "at noon"),
    "afternoon": ("下午", "afternoon", "in the afternoon"),
    "evening": ("晚上", "晚间", "傍晚", "evening", "in the evening"),
}
_PART_OF_WORD = {word: part for part, words in _PARTS.items() for word in words}
PART_WORDS = {part: words[0] for part, words in _PARTS.items()}
"""How the parts of a day are written."""


def read_order(value: Value, names: RequestNames) -> Order:
    """Read a cell.

    Raises
    ------
    Unreadable
        With everything in it that is not understood, or names what is not there or is there more than once.
    """
    pieces, cuts = _pieces(as_text(value))
    found = _as_phrases(pieces, cuts, names)
    if found is None:
        found = _as_names_alone(pieces, names)
    if found is None:
        raise _unreadable(pieces, names)
    order: Order = {}
    for field, given in found:
        if field == "part":
            if order.setdefault("part", given) != given:
                two = f"{PART_WORDS[order['part']]}、{PART_WORDS[given]}"
                raise Unreadable(
                    bilingual(f"两个时段：{two}", "two parts of the day"), bilingual("留一个", "leave one")
                )
        elif given not in order.setdefault(field, []):
            order[field].append(given)
    return order


def write_order(order: Order, names: RequestNames) -> str:
    """Write the order of a request, so that it is read as the same."""
    said_ = [*_said(order)]
    phrases = [_phrase(field, given, _quoted(names.word(id)) if id else "") for field, given, id in said_]
    by_id = [_phrase(field, given, f"#{id}" if id else "") for field, given, id in said_]
    for k, (phrase, sure) in enumerate(zip(phrases, by_id, strict=True)):
        field, given, _ = said_[k]
        if not _is_read_as(phrase, {field: given if field == "part" else [given]}, names):
            phrases[k] = sure
    text = "；".join(phrases)
    return text if _is_read_as(text, order, names) else "；".join(by_id)


def _said(order: Order) -> Iterator[tuple[str, Any, str]]:
    """Yield each part of an order: its field, what is said there, and the request that it names."""
    for field in ("after", "before"):
        for link in order.get(field, ()):
            yield field, link, link if isinstance(link, str) else link["request"]
    for field in ("same_day", "not_same_day"):
        for id in order.get(field, ()):
            yield field, id, id
    if order.get("part"):
        yield "part", order["part"], ""


def _phrase(field: str, given: Any, name: str) -> str:
    if field == "part":
        return PART_WORDS[given]
    if field in ("same_day", "not_same_day"):
        return f"与{name}{'同一天' if field == 'same_day' else '不同天'}"
    side = "后" if field == "after" else "前"
    if isinstance(given, str):
        return f"在{name}之{side}"
    if given.get("directly"):
        return f"紧接{name}" if field == "after" else f"紧接在{name}之前"
    return f"{name}{side}{given['within']}分钟内"


def _is_read_as(text: str, order: Order, names: RequestNames) -> bool:
    try:
        return read_order(text, names) == order
    except Unreadable:
        return False


def _quoted(name: str) -> str:
    awkward = name != name.strip() or any(sign in name for sign in _SEPARATORS + "、") or name[:1] in _QUOTES
    return '"' + name.replace('"', '""') + '"' if awkward else name


def say_order(order: Order, name: Callable[[str], str], lang: Language) -> Iterator[str]:
    """Yield the order of a request in phrases of a language; ``name`` says what another request is called."""
    for field, given, id in _said(order):
        called = name(id) if id else ""
        yield _phrase(field, given, called) if lang == "zh" else _english(field, given, called)


def _english(field: str, given: Any, name: str) -> str:
    if field == "part":
        return "at noon" if given == "noon" else f"in the {given}"
    if field in ("same_day", "not_same_day"):
        return f"{'not ' if field == 'not_same_day' else ''}on the same day as {name}"
    if isinstance(given, str):
        return f"{field} {name}"
    if given.get("directly"):
        return f"directly {field} {name}"
    return f"within {given['within']} min {field} {name}"


# ---------------------------------------------------------------- reading


def _pieces(text: str) -> tuple[list[str], list[str]]:
    """Split a text at separators outside quotes; also return the separator before each piece."""
    pieces, cuts, closing = [""], [""], ""
    for k, sign in enumerate(text):
        if closing:
            closing = "" if sign == closing else closing
        elif sign in _QUOTES and _QUOTES[sign] in text[k + 1 :]:
            closing = _QUOTES[sign]
        elif sign in _SEPARATORS:
            pieces.append("")
            cuts.append(sign)
            continue
        pieces[-1] += sign
    kept = [(piece, cut) for piece, cut in zip(pieces, cuts, strict=True) if piece.strip()]
    return [piece for piece, _ in kept], [cut for _, cut in kept]


def _as_phrases(pieces: list[str], cuts: list[str], names: RequestNames) -> list[tuple[str, Any]] | None:
    """Read pieces as phrases, as many as there are; neighbours are one phrase where only that is understood."""
    best: list[list[tuple[str, Any]] | None] = [None] * len(pieces) + [[]]
    for begin in reversed(range(len(pieces))):
        text = ""
        for end in range(begin, min(len(pieces), begin + MAX_JOINED)):
            text = pieces[end] if end == begin else f"{text}{cuts[end]}{pieces[end]}"
            rest = best[end + 1]
            found = None if rest is None else _read_phrase(text, names)
            if found is not None and rest is not None:
                best[begin] = [*found, *rest]
                break
    return best[0] if pieces else None


def _read_phrase(text: str, names: RequestNames) -> list[tuple[str, Any]] | None:
    """Read one phrase; None where it is none, or names nothing that is known."""
    for field, given, name in _readings(text):
        if field == "part":
            return [(field, given)]
        ids = _ids(name, names)
        if ids is not None:
            return [(field, {"request": id, **given} if given else id) for id in ids]
    return None


def _readings(text: str) -> Iterator[tuple[str, Any, str]]:
    """Yield what a phrase may say: the field, how close (or the part of the day), and the name in it."""
    phrase = folded(text)
    for start in ("安排在", "须在", "应在", "放在", "在", ""):
        part = _PART_OF_WORD.get(phrase.removeprefix(start).lower())
        if part:
            yield "part", part, ""
    for pattern in (_WITHIN, _WITHIN_EN):
        found = pattern.fullmatch(phrase)
        if found is None or (pattern is _WITHIN and not (found["most"] or found["inside"])):
            continue
        try:
            minutes = parse_duration(found["span"])
        except Unreadable:
            continue
        field = "before" if found["side"] in ("前", "before") else "after"
        for name in dict.fromkeys(_stripped(found["name"], _IN, ("结束之", "结束以", "结束", "开始", "之", "以", ""))):
            yield field, {"within": minutes}, name
    for field, directly, starts, ends in _PHRASES:
        for name in dict.fromkeys(_stripped(phrase, starts, ends)):
            yield field, {"directly": True} if directly else {}, name


def _stripped(phrase: str, starts: tuple[str, ...], ends: tuple[str, ...]) -> Iterator[str]:
    """Yield what is left of a phrase without one of some beginnings and one of some ends."""
    lower = phrase.lower() if len(phrase.lower()) == len(phrase) else phrase
    for start in starts:
        for end in ends:
            if lower.startswith(start) and lower.endswith(end) and len(start) + len(end) < len(phrase):
                yield phrase[len(start) : len(phrase) - len(end)].strip()


def _ids(name: str, names: RequestNames) -> list[str] | None:
    """Return the requests that a name means, or several names in a row; None where one of them is not known.

    A name that more than one request has is known: which is meant cannot be told, and that is the fault.
    """
    for text in (name, _unquoted(name)):
        if names.meant(text):
            return [names.id(text)]
    parts = [part.strip() for part in _AND.split(name) if part.strip()]
    if len(parts) > 1 and all(names.meant(_unquoted(part)) for part in parts):
        return [names.id(_unquoted(part)) for part in parts]
    return None


def _unquoted(name: str) -> str:
    if len(name) > 2 and name[0] in _QUOTES and name[-1] == _QUOTES[name[0]]:
        inside = name[1:-1]
        return inside.replace('""', '"') if name[0] == '"' else inside
    return name


def _as_names_alone(pieces: list[str], names: RequestNames) -> list[tuple[str, Any]] | None:
    """Read a cell of names alone: what comes first."""
    found = [_ids(folded(piece), names) for piece in pieces]
    if not found or any(ids is None for ids in found):
        return None
    return [("after", id) for ids in found for id in ids or ()]


def _unreadable(pieces: list[str], names: RequestNames) -> Unreadable:
    """Return what is wrong with the pieces that are not understood by themselves."""
    told: list[str] = []
    unknown = False
    for piece in pieces:
        if _read_phrase(piece, names) is not None:
            continue
        name = next((name for _, _, name in _readings(piece) if name), "")
        unknown = unknown or bool(name)
        if name:
            told.append(bilingual(f"没有这项活动 {said(name)}", f"no such activity: {said(name)}"))
        else:
            told.append(f"{said(piece)} " + bilingual("看不懂", "cannot be understood"))
    if unknown:
        labels = [*dict.fromkeys(names.labels.values())]
        more = "、…" if len(labels) > MAX_NAMES_LISTED else ""
        known = "、".join(shortened(label) for label in labels[:MAX_NAMES_LISTED]) + more
        return Unreadable("；".join(told), known)
    return Unreadable("；".join(told) or bilingual("没有内容", "nothing"), EXAMPLE)
