"""Where tables, chairs and seats of cars are drawn on the page, in centimetres seen as the edition's charts are.

Chairs stand where the chart has them (``models.etiquette.furniture``, ``planner.papers.seating.viewpoint``); here they
only get a size, so that a name fits and none covers another.
"""

from __future__ import annotations

from itertools import combinations
from math import hypot
from typing import TYPE_CHECKING, Any

from planner.papers.seating.hall_plan import outline_of
from planner.papers.seating.viewpoint import View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.ride_party import CarSeating
    from models.domain.seating import TablePlan
    from planner.papers.seating.paper import RidePaper, SeatingPaper

SEAT_HEIGHTS = (44.0, 60.0, 76.0)
"""Of a chair with its name, the best of which a table takes."""
MOST_SEAT_WIDTH, LEAST_SEAT_WIDTH = 110.0, 30.0
NEIGHBOUR_SHARE = 0.97
"""Of the room to the next chair."""
AROUND = 26.0
"""Blank around the chairs."""
CLEAR, LEAST_RADIUS = 5.0, 14.0
"""Between a table and its chairs, and of the smallest table that is drawn."""
CAR_SEAT = (118.0, 74.0)
CAR_STEP = (126.0, 86.0)
AISLE_WIDTH = 34.0
BONNET = 46.0

Spot = tuple[float, float]


def seat_size(spots: list[Spot]) -> Spot:
    """Return width and height of the chairs of one table: as wide as the narrowest gap between two side by side."""
    best = (0.0, SEAT_HEIGHTS[0])
    for height in SEAT_HEIGHTS:
        gaps = [abs(a[0] - b[0]) for a, b in combinations(spots, 2) if abs(a[1] - b[1]) < height]
        width = min(MOST_SEAT_WIDTH, NEIGHBOUR_SHARE * min(gaps, default=MOST_SEAT_WIDTH))
        if min(width, 78.0) * height > min(best[0], 78.0) * best[1]:
            best = width, height
    return max(best[0], LEAST_SEAT_WIDTH), best[1]


def hall_drawing(paper: SeatingPaper) -> dict[str, Any]:
    """Return the hall: its tables with their chairs, and where door and stage are."""
    view = View.of(paper.dinner.hall, paper.etiquette)
    hall = _HallDrawing(paper, view)
    return hall.data()


class _HallDrawing:
    def __init__(self, paper: SeatingPaper, view: View) -> None:
        self.paper, self.view = paper, view
        self.seats: list[dict[str, Any]] = []
        self.tables: list[dict[str, Any]] = []
        self.box = [1e9, 1e9, -1e9, -1e9]

    def spot(self, x: float, y: float) -> Spot:
        right, up = self.view.turned(x, y)
        return round(100 * right, 1), round(-100 * up, 1)

    def data(self) -> dict[str, Any]:
        paper = self.paper
        for plan in paper.seating.tables:
            self._table(plan)
        several = len(paper.dinner.hall.tables) > 1
        for table in paper.dinner.hall.tables:
            if several and table.id not in paper.plans:
                x, y = self.spot(table.x, table.y)
                name = table.name or table.id
                self.tables.append({"id": table.id, "name": name, "x": x, "y": y, "r": 62, "more": True, "spare": True})
                self._reach(x, y, 80, 80)
        low_x, low_y, high_x, high_y = self.box
        box = [low_x - AROUND, low_y - AROUND, high_x + AROUND, high_y + AROUND]
        marks = list(self._openings(box))
        for mark in marks:
            box = [min(box[0], mark["x"] - 30), min(box[1], mark["y"] - 22), max(box[2], mark["x"] + 30),
                   max(box[3], mark["y"] + 22)]  # fmt: skip
        return {"id": "", "name": paper.hall, "box": box, "tables": self.tables, "seats": self.seats, "marks": marks}

    def _reach(self, x: float, y: float, wide: float, high: float) -> None:
        self.box = [min(self.box[0], x - wide / 2), min(self.box[1], y - high / 2), max(self.box[2], x + wide / 2),
                    max(self.box[3], y + high / 2)]  # fmt: skip

    def _table(self, plan: TablePlan) -> None:
        paper, laid = self.paper, plan.laid
        spots = [self.spot(seat.x, seat.y) for seat in laid.seats]
        wide, high = seat_size(spots)
        middle = self.spot(laid.x, laid.y)
        several = len(paper.dinner.hall.tables) > 1
        made: dict[str, Any] = {
            "id": plan.table,
            "name": paper.table_name(plan),
            "short": paper.short_name(plan),
            "x": middle[0],
            "y": middle[1],
            "main": plan.place == 1 and len(paper.seating.tables) > 1,
            "more": several and laid.size < paper.table(plan).seats,
            "spare": False,
        }
        if laid.shape == "round":
            made["r"] = round(_free_radius(middle, spots, wide, high, 50 * laid.width), 1)
        elif laid.shape != "sofas" and plan.layout != "photo":
            made["points"] = [self.spot(*spot) for spot in outline_of(laid)]
            for x, y in made["points"]:
                self._reach(x, y, 8, 8)
        self.tables.append(made)
        for seat, (x, y) in zip(laid.seats, spots, strict=True):
            self._reach(x, y, wide, high)
            place = {"at": plan.table, "seat": str(seat.index), "leg": 0}
            self.seats.append({**place, "x": x, "y": y, "w": wide, "h": high})

    def _openings(self, box: list[float]) -> Iterator[dict[str, Any]]:
        hall, words = self.paper.dinner.hall, self.paper.words
        shared = hall.screen is not None and hall.stage == hall.screen
        for point, zh, en in (
            (hall.door, "门", "door"),
            (hall.stage, "舞台、屏幕" if shared else "舞台", "stage, screen" if shared else "stage"),
            (None if shared else hall.screen, "屏幕", "screen"),
        ):
            if point is None:
                continue
            x, y = self.spot(point.x, point.y)
            wall = self.view.wall(point)
            x = {"left": box[0] - 12, "right": box[2] + 12}.get(wall, min(max(x, box[0] + 30), box[2] - 30))
            y = {"up": box[1] - 6, "down": box[3] + 8}.get(wall, min(max(y, box[1] + 30), box[3] - 30))
            yield {"x": x, "y": y, "text": words.pick(zh, en), "kind": "door" if point is hall.door else "stage"}


