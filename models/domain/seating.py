"""Who sits where: people and wishes in, the edition's switches, seats and their reasons out.

In: ``Dinner`` (people, hall, wishes) and ``Ride`` (people, vehicles, stops). The rules and switches come
from an ``Etiquette`` edition. Out: ``Seating`` and ``CarPlan``, with proofs, breaches and deviations.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from models.domain.base import Fact
from models.domain.errors import JiedaiError
from models.domain.halls import Driver, Hall, Laid, Layout, VehicleProfile

Side = Literal["host", "guest"]
Sex = Literal["m", "f"]
Role = Literal["member", "interpreter", "notetaker", "aide", "security", "driver"]
"""Everyone but a member is a helper: he has a seat by his task, not by his rank."""

Level = Literal["must", "should", "prefer", "off"]
RankKey = Literal["title", "since", "age", "given"]
Tier = Literal["rank", "language", "diets", "categories", "affinity", "balance", "order"]
HALL = "hall"


class SeatingError(JiedaiError, ValueError):
    """Facts or wishes that contradict each other: what, where and perhaps how to mend it."""

    exit_code = 3

    def __init__(self, what: str, where: str = "", maybe: str = "") -> None:
        self.what, self.where, self.maybe = what, where, maybe
        text = f"{where}: {what}" if where else what
        super().__init__(f"{text} Maybe {maybe}." if maybe else text)


class CycleError(SeatingError):
    """Relations "A before B" that run in a circle; ``people`` are the ones on it, in order."""

    def __init__(self, people: tuple[str, ...], names: tuple[str, ...]) -> None:
        self.people = people
        circle = " > ".join((*names, names[0]))
        super().__init__(f"precedence runs in a circle: {circle}.", maybe="one of these relations is reversed")


class CrowdError(SeatingError):
    """No seating can exist: too few seats, too few tables for people to be kept apart, rules that contradict."""

    exit_code = 4


# ---------------------------------------------------------------------------------------------- people


class Attendee(Fact):
    """One person at a dinner, meeting, photo or ride."""

    id: str
    name: str
    name_en: str = ""
    side: Side
    title: str = ""
    title_en: str = ""
    organisation: str = ""
    sex: Sex | None = None
    age: int | None = None
    since: date | None = None
    """Seniority date: in the present rank since then, earlier is higher."""
    foreign: bool = False
    role: Role = "member"
    serves: str | None = None
    """The principal of an interpreter, note-taker or aide."""
    spouse_of: str | None = None
    """The invited person whose spouse this is: inherits that rank, right after him or her."""
    rank: int | None = None
    """The planner's override: this place on the own side, 1 = first."""
    languages: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    diet: str = ""
    tags: Mapping[str, str] = {}
    """Any other attribute that category wishes may name: profession, delegation, department …"""

    @property
    def helper(self) -> bool:
        """True for people who sit by their task (interpreter, note-taker, aide …)."""
        return self.role != "member"

    def attribute(self, name: str) -> str:
        """The value of a category: a field of that name, else a tag, '' when unknown."""
        value = getattr(self, name, None) if name in type(self).model_fields else self.tags.get(name)
        return "" if value is None else str(value)


class Affinity(Fact):
    """How much two people gain from sitting at the same table."""

    a: str
    b: str
    weight: int


class Lock(Fact):
    """The planner's or the guest's own choice: this person sits there, whatever the rules say."""

    person: str
    table: str
    seat: int | None = None


class CategoryWish(Fact):
    """Of every value of an attribute, so many at each table (two politicians at every table)."""

    attribute: str
    least: int = 0
    most: int | None = None
    value: str | None = None
    """Only this value; None: every value that occurs."""


class Wishes(Fact):
    """What the planner asks beyond the edition's rules."""

    before: tuple[tuple[str, str], ...] = ()
    """"A ranks before B"."""
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    """Groups of people no two of whom share a table."""
    side_by_side: tuple[tuple[str, str], ...] = ()
    not_side_by_side: tuple[tuple[str, str], ...] = ()
    locks: tuple[Lock, ...] = ()
    affinities: tuple[Affinity, ...] = ()
    acquaintances: int = 0
    """Everyone knows at least so many others at the table (a positive affinity is an acquaintance)."""
    categories: tuple[CategoryWish, ...] = ()
    spread: tuple[str, ...] = ()
    """Attributes whose values shall be spread evenly over the tables."""
    neighbours_share: str | None = None
    """Every two neighbours have a value of this attribute in common: interests or languages."""
    diets_together: bool = False

    def without(self, gone: Collection[str]) -> Wishes:
        """Return the wishes that are left when some people are not there."""

        def left(groups: tuple[tuple[str, ...], ...]) -> list[tuple[str, ...]]:
            kept = [tuple(name for name in group if name not in gone) for group in groups]
            return [group for group in kept if len(group) > 1]

        return self.replace(
            before=left(self.before),
            together=left(self.together),
            apart=left(self.apart),
            side_by_side=left(self.side_by_side),
            not_side_by_side=left(self.not_side_by_side),
            locks=[lock for lock in self.locks if lock.person not in gone],
            affinities=[affinity for affinity in self.affinities if not {affinity.a, affinity.b} & set(gone)],
        )


