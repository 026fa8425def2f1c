"""ORD-04 to ORD-06: the order that the planner asks for."""

from __future__ import annotations

from typing import Any

import pytest

from models.cp.ledger import Ledger
from models.domain.facts import Facts
from models.domain.revision import Revision
from models.itinerary.model.build import build
from models.rules.catalogue import rules
from tests.rules.cases import Made, case, judged, rule, run
from tests.rules.pinning import ask
from tests.rules.plans import structure
from tests.weeks import banquet, facts, plan, sight, talk, tour, visit, when

PHOTO = {"kind": "photo", "id": "photo"}


def made(*requests: Any, rows: list[Any], **changes: Any) -> Made:
    f = facts(visit("v1", *requests, **changes))
    return f, plan(f, v1=rows)


# -- ORD-04: after and before


def signing(start: str) -> Made:
    sign = {"kind": "signing", "id": "sign", "leader": "boss", "after": "talk"}
    return made(talk(), sign, rows=[("talk", "21 09:15"), ("sign", start)])


@case("ORD-04", 0)
def signing_after_the_talk() -> Made:
    return signing("21 11:00")


@case("ORD-04", 120)
def signing_before_the_talk() -> Made:
    return signing("21 08:45")


@case("ORD-04", 0)
def after_on_the_next_day() -> Made:
    return made(talk(), tour(after="talk"), rows=[("talk", "21 14:00"), ("tour", "22 09:00")])


@case("ORD-04", 1290)
def after_but_on_the_day_before() -> Made:
    return made(talk(), tour(after=["talk"]), rows=[("tour", "21 14:00"), ("talk", "22 10:00")])


@case("ORD-04", 165)
def before_but_after() -> Made:
    """The talk should be over when the tour starts at 09:15; it is over at 12:00."""
    return made(talk(before="tour"), tour(), rows=[("tour", "21 09:15"), ("talk", "21 10:30")])


@case("ORD-04", 0)
def a_link_to_what_is_left_out() -> Made:
    """The sight between the two is left out: nothing is concluded about its neighbours."""
    return made(talk(after="museum"), sight(after="tour"), tour(), rows=[("talk", "21 09:15"), ("tour", "21 14:00")])


@case("ORD-04", 120 + 30)
def each_of_two_counts() -> Made:
    """Both should follow the tour, which ends at 11:15."""
    asked = [tour(before=["talk", "photo"]), talk(minutes=30), PHOTO]
    return made(*asked, rows=[("talk", "21 09:15"), ("tour", "21 10:00"), ("photo", "21 10:45")])


@case("ORD-04", 90)
def of_two_parts_that_share_nobody() -> Made:
    """Nobody waits for anybody, and yet the order was asked for."""
    asked = [talk(members=["m1"]), tour(members=["m2", "m3"], after="talk")]
    return made(*asked, rows=[("talk", "21 09:15"), ("tour", "21 09:15")])


# -- ORD-04: directly


DIRECT = {"request": "talk", "directly": True}


@case("ORD-04", 0)
def directly_at_the_same_place() -> Made:
    """Out at 10:45, changeover of ten minutes."""
    return made(talk(), tour(after=DIRECT), rows=[("talk", "21 09:15"), ("tour", "21 11:00")])


@case("ORD-04", 15)
def a_quarter_of_an_hour_too_late() -> Made:
    return made(talk(), tour(after=DIRECT), rows=[("talk", "21 09:15"), ("tour", "21 11:15")])


@case("ORD-04", 0)
def directly_by_car() -> Made:
    """Out at 10:45, fifteen minutes to the museum and five to get out: 11:05."""
    return made(talk(), sight(after=DIRECT), rows=[("talk", "21 09:15"), ("museum", "21 11:15")])


@case("ORD-04", 15)
def a_quarter_of_an_hour_too_late_by_car() -> Made:
    return made(talk(), sight(after=DIRECT), rows=[("talk", "21 09:15"), ("museum", "21 11:30")])


@case("ORD-04", 0)
def directly_in_the_rush_hour() -> Made:
    """Out at 17:00; 15 minutes take 20 in the rush hour, so that 17:30 is the first quarter."""
    return made(talk(), sight(after=DIRECT), rows=[("talk", "21 15:30"), ("museum", "21 17:30")])


