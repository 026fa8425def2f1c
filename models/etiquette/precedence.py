"""Who ranks where: relations, titles, seniority, age and the given order, as a graph that can say why.

Sources: etiquette.md section 1. Relations "A before B" are edges; the ranking is a topological order that
otherwise follows the edition's keys, in which A is pulled up to B rather than B pushed down to A.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

import networkx as nx

from models.domain.bilingual import bilingual
from models.domain.seating import CycleError, Rank, SeatingError
from models.etiquette.equal_delegations import Key, in_turn, level_with, turns_of
from models.etiquette.titles import TitleStanding, asks, doubts, lowest_level
from models.etiquette.titles import standings as title_standings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.domain.etiquette_edition import Etiquette, HostOrGuest, Ladder
    from models.domain.seating import Attendee

KEY_NAMES = {
    "override": ("排位指定", "place given by the planner"),
    "relation": ("指定先后", "put before by the planner"),
    "helper": ("工作人员随后", "helpers come after"),
    "title": ("职务", "title"),
    "foreign": ("外宾在前", "foreign guest first"),
    "since": ("任职时间", "seniority"),
    "age": ("年龄", "age"),
    "given": ("名单顺序", "order of the list"),
    "spouse": ("随配偶", "follows the spouse"),
    "equal": ("代表团对等", "equal delegations"),
}
TO_CONFIRM = ("待确认", "to be confirmed")
Lang = Literal["zh", "en"]


@dataclass(frozen=True)
class Precedence:
    """The order of precedence of a party.

    Attributes
    ----------
    ranks : dict of person to Rank
        In merged order.
    host, guest : tuple of str
        Each side from the first to the last.
    merged : tuple of str
        Both sides together.
    notes : tuple of str
        What has to be confirmed: titles that no ladder knows, with a suggestion; titles that two ladders know.
    unknown : tuple of str
        The people whose titles no ladder knows.
    """

    ranks: dict[str, Rank]
    host: tuple[str, ...]
    guest: tuple[str, ...]
    merged: tuple[str, ...]
    notes: tuple[str, ...]
    unknown: tuple[str, ...]
    keys: dict[str, Key]
    relations: nx.DiGraph[str]
    names: dict[Lang, dict[str, str]]

    def side(self, side: HostOrGuest) -> tuple[str, ...]:
        """One side from the first to the last."""
        return self.host if side == "host" else self.guest

    def before(self, a: str, b: str) -> bool:
        """Whether a ranks before b: on their own side, else in the merged order."""
        first, second = self.ranks[a], self.ranks[b]
        return first.place < second.place if first.side == second.side else first.merged < second.merged

    def why(self, a: str, b: str, lang: Lang = "zh") -> tuple[str, ...]:
        """Return the steps that put a before b (or b before a), one sentence each.

        Raises
        ------
        SeatingError
            If one of them is not in the party.
        """
        strangers = [name for name in (a, b) if name not in self.ranks]
        if strangers:
            raise SeatingError(
                f"{', '.join(strangers)}: " + bilingual("不在名单上", "not in this party"),
                maybe=bilingual("姓名写错了", "a name is misspelt"),
            )
        if not self.before(a, b):
            a, b = b, a
        graph = nx.DiGraph(self.relations)
        for start in [a, *nx.descendants(self.relations, a)] if a in self.relations else [a]:
            if start != b and self.before(start, b) and self.keys[start] <= self.keys[b]:
                graph.add_edge(start, b)
        path = nx.shortest_path(graph, a, b) if a in graph and b in graph and nx.has_path(graph, a, b) else [a, b]
        return tuple(self._step(x, y, lang) for x, y in pairwise(path))

    def _step(self, a: str, b: str, lang: Lang) -> str:
        related = self.relations.has_edge(a, b)
        reason = _words("relation", lang) if related else _difference(self.keys[a], self.keys[b], lang)
        return f"{self.names[lang][a]} > {self.names[lang][b]}" + (f":{reason}" if lang == "zh" else f": {reason}")


def rank(
    people: Sequence[Attendee], before: Iterable[tuple[str, str]], etiquette: Etiquette, equal: Sequence[str] = ()
) -> Precedence:
    """Return the order of precedence of a party under an edition.

    Parameters
    ----------
    equal : sequence of str
        Delegations that are equals: their first people rank beside each other, then their second ones …

    Raises
    ------
    CycleError
        If the relations run in a circle.
    SeatingError
        If two people of one side are given the same place.
    """
    by_id = {person.id: person for person in people}
    relations = _relations(by_id, before)
    standings = _standings(people, by_id, etiquette)
    keys = {person.id: _key(person, number, standings, by_id, etiquette) for number, person in enumerate(people)}
    turns = turns_of(people, keys, equal)
    if turns:
        standings = level_with(standings, turns)
        keys = {person.id: _key(person, number, standings, by_id, etiquette) for number, person in enumerate(people)}
        keys = {name: in_turn(keys, turns, name) for name in keys}
    sides: dict[HostOrGuest, list[str]] = {}
    for side in ("host", "guest"):
        own = [person.id for person in people if person.side == side]
        sides[side] = _overridden(_sorted(own, relations, keys), by_id)
    levels = _levels(sides, standings, by_id, etiquette) if "title" in etiquette.keys else dict.fromkeys(by_id, 0)
    merged = _merged(sides, relations, levels, keys, by_id, etiquette)
    place = {name: number for own in sides.values() for number, name in enumerate(own, 1)}
    ranks = {
        name: Rank(
            person=name,
            side=by_id[name].side,
            place=place[name],
            merged=number,
            level=levels[name],
            because=_because(by_id[name], place[name], sides[by_id[name].side], keys, relations, "zh"),
            because_en=_because(by_id[name], place[name], sides[by_id[name].side], keys, relations, "en"),
            to_confirm=asks(by_id[name], standings[name]),
        )
        for number, name in enumerate(merged, 1)
    }
    return Precedence(
        ranks=ranks,
        host=tuple(sides["host"]),
        guest=tuple(sides["guest"]),
        merged=tuple(merged),
        notes=_notes(people, standings, place, etiquette),
        unknown=tuple(person.id for person in people if asks(person, standings[person.id])),
        keys=keys,
        relations=relations,
        names={
            "zh": {person.id: person.name for person in people},
            "en": {person.id: person.name_en or person.name for person in people},
        },
    )


def _standings(
    people: Sequence[Attendee], by_id: dict[str, Attendee], etiquette: Etiquette
) -> dict[str, TitleStanding]:
    """Where everybody stands by title, a spouse where the invited person does."""
    invited = {person.id: _invited(person, by_id, etiquette) for person in people}
    own = title_standings(people, etiquette)
    return {name: own[other.id if other else name] for name, other in invited.items()}


def _relations(by_id: dict[str, Attendee], before: Iterable[tuple[str, str]]) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from(before)
    strangers = [name for name in graph if name not in by_id]
    if strangers:
        raise SeatingError(
            f"{', '.join(strangers)}: " + bilingual("指定了先后,但不在名单上", "ranked, but not in this party")
        )
    try:
        circle = tuple(edge[0] for edge in nx.find_cycle(graph))
    except nx.NetworkXNoCycle:
        return graph
    raise CycleError(circle, tuple(by_id[name].name for name in circle))


def _key(
    person: Attendee, number: int, standings: dict[str, TitleStanding], by_id: dict[str, Attendee], etiquette: Etiquette
) -> Key:
    """The person's sort key, a spouse's being the invited person's and one more step."""
    invited = _invited(person, by_id, etiquette)
    if invited:
        number = list(by_id).index(invited.id)
        return _key(invited, number, standings, by_id, etiquette).then(
            "spouse", 1, invited.name, invited.name_en or invited.name
        )
    place = f"第 {number + 1} 位", f"number {number + 1}"
    key = Key((), (), ()).then("helper", int(person.helper), "", "")
    for name in etiquette.keys:
        match name:
            case "title":
                zh, en = person.title or person.title_en, person.title_en or person.title
                key = key.then("title", standings[person.id].level, zh or "无职务", en or "no title")
                if etiquette.foreign_first:
                    key = key.then("foreign", 0 if person.foreign else 1, "", "")
            case "since":
                since = person.since or date.max
                held = ("未填", "not given") if person.since is None else (since.isoformat(), since.isoformat())
                key = key.then("since", since.toordinal(), *held)
            case "age":
                years = (f"{person.age} 岁", f"{person.age} years") if person.age else ("未填", "not given")
                key = key.then("age", -(person.age or 0), *years)
            case "given":
                key = key.then("given", number, *place)
    return key.then("given", number, *place)


