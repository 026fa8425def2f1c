"""A plan read for simulation: steps in the order of the plan, with what each needs and how much slack the plan has.

What a step needs between two things (a way, clearing, settling) is never more than the plan itself leaves: a plan
that breaks rules keeps its times as they are, and with nothing uncertain it comes out as it was written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.domain.activities import KINDS, Entertainment, SightVisit, outside_hosts
from models.domain.clock import DAY, overlap
from models.domain.demands import vehicle_ready_at
from models.domain.places import ArrivalPoint, Restaurant, Sight
from models.domain.plan import Item, Move
from models.domain.risks import Delay
from models.domain.roles import CHOSEN_ROLES
from models.rules.core.vehicle_work import overnight_moves
from models.simulation.roads import TravelMatrix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Plan, Ride
    from models.domain.resources import Vehicle
    from models.domain.risks import Risks
    from models.domain.stay import GroupStay, Stay

APPOINTMENTS = ("call", "signing", "performance")
"""Kinds of item that keep their time whoever asked for it; so do items that the guests fixed, and shows."""
_RISK_OF_PART = {"business": "talk", "ceremony": "talk", "leisure": "leisure", "meal": "meal"}


@dataclass(frozen=True)
class Host:
    """A leader or expert in an item: number of the person, minutes from their last duty, and whether a leader."""

    person: int
    gap: int
    leader: bool


@dataclass(frozen=True)
class ItemStep:
    """An item: see ``simulate`` for how it goes."""

    number: int
    item: Item
    groups: tuple[int, ...]
    lead: int
    gap: int
    least: int
    keeps_its_time: bool
    droppable: bool
    overrun: Delay
    hosts: tuple[Host, ...]
    room: int
    room_gap: int
    until: int | None
    """When the next step of its lead group begins in the plan."""
    leaving: bool
    """That step is the way to the airport or station."""


@dataclass(frozen=True)
class SubstituteCar:
    """Another car that may take a ride: its number, and its own next ride (place, moment on the spot)."""

    vehicle: int
    target: int
    ready: int | None


@dataclass(frozen=True)
class RideStep:
    """A company vehicle's part in a move; ``early`` minutes are given back where the plan itself is too tight."""

    vehicle: int
    ready: int
    early: int
    substitutes: tuple[SubstituteCar, ...]


@dataclass(frozen=True)
class MoveStep:
    """A move."""

    number: int
    move: Move
    groups: tuple[tuple[int, int], ...]
    """Groups on the way, the leading one first, each with the minutes by which the plan itself is too early for it."""
    waited: tuple[tuple[int, int], ...]
    """Those of them for whom the car waits: the leading one; at a pick-up all that are to be out by then."""
    boarding: Delay
    origin: int
    target: int
    slept: bool
    """Whether the vehicles slept out with the guests before it."""
    rides: tuple[RideStep, ...]
    departures: tuple[tuple[int, int, int], ...]
    """Number of the departure, group, and the moment at which it is too late."""


@dataclass(frozen=True)
class Group:
    """A travel group: its key, planned exit, and how and under which name it may be late."""

    visit: str
    id: str
    exit: int
    delay: Delay
    name: tuple[str, ...]


@dataclass(frozen=True)
class PlanSteps:
    """A plan ready for simulation: its steps, and what they refer to by number."""

    risks: Risks
    settle: int
    unload: int
    roads: TravelMatrix
    homes: tuple[int, ...]
    """Of the company's vehicles: where each stands overnight."""
    groups: tuple[Group, ...]
    sequence: tuple[ItemStep | MoveStep, ...]
    items: tuple[Item, ...]
    moves: tuple[Move, ...]
    departures: tuple[tuple[str, str], ...]
    """Visit and travel group."""
    people: int
    rooms: int
    vehicles: int


def read_steps(facts: Facts, plan: Plan) -> PlanSteps:
    """Read a plan.

    Parameters
    ----------
    facts : Facts
        The week, and the edition with its risks.
    plan : Plan
        Any plan that names only what the week has.
    """
    return _StepsReader(facts, plan).read()


