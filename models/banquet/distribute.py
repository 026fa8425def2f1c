"""People to tables: blocks, rank levels, then everything else; or the reason why it cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from models.banquet.blocks import blocks
from models.banquet.improve import DistributionImprover
from models.banquet.limits import BANQUET_LIMITS, BanquetLimits
from models.banquet.neighbour_improvement import NeighbourImprover
from models.banquet.rank_levels import LevelDistribution, is_rank_level
from models.banquet.table_model import TableModel, limits_for
from models.cp.run import solve
from models.domain.bilingual import bilingual
from models.domain.errors import NoneInTime
from models.domain.seating import CrowdError, Proof
from models.etiquette import hall_rules
from models.etiquette.deviations import SwapAnalysis
from models.etiquette.rules import SEATING_RULES
from models.etiquette.table_constraints import TableAssignment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from models.banquet.blocks import Block
    from models.banquet.rank_levels import ReportStep
    from models.cp.stop_signal import StopSignal
    from models.etiquette.dinner_facts import DinnerFacts
    from models.etiquette.table_constraints import SeatingConstraint

NEIGHBOURS_STEP = ("相识、语言、饮食", "company, languages, diets")


def distribute(
    setting: DinnerFacts,
    stop: StopSignal | None = None,
    limits: BanquetLimits = BANQUET_LIMITS,
    report_step: ReportStep | None = None,
) -> tuple[TableAssignment, list[Proof]]:
    """Return the best distribution over tables, and what is proven of it.

    Raises
    ------
    CrowdError
        If the musts contradict each other; names the fewest that would have to give way.
    NoneInTime
        If the time was too short for a first answer.
    """
    must = hall_rules.hall_constraints(setting, "must")
    merged = blocks(setting, must)
    objectives = hall_rules.objectives(setting)
    # what comes before the ranks, as the edition softened or ordered it, is fixed like a level
    last = max((number for number, objective in enumerate(objectives) if is_rank_level(objective)), default=-1)
    early = [number for number, objective in enumerate(objectives) if number <= last or objective.name == "should"]
    levels = LevelDistribution(setting, merged, must, limits, stop, report_step)
    hall = levels.fix_levels([objectives[number] for number in early])
    if hall is None:
        raise _contradiction(setting, merged, must, limits, stop)
    improver = DistributionImprover(SwapAnalysis(setting), merged, hall, stop, limits)
    improver.hill_climb()
    if report_step and len(objectives) > len(early):
        report_step(NEIGHBOURS_STEP, 0, 1)
    proofs, all_proven = list(levels.proofs), levels.all_proven
    for reached in improver.improve_lower_objectives(len(early) + 1):
        objective = objectives[reached.tier - 1]
        all_proven = all_proven and reached.bound >= reached.value
        status: Literal["proven", "open"] = "proven" if all_proven else "open"
        name, zh, value = objective.name, objective.name_zh, reached.value
        proofs.append(
            Proof(name=name, name_zh=zh, name_en=objective.name_en, value=value, bound=reached.bound, status=status)
        )
    NeighbourImprover(improver.swaps, merged, hall, stop, limits).repair()
    # solving a few tables anew may have left a pair out of order that nothing stands for
    improver.hill_climb()
    return hall, proofs


def _contradiction(
    setting: DinnerFacts,
    merged: Sequence[Block],
    must: Sequence[SeatingConstraint],
    limits: BanquetLimits,
    stop: StopSignal | None,
) -> Exception:
    """Return an error that names the fewest constraints that cannot all be kept."""
    everywhere = [list(range(len(setting.tables)))] * len(merged)
    table_model = TableModel(merged, everywhere, [table.seats for table in setting.tables])
    missed = table_model.total(must)
    objective = None if isinstance(missed, int) else missed
    outcome = solve(table_model.model, objective, (), limits_for(limits.distribution_seconds), stop)
    late = f"{setting.dinner.name or setting.dinner.id}: " + bilingual(
        f"时间不够,{len(setting.tables)} 桌还没有排法", f"no distribution over {len(setting.tables)} tables in time"
    )
    if not outcome.found:
        if outcome.status == "infeasible":
            sizes = ", ".join(str(len(block)) for block in merged if len(block) > 1)
            what = bilingual(f"{sizes} 人的各组坐不下", f"groups of {sizes} people do not fit the tables")
            return CrowdError(
                what,
                setting.dinner.hall.name or setting.dinner.hall.id,
                bilingual("换大桌，或分成小组", "a larger table, or a smaller group"),
            )
        return NoneInTime(late)
    hall = TableAssignment(table_model.read(outcome.value), len(setting.tables))
    broken = [constraint for constraint in must if constraint.amount(hall)]
    if not broken:
        return NoneInTime(late)
    words = []
    for constraint in broken:
        names = "、".join(setting.people[name].name for name in constraint.about)
        table = getattr(constraint, "table", None)
        where = f" @ {setting.tables[table].id}" if isinstance(table, int) else ""
        words.append(f"{constraint.rule} {SEATING_RULES[constraint.rule].text}({names}){where}")
    what = bilingual(
        f"以下不能全部做到：{'; '.join(dict.fromkeys(words))}",
        f"not all of these can be kept: {'; '.join(dict.fromkeys(words))}",
    )
    return CrowdError(
        what,
        setting.dinner.name or setting.dinner.id,
        bilingual("去掉其中一项，或在版本里改为应当", "one of them is dropped, or made a should in the edition"),
    )
