"""What an item or move is called in findings about pins and what has started: by kind and time, never by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import KINDS
from models.rules.core.findings import DayAndTime, Phrase, Sentence, label

if TYPE_CHECKING:
    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.findings import Value

AT_A_TIME = Sentence("{start}{what}", "{what} on {start}")
MOVES = {
    "pick_up": Phrase("接站", "pick-up"),
    "see_off": Phrase("送站", "see-off"),
    "transfer": Phrase("的行车", "ride"),
}


def part_label(facts: Facts, id: str, plan: Plan, start: int | None = None) -> Value:
    """Return how an item or move is called: as announced, else as planned, else by its request.

    Parameters
    ----------
    start : int, optional
        When it is fixed for; said where no plan has it.
    """
    revision = facts.revision
    plans = [revision.announced, revision.former] if revision else []
    for known in (*plans, plan):
        for item in known.items if known else ():
            if item.id == id:
                return label(item)
        for move in known.moves if known else ():
            if move.id == id:
                return AT_A_TIME.fill(start=DayAndTime(move.depart), what=MOVES[move.kind])
    visit, _, name = id.partition("/")
    requests = facts.week.visit(visit).requests if visit in facts.visits else ()
    what = next((Phrase(KINDS[r.kind].zh, KINDS[r.kind].en) for r in requests if r.id == name), None)
    what = what or Phrase("一项安排", "something")
    return what if start is None else AT_A_TIME.fill(start=DayAndTime(start), what=what)
