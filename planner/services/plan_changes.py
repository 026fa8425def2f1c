"""What is different between two plans of a week, for each person, driver, vehicle, room and visit: a pure function.

::

    for change in changes(old, new):
        change.subject, change.before, change.after, change.aspects

A plan against itself gives nothing; ``changes(b, a)`` is ``changes(a, b)`` with every change mirrored.
``planner.papers.tables.changed`` says them in words.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from models.domain.clock import DAY, at, day_of
from models.domain.roles import ROOM_SERVICE_ROLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from models.domain.plan import Item, LeftOut, Move, Night, Plan

T = TypeVar("T")
SubjectKind = Literal["visit", "person", "driver", "vehicle", "room", "dining", "workshop", "hotel"]
Aspect = Literal["time", "place", "party", "with"]
SUBJECTS: tuple[SubjectKind, ...] = ("visit", "person", "driver", "vehicle", "room", "dining", "workshop", "hotel")
"""Kinds of subject, in the order of the list of changes."""
LEFT_OUT_KIND, NIGHT_KIND = "left_out", "night"
"""Kinds of entry besides the kinds of items and moves."""
UNDATED = 0
"""Start and end of what has no time: a request left out."""


@dataclass(frozen=True, order=True)
class ChangeSubject:
    """Whom or what a change is about: a kind and an id of the week; of a dining room, ``RESTAURANT:ROOM``."""

    kind: SubjectKind
    id: str


@dataclass(frozen=True)
class PlanEntry:
    """What a subject has in one plan.

    Attributes
    ----------
    part : str
        Id of the item or move; of a night, of a request left out, ``VISIT/…``. Ids alone make no difference, neither
        does ``request``.
    visit : str
        The delegation that it is for.
    kind : str
        Kind of item or move, ``night``, or ``left_out``.
    role : str
        A person's role; else ``""``.
    start, end : int
        Moments; of a night, midnight to midnight; both 0 for a request left out.
    origin, place, room : str
        ``origin`` only of moves; ``room`` is a meeting room or a dining room.
    groups : tuple of str
        Travel groups that take part; empty: all.
    size : tuple of str
        Rooms of a night; guests in a vehicle.
    with_whom : tuple of str
        Who and what else matters to the subject: ``person:ID``, ``driver:ID``, ``vehicle:ID``, ``hired:KIND``, and
        ``open:ROLE`` for what is still to be found. For a visit everybody whom the guests see.
    request : str
        The request that it answers, or ``""``.
    """

    part: str = field(compare=False)
    visit: str
    kind: str
    role: str = ""
    start: int = UNDATED
    end: int = UNDATED
    origin: str = ""
    place: str = ""
    room: str = ""
    groups: tuple[str, ...] = ()
    size: tuple[str, ...] = ()
    with_whom: tuple[str, ...] = ()
    request: str = field(default="", compare=False)


@dataclass(frozen=True)
class Change:
    """One difference for one subject.

    Attributes
    ----------
    before, after : PlanEntry or None
        None before: new; None after: gone; both: changed.
    others : tuple of str
        Ids of the same kind of subject who have it now (``after`` is None) or had it (``before`` is None).
    """

    subject: ChangeSubject
    before: PlanEntry | None
    after: PlanEntry | None
    others: tuple[str, ...] = ()

    @property
    def what(self) -> Literal["new", "gone", "changed"]:
        """Whether it is new, gone, or changed."""
        if self.before is None:
            return "new"
        return "gone" if self.after is None else "changed"

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """What is different of a changed entry; empty for what is new or gone."""
        a, b = self.before, self.after
        if a is None or b is None:
            return ()
        return tuple(name for name, read in _ASPECTS if read(a) != read(b))

    @property
    def start(self) -> int:
        """When the earlier of the two starts."""
        return min(entry.start for entry in (self.before, self.after) if entry is not None)


_ASPECTS: tuple[tuple[Aspect, Callable[[PlanEntry], Any]], ...] = (
    ("time", lambda e: (e.start, e.end)),
    ("place", lambda e: (e.origin, e.place, e.room)),
    ("party", lambda e: (e.groups, e.size)),
    ("with", lambda e: e.with_whom),
)


def changes(before: Plan, after: Plan) -> tuple[Change, ...]:
    """Return every difference between two plans of a week, subject by subject, in the order of time.

    Parts are the same when they have one id, else when they answer the same request, else when they are the k-th of
    their kind on a day (moves: to a place). A part that only another subject notices makes no change: a new car is
    none for the interpreter.

    Parameters
    ----------
    before, after : Plan
        Any two plans of one week, also hand-made ones.
    """
    found: list[Change] = []
    for pair in _pairs(before, after):
        found += _changes(*pair)
    return tuple(sorted(found, key=_order))


def by_subject(found: Iterable[Change]) -> dict[ChangeSubject, tuple[Change, ...]]:
    """Return changes by subject, in the order of ``SUBJECTS`` and ids."""
    lists: dict[ChangeSubject, list[Change]] = defaultdict(list)
    for change in found:
        lists[change.subject].append(change)
    order = sorted(lists, key=lambda subject: (SUBJECTS.index(subject.kind), subject.id))
    return {subject: tuple(lists[subject]) for subject in order}


# ---------------------------------------------------------------- which parts are the same

Seats = dict[tuple[SubjectKind, str], dict[str, list[PlanEntry]]]
"""Entries of a part by seat (kind of subject, role in the part) and subject's id."""


