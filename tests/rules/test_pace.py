"""PACE-01 to PACE-05: how full the days are."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from models.rules.core.company_rests import company_rests
from models.rules.core.programme import programme
from models.rules.pace import waits
from models.rules.todo.travel import rests_at_company
from tests.rules.cases import Made, case, judged, rule, run
from tests.rules.hands import received
from tests.weeks import banquet, changed, company, facts, group, hosts, plan, shifted, sight, talk, visit, when


def three_days(*requests: Any, **changes: Any) -> Facts:
    return facts(visit("v1", *requests, **{"depart": "23 18:00", **changes}))


# -- PACE-01: "日程安排上应该松紧适度"


def talks(**lengths: int) -> Made:
    """Talks on Tuesday from 08:30 on, back to back; only their sum and number matter here."""
    f = three_days(*(talk(name, minutes=minutes) for name, minutes in lengths.items()))
    start, rows = when("22 08:30"), []
    for name, minutes in lengths.items():
        rows.append((name, start))
        start += minutes
    return f, plan(f, v1=rows)


def tuesday(made: Made) -> list[int]:
    return [v.amount for v in judged("PACE-01", made) if v.about.ids == ("2026-09-22",)]


def test_fullness_at_and_beyond_the_limits() -> None:
    assert tuesday(talks(a=150, b=120)) == []
    assert tuesday(talks(a=150, b=115)) == [5]
    assert tuesday(talks(a=240, b=240)) == []
    assert tuesday(talks(a=240, b=245)) == [5]


def test_items_at_and_beyond_the_limit() -> None:
    assert tuesday(talks(a=60, b=60, c=60, d=60, e=60)) == []
    assert tuesday(talks(a=60, b=60, c=60, d=60, e=60, f=60)) == [60]
    assert tuesday(talks(a=60, b=60, c=60, d=60, e=60, f=60, g=180)) == [60, 120]


def coming_and_going(arrive: str, depart: str, start: str, minutes: int = 90) -> Made:
    """One talk; the station is half an hour away, trains are met after 10 minutes and reached 40 before."""
    f = facts(visit("v1", talk(minutes=minutes), arrive=arrive, depart=depart))
    return f, plan(f, v1=[("talk", start)])


@case("PACE-01", 0)
def parts_of_half_days_are_not_judged() -> Made:
    """At the company by 13:35 and until 12:55: no whole afternoon, no whole morning."""
    return coming_and_going("21 12:55", "22 14:05", "21 14:00")


@case("PACE-01", 135)
def a_free_morning_on_the_last_day() -> Made:
    """They could stay until 13:00, and nothing is on: half of four and a half hours."""
    return coming_and_going("21 13:00", "22 14:10", "21 14:00")


@case("PACE-01", 45)
def a_short_morning_on_the_last_day() -> Made:
    return coming_and_going("21 13:00", "22 14:10", "22 09:00")


@case("PACE-01", 0)
def a_morning_well_used() -> Made:
    return coming_and_going("21 13:00", "22 14:10", "22 09:00", 135)


@case("PACE-01", 135)
def a_free_afternoon_after_arrival() -> Made:
    """At the company by 13:30: the talk is only on the next day."""
    return coming_and_going("21 12:50", "22 14:05", "22 09:00")


@case("PACE-01", 180)
def meals_banquets_and_rests_do_not_fill_a_day() -> Made:
    """Monday: an hour and a half of exchange, three hours short."""
    f = facts(visit("v1", talk(), banquet(), depart="22 14:05"))
    rows = [("talk", "21 09:15"), ("lunch", "21 12:00"), ("rest", "21 14:00"), ("welcome", "21 18:00")]
    return f, plan(f, v1=[*rows, ("lunch", "22 12:00")])


def test_numbers_are_the_edition_s() -> None:
    v = visit("v1", talk(), depart="22 14:05")
    f = facts(v, rules={"PACE-01": {"numbers": {"fewest": 90}}})
    assert not judged("PACE-01", (f, plan(f, v1=[("talk", "21 09:15")])))
    assert rule("PACE-01", f).n.most == 480


# -- PACE-02, PACE-02a: "又不能太松散,以免使客人感觉太“闲”"


def gap(first: str, second: str) -> Made:
    """Two talks on Tuesday in one house: ten minutes between them are the changeover."""
    f = facts(visit("v1", talk("a"), talk("b"), depart="23 09:00"))
    return f, plan(f, v1=[("a", first), ("b", second)])


@case("PACE-02", 105)
@case("PACE-02a", 1)
def forty_five_minutes_at_the_company() -> Made:
    return gap("22 09:00", "22 11:15")


@case("PACE-02", 150)
@case("PACE-02a", 1)
def an_hour_at_the_company() -> Made:
    return gap("22 09:00", "22 11:30")


@case("PACE-02", 135)
@case("PACE-02a", 1)
def way_and_settling_are_no_gap() -> Made:
    """From 10:25 to 11:30 less 15 on the way and 5 to settle: 45 at the company's door, three times."""
    f = facts(visit("v1", talk(minutes=85), sight(), depart="23 09:00"))
    return f, plan(f, v1=[("talk", "22 09:00"), ("museum", "22 11:30")])