def _invited(person: Attendee, by_id: dict[str, Attendee], etiquette: Etiquette) -> Attendee | None:
    """The person whose rank a spouse takes over."""
    if not person.spouse_of or not etiquette.spouse_inherits:
        return None
    invited = by_id[person.spouse_of]
    return invited if invited.side == person.side and not invited.spouse_of else None


def _sorted(own: list[str], relations: nx.DiGraph[str], keys: dict[str, Key]) -> list[str]:
    """Topological order, built from its end: of those nobody left must follow, the lowest comes last."""
    chains: nx.DiGraph[str] = nx.DiGraph()
    chains.add_nodes_from(own)
    # relations over the other side still order two people of this one
    closed = nx.transitive_closure_dag(relations)
    chains.add_edges_from((b, a) for a, b in closed.edges if a in chains and b in chains)
    falling = {name: -number for number, name in enumerate(sorted(own, key=lambda name: keys[name]))}
    return list(nx.lexicographical_topological_sort(chains, key=falling.__getitem__))[::-1]


def _overridden(order: list[str], by_id: dict[str, Attendee]) -> list[str]:
    """Put the people with a place given by the planner on it: it overrides everything."""
    given = sorted((by_id[name].rank or 0, name) for name in order if by_id[name].rank is not None)
    for (place, one), (other_place, other) in pairwise(given):
        if place == other_place:
            names = f"{by_id[one].name}、{by_id[other].name}"
            what = f"{names} " + bilingual(f"同列第 {place} 位", f"are both given place {place}")
            raise SeatingError(what, maybe=bilingual("其中一位另给位次", "one of them is meant for another place"))
    rest = [name for name in order if by_id[name].rank is None]
    for place, name in given:
        rest.insert(place - 1, name)
    return rest


