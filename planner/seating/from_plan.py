"""The parties of a plan: every banquet, every meeting with seats, every move with vehicles, as dinners and rides."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from models.domain.activities import Banquet, outside_hosts
from models.domain.base import Fact
from models.domain.clock import day_of
from models.domain.joint_parties import joint_of_item
from models.domain.seating import Dinner, Wishes
from planner.formats.files import safe_name
from planner.formats.text.etiquette import edition_for, load_etiquette
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.seating.people import PlanAttendees
from planner.seating.plan_rides import chains, ride_of
from planner.seating.rooms import banquet_hall, is_banquet, layout_of, meeting_room

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from models.domain.activities import Request
    from models.domain.etiquette_edition import Etiquette
    from models.domain.places import DiningRoom
    from models.domain.plan import Item
    from models.domain.ride_party import RideParty
    from models.domain.seating import Attendee
    from planner.judging.check import Report


FACING_LAYOUTS = ("talks", "talks_end", "sofas", "signing")
"""Where each side sits or stands by itself."""


class PlanParty(NamedTuple):
    """A dinner, meeting or ride of a plan.

    Attributes
    ----------
    about : str
        Id of the (first) item or move.
    title, where : str
        In the language of the papers.
    start : int
        Moment.
    items : tuple of str
        Ids of the items of all visits that are seated together, of a joint one; empty for a ride.
    """

    about: str
    visit: str
    title: str
    where: str
    start: int
    party: Dinner | RideParty
    etiquette: Etiquette
    items: tuple[str, ...] = ()


@dataclass(frozen=True)
class PlanParties:
    """Finds the parties of a judged plan.

    Attributes
    ----------
    edition : str or None
        Etiquette edition for all; None: by the kind of client, as the editions say.
    beside : Path or None
        The week, beside or above which the office keeps its own titles.
    """

    report: Report
    words: Words = field(default_factory=Words)
    edition: str | None = None
    beside: Path | None = None

    @cached_property
    def paper(self) -> Paper:
        """Names in the language of the papers."""
        return Paper(self.report, self.words)

    @cached_property
    def _papers(self) -> tuple[Paper, Paper]:
        return Paper(self.report, Words("zh")), Paper(self.report, Words("en"))

    @cached_property
    def _etiquettes(self) -> dict[str, Etiquette]:
        if self.edition is not None:
            same = load_etiquette(self.edition, self.beside)
            return {visit.id: same for visit in self.report.week.visits}
        kinds = {visit.client_kind: edition_for(visit.client_kind, self.beside) for visit in self.report.week.visits}
        return {visit.id: kinds[visit.client_kind] for visit in self.report.week.visits}

    def every(self) -> Iterator[PlanParty]:
        """Yield all parties in the order of time."""
        yield from sorted((*self.dinners(), *self.rides()), key=lambda party: (party.start, party.visit, party.about))

    def dinners(self) -> Iterator[PlanParty]:
        """Yield banquets, meetings, photos and ceremonies that have anybody to be seated; joint ones once.

        At buffets, receptions and teas the guests stand, unless seats are asked for.
        """
        standing = {item.id for item in standing_receptions(self.paper)}
        joint = _joint_items(self.report)
        for item in self.report.plan.items:
            room = self.report.week.room(item.room) if item.room else None
            items = joint.get(item.id, (item,))
            if item.id in standing or items[0] is not item:
                continue
            if is_banquet(item) or layout_of(item, room):
                dinner = self._dinner(items)
                if dinner is not None:
                    yield self._party(items, dinner)

    def rides(self) -> Iterator[PlanParty]:
        """Yield moves with vehicles."""
        for moves in chains(self.report.plan):
            first = moves[0]
            etiquette = self._etiquettes[first.visit]
            ride = ride_of(moves, self.paper, self._people(first.visit), etiquette)
            way = "→".join(ride.stops)
            yield PlanParty(first.id, first.visit, way, way, first.depart, ride, etiquette)

    def _people(self, visit: str) -> PlanAttendees:
        return PlanAttendees(self.report.week, self.report.facts.stay(visit), self._etiquettes[visit], self.words)

    def _party(self, items: Sequence[Item], dinner: Dinner) -> PlanParty:
        item = items[0]
        texts, etiquette = self.paper.item_texts, self._etiquettes[item.visit]
        if dinner.hall.tables[0].layout == "hollow":
            # two sides talk: each on its own side of the table
            facing = etiquette.layout("hollow").replace(sides="facing")
            etiquette = etiquette.replace(layouts={**etiquette.layouts, "hollow": facing})
        title, where, ids = texts.title(item), texts.where(item), tuple(each.id for each in items)
        return PlanParty(item.id, item.visit, title, where, item.start, dinner, etiquette, ids)

    def _dinner(self, items: Sequence[Item]) -> Dinner | None:
        """Return who sits where: of one item, or of a joint item the items of all its visits."""
        item, week = items[0], self.report.week
        attendees = self._attendees(item, self._people(item.visit)) if len(items) == 1 else self._all(items)
        if not attendees:
            return None
        room = week.room(item.room) if item.room else None
        # guests of the company know where it is: the room is enough
        where = room.name if room is not None else self.paper.item_texts.where(item)
        layout = layout_of(item, room)
        if layout is None:
            hall = banquet_hall(len(attendees), self._dining_room(item), where)
        else:
            hall = meeting_room(layout, len(attendees), room, where)
        if layout in FACING_LAYOUTS and not outside_hosts(self.paper.item_texts.request(item)):
            attendees = _interpreters_by_the_hosts(attendees)
        zh, en = (_name(paper, items) for paper in self._papers)
        several = layout is None and any(one.diet for one in attendees)
        return Dinner(
            id=item.id,
            name=zh,
            name_en=en,
            people=tuple(attendees),
            hall=hall,
            wishes=Wishes(diets_together=several),
        )

    def _attendees(self, item: Item, people: PlanAttendees) -> list[Attendee]:
        request = self.paper.item_texts.request(item)
        guests = people.guests(item.groups, request.members if request is not None else ())
        hosts = people.hosts(item.duties, guests)
        if outside := people.outside(outside_hosts(request)):
            # they come first; whom else they bring they do not tell us
            ours = [host.replace(rank=len(outside) + 1) if host.rank == 1 else host for host in hosts]
            return [*guests, *outside, *ours]
        if is_banquet(item):
            return [*guests, *hosts]
        # a driver waits outside
        return [*(one for one in guests if one.role != "driver"), *hosts, *people.company(_more_of_ours(request))]

    def _all(self, items: Sequence[Item]) -> list[Attendee]:
        """Return whom a joint item seats: the guests of all visits, one of them the guest of honour, and our people."""
        found: dict[str, Attendee] = {}
        honours = []
        for item in items:
            stay = self.report.facts.stay(item.visit)
            principal = stay.principal
            if principal is not None:
                honours.append((principal.rank, f"{item.visit}-{principal.id}"))
            mine = self._attendees(item, self._people(item.visit))
            apart = {one.id: f"{item.visit}-{one.id}" for one in mine if one.side == "guest" or one.nameless}
            for one in mine:
                links = {name: apart.get(id, id) for name in ("serves", "spouse_of") if (id := getattr(one, name))}
                made = one.replace(id=apart.get(one.id, one.id), **links)
                found.setdefault(made.id, made)
        first = min(honours, key=lambda honour: honour[0], default=(0, ""))[1]
        return [_ranked_below(one, first) for one in found.values()]

    def _dining_room(self, item: Item) -> DiningRoom | None:
        if item.dining_room is None:
            return None
        rooms = self.report.week.restaurant(item.place).dining_rooms
        return next(room for room in rooms if room.id == item.dining_room)


def _joint_items(report: Report) -> dict[str, tuple[Item, ...]]:
    """Return the items of each joint item that are at one time and place, by the id of each of them."""
    groups: dict[tuple[str, int, str], list[Item]] = {}
    for item in report.plan.items:
        if joint := joint_of_item(report.facts, item.id):
            groups.setdefault((joint, item.start, item.place), []).append(item)
    return {item.id: tuple(items) for items in groups.values() for item in items}


def _name(paper: Paper, items: Sequence[Item]) -> str:
    """Return a title with the client, of a joint item with its own title where it has one."""
    item = items[0]
    joint = joint_of_item(paper.facts, item.id) if len(items) > 1 else ""
    title = next((j.title for j in paper.week.joints if j.id == joint), "")
    return title or f"{paper.names.client(item.visit)} {paper.item_texts.title(item)}"


def _ranked_below(guest: Attendee, first: str) -> Attendee:
    """Return a guest of a joint item: the guest of honour of one visit alone, and whose spouse is so, comes first."""
    if guest.side == "host" or guest.id == first or guest.spouse_of == first:
        return guest
    return guest.replace(rank=None)


def _interpreters_by_the_hosts(attendees: list[Attendee]) -> list[Attendee]:
    """Our interpreter sits with us where the sides part, by our first host; beside the guest of honour at a banquet."""
    hosts = [one for one in attendees if one.side == "host" and not one.helper]
    first = min(hosts, key=lambda one: (one.rank or 99, one.level or 999), default=None)
    if first is None:
        return attendees
    ours = [one for one in attendees if one.side == "host" and one.role == "interpreter"]
    # a second one stays with the guest
    moved = {one.id for one in ours[:1]}
    return [one.replace(serves=first.id) if one.id in moved else one for one in attendees]


def _more_of_ours(request: Request | None) -> int:
    """How many of ours come to a meeting besides those whom the plan names: so many as the request asks for.

    The usual number only makes the room large enough, nobody of those is known to come.
    """
    if not isinstance(request, Fact):
        return 0
    field = type(request).model_fields.get("company")
    asked = getattr(request, "company", None) or 0
    return 0 if field is None or asked == field.default else asked


def standing_receptions(paper: Paper) -> tuple[Item, ...]:
    """Return the buffets, receptions and teas of a plan at which nobody is seated."""
    found = ((item, paper.item_texts.request(item)) for item in paper.plan.items)
    return tuple(item for item, request in found if isinstance(request, Banquet) and request.is_standing)


def folder_name(party: PlanParty, paper: Paper) -> str:
    """Return a name that sorts by time: 1021-1915 国信 欢迎晚宴."""
    day = day_of(party.start)
    time = paper.words.time(party.start).replace(":", "")
    return safe_name(f"{day.month:02d}{day.day:02d}-{time} {paper.names.client(party.visit)} {party.title}", 60)
