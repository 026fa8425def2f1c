"""A week without some of its requests and visits, so that the others can be planned."""

from __future__ import annotations

from collections.abc import Iterable

from models.domain.activities import SightVisit
from models.domain.joint_items import with_joints_of_those_left
from models.domain.plan import LeftOut
from models.domain.request_order import linked_within
from models.domain.visits import Visit
from models.domain.week import Week


def reduced_week(week: Week, left_out: Iterable[LeftOut]) -> Week:
    """Return a week without what is left out of its plan, and without what only refers to that.

    A sight that is left out is none for the planner to choose instead: it is asked for, only not in this way.
    """
    rows = list(left_out)
    whole = {left.visit for left in rows if left.is_whole_visit}
    requests = {(left.visit, left.request) for left in rows}
    visits = [_reduced_visit(visit, requests, whole) for visit in week.visits if visit.id not in whole]
    rest = week.replace(visits=tuple(visits))  # a copy alone would keep the look-ups of the whole week
    return with_joints_of_those_left(rest)


def _reduced_visit(visit: Visit, requests: set[tuple[str, str]], whole: set[str]) -> Visit:
    kept = [request for request in visit.requests if (visit.id, request.id) not in requests]
    here = {request.id for request in kept}
    kept = [linked_within(request, here) for request in kept]
    still = {request.place for request in kept if isinstance(request, SightVisit)}
    gone = {request.place for request in visit.requests if isinstance(request, SightVisit)} - still
    refused = (*visit.refused, *sorted(gone - set(visit.refused)))
    rivals = tuple(rival for rival in visit.rivals if rival not in whole)
    fields = {"requests": tuple(kept), "rivals": rivals, "refused": refused, "sub_groups": ()}
    return visit.model_copy(update=fields)
