"""STR-12 · things are called what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import KINDS
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import DayAndTime, Phrase, Sentence, about, subject
from models.rules.core.true_labels import as_it_is

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.findings import Violation

MOVE_KIND_WORDS = {
    "pick_up": Phrase("接站", "pick-up"),
    "transfer": Phrase("转场", "transfer"),
    "see_off": Phrase("送站", "see-off"),
}


class TrueLabels(Rule):
    """STR-12: items and moves are called what they are, by their times, places and people (``as_it_is``).

    An item for a request is of its kind; a visit to a shop is shopping, a meal at noon a lunch. A travel group's first
    move from where it arrived is its pick-up, its last to where it leaves its see-off, everything else a transfer. All
    other rules judge what the thing is. Amount: 1 for each.
    """

    id = "STR-12"
    title = "活动和行车的名称与实际相符"
    title_en = "Items and moves are called what they are"
    cites = PRACTICE
    levels = ("must",)
    softenable = False
    judges_labels = True
    mended_by = ("time", "place")
    item_mislabelled = Sentence(
        "{start}的安排标为{called},实为{true}", "what is planned on {start} is called {called} and is {true}"
    )
    move_mislabelled = Sentence(
        "{start}的行车标为{called},实为{true}", "the move of {start} is called {called} and is a {true}"
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each row with what it is."""
        judged = as_it_is(facts, plan)
        for item, real in zip(plan.items, judged.items, strict=True):
            if item.kind != real.kind:
                called, true = (Phrase(KINDS[kind].zh, KINDS[kind].en) for kind in (item.kind, real.kind))
                start = DayAndTime(item.start)
                yield self.broken(
                    item.visit, about(item), 1, self.item_mislabelled, start=start, called=called, true=true
                )
        for move, way in zip(plan.moves, judged.moves, strict=True):
            if move.kind != way.kind:
                called, true = MOVE_KIND_WORDS[move.kind], MOVE_KIND_WORDS[way.kind]
                where, start = subject(move=move.id), DayAndTime(move.depart)
                yield self.broken(move.visit, where, 1, self.move_mislabelled, start=start, called=called, true=true)
