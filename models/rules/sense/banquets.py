"""SENSE-01, 01a, 08, 14 · banquets: their days and hours, the host."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import Banquet
from models.domain.base import Fact
from models.domain.clock import Clock, at, day_of, minute_of_day
from models.domain.included_meals import included_meal
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, about, label, subject
from models.rules.core.kinds import LEADER_RECEPTION_KINDS
from models.rules.core.programme import programmes
from models.rules.core.view import Layer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Item, Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Lit, VisitView


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
