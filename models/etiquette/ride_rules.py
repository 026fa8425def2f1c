"""What the RIDE rules say of a party in cars and of the seats of one car over its legs; with scores."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from models.etiquette.cars import RideFacts, seat_order

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from models.domain.etiquette_edition import SeatingLevel
    from models.domain.ride_party import Car

LegSeats = tuple[dict[str, str], ...]
"""Seat by person, leg by leg."""


class RideBreak(NamedTuple):
    """One break: rule, people, amount, leg (None: the whole way)."""

    rule: str
    people: tuple[str, ...]
    amount: int = 1
    leg: int | None = None


# --------------------------------------------------------------------------------------------- in cars


def groups(setting: RideFacts) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield (rule, people) of those who shall share a car."""
    ride, people = setting.ride, setting.people
    for group in ride.together:
        if not _parted(setting, group):
            yield "RIDE-10", group
    for couple in setting.couples:
        if not _parted(setting, couple):
            yield "RIDE-08", couple
    first, host = setting.guest_of_honour, setting.first_host
    if first:
        voices = [p.id for p in people.values() if p.role == "interpreter" and p.serves in (first, None)]
        # where a plan says how many of ours ride in a vehicle, the interpreter is needed more than the host
        most = max((car.own for car in ride.cars if car.own is not None), default=2)
        own = [*voices[:1], *([host] if host else [])][:most]
        core = [first, *own]
        if len(core) > 1 and any(_seats_for(setting, core, number) for number in range(len(ride.cars))):
            yield "RIDE-07", tuple(core)
    for person in people.values():
        if person.helper and person.serves and not _parted(setting, (person.serves, person.id)):
            yield "RIDE-13", (person.serves, person.id)


def _parted(setting: RideFacts, names: Sequence[str]) -> bool:
    """Whether locks put some of these people into different cars: a lock beats every custom."""
    return len({setting.locked_cars[name] for name in names if name in setting.locked_cars}) > 1


def car_counts(setting: RideFacts) -> Iterator[tuple[int, frozenset[str], int]]:
    """Yield (car, people of one side who ride, how many of them a plan puts there) (RIDE-16)."""
    for number, car in enumerate(setting.ride.cars):
        for side, count in (("guest", car.guests), ("host", car.own)):
            if count is not None:
                names = (name for name in setting.passengers if setting.people[name].side == side)
                yield number, frozenset(names), count


def _seats_for(setting: RideFacts, names: Sequence[str], car: int) -> bool:
    """Whether a car seats these people, its driver on the driver's seat."""
    if any(setting.drivers.get(name, car) != car for name in names):
        return False
    return sum(name not in setting.drivers for name in names) <= len(setting.ride.cars[car].profile.seats)


def car_breaks(setting: RideFacts, car_of: Mapping[str, int]) -> Iterator[RideBreak]:
    """Yield what a distribution over cars breaks (RIDE-07, 08, 10, 11, 13, 16)."""
    for rule, names in groups(setting):
        cars = [car_of[name] for name in names]
        if away := len(cars) - max(cars.count(car) for car in cars):
            yield RideBreak(rule, names, away)
    for group in setting.ride.apart:
        if double := len(group) - len({car_of[name] for name in group}):
            yield RideBreak("RIDE-10", group, double)
    numbers = {car.id: number for number, car in enumerate(setting.ride.cars)}
    for lock in setting.ride.locks:
        if car_of[lock.person] != numbers[lock.car]:
            yield RideBreak("RIDE-11", (lock.person,))
    for car, people, count in car_counts(setting):
        if away := abs(sum(car_of[name] == car for name in people) - count):
            yield RideBreak("RIDE-16", (), away)


