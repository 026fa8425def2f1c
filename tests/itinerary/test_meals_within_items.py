"""A planned week with meals within items, read hour by hour as the guests do: have we eaten, where, do we sit."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import planner
from models.domain.clock import at
from models.domain.plan import Item, Plan
from models.rules.core.cost_lines import costs
from models.rules.todo.collect import things_to_do
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.papers.tables.duties import duties
from planner.papers.tables.programme import programme
from planner.plan_workbook.reading import read_plan_book
from planner.plan_workbook.writing import plan_workbook
from planner.seating.from_plan import PlanParties, standing_receptions
from planner.seating.week import index_text
from planner.services.result import Limits, Result
from tests import weeks
from tests.searches import less_effort

HALL = {"id": "hall", "name": "大厅", "seats": 40, "private": False}
CAFE = {
    "kind": "restaurant", "id": "cafe", "name": "园内餐厅", "at": "museum", "price": 60, "agreement": True,
    "dining_rooms": [HALL],
}  # fmt: skip
ASKED = (
    weeks.talk("early", minutes=60, meal="breakfast", on="2026-09-22"),
    weeks.talk("noon", minutes=120, meal="lunch", meal_price=50, on="2026-09-22"),
    weeks.sight("fair", "museum", minutes=480, on="2026-09-23"),
    weeks.talk("long", minutes=420, on="2026-09-21"),
    weeks.banquet("hello", form="cocktail", cuisine="western", on="2026-09-21"),
)


@cache
def planned() -> Result:
    """Return the plan of one visit of four days."""
    visit = weeks.visit("v1", *ASKED, arrive="21 07:40", depart="24 12:00", level="B")
    week = weeks.week(visit, company=weeks.company(places=[*weeks.place("museum"), CAFE]))
    with less_effort():
        return planner.solve(week, limits=Limits(seconds=None, rounds=0), edition=weeks.edition())


def item(request: str) -> Item:
    """Return the item of a request."""
    return next(i for i in planned().plan.items if i.request == request)


def eaten(day: int) -> list[str]:
    """Return what the guests eat on a day, in order, as the items say it; nothing of it from the rules."""
    found: list[tuple[int, str]] = []
    requests = {r["id"]: r for r in ASKED}
    for i in planned().plan.items:
        if at(weeks.day(day)) <= i.start < at(weeks.day(day + 1)):
            if i.kind in ("lunch", "dinner"):
                found.append((i.start, i.kind))
            elif i.request in ("early", "noon"):
                found.append((i.start, requests[i.request]["meal"]))
            elif i.lunch is not None:
                found.append((at(weeks.day(day), 12 * 60), "lunch"))
    return [meal for _, meal in sorted(found)]


def test_everything_is_planned_and_no_must_is_broken() -> None:
    assert not planned().left_out
    assert not planned().report.score.musts


def test_the_guests_eat_once_at_every_hour_of_a_meal() -> None:
    assert eaten(21) == ["lunch", "dinner"]
    assert eaten(22) == ["breakfast", "lunch", "dinner"]
    assert eaten(23) == ["lunch", "dinner"]


def test_the_working_breakfast_is_the_first_thing_of_the_day() -> None:
    early, facts = item("early"), planned().report.facts
    assert at(weeks.day(22), 7 * 60 + 30) <= early.start <= at(weeks.day(22), 8 * 60 + 30)
    assert facts.day_of(early) == weeks.day(22)
    moves = [m for m in planned().plan.moves if at(weeks.day(22)) <= m.depart < early.start]
    assert [m.target for m in moves] == ["site"]
    assert moves[0].arrive <= early.start


def test_they_are_at_table_at_noon_where_they_are() -> None:
    for request, house in (("long", "canteen"), ("fair", "cafe")):
        whole = item(request)
        assert whole.lunch is not None
        assert whole.lunch.restaurant == house
        noon = at(planned().report.facts.day_of(whole), 12 * 60)
        assert whole.start <= noon
        assert noon + 60 <= whole.end
        assert not [m for m in planned().plan.moves if whole.start <= m.depart < whole.end]


def test_after_drinks_there_is_dinner() -> None:
    drinks = item("hello")
    (dinner,) = (i for i in planned().plan.items if i.id == "v1/dinner-2026-09-21")
    assert at(weeks.day(21), 17 * 60) <= drinks.start
    assert drinks.end <= dinner.start <= at(weeks.day(21), 19 * 60 + 30)


def test_what_the_meals_cost() -> None:
    meals = {line.about: line.yuan for line in costs(planned().report.facts, planned().plan) if line.heading == "meals"}
    assert meals["v1/early"] == 0
    assert meals["v1/noon"] == 3 * 50
    assert meals["v1/long"] == 3 * 30
    assert meals["v1/fair"] == 3 * 60


def rows(lang: Any, day: int) -> list[str]:
    """Return the rows of the programme on a day, as text."""
    table = programme(Paper(planned().report, Words(lang)), "v1")
    return ["|".join(row.cells) for row in table.rows if row.day == weeks.day(day)]


def test_the_programme_tells_it() -> None:
    day = "\n".join(rows("zh", 21))
    assert "12:00午餐：食堂" in day
    assert "欢迎酒会" in day
    assert "西餐；不排座次" in day
    assert "含早餐" in "\n".join(rows("zh", 22))
    assert not [row for row in rows("zh", 22) if "|早餐|" in row]
    assert "12:00午餐：园内餐厅 大厅" in "\n".join(rows("zh", 23))
    assert [row for row in rows("zh", 23) if "|早餐|" in row]
    english = "\n".join(rows("en", 21))
    assert "lunch at 12:00" in english
    assert "nobody is seated" in english


def test_the_kitchens_know() -> None:
    paper = Paper(planned().report, Words("zh"))
    tables = {table.id: table for table in duties(paper, "dining")}
    canteen = [row.cells for row in tables["dining:canteen"].rows if row.about == "v1/long"]
    assert [cells[1:6] for cells in canteen] == [
        ("12:00–13:00", canteen[0][2], "午餐：技术交流", "客户v1（3人）", "1人")
    ]
    assert "v1/fair" in {row.about for row in tables["dining:cafe"].rows}
    assert not {"v1/noon", "v1/early"} & {row.about for table in tables.values() for row in table.rows}


def test_the_list_of_things_to_do() -> None:
    told = [todo.sentence.zh for todo in things_to_do(planned().report.facts, planned().plan)]
    assert sum("不用早餐" in text for text in told) == 1
    assert sum("中间的午餐订" in text for text in told) == 2
    assert sum("不排座次" in text for text in told) == 1


def test_nobody_is_seated_at_drinks() -> None:
    parties = PlanParties(planned().report, Words("zh"))
    assert "v1/hello" not in {party.about for party in parties.dinners()}
    assert [i.id for i in standing_receptions(parties.paper)] == ["v1/hello"]
    assert "站立，不排座次" in index_text([], parties.paper)


def test_the_plan_comes_back_from_its_files(tmp_path: Path) -> None:
    result, path = planned(), tmp_path / "plan.xlsx"
    path.write_bytes(plan_workbook(Paper(result.report)))
    assert read_plan_book(path, result.report.week).plan == result.plan
    assert Plan.model_validate_json(result.plan.model_dump_json()) == result.plan


def test_made_again_nothing_moves() -> None:
    result = planned()
    again = planner.replan(result.report.week, result.plan, edition=weeks.edition())
    assert again.plan == result.plan


def test_a_lunch_stays_in_what_has_begun() -> None:
    """At eleven the day of talks has begun, and keeps its table."""
    result, morning = planned(), weeks.when("21 11:00")
    again = planner.replan(result.report.week, result.plan, edition=weeks.edition(), now=morning)
    assert next(i for i in again.plan.items if i.request == "long") == item("long")


def test_what_cannot_be_planned_is_told_and_the_rest_is_planned() -> None:
    """An hour at which nobody has lunch, twelve hours and a dinner, two lunches on one day, drinks past closing."""
    asked = [
        weeks.talk("three", meal="lunch", at=weeks.when("22 15:00")),
        weeks.talk("endless", minutes=720),
        weeks.talk("one", meal="lunch", on="2026-09-23"),
        weeks.talk("two", meal="lunch", on="2026-09-23"),
        weeks.banquet("drinks", form="cocktail", at=weeks.when("22 21:00")),
        weeks.sight(),
    ]
    visit = weeks.visit("v1", *asked, arrive="21 09:00", depart="24 10:00")
    with less_effort():
        result = planner.solve(weeks.week(visit), limits=Limits(seconds=None, rounds=0), edition=weeks.edition())
    left = {row.request: row for row in result.left_out}
    assert set(left) - {"one", "two"} == {"three", "endless", "drinks"}
    assert len({"one", "two"} & set(left)) == 1
    assert all(row.causes for row in left.values())
    assert "museum" in {i.request for i in result.plan.items}
