"""What a new workbook shows: two visits, readable at a glance, to be written over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import planner
from models.domain import consistency

if TYPE_CHECKING:
    from models.domain.week import Company, Week


def example_week(company: Company | None = None) -> Week:
    """Return the example week; with a company that its visits do not fit, a week without visits.

    Parameters
    ----------
    company : Company or None
        The host; None: the example company.
    """
    from planner.formats.week import load

    package = Path(planner.__file__).resolve().parent
    installed = package / "tiny"
    week = load(installed if installed.is_dir() else package.parent / "instances" / "tiny")
    week = week.replace(id=week.first_day.isoformat(), name=f"{week.first_day.isoformat()} 当周接待")
    if company is None:
        return week
    fitting = week.replace(company=company)
    return fitting if not any(consistency.faults(fitting)) else fitting.replace(visits=())
