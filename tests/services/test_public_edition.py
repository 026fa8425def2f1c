"""Edition ``public``: three papers in one, few of ours at table, rooms and meals by rank, no alcohol."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from models.domain.facts import Facts
from models.domain.plan import Plan
from models.domain.table_company import table_company
from models.rules.todo.collect import things_to_do
from planner.formats.edition import load_edition
from planner.judging.check import Report, check
from planner.language.words import Words
from planner.packet.duty.kitchen import kitchen_sheets
from planner.packet.forms.catalogue import office_forms
from planner.packet.kit import Kit
from planner.papers.paper import Paper
from planner.papers.tables.findings import clause
from tests.packet.test_duty_sheets import text_of
from tests.rules.hands import with_duty
from tests.weeks import banquet, members, plan, talk, visit, week

REGULATION = "《党政机关国内公务接待管理规定》"


@cache
def public() -> Any:
    return load_edition("public")


def example(guests: int = 6, rank: int = 4) -> tuple[Facts, Plan]:
    """A bureau's working visit of a night: talks, a working lunch, a dinner; no level, no contract."""
    party = members(guests, rank=rank)
    asked = visit("v1", talk(), banquet(), members=party, level=None, client="某市发展改革委", client_kind="government")
    f = Facts(week(asked), public())
    rows = [
        ("talk", "21 09:30", {"room": "r1"}),
        ("lunch", "21 12:00", {"place": "canteen", "dining_room": "hall"}),
        ("welcome", "21 18:00", {"place": "garden", "dining_room": "p2"}),
    ]
    return f, plan(f, v1=rows)


def report(*of: Any) -> Report:
    f, p = example(*of)
    return check(f.week, p, f.edition)


@pytest.mark.parametrize(("guests", "most"), [(1, 3), (6, 3), (10, 3), (11, 3), (12, 4), (30, 10)])
def test_who_of_ours_is_at_table(guests: int, most: int) -> None:
    f, _ = example(guests)
    stay = f.stay("v1")
    lunch, dinner = table_company(stay, None), table_company(stay, stay.visit.requests[1])
    assert (lunch.most, dinner.most) == (most, most - 1), "the host of a dinner is one of them"
    assert dinner.due <= dinner.seats <= dinner.most


def test_too_many_at_table_break_a_must_of_the_regulation() -> None:
    f, p = example()
    item = next(item for item in p.items if item.kind == "lunch")
    for name in ("eli", "eva", "ewa"):
        p = with_duty(p, item.id, "companion", name)
    assert not [b for b in check(f.week, p, f.edition).score.musts if b.rule.id == "MEAL-09"]
    p = with_duty(p, item.id, "companion", "boss")
    (broken,) = (b for b in check(f.week, p, f.edition).score.musts if b.rule.id == "MEAL-09")
    assert broken.violation.amount == 1
    assert f"{REGULATION}第十条" in clause(Paper(check(f.week, p, f.edition)), broken.rule)


@pytest.mark.parametrize(
    ("rank", "level", "first"), [(1, "A", "suite"), (3, "B", "single"), (5, "C", "twin"), (6, "D", "twin")]
)
def test_rooms_follow_from_the_rank(rank: int, level: str, first: str) -> None:
    stay = example(rank=rank)[0].stay("v1")
    assert (stay.level, stay.package.principal_room, stay.package.member_room) == (level, first, "twin")


def test_three_papers_are_on_the_list_and_what_is_forbidden_is_not() -> None:
    lines = {line.task: line for line in things_to_do(*example())}
    assert lines["official_letter"].say() == "核对派出单位公函(内容、行程、人员);无公函不接待"
    assert lines["approval_form"].owner.zh == "分管领导"
    assert lines["reception_list"].due is not None
    assert lines["reception_list"].due > example()[0].stay("v1").end, "filled in when the guests have left"
    assert lines["no_alcohol"].say() == "告知食堂、花园酒家:工作餐不上酒、不提供香烟"
    assert not lines.keys() & {"banner", "gift", "gift_approval", "reception_line"}
    assert not [line for line in lines.values() if line.owner.zh == "行政部"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_approval_form(lang: Any) -> None:
    kit = Kit(Paper(report(), Words(lang)))
    form = next(form for form in office_forms() if form.zh == "公务接待审批单")
    document = form.document(kit, kit.stays[0])
    assert document is not None
    text = text_of(document)
    for said in (
        ("某市发展改革委", "3", "380", "110") if lang == "en" else ("不超过3人", "不上酒", "第1" if False else "公函")
    ):
        assert said in text
    other = Kit(Paper(check(kit.week, kit.plan, load_edition())))
    assert form.document(other, other.stays[0]) is None, "companies have no such form"


def test_no_drinks_on_any_paper() -> None:
    kit = Kit(Paper(report()))
    texts = [text_of(sheet) for _, sheet in kitchen_sheets(kit)]
    for form in office_forms():
        document = form.document(kit, kit.stays[0]) if form.per == "visit" else None
        texts += [text_of(document)] if document is not None else []
    text = "\n".join(texts)
    assert "不上酒，不提供香烟" in text
    assert not [word for word in ("白酒", "红酒", "啤酒", "祝酒", "斟酒") if word in text]
