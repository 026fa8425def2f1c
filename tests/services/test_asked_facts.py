"""What a visit asks of its first day, of lounges and of the door is planned, and told where it cannot be."""

from __future__ import annotations

from functools import cache

from models.domain.facts import Facts
from models.domain.plan import Plan
from models.rules.todo.collect import things_to_do
from planner.services.provenance import Limits
from planner.services.solve import solve
from tests.searches import less_effort
from tests.weeks import banquet, company, edition, facts, group, talk, visit, when

LOUNGE = {"id": "l1", "name": "贵宾室", "place": "site", "seats": 4}


@cache
def planned() -> tuple[Facts, Plan]:
    """Return a week of two visits that ask for the same lounge and the same leader, and its plan."""
    coming = group(arrive="21 08:00", by="air")
    coming["arrival"] |= {"minutes": 100}
    coming["departure"] |= {"minutes": 200}
    call = {"kind": "call", "id": "call", "leader": "boss"}
    first = talk(reception_line=["boss", "eli"], leader="boss", lounge="l1")
    one = visit(
        "v1", first, banquet(host="deputy"), call, groups=[coming], hotel_first=True, meet_first="call",
        meet_first_must=True,
    )  # fmt: skip
    two = visit("v2", talk(lounge="l1"), members=(), groups=[group(unnamed=3, languages=["en"])])
    made = facts(one, two, company=company(lounges=[LOUNGE]))
    with less_effort():
        result = solve(made.week, Limits(seconds=None, rounds=3), edition())
    assert [broken for broken in result.report.score.musts] == []
    return made, result.plan


def starts(plan: Plan, visit: str) -> dict[str, int]:
    return {item.id.partition("/")[2]: item.start for item in plan.items if item.visit == visit}


def test_nothing_is_left_out():
    assert planned()[1].left_out == ()


def test_minutes_at_the_airport_are_kept():
    moves = [move for move in planned()[1].moves if move.visit == "v1"]
    assert min(move.depart for move in moves) == when("21 09:40")
    assert max(move.arrive for move in moves) <= when("22 14:40")


def test_the_hotel_comes_first_and_rooms_are_asked_for_early():
    f, plan = planned()
    first = min((item for item in plan.items if item.visit == "v1"), key=lambda item: item.start)
    assert first.kind == "check_in"
    told = [line.say() for line in things_to_do(f, plan) if line.rule == "SENSE-02a"]
    assert (first.start < when("21 14:00")) == bool(told)


def test_whoever_must_be_met_first_is():
    begin = starts(planned()[1], "v1")
    assert begin["call"] < min(begin["talk"], begin["welcome"])


def test_the_reception_line_is_free_and_told():
    f, plan = planned()
    item = next(item for item in plan.items if item.id == "v1/talk")
    there = sorted((d.person, d.start, d.end) for d in item.duties if d.role == "reception")
    assert there == [(who, item.start - 10, item.start) for who in ("boss", "eli")]
    told = [line.say() for line in things_to_do(f, plan) if line.rule == "HOST-01" and "列队欢迎" in line.say()]
    assert [text.partition("9月")[0] for text in told] == ["boss、eli"]


def test_the_lounge_is_for_one_party_at_a_time():
    plan = planned()[1]
    assert abs(starts(plan, "v1")["talk"] - starts(plan, "v2")["talk"]) >= 30


def test_guests_without_names_have_an_interpreter():
    f, plan = planned()
    assert f.stay("v2").language == "en"
    assert any(d.role == "interpreter" and d.language == "en" for i in plan.items if i.visit == "v2" for d in i.duties)
