"""The policy edition: levels, weights and numbers of the rules, prices of requests, packages per level."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from models.domain.base import Count, Fact, Id, Minutes, Name, Text, Yuan
from models.domain.clock import Clock, Weekday
from models.domain.follow_up import FollowUp
from models.domain.office import OfficeSettings
from models.domain.people import ANY_RANK, FOREIGN_KINDS, GOVERNMENT_KINDS, ClientKind, RankNumber
from models.domain.resources import VehicleClass
from models.domain.risks import Risks
from models.domain.rounds_policy import RoundsNumbers
from models.domain.visits import VisitLevel

RuleLevel = Literal["must", "should", "prefer", "note", "off"]
WEIGHTS = {"strong": 10, "normal": 3, "weak": 1}
Number = int | str | bool | tuple[int | str, ...]


class RuleSetting(Fact):
    """What an edition says of one rule; ``numbers`` are checked by the rule that reads them."""

    level: RuleLevel | None = None
    weight: Literal["strong", "normal", "weak"] | Annotated[int, Field(ge=1, le=1000)] = "normal"
    source: Text = ""
    """The clause that this office cites instead of the rule's own."""
    numbers: dict[str, Number] = Field(default_factory=dict)

    @property
    def factor(self) -> int:
        """The weight as a number."""
        return WEIGHTS[self.weight] if isinstance(self.weight, str) else self.weight


class RushHour(Fact):
    """The part of a way within the band takes ``percent`` of its usual time; days by the official calendar."""

    start: Clock
    end: Clock
    percent: Annotated[int, Field(ge=100, le=300)]
    weekdays: tuple[Weekday, ...] = (0, 1, 2, 3, 4)


class Roads(Fact):
    """How travel is estimated where no minutes are given: straight line times detour, at a speed by distance."""

    detour_percent: Annotated[int, Field(ge=100, le=300)]
    town_kmh: Annotated[int, Field(ge=5, le=120)]
    road_kmh: Annotated[int, Field(ge=5, le=160)]
    town_km: Annotated[int, Field(ge=0, le=200)]
    """The first so many kilometres go at town speed, the rest at road speed."""
    start_minutes: Minutes
    walk_metres: Annotated[int, Field(ge=20, le=150)] = 70
    """On foot in a minute, a party of guests: the straight line times ``detour_percent``."""
    rush_hours: tuple[RushHour, ...] = ()


class Shape(Fact):
    """Numbers that shape the variables of the models, read by models and rules alike; times of day and minutes."""

    day_start: Clock
    day_end: Clock
    show_end: Clock
    morning_end: Clock
    afternoon_start: Clock
    evening_start: Clock
    afternoon_end: Clock = 19 * 60 + 30
    """When the last item of an afternoon ends (PACE-03)."""
    lunch_from: Clock
    lunch_to: Clock
    lunch_minutes: Minutes
    hosted_lunch_minutes: Minutes
    dinner_from: Clock
    dinner_to: Clock
    dinner_minutes: Minutes
    banquet_minutes: Minutes
    noon: Clock = 12 * 60
    """When the lunch begins that interrupts an item (MEAL-01)."""
    official_morning_end: Clock = 14 * 60
    """When a ceremony, talks, a call or a signing of other organisations that is held before lunch ends (PACE-03)."""
    official_lunch_to: Clock = 14 * 60 + 15
    """When the latest lunch begins of guests who have such items (MEAL-01)."""
    working_breakfast_from: Clock = 7 * 60 + 30
    """An item that is a breakfast too begins between this and ``day_start`` (PACE-03)."""
    reception_noon: tuple[Clock, Clock] = (12 * 60, 14 * 60)
    """From when and until when a buffet or cocktail reception is held at noon."""
    reception_evening: tuple[Clock, Clock] = (17 * 60, 19 * 60)
    tea_morning: tuple[Clock, Clock] = (9 * 60 + 30, 11 * 60 + 30)
    tea_afternoon: tuple[Clock, Clock] = (14 * 60 + 30, 17 * 60)
    tea_minutes: Minutes = 60
    lunch_present_from: Clock
    """Present at noon: met by this time and not gone before ``lunch_present_to``."""
    lunch_present_to: Clock
    dinner_present_from: Clock
    """Out by this time: an hour later they are in town, and a dinner is owed (MEAL-01)."""
    dinner_present_to: Clock
    """Due at the station no earlier: a dinner is owed before it."""
    dinner_arrival_latest: Clock
    """Arriving later (at the exit) means a light supper instead of dinner (SENSE-16)."""
    exit_domestic: Minutes
    """From landing, on a domestic flight, until the guests are out, unless the airport names its own (ARR-03)."""
    exit_international: Minutes
    """From landing, on an international flight, until the guests are out."""
    exit_rail: Minutes
    """From a train's arrival until the guests are out of the station."""
    meet_before: Minutes
    """Greeter and vehicle stand at the arrival point so long before the announced arrival (ARR-03)."""
    airport_before: Minutes
    airport_before_international: Minutes
    airport_large_party: Count
    airport_large_extra: Minutes
    rail_before: Minutes
    open_departure: Clock
    """When guests whose ticket is still to be booked should be at the departure point."""
    wait_at_door: Minutes
    """The car waits at the door so long before the guests leave (ARR-04, CAR-02)."""
    unload: Minutes
    """From the arrival of a vehicle until it is free to go on: the guests get out and take their luggage."""
    settle: Minutes
    """From the guests' arrival at a new place until the item there begins, at least."""
    changeover: Minutes
    """Between two items at the same place, at least."""
    set_up: Minutes
    clearing: Minutes
    check_in_minutes: Minutes
    breakfast_minutes: Minutes
    """From the start of breakfast to the first pick-up (SENSE-03)."""
    host_early: Minutes
    """The banquet's host is free so long before (HOST-10)."""
    half_day_items: Annotated[int, Field(ge=1, le=6)]
    """Items of a morning or an afternoon, at most (STR-04)."""
    full_half_day_items: Annotated[int, Field(ge=1, le=6)] = 5
    """The same for a visit of many short items (``half_day_items``)."""
    short_item: Minutes = 60
    """An item that lasts no longer is short."""
    rest_minutes: Minutes
    rest_longest: Minutes
    packed_meal_minutes: Minutes
    packed_meal_price: Yuan
    """A packed or hotel meal, the way out of MEAL-01; yuan a head."""
    office: tuple[Clock, Clock]
    """Working hours, from and to, of host people whose own are not given."""
    driver_hours: tuple[Clock, Clock]
    night_flight_from: Clock
    night_flight_to: Clock
    high_rank: RankNumber
    """Guests of honour of this rank or higher are due a leader as level A is (HOST-02)."""
    greeter_rank: dict[ClientKind, RankNumber]
    """Who meets and sees off, at least, by client kind (ARR-06)."""
    long_trip: Minutes
    reception_line_minutes: Minutes = 10
    """A reception line stands at the door so long before the item (HOST-01)."""
    lounge_before: Minutes = 30
    """A lounge that is asked for is kept so long before the item (ROOM-01a)."""
    guests_to_each_of_ours: Annotated[int, Field(ge=1, le=20)] = 3
    """Above 10 guests, one of ours may be at table for so many; 1: alternately (MEAL-09)."""
    most_at_table: Annotated[int, Field(ge=1, le=20)] | None = None
    """So many of ours, the host among them, may be at table for up to 10 guests; None: as S2 第八条 says (MEAL-09)."""
    walk_minutes: Minutes
    """Walks of at most so many minutes on foot need no car, but with luggage."""

    def greeter_rank_for(self, kind: ClientKind) -> RankNumber:
        """Return who meets and sees off, at least; an edition that says nothing of a kind leaves it to anybody.

        A foreign government without a rank of its own has the higher of a government's and of foreign business'.
        """
        alike = (*GOVERNMENT_KINDS, *FOREIGN_KINDS) if kind == "foreign_government" else (kind,)
        return self.greeter_rank.get(kind, min(self.greeter_rank.get(other, ANY_RANK) for other in alike))


