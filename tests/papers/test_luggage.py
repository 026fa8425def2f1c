"""What drivers and escorts read of luggage: on the sheets of those who carry it and look after it."""

from __future__ import annotations

from models.domain.facts import Facts
from models.rules.core.true_labels import as_it_is
from planner.judging.check import judge
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.papers.tables.duties import DutyKind, duties
from tests.rules.hands import everywhere, with_duty, with_ride
from tests.weeks import edition, facts, plan, talk, visit


def remarks(kind: DutyKind, id: str, *, home_by: str = "mpv1", second: bool = False) -> list[str]:
    """Return the remarks on a sheet: met for a talk at nine, to the inn at eleven, seen off on the next day."""
    more = [visit("v2", talk(), arrive="21 09:00", depart="22 18:00")] if second else []
    f = facts(visit("v1", talk()), *more)
    p = plan(f, v1=[("talk", "21 09:30")], **({"v2": [("talk", "21 10:15")]} if second else {}))
    p = everywhere(p, vehicle="mpv1", driver="d2")
    home = next(move.id for move in p.moves if move.visit == "v1" and move.kind == "transfer")
    p = with_ride(p, home, {"vehicle": home_by, "driver": "d2"})
    if second:
        away = next(move.id for move in p.moves if move.visit == "v2" and move.kind == "pick_up")
        p = with_ride(p, away, {"vehicle": "mpv1", "driver": "d2"})
    p = as_it_is(f, with_duty(p, home, "escort", "eli"))
    paper = Paper(judge(Facts(f.week, edition()), p, []), Words("zh"))
    sheet = next(table for table in duties(paper, kind) if table.id == f"{kind}:{id}")
    return [row.cells[-1] for row in sheet.rows if row.visit == "v1"]


def test_the_driver_waits_with_the_luggage() -> None:
    met, home, *_ = remarks("driver", "d2")
    assert "带行李；行李留在车上，11:00再出发" in met
    assert "带行李" in home
    assert "装" not in home


def test_luggage_that_changes_vehicles() -> None:
    met, home, *_ = remarks("driver", "d2", home_by="car1")
    assert "到后卸行李，11:00再装车" in met
    assert "装上行李，原在商务车" in home


def test_luggage_of_a_car_that_is_called_away() -> None:
    met, home, *_ = remarks("vehicle", "mpv1", second=True)
    assert "到后卸行李，11:00再装车" in met
    assert "装回行李" in home


def test_the_escort_knows_of_the_luggage() -> None:
    (home,) = remarks("person", "eli", home_by="car1")
    assert "带行李；装上行李，原在商务车" in home
