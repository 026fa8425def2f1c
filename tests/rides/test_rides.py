"""Cars (etiquette.md, section 4; S0 八(二)3): seat orders, rules with their edges, brute force, convoys, legs."""

import random
import time
from itertools import permutations, product

import pytest

from models.domain.ride_party import Car, RideParty
from models.domain.seating import CrowdError
from models.etiquette.cars import RideFacts, seat_order
from models.etiquette.check_ride import check_ride
from models.etiquette.ride_rules import CarJudge, car_breaks, convoy_missed
from models.etiquette.rules import SEATING_RULES
from models.etiquette.tables import proportional_shares
from models.rides import seat_ride
from planner.formats.dinner import read_ride, read_vehicle
from tests.etiquette.party import INSTANCES, edition, people

DEFAULT = edition()
PROFILES = {path.stem: read_vehicle(path) for path in sorted((INSTANCES / "vehicles").glob("*.toml"))}
SMALL = [name for name, profile in PROFILES.items() if len(profile.seats) <= 9]


def car(profile, drives="chauffeur", name="A", driver=""):
    return Car(id=name, profile=PROFILES[profile], drives=drives, driver=driver)


def ride(who, *cars, **facts):
    return RideParty.model_validate({"id": "ride", "people": tuple(who), "cars": cars, **facts})


def seats(plan, car_id="A", leg=0):
    found = next(row for row in plan.cars if row.car == car_id)
    return {name: seat for seat, name in found.legs[leg].seats.items()}


# ------------------------------------------------------------------------------------------ seat orders


@pytest.mark.parametrize(
    ("profile", "drives", "first"),
    [
        ("sedan", "chauffeur", ["rear_right", "rear_left", "rear_middle", "front_right"]),
        ("sedan-japan", "chauffeur", ["rear_right", "rear_left", "rear_middle", "front_left"]),
        ("sedan-right-hand", "chauffeur", ["rear_left", "rear_right", "rear_middle", "front_left"]),
        ("sedan-right-hand", "host", ["front_left", "rear_left"]),
        ("sedan", "host", ["front_right", "rear_right", "rear_left", "rear_middle"]),
        ("suv", "chauffeur", ["front_right", "rear_right", "rear_left"]),
        ("suv", "host", ["front_right", "rear_right", "rear_left"]),
        ("mpv7", "chauffeur", ["row2_right", "row2_left", "row3_right", "row3_left", "row3_middle", "front_right"]),
        ("mpv7", "host", ["front_right", "row2_right", "row2_left"]),
        ("limousine", "chauffeur", ["row3_right", "row3_left"]),
        ("car9", "chauffeur", ["row2_right", "row2_middle", "row2_left", "row3_right", "row3_middle", "row3_left"]),
        ("car9", "host", ["front_right", "front_middle"]),
        ("van", "chauffeur", ["row1_right", "row1_middle", "row1_left", "row2_right"]),
        ("minibus-a", "chauffeur", ["row1_window"]),
        ("minibus-b", "chauffeur", ["row1_right"]),
        ("coach", "chauffeur", ["row1_right_window", "row1_right_aisle", "row1_left_window"]),
    ],
)
def test_orders_of_honour(profile, drives, first):
    assert list(seat_order(car(profile, drives), DEFAULT))[: len(first)] == first


def test_the_security_variant_is_behind_the_driver():
    assert seat_order(car("sedan"), DEFAULT.replace(security=True))[0] == "rear_left"
    assert seat_order(car("sedan", "host"), DEFAULT.replace(security=True))[0] == "front_right"


def test_who_sits_beside_a_chauffeur_follows_the_edition():
    by_rank = DEFAULT.replace(front_seat="rank")
    old = PROFILES["sedan"].replace(chauffeur=("front_right", "rear_right", "rear_left", "rear_middle"))
    made = Car(id="A", profile=old)
    assert seat_order(made, by_rank)[0] == "front_right"
    assert seat_order(made, DEFAULT)[-1] == "front_right"


# ------------------------------------------------------------------------------------------------ rules

