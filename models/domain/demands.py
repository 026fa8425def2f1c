"""Whom an item needs: named leaders and experts to choose, helpers to find. Facts only; times relative to the item.

``attendances`` are decided in the itinerary model: leaders and experts are few and fixed parts of the meeting.
``demands`` are met in staffing, where a missing helper has a priced way out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.domain.activities import (
    KINDS,
    LEISURE,
    STANDING_FORMS,
    WORKING_MEALS,
    Banquet,
    Ceremony,
    CourtesyCall,
    Exchange,
    GroupPhoto,
    ProjectVisit,
    Request,
    Signing,
    Tour,
    Training,
    companions_of,
    outside_hosts,
)
from models.domain.clock import overlap
from models.domain.facts import Facts
from models.domain.joint_parties import together
from models.domain.people import ANY_RANK, FOREIGN_KINDS, GOVERNMENT_KINDS, ClientKind, HiredHelp, HostPerson
from models.domain.places import DiningRoom, Restaurant
from models.domain.plan import DutyRole, Item, Move
from models.domain.resources import Room
from models.domain.roles import ROOM_SERVICE_ROLES, RULE_OF_ROLE
from models.domain.stay import Stay
from models.domain.table_company import companions, table_company
from models.domain.week import Week

MEETINGS = ("exchange", "call", "signing", "training")
"""Kinds of item in a meeting room."""
INTERPRETED = (*MEETINGS, "tour", "project", "ceremony", "banquet", *LEISURE, *WORKING_MEALS)
"""Kinds of item at which guests without Chinese have an interpreter, whoever hosts it (HOST-06)."""


AttendingRole = Literal["leader", "expert", "trainer", "delegate", "reception"]
"""Roles of those who are known before staffing, and decided in the itinerary model."""


def meeting_place(week: Week, request: Request | None) -> str:
    """Return where a meeting or ceremony is held: at its place, where its room is, else at the company."""
    room = week.find_room(getattr(request, "room", None))
    return getattr(request, "place", None) or (room.at if room else None) or week.site.id


def meeting_rooms(week: Week, request: Request | None) -> tuple[Room, ...]:
    """Return the rooms of ours in which a meeting may be held; none at a place where none is listed."""
    place, asked = meeting_place(week, request), getattr(request, "room", None)
    here = (room for room in week.company.rooms if (room.at or week.site.id) == place)
    return tuple(room for room in here if asked in (None, room.id))


def needs_room(week: Week, request: Request | None) -> bool:
    """Tell whether a meeting is held in a room of ours: at the company, and wherever rooms of ours are listed."""
    return meeting_place(week, request) == week.site.id or bool(meeting_rooms(week, request))


def given_elsewhere(week: Week, request: Request | None) -> str | None:
    """Return the place at which others give a banquet, where it is no restaurant; None for everything else."""
    if not isinstance(request, Banquet) or not request.hosts or request.restaurant is None:
        return None
    return None if isinstance(week.find_place(request.restaurant), Restaurant) else request.restaurant


@dataclass(frozen=True)
class Attendance:
    """A leader, expert or other named person of ours who takes part.

    Attributes
    ----------
    candidates : tuple of str
        Person ids, one of whom does; sorted by rank, then id. A named one comes first, their deputies follow.
    begin, end : int
        Minutes from the item's start during which they are there.
    optional : bool
        False: without one of them the item is not held (HOST-01). True: a should asks for them (HOST-02, MEAL-07).
    deputies : tuple of str
        Candidates who stand in only while all those before them are on leave (代理人).
    """

    role: AttendingRole
    candidates: tuple[str, ...]
    begin: int
    end: int
    optional: bool = False
    deputies: tuple[str, ...] = ()


@dataclass(frozen=True)
class HelperDemand:
    """Helpers of one kind that an item or move needs.

    Attributes
    ----------
    role : str
        Duty role.
    begin, end : int
        Minutes from the start of the item (of a move: from its departure) between which they are needed there.
    count : int
        How many.
    language : str or None
        The language that is needed.
    group : int
        Group of a split tour.
    rank : int
        Rank, at least (1 the highest).
    asked_by : str or None
        The rule that asks for them, where it is another one than ``RULE_OF_ROLE`` names; empty: none.
    paid : bool
        Whether a hired one costs something there: not on rides between the items, which are in the price of these.
    """

    role: DutyRole
    begin: int
    end: int
    count: int
    language: str | None = None
    group: int = 0
    rank: int = ANY_RANK
    asked_by: str | None = None
    paid: bool = True

    @property
    def rule(self) -> str:
        """The rule that asks for them; a missing one is its break."""
        return RULE_OF_ROLE[self.role] if self.asked_by is None else self.asked_by


def attendances(facts: Facts, stay: Stay, request: Request | None) -> tuple[Attendance, ...]:
    """Return the leaders and experts that a request needs; looked for once."""
    if request is None:
        return ()
    known: dict[tuple[str, str], tuple[Request, tuple[Attendance, ...]]] = facts.cache.setdefault("attendances", {})
    found = known.get((stay.id, request.id))
    if found is None or found[0] is not request:
        found = known[stay.id, request.id] = request, _attendances(facts, stay, request)
    return found[1]


def _attendances(facts: Facts, stay: Stay, request: Request) -> tuple[Attendance, ...]:
    """Return them; where others host, nobody of ours is needed who is not asked for."""
    minutes = stay.minutes(request)
    along = (_named(facts, stay, "delegate", person, 0, minutes) for person in companions_of(request))
    line, before = getattr(request, "reception_line", ()), -facts.shape.reception_line_minutes
    at_the_door = (_named(facts, stay, "reception", person, before, 0) for person in line)
    return (*_leaders_and_experts(facts, stay, request, minutes), *along, *at_the_door)


def _leaders_and_experts(facts: Facts, stay: Stay, request: Request, minutes: int) -> tuple[Attendance, ...]:
    if isinstance(request, Exchange):
        return (*_experts(facts, stay, request, minutes), *_exchange_leader(facts, stay, request, minutes))
    if isinstance(request, Training):
        return _trainer(facts, stay, request, minutes)
    if isinstance(request, CourtesyCall | Signing | Ceremony | GroupPhoto) and request.leader:
        return (_named(facts, stay, "leader", request.leader, 0, minutes),)
    if isinstance(request, ProjectVisit):
        return tuple(_named(facts, stay, "expert", expert, 0, minutes) for expert in request.experts)
    if isinstance(request, Banquet):
        early = 0 if request.hosts else -facts.shape.host_early  # HOST-10
        if request.host:
            return (_named(facts, stay, "leader", request.host, early, minutes),)
        if request.hosts:
            return ()
        return (Attendance("leader", _ids(facts.leaders(rank=ANY_RANK)), early, minutes, optional=True),)
    return ()


def _named(facts: Facts, stay: Stay, role: AttendingRole, person: str, begin: int, end: int) -> Attendance:
    """Return the attendance of somebody named; who is on leave during the stay has deputies, where they are told."""
    chain = [person]
    while True:
        last = facts.week.person(chain[-1])
        away = any(overlap((stay.start, stay.end), (span.start, span.end)) for span in last.leave)
        if not away or last.deputy is None or last.deputy in chain:
            return Attendance(role, tuple(chain), begin, end, deputies=tuple(chain[1:]))
        chain.append(last.deputy)


def may_stand_in(facts: Facts, attendance: Attendance, person: str, start: int) -> bool:
    """Tell whether a candidate may take part in an item at a moment: a deputy only while those before are on leave."""
    if person not in attendance.deputies:
        return True
    part = start + attendance.begin, start + attendance.end
    before = attendance.candidates[: attendance.candidates.index(person)]
    return all(any(overlap(part, (s.start, s.end)) for s in facts.week.person(other).leave) for other in before)


def deputies_at(facts: Facts, stay: Stay, request: Request | None) -> frozenset[str]:
    """Return who may take part in a request's item as the deputy of somebody named."""
    return frozenset(id for attendance in attendances(facts, stay, request) for id in attendance.deputies)


