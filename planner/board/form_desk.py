"""Forms of a session: shown, and what was typed done as one operation, told with what it breaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from planner.board.board_texts import BoardTexts
from planner.board.forms import FormKind, TypedForm, changes_of, faults_told, form_view, read_form, stale_keys
from planner.board.judged_changes import judged

if TYPE_CHECKING:
    from models.rules.core.score import Score
    from planner.board.session import BoardSession
    from planner.language.words import Words

MOST_BROKEN = 12
"""Broken rules that are told when a form is done; the page lists all."""


@dataclass(frozen=True)
class FormDesk:
    """Shows forms and takes them."""

    session: BoardSession

    def view(self, what: object, of: str, words: Words) -> dict[str, Any]:
        """Return a form.

        Raises
        ------
        NotByHand
            When it is about what is no longer there.
        """
        kind: FormKind = what if what in get_args(FormKind) else "visit"  # type: ignore[assignment]
        with self.session.lock:
            return form_view(self.session, kind, of, words)

    def do(self, typed: TypedForm, by: str, known: int | None, words: Words) -> dict[str, Any]:
        """Do what was typed, or return every fault beside its field.

        Raises
        ------
        StaleOperation
            When somebody has changed one of the facts since.
        NotByHand
            When a row is no longer there.
        """
        session = self.session
        changes = changes_of(typed)
        with session.lock:
            before, score = session.state, session.score()
            session.refuse_stale(stale_keys(before.week, changes), known)
            read = read_form(before, session.edition, changes)
            if read.after is None:
                return {"number": session.number, "faults": list(faults_told(read.faults, words))}
            session.put(read.after, read.said, by)
            told = {"number": session.number, "faults": [], "said": words.pick(*read.said), "told": []}
            return {**told, **self._broken(score, words)}

    def _broken(self, before: Score, words: Words) -> dict[str, Any]:
        """Return what the plan breaks now that it did not break before."""
        change = judged(before, self.session.score())
        texts = BoardTexts.of(self.session, words)
        graver = [broken for broken in change.broken if broken.rule.level in ("must", "should")]
        lines = [{"level": broken.rule.level, "text": texts.broken(broken)} for broken in graver[:MOST_BROKEN]]
        return {"level": change.level, "broken": lines, "more": max(0, len(graver) - MOST_BROKEN)}
