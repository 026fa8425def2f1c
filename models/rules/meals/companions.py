"""MEAL · our people at table: how many share a meal with the guests, and who sits at a banquet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import WORKING_MEALS, outside_hosts
from models.domain.demands import HelperDemand, demands_of_item
from models.domain.roles import MET_ROLES
from models.domain.table_company import table_company, table_rank
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.company_people import meets, person_of
from models.rules.core.findings import Sentence, about, label
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.domain.plan import DutyRole, Item, Move, Plan
    from models.domain.stay import Stay
    from models.rules.core.findings import Violation
    from models.rules.core.people_duty import DutyPoster
    from models.rules.core.programme import Programme
    from models.rules.core.view import Lit

TABLE_ROLES: tuple[DutyRole, ...] = ("company", "companion", "escort")
"""Of our people whom MEAL-09 counts at table."""


def at_table(facts: Facts, stay: Stay, item: Item) -> set[str]:
    """Return who of ours shares a meal or entertainment all the time, besides host, interpreter and driver."""
    asked = [HelperDemand(role, 0, item.minutes, 1) for role in TABLE_ROLES]
    fit = [d for d in item.duties if any(meets(facts, stay, demand, item.start, d) for demand in asked)]
    return {duty.person for duty in fit if duty.person}


class Companions(Rule):
    """MEAL-09: company people at meals, banquets, entertainment: fewer than 5 guests 1, 5 to 10 2, for more 3 or more.

    Counted are whom ``at_table`` finds; host, interpreter and driver are not. The clause controls costs: it sets 1 and
    2 exactly; for more than 10 guests 2 are due, a third is no duty, and ``guests_to_each_of_ours`` limits them.
    Banquets that others give and packed meals are exempt, and so is a meal within an item, which those share who are at
    the item. Amount: people too few or too many.
    """

    id = "MEAL-09"
    title = "陪餐、宴请、陪同娱乐人数:客人不足 5 人派 1 人,5 至 10 人派 2 人,10 人以上可派 3 人以上"
    title_en = "Company people at meals and banquets: 1, 2, or 3 and more by the number of guests"
    cites = Citation(
        document="S2",
        clause="第八条",
        quote="原则上客户在5人以下的,公司派1人陪同;5至10人的,公司派2人陪同;10人以上的,公司可派3人以上陪同",
    )
    unit = "people"
    scope = "duty"
    levels = ("should", "must", "prefer", "note", "off")

    too_few = Sentence(
        "{item}应有 {due} 人陪同,安排了 {there} 人", "{item}: company people due: {due}, planned: {there}"
    )
    too_many = Sentence(
        "{item}陪同不超过 {most} 人,安排了 {there} 人", "{item}: company people at most: {most}, planned: {there}"
    )

    def table_amount(self, due: int, there: int) -> int:
        """Return the amount of an item at which so many of ours are due, and so many are there."""
        return max(0, due - there)

    def position_amount(self, facts: Facts, stay: Stay, demand: HelperDemand, person: HostPerson | None) -> int:
        """Return the amount of one position; only of those that this rule asks for."""
        del facts, stay
        return self.table_amount(1, int(person is not None)) if demand.rule == self.id else 0

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count our people at each meal."""
        for p in programmes(facts, plan):
            for item in p.of(*WORKING_MEALS, "entertainment", "banquet"):
                if outside_hosts(p.request(item)) or (item.kind in WORKING_MEALS and item.dining_room is None):
                    continue
                there = len(at_table(facts, p.stay, item))
                due, _, most = table_company(p.stay, p.request(item), p.stay.guests(item.groups))
                if few := self.table_amount(due, there):
                    yield self.broken(p.id, about(item), few, self.too_few, item=label(item), due=due, there=there)
                elif there > most:
                    more = there - most
                    yield self.broken(p.id, about(item), more, self.too_many, item=label(item), most=most, there=there)


