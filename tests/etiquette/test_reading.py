"""Dinners, rides, halls, vehicles and editions from files: all instances, and faults named by file and line."""

import pytest

from models.domain.errors import FaultyInput
from models.etiquette.check import check
from models.etiquette.dinner_facts import DinnerFacts
from models.etiquette.service import service_order
from planner.formats.dinner import DinnerFile, read_dinner, read_hall, read_party, read_ride, read_vehicle
from planner.formats.text.etiquette import edition_for, etiquettes, load_etiquette, read_etiquette
from tests.etiquette.party import INSTANCES, chart, edition, one_table, people
from tests.etiquette.samples import generator

DINNERS = sorted((INSTANCES / "dinners").glob("*.toml"))


@pytest.mark.parametrize("path", DINNERS, ids=lambda path: path.stem)
def test_every_instance_can_be_read(path):
    if path.stem == "convoy":
        assert read_ride(path).ride.cars
    else:
        dinner, etiquette = read_dinner(path)
        assert DinnerFacts(dinner, etiquette).tables


@pytest.mark.parametrize("path", sorted((INSTANCES / "halls").glob("*.toml")), ids=lambda path: path.stem)
def test_every_hall_can_be_read(path):
    assert read_hall(path).id == path.stem


@pytest.mark.parametrize("path", sorted((INSTANCES / "vehicles").glob("*.toml")), ids=lambda path: path.stem)
def test_every_vehicle_can_be_read(path):
    assert read_vehicle(path).id == path.stem


@pytest.mark.parametrize("name", ["default", "government", "foreign", "party"])
def test_every_edition_can_be_read_and_has_the_ladders(name):
    found = read_etiquette(INSTANCES / "policies" / f"etiquette-{name}.toml")
    assert found.id == name
    assert {"company", "government", "academic", "diplomatic"} <= {ladder.id for ladder in found.ladders}


def test_an_edition_has_from_the_one_it_extends_what_it_does_not_say():
    government = edition("government")
    assert government.layout("podium").high == "left"
    assert government.layout("two_hosts") == edition().layout("two_hosts")


def test_the_minibus_follows_the_profile_of_the_edition(tmp_path):
    text = 'id = "r"\npeople = [{ id = "g", name = "g", side = "guest" }]\ncars = [{ id = "A", profile = "minibus" }]\n'
    path = INSTANCES / "dinners" / "convoy.toml"
    made = tmp_path / "dinners" / "ride.toml"
    for folder in ("dinners", "vehicles", "policies"):
        (tmp_path / folder).mkdir()
        for source in (path.parent.parent / folder).glob("*.toml"):
            (tmp_path / folder / source.name).write_bytes(source.read_bytes())
    made.write_text(text, encoding="utf-8")
    assert read_ride(made).ride.cars[0].profile.id == "minibus-a"
    edited = tmp_path / "policies" / "etiquette-b.toml"
    edited.write_text('extends = "default"\nid = "b"\n[vehicle_profiles]\nminibus = "minibus-b"\n', encoding="utf-8")
    assert read_ride(made, etiquette="b").ride.cars[0].profile.id == "minibus-b"


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("people = [{ id = 'a', name = 'A' }]", "people[0].side", "Field required"),
        ("people = [{ id = 'a', name = 'A', side = 'gast' }]", "people[0].side", "gast"),
        ("people = [\n  { id = 'a', name = 'A', side = 'guest', tittle = 'x' },\n]", "(L", "Extra inputs"),
        ("hall = 'nowhere'", "hall", "没有 halls/nowhere.toml"),
        ("etiquette = 'martian'", "etiquette", "no such etiquette edition: martian"),
        ("hall = { tables = 3, chairs = 9 }", "hall", "chairs"),
        (
            "people = [{ id = 'a', name = 'A', side = 'guest' }]\n[wishes]\ntogether = [['a', 'b']]",
            "",
            "not on the list",
        ),
        ("people = [", "L", "TOML"),
    ],
)
def test_faults_are_named_by_file_and_place(tmp_path, text, where, what):
    folder = tmp_path / "dinners"
    folder.mkdir()
    lines = text.splitlines()
    start = [] if any(line.startswith("hall") for line in lines) else ["hall = { tables = 1 }"]
    start += [] if "people" in text else ["people = [{ id = 'a', name = 'A', side = 'guest' }]"]
    path = folder / "bad.toml"
    path.write_text("\n".join(["id = 'x'", *start, *lines]), encoding="utf-8")
    (tmp_path / "policies").mkdir()
    default = INSTANCES / "policies" / "etiquette-default.toml"
    (tmp_path / "policies" / default.name).write_bytes(default.read_bytes())
    with pytest.raises(FaultyInput) as error:
        read_dinner(path)
    assert {fault.file for fault in error.value.faults} == {"bad.toml"}
    assert where in str(error.value)
    assert what in str(error.value)


