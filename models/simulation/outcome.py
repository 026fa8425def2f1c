"""The outcome of a plan in each scenario."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.simulation.draws import Floats

METRICS = (
    "harm",
    "fixed_late",
    "fixed_missed",
    "missed_departures",
    "car_waits",
    "car_wait",
    "leader_wait",
    "late",
    "lost",
    "dropped",
    "covered",
    "taxis",
)
"""Counts and minutes of a scenario.

harm
    Minutes: waiting for cars, leaders' waiting, lateness at appointments; a missed departure or appointment counts as
    many as the edition says.
fixed_late, fixed_missed, missed_departures
    Appointments joined later than ``on_time``, or too late to be worth it; departures missed.
car_waits, car_wait
    Rides for which guests wait longer than ``on_time``; minutes that delegations wait for cars.
leader_wait
    Minutes that leaders wait for guests.
late, lost, dropped
    Minutes by which items start late; minutes cut off items; items given up.
covered, taxis
    Rides done by another of our cars than planned; by a taxi.
"""


@dataclass(frozen=True)
class ScenarioOutcome:
    """The outcome of a block of scenarios.

    Attributes
    ----------
    metrics : dict
        By name (``METRICS``), an array of shape (scenarios,).
    late : array (items, scenarios)
        Minutes by which each item begins for its guests later than planned; of one given up, how late it would be.
    off : bool array (items, scenarios)
        Given up, or an appointment missed.
    push : array (items, scenarios)
        Minutes by which the item's end makes what follows begin late.
    wait : array (moves, scenarios)
        Minutes that guests wait for a car.
    missed : bool array (departures, scenarios)
        Flights and trains missed.
    """

    metrics: dict[str, Floats]
    late: npt.NDArray[np.float32]
    off: npt.NDArray[np.bool_]
    push: npt.NDArray[np.float32]
    wait: npt.NDArray[np.float32]
    missed: npt.NDArray[np.bool_]

    @classmethod
    def joined(cls, parts: Sequence[ScenarioOutcome]) -> ScenarioOutcome:
        """Return blocks as one."""
        return cls(
            metrics={name: np.concatenate([part.metrics[name] for part in parts]) for name in METRICS},
            late=np.concatenate([part.late for part in parts], axis=1),
            off=np.concatenate([part.off for part in parts], axis=1),
            push=np.concatenate([part.push for part in parts], axis=1),
            wait=np.concatenate([part.wait for part in parts], axis=1),
            missed=np.concatenate([part.missed for part in parts], axis=1),
        )