class SeatsOfOursFilled(Rule):
    """MEAL-09a: the seats of ours at a banquet beyond those that are due are filled, with names, where anybody is free.

    They are those that were asked for, or a third for more than 10 guests (``table_company``). Amount: seats empty.
    """

    id = "MEAL-09a"
    title = "宴请时我方席位都落实到人(宴请出席人员名单)"
    title_en = "Every seat of ours at a banquet has a name"
    cites = Citation(document="S2", clause="第八条", quote="10人以上的,公司可派3人以上陪同")
    unit = "people"
    scope = "duty"
    levels = ("prefer", "should", "note", "off")
    empty = Sentence("{item}我方席位还有 {count} 个没有落实到人", "{item}: {count} more seats of ours have no name")

    def position_amount(self, facts: Facts, stay: Stay, demand: HelperDemand, person: HostPerson | None) -> int:
        """Return the amount of one position; only of those that this rule asks for."""
        del facts, stay
        return int(person is None) if demand.rule == self.id else 0

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count our people at each banquet."""
        for p in programmes(facts, plan):
            for item in p.of("banquet"):
                due, seats, _ = table_company(p.stay, p.request(item), p.stay.guests(item.groups))
                if (count := seats - max(due, len(at_table(facts, p.stay, item)))) > 0:
                    yield self.broken(p.id, about(item), count, self.empty, item=label(item), count=count)


class RanksAtTable(Rule):
    """MEAL-09b: our people at a banquet rank as the guests next to the guest of honour do (主客对等).

    Amount: ranks between each of them and ``table_rank``, higher or lower. The host is judged by MEAL-07.
    """

    id = "MEAL-09b"
    title = "宴请时我方出席人员与客人职级对等"
    title_en = "Our people at a banquet rank as the guests do"
    cites = Citation(document="S1", clause="三(一)", quote="主客双方的身份要对等")
    unit = "people"
    scope = "duty"
    levels = ("prefer", "should", "note", "off")
    other_rank = Sentence(
        "{item}:{person}与来宾职级相差 {ranks} 级", "{item}: {person} ranks {ranks} steps from the guests"
    )

    def position_amount(self, facts: Facts, stay: Stay, demand: HelperDemand, person: HostPerson | None) -> int:
        """Return the amount of one position at a banquet."""
        del facts
        return abs(person.rank - table_rank(stay)) if person is not None and demand.role == "company" else 0

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the rank of each with the one that suits."""
        for p in programmes(facts, plan):
            for item, person in _company_people(facts, p):
                if ranks := abs(person.rank - table_rank(p.stay)):
                    yield self.broken(
                        p.id, about(item), ranks, self.other_rank, item=label(item), person=person.name, ranks=ranks
                    )


class MetBeforeTheBanquet(Rule):
    """MEAL-09c: at a banquet sit those of ours whom the guests have met: at talks, on the tour, as their escort.

    Amount: 1 for each at a banquet who had no part among ``MET_ROLES`` in what came before it.
    """

    id = "MEAL-09c"
    title = "宴请由接触过客人的专家、业务人员出席"
    title_en = "Those sit at a banquet whom the guests have met"
    cites = PRACTICE
    unit = "people"
    scope = "duty"
    levels = ("prefer", "should", "note", "off")
    stranger = Sentence("{item}:{person}此前没有见过客人", "{item}: {person} has not met the guests before")

    def stranger_amount(self, *, met: bool) -> int:
        """Return the amount of somebody at a banquet whom the guests have met, or not."""
        return int(not met)

    def post_stranger(self, m: DutyPoster, chosen: Lit, before: Sequence[Lit]) -> None:
        """State the amount of somebody who may sit at a banquet, by what they may have with the guests before it."""
        hint = m.hint_of(chosen) and not any(m.hint_of(literal) for literal in before)
        unknown = m.integer(0, 1, int(hint))
        m.at_least(unknown, chosen - sum(before))
        m.price(self, unknown)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at who was with the guests before each banquet."""
        for p in programmes(facts, plan):
            for item, person in _company_people(facts, p):
                rows: tuple[Item | Move, ...] = (*p.items, *p.moves)
                mine = (duty for row in rows for duty in row.duties if duty.person == person.id)
                met = any(duty.role in MET_ROLES and duty.end <= item.start for duty in mine)
                if self.stranger_amount(met=met):
                    yield self.broken(p.id, about(item), 1, self.stranger, item=label(item), person=person.name)


def _company_people(facts: Facts, p: Programme) -> Iterator[tuple[Item, HostPerson]]:
    """Yield those who sit at each banquet of a visit as its company, each once."""
    for item in p.of("banquet"):
        asked = {demand.role for demand in demands_of_item(facts, p.stay, item)}
        there = {duty.person: person_of(facts, duty) for duty in item.duties if duty.role == "company"}
        yield from ((item, person) for person in there.values() if person is not None and "company" in asked)
