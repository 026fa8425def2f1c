"""The types of expressions in a CP-SAT model, under the short names that this package uses."""

from __future__ import annotations

from typing import TypeAlias

from ortools.sat.python import cp_model

Expr: TypeAlias = cp_model.LinearExpr | int
"""A linear expression; a constant is an int."""
Lit: TypeAlias = cp_model.BoolVarT | int
"""A 0/1 variable or its negation; a constant is 0 or 1."""
