"""HOST · helpers: docents, room crews, photographers, escorts; and leaders spared helpers' work.

Whom an item or move needs is said in ``models.domain.demands``. A helper who is missing is 待落实: a break of the rule
that asks for them, never the end of the guests' programme. Greeters are ARR-06, company at table is MEAL-09,
interpreters stand in ``interpreters``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from models.domain.demands import demands_of_item, demands_of_move, hireable, is_overqualified
from models.domain.people import LANGUAGES
from models.domain.plan import Item, Move
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.company_people import ROLE_PHRASES, meets, move_phrase, person_of
from models.rules.core.findings import DayAndTime, Phrase, Sentence, about, label, subject
from models.rules.core.judgeable import is_judgeable
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.demands import HelperDemand
    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.domain.plan import Duty, Plan
    from models.domain.policy import RuleLevel
    from models.domain.stay import Stay
    from models.rules.core.findings import Value, Violation


class HelperRule(Rule):
    """The helpers that items need (``demands``): amount, people missing.

    A demand is met by one of our own people who fits (role, language, client kind, rank), for the whole time; a hired
    or missing one is a break. A professional guide is always hired: they count where the company knows whom to hire.
    """

    unit = "people"
    scope = "duty"
    levels: ClassVar[tuple[RuleLevel, ...]] = ("should", "must", "prefer", "note", "off")
    missing = Sentence(
        "{item}缺{role} {count} 人{language},待落实",
        "{item}: {count} {role}{language} missing, still to be found",
    )
    on_ride = Sentence(
        "{time}{move}缺{role} {count} 人{language},待落实",
        "{move} on {time}: {count} {role}{language} missing, still to be found",
    )

    def amount(self, needed: int, there: int) -> int:
        """Return the amount where so many helpers are needed, and so many are there."""
        return max(0, needed - there)

    def position_amount(self, facts: Facts, stay: Stay, demand: HelperDemand, person: HostPerson | None) -> int:
        """Return the amount of one position; only of those that this rule asks for."""
        del stay
        if demand.rule != self.id:
            return 0
        booked = demand.role == "guide" and hireable(facts, demand)
        return self.amount(1, int(person is not None or booked))

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare demands with duties, item by item and ride by ride."""
        for p in programmes(facts, plan):
            for item in p.items:
                if is_judgeable(facts, item.visit, item.place):
                    for count, told in self._short(facts, p.stay, demands_of_item(facts, p.stay, item), item):
                        yield self.broken(p.id, about(item), count, self.missing, item=label(item), **told)
            for move in p.moves:
                if is_judgeable(facts, move.visit, move.origin, move.target):
                    for count, told in self._short(facts, p.stay, demands_of_move(facts, p.stay, move), move):
                        told |= {"time": DayAndTime(move.depart), "move": move_phrase(move)}
                        yield self.broken(p.id, subject(move=move.id), count, self.on_ride, **told)

    def _short(
        self, facts: Facts, stay: Stay, asked: Iterable[HelperDemand], row: Item | Move
    ) -> Iterator[tuple[int, dict[str, Value]]]:
        """Yield how many people are missing for each demand of this rule, with what a sentence says of it."""
        start = row.start if isinstance(row, Item) else row.depart
        for demand in asked:
            if demand.rule == self.id:
                there = sum(meets(facts, stay, demand, start, duty) for duty in row.duties)
                if count := self.amount(demand.count, there):
                    role, language = ROLE_PHRASES[demand.role], _in_brackets(demand.language)
                    yield count, {"role": role, "count": count, "language": language}


def _in_brackets(language: str | None) -> Phrase:
    """Return the language of a helper in brackets; nothing where none is needed."""
    if not language:
        return Phrase("", "")
    zh, en = LANGUAGES.get(language, (language, language))
    return Phrase(f"({zh})", f" ({en})")


class Docents(HelperRule):
    """HOST-03: each company tour has a docent a group and an escort.

    An escort also a reference project, a ceremony, an official performance, and whatever others host at their place.
    """

    id = "HOST-03"
    title = "参观公司有懂客人语言和类别的讲解员,并有人全程跟进"
    title_en = "Company tours have a docent who fits the guests, and an escort all the way"
    cites = Citation(document="S0", clause="二(一)4", quote="讲解时接待人员要尽可能全程跟进")


