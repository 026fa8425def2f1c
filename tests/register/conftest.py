"""A small planned week and what became of it."""

from __future__ import annotations

import datetime as dt

import pytest

from models.domain.actuals import Actuals
from models.domain.plan import Duty
from planner.judging.check import check
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.register.closing import close_week
from planner.register.record import WeekRecord, record_of
from tests.weeks import banquet, changed, edition, facts, plan, sight, talk, visit

NOW = dt.datetime(2026, 9, 28, 9, 0, tzinfo=dt.UTC)
ZH = Words("zh")
MUG = {"kind": "gift", "id": "mug", "what": "瓷杯", "unit_price": 80}


@pytest.fixture(scope="session")
def paper() -> Paper:
    """Two visits: one with a talk, a museum, a banquet and gifts, one with a talk."""
    f = facts(visit("v1", talk(), sight(), banquet(), MUG, client="甲公司"), visit("v2", talk(), client="乙公司"))
    rows = [("talk", "21 14:00"), ("welcome", "21 18:30"), ("museum", "22 14:00")]
    made = plan(f, v1=rows, v2=[("talk", "22 09:30")])
    meeting = next(item for item in made.items if item.id == "v1/talk")
    expert = Duty(role="expert", person="ann", start=meeting.start, end=meeting.end)
    crew = Duty(role="crew", person="cal", start=meeting.start - 30, end=meeting.start)
    made = changed(made, "v1/talk", duties=(expert, crew))
    return Paper(check(f.week, made, edition()), ZH)


FILLED = {
    "visits": [
        {
            "visit": "v1",
            "came": 2,
            "costs": {"hotel": 1234, "meals": 567, "other": 8},
            "times": [{"item": "v1/talk", "start": "2026-09-21T14:30", "end": "2026-09-21T16:30"}],
            "gifts": [{"direction": "received", "what": "画册"}],
            "promises": [{"what": "寄样本", "owner": "王工"}],
            "grades": {"people": "A", "stay": "C"},
            "comment": "房间吵",
        }
    ]
}


@pytest.fixture
def filled() -> Actuals:
    return Actuals.model_validate(FILLED)


@pytest.fixture
def record(paper, filled) -> WeekRecord:
    return record_of(paper, filled)


@pytest.fixture
def closed(tmp_path, record):
    """The path of a register in which the week is closed."""
    path = tmp_path / "register.sqlite"
    close_week(path, record, NOW, ZH)
    return path