@case("PACE-02", 165)
@case("PACE-02a", 1)
def with_a_way() -> Made:
    f = facts(visit("v1", talk(minutes=75), sight(), depart="23 09:00"))
    return f, plan(f, v1=[("talk", "22 09:00"), ("museum", "22 11:30")])


@case("PACE-02", 80)
@case("PACE-02a", 0)
def a_rest_is_no_gap() -> Made:
    """From 14:55 to 16:00, 25 on the way: 40 at the hotel; from 17:00 to 18:15, 35: 40 there again."""
    f = facts(visit("v1", talk("a", minutes=85), talk("b", minutes=60), depart="23 09:00"))
    return f, plan(f, v1=[("a", "22 13:30"), ("rest", "22 16:00", {"end": when("22 17:00")}), ("b", "22 18:15")])


@case("PACE-02", 195)
@case("PACE-02a", 2)
def waiting_after_the_pick_up() -> Made:
    """At the company at 08:50, settled at 08:55, the exchange at 10:00: 65 minutes."""
    f = facts(visit("v1", talk(), depart="23 09:00"))
    return f, plan(f, v1=[("talk", "21 10:00")])


@case("PACE-02", 165)
@case("PACE-02a", 1)
def waiting_for_the_train() -> Made:
    """Talks to 15:30; at the station by 16:55, 30 minutes away: they leave at 16:25."""
    f = facts(visit("v1", talk(), arrive="20 18:00", depart="22 17:35"))
    return f, plan(f, v1=[("talk", "22 14:00")])


@case("PACE-02", 360)
@case("PACE-02a", 3)
def waiting_at_the_airport_where_nothing_else_is_done() -> Made:
    """Out at the station at 08:10, at the airport at 08:30 (rush hour), due there at 10:30: 120 minutes."""
    here = group(arrive="21 08:00", departure={"at": when("21 12:00"), "place": "air"})
    f = facts(visit("v1", groups=[here]))
    p = plan(f, v1=[])
    out = when("21 08:10")
    there = f.travel.after("rail", "air", out)
    return f, changed(p, p.moves[0].id, kind="pick_up", depart=out, arrive=there)


@case("PACE-02", 0)
@case("PACE-02a", 0)
def mornings_and_evenings_at_the_hotel() -> Made:
    f = facts(visit("v1", talk(), arrive="20 18:00", depart="23 09:00"))
    return f, plan(f, v1=[("talk", "22 11:00")])


def checking_in(start: str) -> Made:
    """Out at 13:40; settled at the inn at 13:55; from 14:45 or 15:00 on nothing to the talk."""
    f = facts(visit("v1", talk(), arrive="21 13:30", depart="23 09:00"))
    return f, plan(f, v1=[("check_in", start), ("talk", "21 15:45")])


@case("PACE-02", 40)
@case("PACE-02a", 0)
def a_few_minutes_at_the_desk() -> Made:
    return checking_in("21 14:00")


