"""Who plans together: districts that share people; and, over several weeks, which customers are whose."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.outbound import Specialist
    from models.domain.rounds_facts import RoundsFacts
    from models.outbound.draft import Draft


@dataclass(frozen=True)
class Unit:
    """Specialists and customers that are planned together.

    Attributes
    ----------
    people, customers : tuple of str
        Ids, in the order of the book.
    """

    name: str
    people: tuple[str, ...]
    customers: frozenset[str]


def units_of(draft: Draft) -> list[Unit]:
    """Return the units of a book; customers on whom nobody may call are in none."""
    facts = draft.facts
    found = []
    for people, customers in _connected(facts):
        if facts.book.weeks == 1 or len(people) == 1:
            found.append(Unit(people[0].id, tuple(person.id for person in people), frozenset(customers)))
        else:
            shares = territories(facts, people, customers)
            found += [Unit(id, (id,), frozenset(mine)) for id, mine in shares.items() if mine]
    return found


def _connected(facts: RoundsFacts) -> list[tuple[list[Specialist], list[str]]]:
    """Return specialists and customers by connection: whoever may call on one customer is connected."""
    root: dict[str, str] = {person.id: person.id for person in facts.book.specialists}

    def find(id: str) -> str:
        while root[id] != id:
            root[id] = root[root[id]]
            id = root[id]
        return id

    first: dict[str, str] = {}
    for due in facts.dues:
        who = facts.who(due)
        for person in who:
            root[find(person.id)] = find(first.setdefault(due.customer, person.id))
    parts: dict[str, tuple[list[Specialist], list[str]]] = defaultdict(lambda: ([], []))
    for person in facts.book.specialists:
        parts[find(person.id)][0].append(person)
    for customer, id in first.items():
        parts[find(id)][1].append(customer)
    return [part for part in parts.values() if part[1]]


def territories(facts: RoundsFacts, people: Sequence[Specialist], customers: Sequence[str]) -> dict[str, list[str]]:
    """Part customers between specialists: near each other, each with a share of the work that fits their days.

    Customers are dealt out by how much it matters to whom they go. The middle of a territory moves with what is in it:
    five rounds, the first by homes or, from the office, by spots spread over the customers.
    """
    load = {id: sum(due.minutes + 15 for due in facts.dues_of(id)) for id in customers}
    days = {p.id: sum(bool(facts.field_spans(p, day)) for day in facts.days) for p in people}
    room = {p.id: 1.05 * sum(load.values()) * days[p.id] / max(1, sum(days.values())) for p in people}
    allowed = {id: [p.id for p in people if any(p in facts.who(due) for due in facts.dues_of(id))] for id in customers}
    spots = {id: facts.position(id) or (0.0, 0.0) for id in customers}
    middles = _first_middles(facts, people, spots)
    shares: dict[str, list[str]] = {}
    for _ in range(5):
        shares = _dealt(allowed, load, dict(room), spots, middles)
        middles = {id: _mean([spots[c] for c in mine]) if mine else middles[id] for id, mine in shares.items()}
    return shares


def _first_middles(
    facts: RoundsFacts, people: Sequence[Specialist], spots: dict[str, tuple[float, float]]
) -> dict[str, tuple[float, float]]:
    found: dict[str, tuple[float, float]] = {}
    for person in people:
        home = facts.position(facts.base(person)) if person.from_home else None
        taken = list(found.values())
        far = max(sorted(spots), key=lambda c: min((_apart(spots[c], m) for m in taken), default=0.0))
        found[person.id] = home or spots[far]
    return found


def _dealt(
    allowed: dict[str, list[str]],
    load: dict[str, int],
    room: dict[str, float],
    spots: dict[str, tuple[float, float]],
    middles: dict[str, tuple[float, float]],
) -> dict[str, list[str]]:
    shares: dict[str, list[str]] = {id: [] for id in room}

    def regret(customer: str) -> float:
        apart = sorted(_apart(spots[customer], middles[id]) for id in allowed[customer])
        return apart[1] - apart[0] if len(apart) > 1 else float("inf")

    for customer in sorted(allowed, key=lambda c: (-regret(c), c)):
        near = sorted(allowed[customer], key=lambda id: (_apart(spots[customer], middles[id]), id))
        mine = next((id for id in near if room[id] >= load[customer]), max(near, key=lambda id: room[id]))
        room[mine] -= load[customer]
        shares[mine].append(customer)
    return shares


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    return (a[0] - b[0]) ** 2 + (0.82 * (a[1] - b[1])) ** 2


def _mean(spots: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(lat for lat, _ in spots) / len(spots), sum(lon for _, lon in spots) / len(spots)
