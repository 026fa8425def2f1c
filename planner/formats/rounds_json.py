"""rounds.json: a plan of rounds with all that it was made from, read back without anything else.

::

    {
      "format": "jiedai-rounds",   always
      "version": 1,                goes up when older programs could not read the file
      "book": {...},               models.domain.outbound.CustomerBook, with the official calendar
      "edition": {...},            models.domain.policy.Edition
      "plan": {...},               models.domain.rounds_plan.RoundsPlan
      "tiers": [...],              names and values of the score
      "provenance": {...}          seed and limits of the search; null for a plan that was not searched for
    }
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from models.domain.base import Fact
from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.outbound import CustomerBook
from models.domain.policy import Edition
from models.domain.rounds_plan import RoundsPlan
from models.rules import catalogue
from planner.formats.folder_exchange import finish_exchange_around
from planner.formats.json_file import read_json
from planner.formats.raw import Sources, SourceTable
from planner.formats.validate import validated

if TYPE_CHECKING:
    from collections.abc import Mapping

F = TypeVar("F", bound=Fact)
ROUNDS_FORMAT = "jiedai-rounds"
ROUNDS_FORMAT_VERSION = 1
MAX_ROUNDS_ROWS = 100_000
"""Calls in a plan: 1,000 customers are called on 20,000 times in 13 weeks."""
_KEYS = ("format", "version", "book", "edition", "plan", "tiers", "provenance")


class RoundsFile(NamedTuple):
    """What a rounds.json holds."""

    book: CustomerBook
    edition: Edition
    plan: RoundsPlan


def rounds_document(
    book: CustomerBook, edition: Edition, plan: RoundsPlan, quality: Mapping[str, Any]
) -> dict[str, Any]:
    """Return rounds.json as plain data; ``quality`` holds tiers and provenance."""
    return {
        "format": ROUNDS_FORMAT,
        "version": ROUNDS_FORMAT_VERSION,
        "book": book.model_dump(mode="json"),
        "edition": edition.model_dump(mode="json"),
        "plan": plan.model_dump(mode="json"),
        **quality,
    }


def read_rounds(path: str | Path) -> RoundsFile:
    """Read rounds.json back.

    Raises
    ------
    FaultyInput
        With every fault: no JSON, another format or version, what is wrong in it.
    OSError
        When it cannot be opened.
    """
    path = Path(path)
    data = _load(path)
    book = _fact(CustomerBook, path.name, "book", data["book"])
    edition = _fact(Edition, path.name, "edition", data["edition"])
    faults = [
        Fault(fault.file, f"edition.{fault.where}", fault.what, fault.maybe)
        for fault in catalogue.faults(edition, path.name)
    ]
    if faults:
        raise FaultyInput(faults)
    return RoundsFile(book, edition, _fact(RoundsPlan, path.name, "plan", data["plan"]))


def _load(path: Path) -> dict[str, Any]:
    finish_exchange_around(path)
    ours = bilingual("jiedai rounds 写的 rounds.json", "rounds.json of jiedai rounds")
    data = read_json(path, ours, MAX_ROUNDS_ROWS)
    if not isinstance(data, dict) or data.get("format") != ROUNDS_FORMAT:
        what = bilingual(f"不是拜访计划文件，format 应为 {ROUNDS_FORMAT!r}", f"format is not {ROUNDS_FORMAT!r}")
        raise FaultyInput([Fault(path.name, "format", what, ours)])
    if data.get("version") != ROUNDS_FORMAT_VERSION:
        what = bilingual(
            f"文件版本 {data.get('version')!r}，本程序只读 {ROUNDS_FORMAT_VERSION}",
            f"version {data.get('version')!r}, this program reads {ROUNDS_FORMAT_VERSION}",
        )
        raise FaultyInput([Fault(path.name, "version", what, bilingual("换新版接待", "a newer jiedai"))])
    faults = [Fault(path.name, key, bilingual("没有这一项", "unknown key")) for key in data if key not in _KEYS]
    faults += [
        Fault(path.name, key, bilingual("缺少这一项", "missing"))
        for key in ("book", "edition", "plan")
        if not isinstance(data.get(key), dict)
    ]
    if faults:
        raise FaultyInput(faults)
    return data


def _fact(kind: type[F], file: str, key: str, data: dict[str, Any]) -> F:
    sources = Sources()
    sources.put((), SourceTable(file, (key,)))
    found = validated(kind, data, sources)
    if found.faults or found.fact is None:
        raise FaultyInput(found.faults)
    return found.fact
