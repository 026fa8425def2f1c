"""Damage to single fields of a plan.json: wrong types, unknown and other ids, things missing, repeated, exchanged.

The fields are found in the data themselves: whatever a plan holds is damaged in every way.
"""

from __future__ import annotations

import copy
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

KeyPath = tuple[str | int, ...]

VALUES: dict[str, Any] = {
    "null": None,
    "true": True,
    "zero": 0,
    "minus one": -1,
    "half": 0.5,
    "a huge number": 10**17,
    "infinity": float("inf"),
    "no number": float("nan"),
    "an empty text": "",
    "a number as text": "3",
    "a blank": " ",
    "an unknown id": "nobody-knows-this",
    "no id": "谁?",
    "a long text": "x" * 5_000,
    "a control character": "a\x1b[31m\x00",
    "an empty list": [],
    "an empty table": {},
    "a list of lists": [[[]]],
    "a table": {"id": "x", "kind": "x"},
    "a moment": "2026-09-22T10:00+08:00",
    "a moment long ago": "0001-01-01T00:00+23:59",
    "a moment far away": "9999-12-31T23:59-23:59",
    "a moment in minutes": 14_000_000,
    "no moment": "2026-02-30T25:61",
    "a day": "2026-09-22",
    "no day": "2026-99-99",
}


@dataclass(frozen=True)
class Damage:
    """A damaged plan, as plain data."""

    where: KeyPath
    what: str
    whole: dict[str, Any]
    change: Callable[[Any, KeyPath], None]

    @property
    def data(self) -> dict[str, Any]:
        """The data, damaged."""
        spoilt = copy.deepcopy(self.whole)
        self.change(spoilt, self.where)
        return spoilt

    def __str__(self) -> str:
        return f"{'.'.join(map(str, self.where))}: {self.what}"


def paths(data: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the path of every value below the top."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in parts:
        yield (*path, key)
        yield from paths(value, (*path, key))


def field_of(path: KeyPath) -> tuple[str, ...]:
    """Return the field that a path leads to, whichever row it is in."""
    return tuple("[]" if isinstance(key, int) else key for key in path)


def at(data: Any, path: KeyPath) -> Any:
    """Return the value at a path."""
    for key in path:
        data = data[key]
    return data


def damages(data: dict[str, Any], each: int, seed: int) -> Iterator[Damage]:
    """Yield damage to each field of a plan, ``each`` times in every way, in rows drawn with a seed."""
    fields: dict[tuple[str, ...], list[KeyPath]] = defaultdict(list)
    for path in paths(data):
        fields[field_of(path)].append(path)
    ids = sorted({value for path in paths(data) if isinstance(value := at(data, path), str) and len(value) < 40})
    for field, found in sorted(fields.items()):
        chance = random.Random(f"{seed} {field}")
        for what, change in _ways(ids, found, chance):
            for path in chance.sample(found, min(each, len(found))):
                yield Damage(path, what, data, change)


Change = Callable[[Any, KeyPath], None]


def _ways(ids: list[str], found: list[KeyPath], chance: random.Random) -> Iterator[tuple[str, Change]]:
    for what, value in VALUES.items():
        yield what, _set_to(value)
    for other in chance.sample(ids, min(6, len(ids))):
        yield f"another value {other!r}", _set_to(other)
    other = chance.choice(found)
    yield f"exchanged with {other}", _exchange(other)
    yield f"copied from {other}", lambda data, path: _put(data, path, copy.deepcopy(at(data, other)))
    yield "missing", _remove
    yield "an unknown key", lambda data, path: _put(data, (*path[:-1], _other_key(path)), 1)
    yield "twice", _repeat
    yield "backwards", _turn
    yield "within a list", lambda data, path: _put(data, path, [at(data, path)])


def _other_key(path: KeyPath) -> str | int:
    return "nothing" if isinstance(path[-1], str) else 0


def _put(data: Any, path: KeyPath, value: Any) -> None:
    at(data, path[:-1])[path[-1]] = value


def _set_to(value: Any) -> Change:
    return lambda data, path: _put(data, path, copy.deepcopy(value))


def _exchange(other: KeyPath) -> Change:
    def change(data: Any, path: KeyPath) -> None:
        if path[: len(other)] != other and other[: len(path)] != path:
            mine, theirs = at(data, path), at(data, other)
            _put(data, path, theirs)
            _put(data, other, mine)

    return change


def _remove(data: Any, path: KeyPath) -> None:
    del at(data, path[:-1])[path[-1]]


def _repeat(data: Any, path: KeyPath) -> None:
    value, around = at(data, path), at(data, path[:-1])
    if isinstance(around, list):
        around.append(copy.deepcopy(value))
    elif isinstance(value, list):
        value += copy.deepcopy(value)


def _turn(data: Any, path: KeyPath) -> None:
    value = at(data, path)
    if isinstance(value, list):
        value.reverse()
    elif isinstance(value, bool | int | float):
        _put(data, path, -value)
    elif isinstance(value, str):
        _put(data, path, value[::-1])
