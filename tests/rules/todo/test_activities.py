"""Things to do for what is planned."""

from __future__ import annotations

from tests.rules.hands import with_duty
from tests.rules.todo.asked import asked, lines
from tests.weeks import banquet, changed, company, group, hosts, members, place, sight, tour, with_offices


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
        ("09-17T18:00", "行政部", "9月21日14:00参观公司采访、拍摄请示公司领导,并安排专人协助"),
        ("09-18T18:00", "生产部", "9月21日14:00参观公司前在不参观的保密车间悬挂“谢绝参观”标示牌"),
        ("09-18T18:00", "生产部", "9月21日14:00参观公司备安全帽 5 顶(总装车间)"),
        ("09-21T14:00", "eli", "9月21日14:00参观公司进展厅前,手表、信用卡等交eli保管"),
    ]


def test_kit_for_a_long_trip_and_plans_for_rain() -> None:
    made = asked(sight("temple", "temple"), rows=[("temple", "21 14:00")])
    kit, camera = lines(made, "PACE-05")
    assert camera[1:] == ("陪同人员", "9月21日14:00游览(古寺)提醒客人带相机")
    assert kit[1:] == ("陪同人员", "9月21日14:00游览(古寺)路远,备饮料和必备药品")
    assert lines(made, "SENSE-13") == [("09-20T18:00", "陪同人员", "9月21日14:00游览古寺遇雨改去(待定)")]
    near = asked(sight(), rows=[("museum", "21 14:00")])
    assert [text for *_, text in lines(near, "PACE-05")] == ["9月21日14:00游览(博物馆)提醒客人带相机"]
    firm = company(places=place("museum", open_air=True, rainy_day="mall"))
    rain = asked(sight(), rows=[("museum", "21 14:00")], company=firm)
    assert lines(rain, "SENSE-13")[0][2].endswith("遇雨改去商场")


def test_only_those_who_take_part_are_counted() -> None:
    late = group("g2", arrive="22 08:00", depart="23 18:00", members=["m3"])
    first = {**group(depart="23 18:00"), "members": ["m1", "m2"]}
    firm = company(places=place("museum", agreement=False, price=30))
    rows = [("tour", "21 14:00"), ("museum", "21 16:30")]
    f, p = asked(tour(), sight(), rows=rows, groups=[first, late], company=firm)
    p = with_duty(with_duty(p, "tour", "docent", "dot"), "tour", "photographer", "pat")
    assert "备安全帽 4 顶" in lines((f, p), "TOUR-03", "helmets")[0][2]
    assert "门票 2 张" in lines((f, p), "SIGHT-01")[0][2]


def test_our_own_photographer_asks_for_no_leave() -> None:
    made = asked(tour(photographer=True), rows=[("tour", "21 14:00")])
    assert not [text for _, _, text in lines(made, "TOUR-03") if "采访" in text]


def test_no_helmets_for_a_workshop_that_was_taken_out() -> None:
    f, p = asked(tour(), rows=[("tour", "21 14:00")])
    (item,) = (item for item in p.items if item.kind == "tour")
    p = changed(p, item.id, stops=tuple(stop for stop in item.stops if stop.workshop != "w2"))
    assert lines(asked(tour(), rows=[("tour", "21 14:00")]), "TOUR-03", "helmets")
    assert not lines((f, p), "TOUR-03", "helmets")


def test_a_day_with_only_a_photo_is_not_called_a_day_without_anything() -> None:
    photo = {"kind": "photo", "id": "photo"}
    made = asked(photo, rows=[("photo", "22 10:00")], depart="23 18:00")
    texts = [text for _, _, text in lines(made, "PACE-01")]
    assert any(text.startswith("9月22日10:00合影之外当天没有安排活动") for text in texts)
    assert not any(text.startswith("9月22日没有安排活动") for text in texts)


def test_what_others_host_is_confirmed_with_them() -> None:
    dinner = banquet(restaurant="city", hosts=hosts("王刚", "李敏"))
    made = asked(dinner, rows=[("welcome", "21 18:00")], company=with_offices())
    text = "9月21日18:00宴请(市政府):与对方单位确认时间、地点、主人(王刚、李敏)、停车"
    assert lines(made, "HOST-01") == [("09-17T18:00", "行政部", text)]
    assert not lines(made, "MEAL-06")
