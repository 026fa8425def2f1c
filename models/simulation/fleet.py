"""Where company cars are and when they are free, scenario by scenario; who steps in for a car that is late."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from models.simulation.limits import SIMULATION_LIMITS

if TYPE_CHECKING:
    import numpy.typing as npt

    from models.simulation.draws import Draws, Floats
    from models.simulation.steps import MoveStep, PlanSteps, RideStep

NEVER_USED = -1.0e9
"""Minute from which a vehicle, a person or a room is free that nothing has used yet: before all others."""
TAXI = -1
"""Stands in the place of a vehicle's number: a taxi."""


class Fleet:
    """Company vehicles: arrays of shape (vehicles, scenarios)."""

    def __init__(self, steps: PlanSteps, draws: Draws) -> None:
        self.steps, self.draws = steps, draws
        shape = (steps.vehicles, draws.size)
        self.free: Floats = np.full(shape, NEVER_USED)
        self.at: npt.NDArray[np.int64] = np.tile(np.array(steps.homes, dtype=np.int64)[:, None], draws.size)
        self.covered: Floats = np.zeros(draws.size)
        self.taxis: Floats = np.zeros(draws.size)

    def there(self, step: MoveStep, want: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
        """Return when all cars of a move are on the spot, and which car takes each ride (rides, scenarios).

        Parameters
        ----------
        want : array
            When the guests want to set off.
        """
        latest = np.full(self.draws.size, NEVER_USED)
        drives = np.zeros((len(step.rides), self.draws.size), dtype=np.int64)
        for k, ride in enumerate(step.rides):
            arrive, vehicle = self._ride(step, ride, want)
            drives[k] = vehicle
            latest = np.maximum(latest, arrive)
        return latest, drives

    def done(self, step: MoveStep, drives: npt.NDArray[np.int64], arrive: Floats) -> None:
        """Set the cars free where the move ends."""
        for vehicles in drives:
            ours = np.flatnonzero(vehicles != TAXI)
            self.free[vehicles[ours], ours] = arrive[ours] + self.steps.unload
            self.at[vehicles[ours], ours] = step.target

    def _ride(self, step: MoveStep, ride: RideStep, want: Floats) -> tuple[Floats, npt.NDArray[np.int64]]:
        own = self._reach(step, ride.vehicle, ride.ready) - ride.early
        drives = np.full(self.draws.size, ride.vehicle)
        late = own > want + self.steps.risks.patience
        if not late.any():
            return own, drives
        arrive = own
        for substitute in ride.substitutes:
            # nobody is sent before the first car is missed on the spot
            comes = self._reach(step, substitute.vehicle, ride.ready, called=float(ride.ready))
            better = late & (comes < arrive)
            if substitute.ready is not None and better.any():
                back = np.maximum(want, comes) + (step.move.arrive - step.move.depart) + self.steps.unload
                origin = np.full(self.draws.size, step.target)
                better &= self.steps.roads.after(origin, substitute.target, back) <= substitute.ready
            arrive, drives = np.where(better, comes, arrive), np.where(better, substitute.vehicle, drives)
        self.covered += drives != ride.vehicle
        taxi = arrive > want + self.steps.risks.taxi
        self.taxis += taxi
        return np.where(taxi, want + self.steps.risks.taxi, arrive), np.where(taxi, TAXI, drives)

    def _reach(self, step: MoveStep, vehicle: int, ready: int, called: float | None = None) -> Floats:
        """Return when a vehicle can stand at a move's origin: sent just in time, or when free and called."""
        roads, free = self.steps.roads, self.free[vehicle]
        idle = (ready - free > SIMULATION_LIMITS.idle_minutes) & (not step.slept)
        place = np.where(idle, self.steps.homes[vehicle], self.at[vehicle])
        sent = ready - roads.minutes(place, step.origin, np.full(self.draws.size, float(ready)))
        leave = np.maximum(free, sent if called is None else called)
        drive = roads.after(place, step.origin, leave) - leave
        there: Floats = leave + drive * self.draws.stretch(self.steps.risks.road, "empty", step.move.id, str(vehicle))
        return there
