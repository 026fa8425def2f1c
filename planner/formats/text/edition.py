"""Policy editions: TOML files with the levels, weights and numbers of the rules.

An edition may say ``base = "default"`` and then only what is different.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.domain.errors import Fault, FaultyInput
from models.domain.policy import Edition
from models.domain.references import near
from models.rules import catalogue
from planner.formats.raw import KeyPath, Sources
from planner.formats.shipped import shipped
from planner.formats.text.own_rules import own_rules
from planner.formats.text.toml_file import TomlFile, read_toml
from planner.formats.validate import validated

if TYPE_CHECKING:
    from collections.abc import Iterator

DEFAULT = "default"
ETIQUETTE = "etiquette-"
"""Editions of the etiquette of seating share the folder; they are another subject."""


def policies_folder() -> Path:
    """Return the folder of the editions that come with Jiedai."""
    return shipped("policies")


def editions() -> list[str]:
    """Return the ids of the editions that come with Jiedai."""
    files = sorted(path.stem for path in policies_folder().glob("*.toml"))
    return [name for name in files if not name.startswith(ETIQUETTE)]


def load_edition(name: str | Path = DEFAULT, week: str | Path | None = None) -> Edition:
    """Read a policy edition.

    Parameters
    ----------
    name : str or Path
        A file, or the id of an edition that comes with Jiedai.
    week : str, Path or None
        A week that may say what is different for it: in its workbook, or in edition.toml of its folder.

    Raises
    ------
    FaultyInput
        With every fault: unknown rules, keys and numbers, levels that a rule cannot have.
    """
    sources = Sources()
    data, shown = _read(_file(name, Fault(str(name), "", "")), sources, ())
    if week is not None:
        own_rules(week).lay_over(data, sources)
    found = validated(Edition, {"rules": {}, **data}, sources)
    faults = list(found.faults)
    if found.fact is not None:
        faults += _rule_faults(found.fact, shown, sources)
    if faults or found.fact is None:
        raise FaultyInput(faults)
    return found.fact


def _rule_faults(edition: Edition, shown: str, sources: Sources) -> Iterator[Fault]:
    """Yield what is wrong with the settings of rules: unknown ones, levels, numbers."""
    for fault in catalogue.faults(edition, shown):
        keys = tuple(fault.where.split("."))
        if len(keys) == 2 or keys[-1] == "level":
            yield sources.fault(keys, fault.what, fault.maybe)
    for rule in catalogue.RULE_CLASSES:
        if rule.id in edition.rules:
            numbers = dict(edition.rules[rule.id].numbers)
            yield from validated(rule.Numbers, numbers, sources, at=("rules", rule.id, "numbers")).faults


def _file(name: str | Path, asked: Fault) -> tuple[Path, str]:
    """Return the file of an edition, and as the user knows it; ``asked`` says where it was asked for."""
    path = Path(name)
    if path.suffix == ".toml" or path.is_file():
        if path.is_file():
            return path, os.path.normpath(path)
    elif (policies_folder() / f"{name}.toml").is_file():
        return policies_folder() / f"{name}.toml", f"{name}.toml"
    known = editions()
    maybe = near(str(name), known) or f"one of {', '.join(known)}"
    raise FaultyInput([replace(asked, what="没有这个制度版本 / no such policy edition", maybe=maybe)])


def _read(file: tuple[Path, str], sources: Sources, before: tuple[Path, ...]) -> tuple[dict[str, Any], str]:
    """Return the tables of an edition, laid over those of the edition it is based on, and the file's name."""
    path, shown = file
    toml = read_toml(path, shown)
    if toml.faults:
        raise FaultyInput(toml.faults)
    base = toml.data.pop("base", None)
    data: dict[str, Any] = {}
    if base is not None:
        what = f"{base!r} 不能作为依据 / is no edition to start from"
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
