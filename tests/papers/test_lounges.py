"""What programmes tell of lounges before items: when the guests are there, not from when they are kept."""

from __future__ import annotations

import pytest

from models.domain.facts import Facts
from planner.judging.check import judge
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.papers.tables.programme import programme
from tests.weeks import company, edition, facts, group, plan, talk, visit


def test_a_group_is_told_of_a_lounge_that_it_has():
    """Two groups of one delegation land together; the second finds the lounge taken by the first."""
    groups = [group("g1", members=["m1", "m2"]), group("g2", "21 08:05", members=["m3"])]
    for coming in groups:
        coming["arrival"] |= {"lounge": "l1"}
    firm = company(lounges=[{"id": "l1", "name": "休息室", "place": "rail", "seats": 2}])
    made = facts(visit("v1", talk(), groups=groups), company=firm)
    of_plan = plan(made, v1=[("talk", "22 09:00")])
    paper = Paper(judge(Facts(made.week, edition()), of_plan, []), Words("zh"))
    told = [row.cells[-1] for row in programme(paper, "v1").rows if "抵达" in row.cells[2]]
    assert ["休息室" in text for text in told] == [True, False]


@pytest.mark.parametrize(
    ("talk_before", "asked_for", "told"),
    [
        ("21 08:45", "21 14:00", "13:30–14:00 在休息室休息"),
        ("21 09:00", "21 10:45", "10:30–10:45 在休息室休息"),
        ("21 09:00", "21 10:30", "休息室备用"),
    ],
)
def test_guests_are_told_when_they_are_there(talk_before, asked_for, told):
    """A lounge is kept for half an hour; who comes from a talk that ends then is there for less, or not at all."""
    firm = company(lounges=[{"id": "l1", "name": "休息室", "place": "site", "seats": 4}])
    made = facts(visit("v1", talk("first"), talk("more", lounge="l1")), company=firm)
    of_plan = plan(made, v1=[("first", talk_before), ("more", asked_for)])
    paper = Paper(judge(Facts(made.week, edition()), of_plan, []), Words("zh"))
    (row,) = (row for row in programme(paper, "v1").rows if row.about == "v1/more")
    assert told in row.cells[-1]
