"""Things to do for arrival, departure and nights."""

from __future__ import annotations

from tests.rules.todo.asked import asked, lines
from tests.weeks import group, talk


def test_packed_breakfast_for_an_early_flight() -> None:
    made = asked(rows=[], arrive="21 14:00", depart="22 07:30")
    (line,) = lines(made, "SENSE-03")
    assert line == ("09-21T20:00", "行政部", "9月22日06:40出发赶航班(车次),请酒店备外带早餐")
    assert not lines(asked(rows=[], arrive="21 14:00", depart="22 18:00"), "SENSE-03")


def test_light_supper_late_at_night() -> None:
    assert lines(asked(rows=[], arrive="21 22:00"), "SENSE-16")[0][2] == "22:10抵达,请酒店备简餐"
    assert not lines(asked(rows=[], arrive="21 14:00"), "SENSE-16")


def test_luggage_in_the_vehicle() -> None:
    made = asked(talk(), talk("again"), rows=[("talk", "21 09:30"), ("again", "22 09:30")])
    assert lines(made, "SENSE-02")[0][1:] == ("司机班", "9月21日先技术交流后到酒店,行李留在车上,专人看管")
    assert lines(made, "SENSE-07")[0][2].endswith("出发前退房,行李随车")
    first = asked(talk(), rows=[("check_in", "21 14:30"), ("talk", "21 16:00")], arrive="21 14:00")
    assert not lines(first, "SENSE-02")


def test_rooming_list_goes_to_the_hotel() -> None:
    made = asked(rows=[], depart="23 18:00")
    text = "分房名单交协议酒店:单人间 1 间、双人间 1 间(9月21日起 2 晚)"
    assert lines(made, "ARR-07") == [("09-20T18:00", "行政部", text)]


def test_return_tickets_and_vip_lane() -> None:
    here = group()
    here["departure"] = {"on": "2026-09-22", "place": "rail"}
    made = asked(rows=[], groups=[here], vip_lane=True)
    assert lines(made, "ARR-05")[0][2] == "返程机(车)票待订,9月22日从高铁站出发"
    assert lines(made, "ARR-03")[0][2] == "9月21日在高铁站走贵宾通道,提前办理"
