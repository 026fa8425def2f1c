"""Corrections of guests put into the week: all of them or none, every fault at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from models.domain.bilingual import bilingual
from models.domain.clock import iso
from models.domain.consistency import faults as inconsistencies
from models.domain.errors import Fault, FaultyInput
from models.domain.week import Week
from planner.formats.raw import Sources, SourceTable
from planner.formats.validate import validated
from planner.services.replies.correction import FIELD_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from planner.services.replies.correction import Correction


def apply_corrections(week: Week, corrections: Iterable[Correction]) -> Week:
    """Return the week as the guests say it is.

    Raises
    ------
    FaultyInput
        With every fault: two corrections that contradict each other, facts that cannot be.
    """
    corrections = list(corrections)
    wrong = list(_contradictions(corrections))
    if wrong:
        raise FaultyInput(wrong)
    data = week.model_dump(mode="json")
    for correction in corrections:
        _put(data, correction)
    sources = Sources()
    sources.put((), SourceTable(corrections[0].file if corrections else "", ("week",)))
    found = validated(Week, data, sources)
    if found.fact is None:
        raise FaultyInput(found.faults)
    wrong = list(_new_faults(week, found.fact, corrections))
    if wrong:
        raise FaultyInput(wrong)
    return found.fact


def _contradictions(corrections: Sequence[Correction]) -> Iterator[Fault]:
    seen: dict[tuple[str, str, str], Correction] = {}
    for correction in corrections:
        first = seen.setdefault((correction.visit, correction.about, correction.field), correction)
        if first.value != correction.value:
            zh, en = FIELD_NAMES[correction.field]
            what = bilingual(
                f"{zh}改为“{correction.now}”，另一处改为“{first.now}”",
                f"{en}: “{correction.now}”, elsewhere “{first.now}”",
            )
            yield Fault(correction.file, correction.where, what, f"{first.file} {first.where}".strip())


def _put(data: dict[str, Any], correction: Correction) -> None:
    visit = next(visit for visit in data["visits"] if visit["id"] == correction.visit)
    things = visit["groups" if "." in correction.field else "members"]
    thing = next(thing for thing in things if thing["id"] == correction.about)
    leg, _, name = correction.field.rpartition(".")
    fact = thing[leg] if leg else thing
    fact[name] = iso(correction.value) if name == "at" else correction.value
    if correction.field == "departure.at":
        fact["on"] = None


def _new_faults(before: Week, after: Week, corrections: Sequence[Correction]) -> Iterator[Fault]:
    """Yield the faults of the new week that the old one did not have, where the visit was corrected."""
    known = {what for _, what, _ in inconsistencies(before)}
    last: dict[str, Correction] = defaultdict(lambda: corrections[-1])
    last.update({correction.visit: correction for correction in corrections})
    for path, what, maybe in inconsistencies(after):
        if what not in known:
            visit = after.visits[int(path[1])].id if len(path) > 1 and path[0] == "visits" else ""
            correction = last[visit]
            yield Fault(correction.file, correction.where, what, maybe)
