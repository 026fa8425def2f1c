"""Things to do for arrival, departure and nights."""

from __future__ import annotations

import pytest

from models.rules.core.true_labels import as_it_is
from tests.rules.cases import Made
from tests.rules.hands import with_duty, with_ride
from tests.rules.todo.asked import asked, lines
from tests.weeks import banquet, company, facts, group, place, plan, talk, visit, when, without


def test_packed_breakfast_for_an_early_flight() -> None:
    made = asked(rows=[], arrive="21 14:00", depart="22 07:30")
    (line,) = lines(made, "SENSE-03")
    assert line == ("09-21T20:00", "行政部", "9月22日06:40出发赶火车,请酒店备外带早餐")
    assert not lines(asked(rows=[], arrive="21 14:00", depart="22 18:00"), "SENSE-03")


def test_light_supper_late_at_night() -> None:
    assert lines(asked(rows=[], arrive="21 22:00"), "SENSE-16")[0][2] == "9月21日22:00抵达,请酒店备简餐"
    assert not lines(asked(rows=[], arrive="21 14:00"), "SENSE-16")
    assert not lines(asked(rows=[], arrive="21 19:20"), "SENSE-16")  # a dinner is owed to them
    assert lines(asked(rows=[], arrive="21 19:25"), "SENSE-16")


def test_light_meal_before_a_train_at_dinner_time() -> None:
    """At the station 40 minutes before: from 18:30 on they miss their dinner, from 19:30 on they have had one."""
    made = asked(rows=[], arrive="21 14:00", depart="22 19:30")
    assert lines(made, "MEAL-01") == [("09-22T16:50", "行政部", "9月22日18:50前赶火车,来不及用晚餐:备好路上的简餐")]
    assert not lines(asked(rows=[], arrive="21 14:00", depart="22 19:00"), "MEAL-01")
    assert not lines(asked(rows=[("dinner", "22 17:30")], arrive="21 14:00", depart="22 20:12"), "MEAL-01")


def with_cars(made: Made, *but: str) -> Made:
    """Return a week whose moves have a car each, but for some (by the end of their ids)."""
    f, p = made
    for move in p.moves:
        if not any(move.id.endswith(end) for end in but):
            p = with_ride(p, move.id, {"vehicle": "mpv1", "driver": "d2", "guests": 3})
    return f, p


def said(made: Made, rule: str) -> list[str]:
    return [text for _, _, text in lines(made, rule)]


TALKS = (talk(), talk("again"))
TALK_FIRST = [("talk", "21 09:30"), ("again", "22 09:30")]


def test_luggage_in_the_vehicle() -> None:
    made = with_cars(asked(*TALKS, rows=TALK_FIRST))
    assert lines(made, "SENSE-02")[0][1:] == ("司机班", "9月21日先技术交流后到酒店,行李留在车上,陪同人员看管")
    assert said(made, "SENSE-07")[0].endswith("出发前退房,行李随车")
    first = with_cars(asked(talk(), rows=[("check_in", "21 14:30"), ("talk", "21 16:00")], arrive="21 14:00"))
    assert not lines(first, "SENSE-02")


def test_luggage_that_no_car_carries() -> None:
    on_foot = asked(*TALKS, rows=TALK_FIRST)
    assert not lines(on_foot, "SENSE-02")
    assert said(on_foot, "SENSE-07")[0].endswith("步行出发前退房,行李寄存酒店,送行前取回")
    walk_home = with_cars(asked(*TALKS, rows=TALK_FIRST), "home-2026-09-21")
    assert said(walk_home, "SENSE-02") == ["9月21日先技术交流后到酒店,不再乘接站的车:行李由这辆车送到酒店,陪同人员看管"]


