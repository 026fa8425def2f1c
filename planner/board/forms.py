"""Forms of the page for facts of the week: visits, requests, absences; typed as into the cells of the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from models.domain.activities import Gift
from models.domain.base import Fact
from models.domain.bilingual import bilingual, in_language
from models.domain.consistency import not_planned_yet
from models.domain.facts import Facts
from models.domain.plan import WHOLE_VISIT, LeftOut, LeftOutCause, VisitPlan
from models.itinerary.model.plan_ledger import visit_plans_of
from planner.board.apply_by_hand import NotByHand, pin_of, side_of
from planner.board.changed_facts import facts_of_change
from planner.board.form_texts import FormTexts
from planner.board.state import BoardState
from planner.formats.changed_week import changed_week
from planner.formats.workbook.changed_rows import RowChange, shown_rows
from planner.formats.workbook.forms_other import ABSENCES_FORM, KIND_OF_ABSENCE
from planner.formats.workbook.forms_week import GROUPS_FORM, MEMBERS_FORM, REQUESTS_FORM, TOTAL_FIELD, VISITS_FORM
from planner.formats.workbook.write import names_of
from planner.language.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from models.domain.policy import Edition
    from models.domain.visits import Visit
    from models.domain.week import Week
    from planner.board.session import BoardSession
    from planner.formats.changed_week import CellFault
    from planner.formats.workbook.changed_rows import ShownRow
    from planner.formats.workbook.form import Column, Form

MOST_ROWS = 120
FormKind = Literal["visit", "request", "absence"]
"""What a form is about: a delegation with its guests and ways, what it asks for, who and what is away or closed."""
FORMS_OF: dict[FormKind, tuple[Form, ...]] = {
    "visit": (VISITS_FORM, GROUPS_FORM, MEMBERS_FORM, REQUESTS_FORM),
    "request": (REQUESTS_FORM,),
    "absence": (ABSENCES_FORM,),
}
JUST_ENTERED = LeftOutCause(zh="新提出的，还没有排", en="newly asked for, not planned yet")
"""Why something that was just entered is not in the plan."""
_KIND_OF_VIEW = {"room": "rooms", "vehicle": "vehicles", "driver": "drivers", "restaurant": "places"} | dict.fromkeys(
    ("leader", "docent", "interpreter"), "people"
)
"""Whose absence it is that is entered from a row of a view."""
Short = Annotated[str, Field(max_length=100)]


class TypedRow(Fact):
    """A row as it comes from the page: only what was changed; see ``RowChange``."""

    form: Short
    id: Short = ""
    owner: Short = ""
    cells: dict[Short, Annotated[str, Field(max_length=400)]] = Field(default_factory=dict)
    gone: bool = False


class TypedForm(Fact):
    """What is typed into a form: ``of`` is a visit, an item ``VISIT/REQUEST``, or ``VISIT/`` for a new request."""

    what: FormKind
    of: Short = ""
    rows: Annotated[tuple[TypedRow, ...], Field(max_length=MOST_ROWS)] = ()


@dataclass(frozen=True)
class FormRead:
    """A form that was read.

    Attributes
    ----------
    after : BoardState or None
        The state with the changed facts; None: something is wrong.
    """

    after: BoardState | None
    faults: tuple[CellFault, ...]
    said: tuple[str, str] = ("", "")


# ---------------------------------------------------------------- what the page shows


def form_view(session: BoardSession, what: FormKind, of: str, words: Words) -> dict[str, Any]:
    """Return a form as plain data: its sections, each with columns and rows.

    Parameters
    ----------
    of : str
        See ``TypedForm``; for absences ``VIEW:ROW``, the row of the board from which it was opened.
    """
    week, texts = session.state.week, FormTexts(words)
    visit = of.partition("/")[0]
    known = {each.id for each in week.visits}
    if what == "request" and visit not in known:
        raise NotByHand(*texts.GONE)
    if what == "visit" and of and visit not in known:
        raise NotByHand(*texts.GONE)
    client = week.visit(visit).client if visit in known else ""
    sections = [_section(week, form, what, of, texts) for form in FORMS_OF[what] if _is_shown(form, what, of)]
    return {
        "what": what,
        "of": of,
        "number": session.number,
        "title": texts.title(what, of, client),
        "sections": sections,
        "requests": _requests(week, visit, texts) if what == "visit" and of else [],
    }


def _requests(week: Week, visit: str, texts: FormTexts) -> list[dict[str, str]]:
    """Return what a visit asks for: each has a form of its own."""
    found = []
    for request in week.visit(visit).requests:
        title = request.title or getattr(request, "topic", None) or ""
        label = " ".join(part for part in (texts.kind(request.kind), title) if part)
        found.append({"of": f"{visit}/{request.id}", "label": label})
    return found


def _is_shown(form: Form, what: FormKind, of: str) -> bool:
    """Tell whether a section is shown: requests of a known visit have a form of their own."""
    return not (what == "visit" and of and form is REQUESTS_FORM)


def _section(week: Week, form: Form, what: FormKind, of: str, texts: FormTexts) -> dict[str, Any]:
    visit, _, request = of.partition("/")
    new = {
        "id": "",
        "owner": visit if form.owner is not None else "",
        "label": texts.new(form),
        "cells": {},
        "kind": "",
    }
    rows: list[dict[str, Any]] = []
    for row in shown_rows(week, form):
        mine = form is ABSENCES_FORM or (row.id if form is VISITS_FORM else row.owner) == visit
        if mine and (what != "request" or row.id == request):
            rows.append(_row(week, form, row, texts))
    if what == "request" and request and not rows:
        raise NotByHand(*texts.GONE)
    add = form is not VISITS_FORM and not (what == "request" and request)
    if form is ABSENCES_FORM:
        rows.insert(0, {**new, "cells": _absence_of(week, of)})
    elif not rows and form is not MEMBERS_FORM:
        rows.append(new)
    return {
        "form": form.title,
        "title": texts.section(form),
        "help": texts.help(form.help),
        "columns": [_column(week, form, column, visit, texts) for column in form.columns if column.path != "id"],
        "rows": rows,
        "new": new if add else None,
        "gone": form is ABSENCES_FORM,
    }


def _row(week: Week, form: Form, row: ShownRow, texts: FormTexts) -> dict[str, Any]:
    cells = dict(row.cells)
    if form is VISITS_FORM:
        visit = week.visit(row.id)
        total = next(column for column in form.columns if column.path == TOTAL_FIELD)
        cells[total.header] = str(len(visit.members) + sum(group.unnamed for group in visit.groups))
    names = [column.header for column in form.columns if column.path in form.label.split() and column.path != "id"]
    label = next((cells[name] for name in names if name in cells), "")
    if form is GROUPS_FORM:
        label = " ".join(cells.get(header, "") for header in ("到达日期", "到达时间", "到达地点")).strip()
    elif form is ABSENCES_FORM:
        label = " ".join(cells.get(column.header, "") for column in form.columns[1:4])
    kind = row.kind if form is REQUESTS_FORM else ""
    return {"id": row.id, "owner": row.owner, "label": label or texts.kind(kind), "cells": cells, "kind": kind}


def _absence_of(week: Week, of: str) -> dict[str, str]:
    """Return what is known of a new absence: who or what it is of."""
    view, _, id = of.partition(":")
    kind, id = _KIND_OF_VIEW.get(view), id.partition(":")[0]
    if kind is None or id not in {thing.id for thing in getattr(week.company, kind)}:
        return {}
    what, name = ABSENCES_FORM.columns[:2]
    word = names_of(week).of(KIND_OF_ABSENCE[kind]).word(id)
    return {what.header: what.cell.labels[kind], name.header: word}  # type: ignore[attr-defined]


def _column(week: Week, form: Form, column: Column, visit: str, texts: FormTexts) -> dict[str, Any]:
    cell = column.cell
    kinds = []
    if "" not in form.kinds:
        labels = {kind: texts.option(form, kind) for kind in form.kinds}
        kinds = [labels[kind] for kind, fact in form.kinds.items() if _has(fact, column)]
    return {
        "id": column.header,
        "label": texts.label(column.header),
        "help": texts.help(column.help),
        "needed": column.needed,
        "rare": column.header in form.rare.split(),
        "options": texts.options(cell) if cell.choices and not cell.several else [],
        "names": _names(week, form, column, visit),
        "kinds": kinds if len(kinds) < len(form.kinds) else [],
        "chooses": column.path == "kind",
    }


def _has(fact: type[Fact], column: Column) -> bool:
    """Tell whether a kind of request has the field of a column."""
    return any(path[0] in fact.model_fields or path[0].startswith("_") for path in column.paths)


def _names(week: Week, form: Form, column: Column, visit: str) -> list[str]:
    """Return what may be chosen among: choices of which several may stand there, else names."""
    cell = column.cell
    if cell.choices:
        return list(cell.choices) if cell.several else []
    names = names_of(week)
    if form is ABSENCES_FORM and column.path == "_name":
        kinds = list(dict.fromkeys(KIND_OF_ABSENCE.values()))
    else:
        kinds = [cell.refers] if cell.refers else []
    found = (names.of(kind, visit) for kind in kinds)
    return list(dict.fromkeys(known.word(id) for known in found for id in known.labels))


# ---------------------------------------------------------------- what is typed


def changes_of(typed: TypedForm) -> list[RowChange]:
    """Return the rows that were typed.

    Raises
    ------
    NotByHand
        When there is no such form, row or column.
    """
    forms = {form.title: form for form in FORMS_OF[typed.what]}
    visit, found = typed.of.partition("/")[0], []
    for row in typed.rows:
        form = forms.get(row.form)
        headers = {column.header for column in form.columns if column.path != "id"} if form else set()
        owner = visit if form is not None and form.owner is not None else ""
        strange = form is None or not set(row.cells) <= headers or row.owner != owner
        if form is ABSENCES_FORM:  # they have numbers instead of ids
            strange = strange or not ((row.id.isdecimal() and row.id.isascii()) or not (row.id or row.gone))
        if form is None or strange or (row.gone and form is not ABSENCES_FORM):
            raise NotByHand(*FormTexts.GONE)
        if row.cells or row.gone:
            found.append(RowChange(form, row.cells, row.id, owner, row.gone))
    if not found or len(found) < len(typed.rows):
        raise NotByHand(bilingual("没有改动", "nothing was changed"))
    return found


def read_form(state: BoardState, edition: Edition, changes: list[RowChange]) -> FormRead:
    """Return what a state becomes when what was typed is so, or every fault.

    Raises
    ------
    NotByHand
        When a row is no longer there.
    """
    try:
        week, faults = changed_week(state.week, changes)
    except KeyError:
        raise NotByHand(*FormTexts.GONE) from None
    if week is None:
        return FormRead(None, faults)
    zh, en = (FormTexts(Words(lang)).said(state.week, changes) for lang in ("zh", "en"))
    return FormRead(with_week(state, Facts(week, edition)), (), (zh, en))


def stale_keys(week: Week, changes: list[RowChange]) -> list[str]:
    """Return the names of the facts that are about to be changed."""
    return [key for change in changes for key in facts_of_change(week, change)]


def with_week(state: BoardState, facts: Facts) -> BoardState:
    """Return a state with other facts: the plan stays as it is, and what is new is left out of it for now."""
    week, plan = facts.week, state.plan()
    found = visit_plans_of(facts, plan)
    old_visits = {visit.id: visit for visit in state.week.visits}
    never = {(left.visit, left.request): left for left in not_planned_yet(week)}
    plans = {}
    for visit in week.visits:
        before = state.visit_plans.get(visit.id)
        if before is None:
            whole = LeftOut(visit=visit.id, request=WHOLE_VISIT, reason="unknown", causes=(JUST_ENTERED,))
            plans[visit.id] = VisitPlan((), (), (), (whole,))
        elif visit is old_visits[visit.id]:
            plans[visit.id] = before
        else:
            plans[visit.id] = _with_new(before, found[visit.id], old_visits[visit.id], visit, never)
    after = BoardState(week, state.edition, plans, ())
    planned = after.plan()
    pins = tuple(pin for pin in state.pins if pin_of(planned, pin.of, side_of(pin)) == pin)
    return BoardState(week, state.edition, plans, pins)


def _with_new(
    before: VisitPlan, found: VisitPlan, old: Visit, now: Visit, never: Mapping[tuple[str, str], LeftOut]
) -> VisitPlan:
    """Return the plan of a visit with its new requests among what is left out."""
    whole = tuple(left for left in before.left_out if left.is_whole_visit)
    known = {request.id for request in old.requests}
    new = [request.id for request in now.requests if request.id not in known and not isinstance(request, Gift)]
    fresh = (
        never.get((now.id, id)) or LeftOut(visit=now.id, request=id, reason="unknown", causes=(JUST_ENTERED,))
        for id in new
    )
    left = (*whole, *(row for row in found.left_out if row not in whole), *(() if whole else fresh))
    made = VisitPlan(found.items, found.moves, found.nights, left)
    return before if made == before else made


def faults_told(faults: tuple[CellFault, ...], words: Words) -> Iterator[dict[str, Any]]:
    """Yield the faults of a form, each beside its field."""
    for fault in faults:
        what, maybe = (in_language(text, words.lang) for text in (fault.fault.what, fault.fault.maybe))
        where = "" if fault.row is not None else fault.fault.where
        text = " ".join(part for part in (where, what) if part)
        yield {"row": fault.row, "column": fault.header, "text": text, "maybe": maybe}
