"""One more guest, one cancelled, two who swap: as few people as possible move, and who needs a new card.

Chairs stay where they are: the chair of a cancelled guest stays empty, one more takes an empty one, else a chair is
put between two others. Only if no table takes the new guest as the others sit does anybody change tables.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from models.banquet.blocks import blocks
from models.banquet.limits import BANQUET_LIMITS, BanquetLimits
from models.banquet.seats import SeatedTable, seat_table
from models.banquet.solve import chart_of
from models.banquet.table_model import TableModel, limits_for
from models.cp.run import solve
from models.cp.seating_steps import STEP_NAMES
from models.cp.stop_signal import StopSignal
from models.domain.bilingual import bilingual
from models.domain.seating import CancelGuest, CrowdError, Dinner, Join, Proof, Seating, SeatingError, SwapSeats
from models.etiquette import hall_rules
from models.etiquette.check import report
from models.etiquette.deviations import SwapAnalysis
from models.etiquette.dinner_facts import DinnerFacts
from models.etiquette.furniture import lay
from models.etiquette.table_board import TableBoard, board, party_for
from models.etiquette.table_constraints import TableAssignment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.domain.etiquette_edition import Etiquette
    from models.domain.halls import Laid
    from models.domain.seating import Change


class ChangedSeating(NamedTuple):
    """The dinner and its seating after a change; ``seating.moved`` names whose cards are printed again."""

    dinner: Dinner
    seating: Seating


def change(
    dinner: Dinner,
    etiquette: Etiquette,
    seating: Seating,
    what: Change,
    stop: StopSignal | None = None,
    limits: BanquetLimits = BANQUET_LIMITS,
) -> ChangedSeating:
    """Apply one change to a seated dinner; as few people as possible move.

    Raises
    ------
    SeatingError
        If somebody to cancel or swap is not there, or somebody new already is.
    CrowdError
        If no chair can be found.
    """
    after = _applied(dinner, what)
    changed = _SeatingChange(after, etiquette, seating, stop or StopSignal(), limits)
    match what:
        case SwapSeats():
            changed.exchange(what.one, what.other)
        case Join():
            changed.join(what.person.id)
        case CancelGuest():
            changed.repair()
    return ChangedSeating(after, changed.finish())


def _applied(dinner: Dinner, what: Change) -> Dinner:
    names = dinner.by_id
    match what:
        case Join():
            if what.person.id in names:
                raise SeatingError(
                    f"{what.person.name} " + bilingual("已在名单上", "is on the list already"), dinner.name or dinner.id
                )
            return dinner.replace(people=(*dinner.people, what.person))
        case CancelGuest():
            _known(dinner, what.person)
            return dinner.without({what.person})
        case SwapSeats():
            _known(dinner, what.one)
            _known(dinner, what.other)
            return dinner


def _known(dinner: Dinner, name: str) -> None:
    if name not in dinner.by_id:
        raise SeatingError(
            f"{name} " + bilingual("不在名单上", "is not on the list"),
            dinner.name or dinner.id,
            bilingual("姓名写错了", "a name is misspelt"),
        )


class ReseatOption(NamedTuple):
    """One way to seat a table anew: its board, its seats, who moves."""

    board: TableBoard
    seated: SeatedTable
    moved: tuple[str, ...]


class _SeatingChange:
    """The seating while it is changed."""

    def __init__(
        self, dinner: Dinner, etiquette: Etiquette, seating: Seating, stop: StopSignal, limits: BanquetLimits
    ) -> None:
        self.stop, self.limits = stop, limits
        self.setting = DinnerFacts(dinner, etiquette, frozenset(plan.table for plan in seating.tables))
        self.plans = {plan.table: plan for plan in seating.tables}
        self.place = {name: place for name, place in seating.place_of.items() if name in self.setting.people}
        self.before = dict(self.place)
        self.seats: dict[str, dict[str, int]] = {table: {} for table in self.plans}
        for name, (table, seat) in self.place.items():
            self.seats[table][name] = seat
        self.boards: dict[str, TableBoard] = {}
        self.proofs: list[Proof] = []
        self.moved: set[str] = set()
        self.wanted: frozenset[str] = frozenset()

    # -------------------------------------------------------------------------------------- the changes

    def exchange(self, one: str, other: str) -> None:
        """Swap two people, and nobody else."""
        (table, seat), (other_table, other_seat) = self.place[one], self.place[other]
        del self.seats[table][one], self.seats[other_table][other]
        self.seats[table][other], self.seats[other_table][one] = seat, other_seat
        self.moved |= {one, other}
        self.wanted = frozenset({one, other})

    def join(self, name: str) -> None:
        """Find the chair for which fewest people move; of several the best by the rules."""
        best: tuple[tuple[object, ...], ReseatOption] | None = None
        for number, vector in self._tables_for(name):
            option = self._with(number, name)
            if option is None:
                continue
            key = (len(option.moved), vector)
            if best is None or key < best[0]:
                best = (key, option)
            if not option.moved:
                break
        if best is None:
            self.repair(name)
        else:
            self._accept(best[1])
            self._note(len(best[1].moved), min(1, len(best[1].moved)))
            self.moved.add(name)

    def repair(self, new: str | None = None) -> None:
        """Seat everybody by the rules again: fewest changes of table, then fewest changes of seat."""
        at = self._fewest_table_changes(new)
        tables = self.setting.tables
        touched = {name for name, table in at.items() if self.place.get(name, ("", 0))[0] != tables[table].id}
        changed = 0
        for number, table in enumerate(tables):
            names = [name for name, place in at.items() if place == number]
            if names:
                option = self._best(table.id, names)
                changed += len(set(option.moved) - touched)
                self._accept(option)
        self.moved |= touched
        movers = touched - {new}
        self._note(len(movers) + changed, len(movers))

    def _note(self, value: int, bound: int) -> None:
        """Fewest moves are proven if nobody moves, or as many as must."""
        status: Literal["proven", "window"] = "proven" if value <= bound else "window"
        self.proofs.append(Proof(name="moved", name_zh=STEP_NAMES["moved"], value=value, bound=bound, status=status))

    # ------------------------------------------------------------------------------------------- tables

    def _tables_for(self, name: str) -> Iterator[tuple[int, tuple[int, ...]]]:
        """Tables with a chair where no must breaks that holds now, the best by the objectives first."""
        tables, number = self.setting.tables, self.setting.table_number
        swaps = SwapAnalysis(self.setting)
        found = []
        for table, here in enumerate(tables):
            if len(self.seats.get(here.id, {})) < here.seats:
                at = {other: number[place[0]] for other, place in self.place.items()}
                hall = TableAssignment({**at, name: table}, len(tables))
                sums = [0] * len(swaps.tiers)
                for constraint in swaps.every:
                    sums[swaps.tier_of[id(constraint)]] += constraint.amount(hall)
                found.append((table, tuple(sums)))
        least = min((vector[0] for _, vector in found), default=0)
        if least == 0:
            yield from sorted((row for row in found if row[1][0] == 0), key=lambda row: row[1])

    def _fewest_table_changes(self, new: str | None) -> dict[str, int]:
        """Where everybody sits if as few as possible change tables and every must is kept."""
        setting, number = self.setting, self.setting.table_number
        must = hall_rules.hall_constraints(setting, "must")
        merged = blocks(setting, must)
        tables = list(range(len(setting.tables)))
        table_model = TableModel(merged, [tables] * len(merged), [table.seats for table in setting.tables])
        table_model.require(must)
        stays = [table_model.at(name, number[place[0]]) for name, place in self.place.items() if name != new]
        changes = len(stays) - sum(stays)
        outcome = solve(table_model.model, changes, (), limits_for(self.limits.change_seconds), self.stop)
        if not outcome.found:
            what = bilingual("没有能守住全部必守规则的排法", "no distribution keeps every must")
            raise CrowdError(
                what, setting.dinner.name or setting.dinner.id, bilingual("加一把椅子或一桌", "one more chair or table")
            )
        table_model.model.add(changes <= outcome.objective)
        for objective in hall_rules.objectives(setting)[: self.limits.change_objectives]:
            hall = TableAssignment(table_model.read(outcome.value), len(tables))
            expr = table_model.total(objective.constraints)
            if isinstance(expr, int) or not sum(constraint.amount(hall) for constraint in objective.constraints):
                continue
            seconds = self.limits.change_objective_seconds
            better = solve(table_model.model, expr, table_model.hint(hall), limits_for(seconds), self.stop)
            outcome = better if better.found else outcome
            table_model.model.add(expr <= outcome.value(expr))
        return table_model.read(outcome.value)

    # -------------------------------------------------------------------------------------------- seats

    def _with(self, number: int, name: str) -> ReseatOption | None:
        table = self.setting.tables[number].id
        names = [*self.seats.get(table, {}), name]
        return self._best(table, names)

    def _best(self, table: str, names: list[str]) -> ReseatOption:
        """The way to seat these people at a table for which fewest of those who sit there move."""
        here = {name: seat for name, seat in self.seats.get(table, {}).items() if name in names}
        best: ReseatOption | None = None
        for laid, kept in self._chairs(table, here, names):
            layout = self.plans[table].layout if table in self.plans else None
            made = board(self.setting, self.setting.dinner.hall.table(table), names, laid, layout)
            seated = seat_table(made, self.stop, kept, self.limits)
            option = ReseatOption(made, seated, tuple(n for n, seat in kept.items() if seated.seat_of[n] != seat))
            if best is None or self._key(option) < self._key(best):
                best = option
            if not option.moved and not self._key(option)[0]:
                break
        assert best is not None
        return best

    def _key(self, option: ReseatOption) -> tuple[int, ...]:
        values = {proof.name: proof.value for proof in option.seated.proofs}
        steps = ("should", "same_side", "prefer", "places")
        return (values.get("must", 0), len(option.moved), *(values.get(step, 0) for step in steps))

    def _chairs(
        self, table: str, here: Mapping[str, int], names: Sequence[str]
    ) -> Iterator[tuple[Laid | None, dict[str, int]]]:
        """The chairs as they stand if there are enough; else one more between any two of them."""
        plan = self.plans.get(table)
        if plan is None:
            yield None, {}
            return
        if len(names) <= plan.laid.size:
            yield plan.laid, dict(here)
            return
        more = len(names) - plan.laid.size
        spot = self.setting.dinner.hall.table(table)
        party = party_for(self.setting, names, plan.layout)
        wide = lay(spot, party, self.setting.turn(spot), plan.layout)
        for gap in range(plan.laid.size, 0, -1):
            yield wide, {name: seat if seat < gap else seat + more for name, seat in here.items()}

    def _accept(self, option: ReseatOption) -> None:
        table = option.board.table.id
        self.boards[table] = option.board
        self.seats[table] = dict(option.seated.seat_of)
        self.moved |= set(option.moved)

    def finish(self) -> Seating:
        """Return the seating, judged; tables nobody touched are as they were."""
        boards, seated = [], []
        for table in self.setting.tables:
            seats = self.seats.get(table.id)
            if seats:
                plan = self.plans.get(table.id)
                made = self.boards.get(table.id)
                if made is None or set(made.names) != set(seats):
                    laid, layout = (plan.laid, plan.layout) if plan else (None, None)
                    made = board(self.setting, table, seats, laid, layout)
                boards.append(made)
                seated.append(SeatedTable(seats, ()))
        chart = chart_of(self.setting, boards, seated, self.proofs)
        kept = frozenset(chart.seat_of) - (self.moved - self.wanted)
        return report(replace(chart, moved=tuple(sorted(self.moved)), kept=kept))
