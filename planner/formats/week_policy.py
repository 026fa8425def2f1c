"""What a week says of the policy for itself: single numbers and levels that differ from the edition.

In a workbook they stand on the sheet 制度参数, one a row; in a folder in ``edition.toml``, as in an edition.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from planner.formats.text.toml_file import read_toml
from planner.formats.workbook.cells.amounts import MinutesCell, YuanCell
from planner.formats.workbook.cells.base import CellContext, CellKind
from planner.formats.workbook.cells.times import ClockCell
from planner.formats.workbook.names import Registry
from planner.language.text import Unreadable
from planner.language.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.formats.raw import Settings, Sources

WEEK_EDITION_FILE = "edition.toml"
_LEVEL_OF_WORD = {Words().rule_level(level): level for level in ("must", "should", "prefer", "note", "off")}
_TIME_OF_DAY = re.compile(r"\d\d:\d\d")
_TRUE_WORDS, _FALSE_WORDS = ("是", "true"), ("否", "false")


@dataclass
class WeekPolicy:
    """Settings by key path, each with where it stood; and what could not be read."""

    values: Settings = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def lay_over(self, data: dict[str, Any], sources: Sources) -> None:
        """Put the settings into an edition's tables.

        Raises
        ------
        FaultyInput
            When some could not be read, or lead nowhere.
        """
        faults = list(self.faults)
        for path, (value, source) in self.values.items():
            here: Any = data
            for depth, key in enumerate(path[:-1], start=1):
                if isinstance(here, dict) and key not in here:
                    here[key] = {}
                    sources.put(path[:depth], source)
                here = here[key] if isinstance(here, dict) else None
            if not isinstance(here, dict):
                what = bilingual(
                    f"没有这一项：{'.'.join(map(str, path))!r}", f"unknown key {'.'.join(map(str, path))!r}"
                )
                faults.append(Fault(source.file, source.where(()), what))
                continue
            here[path[-1]] = _like(value, here.get(path[-1]), str(path[-1]))
            sources.put(path, source)
        if faults:
            raise FaultyInput(faults)
        if self.values:
            data["note"] = "；".join(filter(None, [data.get("note", ""), f"本周另有 {len(self.values)} 项规定"]))

    def tables(self, edition: dict[str, Any]) -> dict[str, Any]:
        """Return the settings as tables, in the types of an edition."""
        tables: dict[str, Any] = {}
        for path, (value, _) in self.values.items():
            here: Any = tables
            below: Any = edition
            for key in path[:-1]:
                here = here.setdefault(key, {})
                below = below.get(key, {}) if isinstance(below, dict) else {}
            base = below.get(path[-1]) if isinstance(below, dict) else None
            here[str(path[-1])] = _like(value, base, str(path[-1]))
        return tables

    def texts(self) -> dict[str, str]:
        """Return the settings as texts by dotted key path, as they stand in a workbook."""
        return {".".join(map(str, path)): _text(value) for path, (value, _) in self.values.items()}


def week_policy(week: str | Path) -> WeekPolicy:
    """Return what a week's workbook or folder says of the policy.

    Raises
    ------
    FaultyInput
        When the workbook cannot be opened.
    """
    path = Path(week)
    if path.name == "week.toml":
        path = path.parent
    if path.is_file():
        from planner.formats.workbook.policy_sheet import policy_settings

        return WeekPolicy(*policy_settings(path))
    file = path / WEEK_EDITION_FILE
    if not file.is_file():
        return WeekPolicy()
    found = read_toml(file, str(file))
    policy = WeekPolicy(faults=list(found.faults))
    for key, value in _leaves(found.data, ()):
        policy.values[key] = (value, found.table(*key))
    return policy


def _leaves(table: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value


def _like(value: Any, base: Any, key: str) -> Any:
    """Return a text as what stands in the edition there: a number, a list, yes or no; other values as they are."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if isinstance(base, list | tuple):
        return [_like(part, None, key) for part in re.split(r"[、,，;；]\s*", text) if part]
    if isinstance(base, bool) or text in (*_TRUE_WORDS, *_FALSE_WORDS):
        return text in _TRUE_WORDS if text in (*_TRUE_WORDS, *_FALSE_WORDS) else text
    if key == "level" and text in _LEVEL_OF_WORD:
        return _LEVEL_OF_WORD[text]
    if isinstance(base, str):
        return _with(ClockCell(), text) if _TIME_OF_DAY.fullmatch(base) else text
    if re.fullmatch(r"\d{1,9}", text):
        return int(text)
    return _with(MinutesCell() if re.search("[分时h刻]", text) else YuanCell(), text)


def _with(cell: CellKind, text: str) -> Any:
    """Return a text as a kind of cell reads it, or as it is: what is wrong with it is told with the rest."""
    try:
        return cell.read(text, CellContext(Registry()))
    except Unreadable:
        return text


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(_text(part) for part in value)
    return str(value)
