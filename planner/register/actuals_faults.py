"""What was filled in after the visits, held against the week and its plan: ids for names, and what cannot be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.domain.activities import KINDS
from models.domain.actuals import Actuals
from models.domain.bilingual import bilingual
from models.domain.errors import FaultyInput
from models.domain.promised_requests import promised_places
from models.domain.references import near
from planner.formats.validate import validated
from planner.language.client_names import client_key
from planner.language.text import tight

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from models.domain.actuals import VisitActuals
    from models.domain.errors import Fault
    from models.domain.plan import Plan
    from models.domain.visits import Visit
    from models.domain.week import Week
    from planner.formats.raw import KeyPath, Sources


def actuals_of(data: dict[str, Any], sources: Sources, week: Week, plan: Plan, faults: list[Fault]) -> Actuals:
    """Return plain data as actuals, each visit by its id.

    Parameters
    ----------
    data, sources : dict, Sources
        Plain data in the form of ``Actuals``, and where each value stood.
    faults : list of Fault
        What could not even be read.

    Raises
    ------
    FaultyInput
        With every fault: those, wrong values, visits and items that do not exist, guests who are on no list.
    """
    found = validated(Actuals, data, sources)
    wrong = [*faults, *found.faults]
    visits: list[VisitActuals] = []
    for number, given in enumerate(found.fact.visits if found.fact else ()):
        at = found.kept.original(("visits", number))
        visit = visit_of(week, given.visit)
        if visit is None:
            wrong.append(_no_visit(week, given.visit, sources, at))
            continue
        if any(known.visit == visit.id for known in visits):
            what = bilingual(f"“{given.visit}”写了两次", f"“{given.visit}” is there twice")
            wrong.append(sources.fault((*at, "visit"), what, bilingual("合并成一处", "make one of them")))
        wrong += [sources.fault((*at, *path), what, maybe) for path, what, maybe in _faults(visit, plan, given)]
        wrong += [sources.fault((*at, *path), what, maybe) for path, what, maybe in _promised_places(week, given)]
        visits.append(given.replace(visit=visit.id))
    if not wrong and not visits:
        what = bilingual("实际情况一行也没有填", "nothing is filled in")
        wrong.append(sources.fault((), what, bilingual("先填好再登记", "fill it in first")))
    if wrong or found.fact is None:
        raise FaultyInput(wrong)
    return found.fact.replace(visits=tuple(visits))


def visit_of(week: Week, named: str) -> Visit | None:
    """Return the visit that is named by its id, or by a client of whom the week has one visit."""
    by_id = next((visit for visit in week.visits if visit.id == named), None)
    by_name = [visit for visit in week.visits if client_key(visit.client) == client_key(named)]
    return by_id or (by_name[0] if len(by_name) == 1 else None)


def _no_visit(week: Week, named: str, sources: Sources, at: KeyPath) -> Fault:
    several = sum(client_key(visit.client) == client_key(named) for visit in week.visits) > 1
    if several:
        what = bilingual(f"“{named}”本周来访不止一次", f"“{named}” comes more than once this week")
        ids = "、".join(v.id for v in week.visits if client_key(v.client) == client_key(named))
        return sources.fault((*at, "visit"), what, ids)
    what = bilingual(f"本周没有这个来访客户：“{named}”", f"no visit of “{named}” this week")
    return sources.fault((*at, "visit"), what, near(named, [visit.client for visit in week.visits]))


def _promised_places(week: Week, given: VisitActuals) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield promises of the next visit whose project, sight or workshop the company does not have."""
    for number, promise in enumerate(given.promises):
        known = promised_places(week, promise.kind)
        needs_place = promise.kind in ("project", "sight") or (promise.kind == "tour" and promise.place)
        if promise.kind and needs_place and not any(promise.place in (place.id, place.name) for place in known):
            kind = bilingual(KINDS[promise.kind].zh, KINDS[promise.kind].en)
            what = bilingual(f"承诺的“{kind}”没有写明哪里", f"promised: {kind}, but not where")
            if promise.place:
                what = bilingual(f"公司资料里没有：{promise.place}", f"the company has no {promise.place}")
            names = [place.name for place in known]
            yield ("promises", number, "place"), what, near(promise.place, names) or "、".join(names[:5])


def _faults(visit: Visit, plan: Plan, given: VisitActuals) -> Iterator[tuple[KeyPath, str, str]]:
    """Yield what cannot be: key path, what is wrong, maybe."""
    items = {item.id for item in plan.items if item.visit == visit.id}
    for number, time in enumerate(given.times):
        if time.item not in items:
            what = bilingual(f"计划里没有这项活动：{time.item}", f"no such item in its plan: {time.item}")
            yield ("times", number, "item"), what, near(time.item, items)
    for item, count in Counter(time.item for time in given.times).items():
        if count > 1:
            last = max(k for k, time in enumerate(given.times) if time.item == item)
            what = bilingual(f"这项活动写了两次：{item}", f"this item is there twice: {item}")
            yield ("times", last, "item"), what, ""
    members = {tight(member.name) for member in visit.members}
    for number, name in enumerate(given.absent):
        if tight(name) not in members:
            what = bilingual("未到人员不在成员名单里", "who did not come is no member of the delegation")
            yield ("absent", number), what, bilingual("改填“实到人数”", "maybe give the number who came")
