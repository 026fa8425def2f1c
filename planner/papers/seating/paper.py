"""A seated dinner or ride in one language, handed to every paper: who is where, and what tables and cars are called."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from models.rules.core.base import DOCUMENTS
from models.rules.core.english_clauses import DOCUMENTS_EN, clause_in_english
from planner.language.words import Words
from planner.papers.seating.people import SeatingPeople, line, said

if TYPE_CHECKING:
    from models.domain.etiquette_edition import Etiquette
    from models.domain.halls import Table
    from models.domain.ride_party import Car, CarPlan, CarSeating, Leg, RideParty
    from models.domain.seating import Dinner, Seating, TablePlan

MEAL_LAYOUTS = frozenset({"one_host", "two_hosts", "hostess", "french", "english"})
"""Layouts at which people eat: they have a kitchen sheet and an order of service."""
_SETTINGS = {
    "talks": ("会谈桌", "Talks"),
    "talks_end": ("会谈桌", "Talks"),
    "u": ("U形桌", "U-shaped table"),
    "hollow": ("回字形桌", "Hollow square"),
    "sofas": ("会见沙发", "Sofas"),
    "podium": ("主席台", "Podium"),
    "photo": ("合影", "Photo"),
    "signing": ("签字台", "Signing desk"),
    "classroom": ("课桌", "Classroom"),
}


@dataclass(frozen=True)
class SeatingPaper:
    """A seated dinner, meeting or photo.

    Attributes
    ----------
    dinner, seating : Dinner, Seating
        The question and the answer.
    etiquette : Etiquette
        The edition that it follows.
    """

    dinner: Dinner
    seating: Seating
    etiquette: Etiquette
    words: Words = field(default_factory=Words)

    @property
    def answer(self) -> Seating:
        """What was found, with proofs, breaches and deviations."""
        return self.seating

    @cached_property
    def people(self) -> SeatingPeople:
        """Names and ranks."""
        return SeatingPeople(self.dinner.by_id, self.seating.ranking, self.words, self.etiquette.forms_of_address)

    @property
    def title(self) -> str:
        """Name of the dinner."""
        dinner = self.dinner
        return line(self.words.pick(dinner.name or dinner.id, dinner.name_en or dinner.name or dinner.id))

    @property
    def hall(self) -> str:
        """Name of the hall."""
        hall = self.dinner.hall
        return line(self.words.pick(hall.name or hall.id, hall.name_en or hall.name or hall.id))

    @property
    def edition(self) -> str:
        """Name of the edition."""
        return _edition(self.etiquette, self.words)

    @property
    def meals(self) -> tuple[TablePlan, ...]:
        """The tables at which people eat."""
        return tuple(plan for plan in self.seating.tables if plan.layout in MEAL_LAYOUTS)

    @cached_property
    def seats(self) -> dict[str, dict[int, str]]:
        """Person by seat, by table."""
        found: dict[str, dict[int, str]] = {plan.table: {} for plan in self.seating.tables}
        for row in self.seating.placements:
            found[row.table][row.seat] = row.person
        return found

    @cached_property
    def plans(self) -> dict[str, TablePlan]:
        """Tables by id."""
        return {plan.table: plan for plan in self.seating.tables}

    def table(self, plan: TablePlan) -> Table:
        """The table of the hall."""
        return self.dinner.hall.table(plan.table)

    def number(self, plan: TablePlan) -> str:
        """Number of a table as guests are told it: 3号桌; of a setting for meetings, what it is."""
        if plan.layout not in MEAL_LAYOUTS:
            return self.words.pick(*_SETTINGS[plan.layout])
        return self.words.pick(f"{plan.place}号桌", f"Table {plan.place}")

    def table_name(self, plan: TablePlan) -> str:
        """Name of a table: 主桌（1号桌）, 3号桌, or as the hall calls it."""
        table, words = self.table(plan), self.words
        name = line(words.pick(table.name or table.name_en, table.name_en or table.name))
        if plan.layout not in MEAL_LAYOUTS:
            return name or self.number(plan)
        if plan.place == 1 and len(self.seating.tables) > 1:
            return words.note(name or words.pick("主桌", "Main table"), self.number(plan))
        if not name:
            return words.pick("餐桌", "Table") if len(self.seating.tables) == 1 else self.number(plan)
        return name if len(self.seating.tables) == 1 else f"{self.number(plan)} {name}"

    def short_name(self, plan: TablePlan) -> str:
        """Name of a table where there is little room: its number, or its name if it is the only one."""
        return self.number(plan) if len(self.seating.tables) > 1 else self.table_name(plan)

    def custom(self, plan: TablePlan) -> str:
        """Which custom a table follows, of which edition, and where that says so."""
        words, source = self.words, self.etiquette.layout(plan.layout).source
        custom = said(words, plan.custom, plan.custom_en)
        return words.semicolon.join(part for part in (custom, self.edition, _source(source, words)) if part)

    def marks(self, plan: TablePlan) -> dict[str, str]:
        """Sign of everybody at a table by rank: 主1, 客1, 客2 …; 1, 2, 3 … where both sides are merged; 译."""
        signs: dict[str, str] = {}
        merged = self.etiquette.layout(plan.layout).centre == "rank"
        count = {"host": 0, "guest": 0}
        for name in sorted(self.seats[plan.table].values(), key=self.people.merged):
            person = self.people.known[name]
            count[person.side] += not person.helper
            place = sum(count.values())
            signs[name] = str(place) if merged and not person.helper else self.people.mark(person, count[person.side])
        return signs

    def same_side(self, plan: TablePlan) -> str:
        """How many neighbours are of one side, and whether fewer are possible; ``""`` where nobody counts."""
        words = self.words
        proof = next((p for p in self.seating.proofs if p.scope == plan.table and p.name == "same_side"), None)
        if self.etiquette.layout(plan.layout).mix == "none":
            return ""
        text = words.pick(f"同方相邻{plan.same_side}处", f"own people side by side: {plan.same_side}")
        if proof is None or proof.value != plan.same_side:
            return text
        least = words.pick("已证明最少", "proven least")
        return words.note(text, least if proof.status == "proven" else words.pick("可能还能更少", "perhaps fewer"))


@dataclass(frozen=True)
class RidePaper:
    """A seated ride."""

    ride: RideParty
    plan: CarPlan
    etiquette: Etiquette
    words: Words = field(default_factory=Words)

    @property
    def answer(self) -> CarPlan:
        """What was found, with proofs, breaches and deviations."""
        return self.plan

    @cached_property
    def people(self) -> SeatingPeople:
        """Names and ranks."""
        return SeatingPeople(self.ride.by_id, self.plan.ranking, self.words)

    @property
    def title(self) -> str:
        """Name of the ride."""
        return line(self.ride.name or self.ride.id)

    @property
    def edition(self) -> str:
        """Name of the edition."""
        return _edition(self.etiquette, self.words)

    @property
    def route(self) -> str:
        """All stops."""
        return "→".join(line(stop) for stop in self.ride.stops)

    @property
    def used(self) -> tuple[CarSeating, ...]:
        """The cars in which anybody sits, in convoy order."""
        return tuple(car for car in self.plan.cars if any(leg.seats for leg in car.legs))

    def car(self, seating: CarSeating) -> Car:
        """The car of the ride."""
        return next(car for car in self.ride.cars if car.id == seating.car)

    def car_name(self, seating: CarSeating) -> str:
        """第2车 豫A·1."""
        car = self.car(seating)
        return f"{self.words.pick(f'第{seating.convoy}车', f'Car {seating.convoy}')} {line(car.name or car.id)}"

    def kind(self, seating: CarSeating) -> str:
        """Name of the vehicle's profile."""
        profile = self.car(seating).profile
        return line(self.words.pick(profile.name, profile.name_en or profile.name))

    def driver(self, seating: CarSeating) -> str:
        """Who drives: 司机王师傅, or the host who drives."""
        car, words = self.car(seating), self.words
        who = words.pick("主人驾车", "host at the wheel") if car.drives == "host" else words.pick("司机", "driver")
        return words.note(who, self.people.name(car.driver)) if car.driver else who

    def custom(self, seating: CarSeating) -> str:
        """Which profile the car follows, of which edition, and where that says so."""
        car, words = self.car(seating), self.words
        english = f"{car.profile.name_en}, {'host' if car.drives == 'host' else 'chauffeur'} drives"
        secure = self.etiquette.security and car.profile.security and car.drives == "chauffeur"
        custom = said(words, seating.custom, english + (" (security seat)" if secure else ""))
        parts = (custom, self.edition, _source(car.profile.source, words))
        return words.semicolon.join(part for part in parts if part)

    def leg(self, leg: Leg) -> str:
        """机场→酒店."""
        return f"{line(leg.start)}→{line(leg.end)}"

    def got_out(self, seating: CarSeating, number: int) -> list[str]:
        """Who has left the car since the leg before."""
        if number == 0:
            return []
        now = set(seating.legs[number].seats.values())
        return [name for name in seating.legs[number - 1].seats.values() if name not in now]

    def got_in(self, seating: CarSeating, number: int) -> list[str]:
        """Who has come into the car since the leg before."""
        if number == 0:
            return []
        before = set(seating.legs[number - 1].seats.values())
        return [name for name in seating.legs[number].seats.values() if name not in before]


def _edition(etiquette: Etiquette, words: Words) -> str:
    name = line(words.pick(etiquette.name or etiquette.id, etiquette.name_en or etiquette.name or etiquette.id))
    return words.label(words.pick("礼仪版本", "edition"), name)


def cited(source: str, words: Words) -> str:
    """Say where a custom or rule comes from: the document by its name, else that it is a custom of the trade."""
    document, _, clause = line(source).partition(" ")
    if document in DOCUMENTS:
        name = words.pick(DOCUMENTS[document], DOCUMENTS_EN[document])
        return f"{name} {words.pick(clause, clause_in_english(clause))}".strip()
    if document == "wish":
        return words.pick("本次指定", "asked for")
    return words.pick("惯例", "custom of the trade")


def _source(source: str, words: Words) -> str:
    return words.label(words.pick("依据", "source"), cited(source, words))
