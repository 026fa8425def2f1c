"""Plain data that are one fact (a hall, a vehicle, an etiquette edition, a dinner), every fault at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from models.domain.errors import Fault, FaultyInput

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.formats.raw import Source

Model = TypeVar("Model", bound=BaseModel)


def fact_of(model: type[Model], data: Mapping[str, Any], source: Source) -> Model:
    """Return plain data as a fact; ``source`` knows where each value stood.

    Raises
    ------
    FaultyInput
        With every fault of the data and its place.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise FaultyInput(_fault(source, problem) for problem in error.errors()) from None


def _fault(source: Source, problem: Any) -> Fault:
    what = str(problem["msg"]).removeprefix("Value error, ")
    value = problem.get("input")
    shown = f" ({value!r})" if isinstance(value, str | int | float) else ""
    return Fault(source.file, source.where(tuple(problem["loc"])), f"{what}{shown}")
