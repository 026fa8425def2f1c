"""Every rule of the policy, in the order of the policy. One line a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.domain.errors import Fault
from models.rules import arrival, order, pace, rooms, sights
from models.rules.cars import driver_rest, drivers, vehicles
from models.rules.cost import packages as cost
from models.rules.hosts import helpers as helping
from models.rules.hosts import leaders as hosting
from models.rules.hosts import working_hours as duty
from models.rules.meals import meals
from models.rules.sense import coming_and_going as sense
from models.rules.sense import composition as taste
from models.rules.sense import manners
from models.rules.sense import travel_groups as together
from models.rules.stability import stability
from models.rules.structure import continuity, driver_days
from models.rules.structure import opening_hours as hours
from models.rules.structure import parts as structure
from models.rules.tour import rivals, tour

if TYPE_CHECKING:
    from collections.abc import Iterator

    from models.domain.policy import Edition
    from models.rules.core.base import Rule

RULES: tuple[type[Rule], ...] = (
    structure.KnownIds,
    structure.ItemLengths,
    continuity.Continuity,
    continuity.SlotsOfDay,
    structure.FixedTimesKept,
    structure.GroupsTakePart,
    continuity.WithinStay,
    continuity.JustInTime,
    structure.ItemPlaces,
    hours.PlacesOpen,
    driver_days.OneVehiclePerDriverDay,
    arrival.FirstWorkday,
    arrival.SightsFirstOnDaysOff,
    arrival.WorkOnWorkdays,
    arrival.GuestsMetOnTime,
    arrival.CarReadyAtDoor,
    arrival.AtDepartureInTime,
    helping.Greeters,
    arrival.Lodging,
    arrival.AgreementHotel,
    arrival.NoIdleDay,
    order.BusinessFirst,
    order.MorningBusiness,
    order.BusinessNotDropped,
    pace.DayLoad,
    pace.IdleGaps,
    pace.DailyHours,
    pace.NoRepeats,
    pace.LongTrip,
    meals.MealsProvided,
    meals.SeatedMeals,
    manners.UsualMealHour,
    meals.DesignatedRestaurants,
    meals.DiningRoomFits,
    manners.PrivateRoomForBanquet,
    meals.DietsServed,
    meals.NoBanquetOnTabooDays,
    meals.NoBanquetOnDaysOff,
    meals.Invitations,
    hosting.HostRankMatches,
    meals.PlainMealsBetween,
    helping.Companions,
    hosting.NamedPeopleAvailable,
    hosting.LeaderPresent,
    hosting.LeaderRankFits,
    helping.Docents,
    helping.Crews,
    helping.Photographers,
    helping.Interpreters,
    helping.SightEscorts,
    duty.SameEscortAndBalance,
    helping.LeadersNotHelpers,
    duty.LeaveKept,
    duty.PeopleRest,
    hosting.HostReceivesGuests,
    tour.WorkshopGroupLimit,
    tour.RestrictedAreas,
    tour.TourPrecautions,
    tour.WorkshopHours,
    rivals.RivalsApart,
    sights.PreferredSights,
    sights.SightsOpen,
    sights.ListedSights,
    sights.ShoppingOnRequest,
    vehicles.EnoughSeats,
    vehicles.VehicleInOnePlace,
    drivers.DrivingTime,
    drivers.SameVehicleAndDriver,
    vehicles.VehicleClassFitsLevel,
    vehicles.VehicleSizeFitsParty,
    drivers.EmptyRunsAndBalance,
    vehicles.OwnVehiclesFirst,
    driver_rest.DriverRest,
    rooms.RoomFitsMeeting,
    rooms.RoomKeptThroughDay,
    rooms.RoomSizeFits,
    sense.BanquetDays,
    sense.HotelFirst,
    sense.BreakfastBeforePickUp,
    taste.MealsAndHotelNearby,
    taste.RestaurantVariety,
    taste.TimeToChange,
    sense.DepartureDayNearby,
    taste.BanquetHostAtExchange,
    taste.OrderByPurpose,
    sense.NightRest,
    taste.NamedRest,
    sense.GentlePace,
    taste.RainSubstitute,
    taste.BanquetIsDinner,
    duty.ConsecutiveTours,
    sense.LateArrival,
    together.GroupParticipation,
    manners.PhotoWithMeeting,
    cost.LevelByContract,
    cost.PackageKept,
    cost.LeastCost,
    stability.StartedStays,
    stability.StartedStaffStays,
    stability.AnnouncedStays,
    stability.PinsKept,
    stability.StaffPinsKept,
)


def rules(edition: Edition) -> tuple[Rule, ...]:
    """Return the rules of an edition, those that are off left out."""
    return tuple(rule for rule in (kind(edition) for kind in RULES) if rule.level != "off")


def faults(edition: Edition, file: str) -> Iterator[Fault]:
    """Yield every unknown rule, key or level of an edition."""
    known = {kind.id for kind in RULES}
    for id in edition.rules:
        if id not in known:
            near = sorted(known, key=lambda name: (name.split("-")[0] != id.split("-")[0], name))[:1]
            yield Fault(file, f"rules.{id}", f"no rule {id!r}", near[0] if near else "")
    for kind in RULES:
        yield from kind.faults(edition, file)
