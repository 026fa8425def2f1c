"""An announced morning, and other plans of the same week that are judged by it."""

from __future__ import annotations

from typing import Any

from models.domain.facts import Facts
from models.domain.pins import Pin
from models.domain.plan import Ride
from models.domain.revision import Revision
from tests.rules.cases import Made
from tests.weeks import Row, changed, facts, plan, sight, talk, tour, visit, when

MORNING: list[Row] = [("talk", "21 09:30"), ("tour", "21 13:30"), ("museum", "22 09:00")]


def again(rows: list[Row], *, now: str = "", pins: tuple[Pin, ...] = (), **changes: Any) -> Made:
    """Announce the morning's rows, then judge others."""
    f = facts(visit("v1", talk(), tour(), sight(), **changes))
    first = plan(f, v1=MORNING)
    g = Facts(f.week, f.edition, Revision(first, when(now) if now else None, pins))
    return g, plan(g, v1=rows)


def moved(what: str, start: str, **changes: Any) -> list[Row]:
    return [(name, start if name == what else begin, *([changes] if name == what else ())) for name, begin in MORNING]


def driven(by: str, now: str = "21 08:30") -> Made:
    """The pick-up set off with the MPV at 08:10."""
    f = facts(visit("v1", talk(), tour(), sight()))
    p = plan(f, v1=MORNING)
    first = changed(p, "v1/meet-g1", rides=(Ride(vehicle="mpv1", driver="d1", guests=3),))
    g = Facts(f.week, f.edition, Revision(first, when(now)))
    return g, changed(p, "v1/meet-g1", rides=(Ride(vehicle="mpv1", driver=by, guests=3),))
