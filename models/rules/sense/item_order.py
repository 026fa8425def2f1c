"""SENSE-09, 18 · order of items: tour and exchange by the purpose of the visit, the photo with a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.activities import outside_hosts
from models.domain.base import Fact
from models.domain.clock import day_of
from models.domain.visits import Purpose
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.findings import Sentence, about, label, subject
from models.rules.core.kinds import BUSINESS_AND_SIGNING
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from models.domain.facts import Facts
    from models.domain.plan import Plan
    from models.rules.core.base import Poster
    from models.rules.core.findings import Violation
    from models.rules.core.view import VisitView

PHOTO_OCCASIONS = (*BUSINESS_AND_SIGNING, "ceremony")
"""Kinds at which the guests stand together anyway (SENSE-18)."""


class OrderByPurpose(Rule):
    """SENSE-09: inspection clients see the works before the exchange, training clients talk first.

    ``tour_first`` names the purposes of visit that begin with the tour, and with the reference projects; all others
    begin with the exchange before the tour, while their projects may lie on either side of it. Short calls
    may come before either; so may an exchange that another organisation hosts, which is not about the works seen on our
    tour. Amount: pairs of an exchange and what is seen in the wrong order.
    """

    id = "SENSE-09"
    title = "考察类客户先参观后交流,培训类客户先交流后参观"
    title_en = "Inspection clients: tour, then exchange; training clients: exchange first"
    cites = PRACTICE
    levels = ("prefer", "should", "must", "note", "off")
    wrong_order = Sentence("{first}宜在{then}之前", "{first} should come before the {then}")

    class Numbers(Fact):
        """Purposes of visit that begin with the tour."""

        tour_first: tuple[Purpose, ...] = ("project_inspection", "other_inspection")

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare each exchange with each tour."""
        for p in programmes(facts, plan):
            tour_first = p.stay.visit.purpose in self.n.tour_first
            for talk in p.of("exchange"):
                if outside_hosts(p.request(talk)):
                    continue
                for tour in p.of(*_seen(tour_first=tour_first)):
                    wrong = talk.start < tour.start if tour_first else tour.start < talk.start
                    if wrong:
                        first, then = (tour, talk) if tour_first else (talk, tour)
                        where = subject(item=(talk.id, tour.id))
                        yield self.broken(p.id, where, 1, self.wrong_order, first=label(first), then=label(then))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never the wrong order of two that are both held."""
        del facts
        tour_first = visit.stay.visit.purpose in self.n.tour_first
        for talk in visit.of("exchange"):
            if outside_hosts(talk.request):
                continue
            for tour in visit.of(*_seen(tour_first=tour_first)):
                first, then = (talk, tour) if tour_first else (tour, talk)
                m.never(self, subject(item=(talk.id, tour.id)), talk.done, tour.done, m.less(first.start, then.start))


def _seen(*, tour_first: bool) -> tuple[str, ...]:
    """Return the kinds of item that an exchange is about: what those see who come to inspect, or our tour."""
    return ("tour", "project") if tour_first else ("tour",)


class PhotoWithMeeting(Rule):
    """SENSE-18: a group photo is taken in passing, in a half-day in which the guests meet or see the company anyway.

    Business over lunch, or of a whole day, belongs to both halves. Amount: 1 a photo in a half-day without business, a
    signing or a ceremony.
    """

    id = "SENSE-18"
    title = "合影安排在有参观、交流、会见或签约的半天,不专跑一趟"
    title_en = "The group photo is taken in a half-day with business, never by itself"
    cites = PRACTICE
    levels = ("prefer", "should", "must", "note", "off")
    by_itself = Sentence(
        "{item}的半天没有参观交流,为合影专跑一趟", "{item} is in a half-day without exchange or company visit"
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look for business in the half-day of each photo."""
        for p in programmes(facts, plan):
            parts = {(day_of(item.start), p.part_of_day(item)) for item in p.of(*PHOTO_OCCASIONS)}
            for item in p.of("photo"):
                day = day_of(item.start)
                if not {(day, p.part_of_day(item)), (day, "lunch")} & parts:
                    yield self.broken(p.id, about(item), 1, self.by_itself, item=label(item))

    def post(self, m: Poster, facts: Facts, visit: VisitView) -> None:
        """Never a photo in a half-day without business."""
        del facts
        meetings = list(visit.of(*PHOTO_OCCASIONS))
        for photo in visit.of("photo"):
            for day in photo.on:
                for part in ("am", "pm"):
                    here = [lit for (d, layer), lit in photo.at.items() if d == day and layer.part_of_day == part]
                    met = [
                        x
                        for act in meetings
                        for (d, layer), x in act.at.items()
                        if d == day and layer.part_of_day in (part, "lunch")
                    ]
                    if here:
                        m.never(self, photo.about, m.either(*here), m.negated(m.either(*met)))
