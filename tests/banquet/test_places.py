"""Who sits where, as a chief of protocol would do it: couples, helpers, weddings, equals, superiors, even rows."""

from __future__ import annotations

import pytest

from models.banquet import seat
from models.domain.halls import Hall, Point, Table
from models.domain.seating import Attendee, Dinner, Lock, Wishes
from models.etiquette.precedence import rank
from planner.formats.text.etiquette import etiquettes, load_etiquette
from tests.etiquette.party import edition, one_table, people, tables

DEFAULT = edition()
FOREIGN = edition("foreign")
VOICE = {"side": "host", "role": "interpreter"}


def seats(dinner: Dinner, etiquette=DEFAULT) -> dict[str, int]:
    """Seat by person, every proof closed."""
    seating = seat(dinner, etiquette)
    assert all(proof.status == "proven" for proof in seating.proofs)
    assert not [row for row in seating.deviations if row.cause.kind == "none"]
    return {row.person: row.seat for row in seating.placements}


def places(dinner: Dinner, etiquette=DEFAULT) -> dict[str, str]:
    """Table by person."""
    return {row.person: row.table for row in seat(dinner, etiquette).placements}


def row(dinner: Dinner, etiquette=DEFAULT) -> list[str]:
    """People of one row, as the audience sees them from its left."""
    found = seats(dinner, etiquette)
    return sorted(found, key=lambda name: found[name])


# ------------------------------------------------------------------------------------- couples and hostess


def test_the_only_woman_is_not_taken_for_the_wife_of_the_guest_of_honour():
    sexes = {name: {"sex": "m"} for name in ("H1", "H2", "H3", "G1", "G2")}
    titles = {"G1": {"title": "Chairman"}, "G2": {"title": "CEO"}, "G3": {"title": "Assistant", "sex": "f"}}
    who = people(3, 3, **{name: sexes.get(name, {}) | titles.get(name, {}) for name in {**sexes, **titles}})
    dinner = one_table(who, shape="long", layout="french")
    setting = seat(dinner, DEFAULT)
    at, right = setting.at("T1"), setting.tables[0].laid.right
    place = setting.place_of
    assert at[right[place["H1"][1]]] == "G1"
    assert at[right[place["H2"][1]]] == "G2"


@pytest.mark.parametrize("told", ["role", "wish"])
def test_a_hostess_is_told_by_role_or_wish(told):
    facts = {"H3": {"spouse_of": "H1"}} if told == "role" else {}
    wishes = Wishes(hostess="H3") if told == "wish" else Wishes()
    found = seats(one_table(people(3, 5, **facts), wishes=wishes))
    assert (found["H1"], found["H3"], found["G1"]) == (0, 4, 7)


def test_the_other_hosts_of_that_sex_are_no_hostess():
    who = people(3, 5, H1={"sex": "m"}, H2={"sex": "m"}, H3={"sex": "f"})
    assert seats(one_table(who))["H2"] == 4


def test_the_guests_couple_ranks_before_the_hosts_wife_whatever_the_hosts_rank():
    who = people(2, 2, H1={"title": "董事长"}, H2={"spouse_of": "H1"}, G1={"title": "总监"}, G2={"spouse_of": "G1"})
    assert rank(who, [], DEFAULT).merged == ("H1", "G1", "G2", "H2")


def test_a_lady_of_honour_sits_beside_the_host_of_the_other_sex():
    """Western tables cross the couples: by who is invited with whom, and only then by sex."""
    who = people(2, 2, H1={"sex": "f"}, H2={"spouse_of": "H1", "sex": "m"}, G1={"sex": "m"},
                 G2={"spouse_of": "G1", "sex": "f"})  # fmt: skip
    setting = seat(one_table(who, shape="long", layout="english"), FOREIGN)
    at, right, place = setting.at("T1"), setting.tables[0].laid.right, setting.place_of
    assert at[right[place["H1"][1]]] == "G1"


# ------------------------------------------------------------------------------------------------- helpers


def near(dinner: Dinner, helper: str, principal: str, etiquette=DEFAULT) -> bool:
    """Whether a helper is at a hand of the principal, or no other interpreter is nearer."""
    setting = seat(dinner, etiquette)
    laid, place = setting.tables[0].laid, setting.place_of
    others = [person.id for person in dinner.people if person.role == "interpreter"]
    here = laid.seats[place[principal][1]]

    def away(name: str) -> float:
        chair = laid.seats[place[name][1]]
        return round((chair.x - here.x) ** 2 + (chair.y - here.y) ** 2, 1)

    pair = tuple(sorted((place[helper][1], place[principal][1])))
    return pair in laid.neighbours or away(helper) == min(away(name) for name in others)


