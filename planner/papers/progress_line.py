"""Progress of a search in one line of words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.bilingual import in_language
from models.domain.tiers import Tier

if TYPE_CHECKING:
    from planner.language.words import Words
    from planner.services.result import Progress


def proofs(progress: Progress) -> int:
    """Return how many tiers, from the first on, are proven."""
    count = 0
    for value, bound in zip(progress.tiers, progress.bounds, strict=False):
        if bound is None or value > bound:
            break
        count += 1
    return count


def line_of(progress: Progress, words: Words) -> str:
    """Say the state in one line: seconds, and each tier with what is known of it."""
    phases = {
        "read": ("读入", "reading"),
        "bound": ("证明", "proving"),
        "construct": ("逐团排入", "planning visit by visit"),
        "first": ("第一版", "first plan"),
        "improve": ("改进", "improving"),
        "reasons": ("查明原因", "finding reasons"),
        "check": ("检查", "checking"),
        "workbook": ("制表", "writing the workbook"),
        "pictures": ("绘图", "drawing the pictures"),
        "done": ("完成", "done"),
    }
    head = f"{progress.seconds:6.1f}s {words.pick(*phases[progress.phase])}"
    proven = proofs(progress)
    states = []
    for tier, value in enumerate(progress.tiers):
        name = words.pick(Tier(tier).zh, Tier(tier).en)
        bound = progress.bounds[tier] if tier < len(progress.bounds) else None
        known = ""
        if tier < proven:
            known = words.pick("最优", "best")
        elif tier == proven and bound is not None:
            known = words.pick(f"至少 {bound}", f"at least {bound}")
        states.append(words.note(f"{name} {value}", known))
    return "  ".join([head, *states, *([in_language(progress.message, words.lang)] if progress.message else [])])
