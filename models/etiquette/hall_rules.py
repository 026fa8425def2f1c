"""What the BANQ rules require of a party: which people at which tables, and what is made as small as possible."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from models.etiquette.shared_attributes import people_in_common
from models.etiquette.table_constraints import (
    CompanionsAtTable,
    DifferentTables,
    FewestTables,
    NearTable,
    PairWeight,
    SameTable,
    SitsAtTable,
    TableCount,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.domain.etiquette_edition import SeatingLevel
    from models.domain.seating import CategoryWish
    from models.etiquette.dinner_facts import DinnerFacts
    from models.etiquette.table_constraints import SeatingConstraint


class Objective(NamedTuple):
    """A sum of constraints that is made as small as possible after all objectives before it."""

    name: str
    name_zh: str
    constraints: tuple[SeatingConstraint, ...]
    name_en: str = ""
    """What English papers call it where the name would not tell."""


def hall_constraints(setting: DinnerFacts, level: SeatingLevel) -> tuple[SeatingConstraint, ...]:
    """Return what the rules of a level require of this party."""
    return tuple(
        constraint
        for rule, make in (
            ("BANQ-02", _principals),
            ("BANQ-03", _representatives),
            ("BANQ-04", _together),
            ("BANQ-05", _apart),
            ("BANQ-06", _couples),
            ("BANQ-07", _helpers),
            ("BANQ-08", _categories),
            ("BANQ-09", _acquaintances),
            ("BANQ-15", _locks),
            ("BANQ-16", _sexes),
            ("BANQ-18", _neighbours),
            ("BANQ-19", _honoured),
        )
        if setting.level(rule) == level
        for constraint in make(setting, rule)
    )


def objectives(setting: DinnerFacts) -> tuple[Objective, ...]:
    """Return what is made small at the tables, in the edition's order; shoulds first, prefers after the ranks."""
    made: dict[str, tuple[Objective, ...]] = {
        "rank": _rank_levels(setting),
        "language": (Objective("language", "共同语言与兴趣", tuple(_talkers(setting))),),
        "diets": (Objective("diets", "饮食集中", tuple(_diets(setting))),),
        "categories": (Objective("categories", "类别均匀", tuple(_spread(setting))),),
        "affinity": (Objective("affinity", "相识同桌", tuple(_bonds(setting))),),
        "balance": (Objective("balance", "人数均衡", tuple(_balance(setting))),),
    }
    tiers = setting.etiquette.tiers
    should = Objective("should", "应当遵守", hall_constraints(setting, "should"))
    prefer = Objective("prefer", "尽量遵守", hall_constraints(setting, "prefer"))
    listed = [should, *([] if "rank" in tiers else [prefer])]
    for tier in tiers:
        listed += [*made[tier], prefer] if tier == "rank" else made[tier]
    return tuple(objective for objective in listed if objective.constraints)


# ----------------------------------------------------------------------------------------------- rules


def _principals(setting: DinnerFacts, rule: str) -> Iterator[SeatingConstraint]:
    for side in ("host", "guest"):
        first = next((name for name in setting.precedence.side(side) if not setting.people[name].helper), None)
        if first and not any(lock.person == first for lock in setting.dinner.wishes.locks):
            yield SitsAtTable(rule, (first,), 0)


def _honoured(setting: DinnerFacts, rule: str) -> Iterator[SeatingConstraint]:
    """Whom the party is for, and who takes the host's seat, sit at the main table, if no lock says otherwise."""
    locked = {lock.person for lock in setting.dinner.wishes.locks}
    for name in dict.fromkeys((*setting.honoured, setting.dinner.wishes.head)):
        if name and name not in locked:
            yield SitsAtTable(rule, (name,), 0)


def _representatives(setting: DinnerFacts, rule: str) -> Iterator[SeatingConstraint]:
    for number, (table, quota) in enumerate(zip(setting.tables, setting.quotas, strict=True)):
        if quota or table.hosts is not None:
            yield TableCount(rule, (), number, setting.hosts, quota, table.hosts)


def _together(setting: DinnerFacts, rule: str) -> Iterator[SeatingConstraint]:
    for group in setting.dinner.wishes.together:
        yield SameTable(rule, group)


def _apart(setting: DinnerFacts, rule: str) -> Iterator[SeatingConstraint]:
    for group in setting.dinner.wishes.apart:
        yield DifferentTables(rule, group)


def _couples(setting: DinnerFacts, rule: str) -> Iterator[SeatingConstraint]:
    for couple in setting.couples:
        if not _parted(setting, couple):
            yield SameTable(rule, couple)


def _parted(setting: DinnerFacts, names: tuple[str, ...]) -> bool:
    """Whether locks put people at different tables whom custom keeps together: a lock beats every custom."""
    return len({lock.table for lock in setting.dinner.wishes.locks if lock.person in names}) > 1


def _helpers(setting: DinnerFacts, rule: str) -> Iterator[SeatingConstraint]:
    for person in setting.people.values():
        if person.helper and person.serves and not _parted(setting, (person.serves, person.id)):
            yield SameTable(rule, (person.serves, person.id))


def _categories(setting: DinnerFacts, rule: str) -> Iterator[SeatingConstraint]:
    for wish in setting.dinner.wishes.categories:
        for people in _values(setting, wish):
            for table in range(len(setting.tables)):
                yield TableCount(rule, (), table, people, wish.least, wish.most)