@pytest.mark.parametrize(
    ("shape", "layout"),
    [("sofas", "sofas"), ("long", "talks"), ("desk", "signing"), ("long", "french"), ("long", "english"),
     ("rows", "podium"), ("rows", "photo"), ("hollow", "hollow"), ("u", "u"), ("round", "two_hosts")],
)  # fmt: skip
def test_each_interpreter_is_by_his_own_principal(shape, layout):
    who = people(3, 3, IH={**VOICE, "serves": "H1"}, IG={**VOICE, "serves": "G1"})
    dinner = one_table(who, shape=shape, layout=layout)
    assert near(dinner, "IH", "H1", FOREIGN)
    assert near(dinner, "IG", "G1", FOREIGN)


@pytest.mark.parametrize(("shape", "layout"), [("sofas", "sofas"), ("long", "talks"), ("rows", "podium")])
def test_an_aide_sits_nearest_to_his_principal_and_takes_no_seat_of_the_ranks(shape, layout):
    who = people(3, 4, A={"side": "guest", "role": "aide", "serves": "G4"},
                 B={"side": "guest", "role": "security", "serves": "G1"})  # fmt: skip
    dinner = one_table(who, shape=shape, layout=layout)
    without = seats(dinner.without({"A", "B"}))
    found = seat(dinner, DEFAULT)
    laid, place = found.tables[0].laid, found.place_of
    gap = {n: abs(laid.seats[place[n][1]].x - laid.seats[place[s][1]].x) for n, s in (("A", "G4"), ("B", "G1"))}
    swapped = {n: abs(laid.seats[place[n][1]].x - laid.seats[place[s][1]].x) for n, s in (("A", "G1"), ("B", "G4"))}
    assert sum(gap.values()) <= sum(swapped.values())
    ranked = [name for name in found.tables[0].order for name in [found.at("T1").get(name)] if name in without]
    assert [name for name in ranked if name[0] == "G"] == ["G1", "G2", "G3", "G4"]


# ---------------------------------------------------------------------------------------- order of the aims


def diners_of_two_faiths() -> Dinner:
    """Two tables of three; the two who eat halal are the second and the last of the guests."""
    titles = {"H1": "董事长", "H2": "总经理", "G1": "董事长", "G2": "总经理", "G3": "主管", "G4": "专员"}
    halal = {"diet": "清真"}
    who = people(
        2, 4, **{name: {"title": title, **(halal if name in ("G2", "G4") else {})} for name, title in titles.items()}
    )
    return tables(who, 2, 3, Wishes(diets_together=True))


@pytest.mark.parametrize(
    ("tiers", "together"),
    [(["diets", "rank", "balance"], True), (["rank", "diets", "balance"], False), (["balance", "diets", "rank"], True)],
)
def test_an_editions_order_of_aims_holds(tiers, together):
    dinner = diners_of_two_faiths()
    found = places(dinner, DEFAULT.replace(tiers=tiers))
    assert (found["G2"] == found["G4"]) == together
    assert found["H1"] == found["G1"] == "T1"


def test_diets_at_more_tables_than_needed_cost_as_many():
    dinner = diners_of_two_faiths()
    value = {p.name: p.value for p in seat(dinner, DEFAULT).proofs}["diets"]
    better = {p.name: p.value for p in seat(dinner, DEFAULT.replace(tiers=["diets", "rank"])).proofs}["diets"]
    assert (value, better) == (1, 0)


# ----------------------------------------------------------------------------------- weddings, family, equals


def wedding(**wishes: object) -> Dinner:
    """Eight friends of hers, six of his, and a couple who want to sit with two of them."""
    hers = [Attendee(id=f"a{n}", name=f"a{n}", side="guest") for n in range(7)]
    his = [Attendee(id=f"b{n}", name=f"b{n}", side="guest") for n in range(7)]
    couple = [
        Attendee(id="bride", name="bride", side="host", sex="f"),
        Attendee(id="groom", name="groom", side="host", sex="m", spouse_of="bride"),
    ]
    known = [{"a": f"{x}{i}", "b": f"{x}{j}", "weight": 1} for x in "ab" for i in range(7) for j in range(i)]
    asked = {"together": [("bride", "groom", "b0", "b1")], "affinities": known, **wishes}
    return tables([*couple, *hers, *his], 2, 8, Wishes.model_validate(asked))


