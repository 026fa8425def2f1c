"""STR-12: things are called what they are, and every rule judges what they are."""

from __future__ import annotations

from models.rules.catalogue import rules
from models.rules.core.score import score
from models.rules.core.true_labels import as_it_is
from tests.rules.cases import Made, case, judged, run
from tests.rules.hands import HONOURS, received
from tests.rules.structure.sound_plans import two_sound_days
from tests.weeks import banquet, changed, facts, group, members, plan, shifted, sight, step, talk, visit

# -- STR-12


@case("STR-12", 0)
def two_groups_that_come_and_go_apart() -> Made:
    here = [
        group("g1", "21 08:00", "22 14:00", members=["m1"]),
        group("g2", "21 11:00", "22 18:00", by="air", members=["m2", "m3"]),
    ]
    f = facts(visit("v1", talk(), sight(), members=members(3), groups=here))
    return f, plan(f, v1=[("talk", "21 14:00"), ("museum", "22 09:15")])


@case("STR-12", 0)
def guests_who_drive_to_the_door() -> Made:
    f = facts(visit("v1", talk(), sight(), groups=[group(by="site")]))
    rows = [("talk", "21 08:45"), ("museum", "21 14:15"), ("lunch", "22 12:00", {"place": "garden"})]
    return f, plan(f, v1=rows)


@case("STR-12", 1)
def a_pick_up_called_a_transfer() -> Made:
    f, p = two_sound_days()
    return f, changed(p, step(p, "pick_up").id, kind="transfer")


@case("STR-12", 1)
def a_see_off_called_a_transfer() -> Made:
    f, p = two_sound_days()
    return f, changed(p, step(p, "see_off").id, kind="transfer")


@case("STR-12", 1)
def a_way_home_called_a_see_off() -> Made:
    f, p = two_sound_days()
    return f, changed(p, step(p, "transfer").id, kind="see_off")


@case("STR-12", 1)
def a_pick_up_called_a_see_off_and_late() -> Made:
    f, p = two_sound_days()
    id = step(p, "pick_up").id
    return f, changed(shifted(p, id, 120), id, kind="see_off")


@case("STR-12", 1)
def a_talk_called_shopping() -> Made:
    f, p = two_sound_days()
    return f, changed(p, "v1/talk", kind="shopping")


@case("STR-12", 1)
def a_lunch_called_a_dinner() -> Made:
    f, p = two_sound_days()
    return f, changed(p, "v1/lunch-2026-09-22", kind="dinner")


@case("STR-12", 1)
def a_shop_called_a_sight() -> Made:
    f = facts(visit("v1", talk(), sights="planner"))
    return f, plan(f, v1=[("talk", "21 09:30"), ("sight:mall", "21 14:15")])


@case("STR-12", 1)
def the_ride_after_the_honours_is_the_pick_up() -> Made:
    f, p = received(HONOURS, talk(), rows=[("honours", "21 08:30"), ("talk", "21 10:00")])
    return f, changed(p, "v1/to-talk", kind="transfer")


@case("STR-12", 0)
def honours_then_the_pick_up() -> Made:
    return received(HONOURS, talk(), rows=[("honours", "21 08:30"), ("talk", "21 10:00")])


test_case = run(__name__)


def test_other_rules_judge_what_a_thing_is() -> None:
    """A pick-up, late and with nobody to greet, is judged so whatever it is called."""
    f, p = two_sound_days()
    late = shifted(p, step(p, "pick_up").id, 15)
    lied = changed(late, step(p, "pick_up").id, kind="transfer")
    told = {broken.rule.id for broken in score(f, lied, rules(f.edition)).broken}
    honest = {broken.rule.id for broken in score(f, late, rules(f.edition)).broken}
    assert {"ARR-03", "ARR-06"} <= honest
    assert told == honest | {"STR-12"}


def test_luggage_is_where_its_owners_are() -> None:
    """Before the hotel is reached, a move carries the luggage, marked or not."""
    f = facts(visit("v1", talk(), banquet()))
    p = plan(f, v1=[("talk", "21 09:30"), ("welcome", "21 18:00")])
    way = next(move for move in p.moves if move.target == "garden")
    assert not way.luggage
    assert next(move for move in as_it_is(f, p).moves if move.id == way.id).luggage


def test_a_right_plan_stays_itself() -> None:
    f, p = two_sound_days()
    marked = as_it_is(f, p)
    assert as_it_is(f, marked) is marked
    assert judged("STR-12", (f, marked)) == []
