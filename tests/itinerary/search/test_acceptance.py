"""Acceptance: what the model says of programmes, what the scorer says of a plan, and the full checker, are one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.cp.stop_signal import StopSignal
from models.domain.facts import Facts
from models.itinerary.search.incumbent import Incumbent, assemble
from models.itinerary.search.limits import SearchLimits
from models.itinerary.search.optimiser import Optimiser
from models.itinerary.search.tasks import Solved
from models.rules.catalogue import rules
from models.rules.core.score import score
from planner.generation.families import FAMILIES
from planner.generation.generate import generate
from tests import weeks

QUICK = SearchLimits(rounds=0, construct_seconds=0.1, improve_seconds=0.05, visits_for_processes=99)


@pytest.mark.parametrize("family", sorted(FAMILIES))
def test_model_scorer_and_checker_agree_after_every_acceptance(family: str, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = Facts(generate(2, 7, family=family), weeks.edition())
    seen: list[Incumbent] = []
    optimiser = Optimiser(
        facts,
        rules(facts.edition),
        seed=1,
        stop=StopSignal(),
        limits=QUICK,
        report=lambda phase, best, _: seen.append(best) if phase != "bound" else None,
    )
    search, with_staff = optimiser.search, optimiser.search._with_staff
    planned: dict[int, tuple[int, ...]] = {}
    with_solution, compared = search._with_solution, 0

    def note_solution(start: Incumbent, solved: Solved) -> Incumbent:
        if len(solved.visits) == 1:
            planned[id(solved.plans[solved.visits[0]])] = solved.programme
        return with_solution(start, solved)

    def compare(trial: Incumbent, unfixed: Sequence[str]) -> Incumbent:
        """Compare the model's exact terms with the checks of what it has planned; a solve cut short may have slack."""
        nonlocal compared
        made = with_staff(trial, unfixed)
        for visit in unfixed:
            known = planned.get(id(trial.visit_plans[visit]))
            if known is not None:
                found = made.programme_tiers(facts, [visit])
                assert (found[0], *found[3:]) == (known[0], *known[3:])
                assert found[1] <= known[1]
                assert found[2] <= known[2]
                compared += 1
        return made

    monkeypatch.setattr(search, "_with_staff", compare)
    monkeypatch.setattr(search, "_with_solution", note_solution)
    optimiser.bounds.limits = type(optimiser.bounds.limits)(seconds_per_visit=0.05)
    optimiser.run()
    assert compared
    assert len(seen) > 1
    for best in seen:
        assert best.score is not None
        judged = score(facts, assemble(facts, best.visit_plans), search.rules)
        assert judged.tiers == best.score.tiers
        assert sorted(b.violation for b in judged.broken) == sorted(b.violation for b in best.score.broken)
        assert not judged.musts
