"""Faults in the words of a workbook: what to write into which column, names instead of ids, no keys of text files."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual, reworded

if TYPE_CHECKING:
    from models.domain.errors import Fault
    from planner.formats.workbook.row_identity import RowIdentity

WORKBOOK_HINTS = {
    "[[sites]]": bilingual("“地点”表里写一行，类型选“公司”", "a row of the kind 公司"),
    "[[groups]]": bilingual("“航班车次”表里写一行", "a row in the sheet 航班车次"),
    "[[dining_rooms]]": bilingual("“餐厅包间”表里写一行", "a row in the sheet 餐厅包间"),
    'kind = "…"': bilingual("从列表选类型", "choose a kind from the list"),
    "unnamed = 3": bilingual("写“未定姓名人数”", "how many are not named yet"),
    bilingual("去掉 on", "leave out on"): bilingual("清空日期，或改成同一天", "one day in both cells"),
    bilingual("去掉 earliest 和 latest", "leave out earliest and latest"): bilingual(
        "清空“最早”“最晚”", "leave both out"
    ),
    "lunch = false": bilingual("“午宴”填否", "no lunch"),
    "lunch = true": bilingual("“午宴”填是", "a lunch"),
    'licences = ["C1"]': "如 C1",
    'languages = ["en"]': "如 翻译（英语）",
    bilingual(
        'hotel = "…"（自订），或 provides = { lodging = true }',
        'hotel = "…" (their own), or provides = { lodging = true }',
    ): bilingual("写自订的“酒店”，或提供住宿", "a hotel, or lodging"),
    bilingual("题目、语种写在一处", "put topics and languages into one"): bilingual(
        "同一职能写一次", "write the role once"
    ),
    bilingual("写明其中一组的成员", "name the members of one of them"): bilingual(
        "其中一行写明成员", "name the members of one"
    ),
    bilingual("写进某一组", "add them to a group"): bilingual("写进某一行的“成员”", "add them to a row"),
    bilingual("都写或都不写", "give both or none"): bilingual("经纬度都写或都不写", "both or none"),
    bilingual("只用字母、数字和 _ - . : /", "letters, digits, _ - . : / only"): bilingual(
        "编号只用字母、数字和 _ - . : /", "letters and digits only"
    ),
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
        return replace(fault, what=reworded(fault.what, self._named), maybe=reworded(maybe, self._named))

    def _named(self, text: str) -> str:
        if self._labels is None:
            self._labels = {head.id: head.label for heads in self._heads.values() for head in heads if head.label}
        labels = self._labels
        text = _QUOTED_ID.sub(lambda found: f"“{labels[found[1]]}”" if found[1] in labels else found[0], text)
        return _MADE_ID.sub(lambda found: labels.get(found[0], found[0]), text)
