"""ARR-06: who meets and sees off; others are met by anybody, government by a deputy general manager (rank 3)."""

from __future__ import annotations

from models.domain.people import ANY_RANK
from tests.rules.cases import Made, case, judged, run
from tests.rules.hands import met, with_duty
from tests.weeks import edition, facts, group, plan, talk, visit


@case("ARR-06", 0)
def escort_meets_and_sees_off() -> Made:
    return met("eli")


@case("ARR-06", 4)
def nobody_meets_or_sees_off() -> Made:
    return met(None)


@case("ARR-06", 2)
def greeter_comes_late() -> Made:
    return met("eli", early=-25)


@case("ARR-06", 2)
def escort_for_a_government_leader() -> Made:
    return met("eli", "government")


@case("ARR-06", 0)
def deputy_for_a_government_leader() -> Made:
    return met("deputy", "government")


@case("ARR-06", 2)
def an_escort_for_a_foreign_government() -> Made:
    """At the pick-up and at the see-off."""
    return met("eli", "foreign_government")


@case("ARR-06", 0)
def deputy_for_a_foreign_government() -> Made:
    return met("deputy", "foreign_government")


def test_an_edition_without_foreign_governments_takes_the_higher_of_governments_and_foreigners() -> None:
    shape = edition().shape.replace(greeter_rank={"government": 2, "foreign": 4, "other": 6})
    assert shape.greeter_rank_for("foreign_government") == 2
    assert shape.greeter_rank_for("other") == 6
    assert shape.greeter_rank_for("media") == ANY_RANK


@case("ARR-06", 0)
def own_cars_are_not_met() -> Made:
    f = facts(visit("v1", talk(), provides={"cars": False}))
    return f, plan(f, v1=[("talk", "21 09:30")])


def test_only_the_guest_of_honours_group_needs_rank() -> None:
    here = [group("g1", "21 08:00", members=["m1"]), group("g2", "21 11:00", members=["m2", "m3"])]
    f = facts(visit("v1", talk(), client_kind="government", groups=here))
    p = plan(f, v1=[("talk", "21 09:30"), ("lunch", "21 12:30")])
    late = next(move for move in p.moves if move.groups == ("g2",))
    p = with_duty(p, late.id, "greeter", "eli", late.depart and -30)
    assert late.id not in {about for v in judged("ARR-06", (f, p)) for about in v.about.ids}


test_case = run(__name__)
