"""STR-02, 04, 05 · how long items last, in which part of the day they lie, and which times the guests fixed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.domain.activities import EVENING_KINDS, WORKING_MEALS, Tour
from models.domain.clock import DAY, GRID, at, day_of
from models.domain.half_days import half_day_items
from models.domain.places import Sight
from models.rules.core.findings import Phrase, Sentence, label, subject
from models.rules.core.kinds import BUSINESS_AND_SIGNING
from models.rules.core.view import AFTERNOON_LAYERS, Layer
from models.rules.structure.structural_rule import StructuralRule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Item
    from models.rules.core.base import Poster
    from models.rules.core.findings import Subject, Violation
    from models.rules.core.programme import Programme
    from models.rules.core.view import VisitView

PARTS_OF_DAY_ALLOWED = {
    **dict.fromkeys((*BUSINESS_AND_SIGNING, "photo", "check_in"), ("am", "pm")),
    **dict.fromkeys(("ceremony", "performance", "sight", "shopping"), ("am", "pm", "evening")),
    "entertainment": ("evening",),
    "rest": ("pm",),
}
"""In which parts of the day (``Programme.part_of_day``) an item of a kind may lie; meals have their own."""
PART_OF_DAY_WORDS = {
    "am": Phrase("上午", "morning"),
    "lunch": Phrase("午餐", "lunch"),
    "pm": Phrase("下午", "afternoon"),
    "dinner": Phrase("晚餐", "dinner"),
    "evening": Phrase("晚上", "evening"),
}


class ItemLengths(StructuralRule):
    """STR-02: an item lasts as long as its kind does.

    A request lasts ``Stay.minutes``, a tour with its stops as ``Stay.tour_stops``; a meal the edition's minutes, packed
    ones ``packed_meal_minutes``; check-in its minutes up to the quarter hour; a sight of the planner's choice the
    sight's; a rest between ``rest_minutes`` and ``rest_longest``. Only tours have stops. Amount: minutes too many or
    too few; 1 a wrong stop.
    """

    id = "STR-02"
    title = "每项活动的时长按规定"
    title_en = "Items last as long as their kind does"
    unit = "minutes"
    wrong_length = Sentence(
        "{item}长 {minutes} 分钟,应为 {due} 分钟", "{item} lasts {minutes} min instead of {due} min"
    )
    wrong_stops = Sentence(
        "{item}的路线与时间有 {count} 处不符", "the route and times of {item} differ in {count} places"
    )

    def concerns_only_frozen(self, facts: Facts, about: Subject) -> bool:
        """Tell so but for what has started and whose length is another by now: its end is still to come."""
        lengthened = any(id in facts.frozen and facts.frozen[id].end is None for id in about.rows)
        return not lengthened and super().concerns_only_frozen(facts, about)

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Compare lengths and stops."""
        for item in p.items:
            about, what, (low, high) = subject(item=item.id), label(item), self._span(facts, p, item)
            if outside := max(low - item.minutes, item.minutes - high, 0):
                yield self.broken(p.id, about, outside, self.wrong_length, item=what, minutes=item.minutes, due=low)
            request = p.request(item)
            route = p.stay.tour_stops(request) if isinstance(request, Tour) and p.stay.workshops(request) else ()
            planned = Counter((s.workshop.id, s.group, s.offset, s.minutes) for s in route)
            shown = Counter((s.workshop, s.group, s.start - item.start, s.end - s.start) for s in item.stops)
            if wrong := (planned - shown).total() + (shown - planned).total():
                yield self.broken(p.id, about, wrong, self.wrong_stops, item=what, count=wrong)

    def _span(self, facts: Facts, p: Programme, item: Item) -> tuple[int, int]:
        """Return the least and the greatest length of an item."""
        shape, request = facts.shape, p.request(item)
        if request is not None:
            return (p.stay.minutes(request),) * 2
        if item.kind == "rest":
            return shape.rest_minutes, shape.rest_longest
        if item.kind in WORKING_MEALS:
            return (p.stay.owed_minutes(item.kind) if item.dining_room else shape.packed_meal_minutes,) * 2
        if item.kind == "check_in" or isinstance(facts.week.place(item.place), Sight):
            return (p.stay.owed_minutes(item.kind, item.place),) * 2
        return (item.minutes,) * 2


