"""The first round over a sheet: what its rows are called, their ids, and whose they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.errors import Fault
from planner.formats.workbook.cells.base import CellContext
from planner.formats.workbook.form import Column, Form, Row, value_at
from planner.formats.workbook.names import Registry, made_id
from planner.formats.workbook.rows import cell_value
from planner.formats.workbook.tables import DITTO_WORDS
from planner.formats.workbook.week_rows import take_ceremony_word
from planner.language.forms_of_address import forms_of_address
from planner.language.request_words import request_words
from planner.language.text import Unreadable, said, tight

if TYPE_CHECKING:
    from planner.formats.raw import KeyPath
    from planner.formats.workbook.tables import SheetTable


_NAMED_BY = {"person": ("title",), "request": ("occasion", "lunch", "topic")}
"""Further fields by which rows of a form are called."""
_COMPANY_WORDS = ("公司", "我公司", "本公司", "我司", "公司本部")
"""What people call the place where the company is."""


@dataclass
class RowIdentity:
    """What a row is.

    Attributes
    ----------
    id : str
        Given, or made.
    path : KeyPath or None
        Where it stands in the raw week, once it is read.
    of : RowIdentity or None
        The row of another sheet that it belongs to.
    label : str
        What it is called.
    """

    table: SheetTable
    row: int
    id: str
    of: RowIdentity | None = None
    label: str = ""
    path: KeyPath | None = None

    @property
    def owner(self) -> KeyPath | None:
        """Where the row that it belongs to stands."""
        return self.of.path if self.of else None

    @property
    def visit(self) -> str | None:
        """The visit that it belongs to."""
        return self.of.id if self.of and self.of.table.where and self.of.of is None else None


def identify_rows(
    form: Form, tables: list[SheetTable], names: Registry, before: dict[str, list[RowIdentity]], faults: list[Fault]
) -> list[RowIdentity]:
    """Return the heads of all rows of a form and add their names to the registry."""
    context = CellContext(names)
    owners = {head.id: head for heads in _owning(form, before) for head in heads}
    found: list[RowIdentity] = []
    taken: dict[tuple[str, str], str] = {}
    previous: RowIdentity | None = None
    for table in tables:
        for row in table.rows:
            owner = _owner(form, table, row, context, owners, previous, faults) if form.owner else None
            previous = owner or previous
            data = _said(form, table, row, context)
            id = _id(form, table, row, data, owner.id if owner else "", taken, faults)
            labels = [str(data[label]) for label in form.label.split() if isinstance(data.get(label), str)]
            head = RowIdentity(table, row, id, owner, labels[0] if labels else "")
            found.append(head)
            if form.named:
                kind = _kind_label(form, data)
                also = _COMPANY_WORDS if data.get("kind") == "site" else ()
                named = names.of(form.named, owner.id if owner else None)
                named.add(id, *labels, *([kind] if kind else []), *also)
                if form.named == "request":
                    take_ceremony_word(data)
                    named.call(id, *request_words(data.get("kind"), data | _place(form, table, row)))
                if form.named == "person" and labels:
                    forms = forms_of_address(labels[0], data["title"] if isinstance(data.get("title"), str) else "")
                    named.call(id, *forms.certain, *forms.titles)
    return found


def _owning(form: Form, before: dict[str, list[RowIdentity]]) -> list[list[RowIdentity]]:
    if form.owner is None:
        return []
    titles = {"visit": ("来访客户",), "place": ("酒店", "餐厅")}[form.owner.cell.refers]
    return [before.get(title, []) for title in titles]


def _owner(
    form: Form,
    table: SheetTable,
    row: int,
    context: CellContext,
    owners: dict[str, RowIdentity],
    previous: RowIdentity | None,
    faults: list[Fault],
) -> RowIdentity | None:
    """Return the row that a row belongs to: as named, as above where ditto stands, the only one where there is one."""
    column = form.owner
    assert column is not None
    cell = table.cell(row, column)
    place = table.place(row, column)
    if cell is None:
        if len(owners) == 1:
            return next(iter(owners.values()))
        above = previous.of is None if previous else False
        maybe = bilingual("与上一行相同的，写“同上”", "write 同上 if it is as above") if above else ""
        faults.append(
            Fault(table.file, place, bilingual(f"没写“{column.header}”", f"missing: “{column.header}”"), maybe)
        )
        return None
    if isinstance(cell.value, str) and tight(cell.value) in DITTO_WORDS and previous is not None:
        return previous
    try:
        id = cell_value(cell, column.cell, context)
    except Unreadable as fault:
        faults.append(Fault(table.file, place, fault.what, fault.maybe))
        return None
    if id not in owners:
        faults.append(
            Fault(
                table.file,
                place,
                f"{said(cell.value)} " + bilingual(f"不是{column.header}", f"is no “{column.header}”"),
            )
        )
        return None
    return owners[id]


def _said(form: Form, table: SheetTable, row: int, context: CellContext) -> Row:
    """Return id, kind and labels of a row, as far as they can be read; the faults are told in the second round."""
    data: Row = dict(form.fixed)
    wanted = {"id", "kind", *form.label.split(), *_NAMED_BY.get(form.named, ())}
    for column in form.columns:
        cell = table.cell(row, column) if column.path in wanted else None
        if cell is None:
            continue
        try:
            data[column.path] = cell_value(cell, column.cell, context)
        except Unreadable:
            continue
    return data


def _place(form: Form, table: SheetTable, row: int) -> Row:
    """Return the name of a request's place, as it is written."""
    column = next(column for column in form.columns if ("place",) in column.paths)
    cell = table.cell(row, column)
    return {"place": cell.value} if cell is not None and isinstance(cell.value, str) else {}