def convoy(setting: RideFacts, car_of: Mapping[str, int]) -> tuple[int, ...]:
    """Return the cars in convoy order: a host's car leads, the guest of honour's follows, a host's closes."""
    used = sorted(set(car_of.values()))
    honour = car_of.get(setting.guest_of_honour or "", None)
    best = {car: min(setting.precedence.ranks[n].merged for n, c in car_of.items() if c == car) for car in used}
    rest = sorted((car for car in used if car != honour), key=lambda car: (best[car], car))
    if honour is None:
        return tuple(rest)
    hosted = [car for car in rest if _hosted(setting, car_of, car)]
    # the cars with most hosts and fewest guests lead and close, so that guests stay between
    hosted.sort(key=lambda car: (_guests(setting, car_of, car), best[car]))
    lead, close = hosted[:1], hosted[1:2]
    between = [car for car in rest if car not in (*lead, *close)]
    return (*lead, honour, *between, *close)


def convoy_missed(setting: RideFacts, car_of: Mapping[str, int]) -> int:
    """Count the host cars that are missing before and behind the guests (RIDE-09)."""
    cars = set(car_of.values())
    honour = car_of.get(setting.guest_of_honour or "", None)
    if honour is None:
        return 0
    hosted = sum(_hosted(setting, car_of, car) for car in cars if car != honour)
    return max(0, min(2, len(cars) - 1) - hosted)


def _hosted(setting: RideFacts, car_of: Mapping[str, int], car: int) -> bool:
    return any(c == car and setting.people[name].side == "host" for name, c in car_of.items())


def _guests(setting: RideFacts, car_of: Mapping[str, int], car: int) -> int:
    return sum(c == car and setting.people[name].side == "guest" for name, c in car_of.items())


# -------------------------------------------------------------------------------------------- on seats


class RideScore(NamedTuple):
    """What is missed in one car, smaller is better, compared from the left.

    Attributes
    ----------
    must, should, prefer : int
        Breaks of rules of these levels.
    honour : int
        Places of those to whom the first seat is due, over the legs.
    moves : int
        Changes of seat on the way (RIDE-12).
    places : tuple of int
        Places of everybody's seats over the legs, by rank (RIDE-02).
    """

    must: int
    should: int
    honour: int
    moves: int
    prefer: int
    places: tuple[int, ...]


