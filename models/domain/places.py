"""Places: where things happen, when they are open, how far apart they are."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from models.domain.base import Count, Fact, Hours, Id, Minutes, Name, Span, Text, Yuan
from models.domain.clock import DAY, Clock
from models.domain.people import Diet

MealWish = Literal["chinese", "western", "buffet"]
WESTERN_WORDS = ("西餐", "西式", "法餐", "意餐", "western", "french", "italian")
"""Words by which the cuisine of a restaurant is known as Western."""
Grade = Annotated[int, Field(ge=1, le=5, description="5 the best")]


class _Place(Fact):
    """What all places have. ``hours`` empty: always open. ``lat``/``lon`` in degrees, WGS 84, may be missing."""

    id: Id
    name: Name
    name_en: Text = ""
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    address: Text = ""
    hours: tuple[Hours, ...] = ()
    closed: tuple[dt.date, ...] = ()
    closures: tuple[Span, ...] = ()
    phone: Text = ""
    note: Text = ""


class Site(_Place):
    """The company itself: meeting rooms, workshops and the canteen are here."""

    kind: Literal["site"] = "site"


class ArrivalPoint(_Place):
    """Where guests arrive and leave: an airport, a railway station, a motorway exit, a border crossing, a helipad.

    ``exit_domestic`` and ``exit_international`` are minutes from landing (or the train's arrival) to the exit; None:
    the edition's numbers (ARR-03).
    """

    kind: Literal["airport", "rail", "road", "border", "helipad"]
    exit_domestic: Minutes | None = None
    exit_international: Minutes | None = None


class RoomType(Fact):
    """A kind of hotel room: price a night, how many the hotel keeps for us a night (None: enough)."""

    kind: Literal["suite", "single", "twin"]
    price: Yuan
    count: Count | None = None
    note: Text = ""


class Hotel(_Place):
    """A hotel (ARR-07)."""

    kind: Literal["hotel"] = "hotel"
    agreement: bool = False
    grade: Grade = 4
    room_types: tuple[RoomType, ...]
    check_in: Clock = 14 * 60
    breakfast_from: Clock = 7 * 60


class DiningRoom(Fact):
    """A private room (one party at a time, MEAL-03) or a hall (``private`` false: parties share its seats).

    ``standing``: how many it holds at a buffet or reception; None: as many as it seats.
    """

    id: Id
    name: Name
    seats: Annotated[int, Field(ge=1, le=2000)]
    private: bool = True
    standing: Annotated[int, Field(ge=1, le=10_000)] | None = None
    note: Text = ""


class Restaurant(_Place):
    """A restaurant.

    ``at`` names the place in which it is (a hotel's restaurant, the company's canteen, the restaurant in a sight or in
    a partner's works): no way leads there but that of the place, and guests who are there walk.
    """

    kind: Literal["restaurant"] = "restaurant"
    at: Id | None = None
    style: Literal["canteen", "hotel", "restaurant"] = "restaurant"
    cuisine: Text = ""
    local: bool = False
    agreement: bool = False
    serves: tuple[Diet, ...] = ()
    price: Yuan
    banquet_price: Yuan | None = None
    dining_rooms: tuple[DiningRoom, ...]

    def offers(self, wish: MealWish) -> bool:
        """Tell whether guests get what they wish for: Western by its cuisine, else Chinese; a buffet in a hotel's."""
        if wish == "buffet":
            return self.style == "hotel"
        return (wish == "western") == any(word in self.cuisine.lower() for word in WESTERN_WORDS)


class Sight(_Place):
    """A sight, shop or entertainment (SIGHT). ``shows``: fixed starting times; empty: any time within hours."""

    kind: Literal["sight"] = "sight"
    category: Literal["sightseeing", "play", "shopping", "entertainment"]
    open_air: bool = False
    price: Yuan = 0
    agreement: bool = False
    local_feature: Annotated[int, Field(ge=0, le=10)] = 0
    needs_guide: bool = False
    listed: bool = True
    minutes: Annotated[int, Field(ge=10, le=720)]
    last_entry: Clock | None = None
    shows: tuple[Clock, ...] = ()
    rainy_day: Id | None = None


class Project(_Place):
    """A reference project, or the works of a partner; a visit to it is business."""

    kind: Literal["project", "works"] = "project"
    party_limit: Annotated[int, Field(ge=1)] | None = None


class Venue(_Place):
    """Another place where guests are received or look round: an office of ours or a partner's, an authority, a hall."""

    kind: Literal["office", "ministry", "hall"]


Place = Annotated[Site | ArrivalPoint | Hotel | Restaurant | Sight | Project | Venue, Field(discriminator="kind")]


class Way(Fact):
    """Measured travel minutes between two places outside rush hours; both ways unless ``one_way``.

    ``walk``: minutes on foot; None: as far as the positions tell, at the edition's walking speed.
    """

    a: Id
    b: Id
    minutes: Annotated[int, Field(ge=0, le=DAY)]
    walk: Annotated[int, Field(ge=1, le=DAY)] | None = None
    one_way: bool = False
    note: Text = ""
