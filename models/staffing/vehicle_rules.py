"""The duty rules about vehicles and drivers that an edition counts, by what they offer to staffing."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from models.rules.cars.drivers import DrivingTime
from models.rules.core.vehicle_duty import ChangeRule, DriverRule, NightRule, VehicleDayRule, VehicleRule

if TYPE_CHECKING:
    from models.rules.core.base import Rule


class VehicleRules:
    """Duty rules about vehicles and drivers, in the order of the policy; a rule may be in several lists."""

    def __init__(self, counted: tuple[Rule, ...]) -> None:
        self.vehicles = [rule for rule in counted if isinstance(rule, VehicleRule)]
        self.changes = [rule for rule in counted if isinstance(rule, ChangeRule)]
        self.days = [rule for rule in counted if isinstance(rule, VehicleDayRule)]
        self.drivers = [rule for rule in counted if isinstance(rule, DriverRule)]
        self.nights = [rule for rule in counted if isinstance(rule, NightRule)]
        self.driving = [rule for rule in counted if isinstance(rule, DrivingTime)]


@lru_cache(maxsize=4)
def vehicle_rules(counted: tuple[Rule, ...]) -> VehicleRules:
    """Return rules by what they offer; the last few answers are remembered, as those of ``people_rules``.

    Parameters
    ----------
    counted : tuple of Rule
        Those at level must, should or prefer (``DutyPrices.counted``).
    """
    return VehicleRules(counted)