@case("ORD-04", 15)
def in_the_rush_hour_a_quarter_too_late() -> Made:
    return made(talk(), sight(after=DIRECT), rows=[("talk", "21 15:30"), ("museum", "21 17:45")])


@case("ORD-04", 75)
def lunch_between() -> Made:
    return made(talk(), tour(after=DIRECT), rows=[("talk", "21 10:00"), ("lunch", "21 11:45"), ("tour", "21 13:00")])


@case("ORD-04", 1)
def another_item_between_and_no_wait() -> Made:
    """The photograph is over within the minutes that the way takes anyway."""
    asked = [talk(), PHOTO, sight(after=DIRECT)]
    return made(*asked, rows=[("talk", "21 09:15"), ("photo", "21 10:45", {}), ("museum", "21 11:15")])


@case("ORD-04", 60 * 22 + 15)
def directly_is_not_the_next_morning() -> Made:
    return made(talk(), tour(after=DIRECT), rows=[("talk", "21 09:15"), ("tour", "22 09:15")])


@case("ORD-04", 0)
def directly_before() -> Made:
    """A walk round, then lunch with the host: sixty minutes by car from the one to the other."""
    asked = [tour(before={"request": "feast", "directly": True}), banquet("feast", lunch=True)]
    return made(*asked, rows=[("tour", "21 10:15"), ("feast", "21 11:45")])


# -- ORD-04: within


WITHIN = {"request": "talk", "within": 30}


@case("ORD-04", 0)
def within_half_an_hour() -> Made:
    return made(talk(), tour(after=WITHIN), rows=[("talk", "21 09:15"), ("tour", "21 11:15")])


@case("ORD-04", 15)
def beyond_half_an_hour() -> Made:
    return made(talk(), tour(after=WITHIN), rows=[("talk", "21 09:15"), ("tour", "21 11:30")])


@case("ORD-04", 30)
def within_half_an_hour_but_before() -> Made:
    return made(talk(), {**PHOTO, "after": WITHIN}, rows=[("photo", "21 10:15"), ("talk", "21 09:15")])


# -- ORD-04: what has begun


def begun(now: str, rows: list[Any]) -> list[int]:
    """Return the amounts that are found in a plan that is made again at a time, the talk at 09:15 announced."""
    f, old = made(talk(), tour(after=DIRECT), rows=[("talk", "21 09:15"), ("tour", "21 11:00")])
    again = Facts(f.week, f.edition, Revision(old, when(now)))
    return [v.amount for v in judged("ORD-04", (again, plan(again, v1=rows)))]


def test_after_the_first_has_begun_only_the_order_counts():
    assert begun("21 09:00", [("talk", "21 09:15"), ("tour", "21 14:00")]) == [180]
    assert begun("21 10:00", [("talk", "21 09:15"), ("tour", "21 14:00")]) == []
    assert begun("21 10:00", [("talk", "21 09:15"), ("tour", "21 10:30")]) == [15]


def test_what_has_begun_waits_for_nothing():
    assert begun("21 11:15", [("talk", "21 14:00"), ("tour", "21 11:00")]) == []


# -- ORD-05


@case("ORD-05", 0)
def on_one_day() -> Made:
    return made(talk(), tour(same_day="talk"), rows=[("talk", "21 09:15"), ("tour", "21 14:00")])


@case("ORD-05", 1)
def not_on_one_day() -> Made:
    return made(talk(), tour(same_day=["talk"]), rows=[("talk", "21 09:15"), ("tour", "22 09:00")])


@case("ORD-05", 2)
def two_days_apart() -> Made:
    rows = [("talk", "21 09:15"), ("tour", "23 09:00")]
    return made(talk(same_day=["tour"]), tour(same_day=["talk"]), rows=rows, depart="23 18:00")


@case("ORD-05", 0)
def on_two_days() -> Made:
    return made(talk(), tour(not_same_day="talk"), rows=[("talk", "21 09:15"), ("tour", "22 09:00")])


@case("ORD-05", 1)
def not_on_two_days() -> Made:
    return made(talk(), tour(not_same_day="talk"), rows=[("talk", "21 09:15"), ("tour", "21 14:00")])


@case("ORD-05", 0)
def on_the_day_of_what_is_left_out() -> Made:
    return made(talk(), tour(same_day="talk", not_same_day=["museum"]), sight(), rows=[("tour", "22 09:00")])


# -- ORD-06


def in_part(part: str, start: str) -> Made:
    return made(talk(part=part), rows=[("talk", start)])


