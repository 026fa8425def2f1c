"""The sheets of a book of customers: customers, specialists, districts, appointments, pauses, leave, calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.base import Span
from models.domain.outbound import Appointment, Customer, PausedCalls, Specialist
from planner.formats.workbook.cells.amounts import CountCell, DegreesCell, MinutesCell
from planner.formats.workbook.cells.choices import ChoiceCell, YesNoCell
from planner.formats.workbook.cells.dates import BirthdayCell, DayCell, DaysCell
from planner.formats.workbook.cells.hours import HoursCell, WeekdaysCell
from planner.formats.workbook.cells.languages import LanguagesCell
from planner.formats.workbook.cells.references import ReferenceCell, ReferencesCell
from planner.formats.workbook.cells.texts import CodeCell, NamesCell, PersonNameCell, TextCell
from planner.formats.workbook.cells.times import ClockCell, MomentCell
from planner.formats.workbook.common_columns import ID_COLUMN, NOTE_COLUMN, PHONE_COLUMN
from planner.formats.workbook.form import Column, Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from planner.formats.workbook.form import FieldUnreadable, Row

GRADE_CHOICE = ChoiceCell(
    {"A": "A", "B": "B", "C": "C"},
    {"A": "A类 A级 重要 重要客户", "B": "B类 B级 普通 普通客户", "C": "C类 C级 潜在 潜在客户"},
)
KEEPS_CHOICE = ChoiceCell({"lunch": "午餐", "dinner": "晚餐"}, {"lunch": "留午餐 午饭 中餐", "dinner": "留晚餐 晚饭"})
FLEXIBLE_CHOICE = ChoiceCell(
    {"fixed": "定时", "day": "当天", "week": "本周"},
    {"fixed": "固定 准点", "day": "当日 定日", "week": "当周 周内"},
)
ROUND_VEHICLE_CHOICE = ChoiceCell(
    {"car": "汽车", "scooter": "电动车", "bicycle": "自行车", "bus": "公交"},
    {"car": "轿车 开车 自驾", "scooter": "电瓶车 摩托车", "bicycle": "单车", "bus": "公共交通 地铁 公交地铁"},
)
SPAN_KIND_FIELD = "_kind"
SPAN_PERSON_FIELD = "_person"
SPAN_CHOICE = ChoiceCell({"leave": "请假", "taken": "接待来访"}, {"leave": "休假 年假 病假", "taken": "接待 来访 占用"})
ROUNDS_CALENDAR_FIELD = "_kind"
ROUNDS_CALENDAR_CHOICE = ChoiceCell(
    {"workdays": "上班", "holidays": "放假"}, {"workdays": "调休上班 工作", "holidays": "休息"}
)
DISTRICT_PEOPLE_FIELD = "_people"

_LATITUDE = Column("纬度", "lat", DegreesCell(), "如 34.7466；可只写地址", "lat latitude", 10)
_LONGITUDE = Column("经度", "lon", DegreesCell(), "如 113.6254", "lon lng longitude", 10)
_ADDRESS = Column("地址", "address", TextCell(), "没有经纬度时按其中的区估算", "详细地址", 26)

ROUNDS_INFO = (
    Column("名称", "name", TextCell(), "印在各表上；空白按日期", "册名 计划名称"),
    Column("第一天", "first_day", DayCell(), "计划的第一天，如 2026-10-12", "开始日期 首日", needed=True),
    Column("周数", "weeks", CountCell(), "1至13，空白为1", "几周"),
    Column("公司", "office.name", TextCell(), "业务员从这里出发", "办公室 出发地 公司名称"),
    Column("公司纬度", "office.lat", DegreesCell(), "可只写地址"),
    Column("公司经度", "office.lon", DegreesCell(), ""),
    Column("公司地址", "office.address", TextCell(), ""),
    Column("公司所在辖区", "office.district", TextCell(), "没有位置时按辖区中间估算"),
    Column("备注", "note", TextCell(), ""),
    Column("编号", "id", CodeCell(), "可留空"),
)

CUSTOMERS_FORM = Form(
    "客户",
    "要拜访的客户，一行一家",
    "customers",
    (
        Column("客户", "name", TextCell(), "", "客户名称 名称 单位", 22, needed=True),
        Column("类别", "grade", GRADE_CHOICE, "A、B、C，定拜访频次；空白为C", "客户类别 等级 级别 分类", 7),
        Column("辖区", "district", TextCell(), "由谁跑，见“辖区”表", "片区 区域", 10, needed=True),
        _ADDRESS,
        _LATITUDE,
        _LONGITUDE,
        Column("联系人", "contact", TextCell(), "", "负责人", 12),
        PHONE_COLUMN,
        Column("营业时间", "hours", HoursCell(), "空白按制度通常的时间", "上班时间 开门时间", 26),
        Column("上次拜访", "last_call", DayCell(), "最近一次的日期", "上次拜访日期", 13),
        Column("携带物品", "goods", TextCell(), "样品、资料等", "带什么 物品", 16),
        Column("留餐", "keeps", KEEPS_CHOICE, "常留客吃饭的", "", 8),
        Column("分钟", "minutes", MinutesCell(), "一次多久，空白按类别", "每次分钟 时长", 8),
        Column("每周次数", "calls_a_week", CountCell(), "与类别不同的才填", "", 8),
        Column("间隔天数", "interval_days", CountCell(), "几天一次，与类别不同的才填", "拜访间隔", 8),
        Column("至少隔天", "spacing_days", CountCell(), "两次之间至少几天", "最少间隔", 8),
        Column("适宜星期", "preferred_days", WeekdaysCell(), "如 周二、周四", "偏好星期", 12),
        Column("适宜时段", "preferred_hours", HoursCell(), "如 10:00-11:00", "偏好时段", 16),
        Column("停业日期", "closed", DaysCell(), "哪几天不开门", "不营业日期", 16),
        Column("语言", "languages", LanguagesCell(), "不说中文的才填", "语种", 10),
        Column("指定业务员", "specialist", ReferenceCell("specialist"), "只由他去的才填", "业务员 负责业务员", 11),
        Column("生日", "birthday", BirthdayCell(), "联系人的，如 05-12", "联系人生日", 9),
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": Customer},
    also="客户表 客户资料",
    named="customer",
    prefix="c",
    rare="分钟 每周次数 间隔天数 至少隔天 适宜星期 适宜时段 停业日期 语言 指定业务员 编号",
)

SPECIALISTS_FORM = Form(
    "业务员",
    "去拜访客户的人",
    "specialists",
    (
        Column("姓名", "name", PersonNameCell(), "", "业务员 名字", 12, needed=True),
        Column("辖区", "districts", NamesCell(), "也可写在“辖区”表", "片区 区域", 18),
        Column("工作时间", "hours", HoursCell(), "空白按制度", "上班时间", 24),
        Column("交通工具", "vehicle", ROUND_VEHICLE_CHOICE, "空白为汽车", "车辆 出行方式", 10),
        Column("从家出发", "from_home", YesNoCell(), "是：下面写家的位置", "", 9),
        _ADDRESS,
        _LATITUDE,
        _LONGITUDE,
        Column("语言", "languages", LanguagesCell(), "空白为中文", "语种", 12),
        PHONE_COLUMN,
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": Specialist},
    also="客户专员 客户经理 人员",
    named="specialist",
    prefix="s",
    rare="从家出发 地址 纬度 经度 语言 编号",
)

DISTRICTS_FORM = Form(
    "辖区",
    "哪个辖区由谁跑",
    "",
    (
        Column("辖区", "name", TextCell(), "", "片区 区域", 14, needed=True),
        Column("业务员", DISTRICT_PEOPLE_FIELD, ReferencesCell("specialist"), "几个人用、分开", "负责人 谁", 24),
        Column("备注", "_note", TextCell(), "只给自己看", "说明", 24),
    ),
    {},
    also="片区",
    label="",
)


def _flexible(row: Row) -> Iterator[FieldUnreadable]:
    """Take an appointment that names no time for one whose time is free."""
    if "flexible" not in row and "time" not in row:
        row["flexible"] = "week" if "until" in row else "day"
    return iter(())


APPOINTMENTS_FORM = Form(
    "约定",
    "与客户约好的，或客户要求的",
    "appointments",
    (
        Column("客户", "customer", ReferenceCell("customer"), "", "客户名称", 22, needed=True),
        Column("日期", "day", DayCell(), "“本周”的写从哪天起", "哪天", 13, needed=True),
        Column("时间", "time", ClockCell(), "“定时”的必填", "几点", 8),
        Column("方式", "flexible", FLEXIBLE_CHOICE, "定时、当天、本周；空白看时间", "灵活", 8),
        Column("最迟日期", "until", DayCell(), "“本周”的到哪天", "截止", 13),
        Column("时段", "hours", HoursCell(), "当天、本周的在什么时段", "", 16),
        Column("业务员", "specialist", ReferenceCell("specialist"), "指定谁去的才填", "谁去", 10),
        Column("分钟", "minutes", MinutesCell(), "", "时长", 8),
        Column("加急", "urgent", YesNoCell(), "先于没有约定的", "急", 7),
        NOTE_COLUMN,
        ID_COLUMN,
    ),
    {"": Appointment},
    also="预约",
    label="",
    prefix="a#",
    join=_flexible,
    rare="最迟日期 时段 分钟 编号",
)

PAUSES_FORM = Form(
    "暂停拜访",
    "这段时间不去的客户",
    "pauses",
    (
        Column("客户", "customer", ReferenceCell("customer"), "", "客户名称", 22, needed=True),
        Column("开始", "first", DayCell(), "", "从 开始日期", 13, needed=True),
        Column("结束", "last", DayCell(), "含当天", "到 结束日期", 13, needed=True),
        Column("原因", "reason", TextCell(), "", "事由 备注", 24),
    ),
    {"": PausedCalls},
    also="暂停",
    label="",
    notes=False,
)

SPANS_FORM = Form(
    "请假",
    "业务员请假，或在公司接待来访",
    "",
    (
        Column("业务员", SPAN_PERSON_FIELD, ReferenceCell("specialist"), "", "姓名", 12, needed=True),
        Column("开始", "start", MomentCell(), "10月14日 9:00；只写日期为整天", "从 开始时间", 18, needed=True),
        Column("结束", "end", MomentCell(end=True), "只写日期含当天", "到 结束时间", 18, needed=True),
        Column("类别", SPAN_KIND_FIELD, SPAN_CHOICE, "空白为请假", "类型", 10),
        Column("说明", "note", TextCell(), "", "原因 事由 备注", 24),
    ),
    {"": Span},
    also="请假占用",
    label="",
)

ROUNDS_CALENDAR_FORM = Form(
    "上班放假",
    "与国家放假安排不同的日子；一般不填",
    "",
    (
        Column("日期", "day", DayCell(), "2026-10-10", "", 13, needed=True),
        Column("安排", ROUNDS_CALENDAR_FIELD, ROUNDS_CALENDAR_CHOICE, "上班或放假", "类型", 10, needed=True),
        Column("备注", "_note", TextCell(), "只给自己看", "说明", 30),
    ),
    {},
    label="",
)
ROUNDS_FORMS = (
    *(CUSTOMERS_FORM, SPECIALISTS_FORM, DISTRICTS_FORM, APPOINTMENTS_FORM, PAUSES_FORM),
    *(SPANS_FORM, ROUNDS_CALENDAR_FORM),
)
"""The sheets of a book of customers, as they lie in the workbook."""
