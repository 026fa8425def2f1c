"""What a visit asks for: requests by kind; each kind has its labels, its part in the programme and its seat layout."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from models.domain.base import Count, Fact, Id, Name, Text, Yuan
from models.domain.clock import Clock, Moment, day_of
from models.domain.people import OutsideHost
from models.domain.resources import Equipment

LEAST_ITEM_MINUTES, MOST_ITEM_MINUTES = 10, 720
MOST_SESSIONS = 20
"""Sessions of a training series, at most."""
ItemMinutes = Annotated[int, Field(ge=LEAST_ITEM_MINUTES, le=MOST_ITEM_MINUTES, description="minutes")]
IncludedMeal = Literal["breakfast", "lunch", "dinner"]
BanquetForm = Literal["formal", "informal", "buffet", "cocktail", "tea"]
STANDING_FORMS = ("buffet", "cocktail", "tea")
"""Forms of hospitality at which guests have no seats, unless seats are asked for."""
PartWished = Literal["morning", "noon", "afternoon", "evening"]
"""Part of its day in which a request is wished (ORD-06)."""


class RequestLink(Fact):
    """Another request of the visit, and how close it is; where nothing is said of that, it is written as its id alone.

    Attributes
    ----------
    directly : bool
        Nothing but a move between the two, and no wait beyond what the move and the quarter-hour grid need.
    within : int or None
        Minutes from the end of the one to the start of the other, at most.
    """

    request: Id
    directly: bool = False
    within: Annotated[int, Field(ge=5, le=1440, description="minutes")] | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_id(cls, value: object) -> object:
        return {"request": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _one_way_of_closeness(self) -> Self:
        if self.directly and self.within is not None:
            raise ValueError("directly and within at once, maybe leave out within")
        return self

    @model_serializer(mode="wrap")
    def _id_alone(self, handler: SerializerFunctionWrapHandler) -> object:
        return handler(self) if self.directly or self.within is not None else self.request

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Return the schema of a table or of an id alone."""
        id = {"type": "string", "description": "the id of another request"}
        return {"anyOf": [id, handler(core)]}


def _listed(value: object) -> object:
    """Return one id or link as a list of one."""
    return [value] if isinstance(value, str | dict | RequestLink) else value


RequestLinks = Annotated[
    tuple[RequestLink, ...], BeforeValidator(_listed, json_schema_input_type=RequestLink | tuple[RequestLink, ...])
]
RequestIds = Annotated[tuple[Id, ...], BeforeValidator(_listed, json_schema_input_type=Id | tuple[Id, ...])]


class _Request(Fact):
    """What all requests have.

    Attributes
    ----------
    on : date or None
        The day, when it is fixed.
    at : moment or None
        The start, when it is fixed.
    members : tuple of str
        The members that take part; empty: everybody. A part of the delegation is a sub-group.
    price : int or None
        Overrides the edition's price of leaving it out (tier 0).
    photographer : bool
        A photographer is asked for (HOST-05).
    dress : str
        What is worn; empty: as the visit says.
    lounge : str or None
        Where the guests wait before it.
    after, before : tuple of RequestLink
        Requests of the visit that are over before it starts, or start when it is over (ORD-04).
    same_day, not_same_day : tuple of str
        Requests of the visit that are on its day, or on other days (ORD-05).
    part : str or None
        The part of its day in which it lies (ORD-06).
    """

    id: Id
    title: Text = ""
    on: dt.date | None = None
    at: Moment | None = None
    earliest: Clock | None = None
    latest: Clock | None = None
    after: RequestLinks = ()
    before: RequestLinks = ()
    same_day: RequestIds = ()
    not_same_day: RequestIds = ()
    part: PartWished | None = None
    members: tuple[Id, ...] = ()
    price: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    photographer: bool = False
    dress: Text = ""
    lounge: Id | None = None
    note: Text = ""


class _WithMeal(_Request):
    """A request during which the guests may eat.

    Attributes
    ----------
    meal : str or None
        The meal that the guests have there: a working breakfast, an exchange over lunch, a show with dinner. It is the
        meal of that day (MEAL-01), without a restaurant of ours.
    meal_price : int or None
        What that meal costs, yuan a head; None: nothing, of a banquet what the restaurant asks for one.
    """

    meal: IncludedMeal | None = None
    meal_price: Yuan | None = None


