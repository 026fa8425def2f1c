"""Reading a week: folders, what adds up, the order of things, and all faults at once."""

from __future__ import annotations

import contextlib
import shutil

import pytest

import planner
from models.domain.errors import FaultyInput
from planner.formats import load

VISIT = """
id = "{id}"
client = "试"
members = [{{ id = "a", name = "甲", rank = 5 }}]

[[groups]]
id = "g1"
arrival = {{ at = "2026-10-20T09:00", place = "site" }}
departure = {{ at = "2026-10-20T17:00", place = "site" }}
"""
WEEK = 'id = "w"\nname = "试"\nfirst_day = "2026-10-20"\ndays = 2\ncompany = "../company"\n'


@pytest.fixture
def place(root, tmp_path):
    """Return a folder with the company and an empty week beside it."""
    shutil.copytree(root / "instances" / "company", tmp_path / "company")
    (tmp_path / "week" / "visits").mkdir(parents=True)
    (tmp_path / "week" / "week.toml").write_text(WEEK, encoding="utf-8")
    return tmp_path


def write(path, text):
    path.write_text(text, encoding="utf-8")


def faults_of(path) -> list:
    with pytest.raises(FaultyInput) as caught:
        load(path)
    return list(caught.value.faults)


def test_tiny(root):
    week = planner.load(root / "instances" / "tiny")
    assert [visit.id for visit in week.visits] == ["zhongneng", "zijia"]
    assert week.visit("zijia").provides.cars is False
    assert week.company.name_en.startswith("Henan")
    assert week == load(root / "instances" / "tiny" / "week.toml")


def test_visits_come_in_the_order_of_their_files(place):
    for name, id in (("02-b.toml", "b"), ("10-c.toml", "c"), ("01-a.toml", "a")):
        write(place / "week" / "visits" / name, VISIT.format(id=id))
    assert [visit.id for visit in load(place / "week").visits] == ["a", "b", "c"]


def test_visits_may_stand_in_one_file(place):
    rows = VISIT.format(id="b").replace("[[groups]]", "[[visits.groups]]")
    write(place / "week" / "visits.toml", f"[[visits]]{rows}")
    write(place / "week" / "visits" / "c.toml", VISIT.format(id="c"))
    assert [visit.id for visit in load(place / "week").visits] == ["b", "c"]


def test_company_folders_add_up(place):
    (place / "week" / "extra").mkdir()
    write(
        place / "week" / "extra" / "cars.toml",
        'vehicles = [{ id = "v-loan", name = "借用车", kind = "sedan", seats = 4 }]',
    )
    write(place / "week" / "week.toml", WEEK.replace('"../company"', '["../company", "extra"]'))
    write(place / "week" / "visits" / "a.toml", VISIT.format(id="a"))
    week = load(place / "week")
    assert week.vehicle("v-loan").seats == 4
    assert week.vehicle("v-sedan1")


def test_faults_of_all_files_at_once(place):
    write(place / "week" / "visits" / "a.toml", VISIT.format(id="a").replace("rank = 5", "rank = 50"))
    write(place / "week" / "visits" / "b.toml", VISIT.format(id="b").replace("T17:00", "T07:00"))
    write(place / "company" / "ways.toml", 'ways = [{ a = "site", b = "cg0", minutes = 30 }]')
    found = {(fault.file.rsplit("/", 1)[-1], fault.where.split(" ")[0]) for fault in faults_of(place / "week")}
    assert found == {
        ("a.toml", "members[0].rank"),
        ("b.toml", "groups[0].departure.at"),
        ("ways.toml", "ways[0].b"),
    }


def test_what_is_wrong_itself_makes_no_further_faults(place):
    """The faulty person is still known to who refers to him; the faulty group is not missed."""
    people = place / "company" / "people.toml"
    write(people, people.read_text(encoding="utf-8").replace("rank = 2", "rank = 20", 1))
    write(place / "week" / "visits" / "a.toml", VISIT.format(id="a").replace('place = "site" }', "place = 7 }", 1))
    faults = faults_of(place / "week")
    assert [fault.where.split(" ")[0] for fault in faults] == ["people[1].rank", "groups[0].arrival.place"]


def test_faults_keep_their_place_when_rows_before_are_put_aside(place):
    text = (
        VISIT.format(id="a")
        + '\n[[requests]]\nkind = "exchnage"\nid = "x"\n\n[[requests]]\nkind = "sight"\nid = "s"\nplace = "nowhere"\n'
    )
    write(place / "week" / "visits" / "a.toml", text)
    where = [fault.where for fault in faults_of(place / "week")]
    assert where == ["requests[0] (L11)", "requests[1].place (L18)"]


def test_a_file_that_cannot_be_read_brings_no_unknown_references(place):
    write(place / "company" / "people.toml", "people = [")
    write(
        place / "week" / "visits" / "a.toml",
        VISIT.format(id="a") + '\n[[requests]]\nkind = "call"\nid = "c"\nleader = "liu-guodong"\n',
    )
    faults = faults_of(place / "week")
    assert len(faults) == 1
    assert "people.toml" in str(faults[0])


def test_not_utf8_and_too_large(place, monkeypatch):
    (place / "week" / "visits" / "a.toml").write_bytes('id = "甲"'.encode("gb18030"))
    assert "UTF-8" in str(faults_of(place / "week")[0])
    monkeypatch.setattr("planner.formats.text.toml_file.MAX_TOML_BYTES", 10)
    assert any("too large" in str(fault) for fault in faults_of(place / "week"))


def test_no_such_folder_names_one_that_is_near(root):
    (fault,) = faults_of(root / "instances" / "tinny")
    assert fault.maybe == "tiny"


def test_a_folder_of_weeks_names_them(root):
    (fault,) = faults_of(root / "instances")
    assert "zhengzhou-week" in fault.maybe


@pytest.mark.parametrize("value", ["19900000399", '"19900000399"', '["199-0000-0399"]', "{ mobile = 19900000399 }"])
@pytest.mark.parametrize("key", ["phone", "rank", "name"])
def test_no_fault_shows_a_phone_number(place, key, value):
    old = {"phone": "rank = 5", "rank": "rank = 5", "name": 'name = "甲"'}[key]
    write(place / "week" / "visits" / "a.toml", VISIT.format(id="a").replace(old, f"{key} = {value}"))
    told = ""
    with contextlib.suppress(FaultyInput):
        load(place / "week")
        told = "read"
    if not told:
        told = "\n".join(map(str, faults_of(place / "week")))
    assert "9900000399" not in told
    assert "0000-0399" not in told


def test_a_week_of_two_hundred_is_read_quickly(tmp_path):
    import time

    from planner.formats import save
    from planner.generation.generate import generate

    save(generate(200, 1), tmp_path / "week")
    load(tmp_path / "week")  # the first time imports
    began = time.process_time()
    load(tmp_path / "week")
    assert time.process_time() - began < 5
