"""How long seating takes: make bench. Times are of one core; the limits are those of the requirement."""

from __future__ import annotations

import resource
import time

import pytest

from models.banquet import seat
from models.etiquette.check import check
from models.rides import seat_ride
from planner.formats.dinner import read_dinner, read_ride
from tests.etiquette.party import INSTANCES, edition, one_table, people
from tests.etiquette.samples import banquet, mixed_party

pytestmark = pytest.mark.bench


def measured(name, work):
    start, cpu = time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
    result = work()
    wall, used = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_utime - cpu
    print(f"\n{name}: {wall:.2f} s wall, {used:.2f} s of one core", end="")
    return result, used


@pytest.mark.parametrize(("count", "limit"), [(120, 10), (500, 30), (1000, 120)])
def test_banquets(count, limit):
    dinner = banquet(count)
    seating, used = measured(f"{count} people", lambda: seat(dinner, edition()))
    ranks = [proof for proof in seating.proofs if proof.name.startswith("rank")]
    same = next(proof for proof in seating.proofs if proof.name == "seats same_side")
    proven = sum(proof.status == "proven" for proof in ranks)
    print(f", {proven} of {len(ranks)} levels proven, same side {same.value} {same.status}", end="")
    assert used < limit
    assert proven == len(ranks)
    assert same.status == "proven"


@pytest.mark.parametrize("hobbies", [10, 16])
def test_a_party_of_144(hobbies):
    policy = edition("party").layout("one_host").replace(sexes="must")
    etiquette = edition("party", layouts={"one_host": policy})
    dinner = mixed_party(12, 12, hobbies)
    seating, used = measured(f"party of 144, {hobbies} hobbies", lambda: seat(dinner, etiquette))
    assert not seating.breaches
    assert used < 60


@pytest.mark.parametrize("size", [10, 16, 24])
def test_a_table(size):
    who = people(size // 2, size - size // 2)
    _, used = measured(f"table of {size}", lambda: seat(one_table(who), edition()))
    assert used < 1


def test_a_convoy():
    ride, etiquette = read_ride(INSTANCES / "dinners" / "convoy.toml")
    _, used = measured("convoy of three", lambda: seat_ride(ride, etiquette))
    assert used < 0.2 * len(ride.cars)


def test_the_checker():
    dinner, etiquette = read_dinner(INSTANCES / "dinners" / "twelve-tables.toml")
    seating = seat(dinner, etiquette)
    measured("checking 120 people", lambda: check(dinner, etiquette, seating.placements))
