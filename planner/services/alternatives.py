"""Other plans of a week that differ noticeably, and the front between their cost, comfort, sights and changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.cp.stop_signal import StopSignal
from models.domain.facts import Facts
from models.domain.revision import Revision
from models.itinerary.search.incumbent import assemble
from models.itinerary.what_if.alternatives import AIMS, AlternativeSearch, differing_items
from models.rules.catalogue import rules as rules_of
from models.rules.stability.announced import AnnouncedStays
from planner.judging.check import judge
from planner.services.plannable import plannable_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from models.domain.plan import Plan
    from models.domain.policy import Edition
    from models.domain.week import Week
    from planner.judging.check import Report

AIM_WORDS = {
    "": ("原计划", "the plan"),
    "days": ("换日期、换次序", "other days and order"),
    "comfort": ("更宽松", "easier pace"),
    "cost": ("更省钱", "cheaper"),
    "sights": ("多游览", "more sights"),
    "hosts": ("换接待领导", "other hosts"),
}
"""What each plan is for, Chinese and English."""
FRONT_COLUMNS = ("cost", "discomfort", "sights", "moved")
"""What the front is drawn over; of sights more is better, of the others less."""


def alternatives(
    week: Week,
    plan: Plan,
    count: int = 3,
    *,
    edition: Edition | None = None,
    seconds: float | None = None,
) -> pd.DataFrame:
    """Return a plan and some others that differ from it, and from each other, in what people notice.

    They leave out no more than the plan; shoulds get worse, by little, only where nothing else would be noticed.

    Parameters
    ----------
    count : int
        So many others, at most.
    seconds : float, optional
        After so long no more are looked for.

    Returns
    -------
    DataFrame
        One row a plan, the given one first: ``name``, ``aim``, ``unlike`` (items in which it differs from the first),
        ``cost`` (yuan), ``discomfort`` (what breaks of the pace rules cost), ``sights`` (seen), ``moved`` (what
        moving announced items costs, STAB-02), ``tier_0`` to ``tier_4``, and ``plan``.
    """
    import time

    from planner.formats import load_edition

    policy = edition or load_edition(plan.edition)
    facts, rules = plannable_facts(Facts(week, policy), plan), rules_of(policy)
    stop = StopSignal(None if seconds is None else time.monotonic() + seconds)
    search = AlternativeSearch(facts, rules, plan, stop)
    base = assemble(facts, search.start.visit_plans)
    found: list[tuple[str, Plan]] = [("", base)]
    for aim in AIMS:
        if len(found) > count or stop.now:
            break
        for more in (0, search.limits.max_should_increase):
            other = assemble(facts, search.plan_for(aim, more).visit_plans)
            if all(differing_items(other, known) >= search.limits.min_unlike_items for _, known in found):
                found.append((aim, other))
                break
    return frame([(aim, judge(facts, other, rules)) for aim, other in found], base)


def frame(reports: Sequence[tuple[str, Report]], base: Plan) -> pd.DataFrame:
    """Return judged plans as rows; see ``alternatives``."""
    import pandas as pd

    rows = []
    for number, (aim, report) in enumerate(reports):
        rows.append(
            {
                "name": f"{chr(ord('A') + number)}",
                "aim": AIM_WORDS[aim][0],
                "unlike": differing_items(report.plan, base),
                **_measures(report, base),
                **{f"tier_{tier}": value for tier, value in enumerate(report.score.tiers)},
                "plan": report.plan,
            }
        )
    return pd.DataFrame(rows)


def _measures(report: Report, base: Plan) -> dict[str, int]:
    facts = report.facts
    again = Facts(facts.week, facts.edition, Revision(base))
    stability = AnnouncedStays(facts.edition)
    pace = [b.cost for b in report.score.broken if b.rule.comfort]
    return {
        "cost": report.yuan,
        "discomfort": sum(pace),
        "sights": sum(item.kind in ("sight", "entertainment") for item in report.plan.items),
        "moved": sum(stability.cost(v.amount) for v in stability.check(again, report.plan)),
    }


def front(plans: pd.DataFrame, on: Sequence[str] = FRONT_COLUMNS) -> pd.DataFrame:
    """Return the plans that no other one beats in every respect: as good in all, better in one.

    Parameters
    ----------
    plans : DataFrame
        Of ``alternatives``, or several of them put together.
    on : sequence of str
        Columns; of ``sights`` more is better, of all others less.
    """
    values = plans[list(on)].astype(float)
    for column in on:
        if column == "sights":
            values[column] = -values[column]
    points = values.to_numpy()
    kept = [not any((other <= mine).all() and (other < mine).any() for other in points) for mine in points]
    return plans[kept]
