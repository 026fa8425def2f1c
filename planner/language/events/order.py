"""The order of two activities of a visit: 签约改在会谈之后, the signing after the talk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from models.domain import events as ev
from models.domain.bilingual import bilingual
from planner.language.event_sentence import NotUnderstood

if TYPE_CHECKING:
    from planner.language.event_sentence import EventSentence

_AFTER_NAME = re.compile(r"(?:结束|开始)?(?:(?P<after>之后|以后|后)|(?P<before>之前|以前|前))")
"""What follows the name of the other activity in Chinese."""
_BEFORE_NAME = re.compile(r"\b(?:(?P<after>after)|(?P<before>before))\s+(?:the\s+)?$", re.IGNORECASE)
"""What comes before it in English."""


def parse_order_changed(sentence: EventSentence) -> ev.Event | None:
    """Read that one activity comes after or before another one; no times are said then."""
    spots = sorted({(name.start, name.end) for name in sentence.names if name.kind == "item"})
    if len(spots) != 2 or sentence.time.any:
        return None
    (one, one_end), (other, other_end) = spots
    side = _side(_BEFORE_NAME.search(sentence.text[one_end:other]) or _AFTER_NAME.match(sentence.text[other_end:]))
    if side is None:
        side = _side(_AFTER_NAME.match(sentence.text[one_end:]))  # 会谈之后签约
        one, other = other, one
    if side is None:
        return None
    item, reference = _one_pair(sentence, one, other)
    after, before = (reference, None) if side == "after" else (None, reference)
    return ev.OrderChanged(item=item, after=after, before=before)


def _side(match: re.Match[str] | None) -> str | None:
    return None if match is None else match.lastgroup


def _one_pair(sentence: EventSentence, one: int, other: int) -> tuple[str, str]:
    """Return the requests named at two places, both of one visit."""
    pairs = [
        (a, b)
        for a in _requests(sentence, one)
        for b in _requests(sentence, other)
        if a.partition("/")[0] == b.partition("/")[0] and a != b
    ]
    if len(pairs) != 1:
        shown = "；".join("、".join(sentence.labels.part(id) for id in pair) for pair in pairs[:4])
        what = bilingual(
            f"哪两项活动的顺序，请说明来访和活动{f'：{shown}' if shown else ''}",
            f"the order of which two activities of one visit?{f' {shown}' if shown else ''}",
        )
        raise NotUnderstood(what, bilingual("v1 签约改在会谈之后", "v1 signing after the talk"))
    return pairs[0]


def _requests(sentence: EventSentence, start: int) -> list[str]:
    """Return the ids of requests that the name at a place may mean, of the visit that is named, if one is."""
    asked = {f"{visit.id}/{request.id}" for visit in sentence.week.visits for request in visit.requests}
    named = {name.id for name in sentence.names if name.kind == "item" and name.start == start} & asked
    return sorted(id for id in named if not sentence.visits or id.partition("/")[0] in sentence.visits)