def _pairs(before: Plan, after: Plan) -> Iterator[tuple[Seats, Seats]]:
    """Yield the parts of both plans side by side, as seats; a part that the other plan lacks beside none."""
    items = _matched(before.items, after.items, _item_keys)
    moves = _matched(before.moves, after.moves, _move_keys)
    nights = _matched(before.nights, after.nights, (lambda n: (n.visit, n.day, n.groups), lambda n: (n.visit, n.day)))
    for a, b in items:
        yield _seats(a, _item_seats), _seats(b, _item_seats)
    for c, d in moves:
        yield _seats(c, _move_seats), _seats(d, _move_seats)
    for e, f in nights:
        yield _seats(e, _night_seats), _seats(f, _night_seats)
    # where one plan has an item for the request, the item says it
    had, has = ({(item.visit, item.request) for item in plan.items} for plan in (before, after))
    reported = had ^ has
    lacked, lacking = (
        [left for left in plan.left_out if (left.visit, left.request) not in reported] for plan in (before, after)
    )
    for g, h in _matched(lacked, lacking, (lambda left: (left.visit, left.request),)):
        yield _seats(g, _left_seats), _seats(h, _left_seats)


_item_keys: tuple[Callable[[Item], Any], ...] = (
    lambda item: (item.visit, item.kind, item.id),
    lambda item: (item.visit, item.kind, item.request, None if item.request else item.place),
    lambda item: (item.visit, item.kind, item.request, None if item.request else day_of(item.start)),
)
_move_keys: tuple[Callable[[Move], Any], ...] = (
    lambda move: (move.visit, move.kind, move.id),
    lambda move: (move.visit, move.kind, move.groups, move.target),
)


def _matched(
    before: Sequence[T], after: Sequence[T], keys: Sequence[Callable[[T], Any]]
) -> Iterator[tuple[T | None, T | None]]:
    """Yield pairs by the first key that finds one: the k-th of a key with the k-th; what is left, alone."""
    left, right = list(before), list(after)
    for key in keys:
        ours, theirs = _grouped(left, key), _grouped(right, key)
        for name in ours.keys() & theirs.keys():
            ours[name].sort(key=_when)
            theirs[name].sort(key=_when)
            count = min(len(ours[name]), len(theirs[name]))
            yield from zip(ours[name][:count], theirs[name][:count], strict=True)
            ours[name], theirs[name] = ours[name][count:], theirs[name][count:]
        left = [part for group in ours.values() for part in group]
        right = [part for group in theirs.values() for part in group]
    yield from ((part, None) for part in left)
    yield from ((None, part) for part in right)


def _grouped(parts: Iterable[T], key: Callable[[T], Any]) -> dict[Any, list[T]]:
    groups: dict[Any, list[T]] = {}
    for part in parts:
        groups.setdefault(key(part), []).append(part)
    return groups


def _when(part: Any) -> tuple[int, int, str]:
    """Return the order of parts of one key; nights and requests left out have no other order than their text."""
    return getattr(part, "start", getattr(part, "depart", 0)), getattr(part, "end", 0), repr(part)


# ---------------------------------------------------------------- what each subject has of a part


def _seats(part: T | None, read: Callable[[T], Iterator[tuple[SubjectKind, str, str, PlanEntry]]]) -> Seats:
    seats: Seats = {}
    for kind, seat, subject, entry in read(part) if part is not None else ():
        seats.setdefault((kind, seat), {}).setdefault(subject, []).append(entry)
    return seats


def _item_seats(item: Item) -> Iterator[tuple[SubjectKind, str, str, PlanEntry]]:
    room = item.room or item.dining_room or ""
    common: dict[str, Any] = {
        "part": item.id,
        "visit": item.visit,
        "kind": item.kind,
        "place": item.place,
        "room": room,
        "groups": item.groups,
        "request": item.request or "",
    }
    seen = tuple(sorted({_who(d) for d in item.duties if d.role not in ROOM_SERVICE_ROLES}))
    yield "visit", "", item.visit, PlanEntry(**common, start=item.start, end=item.end, with_whom=seen)
    for duty in item.duties:
        if duty.person is not None:
            mine = PlanEntry(**common, role=duty.role, start=duty.start, end=duty.end)
            yield "person", f"{duty.role} {duty.group}", duty.person, mine
    if item.room:
        yield "room", "", item.room, PlanEntry(**common, start=item.start, end=item.end)
    if item.table:
        seats = f"{item.table.restaurant}:{item.table.dining_room}"
        yield "dining", "", seats, PlanEntry(**common, start=item.start, end=item.end)
    for stop in item.stops:
        yield "workshop", str(stop.group), stop.workshop, PlanEntry(**common, start=stop.start, end=stop.end)


