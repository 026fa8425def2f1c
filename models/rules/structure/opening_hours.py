"""STR-10 · places are open; and how opening hours are stated in a model, for all rules that know hours."""

from __future__ import annotations

from abc import abstractmethod
from itertools import pairwise
from typing import TYPE_CHECKING

from models.domain.activities import MEAL_KINDS, is_packed_meal
from models.domain.clock import at, day_of, minute_of_day
from models.domain.included_meals import lunch_break, start_hours
from models.domain.opening import always, late, starts
from models.domain.places import Project, Sight
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Clause, Sentence, Several, TimeOfDay, about, label, subject
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.opening import Window
    from models.domain.places import Place
    from models.domain.plan import Plan
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Subject, Value, Violation
    from models.rules.core.view import Act, Choice, Expr, Lit, VisitView

WINDOW = Sentence("{first}至{last}", "{first} to {last}")


def post_start_windows(
    m: Poster,
    rule: Rule,
    about: Subject,
    start: Expr,
    windows: Sequence[Window],
    on: Sequence[Lit],
    origin: int,
) -> None:
    """Hold a start inside one of some windows (moments, sorted) where all of ``on`` are true."""
    if not windows:
        m.never(rule, about, *on)
        return
    m.limit(rule, about, start, lo=windows[0][0] - origin, hi=windows[-1][1] - origin, on=on)
    for (_, last), (first, _) in pairwise(windows):
        m.never(rule, about, *on, m.less(last - origin, start), m.less(start, first - origin))


def said_windows(windows: Sequence[Window]) -> Several:
    """Return the starts that are allowed on a day as a value of a sentence."""
    return Several(tuple(_said(window) for window in windows))


def _said(window: Window) -> Value:
    first, last = (TimeOfDay(minute_of_day(edge)) for edge in window)
    return first if window[0] == window[1] else WINDOW.fill(first=first, last=last)


class OpeningHoursRule(Rule):
    """An item lies in the opening hours of its place; ``mine`` tells which places a rule judges.

    Amount: minutes from the nearest start that is allowed that day; the item's minutes where the place is closed.
    """

    unit = "minutes"
    levels = ("must", "note", "off")
    closed = Sentence("{item}:{place}当天不开放", "{item}: {place} is closed on that day")
    outside_hours = Sentence(
        "{item}:{place}可安排的开始时间为 {windows}", "{item}: {place} allows a start at {windows}"
    )

    @abstractmethod
    def mine(self, place: Place) -> bool:
        """Tell whether the rule judges a place."""

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> bool:
        """Refuse a place that is closed on every day of the stay, or on the day of the meal."""
        place = _place(facts, choice.place)
        if place is None or not self.mine(place) or always(place):
            return True
        days = [choice.day] if choice.day else facts.stay(visit.id).days
        return any(starts(place, day, choice.minutes) for day in days)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare starts with opening hours."""
        for p in programmes(facts, plan):
            for item in p.items:
                place = _place(facts, item.place)
                if place is None or not self.mine(place) or item.is_packed_meal:
                    continue
                windows = starts(place, day_of(item.start), item.minutes)
                if off := late(windows, item.start, closed=max(1, item.minutes)):
                    where, what, name = about(item) + subject(place=item.place), label(item), place.name
                    if windows:
                        allowed = said_windows(windows)
                        yield self.broken(p.id, where, off, self.outside_hours, item=what, place=name, windows=allowed)
                    else:
                        yield self.broken(p.id, where, off, self.closed, item=what, place=name)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Hold each start at each place on each day within the opening hours."""
        for act in visit.acts.values():
            for place, literals in self._places(facts, act):
                chosen = None
                for day, here in act.on.items():
                    low, high = _band(facts, visit.stay.id, act, day)
                    windows = [w for w in starts(place, day, act.minutes) if w[0] <= high and w[1] >= low]
                    if len(windows) == 1 and windows[0][0] <= low and windows[0][1] >= high:
                        continue
                    chosen = m.either(*literals) if chosen is None else chosen
                    on = (chosen,) if len(act.on) == 1 else (chosen, here)
                    about_place = act.about + subject(place=place.id)
                    post_start_windows(m, self, about_place, act.start, windows, on, facts.week.origin)

    def _places(self, facts: Facts, act: Act) -> Iterator[tuple[Place, list[Lit]]]:
        """Yield the places of an activity that are not always open, with the literals of being there."""
        for id in dict.fromkeys(choice.place for choice, _ in act.choices if choice.place):
            place = _place(facts, id)
            if place is None or not self.mine(place) or always(place):
                continue
            here = [lit for c, lit in act.choices if c.place == id and not is_packed_meal(c.kind, c.dining_room)]
            if here:
                yield place, here