GUESTS = people(1, 3)
HELPED = people(1, 2, I={"side": "host", "role": "interpreter", "serves": "G1"})
MIXED = people(0, 4, G1={"sex": "m"}, G2={"sex": "m"}, G3={"sex": "m"}, G4={"sex": "f"})
STOPS = {"stops": ["a", "b", "c"]}

VOICE = people(0, 6, I={"side": "host", "role": "interpreter", "serves": "G1"})
COUPLE = people(0, 5, G2={"spouse_of": "G1"})

LOCKED = {"locks": [{"person": "G3", "car": "A", "seat": "rear_left"}]}


def on(row):
    return dict(pair.split() for pair in row.split(", "))


CASES = [
    (
        "RIDE-03",
        ride(people(0, 2), car("sedan", "host")),
        on("G1 front_right, G2 rear_right"),
        on("G1 rear_left, G2 rear_right"),
    ),
    (
        "RIDE-05",
        ride(HELPED, car("sedan")),
        on("G1 rear_right, G2 rear_left, H1 rear_middle, I front_right"),
        on("G1 rear_right, G2 rear_left, I rear_middle, H1 front_right"),
    ),
    (
        "RIDE-06",
        ride(MIXED, car("sedan")),
        on("G1 rear_right, G2 rear_left, G4 rear_middle, G3 front_right"),
        on("G1 rear_right, G2 rear_left, G3 rear_middle, G4 front_right"),
    ),
    (
        "RIDE-11",
        ride(GUESTS, car("sedan"), **LOCKED),
        on("G1 rear_right, G3 rear_left, G2 rear_middle, H1 front_right"),
        on("G1 rear_right, G2 rear_left, G3 rear_middle, H1 front_right"),
    ),
    (
        "RIDE-14",
        ride(VOICE, car("minibus-a")),
        on("G1 row1_window, G2 row1_aisle, G3 row1_right, I row2_window, G4 row2_aisle, G5 row3_window, G6 row3_aisle"),
        on("G1 row1_window, G2 row1_aisle, G3 row1_right, G5 row2_window, G4 row2_aisle, I row3_window, G6 row3_aisle"),
    ),
    (
        "RIDE-15",
        ride(COUPLE, car("mpv7")),
        on("G1 row2_right, G2 row2_left, G3 row3_right, G4 row3_left, G5 row3_middle"),
        on("G1 row2_right, G3 row2_left, G2 row3_right, G4 row3_left, G5 row3_middle"),
    ),
]


@pytest.mark.parametrize(("rule", "asked", "kept", "broken"), CASES, ids=lambda x: x if isinstance(x, str) else "")
def test_seats_keep_a_rule_and_one_swap_breaks_it(rule, asked, kept, broken):
    for seat_of, amount in ((kept, 0), (broken, 1)):
        plan = check_ride(asked, DEFAULT, {"A": [{seat: name for name, seat in seat_of.items()}]})
        assert sum(breach.amount for breach in plan.breaches if breach.rule == rule) == amount


def test_the_front_guest_leaves_and_a_rear_guest_must_move_up():
    asked = ride(people(0, 2), car("sedan", "host"), trips=[{"person": "G1", "leave": 1}], **STOPS)
    first = {"front_right": "G1", "rear_right": "G2"}
    for second, amount in (({"front_right": "G2"}, 0), ({"rear_right": "G2"}, 1)):
        plan = check_ride(asked, DEFAULT, {"A": [first, second]})
        assert sum(breach.amount for breach in plan.breaches if breach.rule == "RIDE-04") == amount


TWO = (car("sedan"), car("sedan", name="B"), car("sedan", name="C"))
CAR_CASES = [
    ("RIDE-07", people(3, 3), {}, {"G1": 0, "H1": 0, "G2": 1, "G3": 1, "H2": 1, "H3": 2}, ("H1", "G2")),
    ("RIDE-08", people(0, 4, G4={"spouse_of": "G3"}), {}, {"G1": 0, "G2": 0, "G3": 1, "G4": 1}, ("G3", "G2")),
    ("RIDE-10", people(0, 4), {"together": [("G3", "G4")]}, {"G1": 0, "G2": 0, "G3": 1, "G4": 1}, ("G3", "G2")),
    ("RIDE-10", people(0, 4), {"apart": [("G1", "G3")]}, {"G1": 0, "G2": 0, "G3": 1, "G4": 1}, ("G3", "G2")),
    ("RIDE-11", people(0, 4), {"locks": [{"person": "G3", "car": "B"}]}, {"G1": 0, "G2": 0, "G3": 1, "G4": 1},
     ("G3", "G2")),
    ("RIDE-13", people(1, 3, H1={"role": "aide", "serves": "G3"}), {}, {"G1": 0, "G2": 0, "G3": 1, "H1": 1},
     ("G3", "G2")),
]  # fmt: skip