def _experts(facts: Facts, stay: Stay, request: Exchange, minutes: int) -> tuple[Attendance, ...]:
    if request.experts or not request.topic or request.hosts:
        return tuple(_named(facts, stay, "expert", expert, 0, minutes) for expert in request.experts)
    knowing = [p for p in facts.week.company.people if (role := p.role("expert")) and request.topic in role.topics]
    return (Attendance("expert", _ids(tuple(knowing)), 0, minutes),)


def _trainer(facts: Facts, stay: Stay, request: Training, minutes: int) -> tuple[Attendance, ...]:
    """Return the trainer: who is named, else anybody who trains in the topic; of a series the same (TRAIN-01)."""
    if request.trainer is not None:
        return (_named(facts, stay, "trainer", request.trainer, 0, minutes),)
    if request.hosts:
        return ()
    able = [p for p in facts.week.company.people if (role := p.role("trainer")) and request.topic in role.topics]
    return (Attendance("trainer", _ids(tuple(able)), 0, minutes),)


def _exchange_leader(facts: Facts, stay: Stay, request: Exchange, minutes: int) -> tuple[Attendance, ...]:
    end = minutes if request.leader_part == "all" else min(minutes, request.call_minutes)
    if request.leader:
        return (_named(facts, stay, "leader", request.leader, 0, end),)
    if request.any_leader or (leader_due(stay) and not request.hosts):
        return (Attendance("leader", _ids(facts.leaders(rank=ANY_RANK)), 0, end, optional=True),)
    return ()


