"""Meals to be packed, or cancelled at the hotel: early breakfasts, breakfasts elsewhere, dinners before a departure."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from models.domain.clock import at, day_of, minute_of_day
from models.domain.included_meals import included_meal
from models.domain.places import Hotel
from models.rules.core.findings import Phrase, Sentence, TimeOfDay, label
from models.rules.todo.line import line, place_name
from models.rules.todo.travel import group_number, of_point

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Item
    from models.rules.core.findings import Value
    from models.rules.core.programme import Programme
    from models.rules.todo.line import ToDo

PACKED_BREAKFAST_ORDERED = -4 * 60
"""Minutes after midnight of the day of departure: at 20:00 on the evening before."""
DINNER_BEFORE_DEPARTURE = 60
"""Minutes after the first hour of dinner from which guests who leave without one take it along (MEAL-01)."""
PACKED_DINNER_NOTICE = 120
"""Minutes before the guests leave."""
_WAYS = {"airport": Phrase("赶飞机", "for the flight"), "rail": Phrase("赶火车", "for the train")}
PACKED_BREAKFAST = Sentence(
    "{group}{day}{time}出发{way},请酒店备外带早餐",
    "Ask the hotel for packed breakfasts{group}: departure {way} on {day} {time}",
)
BREAKFAST_ELSEWHERE = Sentence(
    "告知{hotel}:{day}不用早餐({item}含早餐)",
    "Tell {hotel} that the guests have no breakfast there on {day} (it is part of the {item})",
)
PACKED_DINNER = Sentence(
    "{group}{day}{time}前{way},来不及用晚餐:备好路上的简餐",
    "Have a light meal packed{group}: on {day} they are due {way} at {time}, before dinner",
)


def packed_breakfasts(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Have breakfast packed where a flight forces an early start (SENSE-03)."""
    for move in p.moves:
        day = facts.day_of(move)
        hotel = facts.week.find_place(p.hotel(day - dt.timedelta(days=1))) if day > p.stay.days[0] else None
        if move.kind != "see_off" or not isinstance(hotel, Hotel) or _working_breakfast(p, day):
            continue
        if facts.breakfast(hotel, day, move.depart) == "packed":
            yield line(
                facts,
                "SENSE-03",
                "breakfast",
                p.id,
                at(day, PACKED_BREAKFAST_ORDERED),
                move.id,
                PACKED_BREAKFAST,
                group=group_number(p, move.groups[0]) if len(move.groups) == 1 else Phrase("", ""),
                day=day,
                time=TimeOfDay(minute_of_day(move.depart)),
                way=of_point(facts, move.target, _WAYS) or Phrase("返程", "for the way home"),
            )


def breakfasts_elsewhere(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Tell the hotel that guests have their breakfast elsewhere (SENSE-03)."""
    for day in p.stay.days[1:]:
        hotel, item = p.hotel(day - dt.timedelta(days=1)), _working_breakfast(p, day)
        if item is not None and isinstance(facts.week.find_place(hotel), Hotel):
            due, name = at(day, PACKED_BREAKFAST_ORDERED), place_name(facts, hotel)
            told: dict[str, Value] = {"hotel": name, "day": day, "item": label(item)}
            yield line(facts, "SENSE-03", "breakfast", p.id, due, item.id, BREAKFAST_ELSEWHERE, **told)


def _working_breakfast(p: Programme, day: dt.date) -> Item | None:
    """Return the item at which the guests have their breakfast on a day; None: there is none."""
    return next((item for item in p.on(day) if included_meal(p.request(item)) == "breakfast"), None)


def packed_dinners(facts: Facts, p: Programme) -> Iterator[ToDo]:
    """Have a light meal packed for guests who are still here at dinner time, but leave before a dinner (MEAL-01)."""
    for group in p.stay.groups if p.stay.visit.provides.meals else ():
        due, shape = group.deadline, facts.shape
        day = day_of(due)
        if (
            day == group.leaves
            and at(day, shape.dinner_from) + DINNER_BEFORE_DEPARTURE <= due
            and not any(p.meal(item) == "dinner" and day_of(item.start) == day for item in p.taken(group))
        ):
            yield line(
                facts,
                "MEAL-01",
                "packed_dinner",
                p.id,
                due - PACKED_DINNER_NOTICE,
                group.id,
                PACKED_DINNER,
                group=group_number(p, group.id) if len(p.stay.groups) > 1 else Phrase("", ""),
                day=day,
                time=TimeOfDay(minute_of_day(due)),
                way=of_point(facts, group.target, _WAYS) or Phrase("返程", "for the way home"),
            )
