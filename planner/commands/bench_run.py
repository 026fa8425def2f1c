"""The process of one measured run: ``python -m planner.commands.bench_run``, asked on stdin, answering on stdout.

Asked as one JSON object: solver, week, seconds, out, lang. Answers are JSON, one a line: ``{"state": [seconds, tiers,
bounds]}`` from time to time, ``{"done": {…}}`` with the fields of a ``Measurement`` in the end.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.domain.errors import NoneInTime, NoPlanPossible
from planner.benchmark.processes import own_usage

if TYPE_CHECKING:
    from models.domain.week import Week
    from planner.judging.check import Report
    from planner.services.result import Progress

STATE_SECONDS = 1.0
"""Seconds between two states that are told."""


def main() -> None:
    """Run what is asked for and say what came out."""
    began = time.monotonic()
    done = _run(json.loads(sys.stdin.read()), began)
    peak, children, cpu = own_usage()
    _say({"done": done | {"peak_mb": peak, "children_mb": children, "cpu": cpu}})


def _run(asked: dict[str, Any], asked_at: float) -> dict[str, Any]:
    from planner.formats import load

    week, states = load(Path(asked["week"])), _States()
    try:
        if asked["solver"] == "jiedai":
            found = _plan(week, asked, asked_at, states)
        else:
            found = _solve_by_peer(week, asked, states)
    except NoneInTime:
        found = {"status": "none in time"}
    except NoPlanPossible:
        found = {"status": "no plan"}
    return {"trace": states.trace} | found


def _plan(week: Week, asked: dict[str, Any], asked_at: float, states: _States) -> dict[str, Any]:
    """Do what ``jiedai plan`` does, from the week to the last picture."""
    from planner.commands.plan import search_limits
    from planner.commands.plan_folder import write_plan
    from planner.judging.measures import guest_measures
    from planner.language.words import Words
    from planner.papers.paper import Paper
    from planner.services.solve import solve

    began = time.monotonic()
    limits = search_limits(asked["seconds"], False, len(week.visits), spent=began - asked_at)
    result = solve(week, limits, on_progress=states.tell)
    searched = time.monotonic()
    states.add(searched - began, result.report.score.tiers, tuple(tier.bound for tier in result.tiers))
    write_plan(Path(asked["out"]), Paper(result.report, Words(asked["lang"])), result)
    written = time.monotonic()
    return {
        "status": result.status,
        "musts": len(result.report.score.musts),
        "search": searched - began,
        "papers": written - searched,
        "measures": guest_measures(result.report),
    }


def _solve_by_peer(week: Week, asked: dict[str, Any], states: _States) -> dict[str, Any]:
    """Solve by another method, on as many cores for as long; its plan is judged by the same checker."""
    from models.cp.stop_signal import StopSignal
    from models.domain.facts import Facts
    from models.itinerary.search.request_core import SOLVER_TYPES, least_left_out
    from models.rules.catalogue import rules as rules_of
    from planner.benchmark.greedy import greedy
    from planner.benchmark.machine import usable_cores
    from planner.benchmark.monolith import monolith
    from planner.formats import load_edition

    edition = load_edition()
    began, seconds, cores = time.monotonic(), asked["seconds"], usable_cores()
    facts, rules, stop = Facts(week, edition), rules_of(edition), StopSignal(began + seconds)

    def note(report: Report) -> None:
        states.add(time.monotonic() - began, report.score.tiers)

    if asked["solver"] in SOLVER_TYPES:
        bound = least_left_out(facts, rules, SOLVER_TYPES[asked["solver"]], seconds, cores)
        states.add(time.monotonic() - began, (), (bound,))
        return {"status": "bound", "search": time.monotonic() - began}
    report = greedy(facts, rules, stop) if asked["solver"] == "greedy" else monolith(facts, rules, stop, cores, note)
    note(report)
    return {"status": "open", "musts": len(report.score.musts), "search": time.monotonic() - began}


class _States:
    """Notes the states of a search, and tells them from time to time."""

    def __init__(self) -> None:
        self.trace: list[tuple[float, tuple[int, ...], tuple[int | None, ...]]] = []
        self._told = -STATE_SECONDS

    def tell(self, progress: Progress) -> None:
        """Take the progress of the product's search."""
        self.add(progress.seconds, progress.tiers, progress.bounds)

    def add(self, seconds: float, tiers: tuple[int, ...], bounds: tuple[int | None, ...] = ()) -> None:
        """Note a state, if anything is new."""
        if self.trace and self.trace[-1][1:] == (tiers, bounds):
            return
        self.trace.append((round(seconds, 3), tiers, bounds))
        if seconds - self._told >= STATE_SECONDS:
            self._told = seconds
            _say({"state": self.trace[-1]})


def _say(what: dict[str, Any]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main()
