"""Costs against the packages, to the yuan, by hand; every yuan once."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from models.domain.plan import Plan
from models.rules.core.cost_lines import charter_costs, costs
from models.rules.cost.budget import BudgetLine, budget_lines, over_budget
from models.rules.cost.packages import PackageKept, excess_yuan, yuan_to_approve
from planner.judging.check import check
from planner.papers.charts.waterfall import plot_budget
from planner.papers.paper import Paper
from planner.papers.tables.budget import approver_text, budget
from planner.papers.tables.money import costs as costs_table
from tests.papers import fake
from tests.rules.hands import with_duty
from tests.weeks import banquet, facts, plan, sight, visit

VASE = {"kind": "gift", "id": "vase", "what": "花瓶", "unit_price": 350}


def made(**changes: Any) -> tuple[Facts, Plan]:
    """Three guests of level C for a night: a lunch, a banquet, a show, gifts, a guide; they share single and twin."""
    asked = (banquet(), sight("opera", "opera"), VASE)
    f = facts(visit("v1", *asked, level="C", **changes))
    rows = [
        ("lunch", "21 12:00", {"place": "garden", "dining_room": "p1"}),
        ("check_in", "21 15:00"),
        ("welcome", "21 18:00", {"place": "garden", "dining_room": "p2"}),
        ("opera", "22 14:00"),
    ]
    return f, with_duty(plan(f, v1=rows), "opera", "guide", None, hired=True)


def test_by_heading_to_the_yuan() -> None:
    """C allows 450 a night, 90 a meal, 220 a banquet, 200 for tickets, 200 for gifts, a head."""
    assert budget_lines(*made()) == [
        BudgetLine("v1", "hotel", 850, 3 * 450, 0),  # a single at 400, a twin at 450
        BudgetLine("v1", "meals", 3 * 90 + 3 * 200, 3 * 90 + 3 * 220, 0),
        BudgetLine("v1", "tickets", 3 * 100, 3 * 200, 0),
        BudgetLine("v1", "gifts", 3 * 350, 3 * 200, 450),
        BudgetLine("v1", "help", 300),
    ]


def test_what_one_meal_saves_pays_for_no_other() -> None:
    """D allows 70 a meal and 160 a banquet: 20 a head too much at lunch, 40 at the banquet."""
    f, p = made()
    f = Facts(f.week.replace(visits=[f.week.visits[0].replace(level="D")]), f.edition)
    meals = next(line for line in budget_lines(f, p) if line.heading == "meals")
    assert (meals.planned, meals.allowed, meals.over) == (870, 3 * (70 + 160), 3 * (20 + 40))
    prices = f.edition.packages["D"].model_copy(update={"meal_price": 200})
    edition = f.edition.model_copy(update={"packages": {**f.edition.packages, "D": prices}})
    meals = next(line for line in budget_lines(Facts(f.week, edition), p) if line.heading == "meals")
    assert (meals.allowed, meals.over) == (3 * (200 + 160), 3 * 40), "a cheap lunch saves nothing of the banquet"


def test_beyond_the_budget_of_the_visit() -> None:
    f, p = made(budget=2500)
    assert over_budget(f, budget_lines(f, p), "v1") == 850 + 870 + 300 + 1050 - 2500, "the guide is in no package"
    f, p = made(budget=5000)
    assert over_budget(f, budget_lines(f, p), "v1") == 0
    f, p = made()
    assert over_budget(f, budget_lines(f, p), "v1") == 0


def test_rule_list_and_tables_say_the_same_yuan() -> None:
    """Lunch 20 a head, banquet 40 a head and gifts 3 * 350 - 3 * 100 beyond level D; the rooms cost what they may."""
    f, p = made(budget=3000)
    f = Facts(f.week.replace(visits=[f.week.visits[0].replace(level="D")]), f.edition)
    lines = {line.heading: line for line in budget_lines(f, p)}
    package = f.edition.packages["D"]
    by_hand = {
        "hotel": 850 - 3 * package.hotel_price,
        "meals": 3 * 20 + 3 * 40,
        "tickets": 3 * (100 - package.ticket_price),
        "gifts": 3 * (350 - package.gift_price),
    }
    assert {heading: lines[heading].over for heading in by_hand} == {k: max(0, v) for k, v in by_hand.items()}
    over, beyond = sum(max(0, v) for v in by_hand.values()), 850 + 870 + 300 + 1050 - 3000
    found = list(PackageKept(f.edition).check(f, p))
    of_budget = [v for v in found if "budget" in v.about.of("cost_heading")]
    assert sum(map(excess_yuan, found)) == over + beyond
    assert [excess_yuan(v) for v in of_budget] == [over_budget(f, budget_lines(f, p), "v1")] == [beyond]
    assert yuan_to_approve(found) == max(over, beyond)
    paper = Paper(check(f.week, p, f.edition))
    table = budget(paper)
    row = dict(zip(table.columns, table.rows[0].cells, strict=True))
    assert (row["超出"], row["超预算"]) == (f"{over:,}元", f"{beyond}元")
    said = [row.cells[5] for row in costs_table(paper).rows if "超出" in row.cells[5]]
    assert sum(int(text.partition("超出")[2].partition("元")[0].replace(",", "")) for text in said) == over + beyond


def test_gifts_left_out_cost_nothing() -> None:
    f, p = made()
    left = [{"visit": "v1", "request": "vase", "reason": "not_found"}]
    assert "gifts" not in {line.heading for line in budget_lines(f, p.replace(left_out=left))}


def test_every_yuan_once() -> None:
    """The week adds up to what the lines, the table and the picture say."""
    week = fake.week(4)
    report = check(week, fake.plan(week), fake.edition())
    lines, charters = budget_lines(report.facts, report.plan), list(charter_costs(report.facts, report.plan))
    assert sum(line.planned for line in lines) == sum(line.yuan for line in costs(report.facts, report.plan))
    assert sum(line.planned for line in lines) + sum(charter.yuan for charter in charters) == report.yuan
    table = budget(Paper(report))
    planned = list(table.columns).index("计划")
    sums = [int(row.cells[planned].removesuffix("元").replace(",", "")) for row in table.rows]
    assert sum(sums[:-1]) == sums[-1] == report.yuan
    axes = plot_budget(Paper(report))
    texts = [text.get_text() for text in axes.texts]
    assert texts[-1] == f"{report.yuan:,}"
    assert int(texts[0].replace(",", "")) + sum(int(t.replace(",", "")) for t in texts[1:-1]) == report.yuan


def test_who_approves() -> None:
    paper = Paper(check(*_report(made())))
    assert approver_text(paper, "v1") == "主管副总"
    f, p = made(waivers=[{"rule": "COST-02", "approver": "何总"}])
    assert approver_text(Paper(check(*_report((f, p)))), "v1") == "何总（已同意）"


def _report(made: tuple[Facts, Plan]) -> tuple[Any, ...]:
    return made[0].week, made[1], made[0].edition
