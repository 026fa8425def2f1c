"""Policy editions: TOML files with the levels, weights and numbers of the rules."""

from __future__ import annotations

import os
from pathlib import Path

import planner
from models.domain.consistency import near
from models.domain.errors import Fault, FaultyInput
from models.domain.policy import Edition
from models.rules import catalogue
from planner.reading.raw import Sources
from planner.reading.toml_file import read_toml
from planner.reading.validate import validated

DEFAULT = "default"
ETIQUETTE = "etiquette-"
"""Editions of the etiquette of seating share the folder; they are another subject."""


def policies_folder() -> Path:
    """Return the folder of the editions that come with Jiedai: in the package when installed, else of the checkout."""
    package = Path(planner.__file__).resolve().parent
    installed = package / "policies"
    return installed if installed.is_dir() else package.parent / "instances" / "policies"


def editions() -> list[str]:
    """Return the ids of the editions that come with Jiedai."""
    files = sorted(path.stem for path in policies_folder().glob("*.toml"))
    return [name for name in files if not name.startswith(ETIQUETTE)]


def load_edition(name: str | Path = DEFAULT) -> Edition:
    """Read a policy edition.

    Parameters
    ----------
    name : str or Path
        A file, or the id of an edition that comes with Jiedai.

    Raises
    ------
    FaultyInput
        With every fault: unknown rules, keys and numbers, levels that a rule cannot have.
    """
    path = Path(name)
    if path.suffix != ".toml" and not path.is_file():
        path = policies_folder() / f"{name}.toml"
    if not path.is_file():
        known = editions()
        what = "没有这个制度版本 / no such policy edition"
        raise FaultyInput([Fault(str(name), "", what, near(str(name), known) or f"one of {', '.join(known)}")])
    shown = os.path.normpath(name) if path == Path(name) else path.name
    file = read_toml(path, shown)
    if file.faults:
        raise FaultyInput(file.faults)
    sources = Sources()
    sources.put((), file.table())
    found = validated(Edition, {"rules": {}, **file.data}, sources)
    faults = list(found.faults)
    if found.fact is not None:
        for fault in catalogue.faults(found.fact, shown):
            keys = tuple(fault.where.split("."))
            faults.append(Fault(shown, file.table().where(keys), fault.what, fault.maybe))
    if faults or found.fact is None:
        raise FaultyInput(faults)
    return found.fact
