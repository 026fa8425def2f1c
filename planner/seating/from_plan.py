"""The parties of a plan: every banquet, every meeting with seats, every move with vehicles, as dinners and rides."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from models.domain.activities import Banquet, outside_hosts
from models.domain.base import Fact
from models.domain.clock import day_of
from models.domain.seating import Dinner, Wishes
from planner.formats.files import safe_name
from planner.formats.text.etiquette import edition_for, load_etiquette
from planner.language.words import Words
from planner.papers.paper import Paper
from planner.seating.people import PlanAttendees
from planner.seating.plan_rides import chains, ride_of
from planner.seating.rooms import banquet_hall, is_banquet, layout_of, meeting_room

if TYPE_CHECKING:
    from collections.abc import Iterator
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
        Id of the item or (first) move.
    title, where : str
        In the language of the papers.
    start : int
        Moment.
    """

    about: str
    visit: str
    title: str
    where: str
    start: int
    party: Dinner | RideParty
    etiquette: Etiquette


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
        """Yield banquets, meetings, photos and ceremonies that have anybody to be seated.

        At buffets, receptions and teas the guests stand, unless seats are asked for.
        """
        standing = {item.id for item in standing_receptions(self.paper)}
        for item in self.report.plan.items:
            room = self.report.week.room(item.room) if item.room else None
            if item.id in standing:
                continue
            if is_banquet(item) or layout_of(item, room):
                dinner = self._dinner(item)
                if dinner is not None:
                    yield self._party(item, dinner)

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

    def _party(self, item: Item, dinner: Dinner) -> PlanParty:
        texts, etiquette = self.paper.item_texts, self._etiquettes[item.visit]
        if dinner.hall.tables[0].layout == "hollow":
            # two sides talk: each on its own side of the table
            facing = etiquette.layout("hollow").replace(sides="facing")
            etiquette = etiquette.replace(layouts={**etiquette.layouts, "hollow": facing})
        return PlanParty(item.id, item.visit, texts.title(item), texts.where(item), item.start, dinner, etiquette)

    def _dinner(self, item: Item) -> Dinner | None:
        week, people = self.report.week, self._people(item.visit)
        attendees = self._attendees(item, people)
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
        zh, en = (f"{paper.names.client(item.visit)} {paper.item_texts.title(item)}" for paper in self._papers)
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

    def _dining_room(self, item: Item) -> DiningRoom | None:
        if item.dining_room is None:
            return None
        rooms = self.report.week.restaurant(item.place).dining_rooms
        return next(room for room in rooms if room.id == item.dining_room)


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
