"""What a planner breaks by hand is found, and marked at the cell where it is mended."""

from __future__ import annotations

import zipfile

import openpyxl
import pytest

from models.domain.errors import FaultyInput
from models.domain.facts import Facts
from models.domain.plan import Plan
from models.rules.catalogue import rules
from planner import cli
from planner.formats import save
from planner.judging.check import check, judge
from planner.papers.paper import Paper
from planner.plan_workbook.reading import read_plan_book
from planner.plan_workbook.reading.break_locations import BreakLocations
from planner.plan_workbook.writing import plan_workbook
from tests.mutations.small_weeks import feasted, slept_out, taught
from tests.plan_workbook.reading.sample import Hand, news, the_bytes, the_facts, the_plan
from tests.weeks import company, facts, plan, talk, visit, when

V1, V2 = "01 客户v1", "02 客户v2"
# sheet, text in 活动内容, column, what is written there, rule that is broken, column that is marked
TABLE = [
    ("STR-02", V1, "技术交流", "time", "09:30-10:30", "time"),
    ("STR-03", V1, "返回酒店", "place", "公司→协议酒店", "place"),
    ("STR-04", V1, "午餐", "day", "9月22日", "day"),
    ("STR-05", V1, "定时会谈", "time", "14：30—16：00", "time"),
    ("STR-07", V1, "送站", "time", "17:45-18:45", "time"),
    ("STR-08", V1, "返回酒店", "time", "20:30-20:45", "time"),
    ("STR-09", V1, "技术交流", "place", "博物馆", "place"),
    ("STR-10", V1, "欢迎晚宴", "place", "湖畔 兰", "place"),
    ("STR-11", V2, "技术交流", "cars", "中巴 赵师傅", "cars"),
    ("ARR-03", V1, "抵达，接站", "time", "08:00-09:30", "time"),
    ("ARR-04", V2, "送站", "cars", "商务车 司机赵师傅", "cars"),
    ("ARR-05", V1, "送站", "time", "16:45-17:45", "time"),
    ("ARR-07", V1, "住宿", "place", "大酒店", "place"),
    ("ORD-04", V1, "参观公司", "time", "08:30-09:45", "time"),
    ("ORD-05", V1, "参观公司", "day", "9月22日", "day"),
    ("ORD-06", V1, "游览博物馆", "time", "12:30-14:00", "time"),
    ("PACE-03", V1, "技术交流", "time", "09:20-10:50", "time"),
    ("PACE-04", V1, "参观公司", "time", "12:30-13:45", "time"),
    ("MEAL-01", V1, "午餐", "time", "14:45-15:45", "time"),
    ("MEAL-03", V2, "晚餐", "place", "花园酒家 兰", "place"),
    ("MEAL-04", V1, "午餐", "place", "湖畔 大厅", "place"),
    ("MEAL-05", V1, "欢迎晚宴", "day", "9月22日", "day"),
    ("HOST-01", V1, "技术交流", "people", "领导：deputy\n专家：ann", "people"),
    ("HOST-01", V2, "参观公司", "people", "讲解：dan\n陪同：ann", "people"),
    ("HOST-02c", V1, "欢迎晚宴", "time", "07:15-09:15", "time"),
    ("HOST-09", V2, "游览博物馆", "people", "陪同：bob", "people"),
    ("HOST-10", V1, "欢迎晚宴", "people", "主人：deputy 18:00-20:00", "people"),
    ("TOUR-01", V2, "参观公司", "time", "13:30-14:45", "time"),
    ("TOUR-05", V2, "游览博物馆", "time", "9:30-11:00", "time"),
    ("SIGHT-02", V2, "游览博物馆", "time", "16:15-17:45", "time"),
    ("SIGHT-04", V2, "游览博物馆", "place", "古寺", "place"),
    ("TOUR-04", V1, "参观公司", "time", "15:00-16:15", "time"),
    ("CAR-01", V1, "返回酒店", "cars", "步行", "cars"),
    ("CAR-02", V1, "欢迎晚宴", "cars", "中巴（司机孙师傅）", "cars"),
    ("CAR-03", V2, "晚餐", "cars", "中巴 司机钱师傅", "cars"),
    ("ROOM-01", V1, "定时会谈", "place", "贵宾室", "place"),
    ("SENSE-03", V1, "游览博物馆", "time", "07:30-09:00", "time"),
]