@pytest.mark.parametrize("name", ["party", "wedding"])
def test_a_wedding_is_about_the_couple(name):
    setting = seat(wedding(), load_etiquette(name))
    main = setting.tables[0]
    place = setting.place_of
    assert {place["bride"][0], place["groom"][0]} == {main.table}
    assert main.laid.seats[place["groom"][1]].look == 180
    assert main.laid.right[place["groom"][1]] == place["bride"][1]


def test_whom_a_party_is_for_can_be_named_and_a_lock_still_beats_it():
    named = wedding(honoured=["a3"])
    assert seat(named, edition("party")).place_of["a3"] == (seat(named, edition("party")).tables[0].table, 0)
    locked = wedding(honoured=["a3"], locks=[Lock(person="a3", table="T2")])
    assert seat(locked, edition("party")).place_of["a3"][0] == "T2"


@pytest.mark.parametrize(("shape", "layout"), [("long", "talks"), ("sofas", "sofas"), ("desk", "signing")])
def test_where_each_side_has_its_chairs_nobody_is_put_first_for_whom_a_party_is(shape, layout):
    asked = one_table(people(3, 3), shape=shape, layout=layout, wishes=Wishes(honoured=("H3",)))
    assert seats(asked) == seats(asked.replace(wishes=Wishes()))


def test_at_a_family_dinner_the_eldest_faces_the_door_and_whom_it_is_for_comes_first():
    ages = {"H1": 45, "H2": 43, "H3": 12, "G1": 70, "G2": 72, "G3": 40}
    facts = {name: {"age": age, "title": "董事长" if name == "H1" else ""} for name, age in ages.items()}
    facts["G1"]["spouse_of"] = "G2"
    facts["H2"]["spouse_of"] = "H1"
    family = load_etiquette("family")
    found = seats(one_table(people(3, 3, **facts)), family)
    assert (found["G2"], found["G1"], found["H3"]) == (0, 5, 3)
    birthday = seats(one_table(people(3, 3, **facts), wishes=Wishes(honoured=("H3",))), family)
    assert (birthday["H3"], birthday["G2"]) == (0, 5)


def test_equal_delegations_take_turns_whatever_the_titles():
    titles = {
        "G1": ("A", "董事长"),
        "G2": ("A", "总经理"),
        "G3": ("A", "主管"),
        "G4": ("B", "总监"),
        "G5": ("B", "主管"),
    }
    who = people(1, 5, **{n: {"organisation": o, "title": t} for n, (o, t) in titles.items()})
    assert rank(who, [], DEFAULT).guest == ("G1", "G2", "G4", "G3", "G5")
    equal = rank(who, [], DEFAULT, ["B", "A"])
    assert equal.guest == ("G4", "G1", "G5", "G2", "G3")
    assert equal.ranks["G4"].level == equal.ranks["G1"].level
    assert "代表团对等" in equal.why("G4", "G1")[0]
    dinner = one_table(who, wishes=Wishes(equal=("B", "A")))
    found = seats(dinner)
    assert (found["G4"], found["G1"]) == (5, 1)


def test_equal_delegations_must_be_on_the_list():
    with pytest.raises(ValueError, match="nobody on the list is of the delegation C"):
        one_table(people(1, 2), wishes=Wishes(equal=("C",)))


@pytest.mark.parametrize(
    ("head", "expected"),
    [("G1", {"G1": 0, "H1": 7, "G2": 1, "H2": 4}), ("G3", {"G3": 0, "H1": 7, "G1": 1}), ("H2", {"H2": 0, "H1": 4})],
)
def test_a_superior_of_the_hosts_takes_the_head(head, expected):
    found = seats(one_table(people(3, 5), wishes=Wishes(head=head)))
    assert {name: found[name] for name in expected} == expected


# ----------------------------------------------------------------------------------- photos, squares, even rows


@pytest.mark.parametrize("name", ["default", "foreign"])
def test_hosts_stand_at_both_ends_of_a_photo(name):
    found = row(one_table(people(3, 4), shape="rows", layout="photo"), edition(name))
    assert [found[0], found[3], found[6]] == ["H2", "H1", "H3"]
    assert (found[2], found[4]) == ("G1", "G2")


def test_an_interpreter_is_not_put_between_the_guests_of_a_photo():
    who = people(3, 5, I={**VOICE, "serves": "H1"})
    found = row(one_table(who, shape="rows", layout="photo"), FOREIGN)
    assert (found[0], found[8]) == ("H2", "H3")
    assert found.index("I") in (1, 7)


