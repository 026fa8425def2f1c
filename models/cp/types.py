"""The types of expressions in a CP-SAT model, under the short names that this package uses, and views made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

from ortools.sat.python import cp_model

from models.rules.core.view import TypedAct, TypedPart, TypedSlot, TypedVisitView

if TYPE_CHECKING:
    from models.rules.core import view

Expr: TypeAlias = cp_model.LinearExpr | int
"""A linear expression; a constant is an int."""
Lit: TypeAlias = cp_model.BoolVarT | int
"""A 0/1 variable or its negation; a constant is 0 or 1."""
SolverPart: TypeAlias = TypedPart[Expr, Lit]
SolverAct: TypeAlias = TypedAct[Expr, Lit]
SolverSlot: TypeAlias = TypedSlot[Expr, Lit]
SolverView: TypeAlias = TypedVisitView[Expr, Lit]
"""The parts of a visit's model; rules see them as ``models.rules.core.view`` has them."""


def own_expr(posted: view.Expr) -> Expr:
    """Return what a rule hands back as the solver's own: it was made of what the view holds, which is the solver's."""
    return cast("Expr", posted)


def own_lit(posted: view.Lit) -> Lit:
    """Return what a rule hands back as the solver's own literal."""
    return cast("Lit", posted)
