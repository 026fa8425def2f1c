"""Made-up books of customers, the same for the same numbers and seed: for trials and measurements."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

from models.domain.base import Hours, Span
from models.domain.clock import at
from models.domain.outbound import Appointment, Customer, CustomerBook, Office, PausedCalls, Specialist
from planner.generation.names import NameSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.outbound import CustomerClass, Flexibility

FIRST_MONDAY = dt.date(2026, 9, 21)
CENTRE = (34.76, 113.65)
DISTRICT_NAMES = ("中原区", "二七区", "管城区", "金水区", "惠济区", "高新区", "经开区", "郑东新区")
DISTRICT_DEGREES = 0.05
"""How far the middles of neighbouring districts are apart; about five kilometres."""
MAX_CUSTOMERS = 20_000
_FLEXIBLE: tuple[Flexibility, ...] = ("fixed", "day", "week")
_SHARE_OF_CLASS: tuple[tuple[CustomerClass, int], ...] = (("A", 20), ("B", 30), ("C", 50))


def generate_book(customers: int, specialists: int, weeks: int = 1, seed: int = 1) -> CustomerBook:
    """Return a made-up book.

    Parameters
    ----------
    customers, specialists : int
        How many; two specialists share a district, which has customers for both.
    weeks : int
        1 to 13.
    seed : int
        The same numbers and seed give the same book, on every machine.

    Raises
    ------
    ValueError
        When there are too few or too many customers, or nobody to call on them.
    """
    if not 1 <= customers <= MAX_CUSTOMERS:
        raise ValueError(f"{customers} customers, maybe 1 to {MAX_CUSTOMERS}")
    if not 1 <= specialists <= customers:
        raise ValueError(f"{specialists} specialists, maybe 1 to {customers}")
    random = Random(f"jiedai/rounds/{customers}/{specialists}/{seed}")
    districts = _districts(max(1, (specialists + 1) // 2))
    middles = {name: _middle(k) for k, name in enumerate(districts)}
    people = tuple(_people(specialists, districts, middles, random))
    places = tuple(_customers(customers, specialists, districts, middles, random))
    return CustomerBook(
        id=f"book-{customers}-{specialists}-{seed}",
        name=f"客户 {customers} 家，业务员 {specialists} 人（种子 {seed}）",
        first_day=FIRST_MONDAY,
        weeks=weeks,
        office=Office(lat=CENTRE[0], lon=CENTRE[1]),
        customers=places,
        specialists=people,
        appointments=tuple(_appointments(places, weeks, random)),
        pauses=tuple(_pauses(places, random)),
    )


def _districts(count: int) -> list[str]:
    return [DISTRICT_NAMES[k] if k < len(DISTRICT_NAMES) else f"第{k + 1}片区" for k in range(count)]


def _middle(number: int) -> tuple[float, float]:
    """Return the middle of a district: they lie around the centre in a square spiral."""
    x = y = 0
    step, turn, left = 1, 0, 1
    for _ in range(number):
        x, y = x + (1, 0, -1, 0)[turn % 4], y + (0, 1, 0, -1)[turn % 4]
        left -= 1
        if not left:
            turn += 1
            step += turn % 2 == 0
            left = step
    return CENTRE[0] + y * DISTRICT_DEGREES, CENTRE[1] + x * DISTRICT_DEGREES


def _people(
    count: int, districts: list[str], middles: dict[str, tuple[float, float]], random: Random
) -> Iterator[Specialist]:
    names = NameSource(random)
    for number in range(count):
        district = districts[number % len(districts)]
        at_home = random.random() < 0.3
        lat, lon = _near(middles[district], random) if at_home else (None, None)
        leave: tuple[Span, ...] = ()
        if random.random() < 0.1:
            day = FIRST_MONDAY + dt.timedelta(days=random.randrange(5))
            leave = (Span(start=at(day), end=at(day, 1440), note="年假"),)
        yield Specialist(
            id=f"s{number + 1}",
            name=names.person(),
            districts=(district,),
            from_home=at_home,
            lat=lat,
            lon=lon,
            leave=leave,
            vehicle=random.choice(("car", "car", "scooter")),
        )


def _customers(
    count: int, people: int, districts: list[str], middles: dict[str, tuple[float, float]], random: Random
) -> Iterator[Customer]:
    names = NameSource(random)
    kinds: list[CustomerClass] = [kind for kind, share in _SHARE_OF_CLASS for _ in range(share)]
    for number in range(count):
        district = districts[number % people % len(districts)]
        lat, lon = _near(middles[district], random)
        grade = random.choice(kinds)
        last = FIRST_MONDAY - dt.timedelta(days=random.randrange(3, {"A": 34, "B": 98, "C": 190}[grade]))
        yield Customer(
            id=f"c{number + 1}",
            name=names.client("other"),
            grade=grade,
            district=district,
            lat=lat,
            lon=lon,
            hours=_hours(random),
            last_call=last,
            preferred_days=tuple(sorted(random.sample(range(5), 2))) if random.random() < 0.15 else (),
            keeps=random.choice(("lunch", "dinner")) if random.random() < 0.08 else None,
            goods="样品一盒" if random.random() < 0.1 else "",
        )


def _hours(random: Random) -> tuple[Hours, ...]:
    """Return opening hours: usual ones for most, a shop's, mornings only, or a day closed."""
    kind = random.random()
    if kind < 0.7:
        return ()
    if kind < 0.85:
        return (Hours(open=9 * 60, close=20 * 60),)
    if kind < 0.93:
        return (Hours(open=8 * 60, close=12 * 60, weekdays=(0, 1, 2, 3, 4)),)
    closed = random.randrange(5)
    return (Hours(open=8 * 60 + 30, close=17 * 60, weekdays=tuple(d for d in range(5) if d != closed)),)


def _near(middle: tuple[float, float], random: Random) -> tuple[float, float]:
    half = DISTRICT_DEGREES * 0.6
    lat, lon = middle
    return round(lat + random.uniform(-half, half), 5), round(lon + random.uniform(-half, half), 5)


def _appointments(customers: tuple[Customer, ...], weeks: int, random: Random) -> Iterator[Appointment]:
    """Yield appointments with one customer in twenty: at a time, on a day, or within a week."""
    for number, customer in enumerate(random.sample(customers, len(customers) // 20)):
        day = FIRST_MONDAY + dt.timedelta(days=7 * random.randrange(weeks) + random.randrange(4))
        flexible: Flexibility = _FLEXIBLE[number % len(_FLEXIBLE)]
        if any(day.weekday() not in h.weekdays for h in customer.hours):
            continue
        time = 9 * 60 + 30 * random.randrange(5) if flexible == "fixed" else None
        yield Appointment(id=f"a{number + 1}", customer=customer.id, day=day, flexible=flexible, time=time)


def _pauses(customers: tuple[Customer, ...], random: Random) -> Iterator[PausedCalls]:
    for customer in random.sample(customers, len(customers) // 50):
        first = FIRST_MONDAY + dt.timedelta(days=random.randrange(3))
        yield PausedCalls(customer=customer.id, first=first, last=first + dt.timedelta(days=13), reason="店面装修")
