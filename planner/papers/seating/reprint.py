"""Which cards and charts of a seating are to be printed again after changes, and these alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from planner.formats.files import safe_name
from planner.papers.seating.car_cards import car_cards
from planner.papers.seating.car_chart import car_chart
from planner.papers.seating.cards import cards_by_person, place_cards
from planner.papers.seating.hall_plan import hall_plan
from planner.papers.seating.page import pdf
from planner.papers.seating.paper import RidePaper, SeatingPaper
from planner.papers.seating.seat_chart import seat_chart

if TYPE_CHECKING:
    from planner.papers.seating.page import Page

Judged = SeatingPaper | RidePaper


class Reprint(NamedTuple):
    """What differs between two states of a seating.

    Attributes
    ----------
    cards : tuple of str
        People whose place card is new or says something else.
    void : tuple of str
        Names on cards that are no longer needed.
    tables : tuple of str
        Tables whose chart differs.
    hall : bool
        Whether the plan of the hall differs.
    legs : tuple of (str, int)
        Cars and legs whose card or chart differs.
    """

    cards: tuple[str, ...] = ()
    void: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    hall: bool = False
    legs: tuple[tuple[str, int], ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether all papers are as they were."""
        return self == Reprint()


def to_reprint(before: Judged, now: Judged) -> Reprint:
    """Return what is to be printed again; both in one language."""
    if isinstance(now, SeatingPaper) and isinstance(before, SeatingPaper):
        return _of_tables(before, now)
    if isinstance(now, RidePaper) and isinstance(before, RidePaper):
        was, has = _leg_texts(before), _leg_texts(now)
        gone = tuple(before.people.name(who) for who in before.people.known if who not in now.people.known)
        return Reprint(void=gone, legs=tuple(leg for leg, said in has.items() if was.get(leg) != said))
    return Reprint()


def _of_tables(before: SeatingPaper, now: SeatingPaper) -> Reprint:
    had, has = cards_by_person(before), cards_by_person(now)
    drawn, draws = _charts(before), _charts(now)
    presided = [{plan.table: plan.representative for plan in paper.seating.tables} for paper in (before, now)]
    counts = [{table: len(at) for table, at in paper.seats.items()} for paper in (before, now)]
    return Reprint(
        cards=tuple(name for name, card in has.items() if had.get(name) != card),
        void=tuple(before.people.name(name) for name in had if name not in has),
        tables=tuple(table for table, chart in draws.items() if drawn.get(table) != chart),
        hall=presided[0] != presided[1] or counts[0] != counts[1] or before.dinner.hall != now.dinner.hall,
    )


def _charts(paper: SeatingPaper) -> dict[str, object]:
    """Return all that the chart of each table says."""
    return {
        plan.table: (
            plan.laid,
            plan.layout,
            paper.table_name(plan),
            {seat: (paper.people.name(who), paper.people.notes(who)) for seat, who in paper.seats[plan.table].items()},
            paper.marks(plan),
        )
        for plan in paper.seating.tables
    }


def _leg_texts(paper: RidePaper) -> dict[tuple[str, int], object]:
    return {
        (car.car, number): (
            paper.car_name(car),
            paper.driver(car),
            paper.title,
            paper.leg(leg),
            {seat: (paper.people.name(who), paper.people.title(who)) for seat, who in leg.seats.items()},
        )
        for car in paper.used
        for number, leg in enumerate(car.legs)
        if leg.seats
    }


def reprinted(paper: Judged, wanted: Reprint) -> dict[str, bytes | str]:
    """Return the papers that are to be printed again, by file name: cards, and the pages of charts as one PDF."""
    words, found = paper.words, dict[str, bytes | str]()
    charts: list[Page] = []
    if isinstance(paper, SeatingPaper):
        if pages := place_cards(paper, wanted.cards):
            found[f"{words.pick('席卡', 'place-cards')}.pdf"] = pdf(pages)
        charts += hall_plan(paper) if wanted.hall else []
        charts += [seat_chart(paper, plan) for plan in paper.seating.tables if plan.table in wanted.tables]
    else:
        if pages := car_cards(paper, wanted.legs):
            found[f"{words.pick('车卡', 'car-cards')}.pdf"] = pdf(pages)
        cars = {car for car, _ in wanted.legs}
        charts += [page for car in paper.used if car.car in cars for page in car_chart(paper, car)]
    if charts:
        found[f"{words.pick('座次图', 'charts')}.pdf"] = pdf(charts)
    head = safe_name(paper.title)
    return {f"{head}/{name}": content for name, content in found.items()}
