"""ARR · who meets and sees off the guests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.demands import HelperDemand, demands_of_move
from models.rules.core.base import Citation, Rule
from models.rules.core.company_people import meets, move_phrase, person_of
from models.rules.core.findings import DayAndTime, Sentence, subject
from models.rules.core.judgeable import is_judgeable
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.domain.plan import Move, Plan
    from models.domain.stay import Stay
    from models.rules.core.findings import Violation


class Greeters(Rule):
    """ARR-06: who meets and sees off fits the client kind, at airports and stations where cars are provided.

    Amount, a move: 1 when somebody of too low a rank goes along, 2 when nobody of ours does.
    """

    id = "ARR-06"
    title = "迎送人员的身份与客人类别相当"
    title_en = "Who meets and sees off fits the client kind"
    cites = Citation(
        document="S2",
        clause="三、接待规格",
        quote="省、市、局级政府重要领导、项目合作方主要领导、外商等来宾,视情况由总经理、分管领导及相关部门人员负责迎送和接待",
    )
    scope = "duty"
    levels = ("should", "must", "prefer", "note", "off")
    mended_by = ("people", "time")

    nobody = Sentence("{time}{move}:无人迎送", "{move} on {time}: nobody of ours meets or sees off the guests")
    low_rank = Sentence(
        "{time}{move}:迎送人员身份不够", "{move} on {time}: who meets or sees off the guests ranks too low"
    )

    def position_amount(self, facts: Facts, stay: Stay, demand: HelperDemand, person: HostPerson | None) -> int:
        """Return the amount of one position; only of those that this rule asks for."""
        del facts, stay
        if demand.rule != self.id:
            return 0
        if person is None:
            return 2
        return 1 if person.rank > demand.rank else 0

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for a greeter on each pick-up and see-off."""
        for p in programmes(facts, plan):
            for move in p.moves:
                if not is_judgeable(facts, move.visit, move.origin, move.target):
                    continue
                for demand in demands_of_move(facts, p.stay, move):
                    if amount := self._amount(facts, p.stay, demand, move):
                        yield self.broken(
                            p.id,
                            subject(move=move.id),
                            amount,
                            self.nobody if amount == 2 else self.low_rank,
                            time=DayAndTime(move.depart),
                            move=move_phrase(move),
                        )

    def _amount(self, facts: Facts, stay: Stay, demand: HelperDemand, move: Move) -> int:
        """Return the amount with the best of those who are there all the time, whatever their rank."""
        any_rank = HelperDemand(demand.role, demand.begin, demand.end, 1)
        there = [person_of(facts, d) for d in move.duties if meets(facts, stay, any_rank, move.depart, d)]
        return min(self.position_amount(facts, stay, demand, person) for person in (*there, None))