@pytest.mark.parametrize(("rule", "sheet", "text", "column", "value", "marked"), TABLE)
def test_a_broken_must_is_marked_at_its_cell(rule, sheet, text, column, value, marked, tmp_path):
    hand = Hand(tmp_path)
    hand.write(sheet, text, column, value)
    expected = hand.cell(sheet, text, marked)
    found = {broken.rule.id: cells for broken, cells in news(hand.read())}
    assert rule in found, found
    assert f"{sheet}!{expected.coordinate}" in found[rule], found[rule]


@pytest.mark.parametrize(
    ("text", "written", "start", "end"),
    [("定时会谈", "下午3点-5点", "22 15:00", "22 17:00"), ("定时会谈", "3点到4点半", "22 15:00", "22 16:30"),
     ("定时会谈", "4点", "22 16:00", "22 17:30"), ("定时会谈", "下午3:00-4:30", "22 15:00", "22 16:30"),
     ("定时会谈", "2-4 pm", "22 14:00", "22 16:00"), ("午餐", "中午1点", "21 13:00", "21 14:00"),
     ("欢迎晚宴", "7点-9点", "21 19:00", "21 21:00"), ("技术交流", "10点-11点半", "21 10:00", "21 11:30")],
)  # fmt: skip
def test_times_as_people_write_them_are_of_the_half_of_the_day_that_is_meant(text, written, start, end, tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, text, "time", written)
    before = {item.id: item for item in the_plan().items}
    moved = [
        item
        for item in hand.read().plan.items
        if (item.start, item.end) != (before[item.id].start, before[item.id].end)
    ]
    assert [(item.start, item.end) for item in moved] == [(when(start), when(end))]


@pytest.mark.parametrize("written", ["25:70", "31:00-32:00", "下午25点", "16:00-4:00"])
def test_times_outside_a_day_are_refused_at_their_cell(written, tmp_path):
    hand = Hand(tmp_path)
    where = hand.write(V1, "定时会谈", "time", written)
    with pytest.raises(FaultyInput) as caught:
        hand.read()
    assert [fault.where for fault in caught.value.faults] == [where]


def test_something_before_the_hotel(tmp_path):
    f = facts(visit("v1", talk(), hotel_first=True))
    p = plan(f, v1=[("check_in", "21 09:00"), ("talk", "21 10:30", {"room": "r1"}), ("lunch", "21 12:15")])
    hand = Hand(tmp_path, plan_workbook(Paper(judge(f, p, rules(f.edition)))))
    hand.write(V1, "入住酒店", "time", "14:30-15:15")
    talk_time = hand.cell(V1, "技术交流", "time").coordinate
    hand.book.save(hand.path)
    book = read_plan_book(hand.path, f.week)
    (broken,) = (b for b in judge(f, book.plan, rules(f.edition)).broken("must") if b.rule.id == "SENSE-02a")
    assert [str(ref) for ref in BreakLocations(book, f).of(broken)] == [f"{V1}!{talk_time}"]


def test_two_parties_in_a_lounge(tmp_path):
    lounge = {"id": "l1", "name": "休息室", "place": "site", "seats": 4}
    visits = [visit(id, talk(lounge="l1")) for id in ("v1", "v2")]
    f = facts(*visits, company=company(lounges=[lounge]))
    starts = {"v1": ("21 09:30", "r1"), "v2": ("21 14:00", "r2")}
    p = plan(f, **{id: [("talk", start, {"room": room})] for id, (start, room) in starts.items()})
    hand = Hand(tmp_path, plan_workbook(Paper(judge(f, p, rules(f.edition)))))
    where = hand.write(V1, "技术交流", "time", "14:15-15:45")
    hand.book.save(hand.path)
    book = read_plan_book(hand.path, f.week)
    broken = [b for b in judge(f, book.plan, rules(f.edition)).broken("must") if b.rule.id == "ROOM-01a"]
    assert where in [str(ref) for b in broken for ref in BreakLocations(book, f).of(b)]


