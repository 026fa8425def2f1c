"""How staffing reads the rules of vehicles and drivers: the amount of a piece of work, and the same in a model.

The amount is a pure function of the work. ``check`` applies it to a plan, the dispatch heuristic to what it builds, and
the dispatch model takes it as a coefficient or as the linear expression that the same class states.
"""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, NamedTuple, Protocol

from models.rules.core.base import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Move
    from models.domain.resources import HiredCar, Vehicle
    from models.rules.core.spans import Span
    from models.rules.core.transport_load import TransportLoad
    from models.rules.core.vehicle_work import Run, WorkChain
    from models.rules.core.view import Expr, Lit


# ---------------------------------------------------------------- work as a plan or the heuristic has it


class Transport(NamedTuple):
    """What makes a move: the vehicles, hired ones by kind (``hired_name``), and their drivers."""

    vehicles: frozenset[str]
    drivers: frozenset[str]


def hired_name(kind: str) -> str:
    """Return the name of a kind of hired car among vehicles, whose ids may be the same."""
    return f"hired {kind}"


# ---------------------------------------------------------------- work as the dispatch model has it


@dataclass(frozen=True)
class RunView:
    """A run that a vehicle may make on a day.

    Attributes
    ----------
    trip : Span
        The run with the ways from the vehicle's home and back to it.
    made, first, last : Lit
        1 when the vehicle makes it, as the first and as the last of the day.
    """

    run: Run
    trip: Span
    made: Lit
    first: Lit
    last: Lit


@dataclass(frozen=True)
class EmptyRunView:
    """An empty run that a vehicle may make on a day.

    Attributes
    ----------
    minutes : int
        Its length.
    wait : int
        Minutes between the run before it and setting off; 0 from and to its home.
    made : Lit
        1 when the vehicle makes it.
    """

    minutes: int
    wait: int
    made: Lit


@dataclass(frozen=True)
class VehicleDayView:
    """A vehicle's working day, and so its driver's, in a model; the counterpart of ``WorkChain``."""

    runs: Sequence[RunView]
    empty_runs: Sequence[EmptyRunView]

    @property
    def longest(self) -> int:
        """The most that ``length`` can be."""
        return max(view.trip[1] for view in self.runs) - min(view.trip[0] for view in self.runs)

    @property
    def length(self) -> Expr:
        """Minutes from setting off to being back."""
        return sum(view.trip[1] * view.last - view.trip[0] * view.first for view in self.runs)

    @property
    def driving_minutes(self) -> Expr:
        """Minutes at the wheel."""
        loaded = sum(max(0, view.run.arrive - view.run.depart) * view.made for view in self.runs)
        return loaded + sum(view.minutes * view.made for view in self.empty_runs)

    def presence(self, pause: int) -> Expr:
        """Return minutes present: breaks of ``pause`` minutes or more do not count."""
        there: list[Expr] = [(view.run.free - view.run.ready) * view.made for view in self.runs]
        for view in self.empty_runs:
            there.append((view.minutes + (view.wait if view.wait < pause else 0)) * view.made)
        return sum(there)


@dataclass(frozen=True)
class NightView:
    """A driver's night between two working days in a model.

    Attributes
    ----------
    end, start : Expr
        When the driver is back on the day before, and sets off on the day after.
    shortest : int
        The least that ``start - end`` can be where both days are worked.
    """

    end: Expr
    start: Expr
    shortest: int


@dataclass(frozen=True)
class ChangeView:
    """Two moves of a visit, one after the other, in a model.

    Attributes
    ----------
    vehicle, driver : Lit
        1 when a vehicle or a driver comes that did not make the move before.
    """

    vehicle: Lit
    driver: Lit


@dataclass(frozen=True)
class DayLimits:
    """Minutes that a vehicle's working day has at most; infinite: as many as may be.

    Attributes
    ----------
    driving, length : float
        At the wheel; from setting off to being back.
    stretch, presence : float
        Of driving without a break; present, breaks not counted.
    stretch_pause, presence_pause : int
        Minutes of a break, at least.
    """

    driving: float = inf
    length: float = inf
    stretch: float = inf
    stretch_pause: int = 0
    presence: float = inf
    presence_pause: int = 0


class DispatchPoster(Protocol):
    """How a duty rule states itself in the dispatch model; ``DispatchModel`` satisfies it."""

    def at_most(self, expr: Expr, most: int) -> None:
        """Require ``expr <= most``."""

    def excess(self, expr: Expr, hi: int, most: int) -> Expr:
        """Return a variable from 0 to ``most`` that is at least ``expr - hi``."""

    def price(self, rule: Rule, amount: Expr, times: int = 1) -> None:
        """Count ``times * amount`` as broken: at the price of the rule's level; a must forbids it."""


# ---------------------------------------------------------------- rules


class VehicleDayRule(Rule):
    """A rule about the working day of a driver or a vehicle."""

    @abstractmethod
    def amount(self, chain: WorkChain) -> int:
        """Return the amount of the break in a working day whose vehicle keeps its driver."""

    def relieved_amount(self, chain: WorkChain, parts: Sequence[WorkChain]) -> int:
        """Return the amount in a working day of a vehicle whose drivers relieve each other, each with a part of it."""
        del chain
        return sum(self.amount(part) for part in parts)

    @abstractmethod
    def post_day(self, m: DispatchPoster, day: VehicleDayView) -> None:
        """State the rule for a vehicle's working day."""

    def least_amount(self, empty: int, length: int) -> int:
        """Return what the amount is at least, by the minutes of empty runs and those from setting off to being back.

        It grows by the same with every minute of empty runs. It never falls with the length, and grows with a minute of
        it by no less the longer the day is.
        """
        del empty, length
        return 0

    def limits(self) -> DayLimits:
        """Return what a day keeps wherever the rule is not broken: not all of it, but never more."""
        return DayLimits()


class NightRule(Rule):
    """A rule about the rest between two working days of a driver."""

    @property
    @abstractmethod
    def rest(self) -> int:
        """Minutes of rest from which on nothing is broken."""

    @abstractmethod
    def night_amount(self, off: int) -> int:
        """Return the amount of the break in a night of so many minutes; a longer night never has a larger one."""

    @abstractmethod
    def post_night(self, m: DispatchPoster, night: NightView) -> Expr:
        """Return the amount as an expression; the model weighs it when it has stated what the two ends are."""


class VehicleRule(Rule):
    """A rule about a vehicle in a move; in the model the amount is the coefficient of the vehicle's variable."""

    @abstractmethod
    def amount(self, load: TransportLoad, car: Vehicle | HiredCar) -> int:
        """Return the amount of the break by one vehicle in a move."""


class DriverRule(Rule):
    """A rule about who drives, whatever the move; in the model the amount is the coefficient of a driver's ride."""

    @abstractmethod
    def ride_amount(self, facts: Facts, driver: str) -> int:
        """Return the amount of the break by each ride that somebody, by id, drives."""


class ChangeRule(Rule):
    """A rule about the change of vehicles and drivers from a move of a visit to the next."""

    def concerns(self, facts: Facts, before: Move, move: Move) -> bool:
        """Tell whether the change from a move to the next one of its visit is judged."""
        del facts, before, move
        return True

    @abstractmethod
    def amount(self, before: Transport, now: Transport) -> int:
        """Return the amount of the break from one move to the next.

        Which newcomers they are makes no difference, and fewer of them are never a larger break.
        """

    @abstractmethod
    def post_change(self, m: DispatchPoster, change: ChangeView) -> None:
        """State the rule for two moves, one after the other."""
