"""What guests are told and confirm of a visit, thing by thing, and how far it is: 拟定, 已发, 已确认, 变更."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from models.domain.office_record import OfficeRecord, TaskRecord, ToldItem
from planner.language.words import Words
from planner.services.replies.correction import SCOPES, item_key, member_key, travel_key
from planner.services.replies.fields import in_words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.people import Member
    from models.domain.stay import GroupStay
    from models.rules.todo.line import ToDo
    from planner.papers.paper import Paper
    from planner.services.replies.correction import Reply

ConfirmationStep = Literal["drawn_up", "sent", "confirmed", "changed"]
CONFIRMATION_WORDS: dict[ConfirmationStep, tuple[str, str]] = {
    "drawn_up": ("拟定", "drawn up"),
    "sent": ("已发", "sent"),
    "confirmed": ("已确认", "confirmed"),
    "changed": ("变更", "changed"),
}
NOT_TOLD = ("check_in", "rest")
"""Kinds of items that guests are not asked about."""
_SEMICOLON = "；"


@dataclass(frozen=True)
class Confirmation:
    """Something that guests are told of a visit.

    Attributes
    ----------
    said : str
        What they are told, in the language of the paper.
    """

    key: str
    said: str
    step: ConfirmationStep
    on: dt.date | None = None


def told_texts(paper: Paper, visit: str) -> dict[str, str]:
    """Return what guests are told of a visit: members, how each group comes and goes, the programme; by key."""
    stay = paper.stay(visit)
    found = {member_key(member.id): _member(paper.words, member) for member in stay.visit.members}
    found |= {travel_key(group.id): _travel(paper, group) for group in stay.groups}
    for item in sorted(paper.plan_of(visit).items, key=lambda item: (item.start, item.id)):
        if item.kind not in NOT_TOLD:
            day = paper.words.date(paper.facts.day_of(item))
            what, where = paper.item_texts.title(item), paper.item_texts.where(item)
            found[item_key(item.id)] = " ".join((day, paper.calendar.span(item), what, where)).strip()
    return found


def _member(words: Words, member: Member) -> str:
    diet = words.comma.join(words.diet(diet) for diet in member.diet)
    return words.semicolon.join(text for text in (member.name, member.title, diet) if text)


def _travel(paper: Paper, group: GroupStay) -> str:
    come, go, words = group.group.arrival, group.group.departure, paper.words
    there = (come.number, in_words(paper.week, "arrival.at", come.at, words), paper.names.place(come.place))
    back = (go.number, in_words(paper.week, "departure.at", go.at, words), paper.names.place(go.place))
    parts = (*there, come.meeting_point), back
    return " → ".join(" ".join(text for text in part if text) for part in parts)


def confirmations(paper: Paper, visit: str) -> list[Confirmation]:
    """Return how far each thing is that guests are told of a visit."""
    shown, known = told_texts(paper, visit), told_texts(_chinese(paper), visit)
    told = {item.item: item for item in paper.office.told if item.visit == visit}
    found = []
    for key, said in shown.items():
        item = told.get(key)
        step: ConfirmationStep = "drawn_up"
        if item is not None:
            step = item.step if item.said == known[key] else "changed"
        found.append(Confirmation(key, said, step, item.on if item is not None else None))
    return found


def _chinese(paper: Paper) -> Paper:
    """Return the paper in the language in which the record keeps what was said."""
    return paper if paper.words.lang == "zh" else replace(paper, words=Words("zh"))


def sent_by_ticks(paper: Paper, record: OfficeRecord) -> OfficeRecord:
    """Return a record in which whoever was sent the confirmation is known to be told what the plan says.

    What was told since, or confirmed as it still is, stays as it is known.

    Parameters
    ----------
    paper : Paper
        The plan that was sent.
    """
    told = {(item.visit, item.item): item for item in record.told}
    for task in record.tasks:
        visit, name, _ = task.key.split("|", 2) if task.key.count("|") >= 2 else ("", "", "")
        if name != "confirmation" or task.step == "open" or visit not in paper.facts.visits:
            continue
        for key, said in told_texts(_chinese(paper), visit).items():
            known = told.get((visit, key))
            newer = known is None or (
                known.said != said and task.on is not None and (known.on is None or task.on > known.on)
            )
            if newer:
                told[visit, key] = ToldItem(visit=visit, item=key, step="sent", said=said[:2000], on=task.on)
    return record.replace(told=tuple(told.values()))


def confirmed_by(paper: Paper, record: OfficeRecord, replies: Sequence[Reply], on: dt.date | None) -> OfficeRecord:
    """Return a record with what guests have confirmed, as the facts and the plan now say it.

    Parameters
    ----------
    paper : Paper
        The plan in the week with the guests' corrections.
    """
    told = {(item.visit, item.item): item for item in record.told}
    for reply in replies:
        texts = told_texts(_chinese(paper), reply.visit)
        for key in _keys(reply, texts):
            told[reply.visit, key] = ToldItem(
                visit=reply.visit, item=key, step="confirmed", said=texts[key][:2000], on=on
            )
    return _answered(paper, record.replace(told=tuple(told.values())), replies, on)


def _answered(paper: Paper, record: OfficeRecord, replies: Sequence[Reply], on: dt.date | None) -> OfficeRecord:
    """Return a record in which the confirmation of whoever confirms everything is confirmed on the office's list."""
    tasks = {task.key: task for task in record.tasks}
    for reply in replies:
        if set(SCOPES) <= reply.scopes:
            line = next((a.todo for a in paper.agenda if a.todo and _is_confirmation(a.todo, reply.visit)), None)
            if line is not None:
                known = tasks.get(line.key) or TaskRecord(key=line.key)
                tasks[line.key] = known.replace(step="confirmed", on=on or known.on, said=line.say("zh"))
    return record.replace(tasks=tuple(tasks.values()))


def _is_confirmation(todo: ToDo, visit: str) -> bool:
    return todo.task == "confirmation" and todo.visit == visit


def _keys(reply: Reply, texts: Iterable[str]) -> Iterator[str]:
    """Yield what a reply confirms: what it names, what it corrects, and all of a scope that it finds right."""
    corrected = {correction.key for correction in reply.corrections}
    prefixes = {"members": "member:", "travel": "travel:", "items": "item:"}
    wide = tuple(prefixes[scope] for scope in reply.scopes)
    yield from (key for key in texts if key in reply.confirmed or key in corrected or key.startswith(wide))
