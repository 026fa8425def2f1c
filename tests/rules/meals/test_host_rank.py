"""MEAL-07: the rank of a banquet's host; level C wants a director (rank 4) or the guest's rank."""

from __future__ import annotations

from tests.rules.cases import Made, case, judged, run
from tests.rules.hands import received, with_duty
from tests.weeks import banquet, facts, hosts, members, plan, talk, visit


@case("MEAL-07", 0)
def leader_at_talk_and_banquet() -> Made:
    f = facts(visit("v1", talk(), banquet(), level="A"))
    p = plan(f, v1=[("talk", "21 09:30"), ("welcome", "21 18:00")])
    return f, with_duty(with_duty(p, "talk", "leader", "deputy", 0, 20), "welcome", "leader", "boss", -20)


@case("MEAL-07", 2)
def no_leader_at_all() -> Made:
    f = facts(visit("v1", talk(), banquet(), members=members(3, rank=2)))
    return f, plan(f, v1=[("talk", "21 09:30"), ("welcome", "21 18:00")])


def host(person: str, **guest: object) -> Made:
    f = facts(visit("v1", banquet(), members=members(3, **guest)))  # type: ignore[arg-type]
    return f, with_duty(plan(f, v1=[("welcome", "21 18:00")]), "welcome", "leader", person, -20)


@case("MEAL-07", 0)
def director_for_a_director() -> Made:
    return host("director", rank=4)


@case("MEAL-07", 1)
def director_for_a_general_manager() -> Made:
    return host("director", rank=2)


@case("MEAL-07", 0)
def nobody_ranks_as_high_as_a_minister() -> Made:
    return host("boss", rank=1)


def test_a_docent_is_no_host() -> None:
    assert [v.amount for v in judged("MEAL-07", host("dan", rank=6))] == [2]


def test_it_says_whom_the_guest_or_the_package_asks_for() -> None:
    by_guest, by_package = host("director", rank=2), host("ann", rank=6)
    (violation,) = judged("MEAL-07", by_guest)
    assert violation.say().endswith("的主人是总监,按主宾身份应由总经理或更高领导出面")
    (violation,) = judged("MEAL-07", by_package)
    assert "按 C 级套餐应由总监或更高领导" in violation.say()
    assert "by the package of level C a director" in violation.say("en")


@case("MEAL-07", 0)
def whom_the_city_sends_is_its_own_affair() -> Made:
    dinner = banquet(restaurant="city", hosts=hosts())
    return received(dinner, rows=[("welcome", "21 18:00")], members=members(3, rank=2))


test_case = run(__name__)