def test_cars_have_as_many_of_each_side_as_the_plan_says():
    counted = [TWO[0].replace(guests=2, own=1), TWO[1].replace(guests=1, own=0)]
    setting = RideFacts(ride(people(1, 3), *counted), DEFAULT)
    for car_of, amount in (({"G1": 0, "H1": 0, "G2": 0, "G3": 1}, 0), ({"G1": 0, "H1": 0, "G2": 1, "G3": 1}, 2)):
        assert sum(row.amount for row in car_breaks(setting, car_of) if row.rule == "RIDE-16") == amount
    assert seat_ride(setting.ride, DEFAULT).car_of == {"G1": "A", "H1": "A", "G2": "A", "G3": "B"}


@pytest.mark.parametrize(("rule", "who", "facts", "kept", "swap"), CAR_CASES)
def test_cars_keep_a_rule_and_one_swap_breaks_it(rule, who, facts, kept, swap):
    setting = RideFacts(ride(who, *TWO, **facts), DEFAULT)
    one, other = swap
    broken = {**kept, one: kept[other], other: kept[one]}
    for car_of, amount in ((kept, 0), (broken, 1)):
        assert sum(row.amount for row in car_breaks(setting, car_of) if row.rule == rule) == amount


def test_a_convoy_with_no_host_car_before_and_behind_is_reported():
    asked = ride(people(2, 2), *TWO[:2])
    good = {"A": [{"rear_right": "G1", "rear_left": "H1"}], "B": [{"rear_right": "H2", "rear_left": "G2"}]}
    bad = {"A": [{"rear_right": "G1", "rear_left": "H1", "rear_middle": "H2"}], "B": [{"rear_right": "G2"}]}
    for plan, amount in ((good, 0), (bad, 1)):
        found = check_ride(asked, DEFAULT, plan).breaches
        assert sum(breach.amount for breach in found if breach.rule == "RIDE-09") == amount


@pytest.mark.parametrize(
    "plan",
    [
        {"A": [{"rear_right": "G1", "rear_left": "G2", "front_right": "H1"}]},
        {"A": [{"rear_right": "G1", "rear_left": "G2", "front_right": "H1", "roof": "G3"}]},
        {"X": [{"rear_right": "G1"}], "A": [{"rear_right": "G1", "rear_left": "G2", "front_right": "H1"}]},
    ],
)
def test_nobody_without_a_seat(plan):
    assert any(breach.rule == "RIDE-01" for breach in check_ride(ride(GUESTS, car("sedan")), DEFAULT, plan).breaches)


def test_every_ride_rule_has_its_cases():
    tested = {case[0] for case in (*CASES, *CAR_CASES)} | {"RIDE-01", "RIDE-04", "RIDE-09", "RIDE-16"}
    assert tested == {rule.id for rule in SEATING_RULES.values() if rule.id.startswith("RIDE") and not rule.goal}


# ------------------------------------------------------------------------------------------ brute force


def party(seed, most):
    rng = random.Random(seed)
    size = rng.randint(1, min(most, 6))
    hosts = rng.randint(0, size)
    names = [f"H{n + 1}" for n in range(hosts)] + [f"G{n + 1}" for n in range(size - hosts)]
    facts = {name: {"sex": rng.choice("mf"), "age": rng.choice((8, 40, 70))} for name in names}
    if hosts > 1 and size > hosts:
        facts[f"H{hosts}"] |= {"role": rng.choice(("interpreter", "aide")), "serves": "G1"}
    locks = [{"person": names[-1], "car": "A"}] if rng.random() < 0.3 else []
    return people(hosts, size - hosts, **facts), locks


