"""Layer 4, tables and seats: who sits at which table and on which chair, with proofs."""

from models.banquet.solve import seat

__all__ = ["seat"]
