"""A fact as plain data, as text files and workbooks hold it: only what differs from the defaults."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.base import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable


def plain_data(fact: Fact) -> dict[str, Any]:
    """Return a fact as plain data; values equal to their default are left out."""
    whole = fact.model_dump(mode="json")
    names = sorted(type(fact).model_fields, key=lambda name: {"kind": 0, "id": 1}.get(name, 2))
    return {name: _plain_value(getattr(fact, name), whole[name]) for name in _not_default(fact, names)}


def _not_default(fact: Fact, names: Iterable[str]) -> list[str]:
    """Return the fields to be written: ``kind``, and all whose value is not the default."""
    fields = type(fact).model_fields
    return [
        name
        for name in names
        if name == "kind" or getattr(fact, name) != fields[name].get_default(call_default_factory=True)
    ]


def _plain_value(value: object, dumped: Any) -> Any:
    if isinstance(value, Fact) and isinstance(dumped, dict):
        return plain_data(value)
    if isinstance(value, tuple):
        return [_plain_value(part, written) for part, written in zip(value, dumped, strict=True)]
    return dumped
