"""plan.json: a plan with all that it was made from, in one file that is read back without anything else.

::

    {
      "format": "jiedai-plan",     always
      "version": 1,                goes up when older programs could not read the file
      "week": {...},               models.domain.week.Week, the company and the visits in it
      "edition": {...},            models.domain.policy.Edition, every number of the policy
      "plan": {...},               models.domain.plan.Plan: items, moves, nights, left_out
      "office": {...},             models.domain.office_record.OfficeRecord: tasks done, what guests were told
      "status": "optimal",         or "open"; null for a plan that solve did not make
      "tiers": [                   0 requests left out, 1 shoulds, 2 preferences, 3 money, 4 duty
        {"name": "requests left out", "value": 0, "bound": 0, "gap": 0.0, "proven": true}, ...
      ],
      "provenance": {              null for a plan that solve did not make
        "versions": {"python": ..., "jiedai": ..., "ortools": ...},
        "source": "…",             SHA-256 of week and edition as canonical JSON
        "seed": 0,
        "limits": {"seconds": null, "rounds": 20},
        "seconds": null            how long it took; null under a deterministic limit: same plan, same file
      }
    }

Times are ISO 8601 with the offset of Beijing, to the minute; ids are those of the week. Keys that are not listed here
are refused, so that a misspelt key is reported.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from models.domain.base import Fact
from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.office_record import OfficeRecord
from models.domain.plan import Plan
from models.domain.policy import Edition
from models.domain.unknown_ids import unknown_ids
from models.rules import catalogue
from planner.formats.folder_exchange import finish_exchange_around
from planner.formats.json_file import read_json
from planner.formats.raw import Raw, Sources, SourceTable
from planner.formats.validate import validated
from planner.formats.week import week_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.domain.week import Week

F = TypeVar("F", bound=Fact)

PLAN_FORMAT = "jiedai-plan"
PLAN_FORMAT_VERSION = 1
_DOCUMENT_KEYS = ("format", "version", "week", "edition", "plan", "office", "status", "tiers", "provenance")


# ---------------------------------------------------------------- writing


def document(
    week: Week, edition: Edition, plan: Plan, quality: Mapping[str, Any], office: OfficeRecord | None = None
) -> dict[str, Any]:
    """Return plan.json as plain data; ``quality`` holds status, tiers and provenance."""
    return {
        "format": PLAN_FORMAT,
        "version": PLAN_FORMAT_VERSION,
        "week": week.model_dump(mode="json"),
        "edition": edition.model_dump(mode="json"),
        "plan": plan.model_dump(mode="json"),
        "office": (office or OfficeRecord()).model_dump(mode="json", exclude_defaults=True),
        **quality,
    }


def document_text(document: Mapping[str, Any]) -> str:
    """Return the text of plan.json."""
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


# ---------------------------------------------------------------- reading


def read_plan(path: str | Path) -> tuple[Week, Edition, Plan]:
    """Read plan.json back.

    Returns
    -------
    week, edition, plan

    Raises
    ------
    FaultyInput
        With every fault: no JSON, another format or version, what is wrong in it, ids that the week does not know.
    """
    path = Path(path)
    data = _load(path)
    week = _week(path.name, data["week"])
    edition = _edition(path.name, data["edition"])
    return week, edition, plan_of(data["plan"], week, edition, path.name)


def read_office(path: str | Path) -> OfficeRecord:
    """Read how far the office is from a plan.json; of an older one nothing is known.

    Raises
    ------
    FaultyInput
        See ``read_plan``.
    """
    path = Path(path)
    return _fact(OfficeRecord, path.name, "office", _load(path).get("office") or {})


def plan_of(data: dict[str, Any], week: Week, edition: Edition, file: str) -> Plan:
    """Return the plan of plain data; see ``read_plan``."""
    plan = _fact(Plan, file, "plan", data)
    faults = _other_edition(file, edition, plan) + list(unknown_ids(week, plan, file))
    if faults:
        raise FaultyInput(faults)
    return plan


def _other_edition(file: str, edition: Edition, plan: Plan) -> list[Fault]:
    """Return that a plan names another edition than the one that stands beside it."""
    if plan.edition == edition.id:
        return []
    what = bilingual(
        f"计划按制度 {plan.edition!r} 排定,附的却是 {edition.id!r}",
        f"the plan was made with edition {plan.edition!r}, but comes with {edition.id!r}",
    )
    return [Fault(file, "plan.edition", what, edition.id)]


def _load(path: Path) -> dict[str, Any]:
    finish_exchange_around(path)
    data = read_json(path, bilingual("jiedai plan 写的 plan.json", "plan.json of jiedai plan"))
    if not isinstance(data, dict) or data.get("format") != PLAN_FORMAT:
        what = bilingual(f"不是接待计划文件，format 应为 {PLAN_FORMAT!r}", f"format is not {PLAN_FORMAT!r}")
        raise FaultyInput(
            [Fault(path.name, "format", what, bilingual("jiedai plan 写的 plan.json", "plan.json of jiedai plan"))]
        )
    version = data.get("version")
    if version != PLAN_FORMAT_VERSION:
        what = bilingual(
            f"文件版本 {version!r}，本程序只读 {PLAN_FORMAT_VERSION}",
            f"version {version!r}, this program reads {PLAN_FORMAT_VERSION}",
        )
        raise FaultyInput([Fault(path.name, "version", what, bilingual("换新版接待", "a newer jiedai"))])
    faults = [
        Fault(path.name, key, bilingual("没有这一项", "unknown key")) for key in data if key not in _DOCUMENT_KEYS
    ]
    wanted = ("week", "edition", "plan")
    faults += [
        Fault(path.name, key, bilingual("缺少这一项", "missing"))
        for key in wanted
        if not isinstance(data.get(key), dict)
    ]
    if faults:
        raise FaultyInput(faults)
    return data


def _week(file: str, data: dict[str, Any]) -> Week:
    sources = Sources()
    sources.put((), SourceTable(file, ("week",)))
    return week_of(Raw(data, sources, []))


def _edition(file: str, data: dict[str, Any]) -> Edition:
    edition = _fact(Edition, file, "edition", data)
    found = catalogue.faults(edition, file)
    faults = [Fault(fault.file, f"edition.{fault.where}", fault.what, fault.maybe) for fault in found]
    if faults:
        raise FaultyInput(faults)
    return edition


def _fact(kind: type[F], file: str, key: str, data: dict[str, Any]) -> F:
    sources = Sources()
    sources.put((), SourceTable(file, (key,)))
    found = validated(kind, data, sources)
    if found.faults or found.fact is None:
        raise FaultyInput(found.faults)
    return found.fact
