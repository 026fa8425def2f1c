"""Papers of a delegation of which a part comes later: what the others do before is told of them alone."""

from __future__ import annotations

import pytest

from models.domain.facts import Facts
from planner.judging.check import judge
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.papers.tables.private_lists import gate_list
from planner.papers.tables.programme import programme
from tests.weeks import edition, facts, group, hosts, plan, talk, visit


@pytest.fixture(scope="module")
def paper():
    """Return the papers of three guests: two are received at the station in the morning, one comes in the evening."""
    groups = [group("g1", "21 08:00", members=["m1", "m2"]), group("g2", "21 20:00", members=["m3"])]
    honours = {"kind": "ceremony", "id": "honours", "place": "rail", "hosts": hosts()}
    asked = visit("v1", honours, talk(), talk("more"), groups=groups, plates="豫Z·Q7731")
    made = facts(asked)
    first = {"groups": ("g1",)}
    rows = [("honours", "21 08:30", first), ("talk", "21 14:00", first), ("more", "22 09:00")]
    return Paper(judge(Facts(made.week, edition()), plan(made, v1=rows), []), Words("zh"))


def test_rows_are_in_order_of_time(paper):
    """Who arrives in the evening was not received in the morning."""
    day = [row for row in programme(paper, "v1").rows if row.start is not None and row.cells[0].startswith("9月21日")]
    arrivals = [row.cells[1][:5] for row in day if "抵达" in row.cells[2]]
    assert arrivals == ["08:00", "20:00"]
    starts = [row.cells[1][:5] for row in day]
    assert starts == sorted(starts)


def test_as_many_guests_at_the_gate_as_come(paper):
    assert [(row.cells[0], row.cells[3]) for row in gate_list(paper).rows] == [
        ("9月21日 周一", "2人"),
        ("9月22日 周二", "3人"),
    ]
