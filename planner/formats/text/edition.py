"""The TOML files of policy editions: levels, weights and numbers of the rules.

An edition may say ``base = "default"`` and then only what is different.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.references import near
from planner.formats.shipped import shipped
from planner.formats.text.toml_file import TomlFile, read_toml

if TYPE_CHECKING:
    from planner.formats.raw import KeyPath, Sources

DEFAULT = "default"
ETIQUETTE_PREFIX = "etiquette-"
"""How the files of etiquette editions begin: they share the folder with the editions of the policy."""


def policies_folder() -> Path:
    """Return the folder of the editions that come with Jiedai."""
    return shipped("policies")


def editions() -> list[str]:
    """Return the ids of the editions that come with Jiedai."""
    files = sorted(path.stem for path in policies_folder().glob("*.toml"))
    return [name for name in files if not name.startswith(ETIQUETTE_PREFIX)]


def read_edition(name: str | Path, sources: Sources) -> tuple[dict[str, Any], str]:
    """Read the tables of an edition, laid over those of the edition that it is based on.

    Parameters
    ----------
    name : str or Path
        A file, or the id of an edition that comes with Jiedai.
    sources : Sources
        Is told where each value stood.

    Returns
    -------
    data : dict
        In the form of `models.domain.policy.Edition`, nothing of it checked.
    shown : str
        The file as the user knows it.

    Raises
    ------
    FaultyInput
        When there is no such edition, or it is no TOML.
    """
    return _read(_file(name, Fault(str(name), "", "")), sources, ())


def _file(name: str | Path, asked: Fault) -> tuple[Path, str]:
    """Return the file of an edition, and as the user knows it; ``asked`` says where it was asked for."""
    path = Path(name)
    if path.suffix == ".toml" or path.is_file():
        if path.is_file():
            return path, os.path.normpath(path)
    elif (policies_folder() / f"{name}.toml").is_file():
        return policies_folder() / f"{name}.toml", f"{name}.toml"
    known = editions()
    maybe = near(str(name), known) or bilingual(f"{', '.join(known)} 之一", f"one of {', '.join(known)}")
    raise FaultyInput([replace(asked, what=bilingual("没有这个制度版本", "no such policy edition"), maybe=maybe)])


def _read(file: tuple[Path, str], sources: Sources, before: tuple[Path, ...]) -> tuple[dict[str, Any], str]:
    """Return the tables of an edition, laid over those of the edition it is based on, and the file's name."""
    path, shown = file
    toml = read_toml(path, shown)
    if toml.faults:
        raise FaultyInput(toml.faults)
    base = toml.data.pop("base", None)
    data: dict[str, Any] = {}
    if base is not None:
        what = f"{base!r} " + bilingual("不能作为依据", "is no edition to start from")
        asked = Fault(shown, toml.table("base").where(()), what, DEFAULT)
        beside = path.parent / base if isinstance(base, str) and base.endswith(".toml") else base
        below = _file(beside, asked) if isinstance(beside, str | Path) else (path, shown)
        if below[0] in (path, *before):
            raise FaultyInput([asked])
        data = _read(below, sources, (*before, path))[0]
        for key in ("id", "name"):  # its own, or it would pass for the other
            data.pop(key, None)
            sources.put((key,), toml.table(key))
    sources.put((), toml.table())
    return _laid_over(data, toml, sources, ()), shown


def _laid_over(below: dict[str, Any], file: TomlFile, sources: Sources, path: KeyPath) -> dict[str, Any]:
    """Return a table with the file's values over what was there; tables are merged, all else is replaced."""
    merged = dict(below)
    for key, value in _at(file.data, path).items():
        here = (*path, key)
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            merged[key] = _laid_over(merged[key], file, sources, here)
        else:
            merged[key] = value
            sources.put(here, file.table(*here))
    return merged


def _at(table: Any, path: KeyPath) -> Any:
    for key in path:
        table = table[key]
    return table
