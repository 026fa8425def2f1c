"""What became of cells changed by hand: kept and from now on locked, or why not and what stands instead."""

from __future__ import annotations

import dataclasses
from functools import cached_property
from typing import TYPE_CHECKING, Any

from models.domain.changed_sides import night_id
from models.domain.pins import SIDE_WORDS, SIDES
from planner.language.typeset import typeset
from planner.papers.tables.findings import clause
from planner.papers.tables.programme import PROGRAMME_COLUMNS, programmes
from planner.plan_workbook.reading.decisions import SIDE_OF_FIELD
from planner.plan_workbook.reading.locks import sides_of
from planner.plan_workbook.row_keys import night_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from models.rules.core.score import Broken
    from planner.papers.paper import Paper
    from planner.papers.table import Row
    from planner.plan_workbook.reading.decisions import DecidedRow
    from planner.plan_workbook.writing import FormerDraft
    from planner.services.result import Result

_PRINTED_FIELD = {"depart": "time", "arrive": "time", "vehicle": "cars", "driver": "cars", "rooms": "note"}
"""Field of a duty list → the field of a programme that tells it."""
_MOST_CLAUSES = 3
"""Broken musts that are told of one cell."""


@dataclasses.dataclass(frozen=True)
class DecidedTexts:
    """The changed cells of the workbook that a plan began with.

    Attributes
    ----------
    paper : Paper
        Of the new plan.
    rows : sequence of DecidedRow
        What was changed.
    result : Result
        What was made of it.
    """

    paper: Paper
    rows: Sequence[DecidedRow]
    result: Result

    def lines(self) -> Iterator[str]:
        """Yield how many cells were kept, and each that was not, with the clause and what stands instead."""
        if not self.rows:
            return
        words, kept = self.paper.words, len(self._kept)
        yield words.pick(
            f"手工改动 {len(self.rows)} 处，照办 {kept} 处",
            f"changed by hand: {len(self.rows)}, kept: {kept}",
        )
        for row, broken in self._given_up:
            yield "  " + self._line(row, broken)

    def data(self) -> dict[str, Any]:
        """Return it as plain data."""
        given_up = [
            {
                "cell": str(row.ref),
                "was": row.was,
                "now": row.now,
                "rules": sorted({b.rule.id for b in broken}),
                "why": [typeset(b.violation.say(self.paper.words.lang)) for b in broken],
                "instead": self._instead(row),
            }
            for row, broken in self._given_up
        ]
        return {"kept": [str(row.ref) for row in self._kept], "given_up": given_up}

    def locked(self, former: FormerDraft | None) -> FormerDraft | None:
        """Return the draft before with the kept decisions locked: who improves this plan again keeps them as well."""
        if former is None or not self._kept:
            return former
        locks = dict(former.locks)
        for row in self._kept:
            for id in row.ids:
                printed = self._printed.get(id)
                if row.field != "what" and printed is not None:
                    key = printed.about or night_key(printed.visit, printed.day)
                    locks[key] = self._with_sides(locks.get(key, ""), row.field)
        return dataclasses.replace(former, locks=locks)

    def _with_sides(self, lock: str, field: str) -> str:
        """Return a lock with the sides that a field decides besides."""
        sides = {*sides_of(lock), *SIDE_OF_FIELD[field]}
        if sides >= set(SIDES):
            return self.paper.words.pick("全部", "all")
        return self.paper.words.comma.join(self.paper.words.pick(*SIDE_WORDS[side]) for side in SIDES if side in sides)

    # -- kept or not

    @cached_property
    def _given_up(self) -> list[tuple[DecidedRow, tuple[Broken, ...]]]:
        why = {each.decision.source: each.broken for each in self.result.given_up}
        return [(row, why[row.source]) for row in self.rows if row.source in why]

    @cached_property
    def _kept(self) -> list[DecidedRow]:
        out = {each.decision.source for each in self.result.given_up}
        return [row for row in self.rows if row.source not in out]

    # -- what stands there now

    def _line(self, row: DecidedRow, broken: tuple[Broken, ...]) -> str:
        words, paper = self.paper.words, self.paper
        said = row.now or words.pick(f"删去{row.was}", f"{row.was} taken out")
        musts = broken[:_MOST_CLAUSES]
        told = [words.label(clause(paper, b.rule), typeset(b.violation.say(words.lang))) for b in musts]
        why = words.pick("；", "; ").join(dict.fromkeys(told))
        return words.pick(
            f"{row.ref} “{_one_line(said)}”不能照办：{why}；现排 {self._instead(row)}",
            f'{row.ref} "{_one_line(said)}" cannot be kept: {why}; instead: {self._instead(row)}',
        )

    def _instead(self, row: DecidedRow) -> str:
        words = self.paper.words
        printed = next((self._printed[id] for id in row.ids if id in self._printed), None)
        if printed is None:
            return words.pick("（不排）", "(not planned)")
        cells = dict(zip((column.field for column in PROGRAMME_COLUMNS), printed.cells, strict=False))
        if row.field in ("what", "row", "day"):
            return " ".join(cells[name] for name in ("day", "time", "place") if cells.get(name))
        text = cells.get(_PRINTED_FIELD.get(row.field, row.field), "")
        return _one_line(text) or words.pick("（空）", "(none)")

    @cached_property
    def _printed(self) -> dict[str, Row]:
        """Item, move or night → its row in the programme."""
        found: dict[str, Row] = {}
        nights = {night_key(n.visit, n.day): night_id(n) for n in self.paper.plan.nights}
        for table in programmes(self.paper):
            for row in table.rows:
                ids = (row.about, *row.moves) if row.about else (nights.get(night_key(row.visit, row.day), ""),)
                found.update(dict.fromkeys((id for id in ids if id), row))
        return found


def _one_line(text: str) -> str:
    return " ".join(text.split())
