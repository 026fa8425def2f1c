"""People who must share a table, merged into blocks; and wishes that contradict each other, named."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING

import networkx as nx

from models.domain.bilingual import bilingual
from models.domain.seating import CrowdError
from models.etiquette.rules import SEATING_RULES
from models.etiquette.table_constraints import DifferentTables, SameTable, SitsAtTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.etiquette.dinner_facts import DinnerFacts
    from models.etiquette.table_constraints import SeatingConstraint

Block = tuple[str, ...]


def blocks(setting: DinnerFacts, must: Iterable[SeatingConstraint]) -> tuple[Block, ...]:
    """Return everybody in blocks, by merged precedence of their first members.

    Raises
    ------
    CrowdError
        If a block is larger than every table, two people in it must be apart or are locked to different
        tables, or more people must be apart than there are tables.
    """
    must = tuple(must)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(setting.precedence.merged)
    for constraint in must:
        if isinstance(constraint, SameTable):
            for one, other in pairwise(constraint.about):
                graph.add_edge(one, other, rule=constraint.rule)
    order = {name: number for number, name in enumerate(setting.precedence.merged)}
    merged = [tuple(sorted(part, key=order.__getitem__)) for part in nx.connected_components(graph)]
    found = tuple(sorted(merged, key=lambda block: order[block[0]]))
    _check_sizes(setting, found)
    _check_apart(setting, graph, found, must)
    _check_locks(setting, found, must)
    return found


def _names(setting: DinnerFacts, people: Iterable[str]) -> str:
    return "、".join(setting.people[name].name for name in people)


def _check_sizes(setting: DinnerFacts, found: Sequence[Block]) -> None:
    largest = max(table.seats for table in setting.tables)
    for block in found:
        if len(block) > largest:
            zh = f"须同桌的有 {len(block)} 人,最大的桌 {largest} 座"
            what = f"{_names(setting, block)}: " + bilingual(zh, f"must share a table: the largest has {largest} seats")
            raise CrowdError(what, "BANQ-04", bilingual("换大桌，或分成小组", "a larger table, or a smaller group"))


def _check_apart(
    setting: DinnerFacts, graph: nx.Graph[str], found: Sequence[Block], must: Iterable[SeatingConstraint]
) -> None:
    """Nobody apart from their own block; no clique of people apart larger than the number of tables."""
    block_of = {name: number for number, block in enumerate(found) for name in block}
    conflicts: nx.Graph[int] = nx.Graph()
    for constraint in must:
        if not isinstance(constraint, DifferentTables):
            continue
        for one, other in combinations(constraint.about, 2):
            if block_of[one] == block_of[other]:
                chain = nx.shortest_path(graph, one, other)
                rules = {graph.edges[edge]["rule"] for edge in pairwise(chain)}
                why = " + ".join(
                    bilingual(SEATING_RULES[rule].text, SEATING_RULES[rule].text_en) for rule in sorted(rules)
                )
                two, group = _names(setting, (one, other)), _names(setting, chain)
                what = f"{two} " + bilingual(
                    f"不可同桌,而 {group} 须同桌", f"must be apart, but these share a table: {group}"
                )
                raise CrowdError(
                    what, "BANQ-05", bilingual(f"去掉其中一项要求（{why}）", f"one of these wishes is dropped ({why})")
                )
            conflicts.add_edge(block_of[one], block_of[other])
    clique: list[int] = max(nx.find_cliques(conflicts), key=len, default=[])
    if len(clique) > len(setting.tables):
        people = _names(setting, [found[number][0] for number in sorted(clique)])
        tables = len(setting.tables)
        zh = f"{len(clique)} 人互不同桌,只有 {tables} 桌"
        what = f"{people}: " + bilingual(zh, f"{len(clique)} must all be apart, but there are {tables} tables")
        raise CrowdError(what, "BANQ-05", bilingual("加一桌", "one more table"))


def _check_locks(setting: DinnerFacts, found: Sequence[Block], must: Iterable[SeatingConstraint]) -> None:
    locked: dict[str, SitsAtTable] = {
        constraint.about[0]: constraint for constraint in must if isinstance(constraint, SitsAtTable)
    }
    for block in found:
        here = [locked[name] for name in block if name in locked]
        for one, other in pairwise(here):
            if one.table != other.table:
                people = _names(setting, (one.about[0], other.about[0]))
                tables = f"{setting.tables[one.table].id}, {setting.tables[other.table].id}"
                what = f"{people} " + bilingual(
                    f"须同桌,却指定在不同的桌：{tables}", f"must share a table, but belong to {tables}"
                )
                raise CrowdError(
                    what, f"{one.rule}, {other.rule}", bilingual("去掉一处指定", "one of the locks is dropped")
                )
