"""The moves of a plan as rides: who sits in which of its vehicles.

Moves that follow each other in the same vehicles, one group getting in or out at the place between, are one ride of
several legs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.ride_party import Car, RideParty, Trip
from models.domain.seating import Attendee
from planner.seating.people import served
from planner.seating.vehicles import profile_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.domain.etiquette_edition import Etiquette
    from models.domain.plan import Duty, Item, Move, Plan
    from models.domain.plan import Ride as PlannedRide
    from planner.papers.paper import Paper
    from planner.seating.people import PlanAttendees

MAX_STOP_MINUTES = 15
"""Minutes at a place that still belong to one ride."""


def chains(plan: Plan) -> list[tuple[Move, ...]]:
    """Return the moves with vehicles, those that make one ride together."""
    found: list[list[Move]] = []
    for move in sorted(plan.moves, key=lambda move: (move.visit, move.depart)):
        if not any(ride.vehicle or ride.hired for ride in move.rides):
            continue
        before = next((row for row in found if _follows(row[-1], move)), None)
        if before is None:
            found.append([move])
        else:
            before.append(move)
    return [tuple(row) for row in found]


def _follows(first: Move, then: Move) -> bool:
    same_way = first.visit == then.visit and first.target == then.origin and first.groups != then.groups
    cars = [ride.vehicle for ride in first.rides]
    same_cars = None not in cars and cars == [ride.vehicle for ride in then.rides]
    return same_way and same_cars and 0 <= then.depart - first.arrive <= MAX_STOP_MINUTES


def ride_of(moves: Sequence[Move], paper: Paper, people: PlanAttendees, etiquette: Etiquette) -> RideParty:
    """Return a ride of one or more moves."""
    first, last = moves[0], moves[-1]
    guests: dict[str, Attendee] = {}
    legs: dict[str, list[int]] = {}
    for leg, move in enumerate(moves):
        for guest in people.guests(move.groups):
            guests[guest.id] = guest
            legs.setdefault(guest.id, []).append(leg)
    staff = _staff(moves, paper, people, list(guests.values()))
    return RideParty(
        id=first.id,
        name=f"{paper.calendar.moment(first.depart)} {paper.names.client(first.visit)}",
        people=(*guests.values(), *staff),
        cars=tuple(
            _car(paper, ride, number, etiquette, counted=len(moves) == 1)
            for number, ride in enumerate(first.rides)
            if _known(ride)
        ),
        stops=(*(paper.names.stop(move.origin) for move in moves), paper.names.stop(last.target)),
        trips=tuple(
            Trip(person=name, board=min(on), leave=max(on) + 1) for name, on in legs.items() if len(on) < len(moves)
        ),
    )


def _known(ride: PlannedRide) -> bool:
    return ride.vehicle is not None or ride.hired is not None


def _car(paper: Paper, ride: PlannedRide, number: int, etiquette: Etiquette, counted: bool) -> Car:
    """Return a vehicle; ``counted``: with as many people of each side as the plan puts there."""
    words, week = paper.words, paper.week
    guests, own = (ride.guests, ride.staff) if counted else (None, None)
    if ride.vehicle is not None:
        vehicle = week.vehicle(ride.vehicle)
        driver = week.driver(ride.driver).name if ride.driver else ""
        profile = profile_for(vehicle.kind, vehicle.seats, etiquette)
        return Car(
            id=vehicle.id, name=paper.names.vehicle(vehicle.id), profile=profile, driver=driver, guests=guests, own=own
        )
    assert ride.hired is not None
    hired = week.hired_car(ride.hired)
    name = words.note(words.hired_car(hired), str(number + 1))
    profile = profile_for(hired.kind, hired.seats, etiquette)
    return Car(id=f"{hired.id}-{number + 1}", name=name, profile=profile, guests=guests, own=own)


# ------------------------------------------------------------------------------------------------- staff


def _staff(moves: Sequence[Move], paper: Paper, people: PlanAttendees, guests: Sequence[Attendee]) -> list[Attendee]:
    """As many of the host's people as the plan counts: those on duty, the escort of the visit, the interpreter.

    The plan counts who rides, not always by name: the interpreter is the one of the item at either end of the way.
    """
    duties = [duty for move in moves for duty in move.duties]
    found = people.hosts(duties, guests)
    count = max(sum(ride.staff for ride in move.rides) for move in moves)
    if people.stay.language and count > 1 and not any(one.role == "interpreter" for one in found):
        found.append(_interpreter(moves, paper, people, guests))
    escort = people.stay.visit.escort
    # whoever only goes along rides as an aide
    along = [people.own(paper.week.person(escort))] if escort and escort not in {one.id for one in found} else []
    along = [*along, *people.company(count - len(found) - len(along))][: max(0, count - len(found))]
    first = min((g for g in guests if not g.helper), key=lambda g: (g.rank or 99, g.level or 999), default=None)
    serves = first.id if first else None
    return [*found, *(one.replace(role="aide", serves=serves) for one in along)]


def _interpreter(moves: Sequence[Move], paper: Paper, people: PlanAttendees, guests: Sequence[Attendee]) -> Attendee:
    language = people.stay.language
    duty = _near_duty(moves, paper.plan_of(moves[0].visit).items)
    if duty is not None and duty.person is not None:
        known = people.own(paper.week.person(duty.person))
        return known.replace(role="interpreter", serves=served(language, guests, people.ours))
    name, english = "翻译（待落实）", "Interpreter (to be found)"
    return Attendee(
        id="interpreter",
        name=name,
        name_en=english,
        side="host",
        role="interpreter",
        serves=served(language, guests, people.ours),
        languages=(*people.ours, language) if language else people.ours,
    )


def _near_duty(moves: Sequence[Move], items: Sequence[Item]) -> Duty | None:
    """The interpreter's duty at the item to which, else from which, the guests ride."""
    after = [item for item in items if item.start >= moves[-1].arrive]
    before = [item for item in items if item.end <= moves[0].depart]
    near = [min(after, key=lambda i: i.start)] if after else []
    near += [max(before, key=lambda i: i.end)] if before else []
    duties = (duty for item in near for duty in item.duties if duty.role == "interpreter")
    return next(duties, None)