class SlotsOfDay(StructuralRule):
    """STR-04: a day has so many slots.

    ``half_day_items`` in the morning and as many in the afternoon, one lunch, one dinner or banquet, one item in
    the evening (which part of the day an item is in: ``Programme.part_of_day``). Business, signings, photos and the
    check-in lie in the morning or afternoon, ceremonies, performances, sights and shopping also in the evening,
    entertainment in the evening, a rest in the afternoon. An item during which the guests eat takes the place of that
    meal, and is the day's only one; a working breakfast, a tea and a reception lie where ``start_hours`` says. Amount:
    items too many, or 1 for one in the wrong part.
    """

    id = "STR-04"
    title = "半天最多三项活动,短活动多的来访五项;一天一顿午餐、一顿晚餐、一项晚间活动"
    title_en = "At most three items a half-day, five where many are short; one lunch, one dinner, one evening item"
    unit = "items"
    judges_single_items = True
    too_many = Sentence(
        "{day}{part}安排了 {count} 项,最多 {most} 项", "{day}, {part}: {count} items, at most {most} are allowed"
    )
    wrong_part = Sentence("{item}不宜放在{part}", "{item} does not belong in this part of the day ({part})")

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Count the items of each part of each day."""
        for day in sorted({day_of(item.start) for item in p.items}):
            for half, count in Counter(p.part_of_day(item) for item in p.on(day)).items():
                most = half_day_items(p.stay) if half in ("am", "pm") else 1
                if (over := count - most) > 0:
                    about, part = subject(day=day, part_of_day=half), PART_OF_DAY_WORDS[half]
                    yield self.broken(p.id, about, over, self.too_many, day=day, part=part, count=count, most=most)
        for item in p.items:
            half = p.part_of_day(item)
            if half not in (p.start_hours(item) or PARTS_OF_DAY_ALLOWED.get(item.kind, (half,))):
                part = PART_OF_DAY_WORDS[half]
                yield self.broken(p.id, subject(item=item.id), 1, self.wrong_part, item=label(item), part=part)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Hold short items without a dinner in the part that the hour says; the model has all else by construction."""
        shape, origin = facts.shape, facts.week.origin
        short = [act for act in visit.acts.values() if act.minutes <= shape.dinner_to - shape.evening_start]
        for act in [*visit.of("banquet"), *(act for act in short if act.kind in EVENING_KINDS)]:
            for (day, layer), here in act.at.items():
                no_dinner = m.negated(visit.slots[day, Layer.DINNER].used)
                if act.kind == "banquet" and layer == Layer.EVENING:
                    m.never(self, act.about, here, no_dinner)
                elif act.kind != "banquet" and layer in AFTERNOON_LAYERS:
                    latest = at(day, shape.evening_start) - GRID - origin
                    m.limit(self, act.about, act.start, hi=latest, on=(here, no_dinner))


class FixedTimesKept(StructuralRule):
    """STR-05: what the guests fixed stays fixed.

    The day ``on``, the start ``at``, a start between ``earliest`` and ``latest``; the model has them by construction.
    Amount: minutes by which the start is off.
    """

    id = "STR-05"
    title = "客人定下的日期和时间不变"
    title_en = "Fixed days and times are kept"
    unit = "minutes"
    judges_single_items = True
    off = Sentence("{item}与定下的时间差 {minutes} 分钟", "{item} is {minutes} min off the time that was fixed")

    def judge(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Compare the start with what was fixed."""
        del facts
        for item in p.items:
            request = p.request(item)
            if request is None:
                continue
            low, high = at(day_of(item.start)), at(day_of(item.start), DAY - 1)
            if request.on:
                low, high = at(request.on), at(request.on, DAY - 1)
            day = day_of(item.start)
            low = max(low, at(day, request.earliest)) if request.earliest else low
            high = min(high, at(day, request.latest)) if request.latest else high
            if request.at is not None:
                low = high = request.at
            off = max(low - item.start, item.start - high, 0)
            if off:
                about = subject(item=item.id, request=request.id)
                yield self.broken(p.id, about, off, self.off, item=label(item), minutes=off)
