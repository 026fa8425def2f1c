"""What the planner has changed by hand, put into the plan; everything that cannot be understood is told at once."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import TYPE_CHECKING

from models.domain.bilingual import bilingual
from models.domain.changed_sides import night_id
from models.domain.clock import at, minute_of_day
from models.domain.errors import Fault
from models.domain.plan import Duty, Item, Move, Ride
from models.domain.roles import ROOM_SERVICE_ROLES
from planner.language.text import Unreadable, said
from planner.language.times.clocks import parse_clock, parse_span
from planner.language.times.days import parse_day
from planner.papers.tables.programme import programmes
from planner.plan_workbook.columns import EDITABLE_TABLES, reading_of
from planner.plan_workbook.reading.added_rows import add
from planner.plan_workbook.reading.decisions import DecidedRow
from planner.plan_workbook.reading.printed_names import PrintedNames, name_key
from planner.plan_workbook.reading.rooms_of_night import read_rooms
from planner.plan_workbook.reading.seats import seated
from planner.plan_workbook.row_keys import can_be_locked, is_night, stop_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterator, Mapping

    from planner.papers.paper import Paper
    from planner.plan_workbook.reading.edited_plan import EditedPlan
    from planner.plan_workbook.reading.rows import BookRow, CellRef, Now, Rows


@dataclass(frozen=True)
class Edit:
    """A cell that does not read as printed."""

    row: BookRow
    field: str
    now: Now

    @property
    def was(self) -> str:
        """What was printed."""
        return self.row.was[self.field]


@dataclass
class PlanEdit:
    """Applies the planner's edits to a draft and gathers faults and remarks.

    Attributes
    ----------
    ignored : list of Fault
        Changed cells that mean nothing for the plan.
    touched : set of CellRef
        Cells that changed the plan.
    changed : bool
        Whether anything did: a row that is gone leaves no cell.
    decided : list of DecidedRow
        What was changed of which rows, and where it stands.
    """

    draft: EditedPlan
    names: PrintedNames
    paper: Paper
    file: str
    faults: list[Fault] = field(default_factory=list)
    ignored: list[Fault] = field(default_factory=list)
    touched: set[CellRef] = field(default_factory=set)
    changed: bool = False
    decided: list[DecidedRow] = field(default_factory=list)

    def apply(self, rows: Rows, without: Collection[str] = ()) -> None:
        """Apply all that the rows of a workbook say, but for some decisions (``DecidedRow.source``)."""
        self._learn()
        edits = [edit for edit in self._edits(rows) if str(edit.now.ref) not in without]
        self._dropped(rows, without)
        order = {field: k for k, field in enumerate(APPLIED_IN_ORDER)}
        for edit in sorted(edits, key=lambda e: (order[e.field], e.now.ref)):
            self._try(edit)
        self._added(rows, without)
        self.changed = self.changed or bool(self.touched)

    def fault(self, ref: CellRef, what: str, maybe: str = "") -> None:
        """Note a fault at a cell."""
        self.faults.append(Fault(self.file, str(ref), what, maybe))

    def _try(self, edit: Edit) -> None:
        try:
            self._apply(edit)
        except Unreadable as error:
            self.fault(edit.now.ref, error.what, error.maybe)
        except ValueError:  # a fact that cannot be, such as an end before its start
            what = f"{said(edit.now.text)}" + bilingual("：这样改不成立", ": cannot be so")
            self.fault(edit.now.ref, what, bilingual("时间、人数在范围之内", "times and numbers in range"))

    # -- what has changed

    def _learn(self) -> None:
        """Learn which moves are told in the row of an item, also of rows that are gone."""
        for table in programmes(self.paper):
            for row in table.rows:
                self.draft.told.update(dict.fromkeys(row.moves, row.about))

    def _edits(self, rows: Rows) -> Iterator[Edit]:
        """Yield the changed cells that mean something, each change once, and note those that mean nothing."""
        seen: dict[tuple[str, str], Edit] = {}
        for row in self._once(rows):
            for name in row.changed():
                edit = Edit(row, name, row.now[name])
                reading = reading_of(row.kind, name)
                if reading == "text":
                    what = f"{said(edit.was)} " + bilingual(
                        f"改为 {said(edit.now.text)}：只是文字，不影响计划",
                        f"changed to {said(edit.now.text)}: only a text, the plan stays",
                    )
                    self.ignored.append(Fault(self.file, str(edit.now.ref), what))
                if reading == "lock" and row.key and not can_be_locked(row.key):
                    what = f"{said(row.now['what'].text)}" + bilingual("：由其他安排而定，不用锁定", ": needs no lock")
                    self.ignored.append(Fault(self.file, str(edit.now.ref), what))
                if reading != "plan":
                    continue
                if not self._known(row):
                    what = f"{said(edit.was)} " + bilingual(
                        f"改为 {said(edit.now.text)}：计划里没有这一项，没有照办",
                        f"changed to {said(edit.now.text)}: not in the plan, passed over",
                    )
                    self.ignored.append(Fault(self.file, str(edit.now.ref), what))
                    continue
                other = seen.setdefault((row.key, name), edit)
                if other is edit:
                    yield edit
                elif name_key(other.now.text) != name_key(edit.now.text):
                    what = bilingual(f"与 {other.now.ref} 改得不一样", f"not what stands at {other.now.ref}")
                    self.fault(edit.now.ref, what, other.now.text)
                else:
                    self.touched.add(edit.now.ref)

    def _once(self, rows: Rows) -> Iterator[BookRow]:
        """Yield the rows; a second row of one key in one table, a copy with what is hidden beside it, is a fault."""
        seen: dict[tuple[str, str], CellRef] = {}
        for row in rows.rows:
            ref = min(now.ref for now in row.now.values())
            told = self._known(row) and row.kind in EDITABLE_TABLES  # earlier versions keyed nights by their hotel
            first = seen.setdefault((row.scope, row.key), ref) if told else ref
            if first != ref:
                what = bilingual(f"与第 {first.row} 行是同一项安排", f"the same as row {first.row}")
                self.fault(ref, what, bilingual("新增活动请插入空白行再填写", "insert an empty row"))
            else:
                yield row

    def _known(self, row: BookRow) -> bool:
        """Whether the plan has what a row tells; a row copied by hand may stand for something that is gone."""
        if is_night(row.key):
            return any(key == row.key for _, key in self.draft.nights)
        return bool(row.ids) and (row.ids[0] in self.draft.items or row.ids[0] in self.draft.moves)

    def _dropped(self, rows: Rows, without: Collection[str]) -> None:
        """Take out what no longer has a row on the sheet of its delegation."""
        told: dict[str, set[str]] = defaultdict(set)
        for row in rows.rows:
            if row.kind == "programme":
                told[row.about].update(row.ids)
        sheets = {scope.partition(":")[2]: ref for scope, ref in rows.heads.items() if scope.startswith("programme:")}
        every: list[Item | Move] = [*self.draft.base.items, *self.draft.base.moves]
        for part in every:
            here = part.id in self.draft.items or part.id in self.draft.moves
            source = f"{sheets.get(part.visit)} {part.id}"
            if part.visit in sheets and part.id not in told[part.visit] and here and source not in without:
                self.draft.drop(part.id)
                if self.draft.told.get(part.id) is None:
                    title = self._title(part)
                    self.decided.append(DecidedRow(source, sheets[part.visit], "what", title, "", (part.id,)))
                self.changed = True

    def _title(self, part: Item | Move) -> str:
        """Return what a row that is gone was called."""
        if isinstance(part, Item):
            return self.paper.item_texts.title(part)
        return self.paper.words.kind(part.kind)

    def _added(self, rows: Rows, without: Collection[str]) -> None:
        """Put in what the planner has added as rows of its own, the earlier in the sheet first."""
        for row in rows.rows:
            cells = sorted(now.ref for now in row.now.values() if now.text)
            if row.key or str(cells[0]) in without:
                continue
            try:
                id = add(self.draft, self.names, self.paper, row)
            except Unreadable as error:
                self.fault(row.now.get("what", next(iter(row.now.values()))).ref, error.what, error.maybe)
            else:
                self.touched.update(cells)
                what = row.now["what"].text if "what" in row.now else ""
                ways = tuple(move.id for move in self.draft.ways_to(id))
                self.decided.append(DecidedRow(str(cells[0]), cells[0], "row", "", what, (id, *ways)))

    # -- one change

    def _apply(self, edit: Edit) -> None:
        self.touched.add(edit.now.ref)
        ids = edit.row.ids
        if edit.field == "cars" and ids and ids[0] in self.draft.items:
            ids = tuple(move.id for move in self.draft.ways_to(ids[0]))
        elif ids:
            ids = ids[:1]
        if is_night(edit.row.key):
            self._night(edit)
        elif edit.row.kind in ("driver", "vehicle"):
            self._drive(edit)
        elif edit.row.kind in SERVICE_HANDLERS:
            SERVICE_HANDLERS[edit.row.kind][edit.field](self, edit, self.draft.items[edit.row.ids[0]])
        elif edit.row.ids[0] in self.draft.items:
            ITEM_HANDLERS[edit.field](self, edit, self.draft.items[edit.row.ids[0]])
        elif edit.row.ids[0] in self.draft.moves:
            MOVE_HANDLERS[edit.field](self, edit, self.draft.moves[edit.row.ids[0]])
        if is_night(edit.row.key):
            ids = tuple(night_id(night) for (_, key), night in self.draft.nights.items() if key == edit.row.key)
        people = self._people_decided(edit) if edit.field in ("people", "crew", "docent") else ((), ())
        field = "stops" if (edit.row.kind, edit.field) == ("workshop", "time") else edit.field
        decided = DecidedRow(str(edit.now.ref), edit.now.ref, field, edit.was, edit.now.text, ids, *people)
        self.decided.append(decided)

    def _people_decided(self, edit: Edit) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return who takes part as a cell says, and who no longer does."""
        was, now = self._persons(edit, edit.was), self._persons(edit, edit.now.text)
        return tuple(now), tuple(person for person in was if person not in now)

    def _persons(self, edit: Edit, text: str) -> list[str]:
        if edit.field == "people":
            named = [self.names.person(each) for texts in self.names.helpers(text).values() for each in texts]
        else:
            named = self.names.several(text)
        return [person for person in dict.fromkeys(named) if person is not None]

    def _night(self, edit: Edit) -> None:
        if edit.field == "rooms":
            self.draft.rooms(edit.row.key, read_rooms(edit.now.text))
            return
        if edit.field != "place":
            raise Unreadable(
                f"{said(edit.now.text)}" + bilingual("：住宿只能改酒店", ": only the hotel of a night can be changed"),
                edit.was,
            )
        place = self.names.place(edit.now.text)[0]
        if place not in {hotel.id for hotel in self.draft.facts.week.hotels}:
            raise Unreadable(f"{said(edit.now.text)} " + bilingual("不是酒店", "is no hotel"))
        self.draft.hotel(edit.row.about, edit.row.key, place)

    # -- items

    def _item_day(self, edit: Edit, item: Item) -> None:
        by = at(self._day(edit)) - at(self.draft.facts.day_of(item))
        self.draft.shift_item(item.id, item.start + by, item.end + by)

    def _item_time(self, edit: Edit, item: Item) -> None:
        start, end = self._times(edit, self.draft.facts.day_of(item), item.start, item.end)
        self.draft.shift_item(item.id, start, end)

    def _item_place(self, edit: Edit, item: Item) -> None:
        self.draft.put_item(item.id, *self.names.place(edit.now.text))

    def _item_cars(self, edit: Edit, item: Item) -> None:
        self._cars(edit, self.draft.ways_to(item.id))

    # -- moves

    def _move_day(self, edit: Edit, move: Move) -> None:
        by = at(self._day(edit)) - at(self.draft.facts.day_of(move))
        self.draft.shift_move(move.id, move.depart + by, move.arrive + by)

    def _move_time(self, edit: Edit, move: Move) -> None:
        day = self.draft.facts.day_of(move)
        printed, now = parse_span(edit.was, day), parse_span(edit.now.text, day, near=minute_of_day(move.depart))
        if move.kind == "pick_up" and now[0] != printed[0]:
            what = bilingual("抵达时间由航班车次定", "the arrival is the flight's")
            raise Unreadable(what, bilingual("在“变更”页写航班晚点", "say so on the sheet 变更"))
        depart, arrive = self._times(edit, day, move.depart, move.arrive)
        if move.kind == "pick_up":
            depart += arrive - move.arrive
        self.draft.shift_move(move.id, depart, arrive)

    def _move_place(self, edit: Edit, move: Move) -> None:
        if move.kind == "pick_up":
            self.draft.way(move.id, self.names.place(edit.now.text)[0], move.target)
        else:
            self.draft.way(move.id, *self.names.way(edit.now.text))

    def _move_cars(self, edit: Edit, move: Move) -> None:
        self._cars(edit, [move])

    # -- times

    def _day(self, edit: Edit) -> dt.date:
        week = self.draft.facts.week
        value = edit.now.text if edit.now.value is None else edit.now.value
        return parse_day(value, week.first_day, week.days)

    def _times(self, edit: Edit, day: dt.date, start: int, end: int) -> tuple[int, int]:
        """Return the new times; what still reads as printed keeps its minute."""
        printed = parse_span(edit.was, day) if edit.was else (None, None)
        first, last = parse_span(edit.now.text, day, near=minute_of_day(start))
        new = start if first == printed[0] else first
        if last is None:
            return new, new + end - start
        return new, end if last == printed[1] else last

    # -- people

    def _people(self, edit: Edit, part: Item | Move) -> None:
        was, now = self.names.helpers(edit.was), self.names.helpers(edit.now.text)
        duties = list(part.duties)
        swaps: list[tuple[str, str, str]] = []
        for role in [*was, *(role for role in now if role not in was)]:
            if was.get(role) != now.get(role):
                self._role(role, was.get(role, []), now.get(role, []), duties, part, swaps)
        self.draft.people(part.id, tuple(duties))
        for move in self.draft.ways_to(part.id):  # who goes with them to the place is the one who is with them there
            changed = [_swapped(duty, swaps) for duty in move.duties]
            self.draft.people(move.id, tuple(changed))

    def _role(
        self,
        role: str,
        was: list[str],
        now: list[str],
        duties: list[Duty],
        part: Item | Move,
        swaps: list[tuple[str, str, str]],
    ) -> None:
        """Put the new names of a role in the place of the old: those that stay stay, the others in their order."""
        start, end = (part.start, part.end) if isinstance(part, Item) else (part.depart, part.arrive)
        day = self.draft.facts.day_of(part)
        old = [text for text in was if text not in now]
        new = [(text, self.names.person(text)) for text in now if text not in was]
        for text in old:
            person = self.names.person(text)
            mine = [k for k, duty in enumerate(duties) if duty.role == role and duty.person == person]
            if new:
                said_of, other = new.pop(0)
                for k in mine:
                    first, last = _said_span(said_of, day) or (duties[k].start, duties[k].end)
                    changes = {"person": other, "start": first, "end": last}
                    changes |= {} if other == person else {"hired": False, "stand_in": False}
                    duties[k] = duties[k].replace(**changes)
                if person and other and person != other:
                    swaps.append((role, person, other))
            else:
                for k in reversed(mine):
                    del duties[k]
        for text, person in new:
            first, last = _said_span(text, day) or (start, end)
            duties.append(Duty.model_validate({"role": role, "person": person, "start": first, "end": last}))

    # -- cars

    def _cars(self, edit: Edit, moves: list[Move]) -> None:
        if not moves:
            raise Unreadable(
                bilingual("这一行没有行车", "there is no move in this row"),
                bilingual("先改地点", "change the place first"),
            )
        was, now = edit.was.split("\n"), [line for line in edit.now.text.splitlines() if line.strip()]
        walk = not now or name_key("".join(now)) in _NO_CAR
        if len(moves) > 1 and not walk and len(now) != len(was):
            what = bilingual("几批客人的车请在司机任务单里改", "several groups: change the cars on the drivers' sheet")
            raise Unreadable(what)
        for move in moves:
            self.draft.ride(move.id, () if walk else self._rides(move, was, now, len(moves) > 1))

    def _rides(self, move: Move, was: list[str], now: list[str], several: bool) -> tuple[Ride, ...]:
        shown = [ride for ride in move.rides if ride.guests] or list(move.rides)
        staff = [ride for ride in move.rides if ride not in shown]
        if several:  # each group has its own lines among those of the cell
            lines = [now[k] for k, line in enumerate(was) if any(self._is(ride, line) for ride in shown)]
        else:
            lines = now
        old = [next((ride for ride in shown if self._is(ride, line)), None) for line in was]
        rides, free = [], self.draft.facts.stay(move.visit).guests(move.groups)
        for k, line in enumerate(lines):
            before = old[k] if k < len(old) and not several else shown[k] if k < len(shown) else None
            if before is not None and k < len(was) and line.strip() == was[k].strip():
                rides.append(before)
                continue
            rides.append(self._ride(line, before, len(lines), free))
        return seated(self.draft.facts.week, rides, free) + tuple(staff)

    def _is(self, ride: Ride, line: str) -> bool:
        """Whether a printed line is of a ride."""
        try:
            vehicle, driver, hired, _ = self.names.car(line)
        except Unreadable:
            return False
        return (vehicle, driver if vehicle else None, hired) == (ride.vehicle, ride.driver, ride.hired)

    def _ride(self, line: str, before: Ride | None, lines: int, free: int) -> Ride:
        vehicle, driver, hired, guests = self.names.car(line)
        if before is not None and not hired:
            vehicle = vehicle or before.vehicle
            driver = driver or before.driver
        count = guests if guests is not None else free if lines == 1 else before.guests if before else 0
        staff = before.staff if before else 0
        return Ride(vehicle=vehicle, driver=None if hired else driver, hired=hired, guests=count, staff=staff)

    # -- the sheets of rooms and workshops

    def _crew(self, edit: Edit, item: Item) -> None:
        """Give an item another crew: who is new takes over from who is gone, in their order; the tea as well."""
        was, now = self.names.several(edit.was), self.names.several(edit.now.text)
        gone = [person for person in was if person not in now]
        new = [person for person in now if person not in was]
        if len(new) > len(gone):
            what = f"{said(edit.now.text)}" + bilingual("：比原来多了人", ": more people than before")
            raise Unreadable(what, bilingual("多出的人请写在“陪同人员”栏", "write them into the column 陪同人员"))
        heirs = dict(zip_longest(gone, new))
        duties = [
            duty.replace(person=heirs[duty.person], hired=False)
            if duty.role in ROOM_SERVICE_ROLES and duty.person in heirs
            else duty
            for duty in item.duties
        ]
        self.draft.people(item.id, tuple(duties))

    def _docent(self, edit: Edit, item: Item) -> None:
        """Give a group of a tour another docent."""
        _, group = stop_of(edit.row.key)
        person = self.names.person(edit.now.text)
        duties = [d.replace(person=person) if (d.role, d.group) == ("docent", group) else d for d in item.duties]
        self.draft.people(item.id, tuple(duties))

    def _stop(self, edit: Edit, item: Item) -> None:
        """Give a group other times in a workshop."""
        workshop, group = stop_of(edit.row.key)
        was = next(stop for stop in item.stops if (stop.workshop, stop.group) == (workshop, group))
        start, end = self._times(edit, self.draft.facts.day_of(item), was.start, was.end)
        new = was.replace(start=start, end=end)
        self.draft.stops(item.id, tuple(new if stop is was else stop for stop in item.stops))

    # -- the sheets of drivers and vehicles

    def _drive(self, edit: Edit) -> None:
        move = self.draft.moves.get(edit.row.ids[0])
        if move is None:
            raise Unreadable(bilingual("这趟车已不在计划里", "this move is no longer in the plan"))
        DRIVE_HANDLERS[edit.field](self, edit, move)

    def _drive_depart(self, edit: Edit, move: Move) -> None:
        self._drive_times(edit, move, self._drive_moment(edit, move), move.arrive)

    def _drive_arrive(self, edit: Edit, move: Move) -> None:
        self._drive_times(edit, move, move.depart, self._drive_moment(edit, move))

    def _drive_moment(self, edit: Edit, move: Move) -> int:
        value = edit.now.value if edit.now.value is not None else ""
        return at(self.draft.facts.day_of(move), parse_clock(value, near=minute_of_day(move.depart)))

    def _drive_times(self, edit: Edit, move: Move, depart: int, arrive: int) -> None:
        if depart > arrive:
            raise Unreadable(f"{said(edit.now.text)}" + bilingual("：到达早于出发", ": arrives before it leaves"))
        self.draft.shift_move(move.id, depart, arrive)

    def _drive_vehicle(self, edit: Edit, move: Move) -> None:
        self._drive_resource(edit, move, self.names.vehicles, "车辆")

    def _drive_driver(self, edit: Edit, move: Move) -> None:
        self._drive_resource(edit, move, self.names.drivers, "司机")

    def _drive_resource(self, edit: Edit, move: Move, known: Mapping[str, str], what: str) -> None:
        """Give the rides of the driver or vehicle of the list another vehicle or driver."""
        rides = list(move.rides)
        for k, ride in enumerate(rides):
            if getattr(ride, edit.row.kind) == edit.row.about:
                rides[k] = ride.replace(**{edit.field: self.names.find(edit.now.text, known, what)})
        self.draft.ride(move.id, tuple(rides))


