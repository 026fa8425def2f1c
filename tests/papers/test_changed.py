"""Changes in words: what a driver, a room or a delegation is told."""

from __future__ import annotations

from functools import cache

import pytest

from models.domain.errors import FaultyInput
from models.domain.facts import Facts
from models.domain.plan import LeftOut, Plan, Ride
from planner.judging.check import check
from planner.language.words import Words
from planner.papers.comparison import comparison_text
from planner.papers.paper import Paper
from planner.papers.tables.changed import ChangeTexts
from planner.papers.tables.compared import measured, told
from planner.services.compare import compare
from planner.services.plan_changes import changes
from tests.mutations.test_by_hand import good, swap_duty
from tests.services.test_plan_changes import pool
from tests.weeks import changed, shifted, step, talk, visit, without


def paper(plan: Plan, lang: str = "zh", facts: Facts | None = None) -> Paper:
    f = facts or good()[0]
    return Paper(check(f.week, plan, f.edition), Words(lang))  # type: ignore[arg-type]


def lines(before: Plan, after: Plan, lang: str = "zh") -> list[str]:
    return list(ChangeTexts(paper(before, lang), paper(after, lang)).lines(changes(before, after)))


def later() -> Plan:
    _, p = good()
    move = step(p.of("v1"), "pick_up")
    return changed(p, move.id, depart=move.depart + 30, arrive=move.arrive + 30)


def test_a_driver_is_told_the_new_time_and_the_old():
    _, p = good()
    assert "司机钱师傅：9月21日 周一 08:40–09:20 接站 高铁站→公司（客户v1，3人），原 08:10–08:50" in lines(p, later())
    assert (
        "driver 钱师傅: 21 Sep Mon 08:40–09:20 met at the station 高铁站→公司 (客户v1, 3 people), was 08:10–08:50"
        in lines(p, later(), "en")
    )


def test_another_day_is_said_with_its_day():
    _, p = good()
    said = lines(p, shifted(p, "v1/museum", 1440))
    assert any(line.startswith("客户v1：9月22日 周二 14:15") and "原 9月21日 周一 14:15–15:45" in line for line in said)


def test_who_takes_over_and_from_whom():
    _, p = good()
    move = step(p.of("v1"), "pick_up")
    rides = tuple(Ride.model_validate({**ride.model_dump(), "driver": "d1"}) for ride in move.rides)
    said = lines(p, changed(p, move.id, rides=rides))
    assert "司机钱师傅：取消 9月21日 周一 08:10–08:50 接站 高铁站→公司（客户v1，3人），改为司机赵师傅" in said
    assert "司机赵师傅：新增 9月21日 周一 08:10–08:50 接站 高铁站→公司（客户v1，3人），原为司机钱师傅" in said
    assert "商务车：9月21日 周一 08:10–08:50 接站 高铁站→公司（客户v1，3人），司机钱师傅改为司机赵师傅" in said


def test_rooms_and_people():
    _, p = good()
    said = lines(p, changed(p, "v2/talk", room="r1"))
    assert "客户v2：9月21日 周一 14:00–15:30 技术交流 一号会议室，原 二号会议室" in said
    assert "一号会议室：新增 9月21日 周一 14:00–15:30 技术交流（客户v2），原为二号会议室" in said
    said = lines(p, swap_duty(p, "v1/talk", "expert", person="bob"))
    assert any(line.startswith("bob：新增") and line.endswith("原为ann") for line in said)
    assert any(line.startswith("客户v1：") and "ann改为bob" in line for line in said)


def test_what_is_left_out_and_what_is_dropped():
    _, p = good()
    q = without(p, "v1/again").replace(left_out=(LeftOut(visit="v1", request="again"),))
    assert any(line.startswith("客户v1：取消 9月22日 周二 09:45–11:15 技术交流") for line in lines(p, q))
    forgotten = without(p, "v1/again")
    assert lines(forgotten, q) == ["客户v1：新增 未能安排：技术交流"]


@cache
@cache
def sound() -> tuple[Plan, ...]:
    """Plans of the pool whose names the week knows."""
    f, _ = good()
    found = []
    for plan in pool():
        try:
            check(f.week, plan, f.edition)
        except FaultyInput:
            continue
        found.append(plan)
    return tuple(found)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_change_has_its_line_and_its_row(lang):
    """Of all the ways to spoil a plan (a third in English); no id where a name is known, no Chinese there."""
    first = paper(sound()[0], lang)
    for plan in sound()[1 :: 3 if lang == "en" else 1]:
        found = changes(first.plan, plan)
        telling = ChangeTexts(first, paper(plan, lang))
        assert len(list(telling.lines(found))) == len(found) == sum(len(t.rows) for t in telling.tables(found))
        for line in telling.lines(found):
            assert "person:" not in line
            assert "vehicle:" not in line
            assert lang == "zh" or not any(word in line for word in ("原", "新增", "取消", "改为"))


def test_tables_count_who_must_be_told():
    _, p = good()
    telling = ChangeTexts(paper(p), paper(later()))
    rows = {row.cells[1]: row.cells for row in told(changes(p, later()), telling).rows}
    assert rows["司机钱师傅"] == ("司机", "司机钱师傅", "1", "", "")
    assert set(rows) == {"客户v1", "司机钱师傅", "商务车"}


def test_a_visit_that_only_one_week_knows():
    f, p = good()
    more = f.week.replace(visits=(*f.week.visits, visit("v9", talk())))
    left = p.replace(left_out=(*p.left_out, LeftOut(visit="v9", request="talk")))
    old, new = check(f.week, p, f.edition), check(more, left, f.edition)
    for pair in ((old, new), (new, old)):
        text = comparison_text(compare(*pair, names=["a", "b"]), Words())
        assert "客户v9" in text


def test_measures_say_which_plan_is_better():
    f, p = good()
    worse = check(f.week, without(p, "v1/museum"), f.edition)
    rows = {row.about: row.cells for row in measured(compare(check(f.week, p, f.edition), worse), Words()).rows}
    assert rows["sights"] == ("游览", "1", "0 ▼")
    assert "▲" not in rows["sights"][2]
    assert "tier_0" in rows


def test_a_night_is_named_by_its_own_day():
    _, p = good()
    assert p.nights
    gone = p.model_copy(update={"nights": ()})
    for night in p.nights:
        day = f"{night.day.month}月{night.day.day}日"
        assert any(f"取消 {day}" in line and "住宿" in line for line in lines(p, gone))
    days = {f"{night.day.month}月{night.day.day}日" for night in p.nights}
    said = [line for line in lines(p, gone) if "住宿" in line]
    assert all(any(day in line for day in days) for line in said)
