"""SENSE-01, 01a, 06, 08, 14 · banquets: their days and hours, time to freshen up, the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import Banquet
from models.domain.base import Fact, Minutes
from models.domain.clock import Clock, at, day_of, minute_of_day
from models.domain.included_meals import included_meal
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, about, label, subject
from models.rules.core.kinds import AT_HOTEL_KINDS, LEADER_RECEPTION_KINDS
from models.rules.core.programme import programmes
from models.rules.core.view import AFTERNOON_LAYERS, Layer
from models.rules.core.waiting import goes_to_own_hotel, is_at_ease, minutes_before_departure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme, Step
    from models.rules.core.view import Act, Lit, Slot, VisitView

TIRING_KINDS = ("tour", "project", "sight", "shopping")
"""Workshops, sights and shops, after which guests wish to freshen up (SENSE-06)."""
_IN_PASSING = (*AT_HOTEL_KINDS, "photo")
"""Kinds between them and a banquet after which guests still wish to."""


class BanquetDays(Rule):
    """SENSE-01: the welcome banquet on the first evening, the farewell on the last, not both on one day.

    An evening (of a hosted lunch: a noon): the guest of honour is in town by ``by`` and not gone before the end of the
    dinner hour, and it is no taboo day; days off (MEAL-05a) are passed over where there are workdays. Banquets whose
    day or time the guests fixed stay where they are; with one evening only, the farewell may lie on any day. A tea
    greets or bids farewell on any day. Amount: 1 a banquet on another day, 1 both on one day.
    """

    id = "SENSE-01"
    title = "首日傍晚前到达的当晚欢迎宴请,最后一晚送行宴请,两者不在同一天"
    title_en = "Welcome banquet on the first evening, farewell on the last, not both on one day"
    cites = PRACTICE
    levels = ("should", "must", "prefer", "note", "off")
    wrong_day = Sentence("{item}宜在{day}", "{item} should be on {day}")
    same_day = Sentence("{day}欢迎、送行宴请在同一天", "welcome and farewell banquet are both on {day}")

    class Numbers(Fact):
        """By when the guests must be here for a welcome dinner."""

        by: Clock = 17 * 60
        """Minute of the day by which the group of the guest of honour must be here for a dinner on that day."""
        until: Clock = 20 * 60
        """Minute of the day until which it must be here for a dinner on that day."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the days of banquets."""
        for p in programmes(facts, plan):
            held: dict[str, dt.date] = {}
            for item in p.of("banquet"):
                request = p.request(item)
                if not isinstance(request, Banquet) or request.occasion not in ("welcome", "farewell"):
                    continue
                due, day = self._due(facts, p.stay, request), day_of(item.start)
                if due is not None and day != due:
                    yield self.broken(p.id, about(item), 1, self.wrong_day, item=label(item), day=due)
                if request.on is None and request.at is None:
                    held.setdefault(request.occasion, day)
            if len(held) == 2 and held["welcome"] == held["farewell"]:
                both = held["welcome"]
                yield self.broken(p.id, subject(day=both), 1, self.same_day, day=both)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never on another day, never both on one."""
        held: dict[str, list[Act]] = {"welcome": [], "farewell": []}
        for act in visit.of("banquet"):
            request = act.request
            if not isinstance(request, Banquet) or request.occasion not in held:
                continue
            due = self._due(facts, visit.stay, request)
            for day, literal in act.on.items():
                if due is not None and day != due:
                    m.never(self, act.about, literal)
            if request.on is None and request.at is None:
                held[request.occasion].append(act)
        if all(held.values()):
            welcome, farewell = held["welcome"][0], held["farewell"][0]
            for day in sorted(set(welcome.on) & set(farewell.on)):
                m.never(self, subject(day=day), welcome.on[day], farewell.on[day])

    def _due(self, facts: Facts, stay: Stay, request: Banquet) -> dt.date | None:
        """Return the day on which a banquet is due; None: any day will do."""
        if request.on is not None or request.at is not None or request.form == "tea":
            return None
        days = self._days(facts, stay, request.lunch)
        if not days or (request.occasion == "farewell" and len(days) == 1 and _welcomed(stay)):
            return None
        return days[0] if request.occasion == "welcome" else days[-1]

    def _days(self, facts: Facts, stay: Stay, lunch: bool) -> list[dt.date]:
        shape = facts.shape
        by = shape.lunch_present_from if lunch else self.n.by
        return _days_for_hosts(facts, stay, by, shape.lunch_present_to if lunch else self.n.until)


def _days_for_hosts(facts: Facts, stay: Stay, by: int, until: int) -> list[dt.date]:
    """Return the days on which the guest of honour is here by and until a time of day, and hosts may invite."""
    taboo = {*stay.visit.taboo, *facts.week.company.taboo}
    here = [d for d in stay.days if stay.lead.exit <= at(d, by) and stay.lead.deadline >= at(d, until)]
    fine = [day for day in here if day not in taboo]
    return [day for day in fine if facts.workday(day)] or fine


class LastEveningHosted(Rule):
    """SENSE-01a: where guests are invited to dinner besides the welcome, they are so on their last evening.

    Dinners of whatever host that no day or time is fixed for, welcome and farewell apart: those are SENSE-01's. The
    last evening is met by any hosted dinner, a fixed one or the welcome, too; taboo days and, where there are workdays,
    days off are passed over. Amount: 1 where such a dinner is held, but none on the last evening.
    """

    id = "SENSE-01a"
    title = "欢迎宴请之外还有宴请的,最后一晚有宴请"
    title_en = "Guests invited to dinner besides the welcome are so on their last evening"
    cites = PRACTICE
    levels = ("prefer", "should", "must", "note", "off")
    empty = Sentence(
        "最后一晚{day}没有宴请,{item}可移到当晚", "no host on the last evening, {day}; {item} could be then"
    )

    class Numbers(Fact):
        """Until when the guest of honour must be here for a dinner on an evening, as minute of the day."""

        until: Clock = 20 * 60

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the evenings of hosted dinners with the last one."""
        for p in programmes(facts, plan):
            dinners = [item for item in p.of("banquet") if p.meal(item) == "dinner"]
            free = [item for item in dinners if _is_free_dinner(p.request(item))]
            last = self._last(facts, p.stay)
            if free and last and not any(day_of(item.start) == last for item in dinners):
                yield self.broken(p.id, subject(day=last), 1, self.empty, day=last, item=label(free[-1]))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never such a dinner with none on the last evening."""
        last = self._last(facts, visit.stay)
        dinners = [(act, day, x) for act in visit.of("banquet") for day, x in _dinner_on(act)]
        free = [x for act, _, x in dinners if _is_free_dinner(act.request)]
        if last and free:
            held = m.either(*(x for _, day, x in dinners if day == last))
            m.never(self, subject(day=last), m.either(*free), m.negated(held))

    def _last(self, facts: Facts, stay: Stay) -> dt.date | None:
        days = _days_for_hosts(facts, stay, facts.shape.dinner_present_from, self.n.until)
        return days[-1] if days else None


def _is_free_dinner(request: Request | None) -> bool:
    """Tell whether a banquet is neither welcome nor farewell, and on no fixed day."""
    free = isinstance(request, Banquet) and request.on is None and request.at is None
    return free and isinstance(request, Banquet) and request.occasion not in ("welcome", "farewell")


def _dinner_on(act: Act) -> Iterator[tuple[dt.date, Lit]]:
    """Yield the days on which a banquet may be a dinner, with the literals."""
    return ((day, x) for (day, layer), x in act.at.items() if layer is Layer.DINNER)


def _welcomed(stay: Stay) -> bool:
    return any(isinstance(r, Banquet) and r.occasion == "welcome" for r in stay.visit.requests)


class TimeToChange(Rule):
    """SENSE-06: time to change at the hotel before a banquet in the evening, after a workshop, a sight or a long way.

    The last item but rests and photos, in the afternoon or over lunch, is a tour, a reference project, a sight or
    shopping, or the banquet is the first item after guests who sleep here have come, or they have been on the way for
    more than ``road`` minutes that day. What counts is the rest or check-in right before the banquet, else the gap
    before it where it is spent at the hotel (``is_at_ease``, or after a way to it): waiting elsewhere is no time to
    change. Guests of level A, and all after so long a way, need ``of_rank`` minutes. A reception before the dinner, and
    a tea, are no banquets here: guests come as they are. Amount: minutes missing.
    """

    id = "SENSE-06"
    title = "下午参观车间、游览或长途之后赴宴,先回酒店整理更衣"
    title_en = "Time to change at the hotel before a banquet after a workshop, a sight or a long way"
    cites = PRACTICE
    unit = "minutes"
    levels = ("should", "must", "prefer", "note", "off")
    short = Sentence(
        "{item}前只有 {minutes} 分钟回酒店更衣", "only {minutes} min to change at the hotel before the {item}"
    )

    class Numbers(Fact):
        """How long guests need before a banquet, in minutes."""

        minutes: Minutes = 30
        of_rank: Minutes = 60
        """For guests of level A, and for all who have been long on the way."""
        road: Minutes = 240
        """Minutes on the way in a day from which on it is long."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at what is before each banquet."""
        for p in programmes(facts, plan):
            for step in p.steps:
                item = step.item
                if item is None or item.kind != "banquet" or p.meal(item) != "dinner":
                    continue
                due = self._due(facts, p, step)
                spent = _minutes_at_hotel(p, step)
                if spent < due:
                    where = subject(day=step.day)
                    yield self.broken(p.id, where, due - spent, self.short, item=label(item), minutes=spent)

    def _due(self, facts: Facts, p: Programme, step: Step) -> int:
        steps = p.day(step.day)
        before = steps[: next(k for k, other in enumerate(steps) if other.item is step.item)]
        ways = sum(move.arrive - move.depart for other in (*before, step) for move in other.moves)
        if ways > self.n.road:
            return int(self.n.of_rank)
        items = [other.item for other in before if other.item and other.item.kind not in _IN_PASSING]
        last = items[-1] if items else None
        if last is None and _comes_for_the_night(p.stay, step.day):
            return self._usual(p.stay)
        if last is None or last.kind not in TIRING_KINDS or p.part_of_day(last) not in ("lunch", "pm"):
            return 0
        return self._usual(p.stay)

    def _usual(self, stay: Stay) -> int:
        return int(self.n.of_rank if stay.level == "A" else self.n.minutes)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the rest before the dinner slot, or the gap at the hotel, from below where it is due."""
        for day in visit.days:
            dinner = visit.slots[day, Layer.DINNER]
            hosted = [x for act, x in dinner.acts if act.kind == "banquet"]
            if not hosted:
                continue
            slots = visit.day(day)
            before = slots[: slots.index(dinner)]
            banquet = m.either(*hosted)
            ways = sum(slot.travel for slot in (*before, dinner))
            long = m.less(self.n.road, ways)
            tiring = list(_tiring_last(m, before))
            if _comes_for_the_night(visit.stay, day):
                done = [x for slot in before for act, x in slot.acts if act.kind not in _IN_PASSING]
                tiring.append(m.negated(m.either(*done)))
            tired = m.both(m.either(*tiring), m.negated(long))
            for due, on in ((self.n.of_rank, long), (self._usual(visit.stay), tired)):
                self._post_due(m, facts, visit, (day, before, dinner), due, (banquet, on))

    def _post_due(
        self,
        m: Poster,
        facts: Facts,
        visit: VisitView,
        where: tuple[dt.date, Sequence[Slot], Slot],
        due: int,
        on: tuple[Lit, Lit],
    ) -> None:
        """Hold that so many minutes are spent at the hotel right before the dinner slot."""
        day, before, dinner = where
        rested: list[Lit] = []
        for k, slot in enumerate(before):
            later = [m.negated(other.used) for other in before[k + 1 :] if other.acts]
            for act, x in slot.acts:
                if act.kind in AT_HOTEL_KINDS:
                    last = m.both(x, *later)
                    rested.append(last)
                    m.limit(self, subject(day=day), act.end - act.start, lo=due, on=(*on, last))
        unrested = m.negated(m.either(*rested))
        here = before[-1].place
        at_ease = m.either(*(m.both(here[hotel], lit) for hotel, lit in visit.hotel.items() if hotel in here))
        m.limit(self, subject(day=day), dinner.gap, lo=due, on=(*on, unrested, at_ease))
        m.limit(self, subject(day=day), dinner.gap_at_hotel, lo=due, on=(*on, unrested, m.negated(at_ease)))


def _comes_for_the_night(stay: Stay, day: dt.date) -> bool:
    """Tell whether guests come on a day, from the road, and sleep here."""
    return bool(stay.nights) and day == stay.days[0]


def _minutes_at_hotel(p: Programme, step: Step) -> int:
    """Return the minutes right before a step in which guests are at the hotel with nothing else to do."""
    if step.before is not None and step.before.kind in AT_HOTEL_KINDS:
        return step.before.minutes
    if goes_to_own_hotel(p, step):
        return step.gap - minutes_before_departure(step)
    return step.gap if is_at_ease(p, step.origin, step.day) else 0


def _tiring_last(m: Poster, before: Sequence[Slot]) -> Iterator[Lit]:
    """Yield the literals of a tiring item in the afternoon after which nothing but rests is done before dinner."""
    for k, slot in enumerate(before):
        tiring = [x for act, x in slot.acts if act.kind in TIRING_KINDS]
        if tiring and slot.layer in (Layer.LUNCH, *AFTERNOON_LAYERS):
            others = [x for later in before[k + 1 :] for act, x in later.acts if act.kind not in _IN_PASSING]
            yield m.both(m.either(*tiring), m.negated(m.either(*others)))


class BanquetHostAtExchange(Rule):
    """SENSE-08: the leader who hosts the welcome banquet sits in an exchange or call, if leaders sit there at all.

    A banquet that another organisation gives is passed over: what its hosts do else is not ours to plan.

    Amount: 1 a welcome banquet.
    """

    id = "SENSE-08"
    title = "主持欢迎宴请的领导也出席交流或会见"
    title_en = "The leader who hosts the welcome banquet sits in the leaders' exchange"
    cites = PRACTICE
    levels = ("prefer", "should", "must", "note", "off")
    not_met = Sentence("{item}的主人没有出席交流或会见", "the host of the {item} sits in no exchange or call")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the leaders of both."""
        for p in programmes(facts, plan):
            met = {person for item in p.of(*LEADER_RECEPTION_KINDS) for person in _leaders(item)}
            for item in p.of("banquet"):
                hosts = _leaders(item)
                if _welcome(p.request(item)) and hosts and met and not hosts & met:
                    yield self.broken(p.id, about(item), 1, self.not_met, item=label(item))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a host who sits in none of them while others do."""
        del facts
        met = [part for act in visit.of(*LEADER_RECEPTION_KINDS) for part in act.parts if part.role == "leader"]
        some = m.either(*(part.chosen for part in met))
        for act in visit.of("banquet"):
            for part in act.parts if _welcome(act.request) and met else ():
                same = m.either(*(other.chosen for other in met if other.person == part.person))
                m.never(self, act.about, part.chosen, some, m.negated(same))


def _welcome(request: object) -> bool:
    return isinstance(request, Banquet) and request.occasion == "welcome" and not request.hosts


def _leaders(item: Item) -> set[str]:
    return {duty.person for duty in item.duties if duty.role == "leader" and duty.person}


class BanquetIsDinner(Rule):
    """SENSE-14: a banquet is a dinner unless a lunch is asked for; what is drunk at lunch is on the list.

    A tea is none of both, a hosted breakfast asked for as such. Amount: 1 a banquet at noon (before ``afternoon``) that
    nobody asked to be one.
    """

    id = "SENSE-14"
    title = "宴请安排在晚上,客人要求的除外;工作日午餐不饮酒"
    title_en = "A banquet is a dinner unless asked for; no alcohol at a workday lunch"
    cites = PRACTICE
    levels = ("should", "must", "prefer", "note", "off")
    noon = Sentence("{item}安排在中午,客人没有要求", "{item} is at noon, which the guests did not ask for")

    class Numbers(Fact):
        """Banquets that begin before this time of day are lunches."""

        afternoon: Clock = 15 * 60

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the hour of each banquet."""
        for p in programmes(facts, plan):
            for item in p.of("banquet"):
                if self._at_noon(p, item):
                    yield self.broken(p.id, about(item), 1, self.noon, item=label(item))

    def _at_noon(self, p: Programme, item: Item) -> bool:
        request = p.request(item)
        asked = isinstance(request, Banquet) and (
            request.lunch or request.form == "tea" or included_meal(request) == "breakfast"
        )
        return not asked and minute_of_day(item.start) < self.n.afternoon

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never in the lunch slot, where it was not asked for."""
        del facts
        for act in visit.of("banquet"):
            if isinstance(act.request, Banquet) and not act.request.lunch:
                for (_, layer), literal in act.at.items():
                    if layer is Layer.LUNCH:
                        m.never(self, act.about, literal)
