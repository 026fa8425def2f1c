"""锁定: what the planner has locked, as pins; a locked side is fixed as the plan in the workbook has it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

from models.domain.bilingual import bilingual
from models.domain.changed_sides import night_id
from models.domain.errors import Fault, FaultyInput
from models.domain.pins import SIDE_WORDS, SIDES, Pin, PinSide, pin_as_planned
from planner.plan_workbook.lock_words import LOCK_ALL, LOCK_ALL_EN
from planner.plan_workbook.reading.printed_names import name_key
from planner.plan_workbook.row_keys import can_be_locked, is_night, night_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from planner.plan_workbook.reading import PlanBook
    from planner.plan_workbook.reading.rows import BookRow

_LOCK_WORDS: dict[str, frozenset[PinSide]] = {
    **{name_key(word): frozenset({side}) for side, words in SIDE_WORDS.items() for word in words},
    **{
        name_key(word): frozenset(SIDES) for word in (LOCK_ALL, LOCK_ALL_EN, "是", "锁定", "√", "✓", "y", "yes", "不动")
    },
    **{name_key(word): frozenset[PinSide]() for word in ("否", "不", "无", "no", "n")},
    "车": frozenset({"cars"}),
    "人": frozenset({"people"}),
}
_ITEM_SIDES: tuple[PinSide, ...] = ("time", "place", "people")
_MOVE_SIDES: tuple[PinSide, ...] = ("time", "people", "cars")
assert set(get_args(PinSide)) == set(SIDES)


def pins_of(book: PlanBook, keep: Iterable[str] = ()) -> tuple[Pin, ...]:
    """Return the pins that a workbook asks for.

    Parameters
    ----------
    keep : iterable of str
        Rows to be kept as well, with all sides, as ``SHEET!ROW``.

    Raises
    ------
    FaultyInput
        With every lock that cannot be understood and every row that shows nothing of the plan.
    """
    faults: list[Fault] = []
    wanted: dict[str, tuple[BookRow, set[PinSide]]] = {}
    for row in book.rows:
        now = row.now.get("lock")
        if now is None or not now.text or not can_be_locked(row.key):
            continue
        try:
            sides = sides_of(now.text)
        except ValueError:
            what = f"“{now.text}” " + bilingual("不知锁定什么", "says no side")
            faults.append(Fault(book.file, str(now.ref), what, f"{LOCK_ALL}、时间、地点、人员、车辆"))
            continue
        wanted.setdefault(row.key, (row, set()))[1].update(sides)
    for text in keep:
        kept = [row for row in book.rows if can_be_locked(row.key) and _is_meant(row, text)]
        if not kept:
            faults.append(
                Fault(
                    book.file, text, bilingual("这一行没有可以保留的安排", "nothing to keep in this row"), "sheet!row"
                )
            )
        for row in kept:
            wanted.setdefault(row.key, (row, set()))[1].update(SIDES)
    if faults:
        raise FaultyInput(faults)
    return tuple(pin for row, chosen in wanted.values() for pin in _pins(book, row, chosen))


def sides_of(text: str) -> frozenset[PinSide]:
    """Read 时间、地点 or 全部.

    Raises
    ------
    ValueError
        When a word is none of them.
    """
    found: set[PinSide] = set()
    for part in re.split(r"[、,，;；+和及与/\s]+", text):
        if part:
            sides = _LOCK_WORDS.get(name_key(part))
            if sides is None:
                raise ValueError(part)
            found |= sides
    return frozenset(found)


def _is_meant(row: BookRow, text: str) -> bool:
    """Tell whether a row is meant by SHEET!ROW; a column before the number is ignored: SHEET!B7."""
    sheet, _, cell = text.rpartition("!")
    number = re.sub(r"^[A-Za-z$]+", "", cell)
    refs = [now.ref for now in row.now.values()]
    return any(ref.sheet == sheet.strip("'") and str(ref.row) == number for ref in refs)


def _pins(book: PlanBook, row: BookRow, chosen: set[PinSide]) -> Iterator[Pin]:
    """Yield the pins of a row: of its item, and of the move to it, whose cars stand in the same row."""
    source = next((str(now.ref) for name, now in row.now.items() if name == "lock"), "")
    items, moves = {item.id for item in book.plan.items}, {move.id for move in book.plan.moves}
    if is_night(row.key) and "place" in chosen:
        for night in book.plan.nights:
            if night_key(night.visit, night.day) == row.key:
                yield pin_as_planned(book.plan, night_id(night), ("place",), source)
    for id in row.ids:
        sides = [side for side in (_ITEM_SIDES if id in items else _MOVE_SIDES) if side in chosen]
        if id in moves and row.ids[0] in items:
            sides = [side for side in sides if side == "cars"]
        if sides and (id in items or id in moves):
            pin = pin_as_planned(book.plan, id, sides, source)
            if pin.sides:
                yield pin
