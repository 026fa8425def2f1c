"""What people write into cells, and what it means; what could mean two things is a fault."""

from __future__ import annotations

import datetime as dt

import pytest

from planner.formats.workbook import column_choices
from planner.formats.workbook.cells.amounts import ContractCell, CountCell, MinutesCell, YuanCell
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.cells.choices import YesNoCell
from planner.formats.workbook.cells.dates import DayCell, DaysCell
from planner.formats.workbook.cells.hours import HoursCell
from planner.formats.workbook.cells.languages import LanguagesCell
from planner.formats.workbook.cells.references import ReferenceCell, ReferencesCell
from planner.formats.workbook.cells.roles import CLIENT_KIND_CHOICE, RolesCell
from planner.formats.workbook.cells.texts import NamesCell, PersonNameCell
from planner.formats.workbook.cells.times import ClockCell, ClocksCell, MomentCell, TimeOrMomentCell
from planner.formats.workbook.names import Registry
from planner.language.text import Unreadable, joined, split

FIRST = dt.date(2026, 9, 21)  # a Monday


@pytest.fixture
def scene():
    names = Registry()
    for id, name in (("zhang", "张三"), ("li", "李四"), ("anna", "Anna Keller"), ("w1", "王伟"), ("w2", "王伟")):
        names.of("person").add(id, name)
    return CellContext(names, FIRST, 8)


def moment(day, hour=0, minute=0):
    return dt.datetime(2026, 9, day, hour, minute)  # noqa: DTZ001 - as in a workbook


DAYS = [
    *("9月22日", "9月22号", "2026/9/22", "2026-9-22"),
    *("2026-09-22", "2026.9.22", "2026年9月22日", "26-09-22", "20260922"),
    *("9/22", "9-22", "9.22", "22日", "22号", "周二"),
    *("星期二", "礼拜二", "(周二)", "９月２２日", "9 月 22 日", " 9月22日 "),
    *("9月22日(周二)", "9月22日 星期二", "9月22日（星期二）", 22),
    *(46287, 9.22, 20260922, dt.date(2026, 9, 22), moment(22)),
]


@pytest.mark.parametrize("value", DAYS, ids=str)
def test_days(value, scene):
    assert DayCell().read(value, scene) == "2026-09-22"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("周一", "不止一天"),  # the week has two Mondays
        ("下周一", "不知今天是几号"), ("明天", "不知今天是几号"), ("9月31日", "没有这一天"),
        ("2026-2-29", "没有这一天"),
        ("9月22日 周三", "是周二"), ("31日", "不在本周"), ("五号", "不是日期"), (7, "不是日期"), (True, "不是日期"),
        (moment(22, 9), "有时刻"), (dt.time(9), "不是日期"), ("22/9", "没有这一天"), (9.3, "不是日期"),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_day(value, told, scene):
    with pytest.raises(Unreadable, match=told):
        DayCell().read(value, scene)


def test_the_year_is_that_of_the_week(scene):
    scene.first_day = dt.date(2026, 12, 28)
    assert DayCell().read("1月2日", scene) == "2027-01-02"
    assert DayCell().read("12月30日", scene) == "2026-12-30"
    assert DaysCell().read("12月30日、1月2日；2027-1-3", scene) == ["2026-12-30", "2027-01-02", "2027-01-03"]


TIMES = {
    "9:30": "09:30", "9：30": "09:30", "０９：３０": "09:30", "09:30": "09:30", "9:30:00": "09:30", "9.30": "09:30",
    "9点30分": "09:30", "9点半": "09:30", "九点半": "09:30", "9时30分": "09:30", "9时": "09:00", "9点钟": "09:00",
    "上午9点": "09:00", "上午9:30": "09:30", "早上8点一刻": "08:15", "下午2点半": "14:30", "下午2:30": "14:30",
    "下午14:30": "14:30", "14时30分": "14:30", "晚上7点": "19:00", "中午12点": "12:00", "中午1点": "13:00",
    "晚上12点": "24:00", "凌晨1点": "01:00", "次日1:00": "25:00", "25:00": "25:00", "0930": "09:30", "9:30AM": "09:30",
    "2:30 pm": "14:30", "十二点": "12:00", "下午两点三刻": "14:45",
}  # fmt: skip


@pytest.mark.parametrize("text", TIMES)
def test_times(text, scene):
    assert ClockCell().read(text, scene) == TIMES[text]


@pytest.mark.parametrize(
    ("value", "time"),
    [(dt.time(9, 30), "09:30"), (dt.timedelta(hours=25), "25:00"), (0.395833333, "09:30"), (930, "09:30")],
    ids=str,
)
def test_time_cells(value, time, scene):
    assert ClockCell().read(value, scene) == time


