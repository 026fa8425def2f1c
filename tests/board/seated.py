"""A week with a dinner at two tables, a talk and rides, opened on the board; seated within a second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from models.domain.facts import Facts
from models.domain.plan import Plan
from models.itinerary.model.plan_ledger import visit_plans_of
from models.itinerary.search.incumbent import assemble
from models.rules.catalogue import rules as rules_of
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.staff import staff
from planner.formats.plan_json import document, document_text
from tests.board.opened import Page, opened
from tests.weeks import banquet, facts, plan, sight, talk, visit

GUESTS = (
    ("王喆", "董事长"),
    ("丁璟", "总经理"),
    ("谢文", "副总经理"),
    ("罗安琪", "总工程师"),
    ("欧阳明远", "部长"),
    ("江南", "副部长"),
    ("沈玥", "处长"),
    ("冯毅", "副处长"),
    ("白露", "科长"),
    ("董堃", "主管"),
    ("陆明", "工程师"),
    ("孙卫国", "秘书"),
)
DINNER, TALK, RIDE = "v1/welcome", "v1/talk", "v1/to-welcome"


@cache
def asked() -> Facts:
    """Return a visit of twelve: a talk, a dinner in a hall, a museum."""
    people = [
        {"id": f"m{k}", "name": name, "title": title, "rank": min(3 + k // 2, 8)}
        for k, (name, title) in enumerate(GUESTS, start=1)
    ]
    people[0]["role"] = "principal"
    one = visit("v1", talk(), banquet(restaurant="garden"), sight(), members=people)
    return facts(one)


@cache
def planned() -> Plan:
    """Return its plan: the programme by hand, people and cars by the heuristic."""
    hall = {"place": "garden", "dining_room": "hall"}
    rows: list[Any] = [
        ("talk", "21 09:30", {"room": "r1"}),
        ("lunch", "21 12:00"),
        ("check_in", "21 15:00"),
        ("welcome", "21 18:00", hall),
        ("museum", "22 10:00"),
        ("lunch", "22 12:15"),
    ]
    made = plan(asked(), v1=rows)
    parts = visit_plans_of(asked(), made)
    staffed = staff(asked(), rules_of(asked().edition), parts, list(parts), limits=STAFFING_LIMITS.heuristic_only)
    return assemble(asked(), staffed.visit_plans)


def written(folder: Path) -> Path:
    """Write the plan.json of the week, and return where it is."""
    path = folder / "plan.json"
    quality = {"status": "open", "tiers": [], "provenance": None}
    path.write_text(document_text(document(asked().week, asked().edition, planned(), quality)), encoding="utf-8")
    return path


@contextmanager
def dining(folder: Path, name: str = "") -> Iterator[Page]:
    """Open the week, with a page that has seen it."""
    with opened(written(folder), name) as page:
        page.week()
        yield page


def seats_of(page: Page, of: str = DINNER) -> dict[str, Any]:
    """Return a party as the page draws it."""
    return dict(page.ask("seats/open", of=of))


def seat_of(shown: dict[str, Any], person: str, leg: int = 0) -> dict[str, Any]:
    """Return the seat of a person."""
    every = (seat for area in shown["areas"] for seat in area["seats"])
    return next(seat for seat in every if seat["person"] == person and seat["leg"] == leg)


def put(page: Page, person: str, seat: dict[str, Any], of: str = DINNER, **more: Any) -> Any:
    """Put a person on a seat of the page."""
    where = {key: seat[key] for key in ("at", "seat", "leg")}
    other = {"other": seat["person"]} if seat.get("person") else {}
    return page.ask("seats/do", operation={"kind": "seat", "of": of, "person": person, **where, **other, **more})


def lock(page: Page, person: str, of: str = DINNER, *, on: bool = True) -> Any:
    """Lock or unlock a person."""
    return page.ask("seats/do", operation={"kind": "lock", "of": of, "person": person, "on": on})


def placed(shown: dict[str, Any]) -> dict[str, tuple[str, str, int]]:
    """Return where everybody sits."""
    return {
        seat["person"]: (seat["at"], seat["seat"], seat["leg"])
        for area in shown["areas"]
        for seat in area["seats"]
        if seat["person"]
    }
