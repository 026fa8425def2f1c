"""Weeks, companies and dinners as Excel workbooks, in and out.

One declaration of sheets and columns (`forms_week`, `forms_company`, `forms_other`, `forms_dinner`: a `form.Form` a
sheet) drives all of it. In: `archive` and `xml_parts` open the file, `book` makes cells of it, `tables` finds
headers and rows, `row_identity` what the rows are called, `rows` and the kinds of `cells` what they say, `week_rows`
joins cells that belong together, `read` puts them into a `planner.formats.raw.Raw`. Out: `write` makes cells of a week,
`xlsx` a file of them.
"""

from __future__ import annotations

from planner.formats.workbook.book import Book, Cell, Sheet, open_book

__all__ = ["Book", "Cell", "Sheet", "open_book"]
