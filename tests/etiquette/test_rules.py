"""Every rule of tables and seats: kept, and one step beyond (two people swapped), with the amount of the break."""

from dataclasses import dataclass

import pytest

from models.domain.etiquette_edition import Etiquette
from models.domain.seating import Affinity, Attendee, CategoryWish, Dinner, Lock, Wishes
from models.etiquette.check import check
from models.etiquette.dinner_facts import DinnerFacts
from models.etiquette.hall_rules import objectives
from models.etiquette.rules import SEATING_RULES
from models.etiquette.table_board import layout_for
from models.etiquette.table_constraints import TableAssignment
from tests.etiquette.party import chart, edition, one_table, people, swapped, tables

DEFAULT = edition()
FREE = edition("party")


def sexes_must(base: Etiquette) -> Etiquette:
    policy = base.layout("one_host").replace(sexes="must")
    return base.replace(layouts={**base.layouts, "one_host": policy})


@dataclass(frozen=True)
class Case:
    """A chart that keeps a rule, the two who swap, and what is then missed."""

    rule: str
    dinner: Dinner
    kept: str
    swap: tuple[str, str]
    amount: int = 1
    etiquette: Etiquette = DEFAULT


def hall(rule, kept, swap, amount=1, who: list[Attendee] | None = None, etiquette=DEFAULT, **wishes):
    """Two tables of four; the first one is the main table."""
    party = who or people(2, 4)
    return Case(rule, tables(party, 2, 4, Wishes.model_validate(wishes)), kept, swap, amount, etiquette)


def table(rule, kept, swap, amount=1, who=None, etiquette=DEFAULT, layout=None, shape="round", **wishes):
    """One table."""
    made = one_table(who or people(1, 3), wishes=Wishes.model_validate(wishes), layout=layout, shape=shape)
    return Case(rule, made, kept, swap, amount, etiquette)


MIXED = people(0, 8, **{f"G{n}": {"sex": "mf"[n % 2], "tags": {"job": "ab"[n % 2]}} for n in range(1, 9)})
RING = people(0, 4, G1={"interests": ["a"]}, G2={"interests": ["a", "b"]}, G3={"interests": ["b", "c"]},
              G4={"interests": ["c", "a"]})  # fmt: skip
TALK = people(1, 4, H1={"languages": ["en"]}, G1={"languages": ["en"]}, G2={"languages": ["en"]},
              G3={"languages": ["fr"]}, G4={"languages": ["fr"]})  # fmt: skip
KNOWN = [Affinity(a=a, b=b, weight=1) for a, b in (("G1", "G2"), ("G3", "G4"), ("H1", "G1"), ("H2", "G3"))]

