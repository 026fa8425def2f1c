"""What becomes of a plan when flights are late, roads are full and talks overrun: one pass, all scenarios at a time.

``read_steps`` reads a plan once: steps in the order of the plan, with who and what each of them needs.
``simulate_plan`` goes through the steps with a vector of scenarios, as a dispatcher would: cars wait for late flights,
what follows starts late and is cut short, appointments keep their time and are joined late, a car that is still away is
replaced by a free one. With nothing uncertain every plan comes out as it was written.
"""

from __future__ import annotations

from models.simulation.draws import Draws
from models.simulation.outcome import METRICS, ScenarioOutcome
from models.simulation.simulate import simulate_plan
from models.simulation.steps import PlanSteps, read_steps

__all__ = ["METRICS", "Draws", "PlanSteps", "ScenarioOutcome", "read_steps", "simulate_plan"]
