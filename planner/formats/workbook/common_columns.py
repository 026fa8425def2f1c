"""Columns that many sheets have: id, note, phone."""

from __future__ import annotations

from planner.formats.absent import ATTENDS_FIELD
from planner.formats.workbook.cells.choices import AttendanceCell
from planner.formats.workbook.cells.texts import CodeCell, TextCell
from planner.formats.workbook.form import Column

ID_COLUMN = Column("编号", "id", CodeCell(), "可留空，由程序编", "代码 id", 10)
NOTE_COLUMN = Column("备注", "note", TextCell(), "随表打印", "说明 备注说明 附注 其他 其它", 24)
PHONE_COLUMN = Column("电话", "phone", TextCell(), "仅用于联系", "手机 手机号 联系电话 联系方式 电话号码 手机号码", 15)


def attendance_column(dinner: bool = False) -> Column:
    """Return the column that says who does not come; ``dinner``: to a meal or meeting."""
    also = (
        "出席 回执 参加 是否参加 出席情况 参加情况 参会 是否参会 参会情况 是否到场 到场 是否来访 是否来 来否 出席回执"
        " 状态 确认情况 rsvp attending attendance"
    )
    return Column("是否出席", ATTENDS_FIELD, AttendanceCell(dinner), "不来的填否", also, 9)