class _Breakable(_WithMeal):
    """A request that a lunch may interrupt.

    ``lunch_break``: it is interrupted by the lunch on the spot, which counts in its minutes; an item too long for half
    a day is so in any case (``included_meals.has_lunch_break``).
    """

    lunch_break: bool = False


class _Hosted(_Request):
    """A request that others may host.

    Attributes
    ----------
    venue : str
        Where there, in the hosts' words, e.g. 三楼会见厅; rooms of ours are the meeting's ``room``.
    hosts : tuple of OutsideHost
        People of other organisations who receive the guests, the first the highest; with them nobody of ours is needed
        who is not asked for.
    companions : tuple of str
        Our people who must be there besides leaders and experts (HOST-01).
    """

    venue: Text = ""
    hosts: tuple[OutsideHost, ...] = ()
    companions: tuple[Id, ...] = ()


class _Joinable(_Request):
    """A request that several visits may have together: ``joint`` names the item."""

    joint: Id | None = None


class _Meeting(_Hosted, _Breakable):
    """A request in a meeting room of ours, or at another ``place``; None: the company."""

    place: Id | None = None
    minutes: ItemMinutes
    room: Id | None = None
    equipment: tuple[Equipment, ...] = ()
    company: Count = 3
    """Company people at the table besides the named ones, for the room's size."""
    tea: bool = True
    reception_line: tuple[Id, ...] = ()
    """Our people who stand at the door to welcome the guests (列队欢迎)."""


class Exchange(_Joinable, _Meeting):
    """A technical exchange.

    ``experts`` are named; with none named, ``topic`` asks for any expert who knows it. ``leader`` is named, or
    ``any_leader`` asks for one. ``leader_part``: there for all of it, or for a call at its beginning.
    """

    kind: Literal["exchange"] = "exchange"
    minutes: ItemMinutes = 90
    topic: Name | None = None
    experts: tuple[Id, ...] = ()
    leader: Id | None = None
    any_leader: bool = False
    leader_part: Literal["all", "call"] = "call"
    call_minutes: Annotated[int, Field(ge=15, le=30)] = 20


class Tour(_Joinable, _WithMeal):
    """The company tour along its fixed route; empty ``workshops``: all that are not restricted.

    ``explain``: what the docent explains, in the words of topics.
    """

    kind: Literal["tour"] = "tour"
    workshops: tuple[Id, ...] = ()
    reception_line: tuple[Id, ...] = ()
    explain: tuple[Name, ...] = ()


class CourtesyCall(_Meeting):
    """A courtesy call on a leader of ours, or on hosts of another organisation."""

    kind: Literal["call"] = "call"
    minutes: ItemMinutes = 30
    leader: Id | None = None


class ProjectVisit(_Hosted, _Breakable):
    """A visit to a reference project, a partner's works, an office or a hall, to look round; business."""

    kind: Literal["project"] = "project"
    place: Id
    minutes: ItemMinutes = 90
    experts: tuple[Id, ...] = ()
    explain: tuple[Name, ...] = ()


class Training(_Meeting):
    """A training series, or one session of it; ``models.domain.training_series`` makes the sessions of a series.

    Attributes
    ----------
    sessions : int
        How many sessions of ``minutes`` each, in their order, with one trainer in one room (TRAIN-01).
    trainer : str or None
        Named; None: anybody who trains in the ``topic``.
    exam : int or None
        Minutes of an examination after the last session.
    closing : int or None
        Minutes of a closing after that, with the certificates (结业仪式).
    certificates_by : str or None
        The leader of ours who hands them over.
    series : str or None
        Of a session: the series that it belongs to. Sessions that differ, e.g. in topic, are requests of one series.
    session : int
        Of a session: its number in the series, from 1 on; 0 of a training that is no series, and of an examination.
    """

    kind: Literal["training"] = "training"
    minutes: ItemMinutes = 180
    topic: Name
    sessions: Annotated[int, Field(ge=1, le=MOST_SESSIONS)] = 2
    trainer: Id | None = None
    exam: ItemMinutes | None = None
    closing: ItemMinutes | None = None
    certificates_by: Id | None = None
    series: Id | None = None
    session: Annotated[int, Field(ge=0, le=MOST_SESSIONS)] = 0

    @property
    def is_exam(self) -> bool:
        """Whether it is the examination of a series."""
        return self.series is not None and self.session == 0


class Signing(_Meeting):
    """A signing ceremony with a leader of ours, or with hosts of another organisation.

    Usually ``after`` the exchange that it rests on.
    """

    kind: Literal["signing"] = "signing"
    minutes: ItemMinutes = 30
    leader: Id | None = None


