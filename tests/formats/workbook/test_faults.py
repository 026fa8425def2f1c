"""Every kind of sloppy cell that is understood, and every kind of fault with its cell; all faults at once."""

from __future__ import annotations

import datetime as dt

import pytest

from models.domain.clock import at
from planner.formats.workbook.book import Cell, Sheet
from tests.formats.workbook.sheets import book, column, faults, outcome, read, sheet, small, write

MONDAY = dt.date(2026, 9, 21)

SLOPPY = [
    ("航班车次", 3, "到达日期", "９月２１日"), ("航班车次", 3, "到达日期", "周一"), ("航班车次", 3, "到达日期", "21日"),
    ("航班车次", 3, "到达时间", "8：00"), ("航班车次", 3, "到达时间", "上午8点"),
    ("航班车次", 3, "到达时间", "9月21日 8:00"),
    ("航班车次", 3, "到达地点", " 高铁站　"), ("航班车次", 3, "到达地点", "高铁站（东广场）"),
    ("航班车次", 3, "离开地点", "rail"),
    ("来访客户", 3, "级别", "Ｃ级"), ("来访客户", 3, "提供住宿", "√"), ("来访客户", 3, "回避客户", "/"),
    ("成员", 3, "来访客户", "北方 能源"), ("成员", 3, "职级", "总监"), ("成员", 3, "身份", "团长"),
    ("成员", 4, "来访客户", "同上"),
    ("活动需求", 3, "类型", "技术座谈"), ("活动需求", 3, "时长（分钟）", "一个半小时"),
    ("活动需求", 5, "领导", "boss（总经理）"),
    ("活动需求", 4, "地点", "无"), ("会议室", 3, "座位", "１２座"), ("会议室", 3, "设备", "投影仪"),
    ("餐厅", 3, "便餐（元）", "￥30元/人"), ("车辆", 5, "准驾", "a1, B1"), ("司机", 3, "驾照", "c1"),
    ("路程", 3, "分钟", "1小时"), ("我方人员", 3, "职能", "公司领导"), ("说明", 0, "", ""),
]  # fmt: skip


@pytest.mark.parametrize(("title", "row", "header", "value"), SLOPPY)
def test_read_as_a_person_would(title, row, header, value):
    trial = book()
    if header:
        write(trial, title, row, header, value)
    expected = small()
    if title == "路程":
        expected = read(book())
        ways = [way.replace(minutes=60) if k == 0 else way for k, way in enumerate(expected.company.ways)]
        expected = expected.replace(company=expected.company.replace(ways=ways))
    assert read(trial) == expected


FAULTY = [
    ("来访客户", 3, "客户类型", "大客户户", "", "不在可选之列", ""),
    ("来访客户", 3, "级别", "#DIV/0!", "error", "错误值 #DIV/0!", "改正公式"),
    ("来访客户", 3, "级别", None, "formula", "公式还没有算出值", "打开、保存"),
    ("来访客户", 3, "提供住宿", "也许", "", "应为 是 或 否", "是"),
    ("来访客户", 3, "酒店", "大酒店二", "", "没有这个地点", "大酒店"),
    ("来访客户", 3, "回避客户", "北方能源", "", "不能与自己互避", ""),
    ("来访客户", 4, "客户名称", "北方能源", "", "", ""),
    ("成员", 3, "来访客户", "北方能原", "", "没有这个来访客户", "北方能源"),
    ("成员", 3, "来访客户", None, "", "没写“来访客户”", ""),
    ("成员", 4, "配偶", "客人9", "", "没有这个成员", "客人"),
    ("成员", 4, "身份", "主宾", "", "主宾有两位", ""),
    ("航班车次", 3, "到达日期", "9月31日", "", "没有这一天", ""),
    ("航班车次", 3, "到达日期", "下周一", "", "不知今天是几号", "写日期，如 9月21日"),
    ("航班车次", 3, "到达日期", None, "", "有时刻，没有日期", "哪一天"),
    ("航班车次", 3, "到达日期", "9月20日", "", "不在本周", ""),
    ("航班车次", 3, "到达时间", None, "", "缺少这一项", ""),
    ("航班车次", 3, "到达时间", "9点到10点", "", "不是时刻", ""),
    ("航班车次", 3, "到达时间", "9月22日 9:00", "", "两格的日期不同", "2026-09-22"),
    ("航班车次", 3, "离开时间", "次日 9:00:30", "", "不是时刻", ""),
    ("航班车次", 3, "离开日期", "9月20日", "", "", ""),
    ("航班车次", 3, "到达地点", "飞机场", "", "没有这个地点", "机场"),
    ("活动需求", 3, "类型", "唱歌", "", "不在可选之列", ""),
    ("活动需求", 3, "类型", None, "", "没有写类型", "从列表选类型"),
    ("活动需求", 4, "名称", "长" * 9000, "", "太长", ""),
    ("车间", 3, "参观（分钟）", "半天", "", "有多长不清楚", "3小时"),
    ("活动需求", 3, "时长（分钟）", 5, "", "太小", ""),
    ("活动需求", 3, "日期", "9月25日", "", "不在来访期间", ""),
    ("活动需求", 3, "礼品", "茶叶", "", "“技术交流”没有“礼品”这一项", "清空"),
    ("活动需求", 3, "题目", "盾构鸡", "", "没有人懂这个题目", "盾构机"),
    ("活动需求", 3, "会议室", "一号会议", "", "没有这个会议室", "一号会议室"),
    ("活动需求", 5, "领导", "张三", "", "没有这个我方人员", ""),
    ("会议室", 3, "座位", "约12", "", "不是数", "12"),
    ("会议室", 3, "座位", None, "", "缺少这一项", ""),
    ("会议室", 4, "名称", None, "", "缺少这一项", ""),
    ("酒店", 3, "排序", 0.5, "", "不是整数", ""),
    ("来访客户", 3, "人数", 2.5, "", "不是整数", ""),
    ("餐厅", 3, "便餐（元）", "三十多", "", "不是金额", "1200"),
    ("我方人员", 3, "职能", "魔术师", "", "不在可选之列", ""),
    ("我方人员", 6, "代理人", "ann", "", "不能代理自己", ""),
]  # fmt: skip


