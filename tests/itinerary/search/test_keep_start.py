"""A plan that is improved keeps the leaders and experts of what moves, where nothing is against it."""

from __future__ import annotations

from types import SimpleNamespace

from models.cp.ledger import Ledger
from models.itinerary.model.plan_ledger import visit_plans_of
from models.itinerary.search.incumbent import Incumbent
from models.itinerary.search.keep_start import KeepStart
from models.rules.catalogue import rules
from models.rules.core.score import score
from models.rules.core.scorer import Scorer
from models.rules.stability.announced import chosen_people
from tests.services.asked import asked, planned

TALK = "v2/talk"


def incumbent_of(plan) -> Incumbent:
    found = score(asked(), plan, rules(asked().edition))
    return Incumbent(Ledger(asked()), visit_plans_of(asked(), plan), score=found)


def with_expert(plan, person: str, later: int = 0):
    """Return a plan with another expert of the talk, which begins so much later."""
    items = []
    for item in plan.items:
        if item.id == TALK:
            duties = [d.replace(person=person) if d.role == "expert" else d for d in item.duties]
            duties = [d.replace(start=d.start + later, end=d.end + later) for d in duties]
            item = item.replace(duties=duties, start=item.start + later, end=item.end + later)
        items.append(item)
    return plan.replace(items=tuple(items))


def test_the_expert_of_a_talk_that_moves_comes_back():
    known = planned()
    talk = next(item for item in known.items if item.id == TALK)
    (was,) = (person for role, person in chosen_people(talk) if role == "expert")
    other = next(name for name in ("ann", "bob") if name != was)
    moved = with_expert(known, other, later=5)
    f, policy = asked(), rules(asked().edition)
    search = SimpleNamespace(
        facts=f, rules=policy, limits=None, best=incumbent_of(moved), filtered=False, scorer=Scorer(f, policy)
    )
    keep = KeepStart(search, incumbent_of(known), known, SimpleNamespace(now=False))
    keep._chosen_people_back()
    items = {item.id: item for plan in keep.best.visit_plans.values() for item in plan.items}
    assert ("expert", was) in chosen_people(items[TALK])
    assert items[TALK].start == talk.start + 5
