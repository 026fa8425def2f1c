"""Searches in this process, for tests of what they find and of what is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.cp.run import StopSignal
from models.domain.facts import Facts
from models.itinerary.search.incumbent import assemble
from models.itinerary.search.limits import SearchLimits
from models.itinerary.search.search import Search
from models.itinerary.search.site import SearchSite
from models.itinerary.search.workers import ThreadWorkers
from models.rules.catalogue import rules as rules_of
from models.rules.core.base import Rule
from planner.formats import load, load_edition
from planner.judging.check import Report, judge


def search_of(facts: Facts, limits: SearchLimits, rules: Sequence[Rule] | None = None) -> Search:
    """Return a search that has found nothing yet."""
    site, stop = SearchSite(facts, rules or rules_of(facts.edition), limits), StopSignal()
    return Search(site, ThreadWorkers(site, limits.threads, stop), 0, stop, lambda *_: None)


def first_plan(week: Path) -> Report:
    """Return the plan of a week's construction, without improvement, under its own edition, judged."""
    edition = load_edition(week=week)
    facts, catalogue = Facts(load(week), edition), rules_of(edition)
    search = search_of(facts, SearchLimits(rounds=0, threads=1, small_week_days=0), catalogue)
    with search.workers:
        search.construct()
    return judge(facts, assemble(facts, search.best.visit_plans), catalogue)