def test_of_two_rows_the_front_one_has_hosts_at_its_ends_first():
    dinner = one_table(people(4, 8), shape="rows", layout="photo", rows=(7, 5))
    seating = seat(dinner, DEFAULT)
    at = seating.at("T1")
    assert (at[0][0], at[6][0]) == ("H", "H")


@pytest.mark.parametrize(
    ("name", "count", "seen"),
    [("government", 6, "531246"), ("government-even", 6, "642135"), ("government-even", 7, "7531246"),
     ("government", 4, "3124"), ("government-even", 4, "4213"), ("default", 6, "642135"), ("japan", 7, "6421357")],
)  # fmt: skip
def test_both_customs_of_even_rows_of_a_podium(name, count, seen):
    found = row(one_table(people(0, count), shape="rows", layout="podium"), load_etiquette(name))
    assert "".join(name[1:] for name in found) == seen


@pytest.mark.parametrize("shape", ["square", "hollow"])
def test_a_square_starts_at_the_right_chair_of_the_side_that_faces_the_door(shape):
    who = people(0, 8)
    seating = seat(one_table(who, shape=shape), DEFAULT)
    laid, place = seating.tables[0].laid, seating.place_of
    first, second = (laid.seats[place[name][1]] for name in ("G1", "G2"))
    assert (first.look, second.look) == (180, 180)
    assert first.x < second.x  # who looks down to the door has the right hand at the left of the plan
    third = laid.seats[place["G3"][1]]
    assert third.x < first.x


def test_at_a_square_table_the_guest_of_honour_has_the_right_chair_and_the_host_the_left_one():
    seating = seat(one_table(people(3, 3), shape="square", layout="one_host"), DEFAULT)
    laid, place = seating.tables[0].laid, seating.place_of
    first, host = (laid.seats[place[name][1]] for name in ("G1", "H1"))
    assert (first.look, host.look) == (180, 180)
    assert laid.right[place["H1"][1]] == place["G1"][1]
    assert laid.right[place["G2"][1]] == place["H1"][1]


def test_locks_part_a_couple_at_tables_too():
    locks = [Lock(person="G1", table="T1"), Lock(person="G2", table="T2")]
    party = tables(people(2, 4, G2={"spouse_of": "G1"}), 2, 4, Wishes(locks=locks))
    found = places(party)
    assert (found["G1"], found["G2"]) == ("T1", "T2")


# ---------------------------------------------------------------------------------------------- editions


def test_in_japan_and_taiwan_guests_face_the_door_and_hosts_sit_near_it():
    found = seats(one_table(people(2, 4)), load_etiquette("japan"))
    assert found == {"G1": 0, "G2": 1, "G3": 5, "G4": 2, "H1": 4, "H2": 3}
    assert seats(one_table(people(2, 4)), load_etiquette("taiwan")) == {
        "G1": 0, "G2": 5, "G3": 1, "G4": 4, "H1": 2, "H2": 3
    }  # fmt: skip


def test_in_the_west_couples_of_honour_are_crossed_and_sit_apart():
    sexes = {f"H{n}": {"sex": s} for n, s in ((1, "m"),)} | {n: {"sex": "m"} for n in ("G1", "G3", "G5")}
    wives = {a: {"sex": "f", "spouse_of": b} for a, b in (("H2", "H1"), ("G2", "G1"), ("G4", "G3"), ("G6", "G5"))}
    seating = seat(one_table(people(2, 6, **sexes, **wives)), load_etiquette("west"))
    at, right, place = seating.at("T1"), seating.tables[0].laid.right, seating.place_of
    assert seating.tables[0].layout == "hostess"
    assert (at[right[place["H1"][1]]], at[right[place["H2"][1]]]) == ("G2", "G1")


@pytest.mark.parametrize("name", etiquettes())
def test_every_edition_that_comes_along_has_a_name_in_both_languages(name):
    found = load_etiquette(name)
    assert found.id == name
    assert found.name
    assert found.name_en.isascii()
    assert all(layout.custom and layout.custom_en.isascii() for layout in found.layouts.values())


def test_a_hall_of_square_tables_is_seated_too():
    tables_ = [Table(id=f"T{n}", shape="square", x=2.0 + 3 * n, y=3, seats=8) for n in (1, 2)]
    hall = Hall(id="h", width=12, depth=8, door=Point(x=6, y=0), tables=tables_)
    seating = seat(Dinner(id="d", people=people(4, 10), hall=hall), DEFAULT)
    assert not [breach for breach in seating.breaches if breach.level == "must"]
