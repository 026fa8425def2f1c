"""Public instances of periodic routes and of orienteering, as problems of ours; format and source: README.md beside."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from models.outbound.orienteering import OrienteeringProblem
from models.outbound.periodic import PeriodicProblem

HERE = Path(__file__).parent
PVRP_BEST = {
    "p01": 524.61,
    "p02": 1322.87,
    "p03": 524.61,
    "p04": 835.26,
    "p05": 2024.96,
    "p06": 835.26,
    "p07": 826.14,
    "p08": 2022.47,
    "p09": 826.14,
    "p10": 1593.43,
    "p11": 770.89,
    "p12": 1186.47,
    "p13": 3492.89,
}
"""Best known lengths, from the literature."""


def periodic(name: str) -> PeriodicProblem:
    """Read an instance of Cordeau's format."""
    rows = [line.split() for line in (HERE / "pvrp" / name).read_text(encoding="utf-8").splitlines() if line.strip()]
    vehicles, days = int(rows[0][1]), int(rows[0][3])
    limits = tuple((float(row[0]), int(row[1])) for row in rows[1 : 1 + days])
    points = rows[1 + days :]
    patterns = []
    for row in points:
        count = int(row[6])
        codes = [int(code) for code in row[7 : 7 + count]] if int(row[5]) else []
        patterns.append(tuple(tuple(d for d in range(days) if code >> (days - 1 - d) & 1) for code in codes))
    return PeriodicProblem(
        tuple((float(row[1]), float(row[2])) for row in points),
        tuple(float(row[3]) for row in points),
        tuple(int(row[4]) for row in points),
        tuple(patterns),
        vehicles,
        limits,
    )


TOPTW_BEST = {
    1: (308, 404, 394, 489, 595, 591, 298, 463, 493, 594),
    2: (502, 715, 742, 928, 1101, 1076, 566, 834, 909, 1145),
}
"""Best known profits of pr01 to pr10 by number of routes, from the literature."""
HUNDREDTHS = 100


def orienteering(name: str, routes: int) -> OrienteeringProblem:
    """Read an instance of Cordeau's; times in hundredths, distances rounded down to them."""
    text = (HERE / "toptw" / f"{name}.txt").read_text(encoding="utf-8")
    points = np.array(
        [[float(row[k]) for k in (1, 2, 3, 4, -2, -1)] for row in map(str.split, text.splitlines()[2:]) if row]
    )
    apart = np.hypot(*(points[:, None, :2] - points[None, :, :2]).transpose(2, 0, 1))
    whole = np.floor(apart * HUNDREDTHS + 1e-9).astype(np.int64)
    service, opens, closes = (np.rint(points[:, k] * HUNDREDTHS).astype(np.int64) for k in (2, 4, 5))
    return OrienteeringProblem(whole, service, opens, closes, points[:, 3].astype(np.int64), routes)