@pytest.mark.parametrize(("title", "row", "header", "value", "trouble", "what", "maybe"), FAULTY)
def test_faults_at_their_cell(title, row, header, value, trouble, what, maybe):
    trial = book()
    place = write(trial, title, row, header, value, trouble)
    found = faults(trial)
    if not what:  # told, wherever the other part of the contradiction stands; or two things of one name with ids
        assert found or title == "来访客户"
        return
    assert place in found, found
    assert what in found[place]
    assert maybe in found[place]
    assert len(found) <= 2


def test_all_faults_at_once():
    trial = book()
    places = [
        write(trial, "来访客户", 3, "级别", "E级"),
        write(trial, "成员", 5, "性别", "女士们"),
        write(trial, "航班车次", 4, "离开地点", "码头"),
        write(trial, "活动需求", 3, "会议室", "零号"),
        write(trial, "会议室", 3, "座位", "许多"),
        write(trial, "司机", 3, "驾照", None),
    ]
    assert sorted(faults(trial)) == sorted(places)


def test_a_client_without_a_name_and_a_time_without_a_day():
    trial = book()
    place = write(trial, "来访客户", 3, "客户名称", None)
    assert "缺少这一项" in faults(trial)[place]
    trial = book()
    write(trial, "活动需求", 3, "开始时间", "10:00")
    assert faults(trial) == {
        "活动需求!D3": "有时刻，没有日期 / a time of day without a day → 写明哪一天 / give the day"
    }


def test_a_way_to_itself():
    trial = book()
    write(trial, "路程", 3, "从", "公司")
    assert faults(trial) == {"路程!3:3": "起点与终点相同：“公司” / from “公司” to itself →"}


def test_one_way_with_two_figures_is_asked_at_both_cells():
    trial = book()
    ways = sheet(trial, "路程")
    last = max(ways.rows)
    ends = {header: str(ways.rows[last][column(ways, header)].value) for header in ("从", "到")}
    row = last + 1
    write(trial, "路程", row, "从", ends["到"])  # the other way round
    write(trial, "路程", row, "到", ends["从"])
    place = write(trial, "路程", row, "分钟", 99)
    found = faults(trial)
    assert set(found) == {place, place.replace(str(row), str(last))}
    assert all("99" in told and "单向" in told for told in found.values())


def test_a_named_room_below_the_party():
    trial = book()
    write(trial, "航班车次", 3, "未定姓名人数", 20)
    place = write(trial, "活动需求", 3, "会议室", "一号会议室")
    other = write(trial, "活动需求", 5, "地点", "食堂")
    write(trial, "餐厅包间", 3, "座位", 12)
    found = faults(trial)
    assert "12 座，坐不下 23 人" in found[place]
    assert "最大 12 座，坐不下 23 人" in found[other]
    assert len(found) == 2


