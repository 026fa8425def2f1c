"""Who carried more than others in the last weeks (HOST-08c, CAR-06a): the same comparison for people and drivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def carried_more(loads: Mapping[str, int], beyond: int, people: int | None = None) -> set[str]:
    """Return who carried more than ``beyond`` percent of the mean.

    Parameters
    ----------
    people : int, optional
        Among how many the mean is taken; None: among those of ``loads``.
    """
    most, count = beyond * sum(loads.values()), len(loads) if people is None else people
    return {id for id, carried in loads.items() if 100 * carried * count > most}
