"""第几稿: the number of a draft and the day on which it was first written, as papers say them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from planner.language.words import Words


class DraftMark(NamedTuple):
    """Which draft of a plan a paper shows.

    Attributes
    ----------
    number : int
        From 1; a plan that differs from the one before is the next draft.
    date : date or None
        The day on which it was first written; None: not known.
    """

    number: int
    date: dt.date | None = None

    def name(self, words: Words) -> str:
        """Return 第2稿."""
        return words.pick(f"第{self.number}稿", f"draft {self.number}")

    def dated(self, words: Words) -> str:
        """Return 第2稿（10月12日）, as far as the day is known."""
        return self.name(words) if self.date is None else words.note(self.name(words), words.date(self.date))
