"""Another value for a field of a fact, by the field's type: for tests that change one field at a time."""

from __future__ import annotations

import datetime as dt
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from annotated_types import Ge

from models.domain.clock import Clock, Moment

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

MARK = "独有标记"
"""What a free text is changed to: it stands nowhere else."""
LANGUAGE_PATTERN = "^[a-z]{2,3}$"


class NoOtherValue(Exception):
    """The field refers to something or is a table of its own: the test must name another value."""


def other_value(field: FieldInfo, now: Any) -> Any:
    """Return a value that a field may have besides the one that it has.

    Raises
    ------
    NoOtherValue
        For references, tables and types that are not known here.
    """
    return _other(field.annotation, list(field.metadata), now)


def _other(kind: Any, rules: list[Any], now: Any) -> Any:
    if kind in (Clock, Moment):
        raise NoOtherValue
    if get_origin(kind) is Annotated:
        kind, *more = get_args(kind)
        rules += [rule for part in more for rule in getattr(part, "metadata", [part])]
    if get_origin(kind) in (Union, UnionType):
        return _other(next(part for part in get_args(kind) if part is not type(None)), rules, now)
    if get_origin(kind) is Literal:
        return next(choice for choice in get_args(kind) if choice != now)
    if get_origin(kind) is tuple:
        return (_other(get_args(kind)[0], [], now[0] if now else None),)
    if kind is bool:
        return not now
    if kind is int:
        least = next((int(str(rule.ge)) for rule in rules if isinstance(rule, Ge)), 0)
        return least + 1 if now != least + 1 else least
    if kind is dt.date:
        return "2026-09-22" if str(now) != "2026-09-22" else "2026-09-21"
    patterns = [pattern for rule in rules if (pattern := getattr(rule, "pattern", None))]
    if kind is str and patterns in ([], [LANGUAGE_PATTERN]):
        return "ja" if patterns else MARK
    raise NoOtherValue
