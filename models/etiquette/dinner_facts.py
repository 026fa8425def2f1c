"""The facts of a dinner under an edition, computed once: precedence, tables in order, ideal tables, quotas.

Solver and checker both read them; nothing here reads a chart.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import atan2, degrees
from typing import TYPE_CHECKING

from models.etiquette.precedence import Precedence, rank
from models.etiquette.rules import SEATING_RULES
from models.etiquette.tables import host_quotas, ideal_tables, tables_used, target_sizes

if TYPE_CHECKING:
    from models.domain.etiquette_edition import Etiquette, SeatingLevel
    from models.domain.halls import Layout, Table, TableShape
    from models.domain.seating import Attendee, Dinner


@dataclass(frozen=True)
class DinnerFacts:
    """A dinner and an edition.

    Attributes
    ----------
    asked : set of str
        Tables that a chart uses, whether so many are needed or not.
    """

    dinner: Dinner
    etiquette: Etiquette
    asked: frozenset[str] = frozenset()

    @cached_property
    def people(self) -> dict[str, Attendee]:
        """People by id, in the given order."""
        return self.dinner.by_id

    @cached_property
    def precedence(self) -> Precedence:
        """Who ranks where."""
        return rank(self.dinner.people, self.dinner.wishes.before, self.etiquette, self.dinner.wishes.equal)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables that are used, main table first."""
        return tables_used(self.dinner, self.etiquette, self.asked)

    @cached_property
    def table_number(self) -> dict[str, int]:
        """Place of a table in ``tables`` by its id."""
        return {table.id: number for number, table in enumerate(self.tables)}

    @cached_property
    def sizes(self) -> list[int]:
        """How many shall sit at each table."""
        return target_sizes(len(self.people), self.tables)

    @cached_property
    def ideal(self) -> dict[str, int]:
        """The table that rank alone gives to everybody."""
        return ideal_tables(self.dinner, self.precedence, self.tables, self.etiquette)

    @cached_property
    def hosts(self) -> frozenset[str]:
        """Hosts who can preside: no helpers."""
        return frozenset(person.id for person in self.dinner.people if person.side == "host" and not person.helper)

    @cached_property
    def quotas(self) -> list[int]:
        """At least so many hosts at each table."""
        return host_quotas(len(self.hosts), self.tables, self.etiquette)

    @cached_property
    def couples(self) -> tuple[tuple[str, str], ...]:
        """(Invited person, spouse), each couple once."""
        pairs = {frozenset((p.id, p.spouse_of)): (p.spouse_of, p.id) for p in self.dinner.people if p.spouse_of}
        return tuple(pairs.values())

    @cached_property
    def rank_levels(self) -> tuple[tuple[int, str, tuple[str, ...]], ...]:
        """(Level, side, people) from the highest level down; helpers have no rank at the tables."""
        groups: dict[tuple[int, bool, str], list[str]] = {}
        for name in self.precedence.merged:
            row = self.precedence.ranks[name]
            if not self.people[name].helper:
                key = (row.level, row.side != self.etiquette.merge_first, row.side)
                groups.setdefault(key, []).append(name)
        return tuple((level, side, tuple(names)) for (level, _, side), names in sorted(groups.items()))

    def spouse(self, name: str) -> str | None:
        """The other one of a couple."""
        return next((other for pair in self.couples if name in pair for other in pair if other != name), None)

    @cached_property
    def honoured(self) -> tuple[str, ...]:
        """Whom the party is for: who is named, else the hosts' couple if the edition has it so.

        Of a couple not named the man comes first, so that the woman sits at the right hand.
        """
        if self.dinner.wishes.honoured or not self.etiquette.honour_couple:
            return self.dinner.wishes.honoured
        first = next((pair for pair in self.couples if all(self.people[name].side == "host" for name in pair)), ())
        return tuple(sorted(first, key=lambda name: self.people[name].sex == "f"))

    def turn(self, table: Table) -> float:
        """Where the first seat of a table looks: as the main table's, or towards the main table."""
        facing = self.dinner.hall.facing
        main = self.tables[0]
        if self.etiquette.other_tables == "same" or table is main:
            return facing
        return degrees(atan2(main.x - table.x, main.y - table.y)) % 360

    def usual_layout(self, number: int) -> Layout:
        """Return the layout of a table before its people are known."""
        table = self.tables[number]
        if table.layout:
            return table.layout
        by_shape: dict[TableShape, Layout] = {
            "round": "one_host",
            "square": "one_host",
            "long": self.etiquette.long_layout,
            "u": "u",
            "hollow": "hollow",
            "sofas": "sofas",
            "rows": "podium",
            "desk": "signing",
        }
        chosen = by_shape[table.shape]
        asked = self.etiquette.round_layout
        return asked if chosen == "one_host" and asked != "auto" else chosen

    def level(self, rule: str) -> SeatingLevel:
        """How strictly a rule is kept: the edition's level, else the rule's own default."""
        return self.etiquette.levels.get(rule, SEATING_RULES[rule].level)