def test_a_meal_in_the_hotel_is_no_way_round_it() -> None:
    made = with_cars(asked(rows=[("dinner", "21 18:30")], arrive="21 17:00"))
    assert not lines(made, "SENSE-02")
    elsewhere = with_cars(asked(banquet(), rows=[("welcome", "21 18:30")], arrive="21 17:00"))
    assert said(elsewhere, "SENSE-02") == ["9月21日先宴请后到酒店,行李留在车上,陪同人员看管"]


def test_a_room_that_is_kept_is_given_up_after_the_rest() -> None:
    rows = [("again", "22 09:30"), ("rest", "22 13:00", {"end": when("22 15:00")}), ("talk", "22 15:30")]
    made = with_cars(asked(*TALKS, rows=rows, depart="22 21:00"))
    assert said(made, "SENSE-07") == ["9月22日请协议酒店延迟退房,留房到 15:05", "9月22日15:05出发前退房,行李随车"]


def test_late_groups_have_a_supper_too() -> None:
    late = group("g2", arrive="21 19:30", members=["m3"])
    made = asked(rows=[("dinner", "21 18:00")], arrive="21 14:00", groups=[group(members=["m1", "m2"]), late])
    assert said(made, "SENSE-16") == ["第 2 批9月21日19:30抵达,请酒店备简餐"]
    early = group("g2", arrive="21 17:00", members=["m3"])
    fed = asked(rows=[("dinner", "21 18:30")], arrive="21 14:00", groups=[group(members=["m1", "m2"]), early])
    assert not lines(fed, "SENSE-16")


@pytest.mark.parametrize(
    ("arrive", "meals", "supper"),
    [("22 00:30", True, True), ("22 05:20", True, False), ("21 22:00", False, False), ("21 19:00", True, False)],
)
def test_who_wants_a_supper(arrive: str, meals: bool, supper: bool) -> None:
    made = asked(
        rows=[("dinner", "21 20:00")] if arrive == "21 19:00" else [],
        arrive=arrive,
        depart="23 18:00",
        provides={"meals": meals},
    )
    assert bool(lines(made, "SENSE-16")) is supper


@pytest.mark.parametrize(
    ("depart", "packed"), [("22 00:30", False), ("22 03:10", False), ("22 04:40", True), ("22 11:00", False)]
)
def test_who_takes_a_breakfast_along(depart: str, packed: bool) -> None:
    assert bool(lines(asked(rows=[], arrive="21 14:00", depart=depart), "SENSE-03")) is packed


def test_guests_by_road_want_no_tickets() -> None:
    firm = company(places=place("rail", kind="road"))
    here = group()
    here["departure"] = {"on": "2026-09-22", "place": "rail"}
    made = asked(rows=[], groups=[here], vip_lane=True, company=firm)
    assert not lines(made, "ARR-05")
    assert not lines(made, "ARR-03")


def test_rooming_lists_count_nights_in_a_row() -> None:
    late, early = group("g2", arrive="22 08:00", depart="23 12:00", members=["m3"]), group(depart="25 18:00")
    early["members"] = ["m1", "m2"]
    made = asked(rows=[], groups=[early, late])
    nights = [(text.partition("(")[2]) for *_, text in lines(made, "ARR-07", "rooming_list")]
    assert nights == ["9月21日起 1 晚)", "9月22日起 1 晚)", "9月23日起 2 晚)"]


def test_rooming_list_goes_to_the_hotel() -> None:
    made = asked(rows=[], depart="23 18:00")
    text = "分房名单交协议酒店:单人间 1 间、双人间 1 间(9月21日起 2 晚)"
    assert lines(made, "ARR-07", "rooming_list") == [("09-16T18:00", "行政部", text)]
    assert lines(made, "ARR-07", "hotel")[0][0] == "09-14T18:00"


def test_return_tickets() -> None:
    here = group()
    here["departure"] = {"on": "2026-09-22", "place": "rail"}
    made = asked(rows=[], groups=[here])
    assert lines(made, "ARR-05")[0][2] == "返程车票待订,9月22日从高铁站出发"
    here["departure"]["minutes"] = 90  # they are brought by 17:00
    made = asked(rows=[], groups=[here])
    later = "返程车票待订,9月22日从高铁站出发,宜18:30以后(客人提前 90 分钟到站)"
    assert lines(made, "ARR-05")[0][2] == later


