"""锁定 and 变更: chosen from lists, read as pins and events; what is missing is a fault at its cell."""

from __future__ import annotations

import pytest

from models.domain.clock import iso
from models.domain.errors import FaultyInput
from models.rules.catalogue import rules
from planner.judging.check import judge
from planner.language.event_table import SHEET_WORDS
from planner.language.events.base import COLUMN_TITLES
from planner.language.words import Words
from planner.plan_workbook.lock_words import lock_choices
from planner.plan_workbook.reading.events import events_of
from planner.plan_workbook.reading.locks import pins_of, sides_of
from tests.plan_workbook.reading.sample import Hand, the_facts, the_plan
from tests.weeks import when

V1 = "01 客户v1"
TALK = "客户v1　9月21日 09:30　技术交流"


# ---------------------------------------------------------------- locks


def test_every_choice_is_read():
    assert {frozenset(sides_of(text)) for words in (Words(), Words("en")) for text in lock_choices(words)} >= {
        frozenset({"time"}),
        frozenset({"place", "cars"}),
        frozenset({"time", "place", "people", "cars"}),
    }
    assert len(lock_choices(Words())) == 15


@pytest.mark.parametrize(
    ("text", "sides"), [("时间，地点", {"time", "place"}), ("人 车", {"people", "cars"}), ("√", None), ("否", set())]
)
def test_locks_as_people_type_them(text, sides):
    assert set(sides_of(text)) == (sides if sides is not None else {"time", "place", "people", "cars"})


def test_a_lock_holds_what_the_plan_says(tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, "技术交流", "lock", "时间、地点")
    hand.write(V1, "欢迎晚宴", "lock", "全部")
    hand.write(V1, "返回酒店", "lock", "车辆")
    pins = {pin.of: pin for pin in pins_of(hand.read())}
    assert pins["v1/talk"].sides == {"time", "place"}
    assert (pins["v1/talk"].start, pins["v1/talk"].room) == (when("21 09:30"), "r1")
    assert pins["v1/talk"].source.startswith(V1)
    assert pins["v1/welcome"].people == ("deputy",)
    assert pins["v1/to-welcome"].sides == {"cars"}, "the move to it stands in its row"
    home = next(pin for pin in pins.values() if pin.of.startswith("v1/home"))
    assert (home.cars, home.drivers) == (("mpv1",), ("d1",))


def test_a_lock_holds_what_was_changed_by_hand(tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, "技术交流", "time", "10:00-11:30")
    hand.write(V1, "技术交流", "lock", "时间")
    (pin,) = pins_of(hand.read())
    assert (pin.start, pin.end) == (when("21 10:00"), when("21 11:30"))


def test_rows_to_keep_besides(tmp_path):
    hand = Hand(tmp_path)
    row = hand.row(V1, "技术交流")
    assert {pin.of for pin in pins_of(hand.read(), [f"{V1}!{row}"])} == {"v1/talk"}
    assert {pin.of for pin in pins_of(hand.read(), [f"'{V1}'!B{row}"])} == {"v1/talk"}
    with pytest.raises(FaultyInput) as caught:
        pins_of(hand.read(), [f"{V1}!1", "没有这页!3"])
    assert len(caught.value.faults) == 2


def test_locks_that_say_nothing_are_faults(tmp_path):
    hand = Hand(tmp_path)
    where = [hand.write(V1, "技术交流", "lock", "别动他"), hand.write(V1, "返回酒店", "lock", "时间、天气")]
    with pytest.raises(FaultyInput) as caught:
        pins_of(hand.read())
    assert sorted(fault.where for fault in caught.value.faults) == sorted(where)


# ---------------------------------------------------------------- events


