"""ARR-07, 07a · where the guests sleep: a hotel for every night, an agreement hotel where they wish none."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from models.domain.clock import DAY, at, day_of
from models.domain.places import Hotel
from models.domain.vocabulary import HOTEL_ROOM_NAMES
from models.rules.core.base import PRACTICE, Citation, Rule
from models.rules.core.findings import Phrase, Sentence, Several, TimeOfDay, label, subject
from models.rules.core.groups import GroupedRule, Grouping
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Night, Plan, RoomBooking
    from models.domain.stay import Stay
    from models.domain.visits import Visit
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.programme import Programme
    from models.rules.core.view import Lit, VisitView


_IN_A_ROOM = ("check_in", "rest")
"""Kinds for which the guests have their room."""


class Lodging(GroupedRule):
    """ARR-07: where the company provides lodging, a hotel for every night, with the rooms due.

    That it is one hotel for the whole stay is practice; no document says so.
    A night is due after each day of ``Stay.nights``, for the groups that sleep here (``Stay.sleeping``), with the rooms
    of ``Stay.room_bookings``; the guests' wished hotel, if they named one; nights in other cities are ARR-07b's.
    Nowhere more rooms of a kind than the hotel keeps; check-in, and a rest on the day of arrival or of another hotel,
    not before ``Stay.rooms_open``. Where lodging is not provided, no night is booked. Amount: 1 for each missing, wrong
    or surplus night, further hotel, room too many, kind not offered, early check-in.
    """

    id = "ARR-07"
    title = "公司安排住宿的,每晚有酒店,房型按级别"
    title_en = "A hotel for every night, rooms by level"
    cites = Citation(
        document="S2",
        regulation="接待和招待费用管理制度",
        clause="五(二)",
        quote="需由公司安排住宿的,由行政事业部统一安排,其他各部门不得自行安排",
    )
    scope = "shared"
    levels = ("must",)
    occupies = True
    softenable = False
    mended_by = ("place",)
    early = Sentence("{item}早于酒店入住时间 {opens}", "{item} is before the hotel's check-in time {opens}")
    missing = Sentence("{day}没有订酒店", "no hotel is booked for {day}")
    surplus = Sentence("{day}多订了酒店", "a hotel too many is booked for {day}")
    several = Sentence("住了 {count} 家酒店", "the guests stay at {count} hotels")
    not_wished = Sentence("不是客人指定的酒店", "not the hotel that the guests asked for")
    wrong_rooms = Sentence("{day}的房型或间数不对", "wrong kinds or numbers of rooms on {day}")
    not_offered = Sentence("酒店没有这种房型:{kinds}", "the hotel has no such rooms: {kinds}")
    overbooked = Sentence(
        "{day}{hotel}的{kind}超订 {count} 间", "{day}: {count} {kind} rooms too many are booked at {hotel}"
    )

    def judge_visit(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        """Judge the nights of a visit."""
        yield from self._nights(p)
        yield from self._rooms(facts, p)
        for item in p.of(*_IN_A_ROOM):
            if item.kind == "rest" and not _moves_in(p.stay, day_of(item.start)):
                continue
            house = facts.week.place(item.place)
            opens = p.stay.rooms_open(house) if isinstance(house, Hotel) else 0
            if item.start < at(day_of(item.start), opens):
                about, opening = subject(item=item.id), TimeOfDay(opens)
                yield self.broken(p.id, about, 1, self.early, item=label(item), opens=opening)

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Judge the rooms of each kind in each hotel, night by night."""
        return (_ROOMS_OF_NIGHT.by(self._overbooked),)

    def _nights(self, p: Programme) -> Iterator[Violation]:
        stay = p.stay
        due = set(stay.nights) if stay.visit.provides.lodging else set()
        booked = Counter((night.day, night.groups) for night in p.nights)
        wanted = Counter((day, stay.sleeping(day)) for day in due)
        for day, _ in sorted((wanted - booked).elements()):
            yield self.broken(p.id, subject(day=day), 1, self.missing, day=day)
        for day, _ in sorted((booked - wanted).elements()):
            yield self.broken(p.id, subject(day=day), 1, self.surplus, day=day)
        hotels = {night.hotel for night in p.nights if night.day not in stay.nights_away}
        all_hotels = subject(place=tuple(sorted(hotels)))
        if len(hotels) > 1:
            yield self.broken(p.id, all_hotels, len(hotels) - 1, self.several, count=len(hotels))
        if stay.visit.hotel and hotels - {stay.visit.hotel}:
            yield self.broken(p.id, all_hotels, 1, self.not_wished)

    def _rooms(self, facts: Facts, p: Programme) -> Iterator[Violation]:
        for night in p.nights:
            about, rooms = subject(day=night.day, place=night.hotel), p.stay.room_bookings(night.groups)
            if _counted(night.rooms) != _counted(rooms):
                yield self.broken(p.id, about, 1, self.wrong_rooms, day=night.day)
            if missing := _not_offered(facts.week.hotel(night.hotel), {r.kind for r in night.rooms}):
                yield self.broken(p.id, about, 1, self.not_offered, kinds=_names(missing))

    def _overbooked(self, facts: Facts, booked: list[tuple[Night, RoomBooking]]) -> Iterator[Violation]:
        night, kind = booked[0][0], booked[0][1].kind
        hotel, count = facts.week.find_place(night.hotel), sum(booking.count for _, booking in booked)
        if not isinstance(hotel, Hotel):  # STR-01's business
            return
        kept = {room.kind: room.count for room in hotel.room_types if room.count is not None}
        over = count - kept.get(kind, count)
        if over > 0:
            about, rooms = subject(day=night.day, place=hotel.id), Phrase(*HOTEL_ROOM_NAMES[kind])
            yield self.broken("", about, over, self.overbooked, day=night.day, hotel=hotel.name, kind=rooms, count=over)

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Only hotels with the rooms due and rooms left, check-in from the hotel's time."""
        stay = visit.stay
        for id, chosen in visit.hotel.items():
            for day in stay.home_nights if stay.nights_away else stay.days[:1]:
                if _moves_in(stay, day):
                    self._open(m, facts, visit, day, id, chosen)
            if not stay.visit.provides.lodging:
                continue
            for day in stay.home_nights:
                self._book(m, facts, visit, day, id, chosen)
        for day, there in visit.away.items():
            for id, chosen in there.items():
                if _moves_in(stay, day):
                    self._open(m, facts, visit, day, id, chosen)
                self._book(m, facts, visit, day, id, chosen)

    def _open(self, m: Poster, facts: Facts, visit: VisitView, day: dt.date, id: str, chosen: Lit) -> None:
        """Let nobody into a room on the day of moving in before the hotel opens it."""
        opens = at(day, visit.stay.rooms_open(facts.week.hotel(id))) - facts.week.origin
        for act in visit.of(*_IN_A_ROOM):
            if day in act.on:
                m.limit(self, act.about, act.start, lo=opens, on=(act.done, chosen))

    def _book(self, m: Poster, facts: Facts, visit: VisitView, day: dt.date, id: str, chosen: Lit) -> None:
        """Take the rooms of one night in a hotel."""
        stay, hotel = visit.stay, facts.week.hotel(id)
        about, bookings = subject(day=day, place=id), stay.room_bookings(stay.sleeping(day))
        if _not_offered(hotel, {booking.kind for booking in bookings}):
            m.never(self, about, chosen)
        counts = {room.kind: room.count for room in hotel.room_types}
        for booking in bookings:
            if counts.get(booking.kind) is not None:
                resource, night = f"hotel:{id}:{booking.kind}", at(day) - facts.week.origin
                m.occupy(self, about, resource, night, DAY, chosen, booking.count)


