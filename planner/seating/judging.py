"""Judging a chart that somebody made, by the same rules as our own; no solver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.errors import Fault, FaultyInput
from models.etiquette.check import check
from models.etiquette.check_ride import check_ride
from planner.reading.dinner import DinnerFile, read_party
from planner.reading.etiquette import load_etiquette
from planner.reading.hand_chart import legs, placements, read_hand_chart
from planner.seating.chart import DinnerChart, RideChart, read_chart

if TYPE_CHECKING:
    from pathlib import Path

    from planner.seating.chart import Chart


def judged(path: Path, party: Path | None = None, edition: str | None = None) -> Chart:
    """Read a chart, chart.json or made by hand, and judge it anew.

    Parameters
    ----------
    party : Path, optional
        The dinner or ride of a chart made by hand, if the chart does not name it.
    edition : str, optional
        Another etiquette edition than that of the chart.

    Raises
    ------
    FaultyInput
        With every fault of the files.
    """
    if path.suffix.lower() == ".json":
        return _again(read_chart(path), edition)
    return _by_hand(path, party, edition)


def _again(chart: Chart, edition: str | None) -> Chart:
    """Judge a chart.json by what it says of seats alone."""
    etiquette = load_etiquette(edition) if edition else chart.etiquette
    if isinstance(chart, DinnerChart):
        laid = {plan.table: plan.laid for plan in chart.seating.tables}
        layouts = {plan.table: plan.layout for plan in chart.seating.tables}
        found = check(chart.dinner, etiquette, chart.seating.placements, laid, layouts)
        return DinnerChart(chart.dinner, etiquette, found)
    seats = {car.car: [leg.seats for leg in car.legs] for car in chart.plan.cars}
    return RideChart(chart.ride, etiquette, check_ride(chart.ride, etiquette, seats))


def _by_hand(path: Path, party: Path | None, edition: str | None) -> Chart:
    chart, named = read_hand_chart(path)
    source = party or named
    if source is None:
        what = "没有写明是哪一场的座次 / of which dinner or ride is not said"
        raise FaultyInput([Fault(path.name, "dinner", what, 'dinner = "dinner.toml", or jiedai seat DINNER --check …')])
    file = read_party(source, edition)
    if isinstance(file, DinnerFile):
        rows = placements(chart, file.dinner, path.name)
        return DinnerChart(file.dinner, file.etiquette, check(file.dinner, file.etiquette, rows))
    plan = check_ride(file.ride, file.etiquette, legs(chart, file.ride, path.name))
    return RideChart(file.ride, file.etiquette, plan)
