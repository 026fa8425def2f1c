"""Find the table of a hall by what people write: its number, its name, its id, or its label on a paper."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.etiquette.tables import table_order
from planner.language.text import Unreadable, number_in, said, tight, without_brackets

if TYPE_CHECKING:
    from models.domain.etiquette_edition import Etiquette
    from models.domain.halls import Hall

_TABLE_NUMBER = re.compile(r"(?:第|no\.?|table)?(\d+|[一二两三四五六七八九十百]+)(?:号?桌|号)?")
_MAIN_TABLE_WORDS, _TABLE_WORDS = ("主桌", "maintable"), ("餐桌", "table")


class TableNames:
    """The tables of a hall by number, name and id; what could mean two tables is a fault.

    Parameters
    ----------
    etiquette : Etiquette
        Its rules say which table is number 1, 2, 3 …
    """

    def __init__(self, hall: Hall, etiquette: Etiquette) -> None:
        self._order = [table.id for table in table_order(hall, etiquette)]
        self._ids = {tight(table.id): table.id for table in hall.tables}
        self._names: dict[str, set[str]] = {}
        self._shown = [name for table in hall.tables for name in (table.name, table.name_en, table.id) if name]
        self._shown += [f"{number}号桌" for number in range(1, len(self._order) + 1)]
        for table in hall.tables:
            for name in (table.name, table.name_en):
                if name:
                    self._names.setdefault(tight(name), set()).add(table.id)

    def find(self, text: str) -> str:
        """Return the id of a table: ``T3``, ``3号桌``, ``Table 3``, ``3号桌 牡丹``, ``主桌（1号桌）``.

        Raises
        ------
        Unreadable
            If there is no such table, or more than one is meant.
        """
        wanted = tight(text)
        inner = tight(without_brackets(text)[1])
        if wanted in self._ids or inner in self._ids:
            return self._ids[wanted if wanted in self._ids else inner]
        found = self._meant(text, wanted, inner)
        if len(found) == 1:
            return found.pop()
        if found:
            raise Unreadable(
                f"{said(text)} " + bilingual("不止一桌", "more than one table"),
                bilingual("写编号", "the id: ") + "、".join(sorted(found)),
            )
        close = get_close_matches(text, self._shown, n=1, cutoff=0.4)
        maybe = close[0] if close else "、".join(self._shown[:12])
        raise Unreadable(bilingual(f"没有这张桌：{said(text)}", f"no such table: {said(text)}"), maybe)

    def _meant(self, text: str, wanted: str, inner: str) -> set[str]:
        """Return the tables that a text may mean: by the whole text first, then by its parts."""
        for part in (wanted, inner):
            if found := self._names.get(part, set()) | self._numbered(part):
                return set(found)
        head, _, tail = " ".join(text.split()).partition(" ")
        if tail and (found := self._numbered(tight(head)) & self._names.get(tight(tail), set())):
            return found
        return set(self._order) if len(self._order) == 1 and wanted in _TABLE_WORDS else set()

    def _numbered(self, text: str) -> set[str]:
        number = 1.0 if text in _MAIN_TABLE_WORDS else None
        if written := _TABLE_NUMBER.fullmatch(text):
            number = number_in(written[1])
        within = number is not None and 1 <= number <= len(self._order)
        return {self._order[int(number) - 1]} if within and number is not None else set()
