"""STR-06 · which travel groups take part in items and moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.core.findings import Sentence, label, subject
from models.rules.sense.travel_groups import latest, ready
from models.rules.structure.structural_rule import StructuralRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme


class GroupsTakePart(StructuralRule):
    """STR-06: who takes part: the travel groups that have come and not left.

    A group takes part from its first item to its last without a break, one that opens the visit from the first item of
    all, one that closes it to the last; its moves are those with the others between (``Programme.present``,
    ``on_way``). Who comes and leaves on one day may take part in nothing, where there is no item that they can be at,
    and away from, in time. No group named means all of the visit. The guest of honour's group takes part in every
    request. Amount: 1 an item or move with the wrong groups.
    """

    id = "STR-06"
    title = "客人到齐的一起行动,主宾参加每项要求"
    title_en = "The party keeps together; the guest of honour takes part in every request"
    wrong_riders = Sentence("行车的客人批次不对", "the wrong travel groups are on this move")
    wrong_groups = Sentence("{item}的客人批次不对", "the wrong travel groups take part in {item}")
    without_lead = Sentence("{item}时主宾不在", "the guest of honour is not there for {item}")

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Compare each item and move with who is there."""
        if len(p.stay.groups) == 1:
            return
        for group in p.stay.groups:
            for item in p.items if p.passes(group) else ():
                if ready(facts, group, item.place) <= item.start and item.end <= latest(facts, group, item.place):
                    about = subject(item=item.id, group=group.id)
                    yield self.broken(p.id, about, 1, self.wrong_groups, item=label(item))
        lead, everybody = p.stay.lead.id, tuple(sorted(group.id for group in p.stay.groups))
        for step in p.steps:
            for move in step.moves:
                if (move.groups or everybody) != (p.on_way(step) or everybody):
                    yield self.broken(p.id, subject(move=move.id), 1, self.wrong_riders)
            if step.item is None:
                continue
            groups, what = step.item.groups or everybody, label(step.item)
            if groups != (p.present(step) or everybody):
                yield self.broken(p.id, subject(item=step.item.id), 1, self.wrong_groups, item=what)
            if step.item.request is not None and lead not in groups:
                yield self.broken(p.id, subject(item=step.item.id, group=lead), 1, self.without_lead, item=what)
