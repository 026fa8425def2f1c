"""Realistic weeks with contention, the same for the same family, number and seed."""

from __future__ import annotations

from random import Random

from models.domain.training_series import with_sessions
from models.domain.week import Week
from planner.formats.official import official_calendar
from planner.generation.company import company_for
from planner.generation.families import FAMILIES
from planner.generation.visits import make_visits

MAX_DELEGATIONS = 400


def generate(delegations: int, seed: int, family: str = "busy") -> Week:
    """Return a made-up week.

    Parameters
    ----------
    delegations : int
        How many, 1 to 400. The company's resources grow with them, but what is rare stays rare.
    seed : int
        The same family, number and seed give the same week, on every machine.
    family : str
        One of ``FAMILIES``. ``tight-fleet`` has the very visits of ``busy``.

    Raises
    ------
    ValueError
        When there are too few or too many delegations, or no such family.
    """
    if not 1 <= delegations <= MAX_DELEGATIONS:
        raise ValueError(f"{delegations} delegations, maybe 1 to {MAX_DELEGATIONS}")
    if family not in FAMILIES:
        raise ValueError(f"{family!r} is no family, maybe {', '.join(FAMILIES)}")
    kind = FAMILIES[family]
    random = Random(f"jiedai/{delegations}/{seed}")
    company = kind.company(company_for(delegations, random))
    calendar = official_calendar(kind.first_day, kind.days)
    named = "" if family == "busy" else f" --family {family}"
    week = Week(
        id=f"{family}-{delegations}-{seed}",
        name=f"{kind.zh}:{delegations} 批客人(种子 {seed})",
        first_day=kind.first_day,
        days=kind.days,
        company=company,
        official=calendar,
        visits=tuple(make_visits(delegations, random, company, kind, calendar)),
        note=f"jiedai generate{named} --delegations {delegations} --seed {seed}",
    )
    return with_sessions(week)
