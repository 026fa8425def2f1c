"""STR-13, 14 · rides and duties of a plan do not contradict themselves, nor the party that they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.plan import Item
from models.rules.core.base import PRACTICE, Rule
from models.rules.core.company_people import ROLE_PHRASES
from models.rules.core.findings import DayAndTime, Phrase, Sentence, subject
from models.rules.core.programme import programmes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models.domain.facts import Facts
    from models.domain.plan import Duty, Move, Plan, Ride
    from models.domain.stay import Stay
    from models.rules.core.findings import Subject, Violation


class SoundRides(Rule):
    """STR-13: a ride is one of ours with its driver, or a hired car that brings its own, and carries guests once.

    A hired car has neither a vehicle nor a driver of ours; a driver drives something; no more guests ride than are on
    the move. Amount: 1 a ride, and guests too many.
    """

    id = "STR-13"
    title = "租车不配公司车辆和司机,乘车人数不多于同行客人"
    title_en = "Hired cars bring their drivers; no more guests ride than are on the move"
    cites = PRACTICE
    unit = "people"
    scope = "duty"
    levels = ("must",)
    softenable = False
    mended_by = ("cars",)
    own_on_hired = Sentence("{when}一辆车既是租用又写了{what}", "one ride on {when} is hired and names {what} as well")
    nothing_driven = Sentence("{when}写了司机,没有写车", "a driver is named on {when}, and no vehicle")
    too_many = Sentence(
        "{when}车上安排了 {riders} 位客人,同行只有 {guests} 位",
        "{riders} guests are put into vehicles on {when}, and {guests} are on the move",
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at each ride, then count the guests of each move."""
        for p in programmes(facts, plan):
            for move in p.moves:
                where, when = subject(move=move.id), DayAndTime(move.depart)
                for ride in move.rides:
                    yield from self._ride(p.id, where, when, ride)
                riders, guests = sum(ride.guests for ride in move.rides), p.stay.guests(move.groups)
                if riders > guests:
                    over = riders - guests
                    yield self.broken(p.id, where, over, self.too_many, when=when, riders=riders, guests=guests)

    def _ride(self, visit: str, where: Subject, when: DayAndTime, ride: Ride) -> Iterator[Violation]:
        if ride.hired is not None and (ride.vehicle is not None or ride.driver is not None):
            vehicle = ride.vehicle is not None
            what = Phrase("公司车辆", "a vehicle of ours") if vehicle else Phrase("公司司机", "a driver of ours")
            yield self.broken(visit, where, 1, self.own_on_hired, when=when, what=what)
        elif ride.driver is not None and ride.vehicle is None:
            yield self.broken(visit, where, 1, self.nothing_driven, when=when)


class SoundDuties(Rule):
    """STR-14: a duty lies at the time of its item or move, in the guests' language; who is hired is not one of ours.

    Set-up before and clearing after touch the item; who leads a group of a tour leads one that there is. Amount: 1 for
    each.
    """

    id = "STR-14"
    title = "人员任务的起止、语言与所在活动相符,外聘的不写公司人员"
    title_en = "Duties lie at the time of their item, in a language of the guests; who is hired is not ours"
    cites = PRACTICE
    scope = "duty"
    levels = ("must",)
    softenable = False
    mended_by = ("people", "time")
    backwards = Sentence("{start}{role}的任务结束不晚于开始", "the duty of the {role} on {start} ends before it begins")
    elsewhen = Sentence(
        "{start}{role}的任务不在活动期间", "the duty of the {role} on {start} is not at the time of what it is for"
    )
    hired_and_ours = Sentence(
        "{start}{role}标为外聘,又写了公司人员", "the {role} on {start} is hired and one of our people as well"
    )
    no_such_group = Sentence(
        "{start}{role}所带的参观分组不存在", "the {role} on {start} is for a group of the tour that there is not"
    )
    wrong_language = Sentence(
        "{start}{role}的语言与客人不符", "the language of the {role} on {start} is not the one that the guests need"
    )

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Look at each duty."""
        for p in programmes(facts, plan):
            rows: list[Item | Move] = [*p.items, *p.moves]
            for row in rows:
                for duty in row.duties:
                    for fault in self._faults(p.stay, row, duty):
                        where, start = _subject(row, duty), DayAndTime(duty.start)
                        yield self.broken(p.id, where, 1, fault, start=start, role=ROLE_PHRASES[duty.role])

    def _faults(self, stay: Stay, row: Item | Move, duty: Duty) -> Iterator[Sentence]:
        start, end = (row.start, row.end) if isinstance(row, Item) else (row.depart, row.arrive)
        if duty.start >= duty.end:
            yield self.backwards
        elif duty.end < start or duty.start > end:
            yield self.elsewhen
        if duty.hired and duty.person is not None:
            yield self.hired_and_ours
        if duty.group and duty.group not in {stop.group for stop in getattr(row, "stops", ())}:
            yield self.no_such_group
        if duty.language not in (None, stay.language):
            yield self.wrong_language


def _subject(row: Item | Move, duty: Duty) -> Subject:
    return subject(**{"item" if isinstance(row, Item) else "move": row.id}) + subject(person=duty.person)