APPLIED_IN_ORDER = (
    *("day", "time", "depart", "arrive", "place", "rooms"),
    *("people", "crew", "docent", "cars", "vehicle", "driver"),
)
"""Fields in the order in which their changes are applied: times first, for people and cars go along with them."""
ITEM_HANDLERS: dict[str, Callable[[PlanEdit, Edit, Item], None]] = {
    "day": PlanEdit._item_day,
    "time": PlanEdit._item_time,
    "place": PlanEdit._item_place,
    "people": PlanEdit._people,
    "cars": PlanEdit._item_cars,
}
"""Field of a programme → what applies its change to an item."""
MOVE_HANDLERS: dict[str, Callable[[PlanEdit, Edit, Move], None]] = {
    "day": PlanEdit._move_day,
    "time": PlanEdit._move_time,
    "place": PlanEdit._move_place,
    "people": PlanEdit._people,
    "cars": PlanEdit._move_cars,
}
"""The same for a move that has a row of its own."""
DRIVE_HANDLERS: dict[str, Callable[[PlanEdit, Edit, Move], None]] = {
    "depart": PlanEdit._drive_depart,
    "arrive": PlanEdit._drive_arrive,
    "vehicle": PlanEdit._drive_vehicle,
    "driver": PlanEdit._drive_driver,
}
"""Field of a list of drivers or vehicles → what applies its change to the move."""
SERVICE_HANDLERS: dict[str, dict[str, Callable[[PlanEdit, Edit, Item], None]]] = {
    "room": {"crew": PlanEdit._crew},
    "workshop": {"time": PlanEdit._stop, "docent": PlanEdit._docent},
}
"""Kind of a list of rooms or workshops → its field → what applies a change to an item."""
_NO_CAR = ("步行", "客人自备车", "自备车", "onfoot", "theguests'owncars")


def _said_span(text: str, day: dt.date) -> tuple[int, int] | None:
    """Return the time that is said behind a name, on the day of its item."""
    found = re.search(r"\d{1,2}:\d{2}\s*-\s*\d{1,2}:\d{2}\s*$", text)
    if found is None:
        return None
    first, last = parse_span(found[0], day)
    return (first, last) if last is not None else None


def _swapped(duty: Duty, swaps: list[tuple[str, str, str]]) -> Duty:
    for role, old, new in swaps:
        if duty.role == role and duty.person == old:
            return duty.replace(person=new, hired=False, stand_in=False)
    return duty