def written_and_read(hand: Hand, *rows: dict[str, object]):
    """Write rows into 变更 and read them back."""
    sheet = hand.sheet("变更")
    head = next(r for r in range(1, 10) if sheet.cell(r, 1).value == "事由")
    names = list(COLUMN_TITLES)
    for k, row in enumerate(rows, start=1):
        for name, value in row.items():
            sheet.cell(head + k, names.index(name) + 1).value = value
    book = hand.read()
    f = the_facts()
    return events_of(book, judge(f, book.plan, rules(f.edition)))


@pytest.mark.parametrize(
    ("row", "facts"),
    [
        (
            {"event": "航班晚点", "visit": "客户v1", "amount": "90分钟"},
            {"kind": "arrives", "visit": "v1", "minutes": 90},
        ),
        ({"event": "航班提前", "visit": "客户v1", "amount": 30}, {"kind": "arrives", "minutes": -30}),
        ({"event": "航班晚点", "visit": "客户v1", "time": "9：20"}, {"kind": "arrives", "at": iso(when("21 09:20"))}),
        ({"event": "返程推迟", "visit": "客户v2", "amount": "一小时"}, {"kind": "departs", "minutes": 60}),
        (
            {"event": "人员请假", "subject": "ann", "day": "9月21日 周一", "time": "09:00-12:00"},
            {"kind": "away", "person": "ann", "start": iso(when("21 09:00")), "end": iso(when("21 12:00"))},
        ),
        ({"event": "人员请假", "subject": "赵师傅", "day": "周二"}, {"kind": "away", "person": "d1"}),
        ({"event": "车辆故障", "subject": "商务车", "day": "9月21日"}, {"kind": "car_broken", "vehicle": "mpv1"}),
        ({"event": "会议室停用", "subject": "一号会议室", "day": "22日"}, {"kind": "closed", "what": "r1"}),
        ({"event": "加人", "visit": "客户v1", "amount": "2人"}, {"kind": "guests", "more": 2, "fewer": 0}),
        ({"event": "减人", "visit": "客户v1", "amount": 1}, {"kind": "guests", "more": 0, "fewer": 1}),
        ({"event": "取消活动", "item": TALK}, {"kind": "cancelled", "item": "v1/talk"}),
        ({"event": "取消来访", "visit": "客户v2"}, {"kind": "visit_cancelled", "visit": "v2"}),
        ({"event": "返程提前", "visit": "客户v2", "amount": "1.5小时"}, {"kind": "departs", "minutes": -90}),
        ({"event": "活动延长", "item": TALK, "amount": "半小时"}, {"kind": "lasts", "longer": 30}),
        ({"event": "活动延长", "item": TALK, "amount": 30}, {"kind": "lasts", "item": "v1/talk", "longer": 30}),
        ({"event": "活动缩短", "item": TALK, "amount": 30}, {"kind": "lasts", "longer": -30}),
        ({"event": "新增来访", "visit": "客户v2"}, {"kind": "new_visit"}),
        ({"event": "领导定时", "item": TALK, "day": "9月22日", "time": "10:00"}, {"kind": "fixed"}),
    ],
)
def test_events(row, facts, tmp_path):
    hand = Hand(tmp_path)
    (event,) = written_and_read(hand, row)
    data = event.model_dump(mode="json")
    assert facts.items() <= data.items()
    assert data["source"].startswith("变更!A")


