"""What a visit tells of its guests, as people write it into cells: understood, or a fault at the cell."""

from __future__ import annotations

import pytest

from tests.formats.workbook.sheets import book, faults, read, write

ROW = 3


@pytest.mark.parametrize(
    ("sheet", "header", "value", "told"),
    [
        ("来访客户", "客户类型", "外国正府", "外国政府"),
        ("来访客户", "先到酒店", "也许", "应为 是 或 否"),
        ("来访客户", "影响力较大", "略大", "应为 是 或 否"),
        ("来访客户", "必须先见", "是", "没有写先见谁"),
        ("航班车次", "到达手续（分钟）", "很久", "很久"),
        ("航班车次", "到达手续（分钟）", 2000, "至多 720"),
        ("航班车次", "提前到站（分钟）", "13小时", "至多 720"),
        ("航班车次", "未定姓名者语言", "火星语", "火星语"),
        ("航班车次", "到达休息室", "无此厅", "没有这个休息室"),
        ("活动需求", "休息室", "无此厅", "没有这个休息室"),
        ("活动需求", "列队欢迎", "无名氏", "没有这个我方人员"),
        ("车辆", "停放地点", "无此地", "没有这个地点"),
        ("车辆", "包车日期", "哪天", "哪天"),
        ("车辆", "可换司机", "也许", "应为 是 或 否"),
        ("车辆", "包车价（元）", "面议", "面议"),
    ],
)
def test_what_cannot_be_meant_is_a_fault_at_its_cell(sheet, header, value, told):
    trial = book()
    where = write(trial, sheet, ROW, header, value)
    found = faults(trial)
    assert told in found[where]
    assert list(found) == [where]


def test_a_lounge_is_somewhere():
    trial = book()
    write(trial, "休息室", ROW, "名称", "贵宾厅")
    write(trial, "休息室", ROW, "座位", 8)
    where = write(trial, "休息室", ROW, "所在", "无此地")
    assert "没有这个地点" in faults(trial)[where]


@pytest.mark.parametrize(
    ("sheet", "header", "value", "read_as"),
    [
        ("来访客户", "先到酒店", "√", lambda week: week.visits[0].hotel_first is True),
        ("来访客户", "先到酒店", "不用", lambda week: week.visits[0].hotel_first is False),
        ("来访客户", "先见", "boss", lambda week: week.visits[0].meet_first == "boss"),
        ("来访客户", "先见", "技术交流会", lambda week: week.visits[0].meet_first == "talk"),
        ("来访客户", "先见", "市政府周主任", lambda week: week.visits[0].meet_first == "市政府周主任"),
        ("来访客户", "先见", "“boss”", lambda week: week.visits[0].meet_first == "boss"),
        ("车辆", "停放地点", "inn", lambda week: week.home(week.company.vehicles[0].id) == "inn"),
        ("航班车次", "到达手续（分钟）", "1小时20分", lambda week: week.visits[0].groups[0].arrival.minutes == 80),
        ("航班车次", "提前到站（分钟）", "两小时", lambda week: week.visits[0].groups[0].departure.minutes == 120),
        ("航班车次", "未定姓名者语言", "英语、德语", lambda week: week.visits[0].groups[0].languages == ("en", "de")),
        (
            "活动需求",
            "列队欢迎",
            "boss、eli",
            lambda week: week.visits[0].requests[0].reception_line == ("boss", "eli"),
        ),
        (
            "车辆",
            "包车日期",
            "9月21日、9月22日",
            lambda week: [d.day for d in week.company.vehicles[0].days] == [21, 22],
        ),
    ],
)
def test_what_people_write_is_understood(sheet, header, value, read_as):
    trial = book()
    write(trial, sheet, ROW, header, value)
    assert read_as(read(trial))