@dataclass(frozen=True)
class CarJudge:
    """Judges the seats of one car; ``names`` are its passengers by rank, helpers last."""

    setting: RideFacts
    car: Car
    names: tuple[str, ...]

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Seats from the first place to the last."""
        return seat_order(self.car, self.setting.etiquette)

    @cached_property
    def worth(self) -> dict[str, int]:
        """Place of every seat."""
        return {seat: place for place, seat in enumerate(self.order)}

    @cached_property
    def aboard(self) -> tuple[tuple[str, ...], ...]:
        """Passengers by leg."""
        legs = range(self.setting.legs)
        return tuple(tuple(name for name in self.names if leg in self.setting.aboard(name)) for leg in legs)

    @cached_property
    def locked(self) -> dict[tuple[str, int], str]:
        """Locked seats by person and leg."""
        found = {}
        for lock in self.setting.ride.locks:
            if lock.car == self.car.id and lock.person in self.names and lock.seat:
                legs = self.setting.aboard(lock.person)
                found.update({(lock.person, leg): lock.seat for leg in legs if lock.leg in (None, leg)})
        return found

    @cached_property
    def worth_to_hosts(self) -> dict[str, int]:
        """The same for the host's people who ride with guests: in front rather than between two others."""
        own = [seat for seat in self.order if seat != self.aide]
        if self.aide and self.setting.etiquette.front_seat == "helper":
            middle = next((k for k, seat in enumerate(own) if seat in self.car.profile.between), len(own))
            own.insert(middle, self.aide)
        else:
            own = list(self.order)
        return {seat: place for place, seat in enumerate(own)}

    def worth_to(self, name: str) -> dict[str, int]:
        """Place of every seat for somebody."""
        people = self.setting.people
        led = people[name].helper or people[name].side == "guest" or name == self.setting.beside_guest
        guests = any(people[other].side == "guest" for other in self.names)
        return self.worth if led or not guests else self.worth_to_hosts

    @property
    def aide(self) -> str | None:
        """The seat beside a chauffeur that is not for guests."""
        by_rank = self.car.drives == "host" or self.setting.etiquette.front_seat == "rank"
        return None if by_rank else self.car.profile.aide

    def front_for(self, leg: int) -> frozenset[str]:
        """Who shall sit beside a host who drives: a guest, if one is aboard, else anybody (RIDE-03).

        With a couple of guests and the host's spouse aboard that spouse, if the edition has it so. Nobody whose
        seat is locked, as a lock beats every custom.
        """
        front = self._custom_front(leg)
        return frozenset(name for name in front if (name, leg) not in self.locked)

    def _custom_front(self, leg: int) -> frozenset[str]:
        people = self.setting.people
        if self.setting.etiquette.host_couple == "front":
            couples = [pair for pair in self.setting.couples if set(pair) <= {self.car.driver, *self.aboard[leg]}]
            own = [name for pair in couples if self.car.driver in pair for name in pair if name != self.car.driver]
            if own and any(people[pair[0]].side == "guest" for pair in couples):
                return frozenset(own)
        aboard = [name for name in self.aboard[leg] if not people[name].helper]
        guests = [name for name in aboard if people[name].side == "guest"]
        return frozenset(guests or aboard or self.aboard[leg])

    def helpers(self, leg: int) -> frozenset[str]:
        """Who belongs beside a chauffeur: security before all others, else aides and interpreters (RIDE-05).

        Not an interpreter who would sit more than a row from the first place, as in an old limousine.
        """
        if self.setting.etiquette.front_seat != "helper" or self.aide is None:
            return frozenset()
        people, rows = self.setting.people, self.rows
        far = abs(rows[self.order[0]] - rows[self.aide]) > 1
        found = [name for name in self.aboard[leg] if people[name].helper]
        if far:
            found = [name for name in found if people[name].role != "interpreter"]
        security = [name for name in found if people[name].role == "security"]
        return frozenset(name for name in security or found if (name, leg) not in self.locked)

    @cached_property
    def rows(self) -> dict[str, int]:
        """Row of every seat, 0 beside the driver."""
        return {seat.id: seat.row for seat in self.car.profile.seats}

    def near(self, leg: int) -> Iterator[tuple[str, str, str, int]]:
        """Yield (rule, person, other, most rows apart) of those who sit near each other (RIDE-14, RIDE-15).

        Whoever has a locked seat stays there.
        """
        people, aboard = self.setting.people, set(self.aboard[leg])
        for name in self.aboard[leg]:
            person = people[name]
            if person.role in ("interpreter", "security") and person.serves in aboard:
                yield "RIDE-14", name, str(person.serves), 1
        if self.car.drives == "chauffeur":
            yield from (("RIDE-15", *pair, 0) for pair in self.setting.couples if set(pair) <= aboard)

    def _held(self, leg: int, *names: str) -> bool:
        return any((name, leg) in self.locked for name in names)

    def front_is_locked(self, leg: int) -> bool:
        """Whether the planner says who sits beside the driver."""
        front = self.car.profile.front
        return any(seat in front for (_, on), seat in self.locked.items() if on == leg)

    def near_constraints(self, leg: int) -> Iterator[tuple[str, str, str, int]]:
        """Yield those of ``near`` which no lock overrules."""
        yield from (row for row in self.near(leg) if not self._held(leg, row[1], row[2]))

    @cached_property
    def honoured(self) -> tuple[tuple[int, str], ...]:
        """To whom the first seat is due, by leg.

        Beside a host who drives always the first guest aboard, and when they leave the next (RIDE-04); under
        a chauffeur the first of the whole car, for whom the others need not move.
        """
        people = self.setting.people
        found = []
        for leg, names in enumerate(self.aboard):
            members = [name for name in names if not people[name].helper]
            guests = [name for name in members if people[name].side == "guest"]
            if self.car.drives == "host":
                found += [(leg, name) for name in (guests or members or list(names))[:1]]
            elif self.names[0] in names:
                found.append((leg, self.names[0]))
        return tuple(found)

    def guests_in_rear(self, leg: int) -> frozenset[str]:
        """Who can be spared the seat beside a chauffeur: guests where there is another seat; of hosts only the lone."""
        if len(self.aboard[leg]) >= len(self.car.profile.seats):
            return frozenset()
        people = self.setting.people
        own = self.setting.etiquette.front_seat == "helper" and any(
            people[name].side == "guest" for name in self.aboard[leg]
        )
        return frozenset(
            name
            for name in self.aboard[leg]
            if name not in self.helpers(leg) and not (own and people[name].side == "host")
        )

    def breaks(self, legs: LegSeats) -> Iterator[RideBreak]:
        """Yield what the seats break (RIDE-03 to RIDE-06, RIDE-11, RIDE-14, RIDE-15); a lock beats every custom."""
        for (name, leg), seat in self.locked.items():
            if legs[leg][name] != seat:
                yield RideBreak("RIDE-11", (name,), 1, leg)
        for leg, seat_of in enumerate(legs):
            if not self.front_is_locked(leg):
                if self.car.drives == "host":
                    yield from self._beside_host(leg, seat_of)
                elif self.aide:
                    yield from self._beside_chauffeur(leg, seat_of)
            for rule, one, other, most in self.near_constraints(leg):
                if (apart := abs(self.rows[seat_of[one]] - self.rows[seat_of[other]])) > most:
                    yield RideBreak(rule, (one, other), apart - most, leg)

    def _beside_host(self, leg: int, seat_of: Mapping[str, str]) -> Iterator[RideBreak]:
        front = self.car.profile.front
        wanted = self.front_for(leg)
        if front and wanted and not any(seat_of[name] in front for name in wanted):
            yield RideBreak("RIDE-04" if leg and self._was_left(leg) else "RIDE-03", tuple(sorted(wanted)), 1, leg)

    def _was_left(self, leg: int) -> bool:
        """Whether somebody got out before this leg."""
        return bool(set(self.aboard[leg - 1]) - set(self.aboard[leg]))

    def _beside_chauffeur(self, leg: int, seat_of: Mapping[str, str]) -> Iterator[RideBreak]:
        there = next((name for name, seat in seat_of.items() if seat == self.aide), None)
        helpers = self.helpers(leg)
        if (helpers and there not in helpers) or (there in self.guests_in_rear(leg)):
            yield RideBreak("RIDE-05", (there,) if there else tuple(sorted(helpers)), 1, leg)
        if there and self.setting.delicate(there):
            yield RideBreak("RIDE-06", (there,), 1, leg)

    def moved(self, legs: LegSeats, leg: int) -> tuple[str, ...]:
        """Who changes seats at the start of a leg."""
        if not leg:
            return ()
        before, now = legs[leg - 1], legs[leg]
        return tuple(name for name in self.names if name in before and name in now and before[name] != now[name])

    def score(self, legs: LegSeats) -> RideScore:
        """Return the score of the seats."""
        total: dict[SeatingLevel, int] = {"must": 0, "should": 0, "prefer": 0, "off": 0}
        for broken in self.breaks(legs):
            total[self.setting.level(broken.rule)] += broken.amount
        return RideScore(
            must=total["must"],
            should=total["should"],
            honour=sum(self.worth[legs[leg][name]] for leg, name in self.honoured),
            moves=sum(len(self.moved(legs, leg)) for leg in range(len(legs))),
            prefer=total["prefer"],
            places=tuple(self.place(name, legs) for name in self.names),
        )

    def place(self, name: str, legs: LegSeats) -> int:
        """Return the places of somebody's seats, summed over their legs."""
        worth = self.worth_to(name)
        return sum(worth[seat_of[name]] for seat_of in legs if name in seat_of)
