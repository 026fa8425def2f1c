"""One TOML file that holds one fact: a hall, a vehicle, an edition, a dinner; every fault by file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ValidationError

from models.domain.errors import Fault, FaultyInput
from planner.formats.shipped import shipped
from planner.formats.text.toml_file import TomlFile, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Model = TypeVar("Model", bound=BaseModel)


def open_toml(path: Path) -> TomlFile:
    """Read a file; its faults are raised.

    Raises
    ------
    FaultyInput
        If it is no TOML.
    OSError
        If it cannot be opened.
    """
    file = read_toml(path, path.name)
    if file.faults:
        raise FaultyInput(file.faults)
    return file


def fact(model: type[Model], data: Mapping[str, Any], file: TomlFile) -> Model:
    """Return the data as a fact, or raise every fault with its place in the file."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise FaultyInput(_fault(file, problem) for problem in error.errors()) from None


def _fault(file: TomlFile, problem: Any) -> Fault:
    what = str(problem["msg"]).removeprefix("Value error, ")
    value = problem.get("input")
    shown = f" ({value!r})" if isinstance(value, str | int | float) else ""
    return Fault(file.name, file.table().where(tuple(problem["loc"])), f"{what}{shown}")


def found(file: TomlFile, path: Path, key: tuple[str | int, ...], folder: str, name: str) -> Path:
    """Return the file ``folder/name.toml`` beside the folder of ``path``, in one above it, or that comes with Jiedai.

    Raises
    ------
    FaultyInput
        If there is none; names those there are.
    """
    folders = [*(parent / folder for parent in path.resolve().parents), shipped(folder)]
    target = next((there / f"{name}.toml" for there in folders if (there / f"{name}.toml").is_file()), None)
    if target is None:
        first = next((there for there in folders if there.is_dir()), folders[-1])
        known = ", ".join(sorted(other.stem for other in first.glob("*.toml")))
        what = f"没有 {folder}/{name}.toml / no such file"
        raise FaultyInput([Fault(file.name, file.table().where(key), what, f"one of {known}" if known else "")])
    return target
