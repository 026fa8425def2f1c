"""Weeks as Excel workbooks, in and out."""

from __future__ import annotations

from planner.reading.workbook.book import Book, Cell, Sheet, open_book

__all__ = ["Book", "Cell", "Sheet", "open_book"]
