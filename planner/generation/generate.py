"""Realistic busy weeks with contention, the same for the same number and seed."""

from __future__ import annotations

import datetime as dt
from random import Random

from models.domain.week import Week
from planner.formats.official import official_calendar
from planner.generation.company import company_for
from planner.generation.visits import make_visits

SATURDAY = dt.date(2026, 10, 17)
DAYS = 9
MOST = 400


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
    if not 1 <= delegations <= MOST:
        raise ValueError(f"{delegations} delegations, maybe 1 to {MOST}")
    random = Random(f"jiedai/{delegations}/{seed}")
    company = company_for(delegations, random)
    return Week(
        id=f"busy-{delegations}-{seed}",
        name=f"示例忙周:{delegations} 批客人(种子 {seed})",
        first_day=SATURDAY,
        days=DAYS,
        company=company,
        official=official_calendar(SATURDAY, DAYS),
        visits=tuple(make_visits(delegations, random, company, SATURDAY)),
        note=f"jiedai generate --delegations {delegations} --seed {seed}",
    )
