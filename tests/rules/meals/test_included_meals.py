"""Meals within items, lunches that interrupt one, receptions and teas: what every rule about meals and breaks says."""

from __future__ import annotations

from typing import Any

import pytest

from models.domain.activities import Request
from models.domain.included_meals import has_lunch_break, included_meal, start_hours
from models.domain.places import Way
from tests import weeks
from tests.rules.cases import Made, case, judged, run
from tests.weeks import banquet, company, edition, facts, plan, sight, talk, visit, without

CAFE = {
    "kind": "restaurant", "id": "cafe", "name": "园内餐厅", "at": "museum", "price": 60, "serves": ["halal"],
    "dining_rooms": [{"id": "hall", "name": "大厅", "seats": 40, "private": False},
                     {"id": "p1", "name": "松", "seats": 3}],
}  # fmt: skip
HALL = {"id": "hall", "name": "大厅", "seats": 3, "private": False, "standing": 6}
CANTEEN = {"lunch": {"restaurant": "canteen", "dining_room": "hall"}}
IN_CAFE = {"lunch": {"restaurant": "cafe", "dining_room": "hall"}}
DINNER = ("dinner", "21 18:30")
LATE = weeks.when("21 20:00")


def made(*requests: dict[str, Any], rows: list[Any], cafe: dict[str, Any] | None = None, **changes: Any) -> Made:
    """Return a visit of a day and a night with some requests, and its plan."""
    places = [*weeks.place("museum", minutes=90), {**CAFE, **(cafe or {})}]
    f = facts(visit("v1", *requests, **{"depart": "22 09:00", **changes}), company=company(places=places))
    return f, plan(f, v1=rows)


# -- a lunch that an item gives its guests


@case("MEAL-01", 0)
@case("MEAL-01a", 0)
@case("MEAL-01b", 0)
@case("MEAL-02", 0)
@case("STR-04", 0)
@case("PACE-03", 0)
@case("ORD-02", 0)
def an_exchange_over_lunch() -> Made:
    return made(talk(meal="lunch", minutes=120), rows=[("talk", "21 11:00"), DINNER])


@case("STR-04", 1)
def a_lunch_beside_an_exchange_over_lunch() -> Made:
    return made(talk(meal="lunch"), rows=[("talk", "21 13:00"), ("lunch", "21 11:45"), DINNER])


@case("MEAL-01", 1)
def an_exchange_over_lunch_that_ends_too_soon_for_it() -> Made:
    return made(talk(meal="lunch"), rows=[("talk", "21 10:45"), DINNER])


@case("MEAL-01", 0)
def a_show_with_dinner() -> Made:
    show = {"kind": "entertainment", "id": "show", "place": "opera", "meal": "dinner", "meal_price": 120}
    return made(show, rows=[("lunch", "21 12:00"), ("show", "21 18:30")], level="A")


@case("MEAL-01", 1)
def a_talk_at_noon_without_a_meal_is_no_lunch() -> Made:
    return made(talk(), rows=[("talk", "21 11:00"), DINNER])


@case("COST-02", 3)
def a_meal_dearer_than_the_package() -> Made:
    f, _ = made(talk(), rows=[])
    price = f.stay("v1").package.meal_price + 100
    return made(talk(meal="lunch", meal_price=price), rows=[("talk", "21 11:45"), DINNER])


@case("PACE-01", 210)
def programme_is_what_is_no_meal() -> Made:
    """An exchange of two hours with lunch holds one hour of programme."""
    return made(talk(meal="lunch", minutes=120), rows=[("talk", "22 11:00")], arrive="21 19:00", depart="23 09:00")


# -- a working breakfast


@case("SENSE-03", 0)
@case("PACE-03", 0)
@case("STR-04", 0)
def a_working_breakfast() -> Made:
    return made(talk(meal="breakfast", minutes=60), rows=[("talk", "22 07:30")], depart="22 14:00")


@case("PACE-03", 15)
def a_breakfast_too_early() -> Made:
    return made(talk(meal="breakfast", minutes=60), rows=[("talk", "22 07:15")], depart="22 14:00")


@case("PACE-03", 0)
def a_breakfast_at_the_hour_that_was_fixed() -> Made:
    at = weeks.when("22 07:00")
    return made(talk(meal="breakfast", minutes=60, at=at), rows=[("talk", at)], depart="22 14:00")


@case("SENSE-03", 20)
def an_exchange_before_breakfast() -> Made:
    return made(talk(), rows=[("talk", "22 08:15")], depart="22 14:00")