class Dinner(Fact):
    """People, a hall and wishes: everything a seating needs but the edition."""

    id: str
    name: str = ""
    name_en: str = ""
    people: tuple[Attendee, ...] = Field(min_length=1)
    hall: Hall
    wishes: Wishes = Wishes()

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        people = [person.id for person in self.people]
        known = set(people)
        if len(known) < len(people):
            twice = sorted({name for name in people if people.count(name) > 1})
            raise ValueError(f"people listed twice: {', '.join(twice)}")
        strangers = sorted(set(self._named()) - known)
        if strangers:
            raise ValueError(f"wishes or people name somebody who is not on the list: {', '.join(strangers)}")
        tables = {table.id: table.seats for table in self.hall.tables}
        for lock in self.wishes.locks:
            if lock.table not in tables:
                raise ValueError(f"{lock.person} is locked to table {lock.table}, which the hall does not have")
            if lock.seat is not None and not 0 <= lock.seat < tables[lock.table]:
                raise ValueError(f"{lock.person} is locked to seat {lock.seat} of table {lock.table}: no such seat")
        return self

    def _named(self) -> list[str]:
        wishes = self.wishes
        pairs = (*wishes.before, *wishes.side_by_side, *wishes.not_side_by_side)
        names = [name for group in (*pairs, *wishes.together, *wishes.apart) for name in group]
        names += [lock.person for lock in wishes.locks]
        names += [name for affinity in wishes.affinities for name in (affinity.a, affinity.b)]
        names += [name for person in self.people for name in (person.serves, person.spouse_of) if name]
        return names

    @property
    def by_id(self) -> dict[str, Attendee]:
        """People by id, in the given order."""
        return {person.id: person for person in self.people}

    def without(self, gone: Collection[str]) -> Dinner:
        """Return the dinner without some people and without the wishes that need them."""
        if not gone:
            return self
        left = [person for person in self.people if person.id not in gone]
        people = [
            person.replace(
                serves=None if person.serves in gone else person.serves,
                spouse_of=None if person.spouse_of in gone else person.spouse_of,
            )
            for person in left
        ]
        return self.replace(people=people, wishes=self.wishes.without(gone))


# --------------------------------------------------------------------------------------------- edition


class Rung(Fact):
    """One step of a title ladder; ``patterns`` are regular expressions, the longest match wins."""

    level: int
    """Comparable across ladders, smaller is higher."""
    name: str
    name_en: str = ""
    patterns: tuple[str, ...]


class Ladder(Fact):
    """Titles of one world: company, government, academic, diplomatic."""

    id: str
    name: str = ""
    organisations: tuple[str, ...] = ()
    """Regular expressions: people of such organisations are first looked up here."""
    rungs: tuple[Rung, ...]


class LayoutPolicy(Fact):
    """How one layout is seated; a custom with a name, printed on the chart."""

    custom: str = "以右为尊"
    custom_en: str = "right side high"
    high: Literal["right", "left"] = "right"
    """Which hand of the centre is the second place."""
    centre: Literal["host", "rank"] = "host"
    """host: host 1 in the middle, guest 1 beside him; rank: both sides merged, the highest in the middle."""
    mix: Literal["side", "none"] = "side"
    """side: own people not side by side; their number is minimised."""
    sexes: Level = "off"
    """Men and women alternate."""
    couples: Literal["side_by_side", "apart", "free"] = "free"
    interpreter: Literal["right", "left", "beside", "behind"] = "right"
    honours: Literal["rank", "crossed"] = "rank"
    """crossed: lady of honour at the host's right, man of honour at the hostess's right (Western)."""
    source: str = "practice"


