"""实际情况: the tables of the sheet in which is filled in what became of the visits, declared once for both directions.

Its rows are read by the headings that people see, so that the sheet may be copied into a workbook of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.domain.activities import KINDS
from models.domain.actuals import ACTUAL_HEADINGS, OPINION_GRADES, PROMISED_KINDS, QUESTION_NAMES, REACH_NAMES
from models.domain.vocabulary import COST_HEADING_NAMES
from planner.formats.workbook.cells.amounts import CountCell, YuanCell
from planner.formats.workbook.cells.choices import ChoiceCell, YesNoCell
from planner.formats.workbook.cells.dates import DayCell
from planner.formats.workbook.cells.texts import NamesCell, TextCell
from planner.formats.workbook.cells.times import ClockCell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.formats.workbook.cells.base import CellKind
    from planner.language.text import Value

FilledRows = dict[str, list[dict[str, "Value"]]]
"""What stands in the tables of a sheet: table → rows, each by the field of the column."""

ACTUALS_SHEET = ("实际情况", "Actuals")
"""Name of the sheet, in both languages."""
PLANNED_LINE, ACTUAL_LINE = ("计划", "planned"), ("实际", "actual")
"""What the rows of costs are: printed, and to be filled in."""
ACTUALS_WIDTHS = (26.0, 9.0, 9.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 18.0)
"""Widths of the sheet's columns."""
_DIRECTIONS = {"given": ("送出", "given"), "received": ("收到", "received")}


@dataclass(frozen=True)
class ActualsColumn:
    """A column of a table.

    Attributes
    ----------
    field : str
        What it tells: a field of the visit's actuals, or of a row in it.
    span : int
        So many columns of the sheet are one.
    kind : CellKind or None
        How its cells are read; None: they name the visit, the item, or what the row is.
    choices : tuple of (str, str)
        What its cells offer, in both languages.
    """

    field: str
    zh: str
    en: str
    kind: CellKind | None = None
    span: int = 1
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def titles(self) -> tuple[str, str]:
        """Its heading in both languages."""
        return self.zh, self.en


@dataclass(frozen=True)
class ActualsTable:
    """A table of the sheet: ``rows``, how many are left free for what planners add."""

    id: str
    zh: str
    en: str
    hint_zh: str
    hint_en: str
    columns: tuple[ActualsColumn, ...]
    rows: int = 0


def _choice(names: Mapping[Any, tuple[str, str]]) -> ChoiceCell:
    return ChoiceCell({key: zh for key, (zh, _) in names.items()}, {key: en for key, (_, en) in names.items()})


VISIT = ActualsColumn("visit", "来访客户", "Client")
_YES = (("是", "yes"), ("否", "no"))
_OTHER = {"other": ("其他", "other")}
_HEADINGS = {heading: {**COST_HEADING_NAMES, **_OTHER}[heading] for heading in ACTUAL_HEADINGS}
_PROMISED = {kind: (KINDS[kind].zh, KINDS[kind].en) for kind in PROMISED_KINDS}
_GRADE_LABELS = tuple((grade, grade) for grade in OPINION_GRADES)

ACTUALS_TABLES: tuple[ActualsTable, ...] = (
    ActualsTable(
        "costs",
        "费用（元）和人数",
        "Costs (CNY) and guests",
        "在“实际”行填实报金额，花了 0 元也要填 0；空着表示还没报。未到人员写姓名，或只填实到人数。",
        "Fill in what was spent in the rows “actual”, 0 where nothing was; empty: not known yet. Name who did not "
        "come, or only count who came.",
        (
            VISIT,
            ActualsColumn("line", "类别", "Row"),
            ActualsColumn("came", "实到人数", "Guests", CountCell()),
            *(ActualsColumn(h, zh, en, YuanCell()) for h, (zh, en) in _HEADINGS.items()),
            ActualsColumn("absent", "未到人员", "Did-not-come", NamesCell()),
        ),
    ),
    ActualsTable(
        "grades",
        "满意度",
        "Opinions",
        "按客户满意度调查表：A 非常满意，B 满意，C 一般，D 不满意，E 很不满意。",
        "From the opinion form: A very satisfied, B satisfied, C fair, D dissatisfied, E very dissatisfied.",
        (
            VISIT,
            *(
                ActualsColumn(
                    question, zh, en, ChoiceCell({grade: grade for grade in OPINION_GRADES}), 2, _GRADE_LABELS
                )
                for question, (zh, en) in QUESTION_NAMES.items()
            ),
            ActualsColumn("comment", "意见和建议", "What-they-wrote", TextCell(), 2),
        ),
    ),
    ActualsTable(
        "promises",
        "承诺事项",
        "Promises",
        "答应客人的每件事写一行。要在下次来访安排的，选“下次安排”并写项目、景点或车间：下次排计划时自动列入。"
        "期限空着时按回复时限：一般 24 小时，跨部门 48 小时，跨省 72 小时（3 个工作日）。",
        "A row for each thing that the guests were promised. What the next visit is to hold has a kind and a place: "
        "it becomes a request of that visit. Without a date it is due within 24 hours, 48 where other "
        "departments, and 72 (three workdays) where other provinces are needed.",
        (
            VISIT,
            ActualsColumn("what", "承诺事项", "Promise", TextCell(), 3),
            ActualsColumn("kind", "下次安排", "Next-visit", _choice(_PROMISED), 1, tuple(_PROMISED.values())),
            ActualsColumn("place", "地点", "Place", TextCell()),
            ActualsColumn("reach", "涉及范围", "Needs", _choice(REACH_NAMES), 1, tuple(REACH_NAMES.values())),
            ActualsColumn("due", "期限", "Due", DayCell()),
            ActualsColumn("owner", "责任人", "Owner", TextCell(), 2),
            ActualsColumn("done", "已完成", "Done", YesNoCell(), 1, _YES),
        ),
        rows=10,
    ),
    ActualsTable(
        "gifts",
        "礼品",
        "Gifts",
        "与计划不同的送出礼品，和收到的礼品（须上交登记）。一批客人的送出礼品填了一行，就以这里为准。",
        "Gifts that we gave otherwise than planned, and those that we received (to be handed in). Once a gift to a "
        "delegation stands here, these rows replace the planned ones.",
        (
            VISIT,
            ActualsColumn("direction", "方向", "Direction", _choice(_DIRECTIONS), 1, tuple(_DIRECTIONS.values())),
            ActualsColumn("what", "品名", "What", TextCell(), 4),
            ActualsColumn("count", "数量", "Pieces", CountCell()),
            ActualsColumn("unit_price", "单价（元）", "Price", YuanCell()),
            ActualsColumn("handed_in", "已上交", "Handed-in", YesNoCell(), 1, _YES),
        ),
        rows=6,
    ),
    ActualsTable(
        "times",
        "时间有变的活动",
        "Activities at another time",
        "只写与计划不同的。没有举行的，“未举行”选“是”。",
        "Only those that were not as planned. What did not take place: yes in the column “not held”.",
        (
            ActualsColumn("item", "活动", "Activity", None, 5),
            ActualsColumn("start", "实际开始", "Began", ClockCell()),
            ActualsColumn("end", "实际结束", "Ended", ClockCell()),
            ActualsColumn("not_held", "未举行", "Not-held", YesNoCell(), 1, _YES),
        ),
        rows=8,
    ),
)
"""The tables in the order in which they stand."""
