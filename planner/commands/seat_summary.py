"""A seating chart in short: what ``jiedai seat --json`` prints, and whether every must is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from models.domain.bilingual import in_both

if TYPE_CHECKING:
    from planner.seating.chart import Chart


def chart_summary(chart: Chart) -> dict[str, Any]:
    """Return a chart as plain data, without what chart.json has anyway."""
    from planner.seating.chart import DinnerChart

    answer = chart.answer
    return {
        "kind": "dinner" if isinstance(chart, DinnerChart) else "ride",
        "id": chart.party.id,
        "edition": chart.etiquette.id,
        "people": len(chart.people),
        "ok": is_sound(chart),
        "proven": all(proof.status == "proven" for proof in answer.proofs),
        "proofs": [proof.model_dump(mode="json") for proof in answer.proofs],
        "breaches": [breach.model_dump(mode="json") for breach in answer.breaches],
        "deviations": [deviation.model_dump(mode="json") for deviation in answer.deviations],
        "notes": [in_both(note) for note in answer.notes],
        "moved": list(answer.moved),
    }


def is_sound(chart: Chart) -> bool:
    """Whether every must is kept."""
    return all(breach.level != "must" for breach in chart.answer.breaches)
