"""Papers: tables, charts, seating, Markdown and workbooks of an analysis."""