def _levels(
    sides: dict[HostOrGuest, list[str]],
    standings: dict[str, TitleStanding],
    by_id: dict[str, Attendee],
    etiquette: Etiquette,
) -> dict[str, int]:
    """Title levels made to rise along each side: who is pulled up joins the level above."""
    levels: dict[str, int] = {}
    for own in sides.values():
        level = max([lowest_level(etiquette), *(standings[name].level for name in own)])
        for name in reversed(own):
            # the planner's own place says nothing about the title of those before it
            if by_id[name].rank is None:
                level = min(level, standings[name].level)
            levels[name] = level
    return levels


def _merged(
    sides: dict[HostOrGuest, list[str]],
    relations: nx.DiGraph[str],
    levels: dict[str, int],
    keys: dict[str, Key],
    by_id: dict[str, Attendee],
    etiquette: Etiquette,
) -> list[str]:
    """Both sides in one order: each keeps its own, level decides between them, then the edition's first side."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(by_id)
    for own in sides.values():
        nx.add_path(graph, own)
    graph.add_edges_from((a, b) for a, b in relations.edges if by_id[a].side != by_id[b].side)
    if not nx.is_directed_acyclic_graph(graph):
        # a place given by the planner contradicts a relation: the place wins
        graph.remove_edges_from([edge for edge in relations.edges if by_id[edge[0]].side != by_id[edge[1]].side])
    _guests_couple_first(graph, sides, by_id)
    place = {name: number for own in sides.values() for number, name in enumerate(own)}

    def order(name: str) -> tuple[bool, int, Key | None, bool, int]:
        person = by_id[name]
        # where titles do not count, whatever does counts between the sides too
        key = None if "title" in etiquette.keys else keys[name]
        return person.helper, levels[name], key, person.side != etiquette.merge_first, place[name]

    return list(nx.lexicographical_topological_sort(graph, key=order))


def _guests_couple_first(
    graph: nx.DiGraph[str], sides: dict[HostOrGuest, list[str]], by_id: dict[str, Attendee]
) -> None:
    """Put the first host's spouse after the first guest and their spouse, whatever the hosts' rank."""
    if not all(sides.values()):
        return
    first, guest = sides["host"][0], sides["guest"][0]
    wives = [person.id for person in by_id.values() if person.spouse_of == first and person.side == "host"]
    guests = [guest, *(person.id for person in by_id.values() if person.spouse_of == guest and person.side == "guest")]
    for edge in ((name, wife) for wife in wives for name in guests):
        graph.add_edge(*edge)
        if not nx.is_directed_acyclic_graph(graph):
            graph.remove_edge(*edge)


def _words(key: str, lang: Lang) -> str:
    return KEY_NAMES[key][lang == "en"]


def _difference(a: Key, b: Key, lang: Lang) -> str:
    """The first key on which a and b differ, in words."""
    for index, (value, other) in enumerate(zip(a.values, b.values, strict=False)):
        if value != other:
            mine, theirs = (key.words[index][lang == "en"] for key in (a, b))
            space = " " if lang == "en" else ""
            return _words(a.names[index], lang) + (f"{space}({mine} > {theirs})" if mine and theirs else "")
    return _words("spouse", lang)


def _because(
    person: Attendee,
    place: int,
    own: list[str],
    keys: dict[str, Key],
    relations: nx.DiGraph[str],
    lang: Lang,
) -> str:
    """What put the person here: the key that parts them from the next, or what overrode the keys."""
    if person.rank is not None:
        return _words("override", lang)
    if person.spouse_of and keys[person.id].names[-1] == "spouse":
        return _words("spouse", lang)
    after = own[place] if place < len(own) else None
    if after is None:
        return _difference(keys[own[-2]], keys[person.id], lang) if len(own) > 1 else ""
    if keys[person.id] > keys[after]:
        return _words("relation" if person.id in relations else "override", lang)
    return _difference(keys[person.id], keys[after], lang)


def _notes(
    people: Sequence[Attendee], standings: dict[str, TitleStanding], place: dict[str, int], etiquette: Etiquette
) -> tuple[str, ...]:
    """What somebody has to confirm: titles that no ladder knows, and those that stand on two ladders."""
    by_id = {person.id: person for person in people}
    notes = [
        _unknown(person, standings[person.id].suggestion, place[person.id])
        for person in people
        if asks(person, standings[person.id])
    ]
    for doubt in doubts(people, standings, etiquette):
        higher, lower = (by_id[name] for name in doubt.people)
        notes.append(_doubtful(higher, lower, doubt.ladder))
    return tuple(notes)


def _title(person: Attendee) -> str:
    return person.title or person.title_en


def _doubtful(higher: Attendee, lower: Attendee, ladder: Ladder) -> str:
    first, second = (f"{person.name}（{_title(person)}）" for person in (lower, higher))
    zh = f"{TO_CONFIRM[0]}：若按{ladder.name}的职务排，{first}在{second}之前"
    en = (
        f"{TO_CONFIRM[1]}: by the titles of {ladder.name_en or ladder.name}, {lower.name_en or lower.name} "
        f"({_title(lower)}) goes before {higher.name_en or higher.name} ({_title(higher)})"
    )
    return bilingual(zh, en)


def _unknown(person: Attendee, suggestion: str, place: int) -> str:
    maybe = f"，是否即“{suggestion}”" if suggestion else ""
    perhaps = f", maybe {suggestion}" if suggestion else ""
    side = ("主方", "host") if person.side == "host" else ("客方", "guest")
    zh = f"{TO_CONFIRM[0]}：{person.name}的职务“{_title(person)}”不在职务阶梯中{maybe}，暂排{side[0]}第 {place} 位"
    en = (
        f"{TO_CONFIRM[1]}: no ladder knows the title “{_title(person)}” of {person.name_en or person.name}{perhaps}; "
        f"{side[1]} {place} for now"
    )
    return bilingual(zh, en)
