"""Lower ranks in better places, and the cause of each: what would be worse if the two people swapped.

Nothing here is told by the solver. The two are swapped, everything that may change is counted again, and the
first thing that is worse is the cause; if nothing is worse, the chart could do better and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.seating import Cause, Deviation
from models.etiquette.hall_rules import hall_constraints, objectives
from models.etiquette.rules import SEATING_RULES
from models.etiquette.table_constraints import ConstraintIndex

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from models.domain.etiquette_edition import HostOrGuest
    from models.etiquette.dinner_facts import DinnerFacts
    from models.etiquette.seat_constraints import SeatConstraint
    from models.etiquette.seat_score import TableJudge
    from models.etiquette.table_constraints import SeatingConstraint, TableAssignment

MUST_CAUSE = "must"
ORDER_CAUSE = "order"
MOVED_CAUSE = "moved"


class SwapAnalysis:
    """Finds what a swap of two people between tables makes worse; also the judge of the local search.

    Attributes
    ----------
    tiers : tuple of (name, words, words_en)
        Musts first, then the objectives in strict order.
    """

    def __init__(self, setting: DinnerFacts) -> None:
        self.setting = setting
        found = objectives(setting)
        self.tiers = (
            (MUST_CAUSE, "必守规则", MUST_CAUSE),
            *((each.name, each.name_zh, each.name_en or each.name) for each in found),
        )
        self.ranked = "rank" in setting.etiquette.tiers
        self.tier_of: dict[int, int] = {}
        every: list[SeatingConstraint] = []
        for tier, listed in enumerate(
            (hall_constraints(setting, "must"), *(objective.constraints for objective in found))
        ):
            every.extend(listed)
            self.tier_of.update({id(constraint): tier for constraint in listed})
        self.every = every
        self.watch = ConstraintIndex(every)

    def misplaced(self, hall: TableAssignment, side: HostOrGuest) -> Iterator[tuple[str, str]]:
        """Yield (higher, lower) of a side with the lower at a better table, unless rank alone has it so."""
        ideal, people = self.setting.ideal, self.setting.people
        own = [name for name in self.setting.precedence.side(side) if not people[name].helper]
        for number, higher in enumerate(own):
            for lower in own[number + 1 :]:
                if hall.at[lower] < hall.at[higher] and ideal[higher] <= ideal[lower]:
                    yield higher, lower

    def disorder(self, hall: TableAssignment, people: Sequence[str]) -> int:
        """Count the misplaced pairs that one of these people is in."""
        ideal, precedence = self.setting.ideal, self.setting.precedence
        ranks, count = precedence.ranks, 0
        for number, name in enumerate(people):
            if self.setting.people[name].helper:
                continue
            row, at, own = ranks[name], hall.at[name], ideal[name]
            for other in precedence.side(row.side):
                if other in people[: number + 1] or self.setting.people[other].helper:
                    continue
                if ranks[other].place < row.place:
                    count += at < hall.at[other] and ideal[other] <= own
                else:
                    count += hall.at[other] < at and own <= ideal[other]
        return count

    def changes(self, hall: TableAssignment, one: str, other: str) -> list[tuple[int, SeatingConstraint, int, int]]:
        """Swap two people, count again and swap back: (tier, constraint, before, after) of what changes."""
        tables = (hall.at[one], hall.at[other])
        touched = self.watch.touched(hall, (one, other), tables)
        before = [constraint.amount(hall) for constraint in touched]
        hall.swap(one, other)
        after = [constraint.amount(hall) for constraint in touched]
        hall.swap(one, other)
        rows = zip(touched, before, after, strict=True)
        return [(self.tier_of[id(constraint)], constraint, old, new) for constraint, old, new in rows if old != new]

    def cause(self, hall: TableAssignment, higher: str, lower: str, kept: Collection[str] = ()) -> Cause:
        """Return what would be worse if the two changed tables."""
        changes = self.changes(hall, higher, lower)
        for tier, (name, words, words_en) in enumerate(self.tiers):
            here = [row for row in changes if row[0] == tier]
            before, after = sum(row[2] for row in here), sum(row[3] for row in here)
            if name in (MUST_CAUSE, "should", "prefer") and after > before:
                return self._rule(max(here, key=lambda row: row[3] - row[2]))
            if after > before:
                text = f"互换则“{words}”变差"
                english = f"swapped, {words_en} gets worse by {after - before}"
                return Cause(kind="tier", id=name, before=before, after=after, text=text, text_en=english)
            if after < before:
                return _no_cause(words, name)
            if name == MUST_CAUSE and (cause := kept_by_change(higher, lower, kept)):
                return cause
        before = self.disorder(hall, (higher, lower))
        hall.swap(higher, lower)
        after = self.disorder(hall, (higher, lower))
        hall.swap(higher, lower)
        if after < before:
            return _no_cause("职务先后", ORDER_CAUSE)
        text, english = "互换则更多人先后颠倒", "swapped, more pairs are out of order"
        return Cause(kind="tier", id=ORDER_CAUSE, before=before, after=after, text=text, text_en=english)

    def _rule(self, row: tuple[int, SeatingConstraint, int, int]) -> Cause:
        _, constraint, before, after = row
        return rule_cause(self.setting, constraint.rule, constraint.about, before, after)


def rule_cause(setting: DinnerFacts, rule: str, about: tuple[str, ...], before: int, after: int) -> Cause:
    """Return a rule that would break as a cause, with the people it is about."""
    known = SEATING_RULES[rule]
    names = "、".join(setting.people[name].name for name in about)
    english = ", ".join(setting.people[name].name_en or setting.people[name].name for name in about)
    return Cause(
        kind="rule",
        id=rule,
        people=about,
        before=before,
        after=after,
        text=f"互换则违反 {rule} {known.text}" + (f"({names})" if names else ""),
        text_en=f"swapped, {rule} breaks: {known.text_en}" + (f" ({english})" if english else ""),
    )


def _no_cause(words: str, name: str) -> Cause:
    return Cause(kind="none", id=name, text=f"互换更好:“{words}”", text_en=f"a swap would be better: {name}")


def table_deviations(setting: DinnerFacts, hall: TableAssignment, kept: Collection[str] = ()) -> Iterator[Deviation]:
    """Yield every lower rank at a better table than a higher one of the same side, with its cause.

    Parameters
    ----------
    kept : collection of str
        After a change: people who are where they were.
    """
    swaps = SwapAnalysis(setting)
    if not swaps.ranked:
        return
    for side in ("guest", "host"):
        for higher, lower in swaps.misplaced(hall, side):
            yield Deviation(
                scope="table",
                higher=higher,
                higher_at=setting.tables[hall.at[higher]].id,
                lower=lower,
                lower_at=setting.tables[hall.at[lower]].id,
                cause=swaps.cause(hall, higher, lower, kept),
            )


def kept_by_change(higher: str, lower: str, kept: Collection[str]) -> Cause | None:
    """After a change people who could stay stay: to swap would move them."""
    more = sum(name in kept for name in (higher, lower))
    if not more:
        return None
    text, english = f"变更后少动:互换则多动 {more} 人", f"after a change few people move: {more} more would"
    return Cause(kind="tier", id=MOVED_CAUSE, before=0, after=more, text=text, text_en=english)


# ------------------------------------------------------------------------------------------------ seats


def seat_deviations(judge: TableJudge, seat_of: dict[str, int], kept: Collection[str] = ()) -> Iterator[Deviation]:
    """Yield every lower rank on a better seat of a table than a higher one it is ranked with."""
    board = judge.board
    if not judge.ranked:
        return
    table = board.table.id
    together = board.policy.centre != "host"
    members = [name for name in board.sequence if not board.people[name].helper]
    for number, higher in enumerate(members):
        for lower in members[number + 1 :]:
            one_side = together or board.people[higher].side == board.people[lower].side
            if one_side and board.worth[seat_of[lower]] < board.worth[seat_of[higher]]:
                yield Deviation(
                    scope="seat",
                    higher=higher,
                    higher_at=f"{table}-{seat_of[higher]}",
                    lower=lower,
                    lower_at=f"{table}-{seat_of[lower]}",
                    cause=_seat_cause(judge, seat_of, higher, lower, kept),
                )


def _seat_cause(judge: TableJudge, seat_of: dict[str, int], higher: str, lower: str, kept: Collection[str]) -> Cause:
    swapped = {**seat_of, higher: seat_of[lower], lower: seat_of[higher]}
    setting = judge.board.setting
    for constraints, name in (
        (judge.must, "must"),
        (judge.should, "should"),
        (judge.same_side, "same_side"),
        (judge.prefer, "prefer"),
    ):
        rows = [(constraint, constraint.amount(seat_of), constraint.amount(swapped)) for constraint in constraints]
        before, after = sum(row[1] for row in rows), sum(row[2] for row in rows)
        if after > before:
            return rule_cause(setting, *_worst(rows), before, after)
        if after < before:
            return _no_cause("座次", name)
        if name == MUST_CAUSE and (cause := kept_by_change(higher, lower, kept)):
            return cause
    return _no_cause("座次高低", "places")


def _worst(rows: Sequence[tuple[SeatConstraint, int, int]]) -> tuple[str, tuple[str, ...]]:
    constraint = next(constraint for constraint, before, after in rows if after > before)
    return constraint.rule, constraint.about