def _moves_in(stay: Stay, day: dt.date) -> bool:
    """Tell whether guests get other rooms on a day: they come, or change to a hotel in another city or back."""
    return day == stay.days[0] or stay.changes_hotel(day)


def _rooms_of_night(_: Facts, plan: Plan) -> Iterator[tuple[tuple[dt.date, str, str], tuple[Night, RoomBooking]]]:
    """Yield the rooms booked in a plan by day, hotel and kind, those of unknown visits too."""
    for night in plan.nights:
        for booking in night.rooms:
            yield (night.day, night.hotel, booking.kind), (night, booking)


_ROOMS_OF_NIGHT = Grouping(_rooms_of_night, lambda _, booked: booked)


def _counted(rooms: Iterable[RoomBooking]) -> Counter[str]:
    """Return the number of rooms by kind; a kind may be booked in several lines."""
    counted: Counter[str] = Counter()
    for room in rooms:
        counted[room.kind] += room.count
    return counted


def _names(kinds: Sequence[str]) -> Several:
    return Several(tuple(Phrase(*HOTEL_ROOM_NAMES[kind]) for kind in kinds))


def _not_offered(hotel: Hotel, kinds: set[str]) -> list[str]:
    return sorted(kinds - {room.kind for room in hotel.room_types})


class NightsAway(Rule):
    """ARR-07b: a night in another city is where the visit says: on that day, in that hotel.

    Nobody is driven home for the night. Amount: 1 a night elsewhere.
    """

    id = "ARR-07b"
    title = "异地住宿按来访要求:哪一晚、哪家酒店"
    title_en = "Nights in other cities are on the day and in the hotel that the visit says"
    cites = PRACTICE
    levels = ("must",)
    mended_by = ("place",)
    elsewhere = Sentence("{day}应住{hotel},不住别处", "on {day} the guests are to sleep at {hotel}, not elsewhere")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the booked nights with the visit's; a night that is not booked is ARR-07's."""
        for p in programmes(facts, plan):
            for night in p.nights:
                hotel = p.stay.nights_away.get(night.day)
                if hotel is not None and night.hotel != hotel:
                    name = facts.week.hotel(hotel).name
                    about = subject(day=night.day, place=night.hotel)
                    yield self.broken(p.id, about, 1, self.elsewhere, day=night.day, hotel=name)


class AgreementHotel(Rule):
    """ARR-07a: agreement hotels first, where the guests wish none. Amount: 1 a hotel that is no agreement hotel."""

    id = "ARR-07a"
    title = "优先选择协议酒店"
    title_en = "Agreement hotels first"
    cites = Citation(document="S0", clause="四", quote="公司主要协议酒店简介")
    levels = ("prefer", "should", "must", "note", "off")
    no_agreement = Sentence("{hotel}不是协议酒店", "{hotel} is no agreement hotel")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at the hotels booked."""
        for p in programmes(facts, plan):
            for id in sorted({night.hotel for night in p.nights if night.day not in p.stay.nights_away}):
                hotel = facts.week.hotel(id)
                if self._counts(p.stay.visit, hotel):
                    yield self.broken(p.id, subject(place=id), 1, self.no_agreement, hotel=hotel.name)

    def _counts(self, visit: Visit, hotel: Hotel) -> bool:
        return visit.provides.lodging and visit.hotel is None and not hotel.agreement

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Price the others."""
        for id, chosen in visit.hotel.items():
            if self._counts(visit.stay.visit, facts.week.hotel(id)):
                m.never(self, subject(place=id), chosen)
