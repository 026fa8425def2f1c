"""The sheets in which a month of calls is written down: what was made, and what each specialist reached besides."""

from __future__ import annotations

from models.domain.month_record import DoneCall, MonthAims
from planner.formats.workbook.cells.amounts import CountCell
from planner.formats.workbook.cells.choices import YesNoCell
from planner.formats.workbook.cells.dates import DayCell
from planner.formats.workbook.cells.references import ReferenceCell
from planner.formats.workbook.cells.texts import TextCell
from planner.formats.workbook.cells.times import ClockCell
from planner.formats.workbook.common_columns import NOTE_COLUMN
from planner.formats.workbook.form import Column, Form

MONTH_INFO = (
    Column("月份", "first_day", DayCell(), "该月第一天，如 2026-10-01", "", needed=True),
    Column("拜访权重", "weights.calls", CountCell(), "四项合计100；示例值", ""),
    Column("拓展权重", "weights.found", CountCell(), "", ""),
    Column("成交权重", "weights.deals", CountCell(), "", ""),
    Column("日常工作权重", "weights.daily", CountCell(), "", ""),
)
DONE_FORM = Form(
    "拜访完成",
    "计划的拜访一行一次，填是否完成；计划外的加一行，日期留空",
    "calls",
    (
        Column("日期", "planned", DayCell(), "计划的日期；计划外的留空", "计划日期", 13),
        Column("时间", "time", ClockCell(), "", "计划时间", 8),
        Column("业务员", "specialist", ReferenceCell("specialist"), "", "姓名", 11, needed=True),
        Column("客户", "customer", ReferenceCell("customer"), "", "客户名称", 22, needed=True),
        Column("完成", "done", YesNoCell(), "是或否", "是否完成", 8),
        Column("实际日期", "done_on", DayCell(), "改了日子的才填", "", 13),
        Column("电话签到", "signed_in", ClockCell(), "当天第一家", "签到时间", 10),
        Column("报告日期", "reported", DayCell(), "两天内", "交报告", 13),
        Column("备注", "note", TextCell(), "没有完成的原因", "原因 说明", 24),
    ),
    {"": DoneCall},
    also="完成情况",
    label="",
)
AIMS_FORM = Form(
    "指标",
    "每位业务员的拓展、成交和日常工作",
    "aims",
    (
        Column("业务员", "specialist", ReferenceCell("specialist"), "", "姓名", 11, needed=True),
        Column("计划拓展", "found_planned", CountCell(), "新客户（组）", "", 10),
        Column("实际拓展", "found_done", CountCell(), "", "", 10),
        Column("计划成交", "deals_planned", CountCell(), "（组）", "", 10),
        Column("实际成交", "deals_done", CountCell(), "", "", 10),
        Column("团队合作", "teamwork", CountCell(), "0至100", "", 10),
        Column("客户维护", "care", CountCell(), "0至100", "", 10),
        Column("平时表现", "conduct", CountCell(), "0至100", "", 10),
        Column("出勤", "attendance", CountCell(), "0至100", "", 10),
        NOTE_COLUMN,
    ),
    {"": MonthAims},
    label="",
)
MONTH_FORMS = (DONE_FORM, AIMS_FORM)
