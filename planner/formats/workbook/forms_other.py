"""Sheets that are no list of facts: the first sheet, the calendar, leave and closures, and numbers of the policy."""

from __future__ import annotations

from models.domain.base import Span
from planner.formats.workbook import column_choices
from planner.formats.workbook.cells.amounts import CountCell
from planner.formats.workbook.cells.choices import ChoiceCell, YesNoCell
from planner.formats.workbook.cells.dates import DayCell
from planner.formats.workbook.cells.languages import LanguagesCell
from planner.formats.workbook.cells.texts import CodeCell, TextCell
from planner.formats.workbook.cells.times import MomentCell
from planner.formats.workbook.form import Column, Form

COMPANY_BOOK_FIELD = "_company"
OFFICIAL_FIELD = "_official"
INFO_TITLE = "说明"
WEEK_INFO = (
    Column("周名称", "name", TextCell(), "印在各表上；空白按日期", "名称"),
    Column("第一天", "first_day", DayCell(), "本周第一天，如 2026-10-19", "开始日期 首日", needed=True),
    Column("天数", "days", CountCell(), "空白为7", "共几天"),
    Column(
        "公司资料",
        COMPANY_BOOK_FIELD,
        TextCell(),
        "公司资料另在一个工作簿的，写它的文件名",
        "公司资料工作簿 公司工作簿",
    ),
    Column("备注", "note", TextCell(), ""),
    Column(
        "放假安排",
        OFFICIAL_FIELD,
        ChoiceCell({"auto": "自动", "own": "见日历表"}),
        "自动：按国家公布的放假安排",
        "国家放假安排",
    ),
    Column("放假安排已公布", "official.announced", YesNoCell(), "只在“见日历表”时有用"),
    Column("周编号", "id", CodeCell(), "可留空"),
)
COMPANY_INFO = (
    Column("公司名称", "company.name", TextCell(), "全称", needed=True),
    Column("公司英文名", "company.name_en", TextCell(), "", "英文名称"),
    Column("我方语言", "company.languages", LanguagesCell(), "接待时说的语言；空白为中文", "公司语言"),
    Column(
        "登记册",
        "company.register_file",
        TextCell(),
        "jiedai close 写的 .sqlite 文件，放在同一文件夹；排计划时自动查阅",
        "登记册文件",
    ),
    Column("公司编号", "company.id", CodeCell(), "可留空"),
)

ABSENCE_KIND_FIELD = "_kind"
KIND_OF_ABSENCE = {
    "people": "person",
    "drivers": "driver",
    "rooms": "room",
    "lounges": "lounge",
    "workshops": "workshop",
    "vehicles": "vehicle",
    "places": "place",
}
"""Lists of the company with leave or closures: what one of each is called among names."""
ABSENCES_FORM = Form(
    "请假停用",
    "人员请假，会议室、车辆、地点停用",
    "",
    (
        Column("类别", ABSENCE_KIND_FIELD, column_choices.ABSENCE_CHOICE, "从列表选", "类型", 10, needed=True),
        Column("名称", "_name", TextCell(), "姓名或名称", "姓名 谁 对象", 20, needed=True),
        Column("开始", "start", MomentCell(), "10月20日 9:00;只写日期为整天", "开始时间 起 从", 18, needed=True),
        Column("结束", "end", MomentCell(end=True), "只写日期含当天", "结束时间 止 到", 18, needed=True),
        Column("说明", "note", TextCell(), "", "原因 事由 备注", 24),
    ),
    {"": Span},
    also="请假 停用",
    label="",
)

CALENDAR_KIND_FIELD = "_kind"
CALENDAR_FORM = Form(
    "日历",
    "与周一至周五上班不同的日子",
    "",
    (
        Column("日期", "day", DayCell(), "2026-10-10", "", 13, needed=True),
        Column(
            "安排", CALENDAR_KIND_FIELD, column_choices.CALENDAR_CHOICE, "从列表选", "类型 上班休息", 16, needed=True
        ),
        Column("备注", "_note", TextCell(), "只给自己看", "说明", 30),
    ),
    {},
    also="工作日历 放假安排",
    label="",
)

POLICY_FORM = Form(
    "制度参数",
    "本周与制度版本不同的规定；一般不填",
    "",
    (
        Column("项目", "key", CodeCell(), "如 packages.C.meal_price", "参数 条目", 34, needed=True),
        Column("值", "value", TextCell(), "数、时刻或词，多个用、分开", "取值 数值", 22, needed=True),
        Column("备注", "_note", TextCell(), "只给自己看", "说明", 30),
    ),
    {},
    also="制度",
    label="",
)
