"""Where facts that only people read are printed: meeting point, dress, what is explained, the guests' contact."""

from __future__ import annotations

import pytest

from models.domain.facts import Facts
from planner.judging.check import judge
from planner.language.words import Words
from planner.papers.markdown import papers
from planner.papers.paper import Paper
from planner.papers.tables.duties import duties
from planner.papers.tables.money import costs
from planner.papers.tables.programme import programme
from tests.rules.hands import with_duty
from tests.weeks import company, edition, facts, group, members, plan, step, tour, visit


@pytest.fixture(scope="module", params=["zh", "en"])
def paper(request):
    """Return the papers of a tour with all these facts."""
    coming = group()
    coming["arrival"] |= {"meeting_point": "三号出口"}
    asked = tour(dress="便装", explain=["盾构原理", "节能"])
    guests = members(3, customs="忌左手")
    contact = {"name": "周小姐", "phone": "0371-1"}
    cars = [v.model_dump(exclude_defaults=True) for v in company().vehicles]
    told = {"home": "inn", "days": ["2026-09-21"], "day_price": 900}
    firm = company(vehicles=[car | (told if car["id"] == "mpv1" else {}) for car in cars])
    party = {"groups": [coming], "members": guests, "contact": contact, "escort": "eli"}
    made = facts(visit("v1", asked, dress="正装", cuisine="buffet", **party), company=firm)
    of_plan = plan(made, v1=[("tour", "21 14:00")])
    of_plan = with_duty(with_duty(of_plan, "tour", "docent", "dot"), "tour", "escort", "eli")
    met = step(of_plan, "pick_up")
    of_plan = with_duty(of_plan, met.id, "greeter", "eva", -30)
    ride = {"vehicle": "mpv1", "driver": "d1", "guests": 3, "staff": 1}
    moves = [m.replace(rides=(ride,)) if m.id == met.id else m for m in of_plan.moves]
    return Paper(judge(Facts(made.week, edition()), of_plan.replace(moves=moves), []), Words(request.param))


def sheet(paper, kind, about):
    return str(next(table for table in duties(paper, kind) if table.id.endswith(about)))


def test_driver_greeter_and_guests_know_where_they_meet(paper):
    for text in (sheet(paper, "driver", ":d1"), sheet(paper, "vehicle", ":mpv1"), sheet(paper, "person", ":eva")):
        assert "三号出口" in text
    assert sum("三号出口" in cell for row in programme(paper, "v1").rows for cell in row.cells) == 1
    assert "三号出口" not in sheet(paper, "person", ":dot")


def test_driver_and_vehicle_start_where_the_vehicle_stands(paper):
    driver = next(table for table in duties(paper, "driver") if table.id.endswith(":d1"))
    assert any(paper.names.place("inn") in line for line in driver.lines)
    vehicle = next(table for table in duties(paper, "vehicle") if table.id.endswith(":mpv1"))
    assert paper.names.place("inn") in vehicle.title


def test_a_charter_stands_below_the_costs_of_the_visits(paper):
    rows = costs(paper).rows
    (charter,) = [row for row in rows if row.about == "charter"]
    assert charter.cells[2] == paper.words.yuan(900)
    assert rows[-1].cells[2] == paper.words.yuan(paper.report.yuan)
    assert paper.report.yuan == 900 + sum(line.yuan for line in paper.report.costs)


def test_what_the_guests_wish_to_eat_stands_above_the_programme(paper):
    assert any(paper.words.pick("自助餐", "buffet") in line for line in programme(paper, "v1").lines)


def test_dress_of_the_visit_and_of_an_item(paper):
    table = programme(paper, "v1")
    assert any("正装" in line for line in table.lines)
    assert [row.about for row in table.rows if "便装" in row.cells[6]] == ["v1/tour"]


def test_the_docent_knows_what_to_explain(paper):
    assert "盾构原理" in sheet(paper, "person", ":dot")
    assert "盾构原理" not in sheet(paper, "person", ":eva")


def test_the_guests_contact_is_in_the_programme(paper):
    assert any("周小姐 0371-1" in line for line in programme(paper, "v1").lines)


def test_escorts_mind_customs_which_the_programme_does_not_print(paper):
    assert "忌左手" in sheet(paper, "person", ":eli")
    folder = paper.words.pick("行程安排", "programmes")
    programmes = [text for name, text in papers(paper).items() if name.startswith(folder)]
    assert len(programmes) == 1
    assert "忌左手" not in programmes[0]
