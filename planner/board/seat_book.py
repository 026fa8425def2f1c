"""The seatings of a board: every party of the plan that is shown, seated when it is first asked for."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from models.cp.stop_signal import StopSignal
from models.domain.bilingual import bilingual
from models.domain.seating import Dinner
from planner.board.apply_by_hand import NotByHand
from planner.judging.check import Report
from planner.language.words import Words
from planner.seating.chart import DinnerChart, RideChart
from planner.seating.from_plan import PlanParties
from planner.seating.kept_seats import by_hand_of, seat_kept
from planner.seating.plan_rides import chains

if TYPE_CHECKING:
    from pathlib import Path

    from models.domain.ride_party import CarPlan
    from planner.board.session import BoardSession
    from planner.board.state import BoardState
    from planner.seating.chart import Chart
    from planner.seating.from_plan import PlanParty
    from planner.seating.kept_seats import KeptSeats

MOST_STATES = 12
"""Plans whose parties are kept: two languages of those that undo goes back to."""
MOST_SEATINGS = 200


class Seated(NamedTuple):
    """A party of a state with its seats.

    Attributes
    ----------
    key : str
        Under which its seats stand in the state.
    """

    party: PlanParty
    kept: KeptSeats
    key: str


class SeatBook:
    """Seats the parties of a session; may be asked from several threads, one seating at a time.

    Parameters
    ----------
    beside : Path, optional
        The week, beside or above which the office keeps its own titles.
    """

    def __init__(self, session: BoardSession, beside: Path | None = None) -> None:
        self.session, self.beside = session, beside
        self.stop = StopSignal()
        self._solving, self._making = threading.Lock(), threading.RLock()
        self._parties: OrderedDict[tuple[int, str], tuple[object, dict[str, PlanParty], PlanParties]] = OrderedDict()
        self._seated: OrderedDict[str, list[tuple[PlanParty, object, KeptSeats]]] = OrderedDict()

    def close(self) -> None:
        """End a seating that is under way."""
        self.stop.event.set()

    # -- parties

    def parties(self, state: BoardState, words: Words) -> dict[str, PlanParty]:
        """Return the parties of a state by the id of their (first) item or move, in the order of time."""
        return self._of(state, words)[1]

    def _of(self, state: BoardState, words: Words) -> tuple[object, dict[str, PlanParty], PlanParties]:
        session, key = self.session, (id(state.visit_plans), words.lang)
        if (known := self._known(key, state)) is not None:
            return known
        with session.lock:  # before the other lock, never within it
            facts, score = session.facts_of(state.week), session.score()
        with self._making:
            if (known := self._known(key, state)) is not None:
                return known
            report = Report(facts, state.plan(), session.rules, score, ())
            made = PlanParties(report, words, beside=self.beside)
            found = state.visit_plans, {party.about: party for party in made.every()}, made
            self._parties[key] = found
            while len(self._parties) > MOST_STATES:
                self._parties.popitem(last=False)
            return found

    def _known(
        self, key: tuple[int, str], state: BoardState
    ) -> tuple[object, dict[str, PlanParty], PlanParties] | None:
        with self._making:
            found = self._parties.get(key)
            if found is None or found[0] is not state.visit_plans:
                return None
            self._parties.move_to_end(key)
            return found

    def maker(self, state: BoardState, words: Words) -> PlanParties:
        """Return what finds the parties of a state."""
        return self._of(state, words)[2]

    def party(self, state: BoardState, about: str, words: Words) -> PlanParty:
        """Return the party of an item or move; of a joint one, or of a ride of several moves, by any of them.

        Raises
        ------
        NotByHand
            When nobody is seated there.
        """
        parties = self.parties(state, words)
        found = parties.get(about) or next((each for each in parties.values() if about in each.items), None)
        if found is None:
            ride = next((moves for moves in chains(state.plan()) if about in {move.id for move in moves}), None)
            found = parties.get(ride[0].id) if ride else None
        if found is None:
            what = bilingual("这一项不排座次，或已不在计划里", "nobody is seated there, or it is no longer in the plan")
            raise NotByHand(what)
        return found

    # -- seats

    def seated(self, state: BoardState, about: str) -> Seated:
        """Return a party of a state with its seats; seated by the rules where nothing was decided by hand.

        Raises
        ------
        JiedaiError
            When there are too few seats, or titles contradict each other.
        """
        party = self.party(state, about, Words("zh"))
        mine = by_hand_of(party, state.seats)
        key = next((id for id in (party.about, *party.items) if id in state.seats), party.about)
        with self._solving:
            for known, decided, kept in self._seated.get(party.about, ()):
                if decided == mine and known.party == party.party and known.etiquette == party.etiquette:
                    return Seated(party, kept, key)
            kept = seat_kept(party, state.seats, self.stop)
            listed = self._seated.setdefault(party.about, [])
            listed.insert(0, (party, mine, kept))
            del listed[8:]
            self._seated.move_to_end(party.about)
            while len(self._seated) > MOST_SEATINGS:
                self._seated.popitem(last=False)
        return Seated(party, kept, key)

    def chart(self, state: BoardState, seated: Seated, words: Words) -> Chart:
        """Return a chart with the names of a language."""
        chart = seated.kept.chart
        if words.lang == "zh":
            return chart
        other = self.party(state, seated.party.about, words).party
        if isinstance(chart, DinnerChart):
            assert isinstance(other, Dinner)
            return chart._replace(dinner=chart.dinner.replace(people=other.people, hall=other.hall))
        assert not isinstance(other, Dinner)
        ride = other.replace(locks=chart.ride.locks)
        return RideChart(ride, chart.etiquette, _with_stops(chart.plan, other.stops))


def _with_stops(plan: CarPlan, stops: tuple[str, ...]) -> CarPlan:
    """Return a plan with the stops as another language calls them."""
    cars = [
        car.replace(legs=[leg.replace(start=stops[k], end=stops[k + 1]) for k, leg in enumerate(car.legs)])
        for car in plan.cars
    ]
    return plan.replace(cars=cars)
