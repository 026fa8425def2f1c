"""The checker: any chart, made by hand or by the solver, against every rule, with causes. Needs no solver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.seating import Breach, Placement, Seating, TablePlan
from models.etiquette import hall_rules, seat_rules
from models.etiquette.deviations import seat_deviations, table_deviations
from models.etiquette.dinner_facts import DinnerFacts
from models.etiquette.furniture import lay
from models.etiquette.rules import SEATING_RULES
from models.etiquette.seat_score import TableJudge, total
from models.etiquette.table_board import TableBoard, board, party_for
from models.etiquette.table_constraints import TableAssignment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from models.domain.customs import Etiquette, Level
    from models.domain.halls import Laid, Layout
    from models.domain.seating import Dinner, Proof

BREAKABLE_LEVELS: tuple[Level, ...] = ("must", "should", "prefer")


@dataclass(frozen=True)
class Chart:
    """A setting with everybody on a seat.

    Attributes
    ----------
    boards : tuple of TableBoard
        Tables with people, main table first.
    seat_of : dict of person to seat
        At the table of their board.
    """

    setting: DinnerFacts
    boards: tuple[TableBoard, ...]
    seat_of: dict[str, int]
    proofs: tuple[Proof, ...] = ()
    faults: tuple[Breach, ...] = ()
    moved: tuple[str, ...] = ()
    """After a change: who is new or sits elsewhere, and needs a new card."""
    kept: frozenset[str] = frozenset()
    """After a change: who keeps a seat, or was moved, for that reason alone."""

    @property
    def hall(self) -> TableAssignment:
        """Who is at which table."""
        number = self.setting.table_number
        at = {name: number[board.table.id] for board in self.boards for name in board.names}
        return TableAssignment(at, len(self.setting.tables))


def check(
    dinner: Dinner,
    etiquette: Etiquette,
    placements: Iterable[Placement],
    laid: Mapping[str, Laid] | None = None,
    layouts: Mapping[str, Layout] | None = None,
) -> Seating:
    """Judge a chart: every break of a rule, every deviation from the order of ranks with its cause.

    Parameters
    ----------
    laid : mapping of table id to Laid, optional
        How the tables stand; by default as many chairs as there are people, or all if a seat number asks it.
    layouts : mapping of table id to Layout, optional
        Which layout a table follows, where the edition leaves it open.
    """
    rows = tuple(placements)
    sound, faults = _sound(dinner, rows)
    here = dinner.without({person.id for person in dinner.people} - {row.person for row in sound})
    setting = DinnerFacts(here, etiquette, frozenset(row.table for row in sound))
    boards = []
    for table in setting.tables:
        seats = {row.person: row.seat for row in sound if row.table == table.id}
        if seats:
            standing = (laid or {}).get(table.id)
            if standing is None or standing.size <= max(seats.values()):
                standing = _as_it_stands(setting, table.id, seats)
            boards.append(board(setting, table, seats, standing, (layouts or {}).get(table.id)))
    seat_of = {row.person: row.seat for row in sound}
    return report(Chart(setting, tuple(boards), seat_of, faults=tuple(faults)))


def report(chart: Chart) -> Seating:
    """Return a chart as the answer, judged."""
    setting = chart.setting
    judges = [TableJudge(board) for board in chart.boards]
    seats = [{name: chart.seat_of[name] for name in board.names} for board in chart.boards]
    hall = chart.hall
    breaches = [*chart.faults, *_hall_breaches(setting, hall)]
    deviations = list(table_deviations(setting, hall, chart.kept))
    for judge, seat_of in zip(judges, seats, strict=True):
        breaches.extend(_seat_breaches(judge, seat_of))
        deviations.extend(seat_deviations(judge, seat_of, chart.kept))
    return Seating(
        dinner=setting.dinner.id,
        etiquette=setting.etiquette.id,
        ranking=tuple(setting.precedence.ranks.values()),
        tables=tuple(_table_plan(judge, seat_of) for judge, seat_of in zip(judges, seats, strict=True)),
        placements=tuple(
            Placement(person=name, table=board.table.id, seat=chart.seat_of[name])
            for board in chart.boards
            for name in sorted(board.names, key=chart.seat_of.__getitem__)
        ),
        proofs=chart.proofs,
        breaches=tuple(breaches),
        deviations=tuple(deviations),
        notes=setting.precedence.notes,
        moved=chart.moved,
    )


def _table_plan(judge: TableJudge, seat_of: Mapping[str, int]) -> TablePlan:
    here = judge.board
    hosts = here.ranked("host")
    return TablePlan(
        table=here.table.id,
        place=here.setting.table_number[here.table.id] + 1,
        layout=here.layout,
        custom=here.policy.custom,
        custom_en=here.policy.custom_en,
        laid=here.laid,
        order=here.order.order,
        representative=hosts[0] if hosts else None,
        same_side=total(judge.same_side, seat_of),
    )


# --------------------------------------------------------------------------------------------- breaches


def _hall_breaches(setting: DinnerFacts, hall: TableAssignment) -> Iterator[Breach]:
    for level in BREAKABLE_LEVELS:
        for constraint in hall_rules.hall_constraints(setting, level):
            if amount := constraint.amount(hall):
                table = getattr(constraint, "table", None)
                where = setting.tables[table if isinstance(table, int) else hall.at[constraint.about[0]]].id
                yield _breach(setting, constraint.rule, level, constraint.about, where, amount)


def _seat_breaches(judge: TableJudge, seat_of: Mapping[str, int]) -> Iterator[Breach]:
    here = judge.board
    person_at = {seat: name for name, seat in seat_of.items()}
    for level in BREAKABLE_LEVELS:
        for constraint in seat_rules.seat_constraints(here, level):
            if amount := constraint.amount(seat_of):
                seats: Sequence[int] = getattr(constraint, "seats", ()) if not constraint.about else ()
                about = constraint.about or tuple(person_at[seat] for seat in sorted(seats))
                yield _breach(here.setting, constraint.rule, level, about, here.table.id, amount)


def _breach(setting: DinnerFacts, rule: str, level: Level, about: tuple[str, ...], where: str, amount: int) -> Breach:
    known = SEATING_RULES[rule]
    names = "、".join(setting.people[name].name for name in about)
    english = ", ".join(setting.people[name].name_en or setting.people[name].name for name in about)
    return Breach(
        rule=rule,
        level=level,
        people=about,
        where=where,
        amount=amount,
        text=f"未做到“{known.text}”" + (f":{names}" if names else ""),
        text_en=f"not kept: {known.text_en}" + (f" ({english})" if english else ""),
    )


# ------------------------------------------------------------------------------------- charts by hand


def _sound(dinner: Dinner, rows: Sequence[Placement]) -> tuple[list[Placement], list[Breach]]:
    """The rows that can be judged, and what is wrong with the others (BANQ-01)."""
    people, tables = dinner.by_id, {table.id: table for table in dinner.hall.tables}
    sound: list[Placement] = []
    faults: list[Breach] = []
    seen: set[str] = set()
    taken: dict[tuple[str, int], str] = {}

    def fault(who: tuple[str, ...], where: str, text: str, english: str) -> None:
        known = tuple(name for name in who if name in people)
        faults.append(Breach(rule="BANQ-01", level="must", people=known, where=where, text=text, text_en=english))

    for row in rows:
        name, table = people.get(row.person), tables.get(row.table)
        where = f"{row.table}-{row.seat}"
        if name is None:
            fault((), where, f"{row.person} 不在名单上", f"{row.person} is not on the list")
        elif table is None or not 0 <= row.seat < table.seats:
            fault((row.person,), where, f"{name.name}:没有这个座位", f"{name.name}: there is no such seat")
        elif row.person in seen:
            fault((row.person,), where, f"{name.name} 坐了两处", f"{name.name} sits twice")
        elif (row.table, row.seat) in taken:
            other = taken[row.table, row.seat]
            words = f"{name.name} 与 {people[other].name}"
            fault((row.person, other), where, f"{words} 同坐一座", f"{words} on one seat")
        else:
            seen.add(row.person)
            taken[row.table, row.seat] = row.person
            sound.append(row)
    for missing in people:
        if missing not in {row.person for row in rows}:
            name = people[missing]
            fault((missing,), "hall", f"{name.name} 没有座位", f"{name.name} has no seat")
    return sound, faults


def _as_it_stands(setting: DinnerFacts, table_id: str, seats: Mapping[str, int]) -> Laid | None:
    """All chairs of the hall, if a seat number needs more chairs than there are people."""
    if max(seats.values()) < len(seats):
        return None
    table = setting.dinner.hall.table(table_id)
    layout = setting.usual_layout(setting.table_number[table_id])
    return lay(table, party_for(setting, tuple(seats), layout), setting.turn(table), layout, keep=True)
