"""SENSE · what an experienced secretary would not sign: coming, resting, going; the programme itself: ``taste``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import BUSINESS, LEISURE, Banquet
from models.domain.base import Count, Fact, Minutes
from models.domain.clock import Clock, at, day_of, hhmm, minute_of_day
from models.domain.day_windows import SMALL_HOURS
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import about, label
from models.rules.core.programme import date, programmes
from models.rules.core.view import Layer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import Act, Lit, VisitView

AT_REST = ("check_in", "rest")
ACTIVE = (*BUSINESS, "signing", *LEISURE)
"""What counts as an activity of a gentle day (SENSE-12)."""


class BanquetDays(Rule):
    """SENSE-01: the welcome banquet on the first evening, the farewell on the last, not both on one day.

    An evening (of a hosted lunch: a noon): the guest of honour is in town by ``by`` and not gone before the end of the
    dinner hour, and it is no taboo day; days off (MEAL-05a) are passed over where there are workdays. Banquets whose
    day or time the guests fixed stay where they are; with one evening only, the farewell may lie on any day. Amount: 1
    a banquet on another day, 1 both on one day.
    """

    id = "SENSE-01"
    title = "首日傍晚前到达的当晚欢迎宴请,最后一晚送行宴请,两者不在同一天"
    title_en = "Welcome banquet on the first evening, farewell on the last, not both on one day"
    cites = PRACTICE
    levels = ("should", "must", "prefer", "note", "off")

    class Numbers(Fact):
        """In town by this time, the evening is the first."""

        by: Clock = 17 * 60

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
                    yield self.broken(p.id, about(item), 1, f"{label(item)}宜在{date(due)}")
                if request.on is None and request.at is None:
                    held.setdefault(request.occasion, day)
            if len(held) == 2 and held["welcome"] == held["farewell"]:
                yield self.broken(p.id, (str(held["welcome"]),), 1, f"{date(held['welcome'])}欢迎、送行宴请在同一天")

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
            for day in set(welcome.on) & set(farewell.on):
                m.never(self, (str(day),), welcome.on[day], farewell.on[day])

    def _due(self, facts: Facts, stay: Stay, request: Banquet) -> dt.date | None:
        """Return the day on which a banquet is due; None: any day will do."""
        if request.on is not None or request.at is not None:
            return None
        days = self._days(facts, stay, request.lunch)
        if not days or (request.occasion == "farewell" and len(days) == 1 and _welcomed(stay)):
            return None
        return days[0] if request.occasion == "welcome" else days[-1]

    def _days(self, facts: Facts, stay: Stay, lunch: bool) -> list[dt.date]:
        shape, taboo = facts.shape, {*stay.visit.taboo, *facts.week.company.taboo}
        by = shape.lunch_present_from if lunch else self.n.by
        until = shape.lunch_present_to if lunch else shape.dinner_present_to
        here = [d for d in stay.days if stay.lead.exit <= at(d, by) and stay.lead.deadline >= at(d, until)]
        fine = [day for day in here if day not in taboo]
        return [day for day in fine if facts.workday(day)] or fine


def _welcomed(stay: Stay) -> bool:
    return any(isinstance(r, Banquet) and r.occasion == "welcome" for r in stay.visit.requests)


class HotelFirst(Rule):
    """SENSE-02: after landing the hotel first, when its rooms are open.

    On the day of arrival of guests whom we lodge: when they could reach the hotel at its check-in time or later, the
    first item is the check-in, unless it begins within ``within`` minutes of their exit. Else the luggage stays in the
    vehicle, which the list of things to do says. A rest at the hotel on that day comes after the check-in. Amount: 1
    each.
    """

    id = "SENSE-02"
    title = "抵达后先到酒店办理入住(房间已可入住时),除非第一项活动很近"
    title_en = "After landing the hotel first when rooms are open"
    cites = PRACTICE
    levels = ("should", "must", "prefer", "note", "off")

    class Numbers(Fact):
        """An item due so soon after the exit comes before the hotel."""

        within: Minutes = 90

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the first item of the day of arrival."""
        for p in programmes(facts, plan):
            day = p.stay.days[0]
            hotel, items = p.hotel(day), p.on(day)
            settled = [item.start for item in items if item.kind == "check_in"]
            for item in items:
                if item.kind == "rest" and not any(start <= item.start for start in settled):
                    yield self.broken(p.id, about(item), 1, f"{label(item)}时还没有办理入住")
            if not items or hotel is None or not self._lodged(p.stay) or not self._open(facts, p.stay, hotel):
                continue
            first = items[0]
            if first.kind not in AT_REST and first.start > p.stay.start + self.n.within:
                yield self.broken(p.id, (str(day),), 1, f"{label(first)}之前未先到酒店办理入住")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never something else first, so late, with rooms open."""
        stay, day = visit.stay, visit.days[0]
        self._rest(m, visit)
        hotels = [lit for hotel, lit in visit.hotel.items() if self._open(facts, stay, hotel)]
        if not hotels or not self._lodged(stay):
            return
        ready = m.either(*hotels)
        before: list[Lit] = []
        for slot in visit.day(day):
            if slot.layer is Layer.END or not slot.acts:
                continue
            at_rest = m.either(*(x for act, x in slot.acts if act.kind in AT_REST))
            late = m.less(stay.start - facts.week.origin + self.n.within, slot.start)
            m.never(self, (str(day),), ready, slot.used, m.negated(at_rest), late, *before)
            before.append(m.negated(slot.used))

    def _rest(self, m: Poster, visit: VisitView) -> None:
        """Never a rest on the first day without a check-in before it."""
        settled = list(visit.of("check_in"))
        for rest in visit.of("rest"):
            if visit.days[0] in rest.on:
                before = [m.both(act.done, m.negated(m.less(rest.start, act.start))) for act in settled]
                m.never(self, rest.about, rest.on[visit.days[0]], m.negated(m.either(*before)))

    def _lodged(self, stay: Stay) -> bool:
        return stay.visit.provides.lodging and bool(stay.nights)

    def _open(self, facts: Facts, stay: Stay, hotel: str) -> bool:
        """Tell whether the rooms are open when the guests can be at the hotel."""
        there = facts.travel.after(stay.first[0].origin, hotel, stay.start)
        return there >= at(stay.days[0], facts.week.hotel(hotel).check_in)


class BreakfastBeforePickUp(Rule):
    """SENSE-03: breakfast at the hotel before the first pick-up, unless a flight forces it (then it is packed).

    On each day after a night: the guests set off (with no way: the first item begins) not before the hotel's breakfast
    and ``breakfast_minutes`` more; a day that begins with the see-off is exempt. Amount: minutes too early.
    """

    id = "SENSE-03"
    title = "出发前留足早餐时间(酒店早餐开始后 60 分钟),赶航班的备好外带早餐"
    title_en = "Breakfast at the hotel before the first pick-up, packed where a flight forces it"
    cites = PRACTICE
    unit = "minutes"
    levels = ("must",)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the first step of each morning."""
        for p in programmes(facts, plan):
            for day in p.stay.days[1:]:
                hotel, step = p.hotel(p.stay.days[p.stay.days.index(day) - 1]), p.day(day)[0]
                if hotel is None or step.item is None:
                    continue
                sets_off = step.moves[0].depart if step.moves else step.start
                early = self._ready(facts, hotel, day) - sets_off
                if early > 0:
                    text = f"{date(day)}{hhmm(minute_of_day(sets_off))}出发,早餐时间少 {early} 分钟"
                    yield self.broken(p.id, (str(day),), early, text)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the first slots of each morning by the hotel's breakfast."""
        for day in visit.days[1:]:
            slot = visit.slots[day, Layer.AM1]
            for hotel, chosen in visit.hotel.items() if slot.acts else ():
                ready = self._ready(facts, hotel, day) - facts.week.origin
                m.limit(self, (str(day),), slot.depart, lo=ready, on=(chosen, slot.moved))
                m.limit(self, (str(day),), slot.start, lo=ready, on=(chosen, slot.used, m.negated(slot.moved)))

    def _ready(self, facts: Facts, hotel: str, day: dt.date) -> int:
        return at(day, facts.week.hotel(hotel).breakfast_from + facts.shape.breakfast_minutes)


