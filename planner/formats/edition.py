"""Policy editions: of a TOML file, with what a week says differently for itself laid over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import FaultyInput
from models.domain.policy import Edition
from models.rules import catalogue
from planner.formats.raw import Sources
from planner.formats.text.edition import DEFAULT, editions, read_edition
from planner.formats.validate import validated
from planner.formats.week_policy import week_policy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from models.domain.errors import Fault


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
    data, shown = read_edition(name, sources)
    if week is not None:
        week_policy(week).lay_over(data, sources)
    found = validated(Edition, {"rules": {}, **data}, sources)
    faults = list(found.faults)
    if found.fact is not None:
        faults += _rule_faults(found.fact, shown, sources)
        faults += _department_faults(found.fact, sources)
    if faults or found.fact is None:
        raise FaultyInput(faults)
    return found.fact


def _rule_faults(edition: Edition, shown: str, sources: Sources) -> Iterator[Fault]:
    """Yield what is wrong with the settings of rules: unknown ones, levels, numbers."""
    for fault in catalogue.faults(edition, shown):
        keys = tuple(fault.where.split("."))
        if len(keys) == 2 or keys[-1] == "level":
            yield sources.fault(keys, fault.what, fault.maybe)
    for rule in catalogue.EVERY_CLASS:
        if rule.id in edition.rules:
            numbers = dict(edition.rules[rule.id].numbers)
            yield from validated(rule.Numbers, numbers, sources, at=("rules", rule.id, "numbers")).faults


def _department_faults(edition: Edition, sources: Sources) -> Iterator[Fault]:
    """Yield tasks and approvals of a department that is not in the edition's table of departments."""
    for key in edition.office.unknown_departments():
        path: tuple[str | int, ...] = ("office", *(int(part) if part.isdigit() else part for part in key))
        what = bilingual("没有这个部门", "no such department")
        yield sources.fault(path, what, bilingual("列入 office.departments", "list it in office.departments"))


def changed_since(edition: Edition, week: str | Path) -> list[str]:
    """Return what an edition that stands in a plan says otherwise than the one of its name says for the week now.

    Returns
    -------
    list of str
        Dotted keys; empty also where Jiedai has no edition of that name: it came from somebody's file.
    """
    if edition.id not in editions():
        return []
    before, now = (
        _leaves(edition.model_dump(mode="json")),
        _leaves(load_edition(edition.id, week).model_dump(mode="json")),
    )
    keys = sorted(key for key in before.keys() | now.keys() if before.get(key) != now.get(key))
    return [key for key in keys if key not in ("note", "name")]


def _leaves(table: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Return the values of nested tables by dotted key."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found |= _leaves(value, f"{before}{key}.")
        else:
            found[f"{before}{key}"] = value
    return found
