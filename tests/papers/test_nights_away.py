"""A night in another city on the papers: check-out and check-in, the driver's night, rooms of our own."""

from __future__ import annotations

from models.rules.catalogue import rules
from planner.judging.check import judge
from planner.papers.paper import Paper
from planner.papers.tables.duties import duties
from planner.papers.tables.programme import programme
from tests.mutations.small_weeks import slept_out


def paper() -> Paper:
    f, p = slept_out()
    return Paper(judge(f, p, rules(f.edition)))


def test_the_programme_says_where_they_check_out_and_in() -> None:
    rows = [" ".join(row.cells) for row in programme(paper(), "o").rows]
    (out,) = (row for row in rows if "早餐" in row and "9月22日" in row)
    assert "协议酒店" in out
    assert "退房" in out
    (night,) = (row for row in rows if "住宿" in row and "山庄" in row)
    assert "办理入住" in night


def test_drivers_and_hotels_are_told_of_the_night() -> None:
    made = paper()
    driven = [" ".join(row.cells) for table in duties(made, "driver") for row in table.rows]
    assert any("当晚随客人住山庄" in row for row in driven)
    (lodge,) = (table for table in duties(made, "hotel") if table.id == "hotel:lodge")
    assert any("我方随行" in " ".join(row.cells) for row in lodge.rows)