class DepartureDayNearby(Rule):
    """SENSE-07: on the day of departure nothing far away: check-out comes first and the luggage is in the vehicle.

    That the vehicle takes the luggage is CAR-01's. Amount: items over ``far`` minutes from the company; a packed meal
    is eaten where the guests are and does not count again.
    """

    id = "SENSE-07"
    title = "离开当天先退房、行李随车,不去单程一小时以外的地方"
    title_en = "Departure day: check-out first, luggage in the vehicle, nothing over 60 min away"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")

    class Numbers(Fact):
        """Minutes from the company that are too far."""

        far: Minutes = 60

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the places of the last day."""
        for p in programmes(facts, plan):
            for item in p.on(p.stay.days[-1]) if p.stay.nights else ():
                packed = item.kind in ("lunch", "dinner") and item.dining_room is None
                if not packed and facts.way(item.place) > self.n.far:
                    yield self.broken(p.id, about(item), 1, f"{label(item)}在离开当天,路远")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a place far away on that day."""
        last = visit.days[-1]
        for act in visit.acts.values() if visit.stay.nights else ():
            away = [lit for choice, lit in act.choices if choice.place and facts.way(choice.place) > self.n.far]
            if away and last in act.on:
                m.never(self, act.about, act.on[last], m.either(*away))


