"""What became of the visits, from a TOML file: a table ``[[visits]]`` for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.errors import FaultyInput
from planner.formats.raw import Sources
from planner.formats.text.toml_file import read_toml
from planner.register.actuals_faults import actuals_of

if TYPE_CHECKING:
    from pathlib import Path

    from models.domain.actuals import Actuals
    from models.domain.plan import Plan
    from models.domain.week import Week


def read_actuals_text(path: Path, week: Week, plan: Plan) -> Actuals:
    """Read what became of a week's visits.

    Raises
    ------
    FaultyInput
        With every fault of the file, each with key and line.
    OSError
        When it cannot be opened.
    """
    file = read_toml(path, path.name)
    if file.faults:
        raise FaultyInput(file.faults)
    sources = Sources()
    sources.put((), file.table())
    return actuals_of(dict(file.data), sources, week, plan, [])