def keeps_its_time(facts: Facts, item: Item) -> bool:
    """Tell whether an item keeps its time although guests are late: fixed by them, a call, a signing, a show.

    So does what others host, but where the guests arrive: there the hosts wait for them.
    """
    request = next((r for r in facts.week.visit(item.visit).requests if r.id == item.request), None)
    if item.kind in APPOINTMENTS or (request is not None and request.at is not None):
        return True
    place = facts.week.place(item.place)
    if outside_hosts(request) and not isinstance(place, ArrivalPoint):
        return True
    return isinstance(place, Sight) and bool(place.shows) and isinstance(request, Entertainment | SightVisit)


class _StepsReader:
    """Goes through a plan once; ``since`` and ``free`` are what the plan says, for the slack that it leaves."""

    def __init__(self, facts: Facts, plan: Plan) -> None:
        self.facts, self.plan, self.risks = facts, plan, facts.edition.risks
        company = facts.week.company
        self.vehicles: dict[str, int] = {vehicle.id: k for k, vehicle in enumerate(company.vehicles)}
        self.people: dict[str, int] = {person.id: k for k, person in enumerate(company.people)}
        self.groups = {(s.id, g.id): k for k, (s, g) in enumerate((s, g) for s in facts.stays for g in s.groups)}
        self.rooms: dict[str, int] = {}
        places = {*facts.week.homes, *(p for move in plan.moves for p in (move.origin, move.target))}
        self.slept, _ = overnight_moves(facts, plan.moves)
        self.roads = TravelMatrix(facts, places)
        self.exits = {k: g.exit for k, g in enumerate(g for s in facts.stays for g in s.groups)}
        self.since = dict(self.exits)
        self.moved = dict.fromkeys(self.since, True)
        self.person_free: dict[int, tuple[int, str]] = {}
        self.room_free: dict[int, int] = {}
        self.car_free: dict[int, tuple[int, str]] = {}
        self.departures: list[tuple[str, str]] = []
        parts: list[Item | Move] = [*plan.items, *plan.moves]
        self.parts = sorted(parts, key=_order)
        self.next = _next(self.parts, self._of)
        self.jobs = _jobs(facts, [part for part in self.parts if isinstance(part, Move)])

    def read(self) -> PlanSteps:
        steps: list[ItemStep | MoveStep] = []
        items, moves = list[Item](), list[Move]()
        for k, part in enumerate(self.parts):
            if isinstance(part, Item):
                steps.append(self._item(part, len(items), self.next[k]))
                items.append(part)
            else:
                steps.append(self._move(part, len(moves)))
                moves.append(part)
        facts = self.facts
        return PlanSteps(
            risks=self.risks,
            settle=facts.shape.settle,
            unload=facts.shape.unload,
            roads=self.roads,
            homes=tuple(self.roads.index(facts.week.home(vehicle)) for vehicle in self.vehicles),
            groups=tuple(self._group(s, g) for s in facts.stays for g in s.groups),
            sequence=tuple(steps),
            items=tuple(items),
            moves=tuple(moves),
            departures=tuple(self.departures),
            people=len(self.people),
            rooms=len(self.rooms),
            vehicles=len(self.vehicles),
        )

    # -- groups

    def _group(self, stay: Stay, group: GroupStay) -> Group:
        arrival = group.group.arrival
        point = self.facts.week.arrival_point(arrival.place)
        kind = point.kind if point is not None else "road"
        delay = {"airport": self.risks.flight, "rail": self.risks.rail}.get(kind, self.risks.by_road)
        # who comes by the same flight is late together, in whatever visit
        name = (arrival.number, str(arrival.at)) if arrival.number else (stay.id, group.id)
        return Group(stay.id, group.id, group.exit, delay, ("arrival", arrival.place, *name))

    def _of(self, part: Item | Move) -> tuple[int, ...]:
        """Return the groups of a part, the one that the others follow first: the guest of honour's, if there."""
        stay = self.facts.stay(part.visit)
        names = part.groups or tuple(group.id for group in stay.groups)
        lead = stay.lead.id if stay.lead.id in names else names[0]
        return tuple(self.groups[stay.id, name] for name in (lead, *(n for n in names if n != lead)))

    # -- items

    def _item(self, item: Item, number: int, then: Item | Move | None) -> ItemStep:
        shape, groups = self.facts.shape, self._of(item)
        lead = groups[0]
        wanted = shape.settle if self.moved[lead] else shape.changeover
        gap = min(wanted, item.start - self.since[lead])
        hosts = tuple(self._host(item, duty.person, duty.role == "leader") for duty in item.duties
                      if duty.role in CHOSEN_ROLES and duty.person in self.people)  # fmt: skip
        room, room_gap = self._room(item)
        for k in groups:
            self.since[k], self.moved[k] = max(self.since[k], item.end), False
        part = KINDS[item.kind].part
        risk = "tour" if item.kind in ("tour", "project") else _RISK_OF_PART.get(part, "")
        share = {"rest": 0}.get(item.kind, getattr(self.risks, f"cut_{risk}") if risk else 100)
        return ItemStep(
            number=number,
            item=item,
            groups=groups,
            lead=lead,
            gap=gap,
            least=-(-item.minutes * share // 100),
            keeps_its_time=keeps_its_time(self.facts, item),
            droppable=item.kind not in ("check_in", "rest"),
            overrun=getattr(self.risks, risk) if risk else Delay(),
            hosts=hosts,
            room=room,
            room_gap=room_gap,
            until=_order(then)[0] if then is not None else None,
            leaving=isinstance(then, Move) and then.kind == "see_off",
        )

    def _host(self, item: Item, person: str | None, leader: bool) -> Host:
        k, facts = self.people[person or ""], self.facts
        free, place = self.person_free.get(k, (item.start, item.place))
        way = 0 if facts.location(place) == facts.location(item.place) else facts.way(place) + facts.way(item.place)
        self.person_free[k] = (max(free, item.end), item.place)
        return Host(k, min(way, item.start - free), leader)

    def _room(self, item: Item) -> tuple[int, int]:
        """Return the number of the room that only one party uses at a time (-1: none), and minutes between parties."""
        name = item.room or (f"{item.place}:{item.dining_room}" if self._private(item) else None)
        if name is None:
            return -1, 0
        k = self.rooms.setdefault(name, len(self.rooms))
        free = self.room_free.get(k, item.start)
        self.room_free[k] = max(free, item.end)
        return k, min(self.facts.shape.changeover, item.start - free)

    def _private(self, item: Item) -> bool:
        place = self.facts.week.place(item.place)
        rooms = place.dining_rooms if isinstance(place, Restaurant) else ()
        return any(room.id == item.dining_room and room.private for room in rooms)

    # -- moves

    def _move(self, move: Move, number: int) -> MoveStep:
        groups = self._of(move)
        gaps = tuple((k, min(0, move.depart - self.since[k])) for k in groups)
        met = tuple((k, gap) for k, gap in gaps if self.exits[k] <= move.depart)
        rides = tuple(self._ride(move, ride) for ride in move.rides if ride.vehicle in self.vehicles)
        departures = tuple(self._departures(move, groups)) if move.kind == "see_off" else ()
        for k in groups:
            self.since[k], self.moved[k] = max(self.since[k], move.arrive), True
        return MoveStep(
            number=number,
            move=move,
            groups=gaps,
            waited=(move.kind == "pick_up" and met) or gaps[:1],
            boarding=Delay() if move.kind == "pick_up" else self.risks.boarding,
            origin=self.roads.index(move.origin),
            target=self.roads.index(move.target),
            slept=move.id in self.slept,
            rides=rides,
            departures=departures,
        )

    def _departures(self, move: Move, groups: tuple[int, ...]) -> Iterator[tuple[int, int, int]]:
        week, stay = self.facts.week, self.facts.stay(move.visit)
        for group in stay.groups:
            leaves, k = group.group.departure, self.groups[stay.id, group.id]
            point = week.arrival_point(leaves.place)
            if k not in groups or leaves.place != move.target or leaves.at is None or point is None:
                continue
            if point.kind not in ("airport", "rail"):
                continue
            closes = self.risks.rail_closes if point.kind == "rail" else self.risks.flight_closes
            if point.kind == "airport" and leaves.international:
                closes = self.risks.international_closes
            self.departures.append((stay.id, group.id))
            # where the plan itself is late already, its own arrival is what counts as in time
            yield len(self.departures) - 1, k, max(leaves.at - closes, move.arrive)

    # -- cars

    def _ride(self, move: Move, ride: Ride) -> RideStep:
        k, facts = self.vehicles[ride.vehicle or ""], self.facts
        ready = vehicle_ready_at(facts, facts.stay(move.visit), move)
        early = 0
        if k in self.car_free:
            free, place = self.car_free[k]
            early = max(0, facts.travel.after(place, move.origin, free) - move.depart)
        self.car_free[k] = (move.arrive + facts.shape.unload, move.target)
        return RideStep(k, ready, early, tuple(self._substitutes(move, ride, ready)))

    def _substitutes(self, move: Move, ride: Ride, ready: int) -> Iterator[SubstituteCar]:
        """Yield the cars that may step in: large enough, with somebody who may drive them, not in this move."""
        taken = {r.vehicle for r in move.rides}
        for vehicle in self.facts.week.company.vehicles:
            if vehicle.id in taken or vehicle.seats < ride.guests + ride.staff:
                continue
            if any(overlap((ready, move.arrive), (s.start, s.end)) for s in vehicle.out_of_service):
                continue
            if not self._driven(vehicle, ready, move.arrive):
                continue
            later = [job for job in self.jobs.get(vehicle.id, ()) if _order(job) > _order(move)]
            if later:
                following = later[0]
                spot = vehicle_ready_at(self.facts, self.facts.stay(following.visit), following)
                yield SubstituteCar(self.vehicles[vehicle.id], self.roads.index(following.origin), spot)
            else:
                yield SubstituteCar(self.vehicles[vehicle.id], self.roads.index(self.facts.week.home(vehicle.id)), None)

    def _driven(self, vehicle: Vehicle, start: int, end: int) -> bool:
        """Tell whether somebody can drive an idle vehicle: its driver of the day, or one who has none that day."""
        day = start // DAY
        jobs = [job for job in self.jobs.get(vehicle.id, ()) if job.depart // DAY == day]
        busy = {r.driver for jobs in self.jobs.values() for job in jobs if job.depart // DAY == day for r in job.rides}
        mine = {r.driver for job in jobs for r in job.rides if r.vehicle == vehicle.id}
        for driver in self.facts.week.company.drivers:
            if driver.id in mine if mine else driver.id not in busy and set(driver.licences) & set(vehicle.licences):
                off = self.facts.off(driver)
                if not any(overlap((start, end), span) for span in off):
                    return True
        return False


def _order(part: Item | Move) -> tuple[int, int, int, str]:
    if isinstance(part, Item):
        return part.start, part.end, 1, part.id
    return part.depart, part.arrive, 0, part.id


def _next(parts: list[Item | Move], of: Callable[[Item | Move], tuple[int, ...]]) -> dict[int, Item | Move | None]:
    """Return, for each part, the next part of its first group."""
    found: dict[int, Item | Move | None] = {}
    following: dict[int, Item | Move] = {}
    for k in range(len(parts) - 1, -1, -1):
        groups = of(parts[k])
        found[k] = following.get(groups[0])
        following.update(dict.fromkeys(groups, parts[k]))
    return found


def _jobs(facts: Facts, moves: list[Move]) -> dict[str, list[Move]]:
    """Return the moves of each company vehicle, in order."""
    known = {vehicle.id for vehicle in facts.week.company.vehicles}
    found: dict[str, list[Move]] = {}
    for move in moves:
        for ride in move.rides:
            if ride.vehicle in known:
                found.setdefault(ride.vehicle or "", []).append(move)
    return found
