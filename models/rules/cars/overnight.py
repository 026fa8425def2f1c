"""CAR-04c, 04d · vehicles and drivers that sleep out with the guests in another city."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from models.rules.core.base import PRACTICE
from models.rules.core.findings import DayAndTime, Sentence, subject
from models.rules.core.groups import GroupedRule
from models.rules.core.programme import programmes
from models.rules.core.transport_load import stays_overnight
from models.rules.core.vehicle_duty import ChangeRule, Transport, VehicleDayRule, hired_name
from models.rules.core.vehicle_work import RUNS_BY_VEHICLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from models.domain.facts import Facts
    from models.domain.plan import Move, Plan
    from models.rules.core.findings import Violation
    from models.rules.core.groups import GroupJudge
    from models.rules.core.vehicle_duty import ChangeView, DispatchPoster, VehicleDayView
    from models.rules.core.vehicle_work import WeekOfRuns, WorkChain


class SameVehicleOverNight(ChangeRule):
    """CAR-04c: the vehicles and drivers that bring guests to a night in another city take them on from there.

    They sleep out, too: nobody else is there in the morning without a way. Judged on a move that sets off at the hotel
    of that night after one that brought them there (``stays_overnight``). Amount: 1 when a vehicle comes that was not
    there before (a kind of hired car counts as one), 1 when such a driver does.
    """

    id = "CAR-04c"
    title = "异地过夜:送到酒店的车和司机同住,次日由其接着送"
    title_en = "Vehicles and drivers sleep out with guests in another city, and take them on"
    cites = PRACTICE
    unit = "changes"
    scope = "duty"
    levels = ("must",)
    softenable = False
    others = Sentence("{when}来的车或司机前一晚不在当地", "vehicle or driver of {when} was not there the night before")

    def concerns(self, facts: Facts, before: Move, move: Move) -> bool:
        """Tell whether a night in another city is between the two moves."""
        return stays_overnight(facts.stay(move.visit), before, move)

    def amount(self, before: Transport, now: Transport) -> int:
        """Return how much is new: vehicles, drivers."""
        return int(not now.vehicles <= before.vehicles) + int(not now.drivers <= before.drivers)

    def check(self, facts: Facts, plan: Plan) -> Iterable[Violation]:
        """Compare the rides of the morning with those of the evening before."""
        for p in programmes(facts, plan):
            for a, b in pairwise(move for move in p.moves if move.rides) if p.stay.nights_away else ():
                if self.concerns(facts, a, b) and (amount := self.amount(_transport(a), _transport(b))):
                    yield self.broken(p.id, subject(move=b.id), amount, self.others, when=DayAndTime(b.depart))

    def post_change(self, m: DispatchPoster, change: ChangeView) -> None:
        """Forbid a new vehicle and a new driver."""
        m.price(self, change.vehicle)
        m.price(self, change.driver)


def _transport(move: Move) -> Transport:
    vehicles = frozenset(ride.vehicle or hired_name(str(ride.hired)) for ride in move.rides)
    return Transport(vehicles, frozenset(ride.driver for ride in move.rides if ride.driver))


class OvernightVehicleStays(GroupedRule, VehicleDayRule):
    """CAR-04d: a vehicle that sleeps out with guests makes no other run between bringing and fetching them.

    Amount: 1 each run of a company vehicle after which it sleeps out that is not its last of the day, and each before
    which it slept out that is not its first.
    """

    id = "CAR-04d"
    title = "异地过夜的车,送到酒店后、次日出发前不派他用"
    title_en = "A vehicle that sleeps out with guests has no other run until it takes them on"
    cites = PRACTICE
    scope = "duty"
    levels = ("must",)
    softenable = False
    called_away = Sentence(
        "{vehicle}在异地过夜,{when}以外另有出车", "{vehicle} sleeps out with guests and runs not only on {when}"
    )

    def amount(self, chain: WorkChain) -> int:
        """Return how many runs of a day are not its last or first, as they should be."""
        return sum(run.stays for run in chain.runs[:-1]) + sum(run.slept for run in chain.runs[1:])

    def relieved_amount(self, chain: WorkChain, parts: Sequence[WorkChain]) -> int:
        """Return the same: drivers who relieve each other do not change the vehicle's runs."""
        del parts
        return self.amount(chain)

    def group_judges(self) -> tuple[GroupJudge, ...]:
        """Look at each vehicle's days."""
        return (RUNS_BY_VEHICLE.by(self._days),)

    def _days(self, facts: Facts, work: WeekOfRuns) -> Iterator[Violation]:
        del facts
        for day, chain in work.chains.items():
            wrong = [(run, chain.runs[k + 1 :]) for k, run in enumerate(chain.runs[:-1]) if run.stays]
            wrong += [(run, chain.runs[:k]) for k, run in enumerate(chain.runs) if k and run.slept]
            for run, others in wrong:
                moves = (run.move, *(other.move for other in others))
                about = subject(vehicle=run.vehicle, move=moves, day=day)
                when = DayAndTime(run.depart)
                yield self.broken(run.visit, about, 1, self.called_away, vehicle=work.vehicle.name, when=when)

    def post_day(self, m: DispatchPoster, day: VehicleDayView) -> None:
        """Hold that a run before a night out is the last, and one after it the first."""
        for view in day.runs:
            if view.run.stays:
                m.price(self, view.made - view.last)
            if view.run.slept:
                m.price(self, view.made - view.first)
