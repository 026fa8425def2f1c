"""The musts that an item breaks by itself at some time and place, whatever else is planned; needs no solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import Tour
from models.domain.facts import Facts
from models.domain.plan import Item, Plan, Stop
from models.rules.core.score import Broken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.pins import Pin
    from models.domain.visits import Visit
    from models.itinerary.model.candidates import Candidate, VettedChoice
    from models.rules.core.base import Rule


def breaks_by_itself(facts: Facts, rules: Sequence[Rule], plan: Plan, wish: Pin) -> tuple[Broken, ...]:
    """Return the musts that an item of a plan breaks by itself at a wished time and place."""
    old = next((item for item in plan.items if item.id == wish.of), None)
    if old is None or wish.out:
        return ()
    start = wish.start if wish.start is not None else old.start
    changes: dict[str, object] = {"start": start, "end": start + old.minutes, "stops": (), "duties": ()}
    if wish.room is not None:
        changes["room" if old.room else "dining_room"] = wish.room
    if wish.place is not None:
        changes["place"] = wish.place
    item = old.replace(**changes)
    alone = tuple(rule for rule in rules if rule.judges_single_items)
    return _musts_broken(facts, alone, facts.week.visit(item.visit), item)


class LoneItems:
    """A request as an item by itself, at any time and in any of the places and rooms that it may be in.

    Parameters
    ----------
    candidate : Candidate
        The request as an activity, with every choice and the rules that forbid it.
    """

    def __init__(self, facts: Facts, rules: Sequence[Rule], visit: str, candidate: Candidate) -> None:
        self.visit, self.candidate = facts.week.visit(visit), candidate
        only = facts.week.replace(visits=(self.visit,))
        self.facts = Facts(only, facts.edition)
        self.rules = tuple(rules)
        self.choices = self._best_choices()

    @property
    def forbidden(self) -> bool:
        """Whether every place and room is forbidden at any time."""
        return all(choice.forbidden_by for choice in self.choices)

    @property
    def forbidden_by(self) -> frozenset[str]:
        """Ids of the rules that forbid some of the choices at any time."""
        return frozenset(rule for choice in self.choices for rule in choice.forbidden_by)

    def breaks(self, start: int) -> tuple[Broken, ...]:
        """Return the musts that it breaks at a moment, in the place and room in which they are the fewest."""
        found = [self._breaks(vetted, start) for vetted in self.choices]
        return min(found, key=_how_many, default=())

    def _breaks(self, vetted: VettedChoice, start: int) -> tuple[Broken, ...]:
        wanted = {*vetted.forbidden_by}
        rules = tuple(rule for rule in self.rules if rule.judges_single_items or rule.id in wanted)
        return _musts_broken(self.facts, rules, self.visit, self._item(vetted, start))

    def _item(self, vetted: VettedChoice, start: int) -> Item:
        choice, candidate = vetted.choice, self.candidate
        stops: tuple[Stop, ...] = ()
        if isinstance(choice.request, Tour):
            made = self.facts.stay(self.visit.id).tour_stops(choice.request)
            stops = tuple(
                Stop(workshop=s.workshop.id, group=s.group, start=start + s.offset, end=start + s.offset + s.minutes)
                for s in made
            )
        return Item(
            id=candidate.id,
            visit=self.visit.id,
            kind=candidate.kind,  # type: ignore[arg-type]
            request=candidate.request.id if candidate.request else None,
            start=start,
            end=start + candidate.minutes,
            place=choice.place,
            room=choice.room,
            dining_room=choice.dining_room,
            lunch=choice.lunch,
            stops=stops,
        )

    def _best_choices(self) -> tuple[VettedChoice, ...]:
        """Return one choice a place, the one that fewest rules forbid, then the largest; only allowed ones if any."""
        every = self.candidate.choices
        allowed = [choice for choice in every if not choice.forbidden_by]
        best: dict[str, VettedChoice] = {}
        for vetted in sorted(allowed or every, key=self._order):
            best.setdefault(vetted.choice.place, vetted)
        return tuple(best.values())

    def _order(self, vetted: VettedChoice) -> tuple[int, int]:
        return len(vetted.forbidden_by), -self._seats(vetted)

    def _seats(self, vetted: VettedChoice) -> int:
        choice, week = vetted.choice, self.facts.week
        if choice.room:
            return week.room(choice.room).seats
        if choice.dining_room:
            rooms = week.restaurant(choice.place).dining_rooms
            return max(room.seats for room in rooms if room.id == choice.dining_room)
        return 0


def _how_many(broken: tuple[Broken, ...]) -> tuple[int, int]:
    return len({b.rule.id for b in broken}), sum(b.violation.amount for b in broken)


def _musts_broken(facts: Facts, rules: Sequence[Rule], visit: Visit, item: Item) -> tuple[Broken, ...]:
    """Return the breaks of musts that nobody waived, of a plan that has nothing but one item."""
    lone = Plan.model_construct(week=facts.week.id, edition=facts.edition.id, items=(item,))
    found = []
    for rule in (rule for rule in rules if rule.level == "must"):
        for violation in rule.check(facts, lone):
            if item.id in violation.about.ids and not rule.waived(visit, *violation.about.ids):
                found.append(Broken(violation, rule, waived=False))
    return tuple(found)
