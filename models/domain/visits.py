"""A visit: the delegation, how it comes and goes, what it asks for and what the company provides."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field

from models.domain.activities import Request
from models.domain.base import Count, Fact, Id, Name, PrivateText, Text, Yuan
from models.domain.clock import Moment
from models.domain.people import ClientKind, LanguageCode, Member
from models.domain.places import MealWish

VisitLevel = Literal["A", "B", "C", "D"]
PointMinutes = Annotated[int, Field(ge=0, le=720, description="minutes")]
"""For formalities and luggage at an airport or station."""
Purpose = Literal["project_inspection", "other_inspection", "training"]


class Arrival(Fact):
    """When and where a travel group lands or its train arrives; by own car: when it is at that place.

    Attributes
    ----------
    minutes : int or None
        From then until the guests are out (formalities, luggage); None: the place's or the edition's (ARR-03).
    meeting_point : str
        Where exactly they are met: ``T2 国内到达 3 号出口``.
    lounge : str or None
        Where they wait until they set off.
    """

    at: Moment
    place: Id
    number: Text = ""
    international: bool = False
    minutes: PointMinutes | None = None
    meeting_point: Text = ""
    lounge: Id | None = None


class Departure(Fact):
    """When and from where a group leaves; ``at`` open: the return ticket is to be booked for the day ``on``.

    ``minutes``: to be there so long before; None: the edition's (ARR-05). Of an open ticket it says which to book.
    """

    at: Moment | None = None
    on: dt.date | None = None
    place: Id
    number: Text = ""
    international: bool = False
    minutes: PointMinutes | None = None


class TravelGroup(Fact):
    """Members who travel together; no members: all that no other group names.

    ``unnamed``: people without names yet; ``languages``: what these speak, empty: as we.
    """

    id: Id
    members: tuple[Id, ...] = ()
    unnamed: Count = 0
    languages: tuple[LanguageCode, ...] = ()
    arrival: Arrival
    departure: Departure
    note: Text = ""


class SubGroup(Fact):
    """Members with items of their own for a while (leaders talk, engineers tour, a programme for spouses)."""

    id: Id
    members: tuple[Id, ...]
    requests: tuple[Id, ...]
    note: Text = ""


class Contact(Fact):
    """The guests' own person whom we call; our person is the visit's ``applicant``."""

    name: Text = ""
    phone: Text = ""


class Provides(Fact):
    """What the company provides (S0 二(一)1)."""

    lodging: bool = True
    meals: bool = True
    cars: bool = True


class Waiver(Fact):
    """A leader agreed to a break: printed as 领导已同意, costs nothing.

    ``scope`` is a request, place, workshop or item id, a date, or empty for the whole visit.
    """

    rule: Id
    scope: Text = ""
    approver: Name
    note: Text = ""


class Visit(Fact):
    """One delegation's visit.

    Attributes
    ----------
    level, contract : str, int
        The level, or the contract amount in 万元 from which it follows (COST-01).
    hotel : str or None
        Wished hotel; where lodging is not provided, the guests' own.
    sights : str
        ``planner``: sights may be chosen to fill free half-days; ``none``: only what is asked for.
    clearance : tuple of str
        Restricted workshops that the visit is cleared for (TOUR-02).
    rivals : tuple of str
        Visits whose guests must not meet these (TOUR-05); it holds both ways.
    taboo : tuple of date
        Days without a banquet (MEAL-05).
    cuisine : str or None
        What the guests wish for at lunches and dinners without a host (MEAL-02a).
    seen : tuple of str
        Sights seen on earlier visits.
    influential : bool
        Guests of great influence: a leader is due to them whatever their level and rank (HOST-02).
    hotel_first : bool or None
        True: the check-in comes before everything else (SENSE-02a); False: it may wait; None: by SENSE-02.
    meet_first : str
        Whom the guests meet before others (先见): one of our people or a request, by id, or a host of others by name.
    meet_first_must : bool
        True: before anybody else, else the other is not held (HOST-02c); False: it should be so (HOST-02b).
    dress : str
        What is worn; a request may say its own.
    announced : date or None
        When the visit was announced to the office (APPR-02); what was due before is overdue.
    case_number : str
        The office's own number of the visit (接待编号), from the application on; empty: one is given with the plan.
    plates : str
        Plates of the guests' own cars: on the list for the gate and nowhere else.
    """

    id: Id
    client: Name
    client_kind: ClientKind = "other"
    level: VisitLevel | None = None
    contract: Count | None = None
    purpose: Purpose = "project_inspection"
    provides: Provides = Provides()
    members: tuple[Member, ...] = ()
    groups: tuple[TravelGroup, ...]
    sub_groups: tuple[SubGroup, ...] = ()
    requests: tuple[Request, ...] = ()
    hotel: Id | None = None
    sights: Literal["planner", "none"] = "none"
    refused: tuple[Id, ...] = ()
    seen: tuple[Id, ...] = ()
    escort: Id | None = None
    vip_lane: bool = False
    clearance: tuple[Id, ...] = ()
    rivals: tuple[Id, ...] = ()
    budget: Yuan | None = None
    taboo: tuple[dt.date, ...] = ()
    cuisine: MealWish | None = None
    waivers: tuple[Waiver, ...] = ()
    influential: bool = False
    hotel_first: bool | None = None
    meet_first: Text = ""
    meet_first_must: bool = False
    dress: Text = ""
    plates: PrivateText = ""
    announced: dt.date | None = None
    case_number: Text = ""
    contact: Contact = Contact()
    applicant: Text = ""
    note: Text = ""

    def request(self, id: str) -> Request:
        """Return a request by id.

        Raises
        ------
        KeyError
            When the visit has no such request.
        """
        for request in self.requests:
            if request.id == id:
                return request
        raise KeyError(id)
