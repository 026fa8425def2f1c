"""Two drafts side by side for a page: both weeks row under row with what differs marked, and their figures.

The figures are those of ``jiedai compare``: measures, rules, and whom to tell what.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from models.domain.bilingual import bilingual
from models.domain.facts import Facts
from planner.board.apply_by_hand import NotByHand
from planner.board.draft_texts import DRAFT_TEXTS
from planner.board.week_view import drawn_week
from planner.judging.check import judge
from planner.papers.paper import Paper
from planner.papers.tables.changed import ChangeTexts
from planner.papers.tables.compared import judged, measured
from planner.services.compare import Comparison, compare

if TYPE_CHECKING:
    from planner.board.drafts import DraftBook
    from planner.board.operations import BoardView
    from planner.board.session import BoardSession
    from planner.judging.check import Report
    from planner.language.words import Words
    from planner.papers.table import PaperTable
    from planner.services.plan_changes import Change

MOST_DIFFERENCES = 300
"""Differences that a page lists; of the rest the number."""
Side = Literal["a", "b"]


@dataclass(frozen=True)
class SideBySide:
    """Compares two drafts of a session."""

    session: BoardSession
    drafts: DraftBook

    def data(self, ids: tuple[str, str], words: Words, view: BoardView) -> dict[str, Any]:
        """Return two drafts, by their ids, as a page draws them.

        Raises
        ------
        NotByHand
            When it is twice the same, or one is not there any more.
        """
        if ids[0] == ids[1]:
            raise NotByHand(bilingual("请选两份不同的", "choose two different ones"))
        session = self.session
        with session.lock:
            named = [(self.drafts.title(id, words), self.drafts.state(id)) for id in ids]
            facts = [session.facts_of(state.week) for _, state in named]
        reports = [
            judge(Facts(each.week, session.edition), state.plan(), session.rules)
            for each, (_, state) in zip(facts, named, strict=True)
        ]
        marks = [words.pick(*DRAFT_TEXTS[key]) for key in ("draft_a", "draft_b")]
        names = [words.label(mark, name) for mark, (name, _) in zip(marks, named, strict=True)]
        found = compare(*reports, names=names, edition=session.edition)
        before, after = (Paper(report, words) for report in found.reports)
        name, telling = found.names[1], ChangeTexts(before, after)
        changes = found.changes[name]
        lines = list(telling.lines(changes))
        return {
            "a": {"id": ids[0], "name": named[0][0]},
            "b": {"id": ids[1], "name": named[1][0]},
            "measures": _measures(found, words),
            "rules": _table(judged(found, name, (before, after))),
            "told": lines[:MOST_DIFFERENCES],
            "more": max(0, len(lines) - MOST_DIFFERENCES),
            "view": view,
            **self._drawn((reports[0], reports[1]), changes, telling, words, view),
        }

    def _drawn(
        self,
        reports: tuple[Report, Report],
        changes: tuple[Change, ...],
        telling: ChangeTexts,
        words: Words,
        view: BoardView,
    ) -> dict[str, Any]:
        """Return both weeks as rows one under the other: ``a|ROW``, ``b|ROW``."""
        marks = _marks(changes, telling)
        with self.session.lock:
            weeks = {
                side: drawn_week(self.session, report, words, view)
                for side, report in zip(("a", "b"), reports, strict=True)
            }
        rows: dict[str, dict[str, Any]] = {}
        bars: list[dict[str, Any]] = []
        waits: list[dict[str, Any]] = []
        for side, week in weeks.items():
            rows |= {row["id"]: row for row in week["rows"] if row["id"] not in rows}
            for bar in week["bars"]:
                what, said = marks[side].get(bar["id"], ("", []))
                note = words.pick(*DRAFT_TEXTS[f"diff_{what}"]) if what else ""
                name = words.comma.join(text for text in (bar["name"], note) if text)
                marked = {"diff": what, "said": said, "name": name, "pins": [], "byhand": False}
                bars.append({**bar, **marked, "row": f"{side}|{bar['row']}"})
            waits += [{**wait, "row": f"{side}|{wait['row']}"} for wait in week["waits"]]
        differing = {bar["row"].partition("|")[2] for bar in bars if bar["diff"]}
        labels = {side: words.pick(*DRAFT_TEXTS[f"draft_{side}"]) for side in ("a", "b")}
        pairs = [
            {**row, "id": f"{side}|{row['id']}", "side": side, "mark": labels[side], "differs": row["id"] in differing}
            for row in rows.values()
            for side in ("a", "b")
        ]
        days = {day["id"]: day for week in weeks.values() for day in week["days"]}
        low = min(day["from"] % 1440 for day in days.values())
        high = max((day["to"] - 1) % 1440 + 1 for day in days.values())
        shown = [_with_hours(days[id], low, high) for id in sorted(days)]
        return {"days": shown, "rows": pairs, "bars": bars, "waits": waits}


def _with_hours(day: dict[str, Any], low: int, high: int) -> dict[str, Any]:
    midnight = day["from"] - day["from"] % 1440
    return {**day, "from": midnight + low, "to": midnight + high}


def _marks(changes: tuple[Change, ...], telling: ChangeTexts) -> dict[str, dict[str, tuple[str, list[str]]]]:
    """Return by side and part what it is for its delegation, new, gone or changed, and what is said of it."""
    found: dict[str, dict[str, tuple[str, list[str]]]] = {"a": {}, "b": {}}
    for change in changes:  # those of the delegations come first
        own, line = change.subject.kind == "visit", telling.line(change)
        for side, entry in (("a", change.before), ("b", change.after)):
            if entry is not None:
                what, lines = found[side].get(entry.part, ("", []))
                said = line if own else telling.after.words.label(telling.name(change.subject), line)
                found[side][entry.part] = change.what if own else what or "changed", [*lines, said]
    return found


def _measures(found: Comparison, words: Words) -> dict[str, Any]:
    """Return the measures with those that are the same in both marked."""
    table = measured(found, words)
    before, after = found.values.values()
    return {
        **_table(table),
        "same": [before[str(row.about)] == after[str(row.about)] for row in table.rows],
        "note": " ".join(table.lines),
    }


def _table(table: PaperTable) -> dict[str, Any]:
    return {"title": table.title, "columns": list(table.columns), "rows": [list(row.cells) for row in table.rows]}