@pytest.mark.parametrize(
    ("rule", "text", "column", "value"),
    [
        ("TRAIN-01", "培训：盾构机（考试）", "place", "二号会议室"),
        ("TRAIN-01", "培训：盾构机（第2次）", "people", "培训师：bob"),
        ("TRAIN-02", "培训：盾构机（第2次）", "time", "14:00-20:00"),
    ],
)
def test_a_training_changed_by_hand(rule, text, column, value, tmp_path):
    f, p = taught()
    p = p.replace(items=tuple(i.replace(room="r1") if i.kind == "training" else i for i in p.items))
    visits = [v.replace(requests=[_anywhere(r) for r in v.requests]) for v in f.week.visits]
    f = Facts(f.week.replace(visits=visits), f.edition)
    hand = Hand(tmp_path, plan_workbook(Paper(judge(f, p, rules(f.edition)))))
    where = hand.write("01 客户t", text, column, value)
    hand.book.save(hand.path)
    book = read_plan_book(hand.path, f.week)
    broken = [b for b in judge(f, book.plan, rules(f.edition)).broken("must") if b.rule.id == rule]
    assert broken
    assert where in [str(ref) for b in broken for ref in BreakLocations(book, f).of(b)]


@pytest.mark.parametrize(("column", "value"), [("time", "19:00-21:00"), ("place", "花园酒家 兰")])
def test_a_joint_banquet_changed_by_hand(column, value, tmp_path):
    f, p = feasted()
    hand = Hand(tmp_path, plan_workbook(Paper(judge(f, p, rules(f.edition)))))
    where = hand.write("02 客户k", "欢迎晚宴", column, value)
    hand.book.save(hand.path)
    book = read_plan_book(hand.path, f.week)
    broken = [b for b in judge(f, book.plan, rules(f.edition)).broken("must") if b.rule.id == "JOINT-01"]
    assert broken
    assert where in [str(ref) for b in broken for ref in BreakLocations(book, f).of(b)]


@pytest.mark.parametrize(
    ("rule", "sheet", "text", "nth", "column", "value"),
    [
        ("ARR-07b", "01 客户o", "住宿", 1, "place", "大酒店"),
        ("CAR-04c", "01 客户o", "午餐", 2, "cars", "一号车 司机赵师傅"),
        ("CAR-04d", "02 客户h", "返回酒店", 1, "cars", "商务车 司机钱师傅"),
    ],
)
def test_a_night_away_changed_by_hand(rule, sheet, text, nth, column, value, tmp_path):
    f, p = slept_out()
    hand = Hand(tmp_path, plan_workbook(Paper(judge(f, p, rules(f.edition)))))
    where = hand.write(sheet, text, column, value, nth)
    hand.book.save(hand.path)
    book = read_plan_book(hand.path, f.week)
    broken = [b for b in judge(f, book.plan, rules(f.edition)).broken("must") if b.rule.id == rule]
    assert broken
    assert where in [str(ref) for b in broken for ref in BreakLocations(book, f).of(b)]


def _anywhere(request):
    """Return a session for which neither trainer nor room is asked."""
    if request.kind != "training":
        return request
    return request.replace(trainer=None, room=None)


BEYOND_CELLS = {
    "STR-01": "an added row is matched with what is asked for, a row taken out is noted as left out",
    "STR-06": "which travel group takes part is no cell",
    "STR-12": "what a row is follows from where and when it is",
    "STR-13": "a cell names a hired car or one of ours, and guests are shared out among the cars",
    "STR-14": "the times of a duty follow from its row",
    "ARR-07b": "see test_a_night_away_changed_by_hand",
    "CAR-04c": "see test_a_night_away_changed_by_hand",
    "CAR-04d": "see test_a_night_away_changed_by_hand",
    "TOUR-02": "the workshops of a tour are no cell",
    "SIGHT-03": "see test_a_sight_of_the_planner_s_own_choice",
    "ROOM-01a": "see test_two_parties_in_a_lounge",
    "SENSE-02a": "see test_something_before_the_hotel",
    "TRAIN-01": "see test_a_training_changed_by_hand",
    "TRAIN-02": "see test_a_training_changed_by_hand",
    "TRAIN-03": "a row taken out is noted as left out",
    "JOINT-01": "see test_a_joint_banquet_changed_by_hand",
    "SENSE-16": "when guests arrive is the week's to say",
    **dict.fromkeys(("STAB-01", "STAB-01a", "STAB-03", "STAB-03a"), "of a plan that is made again, not of a plan"),
}
"""Musts that no cell of a row can break."""


