"""Realistic busy weeks with contention, the same for the same number and seed."""

from __future__ import annotations

import datetime as dt
from random import Random

from models.domain.week import Week
from planner.formats.official import official_calendar
from planner.generation.company import company_for
from planner.generation.visits import make_visits

FIRST_DAY = dt.date(2026, 10, 17)
WEEK_DAYS = 9
"""From a Saturday to the Sunday of the next week."""
MAX_DELEGATIONS = 400


def generate(delegations: int, seed: int) -> Week:
    """Return a busy week.

    Parameters
    ----------
    delegations : int
        How many, 1 to 400. The company's resources grow with them, but what is rare stays rare.
    seed : int
        The same number and seed give the same week, on every machine.

    Raises
    ------
    ValueError
        When there are too few or too many delegations.
    """
    if not 1 <= delegations <= MAX_DELEGATIONS:
        raise ValueError(f"{delegations} delegations, maybe 1 to {MAX_DELEGATIONS}")
    random = Random(f"jiedai/{delegations}/{seed}")
    company = company_for(delegations, random)
    return Week(
        id=f"busy-{delegations}-{seed}",
        name=f"示例忙周:{delegations} 批客人(种子 {seed})",
        first_day=FIRST_DAY,
        days=WEEK_DAYS,
        company=company,
        official=official_calendar(FIRST_DAY, WEEK_DAYS),
        visits=tuple(make_visits(delegations, random, company, FIRST_DAY)),
        note=f"jiedai generate --delegations {delegations} --seed {seed}",
    )