class Prices(Fact):
    """Tier 0: what leaving a request out costs, before the level's factor."""

    exchange: Count
    tour: Count
    call: Count
    project: Count
    training: Count
    signing: Count
    ceremony: Count
    performance: Count
    photo: Count
    gift: Count
    banquet: Count
    sight: Count
    shopping: Count
    entertainment: Count
    night_away: Count
    level_factor: dict[VisitLevel, Annotated[int, Field(ge=1, le=100)]]


class Package(Fact):
    """What a level gets (S2 第六条, 附录二; 示例值 where the documents are empty); prices in yuan a head."""

    hotel_grade: Annotated[int, Field(ge=1, le=5)]
    hotel_price: Yuan
    principal_room: Literal["suite", "single", "twin"]
    member_room: Literal["single", "twin"]
    meal_price: Yuan
    banquet_price: Yuan
    gift_price: Yuan
    ticket_price: Yuan
    vehicles: tuple[VehicleClass, ...]
    """Classes that fit the level (CAR-05), for parties that they can hold; a larger class for more people is fine."""
    host_rank: RankNumber
    """The hosting leader's rank, at least (HOST-02, MEAL-07)."""
    entertainment: bool
    approvals: tuple[Text, ...] = ()


class Hire(Fact):
    """What the company expects to pay where it lists nobody from whom to hire (示例值).

    Yuan a move or an item, for interpreters a visit's day.
    """

    sedan: Yuan = 300
    suv: Yuan = 350
    mpv: Yuan = 450
    van: Yuan = 500
    minibus: Yuan = 800
    coach: Yuan = 1300
    interpreter: Yuan = 1200
    docent: Yuan = 500
    guide: Yuan = 500
    photographer: Yuan = 700
    crew: Yuan = 150
    tea: Yuan = 150
    escort: Yuan = 400

    def price(self, kind: str) -> int | None:
        """Return the price of a vehicle class or helper's role; None for roles that are never hired."""
        found: int | None = getattr(self, kind, None) if kind in Hire.model_fields else None
        return found


class Edition(Fact):
    """One edition of the policy."""

    id: Id
    name: Name
    note: Text = ""
    shape: Shape
    roads: Roads
    worth: dict[str, Annotated[int, Field(ge=1, le=1000)]]
    """How much one unit of a rule's amount weighs, by unit; so that minutes and counts can stand in one sum."""
    prices: Prices
    packages: dict[VisitLevel, Package]
    level_bounds: tuple[Count, Count, Count]
    """Contract amounts in 万元: A above the first, B above the second, C from the third on (COST-01)."""
    level_ranks: tuple[RankNumber, RankNumber, RankNumber] | None = None
    """Of public bodies, where a visit has neither level nor contract: A to this rank of the guest of honour, B, C."""
    rules: dict[str, RuleSetting]
    hire: Hire = Hire()
    office: OfficeSettings = OfficeSettings()
    """Who does and approves what for a visit, and how long before."""
    risks: Risks = Risks()
    """What is uncertain (示例值); an edition that says nothing of it takes everything for certain."""
    follow_up: FollowUp = FollowUp()
    """Until when what follows a visit is done (APPR-04)."""
    rounds: RoundsNumbers = RoundsNumbers()
    """How our own people call on customers (OUT)."""
