"""Judging a chart that somebody made, by the same rules as our own; no solver."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.domain.bilingual import bilingual
from models.domain.errors import Fault, FaultyInput
from models.domain.seating import Dinner
from models.etiquette.check import check
from models.etiquette.check_ride import check_ride
from planner.formats.dinner import Tell, read_party
from planner.formats.text.etiquette import load_etiquette
from planner.formats.text.hand_chart import legs, placements, read_hand_chart
from planner.formats.workbook.seats import read_seats
from planner.seating.chart import CHART_NAME, DinnerChart, RideChart, read_chart

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from models.domain.etiquette_edition import Etiquette
    from models.domain.ride_party import RideParty
    from models.domain.seating import Placement
    from planner.seating.chart import Chart

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm")


class SeatRequest(NamedTuple):
    """What is to be seated or judged: from a guest list, or from a chart.json with the chart that it has."""

    party: Dinner | RideParty
    etiquette: Etiquette
    chart: Chart | None = None


def read_seat_request(path: Path, edition: str | None, tell: Tell = None) -> SeatRequest:
    """Read a dinner or ride with its edition, or with another one; ``tell`` hears who is marked as not coming.

    Raises
    ------
    FaultyInput
        With every fault of the file and of what it names.
    """
    if path.suffix.lower() == ".json":
        chart = read_chart(path)
        return SeatRequest(chart.party, load_etiquette(edition, path) if edition else chart.etiquette, chart)
    return SeatRequest(*read_party(path, edition, tell))


def judge_chart(path: Path, party: Path | None = None, edition: str | None = None) -> Chart:
    """Read a chart, chart.json or made by hand in a text or a workbook, and judge it anew.

    Parameters
    ----------
    party : Path, optional
        The dinner or ride of a chart made by hand, if the chart does not name it: a list, or a chart.json.
    edition : str, optional
        Another etiquette edition than that of the chart.

    Raises
    ------
    FaultyInput
        With every fault of the files.
    """
    if path.suffix.lower() == ".json":
        return _again(read_chart(path), edition)
    if path.suffix.lower() in WORKBOOK_SUFFIXES:
        return _in_workbook(path, party, edition)
    return _by_hand(path, party, edition)


def _again(chart: Chart, edition: str | None) -> Chart:
    """Judge a chart.json by what it says of seats alone."""
    etiquette = load_etiquette(edition) if edition else chart.etiquette
    if isinstance(chart, DinnerChart):
        return _dinner(SeatRequest(chart.dinner, etiquette, chart), chart.dinner, chart.seating.placements)
    seats = {car.car: [leg.seats for leg in car.legs] for car in chart.plan.cars}
    return RideChart(chart.ride, etiquette, check_ride(chart.ride, etiquette, seats))


def _dinner(file: SeatRequest, dinner: Dinner, rows: Iterable[Placement]) -> DinnerChart:
    """Judge who sits where; tables stand as in the chart that there is."""
    tables = file.chart.seating.tables if isinstance(file.chart, DinnerChart) else ()
    laid, layouts = {plan.table: plan.laid for plan in tables}, {plan.table: plan.layout for plan in tables}
    return DinnerChart(dinner, file.etiquette, check(dinner, file.etiquette, rows, laid, layouts))


def _by_hand(path: Path, party: Path | None, edition: str | None) -> Chart:
    chart, named = read_hand_chart(path)
    source = party or named
    if source is None:
        what = bilingual("没有写明是哪一场的座次", "of which dinner or ride is not said")
        raise FaultyInput(
            [
                Fault(
                    path.name,
                    "dinner",
                    what,
                    bilingual(
                        'dinner = "dinner.toml"，或 jiedai seat 宴会文件 --check …',
                        'dinner = "dinner.toml", or jiedai seat DINNER --check …',
                    ),
                )
            ]
        )
    file = read_seat_request(source, edition)
    if isinstance(file.party, Dinner):
        return _dinner(file, file.party, placements(chart, file.party, path.name))
    plan = check_ride(file.party, file.etiquette, legs(chart, file.party, path.name))
    return RideChart(file.party, file.etiquette, plan)


def _in_workbook(path: Path, party: Path | None, edition: str | None) -> Chart:
    """Judge 座次.xlsx, beside its dinner or the chart.json that was written with it."""
    beside = path.with_name(CHART_NAME)
    source = party or (beside if beside.is_file() else None)
    if source is None:
        what = bilingual("没有写明是哪一场的座次", "of which dinner is not said")
        raise FaultyInput([Fault(path.name, "", what, f"jiedai seat {CHART_NAME} --check {path.name}")])
    file = read_seat_request(source, edition)
    if not isinstance(file.party, Dinner):
        what = bilingual("乘车的座次不从工作簿读", "seats of cars are not read from a workbook")
        raise FaultyInput([Fault(path.name, "", what, bilingual("写成 .toml", "write them as .toml"))])
    # its tables are numbered by the edition of the chart, whatever edition it is judged by
    numbered = file.chart.etiquette if file.chart else file.etiquette
    return _dinner(file, file.party, read_seats(path, file.party, numbered))