@case("PACE-02", 40)
@case("PACE-02a", 0)
def waiting_for_the_room() -> Made:
    """Twenty minutes before it, and twenty in the room, all at the hotel."""
    return checking_in("21 14:15")


def test_who_is_brought_to_the_hotel_late_waits_before_it() -> None:
    """From the museum to the inn just before the rest: the guests wait at the museum's door."""
    f = facts(visit("v1", sight(minutes=60), depart="23 09:00"))
    p = plan(f, v1=[("museum", "22 14:00"), ("rest", "22 16:30", {"end": when("22 18:00")})])
    move = next(m for m in p.moves if m.origin == "museum")
    waiting = shifted(p, move.id, when("22 16:25") - move.arrive)
    late, once = (sum(v.amount for v in judged("PACE-02", (f, made))) for made in (waiting, p))
    assert late == 3 * once > 0
    assert judged("PACE-02a", (f, waiting))
    assert not judged("PACE-02a", (f, p))


def test_the_first_wait_of_the_stay_is_where_the_pick_up_ends() -> None:
    """Who is driven to the hotel at once waits there for the room, at a third of the price."""
    f, p = checking_in("21 14:15")
    waited = [wait for wait in waits(programme(f, p, "v1")) if wait.step.item and wait.step.item.kind == "check_in"]
    assert [(wait.at_ease, wait.minutes) for wait in waited] == [(True, 20)]


def day_visit(id: str, *, guests: int = 3) -> Any:
    """Return a visit of two talks on one day, from and to the company, in the guests' own cars."""
    here = group(arrive="21 08:55", depart="21 13:00", by="site", unnamed=guests)
    return visit(id, talk("a"), talk("b"), provides={"lodging": False, "cars": False}, members=[], groups=[here])


def gap_of_day_visit(guests: int = 3) -> Made:
    """The talks are 45 minutes apart."""
    f = facts(day_visit("v1", guests=guests))
    return f, plan(f, v1=[("a", "21 09:00"), ("b", "21 11:15")])


@case("PACE-02a", 0)
def guests_without_a_hotel_rest_in_the_reception_room() -> Made:
    return gap_of_day_visit()


@case("PACE-02a", 1)
def the_reception_room_is_too_small_for_them() -> Made:
    return gap_of_day_visit(guests=11)


def test_a_minute_in_the_reception_room_counts_once() -> None:
    small, large = gap_of_day_visit(guests=10), gap_of_day_visit(guests=11)
    assert 3 * sum(v.amount for v in judged("PACE-02", small)) == sum(v.amount for v in judged("PACE-02", large)) > 0


def test_no_two_delegations_rest_in_one_room() -> None:
    """The reception room for the first, the smallest meeting room that is free for the second one."""
    f = facts(day_visit("v1"), day_visit("v2"))
    rows = [("a", "21 09:00", {"room": "r2"}), ("b", "21 11:15", {"room": "r2"})]
    p = plan(f, v1=rows, v2=rows)
    rests = company_rests(f, p)
    assert [(rest.item, rest.start, rest.end) for rest in rests[:1]] == [("v1/b", when("21 10:30"), when("21 11:05"))]
    assert [rest.room.id for rest in rests if rest.room] == ["r3", "r1"]


def test_where_no_room_is_free_one_is_to_be_found() -> None:
    """Two talks in other rooms at that time; the last room is closed."""
    shut = [{"start": "2026-09-21T00:00", "end": "2026-09-22T00:00"}]
    rooms = [room.replace(closures=shut) if room.id != "r2" else room for room in company().rooms]
    other = visit("v2", talk("c"))
    f = facts(day_visit("v1"), other, company=company(rooms=[room.model_dump(mode="json") for room in rooms]))
    rows = [("a", "21 09:00", {"room": "r2"}), ("b", "21 11:15", {"room": "r2"})]
    free = plan(f, v1=rows, v2=[("c", "21 14:30", {"room": "r2"})])
    taken = plan(f, v1=rows, v2=[("c", "21 10:00", {"room": "r2"})])
    assert [rest.room.id for rest in company_rests(f, free) if rest.room] == []
    assert [line.say("zh") for line in rests_at_company(f, taken)] == [
        "9月21日10:30至11:05没有空闲的会客室或会议室,另找客人休息的地方(3 人)"
    ]


