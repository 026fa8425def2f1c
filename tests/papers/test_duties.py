"""任务单: what each resource has to do."""

from __future__ import annotations

from collections import defaultdict

import pytest

from models.domain.clock import day_of
from models.domain.facts import Facts
from models.domain.week import Week
from planner.judging.check import judge
from planner.language.words import Words
from planner.papers.markdown import papers
from planner.papers.paper import Paper
from planner.papers.tables.contacts import guests
from planner.papers.tables.drives import in_place
from planner.papers.tables.duties import DUTY_KINDS, duties
from planner.papers.tables.programme import programme
from planner.papers.tables.unsettled import is_hired_interpreter, unsettled


def table(paper: Paper, kind: str, id: str):
    return next(t for t in duties(paper, kind) if t.id == f"{kind}:{id}")


@pytest.mark.parametrize("kind", DUTY_KINDS)
def test_every_kind_has_tables_in_both_languages(kind, paper, english):
    assert duties(paper, kind)
    assert len(duties(paper, kind)) == len(duties(english, kind))
    for each in duties(paper, kind):
        assert each.rows
        assert [row.start for row in each.rows] == sorted(row.start for row in each.rows)


def test_a_driver_reads_when_to_stand_where(paper):
    first = table(paper, "driver", "d0").rows[0]
    assert first.cells == (
        "9月21日 周一",
        "09:05",
        "09:55",
        "10:45",
        "新郑国际机场T2→公司总部",
        "河南省交通运输厅（6人）",
        "商务车1 示A·10001",
        "接机 CZ3300 09:25降落；带行李；陶伟",
    )


def test_the_car_stands_at_the_door_before_guests_leave(paper):
    move = next(m for m in paper.plan.moves if m.kind == "transfer")
    assert in_place(paper, move) == move.depart - paper.facts.shape.wait_at_door


def test_every_ride_of_ours_is_on_a_drivers_and_a_vehicles_list(paper):
    ours = sum(ride.vehicle is not None for move in paper.plan.moves for ride in move.rides)
    assert sum(len(t.rows) for t in duties(paper, "driver")) == ours
    assert sum(len(t.rows) for t in duties(paper, "vehicle")) == ours


def test_every_duty_of_a_person_is_on_the_list(paper):
    parts = [*paper.plan.items, *paper.plan.moves]
    named = sum(duty.person is not None for part in parts for duty in part.duties)
    assert sum(len(t.rows) for t in duties(paper, "person")) == named


def test_rooms_say_set_up_and_clearing(paper):
    row = table(paper, "room", "room0").rows[0]
    assert row.cells[1:4] == ("13:30", "14:00–15:30", "15:45")
    assert row.cells[6] == "陈璟、朱龑"


def test_restaurants_know_heads_and_diets(paper):
    halal = [row for t in duties(paper, "dining") for row in t.rows if row.visit == "visit-5"]
    assert halal
    assert all("清真2人" in row.cells[6] for row in halal)
    banquet = next(row for row in halal if row.cells[3] == "欢迎晚宴")
    assert banquet.cells[5] == "1人"  # the host; of the company this plan names nobody


def test_hotels_count_rooms_by_night(paper):
    nights = [row for t in duties(paper, "hotel") for row in t.rows]
    assert len(nights) == len(paper.plan.nights)


def test_what_is_open_is_listed_once_with_its_price(paper):
    rows = unsettled(paper).rows
    parts = [*paper.plan.items, *paper.plan.moves]
    open_duties = [(part, duty) for part in parts for duty in part.duties if duty.person is None]
    hired = {(part.visit, paper.facts.day_of(part), d.language) for part, d in open_duties if is_hired_interpreter(d)}
    duties_open = len(hired) + sum(not is_hired_interpreter(duty) for _, duty in open_duties)
    cars_open = sum(bool(ride.hired) for move in paper.plan.moves for ride in move.rides)
    packed = sum(i.dining_room is None for i in paper.plan.items if i.kind in ("lunch", "dinner"))
    assert len(rows) == duties_open + cars_open + packed
    assert any("500元" in row.cells[6] and "示例租车" in row.cells[6] for row in rows)
    assert all(row.open for row in rows)


def test_health_is_for_the_escort_and_the_office_alone(report):
    data = report.week.model_dump(mode="json")
    data["visits"][0]["members"][1]["medical"] = "青霉素过敏"
    week = Week.model_validate(data)
    paper = Paper(judge(Facts(week, report.edition), report.plan, ()))
    escorts = {visit.escort for visit in week.visits if visit.id == "visit-1"}
    for person in duties(paper, "person"):
        said = [line for line in person.lines if "青霉素过敏" in line]
        theirs = any(row.visit == "visit-1" and row.cells[2] == "陪同" for row in person.rows)
        assert bool(said) is (theirs or person.id.partition(":")[2] in escorts)
    assert any("健康：青霉素过敏" in row.cells[-1] for row in guests(paper).rows)
    assert "青霉素" not in str(programme(paper, "visit-1"))
    assert sum("青霉素" in text for text in papers(paper).values()) == 1


@pytest.mark.parametrize(
    ("language", "gives", "takes"),
    [
        ("zh", "{time}在{place}交车给{other}", "{time}在{place}从{driver}接车"),
        ("en", "hands over to {other} at {place} at {time}", "takes over from {driver} at {place} at {time}"),
    ],
)
def test_drivers_read_who_takes_the_vehicle_over_where_and_when(report, language, gives, takes):
    plan = report.plan
    days = defaultdict(list)
    for move in sorted(plan.moves, key=lambda move: move.depart):
        for ride in move.rides:
            days[ride.vehicle, day_of(move.depart)].append(move)
    (vehicle, _), (*_, before, after) = next((key, mine) for key, mine in days.items() if key[0] and len(mine) > 1)
    (driver,) = (ride.driver for ride in before.rides if ride.vehicle == vehicle)
    other = next(d for d in report.week.company.drivers if d.id != driver)
    rides = tuple(r.replace(driver=other.id) if r.vehicle == vehicle else r for r in after.rides)
    moves = tuple(move.replace(rides=rides) if move.id == after.id else move for move in plan.moves)
    paper = Paper(judge(Facts(report.week, report.edition), plan.replace(moves=moves), ()), Words(language))
    names = {
        "time": paper.words.time(in_place(paper, after)),
        "place": paper.names.stop(after.origin),
        "driver": report.week.driver(driver).name,
        "other": other.name,
    }
    last = next(row for row in table(paper, "driver", driver).rows if row.about == before.id)
    first = next(row for row in table(paper, "driver", other.id).rows if row.about == after.id)
    assert gives.format(**names) in last.cells[-1]
    assert takes.format(**names) in first.cells[-1]
    assert not any("交车" in row.cells[-1] for row in table(Paper(report), "driver", driver).rows)