# -- a lunch that interrupts an item


@case("MEAL-01", 0)
@case("MEAL-01a", 0)
@case("MEAL-02", 0)
@case("MEAL-03", 0)
@case("MEAL-04", 0)
@case("MEAL-08", 0)
@case("STR-01", 0)
@case("STR-02", 0)
@case("STR-04", 0)
@case("STR-09", 0)
@case("STR-10", 0)
@case("PACE-03", 0)
@case("PACE-01", 0)
@case("ORD-02", 0)
def a_whole_day_at_the_table() -> Made:
    return made(talk(minutes=480), rows=[("talk", "21 09:15", CANTEEN), DINNER])


@case("MEAL-01a", 1)
def a_packed_lunch_in_the_midst() -> Made:
    return made(talk(minutes=480), rows=[("talk", "21 09:15"), DINNER])


@case("MEAL-01", 1)
def a_whole_day_that_begins_after_noon() -> Made:
    rows = [("talk", "21 12:15", CANTEEN), ("dinner", "21 19:30")]
    return made(talk(minutes=420), rows=rows, arrive="21 10:00")


@case("MEAL-01", 0)
@case("STR-09", 0)
@case("MEAL-02", 1)
@case("ORD-01", 0)
def a_whole_day_at_a_sight_with_its_restaurant() -> Made:
    return made(sight(minutes=480), rows=[("museum", "21 09:30", IN_CAFE), DINNER])


@case("STR-09", 1)
def a_lunch_in_a_restaurant_far_away() -> Made:
    far = {"lunch": {"restaurant": "garden", "dining_room": "hall"}}
    return made(sight(minutes=480), rows=[("museum", "21 09:30", far), DINNER])


@case("STR-09", 1)
def a_lunch_in_an_item_that_none_interrupts() -> Made:
    return made(talk(), rows=[("talk", "21 09:15", CANTEEN), ("lunch", "21 12:00"), DINNER])


@case("STR-01", 1)
def unknown_room_for_a_lunch() -> Made:
    where = {"lunch": {"restaurant": "canteen", "dining_room": "tent"}}
    return made(talk(minutes=480), rows=[("talk", "21 09:15", where), DINNER])


@case("STR-10", 60)
def a_restaurant_that_is_closed_at_noon() -> Made:
    monday = {"closed": ["2026-09-21"]}
    return made(sight(minutes=480), rows=[("museum", "21 09:30", IN_CAFE), DINNER], cafe=monday)


@case("MEAL-03", 1)
def a_room_too_small_for_the_lunch() -> Made:
    room = {"lunch": {"restaurant": "cafe", "dining_room": "p1"}}
    return made(sight(minutes=480), rows=[("museum", "21 09:30", room), DINNER])


@case("MEAL-04", 1)
def a_restaurant_that_does_not_serve_a_guest() -> Made:
    vegetarian = weeks.members(diet=["vegetarian"])
    dinner = ("dinner", "21 18:30", {"place": "garden"})
    return made(sight(minutes=480), rows=[("museum", "21 09:30", IN_CAFE), dinner], members=vegetarian)


@case("SENSE-05", 2)
def the_same_restaurant_again() -> Made:
    rows = [("museum", "21 09:30", IN_CAFE), ("dinner", "21 18:30", {"place": "cafe", "dining_room": "hall"})]
    return made(sight(minutes=480), rows=rows)


@case("ORD-01", 1)
def a_day_at_a_sight_before_business() -> Made:
    rows = [("museum", "22 09:30", IN_CAFE), ("dinner", "22 18:30"), ("talk", "23 09:30")]
    return made(sight(minutes=480), talk(), rows=rows, arrive="21 20:00", depart="23 13:00")


@case("SENSE-18", 0)
def a_photo_after_a_day_of_talks() -> Made:
    photo = {"kind": "photo", "id": "photo"}
    return made(talk(minutes=400), photo, rows=[("talk", "21 09:15", CANTEEN), ("photo", "21 16:30"), DINNER])


@case("SENSE-06", 30)
def a_banquet_right_after_a_day_at_a_sight() -> Made:
    rows = [("museum", "21 09:30", IN_CAFE), ("welcome", "21 18:00")]
    return made(sight(minutes=460), banquet(), rows=rows)


