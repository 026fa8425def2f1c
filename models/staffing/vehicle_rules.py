"""The duty rules about vehicles and drivers that an edition counts, by what they offer to staffing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.cars.drivers import DrivingTime
from models.rules.core.vehicle_duty import ChangeRule, NightRule, VehicleDayRule, VehicleRule

if TYPE_CHECKING:
    from models.staffing.costs import DutyPrices


class VehicleRules:
    """Rules at level must, should or prefer, in the order of the policy; a rule may be in several lists."""

    def __init__(self, prices: DutyPrices) -> None:
        counted = prices.counted
        self.vehicles = [rule for rule in counted if isinstance(rule, VehicleRule)]
        self.changes = [rule for rule in counted if isinstance(rule, ChangeRule)]
        self.days = [rule for rule in counted if isinstance(rule, VehicleDayRule)]
        self.nights = [rule for rule in counted if isinstance(rule, NightRule)]
        self.driving = [rule for rule in counted if isinstance(rule, DrivingTime)]