def lunch_at(house: str, hotel: str) -> Made:
    """Talks to 10:00, lunch in a hotel's restaurant at 11:45, 20 minutes away; in their own they are at 10:20."""
    f = facts(visit("v1", talk(minutes=60), depart="23 09:00", hotel=hotel))
    return f, plan(f, v1=[("hotel", hotel), ("talk", "22 09:00"), ("lunch", "22 11:45", {"place": house})])


@case("PACE-02", 80)
@case("PACE-02a", 0)
def a_free_hour_in_their_hotel() -> Made:
    return lunch_at("inn_dining", "inn")


@case("PACE-02", 240)
@case("PACE-02a", 2)
def a_free_hour_in_a_hotel_that_is_not_theirs() -> Made:
    return lunch_at("inn_dining", "grand")


@case("PACE-02", 0)
@case("PACE-02a", 0)
def who_has_come_by_car_leaves_when_the_programme_is_over() -> Made:
    here = group(arrive="21 09:00", depart="21 16:00", by="site")
    f = facts(visit("v1", talk(), groups=[here]))
    return f, plan(f, v1=[("talk", "21 09:00")])


# -- PACE-03


@case("PACE-03", 0)
def from_half_past_eight() -> Made:
    f = facts(visit("v1", talk(), depart="23 09:00"))
    return f, plan(f, v1=[("talk", "22 08:30")])


@case("PACE-03", 15)
def too_early() -> Made:
    f = facts(visit("v1", talk(), depart="23 09:00"))
    return f, plan(f, v1=[("talk", "22 08:15")])


@case("PACE-03", 0)
def morning_to_one() -> Made:
    f = facts(visit("v1", talk(), depart="23 09:00"))
    return f, plan(f, v1=[("talk", "22 11:30")])


@case("PACE-03", 15)
def morning_runs_over() -> Made:
    f = facts(visit("v1", talk(), depart="23 09:00"))
    return f, plan(f, v1=[("talk", "22 11:45")])


def official_talks(start: str) -> Made:
    f = facts(visit("v1", talk(hosts=hosts()), depart="23 09:00"))
    return f, plan(f, v1=[("talk", start)])


@case("PACE-03", 0)
def talks_of_others_go_on_over_noon() -> Made:
    return official_talks("22 12:30")


@case("PACE-03", 15)
def talks_of_others_end_by_two() -> Made:
    return official_talks("22 12:45")


@case("PACE-03", 15)
def afternoon_too_early() -> Made:
    f = facts(visit("v1", talk(), depart="23 09:00"))
    return f, plan(f, v1=[("lunch", "22 12:00"), ("talk", "22 13:15")])


@case("PACE-03", 0)
def show_to_ten() -> Made:
    f = facts(visit("v1", {"kind": "entertainment", "id": "show"}, depart="23 09:00"))
    return f, plan(f, v1=[("dinner", "22 17:30"), ("show", "22 20:00")])


@case("PACE-03", 15)
def show_too_late() -> Made:
    f = facts(visit("v1", {"kind": "entertainment", "id": "show"}, depart="23 09:00"))
    return f, plan(f, v1=[("dinner", "22 17:30"), ("show", "22 20:15")])


@case("PACE-03", 5)
def off_the_quarter_hour() -> Made:
    f = facts(visit("v1", talk(), depart="23 09:00"))
    return f, plan(f, v1=[("talk", "22 09:05")])


@case("PACE-03", 0)
def off_the_quarter_hour_by_appointment() -> Made:
    f = facts(visit("v1", talk(at=when("22 09:10")), depart="23 09:00"))
    return f, plan(f, v1=[("talk", "22 09:10")])


@case("PACE-03", 2)
def move_off_the_grid() -> Made:
    f = facts(visit("v1", talk(), depart="23 09:00"))
    return f, shifted(plan(f, v1=[("talk", "22 09:00")]), "v1/to-talk", 2)


# -- PACE-04: "避免冲突和重复安排"