class Crews(HelperRule):
    """HOST-04: two prepare the meeting room, one tidies it, one serves tea where asked."""

    id = "HOST-04"
    title = "会前两人布置会议室,会后一人整理,需要时有人添茶水"
    title_en = "Two prepare the meeting room, one tidies it, one serves tea when asked"
    cites = Citation(document="S0", clause="一(一)2", quote="2名信息部人员负责会议室物品准备工作")


class Photographers(HelperRule):
    """HOST-05: a photographer where one is asked for."""

    id = "HOST-05"
    title = "需要拍照、摄像的有专人"
    title_en = "A photographer where asked for"
    cites = Citation(document="S0", clause="一(一)2", quote="如需照相或者摄像,信息部专门备选一人")


class SightEscorts(HelperRule):
    """HOST-07: level A and B are escorted at sights, with a professional guide where the sight needs one."""

    id = "HOST-07"
    title = "A、B 级客人游览有人全程陪同,需要的景点有专职导游"
    title_en = "Level A and B are escorted at sights, with a guide where one is needed"
    cites = Citation(
        document="S0",
        clause="五(四)",
        quote="重要客户的游览活动,不仅需要接待人员全程陪同,部分景点还要安排专职导游进行讲解",
    )


class RideEscorts(HelperRule):
    """HOST-07a: an escort on the rides: on all of levels A and B, of C and D on coming, leaving, to and from business.

    Where somebody meets or sees off the guests (ARR-06), that is their escort. Rides are those in our cars
    (``demands_of_move``).
    """

    id = "HOST-07a"
    title = "乘车有人陪同:A、B 级每次都有,C、D 级抵离和公务往返有"
    title_en = "An escort on every ride of levels A and B, on arrival, business and departure of C and D"
    cites = PRACTICE


class LeadersNotHelpers(Rule):
    """HOST-08a: leaders are spared what others are there for: company at working meals, greeting where they need not.

    Amount: 1 each time that a leader who is no escort eats along as company, or meets or sees off guests although a
    lower rank would do (``is_overqualified``).
    """

    id = "HOST-08a"
    title = "陪餐、一般迎送由陪同人员担任,不劳动领导"
    title_en = "Leaders are spared working meals and greetings that others can do"
    cites = PRACTICE
    scope = "duty"
    levels = ("prefer", "should", "note", "off")
    at_item = Sentence("{item}劳动{person}{role}", "{item}: {person}, a leader, is troubled as {role}")
    on_move = Sentence("{time}{move}劳动{person}{role}", "{move} on {time}: {person}, a leader, is troubled as {role}")

    def position_amount(self, facts: Facts, stay: Stay, demand: HelperDemand, person: HostPerson | None) -> int:
        """Return the amount of one position, whichever rule asks for it."""
        del facts
        return int(person is not None and is_overqualified(person, demand, stay))

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at who eats along, meets and sees off."""
        for p in programmes(facts, plan):
            for item in p.items:
                if is_judgeable(facts, item.visit, item.place):
                    for person, role in self._troubled(
                        facts, p.stay, demands_of_item(facts, p.stay, item), item.duties
                    ):
                        yield self.broken(
                            p.id, about(item), 1, self.at_item, item=label(item), person=person.name, role=role
                        )
            for move in p.moves:
                if is_judgeable(facts, move.visit, move.origin, move.target):
                    for person, role in self._troubled(
                        facts, p.stay, demands_of_move(facts, p.stay, move), move.duties
                    ):
                        yield self.broken(
                            p.id,
                            subject(move=move.id),
                            1,
                            self.on_move,
                            time=DayAndTime(move.depart),
                            move=move_phrase(move),
                            person=person.name,
                            role=role,
                        )

    def _troubled(
        self, facts: Facts, stay: Stay, asked: Iterable[HelperDemand], duties: Iterable[Duty]
    ) -> Iterator[tuple[HostPerson, Phrase]]:
        demands = {demand.role: demand for demand in asked}
        for duty in duties:
            person, demand = person_of(facts, duty), demands.get(duty.role)
            if person is not None and demand is not None and self.position_amount(facts, stay, demand, person):
                yield person, ROLE_PHRASES[duty.role]
