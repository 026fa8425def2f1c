"""Something new from a TOML file: a delegation (as in visits/*.toml), or a request with the visit that asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from models.domain.activities import Request
from models.domain.base import Fact, Id
from models.domain.bilingual import bilingual
from models.domain.errors import FaultyInput
from models.domain.visits import Visit
from planner.formats.raw import Sources
from planner.formats.text.toml_file import read_toml
from planner.formats.validate import validated
from planner.language.names import WeekNames

if TYPE_CHECKING:
    from pathlib import Path

    from models.domain.week import Week


class _Asked(Fact):
    """One request of a visit."""

    visit: str
    request: Request = Field(discriminator="kind")


def read_new(path: Path, week: Week) -> tuple[Request | Visit, Id | None]:
    """Read something new, and whose request it is.

    ::

        visit = "v03"                       # id or name
        kind = "call"                       # then the request, as in a visit's file
        id = "call2"
        leader = "liu-guodong"

    Raises
    ------
    FaultyInput
        With every fault of the file.
    OSError
        When it cannot be opened.
    """
    file = read_toml(path, path.name)
    if file.faults:
        raise FaultyInput(file.faults)
    sources = Sources()
    sources.put((), file.table())
    if "groups" in file.data or "client" in file.data:
        visit = validated(Visit, file.data, sources)
        if visit.faults or visit.fact is None:
            raise FaultyInput(visit.faults)
        return visit.fact, None
    rest = {key: value for key, value in file.data.items() if key != "visit"}
    data = {"visit": file.data.get("visit", ""), "request": {"id": "new", **rest}}
    sources.put(("request",), file.table())
    asked = validated(_Asked, data, sources)
    names, wrong = WeekNames(week), list(asked.faults)
    visit_id = names.id_of(str(data["visit"]), "visit")
    if visit_id is None:
        what = bilingual(f"没有这个来访：{data['visit']!r}", f"no visit {data['visit']!r}")
        wrong.append(sources.fault(("visit",), what, names.closest(str(data["visit"]), "visit")))
    if wrong or asked.fact is None:
        raise FaultyInput(wrong)
    return asked.fact.request, visit_id