class Etiquette(Fact):
    """An edition's etiquette: profiles of customs, rule levels, title ladders. Data, no code."""

    id: str
    name: str = ""
    name_en: str = ""
    keys: tuple[RankKey, ...] = ("title", "since", "age", "given")
    ladders: tuple[Ladder, ...] = ()
    ladder_offsets: Mapping[str, int] = {}
    """Added to all levels of a ladder: where officials are the measure, a chairman is no minister."""
    unknown_title_level: int | None = None
    """The level of titles that no pattern knows; None: below every rung."""
    foreign_first: bool = True
    spouse_inherits: bool = True
    merge_first: Side = "guest"
    """Who goes first when both sides are merged and equal in rank."""

    layouts: Mapping[Layout, LayoutPolicy] = {}
    round_layout: Literal["auto", "one_host", "two_hosts", "hostess"] = "auto"
    two_hosts_from: int = 8
    """auto: a round table of at least so many people, with two hosts, has a second host opposite."""
    long_layout: Layout = "french"

    main_table: Literal["centre", "door", "stage"] = "centre"
    """Main table: nearest the centre, facing the door (farthest from it), nearest the stage."""
    table_key: tuple[Literal["distance", "door", "right", "stage"], ...] = ("distance", "door", "right", "stage")
    distance_step: float = 0.5
    """Distances to the main table that differ by less than this, in metres, count as equal."""
    other_tables: Literal["same", "main"] = "same"
    """Seat 0 of other tables looks in the same direction as host 1, or towards the main table."""
    hosts_per_table: Literal["rounds", "fill"] = "rounds"
    """rounds: after the main table one host goes to every table in turn; fill: by rank, table by table."""
    host_quota: int = 1
    """At least so many hosts at every table, while there are enough of them."""

    spare_chairs: Literal["remove", "keep"] = "remove"

    levels: Mapping[str, Level] = {}
    """Rule id to level; a rule not named has its default."""
    sources: Mapping[str, str] = {}
    tiers: tuple[Tier, ...] = ("rank", "language", "diets", "categories", "affinity", "balance")
    """What the tables are optimised for, strictly in this order; a tier not named is not looked at."""

    front_seat: Literal["helper", "rank", "last"] = "helper"
    """Beside a chauffeur: the aide or interpreter; by rank; or only when all other seats are taken."""
    security: bool = False
    senior_age: int = 65
    child_age: int = 12
    vehicle_profiles: Mapping[str, str] = {}
    """Vehicle kind to the profile this edition follows, where sources differ."""
    viewpoint: Literal["door", "stage", "above"] = "door"
    """From where the printed chart is seen: its lower edge."""

    def layout(self, name: Layout) -> LayoutPolicy:
        """The policy of a layout, the defaults if the edition does not name it."""
        return self.layouts.get(name, LayoutPolicy())


# ---------------------------------------------------------------------------------------------- answer


class Rank(Fact):
    """A person's place in the order of precedence."""

    person: str
    side: Side
    place: int
    """1 = first of the own side."""
    merged: int
    """1 = first of both sides together."""
    level: int
    """People of one level are equal in title; smaller is higher."""
    because: str
    """What put the person here rather than one place higher."""


class Placement(Fact):
    """One person on one seat."""

    person: str
    table: str
    seat: int


class Proof(Fact):
    """How good one objective is and what is known about it."""

    name: str
    name_zh: str = ""
    value: int
    bound: int
    """No seating can have a smaller value, the earlier objectives kept."""
    status: Literal["proven", "window", "open"]
    """window: best among the tables near the ideal, the rest not excluded; open: only ``bound`` is known."""
    scope: str = HALL
    """'hall', or the id of the table or car."""


class Breach(Fact):
    """One break of one rule."""

    rule: str
    level: Level
    people: tuple[str, ...]
    where: str
    amount: int = 1
    text: str
    text_en: str


class Cause(Fact):
    """Why a lower rank sits higher: what would be worse if the two swapped, found by swapping them."""

    kind: Literal["rule", "tier", "none"]
    """none: nothing would be worse, so the deviation is a fault of the chart."""
    id: str = ""
    """Rule id or name of the tier."""
    people: tuple[str, ...] = ()
    before: int = 0
    after: int = 0
    text: str = ""
    text_en: str = ""


class Deviation(Fact):
    """``lower`` sits in a better place than ``higher`` of the same side."""

    scope: Literal["table", "seat", "car"]
    higher: str
    higher_at: str
    lower: str
    lower_at: str
    cause: Cause


