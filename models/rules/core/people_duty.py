"""What duty rules about people offer to staffing: the amount of a piece of work, and how a model states it.

A duty rule has two readings, as every rule: ``check`` judges any plan, and a ``post_…`` method states the rule in the
model of helpers. The amount itself is one pure function, an ``…_amount`` method of the rule: ``check``, the heuristic
and the model all call it. Staffing gets rules by what they offer, never by their ids:

- ``PositionRule``: one place to fill in an item or move, with somebody or nobody in it;
- ``BookedDayRule``: a helper who is booked by the day: the positions of a day that nobody of ours fills;
- ``TableRule``: how many of ours keep guests company at an item;
- ``StrangerRule``: who sits at a banquet without having met the guests;
- ``DelegationRule``: all who escort one delegation;
- ``DayChainRule``: who is with the guests through a day;
- ``WeekRule``: all that one person does in a week; and in the model, one of
  ``LoadRule`` (how many duties), ``WorkingDayRule`` (length of days, rest between them), ``SeriesRule`` (too many
  duties in a series).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from models.domain.demands import HelperDemand
    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.people_work import PersonWork, Task
    from models.rules.core.spans import Span
    from models.rules.core.view import Expr, Lit


HIRED = ""
"""Whoever is hired, as one of those who are with the guests through a day: nobody of ours has this id."""


class DutyRule(Protocol):
    """What all duty rules offer to staffing beside their amounts; ``models.rules.core.base.Rule`` satisfies it."""

    id: ClassVar[str]

    def cost(self, amount: int) -> int:
        """Return what an amount weighs in its tier."""

    def waived(self, visit: Visit, *scopes: str) -> bool:
        """Tell whether the visit carries a waiver of the rule for any of the scopes, or for the whole visit."""


class PossibleWork(NamedTuple):
    """Work that somebody may do: its span, and the literal that says whether they do (1: they do in any case)."""

    span: Span
    chosen: Lit


class DutyPoster(Protocol):
    """How a duty rule states itself in the model of helpers; ``models.staffing.helper_model.HelperModel`` satisfies it.

    ``hint``: the value in the staffing from which the model starts.
    """

    def literal(self, hint: bool) -> Lit:
        """Return a new 0/1 variable."""

    def integer(self, low: int, high: int, hint: int) -> Expr:
        """Return a new integer variable with its bounds."""

    def hint_of(self, variable: Lit | Expr) -> int:
        """Return the value of a variable, or of a number, in the staffing from which the model starts."""

    def at_least(self, expr: Expr, least: Expr, on: Lit = 1) -> None:
        """Require ``expr >= least``, where ``on`` is true."""

    def at_most(self, expr: Expr, most: Expr, on: Lit = 1) -> None:
        """Require ``expr <= most``, where ``on`` is true."""

    def implies(self, literal: Lit, other: Lit) -> None:
        """Require that the second literal is true where the first one is."""

    def any_of(self, *literals: Lit) -> None:
        """Require that at least one literal is true."""

    def negated(self, literal: Lit) -> Lit:
        """Return the negation of a literal."""

    def price(self, rule: DutyRule, amount: Expr) -> None:
        """Count an amount of breaks of a rule, in its tier and with its weight."""


@runtime_checkable
class PositionRule(DutyRule, Protocol):
    """A rule about who fills one position: one place to fill in an item or move."""

    def position_amount(self, facts: Facts, stay: Stay, demand: HelperDemand, person: HostPerson | None) -> int:
        """Return the amount of a position of a demand, filled by somebody who can fill it, or by nobody of ours.

        0 where the rule does not ask for such a position. It reads no times of the demand, and of a person no more than
        rank and roles: staffing asks once for all who have the same.
        """


@runtime_checkable
class BookedDayRule(DutyRule, Protocol):
    """A rule about helpers who are booked by the day, whatever the number of positions: interpreters."""

    def booked_amount(self, lacking: Collection[str]) -> int:
        """Return the amount of a day and language, by the rules that ask for the positions nobody of ours fills."""

    def post_booked(self, m: DutyPoster, lacking: Mapping[str, Sequence[Lit]]) -> None:
        """State the amount; each rule that asks has the literals of its positions that nobody of ours fills."""


@runtime_checkable
class TableRule(DutyRule, Protocol):
    """A rule about how many of our people keep guests company."""

    def table_amount(self, due: int, there: int) -> int:
        """Return the amount of an item at which so many of ours are due, and so many are there."""


@runtime_checkable
class StrangerRule(DutyRule, Protocol):
    """A rule about those at a banquet whom the guests have not met before it."""

    def stranger_amount(self, *, met: bool) -> int:
        """Return the amount of somebody at a banquet whom the guests have met, or not; 0 where they have."""

    def post_stranger(self, m: DutyPoster, chosen: Lit, before: Sequence[Lit]) -> None:
        """State the amount of somebody who may sit at a banquet.

        Parameters
        ----------
        chosen : literal
            They sit there.
        before : sequence of literals
            The positions before it in which the guests would meet them.
        """


@runtime_checkable
class DelegationRule(DutyRule, Protocol):
    """A rule about all who escort one delegation."""

    def delegation_amount(self, escorts: Collection[str], own: str | None) -> int:
        """Return the amount of some people, by id, who escort a delegation whose own escort is ``own``.

        Who they are matters for ``own`` only.
        """

    def least_delegation_amount(self, at_once: int) -> int:
        """Return what no set of people goes below, where so many of them are needed at once."""

    def post_delegation(
        self, m: DutyPoster, duties: Mapping[str, Sequence[Lit]], own: str | None, hint: Collection[str]
    ) -> None:
        """State the amount of a delegation.

        Parameters
        ----------
        duties : mapping person -> literals
            The duties as an escort that each person may have, in the order in which variables are made.
        hint : collection of str
            Who escorts it in the staffing from which the model starts.
        """


@runtime_checkable
class DayChainRule(DutyRule, Protocol):
    """A rule about who is with the guests through a day, one row after another."""

    def changes_amount(self, rows: Sequence[Collection[str]]) -> int:
        """Return the amount of those, by id (``HIRED``), who are with the guests in each row of a day."""

    def post_changes(self, m: DutyPoster, rows: Sequence[Mapping[str, Sequence[Lit]]]) -> None:
        """State the amount; each row has, by person, the literals of its positions."""


@runtime_checkable
class WeekRule(DutyRule, Protocol):
    """A rule about all that one person does in a week."""

    def week_amount(self, work: PersonWork) -> int:
        """Return the amount of somebody's week; more work never has a smaller one, and none has none."""