def test_every_must_is_in_the_table_or_beyond_cells():
    musts = {rule.id for rule in rules(the_facts().edition) if rule.level == "must"}
    assert musts == {row[0] for row in TABLE} | set(BEYOND_CELLS)


# ---------------------------------------------------------------- what an edit means


def item(plan: Plan, id: str):
    return next(part for part in (*plan.items, *plan.moves) if part.id == id)


def minutes(part) -> tuple[int, int]:
    return part.start % 1440, part.end % 1440


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("10:00-11:30", 600, 690),
        ("１０：００－１１：３０", 600, 690),
        ("10:00", 600, 690),
        ("上午10点至11点半", 600, 690),
        ("10:00–11:00", 600, 660),
        (" 09:30 – 11:30 ", 570, 690),
    ],
)
def test_times_as_people_type_them(typed, start, end, tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, "技术交流", "time", typed)
    assert minutes(item(hand.read().plan, "v1/talk")) == (start, end)


def test_helpers_stops_and_the_way_go_along_with_an_item(tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, "欢迎晚宴", "time", "18:30-20:30")
    before, after = item(the_plan(), "v1/to-welcome"), item(hand.read().plan, "v1/to-welcome")
    assert (after.depart, after.arrive) == (before.depart + 30, before.arrive + 30)
    hand = Hand(tmp_path)
    hand.write(V1, "参观公司", "time", "14:00-15:15")
    tour = item(hand.read().plan, "v1/tour")
    assert tour.stops[0].start == tour.start
    assert tour.duties[0].start == tour.start
    assert tour.duties[0].end == tour.end


def test_a_place_moves_the_ways_to_and_from_it(tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, "欢迎晚宴", "place", "湖畔兰")
    plan = hand.read().plan
    assert (item(plan, "v1/welcome").place, item(plan, "v1/welcome").dining_room) == ("lakeside", "p1")
    ways = [(move.origin, move.target) for move in plan.moves if move.visit == "v1"]
    assert ("inn", "lakeside") in ways
    assert ("lakeside", "inn") in ways
    assert not any("garden" in way for way in ways)


def test_guests_who_were_there_need_a_way_now(tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, "参观公司", "place", "示范工程")
    book = hand.read()
    way = next(move for move in book.plan.moves if move.target == "plant")
    assert way.origin == "site"
    assert any(broken.rule.id == "CAR-01" for broken, _ in news(book))


def test_a_room_alone_is_enough(tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, "技术交流", "place", "二号会议室")
    assert item(hand.read().plan, "v1/talk").room == "r2"


def test_people_are_exchanged_one_for_one(tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, "技术交流", "people", "领导： director\n专家:ann、bob")
    duties = {(duty.role, duty.person) for duty in item(hand.read().plan, "v1/talk").duties}
    assert {("leader", "director"), ("expert", "ann"), ("expert", "bob")} <= duties
    assert ("leader", "boss") not in duties


def test_nobody_is_left_where_the_cell_is_empty(tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, "参观公司", "people", None)
    assert not [duty for duty in item(hand.read().plan, "v1/tour").duties if duty.role == "docent"]


def test_a_car_keeps_its_driver_unless_another_is_named(tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, "返回酒店", "cars", "一号车")
    rides = next(m for m in hand.read().plan.moves if m.origin == "garden").rides
    assert [(ride.vehicle, ride.driver, ride.guests) for ride in rides] == [("car1", "d1", 3)]
    hand = Hand(tmp_path)
    hand.write(V1, "返回酒店", "cars", "一号车 司机钱师傅（2人）\n外租商务车（待落实）（1人）")
    rides = next(m for m in hand.read().plan.moves if m.origin == "garden").rides
    assert [(r.vehicle, r.driver, r.hired, r.guests) for r in rides] == [
        ("car1", "d2", None, 2),
        (None, None, "hired_mpv", 1),
    ]