CeremonyOccasion = Literal[
    "welcome", "wreath", "press", "opening", "award", "unveiling", "certificates", "farewell", "other"
]


class Ceremony(_Joinable, _Hosted, _WithMeal):
    """A ceremony: neither business nor leisure; at any place, also where the guests arrive or leave.

    ``place`` None: at the company.
    """

    kind: Literal["ceremony"] = "ceremony"
    occasion: CeremonyOccasion = "other"
    place: Id | None = None
    minutes: ItemMinutes = 30
    leader: Id | None = None


class Performance(_Hosted, _WithMeal):
    """A show that is part of the official programme: by invitation, so nobody of ours chooses it or buys tickets."""

    kind: Literal["performance"] = "performance"
    place: Id
    minutes: ItemMinutes = 90


class GroupPhoto(_Request):
    """A group photo at the company's gate, with a leader if named."""

    kind: Literal["photo"] = "photo"
    minutes: ItemMinutes = 15
    leader: Id | None = None
    photographer: bool = True


class Gift(_Request):
    """A gift to every member, or one to the principal; handed over at another item, takes no time of its own."""

    kind: Literal["gift"] = "gift"
    what: Name
    unit_price: Yuan = 0
    each: bool = True


class SightVisit(_Breakable):
    """A sight that the guests wish."""

    kind: Literal["sight"] = "sight"
    place: Id
    minutes: ItemMinutes | None = None
    explain: tuple[Name, ...] = ()


class Shopping(_Breakable):
    """Shopping, only when the guest asks (SIGHT-04); no place: the planner's choice."""

    kind: Literal["shopping"] = "shopping"
    place: Id | None = None
    minutes: ItemMinutes = 75


class Entertainment(_WithMeal):
    """Evening entertainment, from the level that the edition names (SIGHT-04); no place: the planner's choice."""

    kind: Literal["entertainment"] = "entertainment"
    place: Id | None = None
    minutes: ItemMinutes | None = None


class Banquet(_Joinable, _Hosted, _WithMeal):
    """Hospitality with a leader as its host: a dinner unless ``lunch`` (SENSE-14).

    With ``hosts`` others give it and pay for it; ``restaurant`` is then any place, e.g. their own office.

    Attributes
    ----------
    form : str
        ``formal`` (正式宴), ``informal`` (便宴), ``buffet`` (冷餐会), ``cocktail`` (酒会), ``tea`` (茶会). At a tea and
        at a cocktail reception in the evening the guests get no meal, unless ``meal`` says so.
    seated : bool or None
        Whether everybody has a seat of their own; None: by the form, see ``is_standing``.
    """

    kind: Literal["banquet"] = "banquet"
    occasion: Literal["welcome", "farewell", "thanks", "other"] = "welcome"
    minutes: ItemMinutes | None = None
    host: Id | None = None
    company: Count | None = None
    """Our people at the tables besides the host, as far as MEAL-09 allows so many; None: as it says."""
    restaurant: Id | None = None
    lunch: bool = False
    form: BanquetForm = "formal"
    cuisine: Literal["chinese", "western"] | None = None
    seated: bool | None = None

    @property
    def is_standing(self) -> bool:
        """Whether the guests stand: nobody has a seat of their own."""
        return self.form in STANDING_FORMS if self.seated is None else not self.seated


class NightAway(_Request):
    """A night in another city."""

    kind: Literal["night_away"] = "night_away"
    hotel: Id


Request = Annotated[
    Exchange
    | Tour
    | CourtesyCall
    | ProjectVisit
    | Training
    | Signing
    | Ceremony
    | Performance
    | GroupPhoto
    | Gift
    | SightVisit
    | Shopping
    | Entertainment
    | Banquet
    | NightAway,
    Field(discriminator="kind"),
]


JointKind = Literal["banquet", "plenary", "tour", "ceremony", "coach"]


class Joint(Fact):
    """One item of several visits, who have it together: a common banquet, plenary, tour, ceremony or coach.

    Of each visit that takes part a request stands for it (``joint``); what they share is said in
    ``models.domain.joint_items``.
    """

    id: Id
    kind: JointKind
    visits: tuple[Id, ...]
    title: Text = ""
    at: Moment | None = None
    note: Text = ""


