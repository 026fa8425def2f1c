"""plan.json of a result, or of a plan that was only checked: the plan with what is known of its quality."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from models.domain.tiers import Tier
from planner.formats.plan_json import document, document_text
from planner.services.result import Result, TierResult

if TYPE_CHECKING:
    from models.domain.office_record import OfficeRecord
    from planner.judging.check import Report


def plan_text(plan: Result | Report, office: OfficeRecord | None = None) -> str:
    """Return the text of plan.json for a result, or for a plan that was only checked; ``office``: how far it is."""
    return document_text(document(plan.facts.week, plan.facts.edition, plan.plan, quality(plan), office))


def quality(plan: Result | Report) -> dict[str, Any]:
    """Return what is known of a plan: status, tiers, provenance."""
    if not isinstance(plan, Result):
        tiers = [TierResult(tier.en, value) for tier, value in zip(Tier, plan.score.tiers, strict=True)]
        return {"status": None, "tiers": [asdict(tier) for tier in tiers], "provenance": None}
    provenance = asdict(plan.provenance)
    if plan.provenance.limits.deterministic and not plan.interrupted:
        provenance["seconds"] = None
    return {"status": plan.status, "tiers": [asdict(tier) for tier in plan.tiers], "provenance": provenance}