def leader_due(stay: Stay) -> bool:
    """Tell whether a company leader is due at an exchange or call and at the formal meal (HOST-02).

    To guests of level A, of high rank or of great influence.
    """
    high = stay.level == "A" or stay.rank() <= stay.facts.edition.shape.high_rank
    return high or stay.visit.influential


def leader_due_at_table(stay: Stay, request: Request | None) -> bool:
    """Tell whether a company leader is due at a banquet (HOST-02): the welcome one; where there is none, all."""
    if not isinstance(request, Banquet) or request.hosts or not leader_due(stay):
        return False
    ours = [r for r in stay.visit.requests if isinstance(r, Banquet) and not r.hosts]
    meal = request.form not in STANDING_FORMS
    return request.occasion == "welcome" or (meal and all(other.occasion != "welcome" for other in ours))


def demands_of_item(facts: Facts, stay: Stay, item: Item) -> tuple[HelperDemand, ...]:
    """Return the helpers that an item of a plan needs; whoever reads or staffs a plan asks here."""
    request = next((r for r in stay.visit.requests if r.id == item.request), None)
    return demands(
        facts,
        stay,
        item.kind,
        request,
        item.place,
        item.minutes,
        guests=stay.guests(item.groups),
        room=item.room,
        packed=item.is_packed_meal,
    )


def demands_of_move(facts: Facts, stay: Stay, move: Move) -> tuple[HelperDemand, ...]:
    """Return who goes with the guests of a move, where cars are provided and it is no short walk.

    At an airport or station somebody meets them or sees them off (ARR-06), whose rank matters for the guest of honour's
    group; on other rides an escort goes along (HOST-07a); with the guest of honour an interpreter (HOST-06, 06a). At an
    arrival they stand there as early as the vehicle.
    """
    if not stay.visit.provides.cars or is_short_walk(facts, move):
        return ()
    found: list[HelperDemand] = []
    begin = (vehicle_ready_at(facts, stay, move) if move.kind == "pick_up" else move.depart) - move.depart
    end = move.arrive - move.depart
    honour = stay.honours(move.groups)
    point = facts.week.arrival_point(move.origin if move.kind == "pick_up" else move.target)
    if move.kind != "transfer" and point is not None and point.kind != "road":
        rank = greeter_rank(facts, stay) if honour else ANY_RANK
        found.append(HelperDemand("greeter", begin, end, 1, rank=rank))
    elif is_escorted(facts, stay, move):
        found.append(HelperDemand("escort", begin, end, 1, asked_by="HOST-07a", paid=False))
    if stay.language and honour:
        rule = "HOST-06a" if move.kind == "transfer" else None
        paid = move.kind != "transfer"
        found.append(HelperDemand("interpreter", begin, end, 1, stay.language, asked_by=rule, paid=paid))
    return tuple(demand for demand in found if demand.begin < demand.end)  # next door is no ride


def is_short_walk(facts: Facts, move: Move) -> bool:
    """Tell whether guests without luggage walk a move: near enough on foot, and with time for it."""
    walk = facts.travel.walk(move.origin, move.target)
    near = walk is not None and walk <= min(facts.shape.walk_minutes, move.arrive - move.depart)
    return near and move.kind == "transfer"


def is_escorted(facts: Facts, stay: Stay, move: Move) -> bool:
    """Tell whether an escort is due on a ride: levels A and B on all, C and D on coming, leaving and and business.

    Sights may be visited alone at levels C and D (S0 五(四)), and so are the rides to them.
    """
    if stay.level in ("A", "B") or move.kind != "transfer":
        return True
    return not business_places(facts, stay).isdisjoint({facts.location(move.origin), facts.location(move.target)})


