"""How a plan stands up to late flights, full roads and long talks: Monte-Carlo with the rules of a dispatcher.

::

    found = planner.simulate(report, scenarios=2000, seed=1)
    found.summary           # a row a metric: mean, median, 95 %, mean of the worst 5 %, how often at all
    found.items             # a row an item: how often on time, how late
    found.advice            # before what 10 minutes more help most

The same seed gives the same flights and talks to every plan, so that differences are the plans' own. Work goes through
joblib: within ``joblib.parallel_config("dask")`` the same call runs on a cluster.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from models.domain.clock import BEIJING, EPOCH
from models.domain.facts import Facts
from models.simulation import METRICS, Draws, PlanSteps, ScenarioOutcome, read_steps, simulate_plan
from models.simulation.limits import SIMULATION_LIMITS
from models.simulation.steps import MoveStep, keeps_its_time
from planner.judging.check import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from models.domain.policy import Edition
    from planner.services.result import Result


@dataclass(frozen=True)
class Simulation:
    """What becomes of a plan.

    Attributes
    ----------
    report : Report
        The plan.
    outcome : ScenarioOutcome
        Arrays by scenario.
    relief : tuple
        (id of an item or see-off, mean harm with ``SimulationLimits.relief_minutes`` more before it), for those tried.
    relief_base : float
        Mean harm of the plan as it is, over the scenarios of ``relief``.
    """

    report: Report
    made: PlanSteps
    outcome: ScenarioOutcome
    seed: int
    relief: tuple[tuple[str, float], ...]
    relief_base: float

    @property
    def scenarios(self) -> pd.DataFrame:
        """A row a scenario, a column a metric; see ``models.simulation.outcome.METRICS``."""
        import pandas as pd

        return pd.DataFrame(self.outcome.metrics, columns=list(METRICS))

    @cached_property
    def summary(self) -> pd.DataFrame:
        """A row a metric; columns ``mean``, ``median``, ``p95``, ``worst`` (mean of the worst 5 %), ``share`` (> 0)."""
        import pandas as pd

        rows = {name: _summed(self.outcome.metrics[name]) for name in METRICS}
        return pd.DataFrame.from_dict(rows, orient="index").rename_axis("metric")

    @cached_property
    def items(self) -> pd.DataFrame:
        """A row an item; ``on_time``, ``off`` are shares, ``late`` mean minutes of those held, ``p95`` theirs."""
        import pandas as pd

        rows = []
        for k, item in enumerate(self.made.items):
            late, off = self.outcome.late[k], self.outcome.off[k]
            held = late[~off]
            rows.append(
                {
                    "id": item.id,
                    "visit": item.visit,
                    "kind": item.kind,
                    "start": item.start,
                    "fixed": keeps_its_time(self.report.facts, item),
                    "on_time": float(np.mean((late <= self.made.risks.on_time) & ~off)),
                    "late": float(held.mean()) if held.size else np.nan,
                    "p95": float(np.quantile(held, 0.95)) if held.size else np.nan,
                    "off": float(off.mean()),
                    "push": float(self.outcome.push[k].mean()),
                }
            )
        return _timed(pd.DataFrame(rows, columns=_ITEM_COLUMNS), "start")

    @property
    def appointments(self) -> pd.DataFrame:
        """The rows of ``items`` that keep their time, the most endangered first."""
        return self.items[self.items["fixed"]].sort_values(["on_time", "start", "id"])

    @cached_property
    def departures(self) -> pd.DataFrame:
        """A row a travel group that has a flight or train to catch; ``missed`` is a share."""
        import pandas as pd

        rows = [
            {"visit": visit, "group": group, "missed": float(self.outcome.missed[k].mean())}
            for k, (visit, group) in enumerate(self.made.departures)
        ]
        return pd.DataFrame(rows, columns=["visit", "group", "missed"])

    @cached_property
    def rides(self) -> pd.DataFrame:
        """A row a move; ``waits`` is the share in which guests wait for a car, ``wait`` how long then on average."""
        import pandas as pd

        rows = []
        for k, move in enumerate(self.made.moves):
            wait = self.outcome.wait[k]
            long = wait[wait > self.made.risks.on_time]
            mean = float(long.mean()) if long.size else 0.0
            rows.append(
                {"id": move.id, "visit": move.visit, "start": move.depart, "waits": long.size / wait.size, "wait": mean}
            )
        return _timed(pd.DataFrame(rows, columns=["id", "visit", "start", "waits", "wait"]), "start")

    @cached_property
    def advice(self) -> pd.DataFrame:
        """A row an item or see-off: minutes of harm that 10 more before it save on average, the most helpful first."""
        import pandas as pd

        parts: dict[str, tuple[str, str, int]] = {i.id: (i.visit, i.kind, i.start) for i in self.made.items}
        parts |= {move.id: (move.visit, move.kind, move.depart) for move in self.made.moves}
        columns = ["id", "visit", "kind", "start", "saves"]
        rows = [(name, *parts[name], self.relief_base - harm) for name, harm in self.relief]
        frame = pd.DataFrame(rows, columns=columns)
        frame = frame[frame["saves"] > 0].sort_values(["saves", "id"], ascending=[False, True])
        return _timed(frame.reset_index(drop=True), "start")


_ITEM_COLUMNS = ["id", "visit", "kind", "start", "fixed", "on_time", "late", "p95", "off", "push"]


def simulate(
    plan: Report | Result,
    scenarios: int = 2000,
    seed: int = 0,
    *,
    edition: Edition | None = None,
    jobs: int | None = None,
    advise: bool = True,
) -> Simulation:
    """Play a plan through.

    Parameters
    ----------
    plan : Report or Result
        What ``planner.check`` or ``planner.solve`` gave.
    scenarios : int
        How many; at least 1.
    seed : int
        The same for plans that are compared.
    edition : Edition, optional
        Whose ``risks`` to take; the plan's by default.
    jobs : int, optional
        Processes; by default one, or as many as a ``joblib.parallel_config`` around the call says.
    advise : bool
        Whether to look for the places where 10 minutes more help.

    Raises
    ------
    ValueError
        Without a scenario.
    """
    if scenarios < 1:
        raise ValueError(f"{scenarios} scenarios; maybe 2000")
    report = plan if isinstance(plan, Report) else plan.report
    facts = Facts(report.week, edition) if edition is not None else report.facts
    made = read_steps(facts, report.plan)
    block = SIMULATION_LIMITS.block_scenarios
    sizes = [min(block, scenarios - begin) for begin in range(0, scenarios, block)]
    outcome = ScenarioOutcome.joined(_shared(jobs, [(made, seed, k, size, {}) for k, size in enumerate(sizes)]))
    relief: tuple[tuple[str, float], ...] = ()
    base = 0.0
    if advise:
        # the first blocks again, so that only the ten minutes differ
        few = list(enumerate(sizes))[: SIMULATION_LIMITS.relief_blocks]
        base = float(outcome.metrics["harm"][: sum(size for _, size in few)].mean())
        relief = _relief(made, outcome, seed, few, jobs)
    return Simulation(report, made, outcome, seed, relief, base)


def _relief(
    made: PlanSteps, outcome: ScenarioOutcome, seed: int, blocks: list[tuple[int, int]], jobs: int | None
) -> tuple[tuple[str, float], ...]:
    """Return the mean harm with some minutes more before each of the items at which guests are late most."""
    risk = {item.id: float(outcome.late[k].mean()) for k, item in enumerate(made.items)}
    for number, id in _see_offs(made):
        risk[id] = made.risks.missed_counts * float(outcome.missed[number].mean())
    names = sorted((id for id in risk if risk[id] > 0), key=lambda id: (-risk[id], id))
    names = names[: SIMULATION_LIMITS.max_relief_candidates]
    minutes = SIMULATION_LIMITS.relief_minutes
    work = [(made, seed, block, size, {name: minutes}) for name in names for block, size in blocks]
    outcomes = _shared(jobs, work)
    harm = [outcome.metrics["harm"] for outcome in outcomes]
    each = len(blocks)
    return tuple((name, float(np.concatenate(harm[k * each : (k + 1) * each]).mean())) for k, name in enumerate(names))


def _see_offs(made: PlanSteps) -> Iterator[tuple[int, str]]:
    """Yield departures with the move that leads to them."""
    for step in made.sequence:
        if isinstance(step, MoveStep):
            yield from ((number, step.move.id) for number, _, _ in step.departures)


def _shared(jobs: int | None, work: list[tuple[PlanSteps, int, int, int, dict[str, int]]]) -> list[ScenarioOutcome]:
    """Play blocks, in this process or shared among joblib's workers."""
    from joblib import Parallel, delayed

    return list(Parallel(n_jobs=jobs)(delayed(_block)(*part) for part in work))


def _block(made: PlanSteps, seed: int, block: int, size: int, extra_slack: dict[str, int]) -> ScenarioOutcome:
    return simulate_plan(made, Draws(seed, block, size), extra_slack)


def _summed(values: np.ndarray[Any, np.dtype[np.float64]]) -> dict[str, float]:
    worst = np.sort(values)[-max(1, round(SIMULATION_LIMITS.worst_share * values.size)) :]
    return {
        "mean": float(values.mean()),
        "median": float(np.median(values)),
        "p95": float(np.quantile(values, 0.95)),
        "worst": float(worst.mean()),
        "share": float((values > 0).mean()),
    }


def _timed(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    import pandas as pd

    epoch = pd.Timestamp(EPOCH.replace(tzinfo=None))
    for name in names:
        times = epoch + pd.to_timedelta(frame[name].astype("int64"), unit="min")
        frame[name] = times.dt.tz_localize(BEIJING)
    return frame
