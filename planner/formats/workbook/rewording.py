"""Faults in the words of a workbook: what to write into which column, names instead of ids, no keys of text files."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.domain.errors import Fault
    from planner.formats.workbook.row_identity import RowIdentity

WORKBOOK_HINTS = {
    "[[sites]]": "“地点”表里写一行，类型选“公司” / a row of the kind 公司",
    "[[groups]]": "“航班车次”表里写一行 / a row in the sheet 航班车次",
    "unnamed = 3": "写“未定姓名人数” / how many are not named yet",
    "leave out on": "清空日期，或改成同一天 / one day in both cells",
    "leave out earliest and latest": "清空“最早”“最晚” / leave both out",
    "lunch = false": "“午宴”填否 / no lunch",
    "lunch = true": "“午宴”填是 / a lunch",
    'licences = ["C1"]': "如 C1",
    'languages = ["en"]': "如 翻译（英语）",
    'hotel = "…" (their own), or provides = { lodging = true }': "写自订的“酒店”，或提供住宿 / a hotel, or lodging",
    "put topics and languages into one": "同一职能写一次 / write the role once",
    "name the members of one of them": "其中一行写明成员 / name the members of one",
    "add them to a group": "写进某一行的“成员” / add them to a row",
    "give both or none": "经纬度都写或都不写 / both or none",
    "letters, digits, _ - . : / only": "编号只用字母、数字和 _ - . : / / letters and digits only",
    "2026-09-21": "如 2026-09-21",
}
_QUOTED_ID = re.compile(r"'([^']*)'")
_MADE_ID = re.compile(r"\b[a-z]+-[0-9a-f]{8}\b")


class Rewording:
    """Rewords faults; knows what the ids of the rows are called.

    Parameters
    ----------
    heads : mapping
        The rows of the sheets, by title of the sheet.
    """

    def __init__(self, heads: dict[str, list[RowIdentity]]) -> None:
        self._heads = heads
        self._labels: dict[str, str] | None = None

    def __call__(self, fault: Fault) -> Fault:
        """Return a fault in the words of a workbook."""
        maybe = WORKBOOK_HINTS.get(fault.maybe, fault.maybe)
        return replace(fault, what=self._named(fault.what), maybe=self._named(maybe))

    def _named(self, text: str) -> str:
        if self._labels is None:
            self._labels = {head.id: head.label for heads in self._heads.values() for head in heads if head.label}
        labels = self._labels
        text = _QUOTED_ID.sub(lambda found: f"“{labels[found[1]]}”" if found[1] in labels else found[0], text)
        return _MADE_ID.sub(lambda found: labels.get(found[0], found[0]), text)