class NightRest(Rule):
    """SENSE-10: ten hours between the end of an evening and the next pick-up, unless a flight forces it.

    From the arrival at the hotel (the end of the last item there) to the first departure of the next day; a see-off is
    exempt. Amount: minutes missing.
    """

    id = "SENSE-10"
    title = "晚间活动结束到次日出发至少 10 小时,赶航班除外"
    title_en = "10 h between the end of an evening and the next pick-up, unless a flight forces it"
    cites = PRACTICE
    unit = "minutes"
    levels = ("should", "must", "prefer", "note", "off")

    class Numbers(Fact):
        """Minutes of rest."""

        rest: Minutes = 600

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare evenings with mornings."""
        for p in programmes(facts, plan):
            for today, tomorrow in zip(p.stay.days, p.stay.days[1:], strict=False):
                moves = [move for step in p.day(tomorrow) for move in step.moves]
                if not moves or moves[0].kind == "see_off":
                    continue
                missing = self.n.rest - (moves[0].depart - p.day(today)[-1].start)
                if missing > 0:
                    text = f"{date(tomorrow)}{hhmm(minute_of_day(moves[0].depart))}出发,夜间休息少 {missing} 分钟"
                    yield self.broken(p.id, (str(tomorrow),), missing, text)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the first departure of each day by the end of the day before."""
        del facts
        for today, tomorrow in zip(visit.days, visit.days[1:], strict=False):
            home = visit.slots[today, Layer.END].start
            before: list[Lit] = []
            for slot in visit.day(tomorrow):
                see_off = slot.layer is Layer.END and tomorrow == visit.days[-1]
                if see_off or not (slot.acts or slot.layer is Layer.END):
                    continue
                m.limit(self, (str(tomorrow),), slot.depart - home, lo=self.n.rest, on=(slot.moved, *before))
                before.append(m.negated(slot.moved))


class GentlePace(Rule):
    """SENSE-12: a gentle pace for seniors, children and frail members, and on the day after a night flight.

    Activities: business, signings, sights, shopping, shows. Amount, on such a day: activities beyond ``most``, and 1
    where the afternoon goes on without a rest after lunch (a named one, or a gap of ``rest`` minutes).
    """

    id = "SENSE-12"
    title = "有老人、儿童、体弱者或夜间航班抵达后,日程放缓:少一项活动,午后休息"
    title_en = "A gentle pace for seniors, children, frail members, or after a night flight"
    cites = PRACTICE
    unit = "items"
    levels = ("should", "must", "prefer", "note", "off")

    class Numbers(Fact):
        """Activities of a gentle day, and minutes of rest after lunch."""

        most: Count = 3
        rest: Minutes = 45

    def _days(self, stay: Stay) -> tuple[dt.date, ...]:
        if stay.gentle:
            return stay.days
        return stay.days[1:2] if stay.night_flight else ()

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Count activities, look at the time after lunch."""
        for p in programmes(facts, plan):
            for day in self._days(p.stay):
                count = sum(item.kind in ACTIVE for item in p.on(day))
                if count > self.n.most:
                    text = f"{date(day)}有 {count} 项活动,宜放缓"
                    yield self.broken(p.id, (str(day),), count - self.n.most, text)
                yield from self._noon(p, day)

    def _noon(self, p: Programme, day: dt.date) -> Iterator[Violation]:
        for step in p.day(day):
            item, before = step.item, step.before
            if item is None or before is None or p.meal(before) != "lunch" or p.half(item) != "pm":
                continue
            if item.kind not in AT_REST and step.gap < self.n.rest:
                yield self.broken(p.id, (str(day),), 1, f"{date(day)}午餐后没有休息")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the number of activities; never go on at once after lunch."""
        del facts
        for day in self._days(visit.stay):
            acts = [act.on[day] for act in visit.of(*ACTIVE) if day in act.on]
            if len(acts) > self.n.most:
                m.count(self, (str(day),), acts, hi=self.n.most)
            lunch, slot = visit.slots[day, Layer.LUNCH], visit.slots[day, Layer.PM1]
            if lunch.acts and slot.acts:
                at_rest = m.either(*(x for act, x in slot.acts if act.kind in AT_REST))
                short = m.less(slot.gap, self.n.rest)
                m.never(self, (str(day),), lunch.used, slot.used, m.negated(at_rest), short)


class LateArrival(Rule):
    """SENSE-16: guests who are out after ``dinner_arrival_latest`` go to the hotel: a light supper, no programme.

    Amount: 1 an item on that day, check-in and rest not counted.
    """

    id = "SENSE-16"
    title = "20:30 以后抵达的当晚不安排活动,备简餐"
    title_en = "Arrival after 20:30: no dinner programme, a light supper"
    cites = PRACTICE
    unit = "items"
    levels = ("must", "should", "off")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the day of arrival."""
        for p in programmes(facts, plan):
            for item in p.on(p.stay.days[0]) if arrives_late(facts, p.stay) else ():
                if item.kind not in AT_REST:
                    yield self.broken(p.id, about(item), 1, f"{label(item)}安排在深夜抵达之后")

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never on that day."""
        for act in visit.acts.values() if arrives_late(facts, visit.stay) else ():
            if act.kind not in AT_REST and visit.days[0] in act.on:
                m.never(self, act.about, act.on[visit.days[0]])


def arrives_late(facts: Facts, stay: Stay) -> bool:
    """Tell whether the first guests are out too late for a dinner (SENSE-16); the small hours are late too."""
    out = minute_of_day(stay.start)
    return out > facts.shape.dinner_arrival_latest or out < SMALL_HOURS