def test_headers_may_stand_anywhere_in_any_order():
    trial = book()
    page = sheet(trial, "成员")
    width = len(page.rows[1])
    page.rows = {
        row + 2: {width + 1 - col: Cell(row + 2, width + 1 - col, cell.value) for col, cell in cells.items()}
        for row, cells in page.rows.items()
    }
    page.put(Cell(1, 1, "北方能源等来访人员名单"))
    page.merged.append((1, 1, 1, width))
    assert read(trial) == small()


def test_blank_rows_titles_and_other_words_for_headers():
    trial = book()
    page = sheet(trial, "成员")
    page.put(Cell(1, column(page, "姓名"), " 名 字 *"))
    page.put(Cell(1, column(page, "电话"), "联系方式（手机）"))
    page.rows = {row + (4 if row > 4 else 0): cells for row, cells in page.rows.items()}
    page.rows = {row: {col: Cell(row, col, c.value) for col, c in cells.items()} for row, cells in page.rows.items()}
    page.rows[6] = {1: Cell(6, 1, "第二批")}
    page.merged.append((6, 1, 6, 5))
    del page.rows[2]
    assert read(trial) == small()


def test_merged_owners_count_for_all_their_rows():
    trial = book()
    page = sheet(trial, "成员")
    for row in (4, 5):
        page.rows[row].pop(1)
    page.merged.append((3, 1, 5, 1))
    assert read(trial) == small()


def test_unknown_columns_and_remarks_become_notes():
    trial = book()
    page = sheet(trial, "成员")
    page.put(Cell(1, 40, "微信号"))
    page.put(Cell(3, 40, "abc"))
    write(trial, "成员", 3, "姓名", "客人1（组长）")
    write(trial, "成员", 3, "备注", "早到")
    page = sheet(trial, "航班车次")
    page.put(Cell(1, 40, "航站楼"))
    page.put(Cell(3, 40, "T2"))
    found = read(trial)
    assert found.visits[0].members[0].name == "客人1"
    assert found.visits[0].members[0].note == "早到；组长；微信号：abc"
    assert found.visits[0].groups[0].note == "航站楼：T2"


@pytest.mark.parametrize(
    ("title", "old", "new", "told"),
    [
        ("成员", "姓名", "性名", "姓名"), ("航班车次", "到达日期", "到达日其", "到达日期"),
        ("成员", "性别", "姓名", "有两列"),
        ("会议室", "座位", "座谓", "缺少“座位”一列"),
    ],
)  # fmt: skip
def test_faults_of_headers(title, old, new, told):
    trial = book()
    page = sheet(trial, title)
    page.put(Cell(1, column(page, old), new))
    assert told in " ".join(faults(trial).values())


def test_sheets_missing_and_misspelt():
    trial = book()
    sheet(trial, "航班车次").name = "航班车吹"
    assert "航班车次" in faults(trial)["航班车吹"]
    trial = book()
    trial.sheets = [page for page in trial.sheets if page.name not in ("分组活动", "联合活动", "制度参数")]
    trial.sheets.append(Sheet("我的草稿", {1: {1: Cell(1, 1, "随便写写")}}))
    assert read(trial) == small()
    trial.sheets = [page for page in trial.sheets if page.name != "来访客户"]
    assert any("来访客户" in what for what in faults(trial).values())


def test_ids_are_made_from_names_and_stay():
    trial = book()
    for title in ("来访客户", "成员", "活动需求", "航班车次", "会议室", "地点", "我方人员", "车辆", "司机"):
        page = sheet(trial, title)
        for row in [row for row in page.rows if row > 2]:
            page.rows[row].pop(column(page, "编号"), None)
    write(trial, "成员", 3, "同住", "客人2")
    found = read(trial)
    ids = [member.id for member in found.visits[0].members]
    assert found.visits[0].members[0].rooms_with == ids[1]
    assert [request.id for request in found.visits[0].requests] == ["exchange", "tour", "banquet", "sight"]
    page = sheet(trial, "成员")
    page.rows[3], page.rows[5] = (
        {col: Cell(row, col, cell.value) for col, cell in page.rows[other].items()} for row, other in ((3, 5), (5, 3))
    )
    assert sorted(member.id for member in read(trial).visits[0].members) == sorted(ids)


def test_names_twice_without_ids():
    trial = book()
    for row in (3, 4):
        write(trial, "会议室", row, "编号", None)
    place = write(trial, "会议室", 4, "名称", "一号会议室")
    assert "重名" in faults(trial)[place]