def _move_seats(move: Move) -> Iterator[tuple[SubjectKind, str, str, PlanEntry]]:
    common: dict[str, Any] = {
        "part": move.id,
        "visit": move.visit,
        "kind": move.kind,
        "origin": move.origin,
        "place": move.target,
        "groups": move.groups,
    }
    cars = {name for ride in move.rides for name in (_car(ride), _driver(ride)) if name}
    seen = tuple(sorted(cars | {_who(duty) for duty in move.duties}))
    yield "visit", "", move.visit, PlanEntry(**common, start=move.depart, end=move.arrive, with_whom=seen)
    for duty in move.duties:
        if duty.person is not None:
            mine = PlanEntry(**common, role=duty.role, start=duty.start, end=duty.end)
            yield "person", duty.role, duty.person, mine
    for ride in move.rides:
        way: dict[str, Any] = common | {"start": move.depart, "end": move.arrive, "size": (str(ride.guests),)}
        if ride.driver:
            yield "driver", "", ride.driver, PlanEntry(**way, with_whom=(_car(ride),))
        if ride.vehicle:
            yield "vehicle", "", ride.vehicle, PlanEntry(**way, with_whom=(_driver(ride),))


def _night_seats(night: Night) -> Iterator[tuple[SubjectKind, str, str, PlanEntry]]:
    entry = PlanEntry(
        part=f"{night.visit}/night-{night.day}",
        visit=night.visit,
        kind=NIGHT_KIND,
        start=at(night.day),
        end=at(night.day) + DAY,
        place=night.hotel,
        groups=night.groups,
        size=tuple(sorted(f"{booking.kind}:{booking.count}" for booking in night.rooms)),
    )
    yield "visit", "", night.visit, entry
    yield "hotel", "", night.hotel, entry


def _left_seats(left: LeftOut) -> Iterator[tuple[SubjectKind, str, str, PlanEntry]]:
    part = f"{left.visit}/{left.request}"
    yield "visit", "", left.visit, PlanEntry(part=part, visit=left.visit, kind=LEFT_OUT_KIND, request=left.request)


def _who(duty: Any) -> str:
    if duty.person:
        return f"person:{duty.person}"
    return f"hired:{duty.role}" if duty.hired else f"open:{duty.role}"


def _car(ride: Any) -> str:
    return f"vehicle:{ride.vehicle}" if ride.vehicle else f"hired:{ride.hired}" if ride.hired else "open:vehicle"


def _driver(ride: Any) -> str:
    return f"driver:{ride.driver}" if ride.driver else "open:driver" if ride.vehicle else ""


# ---------------------------------------------------------------- the differences


def _changes(before: Seats, after: Seats) -> Iterator[Change]:
    """Yield the changes of one part for everybody and everything in it."""
    for key in sorted(before.keys() | after.keys()):
        had, has = before.get(key, {}), after.get(key, {})
        for id in sorted(had.keys() | has.keys()):
            subject, others = ChangeSubject(key[0], id), tuple[str, ...]()
            if id not in has:
                others = tuple(sorted(has.keys() - had.keys()))
            elif id not in had:
                others = tuple(sorted(had.keys() - has.keys()))
            yield from (Change(subject, a, b, others) for a, b in _different(had.get(id, ()), has.get(id, ())))


def _different(
    before: Iterable[PlanEntry], after: Iterable[PlanEntry]
) -> Iterator[tuple[PlanEntry | None, PlanEntry | None]]:
    """Yield what is left of two lists when equal entries are gone, the first beside the first."""
    left, right = list(before), list(after)
    for entry in list(left):
        if entry in right:
            left.remove(entry)
            right.remove(entry)
    left.sort(key=_span)
    right.sort(key=_span)
    count = min(len(left), len(right))
    yield from zip(left[:count], right[:count], strict=True)
    yield from ((entry, None) for entry in left[count:])
    yield from ((None, entry) for entry in right[count:])


def _span(entry: PlanEntry) -> tuple[int, int]:
    return entry.start, entry.end


def _order(change: Change) -> tuple[Any, ...]:
    """Return the order of changes, the same for a change and its mirror."""
    entries = sorted((e.start, e.end, e.part, repr(e)) for e in (change.before, change.after) if e is not None)
    return (SUBJECTS.index(change.subject.kind), change.subject.id, change.start, entries)