@pytest.mark.parametrize(
    "value",
    [
        *("9", 9, "9:3", "24:61", "31:00", "上午14:30", "两点三刻"),
        *("9:30-11:00", "9点到11点", "早上", "夜里1点", "晌午", 1.5, True),
        *(dt.date(2026, 9, 22), moment(22, 9), dt.time(9, 30, 15)),
    ],
    ids=str,
)
def test_what_is_no_time(value, scene):
    with pytest.raises(Unreadable):
        ClockCell().read(value, scene)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("9:30", "09:30"), ("9月22日 9:30", "2026-09-22T09:30+08:00"), ("周二上午9点", "2026-09-22T09:00+08:00"),
        ("2026-09-22T09:30", "2026-09-22T09:30+08:00"), ("9/22 9:30", "2026-09-22T09:30+08:00"),
        (moment(22, 9, 30), "2026-09-22T09:30+08:00"), ("9月22日9点半", "2026-09-22T09:30+08:00"), ("9.30", "09:30"),
        ("2026年9月22日(周二) 下午2点", "2026-09-22T14:00+08:00"),
    ],
    ids=str,
)  # fmt: skip
def test_times_with_a_day(value, found, scene):
    assert TimeOrMomentCell().read(value, scene) == found


def test_a_day_alone_is_a_whole_day(scene):
    assert MomentCell().read("9月22日", scene) == "2026-09-22T00:00+08:00"
    assert MomentCell(end=True).read("9月22日", scene) == "2026-09-23T00:00+08:00"
    assert MomentCell(end=True).read(moment(22), scene) == "2026-09-22T00:00+08:00"
    for cell in (MomentCell(), MomentCell(end=True)):
        for written in ("2026-09-22T00:00+08:00", "2026-09-22T09:30+08:00"):
            assert cell.read(cell.write(written, scene), scene) == written


def test_several_times(scene):
    assert ClocksCell().read("10:00、15：00 下午4点", scene) == ["10:00", "15:00", "16:00"]


MINUTES = {
    "90": 90, "90分钟": 90, "９０分": 90, "90min": 90, "1.5小时": 90, "1.5 h": 90, "一个半小时": 90, "1个半小时": 90,
    "两小时": 120,
    "2个小时": 120, "2小时半": 150, "半小时": 30, "半个小时": 30, "1h30": 90, "1小时30分": 90, "1:30": 90,
    "1小时30分钟": 90, "一刻钟": 15, "三刻钟": 45, "一百二十分钟": 120, "2h": 120,
}  # fmt: skip


@pytest.mark.parametrize("text", MINUTES)
def test_durations(text, scene):
    assert MinutesCell().read(text, scene) == MINUTES[text]


def test_duration_cells(scene):
    assert MinutesCell().read(dt.time(1, 30), scene) == 90
    assert MinutesCell().read(dt.timedelta(minutes=90), scene) == 90
    for value in (1.5, "1.5", "半天", "约1小时", "很久", True, dt.date(2026, 9, 1)):
        with pytest.raises(Unreadable):
            MinutesCell().read(value, scene)


MONEY = {
    "1200": 1200, "1,200": 1200, "1,200元": 1200, "￥1200": 1200, "¥1,200.00": 1200, "1.2万": 12000, "1.2万元": 12000,
    "人民币1200元整": 1200, "120元/人": 120, "500元/晚": 500, "3千": 3000, "十二元": 12,
}  # fmt: skip


@pytest.mark.parametrize("text", MONEY)
def test_money(text, scene):
    assert YuanCell().read(text, scene) == MONEY[text]


@pytest.mark.parametrize("text", ["约1200", "1200-1500", "1,20", "一些", "-", "$1200"])
def test_what_is_no_money(text, scene):
    with pytest.raises(Unreadable):
        YuanCell().read(text, scene)


@pytest.mark.parametrize(
    ("value", "amount"),
    [("520", 520), (520, 520), ("520万", 520), ("520万元", 520), ("1.2亿", 12000), ("5,200,000元", 520)],
    ids=str,
)
def test_contracts_are_in_ten_thousands(value, amount, scene):
    assert ContractCell().read(value, scene) == amount


@pytest.mark.parametrize(
    ("value", "count"),
    [("12人", 12), ("１２人", 12), ("12位", 12), ("十二", 12), ("二十三名", 23), (12.0, 12), ("5星", 5), ("两间", 2)],
    ids=str,
)
def test_counts(value, count, scene):
    assert CountCell().read(value, scene) == count


@pytest.mark.parametrize("value", ["约12人", "12-15人", "若干", "", True], ids=str)
def test_what_is_no_count(value, scene):
    with pytest.raises(Unreadable):
        CountCell().read(value, scene)


@pytest.mark.parametrize(
    ("value", "yes"),
    [*((v, True) for v in ("是", "√", "有", "Y", "yes", "要", True, 1, "需要")),
     *((v, False) for v in ("否", "×", "无", "N", "no", "不要", False, 0, "不需要"))],
    ids=str,
)  # fmt: skip
def test_yes_and_no(value, yes, scene):
    assert YesNoCell().read(value, scene) is yes


