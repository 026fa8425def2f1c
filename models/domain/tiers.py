"""The tiers in which plans are compared, strictly in order; every term of a tier is an integer of at least 0."""

from __future__ import annotations

from enum import IntEnum


class Tier(IntEnum):
    """What is compared first, second, …; the number is the place in every tuple of tiers."""

    LEFT_OUT = 0
    """Prices of the requests that are not in the plan."""
    SHOULD = 1
    """Breaks of rules at level ``should``; in a replan also what was announced and moves."""
    PREFERENCE = 2
    """Breaks of rules at level ``prefer``."""
    MONEY = 3
    """Yuan."""
    DUTY = 4
    """Breaks of duty rules at level ``prefer``: the same driver and escort, empty runs, balance."""

    @property
    def zh(self) -> str:
        """Its name for papers, in Chinese."""
        return ("未能安排", "应守条款", "偏好", "费用", "勤务")[self]

    @property
    def en(self) -> str:
        """Its name for papers and files, in English."""
        return ("requests left out", "shoulds", "preferences", "money", "duty")[self]


UPPER_TIERS = (Tier.LEFT_OUT, Tier.SHOULD)
"""What comes before all preferences: searched first, and proven visit by visit."""
PROGRAMME_TIERS = (Tier.LEFT_OUT, Tier.SHOULD, Tier.PREFERENCE, Tier.MONEY)
"""What the programmes of visits decide, as far as people's and drivers' duties do not."""
