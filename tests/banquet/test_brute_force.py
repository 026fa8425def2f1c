"""Brute force agrees with the solver: every seating of small tables, every distribution over few tables."""

import random
from itertools import permutations, product

import pytest

from models.banquet import seat
from models.banquet.seats import seat_table
from models.domain.seating import Affinity, CrowdError, Wishes
from models.etiquette.check import check
from models.etiquette.dinner_facts import DinnerFacts
from models.etiquette.hall_rules import hall_constraints, objectives
from models.etiquette.seat_score import TableJudge
from models.etiquette.table_board import board
from models.etiquette.table_constraints import TableAssignment
from tests.etiquette.party import edition, one_table, people, tables

DEFAULT = edition()


def random_table(seed):
    """A table of 3 to 7 with couples, an interpreter, languages, sexes and wishes."""
    rng = random.Random(seed)
    size = rng.randint(3, 7)
    hosts = rng.randint(0, size)
    names = [f"H{n + 1}" for n in range(hosts)] + [f"G{n + 1}" for n in range(size - hosts)]
    facts = {name: {"sex": rng.choice("mf"), "languages": rng.choice((["zh"], ["en"], ["zh", "en"]))} for name in names}
    if size - hosts >= 3 and rng.random() < 0.5:
        facts[f"G{size - hosts}"]["spouse_of"] = "G1" if rng.random() < 0.3 else "G2"
    if hosts > 1 and size > hosts and rng.random() < 0.5:
        facts[f"H{hosts}"] |= {"role": "interpreter", "serves": "G1"}
    pairs = [tuple(rng.sample(names, 2)) for _ in range(2)]
    wishes = Wishes(not_side_by_side=tuple(pairs[:1]), side_by_side=tuple(pairs[1:]))
    layout = rng.choice(("one_host", "two_hosts", "hostess", None))
    shape = "round"
    if rng.random() < 0.4:
        shape, layout = rng.choice((("long", "french"), ("long", "talks"), ("rows", "photo"), ("sofas", "sofas")))
    policy = DEFAULT.layout(layout or "one_host")
    changed = policy.replace(
        couples=rng.choice(("side_by_side", "apart", "free")), sexes=rng.choice(("off", "should", "prefer"))
    )
    etiquette = DEFAULT.replace(layouts={**DEFAULT.layouts, layout or "one_host": changed})
    return one_table(people(hosts, size - hosts, **facts), shape=shape, layout=layout, wishes=wishes), etiquette


@pytest.mark.parametrize("seed", range(30))
def test_no_seating_of_a_small_table_is_better(seed):
    dinner, etiquette = random_table(seed)
    setting = DinnerFacts(dinner, etiquette)
    here = board(setting, setting.tables[0], setting.people)
    judge, found = TableJudge(here), seat_table(here)
    best = min(judge.score(dict(zip(here.names, order, strict=True))) for order in permutations(range(here.laid.size)))
    assert judge.score(found.seat_of) == best
    values = {proof.name: proof.value for proof in found.proofs}
    assert all(values.get(name, 0) == getattr(best, name) for name in ("must", "should", "same_side", "prefer"))
    assert all(proof.status == "proven" for proof in found.proofs)


@pytest.mark.parametrize(("hosts", "guests", "layout"), [(4, 4, "two_hosts"), (3, 5, "one_host"), (2, 6, "hostess")])
def test_no_seating_of_eight_is_better(hosts, guests, layout):
    who = people(hosts, guests, G3={"spouse_of": "G2"}, **{f"H{hosts}": {"role": "interpreter", "serves": "G1"}})
    setting = DinnerFacts(one_table(who, layout=layout), DEFAULT)
    here = board(setting, setting.tables[0], setting.people)
    judge = TableJudge(here)
    found = judge.score(seat_table(here).seat_of)
    musts = [constraint for constraint in judge.must if len(constraint.about) == 1]
    best = None
    for order in permutations(range(8)):
        seat_of = dict(zip(here.names, order, strict=True))
        # 40320 seatings: those that miss a place of honour are out at once, the solver's misses none
        if any(constraint.amount(seat_of) for constraint in musts):
            continue
        score = judge.score(seat_of)
        best = score if best is None or score < best else best
    assert found.must == 0
    assert found == best


def random_hall(seed):
    """Six to eight people at two or three tables, with wishes."""
    rng = random.Random(seed)
    count, seats = rng.choice(((2, 4), (3, 3), (2, 3)))
    size = count * seats - rng.choice((0, 0, 1))
    hosts = rng.randint(0, 3)
    names = [f"H{n + 1}" for n in range(hosts)] + [f"G{n + 1}" for n in range(size - hosts)]
    titles = ("总经理", "总监", "专员")
    facts = {n: {"title": rng.choice(titles), "diet": rng.choice(("", "", "素食"))} for n in names}
    facts |= {n: facts[n] | {"languages": rng.choice((["zh"], ["en"]))} for n in names if rng.random() < 0.5}
    wishes = Wishes(
        together=(tuple(rng.sample(names, 2)),),
        apart=(tuple(rng.sample(names, 2)),) if rng.random() < 0.7 else (),
        affinities=tuple(Affinity(a=a, b=b, weight=rng.choice((3, -2))) for a, b in [rng.sample(names, 2)]),
        spread=("title",),
        diets_together=True,
    )
    softened = rng.choice(({}, {"BANQ-04": "should"}, {"BANQ-05": "prefer", "BANQ-04": "should"}))
    dinner = tables(people(hosts, size - hosts, **facts), count, seats, wishes)
    return DinnerFacts(dinner, DEFAULT.replace(levels=softened))


def vector(setting, hall):
    rows = (hall_constraints(setting, "must"), *(objective.constraints for objective in objectives(setting)))
    return tuple(sum(constraint.amount(hall) for constraint in row) for row in rows)


@pytest.mark.parametrize("seed", range(25))
def test_no_distribution_over_a_few_tables_is_better(seed):
    setting = random_hall(seed)
    names, count = list(setting.people), len(setting.tables)
    best = None
    for at in product(range(count), repeat=len(names)):
        if all(at.count(table) <= setting.tables[table].seats for table in range(count)):
            found = vector(setting, TableAssignment(dict(zip(names, at, strict=True)), count))
            best = found if best is None or found < best else best
    assert best is not None
    if best[0]:
        with pytest.raises(CrowdError):
            seat(setting.dinner, setting.etiquette)
        return
    seating = seat(setting.dinner, setting.etiquette)
    number = setting.table_number
    hall = TableAssignment({row.person: number[row.table] for row in seating.placements}, count)
    assert vector(setting, hall) == best
    proofs = [proof for proof in seating.proofs if proof.scope == "hall" and not proof.name.startswith("seats")]
    assert [(proof.value, proof.status) for proof in proofs] == [(value, "proven") for value in best[1:]]
    again = check(setting.dinner, setting.etiquette, seating.placements)
    assert again.breaches == seating.breaches
    assert again.deviations == seating.deviations