@pytest.mark.parametrize(
    ("row", "facts"),
    [
        ({"event": "取消活动", "visit": "客户v1", "item": "欢迎晚宴"}, {"kind": "cancelled", "item": "v1/welcome"}),
        ({"event": "取消活动", "item": "客户v1 21日技术交流"}, {"kind": "cancelled", "item": "v1/talk"}),
        ({"event": "取消活动", "visit": "客户v2", "item": "晚餐"}, {"kind": "cancelled"}),
        ({"event": "活动延长", "visit": "v1", "item": "宴请", "amount": 30}, {"kind": "lasts", "item": "v1/welcome"}),
        (
            {"event": "领导定时", "visit": "客户v1", "item": "欢迎晚宴", "day": "周一", "time": "7点"},
            {"kind": "fixed"},
        ),
        ({"event": "人员请假", "subject": "司机赵师傅", "day": "周二"}, {"kind": "away", "person": "d1"}),
        ({"event": "车辆故障", "subject": "考斯特", "day": "9月21日"}, {"kind": "car_broken", "vehicle": "bus1"}),
        ({"event": "会议室停用", "subject": "1号会议室", "day": "22日"}, {"kind": "closed", "what": "r1"}),
        (
            {"event": "会议室停用", "subject": "花园", "day": "周二", "time": "2点-4点"},
            {"kind": "closed", "what": "garden", "start": iso(when("22 14:00")), "end": iso(when("22 16:00"))},
        ),
        (
            {"event": "会议室停用", "subject": "一号会议室", "day": "周二", "time": "下午"},
            {"kind": "closed", "start": iso(when("22 12:00")), "end": iso(when("22 18:00"))},
        ),
        ({"event": "加人", "visit": "客户v1", "subject": "第1批", "amount": 2}, {"kind": "guests", "group": "g1"}),
    ],
)
def test_rows_name_things_as_people_say(row, facts, tmp_path):
    (event,) = written_and_read(Hand(tmp_path), row)
    assert facts.items() <= event.model_dump(mode="json").items()
    if event.kind == "fixed":
        assert event.pin.start == when("21 19:00")


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ({"event": "取消活动", "item": "午餐"}, "C", ("午餐", "客户v1", "客户v2")),
        ({"event": "取消活动", "visit": "客户v1", "item": "欢迎碗宴"}, "C", ("欢迎碗宴", "欢迎晚宴")),
        ({"event": "取消活动", "visit": "客户v1", "item": "送站"}, "C", ("用车",)),
        ({"event": "航班晚点", "visit": "客户v1", "time": "4点"}, "F", ("凌晨还是下午",)),
        ({"event": "人员请假", "subject": "ann", "day": "周二", "time": "25:70"}, "F", ("25:70",)),
    ],
)
def test_what_a_row_leaves_open_is_asked_at_its_cell(row, column, words, tmp_path):
    with pytest.raises(FaultyInput) as caught:
        written_and_read(Hand(tmp_path), row)
    (fault,) = caught.value.faults
    assert fault.where == f"变更!{column}5"
    assert [word for word in words if word not in str(fault)] == []


def test_a_leader_s_time_is_a_pin(tmp_path):
    (event,) = written_and_read(
        Hand(tmp_path), {"event": "领导定时", "item": TALK, "day": "9月22日", "time": "10:00", "note": "王总"}
    )
    assert (event.pin.of, event.pin.start, event.pin.by) == ("v1/talk", when("22 10:00"), "王总")


def test_every_kind_of_event_has_a_case():
    cases = next(mark for mark in test_events.pytestmark if mark.name == "parametrize").args[1]
    missing = set(SHEET_WORDS) - {row["event"] for row, _ in cases}
    assert not missing, f"add a row with {sorted(missing)} to test_events in {__file__}"


def test_faults_of_events_all_at_once(tmp_path):
    with pytest.raises(FaultyInput) as caught:
        written_and_read(
            Hand(tmp_path),
            {"event": "航班晚点"},
            {"event": "人员请假", "subject": "安", "day": "9月21日"},
            {"visit": "客户v1"},
            {"event": "地震"},
            {"event": "取消活动", "item": "客户v1　技术"},
            {"event": "航班晚点", "visit": "客户v1"},
            {"event": "加人", "visit": "客户v1", "amount": "几个"},
        )
    places = [fault.where.partition("!")[2] for fault in caught.value.faults]
    assert sorted(places) == sorted(["B5", "D6", "A7", "A8", "C9", "G10", "G11"])


def test_no_events_no_locks(tmp_path):
    hand = Hand(tmp_path)
    assert written_and_read(hand) == ()
    assert pins_of(hand.read()) == ()
    assert hand.read().plan == the_plan()
