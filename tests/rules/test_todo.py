"""The list of things to do: each note row of the policy where it belongs, with owner and due time."""

from __future__ import annotations

from typing import Any

import pytest

from models.domain.clock import iso
from models.rules.todo import todo
from tests.rules.cases import Made
from tests.rules.hands import with_duty, with_ride
from tests.weeks import banquet, company, facts, group, members, place, plan, sight, step, talk, tour, visit


def lines(made: Made, rule: str) -> list[tuple[str, str, str]]:
    """Return due time, owner and text of a rule's lines."""
    return [(iso(x.due)[5:16] if x.due else "", x.owner, x.text) for x in todo(*made) if x.rule == rule]


def asked(*requests: Any, rows: list[tuple[Any, ...]], **changes: Any) -> Made:
    firm = {"company": changes.pop("company")} if "company" in changes else {}
    f = facts(visit("v1", *requests, **changes), **firm)
    return f, plan(f, v1=rows)


def test_invitations_two_weeks_before() -> None:
    made = asked(banquet(), rows=[("welcome", "21 18:00")])
    text = "与主宾商定9月21日18:00花园酒家的宴请,提前两周发请柬(主题、形式、时间、地点、主人姓名)"
    assert lines(made, "MEAL-06") == [("09-07T18:00", "行政部", text)]


def test_no_alcohol_at_a_workday_lunch() -> None:
    lunch = banquet(lunch=True)
    assert lines(asked(lunch, rows=[("welcome", "21 12:00")]), "SENSE-14")
    weekend = {"arrive": "26 08:00", "depart": "27 18:00"}
    assert not lines(asked(lunch, rows=[("welcome", "26 12:00")], **weekend), "SENSE-14")


def test_helmets_magnets_and_press() -> None:
    shops = [w.replace(magnetic=w.id == "w1") for w in company().workshops]
    firm = company().replace(workshops=shops)
    press = [*members(2), {"id": "m9", "name": "记者", "role": "media"}]
    f, p = asked(tour(), rows=[("tour", "21 14:00")], company=firm, members=press)
    p = with_duty(with_duty(p, "tour", "docent", "dot"), "tour", "escort", "eli")
    assert lines((f, p), "TOUR-03") == [
        ("09-20T18:00", "行政部", "9月21日14:00参观公司备安全帽 5 顶(总装车间)"),
        ("09-20T18:00", "行政部", "9月21日14:00参观公司采访、拍摄请示公司领导,并安排专人协助"),
        ("09-21T14:00", "eli", "9月21日14:00参观公司进展厅前,手表、信用卡等交eli保管"),
    ]


def test_kit_for_a_long_trip_and_plans_for_rain() -> None:
    made = asked(sight("temple", "temple"), rows=[("temple", "21 14:00")])
    (kit,) = lines(made, "PACE-05")
    assert kit[1:] == ("陪同人员", "9月21日14:00游览(古寺)路远,备饮料和必备药品,提醒客人带相机")
    assert lines(made, "SENSE-13") == [("09-20T18:00", "陪同人员", "9月21日14:00游览古寺遇雨改去(待定)")]
    near = asked(sight(), rows=[("museum", "21 14:00")])
    assert not lines(near, "PACE-05")
    firm = company(places=place("museum", open_air=True, rainy_day="mall"))
    rain = asked(sight(), rows=[("museum", "21 14:00")], company=firm)
    assert lines(rain, "SENSE-13")[0][2].endswith("遇雨改去商场")


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


def test_gifts_and_what_exceeds_the_package() -> None:
    made = asked({"kind": "gift", "id": "vase", "what": "花瓶", "unit_price": 300}, rows=[])
    money = lines(made, "COST-02")
    assert money[0][1:] == ("主管副总", "费用超出标准约 3 百元,提前报批:客户v1的礼品超出 C 级套餐 3 百元")
    assert money[1][1:] == ("行政部", "礼品“花瓶”3 份领取、包装")


@pytest.mark.parametrize(
    ("role", "changes", "rule", "text"),
    [
        ("interpreter", {"hired": True, "language": "ja"}, "HOST-06", "外聘翻译(日语)"),
        ("crew", {}, "HOST-04", "落实会议室布置整理人员"),
        ("leader", {"person": "deputy", "stand_in": True}, "HOST-02", "由deputy代领导出席"),
    ],
)
def test_whoever_is_still_to_be_found(role: str, changes: dict[str, Any], rule: str, text: str) -> None:
    f, p = asked(talk(), rows=[("talk", "21 09:30")])
    person = changes.pop("person", None)
    (line,) = lines((f, with_duty(p, "talk", role, person, **changes)), rule)
    assert line == ("09-20T18:00", "行政部", f"9月21日09:30技术交流{text},待落实")


def test_hired_cars_are_ordered() -> None:
    f, p = asked(talk(), rows=[("talk", "21 09:30")])
    p = with_ride(p, step(p, "pick_up").id, {"hired": "hired_mpv"}, {"vehicle": "car1"}, {})
    texts = [text for _, _, text in lines((f, p), "CAR-07")]
    assert texts == [
        "9月21日08:10高铁站至公司:租商务车(6 座)一辆,待落实",
        "9月21日08:10高铁站至公司:缺司机,待落实",
        "9月21日08:10高铁站至公司:缺车辆,待落实",
    ]


def test_make_up_days_not_announced() -> None:
    f = facts(visit("v1"), official={"announced": False})
    assert [x.rule for x in todo(f, plan(f, v1=[])) if x.visit == ""] == ["ARR-01"]


def test_rules_that_are_off_say_nothing() -> None:
    f = facts(visit("v1", banquet()), rules={"MEAL-06": {"level": "off"}})
    assert not [x for x in todo(f, plan(f, v1=[("welcome", "21 18:00")])) if x.rule == "MEAL-06"]


def test_what_is_due_first_comes_first() -> None:
    f, p = asked(banquet(), tour(), talk(), rows=[("tour", "21 14:00"), ("welcome", "21 18:00"), ("talk", "22 09:30")])
    due = [x.due or 0 for x in todo(f, p)]
    assert due == sorted(due)