def test_the_generator_writes_what_can_be_read(tmp_path):
    script = generator()
    assert script.toml(script.banquet(60)) == script.toml(script.banquet(60))
    for data in (script.banquet(60), script.party(2, 12)):
        path = tmp_path / "made.toml"
        path.write_text(script.toml({**data, "etiquette": "default"}), encoding="utf-8")
        (tmp_path / "policies").mkdir(exist_ok=True)
        default = INSTANCES / "policies" / "etiquette-default.toml"
        (tmp_path / "policies" / default.name).write_bytes(default.read_bytes())
        assert len(read_dinner(path).dinner.people) == len(data["people"])


def test_a_dinner_and_a_ride_are_told_apart_by_what_they_hold():
    assert isinstance(read_party(INSTANCES / "dinners" / "hostess.toml"), DinnerFile)
    assert read_party(INSTANCES / "dinners" / "convoy.toml")[0].cars


def test_a_file_of_an_unknown_kind(tmp_path):
    path = tmp_path / "list.doc"
    path.write_text("", encoding="utf-8")
    with pytest.raises(FaultyInput, match=r"maybe one of \.toml"):
        read_party(path)


def test_editions_halls_and_vehicles_that_come_with_jiedai_are_found_from_anywhere(tmp_path):
    path = tmp_path / "dinner.toml"
    lines = ["id = 'x'", "hall = 'private-room'", "people = [{ id = 'a', name = 'A', side = 'guest' }]"]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert read_dinner(path).etiquette.id == "default"
    assert read_dinner(path, "government").etiquette.id == "government"
    assert read_dinner(path).dinner.hall.id == "private-room"
    with pytest.raises(FaultyInput, match="maybe government"):
        read_dinner(path, "goverment")


def test_an_edition_may_be_a_file_and_extend_one_that_comes_with_jiedai(tmp_path):
    path = tmp_path / "house.toml"
    path.write_text("extends = 'default'\nid = 'house'\nsecurity = true\n", encoding="utf-8")
    own = load_etiquette(path)
    assert (own.security, own.ladders) == (True, load_etiquette().ladders)
    path.write_text("extends = 'house'\nid = 'house'\n", encoding="utf-8")
    with pytest.raises(FaultyInput, match="no edition to start from"):
        load_etiquette(path)


@pytest.mark.parametrize(
    ("kind", "edition_id"),
    [("government", "government"), ("authority", "government"), ("foreign", "foreign"), ("partner", "default")],
)
def test_the_edition_for_a_kind_of_client_is_said_by_the_editions(kind, edition_id):
    assert edition_for(kind).id == edition_id
    assert {"default", "foreign", "government", "party"} <= set(etiquettes())


def test_service_starts_with_the_wife_of_the_guest_of_honour_and_goes_clockwise():
    plain = one_table(people(2, 2))
    seating = check(plain, edition(), chart(T1="H1 G2 H2 G1"))
    assert service_order(plain, seating, "T1") == (("G1", "H1", "G2", "H2"),)
    couple = one_table(people(2, 2, H2={"spouse_of": "H1"}, G2={"spouse_of": "G1", "sex": "f"}))
    seating = check(couple, edition(), chart(T1="H1 G2 H2 G1"))
    assert service_order(couple, seating, "T1")[0][0] == "G2"


def test_a_second_waiter_starts_at_the_second_hosts_right():
    dinner = one_table(people(4, 4))
    seating = check(dinner, edition(), chart(T1="H1 G2 H4 G3 H2 G4 H3 G1"))
    assert service_order(dinner, seating, "T1", waiters=2) == (("G1", "H1", "G2", "H4"), ("G3", "H2", "G4", "H3"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("SEAT-80 = 'should'", "没有规则 SEAT-80"),
        ("BANQ-01 = 'should'", "不可放宽"),
        ("SEAT-08 = 'maybe'", "levels.SEAT-08"),
    ],
)
def test_an_edition_cannot_soften_everything(tmp_path, line, message):
    path = tmp_path / "etiquette-own.toml"
    path.write_text(f"id = 'own'\n[levels]\n{line}\n", encoding="utf-8")
    with pytest.raises(FaultyInput, match=message):
        read_etiquette(path)