def _id(
    form: Form,
    table: SheetTable,
    row: int,
    data: Row,
    owner: str,
    taken: dict[tuple[str, str], str],
    faults: list[Fault],
) -> str:
    """Return the id that is given, else one that is made and not yet taken; "" where rows have none."""
    if not form.prefix:
        return ""
    given = data.get("id")
    scope = owner if form.owner else ""
    if isinstance(given, str) and given:
        taken.setdefault((scope, given), table.place(row))
        return given
    label = " ".join(str(data[key]) for key in form.label.split() if key in data and key != "id")
    numbered = form.prefix.endswith("#")
    base = form.prefix.removesuffix("#")
    if numbered:
        base = {"kind": str(data.get("kind", "item"))}.get(base, base)
        base += str(data.get("kind", "")) if form.prefix == "hired-#" else ""
        id = base if form.prefix != "g#" else "g1"
    else:
        first = str(data.get(form.label.split()[0], "")) if form.label else ""
        id = made_id(base, first or f"row-{row}")
    if (scope, id) in taken and not numbered and label:
        column = _label_column(form)
        place = table.place(row, column)
        what = f"{said(label)} " + bilingual(
            f"重名，上一个在 {taken[scope, id]}", f"the name is there twice, first at {taken[scope, id]}"
        )
        faults.append(Fault(table.file, place, what, bilingual("在“编号”列写不同的编号，或改名", "give ids")))
    number = 1
    found = id
    while (scope, found) in taken:
        number += 1
        found = f"{base}{number}" if form.prefix == "g#" else f"{id}-{number}"
    taken[scope, found] = table.place(row)
    return found


def _label_column(form: Form) -> Column | None:
    first = form.label.split()[0] if form.label else ""
    return next((column for column in form.columns if column.path == first), None)


def _kind_label(form: Form, data: Row) -> str:
    """Return the word for the kind of a request, by which it may be called."""
    if form.named != "request":
        return ""
    column = next(column for column in form.columns if column.path == "kind")
    return str(getattr(column.cell, "labels", {}).get(value_at(data, ("kind",)), ""))
