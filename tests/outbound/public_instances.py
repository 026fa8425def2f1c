"""Public instances of periodic routes and of orienteering, as problems of ours; format and source: README.md beside."""

from __future__ import annotations

from pathlib import Path

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
