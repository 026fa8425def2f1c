"""The board: a week in the browser, moved by hand and judged at once."""