@case("ORD-06", 0)
def in_the_morning() -> Made:
    return in_part("morning", "21 11:30")


@case("ORD-06", 15)
def into_the_noon() -> Made:
    return in_part("morning", "21 11:45")


@case("ORD-06", 0)
def in_the_afternoon() -> Made:
    return in_part("afternoon", "22 13:30")


@case("ORD-06", 180)
def in_the_morning_instead() -> Made:
    return in_part("afternoon", "22 09:30")


@case("ORD-06", 0)
def a_lunch_at_noon() -> Made:
    return made(banquet("feast", lunch=True, part="noon"), rows=[("feast", "21 12:30")])


@case("ORD-06", 0)
def a_dinner_in_the_evening() -> Made:
    return made(banquet(part="evening"), rows=[("welcome", "21 18:00")])


@case("ORD-06", 180)
def a_sight_in_the_afternoon_instead_of_the_evening() -> Made:
    return made(sight(part="evening"), rows=[("museum", "21 14:00")])


def test_the_hours_are_the_edition_s():
    early = {"ORD-06": {"numbers": {"morning_to": "12:00"}}}
    f = facts(visit("v1", talk(part="morning")), rules=early)
    assert [v.amount for v in judged("ORD-06", (f, plan(f, v1=[("talk", "21 11:00")])))] == [30]


@pytest.mark.parametrize("id", ["ORD-04", "ORD-05", "ORD-06"])
def test_titles_tell_two_of_a_kind_apart(id):
    """Two exchanges in one finding are told by their names."""
    asked = talk("late", title="液压座谈", after="talk", same_day="talk", part="evening")
    f = facts(visit("v1", talk(title="盾构座谈"), asked))
    (found,) = judged(id, (f, plan(f, v1=[("talk", "22 14:00"), ("late", "21 09:15")])))
    if id != "ORD-06":
        assert "液压座谈" in found.say()
        assert "盾构座谈" in found.say()


# -- the model


@pytest.mark.parametrize("ends", ["09:30", "11:00", "16:45", "17:00", "18:30", "18:45", "19:00"])
def test_the_model_has_the_same_first_quarter(ends):
    """In and out of rush hours, by car: earlier is too early for the way, a quarter of an hour later is a wait."""
    talks, kept = talk(minutes=30), {}
    for minutes in (15, 30, 45, 60):
        over = when(f"22 {ends}")
        rows = [("talk", over - 30), ("museum", over + minutes)]
        f, p = made(talks, sight(after=DIRECT), rows=rows, depart="23 18:00", provides={"meals": False})
        built_in = [v for id in ("STR-03", "STR-04", "STR-08", "PACE-03", "SENSE-03") for v in judged(id, (f, p))]
        if not built_in:
            kept[minutes] = not judged("ORD-04", (f, p))
            assert ask(f, p, [*structure(f), rule("ORD-04", f)]).possible == kept[minutes], minutes
    assert list(kept.values()).count(True) == 1, "the first quarter alone"


@pytest.mark.parametrize(("start", "kept"), [("21 17:00", True), ("21 17:15", False), ("21 17:30", False)])
def test_a_reception_has_its_own_hours_in_the_model(start, kept):
    """A buffet may begin at 17:00, before any dinner; the talk ends at 16:45, and the way takes ten minutes."""
    buffet = banquet(form="buffet", after=DIRECT, minutes=120)
    rows = [("talk", "21 15:45"), ("welcome", start, {"place": "garden", "dining_room": "hall"})]
    f, p = made(talk(minutes=60), buffet, rows=rows, provides={"meals": False})
    assert (not judged("ORD-04", (f, p))) == kept
    assert ask(f, p, structure(f)).possible
    assert ask(f, p, [*structure(f), rule("ORD-04", f)]).possible == kept


def test_without_an_order_the_model_is_the_same():
    f = facts(visit("v1", talk(), tour(), banquet(), sight()), visit("v2", talk()))
    every = [one for one in rules(f.edition) if one.tier is None]
    others = [one for one in every if one.id not in ("ORD-04", "ORD-05", "ORD-06")]
    models = [build(f, ["v1", "v2"], kept, Ledger.empty(f)).frame.model for kept in (every, others)]
    assert len(every) == len(others) + 3
    assert str(models[0].proto) == str(models[1].proto)


test_case = run(__name__)