CASES = [
    hall("BANQ-02", "H1 G1 G2 / H2 G3 G4", ("G1", "G3")),
    hall("BANQ-02", "H1 G1 G2 / H2 G3 G4", ("H1", "H2")),
    hall("BANQ-03", "H1 G1 G2 / H2 G3 G4", ("H2", "G2")),
    hall("BANQ-04", "H1 G1 G2 / H2 G3 G4", ("G2", "G3"), together=[("G3", "G4")]),
    hall("BANQ-05", "H1 G1 G2 / H2 G3 G4", ("G2", "G3"), apart=[("G1", "G3")]),
    hall("BANQ-06", "H1 G1 G2 / H2 G3 G4", ("G2", "G3"), who=people(2, 4, G4={"spouse_of": "G3"})),
    hall("BANQ-07", "H1 G1 H3 / H2 G2 G3", ("H3", "G3"), who=people(2, 3, H3={"role": "interpreter", "serves": "G1"})),
    hall("BANQ-08", "G1 G2 G3 G4 / G5 G6 G7 G8", ("G1", "G6"), 4, MIXED, FREE,
         categories=[CategoryWish(attribute="job", least=2, most=2)]),
    hall("BANQ-09", "H1 G1 G2 / H2 G3 G4", ("G2", "G3"), 4, acquaintances=1, affinities=KNOWN),
    hall("BANQ-15", "H1 G1 G2 / H2 G3 G4", ("G2", "G3"), locks=[Lock(person="G3", table="T2")]),
    hall("BANQ-16", "G1 G2 G3 G4 / G5 G6 G7 G8", ("G1", "G6"), 4, MIXED, sexes_must(FREE)),
    hall("BANQ-18", "G1 G2 G5 G6 / G3 G4 G7 G8", ("G1", "G3"), 4, neighbours_share="team", etiquette=FREE,
         who=people(0, 8, **{f"G{n}": {"tags": {"team": "ab"[(n - 1) // 2 % 2]}} for n in range(1, 9)})),
    hall("BANQ-19", "G1 G2 G3 G4 / G5 G6 G7 G8", ("G1", "G5"), 1, MIXED, FREE, honoured=["G1", "G2"]),
    table("SEAT-01", "H1 G2 G3 G1", ("H1", "G3")),
    table("SEAT-02", "H1 G2 G3 G1", ("G1", "G3")),
    table("SEAT-02", "H1 G2 G3 G1", ("G1", "G2"), 2),
    table("SEAT-03", "H1 G2 H4 G3 H2 G4 H3 G1", ("H2", "H3"), who=people(4, 4)),
    table("SEAT-16", "H1 G2 H4 G3 H2 G4 H3 G1", ("G3", "G4"), 2, who=people(4, 4)),
    table("SEAT-04", "H1 G2 H2 G1", ("H2", "G2"), 2, who=people(2, 2, H2={"spouse_of": "H1"}, G2={"spouse_of": "G1"})),
    table("SEAT-06", "H1 G2 H2 G3 G4 H3 G1", ("H3", "G4"), layout="one_host",
          who=people(2, 4, H3={"role": "interpreter", "serves": "G1"})),
    table("SEAT-08", "H1 G2 H2 G3 G4 G5 G1", ("G4", "G5"), layout="one_host",
          who=people(2, 5, G4={"spouse_of": "G3"})),
    table("SEAT-09", "G1 H1 H2 G2", ("G2", "H2"), 2, who=people(2, 2), shape="long", layout="talks"),
    table("SEAT-10", "G1 G2 G3 G4", ("G1", "G2"), 2, who=MIXED[:4], etiquette=sexes_must(FREE)),
    table("SEAT-11", "H1 G2 G3 G5 G4 G1", ("G5", "G4"), who=people(1, 5), not_side_by_side=[("G3", "G4")]),
    table("SEAT-12", "H1 G2 G3 G4 G5 G1", ("G5", "G4"), who=people(1, 5), side_by_side=[("G3", "G4")]),
    table("SEAT-13", "H1 G2 G3 G4 G1", ("G2", "G3"), 3, who=TALK, layout="one_host"),
    table("SEAT-14", "H1 G2 G3 G1", ("G1", "G3"), locks=[Lock(person="G3", table="T1", seat=2)]),
    table("SEAT-17", "H2 G2 H1 G1 H3", ("H3", "G1"), 1, who=people(3, 2), shape="rows", layout="photo"),
    table("SEAT-18", "G1 G3 G4 G2", ("G2", "G3"), 1, who=MIXED[:4], etiquette=FREE, honoured=["G1", "G2"]),
    table("SEAT-15", "G1 G2 G3 G4", ("G3", "G4"), 1, who=RING, etiquette=FREE, neighbours_share="interests"),
]  # fmt: skip


def missed(case, placements):
    seating = check(case.dinner, case.etiquette, placements)
    return sum(breach.amount for breach in seating.breaches if breach.rule == case.rule)


def placed(case):
    names = case.kept.split(" / ")
    return chart(**{f"T{number + 1}": row for number, row in enumerate(names)})


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} {'-'.join(case.swap)}")
def test_a_rule_is_kept_and_one_step_beyond_it_is_not(case):
    assert missed(case, placed(case)) == 0
    assert missed(case, swapped(placed(case), *case.swap)) == case.amount


def test_every_rule_has_its_cases():
    tested = {case.rule for case in CASES} | {"BANQ-01"}
    asked = {rule.id for rule in SEATING_RULES.values() if not rule.goal and not rule.id.startswith("RIDE")}
    assert asked == tested


@pytest.mark.parametrize("rule", SEATING_RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_says_what_it_is_in_two_languages_and_where_it_comes_from(rule):
    assert rule.text
    assert rule.text_en.isascii()
    assert rule.source


@pytest.mark.parametrize(
    ("rows", "people_named"),
    [
        ("H1 G1 G2 / H2 G3", ["G4"]),
        ("H1 G1 G2 / H2 G3 G4 G1", ["G1"]),
        ("H1 G1 G2 / H2 G3 G4 X", []),
        ("H1 G1 G2 - - G4 / H2 G3", ["G4"]),
    ],
)
def test_nobody_without_seat_nobody_on_two_no_seat_that_is_not_there(rows, people_named):
    case = hall("BANQ-01", rows, ("", ""))
    breaches = [breach for breach in check(case.dinner, DEFAULT, placed(case)).breaches if breach.rule == "BANQ-01"]
    assert [name for breach in breaches for name in breach.people] == people_named
    assert len(breaches) == 1


def test_two_people_on_one_seat():
    case = hall("BANQ-01", "H1 G1 G2 / H2 G3", ("", ""))
    rows = [*placed(case), placed(case)[4].replace(person="G4")]
    breaches = [breach for breach in check(case.dinner, DEFAULT, rows).breaches if breach.rule == "BANQ-01"]
    assert [breach.people for breach in breaches] == [("G4", "G3")]


def test_the_edition_softens_and_switches_off():
    case = next(case for case in CASES if case.rule == "BANQ-06")
    for level in ("should", "prefer"):
        seating = check(case.dinner, DEFAULT.replace(levels={"BANQ-06": level}), swapped(placed(case), "G2", "G3"))
        assert [breach.level for breach in seating.breaches if breach.rule == "BANQ-06"] == [level]
    off = check(case.dinner, DEFAULT.replace(levels={"BANQ-06": "off"}), swapped(placed(case), "G2", "G3"))
    assert not [breach for breach in off.breaches if breach.rule == "BANQ-06"]


# ------------------------------------------------------------------------------------------ objectives

GUESTS = people(
    2,
    6,
    G1={"diet": "清真", "languages": ["en"], "tags": {"team": "a"}},
    G2={"languages": ["en"], "tags": {"team": "a"}},
    G3={"diet": "清真", "languages": ["fr"], "tags": {"team": "b"}},
    G4={"languages": ["fr"], "tags": {"team": "b"}},
)
WISHES = {"spread": ["team"], "diets_together": True, "affinities": [Affinity(a="G5", b="G6", weight=7)]}


@pytest.mark.parametrize(
    ("objective", "rows", "value", "swap", "then"),
    [
        ("rank 71 guest", "H1 G1 G2 G3 / H2 G4 G5 G6", 0, ("G3", "G4"), 2),
        ("language", "H1 G1 G2 G3 / H2 G4 G5 G6", 2, ("G3", "G5"), 0),
        ("diets", "H1 G1 G2 G3 / H2 G4 G5 G6", 0, ("G3", "G4"), 1),
        ("categories", "H1 G1 G3 G5 / H2 G2 G4 G6", 0, ("G3", "G2"), 4),
        ("affinity", "H1 G1 G3 G4 / H2 G2 G5 G6", 0, ("G4", "G5"), 7),
        ("balance", "H1 G1 G2 G3 / H2 G4 G5 G6", 0, None, 0),
    ],
)
def test_objectives_count_what_they_say(objective, rows, value, swap, then):
    setting = DinnerFacts(tables(GUESTS, 2, 4, Wishes.model_validate(WISHES)), DEFAULT)
    at = {name: number for number, row in enumerate(rows.split(" / ")) for name in row.split()}
    found = {made.name: made for made in objectives(setting)}[objective]
    hall_ = TableAssignment(at, 2)
    assert sum(constraint.amount(hall_) for constraint in found.constraints) == value
    if swap:
        hall_.swap(*swap)
        assert sum(constraint.amount(hall_) for constraint in found.constraints) == then


def test_balance_counts_who_is_missing_and_who_is_too_many():
    setting = DinnerFacts(tables(people(2, 4), 2, 4), DEFAULT)
    found = next(made for made in objectives(setting) if made.name == "balance")
    hall_ = TableAssignment({"H1": 0, "G1": 0, "G2": 0, "G3": 0, "H2": 1, "G4": 1}, 2)
    assert sum(constraint.amount(hall_) for constraint in found.constraints) == 2


# ------------------------------------------------------------------------------------------- helpers


def helped(role, serves, seats):
    who = people(2, 4, H3={"role": role, "serves": serves})
    return missed(table("SEAT-06", seats, ("", ""), who=who, layout="one_host"), chart(T1=seats))


def test_only_the_main_guests_interpreter_must_be_at_the_right_hand():
    assert helped("interpreter", "G1", "H1 G2 H2 G3 G4 H3 G1") == 0
    assert helped("interpreter", "G1", "H1 G2 H2 G3 H3 G4 G1") == 1
    assert helped("interpreter", "G2", "H1 G2 H3 G3 H2 G4 G1") == 0
    assert helped("interpreter", "G3", "H1 G2 H2 H3 G3 G4 G1") == 0
    assert helped("interpreter", "G3", "H1 G2 H2 G3 H3 G4 G1") == 0
    assert helped("interpreter", "G3", "H1 G2 H2 G3 G4 H3 G1") == 1


def test_aides_may_sit_anywhere_at_the_table():
    assert helped("aide", "G1", "H1 G2 H2 H3 G3 G4 G1") == 0


def test_pairs_that_leave_no_room_for_a_second_host_opposite_make_it_a_table_of_one_host():
    for helpers, layout in ((2, "two_hosts"), (3, "one_host")):
        extra = {f"I{n}": {"side": "host", "role": "interpreter", "serves": f"G{n + 2}"} for n in range(1, helpers + 1)}
        who = people(2, 8 - helpers, **extra)
        setting = DinnerFacts(one_table(who), DEFAULT)
        names = tuple(one.id for one in who)
        assert layout_for(setting, setting.tables[0], names) == layout