@pytest.mark.parametrize("value", ["x", "也许", 2, "√×"], ids=str)
def test_neither_yes_nor_no(value, scene):
    with pytest.raises(Unreadable):
        YesNoCell().read(value, scene)


def test_choices(scene):
    assert column_choices.REQUEST_CHOICE.read("技术 交流", scene) == "exchange"
    assert column_choices.REQUEST_CHOICE.read("晚宴", scene) == "banquet"
    assert column_choices.LEVEL_CHOICE.read("Ｂ", scene) == "B"
    assert column_choices.LEVEL_CHOICE.read("B级（暂定）", scene) == "B"
    assert column_choices.RANK_CHOICE.read("副总经理", scene) == 3
    assert column_choices.RANK_CHOICE.read(3, scene) == 3
    assert column_choices.DIET_CHOICES.read("清真、不吃海鲜", scene) == ["halal", "no_seafood"]
    assert column_choices.DIET_CHOICES.read("无", scene) == []
    with pytest.raises(Unreadable) as fault:
        CLIENT_KIND_CHOICE.read("主要合作火伴", scene)
    assert fault.value.maybe == "主要合作伙伴"


def test_names_for_ids(scene):
    one, several = ReferenceCell("person"), ReferencesCell("person")
    for text in ("张三", "zhang", " 张 三 ", "张三（组长）", "张三(组长)", "#zhang"):
        assert one.read(text, scene) == "zhang"
    for text in ("张三、李四", "张三,李四", "张三；李四", "张三\n李四", "张三 李四", "张三（主讲）、李四"):
        assert several.read(text, scene) == ["zhang", "li"]
    assert several.read("Anna Keller、张三", scene) == ["anna", "zhang"]
    with pytest.raises(Unreadable, match="是几个") as twice:
        one.read("王伟", scene)
    assert "w1" in twice.value.maybe
    with pytest.raises(Unreadable, match="没有这个") as unknown:
        one.read("Anna Kellar", scene)
    assert unknown.value.maybe == "Anna Keller"
    assert one.write("w1", scene) == "w1"
    assert several.read(several.write(["w1", "zhang"], scene), scene) == ["w1", "zhang"]


def test_names_in_brackets(scene):
    assert PersonNameCell().read("张三（组长）", scene) == "张三"
    assert scene.extra == ["组长"]
    assert PersonNameCell().read("王　喆", scene) == "王喆"
    for name in ("Wang (Tom)", "王 喆", "“老王”"):
        assert PersonNameCell().read(PersonNameCell().write(name, scene), scene) == name


def test_lists(scene):
    for parts in (["盾构机", "a、b"], ['say "x"', "y"], [" lead"], ["1;2", "3"]):
        assert split(joined(parts)) == parts
    assert LanguagesCell().read("德语/英文、kk", scene) == ["de", "en", "kk"]
    with pytest.raises(Unreadable):
        NamesCell().read("、、", scene)


def test_hours(scene):
    every = {"open": "09:00", "close": "17:00"}
    for text in ("9:00-17:00", "9：00～17：00", "每天 9:00—17:00", "上午9点至下午5点", "9:00 到 17:00"):
        assert HoursCell().read(text, scene) == [every]
    week = ["Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    for text in ("周二至周日 9:00-17:00", "星期二到星期日9:00-17:00", "周二-周日：9:00-17:00"):
        assert HoursCell().read(text, scene) == [{**every, "weekdays": week}]
    assert HoursCell().read("工作日 8:30-11:40、14:00-17:20", scene)[1]["weekdays"][-1] == "Fri"
    for spans in (
        [{**every, "weekdays": ["Mon", "Wed"]}, every],
        [{**every, "weekdays": ["Sun", "Mon"]}],
        [{**every, "weekdays": []}],
        [{"open": "20:00", "close": "26:00"}],
    ):
        assert HoursCell().read(HoursCell().write(spans, scene), scene) == spans
    for text in ("全年", "9点", "周八 9:00-17:00", "9:00-17:00-18:00"):
        with pytest.raises(Unreadable):
            HoursCell().read(text, scene)


def test_roles(scene):
    read = RolesCell().read
    assert read("领导、陪同", scene) == [{"kind": "leader"}, {"kind": "escort"}]
    assert read("专家（盾构机、液压）；翻译：英语", scene) == [
        {"kind": "expert", "topics": ["盾构机", "液压"]},
        {"kind": "interpreter", "languages": ["en"]},
    ]
    assert read("讲解员(英语、外商)", scene) == [{"kind": "docent", "languages": ["en"], "client_kinds": ["foreign"]}]
    for roles in (
        [{"kind": "expert", "topics": ["a；b", "语种：c", "（d"], "languages": ["en"]}],
        [{"kind": "docent", "client_kinds": ["media"], "topics": ["历史"]}, {"kind": "leader", "topics": ["x"]}],
    ):
        assert read(RolesCell().write(roles, scene), scene) == roles
    for text in ("魔术师", "翻译（火星语）", "（盾构机）"):
        with pytest.raises(Unreadable):
            read(text, scene)
