"""Odd weeks: no plan breaks a must, nothing is lost, and what cannot be planned says why.

The search is cut to the bone: a first plan of each visit, staffed and judged, and in the long hunt one improvement.
"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.cp.stop_signal import StopSignal
from models.domain.activities import Gift
from models.domain.errors import NoPlanPossible
from models.domain.facts import Facts
from models.domain.plan import LeftOut, Plan
from models.domain.training_series import with_sessions
from models.domain.week import Week
from models.itinerary.search.incumbent import assemble
from models.itinerary.search.limits import SearchLimits
from models.itinerary.search.search import Neighbourhood
from models.rules.catalogue import rules
from planner.judging.check import Report, judge
from planner.services.plannable import broken_musts, plan_what_can_be, refuse_unkept, with_left_out
from tests import weeks
from tests.odd_weeks import odd_week
from tests.searches import search_of

TINY = SearchLimits(rounds=0, threads=1, construct_seconds=0.05, improve_seconds=0.05, any_plan_factor=40)
EDITION = weeks.edition()
RULES = rules(EDITION)
SHORT_RUN = 60


def quick_report(week: Week, *, improve: bool = False) -> tuple[Report, list[str]]:
    """Return a judged plan of what can be planned, and every must that a plan broke on the way to it.

    Raises
    ------
    NoPlanPossible
    """
    facts, unkept = Facts(week, EDITION), list[str]()

    def attempt(rest: Facts, aside: Sequence[LeftOut]) -> Plan:
        del aside
        search = search_of(rest, TINY, RULES)
        with search.workers:
            search.construct()
            unkept.extend(f"{b.rule.id} {b.violation.say()}" for b in broken_musts(search.best.score))
            refuse_unkept(rest, search.best.visit_plans, search.best.score)
            for visit in search.visits_by_priority() if improve else ():
                hood = Neighbourhood((visit,))
                search.commit([(hood, search.task(hood).run(search.site, StopSignal()))])
            return assemble(rest, search.best.visit_plans)

    plan, aside = plan_what_can_be(facts, attempt)
    return judge(facts, with_left_out(facts, plan, aside), RULES), unkept


def faults_of(week: Week, *, improve: bool = False) -> list[str]:
    """Return everything that must not be said of the plan of an odd week."""
    try:
        report, found = quick_report(week, improve=improve)
    except NoPlanPossible as error:
        return [] if len(error.reasons) >= len(week.visits) else [f"no reason for some visits: {error}"]
    found += [f"{b.rule.id} {b.violation.say()}" for b in report.score.musts]
    plan, whole = report.plan, report.plan.visits_left_out
    asked = {
        (v.id, r.id)
        for v in with_sessions(week).visits
        if v.id not in whole
        for r in v.requests
        if not isinstance(r, Gift)
    }
    rows = [(item.visit, item.request) for item in plan.items if item.request]
    rows += [(left.visit, left.request) for left in plan.left_out if not left.is_whole_visit]
    if sorted(rows) != sorted(asked):
        found.append(f"lost or twice: {set(rows) ^ asked}")
    found += [f"{left.visit} without a reason" for left in plan.left_out if left.is_whole_visit and not left.causes]
    return found


@pytest.mark.parametrize("part", range(6))
def test_no_odd_week_gives_a_plan_that_breaks_a_must_or_loses_a_visit(part: int) -> None:
    tenth = SHORT_RUN // 6
    faults = {number: faults_of(odd_week(number)) for number in range(part * tenth, (part + 1) * tenth)}
    assert {number: found for number, found in faults.items() if found} == {}


def test_odd_weeks_are_odd_enough() -> None:
    """Most can be planned, some in part, a few not at all; some hire what no firm is listed for."""
    whole, none, hired = 0, 0, 0
    for number in range(SHORT_RUN // 2):
        try:
            plan = quick_report(odd_week(number))[0].plan
        except NoPlanPossible:
            none += 1
            continue
        whole += bool(plan.visits_left_out)
        hired += any((ride.hired or "").startswith("unlisted") for move in plan.moves for ride in move.rides)
    assert whole
    assert none
    assert hired
    assert none + whole < SHORT_RUN // 4