@dataclass(frozen=True)
class KindFacts:
    """What a kind of item is, wherever it is planned, seated or printed.

    Attributes
    ----------
    zh, en : str
        Label in papers and charts.
    part : str
        ``business``, ``leisure``, ``ceremony``, ``meal``, ``rest`` or ``move``.
    layout : str
        Seat layout of etiquette (``models.domain.halls.Layout``); ``round``: the tables of a banquet, of which the
        edition says whether they have one host or two; or ``""``.
    """

    zh: str
    en: str
    part: Literal["business", "leisure", "ceremony", "meal", "rest", "move"]
    layout: str = ""


KINDS: dict[str, KindFacts] = {
    "exchange": KindFacts("技术交流", "technical exchange", "business", "talks"),
    "tour": KindFacts("参观公司", "company tour", "business"),
    "call": KindFacts("礼节性会见", "courtesy call", "business", "sofas"),
    "project": KindFacts("实地考察", "site visit", "business"),
    "training": KindFacts("培训", "training", "business", "classroom"),
    "signing": KindFacts("签约仪式", "signing ceremony", "ceremony", "signing"),
    "ceremony": KindFacts("仪式", "ceremony", "ceremony"),
    "performance": KindFacts("文艺演出", "official performance", "ceremony"),
    "photo": KindFacts("合影", "group photo", "ceremony", "photo"),
    "gift": KindFacts("赠送礼品", "gift", "ceremony"),
    "sight": KindFacts("游览", "sightseeing", "leisure"),
    "shopping": KindFacts("购物", "shopping", "leisure"),
    "entertainment": KindFacts("文娱活动", "entertainment", "leisure"),
    "banquet": KindFacts("宴请", "banquet", "meal", "round"),
    "lunch": KindFacts("午餐", "lunch", "meal"),
    "dinner": KindFacts("晚餐", "dinner", "meal"),
    "check_in": KindFacts("入住酒店", "hotel check-in", "rest"),
    "rest": KindFacts("回酒店休息", "rest at the hotel", "rest"),
    "night_away": KindFacts("异地住宿", "night in another city", "rest"),
}
OCCASION_NAMES: dict[CeremonyOccasion, tuple[str, str]] = {
    "welcome": ("欢迎仪式", "welcome ceremony"),
    "wreath": ("献花圈", "wreath-laying"),
    "press": ("见记者", "meeting with the press"),
    "opening": ("开幕仪式", "opening ceremony"),
    "award": ("授奖仪式", "award ceremony"),
    "unveiling": ("揭幕仪式", "unveiling"),
    "certificates": ("结业仪式", "closing with certificates"),
    "farewell": ("欢送仪式", "send-off ceremony"),
    "other": (KINDS["ceremony"].zh, KINDS["ceremony"].en),
}
"""What a ceremony of an occasion is called, ``(zh, en)``."""
BUSINESS = tuple(kind for kind, facts in KINDS.items() if facts.part == "business")
LEISURE = tuple(kind for kind, facts in KINDS.items() if facts.part == "leisure")
MEAL_KINDS = tuple(kind for kind, facts in KINDS.items() if facts.part == "meal")
SHOWS = ("entertainment", "performance")
"""Kinds that may end as late as a show does."""
EVENING_KINDS = (*LEISURE, "ceremony", "performance")
"""Kinds that may lie in an evening, meals aside."""
WORKING_MEALS = ("lunch", "dinner")
"""Meals that the planner owes (MEAL-01), without a host; banquets are asked for."""


def is_packed_meal(kind: str, dining_room: str | None) -> bool:
    """Tell whether a meal is packed, or brought to the hotel: it is eaten where the guests are (MEAL-01a)."""
    return kind in WORKING_MEALS and dining_room is None


def leader_field(kind: type[Fact]) -> str | None:
    """Return the field in which a kind of request names a leader of ours; None: it asks for none."""
    return next((name for name in ("leader", "host") if name in kind.model_fields), None)


def outside_hosts(request: Request | None) -> tuple[OutsideHost, ...]:
    """Return the people of other organisations who receive the guests."""
    return request.hosts if isinstance(request, _Hosted) else ()


def fixed_day(request: Request) -> dt.date | None:
    """Return the day that a visit fixes for a request, by its day or its start; None: the planner chooses it."""
    return request.on or (None if request.at is None else day_of(request.at))


def companions_of(request: Request | None) -> tuple[Id, ...]:
    """Return our people who must be there besides leaders and experts."""
    return request.companions if isinstance(request, _Hosted) else ()
