"""HOST · interpreters: one a day, ours or a hired one, for guests without Chinese who bring none.

Whom an item or move needs is said in ``models.domain.demands``. An interpreter is booked by the day: where ours cannot
be there all day, one hired interpreter takes it, so that a day counts once, however many of its rows lack ours.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, ClassVar

from models.domain.day_windows import operating_day
from models.domain.demands import demands_of_item, demands_of_move
from models.domain.people import LANGUAGES
from models.domain.plan import Item
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.company_people import meets
from models.rules.core.findings import Phrase, Sentence, about, subject
from models.rules.core.judgeable import is_judgeable
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from models.domain.demands import HelperDemand
    from models.domain.facts import Facts
    from models.domain.plan import Move, Plan
    from models.domain.policy import RuleLevel
    from models.rules.core.findings import Subject, Value, Violation
    from models.rules.core.people_duty import DutyPoster
    from models.rules.core.programme import Programme
    from models.rules.core.view import Lit

_Day = tuple["dt.date", str]
"""A working day and a language."""


class Interpreters(Rule):
    """HOST-06: an interpreter from arrival to departure for guests without Chinese who bring none.

    On arrival and departure of the guest of honour, at business, tours, sights that are asked for, all meals (packed
    ones too), ceremonies with their speeches and whatever else others host; a performance that nobody hosts needs none.
    Amount: 1 for each day and language on which nobody of ours who fits is there at one of them or more.
    """

    id = "HOST-06"
    title = "不懂中文又未自带翻译的客人,从抵达到离开(迎送、公务、参观、游览、用餐)有翻译"
    title_en = "An interpreter for guests without Chinese from arrival to departure"
    cites = Citation(
        document="S2", clause="第九条", quote="如客户具体需求更高,可提供专业的翻译、导览等服务,以确保客户满意"
    )
    unit = "days"
    scope = "duty"
    levels: ClassVar[tuple[RuleLevel, ...]] = ("should", "must", "prefer", "note", "off")
    missing = Sentence("{day}缺翻译{language},待落实", "interpreter{language} missing on {day}, still to be found")

    def booked_amount(self, lacking: Collection[str]) -> int:
        """Return the amount of a day and language whose rows lack ours, by the rules that ask for them."""
        return int(self.id in lacking)

    def post_booked(self, m: DutyPoster, lacking: Mapping[str, Sequence[Lit]]) -> None:
        """State the amount; each rule has the literals of its positions that nobody of ours fills."""
        mine = lacking.get(self.id, ())
        if mine:
            short = m.literal(any(m.hint_of(literal) for literal in mine))
            for literal in mine:
                m.implies(literal, short)
            m.price(self, short)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for days with rows that lack ours; rows with a waiver count apart."""
        for p in programmes(facts, plan):
            for (day, language), by_rule in _lacking(facts, p).items():
                for waived in (False, True):
                    mine = [
                        row for row in by_rule.get(self.id, ()) if self.waived(p.stay.visit, *_scopes(row)) == waived
                    ]
                    others = by_rule.keys() - {self.id}
                    if mine and (amount := self.booked_amount({self.id, *others})):
                        told: dict[str, Value] = {"day": day, "language": _in_brackets(language)}
                        yield self.broken(p.id, _about(mine, waived=waived), amount, self.missing, **told)


class InterpretersAlong(Interpreters):
    """HOST-06a: the interpreter also rides with the guest of honour, and comes to sights of the planner's choice.

    Apart from HOST-06, since these are the planner's doing: a should would buy fewer rides and sights for guests whose
    interpreter is missing, and a missing helper takes nothing from the guests' programme. Amount: 1 for each day and
    language on which nothing but these lacks ours; else whoever is booked by HOST-06 comes along.
    """

    id = "HOST-06a"
    title = "翻译随主宾乘车,自选景点也有翻译"
    title_en = "The interpreter rides with the guest of honour and comes to sights of the planner's choice"
    cites = PRACTICE
    levels = ("prefer", "should", "must", "note", "off")
    missing = Sentence(
        "{day}随车或自选景点缺翻译{language},待落实",
        "interpreter{language} missing on rides or at sights of the planner's choice on {day}, still to be found",
    )

    def booked_amount(self, lacking: Collection[str]) -> int:
        """Return the amount of a day and language whose rows lack ours, by the rules that ask for them."""
        return int(self.id in lacking and Interpreters.id not in lacking)

    def post_booked(self, m: DutyPoster, lacking: Mapping[str, Sequence[Lit]]) -> None:
        """State the amount; each rule has the literals of its positions that nobody of ours fills."""
        mine, others = lacking.get(self.id, ()), lacking.get(Interpreters.id, ())
        if mine:
            booked = any(m.hint_of(literal) for literal in others)
            short = m.literal(not booked and any(m.hint_of(literal) for literal in mine))
            for literal in mine:
                m.any_of(m.negated(literal), short, *others)
            m.price(self, short)


def _lacking(facts: Facts, p: Programme) -> dict[_Day, dict[str, list[Item | Move]]]:
    """Return the rows at which nobody of ours interprets who fits, by day and language, then by the rule that asks."""
    found: dict[_Day, dict[str, list[Item | Move]]] = defaultdict(lambda: defaultdict(list))
    for row, begin, asked in _asked(facts, p) if p.stay.language else ():
        for demand in asked:
            if demand.role == "interpreter" and not any(meets(facts, p.stay, demand, begin, d) for d in row.duties):
                found[operating_day(begin + demand.begin), demand.language or ""][demand.rule].append(row)
    return found


def _asked(facts: Facts, p: Programme) -> Iterator[tuple[Item | Move, int, tuple[HelperDemand, ...]]]:
    """Yield items and moves with the moment from which their demands count."""
    for item in p.items:
        if is_judgeable(facts, item.visit, item.place):
            yield item, item.start, demands_of_item(facts, p.stay, item)
    for move in p.moves:
        if is_judgeable(facts, move.visit, move.origin, move.target):
            yield move, move.depart, demands_of_move(facts, p.stay, move)


def _scopes(row: Item | Move) -> tuple[str, ...]:
    return (about(row) if isinstance(row, Item) else subject(move=row.id)).ids


def _about(rows: Sequence[Item | Move], *, waived: bool) -> Subject:
    """Return what is said of rows; those with a waiver may be named by their request in it."""
    items = tuple(row.id for row in rows if isinstance(row, Item))
    moves = tuple(row.id for row in rows if not isinstance(row, Item))
    requests = tuple(row.request for row in rows if isinstance(row, Item) and row.request) if waived else ()
    return subject(item=items, move=moves, request=requests)


def _in_brackets(language: str) -> Phrase:
    zh, en = LANGUAGES.get(language, (language, language))
    return Phrase(f"({zh})", f" ({en})")
