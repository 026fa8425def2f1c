"""The table of events: how each class of ``models.domain.events`` is entered in the sheet 变更 and in sentences.

A new kind of event gets its class in ``models.domain.events``, its handler in ``models.domain.apply_events`` and its
entry here; its readers stand in ``planner.language.events``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from models.domain import events as ev
from planner.language.events.base import EventEntry, SheetWord
from planner.language.events.cancelled import (
    activity_cancelled_from_row,
    parse_activity_cancelled,
    parse_visit_cancelled,
    visit_cancelled_from_row,
)
from planner.language.events.guests import fewer_guests_from_row, more_guests_from_row, parse_guests
from planner.language.events.new_visit import new_visit_from_row, parse_new_visit
from planner.language.events.order import parse_order_changed
from planner.language.events.timing import duration_from_row, fixed_from_row, parse_duration_changed, parse_fixed
from planner.language.events.travel import parse_arrival, parse_departure, travel_from_row
from planner.language.events.unavailable import (
    away_from_row,
    closed_from_row,
    parse_away,
    parse_closed,
    parse_vehicle,
    vehicle_from_row,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from planner.language.event_sentence import EventSentence

_LATE_ARRIVAL = "来访客户；“数量”写晚到的分钟数，或“时间”写新的到达时间"
_EARLY_ARRIVAL = "来访客户；“数量”写提前的分钟数，或“时间”写新的到达时间"
_LATE_DEPARTURE = "来访客户；“数量”写推迟的分钟数，或“时间”写新的返程时间"
_EARLY_DEPARTURE = "来访客户；“数量”写提前的分钟数，或“时间”写新的返程时间"

EVENT_TABLE: tuple[EventEntry, ...] = (
    EventEntry(
        ev.ArrivalChanged,
        (
            SheetWord("航班晚点", ("visit",), _LATE_ARRIVAL, partial(travel_from_row, event=ev.ArrivalChanged, sign=1)),
            SheetWord(
                "航班提前", ("visit",), _EARLY_ARRIVAL, partial(travel_from_row, event=ev.ArrivalChanged, sign=-1)
            ),
        ),
        parse_arrival,
        precedence=10,
    ),
    EventEntry(
        ev.DepartureChanged,
        (
            SheetWord(
                "返程推迟", ("visit",), _LATE_DEPARTURE, partial(travel_from_row, event=ev.DepartureChanged, sign=1)
            ),
            SheetWord(
                "返程提前", ("visit",), _EARLY_DEPARTURE, partial(travel_from_row, event=ev.DepartureChanged, sign=-1)
            ),
        ),
        parse_departure,
        precedence=9,
    ),
    EventEntry(
        ev.PersonAway,
        (SheetWord("人员请假", ("subject", "day"), "人员或司机；日期；时间如 09:00-12:00，不写是全天", away_from_row),),
        parse_away,
        precedence=2,
    ),
    EventEntry(
        ev.VehicleUnavailable,
        (SheetWord("车辆故障", ("subject", "day"), "车辆；日期；时间，不写是全天", vehicle_from_row),),
        parse_vehicle,
        precedence=3,
    ),
    EventEntry(
        ev.PlaceClosed,
        (SheetWord("会议室停用", ("subject", "day"), "会议室、车间或场所；日期；时间，不写是全天", closed_from_row),),
        parse_closed,
        precedence=4,
    ),
    EventEntry(
        ev.GuestsChanged,
        (
            SheetWord("加人", ("visit", "amount"), "来访客户；数量写加几人", more_guests_from_row),
            SheetWord("减人", ("visit", "amount"), "来访客户；数量写减几人", fewer_guests_from_row),
        ),
        parse_guests,
        precedence=1,
    ),
    EventEntry(
        ev.ActivityCancelled,
        (SheetWord("取消活动", ("item",), "活动", activity_cancelled_from_row),),
        parse_activity_cancelled,
        precedence=5,
    ),
    EventEntry(
        ev.VisitCancelled,
        (SheetWord("取消来访", ("visit",), "来访客户", visit_cancelled_from_row),),
        parse_visit_cancelled,
        precedence=11,
    ),
    EventEntry(
        ev.DurationChanged,
        (
            SheetWord("活动延长", ("item", "amount"), "活动；数量写延长的分钟数", partial(duration_from_row, sign=1)),
            SheetWord("活动缩短", ("item", "amount"), "活动；数量写缩短的分钟数", partial(duration_from_row, sign=-1)),
        ),
        parse_duration_changed,
        precedence=6,
    ),
    EventEntry(
        ev.NewVisit,
        (SheetWord("新增来访", ("visit",), "先把来访写进来访工作簿，再在这里选客户", new_visit_from_row),),
        parse_new_visit,
        precedence=0,
    ),
    EventEntry(
        ev.NewRequest,
        not_on_sheet="a request is added in the workbook of the visits or as a row of the programme",
        not_in_sentences="a request with its facts is read from a file of events",
    ),
    EventEntry(
        ev.OrderChanged,
        not_on_sheet="the order stands in the column 顺序 of the workbook of the visits",
        parse=parse_order_changed,
        precedence=7,
    ),
    EventEntry(
        ev.FixedByLeader,
        (SheetWord("领导定时", ("item", "day", "time"), "活动；日期；开始时间", fixed_from_row),),
        parse_fixed,
        precedence=8,
    ),
)
"""An entry for each class of events, in the order of the choices on the sheet."""

SHEET_WORDS: dict[str, SheetWord] = {word.text: word for entry in EVENT_TABLE for word in entry.sheet}
"""Every choice of the column 事由 by its text, in their order."""

SENTENCE_PARSERS: tuple[Callable[[EventSentence], ev.Event | None], ...] = tuple(
    entry.parse for entry in sorted(EVENT_TABLE, key=lambda entry: entry.precedence) if entry.parse is not None
)
"""The parsers of sentences, in the order in which they are tried."""
