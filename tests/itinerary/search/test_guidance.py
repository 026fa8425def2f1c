"""Guidance: a programme is solved again away from what staffing could not keep."""

from __future__ import annotations

from dataclasses import replace

from models.cp.run import solve
from models.cp.stop_signal import StopSignal
from models.domain.tiers import Tier
from models.itinerary.model.build import build
from models.itinerary.search.guidance import prefer_current_times, visits_concerned
from models.itinerary.search.limits import SearchLimits
from models.itinerary.search.search import Neighbourhood, Search
from models.rules.core.findings import Subject, Violation, subject
from models.rules.core.score import Broken
from tests import weeks
from tests.searches import search_of


def searched(facts: weeks.Facts) -> Search:
    """A search with a plan of one visit as its programme alone would have it."""
    search = search_of(facts, SearchLimits(rounds=0))
    search.construct()
    solved = search.task(Neighbourhood(("v1",))).run(search.site, StopSignal())
    search.best = search._staffed(search._with_solution(search.best, solved), ["v1"], minimise_duty=False)
    return search


def broken(search: Search, rule: str, visit: str, about: Subject, amount: int = 1) -> Broken:
    """A break of a rule, as a check would tell it."""
    known = {rule.id: rule for rule in search.rules}
    return Broken(Violation(rule, visit, about, amount), known[rule], waived=False)


def times(search: Search, unfixed: list[str], breaks: list[Broken]) -> dict[str, tuple[int, int]]:
    """Start and end of each item, solved again."""
    found = search.task(Neighbourhood(tuple(unfixed), tuple(breaks))).run(search.site, StopSignal()).plans
    return {item.id: (item.start, item.end) for visit in unfixed for item in found[visit].items}


def test_among_equals_everything_stays_where_it_is():
    search = searched(weeks.facts(weeks.visit("v1", weeks.talk(), weeks.tour())))
    made = build(search.facts, ["v1"], search.rules, search.best.ledger.without(["v1"]), filtered=search.filtered)
    before = len(made.frame.terms)
    prefer_current_times(made, search.best.visit_plans)
    moved = sum(term.expr for term in made.frame.terms[before:])
    made.frame.model.add(made.frame.objective(Tier.LEFT_OUT) <= 0)
    outcome = solve(made.frame.model, moved)
    assert outcome.objective == 0
    acts, origin = made.views["v1"].acts, search.facts.week.origin
    kept = [item for item in search.best.visit_plans["v1"].items if outcome.value(acts[item.id].done)]
    assert {item.request for item in kept} >= {"talk", "tour"}
    assert all(outcome.value(acts[item.id].start) + origin == item.start for item in kept)


def test_an_item_that_lacks_a_helper_is_tried_at_another_time():
    search = searched(weeks.facts(weeks.visit("v1", weeks.talk(), weeks.tour())))
    now = next(item for item in search.best.visit_plans["v1"].items if item.id == "v1/talk")
    there = times(search, ["v1"], [broken(search, "HOST-04", "v1", subject(item="v1/talk", request="talk"))])
    assert abs(there["v1/talk"][0] - now.start) >= SearchLimits().shortage_minutes


def test_a_day_that_is_too_long_gets_shorter():
    """The interpreter is at talks in the morning and at a dinner; the guests eat by themselves, no meal needs one."""

    def asked(**when: str) -> weeks.Facts:
        requests = weeks.talk(same_day=["welcome"], **when), weeks.banquet()
        english = weeks.members(2, languages=["en"])
        visit = weeks.visit("v1", *requests, client_kind="foreign", members=english, provides={"meals": False})
        return weeks.facts(visit)

    search = searched(asked())
    search.best = replace(searched(asked(part="morning")).best, values={})
    mine = [i for i in search.best.visit_plans["v1"].items if any(d.person == "ivy" for d in i.duties)]
    day = weeks.day_of(max(mine, key=lambda item: item.end).start)
    today = [item for item in mine if weeks.day_of(item.start) == day]
    length = max(i.end for i in today) - min(i.start for i in today)
    b = broken(search, "HOST-09a", "", subject(person="ivy", day=day), amount=30)
    assert visits_concerned(search.best.visit_plans, b) == ("v1",)
    there = times(search, ["v1"], [b])
    again = [there[item.id] for item in today if weeks.day_of(there[item.id][0]) == day]
    assert len(again) < len(today) or max(e for _, e in again) - min(s for s, _ in again) <= length - 30
