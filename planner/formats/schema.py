"""The formats as JSON Schema: of the text files of a week, a company, customers, an edition; of plans."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from models.domain.outbound import CustomerBook
from models.domain.plan import Plan
from models.domain.policy import Edition
from models.domain.rounds_plan import RoundsPlan
from models.domain.visits import Visit
from models.domain.week import Company, Week
from planner.formats.text.place_tables import FACT_OF_PLACE_TABLE, KIND_OF_PLACE_TABLE

if TYPE_CHECKING:
    from collections.abc import Callable

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def _week() -> Schema:
    """Return the schema of week.toml: the company is named, the visits may stand in files of their own."""
    schema = Week.model_json_schema()
    folders = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    schema["properties"]["company"] = folders | {"description": "the company's folder, or several that add up"}
    schema["required"] = [key for key in schema["required"] if key != "visits"]
    return _trimmed(schema)


def _company() -> Schema:
    """Return the schema of a company's file: places stand in a table of their kind, no table is required."""
    schema = Company.model_json_schema()
    del schema["required"]
    for table, kind in FACT_OF_PLACE_TABLE.items():
        part = kind.model_json_schema(ref_template="#/$defs/{model}")
        schema["$defs"] |= part.pop("$defs", {})
        if table in KIND_OF_PLACE_TABLE and len(get_args(kind.model_fields["kind"].annotation)) == 1:
            del part["properties"]["kind"]
        schema["$defs"][f"{table}_row"] = part
        schema["properties"][table] = {"type": "array", "items": {"$ref": f"#/$defs/{table}_row"}}
    return schema


def _edition() -> Schema:
    """Return the schema of an edition's file; one that is based on another says only what differs."""
    schema = Edition.model_json_schema()
    schema["properties"]["base"] = {"type": "string", "description": "the edition that this one starts from"}
    schema["required"] = ["id", "name"]
    return schema


def _rounds() -> Schema:
    """Return the schema of rounds.toml: the lists may stand in files of their own."""
    schema = CustomerBook.model_json_schema()
    schema["required"] = [key for key in schema["required"] if key not in ("customers", "specialists")]
    return schema


def _trimmed(schema: Schema) -> Schema:
    """Leave out definitions that nothing refers to any more."""
    while True:
        text = str({key: value for key, value in schema.items() if key != "$defs"}) + str(schema["$defs"])
        unused = [name for name in schema["$defs"] if f"'#/$defs/{name}'" not in text]
        if not unused:
            return schema
        for name in unused:
            del schema["$defs"][name]


SCHEMAS: dict[str, Callable[[], Schema]] = {
    "week": _week,
    "company": _company,
    "visit": Visit.model_json_schema,
    "edition": _edition,
    "plan": Plan.model_json_schema,
    "rounds": _rounds,
    "rounds-plan": RoundsPlan.model_json_schema,
}


def schema_of(name: str) -> Schema:
    """Return the JSON Schema of one of `SCHEMAS`."""
    return {"$schema": DIALECT} | SCHEMAS[name]()
