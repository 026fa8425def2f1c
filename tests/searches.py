"""Searches in this process, for tests of what they find and of what is made of it."""

from __future__ import annotations

from collections.abc import Sequence

from models.cp.run import StopSignal
from models.domain.facts import Facts
from models.itinerary.search.limits import SearchLimits
from models.itinerary.search.search import Search
from models.itinerary.search.site import SearchSite
from models.itinerary.search.workers import ThreadWorkers
from models.rules.catalogue import rules as rules_of
from models.rules.core.base import Rule


def search_of(facts: Facts, limits: SearchLimits, rules: Sequence[Rule] | None = None) -> Search:
    """Return a search that has found nothing yet."""
    site, stop = SearchSite(facts, rules or rules_of(facts.edition), limits), StopSignal()
    return Search(site, ThreadWorkers(site, limits.threads, stop), 0, stop, lambda *_: None)
