"""Columns that many sheets have: id, note, phone."""

from __future__ import annotations

from planner.formats.workbook.cells.texts import CodeCell, TextCell
from planner.formats.workbook.form import Column

ID_COLUMN = Column("编号", "id", CodeCell(), "可留空，由程序编", "代码 id", 10)
NOTE_COLUMN = Column("备注", "note", TextCell(), "随表打印", "说明 备注说明 附注 其他 其它", 24)
PHONE_COLUMN = Column("电话", "phone", TextCell(), "仅用于联系", "手机 手机号 联系电话 联系方式 电话号码 手机号码", 15)