def test_minutes_to_the_company_are_enough():
    trial = book()
    page = sheet(trial, "路程")
    for row in [row for row in page.rows if row > 2]:
        del page.rows[row]
    write(trial, "酒店", 3, "到公司（分钟）", "半小时")
    write(trial, "景点", 3, "到公司（分钟）", 15)
    ways = {(way.a, way.b): way.minutes for way in read(trial).company.ways}
    assert ways == {("site", "inn"): 30, ("site", "museum"): 15}
    place = write(trial, "酒店", 3, "到公司（分钟）", "很近")
    assert "不是时长" in faults(trial)[place]


def test_minutes_said_twice_must_agree():
    trial = book()
    write(trial, "酒店", 3, "到公司（分钟）", 20)
    assert read(trial) == small()
    place = write(trial, "酒店", 3, "到公司（分钟）", 25)
    assert "路程" in faults(trial)[place]


def test_leave_and_closures_by_whole_days():
    trial = book()
    page = sheet(trial, "请假停用")
    for at_, text in enumerate(("我方人员", "ann", "9月21日", "9月22日", "出差"), start=1):
        page.put(Cell(3, at_, text))
    for at_, text in enumerate(("会议室", "二号会议室", "9月21日 8:30", "9月21日 12点"), start=1):
        page.put(Cell(4, at_, text))
    found = read(trial)
    leave = next(person for person in found.company.people if person.id == "ann").leave[0]
    assert (leave.start, leave.end, leave.note) == (at(MONDAY), at(MONDAY) + 2 * 1440, "出差")
    assert found.company.rooms[1].closures[0].end == at(MONDAY, 720)
    page.put(Cell(4, 2, "三号会议室"))
    page.put(Cell(3, 4, "9月20日"))
    found_faults = faults(trial)
    assert "没有这个会议室" in found_faults["请假停用!B4"]
    assert "请假停用!3:3" in found_faults


def test_the_calendar():
    trial = book()
    page = sheet(trial, "日历")
    for row, (day, kind) in enumerate([("9月26日", "上班"), ("9月25日", "公司休息"), ("9月22日", "忌宴请")], start=3):
        page.put(Cell(row, 1, day))
        page.put(Cell(row, 2, kind))
    company = read(trial).company
    assert company.calendar.workdays == (dt.date(2026, 9, 26),)
    assert company.calendar.holidays == (dt.date(2026, 9, 25),)
    assert company.taboo == (dt.date(2026, 9, 22),)
    page.put(Cell(3, 2, "加班费"))
    page.put(Cell(4, 1, "某天"))
    assert sorted(faults(trial)) == ["日历!A4", "日历!B3"]


def test_nothing_of_a_text_file_is_told():
    trial = book()
    page = sheet(trial, "地点")
    page.rows = {row: cells for row, cells in page.rows.items() if row < 3 or cells[1].value != "公司"}
    told = " ".join(faults(trial).values())
    assert "[[" not in told
    week, found = outcome(book())
    assert week is not None
    assert not found


@pytest.mark.parametrize(
    ("title", "value", "unnamed"), [("航班车次", "8人", 5), ("来访客户", 8, 5), ("航班车次", 3, 0)]
)
def test_a_total_counts_the_named_too(title, value, unnamed):
    trial = book()
    write(trial, title, 3, "人数", value)
    assert read(trial).visits[0].groups[0].unnamed == unnamed


@pytest.mark.parametrize(("title", "value"), [("航班车次", 2), ("来访客户", 2), ("航班车次", 8)])
def test_a_total_that_does_not_add_up(title, value):
    trial = book()
    if value == 8:
        write(trial, title, 3, "未定姓名人数", 3)
    place = write(trial, title, 3, "人数", value)
    assert list(faults(trial)) == [place]


def test_totals_of_several_groups():
    trial = book()
    page = sheet(trial, "航班车次")
    page.rows[5] = {col: Cell(5, col, cell.value) for col, cell in page.rows[3].items()}
    write(trial, "航班车次", 5, "编号", "g2")
    write(trial, "航班车次", 5, "成员", "客人1")
    write(trial, "航班车次", 5, "人数", 4)
    write(trial, "航班车次", 3, "人数", "2人")
    place = write(trial, "来访客户", 3, "人数", 6)
    assert [group.unnamed for group in read(trial).visits[0].groups] == [0, 3]
    write(trial, "来访客户", 3, "人数", 7)
    assert list(faults(trial)) == [place]
