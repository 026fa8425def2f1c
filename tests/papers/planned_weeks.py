"""Small weeks drawn at random and planned, many of them around midnight; what their papers say, as moments."""

from __future__ import annotations

import re
from functools import cache
from random import Random
from typing import TYPE_CHECKING, Any

import planner
from models.domain.clock import DAY, at
from models.domain.errors import NoPlanPossible
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.services.result import Limits
from tests import weeks
from tests.searches import less_effort

if TYPE_CHECKING:
    import datetime as dt

ARRIVALS = ("00:10", "00:40", "02:30", "05:20", "07:40", "11:20", "15:55", "19:40", "21:40", "23:30", "23:55")
DEPARTURES = ("00:20", "00:40", "01:10", "01:45", "02:40", "05:40", "07:30", "11:45", "17:30", "20:40", "23:55")
REQUESTS: tuple[dict[str, Any], ...] = (
    weeks.talk(topic="盾构机", any_leader=True),
    weeks.talk("again", minutes=60, tea=True),
    weeks.tour(),
    weeks.banquet(company=2),
    weeks.sight(),
    {"kind": "entertainment", "id": "show"},
)
_CLOCK = re.compile(r"(前一天|次日|the day before|next day)? ?(\d{2}):(\d{2})")


def drawn_week(seed: int) -> Any:
    """Return a week of two visits of one to three days, by night as often as by day, some in two travel groups."""
    draw = Random(seed)
    return weeks.week(*(_visit(f"v{k}", draw) for k in (1, 2)), days=6)


def _visit(id: str, draw: Random) -> Any:
    first, days, by = draw.choice((21, 22)), draw.randint(1, 3), draw.choice(("rail", "air"))
    arrive, depart = draw.choice(ARRIVALS), draw.choice(DEPARTURES)
    days += days == 1 and arrive > "19:00" and depart < "07:00"  # they come for more than a night
    groups = [weeks.group("g1", f"{first} {arrive}", f"{first + days} {depart}", by)]
    size = draw.randint(1, 5)
    if days > 1 and size > 2 and draw.random() < 0.4:
        groups[0]["members"] = ["m1", "m2"]
        coming, going = draw.choice(ARRIVALS), draw.choice(DEPARTURES)
        groups.append(weeks.group("g2", f"{first + 1} {coming}", f"{first + days + 1} {going}", "rail"))
    lodging = draw.random() < 0.8
    return weeks.visit(
        id,
        *draw.sample(REQUESTS, draw.randint(1, 4)),
        groups=groups,
        members=weeks.members(size, languages=draw.choice((["en"], ["zh"]))),
        provides={"lodging": lodging, "meals": draw.random() < 0.8, "cars": draw.random() < 0.8},
        hotel=None if lodging else "inn",
        level=draw.choice("ABCD"),
        sights=draw.choice(("planner", "none")),
        vip_lane=draw.random() < 0.3,
    )


@cache
def planned(seed: int) -> Paper | None:
    """Return the papers of a drawn week's plan; None where it cannot be planned."""
    try:
        with less_effort():
            result = planner.solve(drawn_week(seed), limits=Limits(seconds=None, rounds=0), edition=weeks.edition())
    except NoPlanPossible:
        return None
    return Paper(result.report, Words())


def told(text: str, day: dt.date) -> list[int]:
    """Return the moments that a text of a day says: 23:15–次日00:10."""
    found = []
    for word, hours, minutes in _CLOCK.findall(text):
        shift = {"": 0, "次日": DAY, "next day": DAY}.get(word, -DAY)
        found.append(at(day, int(hours) * 60 + int(minutes)) + shift)
    return found
