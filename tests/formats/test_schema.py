"""The formats as JSON Schema cover what the instances say."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from planner.cli import main
from planner.formats.schema import SCHEMAS, schema_of

INSTANCES = Path(__file__).resolve().parents[2] / "instances"
WEEKS = [path.parent for path in sorted(INSTANCES.glob("*/week.toml"))]


def unknown(data, schema, root, path="") -> list[str]:
    """Return the keys of some data that a schema does not know; of several choices the one with the fewest."""
    if "$ref" in schema:
        return unknown(data, root["$defs"][schema["$ref"].rsplit("/", 1)[-1]], root, path)
    choices = schema.get("anyOf") or schema.get("oneOf")
    if choices:
        tag = data.get("kind") if isinstance(data, dict) else None
        fitting = [schema["discriminator"]["mapping"][tag]] if tag and "discriminator" in schema else None
        options = [{"$ref": ref} for ref in fitting] if fitting else choices
        return min((unknown(data, choice, root, path) for choice in options), key=len)
    if isinstance(data, dict):
        known = schema.get("properties", {})
        found = [f"{path}.{key}" for key in data if key not in known]
        for key in known.keys() & data.keys():
            found += unknown(data[key], known[key], root, f"{path}.{key}")
        return found
    if isinstance(data, list) and "items" in schema:
        return [k for index, row in enumerate(data) for k in unknown(row, schema["items"], root, f"{path}[{index}]")]
    return []


def read(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", WEEKS, ids=lambda folder: folder.name)
def test_weeks_and_visits(folder):
    week, visit = schema_of("week"), schema_of("visit")
    assert unknown(read(folder / "week.toml"), week, week) == []
    for path in sorted((folder / "visits").glob("*.toml")):
        assert unknown(read(path), visit, visit) == []


@pytest.mark.parametrize("path", sorted((INSTANCES / "company").glob("*.toml")), ids=lambda path: path.name)
def test_company(path):
    company = schema_of("company")
    assert unknown(read(path), company, company) == []


def test_edition():
    edition = schema_of("edition")
    data = read(INSTANCES / "policies" / "default.toml")
    data.pop("rules", None)  # a table by rule id
    tables = (".packages", ".worth", ".prices", ".shape", ".office")  # some of their keys are free
    assert [key for key in unknown(data, edition, edition) if not key.startswith(tables)] == []


def test_unknown_keys_are_found():
    visit = schema_of("visit")
    wrong = {"id": "x", "requests": [{"kind": "tour", "id": "t", "minuts": 3}]}
    assert unknown(wrong, visit, visit) == [".requests[0].minuts"]


@pytest.mark.parametrize("name", SCHEMAS)
def test_no_reference_leads_nowhere(name):
    schema = schema_of(name)
    assert schema["$schema"].startswith("https://json-schema.org/")
    text = json.dumps(schema)
    for part in text.split('"#/$defs/')[1:]:
        assert part.split('"')[0] in schema["$defs"]


def test_command(capsys, tmp_path):
    assert main(["schema", "visit"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Visit"
    assert main(["schema"]) == 0
    assert list(json.loads(capsys.readouterr().out)) == list(SCHEMAS)
    assert main(["schema", "-o", str(tmp_path / "s")]) == 0
    assert {path.name for path in (tmp_path / "s").iterdir()} == {f"{name}.schema.json" for name in SCHEMAS}
