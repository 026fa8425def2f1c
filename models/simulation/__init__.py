"""What becomes of a plan when flights are late, roads are full and talks overrun: one pass, all scenarios at a time.

``scene`` reads a plan once: steps in the order of the plan, with who and what each of them needs. ``play`` goes through
the steps with a vector of scenarios, as a dispatcher would: cars wait for late flights, what follows starts late and is
cut short, appointments keep their time and are joined late, a car that is still away is replaced by a free one. With
nothing uncertain every plan comes out as it was written.
"""

from __future__ import annotations

from models.simulation.draws import Draws
from models.simulation.outcome import METRICS, ScenarioOutcome
from models.simulation.play import play
from models.simulation.scene import Scene, scene

__all__ = ["METRICS", "Draws", "ScenarioOutcome", "Scene", "play", "scene"]