class TablePlan(Fact):
    """How one table is seated."""

    table: str
    place: int
    """Precedence of the table, 1 = main."""
    layout: Layout
    custom: str
    custom_en: str
    laid: Laid
    """The chairs as they stand: as many as are needed, or all of them if the edition keeps spare chairs."""
    order: tuple[int, ...]
    """Seats from the first place to the last."""
    representative: str | None = None
    """The host who presides."""
    same_side: int = 0
    """Pairs of own people side by side."""


class Seating(Fact):
    """The answer to a dinner: who sits where, and everything known about it."""

    dinner: str
    etiquette: str
    ranking: tuple[Rank, ...]
    tables: tuple[TablePlan, ...]
    """In order of precedence."""
    placements: tuple[Placement, ...]
    proofs: tuple[Proof, ...] = ()
    breaches: tuple[Breach, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    notes: tuple[str, ...] = ()
    """Unknown titles with a suggestion, assumptions made."""
    moved: tuple[str, ...] = ()
    """After a change: whose cards are to be printed again."""

    @property
    def place_of(self) -> dict[str, tuple[str, int]]:
        """(table, seat) by person."""
        return {row.person: (row.table, row.seat) for row in self.placements}

    def at(self, table: str) -> dict[int, str]:
        """Person by seat of one table."""
        return {row.seat: row.person for row in self.placements if row.table == table}


# ---------------------------------------------------------------------------------------------- riding


class Car(Fact):
    """A vehicle of a ride and who drives it."""

    id: str
    name: str = ""
    profile: VehicleProfile
    drives: Driver = "chauffeur"
    driver: str = ""
    """The chauffeur's name, or the id of the host who drives (he then is no passenger)."""


class Trip(Fact):
    """Where somebody gets in and out, as indices of stops; by default the whole way."""

    person: str
    board: int = 0
    leave: int | None = None


class CarLock(Fact):
    """The planner wants a person in this car, perhaps on this seat."""

    person: str
    car: str
    seat: str | None = None


class Ride(Fact):
    """A party on its way: people, vehicles in convoy, stops."""

    id: str
    name: str = ""
    people: tuple[Attendee, ...] = Field(min_length=1)
    cars: tuple[Car, ...] = Field(min_length=1)
    stops: tuple[str, ...] = ("出发", "到达")
    trips: tuple[Trip, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[tuple[str, ...], ...] = ()
    locks: tuple[CarLock, ...] = ()

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        known = {person.id for person in self.people}
        cars = {car.id: car for car in self.cars}
        if len(known) < len(self.people) or len(cars) < len(self.cars):
            raise ValueError(f"ride {self.id}: a person or car is listed twice")
        groups = (*self.before, *self.together, *self.apart)
        named = [name for group in groups for name in group]
        named += [trip.person for trip in self.trips] + [lock.person for lock in self.locks]
        named += [name for person in self.people for name in (person.serves, person.spouse_of) if name]
        strangers = sorted(set(named) - known)
        if strangers:
            raise ValueError(f"ride {self.id} names somebody who is not on the list: {', '.join(strangers)}")
        last = len(self.stops) - 1
        for trip in self.trips:
            if not 0 <= trip.board < (last if trip.leave is None else trip.leave) <= last:
                raise ValueError(f"ride {self.id}: {trip.person} gets out before getting in, or at no stop")
        for lock in self.locks:
            if lock.car not in cars:
                raise ValueError(f"ride {self.id}: {lock.person} is locked to car {lock.car}, which is not there")
        return self

    @property
    def by_id(self) -> dict[str, Attendee]:
        """People by id, in the given order."""
        return {person.id: person for person in self.people}


class Leg(Fact):
    """One car between two stops: seat id to person."""

    start: str
    end: str
    seats: Mapping[str, str]
    moved: tuple[str, ...] = ()
    """Who changes seat at the start of this leg."""


class CarSeating(Fact):
    """One car over the whole way."""

    car: str
    convoy: int
    """1 = leads."""
    order: tuple[str, ...]
    """Seat ids from the first place to the last, as the edition has it for this driver."""
    custom: str
    legs: tuple[Leg, ...]
    boarding: tuple[str, ...] = ()
    """Who gets in first: low ranks from the back."""


class CarPlan(Fact):
    """The answer to a ride."""

    ride: str
    etiquette: str
    ranking: tuple[Rank, ...]
    cars: tuple[CarSeating, ...]
    """In convoy order."""
    proofs: tuple[Proof, ...] = ()
    breaches: tuple[Breach, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def car_of(self) -> dict[str, str]:
        """Car by person."""
        return {person: car.car for car in self.cars for leg in car.legs for person in leg.seats.values()}