def business_places(facts: Facts, stay: Stay) -> frozenset[str]:
    """Return where a visit has business or ceremonies, as its requests say."""
    known: dict[str, frozenset[str]] = facts.cache.setdefault("business_places", {})
    if stay.id not in known:
        asked = [r for r in stay.visit.requests if KINDS[r.kind].part in ("business", "ceremony") and r.kind != "gift"]
        known[stay.id] = frozenset(facts.location(meeting_place(facts.week, request)) for request in asked)
    return known[stay.id]


def vehicle_ready_at(facts: Facts, stay: Stay, move: Move) -> int:
    """Return the moment from which a vehicle is on the spot: at the door early, at a pick-up before the arrival."""
    early = move.depart - facts.shape.wait_at_door
    if move.kind != "pick_up":
        return early
    return min([early, *(g.meet_from for g in stay.groups if not move.groups or g.id in move.groups)])


def demands(
    facts: Facts,
    stay: Stay,
    kind: str,
    request: Request | None,
    place: str,
    minutes: int,
    *,
    guests: int | None = None,
    room: str | None = None,
    packed: bool = False,
) -> tuple[HelperDemand, ...]:
    """Return the helpers that an item needs.

    Parameters
    ----------
    kind, request, place, minutes
        Of the item; ``request`` None for meals and sights of the planner's choice.
    guests : int, optional
        How many take part; None: all.
    room : str, optional
        Meeting room, for its own minutes of set-up and clearing.
    packed : bool
        A packed or hotel meal: nobody of ours eats along but the interpreter.
    """
    found: list[HelperDemand] = []
    ours = room is not None or place == facts.week.site.id
    if kind in MEETINGS and ours:
        found += _crew(facts, request, minutes, room)
    if isinstance(request, Tour):
        found += _docents(stay, request)
    outside = kind in MEETINGS and not ours
    if kind in ("tour", "project", "ceremony", "performance") or outside or outside_hosts(request):
        found.append(HelperDemand("escort", 0, minutes, 1))
    if kind in LEISURE and stay.level in ("A", "B"):
        found.append(HelperDemand("escort", 0, minutes, 1, asked_by="HOST-07"))
        if getattr(facts.week.find_place(place), "needs_guide", False):
            found.append(HelperDemand("guide", 0, minutes, 1, stay.language))
    if stay.language and (kind in INTERPRETED or outside_hosts(request)):
        rule = "HOST-06a" if kind in LEISURE and request is None else None
        found.append(HelperDemand("interpreter", 0, minutes, 1, stay.language, asked_by=rule))
    if request is not None and needs_photographer(request):
        found.append(HelperDemand("photographer", 0, minutes, 1))
    if kind in (*WORKING_MEALS, "entertainment") and not packed:
        already = sum(demand.role == "escort" for demand in found)
        if company := companions(stay.size if guests is None else guests) - already:
            found.append(HelperDemand("companion", 0, minutes, company))
    if kind == "banquet":
        due, seats, _ = table_company(stay, request, guests)
        found.append(HelperDemand("company", 0, minutes, due))
        found.append(HelperDemand("company", 0, minutes, seats - due, asked_by="MEAL-09a"))
    return tuple(demand for demand in found if demand.count)


def _crew(facts: Facts, request: Request | None, minutes: int, room: str | None) -> list[HelperDemand]:
    """Return two who prepare the room, one who tidies it, one for the tea where it is asked for (HOST-04)."""
    before, after = room_pads(facts, room)
    found = [HelperDemand("crew", -before, 0, 2), HelperDemand("crew", minutes, minutes + after, 1)]
    if getattr(request, "tea", False):
        found.append(HelperDemand("tea", 0, minutes, 1))
    return [demand for demand in found if demand.begin < demand.end]


def _docents(stay: Stay, request: Tour) -> list[HelperDemand]:
    found = []
    for group in range(stay.tour_groups(request)):
        stops = [stop for stop in stay.tour_stops(request) if stop.group == group]
        begin, end = stops[0].offset, stops[-1].offset + stops[-1].minutes
        found.append(HelperDemand("docent", begin, end, 1, stay.language, group))
    return found


