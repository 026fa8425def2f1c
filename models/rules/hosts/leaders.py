"""HOST · leaders and experts: who is named is there in time, who hosts whom; for helpers see ``helping``.

Whom an item needs is said in ``models.domain.demands``; how long people work is judged in ``duty``.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from models.domain.activities import Banquet, Exchange
from models.domain.clock import day_of, hhmm, minute_of_day, overlap
from models.domain.demands import asks, host_rank, leader_due
from models.rules.core.base import Citation, Rule
from models.rules.core.findings import about, label
from models.rules.core.people_work import NAMED, clash, tasks
from models.rules.core.programme import date, programmes
from models.rules.hosts.helpers import ROLES_ZH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.domain.plan import Item, Plan
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.people_work import Task
    from models.rules.core.programme import Programme
    from models.rules.core.view import Choice, VisitView

MEETING = ("exchange", "call")
"""Kinds at which a leader receives the guests (HOST-02, SENSE-08)."""


class NamedPeopleAvailable(Rule):
    """HOST-01: whoever is named is there for his part; nobody is in two places, ways counted.

    Named leaders and experts (``asks`` that are not optional) are there from the start of the item to the end of their
    part; a leader or expert is neither on leave nor outside his hours, ways from and to the company counted. Two duties
    of one person exclude each other as ``work.clash`` tells: for one visit he goes along with the guests, between
    visits he returns to the company. Amount: 1 for each.
    """

    id = "HOST-01"
    title = "点名的领导和专家到时在场,谁也不能同时在两处"
    title_en = "Whoever is named is there for his part; nobody is in two places"
    cites = Citation(
        document="S0",
        clause="二(一)5",
        quote="如在接待过程中需要请相关部门人员协助或出席时,需提前通知保证人员正常到场",
    )
    scope = "shared"
    levels = ("must",)
    occupies = True
    softenable = False

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> str | None:
        """Refuse what needs an expert whom nobody is."""
        for ask in asks(facts, facts.stay(visit.id), choice.request):
            if not ask.optional and not ask.candidates:
                topic = getattr(choice.request, "topic", "")
                return f"没有懂“{topic}”的{ROLES_ZH[ask.role]}"
        return None

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for those named, then at each person's duties."""
        for p in programmes(facts, plan):
            yield from self._absent(facts, p)
        people = {person.id: person for person in facts.week.company.people}
        for id, found in tasks(facts, plan).items():
            yield from self._off(facts, people[id], found)
            for a, b in combinations(found, 2):
                if clash(facts, a, b):
                    text = f"{people[id].name}赶不过来:{_when(a)}{_role(a)}与{_when(b)}{_role(b)}"
                    yield self.broken(a.visit, (a.row, b.row, id), 1, text)

    def _absent(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        for item in p.items:
            for ask in asks(facts, p.stay, p.request(item)):
                begin, end = item.start + max(0, ask.begin), item.start + ask.end
                there = [
                    d
                    for d in item.duties
                    if d.role == ask.role and d.person in ask.candidates and d.start <= begin and d.end >= end
                ]
                if not ask.optional and not there:
                    names = "或".join(_name(facts, id) for id in ask.candidates[:3]) or "(无人)"
                    yield self.broken(p.id, about(item), 1, f"{label(item)}:{ROLES_ZH[ask.role]}{names}没有全程到场")

    def _off(self, facts: Facts, person: HostPerson, found: list[Task]) -> Iterator[Violation]:
        off = facts.off(person)
        for task in found:
            if task.role in NAMED and any(overlap(task.span(facts), span) for span in off):
                text = f"{_when(task)}{person.name}请假或不在工作时间,不能担任{_role(task)}"
                yield self.broken(task.visit, (task.row, person.id), 1, text)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Book each person for his part, the ways from and to the company on both sides."""
        for act in visit.acts.values():
            if act.parts:
                ways = [(facts.way(choice.place), literal) for choice, literal in act.choices if choice.place]
                way = sum(minutes * literal for minutes, literal in ways if minutes)
                if len({minutes for minutes, _ in ways}) == 1:
                    way = ways[0][0]  # a number is lighter than a sum
                for part in act.parts:
                    about, person = (*act.about, part.person), f"person:{part.person}"
                    m.occupy(self, about, person, part.start - way, part.end - part.start + 2 * way, part.chosen)


class LeaderPresent(Rule):
    """HOST-02: a company leader at one exchange or call, and at the welcome banquet, of level A or high-rank guests.

    Judged over what is planned, for visits to which a leader is due (``leader_due``). Amount: 1 when exchanges or calls
    are held and none with a leader, 1 a welcome banquet without one; for any visit 1 an exchange for which a leader,
    any one, was asked, without one.
    """

    id = "HOST-02"
    title = "A 级或职务较高的客人:一次交流(或会见)和欢迎宴请有公司领导出席"
    title_en = "Level A or high-rank guests meet a leader at an exchange and at the welcome banquet"
    cites = Citation(
        document="S0", clause="二(一)5 注", quote="当确定来访客户职位级别较高或影响力较大时,需公司领导出席"
    )
    levels = ("should", "must", "prefer", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for leaders."""
        for p in programmes(facts, plan):
            met = p.of(*MEETING)
            if leader_due(p.stay) and met and not any(_leaders(facts, item) for item in met):
                yield self.broken(p.id, (p.id,), 1, f"{p.stay.visit.client}:交流、会见都没有公司领导出席")
            for item in p.items:
                if not _leaders(facts, item) and self._due(p.stay, p.request(item)):
                    yield self.broken(p.id, about(item), 1, f"{label(item)}没有公司领导出席")

    def _due(self, stay: Stay, request: object) -> bool:
        if isinstance(request, Exchange):
            return request.any_leader and request.leader is None
        return isinstance(request, Banquet) and request.occasion == "welcome" and leader_due(stay)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """At least one of the leaders who may take part does."""
        del facts
        met = list(visit.of(*MEETING))
        if leader_due(visit.stay) and met:
            chosen = [part.chosen for act in met for part in act.parts if part.role == "leader"]
            m.never(self, (visit.id,), m.either(*(act.done for act in met)), m.negated(m.either(*chosen)))
        for act in visit.acts.values():
            if self._due(visit.stay, act.request):
                chosen = [part.chosen for part in act.parts if part.role == "leader"]
                m.never(self, act.about, act.done, m.negated(m.either(*chosen)))


class LeaderRankFits(Rule):
    """HOST-02a: where any leader will do, one whose rank suits the guests; the highest are not troubled for it.

    Suits: at a banquet ``host_rank``, else the guest of honour's rank; the lowest leader suits those below. Leaders who
    were named are not counted. Amount: ranks above that, each leader.
    """

    id = "HOST-02a"
    title = "未点名的场合由身份相当的领导出席,不惊动更高的领导"
    title_en = "Where no leader is named, one of fitting rank attends, not a higher one"
    cites = Citation(document="S1", clause="三(一)", quote="主客双方的身份要对等")
    unit = "people"
    levels = ("prefer", "should", "must", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each leader's rank with the one that suits."""
        for p in programmes(facts, plan):
            for item in p.items:
                if (suits := self._suits(facts, p.stay, p.request(item))) is None:
                    continue
                for person in _leaders(facts, item):
                    if person.rank < suits:
                        text = f"{label(item)}由{person.name}出席,身份高于来客"
                        yield self.broken(p.id, (*about(item), person.id), suits - person.rank, text)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price each leader by the ranks that he is too high."""
        for act in visit.acts.values():
            suits = self._suits(facts, visit.stay, act.request)
            if suits is None:
                continue
            for part in act.parts:
                above = suits - facts.week.person(part.person).rank
                if part.role == "leader" and above > 0:
                    m.limit(self, (*act.about, part.person), above * part.chosen, hi=0)

    def _suits(self, facts: Facts, stay: Stay, request: Request | None) -> int | None:
        """Return the rank that suits where any leader will do; None where none is asked for, or a named one."""
        if not any(ask.role == "leader" and ask.optional for ask in asks(facts, stay, request)):
            return None
        lowest = max((person.rank for person in facts.leaders(rank=9)), default=9)
        return min(lowest, host_rank(facts, stay) if isinstance(request, Banquet) else stay.rank())


class HostReceivesGuests(Rule):
    """HOST-10: a banquet's leaders are there ``host_early`` minutes before it. Built in (``asks``). Amount: minutes."""

    id = "HOST-10"
    title = "宴请开始前 20 分钟主人到门口迎客"
    title_en = "The banquet's host is free 20 minutes before it"
    cites = Citation(document="S1", clause="四(一)", quote="宴会开始前,主人应站在大厅门口迎接客人")
    unit = "minutes"
    levels = ("must",)
    softenable = False

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the leaders' start with the banquet's."""
        early = facts.shape.host_early
        for p in programmes(facts, plan):
            for item in p.of("banquet"):
                for duty in item.duties:
                    late = duty.start - (item.start - early)
                    if duty.role == "leader" and duty.person and late > 0:
                        text = f"{label(item)}:{_name(facts, duty.person)}晚到 {late} 分钟,来不及迎客"
                        yield self.broken(p.id, about(item), late, text)


class HostRankMatches(Rule):
    """MEAL-07: the banquet's host ranks as the guest of honour does, or as the package says (``host_rank``).

    Amount, a banquet: 1 when a deputy of lower rank hosts it, 2 when no leader does.
    """

    id = "MEAL-07"
    title = "宴请主客身份对等,不得已由副职代替"
    title_en = "The host's rank matches the guest of honour's; a deputy is the way out"
    cites = Citation(document="S1", clause="三(一)", quote="主客双方的身份要对等")
    levels = ("should", "must", "prefer", "note", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the best leader's rank with the one due."""
        for p in programmes(facts, plan):
            due = host_rank(facts, p.stay)
            for item in p.of("banquet"):
                best = min((person.rank for person in _leaders(facts, item)), default=None)
                if best is None:
                    yield self.broken(p.id, about(item), 2, f"{label(item)}没有公司领导作主人")
                elif best > due:
                    yield self.broken(p.id, about(item), 1, f"{label(item)}的主人身份低于主宾,应由更高领导出面")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Count two for a banquet, less what its host makes good."""
        due = host_rank(facts, visit.stay)
        for act in visit.of("banquet"):
            ranks = [(part.chosen, facts.week.person(part.person).rank) for part in act.parts if part.role == "leader"]
            made_good = sum((2 if rank <= due else 1) * chosen for chosen, rank in ranks)
            m.limit(self, act.about, 2 * act.done - made_good, hi=0)


def _leaders(facts: Facts, item: Item) -> list[HostPerson]:
    """Return our leaders in an item."""
    named = {duty.person for duty in item.duties if duty.role == "leader"}
    return [person for person in facts.week.company.people if person.id in named and person.role("leader")]


def _name(facts: Facts, id: str) -> str:
    return next((person.name for person in facts.week.company.people if person.id == id), id)


def _role(task: Task) -> str:
    return ROLES_ZH[task.role]


def _when(task: Task) -> str:
    return f"{date(day_of(task.start))}{hhmm(minute_of_day(task.start))}"
