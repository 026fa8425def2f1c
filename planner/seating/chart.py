"""chart.json: who sits where, with all that it was made from, in one file that is read back without anything else.

::

    {
      "format": "jiedai-chart",    always
      "version": 2,                goes up when older programs could not read the file
      "kind": "dinner",            or "ride"
      "edition": {...},            models.domain.etiquette_edition.Etiquette, every switch and rule level; of title
                                   ladders that come with Jiedai the name
      "dinner": {...},             models.domain.seating.Dinner: people, hall, wishes, locks
      "seating": {...}             models.domain.seating.Seating: ranking, tables with their chairs, placements,
    }                              proofs, breaches, deviations with causes, notes, moved

A ride has ``ride`` (models.domain.ride_party.RideParty) and ``car_plan`` (models.domain.ride_party.CarPlan) instead of
the last two.
Seats count from 0, the seat that faces the door, clockwise; in rows from the audience's left, front row first.
Keys that are not listed here are refused, so that a slip of the pen is not silently passed over.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from pydantic import ValidationError
from pydantic_core import to_json

from models.domain.base import Fact
from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.etiquette_edition import Etiquette
from models.domain.ride_party import CarPlan, RideParty
from models.domain.seating import Dinner, Seating
from planner.formats.folder_exchange import finish_exchange_around
from planner.formats.regular_file import bytes_of
from planner.formats.text.title_ladders import shipped_ladder
from planner.language.fault_words import describe_error

if TYPE_CHECKING:
    from pathlib import Path

    from models.domain.seating import Attendee, Rank

CHART_FORMAT = "jiedai-chart"
CHART_VERSION = 2
READABLE_VERSIONS = (1, CHART_VERSION)
MAX_CHART_BYTES = 20_000_000
CHART_NAME = "chart.json"
PARTY_AND_ANSWER = {"dinner": ("dinner", "seating"), "ride": ("ride", "car_plan")}
F = TypeVar("F", bound=Fact)


class DinnerChart(NamedTuple):
    """A dinner, meeting or photo with everybody on a seat."""

    dinner: Dinner
    etiquette: Etiquette
    seating: Seating

    @property
    def party(self) -> Dinner:
        """What was asked: people, place and wishes."""
        return self.dinner

    @property
    def answer(self) -> Seating:
        """Who sits where, and what is known of it."""
        return self.seating

    @property
    def people(self) -> tuple[Attendee, ...]:
        """Everybody."""
        return self.dinner.people

    @property
    def ranking(self) -> tuple[Rank, ...]:
        """The order of precedence, merged."""
        return self.seating.ranking


class RideChart(NamedTuple):
    """A ride with everybody on a seat, leg by leg."""

    ride: RideParty
    etiquette: Etiquette
    plan: CarPlan

    @property
    def party(self) -> RideParty:
        """What was asked: people, cars and stops."""
        return self.ride

    @property
    def answer(self) -> CarPlan:
        """Who sits where, and what is known of it."""
        return self.plan

    @property
    def people(self) -> tuple[Attendee, ...]:
        """Everybody."""
        return self.ride.people

    @property
    def ranking(self) -> tuple[Rank, ...]:
        """The order of precedence, merged."""
        return self.plan.ranking


Chart = DinnerChart | RideChart


def chart_text(chart: Chart) -> str:
    """Return the text of chart.json."""
    kind = "dinner" if isinstance(chart, DinnerChart) else "ride"
    party, answer = PARTY_AND_ANSWER[kind]
    document = {
        "format": CHART_FORMAT,
        "version": CHART_VERSION,
        "kind": kind,
        "edition": _edition_data(chart.etiquette),
        party: chart.party.model_dump(mode="json"),
        answer: chart.answer.model_dump(mode="json"),
    }
    # with an indent the json module writes ten times slower
    return to_json(document, indent=1, inf_nan_mode="constants").decode() + "\n"


def _edition_data(etiquette: Etiquette) -> dict[str, Any]:
    """An edition as plain data, the ladders that come with Jiedai by name alone: they are long."""
    ladders = [
        ladder.id if shipped_ladder(ladder.id) == ladder else ladder.model_dump(mode="json", exclude_defaults=True)
        for ladder in etiquette.ladders
    ]
    return {**etiquette.model_copy(update={"ladders": ()}).model_dump(mode="json"), "ladders": ladders}


def _with_ladders(edition: dict[str, Any], file: str) -> dict[str, Any]:
    """An edition's data with the ladders that it names."""
    named = edition.get("ladders")
    if not isinstance(named, list):
        return edition
    ladders = [shipped_ladder(ladder) if isinstance(ladder, str) else ladder for ladder in named]
    missing = [str(name) for name, ladder in zip(named, ladders, strict=True) if ladder is None]
    if missing:
        what = bilingual(f"没有职务阶梯 {'、'.join(missing)}", f"no title ladder {', '.join(missing)}")
        raise FaultyInput([Fault(file, "edition.ladders", what)])
    return {**edition, "ladders": ladders}


