"""The checker of rides: any car plan against every RIDE rule, with causes. Needs no solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.ride_party import CarPlan, CarSeating, Leg
from models.domain.seating import Breach, Cause, Deviation
from models.etiquette.cars import RideFacts, driving_custom
from models.etiquette.deviations import kept_by_change
from models.etiquette.ride_rules import CarJudge, LegSeats, RideBreak, car_breaks, convoy, convoy_missed
from models.etiquette.rules import SEATING_RULES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from models.domain.etiquette_edition import Etiquette
    from models.domain.ride_party import RideParty
    from models.domain.seating import Proof

OBJECTIVE_STEPS = ("must", "should", "honour", "moves", "prefer")
RULE_OF_STEP = {"honour": "RIDE-02", "moves": "RIDE-12"}


def check_ride(ride: RideParty, etiquette: Etiquette, seats: Mapping[str, Sequence[Mapping[str, str]]]) -> CarPlan:
    """Judge a plan made by hand: ``seats`` is, by car and leg, person by seat."""
    setting = RideFacts(ride, etiquette)
    numbers = {car.id: number for number, car in enumerate(ride.cars)}
    car_of = dict(setting.drivers)
    plans: dict[str, LegSeats] = {}
    faults: list[Breach] = []
    for car_id, legs in seats.items():
        if car_id not in numbers or len(legs) != setting.legs:
            faults.append(_fault((), car_id, "没有这辆车,或路段数不符", "no such car, or the wrong number of legs"))
            continue
        known = {seat.id for seat in ride.cars[numbers[car_id]].profile.seats}
        plans[car_id] = tuple(
            {name: seat for seat, name in leg.items() if name in setting.people and seat in known} for leg in legs
        )
        car_of.update({name: numbers[car_id] for leg in plans[car_id] for name in leg})
    faults += _unseated(setting, plans)
    wrong = {name for fault in faults for name in fault.people}
    sound = {car: legs for car, legs in plans.items() if not any(name in wrong for leg in legs for name in leg)}
    if set(car_of) != set(setting.people):
        return CarPlan(
            ride=ride.id,
            etiquette=etiquette.id,
            ranking=tuple(setting.precedence.ranks.values()),
            cars=(),
            breaches=tuple(faults),
        )
    return report(setting, car_of, sound, faults=tuple(faults))


def report(
    setting: RideFacts,
    car_of: Mapping[str, int],
    seats: Mapping[str, LegSeats],
    proofs: tuple[Proof, ...] = (),
    faults: tuple[Breach, ...] = (),
    moved: Collection[str] | None = None,
) -> CarPlan:
    """Return a plan as the answer, judged.

    Parameters
    ----------
    moved : collection of str, optional
        After a change: whose cards are printed again; the others stay where they are for that reason alone.
    """
    kept = frozenset() if moved is None else frozenset(car_of) - frozenset(moved)
    cars, breaches, deviations = [], list(faults), list[Deviation]()
    breaches += [_breach(setting, broken, setting.ride.id) for broken in car_breaks(setting, car_of)]
    if missed := convoy_missed(setting, car_of):
        about = (setting.guest_of_honour,) if setting.guest_of_honour else ()
        breaches.append(_breach(setting, RideBreak("RIDE-09", about, missed), setting.ride.id))
    for number, index in enumerate(convoy(setting, car_of), 1):
        car = setting.ride.cars[index]
        legs = seats.get(car.id, ())
        names = tuple(name for name in setting.passengers if car_of[name] == index)
        judge = CarJudge(setting, car, names)
        cars.append(_car_seating(judge, legs, number))
        if legs:
            breaches += [_breach(setting, broken, car.id) for broken in judge.breaks(legs)]
            deviations += ride_deviations(judge, legs, kept)
    return CarPlan(
        ride=setting.ride.id,
        etiquette=setting.etiquette.id,
        ranking=tuple(setting.precedence.ranks.values()),
        cars=tuple(cars),
        proofs=proofs,
        breaches=tuple(row for row in breaches if row.level != "off"),
        deviations=tuple(deviations),
        notes=setting.precedence.notes,
        moved=tuple(sorted(moved or ())),
    )


def _car_seating(judge: CarJudge, legs: LegSeats, number: int) -> CarSeating:
    setting, stops = judge.setting, judge.setting.ride.stops
    rows = {seat.id: seat.row for seat in judge.car.profile.seats}
    first = legs[0] if legs else {}
    # low ranks first and from the back, the guest of honour last
    boarding = sorted(first, key=lambda name: (-rows[first[name]], -judge.names.index(name)))
    return CarSeating(
        car=judge.car.id,
        convoy=number,
        order=judge.order,
        custom=driving_custom(judge.car, setting.etiquette),
        legs=tuple(
            Leg(
                start=stops[leg],
                end=stops[leg + 1],
                seats={seat: name for name, seat in seat_of.items()},
                moved=judge.moved(legs, leg),
            )
            for leg, seat_of in enumerate(legs)
        ),
        boarding=tuple(boarding),
    )


# ------------------------------------------------------------------------------------------- deviations


def ride_deviations(judge: CarJudge, legs: LegSeats, kept: Collection[str] = ()) -> Iterator[Deviation]:
    """Yield every lower rank on a better seat than a higher one aboard, with its cause."""
    members = [name for name in judge.names if not judge.setting.people[name].helper]
    for number, higher in enumerate(members):
        worth = judge.worth_to(higher)
        for lower in members[number + 1 :]:
            for leg, seat_of in enumerate(legs):
                if higher not in seat_of or lower not in seat_of:
                    continue
                if worth[seat_of[lower]] < worth[seat_of[higher]]:
                    yield Deviation(
                        scope="car",
                        higher=higher,
                        higher_at=f"{judge.car.id}:{seat_of[higher]}",
                        lower=lower,
                        lower_at=f"{judge.car.id}:{seat_of[lower]}",
                        cause=_cause(judge, legs, leg, (higher, lower), kept),
                    )
                    break


def _cause(judge: CarJudge, legs: LegSeats, leg: int, two: tuple[str, str], kept: Collection[str]) -> Cause:
    """Swap the two from this leg on as long as both are aboard, or on this leg alone: what gets worse."""
    by_change = kept_by_change(*two, kept)
    found = _worse(judge, legs, _swapped(legs, range(leg, len(legs)), *two), by_change)
    if found.kind == "none":
        return found
    alone = _worse(judge, legs, _swapped(legs, range(leg, leg + 1), *two), by_change)
    everywhere = _worse(judge, legs, _swapped(legs, range(len(legs)), *two), by_change)
    return next((cause for cause in (alone, everywhere) if cause.kind == "none"), found)


def _swapped(legs: LegSeats, where: range, one: str, other: str) -> LegSeats:
    swapped = []
    for leg, seat_of in enumerate(legs):
        if leg in where and one in seat_of and other in seat_of:
            seat_of = {**seat_of, one: seat_of[other], other: seat_of[one]}
        swapped.append(dict(seat_of))
    return tuple(swapped)


def _worse(judge: CarJudge, legs: LegSeats, swapped: LegSeats, by_change: Cause | None) -> Cause:
    """The first step of the score that a swap makes worse; none if it makes the score better."""
    before, after = judge.score(legs), judge.score(swapped)
    for step in OBJECTIVE_STEPS:
        old, new = getattr(before, step), getattr(after, step)
        if new > old:
            rule = RULE_OF_STEP.get(step) or _broken_by(judge, legs, swapped, step)
            known = SEATING_RULES[rule]
            return Cause(
                kind="rule",
                id=rule,
                before=old,
                after=new,
                text=f"互换则违反 {rule} {known.text}",
                text_en=f"swapped, {rule} breaks: {known.text_en}",
            )
        if new < old:
            return Cause(kind="none", id=step, text="互换更好", text_en=f"a swap would be better: {step}")
        if step == "must" and by_change:
            return by_change
    if after.places < before.places:
        return Cause(kind="none", id="places", text="互换更好:座次高低", text_en="a swap would be better: places")
    text, english = "互换则更高职务者座次降低", "swapped, a higher rank has a lower place"
    return Cause(kind="tier", id="places", before=0, after=1, text=text, text_en=english)


def _broken_by(judge: CarJudge, legs: LegSeats, swapped: LegSeats, level: str) -> str:
    known = [(broken.rule, broken.leg, broken.people) for broken in judge.breaks(legs)]
    fresh = [row for row in judge.breaks(swapped) if (row.rule, row.leg, row.people) not in known]
    return next(row.rule for row in fresh if judge.setting.level(row.rule) == level)


# --------------------------------------------------------------------------------------------- breaches


def _breach(setting: RideFacts, broken: RideBreak, where: str) -> Breach:
    known = SEATING_RULES[broken.rule]
    stops = setting.ride.stops
    leg = "" if broken.leg is None or setting.legs == 1 else f" {stops[broken.leg]}→{stops[broken.leg + 1]}"
    names = "、".join(setting.people[name].name for name in broken.people)
    english = ", ".join(setting.people[name].name_en or setting.people[name].name for name in broken.people)
    return Breach(
        rule=broken.rule,
        level=setting.level(broken.rule),
        people=broken.people,
        where=f"{where}{leg}",
        amount=broken.amount,
        text=f"未做到“{known.text}”" + (f":{names}" if names else ""),
        text_en=f"not kept: {known.text_en}" + (f" ({english})" if english else ""),
    )


def _fault(people: tuple[str, ...], where: str, text: str, english: str) -> Breach:
    return Breach(rule="RIDE-01", level="must", people=people, where=where, text=text, text_en=english)


def _unseated(setting: RideFacts, plans: Mapping[str, LegSeats]) -> Iterator[Breach]:
    """Everybody has one seat on each of their legs, in one car, and none on others."""
    for name in setting.passengers:
        person = setting.people[name]
        for leg in range(setting.legs):
            where = f"{setting.ride.stops[leg]}→{setting.ride.stops[leg + 1]}"
            seats = sum(name in legs[leg] for legs in plans.values())
            if leg in setting.aboard(name) and not seats:
                yield _fault((name,), where, f"{person.name} 没有座位", f"{person.name} has no seat")
            elif seats > (leg in setting.aboard(name)):
                yield _fault((name,), where, f"{person.name} 多占座位", f"{person.name} has a seat too many")
