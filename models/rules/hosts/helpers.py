"""HOST · helpers: docents, crews, photographers, interpreters, escorts, greeters, company at table.

Whom an item or move needs is said in ``models.domain.demands``. A helper who is missing is 待落实: a break of the rule
that asks for him, never the end of the guests' programme.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.clock import day_of, hhmm, minute_of_day
from models.domain.demands import Demand, companions, fits, hireable, of_item, of_move, too_high
from models.domain.people import LANGUAGES
from models.domain.plan import Item
from models.domain.vocabulary import ROLE_NAMES
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.findings import about, label
from models.rules.core.known_ids import known
from models.rules.core.programme import date, programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.domain.plan import Duty, Move, Plan
    from models.domain.stay import Stay
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme

ROLES_ZH = {role: zh for role, (zh, _) in ROLE_NAMES.items()}


class HelperRule(Rule):
    """The helpers that items need (``demands``): amount, people missing.

    A demand is met by one of our own people who fits (role, language, client kind, rank), for the whole time; a hired
    or missing one is a break. A professional guide is always hired: he counts where the company knows whom to hire.
    """

    unit = "people"
    scope = "duty"
    levels = ("should", "must", "prefer", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare demands with duties, item by item."""
        for p in programmes(facts, plan):
            for item in p.items:
                if not known(facts, item.visit, item.place):
                    continue
                for demand in of_item(facts, p.stay, item):
                    if demand.rule != self.id:
                        continue
                    there = sum(meets(facts, p.stay, demand, item.start, duty) for duty in item.duties)
                    if missing := max(0, demand.count - there):
                        text = f"{label(item)}缺{ROLES_ZH[demand.role]} {missing} 人{_language(demand)},待落实"
                        yield self.broken(p.id, about(item), missing, text)


def meets(facts: Facts, stay: Stay, demand: Demand, start: int, duty: Duty) -> bool:
    """Tell whether a duty meets a demand of an item or move that starts (sets off) at a moment."""
    if duty.role != demand.role or duty.group != demand.group:
        return False
    if duty.start > start + demand.begin or duty.end < start + demand.end:
        return False
    if demand.role == "guide":
        return duty.hired and hireable(facts, demand)
    person = next((p for p in facts.week.company.people if p.id == duty.person), None)
    return person is not None and fits(person, demand, stay)


class Docents(HelperRule):
    """HOST-03: each company tour has a docent a group and an escort; a reference project an escort."""

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


class Interpreters(HelperRule):
    """HOST-06: an interpreter through exchanges, tours and banquets of guests without Chinese who bring none."""

    id = "HOST-06"
    title = "不懂中文又未自带翻译的客人,交流、参观、宴请全程有翻译"
    title_en = "An interpreter for guests without Chinese"
    cites = Citation(
        document="S2", clause="第九条", quote="如客户具体需求更高,可提供专业的翻译、导览等服务,以确保客户满意"
    )


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

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for a greeter on each pick-up and see-off."""
        for p in programmes(facts, plan):
            for move in p.moves:
                if not known(facts, move.visit, move.origin, move.target):
                    continue
                for demand in of_move(facts, p.stay, move):
                    if amount := self._amount(facts, p.stay, demand, move):
                        what = "接站" if move.kind == "pick_up" else "送站"
                        why = "无人迎送" if amount == 2 else "迎送人员身份不够"
                        when = f"{date(day_of(move.depart))}{hhmm(minute_of_day(move.depart))}"
                        yield self.broken(p.id, (move.id,), amount, f"{when}{what}:{why}")

    def _amount(self, facts: Facts, stay: Stay, demand: Demand, move: Move) -> int:
        if any(meets(facts, stay, demand, move.depart, duty) for duty in move.duties):
            return 0
        anybody = Demand(demand.role, demand.begin, demand.end, 1, self.id)
        return 1 if any(meets(facts, stay, anybody, move.depart, duty) for duty in move.duties) else 2


class Companions(Rule):
    """MEAL-09: company people at working meals and entertainment: fewer than 5 guests 1, 5 to 10 2, more 3 or more.

    Counted are companions and escorts of ours at the item; leaders, interpreters and drivers are not; banquets and
    packed meals are exempt. Amount: people too few, or too many where the clause sets the number.
    """

    id = "MEAL-09"
    title = "陪餐、陪同娱乐人数:客人不足 5 人派 1 人,5 至 10 人派 2 人,10 人以上派 3 人以上"
    title_en = "Company people at working meals: 1, 2, or 3 and more by the number of guests"
    cites = Citation(
        document="S2",
        clause="第八条",
        quote="原则上客户在5人以下的,公司派1人陪同;5至10人的,公司派2人陪同;10人以上的,公司可派3人以上陪同",
    )
    unit = "people"
    scope = "duty"
    levels = ("should", "must", "prefer", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count our people at each meal."""
        for p in programmes(facts, plan):
            for item in p.of("lunch", "dinner", "entertainment"):
                if item.kind != "entertainment" and item.dining_room is None:
                    continue
                due, there = companions(p.stay.guests(item.groups)), self._there(facts, p.stay, item)
                over = 0 if due >= 3 else max(0, there - due)
                if amount := max(due - there, over):
                    text = f"{label(item)}应有 {due} 人陪同,安排了 {there} 人"
                    yield self.broken(p.id, about(item), amount, text)

    def _there(self, facts: Facts, stay: Stay, item: Item) -> int:
        demand = Demand("companion", 0, item.minutes, 1, self.id)
        escort = Demand("escort", 0, item.minutes, 1, self.id)
        fit = [d for d in item.duties if any(meets(facts, stay, x, item.start, d) for x in (demand, escort))]
        return len({duty.person for duty in fit})


class LeadersNotHelpers(Rule):
    """HOST-08a: leaders are spared what others are there for: company at working meals, greeting where they need not.

    Amount: 1 each time that a leader who is no escort eats along as company, or meets or sees off guests although a
    lower rank would do (``too_high``).
    """

    id = "HOST-08a"
    title = "陪餐、一般迎送由陪同人员担任,不劳动领导"
    title_en = "Leaders are spared working meals and greetings that others can do"
    cites = PRACTICE
    scope = "duty"
    levels = ("prefer", "should", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at who eats along, meets and sees off."""
        people = {person.id: person for person in facts.week.company.people}
        for p in programmes(facts, plan):
            for item in p.items:
                if known(facts, item.visit, item.place):
                    yield from self._spare(p, people, item, of_item(facts, p.stay, item), str(label(item)))
            for move in p.moves:
                if known(facts, move.visit, move.origin, move.target):
                    when = f"{date(day_of(move.depart))}{hhmm(minute_of_day(move.depart))}"
                    what = f"{when}{'接站' if move.kind == 'pick_up' else '送站'}"
                    yield from self._spare(p, people, move, of_move(facts, p.stay, move), what)

    def _spare(
        self, p: Programme, people: dict[str, HostPerson], row: Item | Move, asked: Iterable[Demand], what: str
    ) -> Iterator[Violation]:
        demands = {demand.role: demand for demand in asked}
        for duty in row.duties:
            person, demand = people.get(duty.person or ""), demands.get(duty.role)
            if person is not None and demand is not None and too_high(person, demand, p.stay):
                where = about(row) if isinstance(row, Item) else (row.id,)
                yield self.broken(p.id, where, 1, f"{what}劳动{person.name}{ROLES_ZH[duty.role]}")


def _language(demand: Demand) -> str:
    return f"({LANGUAGES.get(demand.language, (demand.language,))[0]})" if demand.language else ""
