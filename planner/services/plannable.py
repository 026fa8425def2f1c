"""What of a week can be planned: what cannot is set aside with its reasons, and the others are planned."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from models.domain.bilingual import bilingual
from models.domain.consistency import not_planned_yet
from models.domain.errors import NoPlanOfVisit, NoPlanPossible
from models.domain.facts import Facts
from models.domain.plan import WHOLE_VISIT, LeftOut, LeftOutCause, Plan
from models.domain.reduced_week import reduced_week
from models.itinerary.search.guidance import visits_concerned
from models.rules.stability.pins import PinsKept, StaffPinsKept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from models.domain.plan import VisitPlan
    from models.domain.revision import Revision
    from models.rules.core.score import Broken, Score

T = TypeVar("T")
CERTAIN = ("impossible_alone", "not_planned_yet")
"""Reasons for which every plan of the week leaves something out."""


def plan_what_can_be(facts: Facts, attempt: Callable[[Facts, Sequence[LeftOut]], T]) -> tuple[T, tuple[LeftOut, ...]]:
    """Plan a week without what this version does not plan, and without the visits that have no plan.

    Parameters
    ----------
    facts : Facts
        Of the whole week.
    attempt : callable
        Plans the facts of what is left of it, told what is not; may raise ``NoPlanOfVisit``, also for a request alone.

    Returns
    -------
    answer
        Of the attempt that came through.
    left_out : tuple of LeftOut
        What was set aside.

    Raises
    ------
    NoPlanPossible
        When no visit has a plan, with the reasons of each; when what of a visit is pinned or has begun cannot be kept.
    """
    left = not_planned_yet(facts.week)
    reasons: list[str] = []
    while True:
        week = reduced_week(facts.week, left)
        if not week.visits:
            raise NoPlanPossible(reasons)
        rest = Facts(week, facts.edition, _reduced(facts.revision, left)) if left else facts
        try:
            return attempt(rest, left), tuple(left)
        except NoPlanOfVisit as error:
            pins = (*facts.frozen.values(), *(facts.revision.pins if facts.revision else ()))
            if any(pin.visit == error.left.visit for pin in pins):
                raise
            mine = [row for row in left if row.visit == error.left.visit]
            left = [row for row in left if row not in mine or not error.left.is_whole_visit]
            left.append(error.left)
            reasons += error.reasons


def plannable_facts(facts: Facts, plan: Plan) -> Facts:
    """Return the facts without what a plan of them sets aside: for questions about the others."""
    left = [row for row in plan.left_out if row.is_whole_visit or row.reason == "not_planned_yet"]
    left = list({(row.visit, row.request): row for row in (*left, *not_planned_yet(facts.week))}.values())
    if not left:
        return facts
    return Facts(reduced_week(facts.week, left), facts.edition, _reduced(facts.revision, left))


def refuse_set_aside(facts: Facts, plan: Plan, item: str) -> None:
    """Refuse a question about what is not planned at all, with the reasons.

    Raises
    ------
    NoPlanPossible
    """
    visit, _, request = item.partition("/")
    rows = [row for row in plan.left_out if row.visit == visit and row.causes]
    known = [row for row in rows if row.is_whole_visit or (row.request == request and row.reason == "not_planned_yet")]
    if known:
        client = facts.week.visit(visit).client
        raise NoPlanPossible([f"{client}: " + bilingual(cause.zh, cause.en) for row in known for cause in row.causes])


def _reduced(revision: Revision | None, left: Sequence[LeftOut]) -> Revision | None:
    """Return a revision without the pins of what is set aside."""
    if revision is None:
        return None
    gone = {f"{row.visit}/{row.request}" for row in left}
    whole = {row.visit for row in left if row.is_whole_visit}
    return replace(revision, pins=tuple(p for p in revision.pins if p.of not in gone and p.visit not in whole))


def with_left_out(facts: Facts, plan: Plan, left: Iterable[LeftOut]) -> Plan:
    """Return a plan with what was set aside, in the order of the week."""
    order = {visit.id: number for number, visit in enumerate(facts.week.visits)}
    rows = sorted((*plan.left_out, *left), key=lambda row: order[row.visit])
    return plan.model_copy(update={"left_out": tuple(rows)})


def price_of(facts: Facts, left: Iterable[LeftOut]) -> int:
    """Return the tier-0 price of what was set aside."""
    return sum(facts.stay(row.visit).price_left_out(row.request) for row in left)


def with_aside(facts: Facts, bounds: Sequence[int | None], left: Sequence[LeftOut]) -> tuple[int | None, ...]:
    """Return the bounds of the whole week from those of what is left of it.

    What every plan leaves out is part of the bound. Where something else was set aside, nothing more is known than what
    is always true of the first tier: the others might be better with it.
    """
    certain = [row for row in left if row.reason in CERTAIN]
    first = None if bounds[0] is None else bounds[0] + price_of(facts, certain)
    return (first, *bounds[1:]) if len(certain) == len(left) else (first, *(None for _ in bounds[1:]))


def broken_musts(score: Score | None) -> list[Broken]:
    """Return the musts that a plan breaks, but for what is pinned."""
    return [b for b in (score.musts if score else ()) if b.rule.id not in (PinsKept.id, StaffPinsKept.id)]


def refuse_unkept(facts: Facts, visit_plans: Mapping[str, VisitPlan], score: Score | None) -> None:
    """Refuse a plan that breaks musts, naming the request that causes it, else the visit, with the clause.

    Of several requests the cheapest one gives way.

    Raises
    ------
    NoPlanOfVisit
    """
    musts = broken_musts(score)
    if not musts:
        return
    first = musts[0]
    visits = [first.violation.visit] if first.violation.visit else sorted(visits_concerned(visit_plans, first))
    visit = next((id for id in visits if id in visit_plans), next(iter(sorted(visit_plans))))
    about, stay = set(first.violation.about.ids), facts.stay(visit)
    items = {item.id: item.request for item in visit_plans[visit].items if item.request}
    named = [request for item, request in items.items() if {item, request} & about]
    cheapest = min(named, key=lambda id: (stay.price_left_out(id), id), default=WHOLE_VISIT)
    rows = [b for b in musts if b.violation.visit == visit or b is first]
    texts = [(b.rule, b.violation.say("zh") or b.rule.title, b.violation.say("en") or b.rule.title_en) for b in rows]
    causes = tuple(dict.fromkeys(LeftOutCause(rule=rule.id, zh=zh, en=en) for rule, zh, en in texts))
    rules = tuple(dict.fromkeys(cause.rule for cause in causes))
    left = LeftOut(visit=visit, request=cheapest, reason="not_found", rules=rules, causes=causes)
    raise NoPlanOfVisit(stay.visit.client, left)
