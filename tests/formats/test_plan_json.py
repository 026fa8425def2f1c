"""plan.json: written whole, read back the same, every fault named."""

from __future__ import annotations

import dataclasses
import json

import pytest

from models.domain.errors import FaultyInput
from planner.formats.files import write_file
from planner.formats.plan_json import PLAN_FORMAT, PLAN_FORMAT_VERSION, read_plan
from planner.services.plan_file import plan_text
from planner.services.provenance import Limits


@pytest.fixture
def stored(report):
    return json.loads(plan_text(report))


def read(tmp_path, data):
    path = tmp_path / "plan.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return read_plan(path)


def faults(tmp_path, data):
    with pytest.raises(FaultyInput) as caught:
        read(tmp_path, data)
    return {(fault.where, fault.file) for fault in caught.value.faults}, str(caught.value)


def test_it_comes_back_as_it_went(result, tmp_path):
    write_file(tmp_path / "plan.json", plan_text(result))
    week, edition, plan = read_plan(tmp_path / "plan.json")
    assert (week, edition, plan) == (result.week, result.edition, result.plan)


def _document(plan):
    return json.loads(plan_text(plan))


def test_the_document(result):
    data = _document(result)
    assert (data["format"], data["version"]) == (PLAN_FORMAT, PLAN_FORMAT_VERSION)
    assert data["status"] == "open"
    assert data["tiers"][0] == {
        "name": "requests left out",
        "value": result.tiers[0].value,
        "bound": result.tiers[0].value,
        "proven": True,
        "gap": 0.0,
    }
    assert data["provenance"]["seed"] == 7
    assert data["provenance"]["seconds"] is None, "under a deterministic limit the same plan is the same file"
    assert data["plan"]["items"][0]["start"].endswith("+08:00")
    timed = dataclasses.replace(result.provenance, limits=Limits(seconds=5))
    assert _document(dataclasses.replace(result, provenance=timed))["provenance"]["seconds"] == 1.5


def test_a_plan_that_was_only_checked(stored):
    assert stored["status"] is None
    assert stored["provenance"] is None
    assert [tier["proven"] for tier in stored["tiers"]] == [False] * 5


def test_nothing_of_the_machine_is_written(result):
    import getpass
    import platform

    text = json.dumps(_document(result)["provenance"])
    assert platform.node() not in text
    assert getpass.getuser() not in text


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": "other"}', "[" * 100_000])
def test_what_is_no_plan_is_refused(text, tmp_path):
    _, said = faults(tmp_path, text)
    assert "plan.json" in said


def test_another_version_is_named(stored, tmp_path):
    where, said = faults(tmp_path, stored | {"version": 99})
    assert ("version", "plan.json") in where
    assert "99" in said


def test_missing_and_unknown_keys_are_named_together(stored, tmp_path):
    del stored["edition"]
    where, _ = faults(tmp_path, stored | {"extra": 1})
    assert {place for place, _ in where} == {"edition", "extra"}


def test_faults_inside_are_named_by_their_path(stored, tmp_path):
    stored["plan"]["items"][3]["start"] = "yesterday"
    where, _ = faults(tmp_path, stored)
    assert ("plan.items[3].start", "plan.json") in where


def test_ids_that_the_week_does_not_know_are_named_with_a_guess(stored, tmp_path):
    stored["plan"]["items"][0]["place"] = "canten"
    stored["plan"]["moves"][0]["rides"][0]["driver"] = "nobody"
    stored["plan"]["left_out"][0]["request"] = "shows"
    where, said = faults(tmp_path, stored)
    assert {place for place, _ in where} == {"items[0].place", "moves[0].rides[0].driver", "left_out[0].request"}
    assert "maybe canteen" in said
    assert "maybe show" in said


def test_a_plan_of_another_week_is_refused(stored, tmp_path):
    stored["plan"]["week"] = "other"
    where, _ = faults(tmp_path, stored)
    assert ("week", "plan.json") in where


def test_rules_that_do_not_exist_are_refused(stored, tmp_path):
    stored["edition"]["rules"]["NO-99"] = {"level": "must"}
    where, _ = faults(tmp_path, stored)
    assert ("edition.rules.NO-99", "plan.json") in where
