"""A small week with a plan made by hand, opened on the board: no solver, no file of the examples."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # newer ones ask for another package that does the same
    from starlette.testclient import TestClient

from models.domain.facts import Facts
from models.domain.plan import Plan
from models.itinerary.model.plan_ledger import visit_plans_of
from models.itinerary.search.incumbent import assemble
from models.rules.catalogue import rules as rules_of
from models.staffing.limits import STAFFING_LIMITS
from models.staffing.staff import staff
from planner.board.app import BoardApp
from planner.board.opening import OpenedBoard, open_board
from planner.formats.plan_json import document, document_text
from tests.weeks import banquet, facts, plan, sight, talk, tour, visit

TOKEN = "token-of-the-tests"
HOST = "http://127.0.0.1"


@cache
def asked() -> Facts:
    """Return two visits: a talk, a tour, a museum and a dinner; a talk in the same room and a sight left out."""
    one = visit("v1", talk(), tour(), sight(), banquet(restaurant="garden"))
    two = visit("v2", talk(), sight("temple", "temple"), arrive="21 08:30")
    return facts(one, two)


@cache
def planned() -> Plan:
    """Return their plan: the programmes by hand, people and cars by the heuristic."""
    made = plan(
        asked(),
        v1=[
            ("talk", "21 09:30", {"room": "r1"}),
            ("lunch", "21 12:00"),
            ("tour", "21 14:00"),
            ("check_in", "21 16:00"),
            ("welcome", "21 18:00"),
            ("museum", "22 10:00"),
            ("lunch", "22 12:15"),
        ],
        v2=[
            ("lunch", "21 11:30"),
            ("talk", "21 13:30", {"room": "r1"}),
            ("check_in", "21 16:30"),
            ("dinner", "21 18:00"),
            ("lunch", "22 12:00"),
        ],
    )
    rules, parts = rules_of(asked().edition), visit_plans_of(asked(), made)
    staffed = staff(asked(), rules, parts, list(parts), limits=STAFFING_LIMITS.heuristic_only)
    return assemble(asked(), staffed.visit_plans)


def written(folder: Path) -> Path:
    """Write the plan.json of the week, and return where it is."""
    path = folder / "plan.json"
    quality = {"status": "open", "tiers": [], "provenance": None}
    path.write_text(document_text(document(asked().week, asked().edition, planned(), quality)), encoding="utf-8")
    return path


class Page:
    """A page of the board, as far as it asks the program."""

    def __init__(self, client: TestClient, app: BoardApp, name: str = "") -> None:
        self.client, self.app, self.name, self.number = client, app, name, 0

    def ask(self, path: str, **data: Any) -> Any:
        """Ask, and return what comes back: a table, or the status where it is refused."""
        answer = self.post(path, data)
        found = answer.json() if answer.headers["content-type"].startswith("application/json") else answer.status_code
        if isinstance(found, dict):
            self.number = found.get("number", self.number)
        return found

    def post(self, path: str, data: Any, **headers: str) -> Any:
        """Send a request as the page does."""
        body = {"lang": "zh", "name": self.name, "number": self.number, **data}
        return self.client.post(f"/{TOKEN}/api/{path}", json=body, headers=headers)

    def week(self, view: str = "visit", lang: str = "zh") -> Any:
        """Return all that the page draws."""
        return self.ask("week", view=view, lang=lang)

    def bar(self, id: str, view: str = "visit") -> Any:
        """Return the first bar of an item or ride."""
        return next(bar for bar in self.week(view)["bars"] if bar["id"] == id)

    def move(self, of: str, start: int, **more: Any) -> Any:
        """Move an item to another time."""
        return self.ask("do", operation={"kind": "move", "of": of, "start": start, **more})


@contextmanager
def opened(path: Path, name: str = "") -> Iterator[Page]:
    """Open a plan.json, with a page."""
    with page_of(open_board(path), name) as page:
        yield page


@contextmanager
def page_of(board: OpenedBoard, name: str = "") -> Iterator[Page]:
    """Give a page of an opened board."""
    app = BoardApp(board, token=TOKEN)
    with TestClient(app.asgi, base_url=HOST) as client:
        yield Page(client, app, name)
    app.close()