def room_pads(facts: Facts, room: str | None) -> tuple[int, int]:
    """Return a meeting room's minutes of set-up and clearing: its own, else the edition's (HOST-04, ROOM-01)."""
    known = facts.week.find_room(room)
    before, after = (known.set_up, known.clearing) if known else (None, None)
    shape = facts.shape
    return shape.set_up if before is None else before, shape.clearing if after is None else after


def host_rank(facts: Facts, stay: Stay, request: Request | None = None) -> int:
    """Return the rank, at least, of a banquet's host (MEAL-07): the guest of honour's or the package's, if we have it.

    The higher of the two, at a joint banquet of all its visits; where nobody of ours ranks so high, the highest that we
    have.
    """
    ours = min((p.rank for p in facts.leaders(rank=ANY_RANK)), default=ANY_RANK)
    stays = [stay, *(other for other, _ in together(facts, stay, request)[1:])]
    return max(ours, min(min(each.rank(), each.package.host_rank) for each in stays))


def hireable(facts: Facts, demand: HelperDemand) -> bool:
    """Tell whether the company knows where to hire such a helper."""
    fit = [h for h in facts.week.company.hired_help if h.kind == demand.role]
    return any(speaks(facts, h, demand.language) for h in fit)


def speaks(facts: Facts, help: HiredHelp, language: str | None) -> bool:
    """Tell whether help for hire speaks a language; whose languages nobody names speaks ours."""
    return not language or language in (help.languages or facts.week.company.languages)


def can_be_hired(facts: Facts, demand: HelperDemand) -> bool:
    """Tell whether such a helper may be hired at all: from a firm that the company lists, or one still to be found."""
    return hireable(facts, demand) or facts.edition.hire.price(demand.role) is not None


def capacity(room: DiningRoom, request: Request | None) -> int:
    """Return how many a dining room holds: standing at a buffet or reception, else seated."""
    standing = isinstance(request, Banquet) and request.is_standing
    return room.standing or room.seats if standing else room.seats


def greeter_rank(facts: Facts, stay: Stay) -> int:
    """Return the rank, at least, of who meets and sees off (ARR-06, S2 接待规格)."""
    return facts.shape.greeter_rank_for(stay.visit.client_kind)


def can_fill(person: HostPerson, demand: HelperDemand, stay: Stay) -> bool:
    """Tell whether a person can meet a demand by role, rank, language and client kind; hours are judged elsewhere."""
    if person.rank > demand.rank:
        return False
    if demand.role == "company":
        return any(role.kind in ("leader", "expert", "trainer", "escort") for role in person.roles)
    if demand.role in ("companion", "greeter"):
        return person.role("escort") is not None or person.role("leader") is not None
    if demand.role == "guide":
        return False  # a professional guide of the sight is booked, never one of ours (HOST-07)
    role = person.role("crew" if demand.role in ROOM_SERVICE_ROLES else demand.role)  # type: ignore[arg-type]
    if role is None:
        return False
    if demand.role in ("docent", "interpreter") and demand.language and demand.language not in role.languages:
        return False
    return demand.role != "docent" or not role.client_kinds or _knows(role.client_kinds, stay.visit.client_kind)


def _knows(kinds: tuple[ClientKind, ...], kind: ClientKind) -> bool:
    """Tell whether a docent who knows some kinds of client knows one; of a foreign government they know either side."""
    either = {*FOREIGN_KINDS, *GOVERNMENT_KINDS} if kind == "foreign_government" else {kind}
    return not either.isdisjoint(kinds)


def is_overqualified(person: HostPerson, demand: HelperDemand, stay: Stay) -> bool:
    """Tell whether a leader does what others are there for (HOST-08a).

    They eat along as company, or meet guests whom a lower rank may meet: lower than asked for, and than the guest of
    honour's own.
    """
    if person.role("leader") is None or person.role("escort") is not None:
        return False
    due = min(demand.rank, stay.rank()) if demand.rank < ANY_RANK else ANY_RANK
    return demand.role == "companion" or (demand.role == "greeter" and person.rank < due)


def _ids(people: tuple[HostPerson, ...]) -> tuple[str, ...]:
    return tuple(p.id for p in sorted(people, key=lambda p: (p.rank, p.id)))


def needs_photographer(request: Request) -> bool:
    """Tell whether a photographer is asked for (HOST-05)."""
    return isinstance(request, GroupPhoto) or request.photographer
