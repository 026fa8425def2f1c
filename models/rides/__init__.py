"""Layer 4, cars: who rides in which vehicle and on which seat, leg by leg, with proofs."""

from models.rides.change import change_ride
from models.rides.solve import seat_ride

__all__ = ["change_ride", "seat_ride"]