@case("PACE-04", 1)
def two_things_at_once() -> Made:
    f = three_days(talk("a"), talk("b"))
    return f, plan(f, v1=[("a", "22 09:00"), ("b", "22 10:15", {"room": "r2"})])


@case("PACE-04", 0)
def one_after_the_other() -> Made:
    f = three_days(talk("a"), talk("b"))
    return f, plan(f, v1=[("a", "22 09:00"), ("b", "22 10:30")])


@case("PACE-04", 1)
def the_same_sight_twice() -> Made:
    f = three_days(sight("m1"), sight("m2"))
    return f, plan(f, v1=[("m1", "22 09:00"), ("m2", "22 14:00")])


# -- PACE-05


TABLE = [("lunch", "21 12:00"), ("dinner", "21 18:00"), ("lunch", "23 12:00")]


def packed(place: str, end: str) -> dict[str, Any]:
    return {"place": place, "dining_room": None, "end": when(end)}


def trip(*more: tuple[Any, ...], lunch: str = "inn") -> Made:
    """The temple is 110 minutes from the inn: there to 15:15, and through the rush hour back at the inn at 17:40."""
    known = {"talk": talk(), "museum": sight(), "show": {"kind": "entertainment", "id": "show"}}
    asked = [known[row[0]] for row in more if row[0] in known]
    f = three_days(sight("temple", "temple", minutes=60), *asked)
    noon = ("lunch", "22 11:30", packed(lunch, "22 12:00"))
    return f, plan(f, v1=[*TABLE, noon, ("temple", "22 14:15"), *more])


@case("PACE-05", 0)
def a_day_of_its_own() -> Made:
    return trip(("dinner", "22 18:00"))


@case("PACE-05", 1)
def exchange_on_the_same_day() -> Made:
    return trip(("talk", "22 09:00"), ("dinner", "22 18:00"), lunch="site")


@case("PACE-05", 0)
def exchange_on_another_day() -> Made:
    return trip(("talk", "23 09:00"), ("dinner", "22 18:00"))


FAR_DINNER = ("dinner", "22 17:30", packed("temple", "22 18:00"))


@case("PACE-05", 1)
def late_for_a_show() -> Made:
    """Not back for dinner, but a show was wished: it counts as another item, the late return does not."""
    return trip(FAR_DINNER, ("show", "22 20:00"))


@case("PACE-05", 1)
def dinner_far_away() -> Made:
    return trip(FAR_DINNER)


def back(minutes: int) -> Made:
    f = three_days(sight("temple", "temple", minutes=minutes), provides={"meals": False})
    return f, plan(f, v1=[("temple", "22 17:00")])


@case("PACE-05", 0)
def back_at_half_past_seven() -> Made:
    """110 minutes from 17:15, 105 of them in the rush hour, which is over at 19:00."""
    return back(15)


@case("PACE-05", 1)
def back_later() -> Made:
    return back(20)


@case("PACE-05", 0)
def ninety_minutes_is_not_long() -> Made:
    """The plant is 80 minutes from the inn."""
    f = three_days({"kind": "project", "id": "far", "place": "plant"}, talk())
    return f, plan(f, v1=[("talk", "22 09:00"), ("far", "22 14:00")])


@case("PACE-05", 1)
def one_day_visits_start_at_the_company() -> Made:
    """No hotel: the temple is 130 minutes from the company."""
    f = facts(visit("v1", talk(), sight("temple", "temple"), groups=[group("g1", "21 08:00", "21 20:00")]))
    return f, plan(f, v1=[("talk", "21 09:15"), ("temple", "21 14:00")])


SHOW = {"kind": "performance", "id": "show", "place": "hall"}


@case("PACE-03", 0)
def an_official_performance_ends_as_late_as_a_show() -> Made:
    return received(SHOW, rows=[("dinner", "21 18:00"), ("show", "21 20:15")])


@case("PACE-03", 15)
def an_official_performance_ends_too_late() -> Made:
    return received(SHOW, rows=[("dinner", "21 18:00"), ("show", "21 20:45")])


test_case = run(__name__)
