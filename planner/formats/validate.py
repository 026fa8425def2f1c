"""Raw tables into facts, with every fault at once.

Where a value is wrong it is put aside, or the row that cannot do without it, and the rest is judged too: so a planner
can mend the whole week in one go, not fault by fault.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError

from models.domain.base import Fact
from models.domain.clock import FROM_INPUT
from planner.language.fault_words import describe_error

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from models.domain.errors import Fault
    from planner.formats.raw import KeyPath, Sources

F = TypeVar("F", bound=Fact)
MAX_ROUNDS = 60


@dataclass
class KeptData:
    """Data without what was put aside.

    Attributes
    ----------
    data : object
        The data.
    origin : dict
        For each list that lost elements, by its path here: where its elements stood.
    """

    data: Any
    origin: dict[KeyPath, list[int]] = field(default_factory=dict)

    def original(self, path: KeyPath) -> KeyPath:
        """Return where a path of this data leads to in the whole."""
        whole = list(path)
        for position, key in enumerate(path):
            places = self.origin.get(path[:position])
            if places is not None and isinstance(key, int):
                whole[position] = places[key]
        return tuple(whole)


@dataclass
class Validated(Generic[F]):
    """A fact, or what is left of it.

    Attributes
    ----------
    fact : F or None
        None when too little is left.
    faults : list of Fault
        All that is wrong with single values.
    aside : set of KeyPath
        What was put aside, in paths of the whole data.
    kept : KeptData
        The data of ``fact``.
    """

    fact: F | None
    faults: list[Fault]
    aside: set[KeyPath]
    kept: KeptData


def validated(
    kind: type[F],
    data: dict[str, Any],
    sources: Sources,
    incomplete: Collection[KeyPath] = (),
    at: KeyPath = (),
    reported: Collection[KeyPath] = (),
) -> Validated[F]:
    """Validate plain data; nothing is raised.

    Parameters
    ----------
    incomplete : collection of KeyPath
        Tables that are known in part only: what they lack is no fault.
    at : KeyPath
        Where the data stand in the whole, for the sources.
    reported : collection of KeyPath
        Values whose fault is reported already.
    """
    faults: list[Fault] = []
    aside: set[KeyPath] = set()
    kept = KeptData(data)
    ids = ids_by_name(data)
    for _ in range(MAX_ROUNDS):
        try:
            return Validated(kind.model_validate(kept.data, context=FROM_INPUT), faults, aside, kept)
        except ValidationError as error:
            new: set[KeyPath] = set()
            misspelt: set[KeyPath] = set()
            # unknown keys first: a key that is missing because it is misspelt is one fault, not two
            for detail in sorted(error.errors(include_url=False), key=lambda d: d["type"] != "extra_forbidden"):
                path, keys = _place(kind, kept.data, detail["loc"])
                whole, missing = kept.original(path), detail["type"] == "missing"
                new.add(_row(whole) if missing or whole in aside else whole)
                if whole in aside or whole in reported or (missing and (whole[:-1] in incomplete or whole in misspelt)):
                    continue
                what, maybe = describe_error(detail, str(path[-1]) if path else "", keys, ids)
                misspelt.add((*whole[:-1], maybe))
                here = (*whole, "kind") if detail["type"] == "union_tag_not_found" else whole
                faults.append(sources.fault((*at, *here), what, maybe))
            if () in new or new <= aside:
                break
            aside |= new
            kept = KeptData(*_without(data, aside))
    return Validated(None, faults, aside, kept)


def ids_by_name(data: object) -> dict[str, str]:
    """Return the id of everything in the data that has both a name and an id, by its name."""
    found: dict[str, str] = {}
    if isinstance(data, dict):
        name, id = data.get("name"), data.get("id")
        if isinstance(name, str) and isinstance(id, str) and id.isascii():
            found[name] = id
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for part in parts:
        found |= ids_by_name(part)
    return found


def _row(path: KeyPath) -> KeyPath:
    """Return the innermost list element, or the innermost table, that holds a value."""
    last = max((k for k, key in enumerate(path[:-1]) if isinstance(key, int)), default=None)
    return () if last is None else path[: last + 1]


def _without(
    data: object, aside: set[KeyPath], path: KeyPath = (), here: KeyPath = ()
) -> tuple[Any, dict[KeyPath, list[int]]]:
    """Return a copy without some paths, and where the elements of shortened lists stood."""
    origin: dict[KeyPath, list[int]] = {}
    if isinstance(data, dict):
        table = {}
        for key, value in data.items():
            if (*path, key) not in aside:
                table[key], below = _without(value, aside, (*path, key), (*here, key))
                origin |= below
        return table, origin
    if isinstance(data, list):
        places = [index for index in range(len(data)) if (*path, index) not in aside]
        if len(places) < len(data):
            origin[here] = places
        rows = []
        for index, place in enumerate(places):
            row, below = _without(data[place], aside, (*path, place), (*here, index))
            rows.append(row)
            origin |= below
        return rows, origin
    return data, origin


def _place(kind: type[Fact], data: object, loc: tuple[str | int, ...]) -> tuple[KeyPath, list[str]]:
    """Return the key path of an error in the data, and the keys that are known in the table there."""
    path: list[str | int] = []
    here = data
    types: object = kind
    keys = list(kind.model_fields)
    for key in loc:
        if isinstance(here, dict) and isinstance(key, str):
            if key not in here and key == here.get("kind"):
                continue  # the tag of a union, no key of the data
            fact = next(_facts(types, here), None)
            keys = list(fact.model_fields) if fact else []
            types = _below(types, fact, key)
            here = here.get(key)
        elif isinstance(here, list) and isinstance(key, int) and key < len(here):
            here = here[key]
        else:
            break  # pydantic's own names for the branches of a union
        path.append(key)
    return tuple(path), keys


def _below(types: object, fact: type[Fact] | None, key: str) -> object:
    """Return the annotation of a key's value."""
    if get_origin(types) is dict:
        return get_args(types)[1]
    return fact.model_fields[key].annotation if fact and key in fact.model_fields else None


def _facts(types: object, row: dict[str, Any]) -> Iterator[type[Fact]]:
    """Yield the kinds of fact that an annotation allows for a row, the one of its ``kind`` where there are several."""
    if isinstance(types, type) and issubclass(types, Fact):
        tag = types.model_fields.get("kind")
        choices = get_args(tag.annotation) if tag else ()
        if not choices or row.get("kind") in choices or len(choices) > 1:
            yield types
    elif get_origin(types) in (Annotated, Union, UnionType, tuple):
        for part in get_args(types):
            yield from _facts(part, row)
