"""Twelve tables with 120 from a plan."""

from __future__ import annotations

from collections import Counter

from models.cp.stop_signal import StopSignal
from models.domain.clock import at
from models.domain.plan import Plan
from planner.formats import load, load_edition
from planner.judging.check import check
from planner.seating.from_plan import PlanParties
from planner.seating.seat_party import seat_now


def test_rank_levels_and_own_people_side_by_side_are_proven(root):
    week = load(root / "instances" / "grand-banquet")
    start, end = at(week.first_day, 18 * 60), at(week.first_day, 20 * 60)
    duties = [
        {"role": "leader", "person": "liu-guodong", "start": start, "end": end},
        {"role": "interpreter", "hired": True, "language": "en", "start": start, "end": end},
        *({"role": "company", "start": start, "end": end} for _ in range(35)),
    ]
    item = {"id": "partners/thanks", "visit": "partners", "kind": "banquet", "request": "thanks"}
    item |= {"start": start, "end": end, "place": "yunshang-dining", "dining_room": "yunshang-hall", "duties": duties}
    plan = Plan.model_validate({"week": week.id, "edition": "default", "items": [item]})
    (party,) = PlanParties(check(week, plan, load_edition())).every()
    seating = seat_now(party.party, party.etiquette, StopSignal()).seating
    assert len(seating.placements) == 120
    assert sorted(Counter(row.table for row in seating.placements).values()) == [10] * 12
    assert not [breach for breach in seating.breaches if breach.level == "must"]
    ranks = [proof for proof in seating.proofs if proof.name.startswith("rank")]
    same_side = next(proof for proof in seating.proofs if proof.name == "seats same_side")
    assert ranks
    assert {proof.status for proof in (*ranks, same_side)} == {"proven"}
    assert all(row.cause.kind != "none" for row in seating.deviations)
