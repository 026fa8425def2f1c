"""A year that is a slip: an absence that would fall into the week, were it of the week's year."""

from __future__ import annotations

import pytest

from models.domain.other_years import other_years
from planner.cli import main
from planner.commands.other_years import other_years_line
from planner.formats import save
from planner.language.words import Words
from tests.weeks import company, visit, week


def with_leave(*spans: tuple[str, str]):
    base = company()
    leave = [{"start": start, "end": end} for start, end in spans]
    return week(visit(), company=base.replace(people=[base.people[0].replace(leave=leave), *base.people[1:]]))


@pytest.mark.parametrize(
    ("spans", "asked"),
    [
        ([("2025-09-22T00:00", "2025-09-23T00:00")], True),
        ([("2027-09-20T00:00", "2027-09-22T00:00")], True),
        ([("2026-09-22T00:00", "2026-09-23T00:00")], False),
        ([("2025-03-22T00:00", "2025-03-23T00:00")], False),
        ([("2025-09-22T00:00", "2025-09-23T00:00"), ("2026-09-22T00:00", "2026-09-23T00:00")], False),
        ([("2019-09-22T00:00", "2019-09-23T00:00")], False),
    ],
)
def test_leave_of_another_year(spans, asked):
    found = list(other_years(with_leave(*spans)))
    assert bool(found) is asked


def test_closed_days_and_the_line():
    base = company()
    places = [p.replace(closed=["2025-09-21"]) if p.id == "museum" else p for p in base.places]
    of = week(visit(), company=base.replace(places=places))
    name = next(p.name for p in places if p.id == "museum")
    assert f"{name} 2025年9月21日" in other_years_line(of, Words("zh"))
    assert f"{name} 2025-09-21" in other_years_line(of, Words("en"))
    assert other_years_line(week(visit()), Words("zh")) == ""


def test_read_says_so(tmp_path, capsys):
    save(with_leave(("2025-09-22T00:00", "2025-09-23T00:00")), tmp_path / "week")
    assert main(["read", str(tmp_path / "week")]) == 0
    assert "2025年9月22日" in capsys.readouterr().out
