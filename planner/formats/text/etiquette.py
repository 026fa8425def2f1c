"""Etiquette editions: TOML files that say only what differs from the edition they extend."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.etiquette_edition import Etiquette
from models.etiquette.rules import SEATING_RULES
from planner.formats.shipped import shipped
from planner.formats.single_fact import fact_of
from planner.formats.text.edition import ETIQUETTE_PREFIX
from planner.formats.text.title_ladders import named_ladders, own_titles
from planner.formats.text.toml_file import open_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from planner.formats.text.toml_file import TomlFile

DEFAULT = "default"


def etiquettes() -> list[str]:
    """Return the ids of the editions that come with Jiedai."""
    return sorted(
        path.stem.removeprefix(ETIQUETTE_PREFIX) for path in shipped("policies").glob(f"{ETIQUETTE_PREFIX}*.toml")
    )


def load_etiquette(
    name: str | Path = DEFAULT, beside: Path | None = None, at: tuple[str, str] = ("--edition", "")
) -> Etiquette:
    """Read an edition.

    Parameters
    ----------
    name : str or Path
        A file, or the id of an edition in a folder ``policies`` beside the folder of ``beside``, in one above it, or
        of one that comes with Jiedai.
    at : tuple of str
        File and place where it was asked for.

    The office's own titles are added from ``titles.toml`` beside or above ``beside``, or beside the edition.

    Raises
    ------
    FaultyInput
        With every fault of the edition, or if there is none of that name.
    """
    file = f"{ETIQUETTE_PREFIX}{name}.toml"
    near = [] if beside is None else [parent / "policies" / file for parent in beside.resolve().parents]
    for path in (Path(name), *near, shipped("policies") / file):
        if path.suffix == ".toml" and path.is_file():
            return own_titles(read_etiquette(path), (*([] if beside is None else [beside]), path))
    what = bilingual("没有这个礼仪版本", f"no such etiquette edition: {name}")
    close = get_close_matches(str(name), etiquettes(), n=1)
    raise FaultyInput([Fault(*at, what, _one_of(close or etiquettes()))])


def _one_of(names: list[str]) -> str:
    return names[0] if len(names) == 1 else bilingual(f"{'、'.join(names)} 之一", f"one of {', '.join(names)}")


def edition_for(client_kind: str, beside: Path | None = None) -> Etiquette:
    """Return the edition for guests of a kind: the first that names it, else the default one.

    ``beside``: the week, beside or above which the office keeps its own titles.
    """
    return load_etiquette(next((id for id, kinds in _kinds_of_shipped() if client_kind in kinds), DEFAULT), beside)


@cache
def _kinds_of_shipped() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the editions that come with Jiedai, with the kinds of clients that each is for."""
    editions = [load_etiquette(name) for name in etiquettes()]
    return tuple((edition.id, tuple(edition.client_kinds)) for edition in editions)


def read_etiquette(path: Path) -> Etiquette:
    """Read an edition's file; what it does not say it has from the edition that it ``extends``.

    Raises
    ------
    FaultyInput
        With every fault: values, rules that do not exist, rules that no edition can soften.
    """
    file = open_toml(path)
    data = _extended(path, file.data, ())
    data["ladders"] = [*named_ladders(path.parent, data.pop("titles", ()), file), *data.get("ladders", ())]
    found = fact_of(Etiquette, data, file.table())
    faults = [_rule_fault(file, rule, level) for rule, level in found.levels.items()]
    if any(faults):
        raise FaultyInput(fault for fault in faults if fault)
    return found


def _rule_fault(file: TomlFile, rule: str, level: str) -> Fault | None:
    """A level for a rule that does not exist, or for one that no edition can soften."""
    where = file.table().where(("levels", rule))
    if rule not in SEATING_RULES:
        close = get_close_matches(rule, SEATING_RULES, n=1)
        return Fault(
            file.name, where, bilingual(f"没有规则 {rule}", f"no such rule: {rule}"), close[0] if close else ""
        )
    if SEATING_RULES[rule].fixed and level != "must":
        what = f"{rule} " + bilingual(
            f"不可放宽：{SEATING_RULES[rule].text}", f"never softened: {SEATING_RULES[rule].text_en}"
        )
        return Fault(file.name, where, what, bilingual("去掉", "leave it out"))
    return None


def _extended(path: Path, data: Mapping[str, Any], below: tuple[Path, ...]) -> dict[str, Any]:
    base = data.get("extends")
    own = {key: value for key, value in data.items() if key != "extends"}
    if base is None:
        return own
    name = f"{ETIQUETTE_PREFIX}{base}.toml"
    other = next((p for p in (path.with_name(name), shipped("policies") / name) if p.is_file()), None)
    if other is None or other in (path, *below):
        what = f"{base!r} " + bilingual("不能作为依据", "is no edition to start from")
        raise FaultyInput([Fault(path.name, "extends", what, DEFAULT)])
    # what is not said of clients holds for the edition itself only
    inherited = {key: value for key, value in open_toml(other).data.items() if key != "client_kinds"}
    return _overlaid(_extended(other, inherited, (path, *below)), own)


def _overlaid(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Tables are merged key by key, everything else is replaced."""
    merged = dict(base)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = _overlaid(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return merged
