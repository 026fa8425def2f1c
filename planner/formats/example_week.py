"""What a new workbook shows: two visits, to be written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain import consistency
from planner.formats.shipped import shipped
from planner.formats.week import load

if TYPE_CHECKING:
    from models.domain.week import Company, Week


def example_week(company: Company | None = None) -> Week:
    """Return the example week; with a company that its visits do not fit, a week without visits.

    Parameters
    ----------
    company : Company or None
        The host; None: the example company.
    """
    week = load(shipped("tiny"))
    week = week.replace(id=week.first_day.isoformat(), name=f"{week.first_day.isoformat()} 当周接待")
    if company is None:
        return week
    fitting = week.replace(company=company)
    return fitting if not any(consistency.faults(fitting)) else fitting.replace(visits=())