def test_vip_lane() -> None:
    made = asked(rows=[], vip_lane=True)
    assert lines(made, "ARR-03")[0][2] == "9月21日在高铁站走贵宾通道,提前办理"


def with_car_of(made: Made, end: str, car: str) -> Made:
    """Return a week in which another car drives a move (by the end of its id)."""
    f, p = made
    move = next(move for move in p.moves if move.id.endswith(end))
    return f, with_ride(p, move.id, {"vehicle": car, "driver": "d2", "guests": 3})


def test_luggage_that_changes_cars_with_its_owners() -> None:
    made = with_car_of(with_cars(asked(*TALKS, rows=TALK_FIRST)), "home-2026-09-21", "mpv2")
    assert said(made, "SENSE-02") == ["9月21日先技术交流后到酒店,途中换车,行李随客人换车,陪同人员看管"]


def test_luggage_is_reloaded_by_somebody_named() -> None:
    f, p = with_car_of(with_cars(asked(*TALKS, rows=TALK_FIRST)), "home-2026-09-21", "car1")
    p = with_duty(as_it_is(f, p), "home-2026-09-21", "escort", "eli")
    ((due, owner, text),) = lines((f, p), "CAR-04a")
    assert (due, owner) == ("09-21T11:00", "eli")
    assert text == "9月21日11:00出发前,行李从商务车换装到一号车,清点件数"


def test_luggage_is_put_down_where_its_car_is_called_away() -> None:
    """The car of the first visit takes the second one home while the talk is going on."""
    first = visit("v1", talk(), talk("again"), depart="22 18:00")
    f = facts(first, visit("v2", talk(), arrive="21 09:00", depart="22 18:00"))
    f, p = with_cars((f, plan(f, v1=TALK_FIRST, v2=[("talk", "21 10:15")])))
    assert not lines((f, as_it_is(f, without(p, *(move.id for move in p.moves if move.visit == "v2")))), "CAR-04a")
    down = said((f, as_it_is(f, p)), "CAR-04a")
    assert down == [
        "9月21日08:50到公司后,商务车另有任务:行李卸下看管,11:00装回车上",
        "9月21日09:40到公司后,商务车另有任务:行李卸下看管,11:45装回车上",
    ]


def test_luggage_of_a_group_is_not_brought_home_by_another() -> None:
    """The second group is brought from the station to the hotel before the first, whose luggage waits elsewhere."""
    groups = [group(members=["m1", "m2"]), group("g2", arrive="21 10:00", members=["m3"])]
    rows = [("talk", "21 09:30", {"groups": ("g1",)}), ("again", "22 09:30")]
    made = with_cars(asked(*TALKS, rows=rows, groups=groups))
    late = next(move for move in made[1].moves if move.groups == ("g2",) and move.kind == "pick_up")
    assert late.target == "inn"
    home = next(move for move in as_it_is(*made).moves if move.id.endswith("home-2026-09-21"))
    assert late.arrive < home.depart
    assert home.luggage
    elsewhere = with_car_of(made, late.id, "mpv2")
    assert said(elsewhere, "SENSE-02") == ["9月21日第 1 批先技术交流后到酒店,行李留在车上,陪同人员看管"]


def test_guests_with_their_own_car_give_up_their_rooms_too() -> None:
    rows = [("again", "22 09:30"), ("rest", "22 13:00", {"end": when("22 15:00")}), ("talk", "22 15:30")]
    made = asked(*TALKS, rows=rows, depart="22 21:00", provides={"cars": False})
    assert said(made, "SENSE-07") == ["9月22日请协议酒店延迟退房,留房到 15:05", "9月22日15:05出发前退房,行李随车"]
    assert not said(made, "SENSE-02")
