"""What every paper of a packet is made from: the judged plan, the seats, the language."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from models.domain.people import FOREIGN_KINDS
from planner.language.words import Words
from planner.packet.document.bilingual import in_both_languages
from planner.papers.seating.paper import SeatingPaper

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Literal

    from models.domain.people import HostPerson
    from models.domain.plan import Duty, Item, Move, Plan
    from models.domain.stay import Stay
    from models.domain.week import Week
    from planner.packet.document.model import Document
    from planner.papers.paper import Paper
    from planner.plan_workbook.draft_mark import DraftMark
    from planner.seating.chart import DinnerChart
    from planner.services.simulate import Simulation

    Lang = Literal["zh", "en", "both"]


@dataclass(frozen=True)
class Kit:
    """A judged plan with what else papers need, in one language.

    Attributes
    ----------
    charts : mapping of str to DinnerChart
        Who sits where, by item; items that are not seated are left out.
    simulation : Simulation, optional
        How the plan stands up to delays.
    logo : bytes
        PNG for the covers of booklets; empty: none.
    draft : DraftMark, optional
        Which draft of the plan it is.
    others : tuple of Paper
        Other plans of the week that are kept in reserve, in the language of ``paper``.
    """

    paper: Paper
    charts: Mapping[str, DinnerChart] = field(default_factory=dict)
    simulation: Simulation | None = None
    logo: bytes = b""
    draft: DraftMark | None = None
    others: tuple[Paper, ...] = ()

    def speaking(self, lang: Literal["zh", "en"]) -> Kit:
        """Return the same in a language."""
        return self if self.words.lang == lang else self._others[lang]

    @cached_property
    def _others(self) -> dict[str, Kit]:
        return {lang: self._in(Words(lang)) for lang in ("zh", "en")}

    def _in(self, words: Words) -> Kit:
        others = tuple(replace(other, words=words) for other in self.others)
        return replace(self, paper=replace(self.paper, words=words), others=others)

    def document(self, make: Callable[[Kit], Document], lang: Lang) -> Document:
        """Return a paper in a language, or in both."""
        if lang == "both":
            return in_both_languages(make(self.speaking("zh")), make(self.speaking("en")))
        return make(self.speaking(lang))

    # -- the facts

    @property
    def words(self) -> Words:
        """The language."""
        return self.paper.words

    @property
    def week(self) -> Week:
        """The week."""
        return self.paper.week

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.paper.plan

    @cached_property
    def stays(self) -> tuple[Stay, ...]:
        """The visits of which anything is planned, in the order of the week."""
        return tuple(stay for stay in self.paper.facts.stays if stay.id not in self.plan.visits_left_out)

    def seating(self, item: Item) -> SeatingPaper | None:
        """Return who sits where at an item; None where nobody is seated."""
        chart = self.charts.get(item.id)
        if chart is None:
            return None
        return SeatingPaper(chart.dinner, chart.seating, chart.etiquette, self.words)

    def is_foreign(self, stay: Stay) -> bool:
        """Whether the guests read English rather than Chinese."""
        return stay.visit.client_kind in FOREIGN_KINDS or stay.language is not None

    def contact(self, stay: Stay) -> HostPerson | None:
        """Return whom the guests call: the escort, else who applied for the visit, else who is with them most."""
        week, visit = self.week, stay.visit
        if visit.escort:
            return week.person(visit.escort)
        named = [person for person in week.company.people if person.name == visit.applicant]
        if named:
            return named[0]
        met = [
            duty.person for duty in self.duties(stay) if duty.person and duty.role in ("escort", "greeter", "companion")
        ]
        return week.person(max(sorted(set(met)), key=met.count)) if met else None

    def parts(self, stay: Stay) -> list[Item | Move]:
        """Return the items and moves of a visit, moves first."""
        part = self.paper.plan_of(stay.id)
        return [*part.moves, *part.items]

    def duties(self, stay: Stay) -> list[Duty]:
        """Return all duties of a visit, those on its moves first."""
        return [duty for part in self.parts(stay) for duty in part.duties]

    def when(self, item: Item) -> str:
        """Say the day and time of an item."""
        return f"{self.words.day(self.paper.facts.day_of(item))} {self.paper.calendar.span(item)}"

    @property
    def alcohol(self) -> bool:
        """Whether alcohol is served at meals."""
        return self.paper.report.edition.office.alcohol

    def department(self, id: str = "") -> str:
        """Return what a department of the edition is called; by default the one that looks after receptions."""
        office = self.paper.report.edition.office
        found = office.department(id or office.main)
        return self.words.pick(found.name, found.name_en or found.name)

    @property
    def footer(self) -> str:
        """The line at the foot of a paper: the company and which draft of the plan it follows."""
        return " ".join(filter(None, (self.paper.names.company, self.draft_name)))

    @property
    def draft_name(self) -> str:
        """Which draft of the plan it is, with its day; empty: not known."""
        return "" if self.draft is None else self.draft.dated(self.words)