def rivals_at_lunch(start: str) -> Made:
    """Return a day of talks with lunch in a restaurant round the corner, where rivals eat from a moment on."""
    ways = [{"a": "site", "b": "lakeside", "minutes": 5, "walk": 6}]
    known = [way for way in weeks.company().ways if {way.a, way.b} != {"site", "lakeside"}]
    asked = talk(minutes=420), sight()
    one, two = (visit(id, request, depart="22 09:00") for id, request in zip(("v1", "v2"), asked, strict=True))
    ours = company().replace(ways=(*known, *(Way.model_validate(way) for way in ways)))
    f = facts(one.replace(rivals=("v2",)), two, company=ours)
    near = {"lunch": {"restaurant": "lakeside", "dining_room": "hall"}}
    rows = [
        ("museum", "21 09:30"),
        ("lunch", start, {"place": "lakeside"}),
        ("dinner", "21 17:45", {"place": "garden"}),
    ]
    return f, plan(f, v1=[("hotel", "inn"), ("talk", "21 09:15", near), DINNER], v2=[("hotel", "grand"), *rows])


@case("TOUR-05", 1)
@case("STR-09", 0)
def rivals_in_the_restaurant_round_the_corner() -> Made:
    return rivals_at_lunch("21 12:30")


@case("TOUR-05", 0)
def rivals_who_come_there_later() -> Made:
    return rivals_at_lunch("21 13:15")


# -- forms of hospitality


@case("MEAL-01", 0)
@case("PACE-03", 0)
@case("SENSE-14", 0)
def a_buffet_in_the_evening() -> Made:
    return made(banquet(form="buffet"), rows=[("lunch", "21 12:00"), ("welcome", "21 17:00")])


@case("MEAL-01", 1)
def a_buffet_too_late() -> Made:
    return made(banquet(form="buffet"), rows=[("lunch", "21 12:00"), ("welcome", "21 18:00")])


@case("MEAL-01", 0)
@case("PACE-03", 0)
@case("STR-04", 0)
def a_cocktail_reception_before_dinner() -> Made:
    rows = [("lunch", "21 12:00"), ("welcome", "21 17:00"), ("dinner", "21 19:30")]
    return made(banquet(form="cocktail"), rows=rows)


@case("MEAL-01", 1)
def a_cocktail_reception_is_no_dinner() -> Made:
    return made(banquet(form="cocktail"), rows=[("lunch", "21 12:00"), ("welcome", "21 17:00")])


@case("MEAL-01", 0)
def a_cocktail_reception_that_is_said_to_be_the_dinner() -> Made:
    return made(banquet(form="cocktail", meal="dinner"), rows=[("lunch", "21 12:00"), ("welcome", "21 17:00")])


@case("MEAL-01", 0)
@case("PACE-03", 0)
@case("STR-04", 0)
@case("SENSE-14", 0)
@case("SENSE-01", 0)
def a_tea_in_the_morning() -> Made:
    rows = [("welcome", "22 10:00"), ("lunch", "22 12:00")]
    return made(banquet(form="tea"), rows=rows, arrive="21 20:00", depart="22 16:00")


@case("PACE-03", 30)
def a_tea_too_early() -> Made:
    rows = [("welcome", "22 09:00"), ("lunch", "22 12:00")]
    return made(banquet(form="tea"), rows=rows, arrive="21 20:00", depart="22 16:00")


def reception(*requests: dict[str, Any], rows: list[Any], people: int = 2, second: Any = None) -> Made:
    """Return receptions in a restaurant whose hall seats three and holds six standing."""
    places = weeks.place("garden", dining_rooms=[HALL, {"id": "p1", "name": "兰", "seats": 10}])
    one = visit("v1", *requests, members=weeks.members(people), depart="22 09:00")
    other = [visit("v2", second, members=weeks.members(1), depart="22 09:00")] if second else []
    f = facts(one, *other, company=company(places=places))
    return f, plan(f, v1=rows, **({"v2": rows} if second else {}))


@case("MEAL-03", 0)
@case("MEAL-03a", 0)
def standing_in_the_hall() -> Made:
    rows = [("welcome", "21 17:00", {"dining_room": "hall"})]
    return reception(banquet(form="buffet", company=3), rows=rows)


@case("MEAL-03", 1)
@case("MEAL-03a", 1)
def seated_in_the_hall() -> Made:
    rows = [("welcome", "21 17:00", {"dining_room": "hall"})]
    return reception(banquet(form="buffet", seated=True), rows=rows)


@case("MEAL-03", 3)
def two_receptions_in_one_hall() -> Made:
    rows = [("welcome", "21 17:00", {"dining_room": "hall"})]
    return reception(banquet(form="buffet", company=0), rows=rows, second=banquet(form="buffet", company=0))


# -- the facts behind


