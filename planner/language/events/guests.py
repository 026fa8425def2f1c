"""Guests: more of them, fewer, or members who do not come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain import events as ev
from models.domain.bilingual import bilingual
from planner.language.event_sentence import NotUnderstood
from planner.language.event_words import AWAY, CANCELLED, FEWER, MORE, NOT_COMING
from planner.language.events.groups import group_of
from planner.language.text import number_in
from planner.language.times.vocabulary import NUMBERS_EN

if TYPE_CHECKING:
    import re

    from planner.language.event_sentence import EventSentence
    from planner.language.events.base import EventRow


def more_guests_from_row(row: EventRow) -> ev.Event:
    """Read how many guests more."""
    visit = row.visit()
    return ev.GuestsChanged(visit=visit, group=row.group(visit), more=row.count())


def fewer_guests_from_row(row: EventRow) -> ev.Event:
    """Read how many guests fewer."""
    visit = row.visit()
    return ev.GuestsChanged(visit=visit, group=row.group(visit), fewer=row.count())


def parse_guests(sentence: EventSentence) -> ev.Event | None:
    """Read members who do not come, or how many guests more or fewer; other cancellations are other events."""
    if sentence.members and (sentence.says(NOT_COMING) or sentence.says(AWAY) or sentence.says(CANCELLED)):
        return _absent(sentence)
    if sentence.ids("item"):
        return None
    more, fewer = MORE.search(sentence.words), FEWER.search(sentence.words)
    if not more and not fewer:
        return None
    visit = sentence.visit_or_ask()
    told = ev.GuestsChanged(visit=visit.id, group=group_of(sentence, visit))
    return told.replace(more=count_in(more)) if more else told.replace(fewer=count_in(fewer)) if fewer else None


def count_in(match: re.Match[str]) -> int:
    """Return the number of people in a match."""
    text = next(part for part in match.groups() if part)
    return NUMBERS_EN.get(text.lower()) or int(number_in(text) or 0)


def _absent(sentence: EventSentence) -> ev.Event | None:
    ids = sentence.members
    visits = list(dict.fromkeys(id.partition("/")[0] for id in ids))
    ours = [host for host in sentence.hosts if _same_words(sentence, host)]
    if len(visits) > 1 or ours:
        shown = "；".join([*(_name(sentence, id) for id in ids), *(_host(sentence, id) for id in ours)])
        raise NotUnderstood(
            bilingual(f"可能是几个人，请说明是哪一位：{shown}", f"which of these people: {shown}"),
            _name(sentence, ids[0]),
        )
    visit = sentence.week.visit(visits[0])
    if sentence.items or sentence.time.any or not (sentence.says(NOT_COMING) or sentence.says(CANCELLED)):
        if sentence.items and not sentence.says(NOT_COMING):
            return None
        names = "、".join(m.name for m in visit.members if f"{visit.id}/{m.id}" in ids)
        what = f"{names} " + bilingual(
            f"是 {visit.client} 的客人；只缺席一段时间还不能记",
            f"is a guest of {visit.client}: only absent altogether can be told",
        )
        raise NotUnderstood(what, f"{names}不来了")
    absent = tuple(member.id for member in visit.members if f"{visit.id}/{member.id}" in ids)
    _refuse_several(sentence, ids)
    return ev.GuestsChanged(visit=visit.id, absent=absent)


def _refuse_several(sentence: EventSentence, ids: list[str]) -> None:
    """Refuse words that mean two members: one of them is meant."""
    for name in sentence.names:
        mine = sorted({n.id for n in sentence.names if n.kind == "member" and n.start == name.start and n.id in ids})
        if len(mine) > 1:
            shown = "；".join(_name(sentence, id) for id in mine)
            raise NotUnderstood(
                bilingual(f"可能是几个人，请说明是哪一位：{shown}", f"which of these people: {shown}"),
                _name(sentence, mine[0]),
            )


def _same_words(sentence: EventSentence, host: str) -> bool:
    """Tell whether the words for a person of ours are also those for a member."""
    words = {(n.start, n.text) for n in sentence.names if n.kind == "member" and n.id in sentence.members}
    return any((n.start, n.text) in words for n in sentence.names if n.kind == "person" and n.id == host)


def _name(sentence: EventSentence, id: str) -> str:
    visit, _, member = id.partition("/")
    found = sentence.week.visit(visit)
    return f"{found.client} {next(m.name for m in found.members if m.id == member)}"


def _host(sentence: EventSentence, id: str) -> str:
    return bilingual(f"我方：{sentence.week.person(id).name}", f"ours {sentence.week.person(id).name}")