def test_drivers_times_are_exact(tmp_path):
    hand = Hand(tmp_path)
    sheet = hand.sheet("司机任务单")
    row = next(r for r in range(1, 60) if "花园酒家→协议酒店" in str(sheet.cell(r, 5).value))
    assert sheet.cell(row, 3).value == "20:00"
    sheet.cell(row, 3).value = "20:05"
    sheet.cell(row, 4).value = "20:10"
    move = next(m for m in hand.read().plan.moves if m.origin == "garden")
    assert (move.depart % 1440, move.arrive % 1440) == (1205, 1210)


@pytest.mark.parametrize(
    ("text", "column", "value", "depart", "arrive"),
    [
        ("晚餐", "time", "19:00-20:00", "17:30", "18:00"),  # they go when the talk ends, and wait in their hotel
        ("技术交流", "time", "15:45-17:15", "17:15", "17:45"),  # it ends a quarter of an hour earlier
        ("晚餐", "place", "花园酒家 大厅", "17:55", "18:10"),  # elsewhere they are just in time
    ],
)
def test_the_way_to_the_own_hotel_stays_at_once(text, column, value, depart, arrive, tmp_path):
    hand = Hand(tmp_path)
    hand.write(V2, text, column, value)
    way = next(move for move in hand.read().plan.moves if move.id == "v2/to-dinner-2026-09-21")
    assert (way.depart, way.arrive) == (when(f"21 {depart}"), when(f"21 {arrive}"))


def test_who_is_put_into_the_own_hotel_by_hand_goes_there_at_once(tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, "午餐", "place", "酒店餐厅 大厅", nth=1)
    way = next(move for move in hand.read().plan.moves if move.id == "v1/to-lunch-2026-09-22")
    assert (way.depart, way.target) == (when("22 11:00"), "inn_dining")


def test_a_row_taken_out_is_cancelled(tmp_path):
    hand = Hand(tmp_path)
    hand.sheet(V1).delete_rows(hand.row(V1, "游览博物馆"))
    book = hand.read()
    assert [left.request for left in book.plan.left_out if left.visit == "v1"] == ["museum"]
    ways = [(move.origin, move.target) for move in book.plan.moves if move.visit == "v1"]
    assert ("inn", "canteen") in ways, "from where the way to the museum had begun"
    assert not any("museum" in way for way in ways)
    assert not [broken.rule.id for broken, _ in news(book) if broken.rule.id in ("STR-01", "STR-03")]


def test_rows_may_be_sorted_and_columns_moved(tmp_path):
    hand = Hand(tmp_path)
    sheet = hand.sheet(V1)
    first, last = hand.row(V1, "抵达"), hand.row(V1, "送站")
    rows = [[cell.value for cell in sheet[r]] for r in range(first, last + 1)]
    for r, values in enumerate(reversed(rows), start=first):
        for k, value in enumerate(values, start=1):
            sheet.cell(r, k).value = value
    sheet.insert_cols(3)
    assert hand.read().plan == the_plan()


# ---------------------------------------------------------------- rows that are added


def added(hand: Hand, *cells: str) -> None:
    sheet = hand.sheet(V1)
    row = hand.row(V1, "送站") + 1
    for k, text in enumerate(cells, start=1):
        sheet.cell(row, k).value = text


def test_what_was_left_out_can_be_put_in_by_hand(tmp_path):
    hand = Hand(tmp_path)
    hand.sheet(V1).delete_rows(hand.row(V1, "游览博物馆"))
    added(hand, "9月22日", "10:00-11:30", "游览博物馆", "博物馆", "陪同：eli", "一号车 司机钱师傅")
    book = hand.read()
    sight = item(book.plan, "v1/museum")
    assert minutes(sight) == (600, 690)
    assert sight.request == "museum"
    assert [duty.person for duty in sight.duties] == ["eli"]
    way = next(move for move in book.plan.moves if move.target == "museum" and move.visit == "v1")
    assert [(ride.vehicle, ride.driver) for ride in way.rides] == [("car1", "d2")]
    assert not [left for left in book.plan.left_out if left.request == "museum"]


