"""What the exact models of helpers and of the dispatch have in common: variables with hints, and priced terms."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from models.cp.types import own_expr, own_lit
from models.staffing.costs import COMPONENTS

if TYPE_CHECKING:
    from models.cp.types import Expr, Lit
    from models.rules.core import view
    from models.staffing.costs import Component, DutyPrices, StaffingCost


class StaffingModel:
    """A CP-SAT model of a part of the staffing.

    Attributes
    ----------
    terms : dict component -> list of (weight, expression)
        What is minimised.
    hints : dict variable index -> value
        The staffing from which the model starts.
    """

    def __init__(self, prices: DutyPrices) -> None:
        self.prices = prices
        self.model = cp_model.CpModel()
        self.terms: dict[Component, list[tuple[int, Expr]]] = defaultdict(list)
        self.hints: dict[int, int] = {}

    def literal(self, hint: bool) -> cp_model.IntVar:
        """Return a new 0/1 variable."""
        literal = self.model.new_bool_var("")
        self.hints[literal.index] = int(hint)
        return literal

    def integer(self, low: int, high: int, hint: int) -> cp_model.IntVar:
        """Return a new integer variable with its bounds."""
        variable = self.model.new_int_var(low, high, "")
        self.hints[variable.index] = hint
        return variable

    def at_least(self, expr: view.Expr, least: view.Expr, on: view.Lit = 1) -> None:
        """Require ``expr >= least``, where ``on`` is true."""
        self._require(own_expr(expr) >= own_expr(least), own_lit(on))

    def at_most(self, expr: view.Expr, most: view.Expr, on: view.Lit = 1) -> None:
        """Require ``expr <= most``, where ``on`` is true."""
        self._require(own_expr(expr) <= own_expr(most), own_lit(on))

    def _require(self, constraint: cp_model.BoundedLinearExpression | bool, on: Lit) -> None:
        made = self.model.add(constraint)
        if not isinstance(on, int):
            made.only_enforce_if(on)

    def add_cost(self, cost: StaffingCost, amount: Expr) -> None:
        """Add ``amount`` times a cost to what is minimised."""
        for component, weight in zip(COMPONENTS, cost, strict=True):
            if weight:
                self.terms[component].append((weight, amount))

    def objective(self, component: Component) -> Expr:
        """Return what is minimised in a component of the cost."""
        return sum((weight * amount for weight, amount in self.terms[component]), 0)