@runtime_checkable
class LoadRule(DutyRule, Protocol):
    """A rule about how many duties somebody has, stated when the model is made."""

    def post_load(
        self, m: DutyPoster, facts: Facts, person: str, fixed: Sequence[Task], chosen: Sequence[tuple[Task, Lit]]
    ) -> None:
        """State the amount of somebody's duties, by id, beyond what the fixed ones break anyway."""


@runtime_checkable
class WorkingDayRule(DutyRule, Protocol):
    """A rule about the length of working days and the rest between them, stated for those whom a solution overworks."""

    def day_amount(self, spans: Sequence[Span]) -> int:
        """Return the minutes by which a day is too long; the spans are sorted."""

    def rest_amounts(self, days: Mapping[dt.date, Sequence[Span]]) -> list[tuple[dt.date, int]]:
        """Return the days before which rest is too short, and by how many minutes."""

    def post_day(self, m: DutyPoster, works: Sequence[PossibleWork]) -> Expr:
        """State the length of a day, and return the least amount that it has; the works are sorted by start."""

    def post_rest(self, m: DutyPoster, before: Sequence[PossibleWork], after: Sequence[PossibleWork]) -> Expr:
        """State the rest between the works of two days, and return the least amount that it has."""


@runtime_checkable
class SeriesRule(DutyRule, Protocol):
    """A rule about duties in a series, stated for those who have too many in a solution."""

    def too_many(self, tasks: Sequence[Task]) -> list[tuple[int, ...]]:
        """Return the shortest series that are too long, each by the places of its tasks, the earliest first."""

    def post_series(self, m: DutyPoster, chosen: Sequence[Lit]) -> None:
        """State that all duties of such a series together are one break more."""