def test_a_sight_of_the_planner_s_own_choice(tmp_path):
    hand = Hand(tmp_path)
    added(hand, "9月22日", "14:00-16:00", "游览古寺", "古寺")
    found = {broken.rule.id for broken, _ in news(hand.read())}
    assert {"STR-01", "PACE-04"} <= found


@pytest.mark.parametrize(
    ("what", "place", "number"),
    [
        ("午餐", "湖畔兰", "lunch_minutes"),
        ("晚餐", "湖畔兰", "dinner_minutes"),
        ("入住酒店", "协议酒店", "check_in_minutes"),
        ("回酒店休息", "协议酒店", "rest_minutes"),
    ],
)
def test_a_row_without_an_end_takes_as_long_as_the_edition_says(what, place, number, tmp_path):
    hand = Hand(tmp_path)
    added(hand, "9月22日", "15:00", what, place)
    new = {i.id for i in hand.read().plan.items} - {i.id for i in the_plan().items}
    (row,) = (item(hand.read().plan, id) for id in new)
    assert row.end - row.start == getattr(the_facts().shape, number)


def test_a_way_can_be_added(tmp_path):
    hand = Hand(tmp_path)
    added(hand, "9月22日", "10:00-10:20", "前往公司", "博物馆→公司", "", "中巴 司机孙师傅")
    move = next(m for m in hand.read().plan.moves if m.id.startswith("v1/way"))
    assert (move.origin, move.target, move.rides[0].vehicle) == ("museum", "site", "bus1")


# ---------------------------------------------------------------- faults, all at once


def test_all_faults_at_once_each_with_sheet_and_cell(tmp_path):
    hand = Hand(tmp_path)
    wrong = [
        hand.write(V1, "技术交流", "time", "上午"),
        hand.write(V1, "技术交流", "people", "领导：bosss"),
        hand.write(V1, "技术交流", "place", "三号会议室"),
        hand.write(V1, "返回酒店", "cars", "面包车"),
        hand.write(V1, "欢迎晚宴", "day", "9月35日"),
        hand.write(V1, "抵达", "time", "08:30-09:00"),
        hand.write(V1, "住宿", "place", "博物馆"),
        hand.write(V2, "参观公司", "time", "11:00-10:00"),
        hand.write(V2, "技术交流", "people", "ann"),
        hand.write(V1, "参观公司", "cars", "一号车"),
    ]
    added(hand, "9月22日", "", "按摩", "博物馆")
    with pytest.raises(FaultyInput) as caught:
        hand.read()
    places = [fault.where for fault in caught.value.faults]
    assert sorted(places) == sorted([*wrong, f"{V1}!C{hand.row(V1, '按摩')}"])
    text = str(caught.value)
    assert "maybe boss" in text
    assert "maybe 一号会议室" in text or "maybe 二号会议室" in text


def test_two_sheets_that_say_two_things(tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, "技术交流", "time", "10:00-11:30")
    sheet = hand.sheet("9月21日")
    row = next(r for r in range(1, 30) if sheet.cell(r, 3).value == "技术交流" and "v1" in sheet.cell(r, 2).value)
    sheet.cell(row, 1).value = "10:30-12:00"
    with pytest.raises(FaultyInput, match="改得不一样"):
        hand.read()
    sheet.cell(row, 1).value = "10：00－11：30"
    assert minutes(item(hand.read().plan, "v1/talk")) == (600, 690)


def test_a_row_copied_with_what_is_hidden_is_a_fault(tmp_path):
    hand = Hand(tmp_path)
    sheet, row = hand.sheet(V1), hand.row(V1, "技术交流")
    for k in range(1, 11):
        sheet.cell(hand.row(V1, "送站") + 1, k).value = sheet.cell(row, k).value
    with pytest.raises(FaultyInput, match="同一项"):
        hand.read()


