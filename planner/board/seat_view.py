"""What the page shows of seats: the list of the parties of a week, and one of them drawn, as plain data in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.bilingual import in_language
from models.domain.clock import day_of, hhmm, minute_of_day
from models.domain.seating import Dinner
from planner.board.seat_drawing import car_drawing, hall_drawing
from planner.board.seat_texts import SeatTexts
from planner.papers.seating.findings import place_label, verdict
from planner.papers.seating.paper import RidePaper

if TYPE_CHECKING:
    from planner.board.seat_book import Seated
    from planner.language.words import Words
    from planner.papers.paper import Paper
    from planner.papers.seating.paper import SeatingPaper
    from planner.papers.seating.reprint import Reprint
    from planner.seating.from_plan import PlanParty
    from planner.seating.hand_seats import HandSeats


def party_rows(parties: dict[str, PlanParty], hand: HandSeats, paper: Paper, words: Words) -> list[dict[str, Any]]:
    """Return the parties of a week to choose from, in the order of time."""
    return [
        {
            "of": party.about,
            "kind": "dinner" if isinstance(party.party, Dinner) else "ride",
            "when": _when(party, words),
            "client": paper.names.client(party.visit),
            "title": party.title,
            "where": "" if party.where == party.title else party.where,
            "people": words.people(len(party.party.people)),
            "byhand": any(about in hand for about in (party.about, *party.items)),
        }
        for party in parties.values()
    ]


def _when(party: PlanParty, words: Words) -> str:
    return f"{words.day(day_of(party.start))} {hhmm(minute_of_day(party.start))}"


def party_view(
    seated: Seated, party: PlanParty, paper: SeatingPaper | RidePaper, client: str, again: Reprint
) -> dict[str, Any]:
    """Return one party with everybody's seat.

    Parameters
    ----------
    party : PlanParty
        In the language of ``paper``.
    again : Reprint
        What is to be printed again.
    """
    shown = _PartyView(seated, party, paper)
    words, kept = paper.words, seated.kept
    title = f"{client} {party.title}"
    return {
        "of": party.about,
        "kind": "ride" if isinstance(paper, RidePaper) else "dinner",
        "title": title,
        "when": _when(party, words),
        "where": "" if party.where == party.title else party.where,
        "count": words.people(len(paper.people.known)),
        "verdict": verdict(paper),
        "byhand": kept.by_hand is not None,
        "lost": [in_language(text, words.lang) for text in kept.lost],
        "areas": shown.areas,
        "people": shown.people,
        "findings": shown.findings(title),
        "reprint": _again(again, paper),
    }


class _PartyView:
    def __init__(self, seated: Seated, party: PlanParty, paper: SeatingPaper | RidePaper) -> None:
        self.paper, self.words = paper, paper.words
        hand = seated.kept.by_hand
        self.locks, self.moved = (set(hand.locks), set(hand.moved)) if hand else (set(), set())
        self.levels: dict[str, str] = {}
        for breach in paper.answer.breaches:
            if breach.level in ("must", "should"):
                for person in breach.people:
                    if self.levels.get(person) != "must":
                        self.levels[person] = breach.level
        self.principals = self._principals()
        self.places: dict[str, str] = {}
        self.areas = self._hall(paper) if not isinstance(paper, RidePaper) else self._cars(paper)
        self.people = {person: self._person(person) for person in paper.people.known}
        del party

    def _principals(self) -> dict[str, str]:
        """Return who is the first host and who the guest of honour."""
        words, found = self.words, {}
        for row in self.paper.people.ranking:
            if row.place == 1 and not self.paper.people.known[row.person].helper:
                found[row.person] = words.pick("第一主人" if row.side == "host" else "主宾",
                                               "first host" if row.side == "host" else "guest of honour")  # fmt: skip
        return found

    def _person(self, person: str) -> dict[str, Any]:
        people = self.paper.people
        known = people.known[person]
        return {
            "id": person,
            "name": people.name(person),
            "title": people.title(person),
            "post": people.post(person),
            "mark": self.marks[person],
            "side": known.side,
            "helper": known.helper,
            "principal": self.principals.get(person, ""),
            "notes": [text for text in (people.diet(person), people.to_confirm(person)) if text],
            "locked": person in self.locks,
            "byhand": person in self.moved,
            "level": self.levels.get(person, ""),
            "place": self.places.get(person, ""),
        }

    @property
    def marks(self) -> dict[str, str]:
        """Return the sign of everybody among their own side, as the charts of cars have it."""
        people = self.paper.people
        return {person: people.ride_mark(person) for person in people.known}

    def _seat(self, seat: dict[str, Any], person: str | None, where: str) -> dict[str, Any]:
        words, people = self.words, self.paper.people
        if person is None:
            return {**seat, "person": None, "label": f"{where} {words.pick('空座', 'empty')}"}
        self.places.setdefault(person, where)
        parts = [where, people.ride_mark(person), people.name(person), people.title(person)]
        parts += [self.principals.get(person, "")]
        parts += [words.pick("已锁定", "locked") if person in self.locks else ""]
        parts += [words.rule_level(self.levels[person]) if person in self.levels else ""]
        return {**seat, "person": person, "label": " ".join(filter(None, parts))}

    def _hall(self, paper: SeatingPaper) -> list[dict[str, Any]]:
        drawn = hall_drawing(paper)
        seats = []
        for seat in drawn["seats"]:
            person = paper.seats[seat["at"]].get(int(seat["seat"]))
            seats.append(self._seat(seat, person, place_label(paper, f"{seat['at']}-{seat['seat']}")))
        for table in drawn["tables"]:
            table["label"] = f"{table['name']} {self.words.pick('加一座', 'one more chair')}"
        return [{**drawn, "seats": seats}]

    def _cars(self, paper: RidePaper) -> list[dict[str, Any]]:
        areas = []
        for seating in paper.plan.cars:
            for leg in range(len(paper.ride.stops) - 1):
                drawn = car_drawing(paper, seating, leg)
                at = seating.legs[leg].seats if leg < len(seating.legs) else {}
                where = f"{paper.car_name(seating)} "
                profile = paper.car(seating).profile
                names = {s.id: self.words.pick(s.name, s.name_en) for s in profile.seats}
                seats = [self._seat(seat, at.get(seat["seat"]), where + names[seat["seat"]]) for seat in drawn["seats"]]
                areas.append({**drawn, "seats": seats})
        return areas

    def findings(self, title: str) -> list[dict[str, Any]]:
        """Return what is not kept, then who sits out of rank."""
        texts, answer = SeatTexts(self.paper, title), self.paper.answer
        order = {"must": 0, "should": 1}
        rows = [
            {"level": breach.level, "text": texts.breach(breach), "people": list(breach.people)}
            for breach in sorted(answer.breaches, key=lambda b: order.get(b.level, 2))
        ]
        out_of_rank = sorted(answer.deviations, key=lambda row: row.cause.kind != "none")
        rows += [
            {"level": "rank", "text": texts.deviation(row), "people": [row.higher, row.lower]}
            for row in out_of_rank[:MOST_OUT_OF_RANK]
        ]
        if (rest := len(out_of_rank) - MOST_OUT_OF_RANK) > 0:
            text = self.words.pick(f"位次不合的还有{rest}处", f"and {rest} more out of rank")
            rows.append({"level": "rank", "text": text, "people": []})
        return rows


MOST_OUT_OF_RANK = 30
"""Pairs out of rank that the page lists: one person far from the own rank makes many."""


def _again(again: Reprint, paper: SeatingPaper | RidePaper) -> dict[str, Any]:
    """Return what is to be printed again, in words."""
    words, people, charts = paper.words, paper.people, list[str]()
    if isinstance(paper, RidePaper):
        cars = {car.car: paper.car_name(car) for car in paper.plan.cars}
        legs = len(paper.ride.stops) > 2
        for car, leg in again.legs:
            charts.append(f"{cars[car]} {words.pick(f'第{leg + 1}程', f'leg {leg + 1}')}" if legs else cars[car])
    else:
        charts += [words.pick("平面图", "plan of the hall")] if again.hall else []
        charts += [paper.table_name(paper.plans[table]) for table in again.tables]
    return {
        "any": not again.nothing,
        "cards": [people.name(person) for person in again.cards],
        "void": list(again.void),
        "charts": charts,
    }
