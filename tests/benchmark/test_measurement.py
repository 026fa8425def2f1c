"""Marks, proofs and medians are what their definitions say."""

from __future__ import annotations

import json

import pytest

from planner.benchmark.measurement import Measurement, TracePoint, trace_of
from planner.benchmark.statistics import grouped, median_steps, spread
from tests.benchmark.runs import run


def test_the_state_at_a_mark():
    measured = run(first=2.0)
    assert measured.first.seconds == 2.0, "a bound alone is no plan"
    assert measured.at(1.0).tiers == ()
    assert measured.at(20).tiers[0] == 100
    assert measured.at(44.9).tiers[2] == 9000
    assert measured.at(60).tiers[2] == 4500
    assert measured.at(120) is None, "so many seconds were not asked for"
    assert measured.beyond == pytest.approx(5.5)
    assert measured.memory_mb == 400


def test_a_proof_needs_all_tiers_before_it():
    assert run().proven() == (15.0, 45.0)
    second_only = (TracePoint(1.0, (5, 7), (4, 7)), TracePoint(9.0, (4, 7), (4, 7)))
    assert run(trace=second_only).proven() == (9.0, 9.0)
    assert run(trace=second_only[:1]).proven() == ()
    assert run(trace=()).proven() == ()
    taken_back = (TracePoint(1.0, (5,), (5,)), TracePoint(2.0, (6,), (5,)))
    assert run(trace=taken_back).proven() == (), "what the checker says in the end counts"


def test_plain_data_and_back():
    measured = run()
    data = json.loads(json.dumps(measured.data()))
    again = Measurement(**data | {"trace": trace_of(data["trace"]), "children_mb": tuple(data["children_mb"])})
    assert again == measured


def test_a_run_without_a_value_is_the_worst():
    assert spread([3.0, 1.0, 2.0]) == (2.0, 3.0, 3)
    assert spread([3.0, None, 1.0]) == (3.0, None, 2)
    assert spread([None, None, 1.0]) == (None, None, 1)
    assert spread([1.0, 2.0]) == (1.5, 2.0, 2)
    assert spread([]) == (None, None, 0)


def test_groups_over_seeds():
    runs = [run(1, 2.0), run(2, 4.0), run(3, 3.0), run(1, 2.0, solver="greedy")]
    runs += [run(None, instance="tiny", family="examples"), run(None, instance="over-full", family="examples")]
    groups = grouped(runs)
    assert [(g.family, g.label, g.solver, len(g.runs)) for g in groups] == [
        ("busy", "12", "jiedai", 3),
        ("busy", "12", "greedy", 1),
        ("examples", "tiny", "jiedai", 1),
        ("examples", "over-full", "jiedai", 1),
    ]
    mine = groups[0]
    assert mine.spread(lambda each: each.first.seconds) == (3.0, 4.0, 3)
    assert mine.tier(0, lambda each: each.first) == (300, 300, 3)
    assert mine.bound(3, lambda each: each.last) == (None, None, 0)
    assert mine.proven(1) == (45.0, 45.0, 3)
    assert mine.proven(2).known == 0


def test_the_median_over_time_begins_where_all_have_a_value():
    runs = [run(1, 2.0, trace=(TracePoint(2.0, (10,)), TracePoint(8.0, (4,))))]
    runs += [run(2, 3.0, trace=(TracePoint(3.0, (20,)), TracePoint(5.0, (6,))))]
    runs += [run(3, 4.0, trace=(TracePoint(4.0, (30,)),))]

    def value(point):
        return point.tiers[0] if point.tiers else None

    assert median_steps(runs, value) == [(4.0, 20), (5.0, 10), (8.0, 6)]
    assert median_steps([*runs, run(4, trace=())], value) == []
    assert median_steps([], value) == []
