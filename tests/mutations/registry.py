"""Kinds of mutation: how a plan that keeps every must is spoilt so that a named one is broken.

A kind is a function that yields mutated plans of one week, each with where it was spoilt::

    @breaks("STR-02")
    def an_item_too_long(f: Facts, p: Plan) -> Spoilt: ...

It yields a plan only where the must is broken by what a plan says and the week knows, not by what a rule finds.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from models.domain.facts import Facts
from models.domain.plan import Item, Move, Plan
from tests.mutations.small_weeks import SMALL_WEEKS

Spoilt = Iterator[tuple[str, Plan]]
Kind = Callable[[Facts, Plan], Spoilt]


@dataclass(frozen=True)
class Mutation:
    """A mutated plan of a week, and the must that it breaks."""

    rule: str
    kind: str
    week: str
    where: str
    plan: Plan

    def __str__(self) -> str:
        return f"{self.rule}: {self.kind}, {self.week}, {self.where}"


KINDS: list[tuple[str, Kind]] = []


def breaks(rule: str) -> Callable[[Kind], Kind]:
    """Register a kind of mutation; one may break several musts."""

    def register(kind: Kind) -> Kind:
        KINDS.append((rule, kind))
        return kind

    return register


@cache
def kinds() -> tuple[tuple[str, Kind], ...]:
    """Return the kinds of all modules in ``kinds``, in the order of their files."""
    for path in sorted((Path(__file__).parent / "kinds").glob("*.py")):
        import_module(f"tests.mutations.kinds.{path.stem}")
    return tuple(sorted(KINDS, key=lambda entry: (entry[0], entry[1].__module__, entry[1].__name__)))


def _kinds_for(f: Facts) -> list[tuple[str, Kind]]:
    """Return the kinds for a week: STAB rules judge a plan by one announced before, and what has started they alone."""
    return [(rule, kind) for rule, kind in kinds() if rule.startswith("STAB") is (f.revision is not None)]


def every_mutation() -> Iterator[Mutation]:
    """Yield all mutations of all weeks."""
    for week, made in SMALL_WEEKS.items():
        f, p = made()
        for rule, kind in _kinds_for(f):
            for where, plan in kind(f, p):
                yield Mutation(rule, kind.__name__, week, where, plan)


def some_mutations(each: int, seed: int) -> Iterator[Mutation]:
    """Yield a sample: up to ``each`` mutations of a kind in a week, drawn with a seed."""
    for week, made in SMALL_WEEKS.items():
        f, p = made()
        for rule, kind in _kinds_for(f):
            chance = random.Random(f"{seed} {week} {rule} {kind.__name__}")
            taken = list(islice(kind(f, p), chance.randrange(8), None, chance.randint(1, 9))) or list(kind(f, p))
            for where, plan in chance.sample(taken, min(each, len(taken))):
                yield Mutation(rule, kind.__name__, week, where, plan)


# ---------------------------------------------------------------- how plans are changed


def put(p: Plan, row: Item | Move, **changes: Any) -> Plan:
    """Return a plan with some fields of a row replaced; the row is validated, the rest is as it was."""
    new = row.replace(**changes)
    name = "items" if isinstance(row, Item) else "moves"
    return p.model_copy(update={name: tuple(new if r is row else r for r in getattr(p, name))})


def put_all(p: Plan, *changes: tuple[Item | Move, dict[str, Any]]) -> Plan:
    """Return a plan with several rows changed."""
    for row, change in changes:
        p = put(p, row, **change)
    return p


def less(p: Plan, *rows: Item | Move) -> Plan:
    """Return a plan without some rows."""
    gone = [id(row) for row in rows]
    return p.model_copy(
        update={
            "items": tuple(row for row in p.items if id(row) not in gone),
            "moves": tuple(row for row in p.moves if id(row) not in gone),
        }
    )


def more(p: Plan, *rows: Item | Move) -> Plan:
    """Return a plan with more rows."""
    items = [row for row in rows if isinstance(row, Item)]
    moves = [row for row in rows if isinstance(row, Move)]
    return p.model_copy(update={"items": (*p.items, *items), "moves": (*p.moves, *moves)})


def later(row: Item | Move, minutes: int, **changes: Any) -> dict[str, Any]:
    """Return the changes that shift a row in time, its stops with it."""
    if isinstance(row, Move):
        return {"depart": row.depart + minutes, "arrive": row.arrive + minutes, **changes}
    stops = tuple(s.replace(start=s.start + minutes, end=s.end + minutes) for s in row.stops)
    return {"start": row.start + minutes, "end": row.end + minutes, "stops": stops, **changes}


def rows_of(p: Plan) -> Iterator[Item | Move]:
    """Yield all items and moves."""
    yield from p.items
    yield from p.moves


def asked(f: Facts, item: Item) -> Any:
    """Return the request of an item, or None."""
    return next((r for r in f.stay(item.visit).visit.requests if r.id == item.request), None)
