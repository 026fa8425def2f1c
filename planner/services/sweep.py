"""One week planned under several policies: how the plan changes when a rule weighs more, less or nothing.

::

    policies = {"默认": edition, "就近": tuned(edition, {"SENSE-04": 50}), "不限": tuned(edition, {"SENSE-05": "off"})}
    found = planner.sweep(week, policies)       # a Comparison, all judged by the first policy
    plot_front(found.measures, "cost", "riding")

Work goes through joblib, as in ``planner.simulate``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from models.domain.errors import FaultyInput
from models.domain.policy import RuleLevel, RuleSetting
from models.rules import catalogue
from planner.services.compare import Comparison, compare
from planner.services.solve import solve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.domain.policy import Edition
    from models.domain.week import Week
    from planner.judging.check import Report
    from planner.services.provenance import Limits


def tuned(edition: Edition, rules: Mapping[str, int | str], name: str = "") -> Edition:
    """Return an edition with other weights or levels of some rules.

    Parameters
    ----------
    rules : mapping
        Rule id → weight (1 to 1000), or level: ``must``, ``should``, ``prefer``, ``off``.
    name : str
        What to call it; the edition's name by default.

    Raises
    ------
    FaultyInput
        Unknown rules, levels that a rule cannot have.
    pydantic.ValidationError
        A weight out of range.
    """
    settings = dict(edition.rules)
    for id, value in rules.items():
        before = settings.get(id, RuleSetting())
        change = {"weight": value} if isinstance(value, int) else {"level": cast("RuleLevel", value)}
        settings[id] = before.replace(**change)
    made = edition.replace(rules=settings, name=name or edition.name)
    faults = list(catalogue.faults(made, made.name))
    if faults:
        raise FaultyInput(faults)
    return made


def sweep(
    week: Week, policies: Mapping[str, Edition], limits: Limits | None = None, seed: int = 0, jobs: int | None = None
) -> Comparison:
    """Plan a week under several policies and compare the plans, judged by the first of them.

    Parameters
    ----------
    policies : mapping
        Editions by name, two at least.
    limits : Limits, optional
        For each plan; see ``planner.solve``.
    jobs : int, optional
        Processes; by default one, or as many as a ``joblib.parallel_config`` around the call says.

    Raises
    ------
    ValueError
        With fewer than two policies.
    FaultyInput, NoPlanPossible, NoneInTime
        See ``planner.solve``.
    """
    from joblib import Parallel, delayed

    if len(policies) < 2:
        raise ValueError(f"{len(policies)} policies; maybe two at least")
    work = (delayed(_report)(week, limits, edition, seed) for edition in policies.values())
    reports = Parallel(n_jobs=jobs)(work)
    return compare(*reports, names=list(policies), edition=next(iter(policies.values())))


def _report(week: Week, limits: Limits | None, edition: Edition, seed: int) -> Report:
    return solve(week, limits, edition, seed).report