def read_chart(path: Path) -> Chart:
    """Read chart.json back.

    Raises
    ------
    FaultyInput
        With every fault: no JSON, another format or version, what is wrong in it.
    """
    data = _load(path)
    data["edition"] = _with_ladders(data["edition"], path.name)
    kind = data["kind"]
    party, answer = PARTY_AND_ANSWER[kind]
    wanted: tuple[tuple[type[Fact], str], ...] = (
        (Etiquette, "edition"),
        (Dinner if kind == "dinner" else RideParty, party),
        (Seating if kind == "dinner" else CarPlan, answer),
    )
    faults: list[Fault] = []
    facts: list[Any] = []
    for model, key in wanted:
        try:
            facts.append(model.model_validate(data[key]))
        except ValidationError as error:
            for problem in error.errors():
                where = ".".join(map(str, (key, *problem["loc"])))
                last = str(problem["loc"][-1]) if problem["loc"] else ""
                faults.append(Fault(path.name, where, *describe_error(problem, last, [], {})))
    if faults:
        raise FaultyInput(faults)
    edition, asked, found = facts
    return DinnerChart(asked, edition, found) if kind == "dinner" else RideChart(asked, edition, found)


def _load(path: Path) -> dict[str, Any]:
    finish_exchange_around(path)
    hint = bilingual(f"jiedai seat 写的 {CHART_NAME}", f"{CHART_NAME} of jiedai seat")
    try:
        data = json.loads(bytes_of(path, path.name, MAX_CHART_BYTES))
    except (ValueError, RecursionError) as error:
        where = f"L{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise FaultyInput([Fault(path.name, where, bilingual("不是 JSON 文件", "no JSON"), hint)]) from None
    if not isinstance(data, dict) or data.get("format") != CHART_FORMAT:
        what = bilingual(f"不是座次图文件，format 应为 {CHART_FORMAT!r}", f"format is not {CHART_FORMAT!r}")
        raise FaultyInput([Fault(path.name, "format", what, hint)])
    if data.get("version") not in READABLE_VERSIONS:
        version = data.get("version")
        what = bilingual(
            f"文件版本 {version!r}，本程序只读 {CHART_VERSION}",
            f"version {version!r}, this program reads {CHART_VERSION}",
        )
        raise FaultyInput([Fault(path.name, "version", what, bilingual("换新版接待", "a newer jiedai"))])
    if data.get("kind") not in PARTY_AND_ANSWER:
        what = bilingual(f"不认识的种类：{data.get('kind')!r}", f"unknown kind: {data.get('kind')!r}")
        raise FaultyInput(
            [Fault(path.name, "kind", what, bilingual(" 或 ".join(PARTY_AND_ANSWER), " or ".join(PARTY_AND_ANSWER)))]
        )
    wanted = ("edition", *PARTY_AND_ANSWER[data["kind"]])
    known = ("format", "version", "kind", *wanted)
    faults = [Fault(path.name, key, bilingual("没有这一项", "unknown key")) for key in data if key not in known]
    faults += [
        Fault(path.name, key, bilingual("缺少这一项", "missing"))
        for key in wanted
        if not isinstance(data.get(key), dict)
    ]
    if faults:
        raise FaultyInput(faults)
    return data
