"""Searches in this process, for tests of what they find and of what is made of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from unittest import mock

import planner.services.solve
from models.cp.stop_signal import StopSignal
from models.domain.facts import Facts
from models.domain.week import Week
from models.itinerary.search.incumbent import assemble
from models.itinerary.search.limits import ALTERNATIVE_LIMITS, BOUND_LIMITS, CONFLICT_LIMITS, SearchLimits
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


def first_plan(week: Path | Week) -> Report:
    """Return the plan of a week's construction, without improvement, under its own edition, judged.

    Parameters
    ----------
    week : Path or Week
        A folder, or a week that is planned under the default edition.
    """
    edition = load_edition(week=week) if isinstance(week, Path) else load_edition()
    facts, catalogue = Facts(load(week) if isinstance(week, Path) else week, edition), rules_of(edition)
    search = search_of(facts, SearchLimits(rounds=0, threads=1, small_week_days=0), catalogue)
    with search.workers:
        search.construct()
    return judge(facts, assemble(facts, search.best.visit_plans), catalogue)


@contextmanager
def less_effort(search: float = 0.2, *, vary: float = 1.0, rounds: int | None = None) -> Iterator[None]:
    """Let ``planner.solve`` search, prove, explain and vary with a part of its deterministic seconds.

    For properties that hold of every plan, bound and reason, however little time there was for it.

    Parameters
    ----------
    search : float
        Share of the usual seconds that the search has.
    vary : float
        Share of the usual seconds that alternatives have.
    rounds : int, optional
        Rounds of improvement where the clock would end the search: it ends by its work, on a busy machine too.
    """
    usual = SearchLimits()

    less = replace(
        usual,
        construct_seconds=search * usual.construct_seconds,
        improve_seconds=search * usual.improve_seconds,
    )

    def quick(*, rounds: int | None, by_work: int | None = rounds) -> SearchLimits:
        return replace(less, rounds=by_work if rounds is None else rounds)

    with ExitStack() as changes:
        changes.enter_context(mock.patch.object(planner.services.solve, "SearchLimits", quick))
        for limits, seconds in (
            (BOUND_LIMITS, {"seconds_per_visit": 0.2, "lower_seconds_per_visit": 0.1}),
            (ALTERNATIVE_LIMITS, {"seconds_per_visit": vary * ALTERNATIVE_LIMITS.seconds_per_visit}),
            (CONFLICT_LIMITS, {"solve_seconds": 1.0, "witness_seconds": 0.3, "nearest_seconds": 0.3}),
        ):
            for name, value in seconds.items():
                changes.callback(object.__setattr__, limits, name, getattr(limits, name))
                object.__setattr__(limits, name, value)  # frozen, and shared by all that searches
        yield
