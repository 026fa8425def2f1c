"""Something new, a request or a delegation, whatever file it is in: TOML, or a workbook with a row more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from planner.formats.text.new_file import read_new
from planner.formats.week import week_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from models.domain.activities import Request
    from models.domain.base import Id
    from models.domain.visits import Visit
    from models.domain.week import Week


def read_new_thing(path: Path, week: Week) -> tuple[Request | Visit, Id | None]:
    """Read something new, and whose request it is.

    Raises
    ------
    FaultyInput
        With every fault of the file; when nothing in it is new, or several things are.
    OSError
        When it cannot be opened.
    """
    return _from_workbook(path, week) if path.suffix.lower() == ".xlsx" else read_new(path, week)


def _from_workbook(path: Path, week: Week) -> tuple[Request | Visit, Id | None]:
    """Read the one new request of a workbook and whose it is; or the one new delegation."""
    from planner.formats.workbook.new_request import read_asking  # slow to import
    from planner.formats.workbook.row_index import rows_in

    raw, whole = read_asking(path, week)
    then = week_of(raw)
    known = {visit.id for visit in week.visits}
    visits = [visit for visit in then.visits if visit.id not in known]
    requests = [(visit.id, r) for visit in then.visits if visit.id in known for r in _new(week, visit, whole)]
    if len(visits) + len(requests) == 1:
        if visits:
            return visits[0], None
        ((id, request),) = requests
        return _with_own_id(week, id, request), id
    rows = {id: f"{sheet}!{row}" for (sheet, row), id in reversed(rows_in(raw).items())}
    ids = [*(visit.id for visit in visits), *(f"{id}/{request.id}" for id, request in requests)]
    raise FaultyInput([_fault(path.name, [rows.get(id, "") for id in ids])])


def _new(week: Week, visit: Visit, whole: bool) -> Iterable[Request]:
    """Return the requests of a visit that the week does not have."""
    old = week.visit(visit.id).requests if whole else ()
    return [request for request in visit.requests if not any(_same(request, other) for other in old)]


def _same(request: Request, other: Request) -> bool:
    """Whether two requests are one: all but the id, which a workbook may leave out."""
    return request.replace(id="x") == other.replace(id="x")


def _with_own_id(week: Week, visit: Id, request: Request) -> Request:
    """Return a request with an id that no other one of the visit has."""
    taken = {r.id for r in week.visit(visit).requests}
    ids = [request.id, *(f"{request.id}-{number}" for number in range(2, len(taken) + 3))]
    return request.replace(id=next(id for id in ids if id not in taken))


def _fault(file: str, rows: list[str]) -> Fault:
    if not rows:
        return Fault(
            file,
            "",
            bilingual("没有新的活动或来访", "nothing new in it"),
            bilingual("在“活动需求”表加一行", "add a row"),
        )
    what = bilingual(f"有 {len(rows)} 项新内容，一次问一项", f"{len(rows)} new things, ask for one at a time")
    return Fault(file, "", what, bilingual("只留一行", "keep one of: ") + "、".join(row for row in rows if row))
