"""Which visit or request of a week stands in which row of its workbook, so that people can name it by its row."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from models.domain.errors import FaultyInput
from models.domain.visits import Visit
from models.domain.week import Company, Week
from planner.formats.workbook.forms_week import GROUPS_FORM, MEMBERS_FORM, REQUESTS_FORM, VISITS_FORM
from planner.formats.workbook.read import read_workbook
from planner.language.named_options import NamedOptions
from planner.language.text import tight

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from planner.formats.raw import KeyPath, Raw

_ANY_DAY = dt.date(2000, 1, 3)
_PLACE = re.compile(r"(?P<sheet>.+)!(?:[A-Z]{0,3})(?P<row>\d+)(?::.*)?")


def rows_of(path: Path) -> dict[tuple[str, int], str]:
    """Return the visit, or the item of a request (``visit/request``), of each row of a week's workbook.

    Sheets are named without blanks; a row of members or travel groups stands for its visit. A week that is no workbook
    has no rows.

    Raises
    ------
    FaultyInput
        When it is no workbook.
    """
    if path.suffix.lower() != ".xlsx" or not path.is_file():
        return {}
    return rows_in(read_workbook(path))


def client_named(path: Path, text: str) -> str:
    """Return the client that a text names, as other commands name visits; the workbook need not be complete.

    Raises
    ------
    FaultyInput
        When there is no such visit, or several could be meant.
    """
    try:
        raw = read_workbook(path)
    except FaultyInput:  # what it refuses is told when the list is written; the exact name is enough there
        return text
    visits = [
        Visit.model_construct(id=visit["id"], client=visit["client"], members=(), groups=(), requests=())
        for visit in raw.data["visits"]
        if visit.get("id") and visit.get("client")
    ]
    company = Company.model_construct(id="company", name="", places=())
    week = Week.model_construct(id="week", name="", first_day=_ANY_DAY, company=company, visits=tuple(visits))
    options = NamedOptions(week, None, rows_in(raw))
    id = options.visit(text, "--visit")
    options.check()
    return next(visit.client for visit in visits if visit.id == id)


def rows_in(raw: Raw) -> dict[tuple[str, int], str]:
    """Return the visit or item of each row of a workbook that was read."""
    found: dict[tuple[str, int], str] = {}
    for number, visit in enumerate(raw.data["visits"]):
        here: KeyPath = ("visits", number)
        _put(found, raw, here, str(visit.get("id", "")), VISITS_FORM.titles)
        for form in (MEMBERS_FORM, GROUPS_FORM):
            for index in range(len(visit.get(form.table, ()))):
                _put(found, raw, (*here, form.table, index), str(visit.get("id", "")), form.titles)
        for index, request in enumerate(visit.get(REQUESTS_FORM.table, ())):
            item = f"{visit.get('id', '')}/{request.get('id', '')}"
            _put(found, raw, (*here, REQUESTS_FORM.table, index), item, REQUESTS_FORM.titles)
    return found


def _put(found: dict[tuple[str, int], str], raw: Raw, path: KeyPath, id: str, titles: Iterable[str]) -> None:
    """Enter a row under the sheet's own name and the other names that the sheet may have."""
    place = _PLACE.fullmatch(raw.sources.fault(path, "").where)
    if place:
        for sheet in (place["sheet"], *sorted(titles)):
            found.setdefault((tight(sheet), int(place["row"])), id)
