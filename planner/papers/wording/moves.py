"""Moves of guests in words: from where to where, being met or seen off, in which vehicles."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planner.language.titles import Titles

if TYPE_CHECKING:
    import datetime as dt

    from models.domain.plan import Move, Ride
    from models.domain.visits import Arrival, Departure
    from models.domain.week import Week
    from planner.papers.wording.names import Names


@dataclass(frozen=True)
class MoveTexts:
    """Says moves and rides of a week in the language of the names."""

    week: Week
    names: Names

    def way(self, move: Move) -> str:
        """Say from where to where: 郑州东站→公司总部."""
        return f"{self.names.stop(move.origin)}→{self.names.stop(move.target)}"

    def meeting(self, place: str) -> str:
        """Say what is done when guests arrive at a place: 接机, 接站, 迎接."""
        return self.titles.meeting(place)

    def parting(self, place: str) -> str:
        """Say what is done when guests leave from a place: 送机, 送站, 送行."""
        return self.titles.parting(place)

    @cached_property
    def titles(self) -> Titles:
        """Titles of moves."""
        return Titles(self.week, self.names.words)

    # -- flights and trains

    def arrival(self, arrival: Arrival, day: dt.date) -> str:
        """Say when guests arrive at a place: CZ3300 09:25降落, G83 09:25到站."""
        zh, en = ("降落", "到站", "到达"), ("lands", "arrives", "arrival")
        return self._scheduled(arrival.number, arrival.at, day, self.titles.by_kind(arrival.place, zh, en))

    def departure(self, departure: Departure, day: dt.date) -> str:
        """Say when a flight takes off or a train leaves, which is not when guests set off for it: G83 16:40开车.

        Returns
        -------
        str
            ``""`` for guests who go by road when they like.
        """
        if departure.at is None:
            open_ticket = self.names.words.pick("返程票待订", "return ticket to be booked")
            return "" if self.by_road(departure.place) else open_ticket
        zh, en = ("起飞", "开车", "离开"), ("takes off", "departs", "departure")
        return self._scheduled(departure.number, departure.at, day, self.titles.by_kind(departure.place, zh, en))

    def by_road(self, place: str) -> bool:
        """Whether guests come to or leave from a place by road: no flight, no train, no ticket."""
        point = self.week.arrival_point(place)
        return point is None or point.kind not in ("airport", "rail")

    def _scheduled(self, number: str, moment: int, day: dt.date, what: str) -> str:
        time = self.names.words.time(moment, day)
        return self.names.words.pick(f"{number} {time}{what}", f"{number} {what} {time}").strip()

    # -- vehicles

    def cars(self, move: Move) -> str:
        """Say what the guests ride in, one vehicle a line."""
        words = self.names.words
        rides = [ride for ride in move.rides if ride.guests] or move.rides
        if rides:
            return "\n".join(self.ride(ride, len(rides) > 1) for ride in rides)
        if not self.week.visit(move.visit).provides.cars:
            return words.pick("客人自备车", "the guests' own cars")
        return words.pick("步行", "on foot")

    def ride(self, ride: Ride, several: bool = False) -> str:
        """Say one vehicle: 商务车1 示A·10001 司机王强（6人）; the number of guests where there are several vehicles."""
        words = self.names.words
        if ride.hired:
            text = self.hired_car(ride.hired)
        elif ride.vehicle:
            text = self.names.vehicle(ride.vehicle) + " " + self.names.driver(ride.driver)
        else:
            text = words.open
        return words.note(text, words.people(ride.guests)) if several else text

    def hired_car(self, id: str) -> str:
        """Say a kind of hired car: 外租面包车（待落实）."""
        words = self.names.words
        return words.note(words.hired_car(self.week.hired_car(id)), words.open)
