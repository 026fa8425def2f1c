"""Leads of the edition, counted back over workdays: 调休, National Day, the day itself, and owners."""

from __future__ import annotations

import datetime as dt

import pytest

from models.domain.clock import iso, workdays_from
from models.domain.facts import Facts
from models.domain.office import TASK_NAMES, OfficeSettings, TaskSetting
from models.domain.policy import Edition
from models.rules.todo.collect import things_to_do
from models.rules.todo.line import due_before
from planner.formats.official import official_calendar
from tests.weeks import banquet, edition, facts, plan, talk, visit

OCTOBER = official_calendar(dt.date(2026, 10, 9), 14).model_dump()


def october(**tasks: TaskSetting) -> Facts:
    """Return facts whose calendar is that of October 2026: off from the 1st to the 7th, the 10th a workday."""
    f = facts(visit("v1"), official=OCTOBER)
    office = f.edition.office.replace(tasks={**f.edition.office.tasks, **tasks})
    return Facts(f.week, f.edition.model_copy(update={"office": office}))


def test_the_calendar_reaches_back_over_the_longest_lead() -> None:
    f = october()
    assert not f.workday(dt.date(2026, 10, 7))
    assert f.workday(dt.date(2026, 10, 10))
    assert f.workday(dt.date(2026, 9, 20)), "made up for National Day, a Sunday"


@pytest.mark.parametrize(
    ("lead", "day", "due"),
    [
        ({"workdays": 3}, "2026-10-14", "2026-10-10"),  # the make-up Saturday counts, the Sunday does not
        ({"workdays": 1}, "2026-10-12", "2026-10-10"),  # Monday: the make-up Saturday before it
        ({"workdays": 1}, "2026-10-08", "2026-09-30"),  # the first workday after the holidays
        ({"workdays": 3}, "2026-10-09", "2026-09-29"),
        ({"workdays": 10, "days": 14}, "2026-10-20", "2026-09-30"),  # two weeks would lie in the holidays
        ({"workdays": 10, "days": 14}, "2026-11-20", "2026-11-06"),  # a usual fortnight
        ({"workdays": 1, "days": 12}, "2026-10-15", "2026-09-30"),  # the 3rd is off: the workday before
        ({"days": 1}, "2026-10-12", "2026-10-11"),  # people on duty, on a Sunday too
        ({}, "2026-10-11", "2026-10-11"),
        ({"after": 3}, "2026-09-29", "2026-10-09"),
        ({"after": 1}, "2026-10-09", "2026-10-10"),
    ],
)
def test_due(lead: dict[str, int], day: str, due: str) -> None:
    f = october(helmets=TaskSetting(owner="administration", **lead))
    assert iso(due_before(f, "helmets", dt.date.fromisoformat(day)))[:16] == f"{due}T18:00"


def test_workdays_are_counted_both_ways() -> None:
    f = october()
    day = dt.date(2026, 9, 30)
    assert workdays_from(day, 2, f.workday) == dt.date(2026, 10, 9)
    assert workdays_from(workdays_from(day, 5, f.workday), -5, f.workday) == day


def test_due_at_the_end_of_the_office_s_hours() -> None:
    f = facts(visit("v1"))
    shape = f.edition.shape.model_copy(update={"office": (8 * 60, 17 * 60)})
    shorter = Facts(f.week, f.edition.model_copy(update={"shape": shape}))
    assert iso(due_before(shorter, "helmets", dt.date(2026, 9, 22)))[11:16] == "17:00"


def test_the_default_edition_names_an_owner_for_every_task() -> None:
    office = edition().office
    assert set(office.tasks) == set(TASK_NAMES)
    assert not office.unknown_departments()
    assert all(task.source for task in office.tasks.values())


def test_departments_are_the_edition_s() -> None:
    f = facts(visit("v1", banquet()))
    office = f.edition.office.model_dump() | {"main": "hall"}
    office["departments"]["administration"] = {"name": "综合管理部", "name_en": "general office"}
    office["departments"]["hall"] = {"name": "礼宾处"}
    office["tasks"].pop("restaurant")
    named = Facts(f.week, f.edition.model_copy(update={"office": OfficeSettings.model_validate(office)}))
    lines = {line.task: line for line in things_to_do(named, plan(named, v1=[("welcome", "21 18:00")]))}
    assert lines["invitation"].owner.say("zh") == "综合管理部"
    assert lines["invitation"].owner.say("en") == "general office"
    assert lines["restaurant"].owner.say("en") == "礼宾处", "a task that the edition does not name is the main one's"
    assert not [line for line in lines.values() if line.owner.zh == "行政部"]


def test_tasks_that_are_not_wanted_are_left_out() -> None:
    f = facts(visit("v1", banquet()))
    tasks = {**f.edition.office.tasks, "banner": TaskSetting(owner="information", wanted=False)}
    office = f.edition.office.model_copy(update={"tasks": tasks})
    without = Facts(f.week, f.edition.model_copy(update={"office": office}))
    before, after = ({x.task for x in things_to_do(each, plan(each, v1=[]))} for each in (f, without))
    assert before - after == {"banner"}


def test_who_signs_follows_from_the_level() -> None:
    signers = {}
    for level in ("A", "B", "C", "D"):
        f = facts(visit("v1", level=level))
        signers[level] = [x.owner.zh for x in things_to_do(f, plan(f, v1=[])) if x.task == "application"]
    assert signers == {
        "A": ["部门经理", "分管副总", "总经理"],
        "B": ["部门经理", "分管副总"],
        "C": ["部门经理", "分管副总"],
        "D": ["部门经理"],
    }


@pytest.mark.parametrize(("price", "owner"), [(400, "主管副总"), (4000, "总经理")])
def test_who_approves_an_excess_follows_from_the_amount(price: int, owner: str) -> None:
    f = facts(visit("v1", {"kind": "gift", "id": "vase", "what": "花瓶", "unit_price": price}, level="D"))
    (excess,) = (x for x in things_to_do(f, plan(f, v1=[])) if x.task == "excess")
    assert excess.owner.zh == owner


@pytest.mark.parametrize(("day", "late"), [("2026-09-16", False), ("2026-09-17", True), (None, False)])
def test_announced_three_workdays_ahead(day: str | None, late: bool) -> None:
    """The guests come on Monday the 21st; the Sunday before is no workday in this calendar."""
    f = facts(visit("v1", announced=day))
    assert bool([x for x in things_to_do(f, plan(f, v1=[])) if x.task == "announce"]) is late


def test_an_old_edition_without_an_office_still_has_a_list() -> None:
    data = {key: value for key, value in edition().model_dump().items() if key != "office"}
    f = facts(visit("v1", talk()))
    old = Facts(f.week, Edition.model_validate(data))
    assert {x.owner.zh for x in things_to_do(old, plan(old, v1=[("talk", "21 14:00")])) if x.task == "banner"} == {
        "administration"
    }