def _values(setting: DinnerFacts, wish: CategoryWish) -> list[frozenset[str]]:
    groups = by_value(setting, wish.attribute)
    return [groups.get(wish.value, frozenset())] if wish.value is not None else list(groups.values())


def by_value(setting: DinnerFacts, attribute: str) -> dict[str, frozenset[str]]:
    """Return the people by their value of an attribute; those without one are left out."""
    groups: dict[str, set[str]] = defaultdict(set)
    for name, person in setting.people.items():
        if value := person.attribute(attribute):
            groups[value].add(name)
    return {value: frozenset(names) for value, names in sorted(groups.items())}


def _acquaintances(setting: DinnerFacts, rule: str) -> Iterator[SeatingConstraint]:
    least = setting.dinner.wishes.acquaintances
    if least:
        known: dict[str, set[str]] = defaultdict(set)
        for affinity in setting.dinner.wishes.affinities:
            if affinity.weight > 0:
                known[affinity.a].add(affinity.b)
                known[affinity.b].add(affinity.a)
        for name in setting.people:
            yield CompanionsAtTable(rule, (name,), frozenset(known[name]), least)


def _locks(setting: DinnerFacts, rule: str) -> Iterator[SeatingConstraint]:
    for lock in setting.dinner.wishes.locks:
        yield SitsAtTable(rule, (lock.person,), setting.table_number[lock.table])


def _sexes(setting: DinnerFacts, rule: str) -> Iterator[SeatingConstraint]:
    """Only where the alternation is a must: then a table that cannot alternate is no table at all."""
    men, women = (by_value(setting, "sex").get(sex, frozenset()) for sex in ("m", "f"))
    for number, size in enumerate(setting.sizes):
        layouts = setting.etiquette.layout(setting.usual_layout(number))
        if layouts.sexes == "must" and len(men) + len(women) == len(setting.people):
            for half in (men, women):
                yield TableCount(rule, (), number, half, size // 2, (size + 1) // 2)


def _neighbours(setting: DinnerFacts, rule: str) -> Iterator[SeatingConstraint]:
    """Where neighbours must have something in common, everybody needs two such people at the table."""
    attribute = setting.dinner.wishes.neighbours_share
    if not attribute or setting.level("SEAT-15") != "must":
        return
    alternate = all(
        setting.etiquette.layout(setting.usual_layout(number)).sexes == "must" for number in range(len(setting.tables))
    )
    kin = people_in_common(setting.people, attribute)
    for name, person in setting.people.items():
        near = kin[name]
        if alternate and person.sex:
            near = frozenset(other for other in near if setting.people[other].sex != person.sex)
        yield CompanionsAtTable(rule, (name,), near, 2)


# ------------------------------------------------------------------------------------------ objectives


def _rank_levels(setting: DinnerFacts) -> tuple[Objective, ...]:
    if len(setting.tables) == 1:
        return ()
    return tuple(
        Objective(
            f"rank {level} {side}",
            _level_name(setting, side, names),
            tuple(NearTable("BANQ-10", (name,), setting.ideal[name]) for name in names),
            _level_name_en(setting, side, names),
        )
        for level, side, names in setting.rank_levels
    )


def _level_name(setting: DinnerFacts, side: str, names: Sequence[str]) -> str:
    """Name the people of a rank level by the title of the first of them."""
    first = setting.people[names[0]]
    title = {"host": "主方", "guest": "客方"}[side] + (first.title or first.name)
    return f"{title}等 {len(names)} 人" if len(names) > 1 else title


def _level_name_en(setting: DinnerFacts, side: str, names: Sequence[str]) -> str:
    first = setting.people[names[0]]
    title = f"{side} {first.title_en or first.title or first.name_en or first.name}"
    others = len(names) - 1
    return f"{title} and {others} {'others' if others > 1 else 'other'} of that rank" if others else title


def _talkers(setting: DinnerFacts) -> Iterator[SeatingConstraint]:
    """Everybody has somebody at the table who shares a language, and somebody who shares an interest."""
    for attribute in ("languages", "interests"):
        for name, others in people_in_common(setting.people, attribute).items():
            # somebody who shares with nobody at all is no reason to prefer one table
            if others:
                yield CompanionsAtTable("BANQ-11", (name,), others)


def _diets(setting: DinnerFacts) -> Iterator[SeatingConstraint]:
    if setting.dinner.wishes.diets_together:
        for people in by_value(setting, "diet").values():
            yield FewestTables("BANQ-12", tuple(sorted(people)))


def _spread(setting: DinnerFacts) -> Iterator[SeatingConstraint]:
    everybody = len(setting.people)
    for attribute in setting.dinner.wishes.spread:
        for people in by_value(setting, attribute).values():
            for number, size in enumerate(setting.sizes):
                share = len(people) * size
                yield TableCount("BANQ-13", (), number, people, share // everybody, -(-share // everybody))


def _bonds(setting: DinnerFacts) -> Iterator[SeatingConstraint]:
    for affinity in setting.dinner.wishes.affinities:
        if affinity.weight:
            yield PairWeight("BANQ-17", (affinity.a, affinity.b), affinity.weight)


def _balance(setting: DinnerFacts) -> Iterator[SeatingConstraint]:
    """Every table has its share of the people, rounded down or up."""
    everybody = frozenset(setting.people)
    seats = sum(table.seats for table in setting.tables)
    if len(setting.tables) > 1:
        for number, table in enumerate(setting.tables):
            share = len(everybody) * table.seats
            yield TableCount("BANQ-14", (), number, everybody, share // seats, -(-share // seats))
