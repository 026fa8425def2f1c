"""Seats a dinner: distribution over tables, then the seats of each table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from models.banquet.distribute import distribute
from models.banquet.limits import BANQUET_LIMITS, BanquetLimits
from models.banquet.seats import SEATS_STEP, SeatedTable, seat_table
from models.cp.stop_signal import StopSignal
from models.domain.seating import CrowdError, Proof
from models.etiquette.check import Chart, report
from models.etiquette.dinner_facts import DinnerFacts
from models.etiquette.table_board import TableBoard, board
from models.etiquette.tables import table_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.banquet.rank_levels import ReportStep
    from models.domain.etiquette_edition import Etiquette
    from models.domain.seating import Dinner, Seating
    from models.etiquette.table_constraints import TableAssignment


def seat(
    dinner: Dinner,
    etiquette: Etiquette,
    stop: StopSignal | None = None,
    limits: BanquetLimits = BANQUET_LIMITS,
    report_step: ReportStep | None = None,
) -> Seating:
    """Seat a dinner: people to tables, then to seats; judged by the checker before it is returned.

    Parameters
    ----------
    stop : StopSignal, optional
        A wall-clock limit and the way to interrupt; without it the answer is the same on every machine.
    limits : BanquetLimits
        How much work each step may take.
    report_step : callable, optional
        Called at every step with its name, how many are done, and of how many.

    Raises
    ------
    SeatingError
        If facts or wishes contradict each other.
    NoneInTime
        If the time was too short for a first answer.
    """
    stop = stop or StopSignal()
    setting, hall, proofs = _distributed(dinner, etiquette, stop, limits, report_step)
    boards, seated = lay_boards(setting, hall), []
    for number, here in enumerate(boards, 1):
        seated.append(seat_table(here, stop, limits=limits))
        if report_step:
            report_step(SEATS_STEP, number, len(boards))
    return report(chart_of(setting, boards, seated, proofs))


def _distributed(
    dinner: Dinner, etiquette: Etiquette, stop: StopSignal, limits: BanquetLimits, report_step: ReportStep | None
) -> tuple[DinnerFacts, TableAssignment, list[Proof]]:
    """Distribute over as few tables as will do: wishes may ask for one more than the seats do."""
    setting = DinnerFacts(dinner, etiquette)
    while True:
        try:
            return setting, *distribute(setting, stop, limits, report_step)
        except CrowdError:
            order, used = table_order(dinner.hall, etiquette), len(setting.tables)
            if used == len(order) or stop.now:
                raise
            setting = DinnerFacts(dinner, etiquette, frozenset({order[used].id}))


def lay_boards(setting: DinnerFacts, hall: TableAssignment) -> list[TableBoard]:
    """Lay every table that has people."""
    rows = zip(setting.tables, hall.members, strict=True)
    return [board(setting, table, members) for table, members in rows if members]


def chart_of(
    setting: DinnerFacts, boards: Sequence[TableBoard], seated: Sequence[SeatedTable], proofs: Sequence[Proof]
) -> Chart:
    """Put tables and seats together, with the proofs of the whole hall before those of each table."""
    seat_of = {name: seat for table in seated for name, seat in table.seat_of.items()}
    own = [proof for table in seated for proof in table.proofs]
    summed = [proof for name in ("must", "should", "same_side", "prefer") if (proof := _sum(name, own))]
    return Chart(setting, tuple(boards), seat_of, proofs=(*proofs, *summed, *own))


def _sum(name: str, own: Sequence[Proof]) -> Proof | None:
    """One step of all tables together: the seats of a table do not depend on those of another."""
    rows = [proof for proof in own if proof.name == name]
    if not rows:
        return None
    status: Literal["proven", "open"] = "proven" if all(row.status == "proven" for row in rows) else "open"
    value, bound = sum(row.value for row in rows), sum(row.bound for row in rows)
    return Proof(name=f"seats {name}", name_zh=rows[0].name_zh, value=value, bound=bound, status=status)
