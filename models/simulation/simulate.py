"""A plan simulated with many scenarios at a time, by the rules of a dispatcher who reacts.

The reactive rules:

- The car waits for the late flight. Who comes by another flight follows; the others do not wait for them.
- An item begins when the leading group is there (the guest of honour's), its leaders and experts, and the room; never
  before its time. A late one is cut short, down to the edition's share of its length, to end when it should have.
- Rests give way altogether. What could only begin ``give_up`` minutes late is dropped.
- Appointments (``steps.keeps_its_time``) keep their time; guests join late. Too late to see the
  least share, they miss it.
- A car that is more than ``patience`` minutes late is replaced by a free one if that is there sooner and will be back
  for its own next ride; else the guests wait, or a taxi is called when none of ours comes within ``taxi`` minutes.
- Overruns are not cut, but what follows is; only before a flight or train do guests leave in time, once they have seen
  the least share of the item.

Taken for granted: hired cars, helpers other than leaders and experts, workshops and halls are there when wanted;
drivers' hours are not counted again; nobody is early; breakfast and the night before a departure hold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from models.simulation.fleet import NEVER_USED, Fleet
from models.simulation.outcome import METRICS, ScenarioOutcome
from models.simulation.steps import ItemStep

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.simulation.draws import Draws, Floats
    from models.simulation.steps import MoveStep, PlanSteps

Flags = npt.NDArray[np.bool_]


def simulate_plan(steps: PlanSteps, draws: Draws, extra_slack: Mapping[str, int] | None = None) -> ScenarioOutcome:
    """Simulate a plan.

    Parameters
    ----------
    steps : PlanSteps
        The plan; see ``steps.read_steps``.
    draws : Draws
        The scenarios; the same for every plan that is compared.
    extra_slack : mapping, optional
        Id of an item, or of a see-off → minutes that the plan would leave more before it (before the flight or train).

    Returns
    -------
    ScenarioOutcome
    """
    state = _State(steps, draws, extra_slack or {})
    for step in steps.sequence:
        if isinstance(step, ItemStep):
            state.item(step)
        else:
            state.move(step)
    return state.outcome()


class _Times(NamedTuple):
    """When the hosts have an item ready, the guests join, it ends, and the guests are free."""

    held: Floats
    join: Floats
    end: Floats
    over: Floats


class _State:
    """The state of all scenarios while the steps of a plan are simulated."""

    def __init__(self, steps: PlanSteps, draws: Draws, extra_slack: Mapping[str, int]) -> None:
        self.steps, self.draws, self.extra_slack, self.risks = steps, draws, extra_slack, steps.risks
        size = draws.size
        self.ready: Floats = np.array(
            [g.exit + draws.delay(g.delay, *g.name) for g in steps.groups], dtype=np.float64
        ).reshape(len(steps.groups), size)
        self.person: Floats = np.full((steps.people, size), NEVER_USED)
        self.room: Floats = np.full((steps.rooms, size), NEVER_USED)
        self.fleet = Fleet(steps, draws)
        self.late: Floats = np.zeros((len(steps.items), size))
        self.push: Floats = np.zeros((len(steps.items), size))
        self.off = np.zeros((len(steps.items), size), dtype=np.bool_)
        self.wait: Floats = np.zeros((len(steps.moves), size))
        self.missed = np.zeros((len(steps.departures), size), dtype=np.bool_)
        self.metrics: dict[str, Floats] = {name: np.zeros(size) for name in METRICS}

    # -- items

    def item(self, step: ItemStep) -> None:
        """Simulate an item: when it begins and ends, and who is late or waits."""
        item, ready = step.item, self.ready[step.lead]
        guests, held = ready + step.gap - self.extra_slack.get(item.id, 0), self._held(step)
        start = held if step.keeps_its_time else np.maximum(held, guests)
        join = np.maximum(start, guests)
        if step.keeps_its_time:
            off = join - start > item.minutes - step.least
        else:
            off = (start - item.start > self.risks.give_up) & step.droppable
        overrun = self.draws.delay(step.overrun, "overrun", item.id)
        length = np.maximum(step.least, item.minutes + overrun - (start - item.start))
        end = start + length
        if step.leaving and step.until is not None:
            end = np.minimum(end, np.maximum(start + step.least, step.until))
        gone = np.maximum(ready, item.start) if step.keeps_its_time else ready
        over = np.where(off, gone, np.maximum(end, join))
        self._free(step, off, end, over)
        self._count(step, _Times(held, join, end, over), off)

    def _held(self, step: ItemStep) -> Floats:
        """Return when leaders, experts and the room are there, not before the item's time."""
        held: Floats = np.full(self.draws.size, float(step.item.start))
        for host in step.hosts:
            held = np.maximum(held, self.person[host.person] + host.gap)
        if step.room >= 0:
            held = np.maximum(held, self.room[step.room] + step.room_gap)
        return held

    def _free(self, step: ItemStep, off: Flags, end: Floats, over: Floats) -> None:
        """Set guests, hosts and room free; a missed appointment takes its hosts' time, a dropped item nobody's."""
        held = np.ones_like(off) if step.keeps_its_time else ~off
        for k in step.groups:
            self.ready[k] = over if k == step.lead else np.maximum(over, self.ready[k])
        for host in step.hosts:
            before = self.person[host.person]
            self.person[host.person] = np.where(held, np.maximum(before, end), before)
        if step.room >= 0:
            before = self.room[step.room]
            self.room[step.room] = np.where(held, np.maximum(before, end), before)

    def _count(self, step: ItemStep, times: _Times, off: Flags) -> None:
        item, found, late = step.item, self.metrics, times.join - step.item.start
        self.late[step.number], self.off[step.number] = late, off
        if step.until is not None:
            self.push[step.number] = np.maximum(0, times.over - step.until)
        found["late"] += np.where(off, 0, late)
        found["lost"] += np.where(off, item.minutes, np.maximum(0, item.minutes - (times.end - times.join)))
        leaders = sum(host.leader for host in step.hosts)
        # they wait until it is no longer worth it; of an item that is dropped they are told in time
        longest = item.minutes - step.least if step.keeps_its_time else self.risks.give_up
        waits = leaders * np.where(off & (not step.keeps_its_time), 0, np.minimum(times.join - times.held, longest))
        found["leader_wait"] += waits
        found["harm"] += waits
        if step.keeps_its_time:
            found["fixed_late"] += late > self.risks.on_time
            found["fixed_missed"] += off
            found["harm"] += np.where(off, self.risks.missed_counts, late)
        else:
            found["dropped"] += off

    # -- moves

    def move(self, step: MoveStep) -> None:
        """Simulate a move: when it sets off and arrives, with which cars, and who waits."""
        move, found = step.move, self.metrics
        ready = np.maximum.reduce([self.ready[k] + gap for k, gap in step.waited])
        boarding = self.draws.delay(step.boarding, "boarding", move.id)
        want = np.maximum(ready, float(move.depart)) + boarding
        there, drives = self.fleet.there(step, want)
        depart = np.maximum(want, there)
        planned = move.arrive - move.depart
        roads = self.steps.roads
        free = float(roads.free_until(move.arrive) - roads.free_until(move.depart))
        drive = roads.arrivals(free, depart) - depart
        arrive = depart + drive * self.draws.stretch(self.risks.road, "road", move.id)
        self.fleet.done(step, drives, arrive)
        (lead, _), *others = step.groups
        self.ready[lead] = arrive
        for k, gap in others:
            # who is not there yet follows
            self.ready[k] = np.maximum(arrive, self.ready[k] + gap + planned)
        waits = depart - want
        self.wait[step.number] = waits
        found["car_wait"] += waits
        found["car_waits"] += waits > self.risks.on_time
        found["harm"] += waits
        for number, group, last in step.departures:
            gone = self.ready[group] - self.extra_slack.get(move.id, 0) > last
            self.missed[number] = gone
            found["missed_departures"] += gone
            found["harm"] += self.risks.missed_counts * gone

    def outcome(self) -> ScenarioOutcome:
        """Return what became of the plan."""
        self.metrics |= {"covered": self.fleet.covered, "taxis": self.fleet.taxis}
        late, push, wait = (array.astype(np.float32) for array in (self.late, self.push, self.wait))
        return ScenarioOutcome(self.metrics, late, self.off, push, wait, self.missed)
