"""SENSE-06 · time to change and freshen up before a banquet in the evening."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import Banquet, Ceremony, outside_hosts
from models.domain.base import Fact, Minutes
from models.domain.clock import Clock, at
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, label, subject
from models.rules.core.kinds import AT_HOTEL_KINDS
from models.rules.core.programme import programmes
from models.rules.core.view import AFTERNOON_LAYERS, Layer
from models.rules.core.waiting import goes_to_own_hotel, is_at_ease, minutes_before_departure
from models.rules.protocol_order import hosts_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.activities import Request
    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.domain.stay import Stay
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.programme import Programme, Step
    from models.rules.core.view import Act, Expr, Lit, Slot, VisitView

TIRING_KINDS = ("tour", "project", "sight", "shopping")
"""Workshops, sights and shops, after which guests wish to freshen up."""
_IN_PASSING = (*AT_HOTEL_KINDS, "photo")
"""Kinds between them and a banquet after which guests still wish to."""
_LEAD_IN_KINDS = ("ceremony", "call", "signing", "photo")
"""Kinds that may lead in to a banquet, besides receptions without a meal."""
_RECEPTION_FORMS = ("cocktail", "tea")


class TimeToChange(Rule):
    """SENSE-06: time to change at the hotel before a banquet in the evening.

    Due after a workshop, a sight or a long way: the last item but rests and photos, in the afternoon or over lunch, is
    a tour, a reference project, a sight or shopping, or the banquet is the first item after guests who sleep here have
    come, or they have been on the way for more than ``road`` minutes that day. Guests of level A are due it before a
    formal banquet after whatever they did that day; who then stays in the house of the banquet has ``pause`` minutes
    there instead. Guests of level A, and all after so long a way, need ``of_rank`` minutes; ``late`` are
    enough before a banquet that begins after ``late_from``.

    A short lead-in belongs to the banquet, and the time is due before it: a ceremony (no meeting with the press), a
    call, a signing or a reception of the same host, or a photo, in the same house, right before, from which on it is at
    most ``lead_in`` minutes to the banquet. What counts is the rest or check-in right before, else the gap before where
    it is spent at the hotel (``is_at_ease``, or after a way to it): waiting elsewhere is no time to change. A reception
    before the dinner, and a tea, are no banquets here: guests come as they are. Amount: minutes missing.
    """

    id = "SENSE-06"
    title = "下午参观车间、游览或长途之后赴宴,先回酒店整理更衣;A级客人赴正式晚宴前均须"
    title_en = "Time to change at the hotel before a banquet after a workshop, a sight or a long way; level A always"
    cites = PRACTICE
    unit = "minutes"
    levels = ("should", "must", "prefer", "note", "off")
    short = Sentence(
        "{item}前只有 {minutes} 分钟回酒店更衣", "only {minutes} min to change at the hotel before the {item}"
    )
    hurried = Sentence("{item}前只有 {minutes} 分钟休息", "only {minutes} min of pause before the {item}")

    class Numbers(Fact):
        """How long guests need before a banquet, in minutes."""

        minutes: Minutes = 30
        of_rank: Minutes = 60
        """For guests of level A, and for all who have been long on the way."""
        road: Minutes = 240
        """Minutes on the way in a day from which on it is long."""
        pause: Minutes = 30
        """For guests of level A who stay in the house of the banquet."""
        late_from: Clock = 19 * 60
        """A banquet that begins later is late already."""
        late: Minutes = 45
        """So much is enough before a late one: nobody waits for the table for the sake of more."""
        lead_in: Minutes = 45
        """The longest lead-in to a banquet, from its start to that of the banquet."""

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at what is before each banquet."""
        for p in programmes(facts, plan):
            for step in p.steps:
                item = step.item
                if item is None or item.kind != "banquet" or p.meal(item) != "dinner":
                    continue
                steps = p.day(step.day)
                place = next(k for k, other in enumerate(steps) if other.item is item)
                first = self._first_of_lead_in(p, steps, place)
                due = self._due(p, steps[: place + 1], first)
                stays = due is None and _stays(steps[first])
                if due is None:
                    due = self.n.pause if stays else self.n.of_rank
                spent = steps[first].gap if stays else _minutes_at_hotel(p, steps[first])
                enough = item.start > at(step.day, self.n.late_from) and spent >= self.n.late
                if spent < due and not enough:
                    said = self.hurried if stays else self.short
                    where = subject(day=step.day)
                    yield self.broken(p.id, where, due - spent, said, item=label(item), minutes=spent)

    def _first_of_lead_in(self, p: Programme, steps: Sequence[Step], banquet: int) -> int:
        """Return the index of the first step of a banquet's lead-in; that of the banquet where it has none."""
        item = steps[banquet].item
        for k in range(banquet, 0, -1):
            early = steps[k - 1].item
            if item is None or early is None or steps[k].moves or early.start < item.start - self.n.lead_in:
                return k
            if not _leads_in(p.request(early), p.request(item)):
                return k
        return 0

    def _due(self, p: Programme, steps: Sequence[Step], first: int) -> int | None:
        """Return the minutes due at the hotel up to the banquet, the last of the steps; None: a pause will do."""
        if sum(move.arrive - move.depart for step in steps for move in step.moves) > self.n.road:
            return int(self.n.of_rank)
        items = [step.item for step in steps[:first] if step.item and step.item.kind not in _IN_PASSING]
        last = items[-1] if items else None
        if last is None:
            return self._usual(p.stay) if _comes_for_the_night(p.stay, steps[0].day) else 0
        if last.kind in TIRING_KINDS and p.part_of_day(last) in ("lunch", "pm"):
            return self._usual(p.stay)
        banquet = steps[-1].item
        return None if banquet and p.stay.level == "A" and _is_formal(p.request(banquet)) else 0

    def _usual(self, stay: Stay) -> int:
        return int(self.n.of_rank if stay.level == "A" else self.n.minutes)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Bound the rest before the dinner slot or its lead-in, or the gap at the hotel, from below where it is due."""
        for day in visit.days:
            dinner = visit.slots[day, Layer.DINNER]
            hosted = [(act.request, x) for act, x in dinner.acts if act.kind == "banquet"]
            if not hosted:
                continue
            slots = visit.day(day)
            late = m.less(at(day, self.n.late_from) - facts.week.origin, dinner.start)
            evening = _Evening(m, facts, slots[: slots.index(dinner)], dinner, self.n.lead_in, late)
            long = m.less(self.n.road, sum(slot.travel for slot in (*evening.before, dinner)))
            tiring, done = list(evening.tiring_last()), evening.done()
            if _comes_for_the_night(visit.stay, day):
                tiring.append(m.negated(done))
            tired, banquet = m.either(*tiring), m.either(*(x for _, x in hosted))
            self._post_due(m, visit, evening, self.n.of_rank, (banquet, long))
            self._post_due(m, visit, evening, self._usual(visit.stay), (banquet, tired, m.negated(long)))
            formal = [x for request, x in hosted if _is_formal(request)]
            if visit.stay.level == "A" and formal:
                fresh = (m.either(*formal), done, m.negated(tired), m.negated(long))
                self._post_due(m, visit, evening, self.n.of_rank, fresh, pause=True)

    def _post_due(
        self, m: Poster, visit: VisitView, evening: _Evening, due: int, on: Sequence[Lit], pause: bool = False
    ) -> None:
        """Hold that so many minutes are spent at the hotel right before; with ``pause`` one in the house will do."""

        def hold(spent: Expr, on: Sequence[Lit]) -> None:
            if due > self.n.late:
                on = (*on, m.negated(m.both(evening.late, m.negated(m.less(spent, self.n.late)))))
            m.limit(self, where, spent, lo=due, on=on)

        where = subject(day=evening.dinner.day)
        for rest, length in evening.rests():
            hold(length, (*on, rest))
        unrested = m.negated(m.either(*(rest for rest, _ in evening.rests())))
        for first, here, begins in evening.firsts():
            given = [*on, unrested, begins]
            if pause:
                m.limit(self, where, first.gap, lo=self.n.pause, on=(*given, m.negated(first.moved)))
                given.append(first.moved)
            at_ease = m.either(
                *(m.both(here.place[hotel], x) for hotel, x in visit.sleeps(here.day).items() if hotel in here.place)
            )
            hold(first.gap, (*given, at_ease))
            hold(first.gap_at_hotel, (*given, m.negated(at_ease)))


class _Evening:
    """The slots of a day up to dinner in a model, and which of them are the lead-in to a banquet.

    Parameters
    ----------
    m : Poster
        The model.
    facts : Facts
        The week.
    before : sequence of Slot
        Those before the dinner, in order.
    dinner : Slot
        The dinner.
    lead_in : int
        Minutes from the start of a lead-in to that of the banquet, at most.
    late : Lit
        Whether the dinner is late already.
    """

    def __init__(self, m: Poster, facts: Facts, before: Sequence[Slot], dinner: Slot, lead_in: int, late: Lit) -> None:
        self.m, self.before, self.dinner, self.late = m, before, dinner, late
        self.led = self._lead_ins(facts, lead_in)
        self._rests: list[tuple[Lit, Expr]] | None = None

    def _lead_ins(self, facts: Facts, lead_in: int) -> dict[int, Lit]:
        """Return the literals that a slot, by its index, and each used slot after it leads in to the banquet."""
        m, dinner = self.m, self.dinner
        candidates: dict[int, list[tuple[Lit, Expr, Lit]]] = {}
        for k, slot in enumerate(self.before):
            if slot.layer not in AFTERNOON_LAYERS:
                continue
            candidates[k] = []
            for act, x in slot.acts:
                if late := [y for other, y in dinner.acts if _may_lead_in(facts, act, other)]:
                    candidates[k].append((x, act.start, m.either(*late)))
        led: dict[int, Lit] = {}
        if not any(candidates.values()):
            return led
        runs = m.negated(dinner.moved)
        for k in sorted(candidates, reverse=True):
            slot = self.before[k]
            ways = [
                m.both(x, late, m.negated(m.less(start, dinner.start - lead_in))) for x, start, late in candidates[k]
            ]
            if ways:
                led[k] = m.both(runs, m.either(*ways))
            kept = m.either(m.negated(slot.used), led[k]) if k in led else m.negated(slot.used)
            runs = m.both(runs, kept, m.negated(slot.moved))
        return led

    def firsts(self) -> Iterator[tuple[Slot, Slot, Lit]]:
        """Yield each slot in which the banquet or its lead-in may begin, the slot before it, and whether it does."""
        m = self.m
        for k, here in self.led.items():
            earlier = [m.negated(x) for j, x in self.led.items() if j < k]
            yield self.before[k], self.before[k - 1], m.both(here, *earlier)
        yield self.dinner, self.before[-1], m.negated(m.either(*self.led.values()))

    def rests(self) -> Sequence[tuple[Lit, Expr]]:
        """Return the rests and check-ins, with their minutes: whether one is right before banquet and lead-in."""
        if self._rests is None:
            self._rests = [
                (self.m.both(x, *self._nothing_after(k)), act.end - act.start)
                for k, slot in enumerate(self.before)
                for act, x in slot.acts
                if act.kind in AT_HOTEL_KINDS
            ]
        return self._rests

    def _nothing_after(self, k: int) -> Iterator[Lit]:
        for j in range(k + 1, len(self.before)):
            if self.before[j].acts:
                empty = self.m.negated(self.before[j].used)
                yield self.m.either(empty, self.led[j]) if j in self.led else empty

    def _others(self, k: int) -> list[Lit]:
        """Return the literals of what is done in a slot, but rests, photos and lead-ins."""
        here = [x for act, x in self.before[k].acts if act.kind not in _IN_PASSING]
        return [self.m.both(x, self.m.negated(self.led[k])) for x in here] if k in self.led else here

    def done(self) -> Lit:
        """Return whether anything is done before, but rests, photos and lead-ins."""
        return self.m.either(*(x for k in range(len(self.before)) for x in self._others(k)))

    def tiring_last(self) -> Iterator[Lit]:
        """Yield whether a tiring item in the afternoon or over lunch is the last but rests, photos and lead-ins."""
        for k, slot in enumerate(self.before):
            tiring = [x for act, x in slot.acts if act.kind in TIRING_KINDS]
            if tiring and slot.layer in (Layer.LUNCH, *AFTERNOON_LAYERS):
                others = [x for j in range(k + 1, len(self.before)) for x in self._others(j)]
                yield self.m.both(self.m.either(*tiring), self.m.negated(self.m.either(*others)))


def _may_lead_in(facts: Facts, early: Act, late: Act) -> bool:
    """Tell whether an activity may lead in to another, in a house where both may be."""
    if late.kind != "banquet" or not _leads_in(early.request, late.request):
        return False
    houses = [{facts.location(choice.place) for choice, _ in act.choices} for act in (early, late)]
    return bool(houses[0] & houses[1])


def _leads_in(early: Request | None, banquet: Request | None) -> bool:
    """Tell whether a request is of a kind that leads in to a banquet, and given by the same host."""
    if early is None or banquet is None:
        return False
    reception = isinstance(early, Banquet) and early.form in _RECEPTION_FORMS
    press = isinstance(early, Ceremony) and early.occasion == "press"
    if press or not (reception or early.kind in _LEAD_IN_KINDS):
        return False
    ours = not outside_hosts(early) and not outside_hosts(banquet)
    return ours or early.kind == "photo" or bool(hosts_of(early) & hosts_of(banquet))


def _is_formal(request: Request | None) -> bool:
    return isinstance(request, Banquet) and request.form == "formal"


def _comes_for_the_night(stay: Stay, day: dt.date) -> bool:
    """Tell whether guests come on a day, from the road, and sleep here."""
    return bool(stay.nights) and day == stay.days[0]


def _stays(step: Step) -> bool:
    """Tell whether guests stay where they are up to a step, after something else than a rest."""
    return step.before is not None and step.before.kind not in AT_HOTEL_KINDS and not step.moves


def _minutes_at_hotel(p: Programme, step: Step) -> int:
    """Return the minutes right before a step in which guests are at the hotel with nothing else to do."""
    if step.before is not None and step.before.kind in AT_HOTEL_KINDS:
        return step.before.minutes
    if goes_to_own_hotel(p, step):
        return step.gap - minutes_before_departure(step)
    return step.gap if is_at_ease(p, step.origin, step.day) else 0
