"""Rows of a week as they stand in cells, and as the facts have them: joined after reading, split before writing.

A join tells all that is wrong between the cells of a row, and leaves `UNREADABLE` where that is.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, get_args

from models.domain.activities import Request, leader_field
from models.domain.bilingual import bilingual
from models.domain.clock import at, iso
from models.domain.request_order import ORDER_FIELDS
from planner.formats.workbook import column_choices
from planner.formats.workbook.cells.amounts import HALF_DAY_MINUTES
from planner.formats.workbook.cells.choices import CeremonyWord
from planner.formats.workbook.form import UNREADABLE, FieldUnreadable, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.base import Fact

    Faults = Iterator[FieldUnreadable]

REQUEST_FACTS: dict[str, type[Fact]] = {
    fact.model_fields["kind"].default: fact for fact in get_args(get_args(Request)[0])
}
"""The classes of requests by kind."""
CALL_MINUTES_FIELD = "_call_minutes"
"""How long the meeting is, where it is the whole of the request."""
ASKED_ORDER_FIELD = "_order"
"""Before and after what, on which day, in which part of it (``ORDER_FIELDS``)."""
_STARTS_OF_HALVES = {"am": ("latest", "10:00"), "pm": ("earliest", "13:30")}
_TIME_CHARACTERS = 5
"""Characters of a time of day."""

# ---------------------------------------------------------------- days and times


def _join_day(part: Row, path: tuple[str, ...], own_day: bool) -> Faults:
    """Make one moment ``at`` of the day ``on`` and a time; ``own_day``: the fact has a field ``on`` itself."""
    on, moment = part.get("on"), part.get("at")
    if on is UNREADABLE or moment is UNREADABLE:
        part.pop("on", None)
        part["at"] = UNREADABLE
    elif isinstance(moment, str) and len(moment) == _TIME_CHARACTERS:
        if on is None:
            part["at"] = UNREADABLE
            what = bilingual("有时刻，没有日期", "a time of day without a day")
            yield FieldUnreadable((*path, "on"), what, bilingual("写明哪一天", "give the day"))
            return
        hours, _, minutes = moment.partition(":")
        part["at"] = iso(at(dt.date.fromisoformat(on), int(hours) * 60 + int(minutes)))
        del part["on"]
    elif on is not None and moment is not None and not own_day:
        del part["on"]
        if moment[:10] != on:
            part["at"] = UNREADABLE
            what = bilingual("两格的日期不同", "the two cells name different days")
            yield FieldUnreadable((*path, "at"), what, moment[:10])


def _split_day(part: Row) -> None:
    """Undo `_join_day`: the day into one cell and the time into another; all into one where both are given."""
    if "at" in part and "on" not in part:
        part["on"], part["at"] = part["at"][:10], part["at"][11:16]


# ---------------------------------------------------------------- travel groups


def join_group(row: Row) -> Faults:
    """Join the days and times of arrival and departure."""
    for name, own_day in (("arrival", False), ("departure", True)):
        part = row.get(name)
        if isinstance(part, dict):
            yield from _join_day(part, (name,), own_day)
            if name == "arrival" and "at" not in part:
                part.pop("on", None)


def split_group(row: Row) -> None:
    """Undo `join_group`."""
    for name in ("arrival", "departure"):
        _split_day(row[name])


# ---------------------------------------------------------------- requests


def join_request(row: Row) -> Faults:
    """Make the fields of a request of cells that several kinds share, or that hold several fields."""
    yield from _join_trainer(row)
    _join_half_day(row)
    yield from _join_occasion(row)
    yield from _join_call_minutes(row)
    order = row.pop(ASKED_ORDER_FIELD, {})
    row.update({"after": UNREADABLE} if order is UNREADABLE else order)
    yield from _join_day(row, (), own_day=True)
    yield from _join_hosts(row)


def split_request(row: Row) -> None:
    """Undo `join_request`, as far as cells are there for it."""
    _split_day(row)
    order = {name: row[name] for name in ORDER_FIELDS if name in row}
    if order:
        row[ASKED_ORDER_FIELD] = order


def _join_trainer(row: Row) -> Faults:
    """Make one trainer of the list of people."""
    trainer = row.get("trainer")
    if not isinstance(trainer, list):
        return
    row["trainer"] = trainer[0] if len(trainer) == 1 else UNREADABLE
    if row["trainer"] is UNREADABLE:
        what = bilingual("培训只能有一位培训师", "one trainer only")
        yield FieldUnreadable(("trainer",), what, bilingual("留一位", "leave one"))


def _join_half_day(row: Row) -> None:
    """Make minutes of a half-day, which begins in that half unless the row says otherwise."""
    half = row.get("minutes")
    if half in _STARTS_OF_HALVES:
        field, start = _STARTS_OF_HALVES[half]
        row["minutes"] = HALF_DAY_MINUTES
        if not {"at", "earliest", "latest"} & set(row):
            row[field] = start


def _join_occasion(row: Row) -> Faults:
    """Judge the occasion: each kind has its own."""
    take_ceremony_word(row)
    occasion, fact = row.get("occasion"), _fact(row)
    known = get_args(fact.model_fields["occasion"].annotation) if fact and "occasion" in fact.model_fields else ()
    if isinstance(occasion, str) and known and occasion not in known:
        labels = column_choices.OCCASION_CHOICE.labels
        row["occasion"] = UNREADABLE
        what = f"“{labels[occasion]}” " + bilingual("不是这类活动的事由", "is no occasion of such an item")
        yield FieldUnreadable(("occasion",), what, "、".join(labels[key] for key in known))


def take_ceremony_word(row: Row) -> None:
    """Make kind and occasion of the word by which a ceremony is called (献花圈, 记者会)."""
    kind = row.get("kind")
    if isinstance(kind, CeremonyWord):
        row["kind"] = str(kind)
        row.setdefault("occasion", kind.occasion)


def _join_call_minutes(row: Row) -> Faults:
    """Make the length of a courtesy call of the minutes of the meeting."""
    minutes = row.pop(CALL_MINUTES_FIELD, None)
    if minutes is None or minutes is UNREADABLE:
        return
    if row.get("kind") != "call":
        what = bilingual("这类活动没有“会见分钟”这一项", "has no such field")
        yield FieldUnreadable((CALL_MINUTES_FIELD,), what, bilingual("清空此格", "clear it"))
    elif row.setdefault("minutes", minutes) not in (minutes, UNREADABLE):
        what = bilingual(
            f"会见分钟 {minutes} 与时长 {row['minutes']} 不同",
            f"{minutes} minutes of the call differ from the duration {row['minutes']}",
        )
        yield FieldUnreadable((CALL_MINUTES_FIELD,), what, bilingual("留一个", "leave one out"))


def _join_hosts(row: Row) -> Faults:
    """Make the leader or host of the name of one of ours that stands in the column of hosts."""
    ours, fact = row.get("hosts"), _fact(row)
    if not isinstance(ours, str):
        return
    if fact is None:
        row["hosts"] = UNREADABLE
        return
    del row["hosts"]
    field = leader_field(fact)
    if field is None or row.setdefault(field, ours) not in (ours, UNREADABLE):
        what = bilingual("是我方人员", "is one of ours")
        yield FieldUnreadable(("hosts",), what, bilingual("写在“领导”或“我方陪同”", "put them under 领导 or 我方陪同"))


def _fact(row: Row) -> type[Fact] | None:
    return REQUEST_FACTS.get(str(row.get("kind")))