def _band(facts: Facts, visit: str, act: Act, day: dt.date) -> tuple[int, int]:
    """Return the first and last start that the hours of the day allow an activity (PACE-03, MEAL-01)."""
    hours = start_hours(facts.shape, act.request, act.minutes)
    if hours is not None:
        return at(day, min(low for low, _ in hours.values())), at(day, max(high for _, high in hours.values()))
    shape, lunch = facts.shape, act.kind == "lunch" or getattr(act.request, "lunch", False)
    low, high = shape.day_start, shape.show_end - act.minutes
    if act.kind in MEAL_KINDS:
        low, high = facts.meal_hours(visit, day, "lunch" if lunch else "dinner")
    return at(day, low), at(day, high)


class PlacesOpen(OpeningHoursRule):
    """STR-10: restaurants, reference projects, hotels and the company are open; sights are SIGHT-02's.

    A reference project also takes no more guests than its limit, whatever they come for (amount 1). The restaurant of
    the lunch that interrupts an item is open for that lunch (amount as for an item).
    """

    id = "STR-10"
    title = "去处在营业、开放时间之内"
    title_en = "Restaurants, projects and other places are open"
    cites = PRACTICE
    judges_single_items = True
    mended_by = ("time", "place")
    too_small = Sentence("{place}一次最多接待 {most} 人", "{place} takes at most {most} people at a time")
    closed_at_noon = Sentence("{item}:{place}中午不供餐", "{item}: {place} serves no lunch then")
    party_too_big = Sentence("{item}:{reason}", "{item}: {reason}")

    def mine(self, place: Place) -> bool:
        """All places but sights."""
        return not isinstance(place, Sight)

    def admits(self, facts: Facts, visit: Visit, choice: Choice) -> bool:
        """Refuse closed places, and projects too small for the party."""
        place = _place(facts, choice.place)
        if place is not None and self._too_small(place, facts.stay(visit.id).size):
            return False
        if choice.lunch is not None:
            house, days = facts.week.restaurant(choice.lunch.restaurant), facts.stay(visit.id).days
            if not any(_off_lunch(facts, house, day) == 0 for day in days):
                return False
        return super().admits(facts, visit, choice)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare starts with opening hours, guests with limits."""
        yield from super().check(facts, plan)
        for p in programmes(facts, plan):
            for item in p.items:
                house = _place(facts, item.lunch.restaurant) if item.lunch else None
                if house is not None and (off := _off_lunch(facts, house, day_of(item.start))):
                    where = about(item) + subject(place=house.id)
                    yield self.broken(p.id, where, off, self.closed_at_noon, item=label(item), place=house.name)
                place = _place(facts, item.place)
                if place is not None and (reason := self._too_small(place, p.stay.size)):
                    where = about(item) + subject(place=item.place)
                    yield self.broken(p.id, where, 1, self.party_too_big, item=label(item), reason=reason)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Hold opening hours; never a project too small."""
        super().post(m, facts, visit)
        for act in visit.acts.values():
            for choice, literal in act.choices:
                house = _place(facts, choice.lunch.restaurant) if choice.lunch else None
                if house is None:
                    continue
                for day, held in act.on.items():
                    if off := _off_lunch(facts, house, day):
                        where = act.about + subject(place=house.id)
                        m.limit(self, where, off * m.both(literal, held), hi=0)
            for choice, literal in act.choices:
                place = _place(facts, choice.place)
                if place is not None and self._too_small(place, visit.stay.size):
                    m.never(self, act.about + subject(place=place.id), literal)

    def _too_small(self, place: Place, guests: int) -> Clause | None:
        """Return that a reference project takes fewer guests; None where it takes them, and for other places."""
        if not isinstance(place, Project) or place.party_limit is None or guests <= place.party_limit:
            return None
        return self.too_small.fill(place=place.name, most=place.party_limit)


def _off_lunch(facts: Facts, house: Place, day: dt.date) -> int:
    """Return how far a lunch that interrupts an item is from the hours of its restaurant; 0: it is open."""
    start, end = lunch_break(facts.shape, day)
    return late(starts(house, day, end - start), start, closed=max(1, end - start))


def _place(facts: Facts, id: str) -> Place | None:
    try:
        return facts.week.place(id)
    except KeyError:  # unknown ids are STR-01's business
        return None
