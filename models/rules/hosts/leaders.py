"""HOST · leaders and experts: who is named is there in time, and which leaders attend; for helpers see ``helpers``.

Whom an item needs is said in ``models.domain.demands``; how long people work is judged in ``working_hours``.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from models.domain.activities import Banquet, Exchange, outside_hosts
from models.domain.clock import overlap
from models.domain.demands import attendances, deputies_at, host_rank, leader_due, leader_due_at_table, may_stand_in
from models.domain.joint_items import joint_of
from models.domain.people import ANY_RANK
from models.domain.roles import CHOSEN_ROLES
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.company_people import ROLE_PHRASES, leaders_at, person_name
from models.rules.core.findings import DayAndTime, Phrase, Sentence, about, label, subject
from models.rules.core.groups import GroupedRule
from models.rules.core.kinds import LEADER_RECEPTION_KINDS
from models.rules.core.people_work import WORK_BY_PERSON, clash
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.people import HostPerson
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.people_work import PersonWork, Task
    from models.rules.core.programme import Programme
    from models.rules.core.view import Choice, VisitView


class NamedPeopleAvailable(GroupedRule):
    """HOST-01: whoever is named is there for their part; nobody is in two places, ways counted.

    Named leaders and experts (``attendances`` that are not optional) are there from the start of the item to the end of
    their part, a reception line ``reception_line_minutes`` before it; none of them is on leave or outside their hours,
    ways from and to the company counted.
    While they are on leave their deputy may stand in (代理人), where one is named.
    Two duties of one person exclude each other as ``people_work.clash`` tells: for one visit they go along with the
    guests, between visits they return to the company; a part in a joint item is one duty for all its visits. Amount: 1
    for each.
    """

    id = "HOST-01"
    title = "点名的领导和专家到时在场,谁也不能同时在两处"
    title_en = "Whoever is named is there for their part; nobody is in two places"
    cites = Citation(
        document="S0",
        clause="二(一)5",
        quote="如在接待过程中需要请相关部门人员协助或出席时,需提前通知保证人员正常到场",
    )
    scope = "shared"
    levels = ("must",)
    occupies = True
    softenable = False
    two_places = Sentence(
        "{person}赶不过来:{first}{first_role}与{second}{second_role}",
        "{person} cannot do both: {first_role} on {first} and {second_role} on {second}",
    )
    absent = Sentence("{item}:{role}{people}没有全程到场", "{item}: {role} {people} is not there all the time")
    nobody_knows = Sentence("{item}:公司没有懂“{topic}”的专家", "{item}: nobody of the company is an expert on {topic}")
    nobody_trains = Sentence(
        "{item}:公司没有讲“{topic}”的培训师", "{item}: nobody of the company gives trainings on {topic}"
    )
    off_duty = Sentence(
        "{start}{person}请假或不在工作时间,不能担任{role}",
        "{person} is on leave or off duty on {start} and cannot be {role}",
    )

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> bool:
        """Refuse what needs an expert or trainer on a topic that nobody of the company knows."""
        return all(
            attendance.optional or attendance.candidates
            for attendance in attendances(facts, facts.stay(visit.id), choice.request)
        )

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Look at each person's duties."""
        return (WORK_BY_PERSON.by(self._duties),)

    def _duties(self, facts: Facts, work: PersonWork) -> Iterator[Violation]:
        person = work.person
        yield from self._off(facts, person, work.tasks)
        for a, b in combinations(work.tasks, 2):
            if clash(facts, a, b):
                yield self.broken(
                    a.visit,
                    a.about + b.about + subject(person=person.id),
                    1,
                    self.two_places,
                    person=person.name,
                    first=DayAndTime(a.start),
                    first_role=ROLE_PHRASES[a.role],
                    second=DayAndTime(b.start),
                    second_role=ROLE_PHRASES[b.role],
                )

    def judge_visit(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Look for those named."""
        for item in p.items:
            for attendance in attendances(facts, p.stay, p.request(item)):
                welcome = attendance.role == "reception"  # before the item; a banquet's host there early is HOST-10's
                begin = item.start + (attendance.begin if welcome else max(0, attendance.begin))
                end = item.start + attendance.end
                there = [
                    d
                    for d in item.duties
                    if d.role == attendance.role
                    and d.person in attendance.candidates
                    and may_stand_in(facts, attendance, d.person, item.start)
                    and d.start <= begin
                    and d.end >= end
                ]
                topic = getattr(p.request(item), "topic", None)
                if not attendance.optional and not attendance.candidates and topic:
                    missing = self.nobody_trains if attendance.role == "trainer" else self.nobody_knows
                    yield self.broken(p.id, about(item), 1, missing, item=label(item), topic=topic)
                elif not attendance.optional and not there:
                    people, role = _any_of(facts, attendance.candidates), ROLE_PHRASES[attendance.role]
                    yield self.broken(p.id, about(item), 1, self.absent, item=label(item), role=role, people=people)

    def _off(self, facts: Facts, person: HostPerson, found: Sequence[Task]) -> Iterator[Violation]:
        off = facts.off(person)
        for task in found:
            if task.role in CHOSEN_ROLES and any(overlap(task.span(facts), span) for span in off):
                yield self.broken(
                    task.visit,
                    task.about + subject(person=person.id),
                    1,
                    self.off_duty,
                    start=DayAndTime(task.start),
                    person=person.name,
                    role=ROLE_PHRASES[task.role],
                )

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Book each person for their part, the ways from and to the company on both sides."""
        for act in visit.acts.values():
            if act.parts:
                ways = [(facts.way(choice.place), literal) for choice, literal in act.choices if choice.place]
                way = sum(minutes * literal for minutes, literal in ways if minutes)
                if len({minutes for minutes, _ in ways}) == 1:
                    way = ways[0][0]  # a number is lighter than a sum
                for part in act.parts:
                    where, person = act.about + subject(person=part.person), f"person:{part.person}"
                    minutes, joint = part.end - part.start + 2 * way, joint_of(act.request)
                    m.occupy(self, where, person, part.start - way, minutes, part.chosen, joint=joint)


class InPerson(Rule):
    """HOST-01a: who is named comes in person; a deputy stands in only where no other time would do.

    Amount: 1 for each deputy in the place of somebody named who is on leave (``attendances``).
    """

    id = "HOST-01a"
    title = "点名的领导和专家尽量本人出席,请假时由代理人代为出席"
    title_en = "Whoever is named comes in person where they can; on leave their deputy stands in"
    cites = PRACTICE
    unit = "people"
    levels = ("prefer", "should", "must", "note", "off")
    stands_in = Sentence("{item}由{person}代为出席", "{item}: {person} stands in")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for deputies."""
        for p in programmes(facts, plan):
            for item in p.items:
                deputies = deputies_at(facts, p.stay, p.request(item))
                for duty in item.duties:
                    if duty.role in CHOSEN_ROLES and duty.person in deputies:
                        where, who = about(item) + subject(person=duty.person), person_name(facts, duty.person)
                        yield self.broken(p.id, where, 1, self.stands_in, item=label(item), person=who)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price each deputy."""
        for act in visit.acts.values():
            deputies = deputies_at(facts, visit.stay, act.request)
            for part in act.parts:
                if part.person in deputies:
                    m.limit(self, act.about + subject(person=part.person), part.chosen, hi=0)


class LeaderPresent(Rule):
    """HOST-02: a leader at one exchange or call and at the formal meal, of level A, high rank or great influence.

    Judged over what is planned, for visits to which a leader is due (``leader_due``). Hosts of another organisation
    receive the guests as a leader of ours would: what they host needs none of ours beside them. Amount: 1 when
    exchanges or calls are held and none with a leader, 1 a welcome banquet without one, where none is asked for any
    banquet (``leader_due_at_table``); for any visit 1 an exchange for which a leader, any one, was asked, without one.
    """

    id = "HOST-02"
    title = "A 级、职务较高或影响力较大的客人:一次交流(或会见)和正式宴请有公司领导出席"
    title_en = "Guests of level A, high rank or great influence meet a leader at an exchange and at the formal meal"
    cites = Citation(
        document="S0", clause="二(一)5 注", quote="当确定来访客户职位级别较高或影响力较大时,需公司领导出席"
    )
    levels = ("should", "must", "prefer", "note", "off")
    no_meeting = Sentence(
        "{client}:交流、会见都没有公司领导出席", "{client}: no company leader attends any exchange or call"
    )
    no_leader = Sentence("{item}没有公司领导出席", "{item}: no company leader attends")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for leaders."""
        for p in programmes(facts, plan):
            met = p.of(*LEADER_RECEPTION_KINDS)
            received = any(outside_hosts(p.request(item)) or leaders_at(facts, item) for item in met)
            if leader_due(p.stay) and met and not received:
                yield self.broken(p.id, subject(visit=p.id), 1, self.no_meeting, client=p.stay.visit.client)
            for item in p.items:
                if not leaders_at(facts, item) and self._due(p.stay, p.request(item)):
                    yield self.broken(p.id, about(item), 1, self.no_leader, item=label(item))

    def _due(self, stay: Stay, request: object) -> bool:
        if isinstance(request, Exchange):
            return request.any_leader and request.leader is None
        return isinstance(request, Banquet) and leader_due_at_table(stay, request)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """At least one of the leaders who may take part does."""
        del facts
        met = list(visit.of(*LEADER_RECEPTION_KINDS))
        if leader_due(visit.stay) and met:
            chosen = [part.chosen for act in met for part in act.parts if part.role == "leader"]
            chosen += [act.done for act in met if outside_hosts(act.request)]
            m.never(self, subject(visit=visit.id), m.either(*(act.done for act in met)), m.negated(m.either(*chosen)))
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
    too_high = Sentence("{item}由{person}出席,身份高于来客", "{item}: {person} attends, who ranks above the guests")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each leader's rank with the one that suits."""
        for p in programmes(facts, plan):
            for item in p.items:
                if (suits := self._suits(facts, p.stay, p.request(item))) is None:
                    continue
                for person in leaders_at(facts, item):
                    if person.rank < suits:
                        where, above = about(item) + subject(person=person.id), suits - person.rank
                        yield self.broken(p.id, where, above, self.too_high, item=label(item), person=person.name)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price each leader by the ranks that they are too high."""
        for act in visit.acts.values():
            suits = self._suits(facts, visit.stay, act.request)
            if suits is None:
                continue
            for part in act.parts:
                above = suits - facts.week.person(part.person).rank
                if part.role == "leader" and above > 0:
                    m.limit(self, act.about + subject(person=part.person), above * part.chosen, hi=0)

    def _suits(self, facts: Facts, stay: Stay, request: Request | None) -> int | None:
        """Return the rank that suits where any leader will do; None where none is asked for, or a named one."""
        if not any(
            attendance.role == "leader" and attendance.optional for attendance in attendances(facts, stay, request)
        ):
            return None
        lowest = max((person.rank for person in facts.leaders(rank=ANY_RANK)), default=ANY_RANK)
        return min(lowest, host_rank(facts, stay, request) if isinstance(request, Banquet) else stay.rank())


class HostReceivesGuests(Rule):
    """HOST-10: a banquet's leaders are there ``host_early`` minutes before it. Amount: minutes.

    Of a banquet that others give, they are guests themselves. Built in: ``attendances`` begin that much before the
    banquet.
    """

    id = "HOST-10"
    title = "宴请开始前 20 分钟主人到门口迎客"
    title_en = "The banquet's host is free 20 minutes before it"
    cites = Citation(document="S1", clause="四(一)", quote="宴会开始前,主人应站在大厅门口迎接客人")
    unit = "minutes"
    levels = ("must",)
    softenable = False
    late = Sentence(
        "{item}:{person}晚到 {minutes} 分钟,来不及迎客",
        "{item}: {person} comes {minutes} min too late to receive the guests",
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the leaders' start with the banquet's."""
        early = facts.shape.host_early
        for p in programmes(facts, plan):
            for item in p.of("banquet"):
                for duty in item.duties if not outside_hosts(p.request(item)) else ():
                    late = duty.start - (item.start - early)
                    if duty.role == "leader" and duty.person and late > 0:
                        who = person_name(facts, duty.person)
                        yield self.broken(
                            p.id, about(item), late, self.late, item=label(item), person=who, minutes=late
                        )


def _any_of(facts: Facts, ids: Sequence[str]) -> Phrase:
    """Return the first three of some people, joined by "or"."""
    if not ids:
        return Phrase("(无人)", "(nobody)")
    names = [person_name(facts, id) for id in ids[:3]]
    return Phrase("或".join(names), " or ".join(names))