@pytest.mark.parametrize("drives", ["chauffeur", "host"])
@pytest.mark.parametrize("profile", SMALL)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_seating_of_a_vehicle_is_better(profile, drives, seed):
    who, locks = party(f"{profile} {drives} {seed}", len(PROFILES[profile].seats))
    if locks:
        locks[0]["seat"] = PROFILES[profile].seats[-1].id
    etiquette = DEFAULT.replace(front_seat=("helper", "rank", "last")[seed % 3])
    asked = ride(who, car(profile, drives), locks=locks)
    plan = seat_ride(asked, etiquette)
    setting = RideFacts(asked, etiquette)
    judge = CarJudge(setting, asked.cars[0], setting.passengers)
    best = min(
        judge.score((dict(zip(judge.names, order, strict=True)),))
        for order in permutations(judge.order, len(judge.names))
    )
    assert judge.score((seats(plan),)) == best
    assert all(proof.status == "proven" for proof in plan.proofs)
    assert not [deviation for deviation in plan.deviations if deviation.cause.kind == "none"]


@pytest.mark.parametrize("seed", range(12))
def test_no_plan_over_two_legs_is_better(seed):
    rng = random.Random(seed)
    who = people(1, 3) if seed % 2 else people(0, 3)
    trips = [{"person": "G1", "leave": 1}] if seed % 3 else [{"person": "G1", "board": 1}]
    drives = rng.choice(("host", "chauffeur"))
    asked = ride(who, car("sedan", drives), trips=trips, **STOPS)
    setting = RideFacts(asked, DEFAULT)
    judge = CarJudge(setting, asked.cars[0], setting.passengers)
    legs = [
        [dict(zip(names, order, strict=True)) for order in permutations(judge.order, len(names))]
        for names in judge.aboard
    ]
    best = min(judge.score(pair) for pair in product(*legs))
    plan = seat_ride(asked, DEFAULT)
    assert judge.score((seats(plan, leg=0), seats(plan, leg=1))) == best
    assert not [deviation for deviation in plan.deviations if deviation.cause.kind == "none"]


def car_vector(setting, car_of):
    """Musts, shoulds, host cars missing, load, cars by rank: in the solver's order, counted by the checker."""
    count = {"must": 0, "should": 0, "prefer": 0}
    for broken in car_breaks(setting, car_of):
        count[setting.level(broken.rule)] += broken.amount
    seats_of = [len(car.profile.seats) for car in setting.ride.cars]
    target = proportional_shares(len(setting.passengers), seats_of, [0] * len(seats_of))
    load = [sum(car_of[name] == number for name in setting.passengers) for number in range(len(target))]
    off = sum(abs(a - b) for a, b in zip(load, target, strict=True))
    places = tuple(car_of[name] for name in setting.passengers)
    return (count["must"], count["should"], convoy_missed(setting, car_of), off, count["prefer"], places)


@pytest.mark.parametrize("seed", range(10))
def test_no_distribution_over_cars_is_better(seed):
    rng = random.Random(seed)
    hosts, guests = rng.randint(1, 3), rng.randint(2, 4)
    facts = {f"G{guests}": {"spouse_of": "G1"}} if seed % 2 else {}
    who = people(hosts, guests, **facts, I={"side": "host", "role": "interpreter", "serves": "G1"})
    names = [row.id for row in who]
    wishes = {"apart": [tuple(rng.sample(names, 2))], "together": [tuple(rng.sample(names, 2))]}
    asked = ride(who, *TWO[: rng.choice((2, 3))], **wishes)
    setting = RideFacts(asked, DEFAULT)
    cars = range(len(asked.cars))
    options = (dict(zip(setting.passengers, at, strict=True)) for at in product(cars, repeat=len(who)))
    best = min(car_vector(setting, at) for at in options if all(list(at.values()).count(c) <= 4 for c in cars))
    plan = seat_ride(asked, DEFAULT)
    number = {row.id: place for place, row in enumerate(asked.cars)}
    assert car_vector(setting, {name: number[at] for name, at in plan.car_of.items()}) == best


# -------------------------------------------------------------------------------------------- on the way


def test_the_host_drives_one_guest_and_the_guest_sits_beside_him():
    plan = seat_ride(ride(people(0, 1), car("sedan", "host")), DEFAULT)
    assert seats(plan) == {"G1": "front_right"}