def _free_radius(middle: Spot, spots: list[Spot], wide: float, high: float, most: float) -> float:
    """Return the radius of a round table that its chairs leave free."""
    beside = ((max(abs(x - middle[0]) - wide / 2, 0.0), max(abs(y - middle[1]) - high / 2, 0.0)) for x, y in spots)
    nearest = min((hypot(*away) for away in beside), default=most)
    return max(min(most, nearest - CLEAR), LEAST_RADIUS)


# ---------------------------------------------------------------- cars


def car_drawing(paper: RidePaper, seating: CarSeating, leg: int) -> dict[str, Any]:
    """Return a car on one leg, its front above."""
    car, profile, words = paper.car(seating), paper.car(seating).profile, paper.words
    columns = max(3, max(seat.column for seat in profile.seats) + 1)
    aisle = {c for c in range(columns) if all(seat.column != c for seat in profile.seats if seat.row)}
    lefts = [sum(AISLE_WIDTH if k in aisle else CAR_STEP[0] for k in range(c)) for c in range(columns + 1)]
    rows = max(seat.row for seat in profile.seats) + 1
    left_wheel = profile.wheel == "left"
    seats = []
    for seat in profile.seats:
        x = lefts[seat.column] + CAR_STEP[0] / 2
        if not seat.row and seat.column in aisle:
            x = lefts[-1] - CAR_STEP[0] / 2 if left_wheel else CAR_STEP[0] / 2
        seats.append({"at": car.id, "seat": seat.id, "leg": leg, "x": x, "y": seat.row * CAR_STEP[1] + CAR_STEP[1] / 2,
                      "w": CAR_SEAT[0], "h": CAR_SEAT[1]})  # fmt: skip
    body = [-14, -BONNET, lefts[-1] + 14, rows * CAR_STEP[1] + 12]
    driver_x = CAR_STEP[0] / 2 if left_wheel else lefts[-1] - CAR_STEP[0] / 2
    door_x = body[2] + 18 if left_wheel else body[0] - 18
    name = paper.car_name(seating)
    if len(seating.legs) > 1 or len(paper.ride.stops) > 2:
        way = f"{paper.ride.stops[leg]}→{paper.ride.stops[leg + 1]}"
        name = words.pick(f"{name}，第{leg + 1}程 {way}", f"{name}, leg {leg + 1} {way}")
    who = paper.people.name(car.driver) if car.driver else paper.driver(seating)
    return {
        "id": f"{car.id}@{leg}",
        "name": name,
        "box": [body[0] - 34, body[1] - 8, body[2] + 34, body[3] + 8],
        "tables": [{"id": car.id, "name": name, "car": body, "more": False, "spare": False}],
        "seats": seats,
        "marks": [
            {"x": driver_x, "y": CAR_STEP[1] / 2, "text": who, "kind": "driver"},
            {"x": door_x, "y": CAR_STEP[1] * min(rows - 1, 1) + CAR_STEP[1] / 2, "text": words.pick("车门", "doors"),
             "kind": "side"},
            {"x": (body[0] + body[2]) / 2, "y": -BONNET / 2, "text": words.pick("车头", "front"), "kind": "front"},
        ],
    }  # fmt: skip
