"""Plans that the board has offered and that can be taken: answers to why, good times, a replan, a better plan."""

from __future__ import annotations

import itertools
from collections import OrderedDict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.facts import Facts
from planner.board.apply_by_hand import NotByHand, pin_of, refuse_pinned, side_of
from planner.board.judged_changes import judged
from planner.board.state import state_of

if TYPE_CHECKING:
    from collections.abc import Collection

    from models.domain.plan import Plan, VisitPlan
    from models.domain.week import Week
    from planner.board.session import BoardSession
    from planner.board.state import BoardState

MOST_OFFERS = 60
"""Offers that are kept; who comes for an older one asks again."""


@dataclass(frozen=True)
class BoardOffer:
    """A plan that can be taken.

    Attributes
    ----------
    base : BoardState
        What it was made from.
    after : BoardState
        What it would be.
    said : tuple of str
        What it does, Chinese and English.
    improved : bool
        Whether the search for a better plan made it.
    """

    base: BoardState
    after: BoardState
    said: tuple[str, str]
    improved: bool = False

    @property
    def visits(self) -> tuple[str, ...]:
        """The visits whose plans are others then."""
        after, base = self.after.visit_plans, self.base.visit_plans
        return tuple(visit for visit in after if after[visit] is not base.get(visit))


class OfferBook:
    """The offers of a session, by number."""

    def __init__(self, session: BoardSession) -> None:
        self.session = session
        self._offers: OrderedDict[int, BoardOffer] = OrderedDict()
        self._numbers = itertools.count(1)

    def add(self, offer: BoardOffer) -> int:
        """Keep an offer, and return its number."""
        number = next(self._numbers)
        self._offers[number] = offer
        if len(self._offers) > MOST_OFFERS:
            self._offers.popitem(last=False)
        return number

    def take(self, number: int, by: str, visits: Collection[str] | None = None) -> tuple[BoardState, tuple[str, str]]:
        """Take an offer, or some visits of it; return the state before and what was done.

        Raises
        ------
        NotByHand
            When the plan was changed there since, or some visits cannot be taken without the others.
        """
        offer, session = self._offers.get(number), self.session
        if offer is None:
            raise NotByHand(bilingual("这个办法已过期", "this offer is too old"), bilingual("请再问一次", "ask again"))
        after = merged(session.state, offer, visits)
        refuse_pinned(session.state, after)
        if visits is not None:
            change = judged(session.score(), session.score(after))
            if change.level == "must":
                raise NotByHand(
                    bilingual("只采用这几个团组会违反必须遵守的条款", "these delegations alone would break a must"),
                    bilingual("连同其他团组一起采用", "take the others as well"),
                )
        return session.put(after, offer.said, by, improved=offer.improved), offer.said


def merged(now: BoardState, offer: BoardOffer, visits: Collection[str] | None = None) -> BoardState:
    """Return the state that is shown with what an offer changes.

    Raises
    ------
    NotByHand
        When one of the visits was changed since the offer was made.
    """
    stale = bilingual("这期间计划改过", "the plan was changed in the meantime")
    if offer.after.week is not offer.base.week:
        if now is not offer.base:
            raise NotByHand(stale, bilingual("请再问一次", "ask again"))
        return offer.after
    wanted = [visit for visit in offer.visits if visits is None or visit in visits]
    if any(now.visit_plans.get(visit) is not offer.base.visit_plans.get(visit) for visit in wanted):
        raise NotByHand(stale, bilingual("请再问一次", "ask again"))
    return now.with_visits({visit: offer.after.visit_plans[visit] for visit in wanted})


def state_after(base: BoardState, facts: Facts, plan: Plan, week: Week | None = None) -> BoardState:
    """Return what a state becomes with a plan of a service; what the service set aside stays as it was.

    Parameters
    ----------
    facts : Facts
        Those that the service planned: perhaps of a part of the week only.
    week : Week, optional
        The week after events; None: it is the same.
    """
    whole = Facts(week or base.week, facts.edition)
    found = state_of(whole, plan)
    known = {visit.id for visit in facts.week.visits}
    plans: dict[str, VisitPlan] = {}
    for visit, part in found.visit_plans.items():
        old = base.visit_plans.get(visit)
        if old is not None and visit not in known:
            plans[visit] = old
            continue
        if old is not None:
            part = _with_set_aside(part, old, {request.id for request in whole.week.visit(visit).requests})
        plans[visit] = old if old is not None and old == part else part
    after = replace(base, week=week or base.week, visit_plans=plans)
    planned = after.plan()
    return replace(after, pins=tuple(pin for pin in base.pins if pin_of(planned, pin.of, side_of(pin)) == pin))


def _with_set_aside(part: VisitPlan, old: VisitPlan, requests: set[str]) -> VisitPlan:
    """Return a visit's plan with what was not planned at all, in the old order where nothing else differs."""
    there = {left.request for left in part.left_out} | {item.request for item in part.items}
    kept = [left for left in old.left_out if left.reason == "not_planned_yet" and left.request not in there]
    left = [*part.left_out, *(each for each in kept if each.request in requests)]
    known = {row.request: row for row in old.left_out}
    same = {row.request for row in left} == set(known)
    return replace(part, left_out=old.left_out if same else tuple(known.get(row.request, row) for row in left))