def test_when_the_front_guest_gets_out_the_next_moves_up_and_nobody_else():
    asked = ride(people(0, 3), car("sedan", "host"), trips=[{"person": "G1", "leave": 1}], **STOPS)
    plan = seat_ride(asked, DEFAULT)
    assert seats(plan, leg=0) == {"G1": "front_right", "G2": "rear_right", "G3": "rear_left"}
    assert seats(plan, leg=1) == {"G2": "front_right", "G3": "rear_left"}
    assert plan.cars[0].legs[1].moved == ("G2",)
    assert not plan.breaches


def test_under_a_chauffeur_the_seat_of_honour_waits_for_who_gets_in_later():
    asked = ride(people(0, 2), car("sedan"), trips=[{"person": "G1", "board": 1}], **STOPS)
    plan = seat_ride(asked, DEFAULT)
    assert seats(plan, leg=0) == {"G2": "rear_left"}
    assert seats(plan, leg=1) == {"G1": "rear_right", "G2": "rear_left"}


def test_guest_of_honour_host_and_interpreter_share_a_car_when_seats_allow():
    who = people(2, 4, I={"side": "host", "role": "interpreter", "serves": "G1"})
    plan = seat_ride(ride(who, *TWO[:2]), DEFAULT)
    assert {plan.car_of[name] for name in ("G1", "H1", "I")} == {"A"}
    assert seats(plan)["I"] == "front_right"


def test_convoy_host_leads_guest_of_honour_follows_host_closes():
    plan = seat_ride(ride(people(3, 6), *TWO), DEFAULT)
    sides = [{name[0] for name in seats(plan, row.car)} for row in plan.cars]
    assert "H" in sides[0]
    assert "H" in sides[-1]
    assert plan.car_of["G1"] == plan.cars[1].car
    assert not [breach for breach in plan.breaches if breach.rule == "RIDE-09"]


def test_low_ranks_board_first_from_the_back():
    plan = seat_ride(ride(people(0, 5), car("mpv7")), DEFAULT)
    assert plan.cars[0].boarding == ("G5", "G4", "G3", "G2", "G1")


def test_the_host_who_drives_is_no_passenger():
    asked = ride(people(1, 3), car("sedan", "host", driver="H1"))
    plan = seat_ride(asked, DEFAULT)
    assert "H1" not in seats(plan)
    assert seats(plan)["G1"] == "front_right"


def test_too_few_seats_on_a_leg_are_named():
    trips = [{"person": "G5", "board": 1}]
    with pytest.raises(CrowdError, match=r"b - c: .*5 people for 4 seats"):
        seat_ride(ride(people(0, 5), car("sedan"), trips=trips, **STOPS), DEFAULT)
    drop = [{"person": "G1", "leave": 1}, *trips]
    assert seat_ride(ride(people(0, 5), car("sedan"), trips=drop, **STOPS), DEFAULT).cars


def test_the_convoy_of_the_instances():
    asked, etiquette = read_ride(INSTANCES / "dinners" / "convoy.toml")
    plan = seat_ride(asked, etiquette)
    assert not plan.breaches
    assert [row.car for row in plan.cars] == ["A3", "A1", "A2"]
    driven = plan.cars[2]
    assert dict(driven.legs[0].seats) == {"front_right": "chen", "rear_right": "li"}
    assert (dict(driven.legs[1].seats), driven.legs[1].moved) == ({"front_right": "li"}, ("li",))


@pytest.mark.parametrize("profile", sorted(PROFILES))
def test_a_full_vehicle_is_seated_by_rank(profile):
    count = len(PROFILES[profile].seats)
    plan = seat_ride(ride(people(0, count), car(profile)), DEFAULT)
    order = seat_order(car(profile), DEFAULT)
    assert seats(plan) == {f"G{n + 1}": seat for n, seat in enumerate(order)}


def test_a_car_takes_little_time():
    asked = ride(people(1, 2, I={"side": "host", "role": "interpreter", "serves": "G1"}), car("sedan"))
    start = time.process_time()
    seat_ride(asked, DEFAULT)
    assert time.process_time() - start < 0.2
