"""How things go wrong: how late flights are, how long roads and talks take; a table of the edition, for simulation.

With nothing said nothing is uncertain. All numbers that come with Jiedai are examples, 示例值.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from models.domain.base import Fact, Minutes

Percent = Annotated[int, Field(ge=0, le=100, description="percent")]
Spread = Annotated[int, Field(ge=0, le=200, description="percent: 100 × standard deviation of the logarithm")]


class Delay(Fact):
    """How late an arrival or anything else is: mostly not at all, often a little, seldom very.

    Attributes
    ----------
    late : int
        Share that is late at all, percent.
    median, spread : int
        Of those, how late: lognormal with this median in minutes.
    heavy : int
        Share of the late ones with a long delay instead, percent.
    heavy_from, heavy_index : int, float
        Long delays: Pareto from so many minutes on; the smaller the index, the heavier the tail.
    longest : int
        No longer than this, minutes.
    """

    late: Percent = 0
    median: Minutes = 0
    spread: Spread = 0
    heavy: Percent = 0
    heavy_from: Minutes = 0
    heavy_index: Annotated[float, Field(gt=0, le=20)] = 2.0
    longest: Minutes = 600


class Road(Fact):
    """How long a drive takes against the plan.

    Attributes
    ----------
    spread : int
        Every drive: lognormal around the planned minutes.
    jams, jam_more : int
        Share of drives that meet a jam, and how much longer they take, percent.
    """

    spread: Spread = 0
    jams: Percent = 0
    jam_more: Annotated[int, Field(ge=0, le=500, description="percent")] = 0


class Risks(Fact):
    """What is uncertain, and how far a dispatcher goes to make up for it.

    Attributes
    ----------
    flight, rail, by_road : Delay
        Arrivals by air, by train, by the guests' own cars.
    talk, tour, leisure, meal : Delay
        Overruns: meetings and ceremonies; company tours and projects; sights, shopping, shows; meals and banquets.
    boarding : Delay
        Guests who are late at the car.
    road : Road
        Rides and empty runs.
    cut_talk, cut_tour, cut_leisure, cut_meal : int
        To how much of its planned length a late item is cut short, percent. Rests go first, altogether.
    give_up : int
        An item that could only start so many minutes late is dropped.
    patience : int
        A car so many minutes late is replaced by a free one, if that comes sooner.
    taxi : int
        Where none of our cars comes within so many minutes, a taxi does.
    on_time : int
        So many minutes late still count as on time.
    flight_closes, international_closes, rail_closes : int
        Minutes before departure at which it is too late.
    missed_counts : int
        A missed departure or appointment counts as so many minutes of waiting.
    """

    flight: Delay = Delay()
    rail: Delay = Delay()
    by_road: Delay = Delay()
    talk: Delay = Delay()
    tour: Delay = Delay()
    leisure: Delay = Delay()
    meal: Delay = Delay()
    boarding: Delay = Delay()
    road: Road = Road()
    cut_talk: Percent = 70
    cut_tour: Percent = 70
    cut_leisure: Percent = 50
    cut_meal: Percent = 70
    give_up: Minutes = 120
    patience: Minutes = 10
    taxi: Minutes = 40
    on_time: Minutes = 5
    flight_closes: Minutes = 45
    international_closes: Minutes = 60
    rail_closes: Minutes = 10
    missed_counts: Minutes = 240

    @property
    def none(self) -> bool:
        """Whether nothing is uncertain."""
        delays = (self.flight, self.rail, self.by_road, self.talk, self.tour, self.leisure, self.meal, self.boarding)
        return not any(delay.late for delay in delays) and not self.road.spread and not self.road.jams