def test_rooms_lists_of_earlier_versions_can_be_read(tmp_path):
    hand = Hand(tmp_path)
    sheet = hand.sheet("订房表")
    nights = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("night+")]
    assert len(nights) > 1
    for cell in nights:
        cell.value = "inn"  # they said beside each night in which hotel it is
    assert hand.read().plan == the_plan()
    rooms = nights[0].row, 3
    sheet.cell(*rooms).value = "单人间9"
    book = hand.read()
    assert book.plan == the_plan()
    assert [fault.where for fault in book.ignored] == [f"订房表!C{nights[0].row}"], "a change is never lost in silence"


def test_a_formula_without_a_value_is_a_fault(tmp_path):
    hand = Hand(tmp_path)
    where = hand.write(V1, "技术交流", "time", "=A1")
    with pytest.raises(FaultyInput) as caught:
        hand.read()
    assert [fault.where for fault in caught.value.faults] == [where]


def test_what_means_nothing_is_said(tmp_path):
    hand = Hand(tmp_path)
    hand.write(V1, "技术交流", "note", "带样品")
    where = hand.write(V1, "技术交流", "what", "盾构交流")
    book = hand.read()
    assert book.plan == the_plan()
    assert [fault.where for fault in book.ignored] == [where]


def test_another_workbook_is_refused(tmp_path):
    path = tmp_path / "week.xlsx"
    book = openpyxl.Workbook()
    book.save(path)
    with pytest.raises(FaultyInput, match=r"plan\.xlsx"):
        read_plan_book(path, the_facts().week)


def test_a_plan_of_another_week_is_refused(tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(the_bytes())
    with pytest.raises(FaultyInput, match="week"):
        read_plan_book(path, the_facts().week.replace(id="other"))


# ---------------------------------------------------------------- the command


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("week") / "week"
    save(the_facts().week, path)
    return path


def test_check_marks_a_copy(folder, tmp_path, capsys):
    hand = Hand(tmp_path)
    cell = hand.write(V1, "技术交流", "time", "09:30-10:30")
    hand.read()
    out = tmp_path / "marked.xlsx"
    assert cli.main(["check", str(folder), str(hand.path), "--mark", str(out)]) == 3
    said = capsys.readouterr().out
    assert "STR-02" in said
    assert str(out) in said
    book = openpyxl.load_workbook(out)
    sheet, _, address = cell.partition("!")
    assert "STR-02" in book[sheet][address].comment.text
    assert book.sheetnames[0] == "检查结果"
    assert read_plan_book(out, the_facts().week).plan == read_plan_book(hand.path, the_facts().week).plan
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/media/image1.png", b"x")  # a logo that the planner has put in
    assert cli.main(["check", str(folder), str(out), "--mark", str(tmp_path / "again.xlsx")]) == 3
    assert "没有原表的图片" in capsys.readouterr().out
    assert openpyxl.load_workbook(tmp_path / "again.xlsx").sheetnames.count("检查结果") == 1


def test_check_marks_what_cannot_be_read(folder, tmp_path, capsys):
    hand = Hand(tmp_path)
    cell = hand.write(V1, "技术交流", "people", "领导：=cmd|x")
    hand.book.save(hand.path)
    assert cli.main(["check", str(folder), str(hand.path)]) == 3
    assert cell in capsys.readouterr().err
    book = openpyxl.load_workbook(hand.path.with_name("plan（检查）.xlsx"))
    sheet, _, address = cell.partition("!")
    assert "没有这个人员" in book[sheet][address].comment.text


def test_the_plan_itself_is_never_written_over(folder, tmp_path):
    hand = Hand(tmp_path)
    hand.read()
    before = hand.path.read_bytes()
    assert cli.main(["check", str(folder), str(hand.path), "--mark", str(hand.path)]) == 2
    assert hand.path.read_bytes() == before


def test_a_checked_workbook_gives_the_report_of_plan_json(folder, tmp_path, capsys):
    hand = Hand(tmp_path)
    hand.read()
    expected = check(the_facts().week, the_plan())
    assert cli.main(["check", str(folder), str(hand.path), "--json"]) == (0 if expected.ok else 3)
    import json

    assert json.loads(capsys.readouterr().out)["tiers"] == list(expected.score.tiers)