def asked(**request: Any) -> Request:
    return visit("v1", request).requests[0]


@pytest.mark.parametrize(
    ("request_", "meal"),
    [
        (talk(), None),
        (talk(meal="breakfast"), "breakfast"),
        (banquet(), "dinner"),
        (banquet(lunch=True), "lunch"),
        (banquet(form="informal"), "dinner"),
        (banquet(form="buffet"), "dinner"),
        (banquet(form="buffet", lunch=True), "lunch"),
        (banquet(form="cocktail"), None),
        (banquet(form="cocktail", lunch=True), "lunch"),
        (banquet(form="tea"), None),
        (banquet(form="tea", meal="dinner"), "dinner"),
    ],
)
def test_which_meal_a_request_is(request_: dict[str, Any], meal: str | None) -> None:
    assert included_meal(asked(**request_)) == meal


@pytest.mark.parametrize(
    ("minutes", "changes", "interrupted"),
    [(360, {}, False), (375, {}, True), (240, {"lunch_break": True}, True), (480, {"meal": "lunch"}, False)],
)
def test_what_a_lunch_interrupts(minutes: int, changes: dict[str, Any], interrupted: bool) -> None:
    """The afternoon from 13:30 to 19:30 is the longest half of a day."""
    shape = edition().shape
    assert has_lunch_break(shape, asked(**talk(minutes=minutes, **changes)), minutes) == interrupted


@pytest.mark.parametrize(
    ("request_", "minutes", "hours"),
    [
        (talk(meal="lunch"), 90, {"lunch": ("11:00", "13:30")}),
        (talk(meal="lunch"), 30, {"lunch": ("11:30", "13:30")}),
        (talk(meal="lunch"), 480, {"lunch": ("08:30", "13:30")}),
        (talk(meal="dinner"), 120, {"dinner": ("17:00", "19:30")}),
        (talk(), 480, {"lunch": ("08:30", "12:00")}),
        (talk(), 720, {"lunch": ("08:30", "09:30")}),
        (banquet(form="cocktail"), 90, {"pm": ("17:00", "17:30")}),
        (banquet(form="cocktail"), 180, {"pm": ("17:00", "17:00")}),
        (banquet(form="cocktail", latest="16:00"), 90, {"pm": ("16:00", "17:30")}),
        (banquet(form="buffet", after={"request": "a", "directly": True}), 120, {"dinner": ("17:00", "19:30")}),
        (banquet(form="buffet", lunch=True, after={"request": "a", "within": 30}), 90, {"lunch": ("12:00", "13:30")}),
        (banquet(form="buffet", after="a"), 120, {"dinner": ("17:00", "17:00")}),
        (banquet(form="cocktail", earliest="20:30"), 90, {"pm": ("17:00", "20:00")}),
        (banquet(form="buffet", lunch=True), 90, {"lunch": ("12:00", "12:30")}),
        (banquet(form="tea"), 60, {"am": ("09:30", "10:30"), "pm": ("14:30", "16:00")}),
        (banquet(form="tea", part="evening"), 60, {"pm": ("19:00", "20:30"), "evening": ("19:00", "20:30")}),
        (banquet(form="cocktail", at=LATE), 60, {"pm": ("20:00",) * 2, "evening": ("20:00",) * 2}),
        (banquet(form="cocktail", at=LATE), 120, {"pm": ("20:00", "19:30"), "evening": ("20:00", "19:30")}),
    ],
)
def test_when_an_item_may_begin(request_: dict[str, Any], minutes: int, hours: dict[str, tuple[str, str]]) -> None:
    found = start_hours(edition().shape, asked(**request_), minutes)
    told = {part: tuple(f"{t // 60:02d}:{t % 60:02d}" for t in span) for part, span in (found or {}).items()}
    assert told == hours


def test_a_long_reception_of_late_hours_ends_with_the_day() -> None:
    shape = edition().shape.replace(reception_evening=(17 * 60, 23 * 60))
    assert start_hours(shape, asked(**banquet(form="buffet")), 120) == {"dinner": (17 * 60, shape.day_end - 120)}


def test_items_without_a_meal_begin_as_ever() -> None:
    for request in (talk(), banquet(), banquet(form="informal"), sight()):
        assert start_hours(edition().shape, asked(**request), 90) is None


def test_a_meal_left_out_is_missed() -> None:
    f, p = an_exchange_over_lunch()
    assert [v.amount for v in judged("MEAL-01", (f, without(p, "v1/talk")))] == [1]


test_case = run(__name__)
