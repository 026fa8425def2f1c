"""Who is with the guest of honour through a day: the rows that ask for an escort, or an interpreter, in order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from models.domain.day_windows import operating_day
from models.domain.demands import can_be_hired
from models.domain.roles import ESCORTING_ROLES
from models.rules.core.people_duty import HIRED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from models.domain.facts import Facts
    from models.staffing.positions import Position


class DayChain(NamedTuple):
    """The rows of a day that ask for one kind of company.

    Attributes
    ----------
    rows : list of lists of positions
        The positions of each row, in the order of time.
    hireable : set of positions
        Those in which somebody hired is where nobody of ours is: interpreters.
    """

    visit: str
    day: dt.date
    rows: list[list[int]]
    hireable: set[int]

    def people(self, row: int, person_at: Mapping[int, str]) -> set[str]:
        """Return who fills the positions of a row; nobody beyond the first and the last one."""
        if not 0 <= row < len(self.rows):
            return set()
        found = {person_at[k] for k in self.rows[row] if k in person_at}
        return found | {HIRED for k in self.rows[row] if k in self.hireable and k not in person_at}

    def through(self, person_at: Mapping[int, str]) -> list[set[str]]:
        """Return who fills the positions, row by row."""
        return [self.people(row, person_at) for row in range(len(self.rows))]


class DayChains:
    """The chains of positions; those without the guest of honour are in none.

    Attributes
    ----------
    of_visit : dict visit -> list of DayChain
    place_of : dict position -> (DayChain, row)
    """

    def __init__(self, facts: Facts, positions: Sequence[Position]) -> None:
        found: dict[tuple[str, dt.date, bool], dict[str, list[int]]] = defaultdict(dict)
        for k in sorted(range(len(positions)), key=lambda k: _when(positions[k])):
            task, role = positions[k].task, positions[k].demand.role
            if positions[k].honour and role in (*ESCORTING_ROLES, "interpreter"):
                key = task.visit, operating_day(task.start), role == "interpreter"
                found[key].setdefault(task.row, []).append(k)
        self.of_visit: dict[str, list[DayChain]] = defaultdict(list)
        self.place_of: dict[int, tuple[DayChain, int]] = {}
        for (visit, day, interprets), rows in found.items():
            ks = (k for row in rows.values() for k in row if interprets)
            hireable = {k for k in ks if can_be_hired(facts, positions[k].demand)}
            chain = DayChain(visit, day, list(rows.values()), hireable)
            self.of_visit[visit].append(chain)
            self.place_of |= {k: (chain, row) for row, ks in enumerate(chain.rows) for k in ks}

    def __iter__(self) -> Iterator[DayChain]:
        """Yield all chains."""
        for chains in self.of_visit.values():
            yield from chains


def _when(position: Position) -> tuple[int, int, str]:
    return position.task.start, position.task.end, position.task.row
