"""Written and read again, a week is the same."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.week import Calendar
from planner.formats import load, save
from planner.formats.text.toml_text import toml_text
from planner.generation.generate import generate
from tests.shipped_weeks import SHIPPED_WEEKS


@pytest.mark.parametrize("name", SHIPPED_WEEKS)
def test_round_trip(name, root, tmp_path):
    week = load(root / "instances" / name)
    save(week, tmp_path / "week")
    assert load(tmp_path / "week") == week


@pytest.mark.parametrize("name", ["busy-12", "busy-25"])
def test_written_twice_the_files_are_the_same(name, root, tmp_path):
    week = load(root / "instances" / name)
    save(week, tmp_path / "week")
    for path in sorted((tmp_path / "week").rglob("*.toml")):
        there = root / "instances" / name / path.relative_to(tmp_path / "week")
        assert path.read_bytes() == there.read_bytes(), path.name


def test_places_in_any_order_and_an_own_calendar_stay(root, tmp_path):
    week = load(root / "instances" / "tiny")
    company = week.company.replace(places=tuple(reversed(week.company.places)))
    odd = week.replace(company=company, official=Calendar(workdays=(week.first_day,), announced=False), note='"\\\n\t#')
    save(odd, tmp_path / "week")
    assert load(tmp_path / "week") == odd


def test_the_company_may_be_referred_to(root, tmp_path):
    week = generate(3, 1)
    save(week, tmp_path / "a")
    save(week, tmp_path / "b", company="../a/company")
    assert not (tmp_path / "b" / "company").exists()
    assert load(tmp_path / "b") == week


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        save(generate(1, 1), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
SCALAR = st.one_of(TEXT, st.integers(-(2**62), 2**62), st.booleans(), st.floats(allow_nan=False))
TABLE = st.dictionaries(TEXT, st.one_of(SCALAR, st.lists(SCALAR, max_size=4)), max_size=5)
DOCUMENT = st.dictionaries(TEXT, st.one_of(SCALAR, TABLE, st.lists(TABLE, max_size=4), st.lists(SCALAR)), max_size=6)


@given(DOCUMENT)
def test_any_data_survive_as_toml(data):
    assert tomllib.loads(toml_text(data)) == data
